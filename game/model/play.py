"""A game being played: its state, what one may see of it, what one may do, and what happened.

The state counts things from 0 in the scenario's file order (sides, tracks, stages, phases, actions,
tables, injects …) and holds no text and no history; everything a person or a bot is shown has ids.
"""

from __future__ import annotations

from typing import Literal, get_args

from attrs import field, frozen

from game.model.decisions import Move
from game.model.entries import Entry
from game.model.frozen import FrozenMap
from game.model.refusals import Refusal

# Where in a stage the game stands, beside the number of a phase.
OPENING = -1  # before the first phase: the turn's start
CLOSING = -2  # after the last phase: promises, the next stage

NOBODY = -1
NOTHING = -1

# What has become of a table (rule 5.1).
CLOSED, OPEN, AGREED, COLLAPSED, EXPIRED, LAPSED = range(6)
TableStatus = Literal["closed", "open", "agreed", "collapsed", "expired", "lapsed"]
STATUS: tuple[TableStatus, ...] = get_args(TableStatus)
"""The words for them, each at its number."""


@frozen
class TableState:
    """One table. Its parties count from 0 in the order in which they speak (rule 5.5)."""

    status: int = CLOSED
    rounds: int = 0
    """Whole rounds used since it was opened."""
    speaker: int = 0
    """The party whose turn it is to speak."""
    proposer: int = NOBODY
    """The party whose offer stands."""
    accepted: tuple[int, ...] = ()
    """By party, 1 where it has accepted the standing offer."""
    options: tuple[int, ...] = ()
    """By issue, the option offered or agreed; NOTHING where the offer doesn't name the issue."""
    worths: tuple[int, ...] = ()
    """By party, what the agreed package was worth to it when it was signed; 0 without one."""


@frozen
class State:
    """A moment in a game: all that `step` needs beside the rules (rule 9.5)."""

    seed: int
    turn: int
    """From 1; 0 while cards are dealt and the opening happens."""
    stage: int
    phase: int
    """The number of a phase, OPENING or CLOSING; it stays where the game ends."""
    outcome: int
    """The number of the outcome, NOTHING while the game goes on."""
    cursor: int
    """How far this phase has come: in `alternate` the participant to pick, in an injects phase the
    next inject or draw to try, at a table 1 once the visit is over, in OPENING and CLOSING 1 once
    their own work is done."""
    visit: int
    """Whole rounds used in this visit to a table."""
    finished: tuple[int, ...]
    """By side, 1 where it has no more to pick in this phase."""
    picks: tuple[tuple[int, ...], ...]
    """By side, the slots picked since the phase was entered, in order."""
    tracks: tuple[int, ...]
    cards: tuple[int, ...]
    """By deal, the card dealt."""
    uses: tuple[int, ...]
    """By slot (an action of one side), how often it was taken in the game."""
    last: tuple[int, ...]
    """By slot, the turn on which it was last taken; 0 where it never was."""
    today: tuple[int, ...]
    """By slot, how often it was taken this turn."""
    fired: tuple[int, ...]
    """By inject, how often it has happened."""
    tables: tuple[TableState, ...]
    questions: tuple[int, ...]
    """The injects whose questions wait for an answer, the first to be answered first."""
    promises: tuple[int, ...]
    """By promise, the turns left; 0 where it doesn't run."""
    promised_on: tuple[int, ...]
    """By promise, the turn on which it was last given."""
    delays: tuple[int, ...]
    """Per `after` step and turns still to wait, how often its effects are due then."""
    draws: tuple[int, ...]
    """By site, the draws made there this turn (rule 2.1)."""
    revealed: FrozenMap[tuple[int, int], tuple[int, int]]
    """By side and track, the value last revealed and its turn. No rule reads it, so it is not
    among the numbers of the digest."""
    to_move: tuple[str, ...]
    """The sides that must decide now; none when the game is over. It follows from the rest."""


@frozen
class Accepted:
    """A decision was taken: the state after it, and what happened, in order."""

    state: State
    entries: tuple[Entry, ...]


