"""Every figure of a study of sensitivity, printed and reported, worked out again from the games."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest
import recomputed
from scipy.stats import qmc

pytestmark = pytest.mark.usefixtures("compiled")


@pytest.mark.parametrize("id", recomputed.SCENARIOS)
def test_a_study_of_sensitivity(id: str, tmp_path: Path) -> None:
    scenario = recomputed.scenario_of(id)
    seats = recomputed.seats_of(scenario)
    text, tables = recomputed.study(
        tmp_path / "numbers.html", "sensitivity", id, *recomputed.seat_words(seats)
    )
    base = recomputed.columns(id, {}, seats)
    bounds = {setting: each.bounds for setting, each in scenario.settings.items()}
    low, high = (
        {
            setting: recomputed.columns(id, {setting: pair[i]}, seats)
            for setting, pair in bounds.items()
        }
        for i in (0, 1)
    )
    changes = {
        f"{setting} {name}": high[setting][name] - low[setting][name]
        for setting in bounds
        for name in base
    }
    p = recomputed.corrected(changes)
    blocks = re.findall(
        r"^The score of [^\n]*, ([^\n]*) as it is.*\n((?:  .*\n)+)", text, re.MULTILINE
    )
    assert len(blocks) == len(scenario.sides)
    for side, (now, block) in zip(scenario.sides, blocks, strict=True):
        recomputed.check_estimate(now, base[side], is_share=False)
        lines = [
            cells for line in block.splitlines() if (cells := recomputed.cells(line))[0] in bounds
        ]
        assert {line[0] for line in lines} == set(bounds)
        for setting, least, most, at_least, at_most, change, p_cell, sure in lines:
            assert (int(least), int(most)) == bounds[setting]
            assert recomputed.close(at_least, (low[setting][side] - base[side]).mean())
            assert recomputed.close(at_most, (high[setting][side] - base[side]).mean())
            recomputed.check_change(change, changes[f"{setting} {side}"])
            recomputed.check_p(p_cell, p[f"{setting} {side}"])
            assert sure == ("yes" if p[f"{setting} {side}"] < 0.05 else "no")
    titles = [title for title in tables if title.endswith(" as it is")]
    for title, name in zip(titles, base, strict=True):
        now = title.removesuffix(" as it is").rpartition(", ")[2].replace("\u00a0", " ")
        recomputed.check_estimate(now, base[name], is_share=name not in scenario.sides)
        rows = tables[title][1:]
        assert {row[0] for row in rows} == set(bounds)
        for setting, least, most, at_least, at_most, change, p_cell, sure in rows:
            assert (int(least), int(most)) == bounds[setting]
            recomputed.check_change(at_least, low[setting][name] - base[name])
            recomputed.check_change(at_most, high[setting][name] - base[name])
            recomputed.check_change(change, changes[f"{setting} {name}"])
            recomputed.check_p(p_cell, p[f"{setting} {name}"])
            assert sure == ("yes" if p[f"{setting} {name}"] < 0.05 else "no")


def saltelli_points(bounds: Sequence[tuple[int, int]], samples: int) -> list[list[tuple[int, ...]]]:
    """By base sample its points: A, then A with each number of B in turn, and B."""
    shares = qmc.Sobol(d=2 * len(bounds), scramble=True, seed=recomputed.SEED).random(samples)
    drawn = [
        [low + min(int(share * (high - low + 1)), high - low)
         for share, (low, high) in zip(row, [*bounds, *bounds], strict=True)]
        for row in shares.tolist()
    ]  # fmt: skip
    result = []
    for row in drawn:
        a, b = row[: len(bounds)], row[len(bounds) :]
        mixed = [[b[j] if j == k else a[j] for j in range(len(a))] for k in range(len(a))]
        result.append([tuple(each) for each in (a, *mixed, b)])
    return result


def sobol(a: recomputed.Reals, mixed: recomputed.Reals, b: recomputed.Reals) -> tuple[float, float]:
    """Saltelli's estimate of the share alone (2010, table 2 b), and Jansen's of the total."""
    both = [*a.tolist(), *b.tolist()]
    mean = sum(both) / len(both)
    variance = sum((y - mean) ** 2 for y in both) / len(both)
    alone = sum(y * (m - x) for x, m, y in zip(a, mixed, b, strict=True)) / len(a)
    total = sum((x - m) ** 2 for x, m in zip(a, mixed, strict=True)) / (2 * len(a))
    return alone / variance, total / variance


@pytest.mark.parametrize("id", recomputed.SCENARIOS)
def test_sobol_indices(id: str, tmp_path: Path) -> None:
    """Each point is played with a tenth of the games."""
    scenario, samples = recomputed.scenario_of(id), 4
    seats = dict.fromkeys(scenario.sides, "uniform")
    settings = [*scenario.settings][:2]
    bounds = [scenario.settings[setting].bounds for setting in settings]
    varied = [f"--vary={s}={low}..{high}" for s, (low, high) in zip(settings, bounds, strict=True)]
    report = tmp_path / "sobol.html"
    text, tables = recomputed.study(report, "sensitivity", id, *varied, "--sobol", str(samples))
    points = saltelli_points(bounds, samples)
    played = {
        point: recomputed.columns(
            id, dict(zip(settings, point, strict=True)), seats, recomputed.GAMES // 10
        )
        for row in points
        for point in row
    }
    expected = {}
    for name in next(iter(played.values())):
        means = np.array([[played[point][name].mean() for point in row] for row in points])
        if np.ptp(means):
            means = (means - means.mean()) / means.std()
            for k, setting in enumerate(settings):
                # The base samples drawn again, as SALib draws them from the seed.
                luck = np.random.default_rng(recomputed.SEED).integers(samples, size=(samples, 100))
                pick = (means[:, 0], means[:, 1 + k], means[:, -1])
                again = [
                    sobol(*(column[drawn] for column in pick)) if np.ptp(
                        np.concatenate([pick[0][drawn], pick[2][drawn]])) else (0.0, 0.0)
                    for drawn in luck.T
                ]  # fmt: skip
                half = NormalDist().inv_cdf(0.975) * np.std(again, axis=0, ddof=1)
                expected[setting, name] = (*sobol(*pick), *half)
    assert len(expected) > len(scenario.sides)
    found = [each for title, each in tables.items() if title.startswith("Variance of ")]
    names = [name for name in played[points[0][0]] if (settings[0], name) in expected]
    for name, rows in zip(names, found, strict=True):
        for setting, row in zip(settings, rows[1:], strict=True):
            alone, total, *halves = (100 * each for each in expected[setting, name])
            assert row[0] == setting
            assert recomputed.close(row[1], alone)
            assert recomputed.close(row[3], total)
            recomputed.check_ends(row[2], alone - halves[0], alone + halves[0])
            recomputed.check_ends(row[4], total - halves[1], total + halves[1])
    shown = [
        [
            cells
            for line in block.splitlines()[: 2 + len(settings)]
            if (cells := recomputed.cells(line))[0] in settings
        ]
        for block in text.split("\nVariance of the score of ")[1:]
    ]
    of_sides = [rows[1:] for name, rows in zip(names, found, strict=True) if name in scenario.sides]
    assert [
        [[each.replace("\u2212", "-") for each in row] for row in rows] for rows in of_sides
    ] == shown
