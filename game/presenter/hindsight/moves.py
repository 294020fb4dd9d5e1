"""Decisions and what chance did, in a few words."""

from __future__ import annotations

from game.engine.pending import first_question, phase_of
from game.engine.view import appraise, view
from game.insight.history import HistoryStep
from game.model.decisions import (
    Accept,
    Act,
    Answer,
    Move,
    Offer,
    Pass,
    Walk,
)
from game.model.entries import Entry
from game.model.log_events import InjectFired, PlaceEvent
from game.model.play import State
from game.model.refusals import Refusal
from game.presenter.decision_names import possible_name
from game.rules.compiled import Rules, VisitRules
from game.words.sentences import number
from game.words.wording import Wording


def move_text(words: Wording, rules: Rules, state: State, side: str, move: Move) -> str:
    """What a side could decide in a state, in a few words; of an offer, what it is worth to it."""
    match move:
        case Answer():
            inject = first_question(rules, state)[0].id
            return words.say(
                "insight.move.answer",
                inject=words.naming.inject(inject),
                answer=possible_name(words, move, inject),
            )
        case Offer(package=package):
            value = appraise(rules, state, side, visited_table(rules, state), package)
            if isinstance(value, Refusal):
                return possible_name(words, move)
            name = words.naming.side_inside(side)
            return words.say("insight.move.offer.worth", worth=number(value), side=name)
        case Accept():
            worths = view(rules, state, side).tables[visited_table(rules, state)].worths
            if side not in worths:
                return possible_name(words, move)
            name = words.naming.side_inside(side)
            return words.say("insight.move.accept.worth", worth=number(worths[side]), side=name)
        case _:
            at_table = bool(visited_table(rules, state)) and not state.questions
            return possible_name(words, move, at_table=at_table)


def alternative_text(words: Wording, rules: Rules, state: State, side: str, move: Move) -> str:
    """What a side could have decided in a state, as the subject of a sentence."""
    text = move_text(words, rules, state, side, move)
    match move:
        case Act() | Answer():
            return words.say("quoted", text=text)
        case Offer(package=package):
            value = appraise(rules, state, side, visited_table(rules, state), package)
            if isinstance(value, Refusal):
                return text
            name = words.naming.side_inside(side)
            return words.say("insight.instead.offer", worth=number(value), side=name)
        case Pass() if visited_table(rules, state) and not state.questions:
            return words.say("insight.instead.silence")
        case Pass():
            return words.say("insight.instead.pass")
        case Walk():
            return words.say("insight.instead.walk")
        case Accept():
            worths = view(rules, state, side).tables[visited_table(rules, state)].worths
            if side not in worths:
                return words.say("insight.instead.accept")
            name = words.naming.side_inside(side)
            return words.say("insight.instead.accept.worth", worth=number(worths[side]), side=name)
        case _:
            return text


def package_text(
    words: Wording, rules: Rules, state: State, move: Move, than: Move | None = None
) -> str:
    """The package of an offer, issue by issue; empty for any other decision.

    than: another offer, beside which only the issues that differ are named.
    """
    if not isinstance(move, Offer):
        return ""
    package = dict(move.package)
    if isinstance(than, Offer):
        package = {issue: o for issue, o in package.items() if than.package.get(issue) != o}
    return words.naming.package(visited_table(rules, state), package)


def visited_table(rules: Rules, state: State) -> str:
    """The table that the game is at in a state; empty where it is at none."""
    phase = phase_of(rules, state)
    return rules.tables[phase.table].id if isinstance(phase, VisitRules) else ""


def chance_text(words: Wording, step: HistoryStep, draw: int) -> str:
    """What a draw brought about, without a full stop."""
    return _chance_text(words, step, draw).rstrip(".")


def _chance_text(words: Wording, step: HistoryStep, draw: int) -> str:
    made, told = step.draws[draw], [e for e in step.entries_after(draw) if not _is_frame(e)]
    news = [entry.event.inject for entry in told if isinstance(entry.event, InjectFired)]
    if made.site.kind == "deal":
        deal = made.site.path.split("/")[1]
        cards = list(words.scenario.deals[deal].cards)
        card = words.naming.card(deal, cards[max(made.result, 0)])
        to = words.scenario.deals[deal].to
        if not to or len(to) == len(words.scenario.sides):
            return words.say("insight.event.dealt", card=card)
        return words.say("insight.event.dealt.to", card=card, sides=words.naming.sides(to))
    if news:
        return words.naming.inject(news[0])
    if made.site.kind == "inject":
        inject = words.naming.inject(made.site.path.split("/")[1])
        return words.say("insight.event.absent", inject=inject)
    if made.site.kind == "phase":
        return words.say("insight.event.nothing")
    if made.cause is not None and made.cause.kind != "facilitator":
        result = words.entry(told[0]) if told else words.say("insight.event.quiet")
        return words.say("insight.event.effect", cause=words.cause(made.cause), result=result)
    return words.entry(told[0]) if told else words.say("insight.event.quiet")


def intervention_text(words: Wording, step: HistoryStep) -> str:
    """What the facilitator brought about in a step, without a full stop."""
    told = [entry for entry in step.entries if not _is_frame(entry)]
    return words.entry(told[0]).rstrip(".") if told else words.say("insight.event.intervention")


def _is_frame(entry: Entry) -> bool:
    """Whether an entry only says when it is."""
    return isinstance(entry.event, PlaceEvent)
