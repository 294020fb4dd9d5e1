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
.footnotes.alone { columns: auto; margin-top: 1em; }
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
.notes td { height: var(--row); }
.notes td:first-child { width: 38%; }
.notes.turns td:first-child { width: 20%; font-weight: 600; }

.ballot { list-style: none; counter-reset: issue; padding: 0; margin: .6em 0;
  border-top: 4px double var(--ink); }
.ballot > .issue { counter-increment: issue; display: grid; grid-template-columns: 2.4em 1fr;
  break-inside: avoid; margin: 0; padding: .5em 0; border-bottom: 1px solid var(--rule); }
.issue::before { content: counter(issue); grid-row: 1 / 3; color: #76530c;
  font: 600 1.5rem/1.1 var(--serif); }
.issue h3 { margin: 0 0 .15em; }
.issue ul { list-style: none; padding: 0; margin: 0; display: grid;
  grid-template-columns: 1fr 1fr; gap: .1em 1.4em; }
.issue li { display: flex; gap: .6em; margin: 0; line-height: 1.3; }
.box { flex: none; width: .85em; height: .85em; border: 1.3px solid var(--ink);
  border-radius: 2px; margin-top: .16em; }
.terms { display: grid; grid-template-columns: 1fr 1fr; gap: .3em 1.4em; background: #f5efe1;
  padding: .7em 1em; margin: .8em 0; break-inside: avoid; }
.terms p { margin: 0; }
.terms .sign { display: inline-block; vertical-align: -.25em; margin-right: .4em; }
.signing { break-inside: avoid; margin-top: 1em; }
.where { display: flex; gap: 2em; }
.where .blank { flex: 1; margin: .4em 0; }
.signatures { display: flex; align-items: flex-end; gap: 1.2em 2em; margin: 1em 0 0;
  break-inside: avoid; }
.signature { flex: 1 1 0; min-width: 0; }
.signature p { display: flex; align-items: center; gap: .5em; margin: .3em 0 0; }
.signature i { display: block; height: 3em; border-bottom: 1.4px solid var(--ink); }
.signature small { color: var(--soft); }
.seal { flex: none; width: 7em; height: 7em; padding: 0 .9em; box-sizing: border-box;
  border: 1.5px dashed #6b7580; border-radius: 50%;
  display: grid; place-items: center; text-align: center; font-size: .88rem; line-height: 1.2;
  color: var(--soft); }
.of-side { margin: 0; font-size: 1.1rem; }
.role { display: grid; grid-template-columns: 1fr 15rem; gap: 1.8rem; align-items: start;
  border-top: 4px double var(--ink); margin-top: 1em; padding-top: .4em; }
.weights { border: 1.4px solid var(--ink); padding: .8em 1em; margin-top: 1em; }
.weights h2 { margin: 0 0 .3em; font-size: 1.05rem; }
.weights table { margin: 0; }
.weights td { padding: .25em 0; border-top: 1px solid var(--rule); }
.weights td:last-child { text-align: right; font: 600 1.05rem/1.2 var(--serif); }
.weights p { margin: .5em 0 0; }
.tally { border-collapse: collapse; width: 100%; table-layout: fixed; }
.tally :is(td, th) { border: 1px solid #8d8674; height: 2em; padding: .2em .6em;
  text-align: center; }
.tally :is(td, th):first-child { width: 11em; text-align: left; }
.tally thead { background: #f5efe1; }
.tally .sign { display: inline-block; vertical-align: -.25em; margin-right: .5em; }

.cuts { padding: 0 1px 1px 0; }
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

.plate-body { display: flex; flex-direction: column; height: 30rem; }
.plate-body + .plate-body { border-top: 1px solid #8d8674; }
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
  .body > .small { font-size: 10pt; }
  .ballot > .issue { padding: 1.2mm 0; }
  .signing { margin-top: .6em; }
  .signatures { margin-top: .4em; }
  .terms, .weights { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .role { grid-template-columns: 1fr 66mm; }
  .body > h2 { margin: 1.1em 0 .4em; font-size: 14pt; }
  .body { line-height: 1.35; }
  .body > h3 { margin: 1em 0 .3em; }
  .sheet:first-child { break-before: auto; }
  .plate, .plate .body { display: block; }
  .plate { page: plate; }
  .plate-body { height: calc(50vh - 1mm); }
  .face .sign { width: 13mm; height: 13mm; }
  .above { font-size: 17pt; }
  .name { font-size: 40pt; }
  .name.long { font-size: 31pt; }
  .sheet li { margin: .2em 0; }
  .dense { font-size: 9.6pt; line-height: 1.35; }
  .dense h1 { font-size: 20pt; }
  .dense h2 { margin: .9em 0 .3em; font-size: 12.5pt; }
  .dense table { margin: .2em 0 .6em; }
  .large { font-size: 13pt; }
  .large .body > h2 { font-size: 17pt; }
  .large .step { margin: .55em 0; }
  .large .blank { font-size: 17pt; }
  .large .blank b { font-size: 24pt; }
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
