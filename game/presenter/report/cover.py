"""The first page of a report: what was played, who sat where, and how it ended."""

from __future__ import annotations

from game.document.page import HtmlPage
from game.presenter.participants import player_name
from game.presenter.prose import name_without_article
from game.presenter.report.charts import score_chart
from game.presenter.report.reported_game import ReportedGame


def add_cover(page: HtmlPage, reported: ReportedGame) -> None:
    """Title, date, who sat where, the outcome, and the scores as a chart."""
    words, debrief = reported.words, reported.debrief
    say, game = words.say, debrief.game
    page.heading(words.scenario.title, 1)
    played = words.counted("ui.over.played", game.state.turn)
    page.paragraph(
        " · ".join(each for each in (say("ui.report"), played, reported.date) if each), "lede"
    )
    if not debrief.is_over:
        page.paragraph(say("ui.report.unfinished", turn=game.state.turn), "note")
    _add_outcome(page, reported)
    if len(debrief.view.scores) > 1:
        page.figure(score_chart(words, debrief.view))
    page.heading(say("ui.report.seats"), 3)
    rows = [
        (name_without_article(words, side), _players(reported, side, who))
        for side, who in debrief.seats.items()
    ]
    if debrief.position:
        rows.append((say("ui.report.position"), debrief.position))
    rows.append((say("ui.seed"), say("ui.report.seed", seed=game.moments[0].state.seed)))
    page.table((), rows, words=2)
    if debrief.cards:
        page.heading(say("ending.cards"), 3)
        with page.group("compact"):
            page.items(debrief.cards)


def _players(reported: ReportedGame, side: str, first: str) -> str:
    """Who played a side, one after the other, and the people who sat there in a room."""
    words, debrief = reported.words, reported.debrief
    names = [player_name(words, first)]
    for turn, other, player in debrief.seat_changes:
        if other == side:
            name = player_name(words, player)
            names.append(words.say("ui.report.handed-over", turn=turn, player=name))
    text = "; ".join(names)
    people = () if reported.anonymous else debrief.people_of(side)
    return reported.line(text, words.language.listed(people)) if people else text


def _add_outcome(page: HtmlPage, reported: ReportedGame) -> None:
    ending = reported.debrief.ending
    if ending is None:
        return
    page.heading(reported.line(reported.words.say("ui.over.outcome"), ending.outcome))
    for sentence in ending.below:
        page.paragraph("", strong=sentence)
    for text in ending.paragraphs:
        page.paragraph(text)
    page.items(table.sentence for table in ending.tables)
