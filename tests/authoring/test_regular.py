"""A scenario's folder may hold anything: only ordinary files in it are read, and none too large."""

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from game.authoring.load import inspect
from game.authoring.reading.files import LARGEST, Folder
from game.authoring.reading.regular_files import Unfit, open_regular, read_inside, read_regular
from game.model.problems import Problem

VALID = (Path(__file__).parent.parent / "bad" / "valid.yaml").read_text(encoding="utf-8")
SECRET = "root: the secret word is swordfish\n"
SECONDS = 5.0  # after which a file counts as waited for; a busy machine is no hang

Lay = Callable[[Path], None]
"""Puts something in the place of a file."""


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    """A scenario in a folder of its own, with a secret beside that folder."""
    (tmp_path / "secret.yaml").write_text(SECRET, encoding="utf-8")
    folder = tmp_path / "scenario"
    folder.mkdir()
    path = folder / "main.yaml"
    path.write_text(VALID, encoding="utf-8")
    return path


def lay_link(target: str) -> Lay:
    def lay(path: Path) -> None:
        try:
            path.symlink_to(target)
        except OSError:
            pytest.skip("this system lets nobody make links")

    return lay


def lay_pipe(path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes with a name")
    os.mkfifo(path)


def lay_sparse(path: Path) -> None:
    """A file of ten gigabytes that takes up no room."""
    with path.open("wb") as file:
        file.truncate(10 * 2**30)


UNFIT: dict[str, tuple[Lay, str]] = {
    "a pipe": (lay_pipe, "file-irregular"),
    "a huge file": (lay_sparse, "file-large"),
    "a folder": (Path.mkdir, "file-folder"),
    "a link out of the folder": (lay_link("../secret.yaml"), "file-outside"),
    "a link to a device": (lay_link("/dev/zero"), "file-outside"),
    "a link to itself": (lay_link("main.fr.yaml"), "file-unreadable"),
    "a link to nothing": (lay_link("nothing.yaml"), "file-missing"),
}


def in_time(action: Callable[[], object]) -> object:
    """What an action comes to; fails where it waits."""
    answers: list[object] = []
    thread = threading.Thread(target=lambda: answers.append(action()), daemon=True)
    thread.start()
    thread.join(SECONDS)
    assert answers, "it waits"
    return answers[0]


def problems_of(path: Path, language: str | None = None) -> tuple[Problem, ...]:
    problems = in_time(lambda: inspect(path, language)[1])
    assert isinstance(problems, tuple)
    assert "swordfish" not in "".join(map(str, problems))
    return problems


@pytest.mark.parametrize("name", UNFIT)
def test_a_translation_that_is_no_ordinary_file_of_the_folder_is_one_problem(
    scenario: Path, name: str
) -> None:
    lay, code = UNFIT[name]
    lay(scenario.with_name("main.fr.yaml"))
    [problem] = problems_of(scenario, "fr")
    assert (problem.code, Path(problem.file).name) == (code, "main.fr.yaml")
    assert not can_be_kept(scenario)


def can_be_kept(scenario: Path) -> bool:
    """Whether a record could keep a scenario's files."""
    try:
        Folder(scenario).keep()
    except OSError:
        return False
    return True


@pytest.mark.parametrize("name", ["a pipe", "a huge file", "a link out of the folder"])
def test_a_main_file_that_is_no_ordinary_file_of_its_folder_is_one_problem(
    scenario: Path, name: str
) -> None:
    lay, code = UNFIT[name]
    scenario.unlink()
    lay(scenario)
    assert [problem.code for problem in problems_of(scenario)] == [code]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a pipe", "file-irregular"),
        ("a huge file", "file-large"),
        ("a folder", "include-missing"),
        ("a link out of the folder", "include-outside"),
        ("a link to nothing", "include-missing"),
    ],
)
def test_a_fragment_that_is_no_ordinary_file_of_the_folder_is_one_problem(
    scenario: Path, name: str, code: str
) -> None:
    UNFIT[name][0](scenario.with_name("part.yaml"))
    scenario.write_text(f"{VALID}include: part.yaml\n", encoding="utf-8")
    assert [problem.code for problem in problems_of(scenario)] == [code]


