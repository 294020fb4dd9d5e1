"""Every figure of a tournament, printed and reported, worked out again from the games."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import numpy as np
import pytest
import recomputed

pytestmark = pytest.mark.usefixtures("compiled")


@pytest.mark.parametrize("id", recomputed.SCENARIOS)
def test_a_tournament(id: str, tmp_path: Path) -> None:
    scenario = recomputed.scenario_of(id)
    sides = list(scenario.sides)
    names = [*recomputed.seats_of(scenario).values(), "uniform"]
    bots = [[name, "uniform"] for name in names[:-1]]
    report = tmp_path / "tournament.html"
    text, tables = recomputed.study(report, "tournament", id, "--bots", *names)
    pairings = list(product(*bots))
    scores = [
        recomputed.columns(id, {}, dict(zip(sides, seated, strict=True))) for seated in pairings
    ]
    design, games = [], []
    for seated, played in zip(pairings, scores, strict=True):
        for i, side in enumerate(sides):
            others = [*seated[:i], *seated[i + 1 :]]
            design.append(
                [float(j == i) for j in range(len(sides))]
                + [float(seated[i] == name) for name in names]
                + [others.count(name) / len(others) for name in names]
            )
            games.append(played[side])
    own = slice(len(sides), len(sides) + len(names))
    on_others = slice(len(sides) + len(names), None)

    def fit(means: recomputed.Reals) -> recomputed.Reals:
        """Role means, own effects and effects on others; the bots' effects are 0 on average."""
        found: recomputed.Reals = np.linalg.lstsq(np.array(design), means, rcond=None)[0]
        for part in (own, on_others):
            found[: len(sides)] += found[part].mean(axis=0)
            found[part] -= found[part].mean(axis=0)
        return found

    means = np.array([each.mean() for each in games])
    effects = fit(means)
    luck = np.random.default_rng(recomputed.SEED)
    drawn = [luck.integers(0, recomputed.GAMES, recomputed.GAMES) for _ in range(1000)]
    again = fit(np.array([[each[which].mean() for which in drawn] for each in games]))
    low, high = np.quantile(again, [0.025, 0.975], axis=1)

    def check(cell: str, i: int) -> None:
        mean, half = cell.split(" ± ")
        assert recomputed.close(mean, effects[i])
        assert recomputed.close(half, (high[i] - low[i]) / 2)

    table = {row[0]: row for row in recomputed.rows_below(text, "Bots of ")}
    (bots_table,) = [each for title, each in tables.items() if title.startswith("Bots of ")]
    rows = {row[0]: row for row in bots_table[1:]}
    for i, name in enumerate(names):
        for place, start in ((-4, own.start), (-2, on_others.start)):
            for shown in (table[name], rows[name]):
                assert recomputed.close(shown[place], effects[start + i])
                recomputed.check_ends(shown[place + 1], low[start + i], high[start + i])
    for i, (row, cells) in enumerate(
        zip(
            recomputed.rows_below(text, "Roles"),
            recomputed.figures_table(tables, "Roles", 3),
            strict=True,
        )
    ):
        check(row[-2], i)
        assert int(row[-1]) == int(cells[2]) == scenario.sides[sides[i]].par
        mean, interval = cells[1].rstrip(")").split(" (")
        assert recomputed.close(mean, effects[i])
        recomputed.check_ends(interval, low[i], high[i])
    fitted = np.array(design) @ effects
    by_side = means.reshape(-1, len(sides))
    explained = 1 - ((means - fitted) ** 2).sum() / ((by_side - by_side.mean(axis=0)) ** 2).sum()
    words = " ".join(text.split())
    assert recomputed.close(
        re.findall(r"explains ([\d.]+) % of the differences", words)[0], 100 * explained
    )
    assert f"explains {100 * explained:.1f} %" in report.read_text(encoding="utf-8").replace(
        "\u00a0", " "
    )
    for played, row in zip(scores, tables["Pairings"][1:], strict=True):
        for i, side in enumerate(sides):
            recomputed.check_estimate(row[1 + i], played[side], is_share=False)
