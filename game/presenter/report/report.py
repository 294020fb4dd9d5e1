"""The report of a game: pages that everybody takes home, and one page for each side."""

from __future__ import annotations

from game.document.page import HtmlPage
from game.insight.analysis import Analysis
from game.presenter.debrief.debrief import Debrief
from game.presenter.insight.causes import why_it_ended_so
from game.presenter.report.afterwards import add_afterwards
from game.presenter.report.cover import add_cover
from game.presenter.report.negotiation import add_negotiation
from game.presenter.report.side_page import add_side
from game.presenter.report.told import ReportedGame
from game.presenter.report.tracks import add_tracks
from game.presenter.report.turns import add_turns


def report(
    debrief: Debrief, analysis: Analysis | None = None, side: str = "", *, anonymous: bool = False
) -> str:
    """The report of a game as the text of one HTML file, with its analysis where it has one.

    side: the only side whose page it has; empty: those of all sides. anonymous: without people's
    names; who wrote something is told by the side alone.
    """
    told = ReportedGame(debrief, analysis, side, anonymous=anonymous)
    words = debrief.words
    title = words.say("ui.report.title", scenario=words.scenario.title)
    page = HtmlPage(title, words.language.code)
    add_cover(page, told)
    _add_for_all(page, told)
    for each in told.sides:
        add_side(page, told, each)
    with page.group("sheet", "dense"):
        add_tracks(page, told)
    add_turns(page, told)
    with page.group("dense"):
        add_afterwards(page, told)
    return page.text()


def _add_for_all(page: HtmlPage, told: ReportedGame) -> None:
    """Why it ended so, and what was agreed and possible at every table."""
    analysis, words = told.analysis, told.words
    tables = told.debrief.tables
    if analysis is None and not tables:
        return
    with page.group("sheet", "dense"):
        if analysis is not None:
            page.heading(words.say("insight.why"))
            page.items(why_it_ended_so(told.debrief, analysis))
            missing = analysis.decisions - len(analysis.grades)
            if missing:
                page.paragraph(words.counted("insight.decisions.ungraded", missing), "small")
        for table in tables:
            add_negotiation(page, told.debrief, table)
