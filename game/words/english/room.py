"""English of a room in browsers: joining, waiting, wall, console, and what `host` prints."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from game.words.sentences import Message

ROOM: Mapping[str, Message] = MappingProxyType(
    {
        "room.place": "{side}, {seat}",
        "room.noscript": "This page doesn’t update by itself.",
        "room.noscript.again": "Look again",
        "room.lost": "No connection. Trying again…",
        "room.unsent": "Not sent. Try again when the connection is back.",
        "room.updated": "The page has changed.",
        # Joining.
        "room.join": "Join the room",
        "room.join.code": "Room code or the code on your slip",
        "room.join.name": "First name (optional)",
        "room.join.go": "Join",
        "room.join.kept": "Your first name and what you write are kept in a folder on the "
        "facilitator’s laptop, and nowhere else.",
        "room.join.wrong": "There is no such code. Look at the code on the wall or on your slip.",
        "room.join.blocked": "Too many wrong codes. Wait a minute, then try again.",
        "room.join.send": "Check the code, then send it.",
        "room.join.full": "Too many devices are joining from here at once. Wait a moment, then try "
        "again.",
        "room.slip": "Your seat: {place}",
        "room.slip.about": "Take this seat on this device? The slip works on another of your "
        "devices too.",
        "room.slip.take": "Take this seat",
        "room.slip.change": "This device gives up its present seat for this one.",
        "room.waiting": "Waiting for a seat",
        "room.waiting.named": "Welcome, {name}",
        "room.waiting.about": "The facilitator gives you a seat in a moment. Keep this page open.",
        "room.waiting.slip": "If you have a slip, type its code:",
        "room.waiting.slip.go": "Take the seat",
        # What is refused.
        "room.refused.unknown-device": "This device isn’t in the room. Join it again.",
        "room.refused.no-place": "You have no seat. The facilitator can give you one.",
        "room.refused.no-such-place": "There is no such seat for a person.",
        "room.refused.not-observing": "You don’t observe a table. The facilitator can let you.",
        "room.refused.no-such-table": "There is no such table.",
        "room.refused.no-pen": "Somebody else of your side holds the pen. Take the pen, then "
        "confirm.",
        "room.refused.pen-late": "You didn’t get the pen: {person} has just confirmed.",
        "room.refused.nothing-to-decide": "There is nothing for your side to decide now.",
        "room.refused.draft-changed": "What your side has prepared has changed meanwhile. Look at "
        "it as it is now, then confirm.",
        "room.refused.too-soon": "Wait a moment before you write again.",
        "room.refused.too-much": "This device has sent too much in a short time, so this was not "
        "done. Wait a few minutes. Decisions can be confirmed all the same.",
        "room.refused.no-such-language": "The room has no such language.",
        "room.refused.locked": "The room is locked: nobody new can join. Ask the facilitator.",
        "room.refused.no-limit": "There is no time limit. Set the minutes for each decision first.",
        "room.refused.no-agenda": "Give each part of the session a number of minutes, up to 1440.",
        "room.refused.unreadable": "This can’t be understood. Choose something on the page.",
        "room.refused.too-long": "This is too long. Shorten it.",
        "room.refused.no-words": "Write something first.",
        "room.refused.shown": "Too late to guess: it has been shown already.",
        "room.refused.no-chapter": "There is no such chapter to go to.",
        "room.refused.not-reopened": "The table is not open any more.",
        "room.refused.signed": "All parties have agreed already.",
        "room.refused.other-offer": "Another package is on the table now. Read it before you "
        "decide.",
        "room.refused.not-over": "One table is still playing. The debrief begins when all have "
        "ended.",
        "room.refused.went-on": "Nothing was undone, because something has just happened: {deeds} "
        "Look at the list again.",
        "room.refused.no-choice": "Choose a seat in the list first.",
        "room.refused.unwritten": "The laptop can’t save the game at the moment, so nothing was "
        "done. Tell the facilitator.",
        # Errors.
        "room.error": "That didn’t work",
        "room.error.404": "There is no such page.",
        "room.error.form": "The form didn’t arrive as it should. Go back and try again.",
        "room.error.403": "Only the facilitator can do this.",
        "room.error.500": "Something went wrong on the laptop. Go back to the room.",
        "room.error.back": "Back to the room",
        # The wall.
        "room.wall.decides": "deciding",
        "room.wall.ready": "ready",
        "room.wall.paused": "Paused",
        "room.wall.over": "The game is over",
        "room.wall.holding": "One moment",
        "room.wall.join": "Join at",
        "room.wall.code": "Room code",
        # The console.
        "room.console": "Facilitator’s console",
        "room.console.key": "Key of the console",
        "room.console.key.about": "You find it in the window or the terminal where the room was "
        "opened.",
        "room.console.key.go": "Open the console",
        "room.console.key.wrong": "This isn’t the key of the console.",
        "room.console.nameless": "Without a name",
        "room.console.nobody": "Nobody yet",
        "room.console.away": "away",
        "room.console.connected": "connected",
        "room.console.unseat": "Take the seat away",
        "room.console.reissue": "New slip",
        "room.console.slip": "Slip {code}",
        "room.console.table": "Table {table}",
        "room.console.waits": "Waiting for {sides}",
        "room.console.pause": "Pause",
        "room.console.resume": "Go on",
        "room.console.pause.all": "Pause all",
        "room.console.resume.all": "All go on",
        "room.console.incident.join": (
            "{n} wrong code from {address}, typed where people join at {time}",
            "{n} wrong codes from {address}, typed where people join, the last at {time}",
        ),
        "room.console.incident.slip": (
            "{n} wrong code from {address}, sent from the page of a slip at {time}",
            "{n} wrong codes from {address}, sent from pages of slips, the last at {time}",
        ),
        "room.console.incident.link": (
            "{n} wrong code from {address}, in the link of a slip, at {time}",
            "{n} wrong codes from {address}, in links of slips, the last at {time}",
        ),
        "room.console.incident.console": (
            "{n} wrong key of the console from {address}, typed at {time}",
            "{n} wrong keys of the console from {address}, the last typed at {time}",
        ),
        "room.console.incident.connections": (
            "{address} opens more connections than it needs: {n} was closed, at {time}. Everybody "
            "else plays on.",
            "{address} opens more connections than it needs: {n} were closed, the last at {time}. "
            "Everybody else plays on.",
        ),
        "room.console.incident.joins": (
            "{n} device from {address} was told to wait at {time}, as too many were joining at "
            "once. Lock the room if they aren’t your participants.",
            "{n} devices from {address} were told to wait, the last at {time}, as too many were "
            "joining at once. Lock the room if they aren’t your participants.",
        ),
        "room.console.incident.dismiss": "Dismiss",
        "room.trouble.unwritten": "The game can’t be saved. Make space on this laptop; until then "
        "nobody’s decisions count.",
        "room.trouble.bot": "A bot has failed. Decide for its side, or hand its seat to another "
        "player; the terminal has the details.",
        "room.warning.sends": "{who}: this device sends more than a person does. What it sends is "
        "refused for now, except decisions. If nobody knows why, give its seat a new slip.",
        "room.warning.slip": "Too many devices have come with one slip; for now no more can. Seat "
        "people here, or give that seat a new slip.",
        "room.warning.journal": "The journal of this room has grown to {size} MB, far more than a "
        "day of play needs. Nothing is lost, but opening the room again takes longer. Look for "
        "devices that send too much, and for free space in {folder}.",
        # What `communique host` prints.
        "room.host.open": "The room {code} is open: {scenario}.",
        "room.host.join": "Devices join at {url} with the code {code}",
        "room.host.join.alone": "Only this computer can reach the room, at {url}. Use --address "
        "to say at which address other devices should reach it.",
        "room.host.console": "Your console: {url}",
        "room.host.console.key": "Its key, typed once in each browser: {console_key}",
        "room.host.wall": "The wall, for the projector: {url} (extend the screen, don’t mirror it)",
        "room.host.slip": "{place}: {code}",
        "room.host.slips": "A slip for each seat:",
        "room.host.end": "Ctrl-C ends the room; everything is kept.",
        "room.host.kept": "The room is kept in {folder}. To open it again:",
        "room.host.continue": "communique host --continue {folder}",
        "room.host.choose": "At which address should devices reach this computer?",
        "room.host.choose.one": "{number}. {address} ({adapter})",
        "room.host.choose.none": "0. none: only this computer",
        "room.host.choose.ask": "Type a number, or Enter for the first: ",
        # What `communique host --check` prints.
        "room.check.addresses": "Open this page on each device; when one reaches this computer, "
        "a line appears here:",
        "room.check.address": "  {url} ({adapter})",
        "room.check.reached": "{address} reached us: {browser}",
        "room.check.browser": "{browser} on {system}",
        "room.check.browser.unknown": "a browser that we don’t know",
        "room.check.socket.works": "{address}: live updates work",
        "room.check.socket.fails": "{address}: live updates don’t get through; try another browser "
        "on it, or another network",
        "room.check.count": (
            "{n} device reached this computer.",
            "{n} devices reached this computer.",
        ),
        "room.check.end": "Ctrl-C ends the check.",
        # The page that devices open then.
        "room.reach.title": "This device reaches the laptop",
        "room.reach.trying": "Trying live updates…",
        "room.reach.works": "Live updates work too: this device is ready for the room.",
        "room.reach.fails": "Live updates don’t get through. Tell the facilitator: another browser "
        "or another network may help.",
        "room.reach.noscript": "JavaScript is off in this browser. Pages work; load them again to "
        "see what is new.",
        "room.check.none": "This computer can’t host for other devices: it isn’t on any network. "
        "Connect it to the room’s Wi-Fi, or open a hotspot on it or on a phone, and check again.",
        "room.check.firewall": "If a device can’t open the page, allow the port {port} in this "
        "computer’s firewall by pasting:",
        "room.check.mac": "macOS asks whether Python may accept connections: allow it. Browsers "
        "on it need the permission “Local Network” too.",
        "room.check.isolated": "If that doesn’t help, the network keeps its devices apart, as "
        "hotels and universities do: use a hotspot.",
        # Why a room can't be opened.
        "room.unopened.no-room": "there is no room in {path}; without --continue a new one begins",
        "room.unopened.later-room": "{path} was written by a later version; update Communiqué",
        "room.unopened.damaged": "line {line} of {path} is damaged; restore the folder from a "
        "copy, or open the room as its journal stood before that line: communique host --continue "
        '"{folder}" --cut-journal; what follows is kept in a file beside it',
        "room.host.cut": "The journal was damaged. The room goes on from its last good line; what "
        "followed is kept in {path}",
        "room.host.uncut": "The journal isn’t damaged; nothing was cut.",
        "room.unopened.in-use": "another program hosts the room in {path}; end that one first",
        "room.door.no-address": "--address {address}: this computer has no such address now; "
        "it has: {own}",
        "room.door.port": "--port {port}: {reason}; end the program that uses it, or name "
        "another port, such as --port 0 for any that is free",
        "room.unopened.unwritten": "{path} can’t be written: {reason}; make space or name another "
        "folder",
    }
)
