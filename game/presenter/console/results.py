"""How the tables of a room ended: outcome and scores side by side, on the console and as a file."""

from __future__ import annotations

from attrs import frozen

from game.model.decisions import PUBLIC
from game.presenter.console.spreadsheet import write_rows
from game.presenter.sides.badges import SideBadge, badge_of
from game.room.room import Room
from game.room.table import Table
from game.words.sentences import number
from game.words.wording import Wording


@frozen
class TableResult:
    """How the game of a table ended."""

    table: int
    turn: int
    """The turn in which it ended."""
    outcome: str
    scores: tuple[int, ...]
    """The score of each side."""


@frozen
class Results:
    """How all tables ended."""

    sides: tuple[SideBadge, ...]
    names: tuple[str, ...]
    """Those of the sides."""
    pars: tuple[str, ...]
    """The par of each side, which is the same at every table, in words."""
    tables: tuple[TableResult, ...]
    figures: tuple[tuple[str, ...], ...]
    """By table, the scores as people read them."""
    par_scores: tuple[int, ...]


def room_results(room: Room, words: Wording) -> Results | None:
    """How all tables of a room ended; None as long as one of them still plays."""
    tables = tuple(room.tables.values())
    if not room.is_over:
        return None
    sides = tuple(words.scenario.sides)
    results = tuple(_table_result(table, words) for table in tables)
    sheets = tables[0].game.view(PUBLIC).scores
    pars = tuple(sheets[side].par for side in sides)
    return Results(
        tuple(badge_of(words.scenario, side) for side in sides),
        tuple(words.naming.side(side) for side in sides),
        tuple(words.say("ui.over.par", par=number(par)) for par in pars),
        results,
        tuple(tuple(number(score) for score in each.scores) for each in results),
        pars,
    )


def results_file(results: Results, words: Wording) -> str:
    """The results for a spreadsheet, as CSV: a row for each table, and one for the par."""
    heads = [words.say(f"console.results.{head}") for head in ("table", "turn", "outcome")]
    rows: list[tuple[str | int, ...]] = [(*heads, *results.names)]
    rows += [(each.table, each.turn, each.outcome, *each.scores) for each in results.tables]
    rows.append((words.say("console.results.par"), "", "", *results.par_scores))
    return write_rows(words, rows)


def _table_result(table: Table, words: Wording) -> TableResult:
    view = table.game.view(PUBLIC)
    return TableResult(
        table.number,
        max(1, view.turn),
        words.naming.outcome(view.outcome or ""),
        tuple(view.scores[side].total for side in words.scenario.sides),
    )
