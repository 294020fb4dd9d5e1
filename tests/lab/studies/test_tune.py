"""Tuning: planted optima are reached, and what is printed can be put into the scenario."""

import sys
from itertools import combinations
from pathlib import Path

import numpy as np
import planted
import pytest
import tiny
from attrs import evolve

from game.authoring.load import load
from game.authoring.reading.files import Folder
from game.authoring.shipped import shipped
from game.lab.batches import extras
from game.lab.batches.extras import MissingLibrary
from game.lab.batches.jobs import HERE, play_plans
from game.lab.batches.place import Processes
from game.lab.batches.plan import Plan, PlanPlayer, compile_plan
from game.lab.numbers.paths import with_numbers
from game.lab.standard.findings import over_par
from game.lab.standard.measurement import SampleSizes, measure
from game.lab.standard.payoffs import Payoffs
from game.lab.studies.aims import Aim, claims_of, measure_aim, standard_aims
from game.lab.studies.panels import Code, Study
from game.lab.studies.patch import patch_lines
from game.lab.studies.tune import Tuning, tune
from game.lab.studies.varied import Varied
from game.model.balance import Balance
from game.model.frozen import FrozenMap
from game.rules.compile import compile_rules

pytestmark = pytest.mark.usefixtures("compiled")

SEATS = FrozenMap({"north": "uniform", "south": "uniform"})
FORMULA = """
settings:
  a: {value: 500, range: [0, 1000]}
  b: {value: 3, range: [0, 20]}
turns: 1
sides:
  north: {name: North, brief: N, score: [{label: L, points: a - 10 * b}]}
  south: {name: South, brief: S, score: [{label: L, points: a + b}]}
expect:
  - {score: north, mean: [190, 195], games: 5}
  - {score: south, mean: [350, 362], games: 5}
"""
"""Both claims hold only where a is 345 or somewhat more and b is 15 or 16."""
VARIED = (Varied("a", (0, 1000), 500), Varied("b", (0, 20), 3))


def plan(text: str) -> Plan:
    return Plan(tiny.scenario(text), SEATS, 5, 1)


def tuned(trials: int = 120, jobs: int = 1) -> Tuning:
    whole = plan(FORMULA)
    return tune(whole, VARIED, list(claims_of(whole.scenario)), trials, Processes(jobs))


def test_a_planted_optimum_is_reached() -> None:
    result = tuned()
    values = dict(result.best.numbers)
    assert 190 <= values["a"] - 10 * values["b"] <= 195
    assert 350 <= values["a"] + values["b"] <= 362
    assert result.best.reaches_all
    assert not result.before.reaches_all
    assert result.checked is not None
    assert result.checked.reaches_all


def test_of_values_that_reach_all_aims_those_nearest_to_the_scenario_are_best() -> None:
    whole = plan(FORMULA)
    aim = Aim("score", "south", 400, 600, 5, (SEATS,), "here")
    varied = (Varied("a", (0, 1000), 500),)
    assert dict(tune(whole, varied, [aim], 20).best.numbers) == {"a": 500}
    near = tune(whole, varied, [evolve(aim, low=610, high=800)], 60).best
    assert dict(near.numbers) == {"a": 607}


def test_every_figure_is_that_of_the_games() -> None:
    whole = planted.plan(40)
    aim = Aim("score", "north", 60, 70, 40, (SEATS,), "here")
    other = Aim("outcome", "calm", 0, 50, 40, (SEATS,), "here")
    result = tune(whole, [Varied("push", (0, 9), 3)], [aim, other], 15)
    for trial in (result.before, *result.trials):
        scenario = with_numbers(whole.scenario, trial.numbers)
        rows = PlanPlayer(evolve(whole, scenario=scenario)).play(0, 40)
        north, calm = rows.scores[:, 0].mean(), 100 * (rows.outcome == 1).mean()
        assert [each.value for each in trial.figures] == pytest.approx([north, calm])
        assert trial.misses == pytest.approx((max(60 - north, north - 70, 0), max(calm - 50, 0)))
    assert result.best.rank == min(each.rank for each in (result.before, *result.trials))
    numbers = [trial.numbers for trial in result.trials]
    assert len(numbers) == len({*numbers})


def test_a_search_is_the_same_again_and_with_any_number_of_processes() -> None:
    assert tuned(20).as_json() == tuned(20).as_json() == tuned(20, jobs=2).as_json()


def test_ctrl_c_keeps_the_trials_so_far() -> None:
    def interrupt(done: int) -> None:
        if done == 7:
            raise KeyboardInterrupt

    whole = plan(FORMULA)
    aims = list(claims_of(whole.scenario))
    result = tune(whole, VARIED, aims, 50, progress=interrupt)
    assert 0 < len(result.trials) <= 7
    assert result.checked is None
    assert result.trials == tuned(50).trials[: len(result.trials)]


CLAIMS = """
expect:
  - {outcome: calm, share: [10, 20], seats: {north: warmer}}
  - {score: south, mean: [1, 2]}
  - {ahead: north, share: [0, 60], games: 50}
  - {every: action, taken: true}
personas:
  warmer: {name: Warmer, tracks: {trust: 5}}
"""


