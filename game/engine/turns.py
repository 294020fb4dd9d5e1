"""The deal, the start of a turn and its end."""

from __future__ import annotations

from attrs import evolve

from game.engine.draft import StateDraft
from game.engine.effects import reject, run
from game.engine.endings import try_outcomes
from game.engine.votes import forget_ballots
from game.model.log_events import (
    CardDealt,
    ProjectDone,
    PromiseBroken,
    PromiseKept,
    StageBegan,
    TurnBegan,
)
from game.model.play import SIGNED
from game.rules.evaluate import NO_PACKAGE


def open_game(draft: StateDraft) -> None:
    """Plays turn 0: deals the cards in file order, then runs the opening (rule 3.1)."""
    for i, deal in enumerate(draft.rules.deals):
        weights = [weight(draft, NO_PACKAGE) for weight in deal.weights]
        card = max(draft.draw(deal.site, weights), 0)
        draft.cards[i] = card
        draft.log(CardDealt(deal.id, deal.cards[card]), deal.to)
    draft.log(StageBegan(draft.rules.stages[draft.stage].id))
    run(draft, draft.rules.opening)


def start_turn(draft: StateDraft) -> None:
    """Starts a turn: resets counts, runs due effects and `each_turn`, tests outcomes.

    See rules 3.4 and 3.5.
    """
    draft.turn += 1
    draft.today = [0] * len(draft.today)
    draft.draws = [0] * len(draft.draws)
    forget_ballots(draft)
    draft.log(TurnBegan(draft.turn))
    ready = _go_on(draft)
    _run_due(draft)
    for project in ready:
        _finish_project(draft, project)
    run(draft, draft.rules.upkeep.on(draft.turn))
    run(draft, draft.rules.stages[draft.stage].upkeep.on(draft.turn))
    try_outcomes(draft)


def _go_on(draft: StateDraft) -> list[int]:
    """Takes a turn off every project that is under way; returns those that are ready (15.2)."""
    ready = []
    for i, project in enumerate(draft.projects):
        if project.left:
            draft.projects[i] = evolve(project, left=project.left - 1)
            if project.left == 1:
                ready.append(i)
    return ready


def _finish_project(draft: StateDraft, i: int) -> None:
    rules, project = draft.rules.projects[i], draft.projects[i]
    draft.projects[i] = evolve(project, done=project.done + 1)
    draft.log(ProjectDone(rules.id), rules.seen_by, rules.done.owner)
    run(draft, rules.done)


def _run_due(draft: StateDraft) -> None:
    """Runs the delayed effects that are due, in file order, each as often as it was scheduled.

    All counters move one turn on before anything runs, so that new delays keep their full length.
    """
    if not any(draft.delays):
        return
    delays = draft.rules.delays
    due = [draft.delays[delay.offset] for delay in delays]
    for delay in delays:
        first, end = delay.offset, delay.offset + delay.width
        draft.delays[first:end] = [*draft.delays[first + 1 : end], 0]
    for delay, times in zip(delays, due, strict=True):
        for _ in range(times):
            run(draft, delay.block)


def end_turn(draft: StateDraft) -> None:
    """Ends a turn: signed packages whose time is up lapse, then promises are judged."""
    for number, table in enumerate(draft.tables):
        if table.status == SIGNED and draft.turn >= table.due:
            reject(draft, number)
    _judge_promises(draft)


def _judge_promises(draft: StateDraft) -> None:
    """Judges the running promises at the end of a turn: broken, kept or continued (rule 11.2)."""
    for i, left in enumerate(tuple(draft.promises)):
        # A promise started or renewed this turn is not judged yet.
        if left and draft.promised_on[i] < draft.turn:
            _judge(draft, i)


def _judge(draft: StateDraft, i: int) -> None:
    promise = draft.rules.promises[i]
    if promise.broken is not None and promise.broken(draft, NO_PACKAGE):
        _settle(draft, i, kept=False)
    elif promise.kept_when is not None and promise.kept_when(draft, NO_PACKAGE):
        _settle(draft, i, kept=True)
    elif draft.promises[i] > 1:
        draft.promises[i] -= 1
    else:
        _settle(draft, i, kept=promise.kept_when is None)


def _settle(draft: StateDraft, i: int, *, kept: bool) -> None:
    promise = draft.rules.promises[i]
    draft.promises[i] = 0
    event = PromiseKept(promise.id) if kept else PromiseBroken(promise.id)
    draft.log(event, promise.seen_by)
    run(draft, promise.kept if kept else promise.breach)
