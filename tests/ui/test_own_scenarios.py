"""A person's own scenarios on the title: marked, read again, and never in the others' way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import tiny
import tiny_program
from drawing import commands, drawn, texts
from platformdirs import PlatformDirsABC, macos, unix

from game.authoring.load import load
from game.authoring.reading.files import Folder
from game.model.scenario import Scenario
from game.ui.page.screen import Pop, Push
from game.ui.program import folders, library
from game.ui.program.library import BrokenScenario, PlayableScenario
from game.ui.program.program import Program
from game.ui.screens.saved_games.trouble import Mistakes
from game.ui.screens.title.own_folder import OwnFolder
from game.ui.screens.title.title import Title
from game.ui.screens.title.title_commands import (
    ChooseScenario,
    CloseOwnFolder,
    LeafScenarios,
    OpenOwnFolder,
    ShowOwnFolder,
)
from game.ui.shell.start import make_app

SPOILT = "turns: a dozen\ntrackz: {}\nsides: [one]\n"


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """One scenario that comes with the game, and a folder for one's own."""
    (tmp_path / "shipped").mkdir()
    shipped = lay(tmp_path / "shipped", "harbour", "Harbour")
    monkeypatch.setattr(library, "shipped", lambda: {"harbour": shipped})
    monkeypatch.setattr(library, "shipped_campaigns", dict)
    program = tiny_program.program(tmp_path)
    program.own = tmp_path / "own"
    program.own.mkdir()
    return program


def lay(folder: Path, id: str, title: str) -> Path:
    """A scenario's file in a folder."""
    path = folder / f"{id}.yaml"
    text = "\n".join(tiny.SECTIONS.values()).replace("id: tiny", f"id: {id}")
    path.write_text(text.replace("title: Tiny", f"title: {title}"), encoding="utf-8")
    return path


def own(program: Program) -> Path:
    assert program.own is not None
    return program.own


def titles(program: Program) -> list[str]:
    return [
        each.scenario("en").title if isinstance(each, PlayableScenario) else each.path.stem
        for each in program.scenarios
    ]


def read_all(program: Program) -> None:
    while program.read_on():
        pass


def test_a_file_in_the_folder_stands_beside_those_that_come_with_the_game(program: Program) -> None:
    lay(own(program), "mine", "My own")
    page = texts(drawn(Title(program)))
    for shown in ("Harbour", "My own", "Yours"):
        assert shown in page
    assert page.count("Yours") == 1
    assert [each.own for each in program.scenarios] == [False, True]


def test_the_chosen_one_is_marked_too(program: Program) -> None:
    lay(own(program), "mine", "My own")
    title = Title(program)
    title.handle(LeafScenarios(1))
    lines = texts(drawn(title)).split("\n")
    assert "YOURS" in lines or "Yours" in lines
    assert "Play" in lines


def test_one_with_mistakes_shows_the_first_and_leads_to_all(program: Program) -> None:
    (own(program) / "broken.yaml").write_text(SPOILT, encoding="utf-8")
    lay(own(program), "mine", "My own")
    title = Title(program)
    page = " ".join(texts(drawn(title)).split())
    broken = program.scenarios[1]
    assert isinstance(broken, BrokenScenario)
    for shown in (
        "broken",
        "mistakes",
        "See all",
        "My own",
        "Harbour",
        f"Line {broken.first_problem.line}: ",
    ):
        assert shown in page
    assert broken.first_problem.severity == "error"
    assert broken.first_problem.message[:20] in page
    answer = title.handle(ChooseScenario(1))
    assert isinstance(answer, Push)
    assert isinstance(answer.screen, Mistakes)


