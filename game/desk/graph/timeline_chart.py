"""Draws the timeline: a column for each turn, a row for each event, a mark where it can happen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from attrs import frozen

from game.desk.graph.look import (
    DATE,
    LABEL,
    MARGIN,
    NAME,
    NUMBER,
    PILL,
    PLAIN,
    SMALL,
    draw_bar,
    draw_disc,
    draw_draws,
    draw_follows,
    draw_later,
)
from game.desk.graph.model import ScenarioGraph
from game.desk.graph.timeline import TimelineGroup, TimelineRow
from game.document.canvas import Point, SvgCanvas
from game.document.text_blocks import estimated_width

_TEXT_SHARE = 0.41
_LANE = 18.0
_MOST_FOR_TURNS = 1400.0
"""The greatest width that is spent to fit the names of turns above their columns."""
_BESIDE_DATE = 6.0
_LEAST_MARK = 17.0
"""The least distance of two marks of a row."""


@frozen
class _Axis:
    """Where the turns stand."""

    left: float
    right: float
    turns: int

    @property
    def each(self) -> float:
        """The width of a turn."""
        return (self.right - self.left) / self.turns

    def start(self, turn: int) -> float:
        """The left edge of a turn."""
        return self.left + (turn - 1) * self.each

    def middle(self, turn: int) -> float:
        """The middle of a turn."""
        return self.start(turn) + self.each / 2


def timeline_width(graph: ScenarioGraph) -> float:
    """The width of a picture in which the name of every turn has room above its column."""
    width = _widest_word(graph) * graph.turns
    return (width + 14) / (1 - _TEXT_SHARE) + 2 * MARGIN if width <= _MOST_FOR_TURNS else 0


def _widest_word(graph: ScenarioGraph) -> float:
    """The width that a column needs for the names of the turns."""
    words = [word for date in graph.dates for word in date.split(" ")]
    return max((estimated_width(word, DATE) for word in words), default=0) + _BESIDE_DATE


def draw_timeline(canvas: SvgCanvas, graph: ScenarioGraph, top: float, width: float) -> float:
    """Draws the timeline from a height down, and returns where it ends."""
    text_width = (width - 2 * MARGIN) * _TEXT_SHARE
    axis = _Axis(MARGIN + text_width + 14, width - MARGIN, graph.turns)
    y = _draw_dates(canvas, graph, axis, top)
    for group in graph.groups:
        y = _draw_group(canvas, graph, group, axis, y + 10)
    return _draw_key(canvas, graph, y + 22, width)


def _draw_dates(canvas: SvgCanvas, graph: ScenarioGraph, axis: _Axis, top: float) -> float:
    """Writes the turns' names above their columns, or all in one paragraph if they are narrow."""
    if not graph.dates:
        return top
    if axis.each >= _widest_word(graph) - 0.01:
        heights = [
            canvas.write(
                date, (axis.middle(turn), top), axis.each - _BESIDE_DATE + 0.02, DATE, "middle"
            )
            for turn, date in enumerate(graph.dates[: graph.turns], 1)
        ]
        return top + max(heights)
    names = graph.words.say("semicolon").join(
        f"{turn} {date}" for turn, date in enumerate(graph.dates[: graph.turns], 1)
    )
    return top + canvas.write(names, (MARGIN, top), axis.right - MARGIN, SMALL)


def _draw_group(
    canvas: SvgCanvas, graph: ScenarioGraph, group: TimelineGroup, axis: _Axis, top: float
) -> float:
    """Draws a heading with the numbers of the turns, and the rows below it."""
    room = axis.left - MARGIN - 24
    # The band lies behind its texts, so their height is found on a canvas that is thrown away.
    height = max(28.0, SvgCanvas().write(group.heading, (0, 0), room, LABEL) + 12)
    canvas.box((MARGIN, top), (axis.right - MARGIN, height), "band", 4)
    canvas.write(group.heading, (MARGIN + 10, top + 6), room, LABEL)
    for turn in _numbered(axis):
        place = axis.middle(turn), top + height / 2 - 10
        canvas.write(str(turn), place, axis.right, NUMBER, "middle")
    y = top + height
    for row in group.rows:
        y = _draw_row(canvas, graph, row, axis, y)
    return y


def _numbered(axis: _Axis) -> Iterable[int]:
    """The turns whose numbers are written: all, or as many as have room."""
    widest = estimated_width(str(axis.turns), NUMBER) + 10
    steps = (step * 10**power for power in range(5) for step in (1, 2, 5))
    step = next(step for step in steps if step * axis.each >= widest)
    return range(1, axis.turns + 1) if step == 1 else range(step, axis.turns + 1, step)


def _draw_row(
    canvas: SvgCanvas, graph: ScenarioGraph, row: TimelineRow, axis: _Axis, top: float
) -> float:
    """Draws one event and returns where it ends."""
    x, room = MARGIN + 10, axis.left - MARGIN - 30
    lanes = [bool(row.turns) or row.kind == "hand", bool(row.following), bool(row.later)]
    # The stripes lie behind the texts, so the height is found on a canvas that is thrown away.
    used = _write_row(SvgCanvas(), graph, row, (x, top + 8), room)
    height = max(used + 15, 15 + _LANE * sum(lanes))
    for turn in range(1, axis.turns + 1, 2):
        if axis.each > 3:
            canvas.box((axis.start(turn), top), (axis.each, height), "stripe")
    _write_row(canvas, graph, row, (x, top + 8), room)
    _draw_marks(canvas, row, axis, top + 8 + _LANE / 2)
    canvas.line([(MARGIN, top + height), (axis.right, top + height)], "hair")
    return top + height


