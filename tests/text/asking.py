"""How the terminal asks, and what somebody of sense might answer."""

from __future__ import annotations

import re
from random import Random

from game.words.english.terminal import TERMINAL

KINDS = {
    "pause": "pause",
    "curtain": "curtain.ready",
    "choice": "choice.prompt",
    "confirm": "choice.confirm",
    "confirm for good": "choice.confirm.final",
    "draft": "draft.prompt",
    "option": "draft.option",
    "over": "over.prompt",
    "leaving unsaved": "rescue",
    "sure of an offer": "draft.sure",
    "sure of an offer that may bind": "draft.sure.binds",
    "sure of accepting": "table.sure.accept",
    "sure of walking out": "table.sure.walk",
    "sure of walking out alone": "table.sure.walk.alone",
}
"""Every kind of prompt, with the key of what it asks."""
AT_MAJORITIES = ("sure of an offer that may bind", "sure of walking out alone")
"""What is asked only at tables with a majority."""


def _asked(key: str) -> str:
    """A pattern for what is asked under a key, however it is broken into lines."""
    found = TERMINAL[key]
    forms = (found,) if isinstance(found, str) else found
    patterns = []
    for form in forms:
        filled = re.sub(r"\{\w+\}", "\0", form)
        words = (re.escape(word).replace("\0", ".+?") for word in filled.split())
        patterns.append(r"\s+".join(words))
    return rf"(?:{'|'.join(patterns)}) \Z"


PATTERNS = {kind: re.compile(_asked(key)) for kind, key in KINDS.items()}


def sense(kind: str, said: str, luck: Random) -> str:
    """What somebody might answer to a prompt of a kind.

    said: what was printed last, to the prompt itself.
    """
    match kind:
        case "choice":
            last = re.findall(r"\((?:1-)?(\d+)\):", said)[-1]
            accept = re.search(rf"(\d+)\W+{TERMINAL['table.do.accept']}", said)
            if accept is not None and luck.random() < 0.2:
                return accept[1]
            return luck.choice([str(luck.randint(1, int(last)))] * 9 + ["undo"])
        case "confirm":
            return luck.choice(["", "", "", "", "yes", "undo"])
        case "confirm for good":
            return luck.choice(["yes", "yes", "undo", ""])
        case "draft":
            issue = luck.randint(1, max(1, int(re.findall(r"\(1-(\d+)\)", said)[-1])))
            change = f"{issue} {luck.randint(1, 3)}"
            ways = [
                "offer",
                "offer",
                "offer",
                "take",
                str(issue),
                *[change] * 8,
                "undo",
                "back",
            ]
            return luck.choice(ways)
        case "option":
            return luck.choice(["1", "2", ""])
        case "sure of walking out":
            return luck.choice(["no", "no", "yes"])
        case kind if kind.startswith("sure"):
            return luck.choice(["yes", "yes", "no"])
        case _:
            return ""
