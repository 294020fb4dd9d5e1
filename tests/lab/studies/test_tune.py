"""Tuning: planted optima are reached, and what is printed can be put into the scenario."""

import sys
from pathlib import Path

import planted
import pytest
import tiny
from attrs import evolve

from game.authoring.load import load
from game.authoring.reading.files import Folder
from game.lab.numbers.paths import with_numbers
from game.lab.run.place import Processes
from game.lab.run.plan import Plan, PlanPlayer, compile_plan
from game.lab.studies.aims import Aim, claims_of, measure_aim, standard_aims
from game.lab.studies.extras import MissingLibrary
from game.lab.studies.patch import patch_lines
from game.lab.studies.tune import Tuning, tune
from game.lab.studies.varied import Varied
from game.model.frozen import FrozenMap

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
    aim = Aim("score", "south", 400, 600, (SEATS,), 5, "here")
    varied = (Varied("a", (0, 1000), 500),)
    assert dict(tune(whole, varied, [aim], 20).best.numbers) == {"a": 500}
    near = tune(whole, varied, [evolve(aim, low=610, high=800)], 60).best
    assert dict(near.numbers) == {"a": 607}


def test_every_figure_is_that_of_the_games() -> None:
    whole = planted.plan(40)
    aim = Aim("score", "north", 60, 70, (SEATS,), 40, "here")
    other = Aim("outcome", "calm", 0, 50, (SEATS,), 40, "here")
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
    assert measure_aim(compile_plan(whole), aim, counted).value == 1, "nobody cools"


def test_the_aims_of_the_standard_are_those_of_all_pairings() -> None:
    injects = "injects: {storm: {chance: 50}, dated: {at: 2}}\n"
    aims = list(standard_aims(tiny.scenario(CLAIMS + injects), 7))
    assert [(str(aim), aim.low, aim.high) for aim in aims] == [
        ("outcome calm", 5, 45),
        ("ahead north", 0, pytest.approx(58)),
        ("ahead south", 0, pytest.approx(58)),
        ("fired storm", 0, 90),
    ]
    assert {seats for aim in aims for seats in aim.seats} == {
        FrozenMap({"north": "warmer", "south": "warmer"})
    }


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
    with pytest.raises(MissingLibrary, match="tune needs Optuna; install it with: pip install"):
        tuned(2)
