"""What tests of printed figures share: how they read them, and plain formulas of their own."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import redirect_stdout
from functools import cache
from math import erfc, sqrt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from reported import Tables

from game.authoring.load import load
from game.authoring.shipped import shipped
from game.cli import main
from game.kernel.rows import Rows
from game.lab.batches.plan import Plan, PlanPlayer
from game.lab.numbers.paths import with_numbers
from game.model.frozen import FrozenMap
from game.model.play import AGREED
from game.model.scenario import Scenario

Reals = NDArray[np.float64]
Z = 1.96
"""Half of a 95 % interval, in standard errors."""


def printed(*words: str, code: int = 0) -> str:
    """What a command prints, with plain minus signs. code: with which it ends."""
    with redirect_stdout(io.StringIO()) as lines:
        assert main([*words]) == code
    return lines.getvalue().replace("−", "-")


def cells(line: str) -> list[str]:
    """The cells of a line, which stand two or more blanks apart."""
    return re.split(r"\s{2,}", line.strip())


def own_lines(lines: Iterable[str]) -> Iterator[str]:
    """The lines of a table that begin with an id: not heads, nor lines in which a name goes on."""
    yield from (line for line in lines if not line.startswith(6 * " "))


def rows_below(text: str, title: str) -> list[list[str]]:
    """The rows of the table whose first line begins so, and that are indented below it."""
    lines = text.splitlines()
    (start,) = [i for i, line in enumerate(lines) if line.startswith(title)]
    rows = []
    for line in own_lines(lines[start + 1 :]):
        if not line.startswith("  "):
            break
        rows.append(cells(line))
    return rows


def lines_below(text: str, title: str) -> Iterator[list[str]]:
    """The lines of the table whose first line begins so, up to an empty line."""
    after = text.split(f"\n{title}", 1)[1].split("\n")[1:]
    for line in own_lines(after):
        if not line:
            return
        yield cells(line)


def number(text: str) -> float:
    """A printed number, without its signs of per cent, thousands, and best replies."""
    plain = text.replace("−", "-").replace(",", "").replace("\u00a0", " ")
    return float(plain.strip("<>≈ *()%"))


def close(cell: str, value: float, digits: int = 1) -> bool:
    """Whether a printed number is a value, rounded to so many digits."""
    return bool(abs(number(cell) - value) <= 0.501 * 10.0**-digits + 1e-9)


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
    if cell == "–":
        assert not differences.any(), "a dash stands where nothing changed"
        return
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


# Studies of several plans on the same seeds

GAMES, SEED = 40, 7
SCENARIOS = ["kuala-lumpur", "nexperia-standoff"]
COMMON = ["-n", str(GAMES), "--seed", str(SEED), "--jobs", "1"]
Columns = dict[str, Reals]


@cache
def scenario_of(id: str) -> Scenario:
    return load(shipped()[id])


def columns(
    id: str, numbers: Mapping[str, int], seats: Mapping[str, str], games: int = GAMES
) -> Columns:
    """By id a number for each game: shares in per cent, scores in points."""
    return kept_columns(id, FrozenMap(numbers), FrozenMap(seats), games, SEED)


@cache
def kept_columns(
    id: str, numbers: FrozenMap[str, int], seats: FrozenMap[str, str], games: int, seed: int
) -> Columns:
    """The same with another first seed; played once."""
    scenario = scenario_of(id)
    rows = play(scenario, dict(seats), games, seed, dict(numbers))
    found = {id: 100.0 * (rows.outcome == i) for i, id in enumerate(scenario.outcomes)}
    found |= {id: rows.scores[:, i].astype(float) for i, id in enumerate(scenario.sides)}
    found |= {id: 100.0 * (rows.status[:, i] == AGREED) for i, id in enumerate(scenario.tables)}
    return found


def study(report: Path, *words: str) -> tuple[str, dict[str, list[list[str]]]]:
    """What a study prints, and the tables of its report."""
    text = printed(*words, *COMMON, "--report", str(report))
    return text, Tables(report.read_text(encoding="utf-8")).tables


def figures_table(
    tables: Mapping[str, list[list[str]]], heading: str, width: int
) -> list[list[str]]:
    """The rows of so many cells below a heading, without their titles."""
    return [row for row in tables[heading] if len(row) == width][1:]


def ends(column: Reals, *, is_share: bool) -> tuple[float, float]:
    """The interval of a mean, or Wilson's of a share in per cent."""
    if is_share:
        low, high = wilson(column.mean() / 100, len(column))
        return 100 * low, 100 * high
    return column.mean() - half_width(column), column.mean() + half_width(column)


def check_mean(cell: str, column: Reals, *, is_share: bool) -> None:
    """Compares `70.3 ± 2.1` with the mean and half the interval of a column.

    Near 0 or 100 % a share has the far end of its interval instead: `0 (≤ 8.8)`.
    """
    mean, low, high = float(column.mean()), *ends(column, is_share=is_share)
    half = (high - low) / 2
    if is_share and not half <= mean <= 100 - half:
        value, sign, end = cell.rstrip(")").replace("(", "").split(" ")
        assert close(value, mean)
        assert (value in ("0", "100")) == (mean in (0, 100))
        assert close(end, high if mean < half else low)
        assert sign == ("≤" if mean < half else "≥")
        return
    written, after = cell.split(" ± ")
    assert close(written, mean)
    assert close(after, half)


def check_estimate(cell: str, column: Reals, *, is_share: bool) -> None:
    """Compares `53.0 % (47.3 – 58.6)` with the mean and the interval of a column."""
    mean, interval = cell.rstrip(")").split(" (")
    assert close(mean, column.mean())
    check_ends(interval, *ends(column, is_share=is_share))


def plain_p(differences: Reals) -> float:
    error = differences.std(ddof=1) / sqrt(len(differences))
    if not error:
        return float(not differences.any())
    return erfc(abs(differences.mean() / error) / sqrt(2))


def corrected(differences: Mapping[str, Reals]) -> dict[str, float]:
    """p-values of normal tests with Holm's correction, step by step."""
    left, least, result = {name: plain_p(each) for name, each in differences.items()}, 0.0, {}
    while left:
        name = min(left, key=lambda name: left[name])
        least = max(least, min(1.0, left.pop(name) * (len(left) + 1)))
        result[name] = least
    return result


def check_p(cell: str, p: float) -> None:
    assert (p < 0.005) if cell == "<0.01" else abs(float(cell) - p) <= 0.0051
