"""The look of a scenario's picture: texts, distances, style sheet, and the small signs.

Nothing depends on colour alone: each kind of phase and event has its own mark, and grey shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from game.desk.graph.course import PhaseKind
from game.document.canvas import Point, SvgCanvas
from game.document.text_blocks import TextStyle

MARGIN = 44.0
LEAST_WIDTH = 1240.0
TITLE = TextStyle(27, "title", bold=True)
HEADING = TextStyle(18, "heading", bold=True)
STAGE = TextStyle(16, "stage-name", bold=True)
NAME = TextStyle(13.5, "name", bold=True)
PLAIN = TextStyle(12.5, "plain")
SMALL = TextStyle(11.5, "small")
DATE = TextStyle(10.5, "date")
LABEL = TextStyle(11.5, "label", bold=True)
PILL = TextStyle(10, "pill-text", bold=True)
NUMBER = TextStyle(15, "turn", bold=True)

STYLE = """
svg { background: #fdfaf2; }
text { fill: #4a5561; font-family: "Room Sans", sans-serif; }
.title, .heading, .stage-name, .turn { fill: #18242f; font-weight: 700;
  font-family: "Room Serif", serif; }
.title { font-size: 27px; }
.heading { font-size: 18px; }
.stage-name { font-size: 16px; }
.turn { font-size: 15px; }
.name { font-size: 13.5px; font-weight: 600; fill: #18242f; }
.plain { font-size: 12.5px; }
.small { font-size: 11.5px; }
.date { font-size: 10.5px; }
.label { font-size: 11.5px; font-weight: 600; fill: #18242f; }
.pill-text { font-size: 10px; font-weight: 600; fill: #18242f; }
.page { fill: #fdfaf2; }
.card { fill: #fff; stroke: #cdbf9f; stroke-width: 1.2; }
.head { fill: #f3ead3; }
.foot { fill: #faf5e8; }
.band { fill: #f3ead3; }
.stripe { fill: #18242f; fill-opacity: .035; }
.rule { stroke: #cdbf9f; stroke-width: 1.2; fill: none; }
.hair { stroke: #e3dac4; stroke-width: 1; fill: none; }
.flow { stroke: #9aa3ab; stroke-width: 1.4; fill: none; }
.arrow { stroke: #18242f; stroke-width: 1.7; fill: none; }
.halo { stroke: #fdfaf2; stroke-width: 6; fill: none; }
.tip { fill: #18242f; }
.again { stroke: #6b7580; stroke-width: 1.5; stroke-dasharray: 4 3; fill: none; }
.again-tip { fill: #6b7580; }
.pill { fill: #fff; stroke: #6b7580; stroke-width: 1; }
.badge { fill: #fff; stroke: #6b7580; stroke-width: 1.2; }
.actions { fill: #3d6cc8; }
.table { fill: #3e8e75; }
.injects { fill: #c24a35; }
.sign { stroke: #fff; stroke-width: 1.6; fill: none; stroke-linecap: round;
  stroke-linejoin: round; }
.sign-full { fill: #fff; }
.m-stage { fill: #cdbf9f; stroke: #8a7b56; stroke-width: 1; }
.m-turn { fill: #18242f; stroke: #18242f; stroke-width: 1.8; }
.m-maybe { fill: #fff; stroke: #18242f; stroke-width: 2.2; }
.m-condition { fill: #c9d7f2; stroke: #3d6cc8; stroke-width: 1.5; }
.m-chance { fill: #f0e6f6; stroke: #7d4a9c; stroke-width: 1.5; stroke-dasharray: 5 3; }
.m-draw { fill: #3e8e75; stroke: #2c6a57; stroke-width: 1; }
.m-draw-line { stroke: #3e8e75; stroke-width: 1.4; fill: none; }
.m-follow { fill: #fff; stroke: #c24a35; stroke-width: 1.6; stroke-linejoin: round; }
.m-follow-line { stroke: #c24a35; stroke-width: 1.2; stroke-dasharray: 2 3; fill: none; }
.m-later { fill: #6b7580; }
.m-hand { stroke: #6b7580; stroke-width: 1.3; stroke-dasharray: 1.5 5; stroke-linecap: round;
  fill: none; }
@media print { svg { background: none; } .page { fill: #fff; }
  .halo { stroke: #fff; } }
"""
"""For a screen and for paper; the sizes are those of the styles above."""


def draw_sign(canvas: SvgCanvas, kind: PhaseKind, middle: Point) -> None:
    """Draws the sign of a kind of phase around a place, 22 wide."""
    x, y = middle
    match kind:
        case "actions":  # two cards
            canvas.box((x - 11, y - 11), (22, 22), "actions", 5)
            canvas.box((x - 2, y - 4), (7, 9), "sign", 1.5)
            canvas.line([(x - 3.5, y + 2.5), (x - 5.5, y + 2.5), (x - 5.5, y - 6), (x + 1, y - 6)],
                        "sign")  # fmt: skip
        case "table":  # a table between two chairs
            canvas.disc((x, y), 11, "table")
            canvas.line([(x - 4.5, y - 1), (x + 4.5, y - 1)], "sign")
            canvas.line([(x, y - 1), (x, y + 5)], "sign")
            canvas.disc((x - 4.5, y - 4.5), 1.6, "sign-full")
            canvas.disc((x + 4.5, y - 4.5), 1.6, "sign-full")
        case "injects":  # a flash
            corners = [(x, y - 13), (x + 13, y), (x, y + 13), (x - 13, y)]
            canvas.polygon(corners, "injects")
            flash = [(x + 2, y - 7), (x - 4, y + 1), (x, y + 1), (x - 2, y + 7), (x + 4, y - 1),
                     (x, y - 1)]  # fmt: skip
            canvas.polygon(flash, "sign-full")
        case _:
            assert_never(kind)


def draw_disc(canvas: SvgCanvas, middle: Point, certain: bool) -> None:
    """An event on its turn: full if it surely comes, hollow if something else is needed too."""
    canvas.disc(middle, 7, "m-turn" if certain else "m-maybe")


def draw_bar(canvas: SvgCanvas, kind: str, start: Point, width: float) -> None:
    """A span of turns. start: the middle of its left edge; kind: what it stands for."""
    canvas.box((start[0], start[1] - 6), (width, 12), f"m-{kind}", 6)


def draw_draws(canvas: SvgCanvas, places: Sequence[Point]) -> None:
    """Turns on which an event may be drawn: diamonds on a line."""
    if len(places) > 1:
        canvas.line([places[0], places[-1]], "m-draw-line")
    for x, y in places:
        canvas.polygon([(x, y - 7), (x + 7, y), (x, y + 7), (x - 7, y)], "m-draw")


def draw_follows(canvas: SvgCanvas, places: Sequence[Point]) -> None:
    """Turns on which an event may follow from something: hollow triangles on a dotted line."""
    if len(places) > 1:
        canvas.line([places[0], places[-1]], "m-follow-line")
    for x, y in places:
        canvas.polygon([(x - 5, y - 6), (x - 5, y + 6), (x + 6, y)], "m-follow")


def draw_later(canvas: SvgCanvas, places: Sequence[Point]) -> None:
    """Draws a small full square for each turn on which further effects of an event may come."""
    for x, y in places:
        canvas.box((x - 3.5, y - 3.5), (7, 7), "m-later")
