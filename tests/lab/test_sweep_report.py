"""Every figure of the report on a sweep, worked out again from rows of the same games."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import numpy as np
import pytest
from attrs import evolve
from reported import Tables, number, page_of

from game.authoring.load import load
from game.cli import main
from game.kernel.rows import Rows
from game.lab.batches.estimates import Estimate
from game.lab.batches.plan import Plan, PlanPlayer
from game.lab.studies.sweep import Sweep, sweep
from game.lab.studies.varied import Varied
from game.model.frozen import FrozenMap

SHIPPED = Path(__file__).parents[2] / "scenarios"
GAMES = 50
SCENARIO = load(SHIPPED / "kuala-lumpur.yaml")
PLAN = Plan(SCENARIO, FrozenMap({"eu": "eu_bridge", "china": "cn_bridge"}), GAMES, 7)
BITE = Varied("bite", (0, 4, 8), 4, "Days without chips")


@pytest.fixture(scope="module")
def swept() -> Sweep:
    return sweep(PLAN, [BITE])


@pytest.fixture(scope="module")
def page(swept: Sweep) -> str:
    return page_of(swept, "communique sweep")


@pytest.fixture(scope="module")
def rows() -> list[Rows]:
    return [
        PlanPlayer(evolve(PLAN, numbers=(("bite", value),))).play(0, GAMES) for value in BITE.values
    ]


def read(text: str) -> tuple[float, float, float]:
    """`53.0 % (47.3 – 58.6)` as three numbers."""
    found = re.fullmatch(r"([^(]+) \(([^ ]+) – ([^)]+)\)", text)
    assert found is not None
    return number(found[1].lstrip("<>")), number(found[2]), number(found[3])


def test_scores_and_their_intervals(page: str, rows: list[Rows]) -> None:
    table = Tables(page).tables["Scores"]
    assert [cells[0] for cells in table] == ["bite", "0", "4", "8"]
    chart = unescape(re.findall(r"<title>Scores over bite</title><desc>(.*?)</desc>", page)[0])
    for cells, played in zip(table[1:], rows, strict=True):
        for text, scores in zip(cells[1:], played.scores.T, strict=True):
            half = 1.96 * scores.std(ddof=1) / GAMES**0.5
            expected = (scores.mean(), scores.mean() - half, scores.mean() + half)
            assert read(text) == pytest.approx(expected, abs=0.051)
            assert f"{cells[0]}: {text}" in chart.replace("\u00a0", " ")


def test_ends_and_agreements(page: str, rows: list[Rows]) -> None:
    tables = Tables(page).tables
    ends = tables["How the games end"][1:]
    agreed = tables["Agreements at the end"][1:]
    for cells, standing, played in zip(ends, agreed, rows, strict=True):
        for i, text in enumerate(cells[1:]):
            assert read(text)[0] == pytest.approx(100 * (played.outcome == i).mean(), abs=0.051)
        assert read(standing[1])[0] == pytest.approx(100 * (played.status[:, 0] == 2).mean())


def test_changes_are_those_of_the_same_seeds(page: str, rows: list[Rows]) -> None:
    table = Tables(page).tables["Days without chips: 0 to 8"][1:]
    by_name = {cells[0]: cells for cells in table}
    for i, side in enumerate(("EU", "China")):
        apart = rows[-1].scores[:, i] - rows[0].scores[:, i]
        cells = by_name[f"Scores: {side}"]
        value, half = cells[1].split(" ± ")
        assert number(value) == pytest.approx(apart.mean(), abs=0.051)
        assert number(half) == pytest.approx(1.96 * apart.std(ddof=1) / GAMES**0.5, abs=0.051)
        means = [played.scores[:, i].mean() for played in rows]
        assert int(cells[4]) == BITE.values[int(np.argmax(means))]


def test_what_is_sure_is_a_finding_and_the_rest_is_named(swept: Sweep) -> None:
    sure = evolve(swept, effects=tuple(evolve(each, p=0.001) for each in swept.effects))
    page = page_of(sure)
    assert page.count('class="finding"') == len(swept.effects)
    assert "These changes may be chance." not in page
    unsure = evolve(swept, effects=tuple(evolve(each, p=0.5) for each in swept.effects))
    page = page_of(unsure)
    assert "nothing moves for sure" in page
    assert page.count("These changes may be chance.") == 1
    still = [each for each in swept.effects if each.change == Estimate(0.0, 0.0, 0.0)]
    assert page.count("The same in every game.") == bool(still)


def test_of_several_numbers_it_is_said_by_which_a_change_may_be_chance(swept: Sweep) -> None:
    other = Varied("suspension", (0, 6), 6, "What the suspension adds")
    still = Estimate(0.0, 0.0, 0.0)
    effects = [evolve(each, p=0.5) for each in swept.effects if each.change != still]
    others = [evolve(each, path="suspension", change=still) for each in effects]
    points = tuple(
        evolve(point, numbers=(*point.numbers, ("suspension", value)))
        for point in swept.points
        for value in other.values
    )
    both = evolve(swept, varied=(BITE, other), points=points, effects=(*effects, *others))
    perhaps, same = both.panels().findings
    assert perhaps.title == "These changes by bite may be chance."
    assert same.title == "The same in every game, whatever suspension is."
    assert perhaps.text.count("(") == len(effects)


def test_the_direction_is_that_of_the_change(swept: Sweep) -> None:
    effect = next(each for each in swept.effects if each.figure.kind == "score")
    for sign, up in ((1, "raise"), (-1, "lower")):
        change = evolve(effect.change, value=sign * 3.0, low=sign * 3.0, high=sign * 3.0)
        for peak in BITE.values:
            moved = evolve(effect, change=change, p=0.001, peak=peak)
            page = page_of(evolve(swept, effects=(moved,)))
            inside = BITE.least < peak < BITE.most
            assert (f"For a higher score {up} bite" in page) != inside
            assert ("It goes up and down" in page) == inside


def test_an_interrupted_sweep_says_so(swept: Sweep) -> None:
    page = page_of(evolve(swept, points=swept.points[:2], effects=()))
    assert "the first 2 points" in page
    assert "Not all was played." in page


def test_of_a_grid_each_number_is_shown_where_the_others_are_as_now() -> None:
    other = Varied("suspension", (0, 6), 6)
    result = sweep(evolve(PLAN, games=6), [evolve(BITE, values=(0, 8)), other])
    page = page_of(result)
    assert "here suspension = 6" in page
    # bite is 4 now, as far from 0 as from 8.
    assert "here bite = 0" in page
    table = Tables(page).tables["Scores"]
    assert [cells[:2] for cells in table] == [
        ["bite", "suspension"], ["0", "0"], ["0", "6"], ["8", "0"], ["8", "6"],
    ]  # fmt: skip


@pytest.mark.usefixtures("compiled")
def test_the_command_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "sweep.html"
    command = ["sweep", "kuala-lumpur", "--vary", "bite=0..8:8", "-n", "6", "--report", str(report)]
    assert main(command) == 0
    assert "How the games end, %" in capsys.readouterr().out
    page = report.read_text(encoding="utf-8")
    assert "2 points, 6 games each, on the same seeds" in page
    assert " ".join(command[:4]) in page
