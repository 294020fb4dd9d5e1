"""The events of the log: one class for each kind."""

from __future__ import annotations

from typing import ClassVar, Literal

import attrs
from attrs import frozen

from game.model.frozen import FrozenMap
from game.model.refusals import Detail, RefusalCode

Figures = FrozenMap[str, str] | None
"""By what stands in the braces of a text: its value at that moment (rule 7.6); None: no braces."""


class _Event:
    """What all events have in common."""

    __slots__ = ()

    @property
    def values(self) -> FrozenMap[str, Detail]:
        """The fields by name without those that are None, for code that treats all events alike."""
        # Every subclass is an attrs class; this one isn't, so that it has no fields of its own.
        fields = attrs.asdict(self, recurse=False)  # type: ignore[arg-type]
        return FrozenMap((name, field) for name, field in fields.items() if field is not None)

    @property
    def path(self) -> str:
        """What it is about, as `Cause.path` writes it (`injects/storm`); empty: nothing."""
        return ""


@frozen
class TrackMoved(_Event):
    """A track moves."""

    track: str
    asked: int
    """The change that was wanted."""
    got: int
    """What the track's range left of it."""
    value: int
    """The track's value after the change."""


@frozen
class TableEvent(_Event):
    """Something happens at a table, or to it."""

    table: str

    @property
    def path(self) -> str:
        """The table."""
        return f"tables/{self.table}"


@frozen
class InjectEvent(_Event):
    """Something happens with an inject."""

    inject: str

    @property
    def path(self) -> str:
        """The inject."""
        return f"injects/{self.inject}"


@frozen
class PromiseEvent(_Event):
    """Something happens with a promise."""

    promise: str

    @property
    def path(self) -> str:
        """The promise."""
        return f"promises/{self.promise}"


@frozen
class ProjectEvent(_Event):
    """Something happens with a project."""

    project: str

    @property
    def path(self) -> str:
        """The project."""
        return f"projects/{self.project}"


@frozen
class TurnBegan(_Event):
    """A turn begins."""

    turn: int
    code: ClassVar[Literal["turn"]] = "turn"


@frozen
class StageBegan(_Event):
    """Another stage begins."""

    stage: str
    code: ClassVar[Literal["stage"]] = "stage"


@frozen
class PhaseBegan(_Event):
    """A phase begins."""

    phase: str
    code: ClassVar[Literal["phase"]] = "phase"


@frozen
class CardDealt(_Event):
    """A card is dealt."""

    deal: str
    card: str
    code: ClassVar[Literal["dealt"]] = "dealt"


@frozen
class ActionTaken(_Event):
    """A side takes an action."""

    side: str
    action: str
    code: ClassVar[Literal["acted"]] = "acted"

    @property
    def path(self) -> str:
        """The action."""
        return f"actions/{self.action}"


@frozen
class SecretActionTaken(_Event):
    """A side takes an action that the reader doesn't learn (rule 4.6)."""

    side: str
    code: ClassVar[Literal["undisclosed"]] = "undisclosed"


@frozen
class TurnPassed(_Event):
    """A side passes: it picks no more actions, or says nothing at a table."""

    side: str
    table: str | None = None
    code: ClassVar[Literal["passed"]] = "passed"


@frozen
class CostPaid(TrackMoved):
    """A side pays part of a cost from a track."""

    code: ClassVar[Literal["paid"]] = "paid"


@frozen
class TrackChanged(TrackMoved):
    """A track changes (rule 1.2)."""

    code: ClassVar[Literal["changed"]] = "changed"


@frozen
class TextSaid(_Event):
    """The scenario says something, in the author's words."""

    text: str
    figures: Figures = None
    code: ClassVar[Literal["said"]] = "said"


@frozen
class TrackRevealed(_Event):
    """A track's value is shown once to sides that don't see the track (rule 7.5)."""

    track: str
    value: int
    code: ClassVar[Literal["revealed"]] = "revealed"


@frozen
class OfferMade(TableEvent):
    """A side makes an offer at a table."""

    side: str
    package: FrozenMap[str, str]
    code: ClassVar[Literal["offered"]] = "offered"


