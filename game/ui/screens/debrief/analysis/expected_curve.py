"""The curve of the score that a side could expect, with what moved it; marks can be pressed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from attrs import frozen

from game.document.axes import RoundScale
from game.insight.grades import Label
from game.presenter.insight.expectation import Expectation, ExpectationMark, ExpectationPoint
from game.presenter.prose import short_name
from game.presenter.sides.colours import Colour, mix_colours
from game.ui.page.elements import Fixed, Flow
from game.ui.page.page import Page
from game.ui.paint.boxes import cut_top
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import (
    FIGURE,
    LABEL,
    SMALL_STRONG,
    Style,
    line_height,
    render_text,
    width_of,
)
from game.ui.paint.icons import badge, icon
from game.ui.paint.theme import SideLook
from game.ui.screens.debrief.debrief_commands import FindDecision
from game.ui.widgets.frame import legend
from game.ui.widgets.side_looks import looks
from game.words.sentences import number
from game.words.wording import Wording

GLYPHS: Mapping[Label, str] = {
    "good": "good",
    "costly": "costly",
    "serious": "cross",
    "missed": "doubtful",
    "unknowable": "eye-off",
}
"""The sign of each judgement."""
LEAST = 32
"""Pixels that what can be pressed is wide and high at least."""
_SLOPE = 10
"""How wide the piece of the curve is in which an event moves it, in steps of the design."""
_BEFORE = 0.3
"""The room of what happens before the first turn, as a share of that of a turn."""
_FIGURE = Style("bold", 1, 1.0)


@frozen
class Curve:
    """The curve of a side, and what is needed to draw it."""

    words: Wording
    side: str
    found: Expectation
    turns: int
    par: int
    final: int
    numbers: Mapping[int, int]
    """By line of the record, the number of a decision."""
    chosen: int = -1
    """The line of the decision that is shown."""


def draw_curve(page: Page, rect: Rect, curve: Curve) -> None:
    """Draws the legend and below it the curve."""
    key = _legend(page, curve)
    top, rect = cut_top(rect, key.height(page, rect.w), page.px(8))
    key.draw(page, top.x, top.y, top.w)
    scale = _scale(page, rect, curve)
    field = _field(page, rect, curve, scale)
    places = [(x, _y(field, scale, p.mean)) for x, p in _places(field, curve)]
    look = looks(curve.words.scenario, page.palette)[curve.side]
    _turns(page, field, curve)
    _ribbon(page, field, scale, curve, look)
    _par(page, field, scale, curve)
    page.canvas.lines(_stepped(page, places), look.on_ink, 2.6)
    _end(page, field, places[-1], curve)
    _marks(page, field, places, curve)


def _legend(page: Page, curve: Curve) -> Flow:
    """What the signs on the curve mean."""
    words, say, seen = curve.words, curve.words.say, looks(curve.words.scenario, page.palette)
    parts: list[Fixed] = []
    for label, glyph in GLYPHS.items():
        if any(mark.label == label for mark in curve.found.marks):
            parts.append(legend(glyph, say(f"insight.label.{label}"), _colour(page, label)))
    for side in dict.fromkeys(mark.side for mark in curve.found.marks if mark.label is None):
        if side:
            parts.append(_side_key(seen[side], short_name(words, side)))
        else:
            parts.append(legend("diamond", say("insight.curve.chance"), page.ink.third))
    return Flow(tuple(parts), 20, 4)


def _side_key(look: SideLook, name: str) -> Fixed:
    """A side's shape and its name."""

    def size(page: Page) -> tuple[int, int]:
        row = line_height(LABEL, page.theme)
        return row + page.px(6) + width_of(name, LABEL, page.theme), row

    def paint(page: Page, x: int, y: int, _width: int) -> None:
        row = line_height(LABEL, page.theme)
        small = row * 3 // 4
        page.canvas.picture(badge(look.shape, small, look.colour), (x, y + (row - small) // 2))
        page.canvas.text(name, x + row + page.px(2), y, LABEL, page.ink.second)

    return Fixed(size, paint)


def _scale(page: Page, rect: Rect, curve: Curve) -> RoundScale:
    points = curve.found.points
    values = [curve.par, curve.final]
    values += [round(each) for point in points for each in (point.low, point.high)]
    return RoundScale.of(min(values), max(values), max(2, rect.h // page.theme.tall(64)))


def _field(page: Page, rect: Rect, curve: Curve, scale: RoundScale) -> Rect:
    """Draws the vertical axis; returns the room of the curve."""
    row = line_height(LABEL, page.theme)
    axis = max(width_of(number(each), LABEL, page.theme) for each in scale.ticks) + page.px(10)
    texts = number(curve.final), _par_text(curve)
    end = max(
        width_of(texts[0], FIGURE, page.theme), width_of(texts[1], LABEL, page.theme)
    ) + page.px(14)
    field = Rect(
        rect.x + axis, rect.y + row // 2, rect.w - axis - end, max(1, rect.h - row * 2 - row // 2)
    )
    for value in scale.ticks:
        y, text = _y(field, scale, value), number(value)
        faint = mix_colours(page.ink.ground, page.ink.line, 0.6)
        page.canvas.line((field.x, y), (field.right, y), faint, 1)
        left = field.x - page.px(10) - width_of(text, LABEL, page.theme)
        page.canvas.text(text, left, y - row // 2, LABEL, page.ink.third)
    return field


def _par_text(curve: Curve) -> str:
    return curve.words.say("ui.over.par", par=number(curve.par))


def _y(field: Rect, scale: RoundScale, value: float) -> int:
    return round(field.bottom - field.h * scale.share(value))


def _places(field: Rect, curve: Curve) -> list[tuple[int, ExpectationPoint]]:
    """Each point with its place across."""
    points = curve.found.points
    many, passed = Counter(point.turn for point in points), Counter[int]()
    before = _BEFORE if many[0] > 1 else 0.0
    column = field.w / (curve.turns + before)
    places = []
    for point in points:
        if point.turn:
            passed[point.turn] += 1
            share = before + point.turn - 1 + passed[point.turn] / (many[point.turn] + 1)
        else:
            share = before * passed[0] / many[0]
            passed[0] += 1
        places.append((round(field.x + share * column), point))
    # The last one is the end of the game.
    places[-1] = field.right, points[-1]
    return places


def _turns(page: Page, field: Rect, curve: Curve) -> None:
    """Draws every other turn darker, and the numbers of the turns below, with their days."""
    before = _BEFORE if sum(not point.turn for point in curve.found.points) > 1 else 0.0
    column = field.w / (curve.turns + before)
    dark = mix_colours(page.ink.ground, page.palette.ground, 0.6)
    days = [curve.words.day(turn) for turn in range(1, curve.turns + 1)]
    texts = [f"{turn}" for turn in range(1, curve.turns + 1)]
    dated = [f"{turn}  {day}" if day else turn for turn, day in zip(texts, days, strict=True)]
    if all(width_of(text, LABEL, page.theme) < column - page.px(8) for text in dated):
        texts = dated
    for place, text in enumerate(texts):
        left = round(field.x + (before + place) * column)
        if place % 2:
            page.canvas.box(Rect(left, field.y, round(column), field.h), dark, 0)
        middle = left + round(column) // 2 - width_of(text, LABEL, page.theme) // 2
        if width_of(text, LABEL, page.theme) < column:
            page.canvas.text(text, middle, field.bottom + page.px(4), LABEL, page.ink.third)


def _stepped(page: Page, places: Sequence[tuple[int, int]]) -> list[tuple[float, float]]:
    """The curve: level until shortly before an event, which moves it."""
    found: list[tuple[float, float]] = [places[0]]
    for (x, y), (next_x, next_y) in pairwise(places):
        found += [(max(x, next_x - page.px(_SLOPE)), y), (next_x, next_y)]
    return found


def _ribbon(page: Page, field: Rect, scale: RoundScale, curve: Curve, look: SideLook) -> None:
    """Draws where four games in five would have ended."""
    places = _places(field, curve)
    upper = _stepped(page, [(x, _y(field, scale, point.high)) for x, point in places])
    lower = _stepped(page, [(x, _y(field, scale, point.low)) for x, point in places])
    fill = mix_colours(page.ink.ground, look.colour, 0.3)
    page.canvas.shape([*upper, *reversed(lower)], fill)


def _par(page: Page, field: Rect, scale: RoundScale, curve: Curve) -> None:
    y, dash, thick = _y(field, scale, curve.par), max(4, page.px(7)), max(1, page.px(1.6))
    for x in range(field.x, field.right, 2 * dash):
        rect = Rect(x, y, min(dash, field.right - x), thick)
        page.canvas.box(rect, page.ink.first, 0)


def _end(page: Page, field: Rect, last: tuple[int, int], curve: Curve) -> None:
    """Draws the final score and the name of par at the right end."""
    look = looks(curve.words.scenario, page.palette)[curve.side]
    page.canvas.disc(last, max(3, page.px(6)), look.on_ink)
    x, row, low = field.right + page.px(12), line_height(LABEL, page.theme), 0
    high = line_height(FIGURE, page.theme)
    top = max(field.y, min(last[1] - high // 2, field.bottom - high))
    page.canvas.text(number(curve.final), x, top, FIGURE, page.ink.first)
    scale = _scale(page, Rect(0, 0, field.w, field.h), curve)
    y = round(field.bottom - field.h * scale.share(curve.par)) - row // 2
    if abs(y + row // 2 - top - high // 2) < (row + high) // 2:
        low = top + high if curve.par < curve.final else top - row
        y = low
    page.canvas.text(_par_text(curve), x, y, LABEL, page.ink.second)


def _marks(page: Page, field: Rect, places: Sequence[tuple[int, int]], curve: Curve) -> None:
    """Draws what moved the curve; turning points with their numbers, above or below it."""
    seen, size = looks(curve.words.scenario, page.palette), page.theme.tall(20)
    # Several at one point stand beside each other.
    before = Counter[int]()
    taken: list[Rect] = []
    ordered = sorted(curve.found.marks, key=lambda mark: (mark.turning > 0, mark.point))
    for mark in ordered:
        x, y = places[mark.point]
        x += before[mark.point] * size * 3 // 4
        before[mark.point] += 1
        left = min(max(field.x, x - size // 2), field.right - size)
        rect = Rect(left, y - size // 2, size, size)
        place = curve.numbers.get(mark.line) if mark.line is not None else None
        if place is None:
            _draw_mark(page, field, rect, mark, seen, taken)
            page.explain(rect, "mark", "", mark.text)
            continue
        command = FindDecision(place)
        around = rect.inflate(max(0, LEAST - rect.w), max(0, LEAST - rect.h))
        lit = mix_colours(page.ink.ground, page.ink.line, 0.9) if page.hovered(command) else None
        faint = mix_colours(page.ink.ground, page.ink.line, 0.35)
        edge = page.ink.brass if mark.line == curve.chosen else faint
        page.canvas.box(around, lit, 8, edge, 1.5)
        _draw_mark(page, field, rect, mark, seen, taken)
        page.target(command, around, mark.text, mark.text, by_mouse=True)


def _draw_mark(
    page: Page,
    field: Rect,
    rect: Rect,
    mark: ExpectationMark,
    seen: Mapping[str, SideLook],
    taken: list[Rect],
) -> None:
    _sign(page, rect, mark, seen)
    if mark.turning:
        _number(page, field, rect, mark, taken)


def _colour(page: Page, label: Label) -> Colour:
    if label == "good":
        return page.ink.better
    return page.ink.third if label == "unknowable" else page.ink.worse


def _sign(page: Page, rect: Rect, mark: ExpectationMark, seen: Mapping[str, SideLook]) -> None:
    """Draws the sign of a mark on a ground that the curve doesn't show through."""
    if mark.label is not None:
        page.canvas.disc(rect.center, rect.w / 2 + 1, page.ink.ground)
        page.canvas.picture(
            icon(GLYPHS[mark.label], rect.w, _colour(page, mark.label)), rect.topleft
        )
    elif mark.side in seen:
        look, small = seen[mark.side], rect.w * 3 // 4
        place = rect.x + (rect.w - small) // 2, rect.y + (rect.h - small) // 2
        page.canvas.picture(badge(look.shape, small, look.colour), place)
    else:
        page.canvas.picture(icon("diamond", rect.w, page.ink.third), rect.topleft)


def _number(page: Page, field: Rect, sign: Rect, mark: ExpectationMark, taken: list[Rect]) -> None:
    """Draws the number of a turning point and what it changed, beside those that are there."""
    size, gap = page.theme.tall(24), page.theme.tall(14)
    below = sign.centery + size + gap + size // 2 < field.bottom and sign.centery < field.centery
    near, far = gap + size // 2, gap + size * 2
    first, second = (1, -1) if below else (-1, 1)
    ways = [first * near, second * near, first * far, second * far]
    places = [_number_place(page, field, sign, mark, each) for each in ways]
    ring, text = next(
        (
            (ring, text)
            for ring, text in places
            if field.y <= ring.y
            and ring.bottom <= field.bottom
            and ring.union(text).collidelist(taken) < 0
        ),
        places[0],
    )
    taken.append(ring.union(text))
    page.canvas.line(sign.center, ring.center, page.ink.brass, 1.5)
    page.canvas.box(ring, page.palette.brass, 99)
    if not page.canvas.ghost:
        image = render_text(
            str(mark.turning), _FIGURE, max(9, size * 6 // 10), page.palette.on_brass
        )
        page.canvas.picture(
            image, (ring.centerx - image.get_width() // 2, ring.centery - image.get_height() // 2)
        )
    colour = page.ink.better if mark.label == "good" else page.ink.worse
    page.canvas.text(mark.change, text.x, text.y, SMALL_STRONG, colour)


def _number_place(
    page: Page, field: Rect, sign: Rect, mark: ExpectationMark, down: int
) -> tuple[Rect, Rect]:
    """Where a number's ring is and what stands beside it, so far below its sign (above if less)."""
    size, row = page.theme.tall(24), line_height(SMALL_STRONG, page.theme)
    ring = Rect(sign.centerx - size // 2, sign.centery + down - size // 2, size, size)
    width = width_of(mark.change, SMALL_STRONG, page.theme)
    x = ring.right + page.px(5)
    if x + width > field.right:
        x = ring.x - page.px(5) - width
    return ring, Rect(x, ring.centery - row // 2, width, row)
