"""What can be asked of the screens on which a room is hosted, and by which keys."""

from __future__ import annotations

from attrs import frozen

from game.ui.page.commands import Command, GoBack, KeyTable, shortcut
from game.ui.screens.setup.setup_commands import GiveSeat


@frozen
class ChooseHosted(Command):
    """Chooses the scenario of the room, by its index among those that can be played."""

    index: int


@frozen
class SetTables(Command):
    """Sets how many tables play side by side."""

    count: int


@frozen
class MoreTables(Command):
    """Sets one table more; after the most comes one again."""


@frozen
class SetRoomLanguage(Command):
    """Sets the language of the wall and the console."""

    code: str


@frozen
class SetAddress(Command):
    """Sets the address at which devices reach this computer; empty: none."""

    address: str


@frozen
class LookForNetworks(Command):
    """Lists the addresses of this computer again."""


@frozen
class HostRoom(Command):
    """Opens the room with the choices made."""


HostSetupCommand = (
    ChooseHosted
    | GiveSeat
    | SetTables
    | MoreTables
    | SetRoomLanguage
    | SetAddress
    | LookForNetworks
    | HostRoom
    | GoBack
)


@frozen
class OpenConsole(Command):
    """Opens the console in a browser."""


@frozen
class OpenWall(Command):
    """Opens the wall in a browser."""


@frozen
class EndRoom(Command):
    """Asks whether the room shall end."""


@frozen
class OpenRoomAgain(Command):
    """Opens the room again, or tries once more to open it."""


HostedCommand = OpenConsole | OpenWall | EndRoom | OpenRoomAgain | GoBack

SETUP_KEYS: KeyTable[HostSetupCommand] = KeyTable(
    "host",
    (
        shortcut("enter", HostRoom(), "open"),
        shortcut("t", MoreTables(), "tables"),
        shortcut("n", LookForNetworks(), "networks"),
        shortcut("escape", GoBack()),
    ),
)
OPEN_KEYS: KeyTable[HostedCommand] = KeyTable(
    "room",
    (
        shortcut("enter", OpenConsole(), "console", also=("c",)),
        shortcut("w", OpenWall(), "wall"),
        shortcut("escape", EndRoom(), "end"),
    ),
)
"""While the room is open."""
WAITING_KEYS: KeyTable[HostedCommand] = KeyTable("", (shortcut("escape", EndRoom()),))
"""While the room is being opened."""
OVER_KEYS: KeyTable[HostedCommand] = KeyTable(
    "", (shortcut("enter", OpenRoomAgain()), shortcut("escape", GoBack()))
)
"""When the room has ended, or could not be opened."""
