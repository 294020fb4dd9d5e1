"""Opening files: looking through folders, typing a path, and saying why what can't be opened."""

from pathlib import Path

import pygame
import pytest
import tiny_program
from drawing import SIZES, commands, drawn, misfits, texts

from game.ui.page.commands import LETTERS
from game.ui.page.events import KeyPress, Typed
from game.ui.page.screen import GoOn, Pop, Push, Replace
from game.ui.program import folders as browse
from game.ui.program.folders import FOLDER, GAME, SCENARIO, UP
from game.ui.program.program import Program
from game.ui.screens.replaying.replay import Replay
from game.ui.screens.saved_games.file_list import (
    OpenFolder,
    OpenGame,
    OpenParent,
    OpenScenario,
    OpenTyped,
    ReplayGame,
)
from game.ui.screens.saved_games.files import OpenFile
from game.ui.screens.saved_games.trouble import Mistakes
from game.ui.screens.setup.setup import Setup
from game.ui.shell.app import App
from game.ui.widgets.entry import TypeText


def files(folder: Path, program: Program | None = None) -> OpenFile:
    return OpenFile(program or tiny_program.program(folder), folder)


def typed(screen: OpenFile, text: str) -> OpenFile:
    screen.handle(TypeText(text))
    return screen


def saved(folder: Path, over: bool) -> Program:
    """A desk with one game on disk, over or not."""
    program = tiny_program.playing(folder)
    game = tiny_program.hot_seat(program).game
    if over:
        tiny_program.finish(game)
    else:
        tiny_program.act(game, "north warm")
    program.leave()
    return program


# Folders


def test_the_way_up_can_be_typed_as_the_only_thing_left(tmp_path: Path) -> None:
    below = tmp_path / "quay" / "sub"
    below.mkdir(parents=True)
    (below / "x.yaml").write_text("", encoding="utf-8")
    screen = typed(files(below), "qu")
    assert screen.shown()[0].kind == UP
    assert screen.handle(OpenTyped()) is None
    assert (screen.folder, screen.trouble) == (tmp_path / "quay", "")


def test_a_folder_lists_folders_first_then_scenarios_and_games(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", "x.txt", "old.game", ".hidden.yaml", "a.fr.yml", "c.fr.yaml"):
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "Zoo").mkdir()
    found = [(each.kind, each.name) for each in browse.list_folder(tmp_path).entries]
    assert found[1:] == [
        (FOLDER, "Zoo"),
        (SCENARIO, "a.yml"),
        (SCENARIO, "b.yaml"),
        (SCENARIO, "c.fr.yaml"),
        (GAME, "old.game"),
    ]
    assert found[0] == (UP, tmp_path.parent.name)


def test_a_folder_that_is_gone_says_so(tmp_path: Path) -> None:
    screen = files(tmp_path)
    screen.handle(OpenFolder(tmp_path / "gone"))
    assert "No such file" in screen.trouble
    screen.handle(OpenParent())
    assert (screen.folder, screen.trouble) == (tmp_path, "")


def test_from_the_top_there_is_no_way_up_but_to_drives(monkeypatch: pytest.MonkeyPatch) -> None:
    top = Path(Path.cwd().anchor)
    monkeypatch.setattr(browse, "drives", lambda: ())
    assert all(each.kind != UP for each in browse.list_folder(top).entries)
    monkeypatch.setattr(browse, "drives", lambda: (top,))
    assert browse.list_folder(top).entries[0].kind == UP
    assert [each.path for each in browse.list_folder(None).entries] == [top]


def test_one_goes_into_a_folder_and_up_again(tmp_path: Path) -> None:
    (tmp_path / "talks").mkdir()
    screen = files(tmp_path)
    screen.handle(OpenFolder(tmp_path / "talks"))
    assert screen.folder == tmp_path / "talks"
    screen.handle(OpenParent())
    assert screen.folder == tmp_path


# Scenarios


def test_a_scenario_goes_to_its_set_up(tmp_path: Path) -> None:
    path = tiny_program.written(tmp_path)
    answer = files(tmp_path).handle(OpenScenario(path))
    assert isinstance(answer, Replace)
    assert isinstance(answer.screen, Setup)


