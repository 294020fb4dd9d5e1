"""A room in which a game is played, and beside it for each reader one with other secrets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache, partial
from pathlib import Path
from random import Random

import pytest
from jinja2 import Environment, FileSystemBytecodeCache
from otherwise import NoJournal, Otherwise
from printed_sheets import print_sheets
from strategies.secrets import Disclosed
from visiting import EVENING
from wired import FORMS, Reader, Wired

from game.model.decisions import Decision
from game.room.events import Selected, SessionBegan
from game.room.room import Room
from game.session.records.recorded_actions import TO_ALL, Message
from game.web import app, pages, templating
from game.web.statics import read_static_files

LONGEST = 30
"""The most decisions of a game."""


def make_comparable(patch: pytest.MonkeyPatch, templates: Path) -> None:
    """Gives pages of all rooms the same request key, and lets rooms share what they read.

    templates: a folder in which templates are kept once they are compiled.
    """
    patch.setattr(pages, "token_urlsafe", lambda _length: "key")
    cache = FileSystemBytecodeCache(str(templates))
    patch.setattr(templating, "Environment", partial(Environment, bytecode_cache=cache))
    patch.setattr(app, "read_static_files", lru_cache(1)(read_static_files))


class Guarded:
    """A room in which a drawn game is played, and the browsers that are looked at."""

    def __init__(self, room: Room, luck: Random, most_readers: int) -> None:
        """most_readers: how many browsers are looked at after each decision."""
        room._journal.close()
        room._journal = NoJournal()
        self.wired = Wired(room)
        self.luck = luck
        self.table = room.tables[1]
        self.table.game.keep_with(lambda _line: None)
        self.rules = self.table.game.rules
        seats = {side: list(rest.seats) for side, rest in self.rules.scenario.sides.items()}
        self.seated = [
            self.wired.seat(f"{side}{number}", side, seat)
            for side, names in seats.items()
            for number, seat in enumerate([*(names or ["", ""])][:2])
        ]
        readers = [
            *(each for each in self.seated if each.name.endswith("0")),
            Reader("wall", page="wall"),
            self.wired.wait("waiting"),
            *(self.wired.observe(f"watches-{side}", side) for side in ("", *seats)),
        ]
        writer = self.wired.observe("writer")
        self.readers = luck.sample(readers, min(most_readers, len(readers)))
        disclosed = Disclosed(self.rules)
        self.others = [
            Otherwise(self.wired, reader, self.seated, writer, disclosed, luck)
            for reader in self.readers
        ]

    @property
    def changed(self) -> Counter[str]:
        """What was something else in the other rooms, how often."""
        return sum((other.changed for other in self.others), Counter())

    async def play(self, decisions: Sequence[Decision]) -> None:
        """Takes decisions, and compares all rooms in the lobby and after each decision."""
        await self.wired.open(self.readers)
        for other in self.others:
            other.follow()
            await other.wired.open([other.reader])
            other.wired.heard.clear()
        await self.listen()
        self.compare_sheets()
        await self.look()
        for wired in (self.wired, *(other.wired for other in self.others)):
            assert wired.room.do(SessionBegan(EVENING)) is None
        await self.follow()
        await self.look()
        for decision in decisions[:LONGEST]:
            assert self.wired.room.order(1, [decision]) is None
            await self.follow()
            await self.look()
        for wired in (self.wired, *(other.wired for other in self.others)):
            await wired.close()

    async def follow(self) -> None:
        """Lets the other rooms follow the real one, and compares what sockets said."""
        for other in self.others:
            other.follow()
        await self.listen()

    async def listen(self) -> None:
        """Compares what each reader heard with what it heard in its other room: how many messages,
        how long, and in which order."""
        for wired in (self.wired, *(other.wired for other in self.others)):
            wired.live.news_seconds_left()  # since when there are news is noted by who asks first
        heard = await self.wired.settle()
        for other in self.others:
            own = [message for name, message in heard if name == other.reader.name]
            assert [message for _, message in other.wired.heard] == own, other.reader.name
            other.wired.heard.clear()

    async def look(self) -> None:
        """Compares what each reader is shown with what it is shown in its other room."""
        self.draft(self.luck.choice(self.seated))
        # Nobody wakes those who may not see what somebody prepares.
        await self.listen()
        for other in self.others:
            other.prepare()
        await self.listen()
        if self.talk():
            await self.follow()
        for other in self.others:
            self.compare_pages(other)
        await self.compare_bytes(self.luck.choice(self.others))

    def compare_pages(self, other: Otherwise) -> None:
        """Compares the pages of a reader, all tabs of them."""
        reader = other.reader
        plain, otherwise = self.wired.pages(reader), other.wired.pages(reader)
        assert plain.keys() == otherwise.keys()
        for tab, page in plain.items():
            assert page == otherwise[tab], (reader.name, tab)

    async def compare_bytes(self, other: Otherwise) -> None:
        """Compares all that a browser can be answered, byte by byte."""
        reader, do = other.reader, self.luck.choice(FORMS)
        plain = await self.wired.everything(reader, do)
        otherwise = await other.wired.everything(reader, do)
        assert otherwise.keys() == plain.keys()
        for path, text in otherwise.items():
            assert text == plain[path], (reader.name, path)
        await self.listen()

    def compare_sheets(self) -> None:
        """Compares what is printed for each side."""
        for other in self.others:
            side = other.reader.side
            sheets = [
                print_sheets(wired.live.game_in(1, "en"), side)
                for wired in (self.wired, other.wired)
            ]
            assert sheets[0] == sheets[1], other.reader.name

    # What sides do that nobody else sees

    def draft(self, reader: Reader) -> None:
        """A device selects something, and drafts something; in the other rooms of its side too."""
        own = [other.wired for other in self.others if other.reader.side == reader.side]
        table, side = self.table, reader.side
        actions = self.luck.choices(sorted(self.rules.index.actions), k=3)
        for action in actions if side in table.game.state.to_move else ():
            event = Selected(reader.device, table.moment(side), action, selected=True)
            refused = self.wired.room.do(event)
            for wired in own:
                assert wired.room.do(event) == refused, (reader.name, action)
        for negotiation in self.rules.tables:
            issue = self.luck.choice(negotiation.issues)
            option = self.luck.choice(issue.options).id
            for wired in (self.wired, *own):
                draft = wired.room.tables[1].draft_for(side, negotiation.id)
                assert draft is not None
                if draft.knows(issue.id, option):
                    draft.choose(issue.id, option)
                wired.live.change(1, side)

    def talk(self) -> bool:
        """Perhaps somebody writes to somebody; whether that was so."""
        members = list(self.rules.sides)
        for side, written in self.rules.scenario.sides.items():
            members += [f"{side}.{seat}" for seat in written.seats]
        sender, to = self.luck.sample(members, 2)
        message = Message(sender, TO_ALL if self.luck.random() < 0.2 else to)
        if self.luck.random() < 0.5 or self.table.game.objection_to(message, "A word."):
            return False
        assert self.wired.room.order(1, [message], "A word.") is None
        return True
