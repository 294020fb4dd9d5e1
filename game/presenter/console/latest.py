"""What happened last at a table, as sentences; only the facilitator reads all of it."""

from __future__ import annotations

from attrs import frozen

from game.model.decisions import FACILITATOR
from game.model.log_events import SecretActionTaken
from game.presenter.proceedings import happenings
from game.presenter.told_game import ToldGame

MOST = 8


@frozen
class LatestLine:
    """One thing that happened."""

    turn: str
    sentence: str
    changes: str
    """What followed at once, as sentences; may be empty."""


def latest_lines(told: ToldGame) -> tuple[LatestLine, ...]:
    """The last things that happened, the newest first."""
    words = told.words
    every = [
        each
        for each in happenings(told.record(FACILITATOR))
        # The action itself stands beside what the others learn of it.
        if not isinstance(each.head.event, SecretActionTaken)
    ]
    return tuple(
        LatestLine(
            words.say("console.agenda.turn", turn=max(1, each.turn)),
            words.entry(each.head),
            " ".join(words.entries(each.consequences)),
        )
        for each in reversed(every[-MOST:])
    )
