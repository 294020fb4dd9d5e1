"""All functions of a scenario as one module of LLVM's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve, frozen

from game.kernel import codes as c
from game.kernel.lowering.lower import Tables
from game.kernel.native import flow, injects, lists, turns
from game.kernel.native.formulas import write_formula
from game.kernel.native.programs import supported, write_emptying, write_program
from game.kernel.native.text import END, PRELUDE, write_draw
from game.kernel.whole_numbers import Numbers

FUNCTIONS = "functions"
"""The name of the row in which a module says where its functions stand."""


@frozen
class Module:
    """The text of a module, and what its functions are for."""

    text: str
    addresses: tuple[int, ...]
    """For each function of the row FUNCTIONS the address in `T` of what it does."""
    read: frozenset[int] = frozenset()
    """The addresses in `T` on whose numbers the text depends; code loads all others."""


class _NotedRow(list[int]):
    """A row of numbers that notes at which addresses it is read."""

    def __init__(self, numbers: Iterable[int]) -> None:
        super().__init__(numbers)
        self.read = set[int]()

    def __getitem__(self, address: Any) -> Any:
        self.read.add(address)
        return super().__getitem__(address)


def write_module(tables: Tables) -> Module:
    """Writes a scenario's module. Raises Unknown where a step has no translation.

    Programs that put packages on a table, and what runs them, are left to the interpreter.
    """
    # One by one, numpy's numbers are slow.
    noted = _NotedRow([int(tables.numbers[i]) for i in range(len(tables.numbers))])
    T: Numbers = noted
    phases, stages = len(tables.rules.phases), len(tables.rules.stages)
    programs = supported(T, tables.programs)
    functions = {address: write_formula(T, address) for address in tables.formulas}
    functions |= {address: write_program(T, address) for address in sorted(programs)}
    functions |= {
        rows: lists.write_list(T, rows, phase, side) for rows, phase, side in lists.lists(T, phases)
    }
    functions[T[c.H_ENDINGS]] = injects.write_endings(T)
    for phase in injects.inject_phases(T, phases):
        if programs.issuperset(injects.programs_of(T, phase)):
            functions[phase] = injects.write_events(T, phase)
    for phase in turns.alternate_phases(T, phases):
        if programs.issuperset(turns.programs_of_turns(T, phase)):
            functions[phase] = turns.write_turns(T, phase)
    inner = [write_draw(T)]
    inner += [
        write_emptying(T, T[T[c.H_TABLE_RECORDS] + table]) for table in range(T[c.H_TABLES_N])
    ]
    if programs.issuperset(flow.programs_of_flow(T, phases, stages)):
        functions[T[c.H_PHASES]] = flow.write_advance(T, phases, stages)
        inner += [flow.write_turn(T, stages), flow.write_judging(T), flow.write_conclusion(T)]
    return evolve(assemble(functions, inner), read=frozenset(noted.read))


def assemble(functions: Mapping[int, str], inner: Iterable[str] = ()) -> Module:
    """Puts functions together, by what in `T` they are for, and others that only these call."""
    names = [text[text.index("@") : text.index("(")] for text in functions.values()]
    row = ", ".join(f"ptr {name}" for name in names)
    entries = f"@{FUNCTIONS} = constant [{len(names)} x ptr] [{row}]\n"
    return Module("\n".join([PRELUDE, *inner, *functions.values(), entries, END]), tuple(functions))
