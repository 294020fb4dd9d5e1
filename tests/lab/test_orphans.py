"""Whatever plays for another process ends when that one is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from processes import alive

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are asked otherwise")

ROOT = Path(__file__).resolve().parents[2]
BEGUN = """
import multiprocessing, os, sys, time
from concurrent.futures import ProcessPoolExecutor
sys.path.insert(0, sys.argv[2])
import tiny
from game.bots.processes import end_with_parent
from game.lab.batches.plan import Plan
from game.lab.batches.ranges import GameRange
from game.lab.batches.workers import WorkerPool
from game.model.frozen import FrozenMap

SEATS = FrozenMap({"north": "uniform", "south": "uniform"})

def workers():
    "Plays what takes hours."
    crew = WorkerPool([Plan(tiny.scenario(), SEATS, 10**9)], 2, rows=False)
    for first in range(2):
        crew.assign(GameRange(first * 10**8, 10**8))

def executor(how):
    "Sleeps in a call."
    context = multiprocessing.get_context(how)
    executor = ProcessPoolExecutor(2, context, initializer=end_with_parent)
    for _ in range(2):
        executor.submit(time.sleep, 600)
    return executor

if __name__ == "__main__":
    what = sys.argv[1]
    kept = workers() if what == "workers" else executor(what)
    print(*(each.pid for each in multiprocessing.active_children()), flush=True)
    time.sleep(600)
"""
"""Begins processes, prints their ids, and waits to be killed."""


@pytest.fixture
def parent(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[subprocess.Popen[str]]:
    script = tmp_path / "begun.py"
    script.write_text(BEGUN, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COMMUNIQUE_PLAIN_PYTHON": "1"}
    with subprocess.Popen(
        [sys.executable, str(script), request.param, str(ROOT / "tests")],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, encoding="utf-8",
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("parent", ["workers", "spawn", "fork"], indirect=True)
def test_workers_end_when_their_parent_is_killed(parent: subprocess.Popen[str]) -> None:
    assert parent.stdout is not None
    workers = [int(each) for each in parent.stdout.readline().split()]
    try:
        assert len(workers) == 2
        time.sleep(0.5)
        assert all(map(alive, workers))
        parent.kill()
        until = time.monotonic() + 60
        while any(map(alive, workers)):
            assert time.monotonic() < until, "they are still there"
            time.sleep(0.2)
    finally:
        for worker in workers:
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
