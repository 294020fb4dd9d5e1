"""The key that opens a text field is not typed into it: events as a keyboard sends them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import lookedback
import pygame
import pytest
import tiny_program
from attrs import frozen
from drawing import drawn

from game.ui.page.commands import Command, OpenMenu, WriteOwnWords
from game.ui.page.events import EventReader
from game.ui.screens.looking_back.debrief_commands import OpenReport
from game.ui.screens.looking_back.over import SaveReport
from game.ui.screens.menu.menu_commands import OpenNote
from game.ui.screens.menu.note import WriteNote, WriteWords
from game.ui.screens.next_screen import next_screen
from game.ui.screens.saved_games.files import OpenFile
from game.ui.screens.title.title import Title
from game.ui.screens.title.title_commands import OpenFiles
from game.ui.shell.app import App


@frozen
class Field:
    """A text field, and how one gets to it from the first screen: a key, and a button."""

    name: str
    screen: Callable[[Path], App]
    letter: str
    button: Command


def at_title(folder: Path) -> App:
    program = tiny_program.program(folder)
    return App(program, Title(program), next_screen, (1280, 720))


def at_menu(folder: Path) -> App:
    program = tiny_program.playing(folder)
    tiny_program.hot_seat(program).mark_all_read()
    app = App(program, Title(program), next_screen, (1280, 720))
    app.go_on()
    app.do(OpenMenu())
    return app


def at_the_end(folder: Path) -> App:
    program = tiny_program.playing(folder)
    tiny_program.finish(tiny_program.hot_seat(program).game)
    tiny_program.hot_seat(program).mark_all_read()
    app = App(program, Title(program), next_screen, (1280, 720))
    app.go_on()
    return app


def at_the_table(folder: Path) -> App:
    program = tiny_program.playing(folder, text=lookedback.STORY)
    program.change(guided=False)
    app = App(program, Title(program), next_screen, (1280, 720))
    tiny_program.hot_seat(program).mark_all_read()
    app.go_on()
    return app


FIELDS = (
    Field("files", at_title, "o", OpenFiles()),
    Field("note", at_menu, "n", OpenNote()),
    Field("words", at_the_table, "y", WriteOwnWords()),
    Field("report", at_the_end, "r", OpenReport()),
)


class Keyboard:
    """A keyboard: it sends each key, then its letter, and the key's end."""

    def __init__(self, app: App) -> None:
        self.app = app
        self._door = EventReader()
        self._send(pygame.event.Event(pygame.NOEVENT))

    def _send(self, event: pygame.event.Event) -> None:
        self.app.take(self._door.intent(event, self.app.screen))
        self.app.draw(pygame.Surface(self.app.size))

    def down(self, code: int, letter: str = "", mod: int = 0, text: str | None = None) -> None:
        down = pygame.event.Event(pygame.KEYDOWN, key=code, mod=mod, unicode=letter)
        self._send(down)
        if letter and text is None:
            text = letter
        if text:
            self.text(text)

    def up(self, code: int) -> None:
        self._send(pygame.event.Event(pygame.KEYUP, key=code, mod=0))

    def text(self, letters: str) -> None:
        self._send(pygame.event.Event(pygame.TEXTINPUT, text=letters))

    def press(self, code: int, letter: str = "", mod: int = 0) -> None:
        self.down(code, letter, mod)
        self.up(code)

    @property
    def field(self) -> str:
        """What stands in the field."""
        screen = self.app.screen
        assert isinstance(screen, OpenFile | WriteNote | WriteWords | SaveReport), screen.name
        return screen.typing.text


@pytest.fixture(params=FIELDS, ids=lambda field: field.name)
def field(request: pytest.FixtureRequest) -> Field:
    found: Field = request.param
    return found


@pytest.fixture
def keyboard(field: Field, tmp_path: Path) -> Keyboard:
    drawn(tiny_program.Empty())
    return Keyboard(field.screen(tmp_path))


def grown(keyboard: Keyboard, before: str) -> str:
    """What was typed at the end of the field."""
    text = keyboard.field
    assert text.startswith(before)
    return text[len(before) :]


@pytest.mark.parametrize("shifted", [False, True])
def test_the_letter_of_the_key_that_opened_a_field_is_not_typed_into_it(
    keyboard: Keyboard, field: Field, shifted: bool
) -> None:
    letter = field.letter.upper() if shifted else field.letter
    mod = pygame.KMOD_SHIFT if shifted else pygame.KMOD_NONE
    keyboard.press(ord(field.letter), letter, mod)
    assert keyboard.app.screen.name == field.name
    assert not keyboard.field.endswith(letter)


def test_a_dead_key_before_it_changes_nothing(keyboard: Keyboard, field: Field) -> None:
    keyboard.press(pygame.K_QUOTE)
    keyboard.down(ord(field.letter), field.letter, text="ń")
    keyboard.up(ord(field.letter))
    assert keyboard.app.screen.name == field.name
    assert not keyboard.field.endswith("ń")


def test_held_down_it_is_not_typed_either(keyboard: Keyboard, field: Field) -> None:
    keyboard.down(ord(field.letter), field.letter)
    before = keyboard.field
    for _ in range(3):
        keyboard.down(ord(field.letter), field.letter)
        keyboard.text(field.letter)
    assert keyboard.field == before
    keyboard.up(ord(field.letter))
    keyboard.press(ord(field.letter), field.letter)
    assert grown(keyboard, before) == field.letter


def test_the_space_that_pressed_a_button_is_not_typed(keyboard: Keyboard, field: Field) -> None:
    keyboard.app.look(focus=field.button, ring=True)
    keyboard.press(pygame.K_SPACE, " ")
    assert keyboard.app.screen.name == field.name
    assert not keyboard.field.endswith(" ")


def test_what_is_typed_afterwards_arrives_from_every_key(keyboard: Keyboard, field: Field) -> None:
    keyboard.down(ord(field.letter), field.letter)
    before = keyboard.field
    keyboard.press(pygame.K_x, "x")  # while the first key is still down
    keyboard.up(ord(field.letter))
    keyboard.press(pygame.K_KP7, "7")
    keyboard.press(pygame.K_e, "€", pygame.KMOD_MODE)
    keyboard.press(pygame.K_q, "@", pygame.KMOD_CTRL | pygame.KMOD_RALT)
    keyboard.press(pygame.K_r, "R", pygame.KMOD_SHIFT)
    keyboard.text("é")  # some keyboards send letters without a key
    keyboard.press(pygame.K_SPACE, " ")
    keyboard.down(pygame.K_o, "o")
    keyboard.text("o")  # the system repeats a held letter
    assert grown(keyboard, before) == "x7€@Ré oo"


def test_letters_without_a_key_arrive_in_a_field_that_a_click_opened(
    keyboard: Keyboard, field: Field
) -> None:
    keyboard.press(pygame.K_DOWN)
    keyboard.app.do(field.button)
    before = keyboard.field
    keyboard.text("é")
    assert grown(keyboard, before) == "é"


def test_each_field_of_the_window_is_tried_here() -> None:
    screens = Path(__file__).parents[2] / "game" / "ui" / "screens"
    with_field = {
        path.stem
        for path in screens.rglob("*.py")
        if "import TextField, Typing" in path.read_text(encoding="utf-8")
    }
    assert with_field == {"files", "note", "save_file"}
