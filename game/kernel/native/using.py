"""When a scenario's tables get machine code: where so many games are played that it pays."""

from __future__ import annotations

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from attrs import define, evolve

from game.kernel import codes as c
from game.kernel import machine_code
from game.kernel.lowering.lower import Tables, numbers
from game.kernel.native.formulas import Unknown, write_formula
from game.kernel.native.module import Module, assemble, write_module

IF_COMPILED = 500_000
"""Decisions played with tables after which code is used that somebody has compiled before."""
AT_LEAST = 5_000_000
"""Decisions after which it is compiled: in the time that this takes, as many are played."""
LONGEST = 2_000_000
"""Characters of a module that is compiled; a shipped scenario's has half of it. No step of the
compiler takes more than about a second, so that a user who interrupts needn't wait for it."""


@define
class _Use:
    """What this process has done with some tables so far."""

    decisions: int = 0
    """How many decisions have been played with them."""
    tries: int = 0
    """How often machine code has been sought: once that of others, once their own."""
    quick: Tables | None = None
    """The same tables with machine code, where they have some."""
    read: frozenset[int] = frozenset()
    """The addresses of numbers on which the machine code depends."""


_uses: WeakKeyDictionary[Tables, _Use] = WeakKeyDictionary()


def note_played(tables: Tables, decisions: int) -> None:
    """Notes that so many more decisions have been played with tables."""
    machine_code.note_played(decisions)
    _count(tables, decisions)


def _count(tables: Tables, decisions: int) -> None:
    _use(tables).decisions += decisions
    for of_others in (tables.origin, tables.base):
        if of_others is not None:
            _count(of_others, decisions)


def quickest(tables: Tables) -> Tables:
    """The same tables with machine code, where enough has been played to make it pay."""
    if tables.origin is not None:
        _share(tables, quickest(tables.origin))
    use = _use(tables)
    if tables.base is not None:
        _extend(tables, quickest(tables.base))
    elif (
        use.quick is None and use.tries < 2 and use.decisions >= (IF_COMPILED, AT_LEAST)[use.tries]
    ):
        pays = use.decisions >= AT_LEAST
        use.tries = 2 if pays else 1
        use.quick = _seek(tables, may_compile=pays)
    return use.quick or tables


def with_machine_code(tables: Tables) -> Tables:
    """The same tables with machine code; the tables themselves where there can't be any."""
    if tables.origin is not None:
        _share(tables, with_machine_code(tables.origin))
    use = _use(tables)
    if tables.base is not None:
        _extend(tables, with_machine_code(tables.base))
    elif use.quick is None:
        use.quick = _seek(tables, may_compile=True)
    return use.quick or tables


def _use(tables: Tables) -> _Use:
    return _uses.setdefault(tables, _Use())


def _share(tables: Tables, origin: Tables) -> None:
    """Gives tables the machine code of their origin, if it has any that fits their numbers, too."""
    use = _use(tables)
    if use.quick is not None or origin.functions is None or tables.origin is None:
        return
    row, others = _listed(tables), _listed(tables.origin)
    if all(row[address] == others[address] for address in _use(tables.origin).read):
        row[c.W_NATIVE] = origin.numbers[c.W_NATIVE]
        use.quick = evolve(origin, numbers=numbers(row, "int32"))


def _extend(tables: Tables, base: Tables) -> None:
    """Gives tables the machine code of their base, if it has any, and some for what they add."""
    use = _use(tables)
    if use.quick is not None or base.functions is None:
        return
    from game.kernel.native.compiling import compile_module

    T = _listed(tables)
    added = tables.formulas[len(base.formulas) :]
    module = assemble({address: write_formula(T, address) for address in added})
    functions = [base.functions[i] for i in range(len(base.functions))]
    use.quick = _join(tables, module, compile_module(module), functions)


def _seek(tables: Tables, *, may_compile: bool) -> Tables | None:
    """The same tables with machine code; None where there is none, or it isn't worth making."""
    if not machine_code.in_use():
        return None
    from game.kernel.native.compiling import compile_module, is_compiled

    try:
        module = write_module(tables)
        if len(module.text) > LONGEST or not (may_compile or is_compiled(module)):
            return None
        _use(tables).read = module.read
        return _join(tables, module, compile_module(module))
    except (Unknown, RuntimeError):  # a new step; or an LLVM that reads another language
        return None


def _join(
    tables: Tables, module: Module, functions: Sequence[int], others: Sequence[int] = ()
) -> Tables:
    """Tables that know where in memory the functions of their module stand.

    others: where those of an earlier module stand, by address.
    """
    row = _listed(tables)
    places = [*others, *[0] * (len(row) - len(others))]
    row[c.W_NATIVE] = tables.room
    for address, function in zip(module.addresses, functions, strict=True):
        places[address] = function
    return evolve(
        tables,
        numbers=numbers(row, "int32"),
        room=tables.room + len(places),
        functions=numbers(places, "int64"),
    )


def _listed(tables: Tables) -> list[int]:
    return [tables.numbers[i] for i in range(len(tables.numbers))]
