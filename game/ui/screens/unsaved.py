"""Questions about a game that is not saved: at its start, after a decision, before leaving."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from attrs import frozen

from game.session.clock import stamp
from game.session.records.games import fresh_path
from game.session.records.record import RecordError
from game.session.records.saved import Saving, Unsaved
from game.ui.page.commands import key_name
from game.ui.page.elements import Beside, Marked, Stack
from game.ui.page.page import Page
from game.ui.page.screen import Answer, Pop, Push, Screen, Then
from game.ui.paint.fonts import BODY, SCENARIO
from game.ui.program.folders import shorten_path
from game.ui.program.program import Program
from game.ui.screens.save_file import ChooseWay, SaveFile, WayOut
from game.ui.widgets.buttons import FULL, GREY, Button
from game.ui.widgets.dialog import Behind, dialog, scrolled_lines
from game.words.error_words import describe_record_error, reason_of
from game.words.sentences import capital


class SaveGame(SaveFile):
    """A path is typed or chosen, until the game is saved there."""

    name = "save-game"
    ending = ".game"
    title, texts = "ui.save.title", "ui.save"

    def __init__(
        self,
        program: Program,
        saving: Saving,
        beneath: Screen | None = None,
        then: Answer | Callable[[], Answer] = None,
    ) -> None:
        """then: the answer once the game is saved, or a function that gives it."""
        self._saving = saving
        self._then = then
        scenario = program.playing.game.rules.scenario.id
        usual = fresh_path(program.games, scenario, stamp()).name
        folders = {"games": program.games} if program.games.is_dir() else {}
        super().__init__(program, folders, usual, beneath)

    def _write(self, path: Path) -> Path:
        self._saving.begin(path)
        self._program.forget_saved()
        return path

    def _after(self) -> Answer:
        then = self._then() if callable(self._then) else self._then
        return Pop() if then is None else Then((Pop(), then))


WIDE = 760
Act = Answer | Callable[[], Answer]
"""An answer, or a function that acts and gives one."""


@frozen
class Way:
    """One way out of the question."""

    name: WayOut
    key: str
    label: str
    act: Act
    closes: bool = True
    """Whether the question is closed before its answer is acted on."""


class UnsavedGame:
    """A question with a few ways out; nothing is lost before one of them is chosen."""

    name = "unsaved"

    def __init__(
        self, program: Program, beneath: Screen | None, title: str, text: str, ways: Sequence[Way]
    ) -> None:
        self._program = program
        self._behind = Behind(beneath)
        self._title = title
        self._text = text
        self._ways = {way.name: way for way in ways}

    @property
    def keys(self) -> Mapping[str, ChooseWay]:
        return {way.key: ChooseWay(way.name) for way in self._ways.values()}

    def handle(self, command: ChooseWay) -> Answer:
        way = self._ways.get(command.way)
        if way is None:
            return None
        answer = way.act() if callable(way.act) else way.act
        if not way.closes:
            return answer
        return Pop() if answer is None else Then((Pop(), answer))

    def draw(self, page: Page) -> None:
        ink = page.ink
        self._behind.draw(page, self._program.code)
        head = Marked("warning", self._title, SCENARIO, ink.first, page.palette.brass, 14)
        width = min(page.theme.tall(WIDE), page.theme.width - 2 * page.px(40)) - 2 * page.px(36)
        text = scrolled_lines(page, self._text, BODY, ink.second, width - page.px(24))
        first, *others = (self._button(way) for way in self._ways.values())
        rest = Beside(tuple((button, -1) for button in others), 12)
        dialog(page, head, text, Stack((first, rest), 12), WIDE, 0)

    def _button(self, way: Way) -> Button:
        key = key_name(way.key, self._program.say)
        weight = FULL if way.key == "enter" else GREY
        return Button(ChooseWay(way.name), way.label, weight, below=key)


def unsaved(
    program: Program, beneath: Screen | None, error: RecordError, again: Act
) -> UnsavedGame:
    """Asks after a failed save: try again, save elsewhere, or play on.

    again: what was wanted; it is not lost, whichever way is chosen.
    """
    say, reason = program.say, capital(describe_record_error(error, program.language)).rstrip(".")
    full = error.code == "unwritten"
    key = "ui.unsaved.about" if full else "ui.unsaved.about.elsewhere"

    def go_on() -> Answer:
        if program.hot_seat is not None:
            program.hot_seat.stop_saving()
        return again() if callable(again) else again

    retry = Way("again", "enter", say("ui.again"), again)
    save = _save(program, beneath, "s" if full else "enter", again)
    without = Way("without", "escape", say("ui.unsaved.without"), go_on)
    ways = (retry, *save, without) if full else (*save, without)
    return UnsavedGame(program, beneath, say("ui.unsaved.title"), say(key, why=reason), ways)


def unsaved_at_start(program: Program, beneath: Screen | None, failed: Unsaved) -> UnsavedGame:
    """Asks before the first decision: save the game elsewhere, or play it unsaved."""
    place, reason = shorten_path(str(failed.place), 70), reason_of(failed.error, program.language)
    text = program.say("ui.unsaved.start.about", place=place, reason=reason)
    without = Way("without", "escape", program.say("ui.unsaved.play"), None)
    ways = (*_save(program, beneath, "enter", None), without)
    return UnsavedGame(program, beneath, program.say("ui.unsaved.start"), text, ways)


def before_leaving(program: Program, beneath: Screen | None, wanted: Answer) -> Answer:
    """The wanted answer where nothing is lost by it, else the question whether to save first."""
    hot_seat, say = program.hot_seat, program.say
    if hot_seat is None or not hot_seat.loses:
        return wanted
    ways = (
        *_save(program, beneath, "enter", wanted, "ui.save.title"),
        Way("leave", "l", say("ui.unsaved.leave"), wanted),
        Way("stay", "escape", say("ui.unsaved.stay"), None),
    )
    title, text = say("ui.unsaved.leaving"), say("ui.unsaved.leaving.about")
    return Push(UnsavedGame(program, beneath, title, text, ways))


def _save(
    program: Program, beneath: Screen | None, key: str, then: Act, label: str = "ui.unsaved.save"
) -> tuple[Way, ...]:
    """The way to save the game in a file; the question stays open until that is done."""
    saving = program.hot_seat.saving if program.hot_seat is not None else None
    if saving is None:
        return ()

    def close() -> Answer:
        answer = then() if callable(then) else then
        return Pop() if answer is None else Then((Pop(), answer))

    screen = SaveGame(program, saving, beneath, close)
    return (Way("save", key, program.say(label), Push(screen), closes=False),)
