"""A game looked back on after its end; each part is worked out when it is first asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from pathlib import Path

from attrs import evolve

from game.insight.intervals import Interval
from game.model.decisions import FACILITATOR, PUBLIC
from game.model.log_events import OfferAccepted
from game.model.play import View
from game.presenter.debrief.curves import (
    TrackCurve,
    TrackEvent,
    list_events,
    select_main_events,
    trace_tracks,
)
from game.presenter.debrief.decisions import (
    PastDecision,
    decided_beside,
    decision_title,
    list_decisions,
    written_texts,
)
from game.presenter.debrief.negotiations import (
    Negotiation,
    pairs_of_parties,
    review_negotiation,
    tables_with_offers,
)
from game.presenter.debrief.own_moves import list_own_moves
from game.presenter.debrief.talks_course import TalksCourse, talks_course
from game.presenter.hot_seat import HotSeat
from game.presenter.participants import position_name, saying_text
from game.presenter.prose import short_name, without_sources
from game.presenter.said.ending import Ending, ending_of
from game.presenter.said.score import Score, score_of
from game.presenter.voices import give_voices
from game.room.kept_room import KeptNote, KeptWords, read_kept_words
from game.room.room_refusals import RoomError
from game.session.agreements import Signing, below_reserve
from game.session.game import Game
from game.session.records.recorded_actions import HandOver, Note
from game.session.said_and_done import Saying, sayings
from game.words.wording import Wording

MOST_WRITTEN = 2
"""As much of what people wrote is told of a turning point."""
MAIN_EVENTS = 4
"""How many events get their letters where there is little room."""


class Debrief:
    """One game looked back on, in one language; and which of its tables and decisions is shown."""

    def __init__(
        self, game: Game, words: Wording, seats: Mapping[str, str], saved: Path | None = None,
        kept: KeptWords | None = None,
    ) -> None:  # fmt: skip
        """seats: by side, `me` or a bot, as the game began. saved: the file of the game, where it
        has one. kept: what the room in which it was played keeps about it."""
        self.game = game
        self.words = words
        self.seats = seats
        self.saved = saved
        self._kept = kept or KeptWords()
        self._table = ""
        self._decision = -1
        self._pair = ""
        give_voices(game, seats)
        self._negotiations: dict[tuple[str, str], Negotiation] = {}
        self._courses: dict[tuple[str, str], TalksCourse | None] = {}

    def show(self, table: str, decision: int, pair: str = "") -> None:
        """Turns to a table, to a decision by its number, and to a pair of parties by its name.

        An empty text and −1 stand for what is shown at first.
        """
        self._table, self._decision, self._pair = table, decision, pair

    @cached_property
    def view(self) -> View:
        """What everybody may know after the end; of a game that is not over, everything."""
        return self.game.view(PUBLIC if self.is_over else FACILITATOR)

    @property
    def is_over(self) -> bool:
        """Whether the game has ended."""
        return not self.game.state.to_move

    @cached_property
    def agreements_below_reserve(self) -> tuple[Signing, ...]:
        """The agreements that were worth less to a side than no agreement."""
        return below_reserve(self.game)

    @cached_property
    def ending(self) -> Ending | None:
        """How the game ended; None where it isn't over."""
        return ending_of(self.words, self.view, self.game.log(), self.agreements_below_reserve)

    def score(
        self,
        side: str,
        most: int | None = None,
        baselines: Mapping[str, Interval] | None = None,
    ) -> Score:
        """The score of a side in at most so many lines; baselines: what bots make of its seat."""
        below = self.agreements_below_reserve
        return score_of(self.words, self.view, side, below, most=most, baselines=baselines)

    @cached_property
    def cards(self) -> list[str]:
        """The cards that were dealt and who knew them, as sentences."""
        return self.words.dealt_cards(self.game.view(FACILITATOR).cards)

    @cached_property
    def decisions(self) -> list[PastDecision]:
        """The decisions of all sides."""
        instead = self.words.say("seat.message.hidden")
        return list_decisions(self.game, self._kept.hidden, instead)

    def beside(self, decision: PastDecision) -> tuple[PastDecision, ...]:
        """What other sides decided at the same time as a decision, unseen."""
        return self._beside.get(decision.number, ())

    def written_with(self, lines: Collection[int]) -> tuple[str, ...]:
        """What people wrote with the decisions of some lines, and with the offers that these
        accepted, the last of it."""
        written = [
            text
            for decision in self.decisions
            if decision.line in lines
            for text in written_texts(self.words, self.decisions, decision)
        ]
        return tuple(dict.fromkeys(written))[-MOST_WRITTEN:]

    def step_of(self, decision: PastDecision) -> tuple[int, ...]:
        """The numbers of the decisions of the step of a decision, its own among them."""
        others = self.beside(decision)
        if not others:
            return (decision.number,)
        own = self.beside(others[0])
        return tuple(sorted(each.number for each in (*own, *others)))

    @cached_property
    def _beside(self) -> Mapping[int, tuple[PastDecision, ...]]:
        return decided_beside(self.game, self.decisions)

    @cached_property
    def _news(self) -> list[TrackEvent]:
        """The events that moved tracks without being a side's decision."""
        return list_events(self.game)

    @property
    def events(self) -> list[TrackEvent]:
        """All that moved tracks notably, turn by turn: news, and the sides' own moves."""
        moves, _ = self._own_moves
        return sorted([*self._news, *moves], key=lambda event: event.turn)

    @cached_property
    def _own_moves(self) -> tuple[list[TrackEvent], list[TrackCurve]]:
        curves = trace_tracks(self.game, self._news)
        return list_own_moves(self.words.scenario, curves, self.decisions)

    @cached_property
    def main_events(self) -> list[TrackEvent]:
        """The few events that matter most."""
        return select_main_events(self.game, self._news, MAIN_EVENTS)

    @property
    def curves(self) -> list[TrackCurve]:
        """The curves of all tracks, with the letters of all news and the numbers of own moves."""
        return self._own_moves[1]

    @cached_property
    def main_curves(self) -> list[TrackCurve]:
        """The curves of all tracks, with the letters of the main events only."""
        return trace_tracks(self.game, self.main_events)

    def people_of(self, side: str) -> tuple[str, ...]:
        """The first names of the people of a side in a room, as far as they gave them."""
        return self._kept.people.get(side, ())

    @property
    def notes(self) -> list[tuple[int, str]]:
        """What was noted during and after the game, also in its room, each with its turn."""
        return self.notes_for(anonymous=False)

    def notes_for(self, *, anonymous: bool) -> list[tuple[int, str]]:
        """The same; anonymous: without the names of observers."""
        remarks = [
            (max(1, moment.state.turn), moment.line.note)
            for moment in self.game.moments
            if moment.line is not None and isinstance(moment.line.action, Note)
        ]
        in_room = [
            (note.turn, self._note_of_room(note, anonymous=anonymous)) for note in self._kept.notes
        ]
        return sorted([*remarks, *in_room], key=lambda note: note[0])

    def _note_of_room(self, note: KeptNote, *, anonymous: bool) -> str:
        """A note with its learning objective and, if an observer wrote it, with the name."""
        words, text = self.words, note.text
        objectives = list(words.scenario.objectives.values())
        if 0 < note.objective <= len(objectives):
            about = without_sources(objectives[note.objective - 1])
            text = words.say("ui.report.note.objective", note=text, objective=about)
        if not note.is_observers:
            return text
        author = (not anonymous and note.author) or words.say("observe.title")
        return words.say("ui.report.note.by", note=text, author=author)

    @cached_property
    def position(self) -> str:
        """The name of the position in which the game began; empty where it began at its start."""
        return position_name(self.words, self.game)

    @cached_property
    def sayings(self) -> list[tuple[Saying, bool]]:
        """What was announced and what people wrote to each other, all of it; each with whether the
        game was stepped back behind it later."""
        lines = {moment.line.number for moment in self.game.history() if moment.line is not None}
        instead = self.words.say("seat.message.hidden")
        every = [
            evolve(saying, words=instead) if saying.number in self._kept.hidden else saying
            for saying in sayings(self.game, FACILITATOR)
        ]
        return [(saying, saying.number not in lines) for saying in every]

    @cached_property
    def seat_changes(self) -> list[tuple[int, str, str]]:
        """The seats that were handed over: on which turn, which side's, and to whom."""
        return [
            (max(1, moment.state.turn), moment.line.action.side, moment.line.action.player)
            for moment in self.game.moments
            if moment.line is not None and isinstance(moment.line.action, HandOver)
        ]

    # What is shown of it

    @cached_property
    def tables(self) -> list[str]:
        """The tables that can be shown: those with offers, or else the first of the file."""
        return tables_with_offers(self.game) or list(self.words.scenario.tables)[:1]

    @property
    def table(self) -> str:
        """The table that is shown."""
        return self._table if self._table in self.tables else self.tables[0]

    @property
    def pairs(self) -> dict[str, tuple[str, str]]:
        """The pairs of parties at the table that is shown, each by a name for commands."""
        return self.pairs_at(self.table)

    def pairs_at(self, table: str) -> dict[str, tuple[str, str]]:
        """The pairs of parties at a table, each by a name for commands."""
        return {" ".join(pair): pair for pair in pairs_of_parties(self.game.rules, table)}

    @property
    def negotiation(self) -> Negotiation:
        """The negotiation at the table that is shown, between the pair that is shown."""
        return self.negotiation_at(self.table, self._pair)

    def negotiation_at(self, table: str, pair: str = "") -> Negotiation:
        """The negotiation at a table; pair: the name of two parties, or empty for the first two."""
        key = table, pair
        if key not in self._negotiations:
            parties = self.pairs_at(table).get(pair)
            first = self.negotiation_at(table) if pair else None
            self._negotiations[key] = review_negotiation(self.game, table, parties, first)
        return self._negotiations[key]

    def course_at(self, table: str, pair: str = "") -> TalksCourse | None:
        """The course of the talks at a table, for the same two parties; None without any offer."""
        key = table, pair
        if key not in self._courses:
            self._courses[key] = talks_course(self.game, self.negotiation_at(table, pair))
        return self._courses[key]

    @property
    def course(self) -> TalksCourse | None:
        """The course of the talks that are shown."""
        return self.course_at(self.table, self._pair)

    @property
    def decision(self) -> PastDecision | None:
        """The decision that is shown: at first the last that accepted an offer, or the last."""
        decisions = self.decisions
        if 0 <= self._decision < len(decisions):
            return decisions[self._decision]
        accepted = [each for each in decisions if isinstance(each.event, OfferAccepted)]
        return (accepted or decisions)[-1] if decisions else None


