"""The people at one terminal: who sits at the screen, and the commands of its prompts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from game.model.decisions import PUBLIC, Move
from game.model.problems import ScenarioError
from game.model.refusals import Refusal, refusal
from game.presenter.hot_seat import HotSeat
from game.presenter.own_words import own_words
from game.presenter.participants import saying_text
from game.session.driver import GameChanged
from game.session.game import Game
from game.session.records.record import RecordError
from game.session.records.recorded_actions import TO_ALL, Announce, Message, Note
from game.text.console import Console, PersonLeft
from game.text.facilitator import Facilitator
from game.text.lines import Line, read_number, style_line
from game.text.narration import Narration
from game.words.error_words import reason_of
from game.words.language import language
from game.words.sentences import capital
from game.words.wording import Wording

Commands = dict[str, Callable[[], Iterable[Line]]]
"""The commands of a prompt, each by the word that is typed; each gives the lines to show."""


class SharedScreen:
    """One screen and the people who share it."""

    def __init__(self, hot_seat: HotSeat, console: Console) -> None:
        self.hot_seat = hot_seat
        self.console = console
        console.more = self.pause
        self._saving = hot_seat.saving
        self._leaving = False
        self.deciding = False
        """Whether a person has been asked for a decision and hasn't taken it yet."""
        self.facilitator = Facilitator(hot_seat, lambda prompt: self.sure(prompt, {}))
        self.help_keys: Mapping[str, str] = {}
        """The keys of help texts that differ here from the usual ones, by word."""
        if self._saving is not None:
            self._saving.optional = True
        self.with_words: dict[str, Callable[[str], Iterable[Line]]] = {
            "record": self._record,
            "note": self._note,
            "save": self._save,
            "language": self._language,
            "tell": self._tell,
            "say": self._say,
            "facilitator": self.facilitator.obey,
        }

    @property
    def game(self) -> Game:
        """The game that is played."""
        return self.hot_seat.game

    @property
    def words(self) -> Wording:
        """The words of its scenario, in the language that is spoken now."""
        return self.hot_seat.words

    @property
    def stage(self) -> str:
        """The stage of a game that goes on; empty: it has not begun."""
        game = self.game
        return list(game.rules.scenario.stages)[game.state.stage] if game.lines else ""

    @property
    def saved(self) -> Path | None:
        """The file the game is saved in, if it is."""
        return self.hot_seat.saved

    @property
    def stays(self) -> Path | None:
        """The file that will hold the game when everybody has left; None if there is none."""
        return self.saved if self._saving is not None and self._saving.stays else None

    def say_where_saved(self) -> None:
        """Says at the start where the game is saved, or why it is not."""
        failed = self._saving.take_failure() if self._saving is not None else None
        say = self.words.say
        if self.saved is not None:
            self.console.show(say("saved.here", file=self.saved))
        elif failed is not None:
            reason = reason_of(failed.error, self.words.language)
            self.console.show(say("saved.failed", place=failed.place, reason=reason))
        elif self._saving is not None:
            self.console.show(say("saved.not"))

    def report_failure(self) -> bool:
        """Says once that the game is no longer saved, if so; returns whether it did."""
        failed = self._saving.take_failure() if self._saving is not None else None
        if failed is None:
            return False
        reason = reason_of(failed.error, self.words.language)
        self.console.show("", self.words.say("saved.lost", file=failed.place, reason=reason))
        return True

    def rescue(self) -> None:
        """Asks a person who leaves an unsaved game for a file name; without one, the game is lost.

        It doesn't ask if `quit` has asked already.
        """
        if not (self.console.live and self.hot_seat.loses) or self._leaving:
            return
        try:
            while self.saved is None and (name := self.console.ask(self.words.say("rescue"))):
                self.console.show(*self._save(name))
        except (PersonLeft, KeyboardInterrupt):
            self.console.show("")

    def speak(self, code: str) -> None:
        """Goes on in another of the scenario's languages. Raises ScenarioError."""
        self.hot_seat.translations.scenario(code)
        self.hot_seat.speak(code)

    def seat(self, side: str) -> bool:
        """Hands the screen over if another side sits there; returns whether it did."""
        if self.hot_seat.seated == side:
            return False
        if self.report_failure():
            self.pause()
        self.hot_seat.seat(side)
        self.clear()
        self.console.show(style_line((self._named("curtain.for", side), "heading")))
        self.listen(lambda: self._named("curtain.ready", side), {})
        self.clear()
        return True

    def open_to_all(self) -> None:
        """Lets everybody ask from now on; if several sit here, as nobody in particular."""
        if len(self.hot_seat.people) > 1:
            self.hot_seat.seat("")

    def open(self) -> None:
        """Lets everybody look at the screen: what only one may know is no longer shown."""
        if self.report_failure():
            self.pause()
        self.hot_seat.seat("")
        self.clear()

    def pause(self) -> None:
        """Waits until what is on the screen has been read; a transcript needs no waiting."""
        if self.console.live:
            self.listen(lambda: self.words.say("pause"), {})

    def clear(self) -> None:
        """Clears the screen."""
        self.console.clear(self.words.say("curtain.line"))

    def _named(self, key: str, side: str) -> str:
        return capital(self.words.say(key, side=self.words.naming.side_inside(side)))

    # Prompts

    def listen(
        self,
        prompt: Callable[[], str],
        commands: Commands,
        here: Sequence[str] = (),
        *,
        leaving: str | None = None,
    ) -> str:
        """Asks until the person types something that is no command, and returns that.

        here: what else can be said at this prompt, for help. leaving: the answer that
        is assumed if it asks about leaving unsaved. Raises PersonLeft if the person leaves.
        """
        while True:
            self.report_failure()
            line = self.console.ask(prompt())
            answer = self._command(line, commands, here)
            if answer is None:
                self._leaving = False
                return line
            self.console.show(*answer)
            if self._leaving and leaving is not None:
                return leaving
            if self.facilitator.take_change() and self.deciding:
                raise GameChanged

    def sure(self, prompt: Callable[[], str], commands: Commands) -> bool:
        """Whether the person says yes; Enter alone is no, since what follows can't be undone."""
        while True:
            # A yes to leaving must not count as a yes to this.
            line = self.listen(prompt, commands, ("yes", "no"), leaving="no")
            answer = self.words.language.match_word(line, ("yes", "no", "back", "undo"))
            if answer is not None or not line:
                return answer == "yes"
            self.console.show(self.words.say("answer.what"))

    def _command(self, line: str, commands: Commands, here: Sequence[str]) -> Iterable[Line] | None:
        """The lines that a command shows; None if the line is no command."""
        first, _, rest = line.partition(" ")
        match_word = self.words.language.match_word
        command = match_word(line, ("help", "quit", *commands))
        if command == "quit":
            return self._quit()
        self._leaving = False
        if command == "help":
            return self._help(commands, here)
        if command is not None:
            return commands[command]()
        # Who commands as the facilitator may put a colon behind the word, in French after a blank.
        command = match_word(first.rstrip(":"), self.with_words)
        if command is None:
            return None
        answer = list(self.with_words[command](rest.removeprefix(":").strip()))
        if command == "language" and rest and "menu" in commands:
            answer += commands["menu"]()
        return answer

    def _quit(self) -> Iterable[Line]:
        """Leaves; a game that would be lost is asked about once."""
        if not self.hot_seat.loses or self._leaving:
            raise PersonLeft
        self._leaving = True
        return [self.words.say("quit.unsaved")]

    def _help(self, commands: Commands, here: Sequence[str]) -> Iterable[Line]:
        names = (*here, *commands, *self.with_words, "help", "quit")
        typed = {name: self.words.say(f"usage.{name}") if name in self.with_words else
                 self.words.language.typed_word(name) for name in names}  # fmt: skip
        width = max(map(len, typed.values()))
        lines: list[Line] = ["", self.words.say("help.head")]
        for name in names:
            about = self.words.say(self.help_keys.get(name, f"help.{name}"))
            lines.append(style_line("  ", (f"{typed[name]:<{width}}", "key"), f"  {about}"))
        return lines

    # Commands that may be followed by words

    def _record(self, said: str) -> Iterable[Line]:
        return _record_lines(self.hot_seat, self.hot_seat.seated or PUBLIC, said)

    def _note(self, said: str) -> Iterable[Line]:
        if not said:
            return [self.words.say("note.empty")]
        seated = self.hot_seat.seated
        name = self.words.naming.side(seated) if seated else ""
        note = self.words.say("quotation", side=name, text=said) if name else said
        answer = self.game.do(Note(), note)
        if isinstance(answer, Refusal):
            return [self.words.refusal(answer, seated)]
        return [self.words.say("note.kept" if self.saved else "note.unsaved")]

    def notes(self) -> Iterable[Line]:
        said = Announce | Message
        lines = [line for line in self.game.lines if not isinstance(line.action, said)]
        notes = [line.note for line in lines if line.note]
        return [f"- {note}" for note in notes] or [self.words.say("over.no-notes")]

    def _tell(self, said: str) -> Iterable[Line]:
        """Writes to another side, or to everybody."""
        words, seated = self.words, self.hot_seat.seated
        named, _, message = said.partition(" ")
        named = named.rstrip(":")
        to = TO_ALL if words.language.match_word(named, ("all",)) else named.lower()
        if not seated or not message.strip() or not re.fullmatch("[a-z][a-z0-9_]*", to):
            return [words.say("tell.how", sides=", ".join(words.scenario.sides))]
        if to not in (TO_ALL, *words.scenario.sides):
            return [words.refusal(refusal("unknown-side", side=named), seated)]
        answer = self.game.do(Message(seated, to), message.strip())
        if isinstance(answer, Refusal):
            return [words.refusal(answer, seated)]
        return [words.say("tell.sent")]

    def _say(self, said: str) -> Iterable[Line]:
        """Keeps words for the next offer or statement; without any it drops the earlier ones."""
        words, seated = self.words, self.hot_seat.seated
        asked = own_words(self.hot_seat, seated) if self.deciding else None
        if asked is None:
            return [words.say("say.nothing")]
        refused = self.hot_seat.write(seated, said)
        if refused is not None:
            return [words.refusal(refused, seated)]
        if not said:
            return [words.say("say.dropped")]
        return [words.say(f"say.kept.{asked.kind}", words=said)]

    def words_with(self, side: str, move: Move) -> str:
        """Takes the words that a side has said for a decision."""
        words = self.hot_seat.words_with(side, move)
        self.hot_seat.forget_words(side)
        return words

    def news_of_talk(self, reader: str) -> list[Line]:
        """What was said to a reader that it has not read yet; from now on it counts as read."""
        marks = self.hot_seat.read_marks
        new = [saying for saying in marks.unread_sayings(reader) if saying.sender != reader]
        marks.mark_sayings_read(reader)
        return [style_line((saying_text(self.words, saying), "name")) for saying in new]

    def _save(self, said: str) -> Iterable[Line]:
        say = self.words.say
        if self.saved is not None:
            return [say("save.already", file=self.saved)]
        if self._saving is None:
            return [say("save.never")]
        if not said:
            return [say("save.where")]
        try:
            self._saving.begin(Path(said))
        except FileExistsError:
            return [say("save.exists", file=said)]
        except (OSError, RecordError, ValueError) as error:
            return [say("save.failed", file=said, reason=reason_of(error, self.words.language))]
        return [say("save.done", file=said)]

    def _language(self, said: str) -> Iterable[Line]:
        codes = self.hot_seat.translations.codes
        named = ", ".join(f"{code} ({language(code).say('language.name')})" for code in codes)
        code = next((each for each in codes if each.lower() == said.lower()), None)
        if code is None:
            return [self.words.say("language.known", codes=named, first=codes[-1])]
        try:
            self.speak(code)
        except ScenarioError as error:
            return [self.words.say("language.broken", problem=error.problems[0])]
        return [self.words.say("language.now")]


def _record_lines(hot_seat: HotSeat, reader: str, turn: str = "") -> Iterable[Line]:
    """What happened in a turn, or in the whole game; how to ask, where there is no such turn."""
    words, last = hot_seat.words, hot_seat.state.turn
    number = read_number(turn, last)
    if turn and number is None:
        return [words.say("record.turns", last=last)]
    narration, lines = Narration(), list[Line]()
    for batch_turn, batch in hot_seat.record(reader):
        if number in (None, batch_turn):
            lines += narration.lines(words, batch)
    return lines or [words.say("record.nothing")]
