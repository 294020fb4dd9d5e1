"""The style sheet of every document: for a screen, a telephone, and paper in black and white."""

STYLE = """
:root { color-scheme: light; --ink: #18242f; --soft: #4a5561; --rule: #cdbf9f; --faint: #e3dac4;
  --paper: #fdfaf2; }
body { max-width: 46rem; margin: 2.5rem auto; padding: 0 1.25rem; color: var(--ink);
  background: var(--paper); font-size: 1.05rem; line-height: 1.5;
  font-family: "Source Sans 3", "Source Sans Pro", system-ui, sans-serif; }
h1, h2, h3 { font-family: "Source Serif 4", "Source Serif Pro", Georgia, serif; line-height: 1.2;
  break-after: avoid; }
h1 { font-size: 2.4rem; margin: 0 0 .2em; }
h2 { margin: 2.2em 0 .6em; padding-bottom: .2em; border-bottom: 1px solid var(--rule); }
h3 { margin: 1.6em 0 .4em; }
p, ul { margin: .5em 0; }
li { margin: .3em 0; }
.lede { font-size: 1.2rem; color: var(--soft); }
.small { color: #545e68; font-size: .92rem; }
.note { border-left: .25rem solid #ddb15c; padding-left: .75em; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .6em 0 1.2em; }
tr { break-inside: avoid; }
th, td { text-align: left; vertical-align: top; padding: .3em .6em .3em 0;
  border-bottom: 1px solid var(--faint); }
th { font-weight: 600; color: var(--soft); }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.sum td { font-weight: 700; border-bottom: 0; }
@media print { body { margin: 0; max-width: none; background: none; font-size: 11pt; } }
"""
