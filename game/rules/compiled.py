"""A compiled scenario: ids become numbers, expressions functions, and effects programs.

Each kind of thing is in file order, so that a number in a state is the index of the thing.
"""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from game.model.bodies import Abstentions, Disclosure
from game.model.frozen import EMPTY, FrozenMap
from game.model.play import SIGNED, STATUS, TableStatus
from game.model.scenario import Scenario
from game.rules.evaluate import CompiledFormula
from game.rules.index import Index
from game.rules.program import Delay, DrawSite, EffectBlock, Owner
from game.rules.readings import Sides

VoteWay = Literal["by", "unless", "unanimous"]
"""Whether a majority for a proposal carries it, or one against it stops it, or one voice does."""

Cost = tuple[tuple[int, int], ...]
"""The tracks that pay a cost, each with its amount."""


@frozen
class TrackRules:
    """A track."""

    id: str
    low: int
    high: int
    start: int
    """Its value before turn 1, and what those who don't see it count with (rule 7.1)."""
    seen_by: Sides


@frozen
class DealRules:
    """A deal; its cards are drawn by weight."""

    id: str
    cards: tuple[str, ...]
    weights: tuple[CompiledFormula, ...]
    site: int
    to: tuple[str, ...]


@frozen
class SlotRules:
    """An action of one side."""

    side: int
    action: str
    cost: Cost
    when: CompiledFormula | None
    limit: int | None
    cooldown: int | None
    repeat: bool
    secret: bool
    blocks: tuple[EffectBlock, ...]
    """Its effects, then those of each of its tags (rule 4.8)."""
    owner: Owner


@frozen
class ActionsRules:
    """An actions phase."""

    id: str
    when: CompiledFormula | None
    sides: tuple[int, ...]
    """The sides that take part, in the order in which their picks are resolved."""
    offered: tuple[tuple[int, ...], ...]
    """By side, the slots that it can pick; empty for sides that don't take part."""
    picks: int
    together: bool
    no_pass: bool


@frozen
class VisitRules:
    """A table phase, in which the game visits a table for some rounds."""

    id: str
    when: CompiledFormula | None
    table: int
    rounds: int


@frozen
class InjectsRules:
    """An injects phase, with the injects of its decks grouped by what fires them (6.1)."""

    id: str
    when: CompiledFormula | None
    timed: tuple[int, ...]
    conditional: tuple[int, ...]
    drawn: tuple[int, ...]
    draws: int
    site: int
    """The site of its draws; NOTHING if it draws none."""


PhaseRules = ActionsRules | VisitRules | InjectsRules


@frozen
class UpkeepRules:
    """What `each_turn` does at the start of a turn (rule 3.4)."""

    first_turn: EffectBlock
    """The effects on turn 1: only steps with `from: 1`."""
    later_turns: EffectBlock

    def on(self, turn: int) -> EffectBlock:
        """The effects at the start of a turn."""
        return self.first_turn if turn == 1 else self.later_turns


@frozen
class StageRules:
    """A stage: its phases by number, and the ways out of it."""

    id: str
    phases: tuple[int, ...]
    upkeep: UpkeepRules
    next: tuple[tuple[CompiledFormula, int], ...]


@frozen
class MemberRules:
    """A member that takes part in a vote."""

    id: str
    side: int
    """The side that plays it; NOTHING for a voice."""
    leans: CompiledFormula | None
    """How a voice votes: above 0 for, below 0 against, at 0 it abstains."""
    counts: tuple[int, ...]
    """By count of the body, what it weighs."""


@frozen
class VoteRules:
    """The vote to which an inject puts a proposal (rule 13)."""

    number: int
    """Its number among all votes, in `State.votes`."""
    members: tuple[MemberRules, ...]
    """Who takes part, in file order."""
    counts: tuple[str, ...]
    shares: tuple[int, ...]
    """By count, the share in per cent that decides; 0 if it isn't needed."""
    blocked_by: tuple[int, ...]
    """By count, how much must stay away to stop it; 0 if that doesn't matter."""
    way: VoteWay
    abstain: Abstentions
    ballots: Disclosure
    carried: EffectBlock
    lost: EffectBlock
    is_revealed: bool = False
    """Whether some effect shows its ballots, so that a state keeps them after their turn."""


@frozen
class MajorityRules:
    """The majority of a body that agrees a package at a table (rule 19)."""

    body: str
    count: VoteRules
    """How the body counts. Nothing follows from such a vote by itself, and it has no number."""
    proposes: int
    """The only party that can make offers; NOTHING if all can."""


@frozen
class OptionRules:
    """An option. Parties are numbered in speaking order."""

    id: str
    worth: tuple[CompiledFormula, ...]
    """By party, what it adds to a package's worth (rule 5.6)."""
    when: CompiledFormula | None
    when_reads_package: bool
    needs: tuple[CompiledFormula | None, ...]
    """By party."""
    needs_read_package: tuple[bool, ...]
    effects: EffectBlock
    lapsed: EffectBlock


@frozen
class IssueRules:
    """An issue."""

    id: str
    when: CompiledFormula | None
    otherwise: int
    options: tuple[OptionRules, ...]
    numbers: dict[str, int]
    """An option's number by its id."""


