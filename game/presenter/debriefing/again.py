"""A table that is re-opened after the end: what lies there, what it is worth, and who agrees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from game.bargaining.payoff_space import Point
from game.engine.packages import on_agenda
from game.engine.view import view
from game.model.frozen import FrozenMap
from game.model.play import State
from game.presenter.badges import SideBadge, badge_of
from game.presenter.debrief.negotiations import Negotiation, clauses_of, last_package, parties_of
from game.presenter.debriefing.debriefed_table import EndedTable
from game.presenter.offers.clauses import package_clauses
from game.presenter.offers.worths import conditional_worth
from game.room.looking_back import TalksAgain
from game.room.room import Room
from game.room.table import Table
from game.session.agreements import end_of_talks
from game.words.sentences import number
from game.words.wording import Wording


@frozen
class AgainOption:
    """An option of an issue."""

    id: str
    name: str
    points: int
    """What the package would be worth to the side through this issue, with this option."""
    is_chosen: bool
    """Whether the package has it that lies there, or lay there last in the game."""

    @property
    def worth(self) -> str:
        """Its points as a figure."""
        return number(self.points)


@frozen
class AgainIssue:
    """An issue of the re-opened table."""

    id: str
    name: str
    options: tuple[AgainOption, ...]
    depends: tuple[str, ...]
    """On what the worths of its options depend, each in words."""


@frozen
class SeatAgain:
    """The re-opened table as a side sees it."""

    title: str
    ends: int
    """When the talks end, in seconds since 1970."""
    issues: tuple[AgainIssue, ...]
    """Empty once all have agreed."""
    lying: tuple[str, ...]
    """The package that lies there, issue by issue; empty: none does."""
    about: str
    """Who offers it, or that all have agreed, and what it is worth to the side."""
    signed: str
    """Who of more than two has signed it so far, as a sentence; else empty."""
    number: int
    """Which package it is."""
    can_accept: bool
    is_open: bool = True
    """Whether its parties haven't signed yet."""
    total: int = 0
    """What the package is worth to the side of which the issues show the options."""


def party_state(table: EndedTable, negotiation: str) -> State:
    """The state by which packages are measured: the end of the talks."""
    return end_of_talks(table.debrief.game, negotiation)


def worths(table: EndedTable, negotiation: str, package: FrozenMap[str, str]) -> dict[str, int]:
    """By party, what a package is worth to it by the worths at the end of the talks."""
    rules = table.debrief.game.rules
    state = party_state(table, negotiation)
    clauses = clauses_of(rules, state, negotiation, package)
    totals = [sum(each) for each in zip(*(c.worths for c in clauses), strict=True)]
    return dict(zip(parties_of(rules, negotiation), totals, strict=True))


def point_of(
    table: EndedTable, review: Negotiation, package: FrozenMap[str, str] | None
) -> Point | None:
    """Where a package lies on the payoff plane of two parties; None where there is no package."""
    if package is None:
        return None
    worth = worths(table, review.table, package)
    one, other = (worth[side] for side in review.space.sides)
    return one, other


def seat_again(table: EndedTable, side: str) -> SeatAgain | None:
    """The re-opened table as a side sees it; None where it isn't open. A side that is no party is
    told that others talk there."""
    again, words = table.looking_back.again, table.debrief.words
    if again is None or not (again.minutes or again.is_signed):
        return None
    id, package, signed = again.negotiation, again.package, again.is_signed
    if side not in words.scenario.tables[id].between:
        title = words.say("seat.again", table=words.naming.table(id))
        others = words.say("seat.again.others", sides=words.naming.sides(again.parties))
        return SeatAgain(
            title,
            again.ends,
            (),
            (),
            others,
            "",
            again.offered,
            can_accept=False,
            is_open=not signed,
        )
    about = words.say("seat.again.none")
    if package is not None:
        worth = number(worths(table, id, package)[side])
        key = "signed" if signed else "own" if side == again.accepted[0] else "theirs"
        proposer = words.naming.side(again.accepted[0])
        about = words.say(f"seat.again.{key}", worth=worth, side=proposer)
    return SeatAgain(
        words.say("seat.again", table=words.naming.table(id)),
        again.ends,
        () if signed else tuple(_issues(table, id, side, package)),
        package_clauses(words, id, package) if package is not None else (),
        about,
        _signed_so_far(table, again),
        again.offered,
        package is not None and not signed and side not in again.accepted,
        not signed,
        worths(table, id, chosen_package(table, id, package))[side],
    )