def _write_row(
    canvas: SvgCanvas, graph: ScenarioGraph, row: TimelineRow, place: Point, room: float
) -> float:
    """Writes the texts of an event and returns their height."""
    x, y = place
    marks = [
        graph.words.say(f"graph.{mark}")
        for mark, holds in (("historical", row.historical), ("question", row.asks))
        if holds
    ]
    widths = [estimated_width(mark, PILL) + 16 for mark in marks]
    mark_width = sum(widths) + 8 * max(0, len(widths) - 1)
    about_width = estimated_width(row.about, SMALL) if row.about else 0.0
    beside = about_width <= room * 0.3
    for_name = room - mark_width - (about_width + 12 if beside else 0) - 8
    used = canvas.write(row.name, (x, y), for_name, NAME)
    after_name = estimated_width(row.name, NAME) + 12
    inline = after_name + estimated_width(row.trigger, PLAIN) <= for_name
    right = x + room
    for mark, width in zip(marks, widths, strict=True):
        canvas.box((right - width, y + 1), (width, 16), "pill", 8)
        canvas.write(mark, (right - width / 2, y + 2.5), room, PILL, "middle")
        right -= width + 8
    if row.about and beside:
        canvas.write(row.about, (right, y + 1.5), room, SMALL, "end")
    elif row.about:
        used += canvas.write(row.about, (x, y + used), room, SMALL)
    if inline:  # a short trigger stands beside the name
        canvas.write(row.trigger, (x + after_name, y + 1), room, PLAIN)
        return used
    return used + canvas.write(row.trigger, (x, y + used), room, PLAIN)


def _draw_marks(canvas: SvgCanvas, row: TimelineRow, axis: _Axis, middle: float) -> None:
    """Draws an event's own turns, below them those on which it follows, and its later effects."""
    y = middle
    if row.kind == "hand":
        canvas.line([(axis.left + 8, y), (axis.right - 8, y)], "m-hand")
        y += _LANE
    elif row.turns:
        _draw_own(canvas, row, axis, y)
        y += _LANE
    for turns, draw in ((row.following, draw_follows), (row.later, draw_later)):
        if turns:
            for span in _spans(turns):
                draw(canvas, [(axis.middle(turn), y) for turn in _apart(span, axis)])
            y += _LANE


def _draw_own(canvas: SvgCanvas, row: TimelineRow, axis: _Axis, y: float) -> None:
    if row.kind == "turn":
        for turn in sorted(row.turns):
            draw_disc(canvas, (axis.middle(turn), y), row.certain)
        return
    for span in _spans(row.turns):
        if row.kind == "draw":
            draw_draws(canvas, [(axis.middle(turn), y) for turn in _apart(span, axis)])
        else:
            inset = min(6.0, axis.each / 4)
            start, end = axis.start(span[0]) + inset, axis.start(span[-1] + 1) - inset
            draw_bar(canvas, row.kind, (start, y), end - start)


def _spans(turns: Iterable[int]) -> Iterator[list[int]]:
    """Turns in unbroken runs."""
    for _, run in groupby(enumerate(sorted(turns)), lambda pair: pair[1] - pair[0]):
        yield [turn for _, turn in run]


def _apart(turns: list[int], axis: _Axis) -> list[int]:
    """The turns of a run that have room for a mark each; always the first and the last."""
    step = max(1, -int(-_LEAST_MARK // axis.each))
    return turns if step == 1 else [*turns[:-step:step], turns[-1]]


def _draw_key(canvas: SvgCanvas, graph: ScenarioGraph, top: float, width: float) -> float:
    """Draws what the marks mean, as far as they are used, and returns where it ends."""
    x, y = MARGIN + 10, top
    for kind in _used_marks(graph):
        text = graph.words.say(f"graph.key.{kind}")
        item_width = 58 + estimated_width(text, SMALL)
        if x > MARGIN + 10 and x + item_width > width - MARGIN:
            x, y = MARGIN + 10, y + 24
        _draw_sample(canvas, kind, (x, y + 8))
        canvas.write(text, (x + 40, y), width - MARGIN - x - 40, SMALL)
        x += item_width + 10
    return y + 24


def _used_marks(graph: ScenarioGraph) -> list[str]:
    rows = [row for group in graph.groups for row in group.rows]
    used: dict[str, bool] = {
        "turn": any(row.kind == "turn" and row.certain for row in rows),
        "turn.maybe": any(row.kind == "turn" and not row.certain for row in rows),
        "condition": any(row.kind == "condition" for row in rows),
        "chance": any(row.kind == "chance" for row in rows),
        "draw": any(row.kind == "draw" for row in rows),
        "follow": any(row.following for row in rows),
        "later": any(row.later for row in rows),
        "hand": any(row.kind == "hand" for row in rows),
    }
    return [kind for kind, is_used in used.items() if is_used]


def _draw_sample(canvas: SvgCanvas, kind: str, place: Point) -> None:
    x, y = place
    match kind:
        case "turn" | "turn.maybe":
            draw_disc(canvas, (x + 17, y), kind == "turn")
        case "draw":
            draw_draws(canvas, [(x + 8, y), (x + 26, y)])
        case "follow":
            draw_follows(canvas, [(x + 8, y), (x + 26, y)])
        case "later":
            draw_later(canvas, [(x + 17, y)])
        case "hand":
            canvas.line([(x + 2, y), (x + 32, y)], "m-hand")
        case _:
            draw_bar(canvas, kind, (x + 2, y), 30)
