"""How the tables of a room ended: outcome and scores side by side, on the console and as a file."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from attrs import frozen

from game.bargaining.payoff_space import PayoffSpace, Point, payoff_space
from game.model.decisions import PUBLIC
from game.model.play import State
from game.presenter.debrief.negotiations import (
    clauses_of,
    last_package,
    pairs_of_parties,
    parties_of,
    tables_with_offers,
)
from game.presenter.payoff_plane import (
    MarkedPackage,
    PairLink,
    PayoffPlane,
    choose_pair,
    pair_links,
    payoff_plane,
)
from game.presenter.said.score import Score, score_of
from game.room.room import Room
from game.room.table import Table
from game.rules.compiled import Rules
from game.session.agreements import end_of_talks
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


# On the payoff plane


@frozen
class ResultsPlane:
    """The payoff plane of two parties, with what each table of the room came to."""

    title: str
    plane: PayoffPlane
    pairs: tuple[PairLink, ...]
    """The pairs of parties whose plane can be shown; empty where there are only two parties."""
    measured: str
    """By which worths all are measured."""
    without: str
    """The tables at which nothing was offered; empty where there are none."""


@lru_cache(maxsize=16)
def _space(rules: Rules, state: State, table: str, pair: tuple[str, str]) -> PayoffSpace:
    return payoff_space(rules, state, table, pair)


def results_plane(room: Room, words: Wording, pair_shown: str = "") -> ResultsPlane | None:
    """The plane of the negotiation at which most was offered; None where nothing was.

    All packages are measured by the same worths: those at the end of the talks of the first table
    of the room that had any. pair_shown: as for an open table.
    """
    offered = {number: tables_with_offers(table.game) for number, table in room.tables.items()}
    counts = Counter(id for ids in offered.values() for id in ids)
    if not counts:
        return None
    id = counts.most_common(1)[0][0]
    first = next(number for number, ids in offered.items() if id in ids)
    game = room.tables[first].game
    rules, state = game.rules, end_of_talks(game, id)
    pairs, parties = pairs_of_parties(rules, id), parties_of(rules, id)
    pair = choose_pair(pairs, pair_shown)
    axes = [parties.index(side) for side in pair]
    results: dict[tuple[Point, bool], list[int]] = {}
    without = []
    for number, table in room.tables.items():
        package, is_agreed = last_package(table.game, id)
        if package is None:
            without.append(number)
            continue
        clauses = clauses_of(rules, state, id, package)
        one, other = (sum(clause.worths[axis] for clause in clauses) for axis in axes)
        results.setdefault(((one, other), is_agreed), []).append(number)
    space, say = _space(rules, state, id, pair), words.say
    if not space.cloud:
        return None
    packages = [
        MarkedPackage(
            "signed" if is_agreed else "proposed", point, text=", ".join(map(str, numbers))
        )
        for (point, is_agreed), numbers in results.items()
    ]
    return ResultsPlane(
        say("console.results.plane", table=words.naming.table(id)),
        payoff_plane(words, space, packages),
        pair_links(words, pairs, pair),
        say("console.results.measured", table=first) if len(room.tables) > 1 else "",
        say("console.results.without", tables=words.listed(map(str, without))) if without else "",
    )


# As a spreadsheet


_FORMULA = re.compile(r"[\s\u200b\ufeff]*[\t\r\n=+\-@\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet may take for the beginning of a formula: some leave out what can't be seen in
front of it, and some read signs of full width, as East Asian keyboards have them."""


def write_rows(words: Wording, rows: Iterable[Sequence[str | int]]) -> str:
    """Rows as CSV. Where decimals have a comma, a semicolon stands between two cells."""
    written = io.StringIO()
    separator = words.say("console.file.separator")
    writer = csv.writer(written, delimiter=separator, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_as_text(cell) if isinstance(cell, str) else cell for cell in row])
    return written.getvalue()


def _as_text(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text
