"""The issues at a table as a side reads them: options, what they are worth, and who holds which."""

from __future__ import annotations

from attrs import frozen

from game.model.frozen import FrozenMap
from game.presenter.negotiator import Negotiator
from game.presenter.offers.worths import conditional_worth
from game.presenter.prose import without_sources


@frozen
class OptionReading:
    """One option of an issue as a side reads it."""

    id: str
    name: str
    worth: int | None
    """What it would add to the worth of the side's draft; None where that is not known."""
    depends: str
    """On what its worth depends, in words; empty where on nothing."""
    draft: bool
    """Whether it is in the side's own draft."""
    offered_by: str | None
    """The side whose standing offer has it; empty: it came from outside; None: none has it."""
    last: bool
    """Whether it is in the side's own last offer."""
    locked: str
    """Why it can't be proposed; empty where it can be."""
    about: str
    does: str
    """What the scenario says of it, and what follows if it is agreed, each maybe empty."""
    meanings: str
    """What the author's words in its needs and effects stand for."""


@frozen
class IssueReading:
    """One issue as a side reads it."""

    id: str
    name: str
    about: str
    weight: int | None
    """What it weighs for the side; None where that is no number."""
    share: float
    """What it weighs, as a share of the heaviest."""
    options: tuple[OptionReading, ...]
    came_from: int
    """The number of the option in the other's offer before; -1: it has not moved."""

    @property
    def is_agreed(self) -> bool:
        """Whether the side's draft says the same as the standing offer of another."""
        return any(each.draft and each.offered_by is not None for each in self.options)


def read_issues(negotiator: Negotiator) -> tuple[IssueReading, ...]:
    """The issues on the agenda of the table that is visited, in order."""
    agenda = negotiator.agenda
    weights = [weight for each in agenda if (weight := negotiator.weight(each)) is not None]
    heaviest = max(weights, default=0) or 1
    return tuple(_read_issue(negotiator, issue, heaviest) for issue in agenda)


def _read_issue(negotiator: Negotiator, issue: str, heaviest: int) -> IssueReading:
    words, table = negotiator.words, negotiator.table.id
    written, weight = words.scenario.tables[table].issues[issue], negotiator.weight(issue)
    return IssueReading(
        id=issue,
        name=words.naming.issue(table, issue),
        about=without_sources(written.text),
        weight=weight,
        share=(weight or 0) / heaviest,
        options=tuple(_read_option(negotiator, issue, option) for option in written.options),
        came_from=_former_option(negotiator, issue),
    )


def _former_option(negotiator: Negotiator, issue: str) -> int:
    """Where the other's standing offer stood before among the options; -1: it has not moved."""
    packages = [each.package for each in negotiator.offers() if each.side != negotiator.side]
    if len(packages) < 2 or negotiator.table.proposer == negotiator.side:
        return -1
    before, now = packages[-2].get(issue), packages[-1].get(issue)
    options = negotiator.words.scenario.tables[negotiator.table.id].issues[issue].options
    return list(options).index(before) if before is not None and before != now else -1


def _read_option(negotiator: Negotiator, issue: str, option: str) -> OptionReading:
    words, table = negotiator.words, negotiator.table
    standing, own = table.offer or FrozenMap(), negotiator.last_offer(own=True) or FrozenMap()
    is_offered = table.has_offer_to(negotiator.side) and standing.get(issue) == option
    barred = negotiator.legal.barred.get(issue, FrozenMap()).get(option)
    written = words.scenario.tables[table.id].issues[issue].options[option]
    effects = words.effects(written.effects, negotiator.side)
    locked = negotiator.needs_of_option(issue, option) if barred is not None else ""
    return OptionReading(
        id=option,
        name=words.naming.option(table.id, issue, option),
        worth=negotiator.share_of_option(issue, option),
        depends=conditional_worth(words, negotiator.view, table.id, issue, option),
        draft=negotiator.draft.package.get(issue) == option,
        offered_by=(table.proposer or "") if is_offered else None,
        last=own.get(issue) == option,
        locked=locked,
        about=without_sources(written.text),
        does=words.say("ui.table.signed", effects=effects) if effects else "",
        meanings=" ".join(words.meanings(f"{locked} {effects}", negotiator.side)),
    )
