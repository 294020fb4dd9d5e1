"""A package put together at a table: changed issue by issue, taken back, put forward."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import frozen

from game.model.decisions import Accept, Move, Offer, Pass, Walk
from game.model.frozen import FrozenMap
from game.model.play import Legal, TableView, View
from game.model.refusals import Refusal
from game.session.proposal import allowed, proposal
from game.text.lines import Line, chosen, styled
from game.text.room import Commands, Room
from game.text.table import drafted, ladder
from game.words.sentences import number

MOVES: dict[str, Move] = {"accept": Accept(), "pass": Pass(), "walk": Walk()}
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
        found = [word for word, move in MOVES.items() if move in self.legal.moves]
        at = 1 if "accept" in found else 0
        return [*found[:at], "offer", *found[at:]] if self.legal.offer is not None else found


class Drafting:
    """Leads one person through a package; remembers the drafts of each table."""

    def __init__(self, side: str, room: Room) -> None:
        self._side = side
        self._room = room
        self._show = room.console.show
        self._drafts: dict[str, list[dict[str, str]]] = {}
        """By table, the drafts from first to last: `undo` goes back."""

    def keep(self, table: str, package: Mapping[str, str]) -> None:
        """Takes a package that was put together elsewhere for the last draft, as far as there is
        what it names."""
        issues = self._room.words.scenario.tables[table].issues
        known = {id: each for id, each in package.items() if id in issues}
        known = {id: each for id, each in known.items() if each in issues[id].options}
        if known:
            self._drafts.setdefault(table, []).append(known)

    def draft(self, turn: Turn) -> dict[str, str]:
        """The draft as it stands, the issues that are on the agenda; empty where there is none."""
        drafts = self._drafts.get(turn.table.id)
        if not drafts:
            return {}
        begun = proposal(self._room.words.scenario, turn.view, turn.table, turn.legal)
        return {issue: drafts[-1].get(issue, option) for issue, option in begun.items()}

    def _begun(self, turn: Turn) -> dict[str, str]:
        """A package to begin from."""
        return allowed(
            self._room.words.scenario,
            turn.view,
            turn.table,
            turn.legal,
            lambda package: self._barred(package) is None,
            lambda package: self._worth(turn, package),
        )

    def _barred(self, package: Mapping[str, str]) -> Refusal | None:
        """Why a package can't be put forward; None where it can."""
        return self._room.game.objection(self._side, Offer(FrozenMap(package)))

    def _worth(self, turn: Turn, package: Mapping[str, str]) -> int:
        worth = self._room.game.appraise(self._side, turn.table.id, FrozenMap(package))
        return 0 if isinstance(worth, Refusal) else worth

    def decide(self, turn: Turn) -> Move | None:
        """The offer of a package put together issue by issue; None where the person goes back."""
        drafts = self._drafts.setdefault(turn.table.id, [])
        if not drafts:
            drafts.append(self._begun(turn))
        commands = {**turn.commands, "menu": lambda: self._screen(turn)}
        self._show("", self._room.words.say("draft.start"), *self._screen(turn))
        while True:
            line = self._room.listen(
                lambda: self._prompt(turn), commands, ("offer", "undo", "back")
            )
            word = self._room.words.language.match_word(line, ("offer", "undo", "back"))
            if word == "back":
                self._show(*turn.commands["menu"]())
                return None
            if word == "undo":
                self._undo(turn)
            elif word == "offer":
                if self._ready(turn, commands):
                    return Offer(FrozenMap(self.draft(turn)))
            else:
                self._change(turn, line, commands)

    def _screen(self, turn: Turn) -> list[Line]:
        """The draft with its worth, or why it can't be put forward."""
        words, package = self._room.words, self.draft(turn)
        shares = self._room.shares(self._side, turn.table.id, package)
        lines = drafted(words, turn.view, turn.table, package, shares)
        worth, reserve = self._worth(turn, package), turn.table.reserves.get(self._side, 0)
        key, role = ("draft.worth", "name") if worth >= reserve else ("draft.worth.below", "worse")
        said = words.say(key, worth=number(worth), reserve=number(reserve))
        return [*lines, styled((said, role)), *self._objection(turn)]

    def _objection(self, turn: Turn) -> list[Line]:
        """Why the draft can't be put forward; nothing where it can."""
        words, why = self._room.words, self._barred(self.draft(turn))
        if why is None:
            return []
        said = words.refusal(why, self._side, turn.table.id)
        return [styled((words.say("draft.barred", why=said), "worse"))]

    def _prompt(self, turn: Turn) -> str:
        words = self._room.words
        typed = {word: words.language.typed_word(word) for word in ("offer", "undo", "back")}
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
            typed = {word: words.language.typed_word(word) for word in ("offer", "undo", "back")}
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
            drafts.append({**self.draft(turn), issue: option})
            self._show("", *self._screen(turn))

    def _option(self, turn: Turn, issue: str, options: list[str], commands: Commands) -> str | None:
        """The option that the person takes on an issue; None where it stays as it is."""
        words = self._room.words
        draft = self.draft(turn)
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
            if not line or words.language.match_word(line, ("back", "undo")):
                return None
            option = _one_of(line, options)
            if option is not None:
                return option
            self._show(words.say("draft.option.what", last=len(options)))


def _one_of(said: str, ids: list[str]) -> str | None:
    """Which of some ids is meant by its number or by itself."""
    number = chosen(said, len(ids))
    if number:
        return ids[number - 1]
    return said.lower() if said.lower() in ids else None
