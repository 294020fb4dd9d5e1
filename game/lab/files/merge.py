"""Puts files of games of the same plan together."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
from attrs import evolve, frozen

from game.lab.files.about import differences
from game.lab.files.any_kind import KeptGames


class NotTogether(Exception):
    """Files that don't belong together; why, in one sentence."""


@frozen
class _Run:
    """Games of neighbouring seeds in a file."""

    first: int
    games: int
    file: str
    at: int
    """Its first row."""


def merge(files: Mapping[str, KeptGames]) -> KeptGames:
    """The games of some files in the order of their seeds, whatever the order of the files.

    files: by name. Ranges of seeds that follow one another become one.
    Raises NotTogether.
    """
    (name, first), *others = files.items()
    for other, games in others:
        differing = differences(first.about, games.about)
        if differing:
            raise NotTogether(f"{name} and {other} differ: {'; '.join(differing)}")
    runs = sorted(_runs(files), key=lambda run: run.first)
    for one, two in pairwise(runs):
        if one.first + one.games > two.first:
            raise NotTogether(f"{one.file} and {two.file} both have the game of seed {two.first}")
    columns = {
        column: np.concatenate(
            [files[run.file].columns[column][run.at : run.at + run.games] for run in runs]
        )
        for column in first.columns
    }
    digest = sum(int(games.about.digest, 16) for games in files.values()) % 2**64
    about = evolve(first.about, seeds=_joined(runs), digest=f"{digest:016x}")
    return KeptGames(about, first.layout, columns)


def _runs(files: Mapping[str, KeptGames]) -> list[_Run]:
    runs = []
    for name, games in files.items():
        at = 0
        for first, count in games.about.seeds:
            runs.append(_Run(first, count, name, at))
            at += count
    return runs


def _joined(runs: list[_Run]) -> list[list[int]]:
    """Runs as pairs of seed and number, with neighbours joined."""
    seeds: list[list[int]] = []
    for run in runs:
        if seeds and sum(seeds[-1]) == run.first:
            seeds[-1][1] += run.games
        else:
            seeds.append([run.first, run.games])
    return seeds
