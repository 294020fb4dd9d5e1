"""Where a room listens: as its options say, as the user chooses, or as before."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from game.cli.common import PROBLEMS, CommandError, system_reason

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from game.web.network.doors import Door


def open_door(args: argparse.Namespace, folder: Path | None = None) -> Door:
    """The door of the options, or that of the room in a folder. Raises CommandError."""
    from game.desk.rooms.addresses import own_addresses
    from game.web.network.doors import DEFAULT_PORT, Door, DoorPlan, is_loopback, read_plan
    from game.words.language import language

    say = language(args.language or "en").say
    plan = read_plan(folder) if folder is not None else None
    former = plan or DoorPlan(DEFAULT_PORT)
    address = args.address if args.address is not None else former.address
    if plan is None and args.address is None:
        address = _choose_address(args)
    if is_loopback(address):
        address = ""
    name = args.name if args.name is not None else former.name
    port = former.port if args.port is None else args.port
    _check_name(name)
    try:
        return Door(DoorPlan(port, address, name))
    except OSError as error:
        own = ", ".join(each.address for each in own_addresses())
        if address and address not in own:
            raise CommandError(
                say("room.door.no-address", address=address, own=own or "–")
            ) from None
        if args.port is None and plan is None:
            return Door(DoorPlan(0, address, name))
        reason = system_reason(error)
        raise CommandError(say("room.door.port", port=port, reason=reason), PROBLEMS) from None


def _check_name(name: str) -> None:
    import re

    if name and not re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?", name):
        raise CommandError(f"--name {name}: write a name such as room.local, without a port")


def _choose_address(args: argparse.Namespace) -> str:
    """The address that the user chooses; empty: only this computer reaches the room."""
    from game.desk.rooms.addresses import own_addresses
    from game.words.language import ENGLISH

    if args.json or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return ""
    addresses = own_addresses()
    if not addresses:
        return ""
    say = ENGLISH.say
    print(say("room.host.choose"))
    for number, own in enumerate(addresses, 1):
        print(say("room.host.choose.one", number=number, address=own.address, adapter=own.adapter))
    print(say("room.host.choose.none"))
    while True:
        try:
            typed = input(say("room.host.choose.ask")).strip() or "1"
        except EOFError:
            return ""
        if typed == "0":
            return ""
        if typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= len(addresses):
            return addresses[int(typed) - 1].address