def test_the_claims_of_an_author_are_aims() -> None:
    aims = list(claims_of(tiny.scenario(CLAIMS)))
    assert [(aim.kind, aim.id, aim.low, aim.high, aim.games) for aim in aims] == [
        ("outcome", "calm", 10, 20, 1000),
        ("score", "south", 1, 2, 1000),
        ("ahead", "north", 0, 60, 50),
        ("every", "action", 0, 0, 1000),
    ]
    assert dict(aims[0].seats[0]) == {"north": "warmer", "south": "uniform"}


def test_what_never_came_up_is_counted() -> None:
    scenario = tiny.scenario(CLAIMS.replace("personas:", "personas:\n  lazy: {name: Lazy}"))
    aim = list(claims_of(scenario))[3]
    warmers = FrozenMap({"north": "warmer", "south": "warmer"})
    whole = Plan(scenario, warmers, 10, 1)
    counted = PlanPlayer(whole).count(0, 10)
    assert measure_aim(compile_plan(whole), aim, [counted], {}).value == 1, "nobody cools"


def test_the_aims_of_the_standard_are_those_of_all_pairings() -> None:
    injects = "injects: {storm: {chance: 50}, dated: {at: 2}}\n"
    aims = list(standard_aims(tiny.scenario(CLAIMS + injects), 7))
    assert [(str(aim), aim.range) for aim in aims] == [
        ("outcome calm", "5 to 45 %"),
        ("ahead north", "0 to 58 %"),
        ("ahead south", "0 to 58 %"),
        ("fired storm", "0 to 90 %"),
        ("chosen actions", "0 to 60 %"),
        ("over_par north", "40 to 60 %"),
        ("over_par south", "40 to 60 %"),
        ("chance_over_par north", "0 to 25 %"),
        ("chance_over_par south", "0 to 25 %"),
        ("personas north", "at least 0"),
        ("personas south", "at least 0"),
    ]
    both = FrozenMap({"north": "warmer", "south": "warmer"})
    chance = {side: FrozenMap({**both, side: "uniform"}) for side in ("north", "south")}
    for aim in aims:
        assert aim.seats == {
            "chance_over_par": (chance.get(aim.id),), "personas": (both, chance.get(aim.id))
        }.get(aim.kind, (both,))  # fmt: skip


def test_what_is_missed_on_purpose_is_no_aim() -> None:
    accepted = "balance: {accepted: {ahead: North is meant to be ahead, outcomes: One end}}\n"
    aims = list(standard_aims(tiny.scenario(CLAIMS + accepted), 7))
    assert aims
    assert {aim.kind for aim in aims}.isdisjoint({"outcome", "ahead"})


@pytest.mark.parametrize("id", ["kuala-lumpur", "nexperia-standoff"])
def test_the_figures_of_the_standard_are_those_of_its_measurement(id: str) -> None:
    scenario = load(shipped()[id])
    open_minded = evolve(scenario, balance=Balance())
    kinds = {"over_par", "chance_over_par", "chosen", "personas", "persona_pays"}
    aims = [aim for aim in standard_aims(open_minded, 30) if aim.kind in kinds]
    assert {aim.kind for aim in aims} == kinds
    rules = compile_rules(scenario)
    pars = {side: each.par for side, each in scenario.sides.items()}
    measured = measure(scenario, SampleSizes(30, 0, 0, 1), HERE, lambda *_: lambda _done: None)
    payoffs, tally = Payoffs.of(measured), measured.pooled.tally
    who = list(dict.fromkeys(seats for aim in aims for seats in aim.seats))
    plans = [Plan(scenario, seats, 30, 1) for seats in who]
    tallies = dict(zip(who, play_plans(plans), strict=True))
    scores = {plan.seats: PlanPlayer(plan).play(0, 30).scores for plan in plans}
    for aim in aims:
        figure = measure_aim(rules, aim, [tallies[seats] for seats in aim.seats], pars).value
        number = rules.index.sides.get(aim.id, -1)
        chance = [scores[each][:, number] for each in aim.seats if "uniform" in each.values()]
        personas = [scores[each][:, number] for each in aim.seats if "uniform" not in each.values()]
        match aim.kind:
            case "over_par":
                share = over_par(measured, measured.pooled, number).value
                assert figure == pytest.approx(100 * share)
            case "chance_over_par":
                assert figure == pytest.approx(100 * np.mean(np.array(chance) > pars[aim.id]))
            case "chosen":
                pairs = zip(tally.taken, tally.legal, strict=True)
                rates = [taken / legal for taken, legal in pairs if legal]
                assert figure == pytest.approx(100 * max(rates))
            case "personas":
                assert figure == pytest.approx(np.mean(personas) - np.mean(chance))
            case _:
                line_ups = payoffs.line_ups(number)
                mixes = [*((each,) for each in line_ups), *combinations(line_ups, 2)]
                leads = [
                    max(payoffs.least_lead(number, bot, mix).value for mix in mixes)
                    for bot in payoffs.bots[number]
                ]
                assert figure == pytest.approx(sorted(leads)[-2])


