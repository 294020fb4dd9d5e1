"""The toy game in C: what a game written by hand makes, beside which the kernel is measured.

The rules are those of toy.yaml, read from that file and compiled as tables of numbers.

    python3 tools/toy/in_c.py    decisions a second on one core, in CPU time
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
TOY = HERE / "toy.yaml"
SIDES, TURNS, PICKS = "ab", 12, 2
DECISIONS = len(SIDES) * TURNS * PICKS
"""Decisions of one game."""
GAMES = 200_000

_TRACK = re.compile(r"  t\d+: \{name: .*, start: (\d+), range: \[(\d+), (\d+)\]\}")
_SCORE = re.compile(r"points: (.*)\}")
_ACTION = re.compile(
    r"  ([ab])\d+: \{.*?(?:when: t(\d+) >= (\d+), )?"
    r"effects: \{t(\d+): (.\d+), t(\d+): (.\d+), t(\d+): (.\d+)\}\}"
)


def header() -> str:
    """The rules of toy.yaml as C: sizes and arrays."""
    text = TOY.read_text(encoding="utf-8")
    tracks = [[int(number) for number in row] for row in _TRACK.findall(text)]
    scores = [
        [int(f"t{track}" in points.split(" + ")) for track in range(len(tracks))]
        for points in _SCORE.findall(text)
    ]
    actions = [[row[1:] for row in _ACTION.findall(text) if row[0] == side] for side in SIDES]
    assert len(actions[0]) == len(actions[1]) == 24
    arrays = {
        "place": [[int(row[0] or 0) for row in rows] for rows in actions],
        "least": [[int(row[1] or 0) for row in rows] for rows in actions],
        "target": [[[int(n) for n in row[2::2]] for row in rows] for rows in actions],
        "change": [[[int(n) for n in row[3::2]] for row in rows] for rows in actions],
        "start": [row[0] for row in tracks],
        "low": [row[1] for row in tracks],
        "high": [row[2] for row in tracks],
        "weight": scores,
    }
    sizes = {
        "SIDES": len(SIDES),
        "ACTIONS": len(actions[0]),
        "CHANGES": 3,
        "TRACKS": len(tracks),
        "TURNS": TURNS,
        "PICKS": PICKS,
    }
    lines = [f"#define {name} {size}" for name, size in sizes.items()]
    for name, numbers in arrays.items():
        lines.append(f"static const int32_t toy_{name}{_shape(numbers)} = {_braces(numbers)};")
    return "\n".join((*lines, ""))


def _shape(numbers: Any) -> str:
    return f"[{len(numbers)}]{_shape(numbers[0])}" if isinstance(numbers, list) else ""


def _braces(numbers: Any) -> str:
    if isinstance(numbers, list):
        return "{" + ", ".join(map(_braces, numbers)) + "}"
    return str(numbers)


def compiler() -> str | None:
    """The C compiler of this machine, if there is one."""
    return next(filter(None, map(shutil.which, ("clang", "gcc", "cc"))), None)


@contextmanager
def built() -> Iterator[Path | None]:
    """The toy in C as a program, as long as it is needed; None without a C compiler."""
    command = compiler()
    if command is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "toy_rules.h").write_text(header(), encoding="utf-8")
        program = Path(folder) / "toy"
        options = ["-O3", "-march=native", "-I", folder, "-o", str(program)]
        subprocess.run([command, *options, str(HERE / "toy.c")], check=True)
        yield program


def decisions_per_second(program: Path, games: int = GAMES) -> float:
    """One run of the program, in its CPU time."""
    return games * DECISIONS / float(_run(program, games)[2])


def mean_scores(program: Path, games: int = GAMES) -> tuple[float, float]:
    """The mean scores of both sides: those of the kernel are about the same."""
    first, second, _ = _run(program, games)
    return int(first) / games, int(second) / games


def _run(program: Path, games: int) -> list[str]:
    done = subprocess.run([str(program), str(games)], check=True, capture_output=True, text=True)
    return done.stdout.split()


def main() -> int:
    """Prints the best of five runs."""
    with built() as program:
        if program is None:
            print("there is no C compiler here (clang, gcc or cc)", file=sys.stderr)
            return 1
        best = max(decisions_per_second(program) for _ in range(5))
        print(f"{best:,.0f} decisions a second; mean scores {mean_scores(program)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
