"""Sensitivity: each number alone, and Sobol indices where the formula is known."""

import sys
from itertools import pairwise

import numpy as np
import planted
import pytest
import tiny
from attrs import evolve

from game.lab.batches.estimates import Estimate
from game.lab.batches.extras import MissingLibrary
from game.lab.batches.place import Processes
from game.lab.batches.plan import Plan, PlanPlayer
from game.lab.numbers.paths import with_numbers
from game.lab.studies.figures import Figure, figures_of
from game.lab.studies.indices import (
    SobolIndex,
    analyse,
    screen,
    sobol_indices,
    sobol_points,
    trajectories,
)
from game.lab.studies.sensitivity import all_settings, count_games, sensitivity
from game.lab.studies.varied import Varied
from game.model.frozen import FrozenMap

pytestmark = pytest.mark.usefixtures("compiled")

NORTH = Figure("score", "north")
FORMULA = """
settings:
  a: {value: 0, range: [0, 9]}
  b: {value: 0, range: [0, 9]}
  c: {value: 0, range: [0, 3]}
turns: 1
sides:
  north: {name: North, brief: N, score: [{label: Sum, points: 5 + a + 2 * b}]}
  south: {name: South, brief: S, score: [{label: Product, points: a * b}]}
opening: [{heat: +c}]
"""
"""The score of north is a sum of independent numbers, that of south a product."""


def formula() -> Plan:
    seats = FrozenMap({"north": "uniform", "south": "uniform"})
    return Plan(tiny.scenario(FORMULA), seats, 1, 1)


def test_all_settings_with_a_range_are_varied() -> None:
    varied = all_settings(planted.scenario())
    assert [(each.path, each.values) for each in varied] == [
        ("push", (0, 9)),
        ("gift", (0, 5)),
        ("mix", (0, 100)),
    ]
    assert [each.path for each in all_settings(planted.scenario(), (("gift", 1),))] == [
        "push",
        "mix",
    ]


def test_only_what_is_planted_matters() -> None:
    plan = planted.plan(200)
    result = sensitivity(plan, all_settings(plan.scenario))
    found = {(swing.path, str(swing.figure)) for swing in result.swings if swing.differs}
    assert found == {("push", "score north"), ("gift", "score south")}
    assert result.tornado(NORTH)[0].path == "push"


def test_what_matters_together_with_others_is_not_called_idle() -> None:
    plan = planted.plan(40)
    varied = all_settings(plan.scenario)
    alone = sensitivity(plan, varied)
    much, nothing = Estimate(0.5, 0.4, 0.6), Estimate(0.0, 0.0, 0.0)
    index = SobolIndex("mix", NORTH, much, much)
    told = {
        found.title: found for found in evolve(alone, indices=(index,), samples=8).panels().findings
    }
    assert "A setting is idle." not in told
    found = told["More than least and most."]
    assert "mix hardly moves a score" in found.text
    assert "50.0 % of the variance of the score of North" in found.text
    assert found.advice.endswith("sweep --vary mix=0..100.")
    little = evolve(alone, indices=(evolve(index, total=nothing),), samples=8).panels().findings
    assert "A setting is idle." in {found.title for found in little}


def test_every_swing_is_that_of_the_games() -> None:
    plan = planted.plan(40)
    varied = all_settings(plan.scenario)
    played: list[int] = []
    result = sensitivity(plan, varied, progress=played.append)
    assert played[-1] == count_games(plan, varied) == 40 * 7

    def scores(*numbers: tuple[str, int]) -> float:
        scenario = with_numbers(plan.scenario, numbers)
        rows = PlanPlayer(evolve(plan, scenario=scenario)).play(0, 40)
        return float(rows.scores[:, 0].mean())

    for path, least, most in (("push", 0, 9), ("mix", 0, 100)):
        (swing,) = [each for each in result.tornado(NORTH) if each.path == path]
        assert swing.at_least.value == pytest.approx(scores((path, least)) - scores())
        assert swing.at_most.value == pytest.approx(scores((path, most)) - scores())
        assert swing.change.value == pytest.approx(scores((path, most)) - scores((path, least)))
    assert result.base[result.figures.index(NORTH)].value == pytest.approx(scores())


def test_sobol_indices_are_those_of_a_known_formula() -> None:
    plan = formula()
    varied = all_settings(plan.scenario)
    indices = {(index.path, index.figure.id): index for index in sobol_indices(plan, varied, 4096)}
    # The variance of a + 2b is var(a) + 4 var(b), with alike a and b.
    for path, share in (("a", 1 / 5), ("b", 4 / 5), ("c", 0)):
        for estimate in (indices[path, "north"].first, indices[path, "north"].total):
            assert estimate.low <= share <= estimate.high
            assert estimate.high - estimate.value <= 0.05
    # That of a·b, by counting: what a explains alone, and what it explains with b.
    product = np.outer(range(10), range(10))
    alone = product.mean(axis=1).var() / product.var()
    with_b = product.var(axis=0).mean() / product.var()
    assert indices["a", "south"].first.value == pytest.approx(alone, abs=0.05)
    assert indices["a", "south"].total.value == pytest.approx(with_b, abs=0.05)
    assert alone < 0.47 < 0.53 < with_b
    assert {id for _, id in indices} == {"north", "south"}, "what never changes has no index"


@pytest.mark.parametrize("seed", [0, 2**32])
def test_intervals_of_indices_are_the_same_again_with_every_seed(seed: int) -> None:
    plan = evolve(formula(), seed=seed)
    varied = all_settings(plan.scenario)
    assert sobol_indices(plan, varied, 8) == sobol_indices(plan, varied, 8)