@pytest.mark.parametrize(
    "include",
    [
        *(r'"a\0b.yaml"', r'"a\nb.yaml"', r'"a\eb.yaml"', r'"parts\\a.yaml"', "/etc/passwd.yaml"),
        *("../secret.yaml", "a/../../secret.yaml", "C:a.yaml", "CON.yaml", "nul/a.yaml", "~.yaml"),
        *("x" * 300 + ".yaml", "x/" * 3000 + "a.yaml", '"."', '""', "main.yaml", "./main.yaml"),
    ],
)
def test_an_include_with_an_odd_name_is_one_problem_in_one_line(
    scenario: Path, include: str
) -> None:
    scenario.write_text(f"{VALID}include: {include}\n", encoding="utf-8")
    [problem] = problems_of(scenario)
    assert problem.line == len(VALID.splitlines()) + 1
    assert str(problem).isprintable()


@pytest.mark.skipif(sys.platform == "win32", reason="no such name can be given")
def test_a_scenario_whose_name_cannot_be_printed_is_one_problem(scenario: Path) -> None:
    odd = scenario.rename(scenario.with_name("\x1b[2J.yaml"))
    [problem] = problems_of(odd)
    assert (problem.code, problem.hint) == ("file-name", "rename the file")
    assert "\x1b" not in str(problem)


@pytest.mark.skipif(sys.platform == "win32", reason="no such name can be given")
def test_a_name_that_cannot_be_printed_makes_no_translation(scenario: Path) -> None:
    scenario.with_name("main.\x1b[2J.yaml").write_text("title: x\n", encoding="utf-8")
    assert Folder(scenario).languages() == ()


def test_a_link_within_the_folder_is_followed(scenario: Path) -> None:
    french = "title: Trêve\n"
    scenario.with_name("texts").mkdir()
    (scenario.parent / "texts" / "fr.yaml").write_text(french, encoding="utf-8")
    lay_link("texts/fr.yaml")(scenario.with_name("main.fr.yaml"))
    assert Folder(scenario).read("main.fr.yaml") == french.encode()
    assert can_be_kept(scenario)


def test_a_folder_may_itself_be_reached_by_a_link(scenario: Path) -> None:
    link = scenario.parent.with_name("link")
    lay_link("scenario")(link)
    assert problems_of(link / "main.yaml") == ()


def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(
    scenario: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at a file and its opening somebody may exchange it."""
    status = scenario.stat()
    scenario.unlink()
    lay_pipe(scenario)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "stat", lambda *_args, **_options: status)
        with pytest.raises(Unfit, match="not an ordinary file"):
            in_time_raising(lambda: open_regular(scenario))


def in_time_raising(action: Callable[[], object]) -> None:
    """Raises what an action raises; fails where it waits."""

    def caught() -> Exception | None:
        try:
            action()
        except Exception as error:
            return error
        return None

    error = in_time(caught)
    if isinstance(error, Exception):
        raise error


def test_a_file_is_read_up_to_its_limit_and_not_beyond(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * 100)
    assert read_regular(path, 100) == b"x" * 100
    with pytest.raises(Unfit) as caught:
        read_regular(path, 99)
    assert (caught.value.code, caught.value.size) == ("file-large", 100)
    assert LARGEST == 2 * 1024 * 1024


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="no such files here")
def test_a_file_that_does_not_say_its_size_is_read_no_further_than_its_limit() -> None:
    with pytest.raises(Unfit, match="too large"):
        read_regular(Path("/proc/self/status"), 10)


def test_what_lies_outside_is_not_opened(scenario: Path) -> None:
    with pytest.raises(Unfit, match="points outside its folder"):
        read_inside(scenario.parent, scenario.parent / ".." / "secret.yaml", 1000)
