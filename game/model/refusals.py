"""Why a decision, or something else that is done to a game, is refused."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from game.model.frozen import FrozenMap

Detail = int | str | tuple[str, ...] | FrozenMap[str, str]
"""A value of a refusal, error or event: a number, an id or text, several ids, a package."""

RefusalCode = Literal[
    # Of any decision.
    "over",
    "unknown-side",  # side
    "not-your-turn",  # side
    "wrong-kind",  # no such decision in this phase
    "facilitator-only",
    "sides-only",
    # Of an action.
    "unknown-action",  # action
    "not-offered",  # action
    "when",  # action
    "cost",  # action track cost
    "limit",  # action limit
    "cooldown",  # action turn: when it may be taken again
    "repeat",  # action
    "no-pass",
    # Of an answer.
    "question-first",  # inject sides: those that must answer it
    "no-question",
    "unknown-answer",  # answer
    "answer-when",  # answer
    "answer-cost",  # answer track cost
    # At a table.
    "no-offer",
    "own-offer",
    "accepted-already",
    "not-proposer",  # side: the only one that can make offers
    "last-word",  # the last to speak before the table expires can't make an offer
    "unknown-issue",  # issue
    "unknown-option",  # issue option
    "off-agenda",  # issue
    "issue-missing",  # issue
    "option-when",  # issue option
    "needs",  # issue option
    "rule",  # rule: its number from 0
    # Of the facilitator.
    "unknown-inject",  # inject
    "held-already",  # inject
    "not-held",  # inject
    "later-rules",  # version since: the game's version of the rules, and the first that knows it
    "unknown-track",  # track
    "unknown-outcome",  # outcome
    # Of a session (rules 9.4, 9.7, 10.2 and 10.4).
    "paused",
    "not-paused",
    "no-words",  # a note, an announcement or a message without any
    "unknown-who",  # side who known: who can play the side
    "unknown-seat",  # side seat
    "no-talk",  # the scenario lets nobody write
    "too-long",  # most: the most characters
    "no-such-line",  # line last
    "no-such-seed",  # seed last
]
"""Each code, and behind it the names of its values."""


@frozen
class Refusal:
    """Why a decision can't be taken."""

    code: RefusalCode
    values: FrozenMap[str, Detail] = field(factory=FrozenMap)


def refusal(code: RefusalCode, **values: Detail) -> Refusal:
    """A refusal with its values."""
    return Refusal(code, FrozenMap(values))
