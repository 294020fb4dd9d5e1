"""The course of talks as a scene: for each of two parties its reserve, and all offers by their
worth to it when they were made.

What lies below the reserve was worse for that party than no agreement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import ceil

from attrs import frozen

from game.document.axes import RoundScale
from game.document.scene import (
    Pen,
    Scene,
    SceneBox,
    SceneLine,
    SceneNumber,
    SceneRibbon,
    SceneSign,
    SceneText,
    Shape,
    Spot,
)
from game.presenter.badges import badge_of
from game.presenter.debrief.talks_course import TalksCourse, mark_title
from game.presenter.said.tally import CountedShare, Tally
from game.words.sentences import capital, number
from game.words.wording import Wording

_WIDE = 1.7
"""From how many times its height on a scene has its two panels beside each other."""
_MARK, _NUMBERED = 1.25, 0.9
"""How large the mark of an offer is at most, and from when on it bears its number, in lines of
text."""


def talks_scene(
    words: Wording, course: TalksCourse, pen: Pen, width: float, height: float
) -> Scene:
    """A panel for each of the two parties, beside each other where there is the room."""
    gap = 1.2 * pen.height("tick")
    if width >= _WIDE * height:
        half = (width - gap) / 2
        panels = [_Panel(words, course, pen, i, i * (half + gap), 0, half, height) for i in (0, 1)]
    else:
        half = (height - gap / 2) / 2
        panels = [
            _Panel(words, course, pen, i, 0, i * (half + gap / 2), width, half) for i in (0, 1)
        ]
    return Scene(width, height, [shape for panel in panels for shape in panel.shapes()])


@frozen
class _Panel:
    """The shapes of the panel of one party."""

    words: Wording
    course: TalksCourse
    pen: Pen
    party: int
    x: float
    y: float
    width: float
    height: float

    def shapes(self) -> Iterator[Shape]:
        pen, row, moments = self.pen, self.pen.height("tick"), self.course.moments
        side = self.course.sides[self.party]
        badge = badge_of(self.words.scenario, side)
        top, foot = self.y + 1.5 * pen.height("name"), self.y + self.height - 2.3 * row
        reserves = [moment.reserves[self.party] for moment in moments]
        agreed = self.course.negotiation.agreed
        values = [*reserves, *(m.offer.then[self.party] for m in moments if m.offer is not None)]
        values += [agreed[self.party]] if agreed is not None else []
        scale = RoundScale.of(min(values), max(values), int((foot - top) / (1.6 * row)))
        left = self.x + max(pen.width(number(tick), "tick") for tick in scale.ticks) + 8 * pen.unit
        reserve = self.words.say("ui.plane.reserve", n=number(reserves[-1]))
        beside = [pen.width(reserve, "tick")]
        if agreed is not None:
            beside.append(pen.width(number(agreed[self.party]), "name"))
        right = self.x + self.width - max(beside) - 10 * pen.unit - _MARK * row / 2
        inset = _MARK * row / 2

        def up(value: float) -> float:
            return foot - inset - (foot - top - 2 * inset) * scale.share(value)

        pitch = (right - left) / len(moments)
        xs = [left + (n + 0.5) * pitch for n in range(len(moments))]
        name = self.words.say("ui.plane.upwards", side=self.words.naming.side_inside(side))
        yield SceneText(name, self.x, self.y, "name", colour=badge.colour, side=side)
        yield from self._turns(left, right, top, foot, pitch)
        for tick in scale.ticks:
            yield SceneLine(((left, up(tick)), (right, up(tick))), "grid")
            place = left - 8 * pen.unit, up(tick) - row / 2
            yield SceneText(number(tick), *place, "tick", "third", "end")
        line = tuple(self._stepped(xs, [up(value) for value in reserves], left, right))
        yield SceneRibbon((*line, (right, foot), (left, foot)), badge.colour)
        yield SceneLine(line, "curve", badge.colour, side)
        size = min(_MARK * row, pitch - 1)
        yield from self._offers(xs, up, size)
        yield from self._end((xs[-1], up(reserves[-1])), right + 8 * pen.unit, up, reserve, size)

    def _stepped(
        self, xs: Sequence[float], ys: Sequence[float], left: float, right: float
    ) -> Iterator[Spot]:
        """The reserve, level until halfway to the moment at which it is another one."""
        yield left, ys[0]
        for n in range(1, len(xs)):
            middle = (xs[n - 1] + xs[n]) / 2
            if ys[n] != ys[n - 1]:
                yield middle, ys[n - 1]
                yield middle, ys[n]
        yield right, ys[-1]

    def _turns(
        self, left: float, right: float, top: float, foot: float, pitch: float
    ) -> Iterator[Shape]:
        """Every other turn shaded, with the turns below, as many as have room."""
        pen, turns = self.pen, [moment.turn for moment in self.course.moments]
        last, row = turns[-1], pen.height("tick")
        room = (right - left) / last if last else right - left
        every = max(1, ceil((pen.width(number(last), "tick") + 6 * pen.unit) / room))
        end = self.x
        for turn in dict.fromkeys(turns):
            start, count = left + turns.index(turn) * pitch, turns.count(turn)
            if turn % 2 == 0:
                yield SceneBox(start, top, count * pitch, foot - top, "shade")
            text, middle = number(turn), start + count * pitch / 2
            if turn % every == 0 and middle - pen.width(text, "tick") / 2 > end:
                end = middle + pen.width(text, "tick") / 2 + 4 * pen.unit
                yield SceneText(text, middle, foot + 0.1 * row, "tick", "third", "middle")
        across = capital(self.words.say("ui.report.turns"))
        place = (left + right) / 2, foot + 1.15 * row
        yield SceneText(across, *place, "tick", "second", "middle")
        yield SceneLine(((left, foot), (right, foot)), "axis")

    def _offers(
        self, xs: Sequence[float], up: Callable[[float], float], size: float
    ) -> Iterator[Shape]:
        """The offers, those of one side joined; with their numbers where these can be read."""
        scenario, row = self.words.scenario, self.pen.height("tick")
        made = [
            (moment, moment.offer, (x, up(moment.offer.then[self.party])))
            for x, moment in zip(xs, self.course.moments, strict=True)
            if moment.offer is not None
        ]
        for side in dict.fromkeys(offer.side for _, offer, _ in made):
            spots = tuple(spot for _, offer, spot in made if offer.side == side)
            if len(spots) > 1:
                yield SceneLine(spots, "trail", badge_of(scenario, side).colour, side)
        for moment, offer, (x, y) in made:
            badge = badge_of(scenario, offer.side)
            text = str(offer.own_number) if size >= _NUMBERED * row else ""
            yield SceneNumber(
                text, x, y, size, "offer", 0.0, badge.side, badge.shape, badge.colour,
                mark_title(self.words, moment, self.party),
            )  # fmt: skip

    def _end(
        self, end: Spot, left: float, up: Callable[[float], float], reserve: str, size: float
    ) -> Iterator[Shape]:
        """The reserve in the end, and beside what was agreed what that was worth."""
        pen, agreed = self.pen, self.course.negotiation.agreed
        row, high = pen.height("tick"), pen.height("name")
        y = end[1] - row / 2
        if agreed is not None:
            worth, (x, _) = agreed[self.party], end
            middle = up(worth)
            yield SceneSign("agreed", x, middle, size)
            yield SceneText(number(worth), left, middle - high / 2, "name")
            if abs(middle - end[1]) < (row + high) / 2:
                apart = high / 2 + pen.unit
                y = middle + apart if middle <= end[1] else middle - apart - row
        yield SceneText(reserve, left, y, "tick", "second")


def vote_scene(tally: Tally, pen: Pen, width: float) -> Scene:
    """A bar for each count, one below the other, as high as its letters ask for."""
    row, name = pen.height("tick"), pen.height("name")
    pitch = name + 1.1 * row + 1.9 * row
    shapes = [
        shape
        for i, share in enumerate(tally.counts)
        for shape in _bar(share, pen, i * pitch, width)
    ]
    return Scene(width, pitch * len(tally.counts), shapes)


def _bar(share: CountedShare, pen: Pen, top: float, width: float) -> Iterator[Shape]:
    row, name = pen.height("tick"), pen.height("name")
    yield SceneText(share.name, 0, top, "name")
    yield SceneText(share.figure, width, top, "name", anchor="end")
    high, y = 1.1 * row, top + 1.1 * name
    yield SceneBox(0, y, width, high, "hollow")
    # First those whose share decides.
    first = share.against if share.stops else 0.0
    if share.for_it > 0:
        yield SceneBox(width * first, y, width * share.for_it, high, "full")
    if share.against > 0:
        left = 0.0 if share.stops else width * share.for_it
        yield SceneBox(left, y, width * share.against, high, "hatched")
    if share.needed > 0:
        x, below = width * share.needed, y + high
        yield SceneLine(((x, y - 0.2 * row), (x, below + 0.2 * row)), "par")
        half = pen.width(share.need, "tick") / 2
        middle = min(max(x, half), width - half)
        yield SceneText(share.need, middle, below + 0.25 * row, "tick", "second", "middle")
