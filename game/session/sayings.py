"""What was said in a game: the announcements of the facilitator, and messages between people."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from game.model.decisions import FACILITATOR
from game.session.game import Game
from game.session.records.recorded_actions import TO_ALL, Announce, Message
from game.session.talk import may_read


@frozen
class Saying:
    """Words that were said to a reader."""

    number: int
    """The number of its line in the record."""
    turn: int
    sender: str
    """A side, a seat of a side (`north.envoy`), or the FACILITATOR."""
    to: str
    """TO_ALL, a side or a seat."""
    words: str
    """Empty where they were deleted."""


def sayings(game: Game, reader: str, after: int = 0) -> Iterator[Saying]:
    """What was said to a reader, in order, even if the game was stepped back later.

    after: the number of a line; earlier sayings and its own are left out.
    """
    for moment in game.moments[after + 1 :]:
        line, turn = moment.line, game.moments[moment.before].state.turn
        match line.action if line is not None else None:
            case Announce() if line is not None:
                yield Saying(line.number, turn, FACILITATOR, TO_ALL, line.note)
            case Message(sender, to) as message if line is not None and may_read(message, reader):
                yield Saying(line.number, turn, sender, to, line.note)
            case _:
                pass
