"""What people say to each other: who may write to whom, and who may read it (rule 9.7)."""

from __future__ import annotations

from typing import Final, Literal

from game.model.decisions import FACILITATOR, Act, Move, Offer
from game.model.flow import is_statement_phase
from game.model.refusals import Refusal, refusal
from game.model.scenario import Scenario
from game.session.records.record import RecordLine
from game.session.records.recorded_actions import LONGEST_MESSAGE, TO_ALL, Message

WordsKind = Literal["argument", "statement", "message"]
"""What people write with an offer, with a statement to the press, or to others at any time."""

LONGEST_ARGUMENT: Final = 140
"""The most characters of what is said with an offer."""
LONGEST: dict[WordsKind, int] = {
    "argument": LONGEST_ARGUMENT,
    "statement": LONGEST_MESSAGE,
    "message": LONGEST_MESSAGE,
}
"""The most characters of each kind."""
_ALLOWED: dict[str, frozenset[WordsKind]] = {
    "none": frozenset(),
    "offers": frozenset({"argument", "statement"}),
    "open": frozenset({"argument", "statement", "message"}),
}


def allowed_words(scenario: Scenario) -> frozenset[WordsKind]:
    """The kinds of words that people may write in a scenario; a facilitator may allow fewer."""
    return _ALLOWED[scenario.talk]


def words_with(scenario: Scenario, phase: str | None, move: Move) -> WordsKind | None:
    """The kind of words that go with a decision in a phase; None if none go to others."""
    match move:
        case Offer():
            return "argument"
        case Act() if phase is not None and is_statement_phase(scenario.phases.get(phase)):
            return "statement"
        case _:
            return None


def refuse_words(scenario: Scenario, kind: WordsKind, words: str) -> Refusal | None:
    """Why words of a kind are refused; None if they aren't."""
    if kind not in allowed_words(scenario):
        return refusal("no-talk")
    if len(words) > LONGEST[kind]:
        return refusal("too-long", most=LONGEST[kind])
    return None


def refuse_message(scenario: Scenario, message: Message, words: str) -> Refusal | None:
    """Why a message is refused; None if it isn't."""
    refused = refuse_words(scenario, "message", words)
    if refused is not None and refused.code == "no-talk":
        return refused
    for member in (message.sender, *([message.to] if message.to != TO_ALL else ())):
        unknown = _refuse_member(scenario, member)
        if unknown is not None:
            return unknown
    return refused if words.strip() else refusal("no-words")


def _refuse_member(scenario: Scenario, member: str) -> Refusal | None:
    """Why a side, or a seat of a side, can't write or be written to; None if it can."""
    side, _, seat = member.partition(".")
    if side not in scenario.sides:
        return refusal("unknown-side", side=side)
    if seat and seat not in scenario.sides[side].seats:
        return refusal("unknown-seat", side=side, seat=seat)
    return None


def may_read(message: Message, reader: str) -> bool:
    """Whether a reader may know of a message.

    reader: a side, a seat (`north.envoy`), PUBLIC or the FACILITATOR, who reads everything. A whole
    side reads what is written to it or by it, and what one of its seats writes to a side; only two
    seats read what one writes to the other.
    """
    if reader == FACILITATOR or message.to == TO_ALL:
        return True
    side = reader.partition(".")[0]
    is_to_seat = "." in message.to
    sender = message.sender if is_to_seat else message.sender.partition(".")[0]
    return message.to in (reader, side) or sender in (reader, side)


def is_readable(line: RecordLine, reader: str) -> bool:
    """Whether a reader may know of a line as far as it carries words between people."""
    return not isinstance(line.action, Message) or may_read(line.action, reader)
