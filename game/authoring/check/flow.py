"""The course of a game: stages, phases, menus, actions and outcomes."""

from __future__ import annotations

from game.authoring.draft import Draft
from game.model.flow import ActionsPhase, InjectsPhase, TablePhase
from game.model.scenario import Scenario


def check_flow(draft: Draft, open_kinds: frozenset[str]) -> None:
    """Reports what can't be reached, can't be done, or would leave a game without decisions."""
    _outcomes(draft)
    _actions(draft)
    if not open_kinds & {"stage", "phase", "action", "menu", "table", "side"}:
        _stages(draft)
        _phases(draft)
        _never_offered(draft)


def reachable(scenario: Scenario, turns: int) -> set[str]:
    """The stages that a game can be in during its first turns, conditions left aside."""
    found: set[str] = set()
    edge = set(list(scenario.stages)[:1])
    while edge - found and turns:
        found |= edge
        edge = {way.to for id in edge for way in scenario.stages[id].next} & set(scenario.stages)
        turns -= 1
    return found


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
        if draft.is_bad(("outcomes", id, "when")):
            continue
        last = i == len(outcomes) - 1
        if last and outcome.when is not None:
            draft.report_key("last-outcome", ("outcomes", id, "when"), found=id)
        elif last and outcome.ends is not None and not draft.is_bad(("outcomes", id, "ends")):
            draft.report_key("ends-always", ("outcomes", id, "ends"), found=id)
        elif not last and outcome.when is None:
            draft.report_key("early-outcome", ("outcomes", id), found=id)


def _actions(draft: Draft) -> None:
    scenario = draft.scenario
    for id, action in scenario.actions.items():
        if action.cooldown is not None and action.repeat:
            draft.report_key("cooldown-repeat", ("actions", id, "cooldown"))
        for track_id, cost in action.cost.items():
            track = scenario.tracks.get(track_id)
            if track is None or _unclear_range(draft, track_id):
                continue
            span = track.bounds[1] - track.bounds[0]
            if cost > span:
                path = ("actions", id, "cost", track_id)
                draft.report("cost-too-high", path, found=cost, span=span)


def _unclear_range(draft: Draft, track: str) -> bool:
    return any(draft.is_bad(("tracks", track, key)) for key in ("range", "levels"))


def _stages(draft: Draft) -> None:
    scenario = draft.scenario
    reached = reachable(scenario, len(scenario.stages))
    for id, stage in scenario.stages.items():
        asks = draft.is_bad(("stages", id, "phases")) or any(_asks(draft, p) for p in stage.phases)
        if not asks:
            draft.report_key("silent-stage", ("stages", id))
        if id not in reached and not draft.is_bad(("stages", "*", "next")):
            draft.report_key("unreached-stage", ("stages", id))


def _asks(draft: Draft, id: str) -> bool:
    """Whether a phase can ever ask for a decision; what isn't understood is taken to."""
    phase = draft.scenario.phases.get(id)
    match phase:
        case ActionsPhase():
            unclear = draft.is_bad(("phases", id)) or draft.is_bad(("actions", "*", "side"))
            return unclear or bool(takers(draft.scenario, phase))
        case InjectsPhase():
            return False
        case _:
            return True


def _phases(draft: Draft) -> None:
    scenario = draft.scenario
    used = {phase for stage in scenario.stages.values() for phase in stage.phases}
    visited = set()
    for id, phase in scenario.phases.items():
        if draft.is_lost(("phases", id)):
            continue
        if id not in used and not draft.is_bad(("stages", "*", "phases")):
            draft.report_key("unused-phase", ("phases", id))
        if isinstance(phase, TablePhase):
            visited.add(phase.table)
        elif isinstance(phase, ActionsPhase):
            _takers(draft, id, phase)
    for id in scenario.tables:
        if id not in visited and not _unclear(draft, "table"):
            draft.report_key("unvisited-table", ("tables", id))


def _unclear(draft: Draft, key: str) -> bool:
    """Whether a phase may have had something else under a key, or been of another kind."""
    return draft.is_bad(("phases", "*", key)) or draft.is_bad(("phases", "*", "kind"))


def _takers(draft: Draft, id: str, phase: ActionsPhase) -> None:
    """Sides named in a phase that have nothing to do there, and costs that two sides can pay."""
    scenario = draft.scenario
    found = takers(scenario, phase)
    for i, side in enumerate(phase.sides):
        if side in scenario.sides and side not in found and not _hidden(draft, id):
            draft.report("idle-side", ("phases", id, "sides", i), found=side)
    if phase.order == "together" and not draft.is_bad(("phases", id, "order")):
        _shared_costs(draft, id, found)


def _hidden(draft: Draft, phase: str) -> bool:
    """Whether an action that a phase offers may not have been understood."""
    return draft.is_bad(("phases", phase, "menus")) or draft.is_bad(("actions", "*", "side"))


def _shared_costs(draft: Draft, id: str, found: dict[str, list[str]]) -> None:
    scenario = draft.scenario
    payers: dict[str, set[str]] = {}
    for side, actions in found.items():
        for action in actions:
            for track in scenario.actions[action].cost:
                payers.setdefault(track, set()).add(side)
    for track, sides in payers.items():
        if len(sides) > 1 and track in scenario.tracks:
            known = " and ".join(side for side in found if side in sides)
            draft.report_key("shared-cost", ("phases", id), track=track, sides=known)


def _never_offered(draft: Draft) -> None:
    if _unclear(draft, "menus") or _unclear(draft, "sides"):
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
        unclear = any(draft.is_bad(("actions", id, key)) for key in ("side", "menu"))
        if id not in offered and not unclear:
            draft.report_key("never-offered", ("actions", id))
