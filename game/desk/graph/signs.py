"""Small signs: what kind of phase something is, and how an event comes about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from game.desk.graph.course import PhaseKind
from game.document.canvas import Point, SvgCanvas


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
