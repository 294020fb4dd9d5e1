"""What a side can write with the decision that it is asked for, and who reads it then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from game.model.entries import Entry
from game.model.log_events import ActionTaken, OfferMade
from game.presenter.negotiator import Negotiator
from game.presenter.seat.actions import statement_label
from game.presenter.seat.arguments import argument_of_offer, words_of_statement
from game.presenter.seat.speaking import argument_label
from game.presenter.statements import latest_statements
from game.presenter.told_game import ToldGame
from game.session.proposal import visited
from game.session.talk import LONGEST, WordsKind


@frozen
class OwnWords:
    """Words that go with a decision."""

    kind: WordsKind
    label: str
    """What stands above the field: who will read them."""

    @property
    def longest(self) -> int:
        """The most characters."""
        return LONGEST[self.kind]


def own_words(told_game: ToldGame, side: str) -> OwnWords | None:
    """What a side can write now; None where nothing goes with its decision."""
    if side not in told_game.state.to_move:
        return None
    if visited(told_game.view(side)) is not None:
        negotiator = Negotiator(told_game, side)
        label = argument_label(negotiator) if negotiator.legal.offer is not None else ""
        return OwnWords("argument", label) if label else None
    label = statement_label(told_game, side)
    return OwnWords("statement", label) if label else None


def new_words_of_others(
    told_game: ToldGame, reader: str, entries: Iterable[Entry]
) -> Iterator[str]:
    """What others wrote with their last offers and statements that are among new entries."""
    entries, words = list(entries), told_game.words
    for event in [each.event for each in entries if isinstance(each.event, OfferMade)]:
        argument = argument_of_offer(told_game, event)
        if event.side != reader and argument:
            text = words.say("quoted", text=" ".join(argument.split()))
            yield words.say("quotation", side=words.naming.side(event.side), text=text)
    latest = latest_statements(told_game, reader)
    new = {
        (each.event.side, each.event.action)
        for each in entries
        if isinstance(each.event, ActionTaken)
    }
    for each in latest.statements if latest is not None else ():
        if each.side == reader or (each.side, each.action) not in new or latest is None:
            continue
        written = words_of_statement(told_game, latest.turn, each.side, each.action)
        if written:
            sender = words.naming.side(each.side)
            yield words.say("saying.to-all", sender=sender, words=" ".join(written.split()))
