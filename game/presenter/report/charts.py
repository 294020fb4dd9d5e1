"""The charts in the report of a game: scores against par, tracks over turns, payoffs."""

from __future__ import annotations

from collections.abc import Mapping

from game.document.axes import NumberAxis
from game.document.figures import ChartFigure
from game.document.interval_chart import IntervalRow, interval_chart
from game.document.marks import MarkStyle, style_by_number
from game.document.scatter_chart import Frontier, NumberedTrail, PointMark, scatter_chart
from game.document.scene_svg import SvgPen, paint_svg
from game.model.play import View
from game.presenter.charts.track_layout import track_scene
from game.presenter.debrief.curves import TrackCurve, seen_by_some
from game.presenter.debrief.negotiations import Negotiation, PointKind, named_points
from game.presenter.prose import short_name
from game.presenter.sides.badges import badge_of
from game.presenter.sides.colours import deep_colour
from game.words.sentences import capital, number
from game.words.wording import Wording

_PEN = SvgPen({"name": ("strong", 12), "tick": ("sans", 12)})
_MARKS: Mapping[PointKind, tuple[MarkStyle, float, bool]] = {
    "agreed": (MarkStyle("#18242f", "ring"), 13, False),
    "nash": (MarkStyle("#1e7a4d", "hexagon"), 9, False),
    "kalai": (MarkStyle("#18242f", "diamond"), 5, True),
}
"""The marks of points: style, radius, and whether they are hollow; reserves are lines."""


def side_style(words: Wording, side: str) -> MarkStyle:
    """How the marks of a side look: by its colour and its place; grey for who isn't a side."""
    sides = words.scenario.sides
    place = list(sides).index(side) if side else len(sides)
    return style_by_number(place, deep_colour(badge_of(words.scenario, side).colour))


def score_chart(words: Wording, view: View) -> ChartFigure:
    """The scores of all sides as bars, each with its par."""
    return interval_chart(
        words.say("ui.report.scores"),
        [
            IntervalRow(
                short_name(words, side),
                sheet.total,
                reference=sheet.par,
                style=side_style(words, side),
            )
            for side, sheet in view.scores.items()
        ],
        NumberAxis(whole=True),
        kind="bars",
        reference_name=words.say("ui.report.par"),
    )


def track_figure(words: Wording, curve: TrackCurve) -> ChartFigure:
    """One track over the turns, with its bands or levels and the letters of events."""
    places = [words.say("ui.report.start"), *map(str, range(1, len(curve.values)))]
    values = [words.naming.value(curve.track, value) for value in curve.values]
    spoken = ", ".join(
        words.say("ui.report.line", name=place, what=value)
        for place, value in zip(places, values, strict=True)
    )
    sides = seen_by_some(words, curve.track)
    scene = track_scene(words, curve, _PEN, 350, 190)
    return ChartFigure(
        capital(words.naming.track(curve.track)),
        spoken,
        scene.width,
        scene.height,
        paint_svg(scene, _PEN),
        note="" if sides is None else _seen_by(words, sides),
        size="half",
    )


def _seen_by(words: Wording, sides: tuple[str, ...]) -> str:
    """Says which sides saw a track during the game."""
    if not sides:
        return words.say("ui.report.seen.nobody")
    return words.say("ui.report.seen", sides=words.naming.sides(sides))


def payoff_figure(words: Wording, negotiation: Negotiation) -> ChartFigure:
    """The payoffs of all packages to two parties, with the offers and what was agreed."""
    say, space = words.say, negotiation.space
    one, other = space.sides
    title = say("ui.report.payoffs")
    if len(negotiation.parties) > len(space.sides):
        names = {
            "one": short_name(words, one),
            "other": short_name(words, other),
        }
        title = say("ui.report.payoffs.pair", **names)

    def axis(side: str) -> NumberAxis:
        return NumberAxis(capital(say("ui.plane.worth", side=words.naming.side_inside(side))))

    trails = []
    for side in dict.fromkeys(offer.side for offer in negotiation.offers):
        offers = [offer for offer in negotiation.offers if offer.side == side]
        points = tuple(offer.point for offer in offers)
        numbers = tuple(str(offer.own_number) for offer in offers)
        name = say("ui.report.proposals")
        if side:
            name = say("ui.report.offers", side=short_name(words, side))
        trails.append(NumberedTrail(name, points, numbers, side_style(words, side)))
    reserves = [say("ui.plane.reserve", n=number(reserve)) for reserve in space.reserves]
    return scatter_chart(
        title,
        axis(one),
        axis(other),
        cloud=space.cloud,
        cloud_name=say("ui.report.packages"),
        frontier=Frontier(
            say("ui.plane.frontier"), space.frontier, space.frontier_line, MarkStyle()
        )
        if space.frontier
        else None,
        trails=trails,
        marks=[
            PointMark(each.name, each.point, *_MARKS[each.kind])
            for each in named_points(words, negotiation)
            if each.kind in _MARKS
        ],
        thresholds=((space.reserves[0], reserves[0]), (space.reserves[1], reserves[1])),
        below_name=say("ui.plane.worse"),
    )
