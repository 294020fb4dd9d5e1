"""tools/balance.py: what it prints of a small scenario, and how it ends."""

import importlib.util
import re
from pathlib import Path
from typing import Any

import many
import pytest
import tiny

TOOL = Path(__file__).parent.parent.parent / "tools" / "balance.py"
LITTLE = ("-n", "20", "--experts", "2")


@pytest.fixture(scope="module")
def tool() -> Any:
    spec = importlib.util.spec_from_file_location("balance_under_test", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A scenario in which north alone has a persona."""
    path = tmp_path / "many.yaml"
    sections = (value for key, value in tiny.SECTIONS.items() if f"\n{key}:" not in many.TEXT)
    persona = "personas: {hawk: {name: Hawk, sides: [north]}}"
    path.write_text("\n".join([*sections, many.TEXT, persona]), encoding="utf-8")
    return str(path)


def test_it_tells_what_is_held_and_what_misses(
    tool: Any, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tool.main([file, *LITTLE]) == 0
    out = capsys.readouterr().out
    assert out.startswith(
        "Tiny: 1 pairings of personas, 20 games each from seed 1; without an action 2 of them "
        "each; of experts 2.\n"
    )
    assert re.search(r"^outcomes +war .* (held|MISSES)$", out, re.MULTILINE)
    assert re.search(r"^hawk uniform( +[\d.]+ %){5}", out, re.MULTILINE)
    assert re.search(r"^north:warm( +[^ ]+)+$", out, re.MULTILINE)
    assert re.search(r"^drought +[\d.]+ % +timed$", out, re.MULTILINE)
    assert re.search(r"^What misses\n- [^:]+: .*\. Aim: .*\.$", out, re.MULTILINE)


def test_strictly_it_ends_with_1_where_something_misses(tool: Any, file: str) -> None:
    assert tool.main([file, *LITTLE, "--strict"]) == 1


def test_the_table_of_a_note_names_its_command_and_is_short(
    tool: Any, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tool.main([file, *LITTLE, "--markdown"]) == 0
    block, command, end, blank, *table = capsys.readouterr().out.splitlines()
    assert (block, end, blank) == ("```", "```", "")
    assert command == f"python3 tools/dev.py tool balance {file} -n 20 --experts 2 --markdown"
    assert table[:2] == ["| what | found | aim | held |", "|---|---|---|---|"]
    assert {line.count("|") for line in table} == {5}
    assert len(table) < 20


def test_at_most_four_misses_stand_in_a_cell(tool: Any) -> None:
    assert tool._missing("abcd") == "no: a; b; c; d"
    assert tool._missing("abcdef") == "no: a; b; c; d; and 2 more"


def test_packages_are_compared_where_tracks_are_said_to_stand(
    tool: Any, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    quickest = (file, "-n", "5", "--experts", "0", "--forbids", "0")
    assert tool.main([*quickest, "--at", "trust=70"]) == 0
    assert "best over the middle, pact" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--at", "trust"], "--at trust: write TRACK=VALUE; tracks are trust, heat"),
        (["--at", "rust=3"], "--at rust=3: write TRACK=VALUE"),
    ],
)
def test_what_can_t_be_meant_is_told_in_a_line(
    tool: Any, file: str, more: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tool.main([file, *LITTLE, *more]) == 2
    assert capsys.readouterr().err.startswith(f"balance.py: {said}")


def test_a_file_that_isn_t_there_is_told_in_a_line(
    tool: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tool.main(["nowhere.yaml"]) == 2
    assert "there is no file nowhere.yaml" in capsys.readouterr().err
