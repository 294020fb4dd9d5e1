"""Questions for the room after the end: from its own game first, then those of the scenario.

They can be said aloud: none has a figure in it, or names what somebody may not have seen. The
reason, which only the facilitator reads, may have both.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from game.insight.account import Account, EventWorth
from game.insight.analysis import Analysis
from game.model.decisions import PUBLIC
from game.model.log_events import (
    ActionTaken,
    InjectFired,
    OfferAccepted,
    OfferMade,
    PromiseBroken,
    QuestionAnswered,
    SideWalkedOut,
)
from game.model.scenario import Scenario
from game.presenter.debrief.debrief import Debrief
from game.presenter.debrief.decisions import PastDecision, decision_title, written_text
from game.presenter.debrief.negotiations import bridge_sentence
from game.presenter.debriefing.debriefed_table import EndedTable
from game.presenter.hindsight.graded import measured
from game.presenter.hindsight.sums import event_text
from game.presenter.hindsight.turning import TurningPoint, turning_points
from game.presenter.prose import without_sources
from game.presenter.said.closed_tables import closed_to_the_end
from game.session.agreements import last_that_suited
from game.words.sentences import capital

LEAST = 5.0
"""Chance is asked about where it was worth so many points to a side."""
_MOST_OF_SCENARIO = 12

QuestionKind = Literal["turning", "broken", "closed", "left", "better", "below", "said", "chance"]


@frozen
class GameQuestion:
    """A question that comes from a game."""

    kind: QuestionKind
    reason: str
    question: str


def questions_of_game(table: EndedTable, name: str = "") -> tuple[GameQuestion, ...]:
    """What a room can be asked about the game of a table; name: of one among several."""
    debrief, analysis = table.debrief, table.analysis
    questions = [
        *_turning(debrief, analysis),
        *_tables(debrief),
        *_broken(debrief),
        *_said(debrief),
        *_chance(debrief, analysis),
    ]
    if not name:
        return tuple(questions)
    line = debrief.words.say
    return tuple(
        GameQuestion(each.kind, each.reason, line("ui.report.line", name=name, what=each.question))
        for each in questions
    )


def questions_of_scenario(scenario: Scenario) -> list[str]:
    """The questions in what a scenario says after the game."""
    text = " ".join(without_sources(scenario.debrief).split())
    sentences = text.replace("? ", "?\n").replace(". ", ".\n").splitlines()
    return [each for each in sentences if each.endswith("?")][:_MOST_OF_SCENARIO]


def _turning(debrief: Debrief, analysis: Analysis | None) -> Iterator[GameQuestion]:
    """What each side knew and wanted at its largest turning point."""
    words, game = debrief.words, debrief.game
    for side in game.rules.sides if analysis is not None else ():
        assert analysis is not None, "there are no sides without it"
        points = turning_points(words, game, analysis, side).points
        if points:
            most = max(points, key=lambda each: abs(each.effect.mean))
            inside = words.naming.side_inside(side)
            reason = words.say(
                "console.hint.turning", side=inside, what=most.title, n=measured(most.effect)
            )
            yield GameQuestion("turning", reason, _about(debrief, side, most))


def _about(debrief: Debrief, side: str, point: TurningPoint) -> str:
    """A question about a turning point, which names what everybody saw."""
    words = debrief.words
    made = next((each for each in debrief.decisions if each.line == point.lines[0]), None)
    key, what = "turn", ""
    # Where something else was better several times, its name would say so.
    if made is not None and len(point.lines) == 1 and made.entry.shown_to(PUBLIC) is not None:
        match made.event:
            case OfferMade():
                key = "offer"
            case OfferAccepted():
                key = "accept"
            case ActionTaken() | QuestionAnswered():
                key, what = "done", decision_title(words, made)
    name = words.naming.side(side)
    return words.say(f"console.ask.turning.{key}", side=name, turn=point.turn, what=what)


def _tables(debrief: Debrief) -> Iterator[GameQuestion]:
    """What became of each table, and what would have been better there."""
    words, game, say = debrief.words, debrief.game, debrief.words.say
    walkouts = {
        entry.event.table: (entry.event.side, max(1, entry.turn))
        for entry in game.log()
        if isinstance(entry.event, SideWalkedOut)
    }
    for rules in game.rules.tables:
        name, status = words.naming.table(rules.id), debrief.view.tables[rules.id].status
        suited = last_that_suited(game, rules) if status not in ("agreed", "signed") else None
        closed = closed_to_the_end(words, game, rules.id, debrief.view.who)
        walked = walkouts.get(rules.id)
        if rules.majority is not None and status != "collapsed":
            walked = None  # the others went on
        if walked is not None and status not in ("agreed", "signed"):
            side, turn = walked
            values = {"side": words.naming.side(side), "turn": turn}
            reason = say("insight.why.walked", table=name, **values)
            yield GameQuestion("closed", reason, say("console.ask.walked", **values))
        elif suited is not None:
            package = words.naming.package(rules.id, suited.package)
            side, turn = words.naming.side_inside(suited.side), suited.turn
            yield GameQuestion(
                "left",
                say("console.hint.left", package=package),
                say("console.ask.left", table=name, side=side, turn=turn),
            )
        elif closed:
            reason = say("ui.report.line", name=name, what=closed)
            yield GameQuestion("closed", reason, say("console.ask.closed", table=name))
        talks = debrief.negotiation_at(rules.id) if rules.id in debrief.tables else None
        if talks is not None and talks.bridge is not None and suited is None:
            issues = words.listed(
                say("quoted", text=words.naming.issue(rules.id, issue))
                for issue in talks.bridge.changes
            )
            question = say("console.ask.better", table=name, issues=issues)
            yield GameQuestion("better", bridge_sentence(words, talks), question)
    below = [words.signed_below(each) for each in debrief.agreements_below_reserve]
    if below:
        yield GameQuestion("below", " ".join(below), say("console.ask.below"))


def _broken(debrief: Debrief) -> Iterator[GameQuestion]:
    """Why a promise was broken, as far as everybody knows of that."""
    words = debrief.words
    for entry in debrief.game.log(PUBLIC):
        if isinstance(entry.event, PromiseBroken):
            promise = entry.event.promise
            values = {"promise": words.naming.promise(promise), "turn": max(1, entry.turn)}
            sides = capital(words.naming.sides(words.scenario.promises[promise].by))
            reason = words.say("console.hint.broken", side=sides)
            yield GameQuestion("broken", reason, words.say("console.ask.broken", **values))
            return


def _said(debrief: Debrief) -> Iterator[GameQuestion]:
    """Whether what somebody wrote moved anybody: with what was accepted, or else the last."""
    words, told = debrief.words, list[PastDecision]()
    for decision in debrief.decisions:
        match decision.event:
            case OfferMade() if decision.note and not decision.is_hidden:
                if not decision.by_facilitator:
                    told.append(decision)
            case OfferAccepted(table=table):
                at = [e for e in told if isinstance(e.event, OfferMade) and e.event.table == table]
                told = at[-1:] or told
                if at:
                    break
    if told:
        last = told[-1]
        yield GameQuestion(
            "said",
            words.say("console.hint.said"),
            words.say("console.ask.said", turn=last.turn, said=written_text(words, last)),
        )


def _chance(debrief: Debrief, analysis: Analysis | None) -> Iterator[GameQuestion]:
    """What could have been prepared for the largest stroke of chance that everybody saw."""
    if analysis is None or not isinstance(analysis.account, Account):
        return
    words, rules = debrief.words, debrief.game.rules
    seen = [entry.event for entry in debrief.game.log(PUBLIC)]
    known = {event.inject for event in seen if isinstance(event, InjectFired)}
    strokes = [
        (abs(points.mean), event, side, inject)
        for event in analysis.account.events
        if (inject := _inject_of(event)) in known
        for side, points in event.values.items()
    ]
    size, event, side, inject = max(strokes, key=lambda each: each[0], default=(0.0, None, "", ""))
    if event is None or size < LEAST:
        return
    reason = words.say(
        "console.hint.chance",
        what=capital(event_text(words, rules, event)),
        side=words.naming.side_inside(side),
        n=measured(event.values[side]),
    )
    inject, turn = words.naming.inject(inject), max(1, event.turn)
    yield GameQuestion("chance", reason, words.say("console.ask.chance", inject=inject, turn=turn))


def _inject_of(event: EventWorth) -> str:
    """The inject that a stroke of chance came with; empty where it was none."""
    if event.draw is None or event.step.draws[event.draw].site.kind == "deal":
        return ""
    cause = event.step.draws[event.draw].cause
    if cause is not None and cause.kind == "inject":
        return cause.path.split("/")[1]
    told = [entry.event for entry in event.step.entries_after(event.draw)]
    return next((each.inject for each in told if isinstance(each, InjectFired)), "")
