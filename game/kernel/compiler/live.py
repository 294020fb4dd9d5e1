"""Finds which variables are live at each step, and which blocks have a single predecessor."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from game.kernel.compiler.front import (
    BUILT_IN,
    CallCode,
    CallStep,
    CodeBranch,
    End,
    Function,
    Return,
    Set,
    Step,
    Write,
    next_blocks,
)


def _names(expressions: Iterable[ast.expr]) -> set[str]:
    found = set()
    for expression in expressions:
        if isinstance(expression, ast.Name):
            found.add(expression.id)
        elif not isinstance(expression, ast.Constant):
            names = (each.id for each in ast.walk(expression) if isinstance(each, ast.Name))
            found.update(name for name in names if name not in BUILT_IN)
    return found


def _uses(step: Step | End | None) -> tuple[set[str], set[str]]:
    """The variables that a step reads, and those that it sets."""
    match step:
        case Set(names, values):
            return _names(values), set(names)
        case Write(row, index, value):
            return _names((row, index, value)), set()
        case CallStep(names, _, arguments):
            return _names(arguments), set(names)
        case CallCode(name, arguments):
            return _names(arguments), {name}
        case CodeBranch(condition):
            return _names((condition,)), set()
        case Return(values):
            return _names(values), set()
    return set(), set()


class _Flow:
    """The analysis of a function's blocks, for `live_at` and `is_alone`."""

    def __init__(self, function: Function) -> None:
        self.uses = [
            [_uses(step) for step in (*block.steps, block.end)] for block in function.blocks
        ]
        self.before = [0] * len(function.blocks)
        """By block, the number of edges that lead to it."""
        reached, waiting = {0}, [0]
        while waiting:
            for to in next_blocks(function.blocks[waiting.pop()].end):
                self.before[to] += 1
                if to not in reached:
                    reached.add(to)
                    waiting.append(to)
        self.live: list[frozenset[str]] = [frozenset()] * len(function.blocks)
        self.later: dict[tuple[int, int], frozenset[str]] = {}
        changed = True
        while changed:
            changed = False
            for number in sorted(reached, reverse=True):
                live = self._needed(function, number, 0)
                if live != self.live[number]:
                    self.live[number], changed = live, True

    def _needed(self, function: Function, block: int, step: int) -> frozenset[str]:
        needed: set[str] = set()
        for to in next_blocks(function.blocks[block].end):
            needed |= self.live[to]
        for used, made in reversed(self.uses[block][step:]):
            needed = (needed - made) | used
        return frozenset(needed)

    def at(self, function: Function, block: int, step: int) -> frozenset[str]:
        """The variables whose values at a step of a block are still read from there on."""
        if step == 0:
            return self.live[block]
        if (block, step) not in self.later:
            self.later[block, step] = self._needed(function, block, step)
        return self.later[block, step]


def _flow(function: Function) -> _Flow:
    """Analyses a function once. Raises Refused."""
    if function.flow is None:
        function.flow = _Flow(function)
        unset = function.flow.live[0].difference(function.parameters)
        for step in (step for each in function.blocks for step in (*each.steps, each.end)):
            for name in sorted(_uses(step)[0] & unset):
                line = getattr(step, "line", 0)
                raise function.refused(line, f"{name} may not be set by then")
    flow: _Flow = function.flow
    return flow


def live_at(function: Function, block: int, step: int) -> frozenset[str]:
    return _flow(function).at(function, block, step)


def is_alone(function: Function, block: int) -> bool:
    """Whether a block has a single predecessor, into which it can be merged."""
    return _flow(function).before[block] == 1 and function.blocks[block].changed is None
