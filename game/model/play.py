"""A game being played: its state, the views of it, and the decisions that are allowed.

The state refers to sides, tracks, stages and so on by their index in the order of the scenario. It
contains no text and no history. Views and decisions, which people and bots use, contain ids.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from attrs import field, frozen

from game.model.decisions import Move
from game.model.deferred import Deferrable
from game.model.entries import Entry
from game.model.frozen import FrozenMap
from game.model.log_events import Figures
from game.model.refusals import Refusal

# Values of `State.phase` that are not the index of a phase.
OPENING = -1  # the start of a turn, before the first phase
CLOSING = -2  # the end of a turn, after the last phase: promises, the next stage

NOBODY = -1
NOTHING = -1
OUTSIDE = -2
"""The proposer of a package that an effect has put on the table (rule 5.11)."""

# The status of a table (rule 5.1).
CLOSED, OPEN, AGREED, COLLAPSED, EXPIRED, LAPSED, SIGNED = range(7)
TableStatus = Literal["closed", "open", "agreed", "collapsed", "expired", "lapsed", "signed"]
STATUS: tuple[TableStatus, ...] = get_args(TableStatus)
"""The name of each status, by its number."""


@frozen
class TableState:
    """The state of a table. Its parties are numbered from 0 in speaking order (rule 5.5)."""

    status: int = CLOSED
    rounds: int = 0
    """Complete rounds used since it was opened."""
    speaker: int = 0
    """The party whose turn it is to speak."""
    proposer: int = NOBODY
    """The party that made the standing offer; OUTSIDE if it came from outside."""
    accepted: tuple[int, ...] = ()
    """By party, 1 if it has accepted the standing offer."""
    options: tuple[int, ...] = ()
    """By issue, the option offered or agreed; NOTHING if the offer doesn't name the issue."""
    worths: tuple[int, ...] = ()
    """By party, what the signed package was worth at signature; 0 without one."""
    last_offers: tuple[tuple[int, ...], ...] = ()
    """By party, its last offer since the table was opened: by issue the option, NOTHING where the
    offer doesn't name the issue or the party has made none (rule 5.10)."""
    due: int = 0
    """While it is signed, the turn at whose end the package lapses unless it is ratified; else 0
    (rule 16.4)."""
    ratified: tuple[int, ...] = ()
    """By vote that it needs, 1 if that has carried the signed package (rule 16.3)."""
    walked: tuple[int, ...] = ()
    """At a table with a majority, by party, 1 if it has walked out (rule 19.4)."""
    ballots: tuple[int, ...] = ()
    """There, by member of the body, 1 if it was for the package when that was last counted, -1 if
    it wasn't; 0 where it hasn't been counted (rule 19.2)."""


@frozen
class VoteState:
    """What is known of the votes of one inject (rule 13)."""

    carried: int
    lost: int
    """How often the proposal was carried and lost in the game."""
    support: tuple[int, ...]
    """By count, the share that was for it when it was last put, in per cent, rounded down."""
    ballots: Sequence[int]
    """By member that takes part, its ballot of this turn: 1 for, -1 against, else 0."""
    kept: tuple[int, ...] = ()
    """By member, its ballot when the proposal was last put; empty if no effect shows it (13.8)."""


@frozen
class ProjectState:
    """How far a project has come (rule 15)."""

    left: int
    """The turns until it is done; 0 while it isn't under way."""
    begun: int
    done: int
    """How often it has begun and was done in the game."""


NEVER_BEGUN = ProjectState(0, 0, 0)


