"""What is said with decisions: by bots one of the texts of their personas (rule 12.4), by people
what they wrote.

What a bot says follows from the record and who sits where alone, so that a game played again says
the same. No rule reads it, and its luck is its own, so that a voice changes no decision.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from attrs import evolve

from game.engine.packages import package_to_ids
from game.engine.pending import phase_of
from game.engine.view import appraise
from game.model.decisions import Act, Decision
from game.model.entries import Entry, Quotation
from game.model.flow import is_statement_phase
from game.model.frozen import FrozenMap
from game.model.log_events import (
    ActionTaken,
    LogEvent,
    OfferAccepted,
    OfferMade,
    PromiseBroken,
    PromiseGiven,
    SideWalkedOut,
    TurnPassed,
)
from game.model.play import State
from game.model.refusals import Refusal
from game.model.sides import NO_VOICE, Voice, VoiceKey
from game.rules.compiled import Rules
from game.rules.rng import draw, own_seed, site
from game.session.game import Game, Moment
from game.session.talk import allowed_words, words_with


def give_voices(game: Game, seats: Mapping[str, str]) -> None:
    """Lets the bots in a game speak, those that have a voice: with what has happened, and from now
    on. seats: by side, `me` or a bot.
    """
    game.speak_with(Voices(seats).speak)


class Voices:
    """The voices of those who sit in a game."""

    def __init__(self, seats: Mapping[str, str]) -> None:
        """seats: by side, `me` or a bot, as the game began."""
        self._seats = seats

    def speak(self, game: Game, moment: Moment) -> tuple[Entry, ...]:
        """The entries of a moment, each with what a bot says with it."""
        if not any(self._voice(game, moment, side) is not NO_VOICE for side in self._seats):
            return moment.entries
        entries: list[Entry] = []
        for entry in moment.entries:
            entries.append(evolve(entry, quotation=self._quotation(game, moment, entry, entries)))
        return tuple(entries)

    def _voice(self, game: Game, moment: Moment, side: str) -> Voice:
        """The voice of whoever played a side when the decision before a moment was made."""
        players = game.moments[moment.before].new_players
        player = players.get(side, self._seats.get(side, ""))
        persona = game.rules.scenario.personas.get(player)
        return persona.voice if persona is not None else NO_VOICE

    def _quotation(
        self, game: Game, moment: Moment, entry: Entry, before: list[Entry]
    ) -> Quotation | None:
        """What is said with an entry; before: the entries of the same moment before it."""
        state = game.moments[moment.before].state
        side, occasion = _occasion(game.rules, state, entry)
        voice = self._voice(game, moment, side)
        if occasion in ("give", "hold") and not voice.texts(occasion):
            occasion = "offer"
        if occasion is None or not voice.texts(occasion):
            return None
        said = [
            each.quotation
            for each in before
            if each.quotation is not None and each.quotation.side == side
        ]
        last = said[-1] if said else _last_said(game, moment, side)
        texts = voice.texts(occasion)
        numbers = [
            number
            for number in range(len(texts))
            if last is None or (last.occasion, last.number) != (occasion, number)
        ]
        if not numbers:
            return None
        seed = own_seed(game.moments[0].state.seed)
        luck = draw(seed, moment.taken[side], site(f"voice/{side}"), len(said))
        number = numbers[luck % len(numbers)]
        return Quotation(side, occasion, number, texts[number], _takes_from(game, state, entry))


def _last_said(game: Game, moment: Moment, side: str) -> Quotation | None:
    """What the bot of a side said last before a moment; None where it has said nothing."""
    number = moment.before
    while number:
        earlier = game.moments[number]
        for entry in reversed(earlier.entries):
            if entry.quotation is not None and entry.quotation.side == side:
                return entry.quotation
        number = earlier.before
    return None


def _occasion(rules: Rules, state: State, entry: Entry) -> tuple[str, VoiceKey | None]:
    """The side whose bot speaks with an entry, and the occasion; state: that before the entry."""
    match entry.event:
        case OfferMade():
            return entry.event.side, _kind_of_offer(rules, state, entry.event)
        case OfferAccepted(_, side):
            return side, "accept"
        case SideWalkedOut(_, side):
            return side, "walk"
        case TurnPassed(side):
            idle = not state.picks[rules.index.sides[side]]
            return side, "pass" if idle else None
        case ActionTaken(side):
            return side, "statement" if _is_statement(rules, state) else None
        case PromiseGiven(promise):
            side = rules.scenario.promises[promise].by[0]
            return side, "promise" if _gives(entry, side) else None
        case PromiseBroken(promise):
            return rules.scenario.promises[promise].by[0], "break"
        case _:
            return "", None


def _kind_of_offer(rules: Rules, state: State, offer: OfferMade) -> VoiceKey | None:
    """Whether an offer gives, compared with its side's last one at the table, or is the first.

    None where it takes back from the only other party: then nothing is said that would be untrue.
    """
    last = _last_offer(rules, state, offer)
    if not last:
        return "offer"
    own = _change_of_worth(rules, state, offer.side, offer, last)
    others = [side for side in rules.scenario.tables[offer.table].between if side != offer.side]
    # With more parties the words, which others hear, would tell what is worth what to whom.
    theirs = _change_of_worth(rules, state, others[0], offer, last) if len(others) == 1 else None
    if own is None:
        return "offer"
    if theirs is not None and theirs < 0:
        return None
    return "give" if own < 0 and theirs != 0 else "hold"


def _takes_from(game: Game, state: State, entry: Entry) -> tuple[str, ...]:
    """The parties to whom an offer is worth less than its side's last one: they read no words."""
    rules, offer = game.rules, entry.event
    if not isinstance(offer, OfferMade) or not (last := _last_offer(rules, state, offer)):
        return ()
    changes = {
        side: _change_of_worth(rules, state, side, offer, last)
        for side in rules.scenario.tables[offer.table].between
        if side != offer.side
    }
    return tuple(side for side, change in changes.items() if change is not None and change < 0)


