"""Every figure of the findings, worked out again from rows of the same games."""

from __future__ import annotations

import re
from collections import deque
from contextlib import closing
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pytest
import tiny
from attrs import evolve

from game.authoring.load import load
from game.kernel.rows import Ints
from game.lab.batches.jobs import HERE
from game.lab.batches.plan import Plan, PlanPlayer
from game.lab.files.played import PlayedFile
from game.lab.pages.balance_findings import ADVICE
from game.lab.standard.findings import OVER_PAR, accepted, findings
from game.lab.standard.lists import seek_lists
from game.lab.standard.measurement import Measurement, SampleSizes, measure
from game.lab.standard.report import _missed
from game.lab.standard.standard import Criterion, assess
from game.model.balance import REQUIREMENTS, Balance
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario
from game.words.naming import Naming

SIZES = SampleSizes(games=40, experts=0, without_action=0, seed=3)
SHIPPED = Path(__file__).parents[2] / "scenarios"
SCENARIOS = {id: load(SHIPPED / f"{id}.yaml") for id in ("kuala-lumpur", "nexperia-standoff")}


def measured(scenario: Scenario, sizes: SampleSizes = SIZES) -> Measurement:
    return measure(scenario, sizes, HERE, lambda _total, _what: deque[int](maxlen=0).append)


def scores(scenario: Scenario, bots: tuple[str, ...]) -> Ints:
    """The scores of the same games, played as one batch."""
    seats = FrozenMap(zip(scenario.sides, bots, strict=True))
    return PlanPlayer(Plan(scenario, seats, SIZES.games, SIZES.seed)).play(0, SIZES.games).scores


def personas(scenario: Scenario, side: str) -> list[str]:
    return [id for id, each in scenario.personas.items() if not each.sides or side in each.sides]


@pytest.mark.parametrize("id", SCENARIOS)
def test_the_figures_are_those_of_the_rows(id: str) -> None:
    scenario = SCENARIOS[id]
    found = {each.name: each for each in findings(measured(scenario))}
    assert all(each.binding for each in found.values())
    naming, sides = Naming(scenario), list(scenario.sides)
    bots = [personas(scenario, side) for side in sides]
    rows = {each: scores(scenario, each) for each in product(*bots)}
    for number, side in enumerate(sides):
        par = scenario.sides[side].par
        pooled = np.concatenate([each[:, number] for each in rows.values()])
        measured_share = found[f"personas over par, {naming.side_in_table(side)}"].measured
        share = 100 * float((pooled > par).mean())
        assert float(measured_share.removesuffix(" %")) == pytest.approx(share, abs=0.0501)
        line_ups = list(product(*(b if i != number else ["uniform"] for i, b in enumerate(bots))))
        games = [scores(scenario, each)[:, number] for each in line_ups]
        turns = [games[g % len(line_ups)][g] for g in range(SIZES.games)]
        share = 100 * float(np.mean(np.array(turns) > par))
        measured_share = found[f"chance over par, {naming.side_in_table(side)}"].measured
        assert float(measured_share.removesuffix(" %")) == pytest.approx(share, abs=0.0501)
        check_personas(
            found[f"two personas that pay, {naming.side_in_table(side)}"],
            rows,
            bots,
            number,
            naming,
        )


def check_personas(
    criterion: Criterion,
    rows: dict[tuple[str, ...], Ints],
    bots: list[list[str]],
    side: int,
    naming: Naming,
) -> None:
    """Against whom each persona is furthest ahead, and whether two are ahead by enough."""
    others = [bot for i, bot in enumerate(bots) if i != side]
    line_ups = list(product(*others))
    paying = 0
    for bot in bots[side]:
        leads = []
        for mix in [*((each,) for each in line_ups), *combinations(line_ups, 2)]:
            over_each = []
            for rival in (each for each in bots[side] if each != bot):
                apart = np.mean(
                    [
                        rows[*each[:side], bot, *each[side:]][:, side]
                        - rows[*each[:side], rival, *each[side:]][:, side]
                        for each in mix
                    ],
                    axis=0,
                )
                half = 1.96 * apart.std(ddof=1) / len(apart) ** 0.5
                over_each.append((apart.mean() >= 3 and apart.mean() > half, apart.mean(), half))
            leads.append(min(over_each))
        pays, lead, half = max(leads)
        paying += pays
        text = re.search(
            rf"{naming.persona(bot)} ([+−]?[\d.]+) ± ([\d.]+) against", criterion.measured
        )
        assert text is not None
        assert float(text[1].replace("−", "-")) == pytest.approx(lead, abs=0.051)
        assert float(text[2]) == pytest.approx(half, abs=0.051)
    assert criterion.met == (paying >= 2)


