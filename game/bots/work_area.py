"""Writes decisions to the kernel's work area for bots, and reads packages from it."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.packages import package_to_ids
from game.kernel import codes as c
from game.kernel.lowering.lower import Tables
from game.kernel.whole_numbers import Numbers
from game.model.decisions import Offer


def put_list(tables: Tables, work: Numbers, codes: Sequence[int]) -> None:
    """Writes the legal decisions to the place where the kernel reads them."""
    first = tables.numbers[c.W_LIST]
    for i, code in enumerate(codes):
        work[first + i] = code


def offer_of(tables: Tables, work: Numbers, table: int) -> Offer:
    """Reads the package that the kernel has chosen, and returns it as an offer."""
    rules, first = tables.rules.tables[table], tables.numbers[c.W_NAMED]
    package = tuple(int(work[first + i]) for i in range(len(rules.issues)))
    return Offer(package_to_ids(rules, package))
