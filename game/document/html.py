"""A document as one HTML file that needs nothing else: it opens in any browser, and prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from game.model.characters import neutralised

_STYLE = """
:root { color-scheme: light; }
body { max-width: 46rem; margin: 2.5rem auto; padding: 0 1.25rem; color: #18242f;
  background: #fdfaf2; font-size: 1.05rem; line-height: 1.5;
  font-family: "Source Sans 3", "Source Sans Pro", system-ui, sans-serif; }
h1, h2, h3 { font-family: "Source Serif 4", "Source Serif Pro", Georgia, serif; line-height: 1.2;
  break-after: avoid; }
h1 { font-size: 2.4rem; margin: 0 0 .2em; }
h2 { margin: 2.2em 0 .6em; padding-bottom: .2em; border-bottom: 1px solid #cdbf9f; }
h3 { margin: 1.6em 0 .4em; }
p, ul { margin: .5em 0; }
li { margin: .3em 0; }
.lede { font-size: 1.2rem; color: #4a5561; }
.small { color: #545e68; font-size: .92rem; }
.note { border-left: .25rem solid #ddb15c; padding-left: .75em; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .6em 0 1.2em; }
tr { break-inside: avoid; }
th, td { text-align: left; vertical-align: top; padding: .3em .6em .3em 0;
  border-bottom: 1px solid #e3dac4; }
th { font-weight: 600; color: #4a5561; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.sum td { font-weight: 700; border-bottom: 0; }
@media print { body { margin: 0; max-width: none; background: none; font-size: 11pt; } }
"""


class Document:
    """Headings, paragraphs, lists and tables, one after another."""

    def __init__(self, title: str, language: str) -> None:
        self._title = title
        self._language = language
        self._parts: list[str] = []

    def heading(self, text: str, level: int = 2) -> None:
        """A heading, from 1, the title, to 3."""
        self._parts.append(f"<h{level}>{_escaped(text)}</h{level}>")

    def paragraph(self, text: str, kind: str = "", strong: str = "") -> None:
        """A paragraph; kind: `lede`, `small` or `note`, or empty; strong: how it begins."""
        known = f' class="{kind}"' if kind else ""
        begun = f"<strong>{_escaped(strong)}</strong> " if strong else ""
        self._parts.append(f"<p{known}>{begun}{_escaped(text)}</p>".replace(" </p>", "</p>"))

    def items(self, texts: Iterable[str]) -> None:
        """A list; nothing where there are none."""
        found = "".join(f"<li>{_escaped(text)}</li>\n" for text in texts)
        if found:
            self._parts.append(f"<ul>\n{found}</ul>")

    def table(
        self,
        head: Sequence[str],
        rows: Iterable[Sequence[str]],
        words: int = 1,
        total: bool = False,
    ) -> None:
        """A table; its first columns hold words, the others figures.

        total: whether its last row is the sum of the others. head: empty where there is none.
        """
        lines = [_row("td", row, words) for row in rows]
        if total and lines:
            lines[-1] = lines[-1].replace("<tr>", '<tr class="sum">', 1)
        above = f"<thead>{_row('th', head, words)}</thead>\n" if head else ""
        body = "\n".join(lines)
        self._parts.append(
            f'<div class="wide"><table>\n{above}<tbody>\n{body}\n</tbody>\n</table></div>'
        )

    def text(self) -> str:
        """The whole document."""
        body = "\n".join(self._parts)
        return (
            f'<!DOCTYPE html>\n<html lang="{_escaped(self._language)}">\n<head>\n'
            '<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{_escaped(self._title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
            f"<body>\n{body}\n</body>\n</html>\n"
        )


def _escaped(text: str) -> str:
    """A text as HTML that shows it, whatever it holds."""
    return escape(neutralised(text))


def _row(tag: str, cells: Sequence[str], words: int) -> str:
    found = "".join(
        f"<{tag}>{_escaped(cell)}</{tag}>"
        if i < words
        else f'<{tag} class="n">{_escaped(cell)}</{tag}>'
        for i, cell in enumerate(cells)
    )
    return f"<tr>{found}</tr>"
