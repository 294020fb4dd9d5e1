"""Games played one by one: what each came to, and what was legal in it."""

import numpy as np
import pytest
import tiny
from attrs import evolve

from game.lab.run.plan import Plan, PlanPlayer
from game.lab.run.tally import tally
from game.lab.standard.samples import (
    CHUNK,
    GameSeries,
    Sample,
    SamplePlayer,
    concatenate,
    play_series,
)
from game.model.frozen import FrozenMap

SEATS = FrozenMap({"north": "uniform", "south": "uniform"})
SEEDS = tuple(range(7, 7 + CHUNK + 20))
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
    player = SamplePlayer(scenario)
    slot = player.rules.index.slots["south", "tear"]
    trust = [player.sample(evolve(SERIES, seeds=(seed,))).legal[0, slot] for seed in SEEDS]
    assert sample.legal[:, slot].tolist() == trust
    assert 0 < sum(trust) < len(trust)
    # Trust begins at 50, so that two warm words on two of three turns are needed.
    first = sample.legal[:, player.rules.index.slots["north", "warm"]]
    assert first.all()


def test_an_agreement_that_stands_is_told_game_by_game() -> None:
    (sample,) = play_series(TALKS, [SERIES])
    assert 0 < sample.agreed.sum() < len(SEEDS)
    assert sample.agreed.sum(axis=0).tolist() == [sample.tally.agreed(0)]


def test_however_many_processes_play_and_in_whatever_chunks_samples_are_the_same() -> None:
    series = [SERIES, GameSeries(SEATS, SEEDS[:3], ("north", "tear")), GameSeries(SEATS, ())]
    done: list[int] = []
    found = play_series(TALKS, series, progress=done.append)
    assert done == [CHUNK, CHUNK + 20, CHUNK + 23]
    assert all(map(same, play_series(TALKS, series, jobs=2), found))
    assert [len(sample.scores) for sample in found] == [len(series.seeds) for series in series]
    parts = [play_series(TALKS, [evolve(SERIES, seeds=SEEDS[i::1][:60])])[0] for i in (0, 60)]
    assert same(concatenate(parts), found[0])


def test_without_an_action_it_is_never_taken_and_later_lots_have_it_again() -> None:
    without, usual = play_series(TALKS, [evolve(SERIES, forbidden=("north", "tear")), SERIES])
    slot = SamplePlayer(TALKS).rules.index.slots["north", "tear"]
    assert without.tally.taken[slot] == 0
    assert not without.legal[:, slot].any()
    assert usual.tally.taken[slot] > 0


def test_nor_is_it_where_a_bot_searches() -> None:
    seats = FrozenMap({"north": "expert", "south": "uniform"})
    (without,) = play_series(TALKS, [GameSeries(seats, SEEDS[:8], ("south", "tear"))])
    slot = SamplePlayer(TALKS).rules.index.slots["south", "tear"]
    assert (without.tally.games, without.tally.taken[slot], without.tally.legal[slot]) == (8, 0, 0)


def test_where_an_action_is_never_legal_forbidding_it_changes_nothing() -> None:
    scenario = tiny.scenario(NOW_AND_THEN)
    (usual,) = play_series(scenario, [SERIES])
    slot = SamplePlayer(scenario).rules.index.slots["south", "tear"]
    never = tuple(s for s, was in zip(SEEDS, usual.legal[:, slot], strict=True) if not was)
    found, without = play_series(
        scenario, [evolve(SERIES, seeds=never, forbidden=f) for f in (None, ("south", "tear"))]
    )
    assert never
    assert same(found, without)


@pytest.mark.parametrize("bot", ["uniform", "expert"])
def test_a_bot_that_searches_is_played_in_smaller_chunks(bot: str) -> None:
    series = GameSeries(FrozenMap({"north": bot, "south": "uniform"}), SEEDS)
    size = max(len(chunk.seeds) for chunk in series.chunks({}))
    assert size == (CHUNK if bot == "uniform" else 4)
    assert [seed for chunk in series.chunks({}) for seed in chunk.seeds] == [*SEEDS]
