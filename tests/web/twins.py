"""A tiny room, of which there can be another with the same key: what north does in it."""

from __future__ import annotations

from pathlib import Path

from wired import Reader, Wired

from game.room.agenda import session_parts
from game.room.events import AgendaSet, PenTaken, RoomLocked, SessionBegan, WordsHidden
from game.room.opening import continue_room


class Twin:
    """A tiny room, of which there can be another with the same key; two devices of north decide."""

    def __init__(self, folder: Path) -> None:
        self.wired = Wired(continue_room(folder))
        self.north = [
            self.wired.seat("n0", "north", "envoy"),
            self.wired.seat("n1", "north", "elder"),
        ]
        wall, waiting = Reader("wall", page="wall"), self.wired.wait("waiting")
        observers = [self.wired.observe("eve"), self.wired.observe("zoe", "south")]
        self.others = [self.wired.seat("s0", "south"), wall, waiting, *observers]

    async def post(self, reader: Reader, do: str, **fields: str) -> list[tuple[str, str]]:
        """Sends a form of a seat; returns what the sockets of others say then."""
        table = self.wired.room.tables[1]
        hidden = {"moment": table.moment("north"), "fingerprint": table.fingerprint("north")}
        answer = await self.wired.ask(reader, "/do", do=do, key=f"{do}{fields}", **hidden, **fields)
        assert answer.startswith(b"303"), answer[-2000:]
        return await self.wired.settle()


async def confirm_in_secret(
    folder: Path, number: int
) -> tuple[list[tuple[str, str]], list[dict[str, bytes]]]:
    """Confirms something for north, the one or the other; returns what others hear and see."""
    twin = Twin(folder)
    await twin.wired.open(twin.others)
    envoy = twin.north[0]
    heard = await twin.post(envoy, "select", action="warm")
    if number:
        heard += await twin.post(envoy, "deselect", action="warm")
        heard += await twin.post(envoy, "select", action="cool")
        heard += await twin.post(envoy, "select", action="warm")
        heard += await twin.post(envoy, "say", to="north.elder", words="Both?")
        heard += await twin.post(twin.north[1], "say", to="north", words="One will do.")
    heard += await twin.post(envoy, "confirm", what="actions")
    seen = [await twin.wired.everything(each, "say") for each in twin.others]
    await twin.wired.close()
    twin.wired.room.close()
    return heard, seen


async def facilitate_unheard(folder: Path) -> None:
    """Does what others than a side must not hear or see of; they and the side don't see the
    hidden words of one of its messages."""
    twin = Twin(folder)
    room = twin.wired.room
    # Before, the wall invites: it says how long the session is, and changes when that begins.
    assert room.do(SessionBegan("2026-11-28T08:30:00Z")) is None
    await twin.wired.open(twin.others)
    envoy, elder = twin.north
    assert await twin.post(envoy, "say", to="north.elder", words="You fool.") == []
    line = len(room.tables[1].game.lines)
    parts = len(session_parts(room.tables[1].game.rules.scenario))
    for event in (
        WordsHidden(1, line, hidden=True),
        PenTaken(elder.device),
        RoomLocked(locked=True),
        AgendaSet((5,) * parts),
        SessionBegan("2026-11-28T09:00:00Z"),
    ):
        assert room.do(event) is None
        assert await twin.wired.settle() == [], event
    for reader in (*twin.others, elder):
        seen = await twin.wired.everything(reader, "say")
        assert not any(b"fool" in text for text in seen.values()), reader.name
    await twin.wired.close()
    room.close()
