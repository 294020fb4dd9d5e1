"""What can happen in a game, as the log tells it: one class for each kind of event."""

from __future__ import annotations

from typing import ClassVar, Literal

import attrs
from attrs import frozen

from game.model.frozen import FrozenMap
from game.model.refusals import Detail, RefusalCode


class _Event:
    """What all events have in common."""

    __slots__ = ()

    @property
    def values(self) -> FrozenMap[str, Detail]:
        """The fields by name, without those that are None, for those who treat all events alike."""
        # Every subclass is an attrs class; this one isn't, so that it has no fields of its own.
        fields = attrs.asdict(self, recurse=False)  # type: ignore[arg-type]
        return FrozenMap((name, field) for name, field in fields.items() if field is not None)


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


@frozen
class SecretActionTaken(_Event):
    """A side takes an action that those who read this don't learn (rule 4.6)."""

    side: str
    code: ClassVar[Literal["undisclosed"]] = "undisclosed"


@frozen
class TurnPassed(_Event):
    """A side passes: it picks no more actions, or says nothing at a table."""

    side: str
    table: str | None = None
    code: ClassVar[Literal["passed"]] = "passed"


@frozen
class CostPaid(_Event):
    """A side pays part of a cost from a track; the fields are those of TrackChanged."""

    track: str
    asked: int
    got: int
    value: int
    code: ClassVar[Literal["paid"]] = "paid"


@frozen
class TrackChanged(_Event):
    """A track changes (rule 1.2)."""

    track: str
    asked: int
    """The change that was wanted."""
    got: int
    """What the track's range left of it."""
    value: int
    """The track's value after the change."""
    code: ClassVar[Literal["changed"]] = "changed"


@frozen
class TextSaid(_Event):
    """The scenario says something, in the author's words."""

    text: str
    code: ClassVar[Literal["said"]] = "said"


@frozen
class TrackRevealed(_Event):
    """A track's value is shown once to those who can't follow it (rule 7.5)."""

    track: str
    value: int
    code: ClassVar[Literal["revealed"]] = "revealed"


@frozen
class OfferMade(_Event):
    """A side makes an offer at a table."""

    table: str
    side: str
    package: FrozenMap[str, str]
    code: ClassVar[Literal["offered"]] = "offered"


@frozen
class PackageProposed(_Event):
    """Somebody from outside puts a package on a table (rule 5.11)."""

    table: str
    package: FrozenMap[str, str]
    code: ClassVar[Literal["proposed"]] = "proposed"


@frozen
class ProposalFailed(_Event):
    """A package from outside isn't allowed at this moment, so that nothing is proposed."""

    table: str
    package: FrozenMap[str, str]
    reason: RefusalCode
    """`option-when` or `rule`."""
    issue: str | None = None
    """The issue of the option that can't be proposed; None where a rule isn't satisfied."""
    rule: int | None = None
    """The rule that isn't satisfied, by its index."""
    code: ClassVar[Literal["unproposed"]] = "unproposed"


@frozen
class OfferAccepted(_Event):
    """A side accepts the standing offer."""

    table: str
    side: str
    code: ClassVar[Literal["accepted"]] = "accepted"


@frozen
class AgreementSigned(_Event):
    """A table is agreed: all parties have accepted."""

    table: str
    package: FrozenMap[str, str]
    code: ClassVar[Literal["agreed"]] = "agreed"


@frozen
class SideWalkedOut(_Event):
    """A side leaves a table, which collapses."""

    table: str
    side: str
    code: ClassVar[Literal["walked"]] = "walked"


@frozen
class TableCollapsed(_Event):
    """A table has collapsed because a side left it."""

    table: str
    code: ClassVar[Literal["collapsed"]] = "collapsed"


@frozen
class TableExpired(_Event):
    """A table's rounds are used up without an agreement."""

    table: str
    code: ClassVar[Literal["expired"]] = "expired"


@frozen
class AgreementLapsed(_Event):
    """An agreement ends (rule 5.8)."""

    table: str
    code: ClassVar[Literal["lapsed"]] = "lapsed"


@frozen
class TableOpened(_Event):
    """A table is opened or reopened (rule 5.7)."""

    table: str
    code: ClassVar[Literal["opened"]] = "opened"


@frozen
class InjectFired(_Event):
    """An inject happens."""

    inject: str
    code: ClassVar[Literal["injected"]] = "injected"


@frozen
class InjectHeld(_Event):
    """The facilitator holds an inject (rule 10.3)."""

    inject: str
    code: ClassVar[Literal["held"]] = "held"


@frozen
class InjectReleased(_Event):
    """The facilitator releases an inject that was held."""

    inject: str
    code: ClassVar[Literal["released"]] = "released"


@frozen
class QuestionAsked(_Event):
    """An inject puts its question to a side."""

    inject: str
    side: str
    code: ClassVar[Literal["asked"]] = "asked"


@frozen
class QuestionAnswered(_Event):
    """A side answers an inject's question."""

    inject: str
    side: str
    answer: str
    code: ClassVar[Literal["answered"]] = "answered"


@frozen
class PromiseGiven(_Event):
    """A promise begins to run, or begins again (rule 11.1)."""

    promise: str
    turns: int
    code: ClassVar[Literal["promised"]] = "promised"


@frozen
class PromiseKept(_Event):
    """A promise was kept (rule 11.2)."""

    promise: str
    code: ClassVar[Literal["kept"]] = "kept"


@frozen
class PromiseBroken(_Event):
    """A promise was broken (rule 11.2)."""

    promise: str
    code: ClassVar[Literal["broken"]] = "broken"


@frozen
class GameEnded(_Event):
    """The game ends with an outcome."""

    outcome: str
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
    | AgreementSigned
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
    | PromiseGiven
    | PromiseKept
    | PromiseBroken
    | GameEnded
)
"""All that can happen in a game, one class for each code."""

DecisionEvent = (
    ActionTaken | TurnPassed | OfferMade | OfferAccepted | SideWalkedOut | QuestionAnswered
)
"""The events that report a side's decision."""
