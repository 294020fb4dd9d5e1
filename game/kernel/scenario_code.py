"""Machine code for one scenario, for processes that play many games of it.

It is compiled from the same functions as the general code, for known addresses in `T`: each
formula, program, list of actions, injects phase and alternate phase, and the way from phase to
phase.
"""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from typing import Any, Final, TypeAlias
from weakref import WeakKeyDictionary

from attrs import define, evolve

from game.kernel import codes as c
from game.kernel import machine_code
from game.kernel.compiler import FUNCTIONS, NOWHERE, Argument, Kind, disk
from game.kernel.lowering.lower import Tables, numbers
from game.kernel.run import choosing, effects, flow, formulas, legality, playout

IF_COMPILED = 500_000
"""The decisions played with tables after which code is used if it is on disk."""
AT_LEAST = 5_000_000
"""The decisions after which code is compiled; compiling takes as long as playing so many."""
LARGEST = 60_000
"""The most numbers in `T` for which code is compiled; shipped scenarios have up to half of that.
This keeps each step of the compiler below about two seconds, which is the longest wait of a user
who interrupts."""

Entries: TypeAlias = Mapping[int, tuple[Callable[..., Any], tuple[Argument, ...]]]
"""By address in `T`, the function to compile for what is there, and its arguments."""
_READER: Final[tuple[Kind, ...]] = ("T", "i32", "i64")
_ACTOR: Final[tuple[Kind, ...]] = ("T", "u64", "i32", "i64", "u")


@define
class _Use:
    """How this process has used some tables so far."""

    decisions: int = 0
    """The number of decisions played with them."""
    tries: int = 0
    """How often machine code was sought: first on disk only, then to compile it."""
    quick: Tables | None = None
    """The tables with machine code, if there is any."""
    read: frozenset[int] = frozenset()
    """The addresses of numbers on which the machine code depends."""


_uses: WeakKeyDictionary[Tables, _Use] = WeakKeyDictionary()
_engines: dict[str, Any] = {}
"""By name, the machine code in memory, which must stay alive as long as it may be called."""


def note_played(tables: Tables, decisions: int) -> None:
    """Counts decisions that were played with tables."""
    machine_code.note_played(decisions)
    _count(tables, decisions)


def _count(tables: Tables, decisions: int) -> None:
    _use(tables).decisions += decisions
    for of_others in (tables.origin, tables.base):
        if of_others is not None:
            _count(of_others, decisions)


def quickest(tables: Tables) -> Tables:
    """Adds machine code to tables, once enough has been played to make that worthwhile."""
    return _with_code(tables, _seek_if_it_pays)


def with_machine_code(tables: Tables) -> Tables:
    """Adds machine code to tables; returns them unchanged if there can't be any."""
    return _with_code(tables, partial(_seek, may_compile=True))


def _with_code(tables: Tables, seek: Callable[[Tables], Tables | None]) -> Tables:
    """Adds code to tables: that of their origin or base, or their own, which `seek` finds."""
    use = _use(tables)
    if tables.origin is not None:
        _share(tables, _with_code(tables.origin, seek))
    if tables.base is not None:
        _extend(tables, _with_code(tables.base, seek))
    elif use.quick is None:
        use.quick = seek(tables)
    return use.quick or tables


def _seek_if_it_pays(tables: Tables) -> Tables | None:
    """As `_seek`, but only when enough decisions were played with the tables; None before.

    It seeks twice at most: first for code on disk, and later, when that pays, it may compile.
    """
    use = _use(tables)
    if use.tries == 2 or use.decisions < (IF_COMPILED, AT_LEAST)[use.tries]:
        return None
    pays = use.decisions >= AT_LEAST
    use.tries = 2 if pays else 1
    return _seek(tables, may_compile=pays)


def _use(tables: Tables) -> _Use:
    return _uses.setdefault(tables, _Use())


def _share(tables: Tables, origin: Tables) -> None:
    """Gives tables the machine code of their origin, if that fits their numbers too."""
    use = _use(tables)
    if use.quick is not None or origin.functions is None or tables.origin is None:
        return
    row, others = _listed(tables), _listed(tables.origin)
    if all(row[address] == others[address] for address in _use(tables.origin).read):
        row[c.W_NATIVE] = origin.numbers[c.W_NATIVE]
        use.quick = evolve(origin, numbers=numbers(row, "int32"))


def _extend(tables: Tables, base: Tables) -> None:
    """Gives tables the machine code of their base, if it has any, and code for what they add."""
    use = _use(tables)
    if use.quick is not None or base.functions is None:
        return
    added = tables.formulas[len(base.formulas) :]
    entries = {address: (formulas.value, (*_READER, address)) for address in added}
    functions = [base.functions[i] for i in range(len(base.functions))]
    places, _ = _functions(_listed(tables), entries)
    if places:
        use.quick = _join(tables, dict(zip(entries, places, strict=True)), functions)