LITTLE = """
turns: 2
sides:
  north: {name: North, brief: B, par: 1, score: [{label: Own, points: north_purse}]}
  south: {name: South, brief: B, par: 0, score: [{label: Own, points: south_purse}]}
actions:
  earn: {side: [north, south], menu: deeds, name: Earn, effects: {trust: +1}}
  gain: {side: north, menu: deeds, name: Gain, effects: {north_purse: +1}}
  save: {side: south, menu: deeds, name: Save, effects: {south_purse: +1}}
personas:
  any: {name: Any, heat: 200}
"""


def test_a_list_that_is_noted_is_not_sought_again(tmp_path: Path) -> None:
    sizes = SampleSizes(games=2, experts=2, without_action=0, seed=3)
    game = measured(tiny.scenario(LITTLE), sizes)
    with closing(PlayedFile(tmp_path / "played")) as notes:
        seats = seek_lists(game, 30, lambda _seconds: None, most_games=400, notes=notes)
    with closing(PlayedFile(tmp_path / "played")) as notes:
        assert seek_lists(game, 30, refuse, most_games=400, notes=notes) == seats


def refuse(_seconds: int) -> None:
    raise AssertionError("it is sought")


def test_an_expert_is_compared_with_a_list_in_the_games_that_it_played() -> None:
    sizes = SampleSizes(games=10, experts=4, without_action=0, seed=3)
    game = measured(tiny.scenario(LITTLE), sizes)
    spent: list[int] = []
    seats = seek_lists(game, 30, spent.append, most_games=4000)
    assert [seat.side for seat in seats] == ["north", "south"]
    assert spent == sorted(spent)
    for seat in seats:
        # Of its five, a list makes seven by taking what is good for its side both times.
        expert = game.against_personas(seat.side, "expert")
        assert expert is not None
        number = game.rules.index.sides[seat.side]
        assert seat.score.value == seat.score.low == 7
        assert seat.lead.value == pytest.approx(expert.scores[:, number].mean() - 7)
    found = [each for each in findings(game, seats) if each.kind == "blind_list"]
    assert [each.name for each in found] == [
        "expert over a blind list, North",
        "expert over a blind list, South",
    ]
    assert not any(each.met for each in found)
    experts = [each for each in findings(game) if each.kind == "expert_over_par"]
    assert [each.measured for each in experts] == ["100 %", "100 %"]


def test_a_side_with_one_persona_has_not_two_that_pay() -> None:
    game = measured(tiny.scenario(LITTLE), SampleSizes(games=4, experts=0, without_action=0))
    found = next(findings(game))
    assert (found.measured, found.failures) == ("only Any", ("only Any",))


def test_a_finding_is_no_failure_and_a_miss_can_be_accepted() -> None:
    missed = Criterion("outcomes", "outcomes", "war 90 %", "none above 45 %", ("war 90 %",))
    finding = evolve(missed, kind="blind_list", binding=False)
    assert [missed.failed, finding.failed] == [True, False]
    author = Balance(accepted=FrozenMap({"outcomes": "it is a war"}))
    taken, left = accepted([missed, finding], author)
    assert (taken.reason, taken.failed, taken.met) == ("it is a war", False, False)
    assert left == finding
    held = evolve(missed, failures=())
    assert accepted([held], author) == [held]


def test_every_criterion_is_a_requirement_that_can_be_accepted() -> None:
    game = measured(
        SCENARIOS["nexperia-standoff"], SampleSizes(games=8, experts=0, without_action=1)
    )
    kinds = {each.kind for each in [*assess(game, []), *findings(game)]}
    assert kinds <= set(REQUIREMENTS)
    assert len(kinds) > 8


def test_every_requirement_has_advice_for_the_page() -> None:
    of_par = {kind for kind, *_ in OVER_PAR.values()}
    assert set(REQUIREMENTS) == {*ADVICE, *of_par}


def test_misses_are_ranked_with_the_worst_first() -> None:
    little = Criterion("a", "little", "1", "0", ("1",), excess=0.1)
    worst = Criterion("b", "worst", "9", "0", ("9",), excess=3.0)
    lines = [*_missed([little, worst])]
    assert [line.split(":")[0] for line in lines] == ["What misses", "- worst", "- little"]
