"""Whatever lies in somebody's folders, the window starts, and the rest of them is shown."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import tiny_program

from game.authoring.load import load
from game.authoring.reading.files import Folder
from game.model.scenario import Scenario
from game.session.records.games import saved_games
from game.ui.program import library
from game.ui.program.library import BrokenScenario, PlayableScenario

Lay = Callable[[Path], None]


def _pipe(path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes with a name")
    os.mkfifo(path)


def _link(target: str) -> Lay:
    def lay(path: Path) -> None:
        try:
            path.symlink_to(target)
        except OSError:
            pytest.skip("this system lets nobody make links")

    return lay


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(10 * 2**30)


def _written(data: bytes) -> Lay:
    def lay(path: Path) -> None:
        path.write_bytes(data)

    return lay


ODD: dict[str, Lay] = {
    "a pipe": _pipe,
    "a link to a device": _link("/dev/zero"),
    "a link to nothing": _link("nothing"),
    "a link to itself": _link("odd.yaml"),
    "a folder": Path.mkdir,
    "a huge file": _huge,
    "bytes": _written(bytes(range(256))),
    "an escaped include": _written(tiny_program.INJECTS.encode() + b'include: "a\\0b.yaml"\n'),
    "deep brackets": _written(b"a: " + b"[" * 100_000),
}


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one good scenario, beside those that come with the game."""
    monkeypatch.setattr(library, "shipped", dict)
    monkeypatch.setattr(library, "shipped_campaigns", dict)
    tiny_program.written(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_in_the_folder_of_scenarios_hides_no_other(own: Path, name: str) -> None:
    ODD[name](own / "odd.yaml")
    books = list(library.open_scenarios(own))
    assert [type(book) for book in books] == [BrokenScenario, PlayableScenario]
    assert [book.path.name for book in books] == ["odd.yaml", "tiny.yaml"]
    assert isinstance(books[0], BrokenScenario)
    assert all(str(problem).isprintable() for problem in books[0].problems)


def test_a_mistake_of_our_own_in_one_scenario_hides_no_other(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own / "odd.yaml").write_text("format: 1\n", encoding="utf-8")

    def stumbling(folder: Folder) -> Scenario:
        if folder.main == "odd.yaml":
            raise RecursionError("too deep")
        return load(folder)

    monkeypatch.setattr("game.ui.program.library.load", stumbling)
    odd, book = library.open_scenarios(own)
    assert isinstance(odd, BrokenScenario)
    assert [problem.message for problem in odd.problems] == ["the file can't be read: too deep"]
    assert isinstance(book, PlayableScenario)


@pytest.mark.skipif(sys.platform == "win32", reason="no file can have such a name")
def test_a_name_that_cannot_be_printed_hides_no_other(own: Path) -> None:
    (own / "\x1b[2J\udcff\n.yaml").write_bytes((own / "tiny.yaml").read_bytes())
    odd, book = library.open_scenarios(own)
    assert isinstance(odd, BrokenScenario)
    assert [problem.code for problem in odd.problems] == ["file-name"]
    assert isinstance(book, PlayableScenario)


@pytest.mark.parametrize("name", sorted(ODD))
def test_an_odd_file_among_the_saved_games_hides_no_other(own: Path, name: str) -> None:
    program = tiny_program.playing(own)
    [good] = program.games.glob("*.game")
    ODD[name](program.games / "odd.game")
    assert [game.path for game in saved_games(program.games)] == [good]
    program.leave()


def test_what_is_no_folder_holds_no_scenarios_and_no_games(own: Path) -> None:
    assert list(library.open_scenarios(own / "tiny.yaml")) == []
    assert list(saved_games(own / "none")) == []
