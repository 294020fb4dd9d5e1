"""A person at a negotiating table: accepting, offering, passing, walking out."""

from __future__ import annotations

from game.model.decisions import Accept, Move, Offer, Pass, Walk, read_move
from game.presenter.negotiator import Negotiator
from game.text.drafting import Drafting
from game.text.lines import Line, read_number, shorten, style_line
from game.text.shared_screen import Commands, SharedScreen
from game.text.table import ladders, standing

MOVES: dict[str, Accept | Pass | Walk] = {"accept": Accept(), "pass": Pass(), "walk": Walk()}


class Bargaining:
    """Asks one person what to do at a table."""

    def __init__(self, side: str, screen: SharedScreen) -> None:
        self._side = side
        self._screen = screen
        self._show = screen.console.show
        self._negotiator = Negotiator(screen.hot_seat, side)
        self._drafting = Drafting(self._negotiator, screen)
        self._tables_shown: set[str] = set()
        """The tables whose issues have been shown in full."""

    def decide(self, commands: Commands, new: bool) -> Move:
        """What the person decides; `new` where the position hasn't been shown yet."""
        commands["issues"] = lambda: ladders(self._negotiator)
        commands["menu"] = self._menu
        if new:
            table = self._negotiator.table.id
            if table not in self._tables_shown:
                self._show(*commands["issues"]())
                self._tables_shown.add(table)
            self._show("", *self._menu())
        while True:
            move = self._ask(commands)
            if move is not None:
                return move

    def _open_moves(self) -> list[str]:
        """The words for the moves that are open, in the order of their numbers."""
        open_moves = [word for word, move in MOVES.items() if self._negotiator.may(move)]
        if self._negotiator.legal.offer is not None:
            open_moves.insert(1 if "accept" in open_moves else 0, "offer")
        return open_moves

    def _menu(self) -> list[Line]:
        words = self._screen.words
        lines: list[Line] = [*standing(self._negotiator), ""]
        for i, word in enumerate(self._open_moves(), 1):
            lines.append(
                style_line((f"{i:>3}. ", "key"), (words.say(f"table.do.{self._key(word)}"), "name"))
            )
        no_accept = self._negotiator.no_accept()
        return [*lines, no_accept] if no_accept else lines

    def _ask(self, commands: Commands) -> Move | None:
        """Asks one question; None if it has to be asked again."""
        open_moves = self._open_moves()
        last = len(open_moves)
        line = self._screen.listen(
            lambda: self._screen.words.counted("choice.prompt", last, last=last),
            commands,
            open_moves,
        )
        typed = read_move(line.lower())
        if isinstance(typed, Offer) and typed.package:
            self._drafting.keep(typed.package)
            why = self._negotiator.no_offer() if self._negotiator.stands(typed.package) else ""
            if why:
                self._show(why)
            asks = not why and self._negotiator.signs_by_offering
            return None if why or (asks and not self._sure("draft.sure.binds", commands)) else typed
        number = read_number(line, last)
        word = open_moves[number - 1] if number else self._meant(line)
        if word == "offer" and self._negotiator.legal.offer is not None:
            return self._drafting.decide(commands)
        if word in ("accept", "walk") and self._negotiator.may(MOVES[word]):
            return MOVES[word] if self._sure(f"table.sure.{self._key(word)}", commands) else None
        if word not in MOVES:
            key = "choice.what" if line else "choice.empty"
            self._show(self._screen.words.counted(key, last, said=shorten(line), last=last))
        return MOVES.get(word)

    def _meant(self, line: str) -> str:
        return self._screen.words.language.match_word(line, ("offer", *MOVES)) or ""

    def _key(self, move: str) -> str:
        """What names a move among the sentences: walking out may leave the others at the table."""
        alone = move == "walk" and not self._negotiator.ends_by_walking
        return "walk.alone" if alone else move

    def _sure(self, key: str, commands: Commands) -> bool:
        # The menu without its numbers: none of them can be typed here.
        commands = {**commands, "menu": lambda: standing(self._negotiator)}
        return self._screen.sure(lambda: self._screen.words.say(key), commands)
