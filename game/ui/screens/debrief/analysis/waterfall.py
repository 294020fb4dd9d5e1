"""Steps from the expected score to the final one, and scores to compare with, on one axis."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

from attrs import frozen

from game.document.axes import RoundScale
from game.presenter.sides.colours import Colour, mix_colours
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import (
    FIGURE,
    LABEL,
    SMALL_STRONG,
    line_height,
    width_of,
    wrap_text,
)
from game.ui.paint.icons import icon
from game.words.sentences import number, signed


@frozen
class BarStep:
    """A bar: a score that is reached, or a change on the way."""

    name: str
    value: int
    """The score that is reached, or the change."""
    colour: Colour
    is_change: bool = True
    is_explained: bool = True


@frozen
class WaterfallRow:
    """A score to compare with: a mark, its interval, its name."""

    name: str
    value: float
    low: float
    high: float
    mark: Callable[[Page, tuple[int, int], int], None]


@frozen
class ScoreAxis:
    """The vertical axis that the steps and the scores to compare with share."""

    scale: RoundScale
    par: int
    name_lines: int
    """So many lines are kept for the names below."""


def shared_axis(
    page: Page,
    steps_rect: Rect,
    steps: Sequence[BarStep],
    rows_rect: Rect,
    rows: Sequence[WaterfallRow],
    par: int,
) -> ScoreAxis:
    """The axis of two pictures of one height, on which all that both show has room."""
    values = [*_levels(steps), par]
    values += [round(each) for row in rows for each in (row.low, row.high)]
    least, most = min(values), max(values)
    margin, marks = max(2, (most - least) // 6), max(2, steps_rect.h // page.theme.tall(70))
    scale = RoundScale.of(least - margin, most + margin, marks)
    names = [
        *_names(page, steps_rect, [step.name for step in steps], scale),
        *_names(page, rows_rect, [row.name for row in rows], scale),
    ]
    return ScoreAxis(scale, par, max(map(len, names)))


def _levels(steps: Sequence[BarStep]) -> list[int]:
    """The score after each step."""
    first, *changes = steps
    return list(accumulate((step.value for step in changes if step.is_change), initial=first.value))


def draw_steps(page: Page, rect: Rect, steps: Sequence[BarStep], axis: ScoreAxis) -> None:
    """Draws the bars from left to right, and a line at par."""
    scale = axis.scale
    field, names = _field(page, rect, [step.name for step in steps], axis)
    column = field.w / len(steps)
    level, before = 0, None
    for place, step in enumerate(steps):
        middle = round(field.x + (place + 0.5) * column)
        bar_width = round(min(column * 0.62, page.theme.tall(130)))
        start = scale.low if not step.is_change else level
        level = level + step.value if step.is_change else step.value
        low, high = sorted((start, level))
        top, bottom = _y(field, scale, high), _y(field, scale, low)
        bar = Rect(middle - bar_width // 2, top, bar_width, max(page.px(3), bottom - top))
        if before is not None:
            y = _y(field, scale, start if step.is_change else level)
            page.canvas.line((before, y), (bar.x, y), page.ink.line, 1.2)
        before = bar.right
        _bar(page, bar, step)
        if not step.is_change and scale.low > 0:
            _broken(page, bar)
        _figure(page, bar, step)
        _name(page, names[place], middle, field.bottom + page.px(8))


def draw_rows(page: Page, rect: Rect, rows: Sequence[WaterfallRow], axis: ScoreAxis) -> None:
    """Draws scores to compare with beside each other, and a line at par."""
    scale = axis.scale
    field, names = _field(page, rect, [row.name for row in rows], axis)
    column = field.w / len(rows)
    for place, row in enumerate(rows):
        middle = round(field.x + (place + 0.4) * column)
        top, bottom = _y(field, scale, row.high), _y(field, scale, row.low)
        thick = max(3, page.px(7))
        grey = mix_colours(page.ink.ground, page.ink.third, 0.55)
        page.canvas.box(Rect(middle - thick // 2, top, thick, max(1, bottom - top)), grey, 3)
        y, size = _y(field, scale, row.value), page.theme.tall(24)
        row.mark(page, (middle - size // 2, y - size // 2), size)
        left = middle + size // 2 + page.px(6)
        height = line_height(FIGURE, page.theme)
        page.canvas.text(number(round(row.value)), left, y - height // 2, FIGURE, page.ink.first)
        _name(
            page, names[place], round(field.x + (place + 0.5) * column), field.bottom + page.px(8)
        )


def _figures_width(page: Page, scale: RoundScale) -> int:
    """The width that the figures of an axis take up."""
    return max(width_of(number(each), LABEL, page.theme) for each in scale.ticks) + page.px(10)


def _names(
    page: Page, rect: Rect, names: Sequence[str], scale: RoundScale
) -> list[tuple[str, ...]]:
    """The names below columns of equal width, in lines."""
    column = (rect.w - _figures_width(page, scale)) // max(1, len(names))
    return [wrap_text(name, SMALL_STRONG, page.theme, column - page.px(6)) for name in names]


def _field(
    page: Page, rect: Rect, names: Sequence[str], axis: ScoreAxis
) -> tuple[Rect, list[tuple[str, ...]]]:
    """Draws the axis and par; returns the room of the bars, and the names in lines."""
    scale, row = axis.scale, line_height(LABEL, page.theme)
    foot = axis.name_lines * line_height(SMALL_STRONG, page.theme) + page.px(8)
    top, left = line_height(FIGURE, page.theme) // 2, _figures_width(page, scale)
    field = Rect(rect.x + left, rect.y + top, rect.w - left, max(1, rect.h - foot - top))
    for value in scale.ticks:
        y = _y(field, scale, value)
        faint = mix_colours(page.ink.ground, page.ink.line, 0.6)
        page.canvas.line((field.x, y), (field.right, y), faint, 1)
        text = number(value)
        left = field.x - page.px(10) - width_of(text, LABEL, page.theme)
        page.canvas.text(text, left, y - row // 2, LABEL, page.ink.third)
    _par(page, field, axis)
    return field, _names(page, rect, names, scale)


def _y(field: Rect, scale: RoundScale, value: float) -> int:
    return round(field.bottom - field.h * scale.share(value))


def _par(page: Page, field: Rect, axis: ScoreAxis) -> None:
    """Draws the dashed line of par."""
    y, dash, thick = _y(field, axis.scale, axis.par), max(4, page.px(7)), max(1, page.px(1.6))
    for x in range(field.x, field.right, 2 * dash):
        rect = Rect(x, y, min(dash, field.right - x), thick)
        page.canvas.box(rect, page.ink.first, 0)


def _bar(page: Page, bar: Rect, step: BarStep) -> None:
    edge = mix_colours(step.colour, page.ink.first, 0.35)
    if step.is_explained:
        page.canvas.box(bar, step.colour, 4, edge)
        return
    page.canvas.box(bar, page.ink.ground, 4, edge)
    gap = max(6, page.px(9))
    with page.canvas.clipped(bar):
        for x in range(bar.x + gap // 2, bar.right, gap):
            for y in range(bar.y + gap // 2, bar.bottom, gap):
                page.canvas.disc((x, y), max(1, page.px(1.6)), edge)


def _broken(page: Page, bar: Rect) -> None:
    """Draws the jagged gap of a bar whose axis doesn't begin at 0."""
    y, high = bar.bottom - page.theme.tall(18), page.theme.tall(5)
    if bar.h < page.theme.tall(40):
        return
    points = [
        (bar.x + bar.w * part / 6, y + (high if part % 2 else -high) / 2) for part in range(7)
    ]
    page.canvas.lines(points, page.ink.ground, 4)


def _figure(page: Page, bar: Rect, step: BarStep) -> None:
    """Draws the value above a bar, or below one that falls; a change has an arrow."""
    height = line_height(FIGURE, page.theme)
    falls = step.is_change and step.value < 0
    y = bar.bottom + page.px(2) if falls else bar.y - height - page.px(2)
    text = signed(step.value) if step.is_change else number(step.value)
    arrow = page.theme.tall(18) if step.is_change and step.value and step.is_explained else 0
    gap = page.px(5) if arrow else 0
    left = bar.centerx - (width_of(text, FIGURE, page.theme) + arrow + gap) // 2
    colour = page.ink.first
    if arrow:
        colour = page.ink.worse if falls else page.ink.better
        sign = icon("arrow-down" if falls else "arrow-up", arrow, colour)
        page.canvas.picture(sign, (left, y + (height - arrow) // 2))
    page.canvas.text(text, left + arrow + gap, y, FIGURE, colour)


def _name(page: Page, lines: Sequence[str], middle: int, y: int) -> None:
    for line in lines:
        left = middle - width_of(line, SMALL_STRONG, page.theme) // 2
        page.canvas.text(line, left, y, SMALL_STRONG, page.ink.second)
        y += line_height(SMALL_STRONG, page.theme)
