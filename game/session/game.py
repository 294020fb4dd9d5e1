"""One game being played: the actions taken so far, and the state after each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import assert_never

from attrs import evolve, field, frozen

from game.engine.core import step
from game.engine.digest import digest
from game.engine.legal import legal
from game.engine.refusals import refuse
from game.engine.view import appraise, shares, view
from game.model.characters import neutralise
from game.model.decisions import FACILITATOR, Decision, Move, Pass
from game.model.entries import Entry
from game.model.frozen import FrozenMap
from game.model.play import Accepted, Legal, State, View
from game.model.refusals import Refusal, refusal
from game.model.version import WORDS_AND_POSITIONS
from game.rules.compiled import Rules
from game.rules.rng import LARGEST_SEED
from game.session.clock import Clock, stamp
from game.session.positions import Position, begin_game
from game.session.records.record import RecordLine
from game.session.records.recorded_actions import (
    Announce,
    HandOver,
    Message,
    Note,
    Pause,
    RecordedAction,
    Resume,
    Rewind,
    is_of_side,
    read_action,
)
from game.session.seats import refuse_player
from game.session.talk import refuse_message, refuse_words, words_with


@frozen
class DecisionRequest:
    """What the player of a side is asked to decide, and all that the player may know for it."""

    side: str
    view: View
    legal: Legal
    taken: int
    """The number of decisions that the side has taken in this game."""
    refused: tuple[Refusal, ...] = ()
    """Why earlier attempts at this decision were refused, the newest last."""


Keep = Callable[[RecordLine], None]
"""Stores a line of the record before the game goes on. If it raises, nothing has happened."""


def _forget(_line: RecordLine) -> None:
    """Stores nothing."""


@frozen
class Moment:
    """The game as it was after one line of its record; number 0 is the start."""

    state: State
    entries: tuple[Entry, ...]
    """What the action of this line brought about."""
    before: int
    """The number of the line that this one follows: for a rewind, the line it went back to."""
    taken: FrozenMap[str, int]
    """By side, the number of decisions it has taken in the game that led here."""
    paused: bool = False
    new_players: FrozenMap[str, str] = field(factory=FrozenMap)
    """By side, who plays it since its seat was handed over; stepping back changes nothing here."""
    line: RecordLine | None = None
    """None at the start."""

    def shown_to(self, reader: str) -> tuple[Entry, ...]:
        """The entries that a side, PUBLIC or the FACILITATOR may know, as it may read them."""
        return tuple([e for each in self.entries if (e := each.shown_to(reader)) is not None])


Speak = Callable[["Game", Moment], tuple[Entry, ...]]
"""Returns a moment's entries with what bots say; earlier moments have theirs already."""


def _say_nothing(_game: Game, moment: Moment) -> tuple[Entry, ...]:
    """Leaves the entries as the engine logged them."""
    return moment.entries


