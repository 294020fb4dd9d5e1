"""The page of one side: its result, turning points, luck and skill, knowledge, and objectives."""

from __future__ import annotations

from game.document.page import HtmlPage
from game.insight.analysis import Analysis
from game.presenter.debrief.objectives import objective_stories
from game.presenter.hindsight.graded import GradedDecision
from game.presenter.hindsight.knew import what_they_knew
from game.presenter.hindsight.sums import event_sentence
from game.presenter.hindsight.waterfall import waterfall
from game.presenter.prose import first_of, name_without_article, shorten
from game.presenter.report.insight_charts import expectation_chart, sum_chart
from game.presenter.report.told import ReportedGame
from game.presenter.said.score import Score
from game.words.sentences import capital

MOST_LINES = 10
"""As many lines of a score are told; the smallest of more are put together."""
MOST_KNOWN = 7
"""As many things are named that only a side knew, and that it didn't know."""

MOST_LUCK = 5
"""As many strokes of luck are told: the largest."""
MOST_LETTERS = 240
"""A sentence about a turning point is cut behind so many letters, as one about a long package."""
MOST_ABOUT_OBJECTIVE = 95
"""As many letters tell what a side did about a learning objective."""


def add_side(page: HtmlPage, told: ReportedGame, side: str) -> None:
    """How a side fared and why, on a page of its own."""
    debrief, words = told.debrief, told.words
    baselines = told.analysis.baselines[side] if told.analysis is not None else None
    score = debrief.score(side, MOST_LINES, baselines)
    with page.group("sheet", "dense"):
        page.heading(told.line(name_without_article(words, side), score.figure))
        if score.below:
            page.paragraph("", strong=score.below)
        page.paragraph(f"{score.par_text} · {score.margin}")
        page.paragraph(score.remarks, "small")
        graded = told.graded(side)
        if told.analysis is not None:
            with page.group("beside"):
                with page.group():
                    _add_score(page, told, score)
                    _add_luck(page, told, told.analysis, side)
                with page.group():
                    curve = expectation_chart(debrief, told.analysis, side, graded)
                    if curve is not None:
                        page.figure(curve)
            parts = sum_chart(debrief, told.analysis, side)
            if parts is not None:
                page.figure(parts)
            _add_turning_points(page, told, side, graded)
        else:
            _add_score(page, told, score)
        _add_objectives(page, told, side)


def _add_score(page: HtmlPage, told: ReportedGame, score: Score) -> None:
    rows = [(line.label, line.figure) for line in score.lines]
    rows.append((told.words.say("score.total"), score.figure))
    with page.group("compact"):
        page.table((), rows, total=True)


def _add_luck(page: HtmlPage, told: ReportedGame, analysis: Analysis, side: str) -> None:
    """What made most of the score, and what chance did."""
    words, fall = told.words, waterfall(told.debrief, analysis, side)
    if isinstance(fall, str):
        page.paragraph(fall, "small")
        return
    page.paragraph(fall.answer, "small")
    if fall.caution:
        page.paragraph(fall.caution, "small")
    every = fall.events_of("luck")
    largest = sorted(every, key=lambda each: -abs(each.points.mean))[:MOST_LUCK]
    events = [each for each in every if each in largest]
    page.paragraph(
        words.say("semicolon").join(event_sentence(words, each) for each in events)
        if events
        else words.say("insight.sum.events.none", side=words.naming.side_inside(side)),
        "small",
    )


def _add_turning_points(
    page: HtmlPage,
    told: ReportedGame,
    side: str,
    graded: tuple[GradedDecision, ...],
) -> None:
    words = told.words
    turning = [each for each in graded if each.turning]
    if not turning:
        page.paragraph(words.say("insight.decisions.none", side=words.naming.side(side)))
        return
    page.heading(words.say("insight.decisions.points"), 3)
    with page.group("compact"):
        for each in turning:
            head = told.line(f"{each.turning}. {told.day(each.grade.turn)}", each.title)
            texts = (f"· {each.label}.", *(shorten(text, MOST_LETTERS) for text in each.sentences))
            page.paragraph(" ".join(texts), strong=head)
    _add_knowledge(page, told, side, turning)


def _add_knowledge(
    page: HtmlPage, told: ReportedGame, side: str, turning: list[GradedDecision]
) -> None:
    """What the side knew and didn't know at its largest turning point."""
    words = told.words
    largest = max(turning, key=lambda each: abs(each.grade.gain.mean))
    every = what_they_knew(words, told.debrief.game, largest.grade.line)
    (own,) = (each for each in every if each.side == side)
    texts = {"table": own.table, "alone": own.knew[:MOST_KNOWN], "hidden": own.hidden[:MOST_KNOWN]}
    if not any(texts.values()):
        return
    when = told.line(told.day(largest.grade.turn), largest.title)
    page.heading(words.say("ui.report.knew", when=when), 3)
    with page.group("compact"):
        for key, known in texts.items():
            if known:
                what = capital(words.say("semicolon").join(each.rstrip(".") for each in known))
                page.paragraph(what, strong=words.say(f"ui.report.knew.{key}"))


def _add_objectives(page: HtmlPage, told: ReportedGame, side: str) -> None:
    """What the side did about the learning objectives."""
    words = told.words
    stories = [each for each in objective_stories(words, told.debrief.game) if each.of(side)]
    if not stories:
        return
    page.heading(words.say("ui.over.objectives"), 3)
    with page.group("compact"):
        for story in stories:
            did = first_of(story.of(side), words.say("semicolon"), MOST_ABOUT_OBJECTIVE)
            page.paragraph(did, strong=told.line(story.text, "").rstrip(" "))
