"""A person at a negotiating table: accepting, passing, walking out, putting an offer together."""

from __future__ import annotations

import re
from collections.abc import Mapping

from game.model.decisions import Accept, Move, Offer, Pass, Walk, read_move
from game.model.frozen import FrozenMap
from game.presenter.negotiator import Negotiator
from game.text.lines import Line, read_number, shorten, style_line
from game.text.shared_screen import Commands, SharedScreen
from game.text.table import draft_lines, ladder, ladders, standing
from game.words.sentences import number

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


_CHANGE = re.compile(r"(\w+)[\s=:]+(\w+)")
_WORDS = ("offer", "undo", "back", "take")
"""The words that can be said instead of a change."""


class Drafting:
    """Leads one person through the draft of an offer."""

    def __init__(self, negotiator: Negotiator, screen: SharedScreen) -> None:
        self._negotiator = negotiator
        self._screen = screen
        self._show = screen.console.show

    def keep(self, package: Mapping[str, str]) -> None:
        """Takes a package that was typed in one line for the draft, as far as its ids exist."""
        issues = self._issues()
        known = {id: option for id, option in package.items() if option in issues.get(id, ())}
        if known:
            self._negotiator.draft.replace(known)

    def _issues(self) -> dict[str, list[str]]:
        """The issues of the table, each with its options."""
        table = self._screen.words.scenario.tables[self._negotiator.table.id]
        return {id: list(issue.options) for id, issue in table.issues.items()}

    def decide(self, commands: Commands) -> Move | None:
        """The offer of the finished draft; None if the person goes back."""
        self._negotiator.draft.hold()
        drafting = {**commands, "menu": self._draft_lines}
        self._show("", self._screen.words.say("draft.start"), *self._draft_lines())
        while True:
            line = self._screen.listen(self._prompt, drafting, _WORDS)
            match self._screen.words.language.match_word(line, _WORDS):
                case "back":
                    self._show(*commands["menu"]())
                    return None
                case "undo":
                    self._undo()
                case "offer":
                    if self._ready(drafting):
                        return self._negotiator.offer()
                case "take":
                    self._take()
                case _:
                    self._change(line, drafting)

    def _draft_lines(self) -> list[Line]:
        """The draft with its worth, or why it can't be put forward."""
        words, negotiator = self._screen.words, self._negotiator
        worth, reserve = negotiator.draft_worth, negotiator.reserve or 0
        if worth is None:
            return [*draft_lines(negotiator), *self._gaps()]
        key, role = ("draft.worth", "name") if worth >= reserve else ("draft.worth.below", "worse")
        sentence = words.say(key, worth=number(worth), reserve=number(reserve))
        return [*draft_lines(negotiator), style_line((sentence, role)), *self._objection()]

    def _gaps(self) -> list[Line]:
        """What a draft that has begun still lacks, or why it can't be put forward as it is."""
        begun = self._negotiator.draft.package or not self._negotiator.open_issues
        return self._objection() if begun else []

    def _objection(self) -> list[Line]:
        """Why the draft can't be put forward; nothing if it can."""
        why = self._negotiator.no_offer()
        if not why:
            return []
        if self._negotiator.open_issues:
            return [why]
        return [style_line((self._screen.words.say("draft.barred", why=why), "worse"))]

    def _prompt(self) -> str:
        return self._say("draft.prompt")

    def _say(self, key: str) -> str:
        """A sentence that names the numbers of the issues and the words that can be said."""
        words = self._screen.words
        spoken = {word: words.language.typed_word(word) for word in _WORDS}
        return words.say(key, last=len(self._negotiator.agenda), **spoken)

    def _take(self) -> None:
        """Starts the draft again from the last offer of another."""
        offer = self._negotiator.last_offer(own=False)
        if offer is None:
            self._show(self._screen.words.say("table.no-offer"))
        else:
            self._negotiator.draft.replace(offer)
            self._show("", *self._draft_lines())

    def _undo(self) -> None:
        if self._negotiator.draft.undo():
            self._show(*self._draft_lines())
        else:
            self._show(self._screen.words.say("choice.nothing-to-undo"))

    def _ready(self, commands: Commands) -> bool:
        """Whether the draft can be put forward, and shall be."""
        objection = self._objection()
        self._show(*objection)
        key = "draft.sure.binds" if self._negotiator.signs_by_offering else "draft.sure"
        return not objection and self._screen.sure(lambda: self._screen.words.say(key), commands)

    def _change(self, line: str, commands: Commands) -> None:
        """Changes the draft as a line says: `3`, then an option; or both at once, `3 2`."""
        pair = _CHANGE.fullmatch(line)
        issue = _one_of(pair[1] if pair else line, self._negotiator.agenda)
        if issue is None:
            self._show(self._say("draft.what"))
            return
        options = self._issues()[issue]
        option = _one_of(pair[2], options) if pair else self._option(issue, options, commands)
        if pair and option is None:
            self._show(self._screen.words.say("draft.option.what", last=len(options)))
        refusal = self._negotiator.legal.barred.get(issue, FrozenMap()).get(option or "")
        if refusal is not None:
            table = self._negotiator.table.id
            self._show(self._screen.words.refusal(refusal, self._negotiator.side, table))
        elif option is not None:
            self._negotiator.draft.choose(issue, option)
            self._show("", *self._draft_lines())

    def _option(self, issue: str, options: list[str], commands: Commands) -> str | None:
        """The option that the person takes on an issue; None if it stays as it is."""
        commands = {**commands, "menu": lambda: ladder(self._negotiator, issue)}
        self._show("", *commands["menu"]())
        while True:
            line = self._screen.listen(
                lambda: self._screen.words.say("draft.option", last=len(options)), commands
            )
            words = self._screen.words
            if not line or words.language.match_word(line, ("back", "undo")):
                return None
            option = _one_of(line, options)
            if option is not None:
                return option
            self._show(words.say("draft.option.what", last=len(options)))


def _one_of(line: str, ids: tuple[str, ...] | list[str]) -> str | None:
    """Which of some ids is meant by its number or by itself."""
    number = read_number(line, len(ids))
    if number:
        return ids[number - 1]
    return line.lower() if line.lower() in ids else None
