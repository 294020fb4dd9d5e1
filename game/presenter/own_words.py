"""What people write with a decision: what a side can write, and what was written, for readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from game.model.decisions import Decision, Offer
from game.model.entries import Entry
from game.model.flow import is_statement_phase
from game.model.log_events import ActionTaken, OfferMade
from game.presenter.negotiator import Negotiator
from game.presenter.statements import latest_statements
from game.presenter.worded_game import WordedGame
from game.session.game import Moment
from game.session.offer_draft import visited
from game.session.talk import LONGEST, WordsKind, allowed_words


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


def own_words(worded: WordedGame, side: str) -> OwnWords | None:
    """What a side can write now; None where nothing goes with its decision."""
    if side not in worded.state.to_move:
        return None
    if visited(worded.view(side)) is not None:
        negotiator = Negotiator(worded, side)
        label = argument_label(negotiator) if negotiator.legal.offer is not None else ""
        return OwnWords("argument", label) if label else None
    label = statement_label(worded, side)
    return OwnWords("statement", label) if label else None


def argument_label(negotiator: Negotiator) -> str:
    """What stands above the field for what goes with the offer; empty where there is none."""
    words, table = negotiator.words, negotiator.table
    if "argument" not in allowed_words(words.scenario):
        return ""
    parties = words.scenario.tables[table.id].between
    others = words.naming.sides(party for party in parties if party != negotiator.side)
    return words.say("seat.argument", sides=others)


def statement_label(worded: WordedGame, side: str) -> str:
    """What stands above the field for a statement's own sentences; empty where none is made."""
    words, phase = worded.words, worded.view(side).phase
    statement = phase is not None and is_statement_phase(words.scenario.phases.get(phase))
    if statement and "statement" in allowed_words(words.scenario):
        return words.say("seat.statement")
    return ""


def new_words_of_others(worded: WordedGame, reader: str, entries: Iterable[Entry]) -> Iterator[str]:
    """What others wrote with their last offers and statements that are among new entries."""
    entries, words = list(entries), worded.words
    for event in [each.event for each in entries if isinstance(each.event, OfferMade)]:
        argument = argument_of_offer(worded, event)
        if event.side != reader and argument:
            text = words.say("quoted", text=" ".join(argument.split()))
            yield words.say("quotation", side=words.naming.side(event.side), text=text)
    latest = latest_statements(worded, reader)
    new = {each.event for each in entries}
    for each in latest.statements if latest is not None else ():
        said = each.quotation
        is_new = each.side != reader and ActionTaken(each.side, each.action) in new
        if is_new and said is not None and said.number < 0:
            sender = words.naming.side(each.side)
            yield words.say("saying.to-all", sender=sender, words=said.text)


def argument_of_standing_offer(worded: WordedGame, reader: str, table: str) -> str:
    """What was written with the last offer at a table, as far as a reader may know of the offer.

    Empty where nothing was, or where the scenario lets nobody write.
    """
    for moment in reversed(list(worded.game.history())):
        decision = _decision(moment)
        if decision is None or not isinstance(decision.move, Offer):
            continue
        events = [entry.event for entry in moment.shown_to(reader)]
        if any(isinstance(event, OfferMade) and event.table == table for event in events):
            return argument_of(worded, moment)
    return ""


def argument_of_offer(worded: WordedGame, offer: OfferMade) -> str:
    """What was written with an offer the last time that it was made; empty where nothing was."""
    for moment in reversed(list(worded.game.history())):
        if any(entry.event == offer for entry in moment.entries):
            return argument_of(worded, moment)
    return ""


def argument_of(worded: WordedGame, moment: Moment) -> str:
    """What was written with the offer that led to a moment; empty where nothing was."""
    decision = _decision(moment)
    if decision is None or not isinstance(decision.move, Offer):
        return ""
    allows = "argument" in allowed_words(worded.words.scenario)
    return _note(worded, moment) if allows else ""


def _decision(moment: Moment) -> Decision | None:
    """The decision of a side that led to a moment, unless the facilitator took it."""
    line = moment.line
    if line is None or line.by_facilitator or not isinstance(line.action, Decision):
        return None
    return line.action


def _note(worded: WordedGame, moment: Moment) -> str:
    line = moment.line
    return "" if line is None or line.number in worded.hidden_words else line.note.strip()
