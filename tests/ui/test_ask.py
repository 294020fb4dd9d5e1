"""A question over the screen that asks it: yes acts, no doesn't, and nothing shows through."""

from pathlib import Path

import pytest
import tiny_program
from drawing import SIZES, commands, drawn, misfits, texts

from game.ui.page.screen import Answer, Home, Pop, Quit, Then
from game.ui.screens.ask import Agree, Ask, Decline

LONG = "All that was agreed is void, and both sides know it. " * 30


def ask(folder: Path, answer: Answer = None, text: str = "It ends the talks.") -> Ask:
    program = tiny_program.program(folder)
    return Ask(program, tiny_program.Empty(), "Walk out?", text, "Walk out", answer)


def test_yes_takes_the_question_away_and_then_answers(tmp_path: Path) -> None:
    assert ask(tmp_path, Home()).handle(Agree()) == Then((Pop(), Home()))


def test_no_only_takes_it_away(tmp_path: Path) -> None:
    assert ask(tmp_path, Home()).handle(Decline()) == Pop()


def test_what_yes_does_is_done_once_it_is_said(tmp_path: Path) -> None:
    done: list[str] = []

    def act() -> Answer:
        done.append("done")
        return Quit()

    asked = Ask(tiny_program.program(tmp_path), None, "Quit?", "All is lost.", "Quit", act)
    asked.handle(Decline())
    assert done == []
    assert asked.handle(Agree()) == Then((Pop(), Quit()))
    assert done == ["done"]


def test_enter_says_yes_and_escape_no(tmp_path: Path) -> None:
    assert ask(tmp_path).keys == {"enter": Agree(), "escape": Decline()}


def test_where_yes_cannot_be_undone_enter_says_no(tmp_path: Path) -> None:
    program = tiny_program.program(tmp_path)
    asked = Ask(program, None, "Walk out?", "It ends the talks.", "Walk out", Home(), final=True)
    assert asked.keys == {"y": Agree(), "escape": Decline(), "enter": Decline()}
    assert {"Y", "Esc"} <= set(texts(drawn(asked)).splitlines())


def test_of_the_screen_beneath_nothing_can_be_read_or_pressed(tmp_path: Path) -> None:
    page = drawn(ask(tmp_path))
    assert "Beneath" not in texts(page)
    assert commands(page) == [Agree(), Decline()]


@pytest.mark.parametrize(("width", "height", "text"), SIZES)
def test_it_fits_however_much_it_says(tmp_path: Path, width: int, height: int, text: float) -> None:
    assert misfits(drawn(ask(tmp_path, text=LONG), (width, height), text)) == []
