"""What stands on a payoff space: reserves, offers and the lines between, and marked points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from game.presenter.sides.colours import Colour, mix_colours, readable_colour
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import LABEL, SMALL_STRONG, Style, line_height, render_text, width_of
from game.ui.paint.icons import badge, badge_middle, icon
from game.ui.paint.label_room import Spots, around
from game.ui.widgets.plane.ground import GREEN
from game.ui.widgets.plane.picture import Axis, Frame, OfferTrail, Picture, Point

HEXAGON, TRIANGLE, RHOMB = 5, 3, 2
_RIM = (255, 255, 255)
_NUMBER = Style("bold", 1, 1.0)


def marks(page: Page, frame: Frame, picture: Picture) -> None:
    """Draws all that stands on a plane, and its labels where they are in nobody's way."""
    spots = Spots(frame.plot)
    _reserves(page, frame, picture)
    for trail in picture.trails:
        page.canvas.lines([frame.at(p) for p in trail.points], trail.look.on_ink, 2)
    for trail in picture.trails:
        # The latest first: where offers are alike it is its number that is seen.
        for number in reversed(range(len(trail.points))):
            _offer(page, frame.at(trail.points[number]), trail, number, spots)
    same = picture.kalai == picture.nash  # then the one stands on the other
    for shape, special, colour, size in (
        (TRIANGLE, picture.kalai, page.ink.first, 36 if same else 24),
        (HEXAGON, picture.nash, page.ink.better, 18 if same else 24),
    ):
        if special is not None:
            _point(page, frame.at(special), shape, colour, size, spots)
    if picture.agreed is not None:
        draw_agreement(page, frame.at(picture.agreed), page.theme.tall(28))
        spots.taken.append(around(frame.at(picture.agreed), page.theme.tall(28)))
    if picture.draft is not None:
        _draft(page, frame, picture, picture.draft, spots)
    _label_reserves(page, frame, picture, spots)


def _offer(
    page: Page, place: tuple[float, float], trail: OfferTrail, number: int, spots: Spots
) -> None:
    """An offer: its side's shape and its number, or only a small shape in a crowd."""
    size = page.theme.tall(24)
    whole = around(place, size)
    at_hand = whole.collidelist(spots.taken)
    if at_hand >= 0:
        if spots.taken[at_hand].collidepoint(place):
            return
        small = page.theme.tall(13)
        image = badge(trail.look.shape, small, trail.look.colour, _RIM, 1.5)
        page.canvas.picture(image, around(place, small).topleft)
        return
    spots.taken.append(whole)
    image = badge(trail.look.shape, size, trail.look.colour, _RIM, max(1.5, page.px(2)))
    page.canvas.picture(image, whole.topleft)
    label = str(trail.numbers[number] if trail.numbers else number + 1)
    figure = render_text(label, _NUMBER, max(8, round(size * 0.5)), _RIM)
    middle = badge_middle(trail.look.shape, size)
    left = whole.x + round(middle[0] - figure.get_width() / 2)
    page.canvas.picture(figure, (left, whole.y + round(middle[1] - figure.get_height() / 2)))


def _point(
    page: Page, place: tuple[float, float], shape: int, colour: Colour, size: float, spots: Spots
) -> None:
    whole = around(place, page.theme.tall(size))
    spots.taken.append(whole)
    page.canvas.picture(badge(shape, whole.w, colour, page.palette.ground, 2), whole.topleft)


def draw_agreement(page: Page, place: tuple[float, float], size: int) -> None:
    """The mark of what was agreed: a ring with a tick."""
    ink = page.ink
    page.canvas.disc(place, size / 2, page.palette.ground)
    page.canvas.box(around(place, size), page.palette.ground, 99, ink.first, 3)
    small = size * 11 // 20
    page.canvas.picture(icon("check", small, ink.first), around(place, small).topleft)


def _draft(page: Page, frame: Frame, picture: Picture, place: Point, spots: Spots) -> None:
    """The offer that is put together: a brass rhomb, and its name beside it."""
    size = page.theme.tall(30)
    whole = around(frame.at(place), size)
    spots.taken.append(whole)
    image = badge(RHOMB, size, page.palette.brass, _RIM, max(1.5, page.px(2)))
    page.canvas.picture(image, whole.topleft)
    _label(page, picture.draft_label, whole, page.palette.brass_light, spots)


