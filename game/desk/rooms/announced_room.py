"""What `communique host --json` says once a room is open, as values."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from attrs import frozen

from game.room.people import Place


@frozen
class AnnouncedSlip:
    """The slip of a seat."""

    place: Place
    code: str


@frozen
class AnnouncedRoom:
    """A room that is open."""

    code: str
    """What people type to join."""
    urls: Sequence[str]
    """Where devices reach the room, the best first."""
    console: str
    console_key: str
    wall: str
    folder: Path
    """Where the room is kept."""
    slips: Sequence[AnnouncedSlip]

    @property
    def reachable(self) -> bool:
        """Whether other devices than this computer can reach it."""
        host = urlsplit(self.urls[0]).hostname or ""
        return not (host == "localhost" or host.startswith("127."))

    @property
    def tables(self) -> int:
        """How many tables play."""
        return max((slip.place.table for slip in self.slips), default=1)


def read_announcement(line: str) -> AnnouncedRoom | None:
    """The room that a line of JSON announces; None if it announces none."""
    try:
        values = json.loads(line)
        urls = tuple(map(str, values["addresses"]))
        slips = tuple(
            AnnouncedSlip(
                Place(int(slip["table"]), str(slip["side"]), str(slip["seat"] or "")),
                str(slip["code"]),
            )
            for slip in values["slips"]
        )
        return (
            None
            if not urls
            else AnnouncedRoom(
                code=str(values["room"]),
                urls=urls,
                console=str(values["console"]),
                console_key=str(values["console_key"]),
                wall=str(values["wall"]),
                folder=Path(values["folder"]),
                slips=slips,
            )
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
