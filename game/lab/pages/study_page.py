"""Any study as one HTML page, and what the pages of all reports share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from game.document.figures import FigureSize
from game.document.panel_page import Judgement, PanelPage
from game.lab.studies.figure_text import change_text, estimate_text
from game.lab.studies.panels import (
    AimCell,
    Cell,
    Code,
    FigureName,
    Matrix,
    Measured,
    Panel,
    Study,
    StudyTable,
)

LANGUAGE = "en"
"""Reports are for designers and are written in English, as all that the lab prints."""
_SIGNS: Mapping[Judgement, str] = {"good": "Good:", "warning": "Warning:", "note": "Note:"}


def study_page(study: Study, command: str = "") -> str:
    """The page as the text of one HTML file. command: how it was made."""
    page = open_page(study.title, study.kind, study.games)
    page.verdict("Result", study.headline, study.reasons)
    for row in study.rows:
        with page.row("even" if len(row) == 2 else ""):
            for panel in row:
                add_panel(page, panel, "wide" if len(row) == 2 else "page")
    with page.row(), page.findings("Findings", "What to do", "findings"):
        for finding in study.findings:
            page.finding(finding)
    with figures_panel(page, command):
        add_tables(page, study.tables)
    return tight(page.text())


def add_panel(page: PanelPage, panel: Panel, size: FigureSize = "page") -> None:
    """Adds a panel. size: how much room it has."""
    matrices = [part for part in panel.content if isinstance(part, Matrix)]
    with page.panel(panel.title, panel.about, panel.anchor):
        if matrices:
            with page.matrices():
                for matrix in matrices:
                    _add_matrix(page, matrix)
        for part in panel.content:
            if isinstance(part, StudyTable):
                _add_table(page, part)
            elif isinstance(part, Code):
                page.heading(part.title, 3)
                page.command("\n".join(part.lines))
            elif not isinstance(part, Matrix):
                page.figure(part(size=size))


def add_tables(page: PanelPage, tables: Sequence[StudyTable]) -> None:
    """Adds tables with their titles, and once what several in a row say about themselves."""
    said = ""
    for table in tables:
        page.heading(table.title, 3)
        if table.about and table.about != said:
            page.paragraph(table.about, "small")
        said = table.about
        _add_table(page, table)


def _add_matrix(page: PanelPage, matrix: Matrix) -> None:
    with page.group():
        if matrix.heading:
            page.heading(matrix.heading, 3)
        page.matrix(matrix.title, matrix.columns, matrix.rows)


def _add_table(page: PanelPage, table: StudyTable) -> None:
    words = 0 if table.is_numbered else table.lead
    page.table(table.heads, [list(map(_cell, row)) for row in table.rows], words)


def _cell(cell: Cell) -> str:
    match cell:
        case Measured():
            write = change_text if cell.is_change else estimate_text
            return write(cell.estimate, is_share=cell.is_share)
        case FigureName():
            return f"{cell.kind}: {cell.name}"
        case AimCell():
            return f"{cell.text}{' (missed)' if cell.is_missed else ''}"
        case str():
            return cell


# What the pages of all reports share


def open_page(title: str, kind: str, games: str) -> PanelPage:
    """A page with the dark bar above it. kind: what report it is; games: what it rests on."""
    page = PanelPage(f"{title}: {kind}", LANGUAGE, _SIGNS)
    page.banner(title, kind, games)
    return page


@contextmanager
def figures_panel(page: PanelPage, command: str = "") -> Iterator[None]:
    """The last panel of a report: the figures of its charts as tables, and how it was made."""
    with page.row(), page.panel("The figures", "what the charts show, and more", kind="long"):
        yield
        if command:
            page.heading("How this page was made", 3)
            page.command(command)


def tight(page: str) -> str:
    """The page with no-break spaces between a figure and its unit or interval."""
    for sign in ("%", "±", "–"):
        page = page.replace(f" {sign}", f"\u00a0{sign}")
    return page.replace("± ", "±\u00a0").replace("–\u00a0", "–\u00a0").replace("– ", "–\u00a0")