def beside_texts(debrief: Debrief, decision: PastDecision) -> list[str]:
    """What other sides decided at the same time, each with its side."""
    words = debrief.words
    return [
        words.say(
            "ui.report.line",
            name=short_name(words, other.side),
            what=decision_title(words, other),
        )
        for other in debrief.beside(decision)
    ]


def debrief_of(hot_seat: HotSeat) -> Debrief:
    """The debrief of the game at a screen, in the language that is spoken there now."""
    kept = kept_words_of(hot_seat.game, hot_seat.saved)
    return Debrief(hot_seat.game, hot_seat.words, hot_seat.first_seats, hot_seat.saved, kept)


def kept_words_of(game: Game, saved: Path | None) -> KeptWords:
    """What the room of a saved game keeps about it.

    Where that can't be read, some words may be hidden, and so all of them are.
    """
    if saved is None:
        return KeptWords()
    try:
        return read_kept_words(saved)
    except (RoomError, OSError):
        return KeptWords(frozenset(line.number for line in game.lines))


# In words


def saying_sentences(debrief: Debrief, *, anonymous: bool = False) -> list[str]:
    """What was said in a game, with turns, and what was said before the game was stepped back.

    anonymous: seats are told by their sides alone.
    """
    words, sentences = debrief.words, list[str]()
    for saying, stepped_back in debrief.sayings:
        told = saying
        if anonymous:
            sender, to = (each.partition(".")[0] for each in (saying.sender, saying.to))
            told = evolve(saying, sender=sender, to=to)
        text = saying_text(words, told)
        if stepped_back:
            text = words.say("ui.over.sayings.before", what=text)
        when = words.say("ui.over.did.later", turn=max(1, saying.turn))
        sentences.append(words.say("ui.report.line", name=when, what=text))
    return sentences
