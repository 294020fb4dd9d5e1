"""The timeline of a game: line by line what was done and what followed, as one reader saw it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Mapping
from functools import cached_property
from typing import assert_never

from game.engine.pending import first_question
from game.model.decisions import (
    FACILITATOR,
    Act,
    Answer,
    Decision,
    FireInject,
    Pass,
    SetTrack,
    Stop,
)
from game.model.entries import Batches, Entry, turn_by_turn
from game.model.log_events import (
    ActionTaken,
    InjectEvent,
    OfferMade,
    QuestionAnswered,
    SecretActionTaken,
    TrackMoved,
    TrackRevealed,
    TurnBegan,
    TurnPassed,
)
from game.model.play import NOTHING, View
from game.presenter.debrief.decisions import lines_together
from game.presenter.game_views import GameViews
from game.presenter.participants import player_name, position_sentence, saying_head
from game.presenter.timeline.timeline_lines import TimelineLine, is_holding, line_kind, tells
from game.session.game import Game, Moment
from game.session.records.record import RecordLine
from game.session.records.recorded_actions import (
    Announce,
    HandOver,
    Message,
    Note,
    Pause,
    Resume,
    Rewind,
)
from game.session.said_and_done import decider
from game.session.talk import is_readable
from game.words.wording import Wording


class Timeline:
    """A game for one reader: a side, PUBLIC or the FACILITATOR, who sees everything."""

    def __init__(
        self, words: Wording, game: Game, reader: str, hidden: Container[int] = frozenset()
    ) -> None:
        """hidden: the numbers of the lines whose words the facilitator hides."""
        self.words = words
        self._hidden = hidden
        self.reader = reader
        self._game = game
        self._game_views = GameViews(game)
        self._not_undone = set(self._game_views.path())
        self._numbers = self._numbers_in_record()
        self._last = self.number_of(self._last_known_line())
        self._lines: dict[int, TimelineLine] = {}

    @property
    def last(self) -> int:
        """The number of the last line; the start is 0.

        A reader who may not know of some lines counts the others, so these numbers can differ from
        those of the record.
        """
        return self._last

    def number_of(self, recorded: int) -> int:
        """The number that a line of the record has here, or the last line before it."""
        return bisect_right(self._numbers, recorded) - 1

    @property
    def _restricted(self) -> bool:
        """Whether the game goes on, so that its reader is to learn no more than a side may."""
        return bool(self._game.state.to_move) and self.reader != FACILITATOR

    def _numbers_in_record(self) -> list[int]:
        """The numbers that the lines have in the record.

        While the game goes on nobody but the facilitator learns that an inject is held (rule 10.3),
        and so these lines are left out. So are messages that the reader may not read (rule 9.7).
        """
        return [
            number
            for number, moment in enumerate(self._game.moments)
            if not (self._restricted and is_holding(moment)) and self._may_read(moment)
        ]

    def _may_read(self, moment: Moment) -> bool:
        """Whether the reader may know of a moment, as far as that depends on what was said."""
        return moment.line is None or is_readable(moment.line, self.reader)

    def _last_known_line(self) -> int:
        """The last line that the reader may count: what others choose unseen comes after it."""
        last, now = len(self._game.moments) - 1, self._game.state
        for number in range(last, 0, -1) if self._restricted else ():
            moment = self._game.moments[number]
            then = self._game.moments[moment.before].state
            if (then.turn, then.stage, then.phase) != (now.turn, now.stage, now.phase):
                if number in self._not_undone:
                    break
                continue
            own = self.reader == decider(moment) or self._is_revealed(moment)
            own = own or self._is_told(moment)
            if not own and not moment.shown_to(self.reader):
                last = number - 1
        return last

    def _is_revealed(self, moment: Moment) -> bool:
        """Whether a decision is an answer that no longer waits for those of others (rule 6.7)."""
        action = moment.line.action if moment.line is not None else None
        if not isinstance(action, Decision) or not isinstance(action.move, Answer):
            return False
        side = self._game.rules.index.sides[action.side]
        return self._game.state.hidden_answers[side] == NOTHING

    def _is_told(self, moment: Moment) -> bool:
        """Whether a moment is told to the reader at once, or isn't counted by it anyway."""
        action = moment.line.action if moment.line is not None else None
        return isinstance(action, Announce | Message | HandOver)

    def first_line_of(self, turn: int) -> int:
        """The line that began a turn; the last line where none did."""
        path = (
            number
            for number, recorded in enumerate(self._numbers[: self._last + 1])
            if recorded in self._not_undone and self.turn(number) >= turn
        )
        return next(path, self._last)

    def line(self, number: int) -> TimelineLine:
        """What was done in a line."""
        if number not in self._lines:
            self._lines[number] = self._make_line(number)
        return self._lines[number]

    def step(self, number: int) -> tuple[int, ...]:
        """The lines of the step that a line belongs to, in their order: what sides decided at once
        is one step. While the game goes on, and for what was taken back, each line is its own."""
        recorded = self._numbers[number]
        lines = self._together.get(recorded, ()) if recorded in self._not_undone else ()
        return tuple(self.number_of(line) for line in lines) or (number,)

    @cached_property
    def _together(self) -> Mapping[int, tuple[int, ...]]:
        return {} if self._game.state.to_move else lines_together(self._game)

    def consequences(self, number: int) -> Batches:
        """What followed from a line, by turn, in order, without what tells the line itself."""
        recorded = self._numbers[number]
        moment = self._game.moments[recorded]
        telling = self._entries_of_decision(moment)
        others = [each for each in moment.entries if each not in telling]
        shown = [entry for each in others if (entry := each.shown_to(self.reader)) is not None]
        return turn_by_turn(each for each in shown if not isinstance(each.event, TurnBegan))

    def turn(self, number: int) -> int:
        """The turn on which the game stands after a line."""
        return self._game.moments[self._numbers[number]].state.turn

    def turn_views(self, number: int) -> list[View]:
        """What the reader saw as each turn up to a line began, and after that line."""
        return self._game_views.turn_views(self.reader, self._numbers[number])

    # Sentences

    def _make_line(self, number: int) -> TimelineLine:
        recorded = self._numbers[number]
        moment = self._game.moments[recorded]
        line, action = moment.line, moment.line.action if moment.line is not None else None
        side = decider(moment)
        # What the trainer writes while the game goes on is meant for later.
        open_note = isinstance(action, Note) and not self._restricted
        open_note = open_note or isinstance(action, Announce | Message)
        own = self.reader in (FACILITATOR, side) or open_note
        package, sentence = self._package(moment), self._sentence(moment)
        if package:
            sentence = self.words.say("ui.replay.offered", side=self.words.naming.side(side))
        return TimelineLine(
            number=number,
            turn=self._turn_before(recorded),
            kind=line_kind(action),
            side=side,
            sentence=sentence,
            note=self._note(line) if line is not None and own else "",
            undone=recorded not in self._not_undone,
            timeout=line is not None and line.timeout,
            by_facilitator=line is not None
            and line.by_facilitator
            and (not self._restricted or self.reader == side),
            package=package,
            quotation=self._quotation(moment),
        )

    def _note(self, line: RecordLine) -> str:
        """What was written with a line; other words where the facilitator hides it."""
        hides = bool(line.note) and line.number in self._hidden
        return self.words.say("seat.message.hidden") if hides else line.note

    def _package(self, moment: Moment) -> tuple[tuple[str, str], ...]:
        """An offer that the reader may see, by the names of its issues and options."""
        naming = self.words.naming
        for entry in self._entries_of_decision(moment):
            event = entry.event
            if isinstance(event, OfferMade) and entry.shown_to(self.reader) is not None:
                return tuple(
                    (naming.issue(event.table, issue), naming.option(event.table, issue, option))
                    for issue, option in event.package.items()
                )
        return ()

    def _quotation(self, moment: Moment) -> str:
        """What a bot said with a decision, as far as the reader may know."""
        shown = (each.shown_to(self.reader) for each in self._entries_of_decision(moment))
        said = [each.quotation for each in shown if each is not None and each.quotation]
        return self.words.quotation(said[0]) if said else ""

    def _sentence(self, moment: Moment) -> str:
        words = self.words
        action = moment.line.action if moment.line is not None else None
        match action:
            case Note():
                return words.say("ui.replay.note")
            case Pause():
                return words.say("ui.replay.pause")
            case Resume():
                return words.say("continued")
            case Rewind(to=to):
                return words.say("ui.replay.rewind", line=self.number_of(to))
            case Announce() | Message():
                return saying_head(words, action)
            case HandOver(side=side, player=player):
                name = player_name(words, player)
                return words.say("facilitator.seated", side=words.naming.side(side), player=name)
            case Decision():
                return self._decision_sentence(action, moment)
            case None:
                return position_sentence(words, self._game) or words.say("ui.replay.start")
            case _:
                assert_never(action)

    def _decision_sentence(self, decision: Decision, moment: Moment) -> str:
        words, side = self.words, decision.side
        for entry in self._entries_of_decision(moment):
            shown = entry.shown_to(self.reader)
            if shown is not None:
                return words.entry(shown)
        if self.reader not in (FACILITATOR, side) and not self._has_shown_itself(decision, moment):
            return words.say("ui.replay.hidden", side=words.naming.side(side))
        match decision.move:
            case Act(action=action):
                return words.entry(Entry(ActionTaken(side, action)))
            case Pass():
                return words.entry(Entry(TurnPassed(side)))
            case Answer(answer=answer):
                before = self._game.moments[moment.before].state
                inject, _ = first_question(self._game.rules, before)
                return words.entry(Entry(QuestionAnswered(inject.id, side, answer)))
            case FireInject(inject=inject):
                return words.say("ui.replay.fired", inject=words.naming.inject(inject))
            case SetTrack(track=track, value=value):
                shown_value = words.naming.value(track, value)
                name = words.naming.track(track)
                return words.say("ui.replay.set", track=name, value=shown_value)
            case Stop():
                return words.say("ui.replay.stop")
            case _:
                return words.say("ui.replay.hidden", side=words.naming.side(side))

    def _has_shown_itself(self, decision: Decision, moment: Moment) -> bool:
        """Whether what the facilitator did showed itself to the reader."""
        shown = [each.event for each in moment.shown_to(self.reader)]
        match decision.move:
            case FireInject(inject=inject):
                return any(isinstance(e, InjectEvent) and e.inject == inject for e in shown)
            case SetTrack(track=track):
                about_track = TrackMoved | TrackRevealed
                return any(isinstance(e, about_track) and e.track == track for e in shown)
            case move:
                return decision.side == FACILITATOR and isinstance(move, Stop)

    def _entries_of_decision(self, moment: Moment) -> tuple[Entry, ...]:
        """The entries that say what was decided: for readers who may know it, and for the others.

        Empty where it is disclosed only later.
        """
        action = moment.line.action if moment.line is not None else None
        if not isinstance(action, Decision):
            return ()
        for i, entry in enumerate(moment.entries):
            if tells(entry, action):
                after = moment.entries[i + 1 : i + 2]
                return (entry, *(e for e in after if isinstance(e.event, SecretActionTaken)))
        return ()

    def _turn_before(self, number: int) -> int:
        """The turn on which a line of the record was done."""
        return self._game.moments[self._game.moments[number].before].state.turn if number else 0
