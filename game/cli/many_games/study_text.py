"""Any study as lines of text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from game.lab.studies.figure_text import change_text, plus_minus
from game.lab.studies.panels import (
    AimCell,
    Cell,
    Code,
    FigureName,
    Measured,
    Study,
    StudyFinding,
    StudyTable,
)
from game.lab.summary.columns import GAP, INDENT, LEAST_NAME, WIDTH, columns, fold, percentage, wrap

_HEAD = 14
"""A longer name over a column goes on in the next line, unless the figures are as long."""
_FAR_ENDS = (
    "In brackets: how large (≤) or small (≥) a share may be, by its 95 % interval, where it is "
    "so near to 0 or 100 % that ± says nothing."
)


def study_text(study: Study) -> list[str]:
    """What was played, the tables with what their figures mean, the findings, and the code."""
    parts = [*chain(*(panel.content for row in study.rows for panel in row)), *study.tables]
    blocks = [
        [line for sentence in study.played for line in wrap(sentence)],
        *table_blocks([part for part in parts if isinstance(part, StudyTable) and part.is_short]),
        [*wrap(f"Result: {study.headline}"), *chain(*map(_finding, study.findings))],
        *([f"{part.title}:", "", *part.lines] for part in parts if isinstance(part, Code)),
    ]
    return [line for block in blocks for line in ["", *block]][1:]


def table_blocks(tables: Sequence[StudyTable]) -> Iterator[list[str]]:
    """The lines of tables, and at the end what their figures mean."""
    blocks = [block for table in tables for block in _table(table)]
    far_ends = any("(≤ " in line or "(≥ " in line for block in blocks for line in block)
    notes = [*([_FAR_ENDS] if far_ends else []), *(table.about for table in tables)]
    yield from blocks
    if any(notes):
        yield [line for note in dict.fromkeys(notes) for line in wrap(note)]


def _finding(finding: StudyFinding) -> list[str]:
    title = "" if finding.is_named else finding.title
    return wrap(" ".join(filter(None, (title, finding.text, finding.advice))), "- ")


def _table(table: StudyTable) -> Iterator[list[str]]:
    """A table; one that is too wide in parts, each with what says what the rows are about."""
    leads = [_lead(table, row) for row in table.rows]
    cells = [[_cell(cell) for cell in row[table.lead :]] for row in table.rows]
    heads = [
        "\n".join(fold(head, max(_HEAD, *(len(row[place]) for row in cells))))
        for place, head in enumerate(table.heads[table.lead :])
    ]
    widths = [
        max(map(len, [*head.split("\n"), *(row[place] for row in cells)]))
        for place, head in enumerate(heads)
    ]
    title = f"{table.title}{_per_cent(table)}"
    room = WIDTH - len(INDENT) - _room_of(leads)
    beside_title = WIDTH - len(title)
    if sum(widths) + len(widths) * len(GAP) > room and beside_title > room // 2:
        room = min(room, beside_title)  # a longer title stands in a line of its own
    while widths:
        count = _fitting(widths, room)
        rows = [(*lead, *row[:count]) for lead, row in zip(leads, cells, strict=True)]
        yield columns(title, heads[:count], rows)
        heads, widths, cells = heads[count:], widths[count:], [row[count:] for row in cells]


def _lead(table: StudyTable, row: Sequence[Cell]) -> tuple[str, str]:
    """What stands before the figures of a row: an id, and a name that may go on below."""
    words = [_cell(cell) for cell in row[: table.lead]]
    if table.is_numbered and table.lead > 1:
        paths = (head.rpartition(".")[2] for head in table.heads)
        return " ".join(map("=".join, zip(paths, words, strict=False))), ""
    if table.is_numbered:
        return words[0], ""
    return ("", words[0]) if table.lead == 1 else (words[0], words[1])


def _room_of(leads: Sequence[tuple[str, str]]) -> int:
    """The least width that ids and names need."""
    ids = max(len(id) for id, _ in leads)
    names = max(min(len(name), LEAST_NAME) for _, name in leads)
    return ids + names + (len(GAP) if ids and names else 0)


def _fitting(widths: Sequence[int], room: int) -> int:
    """How many of the first columns fit into a line, at least one."""
    taken = 0
    for count, width in enumerate(widths):
        taken += len(GAP) + width
        if taken > room and count:
            return count
    return len(widths)


def _per_cent(table: StudyTable) -> str:
    """What a title says of shares, which have no sign."""
    kinds = {c.is_share for row in table.rows for c in row if isinstance(c, Measured)}
    return {(True,): ", %", (False, True): "; shares in %"}.get(tuple(sorted(kinds)), "")


def _cell(cell: Cell) -> str:
    match cell:
        case Measured():
            return _measured(cell)
        case FigureName():
            return cell.name
        case AimCell():
            return f"{'! ' if cell.is_missed else ''}{cell.text}"
        case str():
            return cell


def _measured(cell: Measured) -> str:
    """A mean and half of its interval, `70.3 ± 2.1`; shares in per cent.

    Where the ± of a share would reach below 0 or above 100 per cent, the other end of its interval
    stands in brackets instead: `0 (≤ 4.4)`.
    """
    estimate = cell.estimate
    if cell.is_change:
        change = change_text(estimate, is_share=cell.is_share)
        return change.partition(" ± ")[0] if cell.is_brief else change
    half = (estimate.high - estimate.low) / 2
    if cell.is_share and estimate.value - half < 0:
        return f"{_whole_or_tenths(estimate.value)} (≤ {percentage(estimate.high)})"
    if cell.is_share and estimate.value + half > 1:
        return f"{_whole_or_tenths(estimate.value)} (≥ {percentage(estimate.low)})"
    return plus_minus(estimate, is_share=cell.is_share)


def _whole_or_tenths(part: float) -> str:
    """A share in per cent: `0` and `100` mean none and all."""
    return f"{part:.0%}".rstrip("%") if part in (0, 1) else percentage(part)
