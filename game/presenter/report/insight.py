"""What the report says of decisions, of luck and skill, and of why a game ended so."""

from __future__ import annotations

from typing import get_args

from game.document.page import HtmlPage
from game.insight.account import Account
from game.insight.analysis import Analysis
from game.insight.grades import Label
from game.presenter.debrief.debrief import Debrief
from game.presenter.insight.causes import why_it_ended_so
from game.presenter.insight.graded import GradedDecision, graded_by_line, graded_decisions
from game.presenter.insight.sums import event_sentence, is_rough, score_events
from game.presenter.prose import short_name
from game.presenter.report.insight_charts import expectation_chart, sum_chart
from game.words.sentences import capital


def add_causes(page: HtmlPage, debrief: Debrief, analysis: Analysis) -> None:
    """Why it ended so."""
    page.heading(debrief.words.say("insight.why"))
    page.items(why_it_ended_so(debrief, analysis))


def add_turning_points(page: HtmlPage, debrief: Debrief, analysis: Analysis) -> None:
    """The three turning points of each side, and all other decisions by their label."""
    words, say = debrief.words, debrief.words.say
    page.heading(say("insight.decisions"))
    page.paragraph(say("insight.decisions.about"), "small")
    missing = analysis.decisions - len(analysis.grades)
    if missing:
        page.paragraph(words.counted("insight.decisions.ungraded", missing), "small")
    for side in debrief.game.rules.sides:
        graded = graded_decisions(words, debrief.game, analysis, side)
        page.heading(say("insight.decisions.turning", side=short_name(words, side)), 3)
        chart = expectation_chart(debrief, analysis, side, graded)
        if chart is not None:
            page.figure(chart)
        turning = [each for each in graded if each.turning]
        if not turning:
            page.paragraph(say("insight.decisions.none", side=words.naming.side(side)))
        for each in turning:
            _add_turning_point(page, debrief, each)
    page.paragraph(say("insight.judgements"), "small")
    page.items(
        say(
            "ui.report.line",
            name=say(f"insight.label.{label}"),
            what=say(f"insight.label.about.{label}"),
        )
        for label in get_args(Label)
    )


def _add_turning_point(page: HtmlPage, debrief: Debrief, each: GradedDecision) -> None:
    words = debrief.words
    when = words.day(each.grade.turn) or capital(words.say("ui.record.turn", turn=each.grade.turn))
    head = words.say("ui.report.line", name=f"{each.turning}. {when}", what=each.title)
    page.paragraph(f"· {each.label}", strong=head)
    if each.package:
        page.paragraph(each.package, "small")
    page.items(each.sentences)


def judgements(debrief: Debrief, analysis: Analysis) -> dict[int, str]:
    """By line of the record, the judgement on the decision there, where it was a choice."""
    words = debrief.words
    graded = graded_by_line(words, debrief.game, analysis)
    return {line: each.judgement(words) for line, each in graded.items()}


def add_sums(page: HtmlPage, debrief: Debrief, analysis: Analysis) -> None:
    """Luck and skill."""
    words, account = debrief.words, analysis.account
    page.heading(words.say("insight.sum"))
    if not isinstance(account, Account):
        turn = account.step.turn if account.step is not None else 0
        page.paragraph(words.say(f"insight.none.{account.reason}", turn=turn))
        return
    for side in account.sides:
        page.heading(short_name(words, side), 3)
        chart = sum_chart(debrief, analysis, side)
        assert chart is not None
        page.figure(chart)
        if is_rough(account, side):
            page.paragraph(words.say("insight.sum.remainder.large"), "small")
        events = score_events(words, debrief.game.rules, account, side, "luck")
        if events:
            page.items(event_sentence(words, each) for each in events)
        else:
            inside = words.naming.side_inside(side)
            page.paragraph(words.say("insight.sum.events.none", side=inside))
