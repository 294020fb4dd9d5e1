"""What people and the facilitator wrote at a table, so that the facilitator can hide it."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from game.model.decisions import FACILITATOR, Decision, Offer
from game.presenter.participants import saying_head
from game.presenter.worded_game import WordedGame
from game.session.records.record import RecordLine
from game.session.records.recorded_actions import Announce, Message
from game.words.wording import Wording

_MOST = 12


@frozen
class WrittenWords:
    """Words that somebody wrote, with a line of the record or as a message."""

    line: int
    turn: str
    head: str
    """Who wrote them to whom, or with what."""
    words: str
    is_hidden: bool
    is_stepped_back: bool
    """Whether the game was stepped back behind them later."""


def written_words(worded: WordedGame) -> tuple[WrittenWords, ...]:
    """What was written last, the newest first."""
    return tuple(_newest_first(worded))[:_MOST]


def _newest_first(worded: WordedGame) -> Iterator[WrittenWords]:
    words, moments = worded.words, worded.game.moments
    path = frozenset(worded.path())
    for moment in reversed(moments):
        line = moment.line
        if line is None or not line.note.strip():
            continue
        head = _head(words, line)
        if head:
            yield WrittenWords(
                line.number,
                words.say("console.agenda.turn", turn=max(1, moments[moment.before].state.turn)),
                head,
                line.note.strip(),
                line.number in worded.hidden_words,
                line.number not in path,
            )


def _head(words: Wording, line: RecordLine) -> str:
    """Who wrote a line's words to whom; empty where nobody reads them before the end."""
    action = line.action
    if isinstance(action, Announce | Message):
        return saying_head(words, action)
    if not isinstance(action, Decision) or action.side == FACILITATOR or line.by_facilitator:
        return ""
    kind = "offer" if isinstance(action.move, Offer) else "statement"
    return words.say(f"console.words.{kind}", side=words.naming.side(action.side))
