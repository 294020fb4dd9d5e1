"""What `bench.py` measures of many games: the kernel, its bots, processes, starts and memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

from toy import in_c

ROOT = Path(__file__).resolve().parent.parent
GAMES = 20_000
SIMULATE = [sys.executable, "-P", "-m", "game", "simulate", "kuala-lumpur", "--jobs", "1"]


def kernel(scenarios: Mapping[str, Path]) -> dict[str, Any]:
    """Decisions a second on one core, by scenario and who plays: by the kernel, by machine code
    made for the scenario, and by the reference.

    The time that this process was at work, so that others at work beside it count little.
    """
    from game.authoring.load import load
    from game.kernel import machine_code

    _load_best_code()
    figures: dict[str, Any] = {"compiled": machine_code.in_use()}
    for name, path in scenarios.items():
        scenario = load(path)
        first, second = ([*_personas(scenario, side), "uniform"] for side in scenario.sides)
        pairs = [("uniform", "uniform"), *zip(first[:-1], second[:-1], strict=False)]
        figures[name] = {" against ".join(pair): _speeds(scenario, pair) for pair in pairs}
    return figures


def toy(rounds: int = 5) -> dict[str, Any]:
    """The toy game by turns in C, by the kernel alone, by its machine code, and as `simulate` plays
    it where that code is at hand: decisions a second of CPU time. simulate_process has its start
    besides; Unix only."""
    from game.authoring.load import load
    from game.kernel.scenario_code import with_machine_code
    from game.lab.batches.jobs import run
    from game.lab.batches.plan import Plan, PlanPlayer
    from game.model.frozen import FrozenMap

    scenario = load(in_c.TOY)
    plan = Plan(scenario, FrozenMap(dict.fromkeys(scenario.sides, "uniform")), 4 * GAMES)
    player = PlanPlayer(plan)
    player.play(0, 1)
    _load_best_code()
    works: dict[str, Callable[[], float]] = {
        "kernel": lambda: _alone(player, lambda tables: tables),
        "machine_code": lambda: _alone(player, with_machine_code),
        "simulate": lambda: _rate(lambda: run(plan).decisions),
    }
    with in_c.built() as program:
        if program is not None:
            works["c"] = lambda: in_c.decisions_per_second(program)
        rates = {name: [work()] for name, work in works.items()}
        for _ in range(rounds - 1):
            for name, work in works.items():
                rates[name].append(work())
    best = {name: max(each) for name, each in rates.items()}
    if sys.platform != "win32":
        best["simulate_process"] = _rate_of_process(in_c.TOY, 1_000_000)
    figures: dict[str, Any] = {f"{name}_per_second": round(rate) for name, rate in best.items()}
    if "c" not in best:
        return {**figures, "c": "no C compiler here (clang, gcc or cc)"}
    ratios = {f"{name}_to_c": round(rate / best["c"], 2) for name, rate in best.items()}
    del ratios["c_to_c"]
    return {**figures, **ratios, "c": Path(in_c.compiler() or "").name}


def _load_best_code() -> None:
    """Has this process play by the better code, as all do that play for long."""
    from game.kernel import machine_code

    if machine_code.in_use():
        machine_code.load()
    machine_code.note_played(machine_code.ENOUGH)
    for thread in threading.enumerate():
        if thread.name == "better code":
            thread.join()


def _alone(player: Any, quickest: Callable[[Any], Any]) -> float:
    """Decisions a second of the entry point alone, with the tables that quickest makes of some."""
    from game.kernel import batch

    with mock.patch.object(batch, "quickest", quickest):
        return _kernel_alone(player)


def _kernel_alone(player: Any) -> float:
    """Decisions a second of the entry point alone, without what is made of its numbers."""
    from game.kernel.entries import Board

    play_games, seconds = Board.play_games, 0.0

    def timed(*words: Any, **others: Any) -> int:
        nonlocal seconds
        begun = time.thread_time()
        digests = play_games(*words, **others)
        seconds += time.thread_time() - begun
        return digests

    with mock.patch.object(Board, "play_games", timed):
        decisions: int = player.count(0, GAMES).decisions
    return decisions / seconds


def _rate(work: Callable[[], int]) -> float:
    begun = time.thread_time()
    decisions = work()
    return decisions / (time.thread_time() - begun)


def _rate_of_process(path: Path, games: int) -> float:
    """Decisions a second of `communique simulate`, from its start to its end."""
    import resource

    begun = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [*SIMULATE[:5], str(path), "--jobs", "1", "--json", "-n", str(games)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = ended.ru_utime - begun.ru_utime + ended.ru_stime - begun.ru_stime
    return games * in_c.DECISIONS / seconds


def _personas(scenario: Any, side: str) -> list[str]:
    return [id for id, each in scenario.personas.items() if side in (each.sides or scenario.sides)]


def _speeds(scenario: Any, bots: tuple[str, ...]) -> dict[str, Any]:
    from game.kernel.scenario_code import with_machine_code
    from game.lab.batches.plan import Plan, PlanPlayer
    from game.lab.batches.reference import play_reference
    from game.model.frozen import FrozenMap

    seats = FrozenMap(zip(scenario.sides, bots, strict=True))
    player = PlanPlayer(Plan(scenario, seats, GAMES))
    player.play(0, 1)
    decisions = player.count(0, GAMES).decisions
    ways = {"kernel": lambda tables: tables, "machine_code": with_machine_code}
    rates: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(5):
        for way, quickest in ways.items():
            rates[way].append(_alone(player, quickest))
    speed, native = max(rates["kernel"]), max(rates["machine_code"])
    play_reference(player.rules, seats, 0, 2)
    begun = time.thread_time()
    few = int(play_reference(player.rules, seats, 0, 40).decisions.sum())
    reference = few / (time.thread_time() - begun)
    return {
        "decisions": decisions,
        "kernel_per_second": round(speed),
        "machine_code_per_second": round(native),
        "reference_per_second": round(reference),
        "ratio": round(speed / reference),
    }


def jobs(sizes: Sequence[int] = (1_500_000, 5_000_000)) -> dict[str, Any]:
    """Two jobs against one, over the same games: from the command to its last line.

    Python's own compiled files are at hand, as on any machine on which the program has run before.
    The start, of a second or so, isn't shared by the jobs; it counts less where more is played.
    """
    figures: dict[str, Any] = {"cores": os.cpu_count()}
    with tempfile.TemporaryDirectory() as cache:
        environment = {"PYTHONPYCACHEPREFIX": cache, "PYTHONDONTWRITEBYTECODE": ""}
        _simulate("-n", "1", environment=environment)
        for games in sizes:
            seconds = []
            for count in (1, 2):
                begun = time.perf_counter()
                _simulate("-n", str(games), "--jobs", str(count), environment=environment)
                seconds.append(round(time.perf_counter() - begun, 2))
            ratio = round(seconds[0] / seconds[1], 2)
            figures[f"{games}_games"] = {"seconds_by_jobs": seconds, "ratio": ratio}
    return figures


def starts() -> dict[str, Any]:
    """Seconds to the end of a first game: where nothing was compiled yet, and where it was; and the
    time that processes were at work in it, which counts little of others beside them (Unix only).

    An expert's first game comes after the cold one: it has nothing to compile any more. Python's
    own files are compiled before, as they are for whoever has set the game up.
    """
    subprocess.run([sys.executable, "-P", "-m", "compileall", "-q", "game"], check=True, cwd=ROOT)
    experts = ("--seat", "eu=expert", "--seat", "china=expert")
    with tempfile.TemporaryDirectory() as cache:
        environment = {"COMMUNIQUE_CACHE_DIR": cache}
        cold = _start(environment)
        expert = _start(environment, *experts)
        warm = [_start(environment) for _ in range(5)]
        expert_warm = _start(environment, *experts)
    found = {"cold": cold, "warm": min(warm), "expert": expert, "expert_again": expert_warm}
    return {
        f"{name}_{kind}": round(seconds, 2)
        for name, both in found.items()
        for kind, seconds in zip(("seconds", "cpu_seconds"), both, strict=False)
    }


def _start(environment: Mapping[str, str], *words: str) -> tuple[float, ...]:
    """Seconds of one game from start to end, and on Unix of processors at work."""
    begun, worked = time.perf_counter(), os.times()
    _simulate("-n", "1", *words, environment=environment)
    ended, working = time.perf_counter(), os.times()
    if sys.platform == "win32":
        return (ended - begun,)
    user = working.children_user - worked.children_user
    return ended - begun, user + working.children_system - worked.children_system


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
        command = [sys.executable, "-P", "-c", code, *SIMULATE[3:], "-n", str(games)]
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
