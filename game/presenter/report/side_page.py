"""The page of one side: its result, turning points, luck and skill, knowledge, and objectives."""

from __future__ import annotations

from collections.abc import Container, Sequence

from game.document.page import HtmlPage
from game.insight.analysis import Analysis
from game.presenter.debrief.objectives import objective_stories
from game.presenter.hindsight.knew import what_they_knew
from game.presenter.hindsight.sums import event_sentence
from game.presenter.hindsight.turning import TurningPoint
from game.presenter.hindsight.waterfall import waterfall
from game.presenter.prose import first_of, name_without_article, shorten
from game.presenter.report.insight_charts import expectation_chart, sum_chart
from game.presenter.report.reported_game import ReportedGame
from game.presenter.said.score import LineOfScore, Score, SeatScore
from game.words.sentences import capital

MOST_LINES = 8
"""As many lines of a score are told; the smallest of more are put together."""
MOST_OF_ROW = 46
"""As many letters have room in a row of a score."""
MOST_KNOWN = 7
"""As many things are named that only a side knew, and that it didn't know."""

MOST_EVENTS = 2
"""As many of its own decisions, those of others and strokes of luck are told: the largest."""
MOST_LETTERS = 600
"""A sentence about a turning point is cut behind so many letters, as one about a long package."""
MOST_ABOUT_OBJECTIVE = 95
"""As many letters tell what a side did about a learning objective."""


def add_side(page: HtmlPage, reported: ReportedGame, side: str) -> None:
    """How a side fared and why, on a page of its own."""
    debrief, words = reported.debrief, reported.words
    baselines = reported.analysis.baselines[side] if reported.analysis is not None else None
    score = debrief.score(side, MOST_LINES, baselines)
    with page.group("sheet", "dense"):
        page.heading(reported.line(name_without_article(words, side), score.figure))
        if score.below:
            page.paragraph("", strong=score.below)
        page.paragraph(
            score.remarks, "small", strong=capital(f"{score.par_text} · {score.margin}.")
        )
        graded = reported.graded(side)
        if reported.analysis is not None:
            with page.group("beside"):
                with page.group():
                    _add_score(page, reported, score)
                    _add_luck(page, reported, reported.analysis, side)
                with page.group():
                    curve = expectation_chart(debrief, reported.analysis, side, graded)
                    if curve is not None:
                        page.figure(curve)
            parts = sum_chart(debrief, reported.analysis, side)
            if parts is not None:
                page.figure(parts)
            _add_turning_points(page, reported, side)
        else:
            _add_score(page, reported, score)
        _add_objectives(page, reported, side)


def _add_score(page: HtmlPage, reported: ReportedGame, score: Score) -> None:
    # Where one side's longest line says how it is counted, the same line of others does so too.
    scores = (reported.debrief.score(side) for side in reported.words.scenario.sides)
    longest = {line.label for each in scores for line in each.lines if line.share == 1}
    rows = [(_label(reported, line, longest), line.figure) for line in score.lines]
    rows.append((reported.words.say("score.total"), score.figure))
    with page.group("compact"):
        page.table((), rows, total=True)
        _add_seats(page, reported, score.seats)


def _add_seats(page: HtmlPage, reported: ReportedGame, seats: Sequence[SeatScore]) -> None:
    """What counted for the seats of a side, each of them alone."""
    words = reported.words
    if seats:
        page.paragraph("", "small", strong=words.say("reveal.seats"))
    for seat in seats:
        said = words.say("score.seat", seat=seat.name, total=seat.figure)
        labels = [line.label for line in seat.lines]
        if len(labels) > 1:
            labels = [reported.line(line.label, line.figure) for line in seat.lines]
        page.paragraph(f"{words.say('semicolon').join(labels)}.", "small", strong=f"{said}.")


def _label(reported: ReportedGame, line: LineOfScore, longest: Container[str]) -> str:
    """A line with how it is counted, where both have room in a row, or where it is the longest."""
    whole = reported.line(line.label, line.rule)
    has_room = len(whole) <= MOST_OF_ROW or line.label in longest
    return whole if line.rule and has_room else line.label


def _add_luck(page: HtmlPage, reported: ReportedGame, analysis: Analysis, side: str) -> None:
    """What made most of the score: its own decisions, those of others, and chance."""
    words, fall = reported.words, waterfall(reported.debrief, analysis, side)
    if isinstance(fall, str):
        page.paragraph(fall, "small")
        return
    page.paragraph(fall.answer, "small")
    if fall.caution:
        page.paragraph(fall.caution, "small")
    name = words.naming.side_inside(side)
    for key in ("own", "others", "luck"):
        every = fall.events_of(key)
        largest = sorted(every, key=lambda each: -abs(each.points.mean))[:MOST_EVENTS]
        events = [each for each in every if each in largest]
        told = words.say("semicolon").join(event_sentence(words, each) for each in events)
        if events:
            head = words.say(f"insight.sum.events.{key}", side=name)
            page.paragraph(f"{head} {told}. {fall.left_out(words, key, events)}", "small")
        elif key == "luck":
            page.paragraph(words.say("insight.sum.events.none", side=name), "small")


def _add_turning_points(page: HtmlPage, reported: ReportedGame, side: str) -> None:
    words, turning = reported.words, reported.turning(side)
    name = words.naming.side_inside(side)
    page.heading(words.say("insight.decisions.points", side=name), 3)
    with page.group("compact"):
        if turning.none:
            page.paragraph(" ".join(turning.instead), strong=turning.none)
            return
        for each in turning.points:
            head = reported.line(f"{each.number}. {each.when}", each.title)
            number = reported.number_of_what_made_it(each.lines)
            texts = (f"· {each.judgement}.", number, *each.all_sentences)
            page.paragraph(" ".join(shorten(t, MOST_LETTERS) for t in texts if t), strong=head)
    _add_knowledge(page, reported, side, turning.points)


def _add_knowledge(
    page: HtmlPage, reported: ReportedGame, side: str, turning: Sequence[TurningPoint]
) -> None:
    """What the side knew and didn't know at its largest turning point."""
    words = reported.words
    largest = max(turning, key=lambda each: abs(each.effect.mean))
    game, line = reported.debrief.game, largest.lines[0]
    every = what_they_knew(words, game, line)
    (own,) = (each for each in every if each.side == side)
    texts = {"table": own.table, "alone": own.knew[:MOST_KNOWN], "hidden": own.hidden[:MOST_KNOWN]}
    if not any(texts.values()):
        return
    turn = game.moments[game.moments[line].before].state.turn
    when = reported.line(reported.day(max(1, turn)), largest.title)
    page.heading(words.say("ui.report.knew", when=when), 3)
    with page.group("compact"):
        for key, known in texts.items():
            if known:
                what = capital(words.say("semicolon").join(each.rstrip(".") for each in known))
                page.paragraph(what, strong=words.say(f"ui.report.knew.{key}"))


def _add_objectives(page: HtmlPage, reported: ReportedGame, side: str) -> None:
    """What the side did about the learning objectives."""
    words = reported.words
    stories = [each for each in objective_stories(words, reported.debrief.game) if each.of(side)]
    if not stories:
        return
    page.heading(words.say("ui.over.objectives"), 3)
    with page.group("compact"):
        for story in stories:
            did = first_of(story.of(side), words.say("semicolon"), MOST_ABOUT_OBJECTIVE)
            page.paragraph(did, strong=reported.line(story.text, "").rstrip(" "))
