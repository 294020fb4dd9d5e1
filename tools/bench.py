"""Prints, as JSON, how long the things take that users wait for. Figures, not assertions.

    python3 tools/dev.py tool bench         everything
    python3 tools/dev.py tool bench load    only loading and checking
    python3 tools/dev.py tool bench start   only the start of processes
    python3 tools/dev.py tool bench play    decisions a second
    python3 tools/dev.py tool bench record  a record of 100 decisions, played again
    python3 tools/dev.py tool bench kernel  decisions a second where many games are played
    python3 tools/dev.py tool bench jobs    two jobs against one
    python3 tools/dev.py tool bench starts  to the first of many games' end, cold and warm
    python3 tools/dev.py tool bench memory  of 10,000 and of 1,000,000 games
    python3 tools/dev.py tool bench room    twelve tables of twelve devices, for a minute
    python3 tools/dev.py tool bench window  its start, a repaint of the board, idling, memory

Times are milliseconds: the best and the median of several runs on this machine.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import bench_many
import bench_play
import bench_room
import bench_window

ROOT = Path(__file__).resolve().parent.parent
KUALA_LUMPUR = ROOT / "scenarios" / "kuala-lumpur.yaml"
LINES = 5000


def timed(work: Callable[[], object], runs: int) -> dict[str, float]:
    """Best and median milliseconds of some work, after one run that doesn't count."""
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return {"best_ms": round(min(times), 2), "median_ms": round(statistics.median(times), 2)}


