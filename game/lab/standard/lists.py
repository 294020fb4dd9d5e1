"""Whether an expert does better than the best list of actions that is fixed before the game."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from attrs import astuple, frozen
from numpy.typing import NDArray

from game.lab.batches.estimates import Estimate
from game.lab.standard.climbing import ListGames, climb
from game.lab.standard.measurement import Contest, Measurement, Progress, mean_of
from game.model.players import EXPERT

MOST_GAMES = 3_000_000
"""After so many games of lists a climb ends, whatever time is left."""


@frozen
class BlindSeat:
    """The best blind list that was found for a seat, and how an expert does beside it."""

    side: str
    lead: Estimate
    """By how much the expert scores more, in the same games against personas."""
    score: Estimate
    """The list's own score, on seeds that nobody used to find it."""
    games: int
    """The games of lists that were played to find it."""
    lines: tuple[str, ...]
    """The list, with the ids of the scenario."""

    def as_note(self) -> list[Any]:
        """The same as plain values."""
        return [self.side, astuple(self.lead), astuple(self.score), self.games, self.lines]


def read_note(note: list[Any]) -> BlindSeat:
    """What `as_note` has written."""
    side, lead, score, games, lines = note
    return BlindSeat(side, Estimate(*lead), Estimate(*score), games, tuple(lines))


class Notes(Protocol):
    """Where the lists that were found are kept, so that they needn't be sought again."""

    def note(self, name: str) -> Any:
        """What was noted under a name; None where nothing was."""

    def add_note(self, name: str, value: Any) -> None:
        """Notes something. Raises OSError."""


def seek_lists(
    measurement: Measurement,
    seconds: float,
    progress: Progress,
    *,
    most_games: float = MOST_GAMES,
    notes: Notes | None = None,
) -> list[BlindSeat]:
    """Seeks the best blind list of every seat in which an expert played.

    seconds: of processor time for each seat. progress: called with the seconds spent so far.
    notes: where lists that were found before are, and where these go.
    """
    seats: list[BlindSeat] = []
    for side in measurement.rules.sides:
        contests = [c for c in measurement.contests if (c.side, c.bot) == (side, EXPERT)]
        if contests:
            spent, name = round(len(seats) * seconds), f"list of {side}"
            note = None if notes is None else notes.note(name)
            if note is not None:
                seats.append(read_note(note))
                continue
            seats.append(_seek(measurement, contests, seconds, most_games, progress, spent))
            if notes is not None:
                notes.add_note(name, seats[-1].as_note())
    return seats


def _seek(
    measurement: Measurement,
    contests: Sequence[Contest],
    seconds: float,
    most_games: float,
    progress: Progress,
    spent: int,
) -> BlindSeat:
    side, rules = contests[0].side, measurement.rules
    opponents = [tuple((s, b) for s, b in c.seats.items() if s != side) for c in contests]
    games = ListGames(rules, side, opponents, machine_code=seconds > 1)
    begun = time.process_time()

    def show(_games: int) -> None:
        progress(spent + min(round(seconds), int(time.process_time() - begun)))

    best_list = climb(games, seconds=seconds, most_games=most_games, progress=show)
    number, seed = rules.index.sides[side], measurement.sizes.seed
    leads: list[NDArray[np.int64]] = []
    for mix, contest in enumerate(contests):
        scores = [games.play_mix(best_list.blind, mix, seed + game, 1)[0] for game in contest.games]
        leads.append(contest.sample.scores[:, number] - np.array(scores, np.int64))
    lines = tuple(games.shape.describe(best_list.blind))
    return BlindSeat(side, mean_of(np.concatenate(leads)), best_list.score, best_list.games, lines)
