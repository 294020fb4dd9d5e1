"""How the tables of a room ended: the outcomes, and the scores of the sides."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, frozen

from game.presenter.debrief.debrief import Debrief
from game.presenter.debriefing.debriefed_table import EndedTable
from game.presenter.said.ending import Ending, ending_of
from game.presenter.said.score import Score
from game.words.sentences import number, spans

SIDE_BY_SIDE = 3
"""Of so many tables each ending stands for itself; of more those that are the same stand once."""
MOST_LINES = 7
"""As many lines of a score can be read from eight metres."""


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
class SeatsShown:
    """What came of the lines that count for each seat alone."""

    kind = "seats"

    tables: tuple[TableScores, ...]


def endings_shown(debriefs: Mapping[str, Debrief]) -> EndingsShown:
    """The outcomes at all tables, by their names; what agreements were worth comes later.

    There is room for an epilogue where one table is shown.
    """
    endings = {name: ending_of(each.words, each.view) for name, each in debriefs.items()}
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


def press_shown(debriefs: Mapping[str, Debrief]) -> PressShown:
    """The newspapers at all tables, by their names."""
    endings = ((name, ending_of(each.words, each.view)) for name, each in debriefs.items())
    return PressShown(
        tuple(TableEnding(name, ending) for name, ending in endings if ending is not None)
    )


def scores_shown(tables: Mapping[str, EndedTable]) -> ScoresShown:
    """The scores at all tables, by their names."""
    return ScoresShown(tuple(_table_scores(name, each) for name, each in tables.items()))


def seats_shown(tables: Mapping[str, EndedTable]) -> SeatsShown:
    """The results of the seats at all tables, by their names."""
    return SeatsShown(tuple(_table_scores(name, each) for name, each in tables.items()))


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