@frozen
class State(Deferrable):
    """The state of a game: everything that `step` needs besides the rules (rule 9.5)."""

    seed: int
    turn: int
    """From 1; 0 while cards are dealt and the opening happens."""
    stage: int
    phase: int
    """The index of a phase, OPENING or CLOSING; after the end, where the game ended."""
    outcome: int
    """The index of the outcome; NOTHING while the game goes on."""
    cursor: int
    """The progress of this phase: with `alternate` the side that picks next, in an injects phase
    the next inject or draw to try, at a table 1 after the visit, in OPENING and CLOSING 1 after
    their own steps."""
    visit: int
    """Complete rounds used in this visit to a table."""
    finished: tuple[int, ...]
    """By side, 1 if it has nothing more to pick in this phase."""
    picks: tuple[tuple[int, ...], ...]
    """By side, the slots picked since the phase began, in order."""
    tracks: tuple[int, ...]
    cards: tuple[int, ...]
    """By deal, the card dealt."""
    uses: tuple[int, ...]
    """By slot (a slot is an action of one side), how often it was taken in the game."""
    last: tuple[int, ...]
    """By slot, the turn on which it was last taken; 0 if never."""
    today: tuple[int, ...]
    """By slot, how often it was taken this turn."""
    fired: tuple[int, ...]
    """By inject, how often it has happened."""
    held: tuple[int, ...]
    """By inject, 1 if the facilitator holds it, so that it doesn't happen by itself (rule 10.3)."""
    tables: tuple[TableState, ...]
    questions: tuple[int, ...]
    """The questions that wait for an answer, in the order in which they are answered. A question is
    the number of its inject, and where it is put to the second, third … of several sides in turn,
    once, twice … the number of all injects more (rule 6.6)."""
    hidden_answers: tuple[int, ...]
    """By side, the answer that it has given to the first question and that takes effect together
    with those of others (rule 6.7); NOTHING if there is none."""
    answered: tuple[int, ...]
    """By inject, asked side and answer, how often the side has given it in the game. Those that no
    rule reads are not in the digest."""
    promises: tuple[int, ...]
    """By promise, the turns left; 0 if it doesn't run."""
    promised_on: tuple[int, ...]
    """By promise, the turn on which it was last given."""
    delays: tuple[int, ...]
    """By `after` step and remaining turns, how often its effects are due then."""
    draws: tuple[int, ...]
    """By site of random draws, how many were made there this turn (rule 2.1)."""
    revealed: FrozenMap[tuple[int, int], tuple[int, int]]
    """By side and track, the value last revealed and its turn. No rule uses it, so it is not in the
    digest."""
    votes: tuple[VoteState, ...]
    """By inject that puts a proposal to a vote."""
    projects: tuple[ProjectState, ...]
    to_move: tuple[str, ...]
    """The sides that must decide now; none after the end. It is derived from the other fields."""


@frozen
class Accepted:
    """A decision was taken: the state after it, and what happened, in order."""

    state: State
    entries: tuple[Entry, ...]


@frozen
class Legal(Deferrable):
    """What a side or the facilitator may decide now; empty if it has nothing to decide."""

    moves: tuple[Move, ...] = ()
    """Every legal decision except offers and setting tracks, in file order, `pass` last."""
    offer: FrozenMap[str, tuple[str, ...]] | None = None
    """If an offer may be made: by issue on the agenda, the options whose `when` is true or can't be
    judged without a package. `step` tests the package's rules and the side's own `needs`."""
    barred: FrozenMap[str, FrozenMap[str, Refusal]] = field(factory=FrozenMap)
    """By issue and option, why the side can't propose it whatever the rest of the package is
    (`option-when`, `needs`), as far as that is known without a package."""
    refused: FrozenMap[str, Refusal] = field(factory=FrozenMap)
    """By id, why other actions on the side's menus, or answers to its question, are refused."""
    accept: Refusal | None = None
    """At a table, why the standing offer can't be accepted; None if it can or there is no table."""
    tracks: FrozenMap[str, tuple[int, int]] = field(factory=FrozenMap)
    """For the facilitator: the tracks that can be set, with their ranges."""


@frozen
class LineScore:
    """One line of the score of a side or a seat."""

    index: int
    """Its index among the lines in the scenario, where its label is."""
    points: int
    low: int
    high: int
    """`low` and `high` are the bounds of the points (rule 8.3)."""
    hidden: bool = False
    """Whether it depends on something that its side can't see; it is then shown only after the end
    (rule 7.4)."""


@frozen
class ScoreSheet:
    """A side's score."""

    side: str
    lines: tuple[LineScore, ...]
    total: int
    """The sum of the lines; in a view, of those that are shown."""
    par: int
    low: int
    high: int
    """`low` and `high` are the bounds of the whole score."""
    complete: bool = True
    """False in a view that hides lines until the end."""


@frozen
class TableView(Deferrable):
    """What the reader of a view may know about a table."""

    id: str
    status: TableStatus
    rounds_left: int
    visit_left: int | None = None
    """Rounds left in this visit; None if the game isn't at this table."""
    speaker: str | None = None
    """The side whose turn it is to speak; None if the game isn't at this table."""
    proposer: str | None = None
    """The side that made the standing offer; only for parties and the facilitator (rule 5.9). None
    where no offer stands, and where it came from outside (rule 5.11)."""
    offer: FrozenMap[str, str] | None = None
    """The standing offer: by issue on the agenda, its option; for the same readers."""
    accepted: tuple[str, ...] = ()
    """The sides that have accepted it; for the same readers."""
    last_offers: FrozenMap[str, FrozenMap[str, str]] = field(factory=FrozenMap)
    """By side its last offer since the table was opened, for the same readers; without the sides
    that have made none."""
    agreed: FrozenMap[str, str] | None = None
    """The agreed package, with every issue; for all."""
    signed: FrozenMap[str, str] | None = None
    """The package that is signed and not yet ratified, with every issue; for all (rule 16)."""
    due: int = 0
    """While it is signed, the turn at whose end it lapses unless it is ratified; else 0."""
    ratified: tuple[str, ...] = ()
    """The votes that have carried it, as far as the reader knows of them; others are to come."""
    walked: tuple[str, ...] = ()
    """The sides that have walked out, at a table where others can go on without them (19.4)."""
    ballots: FrozenMap[str, str] | None = None
    """By member of the body whose majority decides, `for` or `against`, as the standing offer was
    last counted; for readers who see the offer. None where it hasn't been counted (rule 19.2)."""
    worths: FrozenMap[str, int] = field(factory=FrozenMap)
    """By side whose worths the reader may know, the worth of the signed package at signature, or of
    the standing offer now; empty if there is neither."""
    reserves: FrozenMap[str, int] = field(factory=FrozenMap)
    """By side whose worths the reader may know, its reservation value now."""

    def has_offer_to(self, side: str) -> bool:
        """Whether a package of somebody else is on offer, as far as the reader may know."""
        return self.offer is not None and self.proposer != side


