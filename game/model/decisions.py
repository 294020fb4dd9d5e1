"""Decisions: what a side or the facilitator does, with a short text form that round-trips."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from attrs import field, frozen

from game.model.frozen import FrozenMap

FACILITATOR = "facilitator"
PUBLIC = "public"


def _as_frozen(package: Mapping[str, str]) -> FrozenMap[str, str]:
    return package if isinstance(package, FrozenMap) else FrozenMap(package)


@frozen
class Act:
    """Take an action."""

    action: str

    def __str__(self) -> str:
        return self.action


@frozen
class Pass:
    """End one's picks, or make no offer at a table."""

    def __str__(self) -> str:
        return "pass"


@frozen
class Offer:
    """Put a package forward: one option for every issue on the agenda."""

    package: FrozenMap[str, str] = field(converter=_as_frozen)
    """By issue on the agenda, its option."""

    def __str__(self) -> str:
        return " ".join(["offer", *(f"{issue}={option}" for issue, option in self.package.items())])


@frozen
class Accept:
    """Accept the standing offer of another."""

    def __str__(self) -> str:
        return "accept"


@frozen
class Walk:
    """Leave the table: it collapses for all, unless a majority can go on there."""

    def __str__(self) -> str:
        return "walk"


@frozen
class Answer:
    """Answer the question that an inject asked."""

    answer: str

    def __str__(self) -> str:
        return f"answer {self.answer}"


@frozen
class FireInject:
    """The facilitator fires an inject."""

    inject: str

    def __str__(self) -> str:
        return f"inject {self.inject}"


@frozen
class HoldInject:
    """The facilitator holds an inject: it doesn't happen by itself until it is released."""

    inject: str

    def __str__(self) -> str:
        return f"hold {self.inject}"


@frozen
class ReleaseInject:
    """The facilitator releases an inject that is held."""

    inject: str

    def __str__(self) -> str:
        return f"release {self.inject}"


@frozen
class SetTrack:
    """The facilitator sets a track."""

    track: str
    value: int

    def __str__(self) -> str:
        return f"set {self.track} {self.value}"


@frozen
class Stop:
    """The facilitator ends the game, with this outcome or the first whose condition is true."""

    outcome: str | None = None

    def __str__(self) -> str:
        return f"end {self.outcome}" if self.outcome else "end"


Intervention = FireInject | HoldInject | ReleaseInject | SetTrack | Stop
"""What only the facilitator decides (rule 10.1)."""

Move = Act | Pass | Offer | Accept | Walk | Answer | Intervention


@frozen
class Decision:
    """A side with its move. The text form is `side: move`."""

    side: str
    move: Move

    def __str__(self) -> str:
        return f"{self.side}: {self.move}"


_ID = re.compile("[a-z][a-z0-9_]*")


def read_move(text: str) -> Move | None:
    """Reads a move from its text form; returns None if it isn't one."""
    words = text.split()
    if not words:
        return None
    match words:
        case ["pass"]:
            return Pass()
        case ["accept"]:
            return Accept()
        case ["walk"]:
            return Walk()
        case ["end"]:
            return Stop()
        case ["offer", *pairs]:
            package: dict[str, str] = {}
            for pair in pairs:
                issue, equals, option = pair.partition("=")
                if not equals or issue in package or not (_is_id(issue) and _is_id(option)):
                    return None
                package[issue] = option
            return Offer(FrozenMap(package))
        case ["answer", id] if _is_id(id):
            return Answer(id)
        case ["inject", id] if _is_id(id):
            return FireInject(id)
        case ["hold", id] if _is_id(id):
            return HoldInject(id)
        case ["release", id] if _is_id(id):
            return ReleaseInject(id)
        case ["end", id] if _is_id(id):
            return Stop(id)
        case ["set", id, value] if _is_id(id) and re.fullmatch(r"[+-]?\d{1,10}", value):
            return SetTrack(id, int(value))
        case [id] if _is_id(id) and id not in ("offer", "answer", "inject", "set"):
            return Act(id)
        case _:
            return None


def read_decision(text: str) -> Decision | None:
    """Reads a decision from its text form; returns None if it isn't one."""
    side, colon, rest = text.partition(":")
    move = read_move(rest)
    if not colon or move is None or not _is_id(side.strip()):
        return None
    return Decision(side.strip(), move)


@lru_cache(maxsize=4096)  # The same ids come again and again, with every offer.
def _is_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None
