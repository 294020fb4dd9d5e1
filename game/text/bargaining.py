"""A person at a negotiating table: accepting, offering, passing, walking out."""

from __future__ import annotations

from game.model.decisions import Move, Offer, read_move
from game.model.frozen import FrozenMap
from game.model.play import Legal, TableView, View
from game.text.drafting import MOVES, Drafting, Turn
from game.text.lines import Line, chosen, shortened, styled
from game.text.room import Commands, Room
from game.text.table import ladders, standing


class Bargaining:
    """Asks one person what to do at a table."""

    def __init__(self, side: str, room: Room) -> None:
        self._side = side
        self._room = room
        self._show = room.console.show
        self._drafting = Drafting(side, room)
        self._read: set[str] = set()

    def decide(
        self, view: View, legal: Legal, table: TableView, commands: Commands, new: bool
    ) -> Move:
        """What the person decides; `new` where the position hasn't been shown yet."""
        turn = Turn(view, legal, table, commands)
        commands["issues"] = lambda: ladders(
            self._room.words, view, table, legal, self._drafting.draft(turn)
        )
        commands["menu"] = lambda: self._menu(turn)
        if new:
            if table.id not in self._read:
                self._show(*commands["issues"]())
                self._read.add(table.id)
            self._show("", *self._menu(turn))
        while True:
            move = self._asked(turn)
            if move is not None:
                return move

    def _standing(self, turn: Turn) -> list[Line]:
        shares = self._room.shares(self._side, turn.table.id, turn.table.offer or FrozenMap())
        return standing(self._room.words, turn.view, turn.table, shares)

    def _menu(self, turn: Turn) -> list[Line]:
        words, table = self._room.words, turn.table
        lines: list[Line] = [*self._standing(turn), ""]
        for i, word in enumerate(turn.words, 1):
            lines.append(styled((f"{i:>3}. ", "key"), (words.say(f"table.do.{word}"), "name")))
        why = turn.legal.accept
        if why is not None and table.proposer not in (None, self._side):
            said = words.refusal(why, self._side, table.id)
            lines.append(words.say("table.no-accept", why=said))
        return lines

    def _asked(self, turn: Turn) -> Move | None:
        """One question and its answer; None where it has to be asked again."""
        last = len(turn.words)
        line = self._room.listen(
            lambda: self._room.words.counted("choice.prompt", last, last=last),
            turn.commands,
            turn.words,
        )
        given = read_move(line.lower())
        if isinstance(given, Offer) and given.package:
            self._drafting.keep(turn.table.id, given.package)
            return given
        number = chosen(line, last)
        word = turn.words[number - 1] if number else self._meant(line)
        if word == "offer" and turn.legal.offer is not None:
            return self._drafting.decide(turn)
        if word in ("accept", "walk") and MOVES[word] in turn.legal.moves:
            return MOVES[word] if self._sure(f"table.sure.{word}", turn) else None
        if word not in MOVES:
            key = "choice.what" if line else "choice.empty"
            self._show(self._room.words.counted(key, last, said=shortened(line), last=last))
        return MOVES.get(word)

    def _meant(self, line: str) -> str:
        return self._room.words.language.match_word(line, ("offer", *MOVES)) or ""

    def _sure(self, key: str, turn: Turn) -> bool:
        # The menu without its numbers: none of them can be typed here.
        commands = {**turn.commands, "menu": lambda: self._standing(turn)}
        return self._room.sure(lambda: self._room.words.say(key), commands)
