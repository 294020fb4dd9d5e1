"""Why the games of a room ended so, and how much of it was luck, on the wall."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from game.presenter.badges import SideBadge, badge_of
from game.presenter.debriefing.debriefed_table import EndedTable
from game.presenter.hindsight.causes import why_it_ended_so
from game.presenter.hindsight.waterfall import Waterfall, part_name, waterfall
from game.words.sentences import signed

MOST, SIDE_BY_SIDE = 6, 3
"""As many sentences can be read from eight metres; and so many tables below each other."""
_LETTERS = {(2, 2): 520, (2, 3): 360, (3, 3): 270, (3, 4): 180}
"""By columns and rows of several tables, the letters that each has room for."""


@frozen
class TableReasons:
    """Why the game of a table ended so."""

    table: str
    """Empty where there is one table."""
    sentences: tuple[str, ...]


@frozen
class ReasonsShown:
    """Why the games ended so."""

    kind = "why"

    tables: tuple[TableReasons, ...]


@frozen
class TableLuck:
    """What luck and decisions were worth at one of several tables."""

    table: str
    figures: tuple[tuple[str, ...], ...]
    """By side all bars of its waterfall, from the start to the final score; empty where that isn't
    known."""
    status: str
    """How far the analysis is; empty where it is there."""


@frozen
class LuckShown:
    """Luck and skill: of one table as waterfalls, of several side by side."""

    kind = "luck"

    waterfalls: tuple[Waterfall, ...]
    sides: tuple[tuple[SideBadge, str], ...]
    parts: tuple[tuple[str, ...], ...]
    """The names of the parts of each side's score, of several tables."""
    tables: tuple[TableLuck, ...]
    about: str
    """What there is to say where nothing is known; else empty."""


def reasons_shown(tables: Mapping[str, EndedTable]) -> ReasonsShown:
    """Why the games of all tables ended so, by the names of these."""
    return ReasonsShown(
        tuple(
            TableReasons(
                name,
                (each.status,)
                if each.analysis is None
                else tuple(
                    _fitting(
                        why_it_ended_so(each.debrief, each.analysis, is_judged=False).sentences(),
                        len(tables),
                    )
                ),
            )
            for name, each in tables.items()
        )
    )


def _fitting(sentences: Sequence[str], tables: int) -> Iterator[str]:
    """The first sentence about a table, and those after it as far as there is room."""
    if tables <= SIDE_BY_SIDE:
        yield from sentences[: MOST // tables]
        return
    columns = 2 if tables <= 2 * SIDE_BY_SIDE else 3
    letters = _LETTERS[columns, -(-tables // columns)]
    for number, sentence in enumerate(sentences):
        letters -= len(sentence)
        if number and letters < 0:
            break
        yield sentence


def luck_shown(tables: Mapping[str, EndedTable]) -> LuckShown:
    """What luck and decisions were worth at all tables, by the names of these."""
    first = next(iter(tables.values()))
    words, sides = first.debrief.words, first.debrief.game.rules.sides
    heads = tuple((badge_of(words.scenario, side), words.naming.side(side)) for side in sides)
    if len(tables) > 1:
        falls_of = {name: [_fall(each, side) for side in sides] for name, each in tables.items()}
        keys = _keys(fall for falls in falls_of.values() for fall in falls)
        parts = tuple(tuple(part_name(words, side, key) for key in keys) for side in sides)
        rows = tuple(_row(name, falls, keys) for name, falls in falls_of.items())
        return LuckShown((), heads, parts, rows, "")
    falls = [_fall(first, side) for side in sides]
    about = next((each for each in falls if isinstance(each, str)), "")
    return LuckShown(
        tuple(each for each in falls if not isinstance(each, str)),
        heads,
        (),
        (),
        about,
    )


def _fall(table: EndedTable, side: str) -> Waterfall | str:
    """The waterfall of a side; what there is to say where there is none."""
    if table.analysis is None:
        return table.status
    return waterfall(table.debrief, table.analysis, side)


def _keys(falls: Iterable[Waterfall | str]) -> tuple[str, ...]:
    """The keys of all bars, in their order; the facilitator's only where one intervened."""
    known = [fall.bars for fall in falls if not isinstance(fall, str)]
    longest = max(known, key=len, default=())
    return tuple(bar.key for bar in longest)


def _row(name: str, falls: Sequence[Waterfall | str], keys: Sequence[str]) -> TableLuck:
    about = next((each for each in falls if isinstance(each, str)), "")
    figures = []
    for fall in falls:
        if not isinstance(fall, str):
            texts = {bar.key: bar.text for bar in fall.bars}
            figures.append(tuple(texts.get(key, signed(0)) for key in keys))
    return TableLuck(name, tuple(figures), about)
