"""A person at the terminal who decides for one side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.model.decisions import Answer, Move, read_move
from game.model.entries import Entry
from game.model.log_events import CardDealt, InjectFired, OfferMade, PackageProposed
from game.model.play import Legal, View
from game.presenter.cards.question_notes import notes_on_question, secrecy_of_answer
from game.presenter.own_words import new_words_of_others
from game.presenter.said.closed_tables import closed_sentences
from game.presenter.said.ending import table_standings
from game.presenter.said.score import score_of
from game.presenter.said.under_way import UnderWay, projects_under_way
from game.presenter.stories.stories import story_of
from game.presenter.track_readings import track_readings
from game.session.driver import GameChanged
from game.session.game import DecisionRequest
from game.session.offer_draft import visited
from game.text import board
from game.text.bargaining import Bargaining
from game.text.lines import Line, read_number, shorten, style_line
from game.text.narration import Narration, opening, papers, paragraphs, sources
from game.text.picking import Picking, choices, closed_choices, numbered_lines
from game.text.shared_screen import Commands, SharedScreen

NEAR = 4
"""How many entries after a story leave it on the screen."""


class Person:
    """Shows what one side may see, and reads what the person decides for it."""

    def __init__(self, side: str, screen: SharedScreen) -> None:
        self._side = side
        self._screen = screen
        self._show = screen.console.show
        self._narration = Narration(side, screen.stage)
        self._inject_on_screen = ""
        """The inject whose story is the last one shown, and still on the screen."""
        self._seen: View | None = None
        """The view when the person last came to the screen."""
        self._position_shown: View | None = None
        """The view when the tracks were last shown unasked: changes count from there."""
        self._planned: list[Move] = []
        self._picking = Picking(side, screen)
        self._bargaining = Bargaining(side, screen)

    def news(self, *, at_table: bool = False) -> None:
        """Shows what happened since this person last looked; cards are in their papers.

        at_table: leaves out the offer that stands, as it is about to be shown in full.
        """
        marks = self._screen.hot_seat.read_marks
        batches = [
            [entry for entry in batch if not isinstance(entry.event, CardDealt)]
            for batch in marks.unread_entries(self._side)
        ]
        marks.mark_entries_read(self._side)
        if at_table:
            self._drop_standing_offer(batches)
        self._inject_on_screen = _story_at_end([entry for batch in batches for entry in batch])
        for batch in batches:
            self._show(*self._narration.lines(self._screen.words, batch))
        new = [entry for batch in batches for entry in batch]
        for said in new_words_of_others(self._screen.hot_seat, self._side, new):
            self._show(style_line((f"  {said}", "name")))

    def _drop_standing_offer(self, batches: list[list[Entry]]) -> None:
        """Drops the last entry about the offer of another side that stands now."""
        table = visited(self._view)
        if table is None or table.offer is None or table.proposer == self._side:
            return
        standing = (
            OfferMade(table.id, table.proposer, table.offer)
            if table.proposer is not None
            else PackageProposed(table.id, table.offer)
        )
        for batch in reversed(batches):
            for index in reversed(range(len(batch))):
                if batch[index].event == standing:
                    del batch[index]
                    return

    @property
    def _view(self) -> View:
        """What the side sees now."""
        return self._screen.hot_seat.view(self._side)

    def __call__(self, asking: DecisionRequest) -> Move:
        self._screen.deciding = True
        try:
            return self._decide(asking)
        except GameChanged:
            self._planned.clear()
            raise
        finally:
            self._screen.deciding = False

    def _decide(self, asking: DecisionRequest) -> Move:
        if asking.refused:
            self._planned.clear()
            why = self._screen.words.refusal(asking.refused[-1], self._side, self._asked_at())
            self._show(why)
        elif self._planned:
            return self._planned.pop(0)
        else:
            self._arrive(asking.view)
        return self._ask(asking)

    def _ask(self, asking: DecisionRequest) -> Move:
        view, legal, new = asking.view, asking.legal, not asking.refused
        commands = self._commands(view)
        if view.question is not None:
            return self._answer(view, legal, commands, new)
        if visited(view) is not None:
            return self._bargaining.decide(commands, new)
        first, *self._planned = self._picking.decide(commands, new)
        return first

    # Arriving at the screen

    def read_papers(self) -> None:
        """Shows what only this side reads, once the screen is its own; once in a game."""
        hot_seat = self._screen.hot_seat
        if hot_seat.read_marks.has_read_papers(self._side):
            return
        hot_seat.mark_papers_read(self._side)
        self._screen.seat(self._side)
        words = self._screen.words
        head = words.say("briefing.head", side=words.naming.side(self._side))
        self._show("", style_line((head, "heading")), "")
        self._show(*papers(words, self._view), "", words.say("briefing.foot"))
        self._screen.pause()

    def _arrive(self, view: View) -> None:
        """Shows what is new since this person last decided."""
        before = self._seen
        moved = self._screen.seat(self._side)
        self.read_papers()
        self.news(at_table=True)
        self._show(*self._screen.news_of_talk(self._side))
        if before is not None and before.turn != view.turn:
            self._screen.pause()
        words = self._screen.words
        if moved or before is None or (before.turn, before.phase) != (view.turn, view.phase):
            self._show("", style_line((f"[{board.situation(words, view)}]", "heading")))
        if before is None or before.turn != view.turn:
            self._show(*self._position(view))
            self._inject_on_screen = ""  # it has scrolled out of sight
            self._position_shown = view
        self._seen = view

    def _position(self, view: View) -> list[Line]:
        words = self._screen.words
        readings = track_readings(words, [view], self._side, self._position_shown)
        return [
            *board.tracks(words, readings, self._screen.console.width),
            *board.revealed_values(words, view),
            *board.projects(words, self._under_way()),
            *board.promises(words, view),
            *closed_sentences(self._screen.hot_seat, self._side),
        ]

    def _under_way(self) -> tuple[UnderWay, ...]:
        return projects_under_way(self._screen.words, self._screen.hot_seat, self._side)

    def _commands(self, view: View) -> Commands:
        screen, side = self._screen, self._side

        def log() -> Iterator[Entry]:
            return screen.hot_seat.game.log(view.who)

        return {
            "tracks": lambda: [
                *self._position(view),
                *board.track_explanations(screen.words, view),
            ],
            "issues": lambda: [screen.words.say("table.none")],
            "tables": lambda: board.tables(table_standings(screen.words, view, log())),
            "score": lambda: board.score_lines(screen.words, score_of(screen.words, view, side)),
            "brief": lambda: papers(screen.words, view),
            "situation": lambda: opening(screen.words),
            "sources": lambda: sources(screen.words, view),
        }

    def _asked_at(self) -> str:
        """The inject or table at which this person is asked to decide; empty if neither asks."""
        if self._view.question is not None:
            return self._view.question.inject
        table = visited(self._view)
        return table.id if table is not None else ""

    # A question

    def _answer(self, view: View, legal: Legal, commands: Commands, new: bool) -> Move:
        commands["menu"] = lambda: self._question(view, legal)
        if new:
            self._show("", *self._question(view, legal))
        self._inject_on_screen = ""
        last = len(legal.moves)
        while True:
            line = self._screen.listen(
                lambda: self._screen.words.counted("choice.prompt", last, last=last), commands
            )
            move = self._read_answer(line, view, legal)
            if move is not None:
                return move
            key = "choice.what" if line else "choice.empty"
            self._show(self._screen.words.counted(key, last, said=shorten(line), last=last))

    def _question(self, view: View, legal: Legal) -> list[Line]:
        words = self._screen.words
        inject = view.question.inject if view.question is not None else ""
        head = words.say("choice.question", inject=words.naming.inject(inject))
        lines: list[Line] = [style_line((head, "heading"))]
        if view.question is not None:
            hot_seat = self._screen.hot_seat
            lines += notes_on_question(hot_seat, self._side, view.question)
            lines += [secrecy_of_answer(hot_seat, view.question)] * view.question.together
        if inject != self._inject_on_screen:
            figures = story_of(self._screen.hot_seat, self._side, inject).figures
            text = words.fill(words.scenario.injects[inject].text, figures)
            story = paragraphs(text)
            lines += [f"  {line}".rstrip() for line in story]
        lines += numbered_lines(choices(words, view, legal), set())
        others = closed_choices(words, view, legal)
        return [*lines, words.say("choice.not-now"), *others] if others else lines

    def _read_answer(self, line: str, view: View, legal: Legal) -> Move | None:
        """The answer meant by a number, by its text form, by its id or its name."""
        number = read_number(line, len(legal.moves))
        if number:
            return legal.moves[number - 1]
        offered = choices(self._screen.words, view, legal)
        named = [choice.move for choice in offered if choice.card.name.lower() == line.lower()]
        if named:
            return named[0]
        move = read_move(line.lower())
        inject = view.question.inject if view.question is not None else ""
        answers = self._screen.words.scenario.injects[inject].answers
        if line.lower() in answers:
            return Answer(line.lower())
        return move if isinstance(move, Answer) else None


def _story_at_end(entries: Sequence[Entry]) -> str:
    """The inject that the last few entries are about; empty if it is none."""
    injects = [e.event.inject for e in entries[-NEAR:] if isinstance(e.event, InjectFired)]
    return injects[-1] if injects else ""