def test_over_par_goes_by_the_par_of_the_trial() -> None:
    whole = plan(FORMULA)
    aim = Aim("over_par", "north", 100, 100, 5, (SEATS,), "--aim")
    result = tune(whole, [Varied("sides.north.par", (0, 999), 900)], [aim], 20)
    assert result.before.figures[0].value == 0
    assert result.best.reaches_all
    assert dict(result.best.numbers)["sides.north.par"] < 470


def test_a_patch_makes_the_scenario_that_was_found(tmp_path: Path) -> None:
    scenario = tiny.scenario(FORMULA)
    numbers = (("a", 350), ("b", 3), ("tracks.heat.start", 2))
    lines = patch_lines(scenario, numbers)
    assert lines == [
        "settings:",
        "  a:",
        "    value: 350",
        "tracks:",
        "  heat:",
        "    start: 2",
    ]
    patch = "\n".join(f"    {line}" for line in lines)
    file = tmp_path / "tiny.yaml"
    file.write_text(
        tiny.whole(f"{FORMULA}variants:\n  tuned:\n    title: Tuned\n{patch}\n"), encoding="utf-8"
    )
    found = load(Folder(file).of_variant("tuned"))
    assert evolve(found, id="tiny", title="Tiny") == with_numbers(scenario, numbers)


def test_a_number_that_may_stand_in_a_list_is_named_in_a_comment() -> None:
    numbers = (("opening[0].then[0].chance", 60), ("actions.warm.limit", 3))
    scenario = tiny.scenario(planted.SETTINGS.replace("name: Warm,", "name: Warm, limit: 2,"))
    lines = patch_lines(scenario, numbers)
    assert lines == ["actions:", "  warm:", "    limit: 3", "# opening.then.chance: 60"]


def test_a_missing_library_is_told_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "optuna", None)
    with pytest.raises(MissingLibrary, match="tune needs Optuna; install it with: python3 tools/"):
        tuned(2)


def test_outside_a_checkout_pip_installs_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(extras, "_CHECKOUT", tmp_path)
    assert str(extras.MissingLibrary("tune", "Optuna")) == (
        'tune needs Optuna; install it with: pip install "communique[lab]"'
    )


OPTIMUM = """
settings:
  x: {value: 5, range: [0, 100]}
  y: {value: 5, range: [0, 100]}
turns: 1
sides:
  north: {name: North, brief: N, score: [{label: L, points: 0 - (x - 37) * (x - 37)}]}
  south: {name: South, brief: S, score: [{label: L, points: 50 + x - x}]}
"""


def about(side: str, low: float, high: float) -> Aim:
    return Aim("score", side, low, high, 3, (SEATS,), "--aim")


@pytest.mark.parametrize("trials", [8, 10, 15])
def test_it_does_not_end_beside_an_optimum(trials: int) -> None:
    result = tune(plan(OPTIMUM), [Varied("x", (0, 100), 5)], [about("north", 0, 0)], trials)
    assert dict(result.best.numbers) == {"x": 37}
    assert not result.untried


def test_the_neighbours_that_were_not_tried_are_named() -> None:
    result = tune(plan(OPTIMUM), [Varied("x", (0, 100), 5)], [about("north", 0, 0)], 5)
    tried = {dict(trial.numbers)["x"] for trial in result.trials}
    best = dict(result.best.numbers)["x"]
    untried = [value for value in (best - 1, best + 1) if value not in tried]
    assert untried, "five trials are too few"
    assert result.as_json()["untried"] == [{"x": value} for value in untried]
    words = " ".join(finding.text for finding in result.panels().findings)
    assert all(f"x = {value}" in words for value in untried)


def test_no_patch_is_printed_where_no_aim_comes_nearer() -> None:
    whole = plan(OPTIMUM)
    result = tune(whole, [Varied("y", (0, 100), 5)], [about("south", 60, 70)], 8)
    assert not result.comes_nearer
    other = evolve(result.before, numbers=(("y", 40),), misses=(9.0,))
    lucky = evolve(result, best=other, checked=other, checked_before=evolve(other, misses=(8.5,)))
    for each in (result, lucky):
        study = each.panels()
        assert study.headline == "No other number comes nearer to an aim"
        assert not has_patch(study)
    assert has_patch(evolve(lucky, checked_before=result.before).panels())


def has_patch(study: Study) -> bool:
    return any(isinstance(each, Code) for row in study.rows for p in row for each in p.content)


@pytest.mark.parametrize(
    ("value", "beside"),
    [(0, [3]), (3, [0, 6]), (9, [6]), (7, [6, 9]), (-5, [0]), (40, [9])],
)
def test_values_beside_another_are_whole_steps(value: int, beside: list[int]) -> None:
    assert [*Varied("x", (0, 10), 1, step=3).beside(value)] == beside
