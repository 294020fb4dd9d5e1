"""Injects phases: injects on their turn, then those with conditions, then drawn ones (rule 6.1)."""

from __future__ import annotations

from game.engine.draft import StateDraft
from game.engine.effects import fire, happens, is_used_up
from game.engine.endings import try_outcomes
from game.rules.compiled import InjectRules, InjectsRules
from game.rules.evaluate import NO_PACKAGE


def run_injects(draft: StateDraft, phase: InjectsRules) -> bool:
    """Continues the phase at the cursor; returns False if a question interrupts it."""
    known = (*phase.timed, *phase.conditional)
    while draft.cursor < len(known) + phase.draws:
        index = draft.cursor
        draft.cursor += 1
        if index < len(known):
            _try(draft, known[index])
        else:
            _draw(draft, phase)
        if draft.questions:
            return False
    return True


def _try(draft: StateDraft, inject: int) -> None:
    """Fires an inject if it is its turn, its condition is true and its chance comes up."""
    rules = draft.rules.injects[inject]
    if rules.at is not None and rules.at != draft.turn:
        return
    if not _may(draft, inject):
        return
    percent = rules.chance
    if percent is None or happens(draft, percent(draft, NO_PACKAGE), rules.site):
        _fire(draft, inject)


def _draw(draft: StateDraft, phase: InjectsRules) -> None:
    """Fires one of the possible injects, drawn by weight; draws nothing without any (rule 2.3)."""
    candidates = [inject for inject in phase.drawn if _may(draft, inject)]
    if not candidates:
        return
    weights = [_weight(draft, draft.rules.injects[inject]) for inject in candidates]
    drawn = draft.draw(phase.site, weights)
    if drawn >= 0:
        _fire(draft, candidates[drawn])


def _may(draft: StateDraft, inject: int) -> bool:
    """Whether an inject may happen by itself: it isn't held, and `once` and `when` allow it."""
    when = draft.rules.injects[inject].when
    if draft.held[inject] or is_used_up(draft, inject):
        return False
    return when is None or bool(when(draft, NO_PACKAGE))


def _weight(draft: StateDraft, inject: InjectRules) -> int:
    return 0 if inject.weight is None else inject.weight(draft, NO_PACKAGE)


def _fire(draft: StateDraft, inject: int) -> None:
    fire(draft, inject)
    try_outcomes(draft)
