"""Games with given seeds: what each came to, and what was legal in it."""

import numpy as np
import pytest
import tiny
from attrs import evolve

from game.lab.batches.place import Processes
from game.lab.batches.plan import Plan, PlanPlayer
from game.lab.batches.tally import tally
from game.lab.standard.samples import GameSeries, Sample, concatenate, play_series
from game.model.frozen import FrozenMap
from game.rules.compile import compile_rules

SEATS = FrozenMap({"north": "uniform", "south": "uniform"})
SEEDS = tuple(range(7, 127))
TALKS = tiny.scenario(tiny.TABLE)
SERIES = GameSeries(SEATS, SEEDS)

# South may tear once north has been warm, which it is by chance.
NOW_AND_THEN = """
actions:
  warm: {side: north, menu: deeds, name: Warm, effects: {trust: +3}}
  tear: {side: south, menu: deeds, name: Tear, when: trust >= 56, effects: {trust: -50}}
"""


def same(one: Sample, other: Sample) -> bool:
    return one.tally == other.tally and all(
        np.array_equal(getattr(one, name), getattr(other, name))
        for name in ("scores", "legal", "agreed")
    )


def test_a_sample_counts_what_the_same_games_come_to_together() -> None:
    (sample,) = play_series(TALKS, [SERIES])
    player = PlanPlayer(Plan(TALKS, SEATS, len(SEEDS), SEEDS[0]))
    rows = player.play(0, len(SEEDS))
    assert sample.tally == tally(player.rules, rows)
    assert sample.scores.tolist() == rows.scores.tolist()


def test_what_was_legal_is_known_game_by_game() -> None:
    scenario = tiny.scenario(NOW_AND_THEN)
    (sample,) = play_series(scenario, [SERIES])
    slots = compile_rules(scenario).index.slots
    slot = slots["south", "tear"]
    games = play_series(scenario, [evolve(SERIES, seeds=(seed,)) for seed in SEEDS])
    trust = [game.legal[0, slot] for game in games]
    assert sample.legal[:, slot].tolist() == trust
    assert 0 < sum(trust) < len(trust)
    # Trust begins at 50, so that two warm words on two of three turns are needed.
    first = sample.legal[:, slots["north", "warm"]]
    assert first.all()


def test_an_agreement_that_stands_is_told_game_by_game() -> None:
    (sample,) = play_series(TALKS, [SERIES])
    assert 0 < sample.agreed.sum() < len(SEEDS)
    assert sample.agreed.sum(axis=0).tolist() == [sample.tally.agreed(0)]


def test_however_many_processes_play_samples_are_the_same() -> None:
    series = [SERIES, GameSeries(SEATS, SEEDS[:3], ("north", "tear")), GameSeries(SEATS, ())]
    done: list[int] = []
    found = play_series(TALKS, series, progress=done.append)
    assert done == sorted({*done})
    assert done[-1] == len(SEEDS) + 3
    assert all(map(same, play_series(TALKS, series, Processes(2)), found))
    assert [len(sample.scores) for sample in found] == [len(series.seeds) for series in series]
    parts = [play_series(TALKS, [evolve(SERIES, seeds=SEEDS[i::1][:60])])[0] for i in (0, 60)]
    assert same(concatenate(parts), found[0])


def test_without_an_action_it_is_never_taken_and_later_lots_have_it_again() -> None:
    without, usual = play_series(TALKS, [evolve(SERIES, forbidden=("north", "tear")), SERIES])
    slot = compile_rules(TALKS).index.slots["north", "tear"]
    assert without.tally.taken[slot] == 0
    assert not without.legal[:, slot].any()
    assert usual.tally.taken[slot] > 0


def test_nor_is_it_where_a_bot_searches() -> None:
    seats = FrozenMap({"north": "expert", "south": "uniform"})
    (without,) = play_series(TALKS, [GameSeries(seats, SEEDS[:8], ("south", "tear"))])
    slot = compile_rules(TALKS).index.slots["south", "tear"]
    assert (without.tally.games, without.tally.taken[slot], without.tally.legal[slot]) == (8, 0, 0)


def test_where_an_action_is_never_legal_forbidding_it_changes_nothing() -> None:
    scenario = tiny.scenario(NOW_AND_THEN)
    (usual,) = play_series(scenario, [SERIES])
    slot = compile_rules(scenario).index.slots["south", "tear"]
    never = tuple(s for s, was in zip(SEEDS, usual.legal[:, slot], strict=True) if not was)
    found, without = play_series(
        scenario, [evolve(SERIES, seeds=never, forbidden=f) for f in (None, ("south", "tear"))]
    )
    assert never
    assert same(found, without)


@pytest.mark.parametrize("seeds", [SEEDS[::7], SEEDS[3:4], (7, 8, 11, 40), (9, 120)])
@pytest.mark.parametrize("bot", ["uniform", "expert"])
def test_seeds_that_are_apart_give_the_games_of_their_own(seeds: tuple[int, ...], bot: str) -> None:
    seats = FrozenMap({"north": bot, "south": "uniform"})
    if bot == "expert":
        seeds = seeds[:3]
    (sample,) = play_series(TALKS, [GameSeries(seats, seeds)])
    apart = play_series(TALKS, [GameSeries(seats, (seed,)) for seed in seeds])
    assert same(sample, concatenate(apart))
    assert len(sample.scores) == len(seeds)
