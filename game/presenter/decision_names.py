"""The names of decisions in a few words: what a side could decide, and what it has decided."""

from __future__ import annotations

from typing import assert_never

from game.model.decisions import (
    Accept,
    Act,
    Answer,
    FireInject,
    HoldInject,
    Move,
    Offer,
    Pass,
    ReleaseInject,
    SetTrack,
    Stop,
    Walk,
)
from game.model.log_events import (
    ActionTaken,
    DecisionEvent,
    OfferAccepted,
    OfferMade,
    QuestionAnswered,
    SideWalkedOut,
    TurnPassed,
)
from game.words.wording import Wording


def possible_name(words: Wording, move: Move, inject: str = "", *, at_table: bool = False) -> str:
    """What a side could decide: `Do nothing more`.

    inject: the one whose question is asked. at_table: whether it would speak at a table. Raises
    ValueError for what only the facilitator does.
    """
    match move:
        case Act(action=action):
            return words.naming.action(action)
        case Answer(answer=answer):
            return words.naming.answer(inject, answer)
        case Offer():
            return words.say("insight.move.offer")
        case Accept():
            return words.say("insight.move.accept")
        case Walk():
            return words.say("insight.move.walk")
        case Pass():
            return words.say("insight.move.silence" if at_table else "insight.move.pass")
        case FireInject() | HoldInject() | ReleaseInject() | SetTrack() | Stop():
            raise ValueError("a side can't intervene")
        case _:
            assert_never(move)


def decided_name(words: Wording, event: DecisionEvent, offer_number: int = 0) -> str:
    """What a side has decided: `Does nothing more`. offer_number: that of an offer, from 1."""
    match event:
        case ActionTaken(action=action):
            return words.naming.action(action)
        case QuestionAnswered(inject=inject, answer=answer):
            return words.naming.answer(inject, answer)
        case TurnPassed(table=table):
            return words.say("ui.over.did.passed" if table is None else "ui.over.did.passed.table")
        case OfferMade():
            return words.say("ui.over.did.offered", count=offer_number)
        case OfferAccepted() | SideWalkedOut():
            return words.say(f"ui.over.did.{event.code}")
        case _:
            assert_never(event)
