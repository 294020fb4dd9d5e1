"""The report of a game: a page that shows everything, for everybody to read after the end."""

from __future__ import annotations

from game.document.page import HtmlPage
from game.insight.analysis import Analysis
from game.model.frozen import FrozenMap
from game.model.log_events import (
    AgreementLapsed,
    InjectFired,
    OfferMade,
    PromiseBroken,
    PromiseKept,
    TableCollapsed,
    TableExpired,
)
from game.model.play import ScoreSheet
from game.presenter.debrief.afterword import write_afterword
from game.presenter.debrief.curves import entries_by_turn, event_name, level_changes
from game.presenter.debrief.debrief import (
    Debrief,
    saying_sentences,
    table_statuses,
)
from game.presenter.debrief.decisions import (
    PastDecision,
    consequence_sentences,
    decision_quotation,
    decision_title,
)
from game.presenter.debrief.objectives import objective_lines
from game.presenter.debrief.side_results import side_result
from game.presenter.players import player_name
from game.presenter.prose import name_without_article, paragraphs, short_name, without_sources
from game.presenter.report.charts import score_chart, track_figure
from game.presenter.report.insight import add_causes, add_sums, add_turning_points, judgements
from game.presenter.report.negotiation import add_negotiation
from game.words.dates import local_time
from game.words.sentences import capital, number

_NewsEvent = (
    InjectFired | PromiseKept | PromiseBroken | TableCollapsed | TableExpired | AgreementLapsed
)
"""The events that are told of each turn before its decisions."""


def report(debrief: Debrief, analysis: Analysis | None = None) -> str:
    """The report of a game as the text of one HTML file, with its analysis where it has one."""
    return _Report(debrief, analysis).text()