@frozen
class Legal:
    """What one may decide now; empty where nobody asks one."""

    moves: tuple[Move, ...] = ()
    """Every legal decision but offers and set tracks, in file order, `pass` last."""
    offer: FrozenMap[str, tuple[str, ...]] | None = None
    """Where an offer may be made: by issue on the agenda, the options whose `when` holds (or can't
    be judged without a package). `step` tests the package's rules and one's own `needs`."""
    barred: FrozenMap[str, FrozenMap[str, Refusal]] = field(factory=FrozenMap)
    """By issue and option, why one can't propose it whatever the rest of the package
    (`option-when`, `needs`), as far as that can be said without a package."""
    refused: FrozenMap[str, Refusal] = field(factory=FrozenMap)
    """Why the other actions of one's menus in this phase, or answers to one's question, are not
    among `moves`; by their id."""
    accept: Refusal | None = None
    """At a table, why the standing offer can't be accepted; None where it can, or no table is
    visited."""
    tracks: FrozenMap[str, tuple[int, int]] = field(factory=FrozenMap)
    """For the facilitator: the tracks that can be set, with their ranges."""


@frozen
class LineScore:
    """One line of a score."""

    index: int
    """Its place among the side's lines in the scenario, where its label is."""
    points: int
    low: int
    high: int
    """Between which numbers the points must lie (rule 8.3)."""
    hidden: bool = False
    """It reads what its side can't see, and so is shown only after the end (rule 7.4)."""


@frozen
class ScoreSheet:
    """A side's score."""

    side: str
    lines: tuple[LineScore, ...]
    total: int
    """The sum of these lines; in a view, of those that are shown."""
    par: int
    low: int
    high: int
    """Between which numbers the whole score must lie."""
    complete: bool = True
    """False in a view that holds lines back until the end."""


@frozen
class TableView:
    """What one may know of a table."""

    id: str
    status: TableStatus
    rounds_left: int
    visit_left: int | None = None
    """Rounds left in this visit; None while it isn't visited."""
    speaker: str | None = None
    """Whose turn it is to speak; None while it isn't visited."""
    proposer: str | None = None
    """Whose offer stands, for the parties and the facilitator (rule 5.9)."""
    offer: FrozenMap[str, str] | None = None
    """The standing offer: by issue on the agenda, its option; for the same."""
    accepted: tuple[str, ...] = ()
    """Who has accepted it; for the same."""
    agreed: FrozenMap[str, str] | None = None
    """The agreed package, every issue; for all."""
    worths: FrozenMap[str, int] = field(factory=FrozenMap)
    """By side one may ask for, the worth to it of the agreed package as signed, or of the standing
    offer now; none where there is neither."""
    reserves: FrozenMap[str, int] = field(factory=FrozenMap)
    """By side one may ask for, what no agreement is worth to it now."""


@frozen
class Question:
    """A question that an inject put and that must be answered before anything goes on."""

    inject: str
    side: str
    """Who must answer."""


@frozen
class Revealed:
    """A value that was shown once, to one who can't follow it."""

    value: int
    turn: int


@frozen
class Taken:
    """What one knows of how an action was taken by one side."""

    times: int
    """In the game."""
    last: int
    """The turn on which it was last taken."""
    today: int
    """Times in this turn."""


@frozen
class View:
    """What a side, the public or the facilitator may know (rules 7.1 and 7.3)."""

    who: str
    turn: int
    stage: str
    phase: str | None
    """None before the first phase of a turn and after its last."""
    outcome: str | None
    to_move: tuple[str, ...]
    question: Question | None
    finished: tuple[str, ...]
    """Who takes part in this actions phase and has no more to pick."""
    picks: FrozenMap[str, tuple[str, ...]]
    """By side one may ask for, the actions it has picked since the phase began; of others only
    where they have happened in the open."""
    picks_left: int
    """How many actions one may still pick in this phase; 0 for those who don't pick."""
    tracks: FrozenMap[str, int]
    """Those one sees, less the costs of one's own picks that are still to be paid."""
    bands: FrozenMap[str, int]
    """Of the tracks of which one sees only the band, its number among the track's bands (or
    levels)."""
    revealed: FrozenMap[str, Revealed]
    """What was last revealed to one, of any track."""
    cards: FrozenMap[str, str]
    """By deal, the card dealt, of the deals one sees."""
    tables: FrozenMap[str, TableView]
    promises: FrozenMap[str, int]
    """Those that run, with the turns left."""
    taken: FrozenMap[str, FrozenMap[str, Taken]] = field(factory=FrozenMap)
    """By side, the actions it has taken; of others without those that are secret."""
    fired: FrozenMap[str, int] = field(factory=FrozenMap)
    """The injects that have happened, and how often."""
    scores: FrozenMap[str, ScoreSheet] = field(factory=FrozenMap)
    """One's own; everybody's for the facilitator, and for all after the end."""
