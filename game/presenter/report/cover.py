"""The first page of a report: what was played, how and why it ended so, and who sat where."""

from __future__ import annotations

from collections.abc import Iterator

from game.document.page import HtmlPage
from game.model.players import ME
from game.presenter.hindsight.causes import why_it_ended_so
from game.presenter.participants import player_name
from game.presenter.prose import name_without_article
from game.presenter.report.charts import score_chart
from game.presenter.report.reported_game import ReportedGame
from game.words.wording import Wording


def add_cover(page: HtmlPage, reported: ReportedGame) -> None:
    """Title, date, the outcome, the scores against par, why it ended so, and who sat where."""
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
    with page.group("compact"):
        page.items(_score_lines(reported))
        page.paragraph(say("ui.over.par.about"), "small")
    _add_why(page, reported)
    page.heading(say("ui.report.seats"), 3)
    rows = [
        (name_without_article(words, side), _players(reported, side, who))
        for side, who in debrief.seats.items()
    ]
    if debrief.position:
        rows.append((say("ui.report.position"), debrief.position))
    rows.append((say("ui.seed"), str(game.moments[0].state.seed)))
    with page.group("dense"), page.group("compact", "columns"):
        page.items(reported.line(*row) for row in rows)
    if debrief.cards:
        page.heading(say("ending.cards"), 3)
        with page.group("dense"), page.group("compact", "columns"):
            page.items(debrief.cards)


def _score_lines(reported: ReportedGame) -> Iterator[str]:
    """Each side's score, how far it is from par, what it signed too low, and the verdict."""
    for side in reported.debrief.view.scores:
        score = reported.debrief.score(side)
        parts = score.figure, score.par_text, score.margin, score.below
        line = " · ".join(each for each in parts if each)
        told = reported.line(score.side, line), score.verdict
        yield f"{'. '.join(each.rstrip('.') for each in told if each)}."


def _add_why(page: HtmlPage, reported: ReportedGame) -> None:
    """What made the game, what became of the tables, and what moved the scores."""
    words, analysis = reported.words, reported.analysis
    if analysis is None:
        return
    page.heading(words.say("insight.why"))
    with page.group("compact"):
        # What was signed too low stands beside the scores.
        reasons = why_it_ended_so(reported.debrief, analysis)
        if reasons.head:
            page.paragraph(reasons.head)
        page.items(reasons.made, is_numbered=len(reasons.made) > 1)
        page.items(reasons.others)
    missing = analysis.decisions - len(analysis.grades)
    if missing:
        page.paragraph(words.counted("insight.decisions.ungraded", missing), "small")


def _players(reported: ReportedGame, side: str, first: str) -> str:
    """Who played a side, one after the other, and the people who sat there in a room."""
    words, debrief = reported.words, reported.debrief
    names = [_seat_name(words, first)]
    for turn, other, player in debrief.seat_changes:
        if other == side:
            name = _seat_name(words, player)
            names.append(words.say("ui.report.handed-over", turn=turn, player=name))
    text = "; ".join(names)
    people = () if reported.anonymous else debrief.people_of(side)
    return reported.line(text, words.language.listed(people)) if people else text


def _seat_name(words: Wording, who: str) -> str:
    """Who sat in a seat; a bot is called that."""
    name = player_name(words, who)
    return name if who == ME else words.say("ui.report.bot", name=name)


def _add_outcome(page: HtmlPage, reported: ReportedGame) -> None:
    ending = reported.debrief.ending
    if ending is None:
        return
    page.heading(reported.line(reported.words.say("ui.over.outcome"), ending.outcome))
    # With an analysis the scores follow at once, which say so too.
    for sentence in ending.below if reported.analysis is None else ():
        page.paragraph("", strong=sentence)
    for text in ending.paragraphs:
        page.paragraph(text)
    page.items(table.sentence for table in ending.tables)
    for paper in ending.papers:
        page.heading(paper.headline, 3)
        page.paragraph(paper.name, "note")
        for line in paper.lines:
            page.paragraph(line)
