"""Rule 9.2: a game whose process is killed is whole to its last whole line, and goes on."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest
from recorded import ENVIRONMENT, ROOT, essence, scenario_file

from game.cli import main
from game.session.records.file import read_file
from game.session.records.record import GameRecord

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")

TURNS = 150
"""So many that a game is found unfinished: it takes two decisions a turn, 300 in all."""


def killed(arguments: list[str], record: Path, size: int) -> bool:
    """Plays in a process and kills it once the record has grown to a size; False if it ended."""
    with subprocess.Popen(
        [sys.executable, "-m", "game", *arguments],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        cwd=ROOT, env=ENVIRONMENT,
    ) as child:  # fmt: skip
        while child.poll() is None:
            if record.exists() and record.stat().st_size >= size:
                child.kill()
                return child.wait() < 0
            time.sleep(0.0005)
    return False


def whole(record: Path, before: GameRecord) -> GameRecord:
    """The record of a game that was killed: what the whole game says, up to some line."""
    assert main(["replay", str(record)]) == 0
    found = read_file(record)
    assert essence(found.lines) == essence(before.lines[: len(found.lines)])
    return found


@pytest.mark.parametrize(
    ("games", "least"),
    [
        (3, 7),
        pytest.param(
            *(10, 25),
            marks=pytest.mark.slow(
                reason="It kills three times as many games, and continues them."
            ),
        ),
    ],
    ids=["some", "many"],
)
def test_9_2_a_game_killed_at_any_moment_is_whole_and_plays_on_to_the_same_end(
    games: int, least: int, tmp_path: Path
) -> None:
    luck, hits, scenario = Random(9), 0, str(scenario_file(tmp_path, TURNS))
    for seed in range(games):
        undisturbed, record = tmp_path / f"{seed}-whole.game", tmp_path / f"{seed}.game"
        begin = ["play", scenario, "--auto", "--seed", str(seed), "--record"]
        go_on = ["play", "--auto", "--continue", "--record", str(record)]
        assert main([*begin, str(undisturbed)]) == 0
        everything = read_file(undisturbed)
        assert len(everything.lines) == 2 * TURNS
        least_size, most_size = len(undisturbed.read_bytes()) // 10, undisturbed.stat().st_size
        # Three times: as it begins, and twice as it goes on.
        for size in sorted(luck.sample(range(least_size, most_size * 9 // 10), 3)):
            arguments = go_on if record.exists() else [*begin, str(record)]
            struck = killed(arguments, record, size)
            lines = len(whole(record, everything).lines)
            hits += struck and lines < 2 * TURNS
        assert main(go_on) == 0
        assert whole(record, everything).torn == 0
        assert essence(read_file(record).lines) == essence(everything.lines)
    print(f"{hits} of {3 * games} kills hit an unfinished game")
    assert hits >= least
