"""The payoff plane of two parties as a scene, or the strip of offers where one's worths are known.

Its ground stays while an offer is put together, so a face may keep its picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from math import ceil

from attrs import evolve, field, frozen

from game.bargaining.payoff_space import Point
from game.document.axes import RoundScale
from game.document.mark_places import Box
from game.document.scene import (
    Anchor,
    Pen,
    Scene,
    SceneBox,
    SceneDots,
    SceneLine,
    SceneNumber,
    SceneRibbon,
    SceneSign,
    SceneText,
    Shape,
    Spot,
)
from game.presenter.badges import SideBadge
from game.presenter.debrief.negotiations import point_text
from game.presenter.payoff_plane import (
    MarkedPackage,
    OfferTrail,
    PackageKind,
    PayoffPlane,
    PlaneAxis,
)
from game.words.sentences import number

STRIP_ROWS = 3
"""The least number of rows of a strip."""
_NUMBERED, _CROWDED, _PILL = 1.1, 0.56, 1.15
_SIZES: Mapping[PackageKind, float] = {
    "agreed": 1.25, "nash": 1.1, "kalai": 1.1, "offer": 1.05, "bridge": 1.15, "draft": 1.33,
}  # fmt: skip
"""How large marks are, in lines of text."""
_SPREAD = 3.0
"""How far dots are apart, in steps of the design."""
_TWINS: Mapping[PackageKind, tuple[PackageKind, float]] = {
    "nash": ("kalai", 0.75), "kalai": ("nash", 1.5),
}  # fmt: skip
"""Where two solutions are the same package, the one stands on the other."""


def plane_scene(plane: PayoffPlane, pen: Pen, width: float, height: float) -> Scene:
    """The ground of a plane with all that stands on it."""
    layout = PlaneLayout(plane, pen, width, height)
    return Scene(width, height, [*layout.ground(), *layout.marks()])


@frozen
class _Frame:
    """Where the points of a plane are."""

    left: float
    top: float
    right: float
    foot: float
    across: RoundScale
    up: RoundScale
    is_strip: bool
    """Whether the second number of a point is a row, counted downwards."""

    def at(self, point: tuple[float, float]) -> Spot:
        """The place of a point."""
        share = self.up.share(-point[1] if self.is_strip else point[1])
        x = self.left + (self.right - self.left) * self.across.share(point[0])
        return x, self.foot - (self.foot - self.top) * share

    def all(self, points: Iterable[Point]) -> tuple[Spot, ...]:
        """The places of points."""
        return tuple(map(self.at, points))

    def along(self, line: Iterable[Point], size: float) -> Iterator[Box]:
        """Small boxes along a line, which no words may cross."""
        for a, b in pairwise(self.all(line)):
            steps = max(1, round(max(abs(b[0] - a[0]), abs(b[1] - a[1])) / size))
            for share in (i / steps for i in range(steps + 1)):
                spot = a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
                yield _around(spot, size, size)


@frozen
class _FreePlaces:
    """The places that labels may use, and those that are taken."""

    area: Box
    taken: list[Box] = field(factory=list)

    def take(self, places: Iterable[Box]) -> Box | None:
        """Takes the first place that lies in the area and overlaps nothing."""
        area = self.area
        for place in places:
            is_inside = area.left <= place.left and place.right <= area.right
            is_inside &= area.top <= place.top and place.foot <= area.foot
            if is_inside and not any(map(place.overlaps, self.taken)):
                self.taken.append(place)
                return place
        return None


@frozen
class PlaneLayout:
    """The shapes of a plane or a strip of a size."""

    plane: PayoffPlane
    pen: Pen
    width: float
    height: float
    _frame: _Frame = field(init=False)

    @_frame.default
    def _place_frame(self) -> _Frame:
        pen, plane, row = self.pen, self.plane, self.pen.height("tick")
        across, up, pad = plane.across, plane.up, 8 * pen.unit
        top, foot = (row + pad if up is not None else 0), self.height - 2 * row - pad
        if up is not None:
            scale = RoundScale.of(up.least, up.most, int((foot - top) * 2 / (3 * row)) - 1)
            left = max(pen.width(number(tick), "tick") for tick in scale.ticks) + pad
        else:
            # The first offer at the top, and room for the rug below the last.
            rows = max([STRIP_ROWS, *(p[1] for trail in plane.trails for p in trail.points)])
            scale, left = RoundScale(-rows - 2, 0, 1), 4 * pen.unit
        right = self.width - pad
        widest = max(pen.width(number(n), "tick") for n in (across.least, across.most, 100))
        along = RoundScale.of(across.least, across.most, int((right - left) / (widest * 2)))
        return _Frame(left, top, right, foot, along, scale, up is None)

    def ground(self) -> Iterator[Shape]:
        """The well, the grid, what is possible, and where no agreement would be better."""
        frame, plane = self._frame, self.plane
        left, top, right, foot = frame.left, frame.top, frame.right, frame.foot
        yield SceneBox(left, top, right - left, foot - top, "well")
        for tick in frame.across.ticks:
            x, _ = frame.at((tick, 0))
            yield SceneLine(((x, top), (x, foot)), "grid")
        for tick in frame.up.ticks if plane.up is not None else ():
            _, y = frame.at((0, tick))
            yield SceneLine(((left, y), (right, y)), "grid")
        for _, ((x, y), (end, _)) in self._reserves():
            beyond = (
                (left, top, x - left, foot - top) if x == end else (left, y, right - left, foot - y)
            )
            yield SceneBox(*beyond, "veil")
        if plane.zone:
            yield SceneRibbon(frame.all(plane.zone), "", "zone")
        yield SceneDots(frame.all(self._cloud()), "cloud")
        for worth in plane.rug:
            x, _ = frame.at((worth, 0))
            yield SceneLine(((x, foot - 9 * self.pen.unit), (x, foot)), "rug")
        for i, line in reversed([*enumerate(plane.frontiers)]):
            if line:
                yield SceneLine(frame.all(line), "other-frontier" if i else "frontier")
        yield SceneDots(frame.all(plane.best), "best")

    def _cloud(self) -> Iterable[Point]:
        """As many packages as can be told apart."""
        frame, spread = self._frame, _SPREAD * self.pen.unit
        across = ceil(spread * (frame.across.high - frame.across.low) / (frame.right - frame.left))
        up = ceil(spread * (frame.up.high - frame.up.low) / (frame.foot - frame.top))
        return {(x // across, y // up): (x, y) for x, y in self.plane.cloud}.values()

    def marks(self) -> Iterator[Shape]:
        """What stands on the ground: reserves, offers, marked packages, labels and the axes."""
        frame, plane = self._frame, self.plane
        places = _FreePlaces(Box(frame.left, frame.top, frame.right, frame.foot))
        for axis, ends in self._reserves():
            yield SceneLine(ends, "reserve", axis.badge.colour, axis.badge.side)
        for trail in plane.trails:
            points, badge = frame.all(trail.points), trail.badge
            if len(points) > 1:
                yield SceneLine(points, "trail", badge.colour, badge.side)
        moved = frame.all(p.point for p in plane.packages if p.kind in ("offer", "bridge"))
        if len(moved) > 1:
            yield SceneLine(moved, "link")
        for trail in plane.trails:
            # The latest first: where offers are alike it is its number that is seen.
            for point, n in reversed([*zip(trail.points, trail.numbers, strict=True)]):
                yield from self._offer(trail, point, n, places)
        lowest_first = sorted(plane.packages, key=lambda package: package.kind != "kalai")
        pills: list[Box] = []
        marked = [(each, self._beside_others(self._mark(each), pills)) for each in lowest_first]
        for _, mark in marked:
            yield mark
            width = mark.width if isinstance(mark, SceneNumber) else 0
            places.taken.append(_around((mark.x, mark.y), width or mark.size, mark.size))
        for package, mark in marked:
            if package.text and not (isinstance(mark, SceneNumber) and mark.text):
                yield from self._beside(package, _around((mark.x, mark.y), mark.size), places)
        yield from self._labels(places)
        yield from self._axes()

    def _reserves(self) -> Iterator[tuple[PlaneAxis, tuple[Spot, Spot]]]:
        """The lines at the reserves."""
        frame, across, up = self._frame, self.plane.across, self.plane.up
        if across.reserve is not None:
            x, _ = frame.at((across.reserve, 0))
            yield across, ((x, frame.top), (x, frame.foot))
        if up is not None and up.reserve is not None:
            _, y = frame.at((0, up.reserve))
            yield up, ((frame.left, y), (frame.right, y))

    def _offer(
        self, trail: OfferTrail, point: Point, n: int, places: _FreePlaces
    ) -> Iterator[SceneNumber]:
        """An offer: its side's shape and its number, or only a small shape in a crowd."""
        row, (x, y) = self.pen.height("tick"), self._frame.at(point)
        whole, title = _around((x, y), _NUMBERED * row), f"{trail.name} {n} ({point_text(point)})"
        crowd = next((box for box in places.taken if box.overlaps(whole)), None)
        if crowd is None:
            places.taken.append(whole)
            yield _number_of(trail.badge, str(n), (x, y), _NUMBERED * row, title)
        elif not (crowd.left <= x < crowd.right and crowd.top <= y < crowd.foot):
            yield _number_of(trail.badge, "", (x, y), _CROWDED * row, title)

    def _mark(self, package: MarkedPackage) -> SceneNumber | SceneSign:
        """The mark of a package, around its place."""
        frame, kind, title = self._frame, package.kind, package.title
        row, (x, y) = self.pen.height("tick"), self._frame.at(package.point)
        if kind == "signed" or kind == "proposed":
            width = self.pen.width(package.text, "tick") + 0.8 * row
            # No number lies over the figures of an axis.
            x = max(min(x, frame.right - width / 2), frame.left + width / 2)
            return SceneNumber(package.text, x, y, _PILL * row, kind, width, title=title)
        size = _SIZES[kind] * row
        if package.badge is not None:
            return _number_of(package.badge, "", (x, y), size, title)
        twin, share = _TWINS.get(kind, ("", 1.0))
        if any((each.kind, each.point) == (twin, package.point) for each in self.plane.packages):
            size *= share
        return SceneSign(kind, x, y, size, title=title)

    def _beside_others(
        self, mark: SceneNumber | SceneSign, taken: list[Box]
    ) -> SceneNumber | SceneSign:
        """A mark; numbers of tables stand next to their place where others stand there already."""
        if not isinstance(mark, SceneNumber) or not mark.width:
            return mark
        size, width, frame = mark.size, mark.width, self._frame
        for x, y in ((0.0, 0.0), (0.0, size), (0.0, -size), (width, 0.0), (-width, 0.0)):
            box = _around((mark.x + x, mark.y + y), width, size)
            is_inside = frame.left <= box.left and box.right <= frame.right
            is_inside &= frame.top <= box.top and box.foot <= frame.foot
            if (is_inside or not (x or y)) and not any(map(box.overlaps, taken)):
                taken.append(box)
                return evolve(mark, x=mark.x + x, y=mark.y + y)
        return mark

    def _beside(self, package: MarkedPackage, of: Box, places: _FreePlaces) -> Iterator[SceneText]:
        """The text of a package beside its mark, where there is room."""
        width, height, gap = (
            self.pen.width(package.text, "name"),
            self.pen.height("name"),
            6 * self.pen.unit,
        )
        centre, middle = (of.left + of.right - width) / 2, (of.top + of.foot - height) / 2
        corners = (
            (of.left - gap - width, middle),
            (of.right + gap, middle),
            (centre, of.top - gap - height),
            (centre, of.foot + gap),
        )
        spot = places.take(Box(x, y, x + width, y + height) for x, y in corners)
        if spot is not None:
            badge = package.badge
            whose = (badge.colour, badge.side) if badge is not None else ("", "")
            yield SceneText(package.text, spot.left, spot.top, "name", "accent", "start", *whose)

    def _labels(self, places: _FreePlaces) -> Iterator[SceneText]:
        """What stands at the reserves, and where no agreement would be better."""
        frame, plane, row = self._frame, self.plane, self.pen.height("tick")
        gap, across, up = 8 * self.pen.unit, plane.across, plane.up
        left, right, foot = frame.left + gap, frame.right - gap, frame.foot - row
        for line in plane.frontiers:
            places.taken.extend(frame.along(line, gap))
        rows = [foot - gap - i * row for i in range(int((foot - frame.top) / row))]

        def put(text: str, corners: Iterable[Spot], axis: PlaneAxis | None) -> Iterator[SceneText]:
            width = self.pen.width(text, "tick")
            spot = places.take(Box(x, y, x + width, y + row) for x, y in corners) if text else None
            if spot is not None:
                whose = (axis.badge.colour, axis.badge.side) if axis is not None else ("", "")
                yield SceneText(text, spot.left, spot.top, "tick", "third", "start", *whose)

        if across.reserve is not None:
            x, _ = frame.at((across.reserve, 0))
            width = self.pen.width(across.reserve_label, "tick")
            beside = [(start, y) for y in rows for start in (x + gap, x - gap - width)]
            yield from put(across.reserve_label, beside, across)
        if up is not None and up.reserve is not None:
            _, y = frame.at((0, up.reserve))
            width = self.pen.width(up.reserve_label, "tick")
            step = max(gap, width / 3)
            starts = [right - width - i * step for i in range(int((right - left) / step))]
            tops = (y - row - gap / 2, y + gap / 2)
            yield from put(up.reserve_label, [(x, top) for x in starts for top in tops], up)
        if across.reserve is not None:
            x, _ = frame.at((across.reserve, 0))
            if left + self.pen.width(plane.worse, "tick") < x:
                yield from put(plane.worse, [(left, y - gap) for y in rows], None)
        width = self.pen.width(plane.frontier_label, "tick")
        yield from put(plane.frontier_label, [(right - width, frame.top + gap / 2)], None)

    def _axes(self) -> Iterator[Shape]:
        """The axes with their figures and names."""
        frame, pen, row = self._frame, self.pen, self.pen.height("tick")
        across, up = self.plane.across, self.plane.up
        corner = (frame.left, frame.foot)
        yield SceneLine(((frame.left, frame.top), corner, (frame.right, frame.foot)), "axis")
        for tick in frame.across.ticks:
            half = pen.width(number(tick), "tick") / 2
            x = min(max(frame.at((tick, 0))[0], half), self.width - half)
            place = x, frame.foot + 4 * pen.unit
            yield SceneText(number(tick), *place, "tick", "third", "middle")
        for tick in frame.up.ticks if up is not None else ():
            y = frame.at((0, tick))[1] - row / 2
            y = min(max(y, frame.top - 2 * pen.unit), frame.foot - row)
            yield SceneText(number(tick), frame.left - 8 * pen.unit, y, "tick", "third", "end")
        names: list[tuple[PlaneAxis | None, Spot, Anchor]] = [
            (up, (0.0, -2 * pen.unit), "start"),
            (across, (frame.right, self.height - row - 2 * pen.unit), "end"),
        ]
        for axis, place, anchor in names:
            if axis is not None:
                whose = axis.badge.colour, axis.badge.side
                yield SceneText(axis.name, *place, "name", "first", anchor, *whose)


def _number_of(badge: SideBadge, text: str, spot: Spot, size: float, title: str) -> SceneNumber:
    """An offer in its side's shape."""
    x, y = spot
    whose = badge.side, badge.shape, badge.colour
    return SceneNumber(text, x, y, size, "offer", 0, *whose, title)


def _around(spot: Spot, width: float, height: float = 0.0) -> Box:
    (x, y), height = spot, height or width
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
