"""How the tables of a room ended: outcome and scores side by side, on the console and as a file."""

from __future__ import annotations

from attrs import frozen

from game.model.decisions import PUBLIC
from game.presenter.console.spreadsheet import write_rows
from game.presenter.said.score import Score, score_of
from game.room.room import Room
from game.room.table import Table
from game.words.wording import Wording


@frozen
class TableResult:
    """How the game of a table ended."""

    table: int
    turn: int
    """The turn in which it ended."""
    outcome: str
    scores: tuple[Score, ...]
    """Of each side."""


@frozen
class Results:
    """How all tables ended."""

    tables: tuple[TableResult, ...]

    @property
    def sides(self) -> tuple[Score, ...]:
        """The scores of the first table: the names and pars are the same at every table."""
        return self.tables[0].scores


def room_results(room: Room, words: Wording) -> Results | None:
    """How all tables of a room ended; None as long as one of them still plays."""
    if not room.is_over:
        return None
    return Results(tuple(_table_result(table, words) for table in room.tables.values()))


def results_file(results: Results, words: Wording) -> str:
    """The results for a spreadsheet, as CSV: a row for each table, and one for the par.

    Seats with a score of their own have a column each, after those of the sides.
    """
    heads = [words.say(f"console.results.{head}") for head in ("table", "turn", "outcome")]
    seats = [
        words.say("ui.report.line", name=score.side, what=seat.name)
        for score in results.sides
        for seat in score.seats
    ]
    rows: list[tuple[str | int, ...]] = [(*heads, *(score.side for score in results.sides), *seats)]
    for each in results.tables:
        totals = (score.total for score in each.scores)
        own = (seat.total for score in each.scores for seat in score.seats)
        rows.append((each.table, each.turn, each.outcome, *totals, *own))
    pars = (score.par for score in results.sides)
    rows.append((words.say("console.results.par"), "", "", *pars, *("" for _ in seats)))
    return write_rows(words, rows)


def _table_result(table: Table, words: Wording) -> TableResult:
    view = table.game.view(PUBLIC)
    return TableResult(
        table.number,
        max(1, view.turn),
        words.naming.outcome(view.outcome or ""),
        tuple(score_of(words, view, side) for side in words.scenario.sides),
    )
