"""How all tracks moved: their charts beside each other, and what the letters on them stand for."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from game.model.decisions import FACILITATOR
from game.presenter.decisions import Curve, Event
from game.presenter.explanations import about_track
from game.ui.page.elements import Beside, Element, Fixed, Flow, Gap, Words
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import LABEL, SMALL_STRONG, line_height, width_of
from game.ui.paint.theme import mixed
from game.ui.screens.debrief.curves import Chart, letter
from game.ui.widgets.frame import legend
from game.ui.widgets.jump import Jump
from game.ui.widgets.side_looks import looks
from game.words.sentences import number
from game.words.wording import Wording


def chart(page: Page, words: Wording, curve: Curve, high: float = 92) -> Chart:
    """One track's chart."""
    track = words.scenario.tracks[curve.track]
    seen = looks(words.scenario, page.palette)
    names = tuple(track.levels.values())
    first, last = (
        names[value] if names else number(value) for value in (curve.values[0], curve.values[-1])
    )
    changed = curve.values[0] != curve.values[-1]
    by = track.seen_by
    if by is not None and set(by) >= set(words.scenario.sides):
        by = None
    return Chart(
        words.naming.track(curve.track),
        track,
        curve.values,
        curve.marks,
        (first if changed and not names else "", last),
        None if by is None else tuple(seen[side] for side in by),
        high,
        about_track(words, curve.track, FACILITATOR),
        curve.track,
        _by_value(words, curve),
    )


def _by_value(words: Wording, curve: Curve) -> tuple[str, ...]:
    """Each turn with what the track was at its end."""
    return tuple(
        words.say(
            "ui.over.then",
            turn=words.day(turn) or words.say("ui.record.turn", turn=turn),
            value=words.naming.value(curve.track, value),
        )
        for turn, value in enumerate(curve.values)
    )


