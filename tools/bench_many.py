"""What `bench.py` measures of many games: the kernel, its bots, processes, starts and memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
GAMES = 20_000
SIMULATE = [sys.executable, "-m", "game", "simulate", "kuala-lumpur", "--jobs", "1"]


def kernel(scenarios: Mapping[str, Path]) -> dict[str, Any]:
    """Decisions a second on one core, by scenario and who plays; the reference beside it.

    The time that this process was at work, so that others at work beside it count little.
    """
    from game.authoring.load import load
    from game.kernel.numba.jit import FAST

    figures: dict[str, Any] = {"compiled": FAST}
    for name, path in scenarios.items():
        scenario = load(path)
        first, second = ([*_personas(scenario, side), "uniform"] for side in scenario.sides)
        pairs = [("uniform", "uniform"), *zip(first[:-1], second[:-1], strict=False)]
        figures[name] = {" against ".join(pair): _speeds(scenario, pair) for pair in pairs}
    return figures


def _personas(scenario: Any, side: str) -> list[str]:
    return [id for id, each in scenario.personas.items() if side in (each.sides or scenario.sides)]


def _speeds(scenario: Any, bots: tuple[str, ...]) -> dict[str, Any]:
    from game.lab.run.plan import Plan, PlanPlayer
    from game.lab.run.reference import play_reference
    from game.model.frozen import FrozenMap

    seats = FrozenMap(zip(scenario.sides, bots, strict=True))
    player = PlanPlayer(Plan(scenario, seats, GAMES))
    player.play(0, 1)
    speeds, decisions = [], 0
    for _ in range(5):
        begun = time.thread_time()
        decisions = int(player.play(0, GAMES).decisions.sum())
        speeds.append(decisions / (time.thread_time() - begun))
    play_reference(player.rules, seats, 0, 2)
    begun = time.thread_time()
    few = int(play_reference(player.rules, seats, 0, 40).decisions.sum())
    reference = few / (time.thread_time() - begun)
    return {
        "decisions": decisions,
        "kernel_per_second": round(max(speeds)),
        "reference_per_second": round(reference),
        "ratio": round(max(speeds) / reference),
    }


def jobs(games: int = 1_500_000) -> dict[str, Any]:
    """Two processes against one, over the same games: from the command to its last line."""
    figures: dict[str, Any] = {"games": games, "cores": os.cpu_count()}
    for count in (1, 2):
        begun = time.perf_counter()
        _simulate("-n", str(games), "--jobs", str(count))
        figures[f"jobs_{count}_seconds"] = round(time.perf_counter() - begun, 2)
    ratio = figures["jobs_1_seconds"] / figures["jobs_2_seconds"]
    return {**figures, "ratio": round(ratio, 2)}


def starts() -> dict[str, Any]:
    """Seconds to the end of a first game: where nothing was compiled yet, and where it was."""
    with tempfile.TemporaryDirectory() as cache:
        environment = {"NUMBA_CACHE_DIR": cache, "PYTHONPYCACHEPREFIX": str(Path(cache) / "pyc")}
        environment["PYTHONDONTWRITEBYTECODE"] = ""
        times = []
        for _ in range(6):
            begun = time.perf_counter()
            _simulate("-n", "1", environment=environment)
            times.append(round(time.perf_counter() - begun, 2))
    return {"cold_seconds": times[0], "warm_seconds": min(times[1:])}


def memory() -> dict[str, Any]:
    """The most memory of a process, in MB, by how many games it plays; Unix only."""
    if sys.platform == "win32":
        return {}
    code = (
        "import resource, sys; from game.cli import main; main(sys.argv[1:]);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    unit = 2**20 if sys.platform == "darwin" else 2**10
    figures = {}
    for games in (10_000, 1_000_000):
        command = [sys.executable, "-c", code, *SIMULATE[3:], "-n", str(games)]
        done = subprocess.run(command, check=True, capture_output=True, cwd=ROOT, encoding="utf-8")
        figures[f"games_{games}"] = round(int(done.stderr.split()[-1]) / unit)
    return figures


def _simulate(*words: str, environment: Mapping[str, str] | None = None) -> None:
    subprocess.run(
        [*SIMULATE, *words],
        check=True,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
    )
