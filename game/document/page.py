"""A document as one HTML page that needs nothing else: it opens in any browser, and prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from game.document.figures import Figure, side_by_side
from game.document.html import Markup, element, joined, lines, style_sheet, whole_page
from game.document.style import STYLE


class HtmlPage:
    """A page that is filled from top to bottom: headings, paragraphs, lists, tables, figures."""

    def __init__(self, title: str, language: str) -> None:
        """language: its code, such as `en`."""
        self._title = title
        self._language = language
        self._parts: list[Markup] = []

    def heading(self, text: str, level: int = 2) -> None:
        """Adds a heading, from level 1, the title of the page, to 3."""
        self._parts.append(element(f"h{level}", text))

    def paragraph(self, text: str, kind: str = "", strong: str = "") -> None:
        """Adds a paragraph.

        kind: `lede`, `small`, `note` or `warning`; empty for an ordinary one. strong: the words in
        bold with which it begins.
        """
        start = [element("strong", strong)] if strong else []
        gap = " " if strong and text else ""
        self._parts.append(element("p", [*start, joined(gap + text)], class_=kind))

    def items(self, texts: Iterable[str]) -> None:
        """Adds a list; nothing where there are no texts."""
        entries = [element("li", text) for text in texts]
        if entries:
            self._parts.append(element("ul", lines(entries)))

    def table(
        self,
        head: Sequence[str],
        rows: Iterable[Sequence[str]],
        words: int = 1,
        total: bool = False,
    ) -> None:
        """Adds a table whose first columns, as many as `words`, hold words, the others figures.

        head: empty where there is none. total: whether its last row is the sum of the others.
        """
        body = list(rows)
        written = [
            _row("td", row, words, "sum" if total and i == len(body) else "")
            for i, row in enumerate(body, 1)
        ]
        above = [element("thead", _row("th", head, words))] if head else []
        table = element("table", lines([*above, element("tbody", lines(written))]))
        self._parts.append(element("div", table, class_="wide"))

    def figure(self, figure: Figure) -> None:
        """Adds a chart with its caption and its legend."""
        self._parts.append(figure.markup())

    def figures(self, figures: Iterable[Figure]) -> None:
        """Adds several charts in rows, as many beside each other as have room."""
        self._parts.append(side_by_side(figures))

    def letters(self, entries: Iterable[tuple[str, str]]) -> None:
        """Adds the legend of letters on charts: pairs of a letter and its meaning."""
        rows = [
            element("li", [element("b", letter), joined(f" {text}")]) for letter, text in entries
        ]
        if rows:
            self._parts.append(element("ul", lines(rows), class_="letters"))

    def text(self) -> str:
        """The whole page as the text of an HTML file."""
        head = [
            element("meta", charset="utf-8"),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("title", self._title),
            style_sheet(STYLE),
        ]
        return whole_page(lines(head), lines(self._parts), self._language)


def _row(tag: str, cells: Sequence[str], words: int, kind: str = "") -> Markup:
    return element(
        "tr",
        [element(tag, cell, class_="" if i < words else "n") for i, cell in enumerate(cells)],
        class_=kind,
    )
