"""The page on the Python interface: its examples run, have types, and no name is left out."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import game
from game.cli import main

pytestmark = pytest.mark.usefixtures("compiled")

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```\n", PAGE, re.MULTILINE | re.DOTALL)
EXAMPLES = [text for kind, text in BLOCKS if kind == "python"]
ROLLOUTS = (ROOT / "docs" / "rollouts.md").read_text(encoding="utf-8")
COMMANDS = [line.split()[1:] for _, text in BLOCKS for line in text.splitlines()
            if line.startswith("communique ")]  # fmt: skip
SCRIPTS = sorted((ROOT / "docs" / "examples").glob("*.py"))
FEW = {
    "custom_bot": ["20"],
    "packages_of_a_table": [],
    "replay_with_values": ["10"],
    "sweep_by_hand": ["10"],
}
"""The scripts that need nothing but the game, with arguments for a short run."""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which one stands."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMMUNIQUE_DATA", str(tmp_path / "data"))
    return tmp_path


@pytest.mark.usefixtures("here")
def test_the_examples_run_one_after_the_other(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {"__name__": "example"}
    assert PAGE.index("```python") < 100
    for example in EXAMPLES:
        if "to_pandas" not in example or find_spec("pandas"):
            exec(example, names)
    out = capsys.readouterr().out
    assert len(EXAMPLES) == 7
    assert "<50 games of kuala-lumpur, eu=careful, china=cn_firm>" in out
    assert len(names["saved"].moments) == len(names["game"].lines) + 1
    assert names["own"].sides == ("eu",)
    assert not np.array_equal(names["rivals"]["scores"][:20], names["games"]["scores"][:20])
    assert Path("monday.game").exists()


def test_every_name_is_listed_and_described() -> None:
    assert {*game.__all__} <= {*dir(game)}
    for name in game.__all__:
        thing = getattr(game, name)
        assert getattr(game, name) is thing
        if callable(thing) and not isinstance(thing, str):
            assert thing.__doc__


def test_a_script_of_a_user_has_types(tmp_path: Path) -> None:
    """Strict mypy finds nothing in the pages' examples and the scripts, and what is planted."""
    (tmp_path / "page.py").write_text("\n".join(EXAMPLES), encoding="utf-8")
    rollouts = re.findall(r"^```python\n(.*?)^```\n", ROLLOUTS, re.MULTILINE | re.DOTALL)
    (tmp_path / "rollouts.py").write_text("\n".join(rollouts), encoding="utf-8")
    planted = 'from game import Act, Decision, nothing, simulate\n\nDecision("eu", "pass")\n'
    (tmp_path / "planted.py").write_text(planted + "simulate(5)\n", encoding="utf-8")
    scripts = [str(path) for path in SCRIPTS if path.stem in FEW]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(ROOT / ".mypy_cache"),
         "--config-file", str(ROOT / "pyproject.toml"),
         *(str(tmp_path / f"{name}.py") for name in ("page", "rollouts", "planted")), *scripts],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    errors = [line for line in done.stdout.splitlines() if ": error:" in line]
    assert [line for line in errors if "planted.py" not in line] == []
    assert [line.split(":")[1] for line in errors] == ["1", "3", "4"]
    assert (ROOT / "game" / "py.typed").exists()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: str(path.stem))
def test_the_scripts_run(script: Path, here: Path) -> None:
    if script.stem not in FEW:
        pytest.importorskip("pandas")
        pytest.importorskip("matplotlib")
    code = script.read_text(encoding="utf-8")
    assert not re.search(r"game\.\w+ import|import game\.", code), "deeper than from game import …"
    done = subprocess.run(
        [sys.executable, str(script), *FEW.get(script.stem, ["50", "scores.svg"])],
        cwd=here, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_the_commands_of_the_page_seat_bots_of_a_file(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bots = [text for text in EXAMPLES if "def careful" in text or "class Patient" in text]
    code = re.sub(r"games=\d+", "games=1", "\n".join(bots))
    (here / "mine.py").write_text(code, encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    few = {"simulate": ["-n", "5"], "play": ["--no-record"]}
    assert {command[0] for command in COMMANDS} == {*few, "host"}
    for command in COMMANDS:
        if command[0] in few:
            assert main([*command, *few[command[0]]]) == 0, command
    assert "mine.py:careful" in capsys.readouterr().out
