"""A game told again, line by line: what was done and what followed, as one reader saw it."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from game.engine.view import view
from game.model.decisions import FACILITATOR, Act, Decision, FireInject, Pass, SetTrack, Stop
from game.model.entries import (
    ActionTaken,
    CostPaid,
    DecisionEvent,
    Entry,
    InjectFired,
    OfferMade,
    QuestionAnswered,
    QuestionAsked,
    SecretActionTaken,
    TrackChanged,
    TrackRevealed,
    TurnBegan,
    TurnPassed,
)
from game.model.play import View
from game.session.game import Game, Moment
from game.session.recorded_actions import Note, Pause, Resume, Rewind
from game.words.wording import Wording

_SIGNS: Mapping[type, str] = {
    Note: "pen",
    Pause: "pause",
    Resume: "play",
    Rewind: "rewind",
}


@frozen
class Told:
    """One line of a game, as far as its reader may know."""

    number: int
    turn: int
    """The turn on which it was done."""
    side: str
    """Who did it: a side, FACILITATOR, or empty where nobody did."""
    sign: str
    """An icon, where it isn't a side's."""
    what: str
    """In a sentence."""
    note: str
    undone: bool
    """Whether it was taken back later."""
    timeout: bool
    package: tuple[tuple[str, str], ...] = ()
    """What was offered, by name: each issue with its option."""


class Retelling:
    """A game for one reader: a side, PUBLIC or the FACILITATOR, who sees everything."""

    def __init__(self, words: Wording, game: Game, who: str) -> None:
        self.words = words
        self.who = who
        self._game = game
        self._last = len(game.moments) - 1
        self._kept = set(self._path(self._last))
        self._last = self._known()
        self._views: dict[int, View] = {}
        self._told: dict[int, Told] = {}

    @property
    def last(self) -> int:
        """The number of the last line; the start is 0."""
        return self._last

    @property
    def _goes_on(self) -> bool:
        """Whether the game isn't over, and its reader is to learn no more than a side may."""
        return bool(self._game.state.to_move) and self.who != FACILITATOR

    def _known(self) -> int:
        """The last line that the reader may count: what others choose unseen comes after it."""
        last, now = self._last, self._game.state
        for number in range(self._last, 0, -1) if self._goes_on else ():
            moment = self._game.moments[number]
            then = self._game.moments[moment.before].state
            if (then.turn, then.stage, then.phase) != (now.turn, now.stage, now.phase):
                if number in self._kept:
                    break
                continue
            action = moment.line.action if moment.line is not None else None
            own = isinstance(action, Decision) and action.side == self.who
            if not own and not any(each.shown_to(self.who) for each in moment.entries):
                last = number - 1
        return last

    def first_on(self, turn: int) -> int:
        """The line that brought a turn, or the last where none did."""
        path = sorted(number for number in self._kept if number <= self._last)
        return next((n for n in path if self.turn(n) >= turn), self._last)

    def told(self, number: int) -> Told:
        """What was done in a line."""
        if number not in self._told:
            self._told[number] = self._tell(number)
        return self._told[number]

    def happened(self, number: int) -> list[tuple[int, tuple[Entry, ...]]]:
        """What followed from a line, by turn, in order, without what tells the line itself."""
        moment, turn = self._game.moments[number], self._turn_before(number)
        told = self._telling(moment)
        found: list[tuple[int, tuple[Entry, ...]]] = []
        batch: list[Entry] = []
        for each in moment.entries:
            entry = each.shown_to(self.who)
            if entry is None or each in told:
                continue
            if isinstance(entry.event, TurnBegan):
                found.append((turn, tuple(batch)))
                batch, turn = [], entry.event.turn
            else:
                batch.append(entry)
        found.append((turn, tuple(batch)))
        return [(turn, entries) for turn, entries in found if entries]

    def turn(self, number: int) -> int:
        """The turn on which the game stands after a line."""
        return self._game.moments[number].state.turn

    def views(self, number: int) -> list[View]:
        """What the reader knew as each turn up to a line began, and after that line."""
        begun: dict[int, int] = {}
        for each in self._path(number):
            begun.setdefault(max(self.turn(each), 1), each)
        return [self._view(each) for each in begun.values()] + [self._view(number)]

    # Telling

    def _tell(self, number: int) -> Told:
        moment = self._game.moments[number]
        line, turn = moment.line, self._turn_before(number)
        undone = number not in self._kept
        if line is None:
            return Told(0, turn, "", "flag", self.words.say("ui.replay.start"), "", False, False)
        action = line.action
        side = action.side if isinstance(action, Decision) else ""
        # What the trainer writes while the game goes on is meant for later.
        open_note = isinstance(action, Note) and not self._goes_on
        own = self.who in (FACILITATOR, side) or open_note
        what, sign = self._what(moment), _SIGNS.get(type(action), "diamond")
        note = line.note if own else ""
        package = self._package(moment)
        if package:
            what = self.words.say("ui.replay.offered", side=self.words.naming.side(side))
        return Told(number, turn, side, sign, what, note, undone, line.timeout, package)

    def _package(self, moment: Moment) -> tuple[tuple[str, str], ...]:
        """An offer that the reader may see, by the names of its issues and options."""
        naming = self.words.naming
        for entry in self._telling(moment):
            event = entry.event
            if isinstance(event, OfferMade) and entry.shown_to(self.who) is not None:
                return tuple(
                    (naming.issue(event.table, issue), naming.option(event.table, issue, option))
                    for issue, option in event.package.items()
                )
        return ()

    def _what(self, moment: Moment) -> str:
        words = self.words
        action = moment.line.action if moment.line is not None else None
        match action:
            case Note():
                return words.say("ui.replay.note")
            case Pause():
                return words.say("ui.replay.pause")
            case Resume():
                return words.say("ui.replay.resume")
            case Rewind(to=to):
                return words.say("ui.replay.rewind", line=to)
            case Decision():
                return self._decided(action, moment)
            case _:
                return words.say("ui.replay.start")

    def _decided(self, decision: Decision, moment: Moment) -> str:
        words, side = self.words, decision.side
        for entry in self._telling(moment):
            shown = entry.shown_to(self.who)
            if shown is not None:
                return words.entry(shown)
        if self.who not in (FACILITATOR, side) and not self._seen(decision, moment):
            return words.say("ui.replay.hidden", side=words.naming.side(side))
        match decision.move:
            case Act(action=action):
                return words.entry(Entry(ActionTaken(side, action)))
            case Pass():
                return words.entry(Entry(TurnPassed(side)))
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

    def _seen(self, decision: Decision, moment: Moment) -> bool:
        """Whether what the facilitator did showed itself to the reader."""
        shown = [e.event for each in moment.entries if (e := each.shown_to(self.who)) is not None]
        match decision.move:
            case FireInject(inject=inject):
                about = InjectFired | QuestionAsked | QuestionAnswered
                return any(isinstance(e, about) and e.inject == inject for e in shown)
            case SetTrack(track=track):
                about_track = TrackChanged | CostPaid | TrackRevealed
                return any(isinstance(e, about_track) and e.track == track for e in shown)
            case move:
                return decision.side == FACILITATOR and isinstance(move, Stop)

    def _telling(self, moment: Moment) -> tuple[Entry, ...]:
        """The entries that say what was decided: for who may know it, and for the others.

        None where it is disclosed only later.
        """
        action = moment.line.action if moment.line is not None else None
        if not isinstance(action, Decision):
            return ()
        for i, entry in enumerate(moment.entries):
            if _tells(entry, action):
                after = moment.entries[i + 1 : i + 2]
                return (entry, *(e for e in after if isinstance(e.event, SecretActionTaken)))
        return ()

    # The way to a line

    def _path(self, number: int) -> list[int]:
        """The lines of the game that led to one, it among them."""
        found = [number]
        while number:
            number = self._game.moments[number].before
            found.append(number)
        return found[::-1]

    def _turn_before(self, number: int) -> int:
        return self._game.moments[self._game.moments[number].before].state.turn if number else 0

    def _view(self, number: int) -> View:
        if number not in self._views:
            state = self._game.moments[number].state
            self._views[number] = view(self._game.rules, state, self.who)
        return self._views[number]


def _tells(entry: Entry, decision: Decision) -> bool:
    """Whether an entry tells this decision, and not one that waited to be disclosed."""
    event = entry.event
    if not isinstance(event, DecisionEvent) or event.side != decision.side:
        return False
    if isinstance(decision.move, Act):
        return isinstance(event, ActionTaken) and event.action == decision.move.action
    return not isinstance(event, ActionTaken)
