"""What is wrong with a persona's shifts and voice, and with what people may write."""

from __future__ import annotations

from game.authoring.wording.wording import Worded

CODES: dict[str, Worded] = {
    "shift-floor-above": Worded(
        "with {shifts} the floor {floor} is above the opening {opening}",
        "write a `floor` of {opening} or less, or give this shift an `opening` of its own",
    ),
    "shifts-many": Worded(
        "this persona has {got} shifts, and {most} are the most", "put some of them together"
    ),
    "shift-nothing": Worded(
        "this shift changes nothing",
        "say under `tags`, `tracks` or `bargaining` what is different then, or remove it",
    ),
    "shift-same": Worded(
        "{found} is what it is without this shift", "write another number, or remove it", "warning"
    ),
    "shift-twice": Worded(
        "shift {other} has this condition already",
        "put the two together, or correct one of the conditions",
        "warning",
    ),
    "shift-hidden": Worded(
        '{side} can\'t see the {what} "{found}"{through}, so this shift takes it as it was at the '
        "game's start",
        "read only what {side} can see, or name in `sides` of the persona those who see this",
        "warning",
    ),
    "shift-unseen": Worded(
        "{sides} can't see the track \"{found}\", so a bot can't like its points",
        "name a track that it sees, or remove it",
        "warning",
    ),
    "shift-no-table": Worded(
        "this has no use: there is no table for {sides}",
        "remove it, or make {sides} a party to a table",
        "warning",
    ),
    "voice-nothing": Worded(
        "this voice has no words", "write a text under `offer`, `accept` or another occasion"
    ),
    "voice-twice": Worded(
        "this text is in the list already", "write another, or delete it", "warning"
    ),
    "voice-no-table": Worded(
        "these words are never said: there is no table for {sides}",
        "remove `{key}`, or correct `sides` of the persona",
        "warning",
    ),
    "voice-no-promise": Worded(
        "these words are never said: no promise binds {sides}",
        "remove `{key}`, or correct `sides` of the persona",
        "warning",
    ),
    "voice-no-statement": Worded(
        "these words are never said: there is no phase in which {sides} must make one statement "
        "unseen",
        "remove `{key}`, or give the phase `order: together`, `picks: 1` and `no_pass: true`",
        "warning",
    ),
    "talk-nothing": Worded(
        "people could not write anything: there are neither offers nor statements",
        "write `talk: none` or `talk: open`",
        "warning",
    ),
}
