"""The record of proceedings: what happened, newest turn first, each with the sign of who did it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from attrs import frozen

from game.model.play import Entry
from game.presenter.hot_seat import HotSeat
from game.presenter.prose import bare
from game.ui.page.commands import Do
from game.ui.page.elements import Element, Flow, Gap, Line, Stack, Words
from game.ui.page.page import Page
from game.ui.page.scrolling import Scroll
from game.ui.paint.boxes import cut_top
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import SMALL, SMALL_STRONG, STRONG, line_height
from game.ui.paint.icons import icon
from game.ui.paint.theme import Colour
from game.ui.widgets.buttons import side_badge, toggle
from game.ui.widgets.jump import Jump
from game.ui.widgets.marked import Labelled
from game.ui.widgets.side_looks import looks
from game.words.wording import Wording

_LEFT_OUT = ("dealt", "phase", "ended", "turn", "paid")
_CHANGES = ("changed",)
_PROMISES = ("promised", "kept", "broken")
_TALKS = ("offered", "accepted", "agreed", "walked", "collapsed", "expired", "lapsed", "opened")
ALL, OURS, THEIRS, NEWS = "all", "ours", "theirs", "news"
PROMISES, TALKS = "promises", "talks"
_BY = "by:"
"""Begins the name of a filter for one of several other sides."""

Batches = Sequence[tuple[int, tuple[Entry, ...]]]


@frozen
class Happening:
    """One thing that happened, and what followed from it at once."""

    turn: int
    head: Entry
    follow: tuple[Entry, ...]
    fresh: bool = False
    """Whether it is new to whoever reads."""

    @property
    def side(self) -> str:
        """Who did it; empty where nobody did."""
        if "side" in self.head.values and self.head.code != "asked":
            return str(self.head.values["side"])
        return self.head.cause.side if self.head.cause is not None else ""


def happenings(batches: Batches, fresh: int = 0) -> Iterator[Happening]:
    """What happened, in order, with the changes that followed from it.

    fresh: so many of the last entries are new.
    """
    old = sum(len(entries) for _, entries in batches) - fresh
    for turn, entries in batches:
        found: list[_Found] = []
        new: list[bool] = []
        for number, entry in enumerate(entries):
            if entry.code in _LEFT_OUT:
                continue
            owner = _owner(found, entry) if entry.code in _CHANGES else None
            if owner is not None:
                owner.append(entry)
            else:
                found.append((entry, []))
                new.append(number >= old)
        for (head, follow), fresh_one in zip(found, new, strict=True):
            yield Happening(turn, head, tuple(follow), fresh_one)
        old -= len(entries)


_Found = tuple[Entry, list[Entry]]


def _owner(found: Sequence[_Found], entry: Entry) -> list[Entry] | None:
    """What followed from the thing that a change comes from; None where that isn't told."""
    cause = entry.cause
    if cause is None:
        head, follow = found[-1] if found else (None, None)
        return follow if head is not None and head.code in _CHANGES and not head.cause else None
    for head, follow in reversed(found):
        if head.code in _CHANGES and head.cause == cause:
            return follow
        values = head.values
        if cause.kind == "action" and head.code == "acted":
            action = f"actions/{values['action']}"
            if values.get("side") == cause.side and cause.path == action:
                return follow
        if head.code in ("injected", "answered") and cause.path.startswith(
            f"injects/{values['inject']}"
        ):
            return follow
    return None


def chosen(found: Iterable[Happening], side: str, kind: str) -> list[Happening]:
    """Those by whom they are by, ourselves, others or nobody, or of a kind: promises, talks."""
    return [deed for deed in found if _of_kind(deed, side, kind)]


def _of_kind(deed: Happening, side: str, kind: str) -> bool:
    match kind:
        case "ours":
            return deed.side == side
        case "theirs":
            return deed.side not in ("", side)
        case "news":
            return deed.side == ""
        case "promises":
            return deed.head.code in _PROMISES
        case "talks":
            return deed.head.code in _TALKS
        case _:
            return not kind.startswith(_BY) or deed.side == kind.removeprefix(_BY)


def filters(words: Wording, found: Sequence[Happening], side: str) -> list[tuple[str, str]]:
    """By what the record can be filtered: by who did it, and by kinds that there are in it."""
    others = [each for each in words.scenario.sides if each != side]
    one = len(others) < 2
    theirs = [THEIRS] if one else [f"{_BY}{each}" for each in others]
    kinds = [each for each in (PROMISES, TALKS) if chosen(found, side, each)]
    return [
        (each, bare(words, each.removeprefix(_BY)) if each.startswith(_BY) else _named(words, each))
        for each in chain((ALL, OURS), theirs, (NEWS,), kinds)
    ]


def _named(words: Wording, kind: str) -> str:
    return words.say(f"ui.record.{kind}")


