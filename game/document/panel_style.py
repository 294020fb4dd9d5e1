"""The style sheet of pages of panels; it stands behind that of every document."""

PANEL_STYLE = """
:root { --ground: #f0e9d8; --paper: #fdf8ec; --brass: #ddb15c; --good: #0f6b52; --bad: #7a3594; }
body { max-width: none; margin: 0; padding: 0; background: var(--ground); font-size: 15px;
  line-height: 1.4; }
h1, h2, h3 { font-weight: 600; }
.banner { background: #0a121c; color: #f1f4f8; }
.banner > div { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2em 1.4em;
  max-width: 1112px; margin: 0 auto; padding: 20px 44px; }
.banner b { font: 600 1.6rem/1.2 var(--serif); }
.banner span { color: #b9c7d6; }
.banner span:last-child { margin-left: auto; }
main { max-width: 1112px; margin: 0 auto; padding: 22px 44px 40px; }
main h1 { font-size: 2.7rem; margin: 0 0 .35em; text-wrap: balance; }
.over { margin: 0 0 .3em; font-size: .87rem; font-weight: 600; letter-spacing: .08em;
  text-transform: uppercase; color: var(--soft); }
.reasons { display: grid; grid-template-columns: repeat(3, 1fr); gap: .8em 2em; margin: 0 0 26px;
  padding: 0; list-style: none; }
.reasons li, .finding > div:first-child { position: relative; padding-left: 36px; margin: 0; }
.reasons p { margin: 0; }
.sign { position: absolute; left: 0; top: 1px; width: 24px; height: 24px; }
.panels { display: grid; gap: 20px; margin: 0 0 20px; grid-template-columns: 1fr; }
.panels.even { grid-template-columns: repeat(2, minmax(0, 1fr)); }
.panels.wide-first { grid-template-columns: minmax(0, 1.38fr) minmax(0, 1fr); }
.panel { min-width: 0; background: var(--paper); border: 1px solid #d8cbac; border-radius: 8px;
  padding: 18px 22px 20px; scroll-margin-top: 12px; }
.panel > h2, .panel > .top h2 { margin: 0; padding: 0; border: 0; font-size: 1.5rem;
  line-height: 1.25; }
.panel .about { margin: 0 0 .8em; color: var(--soft); font-size: .93rem; }
.panel figure { margin: 0 0 .2em; max-width: none; }
.panel figure + figure, .panel .side + figure { margin-top: .3em; }
.panel figcaption { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }
.panel figure > svg { font-size: 13px; max-width: 640px; }
.panels:not(.even):not(.wide-first) figure > svg { max-width: 540px; }
.panels:not(.even):not(.wide-first) figure.page > svg.broad { max-width: 980px; }
.panel .legend { margin: .5em 0 0; font-size: .93rem; }
.panel .small { font-size: .9rem; margin: .5em 0 0; }
.side { display: flex; align-items: center; flex-wrap: wrap; gap: .1em .6em; margin: .7em 0 0;
  font-weight: 600; }
.side:first-of-type { margin-top: 0; }
.side svg { width: 22px; height: 22px; flex: none; }
.side span { margin-left: auto; font-weight: 400; color: var(--soft); }
.side b { font: 600 1.6rem/1.1 var(--serif); min-width: 3.2em; text-align: right; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 19rem), 1fr));
  gap: 6px 44px; }
.bars { margin: .3em 0 0; }
.bars td, .bars th { border: 0; padding: .22em 0 .22em .7em; vertical-align: middle; }
.bars th { font-weight: 400; text-align: right; font-size: .93rem; }
.bars td:first-child, .bars th:first-child { padding-left: 0; text-align: left; }
.bars td.drawn { width: 34%; padding: 0 0 0 .4em; }
.bars td.drawn svg { display: block; width: 100%; height: 15px; }
.bars td.n:nth-last-child(2) { font-weight: 700; }
.bars td:last-child { color: var(--soft); }
.matrices { display: grid; gap: 0 36px;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); }
.matrices .matrix { width: 100%; margin: .2em 0 .6em; table-layout: auto; }
.matrices .matrix td, .even .matrix td, .wide-first .matrix td { min-width: 0;
  padding: .85em .2em; font-size: .93rem; }
.matrix { border-collapse: separate; border-spacing: 6px; width: auto; margin: .2em -6px .6em;
  table-layout: fixed; }
.matrix th { border: 0; padding: .1em .3em; color: var(--ink); font-weight: 600;
  font-size: .93rem; line-height: 1.25; text-align: center; vertical-align: bottom;
  overflow-wrap: break-word; }
.matrix tbody th { text-align: left; vertical-align: middle; }
.matrix small { display: block; font-size: .87rem; font-weight: 400; }
.matrix s { color: var(--soft); }
.matrix small.best { color: var(--good); font-weight: 600; }
.matrix small.dominated { color: var(--bad); font-weight: 600; }
.matrix td { min-width: 5.6em; padding: .85em .5em; text-align: center; white-space: nowrap;
  border: 1px solid #d8cbac; border-radius: 6px; background: #f4eddd; font-size: 1.05rem;
  vertical-align: middle; }
.matrix td.struck { background:
  repeating-linear-gradient(135deg, #f4eddd 0 5px, #ece2cb 5px 10px); }
.matrix td.left { background: var(--brass); border: 2px solid #76530c; }
.matrix td.left span { color: #1b1406 !important; }
.matrix td b { font-weight: 700; text-decoration: underline; text-underline-offset: 3px; }
.finding { display: grid; grid-template-columns: 1fr 1fr; gap: .3em 2em; padding: .75em 0;
  border-top: 1px solid var(--faint); break-inside: avoid; }
.finding p { margin: 0; }
.finding .act { padding-left: 1.3em; text-indent: -1.3em; }
.finding .act::before { content: "→"; color: #76530c; display: inline-block; width: 1.3em;
  text-indent: 0; }
.finding a { color: inherit; }
.top { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2em; align-items: baseline;
  margin: 0 0 .6em; }
.top p { margin: 0; font-weight: 600; color: #76530c; }
.panel h3 { font-size: 1.06rem; margin: 1.3em 0 .2em; }
.panel table:not(.matrix):not(.bars) { font-size: .95rem; margin: .2em 0 .6em; }
.panel .wide { overflow-x: auto; }
pre { font: .9rem/1.4 var(--sans); white-space: pre-wrap;
  overflow-wrap: anywhere; margin: .3em 0; }
svg text { font-size: 13px; }
svg .row-name { font-size: 13.5px; font-weight: 400; }
svg .row-name, svg .row-small, svg .axis-name { paint-order: stroke; stroke: var(--paper);
  stroke-width: 4px; stroke-linejoin: round; }
svg .row-value { font-size: 14px; }
svg .aim { fill: #0f6b52; fill-opacity: .16; stroke: #0f6b52; stroke-width: 1;
  stroke-dasharray: 3 3; }
svg .zero { stroke: var(--ink); stroke-width: 1.8; }
svg .mean { fill: var(--ink); }
svg .reference.thin { stroke-width: 2.4; }
svg .now { stroke: var(--ink); stroke-width: 1.4; stroke-dasharray: 2 3; }
svg .compared { stroke-width: 1.4; stroke-dasharray: 7 4; }

@media screen and (max-width: 62rem) {
  .panels.even, .panels.wide-first { grid-template-columns: minmax(0, 1fr); }
  .panel figure.page > svg.broad { display: none; }
  .panel figure.page > svg.narrow { display: block; }
}
@media screen and (max-width: 44rem) {
  .banner > div { padding: 16px; }
  .banner span:last-child { margin-left: 0; }
  main { padding: 16px 10px 24px; }
  main h1 { font-size: 1.9rem; }
  .reasons { grid-template-columns: 1fr; }
  .panel { padding: 16px 14px; }
  .side { flex-wrap: nowrap; }
  .side b { min-width: 2.6em; font-size: 1.4rem; }
  .side span { text-align: right; }
  .finding, .top { grid-template-columns: 1fr; }
  .top p { display: none; }
  .finding .act { margin-left: 36px; }
  .matrix { border-spacing: 4px; margin: .2em -4px .6em; }
  .matrix td { min-width: 4.2em; padding: .7em .2em; }
  .matrix td { white-space: normal; }
}
@media screen and (min-width: 40.01rem) and (max-width: 44rem) {
  .panel figure:not(.page) > svg.broad { display: block; }
}
@media screen and (max-width: 34rem) {
  table.many thead { display: none; }
  table.many tbody, table.many tr { display: grid; }
  table.many tr { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .1em 1em;
    padding: .5em 0;
    border-bottom: 1px solid var(--faint); }
  .panel table.many td { border: 0; padding: 0; }
  table.many td:not(.n) { grid-column: 1 / -1; }
  table.many td:first-child { font-weight: 600; }
  table.many td.n { display: flex; flex-wrap: wrap; justify-content: space-between;
    gap: 0 .6em; }
  table.many td.n::before { content: attr(data-title); color: var(--soft); white-space: normal;
    text-align: left; }
  table.many td:not(.n, :first-child)::before { content: attr(data-title) ": ";
    color: var(--soft); }
}
@media print {
  @page { size: A4; margin: 10mm; }
  :root { --ground: #fff; --paper: #fff; }
  body { font-size: 8.6pt; line-height: 1.32; print-color-adjust: exact;
    -webkit-print-color-adjust: exact; }
  .banner > div { padding: 3mm 5mm; }
  .banner b { font-size: 14pt; }
  main { padding: 4mm 0 0; }
  main h1 { font-size: 20pt; }
  .reasons { gap: 0 6mm; margin-bottom: 4mm; }
  .reasons li, .finding > div:first-child { padding-left: 7mm; }
  .sign { width: 5mm; height: 5mm; top: 0; }
  .panels { gap: 3.5mm; margin-bottom: 3.5mm; }
  .panel { padding: 3mm 4mm; break-inside: avoid; }
  .panel.long { break-inside: auto; }
  .panel.long > h2, .panel.long > .about, .panel h3 + .small { break-after: avoid; }
  .panel > h2, .panel > .top h2 { font-size: 12pt; }
  .panel figure > svg { max-height: none; }
  .even figure > svg.broad, .wide-first figure > svg.broad { display: none; }
  .even figure > svg.narrow, .wide-first figure > svg.narrow { display: block; max-width: 74mm; }
  .panels:not(.even):not(.wide-first) figure > svg { max-width: 120mm; }
  .panels:not(.even):not(.wide-first) figure.page > svg.broad { max-width: none; }
  .panel .about, .panel .small, .panel .legend { font-size: 8pt; }
  .side b { font-size: 13pt; }
  .side svg { width: 5mm; height: 5mm; }
  .sides { gap: 1mm 9mm; grid-template-columns: repeat(2, 1fr); }
  .sides:has(> :nth-child(3):last-child) { grid-template-columns: repeat(3, 1fr); gap: 1mm 5mm; }
  .sides:has(> :nth-child(3):last-child) td.drawn { width: 18%; }
  .sides:has(> :nth-child(3):last-child) .bars :is(td, th) { padding-left: .3em; }
  .bars td.drawn svg { height: 3mm; }
  .bars td, .bars th { padding-top: .06em; padding-bottom: .06em; font-size: 8.4pt; }
  .matrix td { padding: .5em .3em; font-size: 9pt; min-width: 4.6em; }
  .matrix th { font-size: 8.2pt; }
  .matrix small { font-size: 7.6pt; }
  .finding { padding: .45em 0; }
  .panel h3 { font-size: 9.6pt; }
  .panel table:not(.matrix):not(.bars) { font-size: 8pt; }
  a { text-decoration: none; color: inherit; }
}
"""
