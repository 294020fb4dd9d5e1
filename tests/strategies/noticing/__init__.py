"""How it is noticed what a game exercised: from states, entries, refusals and compiled rules."""

from collections.abc import Callable, Iterator

from strategies.noticing.acting import actions, short
from strategies.noticing.bargaining import tables
from strategies.noticing.entries import CAUSES, ENTRIES, entries
from strategies.noticing.events import injects, interventions, promises
from strategies.noticing.luck import luck
from strategies.noticing.passages import Passage, passages
from strategies.noticing.reading import READINGS, readings
from strategies.noticing.turns import dropped, ending, turns
from strategies.noticing.written import refusals, whole

NOTICES: tuple[Callable[[Passage], Iterator[str]], ...] = (
    *(entries, luck, turns, dropped, ending, actions, tables, injects, promises, interventions),
)
"""What is asked of every step of a game."""

__all__ = [
    "CAUSES",
    "ENTRIES",
    "NOTICES",
    "READINGS",
    "passages",
    "readings",
    "refusals",
    "short",
    "whole",
]
