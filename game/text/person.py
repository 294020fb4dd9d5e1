"""A person at the terminal who decides for one side."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.model.decisions import Accept, Move, Offer, Pass, Walk, read_move
from game.model.frozen import FrozenMap
from game.model.play import Entry, Legal, Refusal, TableView, View
from game.text import board, briefing
from game.text.bargaining import Bargaining
from game.text.choices import Choice, choices, numbered, refused
from game.text.room import Room
from game.text.story import Story
from game.text.table import ladders, standing, visited
from game.words.sentences import counted, number, say
from game.words.wording import Wording

Appraise = Callable[[str, FrozenMap[str, str]], "int | Refusal"]
"""What a draft of a package on a table would be worth to this side now."""


class Person:
    """Asks a person, shows what their side may see, and reads their decision."""

    def __init__(self, side: str, room: Room, appraise: Appraise) -> None:
        self._side = side
        self._room = room
        self._words: Wording = room.words
        self._story = Story(room.words)
        self._unread: list[str] = []
        self._told: set[str] = set()
        self._before: dict[str, int] = {}
        self._turn = 0
        self._place: tuple[object, ...] = ()
        self._bargaining = Bargaining(room, appraise)

    def hear(self, entries: Sequence[Entry]) -> None:
        """Keeps what happened until this person sits at the screen."""
        self._unread += self._story.lines(entries)

    def refused(self, move: Move, why: Refusal) -> None:
        """Says why a decision can't be taken."""
        at = self._bargaining.table
        self._room.console.show(self._words.refusal(why, self._side, at))

    def __call__(self, view: View, legal: Legal) -> Move:
        new = self._arrive(view)
        table = visited(view) if view.question is None else None
        if table is not None:
            return self._at_table(view, legal, table, new)
        return self._choose(view, legal, new)

    def _arrive(self, view: View) -> bool:
        """Shows what is new since this person last decided; says whether anything is."""
        show = self._room.console.show
        moved = self._room.seat(self._side)
        if not self._turn:
            self._open(view)
        self.read_news()
        place = (view.turn, view.phase, view.question, view.tables, view.picks)
        new = moved or place != self._place
        if view.turn != self._turn:
            self._turn = view.turn
            show("", board.situation(self._words, view), "", *self._tracks(view))
            show(*board.revealed(self._words, view), *board.promises(self._words, view))
        elif new:
            show("", board.situation(self._words, view))
        self._place = place
        return new