def test_of_many_scenarios_half_of_those_in_sight_are_ones_own(
    program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    files = {}
    for number in range(6):
        (folder := tmp_path / str(number)).mkdir()
        files[str(number)] = lay(folder, f"s{number}", f"Shipped {number}")
        lay(own(program), f"own{number}", f"Own {number}")
    monkeypatch.setattr(library, "shipped", lambda: files)
    monkeypatch.setattr(library, "shipped_campaigns", dict)
    lines = texts(drawn(Title(program))).split("\n")
    shown = [line for line in lines if line.startswith(("Shipped", "Own"))]
    assert [line for line in shown if line.startswith("Own")] == ["Own 0", "Own 1"]
    assert len([line for line in shown if line.startswith("Shipped")]) == 3


# Files that come, change and go


def test_what_is_put_into_the_folder_or_saved_there_is_read_when_one_comes_back(
    program: Program,
) -> None:
    app = make_app(program)
    drawn(app.screen)
    assert titles(program) == ["Harbour"]
    path = lay(own(program), "mine", "My own")
    app.woken()
    read_all(program)
    assert titles(program) == ["Harbour", "My own"]
    lay(own(program), "mine", "My own, at last")
    app.woken()
    read_all(program)
    assert titles(program) == ["Harbour", "My own, at last"]
    path.write_text(SPOILT, encoding="utf-8")
    app.woken()
    read_all(program)
    assert titles(program) == ["Harbour", "mine"]
    path.unlink()
    app.woken()
    read_all(program)
    assert titles(program) == ["Harbour"]


def test_only_what_has_changed_is_read_again(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    for id in ("a", "b", "c"):
        lay(own(program), id, id.upper())
    assert titles(program) == ["Harbour", "A", "B", "C"]
    before, read = program.scenarios, []

    def noting(folder: Folder) -> Scenario:
        read.append(folder.main)
        return load(folder)

    monkeypatch.setattr(library, "load", noting)
    assert not program.notice_own_scenarios()
    lay(own(program), "b", "Better")
    assert program.notice_own_scenarios()
    read_all(program)
    assert read == ["b.yaml"]
    assert [program.scenarios[i] is before[i] for i in range(4)] == [True, True, False, True]


def test_the_chosen_scenario_stays_chosen_when_others_come(program: Program) -> None:
    lay(own(program), "mine", "My own")
    title = Title(program)
    title.handle(LeafScenarios(1))
    lay(own(program), "a", "A first")
    program.notice_own_scenarios()
    read_all(program)
    assert titles(program) == ["Harbour", "A first", "My own"]
    lines = texts(drawn(title)).split("\n")
    assert "3 of 3" in lines or lines.index("My own") < lines.index("Play")
    assert title._chosen == 2


def test_translations_and_hidden_files_are_no_scenarios_and_a_dot_in_a_name_is_fine(
    program: Program,
) -> None:
    lay(own(program), "mine", "My own")
    (own(program) / "mine.fr.yaml").write_text("language: fr\ntitle: La mienne\n", encoding="utf-8")
    (own(program) / ".#mine.yaml").write_text("a: 1", encoding="utf-8")
    lay(own(program), "draft.2", "Second draft")
    assert [each.path.name for each in program.scenarios] == [
        "harbour.yaml",
        "draft.2.yaml",
        "mine.yaml",
    ]


def test_while_a_game_is_played_nothing_is_read(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    program.own = tmp_path / "own"
    program.own.mkdir()
    app = make_app(program)
    count = len(program.scenarios)
    lay(program.own, "mine", "My own")
    app.woken()
    assert not program.reading
    assert len(program.scenarios) == count


# The folder


def folder_page(program: Program) -> OwnFolder:
    answer = Title(program).handle(OpenOwnFolder())
    assert isinstance(answer, Push)
    assert isinstance(answer.screen, OwnFolder)
    return answer.screen


def test_a_button_makes_the_folder_names_it_and_opens_it(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    own(program).rmdir()
    title = Title(program)
    assert OpenOwnFolder() in commands(drawn(title))
    assert title.keys["y"] == OpenOwnFolder()
    screen = folder_page(program)
    assert own(program).is_dir()
    page = texts(drawn(screen, (1920, 1080))).replace("\n", "")
    assert str(own(program)) in page
    opened: list[Path] = []

    def show(folder: Path) -> bool:
        opened.append(folder)
        return True

    monkeypatch.setattr("game.ui.screens.title.own_folder.show_folder", show)
    assert screen.handle(ShowOwnFolder()) is None
    assert opened == [own(program)]
    assert screen.handle(CloseOwnFolder()) == Pop()


def test_where_the_folder_can_not_be_opened_or_made_it_says_so(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.ui.screens.title.own_folder.show_folder", lambda _: False)
    screen = folder_page(program)
    screen.handle(ShowOwnFolder())
    assert "can’t be opened from here" in " ".join(texts(drawn(screen)).split())
    own(program).rmdir()
    own(program).write_text("a file", encoding="utf-8")
    assert "can’t be created" in " ".join(texts(drawn(folder_page(program))).split())


def test_a_file_manager_that_can_not_be_started_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Ended:
        def __init__(self, code: int | None) -> None:
            self._code = code

        def poll(self) -> int | None:
            return self._code

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(folders, "_PATIENCE", 0)
    for code, shown in ((None, True), (0, True), (3, False)):
        monkeypatch.setattr(subprocess, "Popen", lambda *_, code=code, **__: Ended(code))
        assert folders.show_folder(tmp_path) is shown

    def missing(*_: object, **__: object) -> None:
        raise FileNotFoundError("xdg-open")

    monkeypatch.setattr(subprocess, "Popen", missing)
    assert not folders.show_folder(tmp_path)


@pytest.mark.parametrize(
    ("system", "directories"), [("Linux", unix.Unix), ("macOS", macos.MacOS)], ids=["unix", "mac"]
)
def test_the_page_on_the_window_says_where_it_is(
    system: str, directories: type[PlatformDirsABC], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    folder = Path(directories("communique", appauthor=False).user_data_dir) / "scenarios"
    page = (Path(__file__).parents[2] / "docs" / "window.md").read_text(encoding="utf-8")
    assert f"| {system} | `~/{folder.relative_to(Path.home()).as_posix()}` |" in page


def test_a_program_without_such_a_folder_has_no_button(tmp_path: Path) -> None:
    title = Title(tiny_program.program(tmp_path))
    assert OpenOwnFolder() not in commands(drawn(title))
    assert "y" not in title.keys
