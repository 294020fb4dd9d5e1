"""English of the window's screens on which a room is hosted."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from game.words.sentences import Message

HOSTING: Mapping[str, Message] = MappingProxyType(
    {
        # Before the room opens.
        "ui.host": "Host a room",
        "ui.host.about": "Each team decides on its own phones and laptops, in any browser. This "
        "computer is their server, and nothing needs the internet.",
        "ui.host.scenario": "Scenario",
        "ui.host.scenario.about": "Everybody in the room plays it.",
        "ui.who.team": "A team",
        "ui.who.team.about": "People decide, on their own devices.",
        "ui.host.tables": "Tables",
        "ui.host.tables.about": "Groups that play the same game side by side, each with its own "
        "teams.",
        "ui.host.language": "Language of the wall and the console",
        "ui.host.language.about": "Each device chooses its own.",
        "ui.host.address": "Where devices reach this computer",
        "ui.host.address.about": "Choose the network that the phones use too.",
        "ui.host.address.one": "{address} ({adapter})",
        "ui.host.address.none": "Only this computer",
        "ui.host.address.none.about": "No other device can join. That is enough to try it out.",
        "ui.host.address.no-network.about": "This computer isn’t on any network, so no other "
        "device can join. Connect it to the Wi-Fi that the phones use, or open a hotspot on it "
        "or on a phone, and look again.",
        "ui.host.address.again": "Look for networks",
        "ui.host.begin": "Open the room",
        "ui.hint.host-room": "host a room",
        "ui.hint.host": "open the room",
        "ui.hint.tables": "tables",
        "ui.hint.networks": "look for networks",
        # While it opens, and when it can't.
        "ui.room.opening": "The room is opening…",
        "ui.room.opening.about": "This takes a few seconds. With an expert it takes half a minute "
        "the first time.",
        "ui.room.cancel": "Cancel",
        "ui.room.failed": "The room could not be opened",
        "ui.room.failed.about": "Nothing is lost. Correct what is said below and try again, or go "
        "back to the title and choose another address.",
        "ui.room.reason": "The reason: {reason}",
        "ui.room.reason.port": "Port {port} can’t be opened: another program uses it. End that "
        "program, or choose another port.",
        "ui.room.title": "Back to the title",
        # While it is open.
        "ui.room.join": "How to join",
        "ui.room.address": "Address",
        "ui.room.join.all": "Devices on the same network scan the picture, or open the address "
        "in a browser and type the code.",
        "ui.room.join.alone": "Only this computer reaches the room. For other devices, end it and "
        "choose an address of this computer.",
        "ui.room.lead": "For you alone",
        "ui.room.lead.about": "Don’t show this window or the console on the projector: they show "
        "what no team may see.",
        "ui.room.key.about": "You type it once in each browser.",
        "ui.room.wall": "Open the wall",
        "ui.room.wall.about": "The wall is the page for the projector. Extend the screen, don’t "
        "mirror it.",
        "ui.room.slips": "Slips",
        "ui.room.slips.about": "Typing the code of a slip takes its seat at once.",
        "ui.room.slips.none": "Bots play every seat.",
        "ui.room.kept": "Kept in {folder}",
        "ui.room.no-browser": "No browser opened. Open {url} in one yourself.",
        "ui.hint.console": "open the console",
        "ui.hint.wall": "open the wall",
        "ui.hint.end": "end the room",
        # Ending it.
        "ui.room.end": "End the room",
        "ui.room.end.sure": "End the room?",
        "ui.room.leave.sure": "End the room and quit?",
        "ui.room.end.about": "The devices can’t go on until it is opened again. Everything that "
        "was decided is kept.",
        "ui.room.end.no": "Keep it open",
        "ui.room.ending": "The room is ending…",
        "ui.room.ending.about": "Devices still get what is on its way to them.",
        "ui.room.ended": "The room has ended",
        "ui.room.ended.about": "It is kept in {folder}. Opened again, every device is back at the "
        "same decision.",
        "ui.room.lost": "The room ended by itself",
        "ui.room.lost.about": "Nothing that was decided is lost: it is kept in {folder}. Open it "
        "again, and every device is back at the same decision.",
        "ui.room.open-again": "Open it again",
        # The list of keys.
        "ui.keys.title.host": "host a room",
        "ui.keys.host": "Hosting a room",
        "ui.keys.host.open": "open the room",
        "ui.keys.host.tables": "one more table",
        "ui.keys.host.networks": "look for networks",
        "ui.keys.room": "The open room",
        "ui.keys.room.console": "open the console",
        "ui.keys.room.wall": "open the wall",
        "ui.keys.room.end": "end the room",
    }
)