def _seek(tables: Tables, *, may_compile: bool) -> Tables | None:
    """Adds machine code to tables; None if there is none, and it can't or may not be compiled."""
    if not machine_code.in_use() or len(tables.numbers) > LARGEST:
        return None
    entries = _entries(tables)
    places, _use(tables).read = _functions(_listed(tables), entries, may_compile=may_compile)
    if not places:
        return None
    return _join(tables, dict(zip(entries, places, strict=True)))


def _join(tables: Tables, places: Mapping[int, int], others: Sequence[int] = ()) -> Tables:
    """Adds to tables where in memory their functions are, by address in `T`.

    others: the places of functions that were compiled earlier, by address.
    """
    row = _listed(tables)
    functions = [*others, *[0] * (len(row) - len(others))]
    row[c.W_NATIVE] = tables.room
    for address, place in places.items():
        functions[address] = place
    return evolve(
        tables,
        numbers=numbers(row, "int32"),
        room=tables.room + len(functions),
        functions=numbers(functions, "int64"),
    )


def _listed(tables: Tables) -> list[int]:
    return [int(tables.numbers[i]) for i in range(len(tables.numbers))]


# ------------------------------------------------------------------------------ what is compiled


def _entries(tables: Tables) -> Entries:
    """All functions that are compiled for a scenario."""
    T = _listed(tables)
    entries: dict[int, tuple[Callable[..., Any], tuple[Argument, ...]]] = {
        address: (formulas.value, (*_READER, address)) for address in tables.formulas
    }
    entries |= {address: (effects.run, (*_ACTOR, address)) for address in tables.programs}
    entries[T[c.H_ENDINGS]] = effects.try_outcomes, _READER
    entries[T[c.H_PHASES]] = flow.advance, _ACTOR
    for phase in (T[T[c.H_PHASES] + k] for k in range(T[c.H_PHASES_N])):
        entries |= _phase_entries(T, phase)
    for table in (T[T[c.H_TABLE_RECORDS] + k] for k in range(T[c.H_TABLES_N])):
        entries[table] = legality.qualifies, (*_READER, table, "i")
        entries[table + c.LISTING] = choosing.list_options, (*_READER, table)
    return entries


def _phase_entries(
    T: Sequence[int], phase: int
) -> Iterator[tuple[int, tuple[Callable[..., Any], tuple[Argument, ...]]]]:
    if T[phase + c.PHASE_KIND] == c.INJECTS:
        yield phase, (flow._run_injects, (*_ACTOR, phase))
    elif T[phase + c.PHASE_KIND] == c.ACTIONS:
        for side in range(T[c.H_SIDES]):
            rows = T[phase + c.A_ROWS] + 2 * side
            yield rows, (legality.list_actions, (*_READER, phase, side))
        if T[phase + c.A_TOGETHER] == 0 and T[phase + c.A_SIDES_N] > 0:
            # Sides that choose by chance don't need the state as they see it.
            given: tuple[Argument, ...] = ("T", "u64", "i32", NOWHERE, "i64", "u", "u", phase, True)
            yield phase, (playout.decide_in_turn, given)


def _functions(
    T: list[int], entries: Entries, *, may_compile: bool = True
) -> tuple[tuple[int, ...], frozenset[int]]:
    """Loads or compiles functions; returns their places in memory, and what they depend on.

    They depend on the numbers at some addresses in `T`. Both results are empty if there is no code
    yet and none may be compiled, or if it can't be compiled. On disk, code is named by the
    functions and by the numbers that were read when they were compiled; the addresses of these
    numbers are kept too.
    """
    from game.kernel.compiler import build

    sizes = {"T": 4 * len(T), "i32": 4 * T[c.H_STATE], "i64": 8 * T[c.H_WORK]}
    asked = [(function.__name__, given) for function, given in entries.values()]
    index = build.digest(f"{sizes} {asked}")
    read = array("i", disk.kept(index) or b"")
    name = _name(index, T, read)
    code = None if name in _engines else disk.kept(name)
    if name not in _engines and code is None:
        if not may_compile:
            return (), frozenset()
        from game.kernel.compiler.back import KnownScenario, Module
        from game.kernel.compiler.front import Refused

        module = Module(KnownScenario(T, c.HEAD, frozenset({c.W_NATIVE, c.H_TURNS}), sizes))
        try:
            for function, given in entries.values():
                module.add_entry(function, given)
            text = module.text
        except Refused:  # an unknown step, which raises an error when it is played
            return (), frozenset()
        read = array("i", sorted(module.read))
        name = _name(index, T, read)
        disk.keep(index, read.tobytes())
        code = disk.kept(name)  # it may exist: the index may be another scenario's
        if code is None:
            code = build.compile_text(text, build.BEST)
            assert code is not None
            disk.keep(name, code)
    if code is not None:
        _engines[name] = build.load(code)
    first = _engines[name].get_global_value_address(FUNCTIONS)
    places = tuple((ctypes.c_int64 * len(entries)).from_address(first))
    return places, frozenset(read)


def _name(index: str, T: Sequence[int], read: Sequence[int]) -> str:
    """The name of code that depends on some numbers in `T`."""
    return f"{index[:16]}-{sha256(repr([(i, T[i]) for i in read]).encode()).hexdigest()[:16]}"
