"""The marks of a curve: on it, near it with a leader, or in rows below it."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from game.document.axes import label, line
from game.document.html import Markup, element
from game.document.mark_places import MarkOutline, MarkPlaces, Point, rows_for
from game.document.marks import MarkStyle, mark, numbered_mark
from game.document.text_blocks import TextStyle, estimated_width

_BADGE, _LEADER = 9.0, 5.0
"""The radius of a numbered mark, and how far it is from the mark that it numbers."""
_REACH = 1.25
"""How far the corners of a mark reach, in its radius."""
_MOST_HIDDEN = 0.8
"""How much of the curve's width its marks may take; where they are more they stand below it."""
_CHANGE = TextStyle(13, "change", bold=True)


@frozen
class MarkKind:
    """What marks of a chart have in common: their name in the legend, and their look."""

    name: str
    style: MarkStyle


@frozen
class ValueMark:
    """A mark on the curve at an event."""

    point: int
    """The place of the event among the points; the start is 0."""
    kind: MarkKind
    text: str
    """What happened, in words, with its effect; for the text alternative."""
    number: str = ""
    """A number that stands beside the mark in a ring; empty: none."""
    change: str = ""
    """The effect, beside the number."""


def divide_marks(
    marks: Sequence[ValueMark], width: float, radius: float
) -> tuple[list[ValueMark], list[ValueMark]]:
    """The marks that stand on the curve, those with a number first, and those that stand in rows
    below it because they would hide it."""
    numbered = [each for each in marks if each.number]
    others = [each for each in marks if not each.number]
    if len(others) * 2 * radius > _MOST_HIDDEN * width:
        return numbered, others
    return numbered + others, []


def marks_in_rows(
    marks: Sequence[ValueMark], anchors: Sequence[Point], top: float, radius: float
) -> tuple[list[Markup], float]:
    """Marks in rows below the curve, and where the rows end."""
    pitch = 2 * _REACH * radius + 2
    rows = rows_for([anchors[each.point][0] for each in marks], pitch)
    parts = []
    for each, row in zip(marks, rows, strict=True):
        x = anchors[each.point][0]
        drawn = mark(each.kind.style, x, top + (row + 0.5) * pitch + 4, radius)
        parts.append(element("g", [element("title", each.text), drawn]))
    return parts, top + (max(rows) + 1) * pitch + 8 if rows else top


def marks_on_curve(
    marks: Sequence[ValueMark], anchors: Sequence[Point], places: MarkPlaces, radius: float
) -> list[Markup]:
    """The marks on the curve, each at its event or near it."""
    leaders: list[Markup] = []
    drawn: list[Markup] = []
    reach = _REACH * radius + 0.8
    around = MarkOutline(reach, reach, reach)
    for each in marks:
        anchor = anchors[each.point]
        (x, y), _ = places.find(anchor, [around])
        if (x, y) != anchor:
            leaders += [line(*anchor, x, y, "leader"), mark(MarkStyle(), *anchor, 1)]
        halo = element("circle", cx=x, cy=y, r=radius + 2.2, class_="halo")
        shapes = [element("title", each.text), halo, mark(each.kind.style, x, y, radius)]
        if each.number:
            leader, badge = _badge(each, (x, y), places, radius)
            leaders.append(leader)
            drawn.append(badge)
        drawn.append(element("g", shapes))
    return leaders + drawn


def _badge(
    each: ValueMark, centre: Point, places: MarkPlaces, radius: float
) -> tuple[Markup, Markup]:
    """The number of a mark with its change beside it, and the leader to them."""
    beside = estimated_width(each.change, _CHANGE) + 6 if each.change else 1
    outline = MarkOutline(_BADGE + 1, _BADGE + beside, _BADGE + 1)
    (x, y), chosen = places.find(centre, [outline, outline.mirrored], radius + _BADGE + _LEADER)
    sign, anchor = (1, "start") if chosen == outline else (-1, "end")
    change = label(each.change, x + sign * (_BADGE + 4), y + 4.5, anchor, "change")
    badge = numbered_mark(MarkStyle(), x, y, each.number)
    return line(*centre, x, y, "leader"), element("g", [change, badge])