@frozen
class PackageProposed(TableEvent):
    """Somebody from outside puts a package on a table (rule 5.11)."""

    package: FrozenMap[str, str]
    code: ClassVar[Literal["proposed"]] = "proposed"


@frozen
class ProposalFailed(TableEvent):
    """A package from outside isn't allowed at this moment, so it isn't proposed."""

    package: FrozenMap[str, str]
    reason: RefusalCode
    """`option-when` or `rule`."""
    issue: str | None = None
    """The issue of the option that can't be proposed; None if a rule isn't satisfied."""
    rule: int | None = None
    """The rule that isn't satisfied, by its index."""
    code: ClassVar[Literal["unproposed"]] = "unproposed"


@frozen
class OfferAccepted(TableEvent):
    """A side accepts the standing offer."""

    side: str
    code: ClassVar[Literal["accepted"]] = "accepted"


@frozen
class Signature(TableEvent):
    """All parties have accepted a package."""

    package: FrozenMap[str, str]


@frozen
class PackageSigned(Signature):
    """What is signed must still be ratified (rule 16.1)."""

    due: int
    """The turn at whose end it lapses unless it is ratified."""
    code: ClassVar[Literal["signed"]] = "signed"


@frozen
class PackageRejected(TableEvent):
    """A signed package isn't ratified: a vote was lost, its time is up or it was withdrawn."""

    code: ClassVar[Literal["rejected"]] = "rejected"


@frozen
class AgreementSigned(Signature):
    """What is signed is agreed."""

    code: ClassVar[Literal["agreed"]] = "agreed"


@frozen
class PackageRatified(TableEvent):
    """A table is agreed: all votes have carried what was signed there (rule 16.3)."""

    package: FrozenMap[str, str]
    code: ClassVar[Literal["ratified"]] = "ratified"


@frozen
class SupportCounted(TableEvent):
    """After an offer or an acceptance it was counted who is for the package (rule 19.2)."""

    weights: FrozenMap[str, str]
    """By count, what those weigh who are for it."""
    whole: FrozenMap[str, str]
    """By count, of how much that is a share."""
    ballots: FrozenMap[str, str]
    """By member `for`, or `against`: not for it, or not yet."""
    code: ClassVar[Literal["counted"]] = "counted"


@frozen
class SideWalkedOut(TableEvent):
    """A side leaves a table, which collapses unless a majority can still be reached there."""

    side: str
    code: ClassVar[Literal["walked"]] = "walked"


@frozen
class TableCollapsed(TableEvent):
    """A table has collapsed because a side left it."""

    code: ClassVar[Literal["collapsed"]] = "collapsed"


@frozen
class TableExpired(TableEvent):
    """A table's rounds are used up without an agreement."""

    code: ClassVar[Literal["expired"]] = "expired"


@frozen
class AgreementLapsed(TableEvent):
    """An agreement ends (rule 5.8)."""

    code: ClassVar[Literal["lapsed"]] = "lapsed"


@frozen
class TableOpened(TableEvent):
    """A table is opened or reopened (rule 5.7)."""

    code: ClassVar[Literal["opened"]] = "opened"


@frozen
class InjectFired(InjectEvent):
    """An inject happens."""

    figures: Figures = None
    code: ClassVar[Literal["injected"]] = "injected"


@frozen
class InjectHeld(InjectEvent):
    """The facilitator holds an inject (rule 10.3)."""

    code: ClassVar[Literal["held"]] = "held"


@frozen
class InjectReleased(InjectEvent):
    """The facilitator releases an inject that was held."""

    code: ClassVar[Literal["released"]] = "released"


@frozen
class QuestionAsked(InjectEvent):
    """An inject puts its question to a side."""

    side: str
    code: ClassVar[Literal["asked"]] = "asked"


@frozen
class QuestionAnswered(InjectEvent):
    """A side answers an inject's question."""

    side: str
    answer: str
    code: ClassVar[Literal["answered"]] = "answered"

    @property
    def path(self) -> str:
        """The answer among those of its inject."""
        return f"injects/{self.inject}/answers/{self.answer}"


