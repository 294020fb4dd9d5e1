"""What people wrote with an offer or with a statement to the press, for those who may read it."""

from __future__ import annotations

from game.model.decisions import Act, Decision, Offer
from game.model.log_events import OfferMade
from game.presenter.told_game import ToldGame
from game.session.moment import Moment
from game.session.talk import allowed_words


def argument_of_standing_offer(told_game: ToldGame, reader: str, table: str) -> str:
    """What was written with the last offer at a table, as far as a reader may know of the offer.

    Empty where nothing was, or where the scenario lets nobody write.
    """
    for moment in reversed(list(told_game.game.history())):
        decision = _decision(moment)
        if decision is None or not isinstance(decision.move, Offer):
            continue
        shown = [entry.shown_to(reader) for entry in moment.entries]
        events = [entry.event for entry in shown if entry is not None]
        if any(isinstance(event, OfferMade) and event.table == table for event in events):
            return argument_of(told_game, moment)
    return ""


def argument_of_offer(told_game: ToldGame, offer: OfferMade) -> str:
    """What was written with an offer the last time that it was made; empty where nothing was."""
    for moment in reversed(list(told_game.game.history())):
        if any(entry.event == offer for entry in moment.entries):
            return argument_of(told_game, moment)
    return ""


def argument_of(told_game: ToldGame, moment: Moment) -> str:
    """What was written with the offer that led to a moment; empty where nothing was."""
    decision = _decision(moment)
    if decision is None or not isinstance(decision.move, Offer):
        return ""
    allows = "argument" in allowed_words(told_game.words.scenario)
    return _note(told_game, moment) if allows else ""


def words_of_statement(told_game: ToldGame, turn: int, side: str, action: str) -> str:
    """What a side wrote with a statement on a turn; empty where nothing."""
    if "statement" not in allowed_words(told_game.words.scenario):
        return ""
    for moment in reversed(list(told_game.game.history())):
        before = told_game.game.moments[moment.before].state
        if before.turn == turn and _decision(moment) == Decision(side, Act(action)):
            return _note(told_game, moment)
    return ""


def _decision(moment: Moment) -> Decision | None:
    """The decision of a side that led to a moment, unless the facilitator took it."""
    line = moment.line
    if line is None or line.by_facilitator or not isinstance(line.action, Decision):
        return None
    return line.action


def _note(told_game: ToldGame, moment: Moment) -> str:
    line = moment.line
    return "" if line is None or line.number in told_game.hidden_words else line.note.strip()