def long_scenario(lines: int) -> str:
    """A scenario of about so many lines: like a real one, with more of everything."""
    head = [
        "format: 1",
        "id: long",
        "title: Long",
        "language: en",
        "turns: 12",
        "sides:",
        *_side("north"),
        *_side("south"),
        "stages:",
        "  talks: {phases: [moves, news]}",
        "phases:",
        "  moves: {kind: actions, menus: [main], picks: 2}",
        "  news: {kind: injects}",
        "outcomes:",
        "  good: {name: Good, when: track_0 >= 60}",
        "  stale: {name: Stale}",
        "tags:",
        "  hard: {name: Hard}",
    ]
    count = max((lines - len(head) - 6) // 26, 1)
    return "\n".join(
        [
            *head,
            "tracks:",
            *(line for i in range(count) for line in _track(i)),
            "actions:",
            *(line for i in range(count) for line in _action(i, count)),
            "injects:",
            *(line for i in range(count) for line in _inject(i, count)),
            "",
        ]
    )


def _side(id: str) -> list[str]:
    return [
        f"  {id}:",
        f"    name: {id.capitalize()}",
        "    brief: What only this side reads.",
        "    score:",
        "      - label: The first track",
        "        points: track_0 // 4 + 10 * fired(inject_0)",
    ]


def _track(i: int) -> list[str]:
    return [
        f"  track_{i}:",
        f"    name: Track number {i}",
        f"    start: {20 + i % 50}",
        "    range: [0, 100]",
        "    better: high",
        "    bands:",
        "      - {to: 40, name: Low}",
        "      - {to: 100, name: High}",
    ]


def _action(i: int, count: int) -> list[str]:
    return [
        f"  action_{i}:",
        f"    side: {'north' if i % 2 else 'south'}",
        "    menu: main",
        f"    name: Action number {i}",
        "    text: One or two sentences that the player reads before choosing it.",
        f"    when: track_{i} >= 10 and (turn > 1 or used(action_{(i + 1) % count}) == 0)",
        "    tags: [hard]",
        "    effects:",
        f"      - track_{(i + 3) % count}: -3",
        f'        track_{i}: "+ min(track_{(i + 1) % count} // 10, 8)"',
        f"      - when: track_{i} > 50",
        f"        then: {{track_{(i + 2) % count}: +2}}",
    ]


def _inject(i: int, count: int) -> list[str]:
    return [
        f"  inject_{i}:",
        f"    name: Inject number {i}",
        f"    when: track_{i} <= 20",
        "    chance: 30",
        f"    effects: {{track_{(i + 5) % count}: +4}}",
        "    text: A story of one sentence.",
    ]


def bench_load() -> dict[str, Any]:
    """Loading and checking, imports done: Kuala Lumpur and a generated scenario."""
    from game.authoring.load import inspect

    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.yaml"
        path.write_text(long_scenario(LINES), encoding="utf-8")
        for name, file in (("kuala_lumpur", KUALA_LUMPUR), ("generated", path)):
            scenario, problems = inspect(file)
            assert scenario is not None, problems
            lines = len(file.read_text(encoding="utf-8").splitlines())
            figures[name] = {"lines": lines, **timed(partial(inspect, file), 15)}
    return figures


def bench_start() -> dict[str, Any]:
    """Processes from start to end: the environment's own script, and python -m game."""
    script = Path(sysconfig.get_path("scripts")) / (
        "communique.exe" if sys.platform == "win32" else "communique"
    )
    command = [str(script)] if script.exists() else [sys.executable, "-P", "-m", "game"]
    commands = {
        "python_alone": [sys.executable, "-P", "-c", "pass"],
        "help": [*command, "--help"],
        "list": [*command, "list"],
        "check": [*command, "check", str(KUALA_LUMPUR)],
    }
    return {
        "command": "communique" if script.exists() else "python -m game",
        **{name: timed(_process(words), 10) for name, words in commands.items()},
    }


def _process(words: list[str]) -> Callable[[], object]:
    return lambda: subprocess.run(words, check=True, capture_output=True, cwd=ROOT)


def bench_record() -> dict[str, Any]:
    """A record of 100 decisions: read, its scenario loaded, played again and compared."""
    from attrs import evolve

    from game.authoring.load import load
    from game.authoring.reading.files import Folder
    from game.bots.seats import make_bots
    from game.rules.compile import compile_rules
    from game.session.driver import play
    from game.session.records.file import read_file
    from game.session.records.lines import read_record, record_bytes
    from game.session.records.recorded_actions import Rewind
    from game.session.records.replay import replay
    from game.session.records.saved import begin_saved

    folder = Folder(KUALA_LUMPUR)
    rules = compile_rules(load(folder))
    seats = dict.fromkeys(rules.sides, "uniform")
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "bench.game"
        game, file = begin_saved(path, folder.keep(), rules, 1, seats)
        with file:
            while len(game.lines) < 100:
                play(game, make_bots(rules, seats, len(game.lines)), {})
                game.do(Rewind(0, luck=len(game.lines)))
        record = read_file(path)
    data = record_bytes(evolve(record, lines=record.lines[:100]))
    return {"lines": 100, **timed(lambda: replay(read_record(data)), 15)}


def bench_kernel() -> dict[str, Any]:
    """Many games: the toy beside C, Kuala Lumpur, and the plain game."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.yaml"
        plain.write_text(bench_play.plain_scenario(), encoding="utf-8")
        scenarios = {"kuala_lumpur": KUALA_LUMPUR, "plain": plain}
        return {"toy": bench_many.toy(), **bench_many.kernel(scenarios)}


BENCHES: dict[str, Callable[[], dict[str, Any]]] = {
    "load": bench_load,
    "start": bench_start,
    "play": partial(bench_play.play, 40),
    "record": bench_record,
    "kernel": bench_kernel,
    "jobs": bench_many.jobs,
    "starts": bench_many.starts,
    "memory": bench_many.memory,
    "room": bench_room.room,
    "window": bench_window.window,
}


def main() -> int:
    """Runs the benchmarks asked for and prints one JSON document."""
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").partition("\n")[0],
        epilog="example: python3 tools/dev.py tool bench load",
    )
    sys.path.insert(0, str(ROOT))
    parser.add_argument("which", nargs="*", choices=[*BENCHES, []], help="what to measure")
    chosen = parser.parse_args().which or list(BENCHES)
    machine = {"python": platform.python_version(), "platform": platform.platform()}
    print(json.dumps({"machine": machine, **{name: BENCHES[name]() for name in chosen}}, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
