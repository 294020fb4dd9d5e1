"""Draws the stages with their phases side by side, and the arrows between them."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from game.desk.graph.arrows import ArrowRouter, StageBox, WayRow
from game.desk.graph.course import PhaseNode, StageNode
from game.desk.graph.look import LABEL, MARGIN, NAME, PLAIN, SMALL, STAGE, draw_sign
from game.desk.graph.model import ScenarioGraph
from game.document.canvas import Point, SvgCanvas

_PAD, _SIGN, _RAIL = 16.0, 30.0, 16.0
_PHASE_GAP = 13.0
_PHASE_WIDTH = 330.0
"""From this width on, phases stand beside each other."""
_LEAST_COLUMN = 290.0
_HEAD = 46.0


@frozen
class _Columns:
    """Where the stages stand."""

    width: float
    gap: float
    top: float

    def left(self, number: int) -> float:
        """The left edge of a stage, by its number from 0."""
        return MARGIN + number * (self.width + self.gap)


def width_for(graph: ScenarioGraph) -> float:
    """The least width of a picture that has room for all stages side by side."""
    count = len(graph.stages)
    return 2 * MARGIN + count * _LEAST_COLUMN + (count - 1) * _gap(graph)


def draw_stages(canvas: SvgCanvas, graph: ScenarioGraph, top: float, width: float) -> float:
    """Draws all stages from a height down, with their arrows, and returns where they end.

    The arrows to the endings lead down to that height.
    """
    count, gap = len(graph.stages), _gap(graph)
    router = ArrowRouter([_targets(graph, stage) for stage in graph.stages])
    columns = _Columns(
        (width - 2 * MARGIN - (count - 1) * gap) / count, gap, top + router.room_above
    )
    boxes = [_draw_content(canvas, graph, i, columns) for i in range(count)]
    foot = max(box.foot for box in boxes)
    last = foot + 50
    router.draw(canvas, boxes, columns.gap, top, MARGIN)
    for stage, box in zip(graph.stages, boxes, strict=True):
        ends = [way for way in stage.ways if way.target is None]
        for way in ends:
            x = box.left + box.width / 2
            canvas.line([(x, box.foot), (x, last - 9)], "arrow")
            canvas.polygon([(x - 5, last - 10), (x + 5, last - 10), (x, last)], "tip")
            canvas.write(way.condition, (x + 10, box.foot + 10), box.width / 2 - 10, SMALL)
    return last


def _gap(graph: ScenarioGraph) -> float:
    """The distance between two stages: wide enough for the arrows between them."""
    targets = [_targets(graph, stage) for stage in graph.stages]
    return 44 + 11 * ArrowRouter(targets).most_in_a_gap


def _targets(graph: ScenarioGraph, stage: StageNode) -> list[int]:
    """The stages that its ways out lead to, by number, without the one that leads to itself."""
    ids = [each.id for each in graph.stages]
    return [ids.index(way.target) for way in stage.ways if way.target is not None and way.condition]


def _draw_content(
    canvas: SvgCanvas, graph: ScenarioGraph, number: int, columns: _Columns
) -> StageBox:
    """Draws a stage with everything inside, and returns its box."""
    stage, left, top = graph.stages[number], columns.left(number), columns.top
    # The card lies behind its texts, so its height is found on a canvas that is thrown away.
    foot, _ = _draw_texts(SvgCanvas(), graph, stage, left, top, columns.width)
    tallest = max(
        _draw_texts(SvgCanvas(), graph, each, left, top, columns.width)[0] for each in graph.stages
    )
    canvas.box((left, top), (columns.width, tallest - top), "card", 8)
    _, rows = _draw_texts(canvas, graph, stage, left, top, columns.width, tallest - foot)
    return StageBox(left, top, columns.width, tallest, rows)


def _draw_texts(
    canvas: SvgCanvas,
    graph: ScenarioGraph,
    stage: StageNode,
    left: float,
    top: float,
    width: float,
    spare: float = 0,
) -> tuple[float, tuple[WayRow, ...]]:
    """Draws the inside of a stage; returns where it ends and where its ways out stand.

    spare: the height that is left between its phases and its ways out.
    """
    inner = width - 2 * _PAD
    y = top + 12
    y += canvas.write(stage.name, (left + _PAD, y), inner, STAGE)
    if stage.upkeep:
        y += 2 + canvas.write(stage.upkeep, (left + _PAD, y + 2), inner, SMALL)
    y = max(y + 8, top + _HEAD)
    canvas.line([(left, y), (left + width, y)], "rule")
    first = y + 14
    y = _draw_phases(canvas, stage.phases, left, first, width) + 2 + spare
    canvas.line([(left, y), (left + width, y)], "hair")
    return _draw_ways(canvas, graph, stage, (left, y + 9), width, first)


def _draw_phases(
    canvas: SvgCanvas, phases: Sequence[PhaseNode], left: float, top: float, width: float
) -> float:
    """Draws phases below each other, or in rows where there is room; returns where they end."""
    start = left + _PAD + _RAIL
    room = width - 2 * _PAD - _RAIL
    per_row = min(len(phases), max(1, int(room // _PHASE_WIDTH)))
    each = room / per_row
    y = top
    for row in range(0, len(phases), per_row):
        tallest = 0.0
        for column, phase in enumerate(phases[row : row + per_row]):
            x = start + column * each
            height = _draw_phase(canvas, phase, (x, y), each - (20 if per_row > 1 else 0))
            tallest = max(tallest, height)
            if column:
                middle = y + 11
                canvas.line([(x - 22, middle), (x - 8, middle)], "flow")
                canvas.polygon(
                    [(x - 10, middle - 4), (x - 10, middle + 4), (x - 4, middle)], "again-tip"
                )
        following = y + tallest + _PHASE_GAP
        if per_row == 1 and row + 1 < len(phases):
            canvas.line([(start + 11, y + 25), (start + 11, following - 3)], "flow")
        y = following
    return y


def _draw_phase(canvas: SvgCanvas, phase: PhaseNode, place: Point, width: float) -> float:
    """Draws a phase and returns its height."""
    x, y = place
    draw_sign(canvas, phase.kind, (x + 11, y + 11))
    text, room = x + _SIGN, width - _SIGN
    used = canvas.write(phase.name, (text, y), room, NAME)
    for sentence in phase.sentences:
        used += canvas.write(sentence, (text, y + used), room, PLAIN)
    return max(used, 24.0)


def _draw_ways(
    canvas: SvgCanvas,
    graph: ScenarioGraph,
    stage: StageNode,
    place: Point,
    width: float,
    first: float,
) -> tuple[float, tuple[WayRow, ...]]:
    """Draws the ways out of a stage; returns where they end and where each stands.

    first: the height of the first phase, to which the way back leads.
    """
    left, y = place
    start, room = left + _PAD + _RAIL, width - 2 * _PAD - _RAIL
    say, rows = graph.words.say, []
    ways = [way for way in stage.ways if way.target is not None]
    y += 5 + canvas.write(say("graph.ways"), (start, y), room, LABEL)
    for way in ways:
        assert way.target is not None
        back = not way.condition
        key = "graph.way.again" if len(ways) > 1 else "graph.way.again.always"
        name = say(key) if back else graph.stage_name(way.target)
        height = canvas.write(name, (start, y), room, SMALL if back else NAME)
        if not back:
            height += canvas.write(way.condition, (start, y + height), room, PLAIN)
            ids = [each.id for each in graph.stages]
            rows.append(WayRow(ids.index(way.target), y + height / 2))
        else:
            middle, rail = y + height / 2, left + 13
            canvas.line(
                [(start - 5, middle), (rail, middle), (rail, first + 11), (start - 8, first + 11)],
                "again",
                7,
            )
            tip = start - 2
            corners = [(tip - 7, first + 7), (tip - 7, first + 15), (tip, first + 11)]
            canvas.polygon(corners, "again-tip")
        y += height + 7
    return y + 5, tuple(rows)
