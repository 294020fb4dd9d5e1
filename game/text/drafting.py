"""A package put together at a table: changed issue by issue, undone, put forward."""

from __future__ import annotations

import re
from collections.abc import Mapping

from game.model.decisions import Move
from game.model.frozen import FrozenMap
from game.presenter.negotiator import Negotiator
from game.text.lines import Line, read_number, style_line
from game.text.shared_screen import Commands, SharedScreen
from game.text.table import draft_lines, ladder
from game.words.sentences import number

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
