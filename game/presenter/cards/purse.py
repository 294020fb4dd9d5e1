"""The track that a side pays its actions with, and how much of it is left."""

from __future__ import annotations

from collections import Counter

from attrs import frozen

from game.model.scenario import Scenario
from game.presenter.told_game import ToldGame

MOST_PIPS = 8
"""The largest track whose units are shown as pips."""


@frozen
class Purse:
    """What a side has to spend."""

    track: str
    name: str
    left: int
    most: int


def purse_of(told_game: ToldGame, side: str) -> Purse | None:
    """The purse of a side, less what its selection would cost; None where it has no such track."""
    track, view = purse_track(told_game.words.scenario, side), told_game.view(side)
    if track is None or track not in view.tracks:
        return None
    left = view.tracks[track]
    if told_game.state.to_move and side in told_game.people:
        left = told_game.selection(side).asking().view.tracks.get(track, left)
    most = told_game.words.scenario.tracks[track].bounds[1]
    return Purse(track, told_game.words.naming.track(track), left, most)


def purse_track(scenario: Scenario, side: str) -> str | None:
    """The track that most of a side's actions cost; None where no such track is small enough."""
    costs = Counter(
        track
        for action in scenario.actions.values()
        if side in action.side
        for track in action.cost
    )
    for id, _ in costs.most_common():
        track = scenario.tracks[id]
        if not track.levels and track.bounds[0] == 0 and track.bounds[1] <= MOST_PIPS:
            return id
    return None
