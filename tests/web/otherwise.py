"""A room as one reader may see it, with something else in the place of all that it may not see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random

from attrs import evolve
from strategies.secrets import NONE, Disclosed, Keys, Secrets, phase_of, swapped
from wired import Reader, Wired

from game.model.decisions import PUBLIC, Decision
from game.model.play import NOTHING, State
from game.room.events import NoteTaken, RoomEvent
from game.room.journal import Journal
from game.room.room import Room
from game.room.table import Table
from game.rules.compiled import ActionsRules
from game.session.game import Game, Moment
from game.session.records.recorded_actions import Message
from game.session.talk import may_read


class NoJournal(Journal):
    """A journal that keeps nothing."""

    def __init__(self) -> None:
        self.size = 0

    def append(self, event: RoomEvent, key: str = "") -> None:
        """Keeps nothing."""

    def close(self) -> None:
        """Closes nothing."""


class Otherwise:
    """The room of a reader: it follows the real one, and whatever the reader may not see differs.

    It is a room of its own, so that each page is made from what there is in it.
    """

    def __init__(
        self,
        real: Wired,
        reader: Reader,
        seated: Sequence[Reader],
        writer: Reader,
        disclosed: Disclosed,
        luck: Random,
    ) -> None:
        """seated: the devices that have a place. writer: takes notes that nobody else reads."""
        self.reader = reader
        self.changed: Counter[str] = Counter()
        """What was something else, how often."""
        self._real = real
        self._seated = seated
        self._writer = writer
        self._disclosed = disclosed
        self._luck = luck
        self._states: list[State] = []
        """What stands in the place of each state so far."""
        former, room = real.room.tables[1], real.room
        self._rules = former.game.rules
        game = Game(self._rules, former.game.moments[0].state.seed)
        self._table = Table(1, game, former.first_seats, None)
        self._table.pens = dict(former.pens)
        self.wired = Wired(Room(room.folder, NoJournal(), room.setup, [self._table], room.files))
        self.wired.room.devices = dict(room.devices)
        self.follow()

    @property
    def _who(self) -> str:
        return self.reader.side or PUBLIC

    @property
    def _member(self) -> str:
        """How messages name the reader: a seat of a side, or a side."""
        device = self._real.room.devices.get(self.reader.device)
        place = device.place if device is not None else None
        return place.member if place is not None else self._who

    def follow(self) -> None:
        """Takes over what has happened since, as far as the reader may see it."""
        moments = self._real.room.tables[1].game.moments
        for moment in moments[len(self._states) :]:
            self._states.append(self._other_state(moment.state))
            self.changed["states"] += self._states[-1] != moment.state
            shown = sum(entry.shown_to(self._who) is not None for entry in moment.entries)
            self.changed["entries"] += len(moment.entries) - shown
        first = self._first_unseen(moments)
        self._table.game.moments[:] = [
            self._other_moment(number, moment, is_unseen=number >= first)
            for number, moment in enumerate(moments)
        ]
        # Who is connected is shown to their own side.
        self.wired.live.connected |= self._real.live.connected
        self.wired.live.change()

    def _other_state(self, state: State) -> State:
        """A state with something else wherever the reader can't look."""
        swaps = Secrets(self._rules, state, self._who, self._luck).swaps()
        kept = self._kept(state)
        return swapped(state, {key: value for key, value in swaps.items() if key not in kept})

    def _kept(self, state: State) -> Keys:
        """What an author discloses to the reader (rule 7.4)."""
        who, disclosed = self._who, self._disclosed
        if who == PUBLIC:
            return disclosed.by_view(state, who) if not state.to_move else NONE
        keys = disclosed.by_view(state, who) | disclosed.by_legal(state, who)
        for table in self._rules.tables:
            if self._rules.index.sides[who] in table.parties:
                for number in range(max(len(issue.options) for issue in table.issues)):
                    package = tuple(min(number, len(e.options) - 1) for e in table.issues)
                    keys |= disclosed.by_worth(table, who, package)
        return keys

    def _first_unseen(self, moments: Sequence[Moment]) -> int:
        """The first of the moments in which sides picked, but not all have."""
        state = moments[-1].state
        phase = phase_of(self._rules, state)
        first = len(moments)
        if not isinstance(phase, ActionsRules) or not phase.together or state.outcome != NOTHING:
            return first
        if all(state.finished[side] for side in phase.sides):
            return first
        while first > 1 and (moments[first - 1].line is not None):
            before = moments[moments[first - 1].before].state
            if (before.turn, before.phase) != (state.turn, state.phase):
                break
            first -= 1
        return first

    def _other_moment(self, number: int, moment: Moment, *, is_unseen: bool) -> Moment:
        """A moment with other secrets; is_unseen: the picks of others are among them."""
        shown = tuple(entry for entry in moment.entries if entry.shown_to(self._who) is not None)
        moment = evolve(moment, state=self._states[number], entries=shown)
        line = moment.line
        match line.action if line is not None else None:
            case Message() as message if line is not None and not may_read(message, self._member):
                self.changed["words"] += 1
                line = evolve(line, note="Quite another word, and a longer one.")
            case Decision(side) as decision if line is not None and is_unseen and side != self._who:
                state = self._real.room.tables[1].game.moments[moment.before].state
                other = Secrets(self._rules, state, self._who, self._luck).decision(decision, NONE)
                self.changed["decisions"] += other != decision
                line = evolve(line, action=other, note=f"Not {line.note}")
            case _:
                return moment
        return evolve(moment, line=line)

    def prepare(self) -> None:
        """Other sides select and draft something else, change pens and names, and raise hands.

        Names stay in the lobby, where the wall greets everybody by name.
        """
        table, room = self._table, self.wired.room
        room.notes.append(NoteTaken(1, 1, 0, "Nobody else reads it.", "", self._writer.device))
        for other in (each for each in self._seated if each.side != self.reader.side):
            picks = table.selection(other.side).picks
            actions = [action for side, action in self._rules.index.slots if side == other.side]
            table.selection(other.side).picks = picks[1:] or tuple(actions[:1])
            self.changed["selected"] += table.selection(other.side).picks != picks
            table.pens[other.side] = other.device
            table.write(other.side, "What they prepare to say.")
            device = room.devices[other.device]
            name = device.name if room.gathers else "Somebody else"
            room.devices[other.device] = evolve(device, name=name, hand=True)
            for id, negotiation in self._rules.scenario.tables.items():
                draft = table.draft_for(other.side, id)
                assert draft is not None
                draft._chosen = {
                    issue: self._luck.choice(list(each.options))
                    for issue, each in negotiation.issues.items()
                }
                self.changed["drafts"] += 1
        self.wired.live.change()
