"""A report as a page of panels: a verdict with its reasons, charts beside each other, findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Literal

from attrs import frozen

from game.document.html import Markup, element, joined, lines
from game.document.marks import BETTER, OUTSIDE, WORSE, MarkStyle, mark
from game.document.page import HtmlPage
from game.document.panel_style import PANEL_STYLE
from game.document.style import STYLE

RowLayout = Literal["", "even", "wide-first"]
"""How panels stand in a row: one over all of it, two alike, or a wide and a narrow one."""
Judgement = Literal["good", "warning", "note"]
CellKind = Literal["", "struck", "left"]
"""A cell of a matrix: ordinary, of somebody who is struck through, or one that is left."""

_SIGNS: Mapping[Judgement, MarkStyle] = {
    "good": MarkStyle(BETTER, "circle", inside="tick"),
    "warning": MarkStyle(WORSE, "triangle", inside="bang"),
    "note": MarkStyle(OUTSIDE, "diamond", inside="bars"),
}


@frozen
class Reason:
    """Something that speaks for a verdict or against it."""

    judgement: Judgement
    title: str
    text: str


@frozen
class FindingRow:
    """Something that was found, and what to do about it."""

    judgement: Judgement
    title: str
    """May be empty."""
    text: str
    advice: str
    chart: str = ""
    """The anchor of the panel that shows it; empty where there is none."""


@frozen
class BarRow:
    """A row of a table with a bar: its name, how long the bar is from 0 to 1, and its figures."""

    name: str
    length: float
    figures: tuple[str, ...]


@frozen
class MatrixHead:
    """Who stands at a row or column of a matrix, and what is to be said of it."""

    name: str
    word: str = ""
    struck: bool = False
    """Whether it is struck through; otherwise the word is praise."""


@frozen
class MatrixCell:
    """The figures of a cell, each in the colour of a column's style and perhaps marked as best."""

    figures: tuple[tuple[str, str, bool], ...]
    """A text, its colour, and whether it is the best of its kind."""
    kind: CellKind = ""
    title: str = ""


class PanelPage(HtmlPage):
    """A page that is filled from top to bottom with rows of panels."""

    _style = STYLE + PANEL_STYLE
    _stacks_cells = True

    def __init__(self, title: str, language: str, signs: Mapping[Judgement, str]) -> None:
        """language: its code, such as `en`. signs: what each sign says, for those who can't see."""
        super().__init__(title, language)
        self._signs = signs

    def banner(self, title: str, kind: str, games: str) -> None:
        """The dark bar above everything: what it is about, what it is, what it rests on."""
        parts = [element("b", title), element("span", kind), element("span", games)]
        inner = element("div", [part for part in parts if part.source])
        self._parts.append(element("header", inner, class_="banner"))

    def verdict(self, over: str, headline: str, reasons: Iterable[Reason]) -> None:
        """The headline with its reasons, each with a sign. over: the word above it."""
        items = [
            element(
                "li",
                [
                    self._sign(each.judgement),
                    element("p", element("strong", each.title)),
                    element("p", each.text),
                ],
            )
            for each in reasons
        ]
        self._parts += [element("p", over, class_="over"), element("h1", headline)]
        if items:
            self._parts.append(element("ul", items, class_="reasons"))

    @contextmanager
    def row(self, layout: RowLayout = "") -> Iterator[None]:
        """A row of panels."""
        outer, self._parts = self._parts, []
        yield
        kind = f"panels {layout}".strip()
        if self._parts:
            outer.append(element("div", lines(self._parts), class_=kind))
        self._parts = outer

    @contextmanager
    def panel(
        self, title: str, about: str = "", anchor: str = "", kind: str = ""
    ) -> Iterator[None]:
        """A panel. about: a line below its title. kind: `long` where paper may break it."""
        outer, self._parts = self._parts, []
        head = [element("h2", title)] + ([element("p", about, class_="about")] if about else [])
        yield
        classes = f"panel {kind}".strip()
        parts = lines([*head, *self._parts])
        outer.append(element("section", parts, class_=classes, id=anchor))
        self._parts = outer

    def side(self, name: str, style: MarkStyle, small: str = "", large: str = "") -> None:
        """The heading of what is about one side: its mark and name, and perhaps a large figure."""
        self._parts.append(_side(name, style, small, large))

    def bar_tables(
        self,
        head: Sequence[str],
        sides: Iterable[tuple[str, MarkStyle, Sequence[BarRow]]],
    ) -> None:
        """A table for each side, beside each other, with a bar in each row.

        head: the titles of the figures.
        """
        self._parts.append(
            element("div", [_bar_table(head, *each) for each in sides], class_="sides")
        )

    def matrix(
        self,
        title: str,
        columns: Sequence[MatrixHead],
        rows: Sequence[tuple[MatrixHead, Sequence[MatrixCell]]],
    ) -> None:
        """A matrix as a table. title: for those who can't see it, and above it."""
        corner = element("td", class_="corner", style="border: 0; background: none")
        head = element("tr", [corner, *(_head(each, "col") for each in columns)])
        body = [
            element("tr", [_head(each, "row"), *(_cell(cell) for cell in cells)])
            for each, cells in rows
        ]
        parts = [element("thead", head), element("tbody", lines(body))]
        table = element("table", lines(parts), class_="matrix", aria_label=title)
        self._parts.append(element("div", table, class_="wide"))

    @contextmanager
    def matrices(self) -> Iterator[None]:
        """Matrices as wide as their panel, two beside each other where there is room."""
        outer, self._parts = self._parts, []
        yield
        outer.append(element("div", lines(self._parts), class_="matrices"))
        self._parts = outer

    @contextmanager
    def findings(self, title: str, advice: str, anchor: str = "") -> Iterator[None]:
        """A panel of findings. advice: the heading of what to do about them."""
        outer, self._parts = self._parts, []
        yield
        top = element("div", [element("h2", title), element("p", advice)], class_="top")
        parts = lines([top, *self._parts])
        outer.append(element("section", parts, class_="panel long", id=anchor))
        self._parts = outer

    def finding(self, row: FindingRow) -> None:
        """A finding with what to do about it."""
        first, rest = (row.title, f" {row.text}") if row.title else (row.text, "")
        strong = element("strong", first) if row.title else joined(first)
        linked = element("a", [strong], href=f"#{row.chart}") if row.chart else strong
        text = element("p", [linked, joined(rest)])
        found = element("div", [self._sign(row.judgement), text])
        advice = element("p", row.advice, class_="act") if row.advice else joined("")
        self._parts.append(element("div", [found, element("div", advice)], class_="finding"))

    def _sign(self, judgement: Judgement) -> Markup:
        drawn = mark(_SIGNS[judgement], 12, 12, 9.5)
        parts = [element("title", self._signs[judgement]), drawn]
        return element("svg", parts, viewBox="0 0 24 24", class_="sign", role="img")

    def anchor(self, name: str) -> None:
        """A place that findings can lead to."""
        self._parts.append(element("span", id=name))

    def command(self, text: str) -> None:
        """A command line."""
        self._parts.append(element("pre", text))

    def _body(self) -> Markup:
        banner, *rest = self._parts
        return lines([banner, element("main", lines(rest))])


