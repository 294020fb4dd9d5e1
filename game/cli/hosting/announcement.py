"""What `communique host` prints once a room is open, for programs and for people."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, TypedDict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.room.room import Room
    from game.web.network.doors import Door
    from game.words.language import Language


class ObserverSlipJson(TypedDict):
    """A slip that admits somebody who watches."""

    table: Annotated[int, "The table, from 1."]
    side: Annotated[str | None, "The side with which its holder sits; null for the whole table."]
    code: Annotated[str, "What its holder types on the join page."]
    url: Annotated[str, "The address that its QR code opens."]


class SlipJson(TypedDict):
    """A slip that admits somebody to a seat."""

    table: Annotated[int, "The table, from 1."]
    side: Annotated[str, "The side."]
    seat: Annotated[str | None, "The seat of the side's team; null where it has no seats."]
    code: Annotated[str, "What its holder types on the join page."]
    url: Annotated[str, "The address that its QR code opens."]


class OpenRoomJson(TypedDict):
    """A room that is open."""

    room: Annotated[str, "The code of the room, which opens the join page."]
    addresses: Annotated[list[str], "Where devices reach the room, the best address first."]
    console: Annotated[str, "The address of the facilitator's page."]
    console_key: Annotated[str, "The key that opens it, once in each browser."]
    wall: Annotated[str, "The address of the page for the projector."]
    folder: Annotated[str, "The folder in which the room is kept."]
    slips: Annotated[list[SlipJson], "The slips of the seats, table by table."]
    observer_slips: Annotated[list[ObserverSlipJson], "The slips of observers."]


def json_line(room: Room, door: Door) -> str:
    """The open room as one line of JSON."""
    import json

    from game.room.people import console_key

    line: OpenRoomJson = {
        "room": room.code,
        "addresses": [*door.urls],
        "console": f"{door.own_url}/console",
        "console_key": console_key(room.key),
        "wall": f"{door.own_url}/wall",
        "folder": str(room.home),
        "slips": [
            {
                "table": slip.place.table,
                "side": slip.place.side,
                "seat": slip.place.seat or None,
                "code": slip.code,
                "url": f"{door.urls[0]}/slip/{slip.code}",
            }
            for slip in room.slips()
        ],
        "observer_slips": [
            {
                "table": slip.watch.table,
                "side": slip.watch.side or None,
                "code": slip.code,
                "url": f"{door.urls[0]}/slip/{slip.code}",
            }
            for slip in room.observer_slips()
        ],
    }
    return json.dumps(line, ensure_ascii=False)


def lines_for_people(
    room: Room, door: Door, words: Language, *, rehearses: bool = False
) -> Sequence[str]:
    """The same for people."""
    from game.presenter.console.console_page import place_name
    from game.room.people import console_key
    from game.session.translations import Translations
    from game.web.network.doors import qr_for_terminal
    from game.words.wording import Wording

    own = room.first.game.rules.scenario
    wording = Wording(Translations(own, room.files).spoken((words.code,)), words)
    say, url = words.say, door.urls[0]
    lines = [
        *([say("rehearsal.host")] if rehearses else []),
        say("room.host.open", code=room.code, scenario=wording.scenario.title),
        "",
        *(
            [say("room.host.join", url=url, code=room.code), qr_for_terminal(door.qr)]
            if door.qr
            else [say("room.host.join.alone", url=url), ""]
        ),
        say("room.host.console", url=f"{door.own_url}/console"),
        say("room.host.console.key", console_key=console_key(room.key)),
        say("room.host.wall", url=f"{door.own_url}/wall"),
        "",
        say("room.host.slips"),
    ]
    for slip in room.slips():
        place = place_name(wording, slip.place, len(room.tables))
        lines.append("  " + say("room.host.slip", place=place, code=slip.code))
    return [*lines, "", say("rehearsal.host.end" if rehearses else "room.host.end")]


def open_pages(door: Door) -> None:
    """Opens the console in the browser of this computer, and the wall in a second window."""
    import os
    import webbrowser
    from threading import Thread

    names = ("DISPLAY", "WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in names):
        return  # a browser in the terminal would hide its text

    def open_both() -> None:
        webbrowser.open(f"{door.own_url}/console")
        webbrowser.open_new(f"{door.own_url}/wall")

    Thread(target=open_both, daemon=True).start()
