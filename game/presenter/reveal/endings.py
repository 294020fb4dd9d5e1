"""How the tables of a room ended: the outcomes, the scores, and how a campaign stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import evolve, frozen

from game.presenter.badges import SideBadge
from game.presenter.debrief.debrief import Debrief
from game.presenter.debriefing.debriefed_table import EndedTable
from game.presenter.said.campaign_standing import CampaignStanding, campaign_standing
from game.presenter.said.ending import Ending, ending_of
from game.presenter.said.score import Score
from game.room.room import Room
from game.words.sentences import number, spans
from game.words.wording import Wording

SIDE_BY_SIDE = 3
"""Of so many tables each ending stands for itself; of more those that are the same stand once."""
MOST_LINES = 7
"""As many lines of a score can be read from eight metres."""
MOST_OF_SEATS = 11
"""So many seats and lines of them have room in the column of a side."""
MOST_SEATS = 20
"""So many seats stand below each other where several tables are compared."""


@frozen
class TableEnding:
    """The outcome at a table, or at all that ended so."""

    table: str
    """Its name, or all their names; empty where there is one table."""
    ending: Ending


@frozen
class EndingsShown:
    """The outcomes."""

    kind = "outcome"

    tables: tuple[TableEnding, ...]


@frozen
class PressShown:
    """The newspapers of the sides."""

    kind = "press"

    tables: tuple[TableEnding, ...]


@frozen
class TableScores:
    """The scores at a table."""

    table: str
    """Its name; empty where there is one table."""
    scores: tuple[Score, ...]
    guessed: tuple[str, ...]
    """What the people of each side had guessed, in words; empty where nobody had."""


@frozen
class ScoresShown:
    """The scores: of one table with their lines, of several side by side."""

    kind = "scores"

    tables: tuple[TableScores, ...]


@frozen
class SeatRow:
    """The result of a seat at each table."""

    badge: SideBadge
    name: str
    figures: tuple[str, ...]


@frozen
class SeatsShown:
    """What came of the lines that count for each seat alone."""

    kind = "seats"

    sides: tuple[Score, ...]
    """Of one table, where its seats have room with their lines."""
    tables: tuple[str, ...]
    """The names of several tables."""
    columns: tuple[tuple[SeatRow, ...], ...]
    """Otherwise all seats, in columns."""


def endings_shown(debriefs: Mapping[str, Debrief]) -> EndingsShown:
    """The outcomes at all tables, by their names; what agreements were worth comes later.

    There is room for an epilogue where one table is shown.
    """
    endings = {name: _ending(each) for name, each in debriefs.items()}
    if len(endings) > 1:
        endings = {name: each and evolve(each, epilogue=()) for name, each in endings.items()}
    words = next(iter(debriefs.values())).words
    alike: dict[Ending | tuple[Ending, str], list[int]] = {}
    for index, (name, ending) in enumerate(endings.items(), 1):
        if ending is not None:
            key = ending if len(endings) > SIDE_BY_SIDE else (ending, name)
            alike.setdefault(key, []).append(index)
    names = list(endings)
    return EndingsShown(
        tuple(
            TableEnding(
                names[numbers[0] - 1]
                if len(numbers) == 1
                else words.say("reveal.tables", tables=words.listed(spans(numbers))),
                key[0] if isinstance(key, tuple) else key,
            )
            for key, numbers in alike.items()
        )
    )


def _ending(debrief: Debrief) -> Ending | None:
    return ending_of(debrief.words, debrief.view, debrief.game.log())


def press_shown(debriefs: Mapping[str, Debrief]) -> PressShown:
    """The newspapers at all tables, by their names."""
    endings = ((name, _ending(each)) for name, each in debriefs.items())
    return PressShown(
        tuple(TableEnding(name, ending) for name, ending in endings if ending is not None)
    )


def scores_shown(tables: Mapping[str, EndedTable]) -> ScoresShown:
    """The scores at all tables, by their names."""
    return ScoresShown(tuple(_table_scores(name, each) for name, each in tables.items()))


def seats_shown(tables: Mapping[str, EndedTable]) -> SeatsShown:
    """The results of the seats at all tables, by their names."""
    scores = [_table_scores(name, each).scores for name, each in tables.items()]
    sides = tuple(score for score in scores[0] if score.seats)
    rows = [len(score.seats) + sum(len(seat.lines) for seat in score.seats) for score in sides]
    if len(tables) == 1 and len(sides) <= SIDE_BY_SIDE and max(rows) <= MOST_OF_SEATS:
        return SeatsShown(sides, (), ())
    every = [
        SeatRow(score.badge, seat.name, tuple(each[i].seats[j].figure for each in scores))
        for i, score in enumerate(scores[0])
        for j, seat in enumerate(score.seats)
    ]
    many = 3 if len(tables) == 1 else 1 + (len(every) > MOST_SEATS)
    length = -(-len(every) // many)
    columns = [tuple(every[at : at + length]) for at in range(0, len(every), length)]
    return SeatsShown((), tuple(tables) if len(tables) > 1 else (), tuple(columns))


def _table_scores(name: str, table: EndedTable) -> TableScores:
    sides = table.debrief.words.scenario.sides
    return TableScores(
        name,
        tuple(table.debrief.score(side, MOST_LINES) for side in sides),
        tuple(guesses_text(table, side) for side in sides),
    )


def guesses_text(table: EndedTable, side: str) -> str:
    """What the people of a side had guessed its score to be; empty where nobody did."""
    words, marks = table.debrief.words, table.looking_back.marks_of(side)
    guesses = [number(each.guess) for each in marks if each.guess is not None]
    if not guesses:
        return ""
    return words.counted("reveal.guessed", len(guesses), guesses=words.language.listed(guesses))


@frozen
class CampaignAtTable:
    """The campaign of a table."""

    table: str
    """The name of the table; empty where it is the only one."""
    standing: CampaignStanding


@frozen
class CampaignShown:
    """The campaigns of all tables, also of those that didn't play this chapter."""

    tables: tuple[CampaignAtTable, ...]
    kind: Literal["campaign"] = "campaign"


def campaign_shown(room: Room, words: Wording) -> CampaignShown:
    """How the campaign stands at each table, with the scores of all chapters."""
    campaign = room.campaign
    assert campaign is not None, "it is a chapter"
    is_alone, code = len(campaign.tables) == 1, words.scenario.language
    return CampaignShown(
        tuple(
            CampaignAtTable(
                "" if is_alone else words.say("room.console.table", table=number),
                campaign_standing(campaign.of_table(room, number), code),
            )
            for number in campaign.tables
        )
    )
