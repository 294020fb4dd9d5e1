"""A room: devices, people and their places around games, and everything that they can do.

Every change goes through `do`: it is checked, stands in the journal, and only then counts. What was
confirmed for a game is in the journal before it is done, and is finished when a room is continued
after a crash. A request that is sent twice, with the same key, has one effect.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from attrs import field, frozen

from game.authoring.reading.files import KeptFiles
from game.model.decisions import Decision, Move
from game.model.frozen import FrozenMap
from game.model.refusals import Refusal
from game.room.campaign_of_room import RoomCampaign
from game.room.events import Ordered, RoomEvent, Withdrawn
from game.room.folder import RoomFolder
from game.room.journal import Journal
from game.room.room_refusals import Refused, RoomError, RoomRefusal
from game.room.state import RoomState
from game.room.table import Table
from game.session.records.record import RecordError
from game.session.records.recorded_actions import Message, RecordedAction, read_action


@frozen
class RoomSetup:
    """What a room begins with, as the first line of its journal keeps it."""

    language: str
    """The language of the wall and the console, and of devices at first."""
    tables: tuple[int, ...]
    """The numbers of its tables."""
    at: str
    """The date and time when it was opened, for people to read."""
    names: FrozenMap[str, str] = field(factory=FrozenMap)
    """By side, what its slips call it: in a campaign, its seat there."""
    shown: tuple[str, ...] = ()
    """The earlier chapters of a campaign whose scores were shown."""
    issues: FrozenMap[str, int] = field(factory=FrozenMap)
    """By slip, how often it was issued again in earlier chapters."""

    def header(self) -> dict[str, Any]:
        """The setup as the first line of a journal has it."""
        tables = len(self.tables)
        header: dict[str, Any] = {"language": self.language, "tables": tables, "at": self.at}
        if self.tables != tuple(range(1, tables + 1)):
            header["numbers"] = self.tables
        if self.names:
            header |= {"names": dict(self.names), "shown": self.shown}
            header["issues"] = dict(self.issues)
        return header

    @classmethod
    def of_header(cls, header: Mapping[str, Any]) -> Self:
        """The setup that the first line of a journal has."""
        return cls(
            header["language"],
            tuple(header.get("numbers") or range(1, header["tables"] + 1)),
            header["at"],
            FrozenMap(header.get("names", {})),
            tuple(header.get("shown", ())),
            FrozenMap(header.get("issues", {})),
        )


class Room(RoomState):
    """One facilitated session around one or several games of a scenario."""

    def __init__(
        self, folder: RoomFolder, journal: Journal, setup: RoomSetup, tables: Sequence[Table],
        files: KeptFiles,
    ) -> None:  # fmt: skip
        super().__init__(folder.key, tables, setup.names, setup.issues)
        self.folder = folder
        self.campaign: RoomCampaign | None = None
        """The campaign of which it is a chapter; None if it is none."""
        self.setup = setup
        self.files = files
        """The files of the scenario."""
        self._journal = journal
        self.changed: Callable[[RoomEvent], None] = lambda _event: None
        """Is called after every change with what was done."""

    @property
    def home(self) -> Path:
        """The folder with which it is opened again: its own, or that of its campaign."""
        return self.folder.path if self.campaign is None else self.campaign.folder

    @property
    def journal_size(self) -> int:
        """The bytes of its journal."""
        return self._journal.size

    # Doing

    def do(self, event: RoomEvent, key: str = "") -> Refused | None:
        """Does something in the room, and returns why it is refused; None if it isn't.

        key: identifies the request; if it is sent again, it is answered and does nothing.
        Raises RoomError or RecordError if it can't be kept; then nothing has happened.
        """
        if key and self.was_done(key):
            return None
        refused = event.refuse(self)
        if refused is not None:
            return refused
        try:
            self._journal.append(event, key)
        except OSError as error:
            reason = error.strerror or str(error)
            raise RoomError("unwritten", path=str(self.folder.path), reason=reason) from error
        self.apply(event, key)
        if isinstance(event, Ordered):
            try:
                self.carry_out(event)
            except RecordError:
                self._withdraw(event, key)
                raise
        self.changed(event)
        return None

    def apply(self, event: RoomEvent, key: str) -> None:
        """Counts an event that stands in the journal; `key` is that of its request."""
        if key:
            self.note_done(key)
        event.apply(self)

    def _withdraw(self, event: Ordered, key: str) -> None:
        """Takes back an order that the record can't keep, if the journal can be written."""
        withdrawn = Withdrawn(event.table, key)
        self.apply(withdrawn, "")
        with suppress(OSError):
            self._journal.append(withdrawn)
        # The record may have the beginning of it.
        self.changed(withdrawn)

    def order(
        self, table: int, actions: Sequence[RecordedAction], note: str = "", key: str = "",
        *, device: str = "", by_facilitator: bool = False,
    ) -> Refused | None:  # fmt: skip
        """Does something to a game of the room; see `do`. device: empty: the facilitator."""
        if table not in self.tables:
            return RoomRefusal("no-such-table")
        line = len(self.tables[table].game.moments)
        texts = tuple(str(action) for action in actions)
        return self.do(Ordered(device, table, line, texts, note, by_facilitator), key)

    def confirm(
        self, device: str, what: str, fingerprint: str, note: str = "", key: str = ""
    ) -> Refused | None:
        """Confirms for a side what its page showed; only the device with the pen can.

        what: `actions`, `offer`, `accept`, `pass`, `walk` or `answer:ID`. fingerprint: the one of
        the table that the page showed (`Table.fingerprint`).
        """
        if key and self.was_done(key):
            return None
        place = self.place(device)
        if isinstance(place, RoomRefusal):
            return place
        table = self.tables[place.table]
        if table.pens.get(place.side) != device:
            return RoomRefusal("no-pen")
        if place.side not in table.game.state.to_move:
            return RoomRefusal("nothing-to-decide")
        if table.fingerprint(place.side) != fingerprint:
            return RoomRefusal("draft-changed")
        moves = table.moves(place.side, what)
        if isinstance(moves, Refusal):
            return moves
        return self._order_moves(table, place.side, moves, note, key, device)

    def decide_for(self, table: int, side: str, moves: Sequence[Move], key: str) -> Refused | None:
        """Decides for a side as the facilitator."""
        if table not in self.tables:
            return RoomRefusal("no-such-table")
        return self._order_moves(self.tables[table], side, moves, "", key, "")

    def _order_moves(
        self, table: Table, side: str, moves: Sequence[Move], note: str, key: str, device: str
    ) -> Refused | None:
        actions = [Decision(side, move) for move in moves]
        return self.order(
            table.number, actions, note, key, device=device, by_facilitator=not device
        )

    def say(self, device: str, to: str, words: str, key: str = "") -> Refused | None:
        """Sends a message of a person to a side, to a seat, or to all."""
        place = self.place(device)
        if isinstance(place, RoomRefusal):
            return place
        return self.order(place.table, [Message(place.member, to)], words, key, device=device)

    def carry_out(self, event: Ordered) -> None:
        """Carries out an order, except for what the record has already."""
        table = self.tables[event.table]
        for number, text in enumerate(event.actions, event.line):
            if number < len(table.game.moments):
                continue
            action = read_action(text)
            assert action is not None, "it was refused"
            note = event.note if number == event.line else ""
            answer = table.game.do(action, note, by_facilitator=event.by_facilitator)
            if isinstance(answer, Refusal):
                return

    # Ending

    def close(self) -> None:
        """Ends the bots, closes all files, and lets another program use the folder."""
        for table in self.tables.values():
            table.close()
        self._journal.close()
        self.folder.close()