class Game:
    """One game, the lines of its record, and the moment after each of them.

    Every change goes through `do`, which works out the new moment, stores the line, and only then
    adds the moment to the game.
    """

    def __init__(
        self,
        rules: Rules,
        seed: int,
        keep: Keep = _forget,
        *,
        clock: Clock | None = None,
        wall: Callable[[], str] = stamp,
        position: Position | None = None,
    ) -> None:
        """keep: stores each line. clock: measures time in play. wall: gives the date and time.

        position: where the game begins, left out: at its start. Raises RecordError if nobody can
        decide anything there.
        """
        start = begin_game(rules, seed, position)
        self.rules = rules
        self.position = position
        """The position in which the game began; None: it began at its start."""
        self.clock = clock or Clock()
        no_decisions = FrozenMap((side, 0) for side in rules.sides)
        self.moments = [Moment(start.state, start.entries, 0, no_decisions)]
        self._speak: Speak = _say_nothing
        self.keep_with(keep, wall)

    def speak_with(self, speak: Speak) -> None:
        """Adds what bots say to the entries of the game, past and to come."""
        self._speak = speak
        for number, moment in enumerate(self.moments):
            # A rewind brings back a moment without its entries, so that it says nothing again.
            if moment.entries:
                self.moments[number] = evolve(moment, entries=speak(self, moment))

    def keep_with(self, keep: Keep, wall: Callable[[], str] = stamp) -> None:
        """Stores lines with `keep` from now on, each with the date and time of `wall`."""
        self._keep = keep
        self._wall = wall

    # Looking

    @property
    def state(self) -> State:
        """The game as it stands."""
        return self.moments[-1].state

    @property
    def lines(self) -> list[RecordLine]:
        """The lines of the record so far."""
        return [moment.line for moment in self.moments if moment.line is not None]

    @property
    def paused(self) -> bool:
        """Whether the game is paused."""
        return self.moments[-1].paused

    @property
    def new_players(self) -> FrozenMap[str, str]:
        """By side, who plays it since its seat was handed over during the game."""
        return self.moments[-1].new_players

    def players(self, seats: Mapping[str, str]) -> FrozenMap[str, str]:
        """By side, who plays it now; seats: who played it at first."""
        return FrozenMap({**seats, **self.new_players})

    @property
    def latest(self) -> tuple[Entry, ...]:
        """What the last action brought about."""
        return self.moments[-1].entries

    def view(self, who: str) -> View:
        """What a side, PUBLIC or the FACILITATOR may know now."""
        return view(self.rules, self.state, who)

    def appraise(self, side: str, table: str, package: FrozenMap[str, str]) -> int | Refusal:
        """What a draft of a package would be worth to a side now."""
        return appraise(self.rules, self.state, side, table, package)

    def shares(
        self, side: str, table: str, package: FrozenMap[str, str]
    ) -> FrozenMap[str, int] | Refusal:
        """What each issue adds to the worth of a package to a side now."""
        return shares(self.rules, self.state, side, table, package)

    def objection(self, side: str, move: Move) -> Refusal | None:
        """Why a side could not decide something now; None if it could."""
        return refuse(self.rules, self.state, Decision(side, move))

    def objection_to(
        self, action: RecordedAction, note: str = "", *, by_facilitator: bool = False
    ) -> Refusal | None:
        """Why an action could not be done now; None if it could. Takes what `do` takes."""
        note = neutralise(note, "")
        refused = self._refuse_line(action, note, by_facilitator, recorded=False)
        moment = refused or self._moment_after(action)
        return moment if isinstance(moment, Refusal) else None

    def asking(self, side: str) -> DecisionRequest:
        """The request for a decision of a side."""
        taken = self.moments[-1].taken[side]
        return DecisionRequest(side, self.view(side), legal(self.rules, self.state, side), taken)

    def history(self) -> Iterator[Moment]:
        """The moments that led here, from the start; those that were rewound are left out."""
        numbers, number = [], len(self.moments) - 1
        while number:
            numbers.append(number)
            number = self.moments[number].before
        return (self.moments[number] for number in (0, *reversed(numbers)))

    def log(self, reader: str = FACILITATOR) -> Iterator[Entry]:
        """What has happened in the game as it stands, in order, as far as a reader may know it."""
        return (entry for moment in self.history() for entry in moment.shown_to(reader))

    def use_rules(self, rules: Rules) -> None:
        """Switches to the rules of the same scenario in another language, for past entries too.

        Neither states nor digests contain text, so nothing else changes; the game keeps its version
        of the rules. Raises ValueError if these are the rules of another scenario; then nothing has
        happened.
        """
        rules = evolve(rules, version=self.rules.version, starts=self.rules.starts)
        seed = self.moments[0].state.seed
        translated = Game(rules, seed, clock=self.clock, position=self.position)
        translated.speak_with(self._speak)
        for old in self.moments:
            line = old.line
            if line is None:
                new: Moment | Refusal = translated.moments.pop()
            else:
                new = translated._moment_after(line.action)
            if isinstance(new, Refusal) or new.state != old.state:
                raise ValueError("these are the rules of another scenario")
            kept = evolve(new, paused=old.paused, new_players=old.new_players, line=line)
            translated.moments.append(kept)
        self.rules, self.moments = rules, translated.moments

    # Doing

    def do(
        self,
        action: RecordedAction,
        note: str = "",
        *,
        timeout: bool = False,
        by_facilitator: bool = False,
        recorded: bool = False,
    ) -> Accepted | Refusal:
        """Carries out an action and stores it; returns what happened, or why it is refused.

        A note is stored without the characters that no text may hold.
        by_facilitator: whether the facilitator decides for the side. recorded: whether this is done
        again from a record, where the words of a message may have been deleted.
        Raises what storing the line raises; then nothing has happened.
        """
        if read_action(str(action)) != action:
            raise ValueError(f"{action!r} has no text form")
        if by_facilitator and not is_of_side(action):
            raise ValueError(f"{action} is no decision of a side")
        note = neutralise(note, "")
        refused = self._refuse_line(action, note, by_facilitator, recorded=recorded)
        moment = refused or self._moment_after(action)
        if isinstance(moment, Refusal):
            return moment
        rules, state = self.rules, moment.state
        line = RecordLine.deferred(
            # It takes as long as a decision, and a game that nobody keeps doesn't need it.
            lambda _digest: digest(rules, state),
            number=len(self.moments),
            action=action,
            at=self._wall(),
            note=note,
            timeout=timeout,
            by_facilitator=by_facilitator,
        )
        self._keep(line)
        # One statement adds all that counts, so that an interrupt leaves all of it or nothing.
        paused = isinstance(action, Pause) or (self.paused and not isinstance(action, Resume))
        players = self.new_players
        if isinstance(action, HandOver):
            players = FrozenMap({**players, action.side: action.player})
        self.moments.append(evolve(moment, paused=paused, new_players=players, line=line))
        self._set_clock()
        return Accepted(moment.state, moment.entries)

    def decide(
        self, side: str, move: Move, note: str = "", *, by_facilitator: bool = False
    ) -> Accepted | Refusal:
        """Takes a decision of a side or of the facilitator.

        by_facilitator: whether the facilitator takes it for the side.
        """
        return self.do(Decision(side, move), note, by_facilitator=by_facilitator)

    def time_out(self, side: str) -> Accepted | Refusal:
        """Decides for a side whose time is up: it passes if it may, else takes the first legal
        decision (rule 10.2)."""
        moves = legal(self.rules, self.state, side).moves
        if not moves:
            return refusal("not-your-turn", side=side)
        move = Pass() if Pass() in moves else moves[0]
        return self.do(Decision(side, move), timeout=True)

    def _refuse_line(
        self, action: RecordedAction, note: str, by_facilitator: bool, *, recorded: bool
    ) -> Refusal | None:
        """Why a line is refused whatever the game's state is; None if it isn't."""
        version = self.rules.version
        is_later = isinstance(action, Announce | HandOver | Message) or by_facilitator
        if is_later and version < WORDS_AND_POSITIONS:
            return refusal("later-rules", version=version, since=WORDS_AND_POSITIONS)
        match action:
            case Decision(move=move) if note.strip() and not recorded:
                scenario, phase = self.rules.scenario, self.state.phase
                name = list(scenario.phases)[phase] if phase >= 0 else None
                kind = words_with(scenario, name, move)
                return refuse_words(scenario, kind, note) if kind is not None else None
            case Message() if recorded and not note:
                return None
            case Message():
                return refuse_message(self.rules.scenario, action, note)
            case Note() | Announce():
                return None if note.strip() else refusal("no-words")
            case HandOver(side=side, player=player):
                return refuse_player(self.rules.scenario, side, player, recorded=recorded)
            case _:
                return None

    def _moment_after(self, action: RecordedAction) -> Moment | Refusal:
        """The moment to which an action leads, or why it is refused."""
        match action:
            case Decision():
                return self._decide(action)
            case Rewind():
                return self._rewind(action)
            case Pause() if self.paused:
                return refusal("paused")
            case Resume() if not self.paused:
                return refusal("not-paused")
            case Pause() | Resume() | Note() | Announce() | HandOver() | Message():
                return evolve(self.moments[-1], entries=(), before=len(self.moments) - 1)
            case _:
                assert_never(action)

    def _decide(self, decision: Decision) -> Moment | Refusal:
        if self.paused and decision.side != FACILITATOR:
            return refusal("paused")
        answer = step(self.rules, self.state, decision)
        if isinstance(answer, Refusal):
            return answer
        taken = self.moments[-1].taken
        if decision.side != FACILITATOR:
            taken = FrozenMap({**taken, decision.side: taken[decision.side] + 1})
        moment = Moment(answer.state, answer.entries, len(self.moments) - 1, taken)
        entries = self._speak(self, moment)
        return moment if entries is moment.entries else evolve(moment, entries=entries)

    def _rewind(self, rewind: Rewind) -> Moment | Refusal:
        if rewind.to >= len(self.moments):
            return refusal("no-such-line", line=rewind.to, last=len(self.moments) - 1)
        if rewind.luck is not None and rewind.luck > LARGEST_SEED:
            return refusal("no-such-seed", seed=rewind.luck, last=LARGEST_SEED)
        target = self.moments[rewind.to]
        seed = target.state.seed if rewind.luck is None else rewind.luck
        return evolve(target, state=evolve(target.state, seed=seed), entries=(), before=rewind.to)

    def _set_clock(self) -> None:
        if self.paused:
            self.clock.stop()
        else:
            self.clock.go()
