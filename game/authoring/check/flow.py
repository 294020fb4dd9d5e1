"""The course of a game: stages, phases, menus, actions and outcomes."""

from __future__ import annotations

from game.authoring.draft import Draft
from game.model.flow import ActionsPhase, InjectsPhase, TablePhase
from game.model.scenario import Scenario


def check_flow(draft: Draft, open_kinds: frozenset[str]) -> None:
    """Reports what can't be reached, can't be done, or would leave a game without decisions."""
    _outcomes(draft)
    _actions(draft)
    if not open_kinds & {"stage", "phase", "action", "table", "side"}:
        _stages(draft)
        _phases(draft)
        _never_offered(draft)


def takers(scenario: Scenario, phase: ActionsPhase) -> dict[str, list[str]]:
    """The sides that take part in an actions phase, each with the actions it is offered."""
    found: dict[str, list[str]] = {}
    for side in phase.sides or scenario.sides:
        offered = [
            id
            for id, action in scenario.actions.items()
            if action.menu in phase.menus and side in action.side
        ]
        if offered:
            found[side] = offered
    return found


def _outcomes(draft: Draft) -> None:
    outcomes = list(draft.scenario.outcomes.items())
    for i, (id, outcome) in enumerate(outcomes):
        if draft.is_bad(("outcomes", id)):
            continue
        last = i == len(outcomes) - 1
        if last and outcome.when is not None:
            draft.report_key("last-outcome", ("outcomes", id, "when"), found=id)
        elif not last and outcome.when is None:
            draft.report_key("early-outcome", ("outcomes", id), found=id)


def _actions(draft: Draft) -> None:
    scenario = draft.scenario
    for id, action in scenario.actions.items():
        if action.cooldown is not None and action.repeat:
            draft.report_key("cooldown-repeat", ("actions", id, "cooldown"))
        for track_id, cost in action.cost.items():
            track = scenario.tracks.get(track_id)
            if track is None or draft.is_bad(("tracks", track_id)):
                continue
            span = track.bounds[1] - track.bounds[0]
            if cost > span:
                path = ("actions", id, "cost", track_id)
                draft.report("cost-too-high", path, found=cost, span=span)


def _stages(draft: Draft) -> None:
    scenario = draft.scenario
    targets = {way.to for stage in scenario.stages.values() for way in stage.next}
    for i, (id, stage) in enumerate(scenario.stages.items()):
        if draft.is_bad(("stages", id, "phases")):
            continue
        if not any(_asks(scenario, phase) for phase in stage.phases):
            draft.report_key("silent-stage", ("stages", id))
        if i and id not in targets:
            draft.report_key("unreached-stage", ("stages", id))


def _asks(scenario: Scenario, id: str) -> bool:
    """Whether a phase can ever ask for a decision; an unknown one is taken to."""
    phase = scenario.phases.get(id)
    match phase:
        case ActionsPhase():
            return bool(takers(scenario, phase))
        case InjectsPhase():
            return False
        case _:
            return True


def _phases(draft: Draft) -> None:
    scenario = draft.scenario
    used = {phase for stage in scenario.stages.values() for phase in stage.phases}
    visited = set()
    for id, phase in scenario.phases.items():
        if draft.is_bad(("phases", id)):
            continue
        if id not in used and not draft.is_bad(("stages",)):
            draft.report_key("unused-phase", ("phases", id))
        if isinstance(phase, TablePhase):
            visited.add(phase.table)
        elif isinstance(phase, ActionsPhase):
            _takers(draft, id, phase)
    for id in scenario.tables:
        if id not in visited and not draft.is_bad(("phases",)):
            draft.report_key("unvisited-table", ("tables", id))


def _takers(draft: Draft, id: str, phase: ActionsPhase) -> None:
    """Sides named in a phase that have nothing to do there, and costs that two sides can pay."""
    scenario = draft.scenario
    found = takers(scenario, phase)
    for i, side in enumerate(phase.sides):
        if side in scenario.sides and side not in found and not draft.is_bad(("actions",)):
            draft.report("idle-side", ("phases", id, "sides", i), found=side)
    if phase.order != "together":
        return
    payers: dict[str, set[str]] = {}
    for side, actions in found.items():
        for action in actions:
            for track in scenario.actions[action].cost:
                payers.setdefault(track, set()).add(side)
    for track, sides in payers.items():
        if len(sides) > 1:
            known = " and ".join(side for side in found if side in sides)
            draft.report_key("shared-cost", ("phases", id), track=track, sides=known)


def _never_offered(draft: Draft) -> None:
    if draft.is_bad(("phases",)):
        return
    scenario = draft.scenario
    offered = {
        action
        for phase in scenario.phases.values()
        if isinstance(phase, ActionsPhase)
        for actions in takers(scenario, phase).values()
        for action in actions
    }
    for id in scenario.actions:
        if id not in offered and not draft.is_bad(("actions", id)):
            draft.report_key("never-offered", ("actions", id))
