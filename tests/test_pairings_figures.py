"""Every figure of `simulate --pairings`, worked out again from the files of its run folder."""

from __future__ import annotations

import re
from math import sqrt

import numpy as np
import pytest
from attrs import frozen
from numpy.typing import NDArray
from recomputed import (
    SCENARIOS,
    SEED,
    Reals,
    cells,
    check_ends,
    close,
    half_width,
    own_lines,
    printed,
    rows_below,
)

pytestmark = pytest.mark.usefixtures("compiled")

GAMES = 12


@frozen(eq=False)
class Kept:
    """What the command printed, and the columns of all pairings together."""

    text: str
    parts: list[dict[str, NDArray[np.generic]]]

    def __getitem__(self, name: str) -> Reals:
        return np.concatenate([part[name].astype(float) for part in self.parts])

    def ids(self, name: str) -> list[str]:
        return [str(id) for id in self.parts[0][name].tolist()]

    def blocks(self, title: str) -> list[list[list[str]]]:
        """The rows of all tables whose titles begin so."""
        pattern = rf"^{title}.*\n((?:  .*\n)+)"
        found = re.findall(pattern, f"{self.text}\n", re.MULTILINE)
        return [[cells(line) for line in own_lines(block.splitlines())] for block in found]


@pytest.fixture(scope="module", params=SCENARIOS)
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    out = tmp_path_factory.mktemp("runs") / "pairings"
    text = printed(
        "simulate", request.param, "--pairings", "-n", str(GAMES), "--seed", str(SEED),
        "--jobs", "1", "--out", str(out),
    )  # fmt: skip
    parts = []
    for number in range(len([*out.glob("pairing-*.npz")])):
        with np.load(out / f"pairing-{number + 1}.npz") as file:
            parts.append({name: file[name] for name in file.files})
    return Kept(text, parts)


def check_mean(cell: str, column: Reals) -> None:
    """Compares `70.3 ± 2.1` with a mean and its interval; one game has none."""
    mean, half = cell.split(" ± ")
    assert close(mean, column.mean())
    assert half == "–" if len(column) == 1 else close(half, half_width(column))


def test_pairings_and_lines(kept: Kept) -> None:
    rows = rows_below(kept.text, "Mean scores by pairing")
    assert len(rows) == len(kept.parts)
    for row, part in zip(rows, kept.parts, strict=True):
        for cell, column in zip(row[1:], part["scores"].T, strict=True):
            check_mean(cell, column.astype(float))
    lines = [row for block in kept.blocks("Points by line") for row in block]
    for row, column in zip(lines, kept["lines"].T, strict=True):
        assert close(row[-2], column.mean())
        check_ends(row[-1], column.mean() - half_width(column), column.mean() + half_width(column))


def test_cards(kept: Kept) -> None:
    deals, known = kept.blocks("By card"), kept.parts[0]["card_ids"].tolist()
    assert len(deals) == len(known)
    sides = len(kept.ids("side_ids"))
    for number, rows in enumerate(deals):
        assert [row[0] for row in rows] == [card for card in known[number] if card]
        for place, row in enumerate(rows):
            dealt = kept["cards"][:, number] == place
            games, means = row[-1 - sides], row[-sides:]
            assert int(games) == dealt.sum()
            for cell, column in zip(means, kept["scores"][dealt].T, strict=True):
                assert cell == "–" if not len(column) else True
                if len(column):
                    check_mean(cell, column)


def test_with_and_without_actions(kept: Kept) -> None:
    slots, sides = kept.ids("slot_ids"), kept.ids("side_ids")
    pairing = np.repeat(np.arange(len(kept.parts)), GAMES)
    shown = 0
    for side, rows in zip(sides, kept.blocks("With and without: "), strict=True):
        points = kept["scores"][:, sides.index(side)]
        for id, *_, games, with_it, without, difference in rows:
            slot = slots.index(f"{side}:{id}")
            taken = kept["taken"][:, slot] > 0
            left = (kept["legal"][:, slot] > 0) & ~taken
            shown += 1
            assert int(games) == taken.sum()
            for cell, which in ((with_it, taken), (without, left)):
                assert cell == "–" if not which.any() else close(cell, points[which].mean())
            weights, total, variance = 0.0, 0.0, 0.0
            for number in range(len(kept.parts)):
                one, other = (points[(pairing == number) & which] for which in (taken, left))
                if min(len(one), len(other)) > 1:
                    weight = len(one) * len(other) / (len(one) + len(other))
                    error = one.var(ddof=1) / len(one) + other.var(ddof=1) / len(other)
                    weights += weight
                    total += weight * (one.mean() - other.mean())
                    variance += weight**2 * error
            if not weights:
                assert difference == "–"
                continue
            value, half = difference.split(" ± ")
            assert close(value, total / weights)
            assert close(half, 1.96 * sqrt(variance) / weights)
    assert shown == ((kept["legal"] > 0).any(axis=0)).sum()


def test_what_is_signed(kept: Kept) -> None:
    rows = rows_below(kept.text, "Beside the Pareto frontier")
    tables = kept.ids("table_ids")
    assert rows
    for row in rows:
        number = tables.index(row[0])
        gains = kept["unused_gains"][:, number]
        known = gains[(kept["signed_turn"][:, number] >= 0) & (gains >= 0)] / 10
        assert int(row[-4]) == len(known)
        assert close(row[-3], 100 * float((known == 0).mean()))
        assert close(row[-2], known.mean())
        check_ends(row[-1], known.mean() - half_width(known), known.mean() + half_width(known))