def charts(
    page: Page, words: Wording, curves: Sequence[Curve], width: int, high: float = 92
) -> list[Element]:
    """The charts of all tracks in rows."""
    gap = 22
    least = page.theme.tall(290)
    across = max(1, (width + page.px(gap)) // (least + page.px(gap)))
    found = [chart(page, words, curve, high) for curve in curves]
    rows: list[Element] = []
    for i in range(0, len(found), across):
        here: list[tuple[Element, float]] = [(each, -1.0) for each in found[i : i + across]]
        here += [(Gap(0), -1.0)] * (across - len(here))
        rows.append(Beside(tuple(here), gap))
    return rows


def filling(
    page: Page, words: Wording, curves: Sequence[Curve], room: Rect, least: float, gap: float
) -> list[Element]:
    """The same rows, as high as fills a box with as many whole rows as it has room for."""
    heads = [row.height(page, room.w) for row in charts(page, words, curves, room.w, 0)]
    high: float = 0
    for fit in range(1, len(heads) + 1):
        left = room.h - sum(heads[:fit]) - (fit - 1) * page.px(gap)
        steps = left / fit / max(page.theme.unit, page.theme.letter) - 0.5
        high = steps if fit == 1 or steps >= least else high
    return charts(page, words, curves, room.w, min(max(high, least), 2 * least))


def liveliest(words: Wording, curves: Sequence[Curve]) -> list[Curve]:
    """The same, first those that all saw and that moved most on their range."""

    def rank(curve: Curve) -> tuple[bool, float]:
        track = words.scenario.tracks[curve.track]
        low, high = track.bounds
        moved = (max(curve.values) - min(curve.values)) / max(1, high - low)
        return track.seen_by is not None, -moved

    return sorted(curves, key=rank)


def event_name(words: Wording, event: Event) -> str:
    """What happened, in a few words."""
    naming = words.naming
    if event.code == "injected":
        return naming.inject(event.id)
    kept = event.code in ("kept", "broken")
    what = naming.promise(event.id) if kept else naming.table(event.id)
    return words.say(f"ui.over.mark.{event.code}", what=what)


def signs(page: Page, words: Wording, *, hidden: bool) -> Flow:
    """What the dashes and the eye mean."""
    found = [_dashes(words.say("ui.over.tracks.edge"))]
    if hidden:
        told = words.say("ui.over.tracks.seen")
        found.append(legend("eye", told, page.ink.brass, page.ink.second))
    return Flow(tuple(found), 18, 6)


def _dashes(text: str) -> Fixed:
    def size(page: Page) -> tuple[int, int]:
        return page.theme.tall(36) + width_of(text, LABEL, page.theme), line_height(
            LABEL, page.theme
        )

    def paint(page: Page, x: int, y: int, _width: int) -> None:
        colour = mixed(page.palette.well, page.palette.bar_full, 0.9)
        middle, step = y + line_height(LABEL, page.theme) // 2, page.theme.tall(10)
        for i in range(3):
            dash = Rect(x + i * step, middle, step * 2 // 3, max(2, page.px(2)))
            page.canvas.box(dash, colour, 0)
        page.canvas.text(text, x + page.theme.tall(36), y, LABEL, page.ink.second)

    return Fixed(size, paint)


@frozen
class Letters:
    """What the letters stand for, one below the other in as many columns as there is room for."""

    names: tuple[tuple[str, str], ...]
    """By letter."""

    def _ring(self, page: Page) -> int:
        return max(page.theme.tall(22), line_height(LABEL, page.theme))

    def _left(self, page: Page) -> int:
        return self._ring(page) + page.px(8)

    def _columns(self, page: Page, width: int) -> tuple[int, int]:
        """How many columns, and how wide each is."""
        gap = page.px(22)
        widest = max((width_of(name, LABEL, page.theme) for _, name in self.names), default=0)
        wanted = min(width, widest + self._left(page))
        many = max(1, min(len(self.names) or 1, (width + gap) // (wanted + gap)))
        return many, (width - (many - 1) * gap) // many

    def _words(self, page: Page, i: int) -> Words:
        return Words(self.names[i][1], LABEL, page.ink.second)

    def _lines(self, page: Page, width: int) -> list[list[int]]:
        many, _ = self._columns(page, width)
        rows = -(-len(self.names) // many)
        return [list(range(row, len(self.names), rows)) for row in range(rows)]

    def _high(self, page: Page, line: Sequence[int], wide: int) -> int:
        inner = wide - self._left(page)
        return max(self._ring(page), *(self._words(page, i).height(page, inner) for i in line))

    def height(self, page: Page, width: int) -> int:
        wide = self._columns(page, width)[1]
        lines = self._lines(page, width)
        return sum(self._high(page, line, wide) for line in lines) + page.px(5) * len(lines)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        wide = self._columns(page, width)[1]
        ring, left = self._ring(page), self._left(page)
        for line in self._lines(page, width):
            for column, i in enumerate(line):
                at = x + column * (wide + page.px(22))
                middle = (at + ring / 2, y + ring / 2)
                letter(page, middle, page.theme.tall(22), self.names[i][0], page.ink.first)
                down = y + (ring - line_height(LABEL, page.theme)) // 2
                self._words(page, i).draw(page, at + left, down, wide - left)
                page.explain(Rect(at, y, wide, ring), "mark")
            y += self._high(page, line, wide) + page.px(5)


def letters(words: Wording, events: Sequence[Event]) -> Letters:
    """What all letters stand for."""
    return Letters(tuple((event.letter, event_name(words, event)) for event in events))


def lettered(words: Wording, events: Sequence[Event]) -> Flow:
    """The same in lines, one after another."""
    return Flow(tuple(_one(event.letter, event_name(words, event)) for event in events), 22, 5)


def _one(mark: str, text: str) -> Fixed:
    def size(page: Page) -> tuple[int, int]:
        ring = max(page.theme.tall(22), line_height(LABEL, page.theme))
        return ring + page.px(8) + width_of(text, LABEL, page.theme), ring

    def paint(page: Page, x: int, y: int, width: int) -> None:
        Letters(((mark, text),)).draw(page, x, y, min(width, size(page)[0] + 1))

    return Fixed(size, paint)


def by_turn(page: Page, words: Wording, events: Sequence[Event]) -> list[Element]:
    """What the letters stand for, turn by turn, for a list that can be scrolled."""
    parts: list[Element] = []
    for turn in dict.fromkeys(event.turn for event in events):
        day = words.day(turn) or words.say("ui.record.turn", turn=turn)
        name = Words(day, SMALL_STRONG, page.ink.first)
        head = Jump(name, turn, day, words.say("ui.record.then"), by_sign=True)
        parts += [*([Gap(4)] if parts else []), head]
        parts += [letters(words, [event]) for event in events if event.turn == turn]
    return parts
