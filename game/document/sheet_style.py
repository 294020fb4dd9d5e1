"""The style sheet of sheets for the table; it stands behind that of every document."""

SHEET_STYLE = """
.sheet { background: #fff; border: 1px solid var(--rule); border-radius: 6px; padding: 2rem 2.2rem;
  margin: 0 0 1.6rem; }
.body > h1 { margin-top: .1em; }
.explained td:first-child { width: 20%; font-weight: 600; }
.explained td:nth-child(3) { width: 11%; }
.explained td, .explained th { padding: .2em .8em .2em 0; }
.explained td:nth-child(3), .explained th:nth-child(3) { padding-right: 0; }
.footnotes { columns: 2; column-gap: 1.6em; font-size: .84rem; color: #545e68; }
.footnotes p { margin: 0 0 .25em; break-inside: avoid; }
.sheet h2 { margin-top: 1.3em; }
.label { display: flex; align-items: center; gap: .5em; font-size: .88rem; font-weight: 600;
  color: var(--soft); border-bottom: 1px solid var(--rule); padding-bottom: .5em;
  margin: 0 0 1.1em; }
.sign { width: 1.25em; height: 1.25em; flex: none; }
.step { margin: .35em 0; }

.blanks { margin: 1em 0; }
.blank { display: flex; align-items: baseline; gap: .6em; margin: .85em 0; font-size: 1.1rem; }
.blank i { flex: 1; min-width: 6em; border-bottom: 1.2px solid var(--ink); height: 1.2em; }
.blank b { font-size: 1.5rem; letter-spacing: .03em; overflow-wrap: anywhere; }
.notes td, .notes th { border: 1px solid #8d8674; padding: .35em .6em; }
.notes td { height: 3.25em; }
.notes.turns td { height: 4.9em; }
.notes td:first-child { width: 34%; }
.notes.turns td:first-child { width: 20%; font-weight: 600; }

.issue { break-inside: avoid; margin: 0 0 1.1em; }
.issue h3 { margin: .7em 0 .1em; }
.issue ul { list-style: none; padding: 0; margin: .35em 0 0; }
.issue li { display: flex; gap: .6em; margin: .28em 0; }
.issue em { font-style: normal; }
.issue em::before { content: " – "; }
.box { flex: none; width: 1em; height: 1em; border: 1.4px solid var(--ink); margin-top: .22em; }
.issue:last-child { break-after: avoid; }
.ballot { break-after: avoid; }
.signing { break-inside: avoid; break-before: avoid; margin-top: 2em; }
.signing > .blank { max-width: 18rem; }
.signatures { display: flex; flex-wrap: wrap; gap: 1.2em 2em; margin: 2em 0 0;
  break-inside: avoid; }
.signature { flex: 1 1 13rem; }
.signature p { display: flex; align-items: center; gap: .5em; }
.signature i { display: block; height: 3.6em; border-bottom: 1.2px solid var(--ink); }
.signature small { color: var(--soft); }

.row { display: flex; break-inside: avoid; }
.cut { flex: 1 1 50%; width: 50%; box-sizing: border-box; padding: 1em 1.1em;
  border: 1px dashed #6b7580; margin: 0 -1px -1px 0; break-inside: avoid; font-size: .95rem; }
.cut:only-child { flex: 0 0 50%; }
.cut h3 { margin: .1em 0 .35em; font-size: 1.15rem; }
.cut p { margin: .35em 0; }
.kind { color: var(--soft); font-size: .84rem; font-weight: 600; }
.line { font-size: .9rem; }
.slip { display: flex; flex-wrap: wrap; gap: .2em .8em; align-items: center;
  justify-content: space-between; }
.slip > div { flex: 1 1 0; min-width: 0; }
.slip > .url { flex: 1 0 100%; margin: 0; }
.place { display: flex; align-items: flex-start; gap: .45em; font-size: 1.1rem; }
.code { font: 700 1.7rem/1.2 var(--sans); letter-spacing: .06em; }
.url { font-size: .82rem; overflow-wrap: anywhere; }
.url a { color: inherit; text-decoration: none; }
.qr-code { width: 7.2rem; height: 7.2rem; flex: none; }

.plate-body { display: flex; flex-direction: column; height: 46rem; }
.face { flex: 1 1 0; display: flex; flex-direction: column; align-items: center;
  justify-content: center; text-align: center; gap: .2rem; min-height: 0; }
.face p { margin: 0; }
.turned { transform: rotate(180deg); }
.face .sign { width: 4.2rem; height: 4.2rem; }
.above { font-size: 1.5rem; font-weight: 600; }
.name { font: 700 3.6rem/1.1 var(--serif);
  overflow-wrap: anywhere; }
.name.long { font-size: 2.6rem; }
.fold { display: flex; align-items: center; gap: .8em; margin: 0; font-size: .8rem;
  color: var(--soft); }
.fold::before, .fold::after { content: ""; flex: 1; border-top: 1px dashed #8d8674; }

@media print {
  @page { margin: 12mm 15mm 14mm;
    @bottom-right { content: counter(page); font: 9pt var(--sans); color: #4a5561; } }
  @page plate { margin: 12mm 15mm; @bottom-right { content: none; } }
  .sheet { border: 0; border-radius: 0; padding: 0; margin: 0; background: none;
    break-before: page; display: table; width: 100%; table-layout: fixed; }
  .head { display: table-header-group; break-inside: avoid; }
  .body { display: table-row-group; }
  .explained { font-size: 8.8pt; line-height: 1.28; }
  .explained td, .explained th { padding-top: .12em; padding-bottom: .12em; }
  .footnotes { font-size: 7.6pt; line-height: 1.22; }
  .body > p { margin: .4em 0; }
  .body > .lede { font-size: 12pt; line-height: 1.32; }
  .body > .small, .issue .small { font-size: 9.6pt; }
  .body > h2 { margin: 1.1em 0 .4em; font-size: 14pt; }
  .body { line-height: 1.35; }
  .body > h3 { margin: 1em 0 .3em; }
  .sheet:first-child { break-before: auto; }
  .plate, .plate .body { display: block; }
  .plate { page: plate; }
  .plate-body { height: calc(100vh - 1mm); }
  .face .sign { width: 22mm; height: 22mm; }
  .above { font-size: 24pt; }
  .name { font-size: 58pt; }
  .name.long { font-size: 42pt; }
  .sheet li { margin: .2em 0; }
  .dense { font-size: 9.6pt; line-height: 1.35; }
  .dense h1 { font-size: 20pt; }
  .dense h2 { margin: .9em 0 .3em; font-size: 12.5pt; }
  .dense table { margin: .2em 0 .6em; }
  .label { font-size: 9pt; margin: 0 0 4mm; }
  .cut { padding: 3.2mm 4mm; font-size: 10pt; }
  .cut h3 { font-size: 12.5pt; }
  .line { font-size: 9.4pt; }
  .kind { font-size: 8.8pt; }
  .code { font-size: 19pt; }
  .url { font-size: 8.5pt; }
  .qr-code { width: 28mm; height: 28mm; }
  .qr .qr-code { width: 62mm; height: 62mm; }
  .sign, .box { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
