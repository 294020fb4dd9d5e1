"""Injects: when they can happen, and the questions they ask."""

from __future__ import annotations

from game.authoring.draft import Draft
from game.authoring.nodes import Path
from game.model.flow import InjectsPhase
from game.model.injects import Inject


def check_injects(draft: Draft, open_kinds: frozenset[str]) -> None:
    """Reports injects that contradict themselves, never come, or ask without a way to answer."""
    scenario = draft.scenario
    for id, inject in scenario.injects.items():
        path: Path = ("injects", id)
        if not draft.is_bad(path):
            _triggers(draft, path, inject)
            _question(draft, path, inject)
            if not open_kinds & {"phase", "stage"} and not draft.is_bad(("phases",)):
                _comes(draft, path, inject)


def _triggers(draft: Draft, path: Path, inject: Inject) -> None:
    if inject.at is not None and inject.weight is not None:
        draft.report_key("at-weight", (*path, "weight"))
    elif inject.weight is not None and inject.chance is not None:
        draft.report_key("weight-chance", (*path, "chance"))


def _question(draft: Draft, path: Path, inject: Inject) -> None:
    if inject.ask is None:
        if inject.answers:
            draft.report_key("answers-alone", (*path, "answers"))
        return
    if not inject.answers:
        draft.report_key("ask-alone", (*path, "ask"))
    elif not any(a.when is None and not a.cost for a in inject.answers.values()):
        draft.report_key("no-free-answer", (*path, "answers"))


def _comes(draft: Draft, path: Path, inject: Inject) -> None:
    """That an inject which should come by itself has a phase that brings it."""
    triggers = (inject.at, inject.when, inject.chance, inject.weight)
    if all(trigger is None for trigger in triggers):
        return
    scenario = draft.scenario
    used = {phase for stage in scenario.stages.values() for phase in stage.phases}
    phases = [
        phase
        for id, phase in scenario.phases.items()
        if id in used and isinstance(phase, InjectsPhase) and _brings(phase, inject)
    ]
    if not phases:
        draft.report_key("inject-lost", path, deck=inject.deck or "")
    elif inject.weight is not None and not any(phase.draw for phase in phases):
        draft.report_key("never-drawn", (*path, "weight"))
    elif inject.at is not None and inject.at > scenario.turns:
        draft.report("at-late", (*path, "at"), found=inject.at, turns=scenario.turns)


def _brings(phase: InjectsPhase, inject: Inject) -> bool:
    return inject.deck in phase.decks if phase.decks else inject.deck is None
