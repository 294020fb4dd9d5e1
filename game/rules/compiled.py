"""What a scenario becomes when it is compiled: numbers, functions and programs, looked up once.

Every kind of thing stands in file order, so that a state's number leads to it.
"""

from __future__ import annotations

from attrs import frozen

from game.model.scenario import Scenario
from game.rules.evaluate import CompiledFormula
from game.rules.index import Index
from game.rules.program import Delay, EffectBlock, Owner, Sides

Cost = tuple[tuple[int, int], ...]
"""Tracks, each with what is paid from it."""


@frozen
class TrackRules:
    """A track."""

    id: str
    low: int
    high: int
    start: int
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
    """Who takes part, in resolution order."""
    offered: tuple[tuple[int, ...], ...]
    """By side, the slots it may pick from; none for those who take no part."""
    picks: int
    together: bool
    no_pass: bool


@frozen
class VisitRules:
    """A visit to a table."""

    id: str
    when: CompiledFormula | None
    table: int
    rounds: int


@frozen
class InjectsRules:
    """An injects phase: the injects of its decks, by how they come (rule 6.1)."""

    id: str
    when: CompiledFormula | None
    timed: tuple[int, ...]
    conditional: tuple[int, ...]
    drawn: tuple[int, ...]
    draws: int
    site: int
    """Where it draws; NOTHING where it doesn't."""


PhaseRules = ActionsRules | VisitRules | InjectsRules


@frozen
class StageRules:
    """A stage: its phases by number, and the ways out of it."""

    id: str
    phases: tuple[int, ...]
    each_turn: EffectBlock
    next: tuple[tuple[CompiledFormula, int], ...]


@frozen
class OptionRules:
    """An option. Parties count in the order in which they speak."""

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
    rules: tuple[CompiledFormula, ...]
    reserves: tuple[CompiledFormula, ...]
    """By party."""
    agreed: EffectBlock
    collapsed: EffectBlock
    expired: EffectBlock
    lapsed: EffectBlock


@frozen
class PromiseRules:
    """A promise."""

    id: str
    turns: int
    broken: CompiledFormula | None
    kept_when: CompiledFormula | None
    kept: EffectBlock
    breach: EffectBlock


@frozen
class AnswerRules:
    """An answer to an inject's question."""

    id: str
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
    """Where its chance is drawn; NOTHING without one."""
    weight: CompiledFormula | None
    once: bool
    block: EffectBlock
    ask: int
    """The side that must answer, or NOBODY."""
    answers: tuple[AnswerRules, ...]


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
    """It reads a track that its side can't see (rule 7.4)."""


@frozen(eq=False)
class Rules:
    """A compiled scenario: all that `engine` needs to play it."""

    scenario: Scenario
    index: Index
    turns: int
    sides: tuple[str, ...]
    everybody: frozenset[str]
    """All sides: what every one of them sees is public (rule 7.3)."""
    tracks: tuple[TrackRules, ...]
    deals: tuple[DealRules, ...]
    opening: EffectBlock
    each_turn: EffectBlock
    stages: tuple[StageRules, ...]
    phases: tuple[PhaseRules, ...]
    slots: tuple[SlotRules, ...]
    tables: tuple[TableRules, ...]
    promises: tuple[PromiseRules, ...]
    injects: tuple[InjectRules, ...]
    outcomes: tuple[OutcomeRules, ...]
    scores: tuple[tuple[LineRules, ...], ...]
    """By side."""
    delays: tuple[Delay, ...]
    counters: int
    """How many counters all delays have together."""
    sites: tuple[int, ...]
    most_picks: int
    """The greatest number of picks of any phase."""
    most_decisions: int
    """No game takes more decisions of the sides, answers apart (rule 3.9)."""
