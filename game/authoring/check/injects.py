"""Injects: when they can happen, and the questions they ask."""

from __future__ import annotations

from collections.abc import Collection

from game.authoring.check.flow import reachable
from game.authoring.draft import Draft
from game.authoring.reading.nodes import Path
from game.model.flow import InjectsPhase
from game.model.injects import Inject
from game.model.scenario import Scenario


def check_injects(draft: Draft, open_kinds: frozenset[str]) -> None:
    """Reports injects that contradict themselves, never come, or ask without a way to answer."""
    scenario = draft.scenario
    for id, inject in scenario.injects.items():
        path: Path = ("injects", id)
        if draft.is_lost(path):
            continue
        fine = _triggers(draft, path, inject)
        _question(draft, path, inject)
        if fine and not open_kinds & {"phase", "stage", "deck"} and not _unclear(draft, path):
            _comes(draft, path, inject)


def _unclear(draft: Draft, path: Path) -> bool:
    """Whether something that decides when an inject comes couldn't be understood."""
    return (
        any(draft.is_bad((*path, key)) for key in ("at", "when", "chance", "weight", "deck"))
        or any(draft.is_bad(("phases", "*", key)) for key in ("kind", "decks", "draw"))
        or any(draft.is_bad(("stages", "*", key)) for key in ("phases", "next"))
    )


def _triggers(draft: Draft, path: Path, inject: Inject) -> bool:
    """Whether the ways in which it comes go together."""
    if inject.at is not None and inject.weight is not None:
        draft.report_key("at-weight", (*path, "weight"))
        return False
    if inject.weight is not None and inject.chance is not None:
        draft.report_key("weight-chance", (*path, "chance"))
        return False
    return True


def _question(draft: Draft, path: Path, inject: Inject) -> None:
    if inject.ask is None:
        if inject.answers and not draft.is_bad((*path, "ask")):
            draft.report_key("answers-alone", (*path, "answers"))
        return
    if not inject.answers:
        if not draft.is_bad((*path, "answers")):
            draft.report_key("ask-alone", (*path, "ask"))
    elif not any(a.when is None and not a.cost for a in inject.answers.values()):
        draft.report_key("no-free-answer", (*path, "answers"))


def _comes(draft: Draft, path: Path, inject: Inject) -> None:
    """That an inject which should come by itself has a phase that brings it."""
    triggers = (inject.at, inject.when, inject.chance, inject.weight)
    if all(trigger is None for trigger in triggers):
        return
    scenario = draft.scenario
    phases = {
        id: phase
        for id, phase in scenario.phases.items()
        if isinstance(phase, InjectsPhase) and _brings(phase, inject)
    }
    if not phases:
        draft.report_key("inject-lost", path, deck=inject.deck or "")
    elif inject.weight is not None and not any(phase.draw for phase in phases.values()):
        draft.report_key("never-drawn", (*path, "weight"))
    elif inject.at is not None and inject.at > scenario.turns:
        if not draft.is_bad(("turns",)):
            draft.report("at-late", (*path, "at"), found=inject.at, turns=scenario.turns)
    elif inject.at is not None and not _on_turn(scenario, inject.at, phases):
        draft.report("at-without-phase", (*path, "at"), found=inject.at)


def _on_turn(scenario: Scenario, turn: int, phases: Collection[str]) -> bool:
    """Whether one of the phases can come on a turn; one that no stage has is reported as such."""
    used = {phase for stage in scenario.stages.values() for phase in stage.phases}
    stages = reachable(scenario, turn)
    return not used & set(phases) or any(
        phase in phases for id in stages for phase in scenario.stages[id].phases
    )


def _brings(phase: InjectsPhase, inject: Inject) -> bool:
    return inject.deck in phase.decks if phase.decks else inject.deck is None
