"""Style and script of the page on a register. Nothing is fetched; without the script only sorting is missing."""

from __future__ import annotations

STYLE = """
:root{--ink:#1b1f24;--soft:#4a5159;--line:#c9ced4;--paper:#fff;--tint:#f4f6f8;--block:#a4161a;--hold:#8a5300;--clear:#1d6b3a;
--none:#59626b;--note:#1c5a94}
*{box-sizing:border-box}
html{font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;color:var(--ink);background:var(--paper)}
body{margin:0 auto;max-width:76rem;padding:0 1.25rem 4rem}
header{border-bottom:3px solid var(--ink);padding:1.5rem 0 .5rem}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .25rem}
h2{font-size:1.25rem;margin:2.25rem 0 .75rem}
p{margin:.25rem 0 .75rem;max-width:48rem}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;background:var(--ink);color:#fff;padding:.5rem 1rem;z-index:2}
:focus-visible{outline:3px solid var(--note);outline-offset:2px}
.identity{margin:0;display:grid;gap:.35rem}
.identity div{display:grid;grid-template-columns:11rem 1fr;gap:1rem}
dt{color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere}
.notices{padding-left:1.2rem;color:var(--soft)}
.tiles{list-style:none;display:flex;flex-wrap:wrap;gap:.75rem;margin:0 0 .75rem;padding:0}
.tiles li{border:1px solid var(--line);border-top:5px solid var(--soft);padding:.5rem 1rem .6rem;min-width:7.5rem}
.tiles strong{display:block;font-size:1.7rem;line-height:1.2;font-variant-numeric:tabular-nums}
.tiles .block{border-top-color:var(--block)}.tiles .hold{border-top-color:var(--hold)}
.tiles .clear{border-top-color:var(--clear)}
.tiles .not-checked{border-top-color:var(--none)}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,28rem),1fr));gap:0 2.5rem;align-items:start}
.charts h2{grid-column:1/-1}
figure{margin:0 0 1rem;min-width:0}
figcaption{font-weight:600}
.legend{color:var(--soft);margin:.25rem 0 .5rem}
.legend span{display:inline-block;margin-right:1rem}
.key{width:.8rem;height:.8rem;margin-right:.35rem}
.bars{list-style:none;margin:0;padding:0}
.bars li{padding:.3rem 0;border-top:1px solid var(--tint)}
.name,.count{display:block;overflow-wrap:anywhere}
.count{color:var(--soft);font-size:.875rem}
.bar{display:block;width:100%;height:.7rem;background:var(--tint)}
rect.block,rect.error{fill:var(--block)}rect.hold,rect.warning{fill:#b87000}rect.clear{fill:#2f9457}
rect.not-checked{fill:var(--none)}rect.note{fill:#4f8fc9}
table{width:100%;border-collapse:collapse;font-size:.925rem}
caption{text-align:left;color:var(--soft);padding:.25rem 0}
th,td{text-align:left;vertical-align:top;padding:.45rem .6rem .45rem 0;
border-bottom:1px solid var(--line);overflow-wrap:anywhere}
thead th{border-bottom:2px solid var(--ink);white-space:nowrap}
tbody th{font-weight:600}
td:nth-child(2){min-width:13rem}
thead button{all:unset;display:inline-block;padding:.2rem 0;cursor:pointer;font-weight:600}
thead button:focus-visible{outline:3px solid var(--note);outline-offset:2px}
thead button::after{content:" \\2195" / "";color:var(--soft)}
th[aria-sort=ascending] button::after{content:" \\2191" / "";color:var(--ink)}
th[aria-sort=descending] button::after{content:" \\2193" / "";color:var(--ink)}
tr.error td:nth-child(3){color:var(--block);font-weight:600}
tr.warning td:nth-child(3){color:var(--hold);font-weight:600}
tr.note td:nth-child(3){color:var(--note)}tr.settled{color:var(--soft)}
tr.part td:nth-child(3){color:var(--hold)}
@media (max-width:44rem){
.identity div{grid-template-columns:1fr;gap:0}
table,tbody,tbody tr,tbody th,td,caption{display:block;width:100%}
thead:not(:has(button)){display:none}
thead,thead tr{display:block}
thead tr::before{content:"Sort by";color:var(--soft);margin-right:.75rem}
thead th{display:inline-block;width:auto;margin-right:.75rem}
tbody tr{border-bottom:2px solid var(--ink);padding:.5rem 0}
th,td,td:nth-child(2){border:0;padding:.1rem 0;min-width:0}
td:empty{display:none}
tbody [data-label]::before{content:attr(data-label) ": ";color:var(--soft);font-weight:400}
}
@media print{
html{font-size:10pt}
body{max-width:none;padding:0}
.skip,script{display:none}
thead{display:table-header-group}
tr,figure,.tiles li{break-inside:avoid}
h2{break-after:avoid}
thead button::after{content:""}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
@page{margin:15mm}
}
"""

SCRIPT = """
const ranks = {Error: '1', Warning: '2', 'Not checked': '3', Advice: '4'};
const key = cell => ranks[cell.textContent] ?? cell.textContent.replace(/,(?=[0-9]{3})/g, '');
for (const table of document.querySelectorAll('table.sortable')) {
  const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, at) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener('click', () => {
      const up = head.getAttribute('aria-sort') !== 'ascending';
      heads.forEach(other => other.removeAttribute('aria-sort'));
      head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
      const order = new Intl.Collator('en', {numeric: true}).compare;
      const sign = up ? 1 : -1;
      body.append(...[...body.rows].sort((a, b) => sign * order(key(a.cells[at]), key(b.cells[at]))));
    });
  });
}
"""
