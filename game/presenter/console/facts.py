"""What a room knows besides its games when the page of the facilitator is made."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from typing import Literal

from attrs import field, frozen

from game.insight.judge import Judged
from game.model.play import State
from game.presenter.console.questions import GameQuestion
from game.presenter.console.wall_control import WallControl
from game.presenter.debriefing.choices import PlayOn
from game.session.inject_outlook import InjectOutlook

Outlook = Callable[[State, str], InjectOutlook]
"""What may still be expected of an inject in a state."""


@frozen
class Done:
    """What a form of the console did."""

    sentence: str = ""
    """Empty: nothing that must be said."""
    since: float = 0
    """When, in seconds since 1970."""


CodePage = Literal["join", "slip", "link", "console"]
"""Where a code came from: typed where people join, sent from the page of a slip, in the link to
one, or typed as the console's key."""
IncidentKind = CodePage | Literal["connections", "joins"]
"""A wrong code on this page, a connection too many, or a device that joined too soon."""


@frozen
class IncidentFacts:
    """Incidents of one kind from one address that the facilitator has not dismissed."""

    address: str
    kind: IncidentKind
    count: int
    at: str
    """The date and time of the last of them."""
    number: int
    """The number of the last of them among all incidents."""


@frozen
class RehearsalFacts:
    """How fast a rehearsal goes."""

    speed: float
    """1: as people read what has happened."""
    can_be_slower: bool
    can_be_faster: bool
    goal: int
    """The turn to which the enlarged table jumps now; 0: it doesn't."""


@frozen
class ConsoleFacts:
    """The devices that are connected now, the times, and what went wrong."""

    connected: Container[str]
    urls: tuple[str, ...]
    """The addresses at which devices reach the room, the best first."""
    outlook: Outlook
    incidents: tuple[IncidentFacts, ...] = ()
    trouble: str = ""
    """`unwritten` or `bot`; empty where all is well."""
    senders: tuple[str, ...] = ()
    """The devices of which more came of late than is kept, and slips of which more came."""
    journal: int = 0
    """The bytes of the journal where it is so large that one must know; else 0."""
    since: Mapping[int, float] = field(factory=dict)
    """By table, since when it waits for those that are to decide now, in seconds since 1970."""
    table: int = 0
    """The table that is enlarged; 0: the first."""
    seen: Mapping[str, float] = field(factory=dict)
    """By device, when it was heard of last, in seconds since 1970."""
    lost: Container[str] = frozenset()
    """The devices that have been away so long that nobody waits for them any more."""
    hands: Mapping[str, float] = field(factory=dict)
    """By device, since when its hand is raised, in seconds since 1970."""
    rehearsed: RehearsalFacts | None = None
    """None where the room is no rehearsal."""
    pair: str = ""
    """The two parties on the payoff plane, as addresses name them; empty: the first two."""
    wall: WallControl | None = None
    """The control of the wall; None where there is none."""
    judged: Mapping[int, Judged] = field(factory=dict)
    """By table, the last decision that was judged."""
    play_on: PlayOn | None = None
    """From where the enlarged table can be played on; None as long as it plays."""
    questions: tuple[GameQuestion, ...] = ()
    """What the room can be asked about the game of the enlarged table; none as long as it plays."""
    done: Done = field(factory=Done)
