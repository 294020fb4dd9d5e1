"""A person at the terminal who decides for one side."""

from __future__ import annotations

from collections.abc import Sequence

from game.model.decisions import Act, Answer, Move, Pass, read_move
from game.model.play import Entry, Legal, Refusal, View
from game.session.game import Asking
from game.text import board, briefing
from game.text.bargaining import Appraise, Bargaining
from game.text.choices import Choice, choices, named, numbered, refused
from game.text.room import Commands, Room
from game.text.story import Story
from game.text.table import visited
from game.words.sentences import counted, listed, say


class Person:
    """Shows what one side may see, and reads what the person decides for it."""

    def __init__(self, side: str, room: Room, appraise: Appraise) -> None:
        self._side = side
        self._room = room
        self._words = room.words
        self._show = room.console.show
        self._story = Story(room.words)
        self._unread: list[str] = []
        self._told: set[str] = set()
        self._before: dict[str, int] = {}
        self._view: View | None = None
        self._bargaining = Bargaining(room, appraise)

    def hear(self, entries: Sequence[Entry]) -> None:
        """Keeps what happened until this person sits at the screen; cards are in their papers."""
        self._unread += self._story.lines([entry for entry in entries if entry.code != "dealt"])

    def news(self) -> None:
        """Shows what happened since this person last looked."""
        self._show(*self._unread)
        self._unread = []

    def __call__(self, asking: Asking) -> Move:
        view, legal, new = asking.view, asking.legal, not asking.refused
        table = visited(view) if view.question is None else None
        before = self._view
        if new:
            self._arrive(view, before)
        else:
            self._refused(asking.refused[-1])
        if table is not None:
            return self._bargaining.decide(view, legal, table, self._commands(view), new)
        if new:
            self._show("", *self._menu(view, legal, brief=self._just_read(view, before)))
        return self._choose(view, legal)

    def _refused(self, why: Refusal) -> None:
        """Says why the last decision can't be taken."""
        self._show(self._words.refusal(why, self._side, self._asked_at()))

    # Arriving at the screen

    def _arrive(self, view: View, before: View | None) -> None:
        """Shows what is new since this person last decided, at `before`."""
        moved = self._room.seat(self._side)
        if before is None:
            self._show("", say("briefing.head", side=self._words.naming.side(self._side)), "")
            self._show(*briefing.papers(self._words, view), "", say("briefing.foot"))
        self.news()
        if moved or before is None or (before.turn, before.phase) != (view.turn, view.phase):
            self._show("", f"[{board.situation(self._words, view)}]")
        if before is None or before.turn != view.turn:
            self._show(*self._position(view))
            self._before = dict(view.tracks)
        self._view = view

    def _just_read(self, view: View, before: View | None) -> bool:
        """Whether this person has just read what can be done, for an earlier pick."""
        same = before is not None and (before.turn, before.phase) == (view.turn, view.phase)
        return same and view.question is None and bool(view.picks.get(self._side))

    def _position(self, view: View) -> list[str]:
        words = self._words
        return [
            *board.tracks(words, view, self._before),
            *board.revealed(words, view),
            *board.promises(words, view),
        ]

    def _commands(self, view: View) -> Commands:
        words = self._words
        return {
            "tracks": lambda: self._position(view),
            "tables": lambda: board.tables(words, view),
            "score": lambda: board.score(words, view.scores[self._side]),
            "brief": lambda: briefing.papers(words, view),
            "situation": lambda: briefing.opening(words),
        }

    def _asked_at(self) -> str:
        """The inject or table at which this person was last asked to decide."""
        if self._view is None:
            return ""
        if self._view.question is not None:
            return self._view.question.inject
        table = visited(self._view)
        return table.id if table is not None else ""

    # Choosing

    def _menu(self, view: View, legal: Legal, *, brief: bool = False) -> list[str]:
        found = choices(self._words, view, legal)
        lines = [*self._head(view), *(named(found) if brief else numbered(found, self._told))]
        others = refused(self._words, view, legal)
        return (
            [*lines, say("choice.not-now"), *(f"   {line}" for line in others)] if others else lines
        )

    def _head(self, view: View) -> list[str]:
        if view.question is not None:
            return [say("choice.question", inject=self._words.naming.inject(view.question.inject))]
        picked = view.picks.get(self._side, ())
        lines = [counted("choice.picks", view.picks_left)]
        if picked:
            names = listed(self._words.naming.action(id) for id in picked)
            lines.append(say("choice.picked", actions=names))
        return lines

    def _choose(self, view: View, legal: Legal) -> Move:
        found = choices(self._words, view, legal)
        commands = self._commands(view)
        commands["menu"] = lambda: self._whole_menu(view, legal)
        prompt = counted("choice.prompt", len(found), last=len(found))
        while True:
            line = self._room.listen(prompt, commands)
            move = self._understood(line, found, view)
            if move is not None:
                return move
            key = "choice.what" if line else "choice.empty"
            self._show(counted(key, len(found), said=line, last=len(found)))

    def _whole_menu(self, view: View, legal: Legal) -> list[str]:
        self._told.clear()
        return self._menu(view, legal)

    def _understood(self, line: str, found: list[Choice], view: View) -> Move | None:
        """The decision meant by a number, by its text form, or by an id alone."""
        if line.isdecimal() and 0 < int(line) <= len(found):
            return found[int(line) - 1].move
        move = read_move(line.lower())
        if view.question is not None:
            answers = self._words.scenario.injects[view.question.inject].answers
            if isinstance(move, Act) and move.action in answers:
                return Answer(move.action)
            return move if isinstance(move, Answer) else None
        actions = self._words.scenario.actions
        own = (
            isinstance(move, Act)
            and move.action in actions
            and self._side in actions[move.action].side
        )
        return move if own or isinstance(move, Pass) else None
