"""Nothing that a file, a name on disk or the command line holds acts on a terminal."""

import io
import json
import os
import sys
from pathlib import Path

import pytest
import tiny
from rich.console import Console as Painter

from game.cli import main
from game.cli.common import json_text
from game.document.page import HtmlPage
from game.model.characters import INSTEAD, find_forbidden
from game.text.console import Console
from game.text.lines import style_line
from game.text.streams import check_output, unchecked_stream

pytestmark = pytest.mark.usefixtures("compiled")

HOSTILE = "a\x1b[2J\x9b1m\u202eb\x07\r\u2066c"
NAMES = pytest.mark.skipif(sys.platform == "win32", reason="no file can have such a name")


def printed(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str]:
    """The exit code of a command and all it has printed, which holds nothing hostile."""
    code = main(list(args))
    both = "".join(capsys.readouterr())
    assert find_forbidden(both) is None, repr(both)
    return code, both


def scenario(folder: Path, name: str = "fine.yaml") -> Path:
    path = folder / name
    path.write_text("\n".join(tiny.SECTIONS.values()), encoding="utf-8")
    return path


@NAMES
@pytest.mark.parametrize(
    "args", [("check",), ("check", "--json"), ("play", "--auto"), ("simulate", "-n", "2")]
)
def test_a_file_is_told_by_its_name_whatever_that_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], args: tuple[str, ...]
) -> None:
    folder = tmp_path / HOSTILE
    folder.mkdir()
    code, said = printed(capsys, args[0], str(scenario(folder, f"{HOSTILE}.yaml")), *args[1:])
    assert code == 1
    assert "the name of this file contains the character U+001B" in said


@pytest.mark.parametrize(
    "args",
    [
        ("check", HOSTILE), ("check", f"{HOSTILE}.yaml", "--json"), ("replay", HOSTILE),
        ("debrief", HOSTILE),
        ("play", "--continue", "--record", HOSTILE), ("play", HOSTILE, "--auto"), (HOSTILE,),
        ("play", "{}", "--auto", "--seat", HOSTILE), ("play", "{}", "--auto", "--seed", HOSTILE),
        ("play", "{}", "--auto", "--seat", f"north={HOSTILE}"), ("simulate", HOSTILE),
        ("play", "{}", "--auto", "--language", HOSTILE), ("play", f"--{HOSTILE}"),
        ("simulate", "{}", "--forbid", f"north:{HOSTILE}"), ("simulate", "{}", "-n", HOSTILE),
        ("simulate", "{}", "--out", f"{HOSTILE}/a.npz"),
        ("play", "{}", "--auto", "--record", f"{HOSTILE}/a"),
    ],
)  # fmt: skip
def test_a_mistake_on_the_command_line_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], args: tuple[str, ...]
) -> None:
    fine = str(scenario(tmp_path))
    code, said = printed(capsys, *(fine if each == "{}" else each for each in args))
    assert code in (1, 2)
    assert len(said.splitlines()) == 1


@NAMES
def test_a_record_is_told_by_its_name_whatever_that_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = tmp_path / f"{HOSTILE}\n.game"
    printed(capsys, "play", str(scenario(tmp_path)), "--auto", "--record", str(record))
    assert printed(capsys, "replay", str(record))[0] == 0
    assert printed(capsys, "play", "--continue", "--record", str(record), "--text")[0] == 0
    code, said = printed(capsys, "replay", str(record), "--json")
    assert (code, json.loads(said)["record"]) == (0, str(record))
    with record.open("ab") as file:
        file.write(b"{")
    assert INSTEAD in printed(capsys, "replay", str(record))[1]


@pytest.mark.parametrize("way", [("replay",), ("debrief",), ("play", "--continue", "--record")])
@pytest.mark.parametrize("device", ["pipe", "/dev/zero", "huge"])
def test_a_record_that_is_no_ordinary_file_is_neither_waited_for_nor_read_without_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], way: tuple[str, ...], device: str
) -> None:
    path = tmp_path / "a.game"
    if device == "pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("this system has no pipes with a name")
        os.mkfifo(path)
    elif device == "huge":
        with path.open("wb") as file:
            file.truncate(10 * 2**30)
    elif Path(device).exists():
        path = Path(device)
    else:
        pytest.skip("this system has no such device")
    code, said = printed(capsys, *way, str(path))
    assert code == 2
    assert ("too large" if device == "huge" else "not an ordinary file") in said


# The doors


def test_what_passes_through_a_checked_stream_acts_on_no_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with check_output():
        print("é →", HOSTILE, "\tb")
        print("fine", file=unchecked_stream(sys.stderr))
        sys.stdout.writelines([HOSTILE])
    out, err = capsys.readouterr()
    assert out == f"é → a{INSTEAD}[2J{INSTEAD}1m{INSTEAD}b{INSTEAD}{INSTEAD}{INSTEAD}c \tb\n" + (
        f"a{INSTEAD}[2J{INSTEAD}1m{INSTEAD}b{INSTEAD}{INSTEAD}{INSTEAD}c"
    )
    assert err == "fine\n"
    assert sys.stdout is unchecked_stream(sys.stdout)


@pytest.mark.parametrize("coloured", [False, True])
def test_a_console_prints_no_more_than_its_own_signs(coloured: bool) -> None:
    out = io.StringIO()
    painter = Painter(file=out, color_system=None, width=200) if coloured else None
    console = Console(io.StringIO(f"{HOSTILE}\n"), out, painter)
    console.show(HOSTILE, style_line("x ", (HOSTILE, "bold")))
    console.heading(HOSTILE)
    console.ask(HOSTILE)
    console.clear(HOSTILE)
    assert find_forbidden(out.getvalue()) is None
    assert out.getvalue().count("[2J") == 6


def test_json_keeps_every_text_and_shows_none_raw() -> None:
    document = {"a": [HOSTILE, "é\n\u2066b\u2069", "\udcff"]}
    text = json_text(document)
    assert json.loads(text) == document
    assert "é" in text
    assert find_forbidden(text) is None
    assert "\u2066" not in text


def test_a_report_holds_no_control_characters() -> None:
    page = HtmlPage(HOSTILE, HOSTILE)
    page.heading(HOSTILE)
    page.paragraph(HOSTILE, strong=HOSTILE)
    page.items([HOSTILE])
    page.table([HOSTILE], [[HOSTILE, HOSTILE]])
    text = page.text()
    assert find_forbidden(text) is None
    assert text.count("[2J") == 9
