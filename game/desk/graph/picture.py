"""Draws the whole picture of a scenario: title, stages, endings and timeline, as an SVG file."""

from __future__ import annotations

from game.desk.graph.course import EndingNode
from game.desk.graph.look import (
    HEADING,
    LABEL,
    LEAST_WIDTH,
    MARGIN,
    NAME,
    PILL,
    PLAIN,
    STYLE,
    TITLE,
)
from game.desk.graph.model import ScenarioGraph
from game.desk.graph.stage_diagram import draw_stages, width_for
from game.desk.graph.timeline_chart import draw_timeline, timeline_width
from game.document.canvas import Point, SvgCanvas
from game.document.text_blocks import estimated_width

_CARD = 300.0
_PAD, _GAP = 14.0, 14.0


def picture_of(graph: ScenarioGraph) -> str:
    """The picture as the text of an SVG file."""
    canvas, size = draw_graph(graph)
    language = graph.words.scenario.language
    return canvas.svg(size, STYLE, language, graph.title, graph.description)


def draw_graph(graph: ScenarioGraph) -> tuple[SvgCanvas, Point]:
    """Draws the picture, and returns it with its width and height."""
    width = max(LEAST_WIDTH, width_for(graph), timeline_width(graph))
    _, height = _draw(SvgCanvas(), graph, width)
    canvas = SvgCanvas()
    canvas.box((0, 0), (width, height), "page")
    return _draw(canvas, graph, width)[0], (width, height)


def _draw(canvas: SvgCanvas, graph: ScenarioGraph, width: float) -> tuple[SvgCanvas, float]:
    say, room = graph.words.say, width - 2 * MARGIN
    y = 34 + canvas.write(graph.title, (MARGIN, 34), room, TITLE)
    y += 4 + canvas.write(graph.facts, (MARGIN, y + 4), room, PLAIN)
    about = "graph.stages.about" if len(graph.stages) > 1 else "graph.stages.about.one"
    y = _draw_heading(canvas, say("graph.stages"), say(about), y + 24, width)
    y = draw_stages(canvas, graph, y, width)
    y = _draw_endings(canvas, graph, y, width)
    events = "graph.timeline.about" if graph.words.scenario.injects else "graph.timeline.none"
    y = _draw_heading(canvas, say("graph.timeline"), say(events), y + 40, width)
    y = draw_timeline(canvas, graph, y, width)
    return canvas, y + 24


def _draw_heading(canvas: SvgCanvas, text: str, about: str, top: float, width: float) -> float:
    """Writes the heading of a part and a line about it; returns where the part begins."""
    room = width - 2 * MARGIN
    y = top + canvas.write(text, (MARGIN, top), room, HEADING)
    y += 2 + canvas.write(about, (MARGIN, y + 2), room, PLAIN)
    return y + 14


def _draw_endings(canvas: SvgCanvas, graph: ScenarioGraph, top: float, width: float) -> float:
    """Draws a band with a card for each outcome, and returns where it ends."""
    room = width - 2 * MARGIN
    height = _write_endings(SvgCanvas(), graph, (MARGIN, top), room)
    canvas.box((MARGIN, top), (room, height), "band", 8)
    return top + _write_endings(canvas, graph, (MARGIN, top), room)


def _write_endings(canvas: SvgCanvas, graph: ScenarioGraph, place: Point, width: float) -> float:
    """Writes the heading of the endings and their cards; returns their height."""
    left, top = place
    say, inner = graph.words.say, width - 2 * _PAD
    y = top + 12 + canvas.write(say("graph.endings"), (left + _PAD, top + 12), inner, HEADING)
    early = any(ending.at_once for ending in graph.endings)
    key = "graph.endings.about.early" if early else "graph.endings.about"
    about = say(key, turn=graph.turns)
    y += 10 + canvas.write(about, (left + _PAD, y), inner, PLAIN)
    per_row = max(1, min(len(graph.endings), int((inner + _GAP) // (_CARD + _GAP))))
    each = (inner - (per_row - 1) * _GAP) / per_row
    for row in range(0, len(graph.endings), per_row):
        cards = list(enumerate(graph.endings[row : row + per_row]))
        tallest = max(
            _write_ending(SvgCanvas(), graph, ending, row + i + 1, (0, 0), each)
            for i, ending in cards
        )
        for i, ending in cards:
            x = left + _PAD + i * (each + _GAP)
            canvas.box((x, y), (each, tallest), "card", 6)
            _write_ending(canvas, graph, ending, row + i + 1, (x, y), each)
        y += tallest + _GAP
    return y - top


def _write_ending(
    canvas: SvgCanvas,
    graph: ScenarioGraph,
    ending: EndingNode,
    number: int,
    place: Point,
    width: float,
) -> float:
    """Writes the texts of an outcome's card and returns the card's height."""
    x, y = place[0] + 38, place[1] + 10
    room = width - 38 - 12
    canvas.disc((place[0] + 20, y + 9), 10, "badge")
    canvas.write(str(number), (place[0] + 20, y + 2), 60, LABEL, "middle")
    mark = graph.words.say("graph.ending.at-once") if ending.at_once else ""
    mark_width = estimated_width(mark, PILL) + 16 if mark else 0.0
    used = canvas.write(ending.name, (x, y), room - mark_width - (6 if mark else 0), NAME)
    if mark:
        right = place[0] + width - 12
        canvas.box((right - mark_width, y + 1), (mark_width, 16), "pill", 8)
        canvas.write(mark, (right - mark_width / 2, y + 2.5), room, PILL, "middle")
    for sentence in ending.sentences:
        used += 2 + canvas.write(sentence, (x, y + used + 2), room, PLAIN)
    return used + 22
