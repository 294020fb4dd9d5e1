"""Games of a kernel as it is in a process of its own: `python elsewhere.py [no-llvmlite] [best]`.

Reads pickled games from standard input, and writes what they came to as JSON; with `best` they are
played by the code that is made for many games.
"""

from __future__ import annotations

import json
import pickle
import sys
from importlib.machinery import ModuleSpec
from typing import Any

from attrs import frozen

from game.model.decisions import Decision
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario


@frozen
class Course:
    """A game to be played: the decisions that are taken one by one, then bots' with its seed."""

    scenario: Scenario
    seed: int
    decisions: tuple[Decision, ...]
    seats: FrozenMap[str, str]


def outcome(course: Course) -> dict[str, Any]:
    """All that the kernel says of a game."""
    from game.kernel.batch import Batch
    from game.kernel.lowering.lower import lower
    from game.kernel.machine import Machine
    from game.rules.compile import compile_rules

    tables = lower(compile_rules(course.scenario))
    machine = Machine(tables, course.seed)
    said = [_said(tables.rules.sides, machine, course)]
    for decision in course.decisions:
        if not machine.may(decision):
            said.append(["refused", str(decision)])
            break
        machine.do(decision)
        said.append(_said(tables.rules.sides, machine, course))
    rows = Batch(tables, course.seats).play(course.seed >> 1, 2)
    kept = (
        []
        if rows is None
        else [rows.digest, *rows.legal.ravel().tolist(), *rows.options.ravel().tolist()]
    )
    return {"said": said, "kept": kept}


def _said(sides: tuple[str, ...], machine: Any, course: Course) -> list[Any]:
    moves = [[str(move) for move in machine.moves(side)] for side in sides]
    choices = [str(machine.choice(side, course.seats[side], 3)) for side in machine.to_move]
    return [machine.digest, moves, choices, list(machine.scores)]


class _Without:
    """A finder of modules that finds no llvmlite."""

    def __init__(self, finder: Any) -> None:
        self._finder = finder

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if name.partition(".")[0] == "llvmlite":
            return None
        found: ModuleSpec | None = self._finder.find_spec(name, path, target)
        return found

    def __getattr__(self, name: str) -> Any:
        return getattr(self._finder, name)


def main() -> None:
    if "no-llvmlite" in sys.argv:
        sys.meta_path[:] = [_Without(finder) for finder in sys.meta_path]
    courses = pickle.load(sys.stdin.buffer)
    from game.kernel import machine_code
    from game.kernel.compiler import disk

    if "best" in sys.argv:
        machine_code.load()
        quick = machine_code.enter
        machine_code._improve()
        assert machine_code.enter is not quick
    found = [outcome(course) for course in courses]
    compiled = machine_code.in_use()
    print(json.dumps({"compiled": compiled, "cache": str(disk.folder()), "found": found}))


if __name__ == "__main__":
    main()
