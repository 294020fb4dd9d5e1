"""The best blind list of a seat, with which `strength.py --blind` compares an expert."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from game.lab.standard.climbing import Climb

EVERY = 0.2
"""Seconds between two notes of progress."""


@frozen
class BestList:
    """The best blind list of a seat that hill climbing has found."""

    climb: Climb
    scores: tuple[int, ...]
    """By seed from 0 on, its score against the mix of bots whose turn it is."""
    mixes: tuple[str, ...]
    """The bots of each mix, which take turns."""
    lines: tuple[str, ...]
    """The list in words."""


def seek_list(path: str, side: str, games: int, seconds: float, most_games: float) -> BestList:
    """Climbs for a seat, and plays the games that an expert plays; progress goes to a terminal."""
    from game.authoring.load import load
    from game.lab.standard.climbing import ListGames, climb
    from game.rules.compile import compile_rules

    rules = compile_rules(load(path))
    of_side = ListGames(rules, side, machine_code=True)
    name = f"{rules.scenario.id}, {side}"
    climbed = climb(of_side, seconds=seconds, most_games=most_games, progress=_Note(name).show)
    mixes = [", ".join(who for _, who in mix) for mix in of_side.mixes]
    count = len(mixes)
    scores = (of_side.play_mix(climbed.blind, seed % count, seed, 1)[0] for seed in range(games))
    lines = of_side.shape.describe(climbed.blind)
    return BestList(climbed, tuple(int(score) for score in scores), tuple(mixes), tuple(lines))


class _Note:
    """A line on a terminal that says how far a climb is."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._begun, self._shown = time.process_time(), 0.0

    def show(self, games: int) -> bool:
        """Shows how many games have been played; the climb goes on."""
        now = time.monotonic()
        if sys.stderr.isatty() and now >= self._shown + EVERY:
            self._shown = now
            spent = time.process_time() - self._begun
            text = f"{self._name}: {games:,} games of lists in {spent:.0f} s"
            print(f"\r{text:<78}", end="\r", file=sys.stderr, flush=True)
        return True
