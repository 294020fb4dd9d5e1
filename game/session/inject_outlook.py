"""What the facilitator may still expect of an inject."""

from __future__ import annotations

from attrs import frozen


@frozen
class InjectOutlook:
    """What the facilitator may still expect of an inject, if nobody interferes."""

    by_itself: bool
    """Whether a phase brings it; else it only comes by hand."""
    turns: tuple[int, ...]
    """The turns, from this one on, on which it may still happen by itself."""
    overdue: int
    """The turn on which it should have come, if that is past; else 0."""
    times: int
    """How often it has happened."""
    held: bool
    condition_holds: bool | None
    """Whether its condition holds now; None if it has none."""

    @property
    def used_up(self) -> bool:
        """Whether it has happened and can't happen again."""
        return bool(self.times) and not self.turns