def _last_offer(rules: Rules, state: State, offer: OfferMade) -> FrozenMap[str, str]:
    """What the side of an offer offered at the table before; empty if nothing."""
    number = rules.index.tables[offer.table]
    party = rules.index.parties[offer.table][offer.side]
    return package_to_ids(rules.tables[number], state.tables[number].last_offers[party])


def _change_of_worth(
    rules: Rules, state: State, side: str, offer: OfferMade, last: FrozenMap[str, str]
) -> int | None:
    """How much more an offer is worth to a side than the last one of who makes it."""
    before, now = (
        appraise(rules, state, side, offer.table, package) for package in (last, offer.package)
    )
    if isinstance(before, Refusal) or isinstance(now, Refusal):
        return None
    return now - before


def _is_statement(rules: Rules, state: State) -> bool:
    phase = phase_of(rules, state)
    return phase is not None and is_statement_phase(rules.scenario.phases[phase.id])


def _gives(entry: Entry, side: str) -> bool:
    """Whether a decision of a side, or an agreement, gives a promise."""
    cause = entry.cause
    return cause is not None and (cause.side == side or cause.kind in ("table", "option"))


def quote_people(game: Game, hidden_words: Container[int]) -> Iterator[Moment]:
    """The moments that led here, each entry also with what people wrote with what it tells.

    hidden_words: the numbers of the lines whose words nobody is to read. Statements that sides make
    together stand among the entries of the last one's moment.
    """
    written: dict[LogEvent, Quotation] = {}
    for moment in game.history():
        if moment.line is not None and moment.line.number not in hidden_words:
            written |= _written_with(game, moment)
        entries = [
            evolve(each, quotation=written.pop(each.event)) if each.event in written else each
            for each in moment.entries
        ]
        yield evolve(moment, entries=tuple(entries))


def _written_with(game: Game, moment: Moment) -> dict[LogEvent, Quotation]:
    """What people wrote for others with the decision that led to a moment, by what tells of it."""
    line, before = moment.line, game.moments[moment.before].state
    words = " ".join(line.note.split()) if line is not None and not line.by_facilitator else ""
    if line is None or not words or not isinstance(line.action, Decision):
        return {}
    side, move, phase = line.action.side, line.action.move, phase_of(game.rules, before)
    kind = words_with(game.rules.scenario, phase.id if phase is not None else None, move)
    if kind not in allowed_words(game.rules.scenario):
        return {}
    if isinstance(move, Act):
        return {ActionTaken(side, move.action): Quotation(side, "statement", -1, words)}
    made = [each.event for each in moment.entries if isinstance(each.event, OfferMade)]
    return {event: Quotation(side, "offer", -1, words) for event in made if event.side == side}


def quotations(entries: tuple[Entry, ...]) -> Iterator[Quotation]:
    """What is said among entries, in order."""
    return (entry.quotation for entry in entries if entry.quotation is not None)
