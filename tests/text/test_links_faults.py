from __future__ import annotations

import pytest

from socialcheck.text import links
from socialcheck.text.link_faults import KINDS

OFFICIAL = ["west-midlands.police.uk", "northwales-pcc.gov.uk", "southyorkshire-pcc.gov.uk"]
FAULTS: dict[str, list[str]] = {
    "userinfo": [
        "https://southyorkshire-pcc.gov.uk@198.51.100.23/papers",
        "https://www.gov.uk:x@example.com",
        "http://admin@example.org/",
        "https://west-midlands.police.uk%2f@example.net/",
        "http://a:b@example.com:80/",
        "https://nhs.uk@example.com",
        "http://@example.com/",
        "https://police.uk@west-midlands.police.uk/",
    ],
    "ip-host": [
        "http://203.0.113.9/v1deo", "http://3405803785/x", "http://0xCB.0x0.0x71.9/", "http://0313.0.0161.011/",
        "http://[2001:db8::1]/a", "https://192.0.2.1:8443/", "http://0xCB007109/", "http://203.0.28937/",
    ],
    "mixed-script": [
        "http://west-midlаnds.police.uk/", "https://gоv.uk", "https://раураӏ.com", "http://nоrthwales-pcc.gov.uk/a",
        "https://ехample.com/", "https://εxample.com", "http://polісе.uk/", "https://ԝest.example.org",
    ],
    "punycode": [
        "https://xn--80ak6aa92e.com/", "http://xn--e1awd7f.com", "https://www.xn--gv-fmc.uk/", "http://xn--pple-43d.com/a",
        "xn--80ak6aa92e.com/login", "https://a.xn--p1ai/", "https://xn--mgba3a4f16a.ir/", "http://xn--fsq.example/",
    ],
    "look-alike": [
        "https://west-midlands.police.uk.example.com/pay", "westmidlands-police.uk-login.com/x", "https://g0v.uk/tax",
        "https://police-uk.net/", "nhs-uk.com/pay", "https://westmidlandspolice.com/",
        "northwalespcc.co.uk/a",
        "https://west-midlands.pollce.uk/", "https://gov-uk.claim-refund.com/", "https://police.co.uk/fine",
        "https://westmidlandspolice-verify.com/",
    ],
    "executable": [
        "https://example.org/app.apk", "https://example.org/a/setup.EXE", "http://example.org/x.msi?y=1",
        "https://example.org/pack.zip", "https://example.org/disk.iso", "https://example.org/run.bat#top",
        "https://example.org/saver.scr", "http://www.west-midlands.police.uk/apps/app.exe",
    ],
    "credential-page": [
        "https://example.com/login", "https://example.com/account/login", "https://login.example.com/",
        "https://example.com/sign-in", "https://example.com/verify", "https://secure-account.example.com/",
        "https://example.com/update-password", "https://example.com/signin.php", "https://example.com/confirm/account",
    ],
    "unusual-port": [
        "https://example.com:8080/a", "http://example.com:81", "https://example.com:4443/", "http://example.com:8000/x",
        "https://example.com:22/", "https://a.b.example.com:1337/", "http://[2001:db8::1]:90/",
        "example.com:88/a",
    ],
    "redirector": [
        "https://www.google.com/url?q=https://evil.example", "https://example.com/go?url=https%3A%2F%2Fevil.example",
        "https://example.com/?next=//evil.example", "https://example.com/l?u=http://evil.example",
        "https://example.com/r?a=1&redirect=https://evil.example", "https://example.com/?dest=www.evil.example",
        "https://example.com/out?link=https://evil.example", "https://example.com/?target=http%3a%2f%2fevil.example",
    ],
    "shortener": [
        "bit.ly/3abc", "https://tinyurl.com/abc", "https://ow.ly/x", "https://t.co/abc", "https://is.gd/x",
        "https://www.bit.ly/x", "https://cutt.ly/x", "https://rb.gy/x",
    ],
    "script-scheme": ["javascript:alert(1)", "data:text/html;base64,aaa", "vbscript:msgbox"],
    "non-http-scheme": ["ftp://files.example.com/a", "file://server/share", "smb://example.com/x"],
}  # fmt: skip
FINE = [
    "https://www.west-midlands.police.uk/news", "https://www.gov.uk/register-to-vote", "https://sign-in.service.gov.uk/login",
    "https://www.northwales.police.uk/cy-GB/", "https://forms.office.com/r/x1Y2", "https://www.eventbrite.co.uk/e/drop-in-123",
    "https://youtu.be/abc", "https://www.youtube.com/watch?v=abc&t=10", "https://www.bbc.co.uk/news/uk-wales-123",
    "https://getsafeonline.org/how-to-secure-your-account-and-password", "https://crimestoppers-uk.org/give-information",
    "https://www.police.ie", "https://www.gov.ie/en/", "https://www.polite.uk/", "https://example.org/report.pdf",
    "https://llŷn.cymru/", "https://café.example.fr/menu", "https://en.wikipedia.org/wiki/Police_(band)",
    "https://www.nhs.uk/conditions/", "https://senedd.wales/vote", "https://www.facebook.com/WestMidlandsPolice",
    "https://www.policefed.example.org/", "https://www.womensaid.org.uk/", "https://example.com:443/", "http://example.com:80/",
    "https://www.birminghammail.co.uk/news/police-verify-identity-of-man-found", "https://governance.uk/", "https://nhs-charities.org.uk/",
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in FAULTS.items() for text in texts])
def test_an_unsafe_link_is_named(kind: str, text: str) -> None:
    (link,) = links.find(f"Look: {text} now")
    assert kind in [fault.kind for fault in links.faults(link, OFFICIAL)]


@pytest.mark.parametrize("text", FINE)
def test_an_ordinary_link_has_no_fault(text: str) -> None:
    (link,) = links.find(f"Look: {text} now")
    assert links.faults(link, OFFICIAL) == []


def test_every_kind_is_tried() -> None:
    assert set(FAULTS) == set(KINDS)


def test_a_configured_domain_is_official() -> None:
    (link,) = links.find("https://westmidlandspolice.com/login")
    assert links.faults(link, ["westmidlandspolice.com"]) == []


def test_details_say_what_shows_it() -> None:
    details = [fault.detail for text in ("http://3405803785/", "https://gоv.uk") for fault in links.faults(links.find(text)[0])]
    assert details[:2] == ["203.0.113.9", "gov.uk"]
