"""Actions: picked unseen and resolved at once, or taken one by one (rule 4)."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine.draft import StateDraft
from game.engine.effects import pay, run
from game.engine.endings import try_outcomes
from game.model.decisions import PUBLIC
from game.model.entries import ActionTaken, SecretActionTaken, TurnPassed
from game.rules.compiled import ActionsRules


def pick(draft: StateDraft, phase: ActionsRules, side: int, slot: int) -> None:
    """A side picks an action; alone in its turn, it takes it at once (rule 4.4)."""
    draft.picks[side] = (*draft.picks[side], slot)
    if len(draft.picks[side]) == phase.picks:
        draft.finished[side] = 1
    if phase.together:
        _resolve_when_finished(draft, phase)
    else:
        _take(draft, slot)
        _next(draft, phase)


def finish_picking(draft: StateDraft, phase: ActionsRules, side: int) -> None:
    """A side passes, which ends its picks (rule 4.5)."""
    draft.finished[side] = 1
    if phase.together:
        _resolve_when_finished(draft, phase)
    else:
        draft.log(TurnPassed(draft.rules.sides[side]))
        try_outcomes(draft)
        _next(draft, phase)


def finished(draft: StateDraft, phase: ActionsRules) -> bool:
    """Whether nobody has more to pick."""
    return all(draft.finished[side] for side in phase.sides)


def close_picking(draft: StateDraft, phase: ActionsRules) -> None:
    """Resolves a together phase as if all who haven't finished had passed (rule 9.6)."""
    if phase.together and not finished(draft, phase):
        for side in phase.sides:
            draft.finished[side] = 1
        _resolve_when_finished(draft, phase)


def _next(draft: StateDraft, phase: ActionsRules) -> None:
    """Moves the cursor to the next in the resolution order who hasn't finished (rule 4.7)."""
    count = len(phase.sides)
    for step in range(1, count + 1):
        at = (draft.cursor + step) % count
        if not draft.finished[phase.sides[at]]:
            draft.cursor = at
            return


def _take(draft: StateDraft, slot: int) -> None:
    _count(draft, slot)
    rules = draft.rules.slots[slot]
    pay(draft, rules.cost, rules.owner)
    _happen(draft, slot)
    try_outcomes(draft)


def _resolve_when_finished(draft: StateDraft, phase: ActionsRules) -> None:
    """All picks count as made; all costs are paid; then effects happen (rule 4.3)."""
    if not finished(draft, phase):
        return
    order = tuple(_in_order(draft, phase))
    for slot in order:
        _count(draft, slot)
    for slot in order:
        pay(draft, draft.rules.slots[slot].cost, draft.rules.slots[slot].owner)
    for slot in order:
        _happen(draft, slot)
    try_outcomes(draft)


def _in_order(draft: StateDraft, phase: ActionsRules) -> Iterator[int]:
    """First picks of every side, then second picks, … (rule 4.7)."""
    for i in range(phase.picks):
        for side in phase.sides:
            if i < len(draft.picks[side]):
                yield draft.picks[side][i]


def _count(draft: StateDraft, slot: int) -> None:
    """An action counts as made; of a secret one others learn that something was done (4.6)."""
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


def _happen(draft: StateDraft, slot: int) -> None:
    for block in draft.rules.slots[slot].blocks:
        run(draft, block)
