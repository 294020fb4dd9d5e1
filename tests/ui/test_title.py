"""The scenarios on the title: all can be chosen, whatever the window."""

import re
from pathlib import Path

import pytest
import tiny_program
from drawing import SIZES, drawn, misfits, texts, unreadable

from game.session.records.games import GameOnDisk
from game.ui.page.commands import Command, QuitProgram
from game.ui.page.page import Page
from game.ui.page.screen import Answer, Push, Screen
from game.ui.paint.canvas import Rect
from game.ui.program import library
from game.ui.program.program import Program
from game.ui.screens.saved_games.trouble import Mistakes
from game.ui.screens.setup.setup import Setup
from game.ui.screens.setup.setup_commands import BeginGame
from game.ui.screens.title.title import Title
from game.ui.screens.title.title_commands import (
    ChooseScenario,
    ChooseVersion,
    ContinueGame,
    LeafScenarios,
    OpenHosting,
    PlayScenario,
)

NAMES = ("Kuala Lumpur", "Countermeasures", "Export Control Dialogue", "A", "Nexperia Standoff")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Five scenarios."""
    files = {}
    for number, name in enumerate(NAMES):
        (folder := tmp_path / str(number)).mkdir()
        file = tiny_program.written(folder, "summary: Ten months, and more to come.\n")
        text = file.read_text(encoding="utf-8").replace("title: Tiny", f"title: {name}")
        file.write_text(text, encoding="utf-8")
        files[name] = file
    monkeypatch.setattr(library, "shipped", lambda: files)
    monkeypatch.setattr(library, "shipped_campaigns", dict)
    return tiny_program.program(tmp_path)


def pressed(screen: Screen, command: Command) -> Answer:
    """What a screen answers to a press of something on its page."""
    return screen.handle(command)


def chosen(page: Page) -> str:
    """The scenario on the sheet, which is the leftmost."""
    names = [blit for blit in page.canvas.texts if blit.text in NAMES]
    return min(names, key=lambda blit: Rect(blit.rect).x).text


@pytest.mark.parametrize(("width", "height", "text"), SIZES)
def test_every_scenario_can_be_chosen_by_mouse(
    program: Program, width: int, height: int, text: float
) -> None:
    title, seen = Title(program), set()
    for _ in NAMES:
        page = drawn(title, (width, height), text)
        assert misfits(page) == []
        assert unreadable(page) == []
        seen.add(chosen(page))
        if seen == set(NAMES):
            return
        ways = [
            target
            for target in page.targets
            if isinstance(target.command, LeafScenarios | ChooseScenario)
        ]
        fresh = (way for way in ways if way.label in NAMES and way.label not in seen)
        on = next(fresh, None) or next(way for way in ways if way.command == LeafScenarios(1))
        pressed(title, on.command)
    raise AssertionError(seen)


@pytest.mark.parametrize(("width", "height", "text"), SIZES)
def test_no_word_of_a_title_is_broken(
    program: Program, width: int, height: int, text: float
) -> None:
    title, whole = Title(program), {word for name in NAMES for word in name.split()}
    for _ in NAMES:
        cards = re.split(r"\s", texts(drawn(title, (width, height), text)))
        parts = {word for word in cards for full in whole if len(word) > 3 and word in full}
        assert parts <= whole
        title.handle(LeafScenarios(1))


VARIANTS = """
summary: Ten months, and more to come.
variants:
  short: {title: Tiny and short, turns: 2, minutes: [5, 9]}
  broken: {title: Tiny and broken, turns: two}
"""


@pytest.fixture
def varied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Title:
    """The title with a scenario that has two variants, one of them with a mistake."""
    file = tiny_program.written(tmp_path, VARIANTS)
    monkeypatch.setattr(library, "shipped", lambda: {"tiny": file})
    monkeypatch.setattr(library, "shipped_campaigns", dict)
    return Title(tiny_program.program(tmp_path))


@pytest.mark.parametrize(("width", "height", "text"), SIZES)
def test_the_variants_of_a_scenario_stand_on_its_sheet(
    varied: Title, width: int, height: int, text: float
) -> None:
    page = drawn(varied, (width, height), text)
    assert misfits(page) == []
    versions = [each for each in page.targets if isinstance(each.command, ChooseVersion)]
    assert [each.label for each in versions] == ["Tiny", "Tiny and short", "Tiny and broken"]
    assert len({tuple(each.rect) for each in versions}) == 3


def test_a_chosen_variant_is_on_the_sheet_and_is_what_is_played(varied: Title) -> None:
    assert varied.handle(ChooseVersion("short")) is None
    page = drawn(varied)
    assert "5–9 min" in texts(page)
    answer = varied.handle(PlayScenario())
    assert isinstance(answer, Push)
    assert isinstance(answer.screen, Setup)
    program = varied._program
    answer.screen.handle(BeginGame())
    assert program.playing.game.rules.scenario.id == "tiny:short"
    assert program.playing.game.rules.scenario.turns == 2
    [saved] = program.saved()
    assert isinstance(saved, GameOnDisk)
    assert (saved.title, saved.turns, saved.scenario) == ("Tiny and short", 2, "tiny:short")
    assert program.again() is not None


def test_a_key_goes_through_the_variants_and_back_to_the_scenario(varied: Title) -> None:
    assert varied.handle(varied.keys["v"]) is None
    assert varied._chosen_scenario().scenario("en").turns == 2  # type: ignore[union-attr]
    broken = varied.handle(varied.keys["v"])
    assert isinstance(broken, Push)
    assert isinstance(broken.screen, Mistakes)
    varied.handle(ChooseVersion(None))
    assert varied._chosen_scenario().scenario("en").turns == 3  # type: ignore[union-attr]


def test_without_variants_no_key_asks_for_one(program: Program) -> None:
    assert "v" not in Title(program).keys


def test_enter_on_what_cannot_be_played_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoilt = tmp_path / "spoilt.yaml"
    spoilt.write_text("format: 1\n", encoding="utf-8")
    monkeypatch.setattr(library, "shipped", lambda: {"spoilt": spoilt})
    monkeypatch.setattr(library, "shipped_campaigns", dict)
    program = tiny_program.program(tmp_path)
    title = Title(program)
    answer = title.handle(title.keys["enter"])
    assert isinstance(answer, Push)
    assert isinstance(answer.screen, Mistakes)


def test_why_a_game_cannot_be_continued_is_said_in_words(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    tiny_program.act(tiny_program.hot_seat(program).game, "north warm")
    program.leave()
    title = Title(program)
    (game,) = program.saved()
    game.path.write_bytes(game.path.read_bytes().replace(b"north", b"south", 1))
    assert title.handle(ContinueGame()) is None
    assert "was changed after it was written" in program.toast


@pytest.mark.parametrize("code", ["en", "fr"])
def test_no_teaser_of_a_shipped_game_is_cut_and_quit_stands_over_the_sheet(
    tmp_path: Path, code: str
) -> None:
    program = tiny_program.program(tmp_path, code)
    for size in ((1280, 720), (1600, 900), (1920, 1080)):
        page = drawn(Title(program), size)
        cut = [blit.text for blit in page.canvas.texts if blit.text.endswith("…")]
        assert cut == [program.say("ui.open")], size
        [out] = [each.rect for each in page.targets if isinstance(each.command, QuitProgram)]
        [room] = [each.rect for each in page.targets if isinstance(each.command, OpenHosting)]
        assert out.right <= room.right + page.px(30), "off the map"
