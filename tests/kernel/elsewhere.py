"""Games of a kernel as it is in a process of its own: `python elsewhere.py [no-numba] [fold]`.

Reads pickled games from standard input, and writes what they came to as JSON; with `fold` only the
digests of empty states, for which little has to be compiled.
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


def folded(course: Course) -> int:
    """The digest of an empty state."""
    import small

    from game.kernel.lowering.lower import lower
    from game.kernel.numba.jit import u64
    from game.rules.compile import compile_rules

    tables = lower(compile_rules(course.scenario))
    return int(small.fold(tables.numbers, tables.state(), u64(course.seed)))


def _said(sides: tuple[str, ...], machine: Any, course: Course) -> list[Any]:
    moves = [[str(move) for move in machine.moves(side)] for side in sides]
    choices = [str(machine.choice(side, course.seats[side], 3)) for side in machine.to_move]
    return [machine.digest, moves, choices, list(machine.scores)]


class _Without:
    """A finder of modules that finds no numba."""

    def __init__(self, finder: Any) -> None:
        self._finder = finder

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if name.partition(".")[0] == "numba":
            return None
        found: ModuleSpec | None = self._finder.find_spec(name, path, target)
        return found

    def __getattr__(self, name: str) -> Any:
        return getattr(self._finder, name)


def main() -> None:
    if "no-numba" in sys.argv:
        sys.meta_path[:] = [_Without(finder) for finder in sys.meta_path]
    courses = pickle.load(sys.stdin.buffer)
    from game.kernel.numba import jit

    found = [folded(course) if "fold" in sys.argv else outcome(course) for course in courses]
    linked = False
    if jit.FAST:
        from game.kernel.numba import linking

        linked = linking.in_use()
    said = {"fast": jit.FAST, "linked": linked, "cache": str(jit.cache_folder()), "found": found}
    print(json.dumps(said))


if __name__ == "__main__":
    main()