def _side(name: str, style: MarkStyle, small: str = "", large: str = "") -> Markup:
    sign = element("svg", mark(style, 11, 11, 9), viewBox="0 0 22 22", aria_hidden="true")
    parts = [sign, joined(name)]
    if small:
        parts.append(element("span", small))
    if large:
        parts.append(element("b", large, style=f"color: {style.colour}"))
    return element("p", parts, class_="side")


def _bar_table(head: Sequence[str], name: str, style: MarkStyle, rows: Sequence[BarRow]) -> Markup:
    titles = element("tr", [element("th"), element("th"), *(element("th", each) for each in head)])
    body = [
        element(
            "tr",
            [
                element("td", row.name),
                element("td", _bar(row.length, style), class_="drawn"),
                *(element("td", figure, class_="n") for figure in row.figures),
            ],
        )
        for row in rows
    ]
    table = [element("thead", titles), element("tbody", lines(body))]
    parts = [_side(name, style), element("table", lines(table), class_="bars")]
    return element("div", lines(parts))


def _bar(length: float, style: MarkStyle) -> Markup:
    """A bar to the right from a tenth of the width on; to the left where it is negative."""
    left, right = sorted((0.0, length))
    place = {"x": 10 + 90 * max(-0.11, left), "y": 0, "height": 10, "rx": 1.0}
    shown = max(0.6, 90 * (right - max(-0.11, left)))
    rect = element("rect", **place, width=shown, fill=style.colour, fill_opacity=0.86)
    return element(
        "svg", rect, viewBox="0 0 100 10", preserveAspectRatio="none", aria_hidden="true"
    )


def _head(head: MatrixHead, scope: str) -> Markup:
    name = element("s", head.name) if head.struck else joined(head.name)
    kind = "dominated" if head.struck else "best"
    word = [element("small", head.word, class_=kind)] if head.word else []
    return element("th", [name, *word], scope=scope)


def _cell(cell: MatrixCell) -> Markup:
    parts: list[Markup] = []
    for i, (text, colour, best) in enumerate(cell.figures):
        parts += [joined(" / ")] if i else []
        inner = element("b", text) if best else joined(text)
        parts.append(element("span", inner, style=f"color: {colour}"))
    return element("td", parts, class_=cell.kind, title=cell.title)