@frozen
class TableRules:
    """A table."""

    id: str
    parties: tuple[int, ...]
    """The sides in the order in which they speak."""
    rounds: int
    open: bool
    issues: tuple[IssueRules, ...]
    numbers: dict[str, int]
    """An issue's number by its id."""
    rules: tuple[CompiledFormula, ...]
    reserves: tuple[CompiledFormula, ...]
    """By party."""
    agreed: EffectBlock
    collapsed: EffectBlock
    expired: EffectBlock
    lapsed: EffectBlock
    seen_by: Sides
    """The sides that know of it (rule 14)."""
    ratifiers: tuple[int, ...]
    """The injects whose votes must carry a signed package; empty if it binds at once."""
    within: int
    """In how many turns after the signature."""
    provisional: tuple[bool, ...]
    """By issue, whether its option has its effects at signature."""
    signed: EffectBlock
    rejected: EffectBlock
    majority: MajorityRules | None
    """The majority that agrees a package; None if all parties together do."""


@frozen
class PromiseRules:
    """A promise."""

    id: str
    turns: int
    broken: CompiledFormula | None
    kept_when: CompiledFormula | None
    kept: EffectBlock
    breach: EffectBlock
    seen_by: Sides
    """The sides that know of it (rule 14)."""


@frozen
class ProjectRules:
    """A project."""

    id: str
    takes: CompiledFormula
    done: EffectBlock
    stopped: EffectBlock
    seen_by: Sides = None
    """The sides that know of it (rule 14)."""


@frozen
class AnswerRules:
    """An answer of one side to an inject's question."""

    id: str
    number: int
    """Its number among all answers of all sides, in `State.answered`."""
    cost: Cost
    when: CompiledFormula | None
    block: EffectBlock


@frozen
class InjectRules:
    """An inject."""

    id: str
    at: int | None
    when: CompiledFormula | None
    chance: CompiledFormula | None
    site: int
    """The site of its chance; NOTHING if it has none."""
    weight: CompiledFormula | None
    once: bool
    block: EffectBlock
    ask: tuple[int, ...]
    """The sides that must answer, in order; empty if it asks nothing."""
    together: bool
    """Whether all their answers take effect with the last (rule 6.7)."""
    answers: tuple[tuple[AnswerRules, ...], ...]
    """By asked side, in the order of `ask`, its answers in file order."""
    vote: VoteRules | None
    """The vote that its question is; None for other injects."""
    seen_by: Sides
    """The sides that know of it (rule 14)."""
    ratifies: tuple[int, ...]
    """The tables whose signed packages wait for this vote (rule 16.2)."""


@frozen
class OutcomeRules:
    """A way to end."""

    id: str
    when: CompiledFormula | None
    now: bool


@frozen
class LineRules:
    """A line of a side's score, with its bounds."""

    points: CompiledFormula
    low: int
    high: int
    hidden: bool
    """Whether it depends on a track that its side can't see (rule 7.4)."""


@frozen(eq=False)
class Rules:
    """A compiled scenario: everything that `engine` needs to play it."""

    scenario: Scenario
    version: int
    """The version of the rules by which the game is played (rule 9.3)."""
    index: Index
    turns: int
    sides: tuple[str, ...]
    everybody: frozenset[str]
    """All sides; what every side sees is public (rule 7.3)."""
    tracks: tuple[TrackRules, ...]
    deals: tuple[DealRules, ...]
    opening: EffectBlock
    upkeep: UpkeepRules
    stages: tuple[StageRules, ...]
    phases: tuple[PhaseRules, ...]
    slots: tuple[SlotRules, ...]
    tables: tuple[TableRules, ...]
    promises: tuple[PromiseRules, ...]
    injects: tuple[InjectRules, ...]
    votes: tuple[InjectRules, ...]
    """The injects that put a proposal to a vote, by the number of the vote."""
    projects: tuple[ProjectRules, ...]
    outcomes: tuple[OutcomeRules, ...]
    scores: tuple[tuple[LineRules, ...], ...]
    """By side."""
    delays: tuple[Delay, ...]
    counters: int
    """How many counters all delays have together."""
    sites: tuple[int, ...]
    draw_sites: tuple[DrawSite, ...]
    """By site, what is drawn there, and its path in the scenario."""
    most_picks: int
    """The greatest number of picks of any phase."""
    counted_answers: tuple[int, ...]
    """The numbers of the answers of injects whose answers an expression counts (rule 1.7)."""
    hides_answers: bool
    """Whether any answers are revealed together."""
    most_decisions: int
    """The most decisions that sides can take in a game, not counting answers (rule 3.9)."""
    shifts: FrozenMap[str, tuple[CompiledFormula, ...]]
    """By persona, the conditions of its shifts (rule 12.2)."""
    leans: FrozenMap[str, FrozenMap[str, CompiledFormula]]
    """By persona and inject, how it leans in a vote (rule 13.7)."""
    starts: FrozenMap[str, int] = EMPTY
    """Values with which tracks begin instead, as a chapter of a campaign (rule 18.5)."""

    @property
    def first_values(self) -> tuple[int, ...]:
        """By track, the value with which a game begins."""
        return tuple(self.starts.get(track.id, track.start) for track in self.tracks)

    @property
    def statuses(self) -> tuple[TableStatus, ...]:
        """What a table can be, by number; signed only where something must be ratified."""
        return STATUS if any(table.ratifiers for table in self.tables) else STATUS[:SIGNED]
