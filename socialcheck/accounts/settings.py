"""The lists that rules on accounts refer to, from the policy's channels and the office's settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from socialcheck.text.cells.known import Known
from socialcheck.text.cells.values import host_of, platform_of


def account_settings(pack: Mapping[str, Any], settings: Mapping[str, Any], known: Known, others: list[str]) -> dict[str, Any]:
    """The settings, with what the pack says: platforms listed and barred, its accounts, hosts and names."""
    channels = pack.get("channels") or []
    barred = [c for c in channels if "prohibit" in c["status"].lower()]
    listed = [c for c in channels if c not in barred]
    own = [f"{_platform(c, known)}:{c['handle']}" for c in channels if c.get("handle")]
    main = [f":{handle}" for handle in settings.get("main_accounts") or []]
    organisation = (pack.get("organisation") or {}).get("name")
    return {
        **settings,
        "listed_platforms": [_platform(c, known) for c in listed],
        "barred_platforms": [_platform(c, known) for c in barred],
        "official_accounts": [*own, *main],
        "policy_hosts": _hosts(pack, settings),
        "policy_names": [name for name in (pack["id"], organisation) if name],
        "other_policies": [name for name in others if name not in (pack["id"], "good-practice", "law")],
    }


def _platform(channel: Mapping[str, Any], known: Known) -> str:
    return platform_of(channel["platform"], known) or str(channel["platform"])


def _hosts(pack: Mapping[str, Any], settings: Mapping[str, Any]) -> list[str]:
    configured = list(settings.get("link_domains") or [])
    points = [p["value"] for p in pack.get("contact_points") or [] if p["kind"] == "url"]
    return configured or [host for host in map(host_of, points) if host]
