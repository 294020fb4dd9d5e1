"""The style sheet of every document: for a screen, a telephone, and paper in black and white."""

STYLE = """
:root { color-scheme: light; --ink: #18242f; --soft: #4a5561; --rule: #cdbf9f; --faint: #e3dac4;
  --paper: #fdfaf2; }
body { max-width: 46rem; margin: 2.5rem auto; padding: 0 1.25rem; color: var(--ink);
  background: var(--paper); font-size: 1.05rem; line-height: 1.5; overflow-wrap: break-word;
  font-family: var(--sans); }
h1, h2, h3 { font-family: var(--serif); line-height: 1.2; break-after: avoid; }
h1 { font-size: 2.4rem; margin: 0 0 .2em; }
h2 { margin: 2.2em 0 .6em; padding-bottom: .2em; border-bottom: 1px solid var(--rule); }
h3 { margin: 1.6em 0 .4em; }
p, ul, ol { margin: .5em 0; }
p { orphans: 3; widows: 3; }
p:has(+ ul), p:has(+ ol), p:has(+ .note) { break-after: avoid; }
li { margin: .3em 0; break-inside: avoid; }
.lede { font-size: 1.2rem; color: var(--soft); }
.small { color: #545e68; font-size: .92rem; }
.note { border-left: .25rem solid #ddb15c; padding-left: .75em; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .6em 0 1.2em; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { text-align: left; vertical-align: top; padding: .3em .6em .3em 0;
  border-bottom: 1px solid var(--faint); }
th { font-weight: 600; color: var(--soft); }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
th.n { white-space: normal; }
.sum td { font-weight: 700; border-bottom: 0; }

figure { margin: 1.2em 0; break-inside: avoid; }
figure.medium { max-width: 34rem; }
figure > svg { display: block; width: 100%; height: auto; font-size: 12px; }
figcaption { font-weight: 600; margin: 0 0 .3em; }
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr));
  gap: 1.2em 1.6em; margin: 1em 0; }
.figures figure { margin: 0; }
figure .small { margin: .2em 0 0; }
.legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .2em 1.4em;
  font-size: .92rem; }
.legend li { margin: 0; display: flex; align-items: center; gap: .45em; }
.legend svg { width: 26px; height: 18px; flex: none; }
.letters { list-style: none; padding: 0; columns: 2 18rem; column-gap: 1.6em; font-size: .95rem; }
.letters li { padding-left: 2em; text-indent: -2em; }
.letters b { display: inline-block; width: 1.45em; height: 1.45em; line-height: 1.4em;
  border: 1.5px solid var(--ink); border-radius: 50%; font-size: .8em; text-align: center;
  text-indent: 0; margin-right: .55em; }
svg text:not([fill]) { fill: var(--soft); }
svg .axis-name, svg .row-name { fill: var(--ink); font-weight: 600; }
svg .row-name, svg .row-value { font-size: 13px; }
svg .row-value { fill: var(--ink); font-weight: 700; }
svg .band { font-size: 11px; }
svg .in-mark { fill: var(--ink); font-size: 10.5px; font-weight: 700; }
svg .axis { stroke: #6b7580; stroke-width: 1; }
svg .grid { stroke: #d9d2c0; stroke-width: 1; }
svg .edge { stroke: #6b7580; stroke-width: 1; stroke-dasharray: 5 4; }
svg .cloud { stroke: #9aa3ab; stroke-width: 2.6; stroke-linecap: round; fill: none; }
svg .shade { fill: #18242f; fill-opacity: .07; }
svg .turn { fill: #18242f; fill-opacity: .035; }
svg .chart-well { fill: none; }
svg .chart-veil { fill: #18242f; fill-opacity: .07; }
svg .chart-offer text, svg .chart-signed text { fill: #fff; font-weight: 700; }
svg .whisker-edge { stroke: var(--paper); stroke-width: 3.2; }
svg .whisker { stroke: var(--ink); stroke-width: 1.6; }
svg .reference { stroke: var(--ink); stroke-width: 3.5; }
svg .par { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 7 4; }
svg .par-name { fill: var(--ink); font-weight: 600; }
svg .halo { fill: var(--paper); }
.beside { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2em; align-items: start; }
.beside figure > svg.broad { display: none; }
.beside figure > svg.narrow { display: block; }
.beside > div > :first-child { margin-top: 0; }
.thirds { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr));
  gap: 0 1.4em; }
.columns { columns: 2 18rem; column-gap: 2em; }
.compact { font-size: .92rem; line-height: 1.4; }
.compact p, .compact ul, .compact ol { margin: .3em 0; }
.grid table { table-layout: fixed; }
.grid td { font-size: .92rem; line-height: 1.35; }
.grid .small { font-size: .84rem; }
.grid .note { font-size: .92em; }
.turn td { background: #f3ecdc; padding-left: .4em; }

figure > svg.narrow { display: none; }
@media screen and (max-width: 40rem) {
  figure > svg.broad { display: none; }
  figure > svg.narrow { display: block; }
}
@media (max-width: 40rem) {
  .beside { grid-template-columns: 1fr; }
}
@media (max-width: 32rem) {
  body { margin: 1.2rem auto; padding: 0 1rem; font-size: 1rem; }
  h1 { font-size: 1.9rem; }
  th, td { padding-right: .45em; font-size: .95rem; hyphens: auto; }
}
@media print {
  :root { --paper: #fff; }
  @page { size: A4; margin: 12mm 14mm; }
  body { margin: 0; padding: 0; max-width: none; background: none; font-size: 9.5pt;
    line-height: 1.38; }
  h1 { font-size: 26pt; }
  h2 { margin-top: 1.2em; font-size: 14pt; }
  h3 { margin: .9em 0 .3em; font-size: 10.5pt; }
  .lede { font-size: 12pt; }
  .small { font-size: 8.2pt; }
  p, ul, ol { margin: .35em 0; }
  li { margin: .12em 0; }
  .sheet { break-before: page; }
  .sheet > h2:first-child { margin-top: 0; }
  .compact { font-size: 8.4pt; line-height: 1.32; }
  .compact .small { font-size: 7.8pt; }
  .grid table { margin-top: .3em; }
  .grid td { font-size: 8pt; line-height: 1.25; padding-right: .9em; }
  .turn { break-after: avoid; }
  .grid .small { font-size: 7.2pt; }
  .legend { font-size: 7.6pt; gap: 0 1.1em; margin: .2em 0; }
  .legend li { margin: 0; line-height: 1.2; }
  .legend svg { width: 20px; height: 14px; }
  .letters { font-size: 7.8pt; columns: 3; line-height: 1.3; }
  .letters li { margin: 0; }
  figure { margin: .6em 0; }
  .thirds { grid-template-columns: 1fr 1fr 1fr; }
  .thirds figure > svg { max-height: 44mm; }
  .dense .thirds { font-size: 8.2pt; }
  .beside figure > svg { max-width: 84mm; max-height: 63mm; margin: 0 auto; }
  .dense > figure.wide > svg { max-height: 51mm; }
  .dense { font-size: 8.8pt; line-height: 1.26; }
  .dense td { padding: .02em .5em .02em 0; }
  .dense table { margin: .2em 0 .5em; }
  .dense figure { margin: .3em 0; }
  .dense h3 { margin: .5em 0 .1em; }
  .dense .small { font-size: 7.9pt; }
  .dense .compact { font-size: 7.8pt; line-height: 1.22; }
  .dense .compact p, .dense .compact ul { margin: .15em 0; }
  .dense .columns { columns: 3; column-gap: 1.4em; }
  .dense .columns ul { padding-left: 1.2em; }
  .dense p, .dense ul { margin: .25em 0; }
  .beside { gap: 0 1.6em; }
  .columns p, .columns li { break-inside: avoid; orphans: 2; widows: 2; }
  .wide { overflow: visible; }
  th, td { padding: .12em .6em .12em 0; }
  .figures { grid-template-columns: 1fr 1fr 1fr; gap: .5em 1em; margin: .4em 0; }
  .figures figcaption { font-size: 8.6pt; }
  figure.medium { max-width: 125mm; }
  svg, .note, .letters b { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
