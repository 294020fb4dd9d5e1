"""A document as one HTML page that needs nothing else: it opens in any browser, and prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Literal

from attrs import frozen

from game.document.figures import ChartFigure, side_by_side
from game.document.html import Markup, element, joined, lines, style_sheet, whole_page
from game.document.style import STYLE

GroupKind = Literal["sheet", "beside", "thirds", "columns", "compact", "dense"]
"""How a group is set: on a new sheet of paper, its parts in two or three columns beside each other,
its text in columns, in smaller letters, or all of it closer together."""


_FEW_COLUMNS = 3
"""A table of more columns is set row by row on a telephone."""


@frozen
class Cell:
    """A cell of a table with several texts, below each other."""

    strong: str = ""
    text: str = ""
    """Behind the words in bold."""
    notes: tuple[str, ...] = ()
    """Marked as what somebody wrote or said."""
    small: str = ""

    def content(self) -> list[Markup]:
        """Its elements."""
        parts = [element("strong", self.strong)] if self.strong else []
        parts += [joined(f" {self.text}")] if self.text else []
        parts += [element("div", f" {note}", class_="note") for note in self.notes]
        return [*parts, *([element("div", f" {self.small}", class_="small")] if self.small else [])]


class HtmlPage:
    """A page that is filled from top to bottom: headings, paragraphs, lists, tables, figures."""

    _style = STYLE
    _stacks_cells = False
    """Whether tables of many columns are set row by row on a telephone."""

    def __init__(self, title: str, language: str) -> None:
        """language: its code, such as `en`."""
        self._title = title
        self._language = language
        self._parts: list[Markup] = []

    @contextmanager
    def group(self, *kinds: GroupKind) -> Iterator[None]:
        """Puts all that is added inside together; without a kind, as a part of another group."""
        outer, self._parts = self._parts, []
        yield
        outer.append(element("div", lines(self._parts), class_=" ".join(kinds)))
        self._parts = outer

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

    def items(self, texts: Iterable[str], *, is_numbered: bool = False) -> None:
        """Adds a list, with dots or from number 1; nothing where there are no texts."""
        entries = [element("li", text) for text in texts]
        if entries:
            self._parts.append(element("ol" if is_numbered else "ul", lines(entries)))

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
        many = self._stacks_cells and len(head) > _FEW_COLUMNS
        written = [
            _row("td", row, words, "sum" if total and i == len(body) else "", head if many else ())
            for i, row in enumerate(body, 1)
        ]
        above = [element("thead", _row("th", head, words))] if head else []
        parts = lines([*above, element("tbody", lines(written))])
        table = element("table", parts, class_="many" if many else "")
        self._parts.append(element("div", table, class_="wide"))

    def grid(self, head: Sequence[str], rows: Iterable[Sequence[Cell] | tuple[str, str]]) -> None:
        """Adds a table with columns of one width, whose cells hold several texts.

        rows: the cells, or the heading of the rows that follow, with what stands below it.
        """
        written = [_row("th", head, len(head))]
        body: list[Markup] = []
        for row in rows:
            if isinstance(row, tuple) and row and isinstance(row[0], str):
                title, below = row
                inside = [element("strong", title), *([joined(f" {below}")] if below else [])]
                cell = element("td", inside, colspan=len(head))
                body.append(element("tr", [cell], class_="turn"))
            else:
                cells = [element("td", e.content()) for e in row if isinstance(e, Cell)]
                body.append(element("tr", cells))
        table = [element("thead", written), element("tbody", lines(body))]
        self._parts.append(
            element("div", element("table", lines(table)), class_=" ".join(("wide", "grid")))
        )

    def figure(self, figure: ChartFigure) -> None:
        """Adds a chart with its caption and its legend."""
        self._parts.append(figure.markup())

    def figures(self, figures: Iterable[ChartFigure]) -> None:
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
            style_sheet(self._style),
        ]
        return whole_page(lines(head), self._body(), self._language)

    def _body(self) -> Markup:
        return lines(self._parts)


def _row(
    tag: str, cells: Sequence[str], words: int, kind: str = "", head: Sequence[str] = ()
) -> Markup:
    """A row of a table. head: the titles of the columns, if a telephone shows them in the cells."""
    titles = head or [""] * len(cells)
    written = [
        element(
            tag, cell, class_="" if i < words else "n", data_title=title if i or not words else ""
        )
        for i, (cell, title) in enumerate(zip(cells, titles, strict=True))
    ]
    return element("tr", written, class_=kind)
