"""A whole campaign over HTTP: phones keep their seats, also when the server is killed."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import talkroom
from mortal import Mortal, Phone, Player
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Origin

from game.room.chapters import open_again
from game.room.people import Watch, console_key

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks")


class Session:
    """A campaign that is served, two people at each of two tables, and a console."""

    def __init__(self, server: Mortal) -> None:
        assert server.folder is not None
        room = talkroom.open_campaign(server.folder, 2)
        self.code = room.code
        slips = {(slip.place.table, slip.place.side): slip.code for slip in room.slips()}
        key = console_key(room.key)
        watches = {slip.watch: slip.code for slip in room.observer_slips()}
        talkroom.close(room)
        self.server = server
        server.start()
        self.phones = {spot: Phone(server.port) for spot in slips}
        for (table, side), phone in self.phones.items():
            phone.join(slips[table, side], f"{side} {table}")
        self.observer = Phone(server.port)
        self.observer.join(watches[Watch(1, "north")], "Otto")
        self.console = Phone(server.port)
        self.console.ask("/console/key", console_key=key)
        self._forms = 0

    def again(self) -> None:
        """Kills the server, and starts it on another day."""
        self.server.kill()
        self.server.start()

    def do(self, do: str, **fields: str) -> str:
        """Sends a form of the console, and returns the console as it is then."""
        self._forms += 1
        status, page = self.console.ask("/console/do", do=do, key=f"form {self._forms}", **fields)
        assert status == 303, page
        return self.show()

    def show(self, table: int = 1) -> str:
        status, page = self.console.ask(f"/console?table={table}")
        assert status == 200
        return page

    def end(self, table: int, outcome: str = "unsettled") -> None:
        self.do("end", table=str(table), outcome=outcome)

    def read(self, table: int, side: str, tab: str = "papers") -> str:
        """What a phone shows, without the marks of its page."""
        status, page = self.phones[table, side].ask(f"/seat?tab={tab}")
        if status == 303:
            status, page = self.phones[table, side].ask("/")
        assert status == 200
        return page

    def read_as_observer(self) -> str:
        """What the observer of a table that doesn't play is shown."""
        return self.observer.ask("/")[1]

    def wall(self) -> str:
        return Phone(self.server.port).ask("/wall")[1]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Mortal(tmp_path / "room") as server:
        yield Session(server)


def title_of(page: str) -> str:
    """Who the reader of a seat's page is."""
    found = re.search(r'<p class="title">(.*?)</p>', page)
    return found[1] if found else ""


def test_a_whole_campaign_in_which_the_server_is_killed(session: Session) -> None:
    # In the first chapter people play, and the server is killed between their decisions.
    assert "Chapter 1 of 3" in session.read(1, "north")
    players = [Player(phone, *spot) for spot, phone in session.phones.items()]
    for player in players:
        while player.go_on():
            pass
        session.again()
    assert sum(len(player.confirmed) for player in players) >= 4
    assert "can be opened when this one is over" in session.show()
    session.end(1, "rupture")
    session.again()
    session.end(2)
    page = session.show()
    assert "Next chapter: A talk" in page
    assert "Table 1 doesn’t play it" in page
    session.do("reveal", step="scores")
    session.again()

    # The second is played by one table; the people of the other wait.
    page = session.do("chapter", **{"from": "1", "to": "next"})
    assert "Chapter 2 of 3" in page
    session.again()
    assert "Chapter 2 of 3" in session.wall()
    assert "Table 1 doesn’t play this chapter." in session.wall()
    assert "A year has passed." in session.wall()
    assert session.code in session.wall()
    for side in ("north", "south"):
        waiting = session.read(1, side)
        assert "Your table doesn’t play this chapter." in waiting
        assert "Rupture" in waiting, "it knows how its own chapter ended"
        there = session.read(2, side)
        assert title_of(there) == side.title()
        assert "A year has passed." in there
        assert "Rupture" not in there, "nobody learns how it ended at another table"
    assert "What you observe isn’t in this chapter." in session.read_as_observer()
    session.do("session")
    for player in players[2:]:
        while player.go_on():
            pass
    session.again()
    # A form that is sent twice opens nothing more.
    assert "Chapter 2 of 3" in session.do("chapter", **{"from": "1", "to": "next"})
    session.end(2)

    # In the third all play again, and have changed places.
    assert "Chapter 3 of 3" in session.do("chapter", **{"from": "2", "to": "next"})
    session.again()
    for table in (1, 2):
        assert title_of(session.read(table, "north")) == "South"
        assert "You are South in this chapter." in session.read(table, "north")
        session.end(table)
        session.again()

    # The results come with the last step of the debrief.
    assert "Next chapter" not in session.show()
    assert "All in all" not in session.wall() + session.read(1, "north", "decide")
    session.do("reveal", step="campaign")
    assert "Table 2" in session.wall()
    assert "All in all" in session.read(1, "south", "decide")


def test_open_pages_are_told_that_another_room_is_here(session: Session) -> None:
    port, phone = session.server.port, session.phones[1, "north"]
    for table in (1, 2):
        session.end(table)
    with connect(
        f"ws://127.0.0.1:{port}/socket?page=seat",
        additional_headers={"cookie": phone.cookie},
        origin=Origin(f"http://127.0.0.1:{port}"),
        proxy=None,
    ) as socket:
        socket.recv(10)
        session.do("chapter", **{"from": "1", "to": "next"})
        with pytest.raises(ConnectionClosed) as closed:
            list(socket)  # which ends without an error only after 1000 and 1001
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1012
    assert title_of(session.read(1, "north")) == "North"


def test_killed_on_the_way_the_room_is_in_one_chapter_or_the_other(session: Session) -> None:
    for table in (1, 2):
        session.end(table)
    form = {"do": "chapter", "from": "1", "to": "next", "key": "on the way"}
    fatal = 0
    while "Chapter 1 of 3" in session.show():
        fatal += 7
        session.server.kill()
        session.server.start(fatal)
        try:
            session.console.ask("/console/do", **form)
            session.server.kill()
        except OSError:
            session.server.wait()
        session.server.start()
        for (_, side), phone in session.phones.items():
            _, page = phone.ask("/seat?tab=papers")
            assert title_of(page) == side.title()
    assert fatal > 21, "it was killed on the way"
    assert "Back to chapter 1" in session.show()
    session.do("chapter", **{"from": "2", "to": "back"})
    assert "Next chapter" in session.show()
    session.server.kill()
    assert session.server.folder is not None
    room = open_again(session.server.folder)
    assert room.folder.path.name == "1-first"
    talkroom.close(room)
