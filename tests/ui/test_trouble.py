"""A scenario with mistakes: all of them with their places, and reading it again once mended."""

from pathlib import Path

import pytest
import tiny_program
from drawing import SIZES, drawn, misfits, texts

from game.model.problems import Problem, Severity
from game.ui.page.screen import Pop, Replace
from game.ui.program.library import BrokenScenario, open_scenario
from game.ui.screens.saved_games.file_list import ReadAgain
from game.ui.screens.saved_games.trouble import Mistakes
from game.ui.screens.setup.setup import Setup

BROKEN = tiny_program.INJECTS.replace("trust: +5", "trsut: +5")


def mistakes(folder: Path, text: str = BROKEN) -> Mistakes:
    found = open_scenario(tiny_program.written(folder, text))
    assert isinstance(found, BrokenScenario)
    return Mistakes(tiny_program.program(folder), found)


def problem(severity: Severity, line: int, message: str = "wrong") -> Problem:
    return Problem("tiny.yaml", line, 3, severity, "code", "actions.warm", "x", message, "mend it")


def test_a_mistake_is_told_with_its_place_and_its_cure(tmp_path: Path) -> None:
    shown = mistakes(tmp_path)
    (found,) = shown.problems
    page = texts(drawn(shown, (1920, 1080)))
    assert f"tiny.yaml:{found.line}:{found.column}" in page
    assert found.hint in page
    assert found.line > 1


def test_mistakes_come_before_warnings_and_in_file_order(tmp_path: Path) -> None:
    found = (problem("warning", 1), problem("error", 9), problem("error", 4))
    shown = Mistakes(tiny_program.program(tmp_path), BrokenScenario(tmp_path / "tiny.yaml", found))
    assert [(each.severity, each.line) for each in shown.problems] == [
        ("error", 4),
        ("error", 9),
        ("warning", 1),
    ]


def test_a_mended_scenario_can_be_played_at_once(tmp_path: Path) -> None:
    shown = mistakes(tmp_path)
    tiny_program.written(tmp_path)
    answer = shown.handle(ReadAgain())
    assert isinstance(answer, Replace)
    assert isinstance(answer.screen, Setup)


def test_read_again_it_lists_what_is_wrong_now(tmp_path: Path) -> None:
    shown = mistakes(tmp_path)
    tiny_program.written(tmp_path, BROKEN.replace("heat: +1", "haet: +1"))
    assert shown.handle(ReadAgain()) is None
    assert len(shown.problems) == 2


def test_a_file_that_is_gone_is_a_mistake_too(tmp_path: Path) -> None:
    shown = mistakes(tmp_path)
    shown.broken.path.unlink()
    assert shown.handle(ReadAgain()) is None
    assert len(shown.problems) == 1


def test_escape_goes_back(tmp_path: Path) -> None:
    shown = mistakes(tmp_path)
    assert shown.handle(shown.keys["escape"]) == Pop()


@pytest.mark.parametrize(("width", "height", "text"), SIZES)
def test_it_fits_however_long_the_mistakes_are(
    tmp_path: Path, width: int, height: int, text: float
) -> None:
    long = "this_is_no_word_at_all" * 9 + " is unknown here " * 40
    found = tuple(problem("error", n, long) for n in range(1, 30))
    path = tmp_path / ("a-folder-with-a-long-name/" * 9) / "tiny.yaml"
    shown = Mistakes(tiny_program.program(tmp_path), BrokenScenario(path, found))
    assert misfits(drawn(shown, (width, height), text)) == []
