"""Slow sweeps, run by `tools/dev.py test --all`: more of what the quick tests look at."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from game import compile_rules, load, scores
from game.authoring.shipped import shipped
from game.bots.seats import make_bots
from game.session.driver import play
from game.session.game import Game

ROOT = Path(__file__).resolve().parents[1]
FILES = [*shipped().values(), *sorted((ROOT / "tests" / "scenarios").glob("*.yaml"))]
GAMES = 100

pytestmark = pytest.mark.slow(reason="It sweeps widely what quick tests only sample.")


def test_twenty_thousand_broken_scenarios_are_reported_and_none_raises_or_hangs() -> None:
    command = [sys.executable, str(ROOT / "tools" / "fuzz.py"), "--inputs", "20000", "--seed", "1"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_hundred_games_of_bots_end_within_the_bounds_of_their_scores(path: Path) -> None:
    rules = compile_rules(load(path))
    for seed in range(GAMES):
        state = play(
            Game(rules, seed), make_bots(rules, dict.fromkeys(rules.sides, "uniform"), seed), {}
        )
        for sheet in scores(rules, state).values():
            assert sheet.low <= sheet.total <= sheet.high
