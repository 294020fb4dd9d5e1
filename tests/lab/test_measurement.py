"""What is played to measure a scenario, and the figures made of it."""

from collections import deque
from collections.abc import Callable
from math import inf, isnan

import numpy as np
import pytest
import tiny

from game.kernel.rows import Ints
from game.lab.batches.jobs import HERE
from game.lab.batches.plan import Plan, PlanPlayer
from game.lab.standard.measurement import Measurement, SampleSizes, mean_of, measure, pairings
from game.model.frozen import FrozenMap

PERSONAS = """
personas:
  kind: {name: Kind, sides: [north], tags: {good: 9}, heat: 80}
  wild: {name: Wild, sides: [north], heat: 100}
  any: {name: Any, tags: {good: 9}, heat: 200}
"""
# What is good for oneself is open to both on every turn; the more thought, the more of it.
GAME = f"""
turns: 2
sides:
  north: {{name: North, brief: B, par: 6, score: [{{label: Own, points: north_purse}}]}}
  south: {{name: South, brief: B, par: 6, score: [{{label: Own, points: south_purse}}]}}
tags: {{good: {{name: Good}}}}
actions:
  earn: {{side: north, menu: deeds, name: Earn, tags: [good], effects: {{north_purse: +1}}}}
  lose: {{side: north, menu: deeds, name: Lose, effects: {{north_purse: -1, heat: +1}}}}
  save: {{side: south, menu: deeds, name: Save, tags: [good], effects: {{south_purse: +1}}}}
  spend: {{side: south, menu: deeds, name: Spend, effects: {{south_purse: -1}}}}
  late: {{side: south, menu: deeds, name: Late, when: trust >= 90, effects: {{south_purse: -1}}}}
  lend:
    side: south
    menu: deeds
    name: Lend
    when: heat >= 1
    tags: [good]
    effects: {{south_purse: -3}}
{PERSONAS}
"""
SCENARIO = tiny.scenario(GAME)
SIZES = SampleSizes(games=60, experts=6, without_action=40, seed=5)


ASKED: list[tuple[int, str]] = []


def heard(total: int, what: str) -> Callable[[int], None]:
    """Hears what is to be played, and not how far it has come."""
    ASKED.append((total, what))
    return deque[int](maxlen=0).append


@pytest.fixture(scope="module")
def measurement() -> Measurement:
    return measure(SCENARIO, SIZES, HERE, heard)


def alone(
    north: str, south: str, games: int = 60, without: tuple[tuple[str, str], ...] = ()
) -> Ints:
    """The scores of the same games, played as one batch or by the reference."""
    plan = Plan(SCENARIO, FrozenMap({"north": north, "south": south}), games, SIZES.seed, without)
    return PlanPlayer(plan).play(0, games).scores


def test_every_persona_meets_every_other_and_a_side_without_one_is_played_by_chance() -> None:
    assert [tuple(seats.values()) for seats in pairings(SCENARIO)] == [
        ("kind", "any"),
        ("wild", "any"),
        ("any", "any"),
    ]
    bare = tiny.scenario("personas: {only: {name: Only, sides: [south]}}")
    assert [tuple(seats.values()) for seats in pairings(bare)] == [("uniform", "only")]


def test_every_pairing_plays_the_same_seeds_and_is_pooled(measurement: Measurement) -> None:
    for seats, sample in measurement.pairings.items():
        assert sample.scores.tolist() == alone(seats["north"], seats["south"]).tolist()
    assert measurement.pooled.tally.games == 180


def test_without_an_action_a_side_is_measured_against_the_same_games(
    measurement: Measurement,
) -> None:
    slot = measurement.rules.index.slots["north", "earn"]
    before = np.concatenate([alone(bot, "any", 40)[:, 0] for bot in ("kind", "wild", "any")])
    after = np.concatenate(
        [alone(bot, "any", 40, (("north", "earn"),))[:, 0] for bot in ("kind", "wild", "any")]
    )
    expected = (after - before).mean() / before.std(ddof=1)
    assert measurement.without_action[slot].value == pytest.approx(expected)
    assert expected < -1  # earning is all that is good for them
    assert measurement.without_action[slot].low < expected < measurement.without_action[slot].high


def test_games_in_which_an_action_was_not_legal_are_among_those_compared(
    measurement: Measurement,
) -> None:
    slot = measurement.rules.index.slots["south", "lend"]
    before, after = (
        np.concatenate([alone(bot, "any", 40, without)[:, 1] for bot in ("kind", "wild", "any")])
        for without in ((), (("south", "lend"),))
    )
    assert 0 < measurement.pooled.legal[:, slot].sum() < 180
    expected = (after - before).mean() / before.std(ddof=1)
    assert measurement.without_action[slot].value == pytest.approx(expected)


def test_what_never_was_legal_changes_nothing(measurement: Measurement) -> None:
    slot = measurement.rules.index.slots["south", "late"]
    assert (measurement.without_action[slot].value, measurement.without_action[slot].high) == (0, 0)


def test_skill_is_measured_on_the_same_seeds_against_personas_in_turn(
    measurement: Measurement,
) -> None:
    usual = np.mean([alone(bot, "any")[:, 0] for bot in ("kind", "wild", "any")], axis=0)
    rng = alone("uniform", "any")[:, 0]
    skill = measurement.skill["north"]
    assert skill.personas.value == pytest.approx((usual - rng).mean())
    expert = alone("expert", "any", 6)[:, 0]
    assert skill.expert is not None
    assert skill.expert.value == pytest.approx((expert - usual[:6]).mean())
    # South's expert meets north's three personas in turn.
    mixed = [alone(("kind", "wild", "any")[g % 3], "uniform")[g, 1] for g in range(60)]
    usual = [alone(("kind", "wild", "any")[g % 3], "any")[g, 1] for g in range(60)]
    apart = np.array(usual) - np.array(mixed)
    assert measurement.skill["south"].personas.value == pytest.approx(apart.mean())
    assert measurement.skill["south"].personas.low > 0


def test_games_against_personas_are_kept_whole(measurement: Measurement) -> None:
    by_chance = measurement.against_personas("north", "uniform")
    assert by_chance is not None
    assert by_chance.scores.tolist() == alone("uniform", "any").tolist()
    of_south = measurement.against_personas("south", "expert")
    assert of_south is not None
    assert len(of_south.scores) == 6
    assert sorted(map(tuple, of_south.scores.tolist())) == sorted(
        tuple(alone(("kind", "wild", "any")[g % 3], "expert")[g].tolist()) for g in range(6)
    )


def test_experts_play_each_other(measurement: Measurement) -> None:
    assert measurement.experts is not None
    assert measurement.experts.scores.tolist() == alone("expert", "expert", 6).tolist()


def test_what_isn_t_asked_for_isn_t_played() -> None:
    ASKED.clear()
    little = measure(SCENARIO, SampleSizes(games=3, experts=0, without_action=0), HERE, heard)
    assert ASKED == [(9, "games"), (6, "games by chance")]
    assert (little.experts, dict(little.without_action)) == (None, {})
    assert [skill.expert for skill in little.skill.values()] == [None, None]
    assert little.against_personas("north", "expert") is None


def test_a_mean_has_an_interval_where_there_are_two_numbers() -> None:
    four = mean_of(np.array([1, 3, 1, 3]))
    assert four.value == 2
    assert four.high - 2 == pytest.approx(1.96 * (4 / 3) ** 0.5 / 2)
    assert mean_of(np.array([4])).high == inf
    assert isnan(mean_of(np.array([], np.int64)).value)
