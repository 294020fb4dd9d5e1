"""What a room knows of the device that a page is made for, and of the other devices of its side."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, get_args

from attrs import field, frozen

from game.model.frozen import FrozenMap

_WORD = re.compile(r"[a-z0-9_:]{1,80}")

TabName = Literal["decide", "state", "papers", "messages", "record"]
TABS: tuple[TabName, ...] = get_args(TabName)
"""The tabs of the page, in order."""


@frozen
class Teammate:
    """A device of the side, and the person behind it."""

    device: str
    name: str = ""
    """The first name that was given; may be empty."""
    seat: str = ""
    """A seat of the side; empty: the person speaks for the whole side."""
    hand: bool = False
    """Whether its hand is raised."""
    connected: bool = True
    agrees: bool = False
    """Whether it has agreed with what the side has prepared now."""


@frozen
class SeatContext:
    """What the room knows of the device that a page is made for."""

    device: str
    team: tuple[Teammate, ...]
    """The devices of its side in the order in which they came, its own among them."""
    pen: str = ""
    """The device that holds the side's pen; empty: none does."""
    selected_by: FrozenMap[str, str] = field(factory=FrozenMap)
    """The device that selected each action."""
    fingerprint: str = ""
    """Tells what the side may decide and has prepared; a confirmation names it."""
    agreement: str = ""
    """Tells the same and the words that go with it; an agreement names it."""
    words: str = ""
    """What the side prepares to say with its decision; may be empty."""
    moment: str = ""
    """Tells the decision for which actions are selected; a selection names it."""
    minutes: int = 0
    """The time for each decision; 0: no limit."""
    paused: bool = False
    thinking: tuple[str, ...] = ()
    """The sides whose bots are to decide now."""
    read: int = -1
    """The number of the last line of the record up to which its person has read what was said; -1:
    unknown, so what came since the side last decided is new."""
    table: int = 0
    """The number of its table; 0: the room has only one."""
    occupied: frozenset[str] | None = None
    """The sides and seats of its table where somebody sits, as records name them; None: unknown."""
    pen_lost: str = ""
    """The device from which the holder of the pen took it; empty: from none."""

    @property
    def own(self) -> Teammate:
        """The device itself."""
        return next((e for e in self.team if e.device == self.device), Teammate(self.device))

    @property
    def holds_pen(self) -> bool:
        """Whether it holds the pen of its side."""
        return bool(self.pen) and self.pen == self.device

    def teammate(self, device: str) -> Teammate | None:
        """A device of the side; None where it is none, or no longer."""
        return next((each for each in self.team if each.device == device), None)


@frozen
class Opened:
    """What a person has turned to on the page."""

    tab: TabName = "decide"
    issue: str = ""
    """The issue that is open at the table; empty: the first that the sides disagree on."""
    show: str = "all"
    """The key of the filter of the record."""
    turn: int = 0
    """The newest turn of the record that is shown; 0: the present one."""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Opened:
        """What the query of an address names; whatever it names that does not exist is left out."""
        tab = next((name for name in TABS if name == query.get("tab")), TABS[0])
        turn = query.get("turn", "")
        number = int(turn) if turn.isascii() and turn.isdigit() and len(turn) < 5 else 0
        return cls(tab, _word(query, "issue"), _word(query, "show") or "all", number)

    @property
    def address(self) -> str:
        """What reads as the same again, behind `?tab=`."""
        parts = {"issue": self.issue, "show": self.show, "turn": self.turn}
        written = [f"{name}={part}" for name, part in parts.items() if part not in ("", "all", 0)]
        return "&".join((self.tab, *written))


def _word(query: Mapping[str, str], name: str) -> str:
    """A part of a query that is an id, or the key of a filter; empty where it is neither."""
    written = query.get(name, "")
    return written if _WORD.fullmatch(written) else ""
