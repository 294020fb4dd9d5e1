"""The report of a finished game: all of it is open then, so it holds what everybody may know."""

from __future__ import annotations

from itertools import pairwise
from typing import cast

from game.bots.seats import EXPERT, ME, UNIFORM
from game.document.html import Document
from game.model.decisions import FACILITATOR
from game.model.frozen import FrozenMap
from game.model.play import ScoreSheet
from game.presenter.debrief import Debrief
from game.presenter.decisions import Choice, Curve
from game.presenter.negotiations import tabled
from game.presenter.prose import bare, flowing, footnoted, paragraphs
from game.session.recorded_actions import Note
from game.ui.program.folders import when
from game.ui.screens.debrief.choice import title
from game.ui.screens.debrief.report_table import table_told
from game.words.sentences import capital, number

_NEWS = ("injected", "kept", "broken", "collapsed", "expired", "lapsed")
"""What is told of each turn before the decisions."""


def report(debrief: Debrief) -> str:
    """The report as one HTML file."""
    return _Report(debrief).told()


class _Report:
    """One report in the making."""

    def __init__(self, debrief: Debrief) -> None:
        self._hindsight = debrief
        self._sitting = debrief.hot_seat
        self._words = words = debrief.words
        self._say = words.say
        self._scenario = words.scenario
        told = self._say("ui.report.title", scenario=words.scenario.title)
        self._page = Document(told, words.language.code)

    def told(self) -> str:
        self._head()
        self._outcome()
        for sheet in self._hindsight.view.scores.values():
            self._score(sheet)
        for table in self._hindsight.tables:
            table_told(self._page, self._words, tabled(self._sitting, table))
        self._tracks()
        self._decisions()
        self._notes()
        self._afterwards()
        return self._page.text()

    def _line(self, name: str, what: str) -> str:
        return self._say("ui.report.line", name=name, what=what)

    def _head(self) -> None:
        page, say, scenario = self._page, self._say, self._scenario
        page.heading(scenario.title, 1)
        played = self._words.counted("ui.over.played", self._sitting.state.turn)
        page.paragraph(f"{say('ui.report')} · {played}", "lede")
        rows = [(bare(self._words, side), self._who(side)) for side in self._sitting.seats]
        lines = self._sitting.game.lines
        if lines:
            rows.append((say("ui.report.when"), when(lines[0].at)))
        seed = self._sitting.game.moments[0].state.seed
        rows.append((say("ui.seed"), say("ui.report.seed", seed=seed)))
        page.table((), rows, words=2)

    def _who(self, side: str) -> str:
        who = self._sitting.seats[side]
        if who == ME:
            return self._say("ui.report.team")
        if who in (UNIFORM, EXPERT):
            return self._say(f"ui.who.{who}")
        return self._scenario.personas[who].name or who

    def _outcome(self) -> None:
        page, words, view = self._page, self._words, self._hindsight.view
        if view.outcome is None:
            return
        outcome = self._scenario.outcomes[view.outcome]
        named = words.naming.outcome(view.outcome)
        page.heading(self._line(self._say("ui.over.outcome"), named))
        for signing in self._hindsight.below:
            page.paragraph("", strong=words.signed_below(signing))
        for text in paragraphs(outcome.text):
            page.paragraph(text)
        found = []
        for id, table in view.tables.items():
            status = self._say(f"status.{table.status}")
            found.append(self._say("board.table", table=words.naming.table(id), status=status))
        page.items(flowing(each) for each in found)

    def _score(self, sheet: ScoreSheet) -> None:
        words, say = self._words, self._say
        view, below = self._hindsight.view, self._hindsight.below
        verdict = words.verdict(view, sheet.side, below, heads=True)
        name = bare(words, sheet.side)
        self._page.heading(self._line(name, number(sheet.total)), 3)
        by = sheet.total - sheet.par
        key = "above" if by > 0 else "below" if by < 0 else "even"
        against = say(f"ui.over.par.{key}", n=number(abs(by)))
        par = say("ui.over.par", par=number(sheet.par))
        self._page.paragraph(" · ".join(each for each in (verdict, par, against) if each))
        labels = self._scenario.sides[sheet.side].score
        rows = [(flowing(labels[line.index].label), number(line.points)) for line in sheet.lines]
        rows.append((say("score.total"), number(sheet.total)))
        self._page.table((), rows, total=True)

    # What happened

    def _tracks(self) -> None:
        words, curves = self._words, self._hindsight.curves
        if not curves:
            return
        turns = len(curves[0].values) - 1
        self._page.heading(self._say("ui.over.tracks"))
        head = ("", self._say("ui.report.start"), *(str(n) for n in range(1, turns + 1)))
        rows = []
        tracks = self._scenario.tracks
        for curve in curves:
            if not tracks[curve.track].levels:
                rows.append((words.naming.track(curve.track), *map(number, curve.values)))
        self._page.table(head, rows)
        self._page.items(self._levels(curve) for curve in curves if tracks[curve.track].levels)

    def _levels(self, curve: Curve) -> str:
        """How a track went that has levels: the first, and each other with its turn."""
        words, names = self._words, tuple(self._scenario.tracks[curve.track].levels.values())
        told = [names[curve.values[0]]]
        for turn, (before, now) in enumerate(pairwise(curve.values), 1):
            if now != before:
                told.append(f"{names[now]} ({self._say('ui.record.turn', turn=turn)})")
        return self._line(words.naming.track(curve.track), " → ".join(told))

    def _decisions(self) -> None:
        words, say = self._words, self._say
        self._page.heading(say("ui.over.decisions"))
        news: dict[int, list[str]] = {}
        for turn, batch in self._sitting.record(FACILITATOR):
            told = [words.entry(entry) for entry in batch if entry.code in _NEWS]
            news.setdefault(turn, []).extend(told)
        choices = self._hindsight.choices
        for turn in sorted({*news, *(choice.turn for choice in choices)}):
            here = [choice for choice in choices if choice.turn == turn]
            if not here and not news.get(turn):
                continue
            named = capital(say("ui.record.turn", turn=turn)) if turn else say("ui.record.before")
            day = words.day(turn)
            self._page.heading(f"{named}, {day}" if day else named, 3)
            self._page.items(news.get(turn, ()))
            for choice in here:
                self._choice(choice)

    def _choice(self, choice: Choice) -> None:
        words, page, values = self._words, self._page, choice.head.values
        head, told = self._line(bare(words, choice.side), title(words, choice)), ""
        if choice.head.code == "offered":
            package = cast("FrozenMap[str, str]", values["package"])
            told = words.naming.package(str(values["table"]), package)
        page.paragraph(told, strong=head)
        if choice.note:
            page.paragraph(self._line(self._say("ui.over.did.note"), choice.note), "note")
        page.items(self._followed(choice))

    def _followed(self, choice: Choice) -> list[str]:
        """What followed from a decision, then or later."""
        words, found = self._words, []
        for turn in dict.fromkeys(turn for turn, _ in choice.follow):
            entries = [entry for when, entry in choice.follow if when == turn]
            said = words.entries([choice.head, *entries])[1:]
            later = words.day(turn) or self._say("ui.over.did.later", turn=turn)
            found += said if turn == choice.turn else [self._line(later, each) for each in said]
        return found

    def _notes(self) -> None:
        found = [
            self._line(
                self._say("ui.over.did.later", turn=max(1, moment.state.turn)), moment.line.note
            )
            for moment in self._sitting.game.moments
            if moment.line is not None and isinstance(moment.line.deed, Note)
        ]
        if found:
            self._page.heading(self._say("ui.report.notes"))
            self._page.items(found)

    def _afterwards(self) -> None:
        page, say, scenario = self._page, self._say, self._scenario
        notes: dict[str, int] = {}
        texts = footnoted(scenario.debrief, scenario, notes)
        if texts:
            page.heading(say("ending.debrief"))
        for text in texts:
            page.paragraph(text)
        if scenario.objectives:
            page.heading(say("ui.over.objectives"))
            page.items(flowing(text) for text in scenario.objectives.values())
        cards = self._words.dealt(self._sitting.view(FACILITATOR).cards)
        if cards:
            page.heading(say("ending.cards"))
            page.items(cards)
        if notes:
            page.heading(say("ui.over.sources"), 3)
        for key, place in notes.items():
            source = scenario.sources[key]
            told = flowing(source.title) + (f", {source.as_of}" if source.as_of else "")
            page.paragraph(f"{place}. {told}", "small")