@frozen
class VoteCounted(InjectEvent):
    """A body has voted on the proposal of an inject (rule 13.4)."""

    result: Literal["carried", "lost"]
    weights: FrozenMap[str, str] | None = None
    """By count, what those weigh who were for it; None if the ballots are secret."""
    whole: FrozenMap[str, str] | None = None
    """By count, of how much that is a share."""
    tally: FrozenMap[str, str] | None = None
    """By ballot, how many members cast it; None if the ballots are secret."""
    ballots: FrozenMap[str, str] | None = None
    """By member, its ballot; None if the ballots aren't open."""
    code: ClassVar[Literal["voted"]] = "voted"


@frozen
class BallotsRevealed(_Event):
    """It comes to light how the members of a body last voted on an inject's proposal (13.8)."""

    inject: str
    ballots: FrozenMap[str, str]
    """By member, its ballot."""
    code: ClassVar[Literal["disclosed"]] = "disclosed"


@frozen
class PromiseGiven(PromiseEvent):
    """A promise begins to run, or begins again (rule 11.1)."""

    turns: int
    code: ClassVar[Literal["promised"]] = "promised"


@frozen
class PromiseKept(PromiseEvent):
    """A promise was kept (rule 11.2)."""

    code: ClassVar[Literal["kept"]] = "kept"


@frozen
class PromiseBroken(PromiseEvent):
    """A promise was broken (rule 11.2)."""

    code: ClassVar[Literal["broken"]] = "broken"


@frozen
class ProjectBegun(ProjectEvent):
    """A project begins (rule 15.1)."""

    left: int
    """The turns until it is ready."""
    code: ClassVar[Literal["begun"]] = "begun"


@frozen
class ProjectHastened(ProjectEvent):
    """A project comes nearer to its end, or is delayed (rule 15.4)."""

    by: int
    """By how many turns; below 0 it is delayed."""
    left: int
    """The turns until it is ready now."""
    code: ClassVar[Literal["hastened"]] = "hastened"


@frozen
class ProjectStopped(ProjectEvent):
    """A project is stopped (rule 15.3)."""

    code: ClassVar[Literal["stopped"]] = "stopped"


@frozen
class ProjectDone(ProjectEvent):
    """A project is done (rule 15.2)."""

    code: ClassVar[Literal["done"]] = "done"


@frozen
class GameEnded(_Event):
    """The game ends with an outcome."""

    outcome: str
    figures: Figures = None
    code: ClassVar[Literal["ended"]] = "ended"


LogEvent = (
    TurnBegan
    | StageBegan
    | PhaseBegan
    | CardDealt
    | ActionTaken
    | SecretActionTaken
    | TurnPassed
    | CostPaid
    | TrackChanged
    | TextSaid
    | TrackRevealed
    | OfferMade
    | PackageProposed
    | ProposalFailed
    | OfferAccepted
    | PackageSigned
    | AgreementSigned
    | PackageRatified
    | PackageRejected
    | SupportCounted
    | SideWalkedOut
    | TableCollapsed
    | TableExpired
    | AgreementLapsed
    | TableOpened
    | InjectFired
    | InjectHeld
    | InjectReleased
    | QuestionAsked
    | QuestionAnswered
    | VoteCounted
    | BallotsRevealed
    | PromiseGiven
    | PromiseKept
    | PromiseBroken
    | ProjectBegun
    | ProjectHastened
    | ProjectStopped
    | ProjectDone
    | GameEnded
)
"""All that can happen in a game, one class for each code."""

DecisionEvent = (
    ActionTaken | TurnPassed | OfferMade | OfferAccepted | SideWalkedOut | QuestionAnswered
)
"""The events that report a side's decision."""

PlaceEvent = TurnBegan | StageBegan | PhaseBegan
"""The events that only say when it is."""

PactEvent = (
    AgreementSigned
    | PackageSigned
    | PackageRatified
    | PackageRejected
    | TableCollapsed
    | AgreementLapsed
)
"""What may become of a table: the events that are told as a story."""

TableOutcome = PactEvent | TableExpired
"""All that may become of a table."""

Development = (
    TableOutcome | InjectFired | PromiseKept | PromiseBroken | ProjectDone | ProjectStopped
)
"""What comes of decisions or of itself, and is marked on the course of a game."""
