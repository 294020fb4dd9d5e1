"""A document of sheets for the table: each begins on a page of its own, in A4 and in Letter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from attrs import frozen

from game.document.html import Content, Markup, element, joined, lines
from game.document.marks import MarkStyle, mark
from game.document.page import HtmlPage
from game.document.sheet_style import SHEET_STYLE
from game.document.style import STYLE

SheetKind = Literal["", "plate", "dense", "large"]
"""An ordinary sheet, one without a page number, or one with smaller or larger letters."""
_ROW_LEAST, _ROW_MOST = 11, 30
"""Between so many millimetres a row to write in is high on paper."""
QrRows = Sequence[Sequence[bool]]
"""A QR code as rows of modules; true: dark."""


@frozen
class CutCard:
    """A card to be cut out."""

    title: str
    kind: str = ""
    """A word above the title; may be empty."""
    text: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    """What stands below it: pairs of a label and a text."""


@frozen
class CutSlip:
    """A slip to be cut out, which admits somebody to a place."""

    title: str
    style: MarkStyle
    caption: str
    code: str
    hint: str
    url: str = ""
    """An address that is shown as the text of its link; empty where there is none."""
    qr: QrRows = ()


@frozen
class BallotIssue:
    """A question with options, one of which is ticked."""

    name: str
    options: tuple[str, ...]


class SheetBook(HtmlPage):
    """A document of sheets, each filled from top to bottom."""

    _style = STYLE + SHEET_STYLE

    def __init__(self, title: str, language: str) -> None:
        """language: its code, such as `en`."""
        super().__init__(title, language)
        self._sheets: list[tuple[str, Markup, list[Markup]]] = []

    def begin_sheet(self, label: str, style: MarkStyle | None = None, kind: SheetKind = "") -> None:
        """Begins a sheet on a new page.

        label: what stands small at the top of each of its pages, may be empty. style: the mark
        before the label. kind: `plate` for a page without a number, `dense` for smaller letters,
        `large` for what is read standing or on a wall.
        """
        self._parts = []
        signs = [_sign(style)] if style is not None else []
        written = element("p", [*signs, element("span", label)], class_="label")
        head = element("div", written, class_="head") if label else joined("")
        self._sheets.append((f"sheet {kind}".strip(), head, self._parts))

    def explained(self, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Adds a close table: in its first column what the second explains, perhaps with figures
        in a third."""
        above = [element("thead", element("tr", [element("th", cell) for cell in head]))]
        body = [element("tr", [element("td", cell) for cell in row]) for row in rows]
        table = [*(above if head else []), element("tbody", lines(body))]
        self._parts.append(element("table", lines(table), class_="explained"))

    def footnotes(self, texts: Iterable[str]) -> None:
        """Adds small lines in two columns."""
        rows = [element("p", text) for text in texts]
        self._parts.append(element("div", lines(rows), class_="footnotes"))

    def blanks(self, labels: Iterable[str]) -> None:
        """Adds lines to be filled in, each behind its label."""
        self._parts.append(element("div", lines(map(_blank, labels)), class_="blanks"))

    def filled(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Adds large lines that are filled in already: pairs of a label and what stands there."""
        rows = [
            element("p", [element("span", label), element("b", text)], class_="blank")
            for label, text in pairs
        ]
        self._parts.append(element("div", lines(rows), class_="blanks"))

    def steps(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Adds a numbered list of steps: pairs of what is done and what that means."""
        rows = [
            element("li", [element("b", name), joined(f" {text}")], class_="step")
            for name, text in pairs
        ]
        self._parts.append(element("ol", lines(rows)))

    def note_rows(
        self, head: Sequence[str], rows: Iterable[Sequence[str]], *, by_turn: bool = False,
        filling: int = 0,
    ) -> None:  # fmt: skip
        """Adds a table to write in. by_turn: whether it has one row a turn. filling: the height
        that its rows share on paper, in millimetres; 0: each is as high as its text."""
        above = element("thead", element("tr", [element("th", cell) for cell in head]))
        written = [element("tr", [element("td", cell) for cell in row]) for row in rows]
        table = [above, element("tbody", lines(written))]
        high = min(_ROW_MOST, max(_ROW_LEAST, filling // max(1, len(written))))
        self._parts.append(
            element(
                "table",
                lines(table),
                class_="notes turns" if by_turn else "notes",
                style=f"--row:{high}mm",
            )
        )

    def ballot(self, issues: Iterable[BallotIssue]) -> None:
        """Adds numbered questions with boxes to tick."""
        self._parts.append(element("ol", lines(map(_issue, issues)), class_="ballot"))

    def terms(self, promises: Iterable[tuple[str, str, MarkStyle]]) -> None:
        """Adds what a signature promises: triples of a name, a text and the mark of a side."""
        rows = [
            element("p", [_sign(style), element("b", name), joined(f" {text}")])
            for name, text, style in promises
        ]
        self._parts.append(element("div", lines(rows), class_="terms"))

    def signatures(
        self, names: Iterable[tuple[str, MarkStyle]], label: str, blanks: Iterable[str], seal: str
    ) -> None:
        """Adds places to sign, and one for a seal. label: what is written there. blanks: the lines
        above all of them."""
        places = [
            element(
                "div",
                [
                    element("i"),
                    element("p", [_sign(style), element("b", name)]),
                    element("small", label),
                ],
                class_="signature",
            )
            for name, style in names
        ]
        places.insert(1, element("div", seal, class_="seal"))
        signed = element("div", lines(places), class_="signatures")
        heads = element("div", lines(map(_blank, blanks)), class_="where")
        self._parts.append(element("div", [heads, signed], class_="signing"))

    def role(self, name: str, side: str, lede: str) -> None:
        """Adds the head of a role: its name, the side it belongs to, and what it is about."""
        self._parts += [
            element("p", side, class_="of-side"),
            element("h1", name),
            *([element("p", lede, class_="lede")] if lede else []),
        ]

    def columns(
        self, texts: Iterable[tuple[str, Sequence[str]]], weights: Iterable[tuple[str, str]],
        head: str, foot: str, notes: Sequence[str] = (),
    ) -> None:  # fmt: skip
        """Adds sections of text, each with its heading, and beside them a box of figures. head,
        foot: what stands above and below these. notes: footnotes of the texts."""
        left = [
            part
            for title, paragraphs in texts
            for part in (element("h2", title), *(element("p", each) for each in paragraphs))
        ]
        rows = [element("tr", [element("td", name), element("td", w)]) for name, w in weights]
        box = [
            element("h2", head),
            element("table", element("tbody", lines(rows))),
            element("p", foot, class_="small"),
        ]
        right = [element("div", box, class_="weights")] if rows else []
        if notes:
            below = [element("p", note) for note in notes]
            left.append(element("div", lines(below), class_="footnotes alone"))
        both = [element("div", left), *right]
        self._parts.append(element("div", both, class_="role" if rows else ""))

    def tally(self, head: str, rows: Sequence[tuple[str, MarkStyle]], columns: int) -> None:
        """Adds a table to keep count in, with a column for each turn."""
        turns = range(1, columns + 1)
        above = [element("th", head), *(element("th", str(turn)) for turn in turns)]
        empty = [element("td", "")] * columns
        body = [
            element("tr", [element("td", [_sign(style), joined(name)]), *empty])
            for name, style in rows
        ]
        table = [element("thead", element("tr", above)), element("tbody", lines(body))]
        self._parts.append(element("table", lines(table), class_="tally"))

    def plate(self, name: str, above: str, style: MarkStyle, fold: str) -> None:
        """Adds a name plate, to be folded in the middle: it is read from both sides. Two of them
        stand on a sheet."""
        long = max(map(len, name.split()), default=0) > 12 or len(name) > 26
        kind = "name long" if long else "name"
        face = [
            _sign(style),
            element("p", above, class_="above") if above else joined(""),
            element("p", name, class_=kind, style=f"color:{style.colour}"),
        ]
        halves = [
            element("div", face, class_="face turned"),
            element("p", element("span", fold), class_="fold"),
            element("div", face, class_="face"),
        ]
        self._parts.append(element("div", lines(halves), class_="plate-body"))

    def cards(self, cards: Iterable[CutCard]) -> None:
        """Adds cards to cut out, two beside each other."""
        self._cut([element("article", _card(card), class_="cut") for card in cards])

    def slips(self, slips: Iterable[CutSlip]) -> None:
        """Adds slips to cut out, two beside each other."""
        self._cut([element("article", _slip(slip), class_="cut slip") for slip in slips])

    def code(self, rows: QrRows) -> None:
        """Adds a QR code."""
        self._parts.append(element("div", _qr(rows), class_="qr"))

    def _body(self) -> Markup:
        sheets = [
            element("section", [head, element("div", lines(parts), class_="body")], class_=kind)
            for kind, head, parts in self._sheets
        ]
        return lines(sheets)

    def _cut(self, articles: Sequence[Markup]) -> None:
        rows = [
            element("div", articles[i : i + 2], class_="row") for i in range(0, len(articles), 2)
        ]
        self._parts.append(element("div", lines(rows), class_="cuts"))


def _blank(label: str) -> Markup:
    """A line to be filled in; without a label it begins at the margin."""
    before = [element("span", label)] if label else []
    return element("p", [*before, element("i")], class_="blank")


def _sign(style: MarkStyle) -> Markup:
    return element("svg", mark(style, 10, 10, 7.2), viewBox="0 0 20 20", class_="sign")


def _issue(issue: BallotIssue) -> Markup:
    options = [
        element("li", [element("i", class_="box"), element("span", name)]) for name in issue.options
    ]
    return element("li", [element("h3", issue.name), element("ul", lines(options))], class_="issue")


def _card(card: CutCard) -> Content:
    parts = [element("p", card.kind, class_="kind")] if card.kind else []
    parts.append(element("h3", card.title))
    parts += [element("p", card.text)] if card.text else []
    parts += [
        element("p", [element("b", label), joined(f" {text}")], class_="line")
        for label, text in card.lines
        if text
    ]
    return lines(parts)


def _slip(slip: CutSlip) -> Content:
    written = [
        element("p", [_sign(slip.style), element("b", slip.title)], class_="place"),
        element("p", slip.caption, class_="kind"),
        element("p", slip.code, class_="code"),
        element("p", slip.hint, class_="line"),
    ]
    parts = [element("div", lines(written)), *([_qr(slip.qr)] if slip.qr else [])]
    if slip.url:
        parts.append(element("p", element("a", slip.url, href=slip.url), class_="url"))
    return lines(parts)


def _qr(rows: QrRows) -> Markup:
    """A QR code with its margin of four modules."""
    size = len(rows) + 8
    dark = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(rows, 4)
        for x, is_dark in enumerate(row, 4)
        if is_dark
    )
    ground = element("rect", width=size, height=size, fill="#fff")
    modules = element("path", d=dark, fill="#000")
    return element(
        "svg",
        [ground, modules],
        viewBox=f"0 0 {size} {size}",
        class_="qr-code",
        shape_rendering="crispEdges",
    )
