"""How the tracks moved, as charts of those that moved most, and all values as figures."""

from __future__ import annotations

from game.document.page import HtmlPage
from game.presenter.debrief.curves import event_name, level_changes, sort_by_movement
from game.presenter.report.charts import track_figure
from game.presenter.report.told import ReportedGame
from game.words.sentences import number

MOST_CHARTS = 9
"""As many tracks are drawn: those that moved most."""


def add_tracks(page: HtmlPage, told: ReportedGame) -> None:
    """Adds the charts, what the letters and numbers on them mean, and the figures."""
    words, debrief = told.words, told.debrief
    curves, tracks = debrief.curves, words.scenario.tracks
    if not curves:
        return
    page.heading(words.say("ui.over.tracks"))
    moved = [curve for curve in curves if len(set(curve.values)) > 1]
    drawn = sort_by_movement(words, moved)[:MOST_CHARTS]
    page.figures(track_figure(words, curve) for curve in moved if curve in drawn)
    still = [words.naming.track(curve.track) for curve in curves if curve not in moved]
    if still:
        page.paragraph(words.say("ui.report.still", tracks=words.language.listed(still)), "small")
    marks = {mark for curve in drawn for here in curve.letters for mark in here}
    events = [event for event in debrief.events if event.letter in marks]
    if events:
        page.heading(words.say("ui.over.events"), 3)
    page.letters(
        (event.letter, told.line(told.day(event.turn), event_name(words, event)))
        for event in events
    )
    with page.group("compact"):
        page.heading(words.say("ui.report.figures"), 3)
        turns = len(curves[0].values) - 1
        head = ("", words.say("ui.report.start"), *(str(n) for n in range(1, turns + 1)))
        rows = [
            (words.naming.track(curve.track), *map(number, curve.values))
            for curve in curves
            if not tracks[curve.track].levels
        ]
        page.table(head, rows)
        page.items(
            told.line(words.naming.track(curve.track), level_changes(words, curve))
            for curve in curves
            if tracks[curve.track].levels
        )
