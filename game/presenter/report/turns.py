"""All decisions of a game, turn by turn, with a column for each side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from game.document.page import Cell, HtmlPage
from game.insight.grades import Label
from game.model.frozen import FrozenMap
from game.model.log_events import (
    Development,
    OfferAccepted,
    OfferMade,
    QuestionAnswered,
    Signature,
)
from game.presenter.debrief.decisions import (
    PastDecision,
    consequence_sentences,
    decision_quotation,
    decision_title,
    written_text,
)
from game.presenter.prose import first_sentences, short_name
from game.presenter.report.reported_game import ReportedGame
from game.words.sentences import capital

MOST_LETTERS = 220
"""What followed from a decision is told in so many letters, if it is more than a sentence."""


def add_turns(page: HtmlPage, reported: ReportedGame) -> None:
    """Adds all decisions with their judgements and what followed, and the notes at their turns."""
    words, debrief = reported.words, reported.debrief
    page.heading(words.say("ui.over.decisions"))
    if reported.judgements:
        about = f"{words.say('insight.judged.about')} {words.say('insight.decisions.about')}"
        page.paragraph(about, "small")
        page.paragraph(_meanings(reported), "small")
    page.paragraph(words.say("ui.report.turns.about"), "small")
    news: dict[int, list[str]] = {}
    for entry in debrief.game.log():
        # What was signed stands with the decision that signed it.
        if isinstance(entry.event, Development) and not isinstance(entry.event, Signature):
            news.setdefault(entry.turn, []).append(words.entry(entry))
    notes: dict[int, list[str]] = {}
    for turn, note in debrief.notes_for(anonymous=reported.anonymous):
        notes.setdefault(turn, []).append(note)
    cells = _DecisionCells(reported)
    rows: list[tuple[str, str] | tuple[Cell, ...]] = []
    for turn in sorted({*news, *notes, *(decision.turn for decision in debrief.decisions)}):
        name = (
            capital(words.say("ui.record.turn", turn=turn))
            if turn
            else words.say("ui.record.before")
        )
        day = words.day(turn)
        rows.append((f"{name}, {day}" if day else name, " ".join(news.get(turn, ()))))
        decided = [each for each in debrief.decisions if each.turn == turn]
        for row in _rows(reported, decided):
            rows.append(tuple(cells.cell(row.get(side, [])) for side in words.scenario.sides))
        rows += [(words.say("ui.report.note"), note) for note in notes.get(turn, ())]
    page.grid([short_name(words, side) for side in words.scenario.sides], rows)


def _meanings(reported: ReportedGame) -> str:
    """What the judgements on decisions mean."""
    say = reported.words.say
    labels = (
        reported.line(say(f"insight.label.{label}"), say(f"insight.label.about.{label}"))
        for label in dict.fromkeys(("good", "lesser", *get_args(Label)))
    )
    return f"{say('insight.judgements')} {say('semicolon').join(labels)}."


def _rows(
    reported: ReportedGame, decisions: list[PastDecision]
) -> Iterator[dict[str, list[PastDecision]]]:
    """Decisions by side: a step in which sides chose at once is one row, and so are decisions one
    after another as long as each is of another side."""
    row: dict[str, list[PastDecision]] = {}
    step: frozenset[int] = frozenset()
    for decision in decisions:
        if row and decision.number not in step and (step or decision.side in row):
            yield row
            row = {}
        beside = reported.debrief.step_of(decision)
        if row and not step and len(beside) > 1:
            yield row
            row = {}
        row.setdefault(decision.side, []).append(decision)
        step = frozenset(beside) if len(beside) > 1 else frozenset()
    if row:
        yield row


class _DecisionCells:
    """The cells of decisions, in their order."""

    def __init__(self, reported: ReportedGame) -> None:
        self._reported = reported
        self._offers: dict[tuple[str, str], FrozenMap[str, str]] = {}
        """By side and table, the offer that was told last."""

    def cell(self, decisions: list[PastDecision]) -> Cell:
        """The decisions that a side took in one row; empty where it took none."""
        if len(decisions) == 1:
            return self._cell(decisions[0])
        every = [self._cell(each) for each in decisions]
        say = self._reported.words.say
        texts = [" ".join(part for part in (cell.strong, cell.text) if part) for cell in every]
        return Cell(
            say("semicolon").join(texts),
            "",
            tuple(note for cell in every for note in cell.notes),
            " ".join(cell.small for cell in every if cell.small),
        )

    def _cell(self, decision: PastDecision) -> Cell:
        words, reported = self._reported.words, self._reported
        title, text = decision_title(words, decision), ""
        match decision.event:
            case OfferMade():
                text = self._package_text(decision.event)
            case OfferAccepted(table=table):
                text = self._accepted_text(decision, table)
            case QuestionAnswered(inject=inject):
                name = words.naming.inject(inject)
                title = words.say("insight.move.answer", inject=name, answer=title)
        judged = reported.judgements.get(decision.line, "")
        said = decision_quotation(words, decision)
        notes = [said] if said else []
        if written := written_text(words, decision):
            notes.append(written)
        if decision.by_facilitator:
            notes.append(words.say("ui.replay.by-facilitator"))
        return Cell(
            f"{decision.number + 1}. {title}",
            " · ".join(each for each in (text, judged) if each),
            tuple(notes),
            first_sentences(words, consequence_sentences(words, decision), MOST_LETTERS),
        )

    def _accepted_text(self, decision: PastDecision, table: str) -> str:
        """Whose offer was accepted, at a table at which there are several others."""
        words, debrief = self._reported.words, self._reported.debrief
        if len(words.scenario.tables[table].between) < 3:
            return ""
        offers = (e for e in debrief.decisions[: decision.number] if isinstance(e.event, OfferMade))
        own = [each for each in offers if each.event.path == decision.event.path]
        if not own:
            return ""
        last = own[-1]
        return self._reported.line(short_name(words, last.side), decision_title(words, last))

    def _package_text(self, offer: OfferMade) -> str:
        """The package of an offer; after the first of its side, what differs from the last one."""
        words, key = self._reported.words, (offer.side, offer.table)
        last, self._offers[key] = self._offers.get(key), offer.package
        if last is None:
            return words.naming.package(offer.table, offer.package)
        changed = {issue: o for issue, o in offer.package.items() if last.get(issue) != o}
        if not changed:
            return words.say("ui.report.offer.same")
        package = words.naming.package(offer.table, changed)
        return words.say("ui.report.offer.changed", package=package)
