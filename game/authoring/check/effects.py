"""Effects: what comes too late, injects that fire each other without end, draws that coincide."""

from __future__ import annotations

from game.authoring.draft import Draft
from game.authoring.nodes import Path
from game.model.effects import After, Chance, Fire, OneOf
from game.rules.chance import site


def check_effects(draft: Draft) -> None:
    """Reports delays that outlast the game, circles of `fire`, and places that share their luck."""
    turns = draft.scenario.turns
    for path, step in draft.steps:
        if isinstance(step, After) and step.turns >= turns and not draft.is_bad(("turns",)):
            draft.report("after-late", (*path, "after"), found=step.turns, turns=turns)
    _fire_circles(draft)
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


def _fire_circles(draft: Draft) -> None:
    """Injects that fire each other in the same breath (rule 6.4)."""
    delayed = {path for path, step in draft.steps if isinstance(step, After)}
    fires: dict[str, list[tuple[str, Path]]] = {}
    for path, step in draft.steps:
        at_once = not any(path[:i] in delayed for i in range(len(path)))
        if isinstance(step, Fire) and path[0] == "injects" and at_once:
            fires.setdefault(str(path[1]), []).append((step.inject, path))
    done: set[str] = set()

    def visit(id: str, way: tuple[str, ...]) -> None:
        for target, path in fires.get(id, ()):
            if target in way:
                circle = " → ".join((*way[way.index(target) :], target))
                draft.report("fire-circle", (*path, "fire"), circle=circle)
            elif target not in done:
                visit(target, (*way, target))
        done.add(id)

    for id in fires:
        if id not in done:
            visit(id, (id,))
