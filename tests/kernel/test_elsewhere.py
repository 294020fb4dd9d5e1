"""The kernel where it isn't compiled, or where what is compiled can't be kept, is the same."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
from comparing import seated, tempered
from elsewhere import Course, outcome
from hypothesis import HealthCheck, given, settings
from strategies.play import Game, games

ROOT = Path(__file__).resolve().parents[2]
GAMES, FEW = 30, 8


@pytest.fixture(scope="module")
def courses() -> list[Course]:
    """Drawn games, with bots."""
    found: list[Course] = []

    @settings(max_examples=GAMES, suppress_health_check=list(HealthCheck))
    @given(game=games())
    def note(game: Game) -> None:
        luck = Random(game.seed)
        rules = tempered(game.rules, luck)
        found.append(Course(rules.scenario, game.seed, game.decisions, seated(rules, luck)))

    note()
    return found[:GAMES]


@pytest.fixture(scope="module")
def here(courses: list[Course]) -> list[dict[str, Any]]:
    """What the compiled kernel says of them, as JSON has it."""
    found: list[dict[str, Any]] = json.loads(json.dumps([outcome(course) for course in courses]))
    return found


def elsewhere(courses: list[Course], *args: str, **environment: str) -> Mapping[str, Any]:
    """The same in a process of its own."""
    path = os.pathsep.join(map(str, (ROOT, ROOT / "tests", Path(__file__).parent)))
    told = subprocess.run(
        [sys.executable, "-c", "import elsewhere; elsewhere.main()", *args],
        env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1", **environment},
        input=pickle.dumps(courses),
        stdout=subprocess.PIPE,
        check=True,
    )
    found: Mapping[str, Any] = json.loads(told.stdout)
    return found


def test_in_plain_python_the_kernel_plays_the_same_games(
    courses: list[Course], here: list[dict[str, Any]]
) -> None:
    found = elsewhere(courses, COMMUNIQUE_PLAIN_PYTHON="1")
    assert not found["compiled"]
    agree(found["found"], here)


def test_without_llvmlite_the_kernel_plays_the_same_games(
    courses: list[Course], here: list[dict[str, Any]]
) -> None:
    found = elsewhere(courses[:FEW], "no-llvmlite")
    assert not found["compiled"]
    agree(found["found"], here[:FEW])


def test_the_code_for_many_games_plays_the_same_games(
    courses: list[Course], here: list[dict[str, Any]]
) -> None:
    pytest.importorskip("llvmlite")
    found = elsewhere(courses, "best")
    assert found["compiled"]
    agree(found["found"], here)


def test_where_no_home_can_be_written_to_a_temporary_folder_keeps_what_is_compiled(
    courses: list[Course], here: list[dict[str, Any]], tmp_path: Path
) -> None:
    pytest.importorskip("llvmlite")
    (tmp_path / "file").touch()
    (tmp_path / "tmp").mkdir()
    homes = ("COMMUNIQUE_CACHE_DIR", "XDG_CACHE_HOME", "HOME", "LOCALAPPDATA", "USERPROFILE")
    nowhere = dict.fromkeys(homes, str(tmp_path / "file" / "folder"))
    temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(tmp_path / "tmp"))
    found = elsewhere(courses[:FEW], **nowhere, **temporary)
    assert found["compiled"]
    assert Path(found["cache"]).is_relative_to(tmp_path / "tmp")
    assert [*Path(found["cache"]).glob("quick-*.code")]
    agree(found["found"], here[:FEW])


def agree(found: list[dict[str, Any]], here: list[dict[str, Any]]) -> None:
    assert len(found) == len(here) > 0
    for i, (there, compiled) in enumerate(zip(found, here, strict=True)):
        for n, pair in enumerate(zip(there["said"], compiled["said"], strict=True)):
            assert pair[0] == pair[1], f"game {i}, after decision {n}"
        assert there["kept"] == compiled["kept"], f"game {i}"
