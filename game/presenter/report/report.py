"""The report of a game: pages that everybody takes home, and one page for each side."""

from __future__ import annotations

from collections.abc import Iterator

from game.document.page import GroupKind, HtmlPage
from game.insight.analysis import Analysis
from game.model.players import ME
from game.presenter.debrief.afterword import write_afterword
from game.presenter.debrief.curves import event_name, level_changes, sort_by_movement
from game.presenter.debrief.debrief import Debrief, saying_sentences
from game.presenter.debrief.negotiations import tables_with_offers
from game.presenter.debrief.objectives import objective_stories
from game.presenter.debrief.past_votes import past_votes
from game.presenter.hindsight.causes import why_it_ended_so
from game.presenter.participants import player_name
from game.presenter.prose import first_of, name_without_article
from game.presenter.report.charts import score_chart, track_figure, vote_figure
from game.presenter.report.negotiation import add_negotiation
from game.presenter.report.reported_game import ReportedGame
from game.presenter.report.side_page import add_side
from game.presenter.report.turns import add_turns
from game.words.sentences import number
from game.words.wording import Wording

_MOST_CHARTS = 9
"""As many tracks are drawn: those that moved most."""


_MOST_NEWS = 200
"""As many letters tell the news about a learning objective."""


def report(
    debrief: Debrief, analysis: Analysis | None = None, side: str = "", *, anonymous: bool = False
) -> str:
    """The report of a game as the text of one HTML file, with its analysis where it has one.

    side: the only side whose page it has; empty: those of all sides. anonymous: without people's
    names; who wrote something is told by the side alone.
    """
    reported = ReportedGame(debrief, analysis, side, anonymous=anonymous)
    words = debrief.words
    title = words.say("ui.report.title", scenario=words.scenario.title)
    page = HtmlPage(title, words.language.code)
    add_cover(page, reported)
    _add_tables(page, reported)
    for each in reported.sides:
        add_side(page, reported, each)
    with page.group("sheet", "dense"):
        _add_tracks(page, reported)
    with page.group("dense"):
        _add_votes(page, reported)
    add_turns(page, reported)
    with page.group("dense"):
        _add_afterwards(page, reported)
    return page.text()


def _add_tables(page: HtmlPage, reported: ReportedGame) -> None:
    """What was agreed and possible at every table."""
    tables = reported.debrief.tables
    if tables:
        # What nobody made an offer at has no sheet of its own.
        groups: tuple[GroupKind, ...] = ("sheet", "dense")
        with page.group(*groups[0 if tables_with_offers(reported.debrief.game) else 1 :]):
            for table in tables:
                add_negotiation(page, reported.debrief, table)


def _add_votes(page: HtmlPage, reported: ReportedGame) -> None:
    """Adds every vote: its bars, who voted how, and what would have reversed it."""
    votes = list(past_votes(reported.words, reported.debrief.game))
    if not votes:
        return
    page.heading(reported.words.say("ui.report.votes"))
    for vote in votes:
        with page.group("compact"):
            page.figures([vote_figure(vote.tally)])
            page.paragraph(reported.day(vote.turn), "small")
            for ballot in vote.ballots:
                page.paragraph(ballot)
            page.paragraph(vote.reversal)


def _add_afterwards(page: HtmlPage, reported: ReportedGame) -> None:
    """Adds the words exchanged, the author's text and the objectives."""
    words = reported.words
    say, afterword = words.say, write_afterword(words)
    sentences = saying_sentences(reported.debrief, anonymous=reported.anonymous)
    if sentences:
        page.heading(say("ui.over.sayings"))
        with page.group("compact", "columns"):
            page.items(sentences)
    if afterword.paragraphs:
        page.heading(say("ending.debrief"))
    with page.group("compact", "columns"):
        for text in afterword.paragraphs:
            page.paragraph(text)
    if afterword.objectives:
        page.heading(say("ui.over.objectives"))
        with page.group("compact"):
            page.items(
                reported.line(story.text, first_of(story.common, say("semicolon"), _MOST_NEWS))
                if story.common
                else story.text
                for story in objective_stories(words, reported.debrief.game)
            )
    if afterword.sources:
        page.heading(say("ui.briefing.sources"), 3)
        with page.group("compact", "columns"):
            for place, source in enumerate(afterword.sources, 1):
                page.paragraph(f"{place}. {source}", "small")


def _add_tracks(page: HtmlPage, reported: ReportedGame) -> None:
    """Adds the charts, what the letters and numbers on them mean, and the figures."""
    words, debrief = reported.words, reported.debrief
    curves, tracks = debrief.curves, words.scenario.tracks
    if not curves:
        return
    page.heading(words.say("ui.over.tracks"))
    moved = [curve for curve in curves if len(set(curve.values)) > 1]
    drawn = sort_by_movement(words, moved)[:_MOST_CHARTS]
    page.figures(track_figure(words, curve) for curve in moved if curve in drawn)
    still = [words.naming.track(curve.track) for curve in curves if curve not in moved]
    if still:
        page.paragraph(words.say("ui.report.still", tracks=words.language.listed(still)), "small")
    marks = {mark for curve in drawn for here in curve.letters for mark in here}
    events = [event for event in debrief.events if event.letter in marks]
    if events:
        page.heading(words.say("ui.over.events"), 3)
    page.letters(
        (event.letter, reported.line(reported.day(event.turn), event_name(words, event)))
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
            reported.line(
                words.naming.track(curve.track), level_changes(words, debrief.game, curve.track)
            )
            for curve in curves
            if tracks[curve.track].levels
        )


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
