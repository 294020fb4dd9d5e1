"""A person at a negotiating table: accepting, passing, walking out, and drafting a package."""

from __future__ import annotations

import re

from attrs import frozen

from game.model.decisions import Accept, Move, Offer, Pass, Walk, read_move
from game.model.frozen import FrozenMap
from game.model.play import Legal, Refusal, TableView, View
from game.text.lines import Line, styled
from game.text.room import Commands, Room
from game.text.table import drafted, ladder, ladders, proposal, standing
from game.words.sentences import number

_MOVES: dict[str, Move] = {"accept": Accept(), "pass": Pass(), "walk": Walk()}
_CHANGE = re.compile(r"(\w+)[\s=:]+(\w+)")


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
    """Asks one person what to do at a table; remembers their last draft of each."""

    def __init__(self, side: str, room: Room) -> None:
        self._side = side
        self._room = room
        self._show = room.console.show
        self._drafts: dict[str, list[dict[str, str]]] = {}
        """By table, the drafts from first to last: `undo` goes back."""
        self._read: set[str] = set()

    def decide(
        self, view: View, legal: Legal, table: TableView, commands: Commands, new: bool
    ) -> Move:
        """What the person decides; `new` where the position hasn't been shown yet."""
        turn = Turn(view, legal, table, commands)
        commands["issues"] = lambda: ladders(
            self._room.words, view, table, legal, self._draft(turn)
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

    def _menu(self, turn: Turn) -> list[Line]:
        words, table = self._room.words, turn.table
        lines: list[Line] = [*standing(words, turn.view, table), ""]
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
            lambda: self._room.words.counted("choice.prompt", last, last=last), turn.commands
        )
        given = read_move(line.lower())
        if isinstance(given, Offer) and given.package:
            self._drafts.setdefault(turn.table.id, []).append(dict(given.package))
            return given
        numbered = line.isascii() and line.isdecimal() and 0 < int(line) <= last
        word = turn.words[int(line) - 1] if numbered else self._meant(line)
        if word == "offer" and turn.legal.offer is not None:
            return self._drafting(turn)
        if word in ("accept", "walk") and _MOVES[word] in turn.legal.moves:
            return _MOVES[word] if self._sure(f"table.sure.{word}", turn) else None
        if word not in _MOVES:
            key = "choice.what" if line else "choice.empty"
            self._show(self._room.words.counted(key, last, said=line, last=last))
        return _MOVES.get(word)

    def _meant(self, line: str) -> str:
        return self._room.words.language.meant(line, ("offer", *_MOVES)) or ""

    def _sure(self, key: str, turn: Turn) -> bool:
        return self._room.sure(lambda: self._room.words.say(key), turn.commands)

    # Drafting a package

    def _draft(self, turn: Turn) -> dict[str, str]:
        """The draft as it stands, the issues that are on the agenda; empty where there is none."""
        drafts = self._drafts.get(turn.table.id)
        if not drafts:
            return {}
        begun = proposal(self._room.words, turn.view, turn.table, turn.legal)
        return {issue: drafts[-1].get(issue, option) for issue, option in begun.items()}

    def _drafting(self, turn: Turn) -> Move | None:
        """A package put together issue by issue; None where the person goes back."""
        drafts = self._drafts.setdefault(turn.table.id, [])
        if not drafts:
            drafts.append(proposal(self._room.words, turn.view, turn.table, turn.legal))
        commands = {**turn.commands, "menu": lambda: self._screen(turn)}
        self._show("", self._room.words.say("draft.start"), *self._screen(turn))
        while True:
            line = self._room.listen(lambda: self._prompt(turn), commands)
            word = self._room.words.language.meant(line, ("offer", "undo", "back"))
            if word == "back":
                self._show(*self._menu(turn))
                return None
            if word == "undo":
                self._undo(turn)
            elif word == "offer":
                if self._ready(turn, commands):
                    return Offer(FrozenMap(self._draft(turn)))
            else:
                self._change(turn, line, commands)

    def _screen(self, turn: Turn) -> list[Line]:
        """The draft with its worth, or why it can't be put forward."""
        words, package = self._room.words, FrozenMap(self._draft(turn))
        lines = drafted(words, turn.view, turn.table, package)
        worth = self._room.game.appraise(self._side, turn.table.id, package)
        if not isinstance(worth, Refusal):
            reserve = number(turn.table.reserves.get(self._side, 0))
            said = words.say("draft.worth", worth=number(worth), reserve=reserve)
            lines.append(styled((said, "name")))
        return [*lines, *self._objection(turn)]

    def _objection(self, turn: Turn) -> list[Line]:
        """Why the draft can't be put forward; nothing where it can."""
        words, package = self._room.words, FrozenMap(self._draft(turn))
        why = self._room.game.objection(self._side, Offer(package))
        if why is None:
            return []
        said = words.refusal(why, self._side, turn.table.id)
        return [styled((words.say("draft.barred", why=said), "worse"))]

    def _prompt(self, turn: Turn) -> str:
        words = self._room.words
        typed = {word: words.language.spoken(word) for word in ("offer", "undo", "back")}
        return words.say("draft.prompt", last=len(turn.legal.offer or ()), **typed)

    def _undo(self, turn: Turn) -> None:
        drafts = self._drafts[turn.table.id]
        if len(drafts) == 1:
            self._show(self._room.words.say("draft.nothing-to-undo"))
            return
        drafts.pop()
        self._show(*self._screen(turn))

    def _ready(self, turn: Turn, commands: Commands) -> bool:
        """Whether the draft can be put forward, and shall be."""
        objection = self._objection(turn)
        self._show(*objection)
        return not objection and self._room.sure(
            lambda: self._room.words.say("draft.sure"), commands
        )

    def _change(self, turn: Turn, line: str, commands: Commands) -> None:
        """Changes the draft as a line says: `3`, then an option; or both at once, `3 2`."""
        pair = _CHANGE.fullmatch(line)
        issues = list(turn.legal.offer or ())
        issue = _one_of(pair[1] if pair else line, issues)
        if issue is None:
            words = self._room.words
            typed = {word: words.language.spoken(word) for word in ("offer", "undo", "back")}
            self._show(words.say("draft.what", last=len(issues), **typed))
            return
        options = list(self._room.words.scenario.tables[turn.table.id].issues[issue].options)
        option = _one_of(pair[2], options) if pair else self._option(turn, issue, options, commands)
        if pair and option is None:
            self._show(self._room.words.say("draft.option.what", last=len(options)))
        why = turn.legal.barred.get(issue, FrozenMap()).get(option or "")
        if why is not None:
            self._show(self._room.words.refusal(why, self._side, turn.table.id))
        elif option is not None:
            drafts = self._drafts[turn.table.id]
            drafts.append({**self._draft(turn), issue: option})
            self._show("", *self._screen(turn))

    def _option(self, turn: Turn, issue: str, options: list[str], commands: Commands) -> str | None:
        """The option that the person takes on an issue; None where it stays as it is."""
        words = self._room.words
        draft = self._draft(turn)
        commands = {
            **commands,
            "menu": lambda: ladder(
                self._room.words, turn.view, turn.table, turn.legal, issue, draft
            ),
        }
        self._show("", *commands["menu"]())
        while True:
            line = self._room.listen(
                lambda: self._room.words.say("draft.option", last=len(options)), commands
            )
            words = self._room.words
            if not line or words.language.meant(line, ("back", "undo")):
                return None
            option = _one_of(line, options)
            if option is not None:
                return option
            self._show(words.say("draft.option.what", last=len(options)))


def _one_of(said: str, ids: list[str]) -> str | None:
    """Which of some ids is meant by its number or by itself."""
    if said.isascii() and said.isdecimal():
        return ids[int(said) - 1] if 0 < int(said) <= len(ids) else None
    return said.lower() if said.lower() in ids else None
