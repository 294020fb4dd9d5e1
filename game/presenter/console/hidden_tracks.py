"""The tracks that not everybody sees, by who sees them."""

from __future__ import annotations

from attrs import frozen

from game.model.decisions import FACILITATOR
from game.presenter.sides.badges import SideBadge, badge_of
from game.presenter.told_game import ToldGame
from game.presenter.track_lines import TrackLine, track_line
from game.presenter.track_readings import track_readings
from game.words.sentences import capital
from game.words.wording import Wording


@frozen
class HiddenTracks:
    """The tracks that the same sides see, and nobody else."""

    badges: tuple[SideBadge, ...]
    seen_by: str
    """Who sees them, in words."""
    tracks: tuple[TrackLine, ...]


def hidden_tracks(told: ToldGame) -> tuple[HiddenTracks, ...]:
    """The hidden tracks, those that one side sees first, and last those that no side sees."""
    words = told.words
    groups: dict[tuple[str, ...], list[TrackLine]] = {
        **{(side,): [] for side in words.scenario.sides}
    }
    for reading in track_readings(words, told.turn_views(FACILITATOR), FACILITATOR):
        seen_by = reading.track.seen_by
        if seen_by is not None:
            groups.setdefault(seen_by, []).append(track_line(words, reading, FACILITATOR))
    order = sorted(groups, key=lambda sides: not sides)
    return tuple(
        HiddenTracks(
            tuple(badge_of(words.scenario, side) for side in sides),
            _seen_by(words, sides),
            tuple(groups[sides]),
        )
        for sides in order
        if groups[sides]
    )


def _seen_by(words: Wording, sides: tuple[str, ...]) -> str:
    if not sides:
        return words.say("console.seen.nobody")
    if len(sides) == 1:
        return words.say("console.seen.one", side=words.naming.side_inside(sides[0]))
    names = words.naming.sides(sides)
    return capital(words.say("console.seen.several", sides=names))
