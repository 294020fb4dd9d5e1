"""`communique host --check`: a page for devices to try whether they reach this computer, or why
none can."""

from __future__ import annotations

import json
import sys
from shutil import which
from typing import TYPE_CHECKING, Annotated, Literal, TypedDict

from game.cli.common import FINE, PROBLEMS, CommandError, system_reason

if TYPE_CHECKING:
    import argparse
    import socket
    from collections.abc import Sequence

    from game.desk.rooms.addresses import OwnAddress
    from game.web.check_site import BrowserName, ReachEvent, ReachingDevice
    from game.words.language import Language


class NoNetworkJson(TypedDict):
    """This computer can't be reached by others."""

    event: Annotated[Literal["no-network"], "What happened."]
    why: Annotated[str, "Why not, as a sentence."]


class ListeningJson(TypedDict):
    """The page for devices is there."""

    event: Annotated[Literal["listening"], "What happened."]
    addresses: Annotated[list[str], "Where devices find the page."]
    firewall: Annotated[str, "A command that lets them through the firewall; empty where none is."]


class DeviceJson(TypedDict):
    """A device."""

    address: Annotated[str, "Its address."]
    browser: Annotated[str, "The name of its browser; empty if unknown."]
    system: Annotated[str, "The name of its system; empty if unknown."]


class ReachedJson(DeviceJson):
    """A device has opened the page."""

    event: Annotated[Literal["reached"], "What happened."]


class SocketJson(DeviceJson):
    """A device has tried a lasting connection, which a room needs."""

    event: Annotated[Literal["socket"], "What happened."]
    works: Annotated[bool, "Whether it came about."]


def check(args: argparse.Namespace) -> int:
    """Serves the page until it is interrupted, and says who opened it."""
    from game.desk.rooms.addresses import own_addresses
    from game.web.check_site import CheckSite
    from game.web.network.doors import LOOPBACK, known_locations
    from game.web.network.server import serve_app
    from game.words.language import language

    words = language(args.language or "en")
    addresses = _chosen(args, words, own_addresses())
    if not addresses:
        why = words.say("room.check.none")
        no_network: NoNetworkJson = {"event": "no-network", "why": why}
        print(json.dumps(no_network) if args.json else why)
        return PROBLEMS
    hosts = [LOOPBACK, *(own.address for own in addresses)]
    sockets, port = _listen(args, words, hosts)

    def report(event: ReachEvent) -> None:
        print(_event_json(event) if args.json else _event_line(event, words), flush=True)

    def announce() -> None:
        print(*_announcement(args, words, addresses, port), sep="\n", flush=True)

    site = CheckSite(report)
    serve_app(site.app(known_locations(hosts, port)), sockets, announce)
    if not args.json:
        print(words.counted("room.check.count", site.devices))
    return FINE


def _chosen(
    args: argparse.Namespace, words: Language, addresses: Sequence[OwnAddress]
) -> Sequence[OwnAddress]:
    """The addresses to try: all of this computer, or that of the option."""
    if not args.address:
        return addresses
    chosen = [own for own in addresses if own.address == args.address]
    if not chosen:
        own = ", ".join(each.address for each in addresses) or "–"
        raise CommandError(words.say("room.door.no-address", address=args.address, own=own))
    return chosen


def _listen(
    args: argparse.Namespace, words: Language, hosts: Sequence[str]
) -> tuple[list[socket.socket], int]:
    """Sockets at all addresses, and their port, which isn't the usual one if that is taken."""
    from game.web.network.doors import DEFAULT_PORT, bind

    port = DEFAULT_PORT if args.port is None else args.port
    try:
        return bind(hosts, port)
    except OSError as error:
        if args.port is None:
            return bind(hosts, 0)
        reason = system_reason(error)
        raise CommandError(
            words.say("room.door.port", port=port, reason=reason), PROBLEMS
        ) from None


def _announcement(
    args: argparse.Namespace, words: Language, addresses: Sequence[OwnAddress], port: int
) -> list[str]:
    """Where devices find the page, and what to do when one doesn't."""
    from game.web.network.doors import origin, qr_for_terminal

    say, rule = words.say, firewall_rule(sys.platform, port)
    urls = [origin(own.address, port) for own in addresses]
    if args.json:
        listening: ListeningJson = {"event": "listening", "addresses": urls, "firewall": rule}
        return [json.dumps(listening)]
    lines = [
        say("room.check.addresses"),
        *(
            say("room.check.address", url=url, adapter=own.adapter)
            for url, own in zip(urls, addresses, strict=True)
        ),
        qr_for_terminal(urls[0]),
    ]
    if rule:
        lines += [say("room.check.firewall", port=port), f"  {rule}"]
    else:
        lines.append(say("room.check.mac"))
    return [*lines, say("room.check.isolated"), "", say("room.check.end")]


def _event_line(event: ReachEvent, words: Language) -> str:
    from game.web.check_site import ReachingDevice

    if isinstance(event, ReachingDevice):
        browser = _browser(event.browser, words)
        return words.say("room.check.reached", address=event.address, browser=browser)
    outcome = "works" if event.works else "fails"
    return words.say(f"room.check.socket.{outcome}", address=event.device.address)


def _browser(name: BrowserName, words: Language) -> str:
    if name.browser and name.system:
        return words.say("room.check.browser", browser=name.browser, system=name.system)
    return name.browser or name.system or words.say("room.check.browser.unknown")


def _event_json(event: ReachEvent) -> str:
    from game.web.check_site import ReachingDevice

    if isinstance(event, ReachingDevice):
        reached: ReachedJson = {"event": "reached", **_device(event)}
        return json.dumps(reached)
    socket: SocketJson = {"event": "socket", **_device(event.device), "works": event.works}
    return json.dumps(socket)


def _device(device: ReachingDevice) -> DeviceJson:
    return {
        "address": device.address,
        "browser": device.browser.browser,
        "system": device.browser.system,
    }


def firewall_rule(platform: str, port: int) -> str:
    """The command to paste into an administrator's terminal; empty if none is needed.

    platform: as `sys.platform` names it.
    """
    if platform == "win32":
        return (
            'netsh advfirewall firewall add rule name="Communique" dir=in action=allow '
            f"protocol=TCP localport={port}"
        )
    if platform == "darwin":
        return ""
    if which("firewall-cmd"):
        return f"sudo firewall-cmd --add-port={port}/tcp"
    return f"sudo ufw allow {port}/tcp"
