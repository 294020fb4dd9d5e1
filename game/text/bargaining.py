"""A person at a negotiating table: accepting, passing, walking out, and drafting a package."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from game.model.decisions import Accept, Move, Offer, Pass, Walk, read_move
from game.model.frozen import FrozenMap
from game.model.play import Legal, Refusal, TableView, View
from game.text.room import Commands, Room
from game.text.table import draft, ladders, rungs, standing
from game.words.sentences import counted, say

Appraise = Callable[[str, FrozenMap[str, str]], "int | Refusal"]
"""What a draft of a package on a table would be worth to this side now."""

_MOVES: dict[str, Move] = {"accept": Accept(), "pass": Pass(), "walk": Walk()}


@frozen
class Turn:
    """One turn to speak: what the one who speaks sees, may do, and may ask of the screen."""

    view: View
    legal: Legal
    table: TableView
    commands: Commands

    @property
    def words(self) -> list[str]:
        """The words for what can be done, in the order in which it is numbered."""
        found = [word for word, move in _MOVES.items() if move in self.legal.moves]
        at = 1 if "accept" in found else 0
        return [*found[:at], "offer", *found[at:]] if self.legal.offer is not None else found


class Bargaining:
    """Asks one person what to do at a table."""

    def __init__(self, room: Room, appraise: Appraise) -> None:
        self._room = room
        self._words = room.words
        self._show = room.console.show
        self._appraise = appraise
        self._drafts: dict[str, dict[str, str]] = {}
        self._read: set[str] = set()

    def decide(
        self, view: View, legal: Legal, table: TableView, commands: Commands, new: bool
    ) -> Move:
        """What the person decides; `new` where the position hasn't been shown yet."""
        turn = Turn(view, legal, table, commands)
        commands["issues"] = lambda: ladders(self._words, view, table, legal)
        commands["menu"] = lambda: [*standing(self._words, view, table), *self._menu(turn)]
        if new:
            self._show(*standing(self._words, view, table))
            if table.id not in self._read:
                self._show(*commands["issues"]())
                self._read.add(table.id)
            self._show("", *self._menu(turn))
        while True:
            move = self._asked(turn)
            if move is not None:
                return move

    def _menu(self, turn: Turn) -> list[str]:
        lines = [f"{i:>3}. {say(f'table.do.{word}')}" for i, word in enumerate(turn.words, 1)]
        why, table = turn.legal.accept, turn.table
        if why is not None and table.proposer not in (None, turn.view.who):
            said = self._words.refusal(why, turn.view.who, table.id)
            lines.append(say("table.no-accept", why=said))
        return lines

    def _asked(self, turn: Turn) -> Move | None:
        """One question and its answer; None where it has to be asked again."""
        last = len(turn.words)
        line = self._room.listen(counted("choice.prompt", last, last=last), turn.commands)
        word = line.lower()
        given = read_move(word)
        if isinstance(given, Offer) and given.package:
            self._drafts[turn.table.id] = dict(given.package)
            return given
        if word.isdecimal() and 0 < int(word) <= last:
            word = turn.words[int(word) - 1]
        if word == "offer" and turn.legal.offer is not None:
            return self._draft(turn)
        if word == "walk" and not self._sure(say("table.sure"), turn):
            return None
        if word not in _MOVES:
            key = "choice.what" if line else "choice.empty"
            self._show(counted(key, last, said=line, last=last))
        return _MOVES.get(word)

    def _sure(self, prompt: str, turn: Turn) -> bool:
        """Whether the person says yes."""
        while True:
            line = self._room.listen(prompt, turn.commands).lower()
            if line in say("answer.yes").split():
                return True
            if line in say("answer.no").split():
                return False
            self._show(say("answer.what"))

    # Drafting a package

    def _draft(self, turn: Turn) -> Move | None:
        """A package put together issue by issue; None where the person goes back."""
        self._show(say("draft.start"))
        package: dict[str, str] = {}
        for issue in turn.legal.offer or ():
            option = self._option(turn, issue)
            if option is None:
                return None
            package[issue] = option
        self._drafts[turn.table.id] = package
        worth = self._appraise(turn.table.id, FrozenMap(package))
        if isinstance(worth, Refusal):
            self._show(self._words.refusal(worth, turn.view.who, turn.table.id))
            return None
        self._show(*draft(self._words, turn.table, package, worth))
        return Offer(FrozenMap(package)) if self._sure(say("draft.sure"), turn) else None

    def _option(self, turn: Turn, issue: str) -> str | None:
        """The option that the person takes on an issue; None where they go back."""
        table = turn.table
        options = tuple(self._words.scenario.tables[table.id].issues[issue].options)
        barred = turn.legal.barred.get(issue, FrozenMap())
        kept = (self._drafts.get(table.id) or table.offer or {}).get(issue, "")
        prompt = self._prompt(table, issue, kept)
        self._show("", *rungs(self._words, turn.view, table, turn.legal, issue))
        while True:
            line = self._room.listen(prompt, turn.commands).lower()
            if line == "back":
                return None
            numbered = line.isdecimal() and 0 < int(line) <= len(options)
            picked = options[int(line) - 1] if numbered else line or kept
            if picked in barred:
                self._show(self._words.refusal(barred[picked], turn.view.who, table.id))
            elif picked in options:
                return picked
            else:
                self._show(say("draft.what", last=len(options)))

    def _prompt(self, table: TableView, issue: str, kept: str) -> str:
        options = tuple(self._words.scenario.tables[table.id].issues[issue].options)
        name, key = self._words.naming.issue(table.id, issue), "draft.issue"
        now = options.index(kept) + 1 if kept in options else 0
        return say(f"{key}.kept" if now else key, issue=name, last=len(options), kept=now)
