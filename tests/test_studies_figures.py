"""Every figure of a sweep, a comparison and a search, printed and reported, worked out again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import recomputed
from reported import Tables

from game.model.frozen import FrozenMap
from game.model.scenario import Scenario

pytestmark = pytest.mark.usefixtures("compiled")


def names_of(scenario: Scenario) -> dict[str, str]:
    """By id, what the figure of an outcome, a side or a table is called."""
    outcomes = {id: each.name for id, each in scenario.outcomes.items()}
    tables = {id: each.name for id, each in scenario.tables.items()}
    sides = {id: each.short or each.name for id, each in scenario.sides.items()}
    return outcomes | tables | sides


@pytest.mark.parametrize("id", recomputed.SCENARIOS)
def test_a_sweep(id: str, tmp_path: Path) -> None:
    scenario = recomputed.scenario_of(id)
    setting, seats = next(iter(scenario.settings)), recomputed.seats_of(scenario)
    low, high = scenario.settings[setting].bounds
    step = (high - low) // 2
    values = [low, low + step, low + 2 * step]
    text, tables = recomputed.study(
        tmp_path / "sweep.html", "sweep", id, "--vary", f"{setting}={low}..{high}:{step}",
        *recomputed.seat_words(seats),
    )  # fmt: skip
    points = [recomputed.columns(id, {setting: value}, seats) for value in values]
    names, (first, *_, last) = list(points[0]), points
    changes = {name: last[name] - first[name] for name in names}
    p = recomputed.corrected(changes)
    rows = recomputed.rows_below(text, f"{setting}: {low} to {values[-1]}")
    for name, row in zip(names, rows, strict=True):
        title, change, p_cell, sure, _ = row
        assert title in names_of(scenario)[name]
        recomputed.check_change(change, changes[name])
        recomputed.check_p(p_cell, p[name])
        assert sure == ("yes" if p[name] < 0.05 else "no")
    sentences = " ".join(text.split("Result: ")[1].split())
    found = sum(each < 0.05 for each in p.values())
    called = f"“{scenario.settings[setting].name}”"
    assert sentences.count(f"when {called} goes from {low} to {values[-1]}.") == found
    for row, point in zip(recomputed.rows_below(text, "Scores"), points, strict=True):
        for i, side in enumerate(scenario.sides):
            recomputed.check_mean(row[1 + i], point[side], is_share=False)
    assert f"par {next(iter(scenario.sides.values())).par}" in text

    titled = f"{scenario.settings[setting].name}: {low} to {values[-1]}"
    reported = recomputed.figures_table(tables, titled, 5)
    for name, row in zip(names, reported, strict=True):
        recomputed.check_change(row[1], changes[name])
        recomputed.check_p(row[2], p[name])
        means = [point[name].mean() for point in points]
        if row[4] == "–":
            assert max(means) == min(means), "a dash stands where nothing changed"
        else:
            assert int(row[4]) == values[int(np.argmax(means))]
    kinds = {
        "Scores": list(scenario.sides),
        "How the games end": list(scenario.outcomes),
        "Agreements at the end": list(scenario.tables),
    }
    for title, ids in kinds.items():
        for value, point, row in zip(values, points, tables[title][1:], strict=True):
            assert int(row[0]) == value
            for name, cell in zip(ids, row[1:], strict=True):
                recomputed.check_estimate(cell, point[name], is_share=name not in scenario.sides)


@pytest.mark.parametrize("id", recomputed.SCENARIOS)
def test_a_comparison(id: str, tmp_path: Path) -> None:
    scenario = recomputed.scenario_of(id)
    setting, seats = next(iter(scenario.settings)), recomputed.seats_of(scenario)
    other = scenario.settings[setting].bounds[1]
    side = next(iter(seats))
    text, tables = recomputed.study(
        tmp_path / "compare.html", "compare", id, *recomputed.seat_words(seats),
        "--other-seat", f"{side}=uniform", "--other-set", f"{setting}={other}",
    )  # fmt: skip
    first = recomputed.columns(id, {}, seats)
    second = recomputed.columns(id, {setting: other}, {**seats, side: "uniform"})
    changes = {name: second[name] - first[name] for name in first}
    p = recomputed.corrected(changes)
    rows = recomputed.rows_below(text, "Differences; shares in %")
    reported = recomputed.figures_table(tables, "Differences", 6)
    for name, printed, row in zip(first, rows, reported, strict=True):
        title, one, two, change, p_cell, sure = printed
        assert title in names_of(scenario)[name]
        is_share = name not in scenario.sides
        recomputed.check_mean(one, first[name], is_share=is_share)
        recomputed.check_mean(two, second[name], is_share=is_share)
        recomputed.check_estimate(row[1], first[name], is_share=is_share)
        recomputed.check_estimate(row[2], second[name], is_share=is_share)
        for cells in ((change, p_cell, sure), row[3:]):
            recomputed.check_change(cells[0], changes[name])
            recomputed.check_p(cells[1], p[name])
            assert cells[2] == ("yes" if p[name] < 0.05 else "no")
    findings = (tmp_path / "compare.html").read_text(encoding="utf-8").replace("\u00a0", " ")
    for name in scenario.sides:
        if p[name] < 0.05:
            means = f"goes from {first[name].mean():.1f} to {second[name].mean():.1f}"
            margins = [each[name].mean() - scenario.sides[name].par for each in (first, second)]
            words = [f"{abs(m):.1f} {'over' if m > 0 else 'under'} par" for m in margins]
            assert f"The first is {words[0]}, the second {words[1]}." in findings
            assert means in findings


@pytest.mark.parametrize("id", recomputed.SCENARIOS)
def test_a_search(id: str, tmp_path: Path) -> None:
    """The first aim can't be reached, so that values miss it by more or less."""
    scenario = recomputed.scenario_of(id)
    setting, seats = next(iter(scenario.settings)), recomputed.seats_of(scenario)
    low, high = scenario.settings[setting].bounds
    side, outcome = next(iter(scenario.sides)), next(iter(scenario.outcomes))
    table = next(iter(scenario.tables))
    report, base = tmp_path / "tune.html", scenario.settings[setting].value
    text = recomputed.printed(
        "tune", id, "--vary", f"{setting}={low}..{high}", "--no-claims", "--trials", "4",
        "--aim", f"score.{side}=200..220", "--aim", f"outcome.{outcome}=0..100",
        "--aim", f"agreed.{table}=0..100", *recomputed.seat_words(seats),
        *recomputed.COMMON, "--report", str(report),
        code=1,
    )  # fmt: skip
    tables = Tables(report.read_text(encoding="utf-8")).tables
    (numbers,) = recomputed.rows_below(text, "Numbers")
    assert numbers[-4:-1] == [*map(str, (low, high, base))]
    best = int(numbers[-1])
    now, then = (recomputed.columns(id, {setting: value}, seats) for value in (base, best))
    checked = recomputed.kept_columns(
        id,
        FrozenMap({setting: best}),
        FrozenMap(seats),
        recomputed.GAMES,
        recomputed.SEED + recomputed.GAMES,
    )
    names = [side, outcome, table]
    shown = zip(
        names,
        recomputed.rows_below(text, "Aims"),
        recomputed.figures_table(tables, "Aims", 6),
        strict=True,
    )
    for name, row, cells in shown:
        interval = recomputed.ends(then[name], is_share=name != side)
        for one, two, column in zip(
            (row[2], row[3], row[5]), (cells[2], cells[3], cells[5]), (now, then, checked),
            strict=True,
        ):  # fmt: skip
            assert recomputed.close(one.removeprefix("! "), column[name].mean())
            assert recomputed.close(two.removesuffix(" (missed)"), column[name].mean())
            assert one.startswith("! ") == two.endswith("(missed)") == (name == side)
        recomputed.check_ends(row[4], *interval)
        recomputed.check_ends(cells[4], *interval)
    trials = recomputed.figures_table(tables, "The ten best trials", 3)
    misses = []
    for value, missed, total in trials:
        mean = recomputed.columns(id, {setting: int(value)}, seats)[side].mean()
        assert missed == "1"
        assert recomputed.close(total, 200 - mean)
        misses.append(recomputed.number(total))
    assert misses == sorted(misses)
    assert min(misses, default=999) >= recomputed.number(f"{200 - then[side].mean():.1f}")
    assert "Result: 1 of 3 aims is missed\n- Score: " in text