@frozen
class Question:
    """An inject's question, which must be answered before the game goes on."""

    inject: str
    sides: tuple[str, ...]
    """The sides that must answer now: several only if their answers are revealed together."""
    together: bool = False
    """Whether the answers are revealed together."""
    answers: FrozenMap[str, str] = field(factory=FrozenMap)
    """By side, the answers that have been given and are not yet revealed: the reader's own, for the
    facilitator all."""


@frozen
class RevealedValue:
    """A track's value that was shown once to a side that doesn't see the track."""

    value: int
    turn: int


@frozen
class Taken:
    """What the reader of a view knows about a side's use of an action."""

    times: int
    """How often in the game."""
    last: int
    """The turn on which it was last taken."""
    today: int
    """How often this turn."""


@frozen
class FrontPage:
    """What stands in the newspaper of a side, by the numbers of its headlines and lines."""

    headline: int
    lines: tuple[int, ...]


@frozen
class Aftermath:
    """What everybody is told after the end, besides the outcome."""

    figures: Figures = None
    """What stands in the braces of its texts (rule 7.6)."""
    epilogue: tuple[int, ...] = ()
    """Those parts of the epilogue that hold, by their numbers (rule 17.1)."""
    press: FrozenMap[str, FrontPage] = field(factory=FrozenMap)
    """By side, what stands in its newspaper (rule 17.2)."""


@frozen
class View(Deferrable):
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
    """The sides in this actions phase that have nothing more to pick."""
    picks: FrozenMap[str, tuple[str, ...]]
    """By side, the actions that it has picked since the phase began; of other sides only those that
    have already happened openly."""
    picks_left: int
    """How many actions the reader may still pick in this phase; 0 for those who don't pick."""
    tracks: FrozenMap[str, int]
    """The tracks that the reader sees, less the costs of its own picks that are not yet paid."""
    bands: FrozenMap[str, int]
    """The index of the band (or level), for tracks of which the reader sees only the band."""
    revealed: FrozenMap[str, RevealedValue]
    """The value of each track that was last revealed to the reader."""
    cards: FrozenMap[str, str]
    """By deal, the dealt card, for the deals that the reader sees."""
    tables: FrozenMap[str, TableView]
    promises: FrozenMap[str, int]
    """The promises that run, with the turns left."""
    promised_on: FrozenMap[str, int] = field(factory=FrozenMap)
    """The turn on which each of these was last given."""
    cursor: int = 0
    """How far the phase has come, as in `State.cursor`."""
    closing: bool = False
    """Whether the last phase of the turn is over."""
    waiting: tuple[tuple[str, str], ...] = ()
    """The questions that wait behind the first one, in order: the inject and the side asked; where
    answers are revealed together, the first side that is asked."""
    scheduled: FrozenMap[tuple[str, int], int] = field(factory=FrozenMap)
    """By `after` step (its place in the scenario) and the number of turns until then, how often its
    effects are due; without the steps of which the reader doesn't know (rule 2.5)."""
    taken: FrozenMap[str, FrozenMap[str, Taken]] = field(factory=FrozenMap)
    """By side, the actions it has taken; of other sides without the secret ones."""
    fired: FrozenMap[str, int] = field(factory=FrozenMap)
    """The injects that have happened, and how often."""
    answered: FrozenMap[tuple[str, str, str], int] = field(factory=FrozenMap)
    """By inject, side and answer, how often the side has given the answer; known to all."""
    votes: FrozenMap[str, VoteState] = field(factory=FrozenMap)
    """By inject that puts a proposal to a vote, what the reader knows; the rest is 0."""
    projects: FrozenMap[str, ProjectState] = field(factory=FrozenMap)
    held: frozenset[str] = frozenset()
    """The injects that the facilitator holds; only the facilitator's view has them."""
    scores: FrozenMap[str, ScoreSheet] = field(factory=FrozenMap)
    """The reader's own; all of them for the facilitator, and for everybody after the end."""
    seat_scores: FrozenMap[tuple[str, str], tuple[LineScore, ...]] = field(factory=FrozenMap)
    """By side and seat, the lines of the seat's own score, for the same readers (rule 17.3)."""
    aftermath: Aftermath | None = None
    """What is told after the end; None before."""