class _Report:
    """One report while it is written, from top to bottom."""

    def __init__(self, debrief: Debrief, analysis: Analysis | None) -> None:
        self._debrief = debrief
        self._analysis = analysis
        self._offers: dict[tuple[str, str], FrozenMap[str, str]] = {}
        """By side and table, the offer that was told last."""
        self._judgements = judgements(debrief, analysis) if analysis is not None else {}
        self._game = debrief.game
        self._words = words = debrief.words
        self._say = words.say
        self._scenario = words.scenario
        title = self._say("ui.report.title", scenario=words.scenario.title)
        self._page = HtmlPage(title, words.language.code)

    def text(self) -> str:
        self._add_head()
        self._add_outcome()
        analysis = self._analysis
        if analysis is not None:
            add_causes(self._page, self._debrief, analysis)
        self._add_score_chart()
        for sheet in self._debrief.view.scores.values():
            self._add_score(sheet)
        if analysis is not None:
            add_turning_points(self._page, self._debrief, analysis)
            add_sums(self._page, self._debrief, analysis)
        for table in self._debrief.tables:
            add_negotiation(self._page, self._debrief, table)
        self._add_tracks()
        self._add_decisions()
        self._add_notes()
        self._add_afterwards()
        return self._page.text()

    def _line(self, name: str, what: str) -> str:
        return self._say("ui.report.line", name=name, what=what)

    def _add_head(self) -> None:
        page, say, words = self._page, self._say, self._words
        page.heading(self._scenario.title, 1)
        played = words.counted("ui.over.played", self._game.state.turn)
        page.paragraph(f"{say('ui.report')} · {played}", "lede")
        if not self._debrief.is_over:
            page.paragraph(say("ui.report.unfinished", turn=self._game.state.turn), "note")
        rows = [
            (name_without_article(words, side), self._players(side, who))
            for side, who in self._debrief.seats.items()
        ]
        if self._debrief.position:
            rows.append((say("ui.report.position"), self._debrief.position))
        if self._game.lines:
            rows.append((say("ui.report.when"), local_time(self._game.lines[0].at)))
        seed = self._game.moments[0].state.seed
        rows.append((say("ui.seed"), say("ui.report.seed", seed=seed)))
        page.table((), rows, words=2)

    def _players(self, side: str, first: str) -> str:
        """Who played a side, one after the other."""
        names = [player_name(self._words, first)]
        for turn, other, player in self._debrief.seat_changes:
            if other == side:
                name = player_name(self._words, player)
                names.append(self._say("ui.report.handed-over", turn=turn, player=name))
        return "; ".join(names)

    def _add_outcome(self) -> None:
        page, words, view = self._page, self._words, self._debrief.view
        if view.outcome is None:
            return
        name = words.naming.outcome(view.outcome)
        page.heading(self._line(self._say("ui.over.outcome"), name))
        for signing in self._debrief.agreements_below_reserve:
            page.paragraph("", strong=words.signed_below(signing))
        for text in paragraphs(self._scenario.outcomes[view.outcome].text):
            page.paragraph(text)
        page.items(table_statuses(words, view))

    def _add_score_chart(self) -> None:
        if len(self._debrief.view.scores) > 1:
            self._page.figure(score_chart(self._words, self._debrief.view))

    def _add_score(self, sheet: ScoreSheet) -> None:
        words = self._words
        view, below = self._debrief.view, self._debrief.agreements_below_reserve
        baselines = self._analysis.baselines[sheet.side] if self._analysis is not None else None
        result = side_result(words, view, sheet.side, below, baselines)
        name = name_without_article(words, sheet.side)
        self._page.heading(self._line(name, number(sheet.total)), 3)
        if result.below:
            self._page.paragraph("", strong=result.below)
        self._page.paragraph(f"{result.par} · {result.margin}")
        self._page.paragraph(result.remarks, "small")
        labels = self._scenario.sides[sheet.side].score
        rows = [
            (without_sources(labels[line.index].label), number(line.points)) for line in sheet.lines
        ]
        rows.append((self._say("score.total"), number(sheet.total)))
        self._page.table((), rows, total=True)

    # What happened

    def _add_tracks(self) -> None:
        words, curves = self._words, self._debrief.curves
        if not curves:
            return
        self._page.heading(self._say("ui.over.tracks"))
        moved = [curve for curve in curves if len(set(curve.values)) > 1]
        self._page.figures(track_figure(words, curve) for curve in moved)
        still = [words.naming.track(curve.track) for curve in curves if curve not in moved]
        if still:
            text = self._say("ui.report.still", tracks=words.language.listed(still))
            self._page.paragraph(text, "small")
        if self._debrief.events:
            self._page.heading(self._say("ui.over.events"), 3)
        self._page.letters(
            (event.letter, self._line(self._when(event.turn), event_name(words, event)))
            for event in self._debrief.events
        )
        self._page.heading(self._say("ui.report.figures"), 3)
        turns = len(curves[0].values) - 1
        head = ("", self._say("ui.report.start"), *(str(n) for n in range(1, turns + 1)))
        tracks = self._scenario.tracks
        rows = [
            (words.naming.track(curve.track), *map(number, curve.values))
            for curve in curves
            if not tracks[curve.track].levels
        ]
        self._page.table(head, rows)
        self._page.items(
            self._line(words.naming.track(curve.track), level_changes(words, curve))
            for curve in curves
            if tracks[curve.track].levels
        )

    def _when(self, turn: int) -> str:
        return self._words.day(turn) or capital(self._say("ui.record.turn", turn=turn))

    def _add_decisions(self) -> None:
        words, say = self._words, self._say
        self._page.heading(say("ui.over.decisions"))
        if self._judgements:
            self._page.paragraph(say("insight.judged.about"), "small")
        news: dict[int, list[str]] = {}
        for turn, entry in entries_by_turn(self._game):
            if isinstance(entry.event, _NewsEvent):
                news.setdefault(turn, []).append(words.entry(entry))
        decisions = self._debrief.decisions
        for turn in sorted({*news, *(decision.turn for decision in decisions)}):
            name = capital(say("ui.record.turn", turn=turn)) if turn else say("ui.record.before")
            day = words.day(turn)
            self._page.heading(f"{name}, {day}" if day else name, 3)
            self._page.items(news.get(turn, ()))
            for decision in decisions:
                if decision.turn == turn:
                    self._add_decision(decision)

    def _add_decision(self, decision: PastDecision) -> None:
        words, page = self._words, self._page
        head, text = (
            self._line(short_name(words, decision.side), decision_title(words, decision)),
            "",
        )
        if isinstance(decision.event, OfferMade):
            text = self._package_text(decision.event)
        judged = self._judgements.get(decision.line, "")
        page.paragraph(" · ".join(each for each in (text, judged) if each), strong=head)
        said = decision_quotation(words, decision)
        if said:
            page.paragraph(said, "note")
        if decision.note:
            page.paragraph(self._line(self._say("ui.over.did.note"), decision.note), "note")
        if decision.by_facilitator:
            page.paragraph(self._say("ui.replay.by-facilitator"), "note")
        followed = " ".join(consequence_sentences(words, decision))
        if followed:
            page.paragraph(followed, "small")

    def _package_text(self, offer: OfferMade) -> str:
        """The package of an offer; after the first of its side, what differs from the last one."""
        words, key = self._words, (offer.side, offer.table)
        last, self._offers[key] = self._offers.get(key), offer.package
        if last is None:
            return words.naming.package(offer.table, offer.package)
        changed = {issue: o for issue, o in offer.package.items() if last.get(issue) != o}
        if not changed:
            return self._say("ui.report.offer.same")
        package = words.naming.package(offer.table, changed)
        return self._say("ui.report.offer.changed", package=package)

    def _add_notes(self) -> None:
        notes = [
            self._line(self._say("ui.over.did.later", turn=turn), note)
            for turn, note in self._debrief.notes
        ]
        if notes:
            self._page.heading(self._say("ui.report.notes"))
            self._page.items(notes)
        sentences = saying_sentences(self._debrief)
        if sentences:
            self._page.heading(self._say("ui.over.sayings"))
            self._page.items(sentences)

    def _add_afterwards(self) -> None:
        page, say, words = self._page, self._say, self._words
        afterword = write_afterword(self._scenario)
        if afterword.paragraphs:
            page.heading(say("ending.debrief"))
        for text in afterword.paragraphs:
            page.paragraph(text)
        if afterword.objectives:
            page.heading(say("ui.over.objectives"))
            page.items(
                say("ui.report.line", name=text, what=say("semicolon").join(lines))
                if lines
                else text
                for text, lines in objective_lines(words, self._game)
            )
        if self._debrief.cards:
            page.heading(say("ending.cards"))
            page.items(self._debrief.cards)
        if afterword.sources:
            page.heading(say("ui.over.sources"), 3)
        for place, source in enumerate(afterword.sources, 1):
            page.paragraph(f"{place}. {source}", "small")
