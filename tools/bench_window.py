"""What `bench.py` measures of the window: its start, a repaint, idling, and memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
REPAINTS = 100
IDLE_SECONDS = 20
GAMES = 12
"""So many games, one after the other in one window, stand for an hour and more."""


def window() -> dict[str, Any]:
    """Everything, without a display: seconds, milliseconds, per cent of a core, MB."""
    return {**_start_and_idle(), **_repaint(), **_memory()}


def _start_and_idle() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as home:
        trace = Path(home) / "frame.json"
        environment = {
            **os.environ,
            "SDL_VIDEODRIVER": "dummy",
            "COMMUNIQUE_TRACE": str(trace),
            "COMMUNIQUE_GAMES_FOLDER": home,
            "HOME": home,
            "XDG_CONFIG_HOME": home,
            "XDG_DATA_HOME": home,
        }
        words = [sys.executable, "-P", "-m", "game"]
        starts = []
        for _ in range(4):
            starts.append(_first_frame(words, environment, trace)[0])
        _, program = _first_frame([*words, "play", "kuala-lumpur"], environment, trace, stay=True)
        idle = _idle(program)
        code = "import sys; sys.path.insert(0, 'tools'); import bench_window; bench_window.timed()"
        program = _first_frame([sys.executable, "-P", "-c", code], environment, trace, stay=True)[1]
        timed = _idle(program)
    return {
        "first_frame_seconds": round(min(starts), 2),
        "idle_percent": round(idle, 2),
        "idle_timed_percent": round(timed, 2),
    }


def _idle(program: subprocess.Popen[bytes]) -> float:
    """How much of a core a window takes in which nobody does anything; it is closed then."""
    time.sleep(2)
    before = _cpu(program.pid)
    time.sleep(IDLE_SECONDS)
    found = (_cpu(program.pid) - before) / IDLE_SECONDS * 100
    program.kill()
    program.wait()
    return found


def timed() -> None:
    """Shows a board at 1920 × 1080 on which the time for a decision runs."""
    from stage import Stage

    from game.ui.shell.loop import run

    stage = Stage(Path(os.environ["COMMUNIQUE_GAMES_FOLDER"]), size=(1920, 1080))
    app = stage.playing()
    app.program.change(minutes=20)
    if app.program.hot_seat is not None:
        app.program.hot_seat.mark_all_read()
    app.go_on()
    run(app)


def _first_frame(
    words: list[str], environment: dict[str, str], trace: Path, *, stay: bool = False
) -> tuple[float, subprocess.Popen[bytes]]:
    trace.unlink(missing_ok=True)
    begun = time.perf_counter()
    program = subprocess.Popen(words, cwd=ROOT, env=environment)
    while not trace.exists():
        time.sleep(0.002)
        if program.poll() is not None:
            raise RuntimeError("the window did not open")
    seconds = time.perf_counter() - begun
    if not stay:
        program.kill()
        program.wait()
    return seconds, program


def _cpu(pid: int) -> float:
    """Seconds that a process has been at work; Linux."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _repaint() -> dict[str, Any]:
    import pygame
    from scenes import scenes
    from stage import Stage

    with tempfile.TemporaryDirectory() as games:
        stage = Stage(Path(games), size=(1920, 1080))
        app = next(s.app for s in scenes(stage) if s.name == "board-picked")
        surface = pygame.Surface(app.size)
        app.draw(surface)
        times = []
        for _ in range(REPAINTS):
            begun = time.thread_time()
            app.draw(surface)
            times.append((time.thread_time() - begun) * 1000)
    cuts = statistics.quantiles(times, n=20)
    return {
        "board_median_ms": round(statistics.median(times), 1),
        "board_p95_ms": round(cuts[-1], 1),
    }


def _memory() -> dict[str, Any]:
    code = (
        "import sys, tempfile; from pathlib import Path; sys.path.insert(0, 'tools');"
        f"import bench_window; bench_window.play_games({GAMES})"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=ROOT, check=True, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    first, last = done.stdout.split()[-2:]
    return {"memory_mb_after_1_game": int(first), "memory_mb_at_the_end": int(last)}


def play_games(games: int) -> None:
    """Plays whole games in one window, drawing at each decision; prints the memory used."""
    import pygame
    from stage import Stage, played

    used = []
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder), size=(1280, 720))
        app = stage.app()
        surface = pygame.Surface(app.size)
        for seed in range(games):
            fresh = stage.playing(seed=seed)
            app.program.leave()
            app.program.hot_seat = fresh.program.hot_seat
            hot_seat = app.program.hot_seat
            while hot_seat is not None and hot_seat.state.to_move:
                lines = len(hot_seat.game.moments)
                played(hot_seat, lambda s, n=lines: len(s.game.moments) > n)  # type: ignore[misc]
                hot_seat.mark_all_read()
                app.go_on()
                app.draw(surface)
            used.append(_resident())
    print(used[0], used[-1])


def _resident() -> int:
    """Megabytes that this process holds; Linux."""
    pages = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 2**20
