"""The payoff plane of two parties as shapes of a small picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from attrs import frozen

from game.bargaining.bridge import Bridge
from game.bargaining.payoff_space import PayoffSpace, Point
from game.document.axes import NumberAxis
from game.presenter.debrief.negotiations import point_text
from game.presenter.sides.badges import SideBadge, badge_of
from game.words.wording import Wording

WIDTH, HEIGHT = 300, 190
LEFT, TOP, RIGHT, BOTTOM = 34, 12, 288, 160
"""The box in which the points lie; what is left and below is for the axes."""
_MOST_DOTS = 160

Pixel = tuple[float, float]
NO_POINTS: Mapping[str, Point] = MappingProxyType({})


@frozen
class PlaneMark:
    """A point with what it is worth to both, as text."""

    x: float
    y: float
    text: str


@frozen
class NumberedMark:
    """What a table of the room came to, with the numbers of all tables that came to the same."""

    x: float
    y: float
    numbers: str
    text: str
    is_agreed: bool
    """False: it was only offered."""


@frozen
class PairLink:
    """Two parties whose plane can be shown."""

    id: str
    name: str
    is_shown: bool


@frozen
class Plane:
    """What every package is worth to two parties."""

    sides: tuple[SideBadge, SideBadge]
    names: tuple[str, str]
    dots: tuple[Pixel, ...]
    frontier: str
    """The `points` of a line."""
    zone: str
    """The `points` of the area that is better for both than no agreement; may be empty."""
    reserves: Pixel
    reserve_texts: tuple[str, str]
    ticks: tuple[tuple[tuple[float, int], ...], tuple[tuple[float, int], ...]]
    """Of both axes: where a figure stands, and the figure."""
    offer: PlaneMark | None
    proposer: str
    bridge: PlaneMark | None
    marks: tuple[NumberedMark, ...] = ()
    others: tuple[tuple[str, PlaneMark], ...] = ()
    """More points, each with what tells it from the others."""
    frontiers: tuple[str, ...] = ()
    """The `points` of more frontiers."""


def pair_id(pair: tuple[str, str]) -> str:
    """Two parties as an address names them."""
    return "-".join(pair)


def pair_links(
    words: Wording, pairs: Sequence[tuple[str, str]], shown: tuple[str, str]
) -> tuple[PairLink, ...]:
    """The pairs to choose from; none where there is only one."""
    if len(pairs) < 2:
        return ()
    return tuple(
        PairLink(
            pair_id(pair),
            " / ".join(words.naming.side_in_table(side) for side in pair),
            pair == shown,
        )
        for pair in pairs
    )


def choose_pair(pairs: Sequence[tuple[str, str]], id: str) -> tuple[str, str]:
    """The pair that an address names, or the first."""
    return next((pair for pair in pairs if pair_id(pair) == id), pairs[0])


def draw_plane(
    words: Wording,
    space: PayoffSpace,
    point: Point | None,
    bridge: Bridge | None,
    proposer: str,
    results: Mapping[tuple[Point, bool], Sequence[int]] | None = None,
    others: Mapping[str, Point] = NO_POINTS,
    spaces: Sequence[PayoffSpace] = (),
) -> Plane | None:
    """The plane with an offer and the bridge from it; None where nothing can be agreed.

    results: by point and by whether it was agreed, the tables of the room that came to it.
    others: more points, by what tells them apart. spaces: those whose frontiers are drawn too.
    """
    results = results or {}
    if not space.cloud:
        return None
    swapped = None
    if bridge is not None:
        one, other = (bridge.worths[side] for side in space.sides)
        swapped = (one, other)
    every = [*space.cloud, space.reserves, *(p for p in (point, swapped) if p is not None)]
    every += [ended for ended, _ in results]
    every += [*others.values(), *(p for each in spaces for p in each.frontier)]
    spans = [_span([p[axis] for p in every]) for axis in (0, 1)]

    def pixel(at: Point) -> Pixel:
        across = (at[0] - spans[0][0]) / (spans[0][1] - spans[0][0])
        up = (at[1] - spans[1][0]) / (spans[1][1] - spans[1][0])
        return round(LEFT + across * (RIGHT - LEFT), 1), round(BOTTOM - up * (BOTTOM - TOP), 1)

    def mark(at: Point | None) -> PlaneMark | None:
        return PlaneMark(*pixel(at), point_text(at)) if at is not None else None

    first, second = (words.naming.side_inside(side) for side in space.sides)
    return Plane(
        sides=(
            badge_of(words.scenario, space.sides[0]),
            badge_of(words.scenario, space.sides[1]),
        ),
        names=(first, second),
        dots=tuple(dict.fromkeys(pixel(p) for p in _some(space.cloud))),
        frontier=_points(map(pixel, space.frontier_line)),
        zone=_points(map(pixel, space.better_zone)),
        reserves=pixel(space.reserves),
        reserve_texts=(
            words.say("console.reserve", worth=space.reserves[0]),
            words.say("console.reserve", worth=space.reserves[1]),
        ),
        ticks=(
            tuple((pixel((tick, spans[1][0]))[0], tick) for tick in _ticks(spans[0])),
            tuple((pixel((spans[0][0], tick))[1], tick) for tick in _ticks(spans[1])),
        ),
        offer=mark(point),
        proposer=proposer,
        bridge=mark(swapped),
        marks=tuple(
            NumberedMark(*pixel(at), ", ".join(map(str, numbers)), point_text(at), is_agreed)
            for (at, is_agreed), numbers in results.items()
        ),
        others=tuple((kind, PlaneMark(*pixel(at), point_text(at))) for kind, at in others.items()),
        frontiers=tuple(_points(map(pixel, each.frontier_line)) for each in spaces),
    )


def _span(values: Sequence[int]) -> tuple[int, int]:
    """A little more than all values."""
    low, high = min(values), max(values)
    more = max(1, (high - low) // 14)
    return low - more, high + more


def _ticks(span: tuple[int, int]) -> list[int]:
    """A few round numbers on an axis."""
    return [round(value) for value, _ in NumberAxis(whole=True).ticks(*span, 5)]


def _some(points: Sequence[Point]) -> Sequence[Point]:
    return points[:: max(1, len(points) // _MOST_DOTS)]


def _points(pixels: Iterable[Pixel]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in pixels)
