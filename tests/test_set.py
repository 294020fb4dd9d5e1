"""--set: the same command with other numbers of the scenario."""

import json
from pathlib import Path
from typing import Any

import pytest
import tiny

from game.cli import main

pytestmark = pytest.mark.usefixtures("compiled")

SCENARIO = """
settings: {push: {value: 3, range: [0, 9], name: How hard they push}}
turns: 2
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +push}}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.yaml"
    path.write_text(tiny.whole(SCENARIO), encoding="utf-8")
    return path


def played(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["simulate", *words, "-n", "40", "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_number_that_is_set_is_played_with(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = played(capsys, str(file))
    changed = played(capsys, str(file), "--set", "push=9")
    text = tiny.whole(SCENARIO).replace("value: 3", "value: 9")
    file.write_text(text, encoding="utf-8")
    written = played(capsys, str(file))
    assert changed["numbers"] == {"push": 9}
    assert changed["scores"] == written["scores"] != before["scores"]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--set", "push"], "--set push: write NAME=VALUE, as in push=5"),
        (["--set", "pusch=4"], '--set pusch: there is no number "pusch"; did you mean "push"?'),
        (["--set", "push=10"], "--set push=10: push can be 0 to 9, not 10"),
        (["--set", "push=many"], '--set push=many: "many" is not a whole number'),
        (
            ["--set", "push=1", "--set", "settings.push=2"],
            "--set settings.push=2: push is set twice",
        ),
        (
            ["--set", "outcomes.calm.name=1"],
            '--set outcomes.calm.name: there is no number "outcomes.calm.name"; settings are push',
        ),
    ],
)
@pytest.mark.parametrize("command", ["simulate", "balance"])
def test_what_cannot_be_set_is_told_in_one_line(
    file: Path, capsys: pytest.CaptureFixture[str], command: str, words: list[str], line: str
) -> None:
    assert main([command, str(file), *words]) == 2
    assert capsys.readouterr().err == f"communique {command}: {line}\n"