def draw_record(page: Page, hot_seat: HotSeat, side: str, kind: str, rect: Rect) -> None:
    """The record of one side on a sheet of paper, with what it can be filtered by."""
    words = hot_seat.words
    whole = list(happenings(hot_seat.record(side), hot_seat.fresh(side)))
    pills = Flow(
        tuple(
            toggle(Do("filter", each), name, kind == each, on_paper=True)
            for each, name in filters(words, whole, side)
        ),
        8,
        8,
    )
    head, rest = cut_top(rect, pills.height(page, rect.w), page.px(14))
    pills.draw(page, head.x, head.y, head.w)
    page.explain(head, "record")
    found = chosen(whole, side, kind)
    parts: tuple[Element, ...] = rows(page, words, found, rest.w, jumps=True)
    if not parts:
        parts = (Words(words.say("record.nothing"), SMALL, page.paper.second),)
    ring = page.px(8)
    Scroll(f"record:{kind}", parts, 12, page.paper.line).draw_in(page, rest.inflate(0, ring))


def rows(
    page: Page, words: Wording, found: Sequence[Happening], width: int, *, jumps: bool = False
) -> tuple[Element, ...]:
    """The deeds as lines on paper, the newest turn first. jumps: its heads lead to the turn."""
    parts: list[Element] = []
    turn: int | None = None
    for deed in _newest_first(found):
        if deed.turn != turn:
            turn = deed.turn
            head = _turn_head(page, words, turn, jumps)
            parts += [head] if not parts else [Gap(6), head]
        parts.append(_row(page, words, deed, width))
    return tuple(parts)


def _newest_first(found: Sequence[Happening]) -> list[Happening]:
    """The newest turn first; within a turn in order."""
    turns = sorted({deed.turn for deed in found}, reverse=True)
    return [deed for turn in turns for deed in found if deed.turn == turn]


def _turn_head(page: Page, words: Wording, turn: int, jumps: bool) -> Element:
    paper = page.paper
    day = words.day(turn) if turn else ""
    told = words.say("ui.record.turn", turn=turn) if turn else words.say("ui.record.before")
    head: Element = Words(day or told, STRONG, paper.first)
    if day:
        head = Labelled(Words(day, STRONG, paper.first), Words(told, SMALL, paper.third))
    if jumps:
        return Jump(head, turn, told, words.say("ui.record.then"), on_paper=True)
    return Stack((head, Gap(4), Line(paper.line)))


def _row(page: Page, words: Wording, deed: Happening, width: int) -> Element:
    del width
    sentences = _told(words, deed)
    main, rest = sentences[0], " ".join(sentences[1:])
    return _Row(words, deed, main, rest, page.paper.first, page.paper.second)


@lru_cache(maxsize=2048)
def _told(words: Wording, deed: Happening) -> tuple[str, ...]:
    """The sentences; a record is drawn far more often than it grows."""
    return tuple(words.entries((deed.head, *deed.follow)))


@frozen
class _Row:
    """A sign, a sentence, and smaller what followed."""

    words: Wording
    deed: Happening
    main: str
    rest: str
    first: Colour
    second: Colour

    def _size(self, page: Page) -> int:
        return page.theme.tall(26)

    def _parts(self) -> tuple[Words, ...]:
        main = Words(self.main, SMALL, self.first)
        return (main, Words(self.rest, SMALL_STRONG, self.second)) if self.rest else (main,)

    def height(self, page: Page, width: int) -> int:
        inner = width - self._size(page) - page.px(14)
        return max(self._size(page), sum(page.high(part, inner) for part in self._parts()))

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        if page.canvas.ghost:
            return  # nothing in it can be pressed
        size = self._size(page)
        if self.deed.fresh:
            bar = Rect(x - page.px(9), y, max(2, page.px(4)), self.height(page, width))
            page.canvas.box(bar, page.paper.brass, 1)
            page.explain(bar.inflate(page.px(6), 0), "fresh")
        self._sign(page, x, y + max(0, (line_height(SMALL, page.theme) - size) // 2), size)
        left, inner = x + size + page.px(14), width - size - page.px(14)
        for part in self._parts():
            part.draw(page, left, y, inner)
            y += part.height(page, inner)

    def _sign(self, page: Page, x: int, y: int, size: int) -> None:
        code, side = self.deed.head.code, self.deed.side
        seen = looks(self.words.scenario, page.palette)
        if code in _PROMISES:
            page.canvas.picture(icon("seal", size, page.paper.brass, page.paper.ground), (x, y))
            page.explain(Rect(x, y, size, size), "promise")
        elif side in seen:
            side_badge(page, seen[side], (x, y), size)
            page.explain(Rect(x, y, size, size), "side", bare(self.words, side))
        elif code in _CHANGES:
            page.canvas.picture(icon("motion", size, page.paper.third), (x, y))
            page.explain(Rect(x, y, size, size), "changes")
        else:
            page.canvas.picture(icon("diamond", size, page.palette.news, page.paper.ground), (x, y))
            page.explain(Rect(x, y, size, size), "news")
