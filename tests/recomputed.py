"""What tests of printed figures share: how they read them, and plain formulas of their own."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from game.cli import main
from game.kernel.rows import Rows
from game.lab.numbers.paths import with_numbers
from game.lab.run.plan import Plan, PlanPlayer
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario

Reals = NDArray[np.float64]
Z = 1.96
"""Half of a 95 % interval, in standard errors."""


def printed(*words: str) -> str:
    """What a command prints, with plain minus signs."""
    with redirect_stdout(io.StringIO()) as lines:
        assert main([*words]) == 0
    return lines.getvalue().replace("−", "-")


def cells(line: str) -> list[str]:
    """The cells of a line, which stand two or more blanks apart."""
    return re.split(r"\s{2,}", line.strip())


def rows_below(text: str, title: str) -> list[list[str]]:
    """The rows of the table whose first line begins so, and that are indented below it."""
    lines = text.splitlines()
    (start,) = [i for i, line in enumerate(lines) if line.startswith(title)]
    rows = []
    for line in lines[start + 1 :]:
        if not line.startswith("  "):
            break
        rows.append(cells(line))
    return rows


def lines_below(text: str, title: str) -> Iterator[list[str]]:
    """The lines of the table whose first line begins so, up to an empty line."""
    after = text.split(f"\n{title}", 1)[1].split("\n")[1:]
    for line in after:
        if not line:
            return
        yield cells(line)


def number(text: str) -> float:
    """A printed number, without its signs of per cent, thousands, and best replies."""
    plain = text.replace("−", "-").replace(",", "").replace("\u00a0", " ")
    return float(plain.strip("<> *()%"))


def close(cell: str, value: float, digits: int = 1) -> bool:
    """Whether a printed number is a value, rounded to so many digits."""
    return abs(number(cell) - value) <= 0.501 * 10**-digits + 1e-9


def wilson(part: float, n: int) -> tuple[float, float]:
    """Wilson's interval of a share of n games, whose ends are 0 and 1 where none or all did."""
    z2 = Z * Z
    middle = (part + z2 / (2 * n)) / (1 + z2 / n)
    half = Z * sqrt(part * (1 - part) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return (0.0 if part == 0 else middle - half), (1.0 if part == 1 else middle + half)


def half_width(values: Reals) -> float:
    """Half of the normal interval of a mean."""
    return Z * float(values.std(ddof=1)) / sqrt(len(values))


def check_ends(cell: str, low: float, high: float) -> None:
    """Compares `53.0 – 58.6` with the ends of an interval."""
    first, last = cell.split(" – ")
    assert close(first, low)
    assert close(last, high)


def check_share(share: str, interval: str, happened: NDArray[np.bool_]) -> None:
    """Compares a share in per cent and its interval with what happened in the games."""
    part = float(happened.mean())
    assert close(share, 100 * part)
    low, high = wilson(part, len(happened))
    check_ends(interval, 100 * low, 100 * high)


def check_change(cell: str, differences: Reals, digits: int = 1) -> None:
    """Compares `+3.1 ± 0.4` with the mean of differences game by game."""
    mean, half = cell.split(" ± ")
    assert close(mean, float(differences.mean()), digits)
    assert close(half, half_width(differences), digits)


def personas(scenario: Scenario, side: str) -> list[str]:
    """The personas that are made for a side."""
    return [id for id, each in scenario.personas.items() if side in (each.sides or (side,))]


def seats_of(scenario: Scenario) -> dict[str, str]:
    """By side the first persona made for it."""
    return {side: personas(scenario, side)[0] for side in scenario.sides}


def seat_words(seats: dict[str, str]) -> list[str]:
    """The words that seat them on the command line."""
    return [word for side, bot in seats.items() for word in ("--seat", f"{side}={bot}")]


def play(
    scenario: Scenario,
    seats: dict[str, str],
    games: int,
    seed: int,
    numbers: dict[str, int] | None = None,
    forbidden: tuple[tuple[str, str], ...] = (),
) -> Rows:
    """Games as one batch, with other numbers of the scenario, or without some actions."""
    changed = with_numbers(scenario, (numbers or {}).items())
    plan = Plan(changed, FrozenMap(seats), games, seed, forbidden)
    return PlanPlayer(plan).play(0, games)
