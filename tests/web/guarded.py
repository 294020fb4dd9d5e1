"""A room in which a drawn game is played, with something else in the place of secrets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random

from attrs import evolve
from strategies.play import Game
from strategies.secrets import NONE, Disclosed, Keys, Secrets, swapped
from wired import FORMS, Reader, Wired

from game.model.decisions import PUBLIC
from game.model.play import State
from game.room.events import NoteTaken, RoomEvent, Selected
from game.room.room import Room
from game.session.moment import Moment
from game.session.records.recorded_actions import TO_ALL, Message
from game.session.talk import may_read

MOMENTS = 2
"""After how many decisions of a game, besides its end, secrets are replaced."""
LONGEST = 30
"""The most decisions of a game."""


class Guarded:
    """A room in which a drawn game is played, and the browsers that are looked at."""

    def __init__(self, room: Room, luck: Random) -> None:
        self.wired = Wired(room)
        self.luck = luck
        self.table = room.tables[1]
        self.rules = self.table.game.rules
        self.disclosed = Disclosed(self.rules)
        self.changed: Counter[str] = Counter()
        self.others: dict[tuple[int, str], State] = {}
        """By the number of a moment and reader, what stands in its place."""
        seats = {side: list(rest.seats) for side, rest in self.rules.scenario.sides.items()}
        self.seated = [
            self.wired.seat(f"{side}{number}", side, seat)
            for side, names in seats.items()
            for number, seat in enumerate([*(names or ["", ""])][:2])
        ]
        self.readers = [
            *(each for each in self.seated if each.name.endswith("0")),
            Reader("wall", page="wall"),
            self.wired.wait("waiting"),
        ]
        self.observers = [self.wired.observe(f"watches-{side}", side) for side in ("", *seats)]
        self.writer = self.wired.observe("writer")
        """An observer who writes notes that nobody else may read."""

    async def play(self, drawn: Game) -> None:
        """Plays a drawn game, and replaces secrets after some of its decisions."""
        decisions = drawn.decisions[:LONGEST]
        chosen = set(self.luck.sample(range(len(decisions)), min(MOMENTS, len(decisions))))
        chosen |= {len(decisions)}
        for number in range(len(decisions) + 1):
            if number in chosen:
                await self.look()
            if number < len(decisions):
                assert self.wired.room.order(1, [decisions[number]]) is None

    async def look(self) -> None:
        """Compares what each reader is shown with what it is shown of the other room."""
        self.prepare()
        self.talk()
        for reader in (*self.readers, self.luck.choice(self.observers)):
            await self.compare(reader)

    async def compare(self, reader: Reader) -> None:
        """Compares what a reader is shown with what it is shown of the other room."""
        do = self.luck.choice(FORMS)
        await self.wired.open([reader])
        plain = await self.wired.everything(reader, do)
        await self.wired.settle()
        undo = self.replace(reader)
        self.forget()
        assert not await self.wired.settle(), reader.name
        other = await self.wired.everything(reader, do)
        assert other.keys() == plain.keys()
        for path, text in other.items():
            assert text == plain[path], (reader.name, path)
        await self.wired.close()
        undo()
        self.forget()

    def forget(self) -> None:
        """Lets every page be made again from what there is now."""
        for tellings in self.wired.live.tellings.values():
            tellings._told.clear()
        for _, selection in self.table.preparations._selections.values():
            selection._asked = None
        for draft in self.table.preparations.offer_drafts.values():
            draft._request = draft._start = None
        self.wired.live.change()

    # What sides do that nobody else sees

    def prepare(self) -> None:
        """Every side prepares something."""
        for reader in self.seated:
            self.draft(reader)

    def draft(self, reader: Reader) -> None:
        """A device selects something, and drafts something."""
        table, side = self.table, reader.side
        if side in table.game.state.to_move:
            for action in self.luck.choices(sorted(self.rules.index.actions), k=3):
                self.try_to(Selected(reader.device, table.moment(side), action, selected=True))
        for negotiation in self.rules.tables:
            draft = table.draft_for(side, negotiation.id)
            assert draft is not None
            issue = self.luck.choice(negotiation.issues)
            option = self.luck.choice(issue.options).id
            if draft.knows(issue.id, option):
                draft.choose(issue.id, option)

    def try_to(self, event: RoomEvent) -> None:
        """Does something in the room, if it can be done."""
        self.wired.room.do(event)

    def talk(self) -> None:
        """Somebody writes to somebody."""
        sides = list(self.rules.sides)
        sender, to = self.luck.sample(sides, 2)
        for addressee in (to, TO_ALL) if self.luck.random() < 0.3 else (to,):
            message = Message(sender, addressee)
            if self.table.game.objection_to(message, "A word.") is None:
                assert self.wired.room.order(1, [message], "A word.") is None

    # Something else

    def replace(self, reader: Reader) -> Callable[[], None]:
        """Puts something else in the place of all that a reader may not see; returns how to undo
        it."""
        who, game, undo = reader.side or PUBLIC, self.table.game, self.undoing()
        self.prepare_otherwise(reader)
        for number, moment in enumerate(game.moments):
            state = self.other_state(number, moment.state, who)
            self.changed["states"] += state != moment.state
            shown = tuple(entry for entry in moment.entries if entry.shown_to(who) is not None)
            self.changed["entries"] += len(moment.entries) - len(shown)
            game.moments[number] = self.other_words(evolve(moment, state=state, entries=shown), who)
        return undo

    def undoing(self) -> Callable[[], None]:
        """What brings the room back to how it is now."""
        table, room = self.table, self.wired.room
        moments, pens = list(table.game.moments), dict(table.pens)
        notes = list(room.notes)
        devices, drafts = dict(room.devices), table.preparations.offer_drafts
        chosen = {key: draft._chosen for key, draft in drafts.items()}
        selections = dict(table.preparations._selections)
        picks = {side: selection.picks for side, (_, selection) in selections.items()}

        def undo() -> None:
            table.game.moments[:], table.pens = moments, pens
            room.devices, room.notes = devices, notes
            table.preparations._selections = selections
            for side, former in picks.items():
                selections[side][1].picks = former
            for key, package in chosen.items():
                drafts[key]._chosen = package

        return undo

    def other_state(self, number: int, state: State, who: str) -> State:
        """A state with something else wherever a reader can't look."""
        if (number, who) in self.others:
            return self.others[number, who]
        swaps = Secrets(self.rules, state, who, self.luck).swaps()
        kept = self.kept(state, who)
        swaps = {key: value for key, value in swaps.items() if key not in kept}
        return self.others.setdefault((number, who), swapped(state, swaps))

    def kept(self, state: State, who: str) -> Keys:
        """What an author discloses to a reader."""
        if who == PUBLIC:
            return self.disclosed.by_view(state, who) if not state.to_move else NONE
        keys = self.disclosed.by_view(state, who) | self.disclosed.by_legal(state, who)
        for table in self.rules.tables:
            if self.rules.index.sides[who] in table.parties:
                for number in range(max(len(issue.options) for issue in table.issues)):
                    package = tuple(min(number, len(e.options) - 1) for e in table.issues)
                    keys |= self.disclosed.by_worth(table, who, package)
        return keys

    def other_words(self, moment: Moment, who: str) -> Moment:
        """A moment with other words in a message to others."""
        line = moment.line
        if line is None or not isinstance(line.action, Message) or may_read(line.action, who):
            return moment
        self.changed["words"] += 1
        return evolve(moment, line=evolve(line, note="Quite another word, and a longer one."))

    def prepare_otherwise(self, reader: Reader) -> None:
        """Other sides select and draft something else, change pens, and raise hands."""
        table, room = self.table, self.wired.room
        for other in (each for each in self.seated if each.side != reader.side):
            picks = table.selection(other.side).picks
            actions = [action for side, action in self.rules.index.slots if side == other.side]
            table.selection(other.side).picks = picks[1:] or tuple(actions[:1])
            self.changed["selected"] += table.selection(other.side).picks != picks
            table.pens[other.side] = other.device
            room.notes.append(NoteTaken(1, 1, 0, "Nobody else reads it.", "", self.writer.device))
            device = room.devices[other.device]
            room.devices[other.device] = evolve(device, name="Somebody else", hand=True)
        for (side, negotiation), draft in table.preparations.offer_drafts.items():
            if side != reader.side:
                issues = self.rules.scenario.tables[negotiation].issues
                draft._chosen = {
                    id: self.luck.choice(list(issue.options)) for id, issue in issues.items()
                }
                self.changed["drafts"] += 1
