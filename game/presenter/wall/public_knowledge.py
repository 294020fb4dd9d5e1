"""What all may know of a game at any time: its public tracks, and who decides."""

from __future__ import annotations

from collections.abc import Iterator

from game.model.decisions import PUBLIC
from game.presenter.told_game import ToldGame
from game.presenter.track_readings import TrackReading, track_readings


def public_readings(told: ToldGame) -> Iterator[TrackReading]:
    """The tracks that everybody sees all the time, and not only after the end."""
    for reading in track_readings(told.words, told.turn_views(PUBLIC), PUBLIC):
        if reading.track.seen_by is None and reading.value is not None:
            yield reading


def deciding_sentence(told: ToldGame) -> str:
    """Whom a game that isn't over waits for."""
    say, to_move = told.words.say, told.view(PUBLIC).to_move
    if len(to_move) == 1:
        return say("wall.waits", side=told.words.naming.side_inside(to_move[0]))
    return say("wall.both" if len(told.words.scenario.sides) == 2 else "wall.several")
