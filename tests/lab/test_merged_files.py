"""Files of games of one plan are put together as if one run had played them."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny
from attrs import evolve

from game.lab.batches.plan import Plan, PlanPlayer
from game.lab.files.about import about_plan
from game.lab.files.any_kind import (
    KeptGames,
    NotTogether,
    games_file,
    merge,
    read_games,
    write_games,
)
from game.lab.files.columns import layout_of
from game.model.frozen import FrozenMap

PLAN = Plan(tiny.scenario(tiny.TABLE), FrozenMap({"north": "uniform", "south": "uniform"}), 9, 20)


def games(folder: Path, seed: int, count: int, plan: Plan = PLAN) -> KeptGames:
    plan = evolve(plan, seed=seed, games=count)
    player, path = PlanPlayer(plan), folder / "part.npz"
    with games_file(path, about_plan(plan, player.rules), layout_of(player.rules)) as file:
        rows = player.play(0, count)
        file.add(rows)
        file.finish(count, rows.digest)
    return read_games(path)


def written(folder: Path, kept: KeptGames) -> bytes:
    write_games(folder / "whole.npz", kept)
    return (folder / "whole.npz").read_bytes()


def test_neighbours_become_the_file_of_one_run_in_whatever_order(tmp_path: Path) -> None:
    whole = written(tmp_path, games(tmp_path, 20, 30))
    parts = {f"{seed}": games(tmp_path, seed, 10) for seed in (30, 40, 20)}
    assert written(tmp_path, merge(parts)) == whole
    some = merge({"a": parts["40"], "b": parts["20"]})
    assert some.about.seeds == [[20, 10], [40, 10]]
    assert [*some.about.commands()] == [
        f"communique simulate tiny -n 10 --seed {seed} --seat north=uniform --seat south=uniform"
        for seed in (20, 40)
    ]
    assert some.columns["seed"].tolist() == [*range(20, 30), *range(40, 50)]
    assert written(tmp_path, merge({"a": some, "b": parts["30"]})) == whole


def test_one_file_stays_as_it_is(tmp_path: Path) -> None:
    one = games(tmp_path, 3, 5)
    assert written(tmp_path, merge({"a": one})) == written(tmp_path, one)


def test_a_game_that_two_files_have_is_named(tmp_path: Path) -> None:
    parts = {"a.npz": games(tmp_path, 20, 10), "b.npz": games(tmp_path, 29, 3)}
    with pytest.raises(NotTogether, match=r"^a\.npz and b\.npz both have the game of seed 29$"):
        merge(parts)


def test_files_of_other_plans_are_told_apart(tmp_path: Path) -> None:
    one = games(tmp_path, 1, 2)
    without = games(tmp_path, 3, 2, evolve(PLAN, forbidden=(("south", "tear"),)))
    with pytest.raises(NotTogether) as error:
        merge({"a.npz": one, "b.npz": without})
    assert str(error.value) == ("a.npz and b.npz differ: forbidden actions (none and south:tear)")
    other = games(tmp_path, 3, 2, evolve(PLAN, scenario=tiny.scenario("turns: 2")))
    newer = evolve(one, about=evolve(one.about, engine="99", seats={"north": "hawk"}))
    with pytest.raises(NotTogether, match=r"differ: text of the scenario \("):
        merge({"a.npz": one, "b.npz": other})
    with pytest.raises(NotTogether, match=r"Communiqué \(.* and 99\); seats \(.* and north=hawk"):
        merge({"a.npz": one, "b.npz": newer})
