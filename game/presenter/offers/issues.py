"""The issues at a table as a side reads them: options, what they are worth, and who holds which."""

from __future__ import annotations

from attrs import frozen

from game.model.frozen import FrozenMap
from game.presenter.badges import SideBadge, badge_of
from game.presenter.negotiator import Negotiator
from game.presenter.offers.worths import conditional_worth, standing_mark, worth_text
from game.presenter.prose import without_sources
from game.words.sentences import number


@frozen
class OptionReading:
    """One option of an issue as a side reads it."""

    id: str
    name: str
    worth: str
    """What it would add to the worth of the side's draft; a dash where that is not known."""
    depends: str
    """On what its worth depends, in words; empty where on nothing."""
    draft: bool
    """Whether it is in the side's own draft."""
    offered_by: SideBadge | None
    """The badge of whoever has it in a standing offer to the side; None where nobody has."""
    last: bool
    """Whether it is in the side's own last offer."""
    marks: tuple[str, ...]
    """Who holds it, in words: the side's draft, another's standing offer, its own last offer."""
    locked: str
    """Why it can't be proposed; empty where it can be."""
    about: str
    does: str
    """What the scenario says of it, and what follows if it is agreed, each maybe empty."""
    meanings: str
    """What the author's words in its needs and effects stand for."""

    @property
    def with_worth(self) -> str:
        """Its name with what it is worth: `Medium (16)`."""
        return f"{self.name} ({self.worth})"


@frozen
class IssueReading:
    """One issue as a side reads it."""

    id: str
    name: str
    place: str
    """Its number among the issues and what it weighs, in words."""
    about: str
    weight: int | None
    """What it weighs for the side; None where that is no number."""
    share: float
    """What it weighs, as a share of the heaviest."""
    options: tuple[OptionReading, ...]
    came_from: int
    """The number of the option in the other's offer before; -1: it has not moved."""

    @property
    def drafted(self) -> OptionReading | None:
        """The option in the side's draft."""
        return next((each for each in self.options if each.draft), None)

    @property
    def offered(self) -> OptionReading | None:
        """The option in the standing offer of another; None where the offer leaves it out."""
        return next((each for each in self.options if each.offered_by is not None), None)

    @property
    def is_agreed(self) -> bool:
        """Whether the side's draft says the same as the standing offer of another."""
        return self.drafted is not None and self.drafted is self.offered


def read_issues(negotiator: Negotiator) -> tuple[IssueReading, ...]:
    """The issues on the agenda of the table that is visited, in order."""
    words, table, agenda = negotiator.words, negotiator.table.id, negotiator.agenda
    written = words.scenario.tables[table].issues
    weights = {issue: negotiator.weight(issue) for issue in agenda}
    known = [weight for weight in weights.values() if weight is not None]
    readings = []
    for place, (issue, weight) in enumerate(weights.items(), 1):
        key = "seat.issue.place" if weight is None else "seat.issue.place.weight"
        figures = {"weight": number(weight or 0), "total": number(sum(known))}
        reading = IssueReading(
            id=issue,
            name=words.naming.issue(table, issue),
            place=words.say(key, number=place, count=len(agenda), **figures),
            about=without_sources(written[issue].text),
            weight=weight,
            share=(weight or 0) / (max(known, default=0) or 1),
            options=tuple(_read_option(negotiator, issue, id) for id in written[issue].options),
            came_from=_former_option(negotiator, issue),
        )
        readings.append(reading)
    return tuple(readings)


def _former_option(negotiator: Negotiator, issue: str) -> int:
    """Where the other's standing offer stood before among the options; -1: it has not moved."""
    packages = [each.package for each in negotiator.offers() if each.side != negotiator.side]
    if len(packages) < 2 or negotiator.table.proposer == negotiator.side:
        return -1
    before, now = packages[-2].get(issue), packages[-1].get(issue)
    options = negotiator.words.scenario.tables[negotiator.table.id].issues[issue].options
    return list(options).index(before) if before is not None and before != now else -1


def _when_in_force(negotiator: Negotiator, issue: str) -> str:
    """The key of the sentence that says when the options of an issue have their effects."""
    table = negotiator.words.scenario.tables[negotiator.table.id]
    is_later = table.ratify is not None and issue not in table.provisional
    return "ui.table.ratified" if is_later else "ui.table.signed"


def _read_option(negotiator: Negotiator, issue: str, option: str) -> OptionReading:
    words, table = negotiator.words, negotiator.table
    standing, own = table.offer or FrozenMap(), negotiator.last_offer(own=True) or FrozenMap()
    is_offered = table.has_offer_to(negotiator.side) and standing.get(issue) == option
    barred = negotiator.legal.barred.get(issue, FrozenMap()).get(option)
    written = words.scenario.tables[table.id].issues[issue].options[option]
    effects = words.effects(written.effects, negotiator.side)
    locked = negotiator.needs_of_option(issue, option) if barred is not None else ""
    is_drafted = negotiator.draft.package.get(issue) == option
    is_last = own.get(issue) == option
    proposer = table.proposer or ""
    marks = {
        words.say("seat.option.agreed" if is_offered else "seat.option.draft"): is_drafted,
        standing_mark(words, proposer): is_offered,
        words.say("ui.table.legend.last"): is_last,
    }
    return OptionReading(
        id=option,
        name=words.naming.option(table.id, issue, option),
        worth=worth_text(negotiator.share_of_option(issue, option)),
        depends=conditional_worth(words, negotiator.view, table.id, issue, option),
        draft=is_drafted,
        offered_by=badge_of(words.scenario, proposer) if is_offered else None,
        last=is_last,
        marks=tuple(mark for mark, is_there in marks.items() if is_there),
        locked=locked,
        about=without_sources(written.text),
        does=words.say(_when_in_force(negotiator, issue), effects=effects) if effects else "",
        meanings=" ".join(words.meanings(f"{locked} {effects}", negotiator.side)),
    )
