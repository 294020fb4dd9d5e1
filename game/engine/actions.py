"""Actions phases: actions are picked unseen and resolved together, or taken one by one (rule 4)."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine.draft import StateDraft
from game.engine.effects import pay, run
from game.engine.endings import try_outcomes
from game.model.decisions import PUBLIC
from game.model.log_events import ActionTaken, SecretActionTaken, TurnPassed
from game.rules.compiled import ActionsRules


def pick(draft: StateDraft, phase: ActionsRules, side: int, slot: int) -> None:
    """Picks an action for a side; with `order: alternate` it is taken at once (rule 4.4)."""
    draft.picks[side] = (*draft.picks[side], slot)
    if len(draft.picks[side]) == phase.picks:
        draft.finished[side] = 1
    if phase.together:
        _resolve_when_finished(draft, phase)
    else:
        _take(draft, slot)
        _advance_cursor(draft, phase)


def finish_picking(draft: StateDraft, phase: ActionsRules, side: int) -> None:
    """Ends a side's picks, because it passes (rule 4.5)."""
    draft.finished[side] = 1
    if phase.together:
        _resolve_when_finished(draft, phase)
    else:
        draft.log(TurnPassed(draft.rules.sides[side]))
        try_outcomes(draft)
        _advance_cursor(draft, phase)


def is_picking_finished(draft: StateDraft, phase: ActionsRules) -> bool:
    """Whether no side has anything left to pick."""
    return all(draft.finished[side] for side in phase.sides)


def close_picking(draft: StateDraft, phase: ActionsRules) -> None:
    """Resolves a phase with `order: together` as if the other sides had passed (rule 9.6)."""
    if phase.together and not is_picking_finished(draft, phase):
        for side in phase.sides:
            draft.finished[side] = 1
        _resolve_when_finished(draft, phase)


def _advance_cursor(draft: StateDraft, phase: ActionsRules) -> None:
    """Moves the cursor to the next side, in resolution order, that hasn't finished (rule 4.7)."""
    count = len(phase.sides)
    for step in range(1, count + 1):
        index = (draft.cursor + step) % count
        if not draft.finished[phase.sides[index]]:
            draft.cursor = index
            return


def _take(draft: StateDraft, slot: int) -> None:
    _count(draft, slot)
    rules = draft.rules.slots[slot]
    pay(draft, rules.cost, rules.owner)
    _run_effects(draft, slot)
    try_outcomes(draft)


def _resolve_when_finished(draft: StateDraft, phase: ActionsRules) -> None:
    """Once all sides have finished, counts all picks, pays costs and runs effects (rule 4.3)."""
    if not is_picking_finished(draft, phase):
        return
    order = tuple(_resolution_order(draft, phase))
    for slot in order:
        _count(draft, slot)
    for slot in order:
        pay(draft, draft.rules.slots[slot].cost, draft.rules.slots[slot].owner)
    for slot in order:
        _run_effects(draft, slot)
    try_outcomes(draft)


def _resolution_order(draft: StateDraft, phase: ActionsRules) -> Iterator[int]:
    """Yields the first pick of every side, then the second picks, and so on (rule 4.7)."""
    for i in range(phase.picks):
        for side in phase.sides:
            if i < len(draft.picks[side]):
                yield draft.picks[side][i]


def _count(draft: StateDraft, slot: int) -> None:
    """Counts and logs an action; others learn of a secret one only that it happened (rule 4.6)."""
    draft.uses[slot] += 1
    draft.today[slot] += 1
    draft.last[slot] = draft.turn
    rules = draft.rules.slots[slot]
    side = draft.rules.sides[rules.side]
    if not rules.secret:
        draft.log(ActionTaken(side, rules.action))
        return
    draft.log(ActionTaken(side, rules.action), (side,))
    others = tuple(other for other in draft.rules.sides if other != side)
    draft.log(SecretActionTaken(side), (*others, PUBLIC))


def _run_effects(draft: StateDraft, slot: int) -> None:
    for block in draft.rules.slots[slot].blocks:
        run(draft, block)
