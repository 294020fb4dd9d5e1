"""The charts in the report of a game: scores against par, tracks over turns, payoffs."""

from __future__ import annotations

from attrs import evolve

from game.document.axes import NumberAxis
from game.document.figures import ChartFigure, LegendEntry
from game.document.interval_chart import IntervalRow, interval_chart
from game.document.marks import BETTER, MarkStyle, style_by_number
from game.document.scene_svg import SvgPen, paint_svg, sign_style
from game.model.colours import deep_colour
from game.model.play import View
from game.presenter.badges import badge_of
from game.presenter.charts.plane_layout import plane_scene
from game.presenter.charts.talks_layout import talks_scene, vote_scene
from game.presenter.charts.track_layout import track_scene
from game.presenter.debrief.curves import TrackCurve, seen_by_some
from game.presenter.debrief.negotiations import Negotiation, became_text
from game.presenter.debrief.talks_course import TalksCourse, spoken_course
from game.presenter.payoff_plane import negotiation_plane, offers_name
from game.presenter.prose import short_name
from game.presenter.said.tally import Tally
from game.words.sentences import capital
from game.words.wording import Wording

_PEN = SvgPen({"name": ("strong", 12), "tick": ("sans", 12)})


def side_style(words: Wording, side: str) -> MarkStyle:
    """How the marks of a side look: by its colour and its place; grey for who isn't a side."""
    badge = badge_of(words.scenario, side)
    return style_by_number(badge.shape, deep_colour(badge.colour))


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


def vote_figure(tally: Tally) -> ChartFigure:
    """What was for a proposal and against it, by count, and what it needed."""
    spoken = "; ".join(f"{each.name}: {each.figure}, {each.need}" for each in tally.counts)
    scene = vote_scene(tally, _PEN, 350)
    return ChartFigure(
        tally.title, spoken, scene.width, scene.height, paint_svg(scene, _PEN), size="half"
    )


def _seen_by(words: Wording, sides: tuple[str, ...]) -> str:
    """Says which sides saw a track during the game."""
    if not sides:
        return words.say("ui.report.seen.nobody")
    return words.say("ui.report.seen", sides=words.naming.sides(sides))


def payoff_figure(words: Wording, negotiation: Negotiation) -> ChartFigure:
    """The payoffs of all packages to two parties, with the offers and what was agreed."""
    say, space = words.say, negotiation.space
    title = say("ui.report.payoffs")
    if len(negotiation.parties) > len(space.sides):
        one, other = (short_name(words, side) for side in space.sides)
        title = say("ui.report.payoffs.pair", one=one, other=other)
    plane = negotiation_plane(words, negotiation)
    scene = plane_scene(plane, _PEN, 440, 400)
    trails = [
        LegendEntry(trail.name, side_style(words, trail.badge.side)) for trail in plane.trails
    ]
    packages = [LegendEntry(each.title, sign_style(each.kind, 0, "")) for each in plane.packages]
    frontier = LegendEntry(say("ui.plane.frontier"), MarkStyle(), "line")
    areas = [
        LegendEntry(say("ui.report.packages"), MarkStyle(), "dots"),
        *([LegendEntry(say("ui.plane.better"), MarkStyle(BETTER), "ribbon")] if plane.zone else []),
        LegendEntry(plane.worse, MarkStyle(), "shade"),
    ]
    return ChartFigure(
        title,
        plane.spoken,
        scene.width,
        scene.height,
        paint_svg(scene, _PEN),
        (*trails, *packages, *([frontier] if space.frontier else []), *areas),
    )


def course_figure(words: Wording, course: TalksCourse) -> ChartFigure:
    """The reserves of two parties over the talks, and all offers by their worth to each."""
    one, other = (short_name(words, side) for side in course.sides)
    is_alone = len(course.negotiation.parties) == len(course.sides)
    key = "ui.given.picture" if is_alone else "ui.given.picture.pair"
    title = words.say(key, one=one, other=other)
    sides = dict.fromkeys(m.offer.side for m in course.moments if m.offer is not None)
    legend = [LegendEntry(offers_name(words, side), side_style(words, side)) for side in sides]
    if course.negotiation.agreed is not None:
        name = capital(became_text(words, course.negotiation.became))
        legend.append(LegendEntry(name, sign_style("agreed", 0, "")))

    def drawn(width: float, height: float) -> ChartFigure:
        return ChartFigure(
            title,
            spoken_course(words, course),
            width,
            height,
            paint_svg(talks_scene(words, course, _PEN, width, height), _PEN),
            tuple(legend),
            size="wide",
        )

    return evolve(drawn(860, 230), narrow=drawn(360, 460)) if is_alone else drawn(300, 300)
