"""Effects: what comes too late, injects that fire each other without end, draws that coincide."""

from __future__ import annotations

from game.authoring.check.chains import DEEPEST, chains, named
from game.authoring.check.sizes import check_effect_sizes
from game.authoring.draft import Draft
from game.authoring.reading.nodes import Path
from game.model.effects import After, Chance, Fire, Lapse, OneOf
from game.rules.rng import site


def check_effects(draft: Draft) -> None:
    """Reports delays that outlast the game, circles of `fire`, and places that share their luck."""
    turns = draft.scenario.turns
    for path, step in draft.steps:
        # The opening is before turn 1, all else on it at the earliest.
        latest = turns if path[0] == "opening" else turns - 1
        if isinstance(step, After) and step.turns > latest and not draft.is_bad(("turns",)):
            values = {"found": step.turns, "turns": turns, "latest": latest}
            draft.report("after-late", (*path, "after"), **values)
    if _chains_end(draft):
        check_effect_sizes(draft)
    _equal_sites(draft)


def _equal_sites(draft: Draft) -> None:
    """Places whose draws would be the same, because their paths hash alike (rule 2.2)."""
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


def _chains_end(draft: Draft) -> bool:
    """Whether no injects fire each other in the same breath (rule 6.4), or through too many others;
    reports those that do."""
    delayed = {path for path, step in draft.steps if isinstance(step, After)}
    fires: dict[str, list[tuple[str, int]]] = {}
    paths: dict[tuple[str, str], Path] = {}
    for path, step in draft.steps:
        source, at_once = _source(path), not any(path[:i] in delayed for i in range(len(path)))
        if source and at_once and isinstance(step, Fire | Lapse):
            target = step.inject if isinstance(step, Fire) else f"table {step.table}"
            fires.setdefault(source, []).append((target, len(path)))
            paths.setdefault((source, target), path)
    found = chains(fires)
    for circle in found.circles:
        closing = paths[circle[-1], circle[0]]
        if all(id in draft.scenario.injects for id in circle):
            draft.report("fire-circle", (*closing, "fire"), circle=named(circle))
    deep = [id for id in fires if found.depths[id] > DEEPEST and id in draft.scenario.injects]
    if deep and not found.circles:
        draft.report_key("fire-deep", ("injects", deep[0]))
    return not found.circles and not deep


def _source(path: Path) -> str:
    """What a step belongs to that something else can bring about at once; empty elsewhere."""
    match path:
        case ("injects", str(id), *_):
            return id
        case ("tables", str(id), "lapsed", *_):
            return f"table {id}"
        case ("tables", str(id), "issues", str(), "options", str(), "lapsed", *_):
            return f"table {id}"
        case _:
            return ""