def _label(page: Page, text: str, of: Rect, colour: Colour, spots: Spots) -> None:
    """A text beside something, where there is room."""
    width = width_of(text, SMALL_STRONG, page.theme)
    height, gap = line_height(SMALL_STRONG, page.theme), page.px(6)
    y = of.centery - height // 2
    places = (
        Rect(of.x - gap - width, y, width, height),
        Rect(of.right + gap, y, width, height),
        Rect(of.centerx - width // 2, of.y - gap - height, width, height),
        Rect(of.centerx - width // 2, of.bottom + gap, width, height),
    )
    spot = spots.free(places) if text else None
    if spot is not None:
        page.canvas.text(text, spot.x, spot.y, SMALL_STRONG, colour)


def _reserves(page: Page, frame: Frame, picture: Picture) -> None:
    plot, thick = frame.plot, max(2, page.px(2))
    dash = max(4, page.px(8))
    if picture.across.reserve is not None:
        x = round(frame.at((picture.across.reserve, 0))[0])
        for y in range(plot.y, plot.bottom, dash * 3 // 2):
            height = min(dash, plot.bottom - y)
            page.canvas.box(Rect(x - thick // 2, y, thick, height), picture.across.colour, 0)
    if picture.up is not None and picture.up.reserve is not None:
        y = round(frame.at((0, picture.up.reserve))[1])
        for x in range(plot.x, plot.right, dash * 3 // 2):
            width = min(dash, plot.right - x)
            page.canvas.box(Rect(x, y - thick // 2, width, thick), picture.up.colour, 0)


def _along(page: Page, frame: Frame, line: Sequence[Point]) -> Iterator[Rect]:
    """Small boxes along a line, which no words may cross."""
    size = max(4, page.px(8))
    for a, b in pairwise([frame.at(point) for point in line]):
        steps = max(1, round(max(abs(b[0] - a[0]), abs(b[1] - a[1])) / size))
        for i in range(steps + 1):
            share = i / steps
            spot = a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
            yield around(spot, size)


def _label_reserves(page: Page, frame: Frame, picture: Picture, spots: Spots) -> None:
    """What stands at the reserves, and where no agreement would be better."""
    plot, gap, height = frame.plot, page.px(8), line_height(LABEL, page.theme)
    spots.taken.extend(_along(page, frame, picture.frontier))
    across, up, well = picture.across, picture.up, page.palette.well
    grounds = well, mix_colours(well, page.ink.better, GREEN / 255)

    def put(axis: Axis, text: str, places: Iterable[tuple[int, int]]) -> None:
        width = width_of(text, LABEL, page.theme)
        spot = spots.free(Rect(x, y, width, height) for x, y in places)
        if spot is not None:
            page.canvas.text(text, spot.x, spot.y, LABEL, readable_colour(axis.colour, grounds))

    if across.reserve is not None and across.reserve_label:
        x, width = (
            round(frame.at((across.reserve, 0))[0]),
            width_of(across.reserve_label, LABEL, page.theme),
        )
        rows = range(plot.bottom - height - gap, plot.y, -height)
        put(
            across,
            across.reserve_label,
            [(left, y) for y in rows for left in (x + gap, x - gap - width)],
        )
    if up is not None and up.reserve is not None and up.reserve_label:
        y, width = (
            round(frame.at((0, up.reserve))[1]),
            width_of(up.reserve_label, LABEL, page.theme),
        )
        lefts = range(plot.right - gap - width, plot.x, -max(8, width // 3))
        put(
            up,
            up.reserve_label,
            [(x, top) for x in lefts for top in (y - height - gap // 2, y + gap // 2)],
        )
    if picture.worse and across.reserve is not None:
        width = width_of(picture.worse, LABEL, page.theme)
        if plot.x + gap + width < frame.at((across.reserve, 0))[0]:
            dim = Axis("", page.ink.third, 0)
            rows = range(plot.bottom - height - gap * 2, plot.y, -height)
            put(dim, picture.worse, [(plot.x + gap, y) for y in rows])
