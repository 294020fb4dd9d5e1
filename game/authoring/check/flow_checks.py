"""Checks the course of a game: stages, phases, menus, actions and outcomes."""

from __future__ import annotations

from game.authoring.draft import Draft
from game.authoring.listing import list_ids
from game.model.flow import ActionsPhase, InjectsPhase, TablePhase
from game.model.scenario import Scenario


def check_flow(draft: Draft, incomplete_kinds: frozenset[str]) -> None:
    """Reports what can never be reached or done, and stages without decisions."""
    _check_outcomes(draft)
    _check_actions(draft)
    if not incomplete_kinds & {"stage", "phase", "action", "menu", "table", "side"}:
        _check_stages(draft)
        _check_phases(draft)
        _check_all_offered(draft)


def find_reachable_stages(scenario: Scenario, turns: int) -> set[str]:
    """The stages that a game can be in during its first turns, whatever the conditions are."""
    reached: set[str] = set()
    edge = set(list(scenario.stages)[:1])
    while edge - reached and turns:
        reached |= edge
        edge = {way.to for id in edge for way in scenario.stages[id].next} & set(scenario.stages)
        turns -= 1
    return reached


def find_offered_actions(scenario: Scenario, phase: ActionsPhase) -> dict[str, list[str]]:
    """The actions that a phase offers, by side; sides without any are left out."""
    by_side: dict[str, list[str]] = {}
    for side in phase.sides or scenario.sides:
        offered = [
            id
            for id, action in scenario.actions.items()
            if action.menu in phase.menus and side in action.side
        ]
        if offered:
            by_side[side] = offered
    return by_side


def _check_outcomes(draft: Draft) -> None:
    outcomes = list(draft.scenario.outcomes.items())
    for i, (id, outcome) in enumerate(outcomes):
        if draft.is_damaged(("outcomes", id, "when")):
            continue
        last = i == len(outcomes) - 1
        if last and outcome.when is not None:
            draft.report_key("last-outcome", ("outcomes", id, "when"), found=id)
        elif last and outcome.ends is not None and not draft.is_damaged(("outcomes", id, "ends")):
            draft.report_key("ends-always", ("outcomes", id, "ends"), found=id)
        elif not last and outcome.when is None:
            draft.report_key("early-outcome", ("outcomes", id), found=id)


def _check_actions(draft: Draft) -> None:
    scenario = draft.scenario
    for id, action in scenario.actions.items():
        if action.cooldown is not None and action.repeat:
            draft.report_key("cooldown-repeat", ("actions", id, "cooldown"))
        for track_id, cost in action.cost.items():
            track = scenario.tracks.get(track_id)
            if track is None or _is_range_unclear(draft, track_id):
                continue
            span = track.bounds[1] - track.bounds[0]
            if cost > span:
                path = ("actions", id, "cost", track_id)
                draft.report("cost-too-high", path, found=cost, span=span)


def _is_range_unclear(draft: Draft, track: str) -> bool:
    return any(draft.is_damaged(("tracks", track, key)) for key in ("range", "levels"))


def _check_stages(draft: Draft) -> None:
    scenario = draft.scenario
    reached = find_reachable_stages(scenario, len(scenario.stages))
    for id, stage in scenario.stages.items():
        asks = draft.is_damaged(("stages", id, "phases")) or any(
            _asks_decision(draft, p) for p in stage.phases
        )
        if not asks:
            draft.report_key("silent-stage", ("stages", id))
        if id not in reached and not draft.is_damaged(("stages", "*", "next")):
            draft.report_key("unreached-stage", ("stages", id))


def _asks_decision(draft: Draft, id: str) -> bool:
    """Whether a phase can ever ask for a decision; an unreadable phase counts as asking."""
    phase = draft.scenario.phases.get(id)
    match phase:
        case ActionsPhase():
            unclear = draft.is_damaged(("phases", id)) or draft.is_damaged(("actions", "*", "side"))
            return unclear or bool(find_offered_actions(draft.scenario, phase))
        case InjectsPhase():
            return False
        case _:
            return True


def _check_phases(draft: Draft) -> None:
    scenario = draft.scenario
    used = {phase for stage in scenario.stages.values() for phase in stage.phases}
    visited = set()
    for id, phase in scenario.phases.items():
        if draft.is_unreadable(("phases", id)):
            continue
        if id not in used and not draft.is_damaged(("stages", "*", "phases")):
            draft.report_key("unused-phase", ("phases", id))
        if isinstance(phase, TablePhase):
            visited.add(phase.table)
        elif isinstance(phase, ActionsPhase):
            _check_sides(draft, id, phase)
    for id in scenario.tables:
        if id not in visited and not _is_unclear(draft, "table"):
            draft.report_key("unvisited-table", ("tables", id))


def _is_unclear(draft: Draft, key: str) -> bool:
    """Whether some phase's value for a key, or its kind, could not be read."""
    return draft.is_damaged(("phases", "*", key)) or draft.is_damaged(("phases", "*", "kind"))


def _check_sides(draft: Draft, id: str, phase: ActionsPhase) -> None:
    """Reports sides without an action in their phase, and costs that several sides can pay."""
    scenario = draft.scenario
    offered = find_offered_actions(scenario, phase)
    for i, side in enumerate(phase.sides):
        if side in scenario.sides and side not in offered and not _may_offer_more(draft, id):
            draft.report("idle-side", ("phases", id, "sides", i), found=side)
    if phase.order == "together" and not draft.is_damaged(("phases", id, "order")):
        _check_shared_costs(draft, id, offered)


def _may_offer_more(draft: Draft, phase: str) -> bool:
    """Whether a phase may offer more actions, which could not be read."""
    return draft.is_damaged(("phases", phase, "menus")) or draft.is_damaged(
        ("actions", "*", "side")
    )


def _check_shared_costs(draft: Draft, id: str, offered: dict[str, list[str]]) -> None:
    scenario = draft.scenario
    payers: dict[str, set[str]] = {}
    for side, actions in offered.items():
        for action in actions:
            for track in scenario.actions[action].cost:
                payers.setdefault(track, set()).add(side)
    for track, sides in payers.items():
        if len(sides) > 1 and track in scenario.tracks:
            known = list_ids(side for side in offered if side in sides)
            draft.report_key("shared-cost", ("phases", id), track=track, sides=known)


def _check_all_offered(draft: Draft) -> None:
    if _is_unclear(draft, "menus") or _is_unclear(draft, "sides"):
        return
    scenario = draft.scenario
    offered = {
        action
        for phase in scenario.phases.values()
        if isinstance(phase, ActionsPhase)
        for actions in find_offered_actions(scenario, phase).values()
        for action in actions
    }
    for id in scenario.actions:
        unclear = any(draft.is_damaged(("actions", id, key)) for key in ("side", "menu"))
        if id not in offered and not unclear:
            draft.report_key("never-offered", ("actions", id))
