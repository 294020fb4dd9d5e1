"""Checks injects: when they can happen, and the questions that they ask."""

from __future__ import annotations

from collections.abc import Collection

from game.authoring.check.flow_checks import find_reachable_stages
from game.authoring.draft import Draft
from game.authoring.listing import list_ids
from game.authoring.reading.nodes import Path
from game.model.entries import may_see
from game.model.flow import InjectsPhase
from game.model.injects import Inject
from game.model.scenario import Scenario


def check_injects(draft: Draft, incomplete_kinds: frozenset[str]) -> None:
    """Reports injects that contradict themselves, never come, or ask without a way to answer."""
    scenario = draft.scenario
    for id, inject in scenario.injects.items():
        path: Path = ("injects", id)
        if draft.is_unreadable(path):
            continue
        consistent = _check_triggers(draft, path, inject)
        _check_question(draft, path, inject)
        if (
            consistent
            and not incomplete_kinds & {"phase", "stage", "deck"}
            and not _is_unclear(draft, path)
        ):
            _check_comes(draft, path, inject)


def _is_unclear(draft: Draft, path: Path) -> bool:
    """Whether a value that decides when an inject comes could not be read."""
    return (
        any(draft.is_damaged((*path, key)) for key in ("at", "when", "chance", "weight", "deck"))
        or any(draft.is_damaged(("phases", "*", key)) for key in ("kind", "decks", "draw"))
        or any(draft.is_damaged(("stages", "*", key)) for key in ("phases", "next"))
    )


def _check_triggers(draft: Draft, path: Path, inject: Inject) -> bool:
    """Reports ways of coming that contradict each other; returns whether there are none."""
    if inject.at is not None and inject.weight is not None:
        draft.report_key("at-weight", (*path, "weight"))
        return False
    if inject.weight is not None and inject.chance is not None:
        draft.report_key("weight-chance", (*path, "chance"))
        return False
    return True


def _check_question(draft: Draft, path: Path, inject: Inject) -> None:
    if inject.vote is not None:
        return  # checked with the body that votes
    if not inject.ask:
        if inject.answers and not draft.is_damaged((*path, "ask")):
            draft.report_key("answers-alone", (*path, "answers"))
        elif inject.reveal is not None and not draft.is_damaged((*path, "ask")):
            draft.report_key("reveal-alone", (*path, "reveal"), sides=tuple(draft.scenario.sides))
        return
    _check_together(draft, path, inject)
    if not inject.answers:
        if not draft.is_damaged((*path, "answers")):
            draft.report_key("ask-alone", (*path, "ask"))
    elif not any(a.when is None and not a.cost for a in inject.answers.values()):
        draft.report_key("no-free-answer", (*path, "answers"))


def _check_together(draft: Draft, path: Path, inject: Inject) -> None:
    """Reports `reveal` where one side is asked, and costs that several sides pay from one track."""
    if inject.reveal is None or draft.is_damaged((*path, "ask")):
        return
    if len(inject.ask) == 1:
        others = tuple(side for side in draft.scenario.sides if side not in inject.ask)
        draft.report_key("reveal-one", (*path, "reveal"), side=inject.ask[0], sides=others)
        return
    sides = list_ids(inject.ask)
    for id, answer in inject.answers.items():
        for track_id in answer.cost:
            track = draft.scenario.tracks.get(track_id)
            # A track that one of them can't see is reported as such.
            if track is not None and all(may_see(side, track.seen_by) for side in inject.ask):
                place = (*path, "answers", id, "cost", track_id)
                draft.report_key("shared-answer-cost", place, sides=sides, track=track_id)


def _check_comes(draft: Draft, path: Path, inject: Inject) -> None:
    """Reports an inject that should come by itself but that no phase brings."""
    triggers = (inject.at, inject.when, inject.chance, inject.weight)
    if all(trigger is None for trigger in triggers):
        return
    scenario = draft.scenario
    phases = {
        id: phase
        for id, phase in scenario.phases.items()
        if isinstance(phase, InjectsPhase) and _can_bring(phase, inject)
    }
    if not phases:
        draft.report_key("inject-lost", path, deck=inject.deck or "")
    elif inject.weight is not None and not any(phase.draw for phase in phases.values()):
        draft.report_key("never-drawn", (*path, "weight"))
    elif inject.at is not None and inject.at > scenario.turns:
        if not draft.is_damaged(("turns",)):
            draft.report("at-late", (*path, "at"), found=inject.at, turns=scenario.turns)
    elif inject.at is not None and not _can_come_on(scenario, inject.at, phases):
        draft.report("at-without-phase", (*path, "at"), found=inject.at)


def _can_come_on(scenario: Scenario, turn: int, phases: Collection[str]) -> bool:
    """Whether one of the phases can come on a turn; also true if no stage has any of them.

    Phases that no stage has are reported elsewhere.
    """
    used = {phase for stage in scenario.stages.values() for phase in stage.phases}
    stages = find_reachable_stages(scenario, turn)
    return not used & set(phases) or any(
        phase in phases for id in stages for phase in scenario.stages[id].phases
    )


def _can_bring(phase: InjectsPhase, inject: Inject) -> bool:
    return inject.deck in phase.decks if phase.decks else inject.deck is None
