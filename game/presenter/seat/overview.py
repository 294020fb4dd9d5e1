"""All points of a table at a glance: what the standing offer says on each, and the draft."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from game.presenter.offers.issues import IssueReading, OptionReading
from game.presenter.offers.worths import worth_text


@frozen
class PointAtAGlance:
    """One point of the table; an option has what it is worth to the side behind it."""

    name: str
    offered: str
    """What the standing offer of another says on it; empty where the offer leaves it out."""
    drafted: str
    """What the side's draft says on it."""
    is_agreed: bool
    """Whether both say the same."""


def points_at_a_glance(issues: Iterable[IssueReading]) -> tuple[PointAtAGlance, ...]:
    """The points of a table in order; empty where no offer of another stands."""
    points = tuple(
        PointAtAGlance(
            issue.name,
            _first(each for each in issue.options if each.offered_by is not None),
            _first(each for each in issue.options if each.draft),
            issue.is_agreed,
        )
        for issue in issues
    )
    return points if any(point.offered for point in points) else ()


def _first(options: Iterable[OptionReading]) -> str:
    option = next(iter(options), None)
    return f"{option.name} ({worth_text(option.worth)})" if option is not None else ""
