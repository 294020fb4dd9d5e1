"""How the facilitator re-opens a table, and how far the tables of the room have come there."""

from __future__ import annotations

from attrs import frozen

from game.presenter.badges import SideBadge, badge_of
from game.presenter.debriefing.again import worths
from game.presenter.debriefing.debriefed_table import EndedTable
from game.room.room import Room
from game.room.table import Table
from game.words.sentences import number
from game.words.wording import Wording

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
