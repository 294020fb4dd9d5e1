"""One game being played: what was done so far, and the state after each of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import evolve, frozen

from game.engine.core import begin, step
from game.engine.digest import digest
from game.engine.legal import legal
from game.engine.refusals import refuse
from game.engine.view import appraise, shares, view
from game.model.characters import neutralised
from game.model.decisions import FACILITATOR, Decision, Move, Pass
from game.model.entries import Entry
from game.model.frozen import FrozenMap
from game.model.play import Accepted, Legal, State, View
from game.model.refusals import Refusal, refusal
from game.rules.compiled import Rules
from game.rules.rng import LARGEST_SEED
from game.session.clock import Clock, stamp
from game.session.record import RecordLine
from game.session.recorded_actions import Note, Pause, RecordedAction, Resume, Rewind, read_action


@frozen
class Moment:
    """A game after one line of its record; line 0 is the start."""

    state: State
    entries: tuple[Entry, ...]
    """What happened between this line and the one before it."""
    before: int
    """The line that this one follows in the game: for a rewind the line it went to."""
    taken: FrozenMap[str, int]
    """By side, how many decisions it has taken in the game that led here."""
    paused: bool = False
    line: RecordLine | None = None
    """None at the start."""


@frozen
class DecisionRequest:
    """What somebody is asked who decides for a side, and all that is told for it."""

    side: str
    view: View
    legal: Legal
    taken: int
    """How many decisions the side has taken in this game."""
    refused: tuple[Refusal, ...] = ()
    """Why what was decided so far can't be: the last is the newest."""


Keep = Callable[[RecordLine], None]
"""Keeps a line for good before the game goes on. Where it raises, nothing has happened."""


def _forget(_line: RecordLine) -> None:
    """Keeps nothing."""


class Game:
    """One game, its lines, and the moment after each of them.

    Whatever is done to it goes through `do`: it happens, is kept, and only then counts.
    """

    def __init__(
        self,
        rules: Rules,
        seed: int,
        keep: Keep = _forget,
        *,
        clock: Clock | None = None,
        wall: Callable[[], str] = stamp,
    ) -> None:
        begun = begin(rules, seed)
        self.rules = rules
        self.clock = clock or Clock()
        none = FrozenMap((side, 0) for side in rules.sides)
        self.moments = [Moment(begun.state, begun.entries, 0, none)]
        self.go_on(keep, wall)

    def go_on(self, keep: Keep, wall: Callable[[], str] = stamp) -> None:
        """Keeps lines from now on with `keep`, each with the time by `wall`."""
        self._keep = keep
        self._wall = wall

    # Looking

    @property
    def state(self) -> State:
        """The game as it stands."""
        return self.moments[-1].state

    @property
    def lines(self) -> list[RecordLine]:
        """What was done so far."""
        return [moment.line for moment in self.moments if moment.line is not None]

    @property
    def paused(self) -> bool:
        """Whether time stands still."""
        return self.moments[-1].paused

    @property
    def latest(self) -> tuple[Entry, ...]:
        """What happened last."""
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
        """Why a side could not decide something now; None where it could."""
        return refuse(self.rules, self.state, Decision(side, move))

    def asking(self, side: str) -> DecisionRequest:
        """What is asked of whoever decides for a side."""
        taken = self.moments[-1].taken[side]
        return DecisionRequest(side, self.view(side), legal(self.rules, self.state, side), taken)

    def history(self) -> Iterator[Moment]:
        """The moments of the game as it stands, from its start: without what was rewound."""
        path, number = [], len(self.moments) - 1
        while number:
            path.append(number)
            number = self.moments[number].before
        return (self.moments[number] for number in (0, *reversed(path)))

    def retell(self, rules: Rules) -> None:
        """Goes on with the same scenario's rules in another language, and tells the past in it.

        Nothing that was done changes: text is in no state and in no digest. Raises ValueError where
        the rules are others; then nothing has happened.
        """
        again = Game(rules, self.moments[0].state.seed, clock=self.clock)
        for moment in self.moments:
            line = moment.line
            told = again._after(line.action, line.note) if line is not None else again.moments.pop()
            if isinstance(told, Refusal) or told.state != moment.state:
                raise ValueError("these are the rules of another scenario")
            again.moments.append(evolve(told, paused=moment.paused, line=line))
        self.rules, self.moments = rules, again.moments

    # Doing

    def do(
        self, action: RecordedAction, note: str = "", *, timeout: bool = False
    ) -> Accepted | Refusal:
        """Does something and keeps it: the state after it and what happened, or why not.

        A note is kept without the characters that no text may hold.
        Raises what keeping it raises; then nothing has happened.
        """
        if read_action(str(action)) != action:
            raise ValueError(f"{action!r} has no text form")
        note = neutralised(note, "")
        moment = self._after(action, note)
        if isinstance(moment, Refusal):
            return moment
        line = RecordLine(
            number=len(self.moments),
            action=action,
            at=self._wall(),
            digest=digest(self.rules, moment.state),
            note=note,
            timeout=timeout,
        )
        self._keep(line)
        # All that counts in one step, so that an interrupt finds all of it or nothing.
        paused = isinstance(action, Pause) or (self.paused and not isinstance(action, Resume))
        self.moments.append(evolve(moment, paused=paused, line=line))
        self._set_clock()
        return Accepted(moment.state, moment.entries)

    def decide(self, side: str, move: Move, note: str = "") -> Accepted | Refusal:
        """Takes a decision of a side or of the facilitator."""
        return self.do(Decision(side, move), note)

    def time_out(self, side: str) -> Accepted | Refusal:
        """Decides for a side whose time is up: to pass, else the first legal decision (10.2)."""
        moves = legal(self.rules, self.state, side).moves
        if not moves:
            return refusal("not-your-turn", side=side)
        move = Pass() if Pass() in moves else moves[0]
        return self.do(Decision(side, move), timeout=True)

    def _after(self, action: RecordedAction, note: str) -> Moment | Refusal:
        now = self.moments[-1]
        here = evolve(now, entries=(), before=len(self.moments) - 1)
        match action:
            case Decision():
                return self._decided(action)
            case Rewind():
                return self._rewound(action)
            case Pause():
                return refusal("paused") if self.paused else here
            case Resume():
                return here if self.paused else refusal("not-paused")
            case Note():
                return here if note.strip() else refusal("no-words")

    def _decided(self, decision: Decision) -> Moment | Refusal:
        if self.paused and decision.side != FACILITATOR:
            return refusal("paused")
        answer = step(self.rules, self.state, decision)
        if isinstance(answer, Refusal):
            return answer
        taken = self.moments[-1].taken
        if decision.side != FACILITATOR:
            more = {decision.side: taken[decision.side] + 1}
            taken = FrozenMap({**taken, **more})
        return Moment(answer.state, answer.entries, len(self.moments) - 1, taken)

    def _rewound(self, rewind: Rewind) -> Moment | Refusal:
        if rewind.to >= len(self.moments):
            return refusal("no-such-line", line=rewind.to, last=len(self.moments) - 1)
        if rewind.luck is not None and rewind.luck > LARGEST_SEED:
            return refusal("no-such-seed", seed=rewind.luck, last=LARGEST_SEED)
        found = self.moments[rewind.to]
        seed = found.state.seed if rewind.luck is None else rewind.luck
        return evolve(found, state=evolve(found.state, seed=seed), entries=(), before=rewind.to)

    def _set_clock(self) -> None:
        if self.paused:
            self.clock.stop()
        else:
            self.clock.go()
