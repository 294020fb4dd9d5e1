"""The settings: each is changed at once and by keys too, and all of it fits."""

from pathlib import Path

import pytest
import tiny_program
from drawing import drawn, texts

from game.ui.page.commands import SetLanguage
from game.ui.page.screen import Pop
from game.ui.screens.options.options import SWITCHES, Options
from game.ui.screens.options.options_commands import SetSwitch, SetTextSize
from game.words.language import language, languages


def test_a_size_of_text_is_taken_at_once_and_seen(tmp_path: Path) -> None:
    options = Options(tiny_program.program(tmp_path))
    assert options.handle(SetTextSize(160)) is None
    assert options._program.settings.text == 160


def test_plus_and_minus_go_to_the_next_size_and_stop_at_the_ends(tmp_path: Path) -> None:
    program = tiny_program.program(tmp_path)
    options = Options(program)
    for key, size in (("+", 110), ("=", 125), ("-", 110), ("-", 100), ("-", 90)):
        options.handle(options.keys[key])
        assert program.settings.text == size
    program.change(text=160)
    assert "+" not in options.keys
    program.change(text=80)
    assert "-" not in options.keys


@pytest.mark.parametrize("name", SWITCHES)
def test_a_switch_goes_on_and_off(tmp_path: Path, name: str) -> None:
    program = tiny_program.program(tmp_path)
    options = Options(program)
    for way in ("on", "off", "on"):
        options.handle(SetSwitch(name, way == "on"))
        assert getattr(program.settings, name) is (way == "on")


def test_every_language_is_offered_by_its_own_name(tmp_path: Path) -> None:
    program = tiny_program.program(tmp_path)
    shown = texts(drawn(Options(program))).split("\n")
    for code in languages():
        assert language(code).say("language.name") in shown
    Options(program).handle(SetLanguage("fr"))
    assert program.settings.language == "fr"


def test_the_keys_are_on_a_page_of_their_own(tmp_path: Path) -> None:
    options = Options(tiny_program.program(tmp_path))
    options.handle(options.keys["k"])
    assert "walk out" in texts(drawn(options, (1920, 1080))).split("\n")
    options.handle(options.keys["k"])
    assert "walk out" not in texts(drawn(options, (1920, 1080))).split("\n")


def test_escape_goes_back(tmp_path: Path) -> None:
    options = Options(tiny_program.program(tmp_path))
    assert options.handle(options.keys["escape"]) == Pop()