def chosen_package(
    table: EndedTable, id: str, package: FrozenMap[str, str] | None
) -> FrozenMap[str, str]:
    """What a side chooses from: the package that lies there, else the last one of the game."""
    rules, state = table.debrief.game.rules, party_state(table, id)
    last = package or last_package(table.debrief.game, id)[0] or FrozenMap[str, str]()
    issues = rules.tables[rules.index.tables[id]].issues
    return FrozenMap(
        (issue.id, last.get(issue.id, issue.options[0].id))
        for issue in issues
        if on_agenda(issue, state)
    )


def _signed_so_far(table: EndedTable, again: TalksAgain) -> str:
    words = table.debrief.words
    if again.package is None or again.is_signed or len(again.parties) < 3:
        return ""
    sides = words.naming.sides(again.accepted)
    return words.say("seat.again.accepted", sides=sides)


def _issues(
    table: EndedTable, id: str, side: str, package: FrozenMap[str, str] | None
) -> list[AgainIssue]:
    """The issues that were on the agenda when the talks ended, with their options."""
    game, words = table.debrief.game, table.debrief.words
    rules, state = game.rules, party_state(table, id)
    compiled = rules.tables[rules.index.tables[id]]
    chosen = chosen_package(table, id, package)
    agenda = [issue for issue in compiled.issues if issue.id in chosen]
    party, seen = parties_of(rules, id).index(side), view(rules, state, side)

    def worth(issue: str, option: str) -> int:
        clauses = clauses_of(rules, state, id, FrozenMap({**chosen, issue: option}))
        return next(each.worths[party] for each in clauses if each.issue == issue)

    def depends(issue: str, options: Iterable[str]) -> Iterator[str]:
        for option in options:
            depends = conditional_worth(words, seen, id, issue, option)
            if depends:
                name = words.naming.option(id, issue, option)
                yield words.say("ui.report.line", name=name, what=depends)

    return [
        AgainIssue(
            issue.id,
            words.naming.issue(id, issue.id),
            tuple(
                AgainOption(
                    option.id,
                    words.naming.option(id, issue.id, option.id),
                    worth(issue.id, option.id),
                    chosen[issue.id] == option.id,
                )
                for option in issue.options
            ),
            tuple(depends(issue.id, (option.id for option in issue.options))),
        )
        for issue in agenda
    ]


# On the console


MINUTES = 5


@frozen
class ReopenChoice:
    """A negotiating table of the scenario that can be re-opened."""

    id: str
    name: str
    """What the button says."""


@frozen
class AgainLine:
    """What lies at a re-opened table."""

    badge: SideBadge | None
    """The badge of the side that offered it; None where nothing lies there."""
    text: str


@frozen
class Reopening:
    """The re-opened tables of a room."""

    choices: tuple[ReopenChoice, ...]
    """Empty while one is open, and where people play fewer than two parties."""
    ends: int
    """When the talks end, in seconds since 1970; 0: none go on."""
    lines: tuple[AgainLine, ...]
    """What lies there; with several tables, one of each."""


def reopening(room: Room, tables: dict[str, EndedTable]) -> Reopening:
    """What the facilitator can re-open, and what has come of it. tables: by their names."""
    first = next(iter(tables.values()))
    words = first.debrief.words
    open_ones = [
        each.looking_back.again for each in tables.values() if each.looking_back.again is not None
    ]
    ends = max((again.ends for again in open_ones if again.minutes), default=0)
    choices = tuple(
        ReopenChoice(id, words.say("console.again.open", table=words.naming.table(id), n=MINUTES))
        for id in words.scenario.tables
        if any(len(people_at(table, id)) > 1 for table in room.tables.values())
    )
    return Reopening(
        () if ends else choices,
        ends,
        tuple(_line(words, name, each) for name, each in tables.items() if each.looking_back.again),
    )


def people_at(table: Table, negotiation: str) -> tuple[str, ...]:
    """The parties of a negotiating table that people play."""
    between = table.game.rules.scenario.tables[negotiation].between
    return tuple(side for side in between if side in table.people)


def _line(words: Wording, name: str, table: EndedTable) -> AgainLine:
    again = table.looking_back.again
    assert again is not None, "it was re-opened"
    badge, text = None, words.say("console.again.none")
    if again.package is not None:
        worth = worths(table, again.negotiation, again.package)
        points = words.listed(
            f"{words.naming.side_in_table(side)} {number(points)}" for side, points in worth.items()
        )
        key = "console.again.signed" if again.is_signed else "console.again.lies"
        badge, text = badge_of(words.scenario, again.accepted[0]), words.say(key, worths=points)
    return AgainLine(badge, words.say("reveal.of-table", table=name, text=text) if name else text)
