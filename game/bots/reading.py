"""Between a bot and the kernel's room to work in: lists of decisions, packages."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.packages import named
from game.kernel.codes import W_LIST, W_NAMED
from game.kernel.jit import Numbers
from game.kernel.lower import Tables
from game.model.decisions import Offer


def put_list(tables: Tables, work: Numbers, codes: Sequence[int]) -> None:
    """Puts decisions where the kernel looks for those that are legal."""
    first = tables.numbers[W_LIST]
    for i, code in enumerate(codes):
        work[first + i] = code


def offer_of(tables: Tables, work: Numbers, table: int) -> Offer:
    """The offer of the package that the kernel has named."""
    rules, first = tables.rules.tables[table], tables.numbers[W_NAMED]
    package = tuple(int(work[first + i]) for i in range(len(rules.issues)))
    return Offer(named(rules, package))
