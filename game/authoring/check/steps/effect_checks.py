"""Checks effects: delays that are too long, endless chains of injects, and equal random draws."""

from __future__ import annotations

from game.authoring.check.sizes import check_effect_sizes
from game.authoring.check.steps.chains import DEEPEST, find_chains, show_circle
from game.authoring.check.steps.triggers import triggered
from game.authoring.draft import Draft
from game.authoring.reading.nodes import Path
from game.model.effects import After, Chance, OneOf, Upkeep
from game.rules.rng import site


def check_effects(draft: Draft) -> None:
    """Reports delays past the end of the game, circles of `fire`, and places with equal draws."""
    if not draft.is_damaged(("turns",)):
        _check_delays(draft, draft.scenario.turns)
    if _check_chains(draft):
        check_effect_sizes(draft)
    _check_draw_sites(draft)


def _check_delays(draft: Draft, turns: int) -> None:
    """Reports what would begin, or would be delayed, until after the last turn."""
    parts = {path: step for path, step in draft.steps if isinstance(step, Upkeep)}
    for path, part in parts.items():
        if part.first_turn > turns:
            draft.report("from-late", (*path, "from"), found=part.first_turn, turns=turns)
    for path, step in draft.steps:
        # The opening takes place before turn 1, everything else on turn 1 at the earliest.
        around = [parts[path[:i]].first_turn for i in range(len(path)) if path[:i] in parts]
        first = 0 if path[0] == "opening" else max(around, default=1)
        if not isinstance(step, After) or not isinstance(step.turns, int):
            continue
        if step.turns > turns - first >= 0:
            values = {"found": step.turns, "turns": turns, "latest": turns - first, "first": first}
            draft.report("after-late", (*path, "after"), **values)


def _check_draw_sites(draft: Draft) -> None:
    """Reports two places that would draw the same numbers, because their paths have the same hash.

    See rule 2.2.
    """
    scenario = draft.scenario
    places: list[Path] = [path for path, s in draft.steps if isinstance(s, Chance | OneOf)]
    for section in ("deals", "phases", "injects"):
        places += [(section, id) for id in getattr(scenario, section)]
    first: dict[int, str] = {}
    for path in places:
        name = "/".join(map(str, path))
        other = first.setdefault(site(name), name)
        if other != name:
            draft.report_key("equal-sites", path, found=name, other=other)


def _check_chains(draft: Draft) -> bool:
    """Reports injects that fire each other at once in a circle, or in a chain that is too deep.

    Returns whether there are none (rule 6.4). Only effects without a delay count.
    """
    delayed = {path for path, step in draft.steps if isinstance(step, After)}
    fires: dict[str, list[tuple[str, int]]] = {}
    paths: dict[tuple[str, str], Path] = {}
    for path, step in draft.steps:
        source = _find_source(path)
        at_once = not any(path[:i] in delayed for i in range(len(path)))
        if source and at_once:
            for target in dict.fromkeys(map(_find_source, triggered(draft.scenario, step))):
                fires.setdefault(source, []).append((target, len(path)))
                paths.setdefault((source, target), path)
    chains = find_chains(fires)
    for circle in chains.circles:
        closing = paths[circle[-1], circle[0]]
        if not any(id.startswith("table ") for id in circle):
            word = "fire" if circle[0] in draft.scenario.injects else "stop"
            draft.report("fire-circle", (*closing, word), circle=show_circle(circle))
    deep = [id for id in fires if chains.depths[id] > DEEPEST and id in draft.scenario.injects]
    if deep and not chains.circles:
        draft.report_key("fire-deep", ("injects", deep[0]))
    return not chains.circles and not deep


def _find_source(path: Path) -> str:
    """The inject, table or project whose effects contain a step; "" if nothing sets them off."""
    match path:
        case ("injects", str(id), *_):
            return id
        case ("projects", str(id), "stopped", *_):
            return f"project {id}"
        case ("tables", str(id), "lapsed", *_):
            return f"table {id}"
        case ("tables", str(id), "issues", str(), "options", str(), "lapsed", *_):
            return f"table {id}"
        case ("tables", str(id), "rejected", *_):
            return f"rejected {id}"
        case ("tables", str(id), "agreed", *_):
            return f"ratified {id}"
        case ("tables", str(id), "issues", str(), "options", str(), "effects", *_):
            return f"ratified {id}"
        case _:
            return ""