def test_drawn_points_reach_all_values_evenly() -> None:
    points = sobol_points([Varied("a", (2, 5), 2), Varied("b", (0, 100), 0)], 256, 1)
    times = np.bincount([dict(point)["a"] for point in points])[2:]
    assert len(times) == 4
    assert times.min() > 0.9 * times.max()
    assert {dict(point)["b"] for point in points} == set(range(101))


def test_a_study_is_the_same_with_any_number_of_processes() -> None:
    plan = planted.plan(20)
    varied = all_settings(plan.scenario)

    def study(jobs: int) -> object:
        place = Processes(jobs)
        return (
            sensitivity(plan, varied, place).as_json(),
            sobol_indices(plan, varied, 8, place),
        )

    assert study(1) == study(2)


def test_a_missing_library_is_told_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "SALib.sample", None)
    monkeypatch.setitem(sys.modules, "SALib.analyze", None)
    told = r"--sobol needs SALib; install it with: python3 tools/dev.py lab"
    with pytest.raises(MissingLibrary, match=told):
        sobol_points([Varied("a", (0, 5), 2)], 8, 1)
    with pytest.raises(MissingLibrary, match=told):
        analyse([], figures_of(formula().scenario), np.zeros((1, 1)), 1)
    with pytest.raises(MissingLibrary, match=told.replace("sobol", "morris")):
        trajectories([Varied("a", (0, 5), 2)], 8, 1)


def test_elementary_effects_are_those_of_a_known_formula() -> None:
    plan = formula()
    varied = all_settings(plan.scenario)
    screened = {(each.path, each.figure.id): each for each in screen(plan, varied, 2000)}
    # a + 2b changes by 9 and 18 from 0 to 9, wherever the others stand.
    for path, size in (("a", 9), ("b", 18), ("c", 0)):
        north = screened[path, "north"]
        assert north.size.value == pytest.approx(size)
        assert north.mean == pytest.approx(size)
        assert north.spread == pytest.approx(0, abs=1e-9)
    # a·b changes by nine times the other, which is 0, 3, 6 or 9 with the same chance.
    south = screened["a", "south"]
    assert south.size.value == pytest.approx(9 * 4.5, abs=3)
    assert south.size.high - south.size.value < 2
    assert south.spread > 20
    assert screened["c", "south"].size.value == 0


def test_elementary_effects_are_those_of_salib() -> None:
    from SALib.analyze import morris

    plan = formula()
    varied = all_settings(plan.scenario)
    walks = trajectories(varied, 8, plan.seed)
    points = [dict(point) for walk in walks for point in walk]
    assert len(points) == 8 * (len(varied) + 1)
    names = [each.path for each in varied]
    spans = [(each.least, each.most) for each in varied]
    problem = {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}
    shares = np.array(
        [
            [(p[n] - low) / (high - low) for n, (low, high) in zip(names, spans, strict=True)]
            for p in points
        ]
    )
    column = np.array([float(p["a"] * p["b"]) for p in points])
    expected = morris.analyze(problem, shares, column, num_levels=4, seed=1)
    screened = {each.path: each for each in screen(plan, varied, 8) if each.figure.id == "south"}
    for number, name in enumerate(names):
        assert screened[name].size.value == pytest.approx(float(expected["mu_star"][number]))
        assert screened[name].mean == pytest.approx(float(expected["mu"][number]))
        assert screened[name].spread == pytest.approx(float(expected["sigma"][number]))


def test_steps_of_small_ranges_are_scaled_by_what_they_are() -> None:
    """A number of two values has steps of its whole range, whatever the grid."""
    varied = [Varied("a", (0, 1), 0), Varied("b", (0, 9), 0), Varied("c", (1, 3), 2)]
    plan = formula()
    screened = {(each.path, each.figure.id): each for each in screen(plan, varied, 12)}
    assert screened["a", "north"].size.value == pytest.approx(1)
    assert screened["b", "north"].size.value == pytest.approx(18)
    for walk in trajectories(varied, 12, 3):
        for before, after in pairwise(walk):
            assert sum(one != two for one, two in zip(before, after, strict=True)) == 1


@pytest.mark.parametrize("seed", [0, 2**32])
def test_a_screening_is_the_same_again(seed: int) -> None:
    plan = evolve(formula(), seed=seed)
    varied = all_settings(plan.scenario)
    assert screen(plan, varied, 5) == screen(plan, varied, 5, Processes(2))
    assert trajectories(varied, 5, seed) != trajectories(varied, 5, seed + 1)


def test_an_index_whose_interval_is_as_wide_as_itself_says_so() -> None:
    varied = [Varied("push", (0, 9), 3), Varied("gift", (0, 5), 3)]
    result = sensitivity(planted.plan(10), varied)
    north, narrow, wide = (
        Figure("score", "north"),
        Estimate(0.9, 0.8, 1.0),
        Estimate(0.2, 0.05, 0.35),
    )
    pairs = (("push", narrow), ("gift", wide))
    indices = tuple(SobolIndex(path, north, size, size) for path, size in pairs)
    study = evolve(result, indices=indices, samples=64).panels()
    table = next(each for each in study.tables if each.title.startswith("Variance"))
    assert [row[1] for row in table.rows] == ["90.0 %", "≈ 20.0 %"]
    [finding] = [each for each in study.findings if "uncertain" in each.title]
    assert "For gift" in finding.text
    assert "--sobol 256" in finding.advice
