"""The columns of files of games: every column is declared here once.

Who writes or reads files, the table in docs/simulating.md and the tests go by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from game.kernel.lowering.builder import Places
from game.kernel.lowering.readings import readings
from game.kernel.rows import Ints, Rows
from game.model.play import STATUS
from game.rules.compiled import Rules, TableRules
from game.rules.intervals import interval
from game.rules.state_names import state_names

TYPES = tuple(np.dtype(code) for code in ("<i1", "<i2", "<i4", "<i8"))
*_, COUNT, SEED = TYPES
AT_ONCE = 1024
"""Games whose columns are narrowed together, while a processor has their rows at hand."""
Ids = Mapping[str, tuple[Any, ...]]
"""By list of ids, what it holds: texts, or by what it belongs to a tuple of texts."""
Bounds = Callable[[Rules], Iterable[int]]
"""Some numbers of a column between which all lie; none where nothing limits them."""


@frozen
class IdList:
    """Ids by which the numbers of a column, or the columns themselves, can be read."""

    name: str
    about: str
    of: Callable[[Rules], Iterable[Any]]
    by: str = ""
    """What its entries belong to, where each is a list of its own: `issue`, `deal`."""


@frozen
class Column:
    """A column: for every game one number, or one for each id of an axis."""

    name: str
    """Also that of the field of `Rows`."""
    about: str
    bounds: Bounds
    axis: str = ""
    """What it has a number for each of: `side`, of which `side_ids` are the ids."""
    codes: str = ""
    """The list of ids into which its numbers are indices."""
    signing: bool = False
    """Whether it says what was last signed at a table, and nothing where nothing was."""

    @property
    def by(self) -> str:
        """The axis in words: `side`, `track`, …"""
        return f"game, {self.axis}" if self.axis else "game"


def _decisions(rules: Rules) -> list[int]:
    return [rules.most_decisions]


def _nothing_limits(_rules: Rules) -> list[int]:
    return []


def _score_bounds(rules: Rules) -> Iterator[int]:
    for lines in rules.scores:
        yield sum(line.low for line in lines)
        yield sum(line.high for line in lines)


def _line_bounds(rules: Rules) -> list[int]:
    return [bound for lines in rules.scores for line in lines for bound in (line.low, line.high)]


def _worth_bounds(rules: Rules) -> Iterator[int]:
    for table, party in _parties(rules):
        ranges = [[interval(o.worth[party].tree) for o in issue.options] for issue in table.issues]
        yield sum(min(low for low, _ in options) for options in ranges)
        yield sum(max(high for _, high in options) for options in ranges)


def _reserve_bounds(rules: Rules) -> Iterator[int]:
    for table, party in _parties(rules):
        yield from interval(table.reserves[party].tree)


def _parties(rules: Rules) -> list[tuple[TableRules, int]]:
    return [(table, party) for table in rules.tables for party in range(len(table.parties))]


def reading_names(rules: Rules) -> list[list[str]]:
    """By table, the names of the numbers of the state on which its packages depend."""
    names, promises = state_names(rules, 0), Places(rules).promises
    # In the kernel the number of waiting questions stands at the end.
    return [
        [names[place if place < promises else place + 1] for place in places]
        for places in readings(rules)
    ]


COLUMNS = (
    Column("seed", "its seed", _nothing_limits),
    Column(
        "outcome",
        "how it ended: an index into `outcome_ids`",
        lambda rules: [len(rules.outcomes)],
        codes="outcome_ids",
    ),
    Column("turns", "the turn on which it ended", lambda rules: [rules.turns]),
    Column(
        "decisions",
        "decisions taken by all sides, answers to questions among them",
        # Nothing in a scenario limits how often injects fire and ask questions.
        _nothing_limits,
    ),
    Column("scores", "the side's score at the end", _score_bounds, "side"),
    Column("lines", "the points of the line at the end", _line_bounds, "line"),
    Column(
        "tracks",
        "the track's value at the end; for a track with levels, the level's number",
        lambda rules: [bound for track in rules.tracks for bound in (track.low, track.high)],
        "track",
    ),
    Column(
        "cards",
        "the card that was dealt: an index into its row of `card_ids`",
        lambda rules: [len(deal.cards) for deal in rules.deals],
        "deal",
        "card_ids",
    ),
    Column("taken", "how often the side took the action", _decisions, "slot"),
    Column("legal", "at how many of the side's decisions it could be taken", _decisions, "slot"),
    Column("fired", "how often it happened", _nothing_limits, "inject"),
    Column(
        "status",
        "the table's status at the end: an index into `status_ids`",
        lambda rules: [len(rules.statuses)],
        "table",
        "status_ids",
    ),
    Column(
        "signed_turn",
        "the turn on which something was last signed; -1 if nothing was",
        lambda rules: [rules.turns],
        "table",
        signing=True,
    ),
    Column(
        "options",
        "the option last signed, even if it lapsed later: an index into its row of `option_ids`; "
        "-1 if none was signed",
        lambda rules: [len(issue.options) for table in rules.tables for issue in table.issues],
        "issue",
        "option_ids",
        signing=True,
    ),
    Column(
        "worths",
        "what was last signed was worth to the party at that moment; 0 if nothing was signed",
        _worth_bounds,
        "party",
        signing=True,
    ),
    Column(
        "reserves",
        "the party's reservation value at that moment; 0 if nothing was signed",
        _reserve_bounds,
        "party",
        signing=True,
    ),
    Column("offers", "how many offers the party made", _decisions, "party"),
    Column(
        "situations",
        "a number of the state on which packages of the table depended when something was last "
        "signed there; 0 if nothing was",
        _nothing_limits,
        "reading",
        signing=True,
    ),
    Column(
        "unused_gains",
        "by how much what was last signed could have been better for all, in thousandths (see "
        "*unused gain* below); -1 if nothing was signed, or nobody has measured it",
        lambda _rules: [1000],
        "table",
        signing=True,
    ),
)
"""In the order of the fields of `Rows`."""

ID_LISTS = (
    IdList("outcome_ids", "the outcomes", lambda rules: [each.id for each in rules.outcomes]),
    IdList("side_ids", "the sides", lambda rules: rules.sides),
    IdList(
        "line_ids",
        "the lines of the sides' scores, as `side.number`",
        lambda rules: [
            f"{side}.{number + 1}"
            for side, lines in zip(rules.sides, rules.scores, strict=True)
            for number in range(len(lines))
        ],
    ),
    IdList(
        "line_labels",
        "what these lines count, in words",
        lambda rules: [
            line.label for side in rules.sides for line in rules.scenario.sides[side].score
        ],
    ),
    IdList("track_ids", "the tracks", lambda rules: [track.id for track in rules.tracks]),
    IdList("deal_ids", "the deals", lambda rules: [deal.id for deal in rules.deals]),
    IdList(
        "card_ids",
        "the cards of each deal, padded with empty texts",
        lambda rules: [tuple(deal.cards) for deal in rules.deals],
        "deal",
    ),
    IdList(
        "slot_ids",
        "the actions of each side, as `side:action`",
        lambda rules: [f"{rules.sides[slot.side]}:{slot.action}" for slot in rules.slots],
    ),
    IdList("inject_ids", "the injects", lambda rules: [inject.id for inject in rules.injects]),
    IdList("table_ids", "the tables", lambda rules: [table.id for table in rules.tables]),
    IdList(
        "status_ids",
        f"{', '.join(f'`{status}`' for status in STATUS)} where something must be ratified",
        lambda rules: rules.statuses,
    ),
    IdList(
        "party_ids",
        "the parties of each table in the order in which they speak, as `table.side`",
        lambda rules: [
            f"{table.id}.{rules.sides[table.parties[party]]}" for table, party in _parties(rules)
        ],
    ),
    IdList(
        "reading_ids",
        "these numbers of the state, as `table.name`",
        lambda rules: [
            f"{table.id}.{name}"
            for table, names in zip(rules.tables, reading_names(rules), strict=True)
            for name in names
        ],
    ),
    IdList(
        "issue_ids",
        "the issues of each table, as `table.issue`",
        lambda rules: [f"{table.id}.{each.id}" for table in rules.tables for each in table.issues],
    ),
    IdList(
        "option_ids",
        "the options of each issue, padded with empty texts",
        lambda rules: [
            tuple(option.id for option in issue.options)
            for table in rules.tables
            for issue in table.issues
        ],
        "issue",
    ),
)


@frozen
class Layout:
    """How the columns of a file look: the types of their numbers, and the ids of what they hold."""

    types: Mapping[str, np.dtype[Any]]
    """By column."""
    ids: Ids


def layout_of(rules: Rules) -> Layout:
    """The layout of games of a scenario."""
    return Layout(column_types(rules), ids_of(rules))


def ids_of(rules: Rules) -> dict[str, tuple[Any, ...]]:
    """All lists of ids of a scenario."""
    return {each.name: tuple(each.of(rules)) for each in ID_LISTS}


def column_types(rules: Rules) -> dict[str, np.dtype[Any]]:
    """For each column the smallest type that holds every value that it can have."""
    types = {}
    for column in COLUMNS:
        bounds = [*column.bounds(rules)]
        if column.bounds is _nothing_limits:
            types[column.name] = SEED if column.name == "seed" else COUNT
        else:
            types[column.name] = _smallest([-1, *bounds])
    return types


def _smallest(numbers: Sequence[int]) -> np.dtype[Any]:
    """The smallest type that holds all of these numbers."""
    low, high = min(numbers), max(numbers)
    return next(t for t in TYPES if np.iinfo(t).min <= low and high <= np.iinfo(t).max)


def narrowed(column: Ints, kind: np.dtype[Any], name: str) -> Any:
    """A column in a smaller type. Raises ValueError where a number doesn't fit."""
    narrow = column.astype(kind)
    if (narrow != column).any():
        raise ValueError(f"{name} doesn't fit into {narrow.dtype}")
    return narrow


def narrow_columns(rows: Rows, types: Mapping[str, np.dtype[Any]]) -> dict[str, NDArray[Any]]:
    """The columns of rows in smaller types. Raises ValueError where a number doesn't fit."""
    wide = {name: getattr(rows, name) for name in types}
    narrow = {name: np.empty(column.shape, types[name]) for name, column in wide.items()}
    for begin in range(0, len(rows), AT_ONCE):
        for name, column in wide.items():
            part = column[begin : begin + AT_ONCE]
            small = narrow[name][begin : begin + AT_ONCE]
            small[...] = part
            if (small != part).any():
                raise ValueError(f"{name} doesn't fit into {small.dtype}")
    return narrow
