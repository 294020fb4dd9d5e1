"""Effects: what would come too late, and injects that would fire each other without end."""

from __future__ import annotations

from game.authoring.draft import Draft
from game.authoring.nodes import Path
from game.model.effects import After, Fire


def check_effects(draft: Draft) -> None:
    """Reports delays that outlast the game and circles of `fire`."""
    turns = draft.scenario.turns
    for path, step in draft.steps:
        if isinstance(step, After) and step.turns >= turns and not draft.is_bad(("turns",)):
            draft.report("after-late", (*path, "after"), found=step.turns, turns=turns)
    _fire_circles(draft)


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