def test_a_scenario_with_mistakes_shows_them(tmp_path: Path) -> None:
    path = tiny_program.written(tmp_path, tiny_program.INJECTS.replace("trust", "trsut"))
    answer = files(tmp_path).handle(OpenScenario(path))
    assert isinstance(answer, Push)
    assert isinstance(answer.screen, Mistakes)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"a: [", b"turns: 3\n"])
def test_what_is_no_scenario_shows_what_is_wrong(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.yaml"
    path.write_bytes(content)
    answer = files(tmp_path).handle(OpenScenario(path))
    assert isinstance(answer, Push)
    assert isinstance(answer.screen, Mistakes)


# Typing


def test_a_path_that_is_typed_is_opened(tmp_path: Path) -> None:
    path = tiny_program.written(tmp_path)
    for text in (
        str(path),
        path.name,
        f'"{path}"',
        f"'{path}'",
        f" {path} ",
        f'"{path.name}" ',
        path.as_uri(),
        f"./{path.name}",
    ):
        assert isinstance(typed(files(tmp_path), text).handle(OpenTyped()), Replace)


def test_a_url_is_read_as_programs_write_it(tmp_path: Path) -> None:
    (tmp_path / "my games").mkdir()
    path = tiny_program.written(tmp_path / "my games")
    assert "%20" in path.as_uri()
    assert browse.resolve_typed_path(path.as_uri(), None) == path
    assert (
        browse.resolve_typed_path(path.as_uri().replace("file://", "FILE://localhost"), None)
        == path
    )
    assert str(browse.resolve_typed_path("file:///C:/games/a.yaml", None)).startswith("C:")


def test_home_and_where_the_program_was_started_are_looked_in_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tiny_program.written(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for text in ("~/tiny.yaml", "'~/tiny.yaml'", "tiny.yaml"):
        assert browse.resolve_typed_path(text, tmp_path / "elsewhere") == path


def test_a_name_that_has_quotes_or_ends_in_a_blank_can_be_opened(tmp_path: Path) -> None:
    for name in ("'quoted'", "blank "):
        (tmp_path / name).mkdir()
        assert browse.resolve_typed_path(name, tmp_path) == tmp_path / name


@pytest.mark.parametrize("name", ["tiny.yaml", "letter.txt", ".hidden.yaml"])
@pytest.mark.parametrize("whole", [True, False])
def test_of_a_path_that_exists_it_is_never_said_that_nothing_bears_its_name(
    tmp_path: Path, name: str, whole: bool
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / name).touch()
    folder = tmp_path / "empty" if whole else tmp_path
    screen = typed(files(folder), str(tmp_path / name) if whole else name)
    told = texts(drawn(screen))
    assert "Nothing here has" not in told
    if name == "letter.txt":
        assert "letter.txt is neither a scenario" in told
    elif whole or name != "tiny.yaml":
        assert f"Press Enter to open {name}." in told


def test_a_path_that_is_half_typed_is_no_part_of_a_name(tmp_path: Path) -> None:
    screen = typed(files(tmp_path), str(tmp_path / "nothi"))
    assert "Nothing here has" not in texts(drawn(screen))
    screen = typed(files(tmp_path), "nothi")
    assert "Nothing here has “nothi” in its name." in texts(drawn(screen))


def test_a_folder_that_is_typed_is_looked_into(tmp_path: Path) -> None:
    (tmp_path / "talks").mkdir()
    screen = typed(files(tmp_path), "talks")
    assert screen.handle(OpenTyped()) is None
    assert (screen.folder, screen.typing.text) == (tmp_path / "talks", "")


def test_a_part_of_a_name_leaves_what_bears_it_and_opens_it_alone(tmp_path: Path) -> None:
    tiny_program.written(tmp_path).rename(tmp_path / "Tiny.yaml")
    (tmp_path / "other.yaml").write_text("", encoding="utf-8")
    screen = typed(files(tmp_path), "tIN")
    assert [each.name for each in screen.shown()] == ["Tiny.yaml"]
    assert isinstance(screen.handle(OpenTyped()), Replace)


@pytest.mark.parametrize("text", ["nothing.yaml", "/no/such/file.game", "~nobody/x.yaml", "a\0b"])
def test_a_path_that_leads_nowhere_is_said_to(tmp_path: Path, text: str) -> None:
    screen = typed(files(tmp_path), text)
    assert screen.handle(OpenTyped()) is None
    assert screen.trouble
    typed(screen, "x")
    assert screen.trouble == ""


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all", encoding="utf-8")
    screen = typed(files(tmp_path), "letter.txt")
    assert screen.handle(OpenTyped()) is None
    assert "letter.txt" in screen.trouble


def test_nothing_typed_opens_nothing(tmp_path: Path) -> None:
    assert files(tmp_path).handle(OpenTyped()) is None


# Games


def test_a_game_goes_on(tmp_path: Path) -> None:
    program = saved(tmp_path, over=False)
    path = program.saved()[0].path
    assert files(tmp_path, program).handle(OpenGame(path)) == GoOn()
    assert len(tiny_program.hot_seat(program).game.lines) == 1


@pytest.mark.parametrize("spoil", ["empty", "gone", "torn", "folder", "changed"])
def test_a_game_that_can_not_go_on_is_told_why(tmp_path: Path, spoil: str) -> None:
    program = saved(tmp_path, over=False)
    path = program.saved()[0].path
    whole = path.read_bytes()
    if spoil in ("gone", "folder"):
        path.unlink()
    if spoil == "folder":
        path.mkdir()
    content = {"empty": b"", "torn": whole[:20], "changed": whole.replace(b"tiny", b"tony")}
    if spoil in content:
        path.write_bytes(content[spoil])
    screen = files(tmp_path, program)
    assert screen.handle(OpenGame(path)) is None
    assert screen.trouble.startswith(f"{path.name} can’t be opened: ")
    assert program.hot_seat is None


def test_only_a_finished_game_can_be_looked_back_at(tmp_path: Path) -> None:
    going = saved(tmp_path, over=False)
    assert not [
        each for each in commands(drawn(files(tmp_path, going))) if isinstance(each, ReplayGame)
    ]
    over = saved(tmp_path, over=True)
    path = next(each.path for each in over.saved() if each.over)
    assert ReplayGame(path) in commands(drawn(files(tmp_path, over)))
    answer = files(tmp_path, over).handle(ReplayGame(path))
    assert isinstance(answer, Push)
    assert isinstance(answer.screen, Replay)


# The screen


def test_escape_goes_back_and_letters_are_typed(tmp_path: Path) -> None:
    screen = files(tmp_path)
    assert screen.handle(screen.keys["escape"]) == Pop()
    assert LETTERS in screen.keys


def test_after_the_focus_was_moved_enter_opens_what_was_typed_last(tmp_path: Path) -> None:
    (tmp_path / "my talks").mkdir()
    screen = files(tmp_path)
    app = App(tiny_program.program(tmp_path), screen, lambda _: screen, (1280, 720))
    surface = pygame.Surface(app.size)
    for wanted in (
        KeyPress("tab"),
        KeyPress("tab"),
        KeyPress("m", "m"),
        Typed("my"),
        KeyPress("space"),
        Typed(" "),
    ):
        app.draw(surface)
        app.take(wanted)
    assert (screen.typing.text, screen.folder) == ("my ", tmp_path)
    app.take(Typed("talks"))
    app.draw(surface)
    app.take(KeyPress("enter"))
    assert screen.folder == tmp_path / "my talks"


def test_of_many_files_a_part_is_listed(tmp_path: Path) -> None:
    for number in range(browse.MOST + 40):
        (tmp_path / f"{number:04}.yaml").touch()
    screen = files(tmp_path)
    targets = [each for each in commands(drawn(screen)) if isinstance(each, OpenScenario)]
    assert len(targets) == browse.MOST - 1


@pytest.mark.parametrize(("width", "height", "text"), SIZES)
def test_long_names_fit(tmp_path: Path, width: int, height: int, text: float) -> None:
    saved(tmp_path, over=True)
    saved(tmp_path, over=False)
    folder = tmp_path / ("A folder whose name goes " + "on and " * 30) / ("and_on" * 40)
    folder.mkdir(parents=True)
    for number in range(30):
        (folder / f"{number} {'talks ' * number}.yaml").touch()
    program = tiny_program.program(tmp_path)
    program.own = tmp_path
    assert misfits(drawn(OpenFile(program, tmp_path), (width, height), text)) == []
    screen = OpenFile(program, folder)
    assert misfits(drawn(screen, (width, height), text)) == []
    typed(screen, "no/such/" + "x" * 200)
    screen.handle(OpenTyped())
    assert screen.trouble
    assert misfits(drawn(screen, (width, height), text)) == []
