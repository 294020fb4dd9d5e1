"""What people say to each other: who may write to whom, and who may read it (rule 9.7)."""

from __future__ import annotations

from typing import Literal

from game.model.decisions import FACILITATOR
from game.model.refusals import Refusal, refusal
from game.model.scenario import Scenario
from game.session.records.record import RecordLine
from game.session.records.recorded_actions import LONGEST_MESSAGE, TO_ALL, Message

WordsKind = Literal["argument", "statement", "message"]
"""What people write with an offer, with a statement to the press, or to others at any time."""

_ALLOWED: dict[str, frozenset[WordsKind]] = {
    "none": frozenset(),
    "offers": frozenset({"argument", "statement"}),
    "open": frozenset({"argument", "statement", "message"}),
}


def allowed_words(scenario: Scenario) -> frozenset[WordsKind]:
    """The kinds of words that people may write in a scenario; a facilitator may allow fewer."""
    return _ALLOWED[scenario.talk]


def refuse_message(scenario: Scenario, message: Message, words: str) -> Refusal | None:
    """Why a message is refused; None where it isn't."""
    if "message" not in allowed_words(scenario):
        return refusal("no-talk")
    for member in (message.sender, *([message.to] if message.to != TO_ALL else ())):
        refused = _refuse_member(scenario, member)
        if refused is not None:
            return refused
    if not words.strip():
        return refusal("no-words")
    if len(words) > LONGEST_MESSAGE:
        return refusal("too-long", most=LONGEST_MESSAGE)
    return None


def _refuse_member(scenario: Scenario, member: str) -> Refusal | None:
    """Why a side, or a seat of a side, can't write or be written to; None where it can."""
    side, _, seat = member.partition(".")
    if side not in scenario.sides:
        return refusal("unknown-side", side=side)
    if seat and seat not in scenario.sides[side].seats:
        return refusal("unknown-seat", side=side, seat=seat)
    return None


def may_read(message: Message, reader: str) -> bool:
    """Whether a reader may know of a message.

    reader: a side, a seat (`north.envoy`), PUBLIC or the FACILITATOR, who reads everything. What is
    written to a side, or by it, all its seats read; what is written to a seat, only that seat.
    """
    if reader == FACILITATOR or message.to == TO_ALL:
        return True
    own = {reader, reader.partition(".")[0]}
    return message.to in own or message.sender in own


def is_readable(line: RecordLine, reader: str) -> bool:
    """Whether a reader may know of a line as far as it carries words between people."""
    return not isinstance(line.action, Message) or may_read(line.action, reader)
