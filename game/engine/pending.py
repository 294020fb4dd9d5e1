"""Picks and answers that wait for other sides, unseen and not yet paid (rules 4.3 and 6.7)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from game.model.play import NOTHING, State
from game.rules.compiled import (
    ActionsRules,
    AnswerRules,
    InjectRules,
    PhaseRules,
    Rules,
    VisitRules,
)
from game.rules.readings import Sides


class WithQuestions(Protocol):
    """The fields that show who must answer; states and their working copies have them."""

    @property
    def questions(self) -> Sequence[int]: ...
    @property
    def hidden_answers(self) -> Sequence[int]: ...


def phase_of(rules: Rules, state: State) -> PhaseRules | None:
    """The phase that the game is in; None between turns."""
    return rules.phases[state.phase] if state.phase >= 0 else None


def knowers_of(rules: Rules, phase: PhaseRules) -> Sides:
    """The sides that know of a phase: of a visit those who know of its table (rule 14.2)."""
    return rules.tables[phase.table].seen_by if isinstance(phase, VisitRules) else None


def pending(rules: Rules, state: State, side: int) -> tuple[int, ...]:
    """The slots that a side has picked and that are not yet resolved."""
    phase = phase_of(rules, state)
    if not isinstance(phase, ActionsRules) or not phase.together:
        return ()
    if not state.picks[side] or state.outcome != NOTHING:
        return ()
    if all(state.finished[other] for other in phase.sides):
        return ()
    return state.picks[side]


def as_seen(rules: Rules, state: State, side: int) -> State:
    """Deducts the costs of a side's pending picks and answer from a state, as its view shows it."""
    picks, answer = pending(rules, state, side), hidden_answer(rules, state, side)
    if not picks and answer is None:
        return state
    costs = [rules.slots[slot].cost for slot in picks]
    if answer is not None:
        costs.append(answer.cost)
    if not any(costs):
        return state
    tracks = list(state.tracks)
    for cost in costs:
        for track, amount in cost:
            tracks[track] = max(tracks[track] - amount, rules.tracks[track].low)
    left = tuple(tracks)
    return State.deferred(lambda name: left if name == "tracks" else getattr(state, name))


def first_question(rules: Rules, asking: WithQuestions) -> tuple[InjectRules, int]:
    """The inject whose question comes first, and how many sides it was put to before."""
    place, number = divmod(asking.questions[0], len(rules.injects))
    return rules.injects[number], place


def sides_asked(rules: Rules, asking: WithQuestions) -> tuple[int, ...]:
    """The sides that must answer now, in the order in which they are asked; empty for none."""
    if not asking.questions:
        return ()
    inject, place = first_question(rules, asking)
    if not inject.together:
        return (inject.ask[place],)
    return tuple(side for side in inject.ask if asking.hidden_answers[side] == NOTHING)


def answers_of(inject: InjectRules, side: int) -> tuple[AnswerRules, ...]:
    """The answers of one of the sides that an inject asks."""
    return inject.answers[inject.ask.index(side)]


def hidden_answer(rules: Rules, state: State, side: int) -> AnswerRules | None:
    """The answer of a side that waits for the answers of others (rule 6.7); None without one."""
    if not rules.hides_answers:
        return None
    number = state.hidden_answers[side]
    if number == NOTHING or state.outcome != NOTHING:
        return None
    inject, _ = first_question(rules, state)
    return answers_of(inject, side)[number]
