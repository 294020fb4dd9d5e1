"""The screens of the window on which a room is hosted; no process is started for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import frozen
from stage import Stage, want

from game.desk.rooms.addresses import OwnAddress
from game.desk.rooms.room_process import AnnouncedRoom, AnnouncedSlip, RoomProcess, RoomStage
from game.room.people import Place
from game.ui.page.screen import Push
from game.ui.screens.host.host_commands import EndRoom, SetTables
from game.ui.screens.host.host_setup import HostSetup
from game.ui.screens.host.hosted_room import HostedRoom
from game.ui.shell.app import App

ADDRESSES = (
    OwnAddress("192.168.178.126", "Intel(R) Wi-Fi 6 AX201 160MHz"),
    OwnAddress("10.0.0.4", "vEthernet (Default Switch)"),
)
FOLDER = Path("/home/facilitator/.local/share/communique/rooms/kuala-lumpur-2026-11-28-0930")
COMPLAINT = (
    "--port 8765: Address already in use; end the program that uses it, or name another port"
)


class ShownRoom(RoomProcess):
    """A room without a process, at some stage."""

    def __init__(self, stage: RoomStage, room: AnnouncedRoom | None, complaint: str = "") -> None:
        self.stage = stage
        self.room = room
        self._said = complaint

    @property
    def complaint(self) -> str:
        """What the process would have said."""
        return self._said

    def end(self) -> None:
        """Ends at once."""
        self.stage = "ended"

    def close(self, seconds: float = 0.0) -> None:  # noqa: ARG002
        """Ends at once."""
        self.end()


@frozen
class RoomScene:
    """One screen, ready to be drawn."""

    name: str
    app: App


def announced(stage: Stage, tables: int = 1, *, alone: bool = False) -> AnnouncedRoom:
    """What the process of a room would announce."""
    url = "http://127.0.0.1:8765"
    scenario = stage.book().scenario("en")
    places = [
        Place(table, side, seat)
        for table in range(1, tables + 1)
        for side, each in scenario.sides.items()
        for seat in (each.seats or ("",))
    ]
    return AnnouncedRoom(
        code="7KQXW4",
        urls=(url,) if alone else ("http://192.168.178.126:8765",),
        console=f"{url}/console",
        console_key="NHFC-QSQA-5TRM",
        wall=f"{url}/wall",
        folder=FOLDER,
        slips=tuple(AnnouncedSlip(place, f"RJY5X{i:03}") for i, place in enumerate(places, 100)),
    )


def hosting_scenes(stage: Stage) -> Iterator[RoomScene]:
    """What is chosen, the open room, and how it begins and ends."""
    app = stage.app()
    app.answer(Push(HostSetup(app.program, stage.book(), lambda: ADDRESSES)))
    yield RoomScene("host", want(app, SetTables(3)))
    app = stage.app()
    app.answer(Push(HostSetup(app.program, stage.book(), tuple)))
    yield RoomScene("host-alone", app)
    room = announced(stage)
    for name, shown in (
        ("opening", ShownRoom("opening", None)),
        ("open", ShownRoom("open", room)),
        ("tables", ShownRoom("open", announced(stage, 12))),
        ("alone", ShownRoom("open", announced(stage, alone=True))),
        ("failed", ShownRoom("failed", None, COMPLAINT)),
        ("ended", ShownRoom("ended", room)),
        ("lost", ShownRoom("lost", room, "MemoryError")),
    ):
        yield RoomScene(f"room-{name}", _room(stage, shown))
    yield RoomScene("room-end", want(_room(stage, ShownRoom("open", room)), EndRoom()))


def _room(stage: Stage, shown: ShownRoom) -> App:
    app = stage.app()
    app.program.room = shown
    app.answer(Push(HostedRoom(app.program, stage.book(), ())))
    return app
