"""Tournaments: what bots add to scores, where that is known, and against another fit."""

import numpy as np
import pytest
import tiny

from game.lab.batches.place import Processes
from game.lab.batches.plan import Plan, PlanPlayer
from game.lab.studies.tournament import Tournament, all_seats, tournament
from game.model.frozen import FrozenMap

pytestmark = pytest.mark.usefixtures("compiled")

TWO = """
turns: 2
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3}}
  cool: {side: [north, south], menu: deeds, name: Cool, effects: {trust: -3}}
personas:
  warmer: {name: Warmer, tracks: {trust: 5}}
  cooler: {name: Cooler, tracks: {trust: -5}}
"""
THREE = (
    TWO.replace("[north, south]", "[north, south, west]")
    + """
sides:
  north: {name: North, brief: B, score: [{label: L, points: trust}]}
  south: {name: South, brief: B, score: [{label: L, points: trust + 10}]}
  west: {name: West, brief: B, score: [{label: L, points: trust}]}
"""
)
OWN = """
personas:
  warmer: {name: Warmer, sides: north, tracks: {trust: 5}}
  cooler: {name: Cooler, sides: north, tracks: {trust: -5}}
"""


def play(text: str, bots: dict[str, list[str]], games: int = 8, jobs: int = 1) -> Tournament:
    scenario = tiny.scenario(text)
    seats = FrozenMap(dict.fromkeys(scenario.sides, "uniform"))
    return tournament(Plan(scenario, seats, games, 1), bots, Processes(jobs))


@pytest.mark.parametrize(
    ("text", "sides", "own", "others"),
    [(TWO, ("north", "south"), 6, 6), (THREE, ("north", "south", "west"), 6, 12)],
)
def test_what_bots_add_is_exact_where_they_always_do_the_same(
    text: str, sides: tuple[str, ...], own: int, others: int
) -> None:
    result = play(text, {side: ["warmer", "cooler"] for side in sides})
    warmer, cooler = result.ratings
    assert (warmer.bot, cooler.bot) == ("warmer", "cooler")
    for rating, sign in ((warmer, 1), (cooler, -1)):
        assert rating.sides == sides
        for estimate, expected in ((rating.effect, own), (rating.on_others, others)):
            assert estimate.value == pytest.approx(sign * expected)
            assert (estimate.low, estimate.high) == pytest.approx((estimate.value,) * 2)
    expected_roles = {"north": 50, "south": 60 if "west" in sides else 50, "west": 50}
    for side, role in result.roles.items():
        assert role.value == pytest.approx(expected_roles[side])
    assert result.explained == pytest.approx(1)


def test_bots_of_different_roles_are_not_compared() -> None:
    text = TWO.split("personas:")[0] + OWN
    result = play(text, {"north": ["warmer", "cooler"], "south": ["uniform"]})
    assert {rating.bot: rating.group for rating in result.ratings} == {
        "warmer": 0,
        "cooler": 0,
        "uniform": 1,
    }
    by_bot = {rating.bot: rating for rating in result.ratings}
    assert by_bot["uniform"].effect.value == pytest.approx(0)
    assert by_bot["warmer"].effect.value == pytest.approx(6)


def test_the_fit_is_that_of_least_squares() -> None:
    bots = {"north": ["warmer", "uniform"], "south": ["cooler", "uniform", "warmer"]}
    result = play(TWO, bots, games=30)
    scenario, means, rows = tiny.scenario(TWO), [], []
    names = ["warmer", "uniform", "cooler"]
    for seats, pairing in zip(all_seats(bots), result.pairings, strict=True):
        assert pairing.seats == seats
        scores = PlanPlayer(Plan(scenario, seats, 30, 1)).play(0, 30).scores.mean(axis=0)
        assert [each.value for each in pairing.scores] == pytest.approx(list(scores))
        for side, other, mean in (("north", "south", scores[0]), ("south", "north", scores[1])):
            own = [float(seats[side] == name) for name in names]
            across = [float(seats[other] == name) for name in names]
            rows.append([float(side == "north"), float(side == "south"), *own, *across])
            means.append(mean)
    fitted = np.array(rows) @ np.linalg.lstsq(np.array(rows), np.array(means), rcond=None)[0]
    by_bot = {rating.bot: rating for rating in result.ratings}
    for row, value in zip(rows, fitted, strict=True):
        parts = [
            *(role.value for role in result.roles.values()),
            *(by_bot[name].effect.value for name in names),
            *(by_bot[name].on_others.value for name in names),
        ]
        assert np.dot(row, parts) == pytest.approx(value)
    assert sum(rating.effect.value for rating in result.ratings) == pytest.approx(0)
    assert sum(rating.on_others.value for rating in result.ratings) == pytest.approx(0)
    assert all(each.effect.low < each.effect.value < each.effect.high for each in result.ratings)


def test_a_tournament_is_the_same_with_any_number_of_processes() -> None:
    bots = {"north": ["warmer", "uniform"], "south": ["cooler", "uniform"]}
    assert play(TWO, bots, 20, 2).as_json() == play(TWO, bots, 20, 1).as_json()
