"""Many games in Python: what they are, their columns, and as data frames."""

from __future__ import annotations

from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import tiny

from game import (
    BotRequest,
    Game,
    Games,
    Move,
    compile_rules,
    load,
    numbers_of,
    open_record,
    play,
    read_games,
    save_record,
    scores,
    simulate,
    with_numbers,
)
from game.cli import main
from game.kernel.rows import BY_GAME
from game.lab.batches.jobs import run
from game.lab.batches.plan import Plan
from game.lab.files import any_kind
from game.lab.numbers.paths import NumberError
from game.model.characters import one_line
from game.model.frozen import FrozenMap

SCENARIO = tiny.TABLE + "personas: {hawk: {name: Hawk, tracks: {trust: -1}}}\n"


def last(request: BotRequest) -> Move:
    """Takes the last legal decision."""
    return request.legal.moves[-1]


class Remembering:
    """Takes the first legal decision, and the last from then on."""

    def __init__(self) -> None:
        self.asked = False

    def decide(self, request: BotRequest) -> Move:
        """The decision of its side."""
        place, self.asked = -1 if self.asked else 0, True
        return request.legal.moves[place]


@pytest.fixture(scope="module")
def games() -> Games:
    """Games of which some were signed and some not."""
    return simulate(tiny.scenario(SCENARIO), {"north": "hawk"}, games=60, seed=3)


def test_they_are_those_of_a_simulation(games: Games) -> None:
    plan = Plan(tiny.scenario(SCENARIO), FrozenMap({"north": "hawk", "south": "uniform"}), 60, 3)
    tally = run(plan)
    assert games.about.digest == f"{tally.digest:016x}"
    assert games.columns == BY_GAME
    assert len(games) == 60
    assert games["seed"].tolist() == list(range(3, 63))
    assert tuple(games.counts("outcome").values()) == tally.outcomes
    assert repr(games) == "<60 games of tiny, north=hawk, south=uniform>"


def test_a_column_is_had_whole_and_by_what_it_is_of(games: Games) -> None:
    assert games.axis("scores") == ("north", "south")
    assert games.axis("turns") == ()
    for place, side in enumerate(games.axis("scores")):
        assert (games[f"scores.{side}"] == games["scores"][:, place]).all()
        assert games.means("scores")[side] == games["scores"][:, place].mean()
    assert games.means("turns") == {"turns": games["turns"].mean()}
    with pytest.raises(KeyError, match="nothing; there are seed, outcome"):
        games["nothing"]


def test_what_was_not_signed_is_missing_in_data_frames(games: Games) -> None:
    signed = games["signed_turn.pact"] >= 0
    assert 0 < signed.sum() < len(games)
    whole = games.texts("options.pact.scope")
    wanted = [whole[n] if n >= 0 else None for n in games["options.pact.scope"]]
    worths = [
        int(n) if s else None for n, s in zip(games["worths.pact.north"], signed, strict=True)
    ]
    columns = list(games.flat_columns)
    pandas = pytest.importorskip("pandas")
    frame = games.to_pandas()
    assert list(frame.columns) == columns
    assert frame["options.pact.scope"].astype(object).where(signed, None).tolist() == wanted
    assert [None if pandas.isna(n) else n for n in frame["worths.pact.north"]] == worths
    assert frame["scores.south"].tolist() == games["scores.south"].tolist()
    assert list(frame["outcome"].cat.categories) == list(games.texts("outcome"))


def test_arrow_and_polars_say_the_same(games: Games) -> None:
    arrow = pytest.importorskip("pyarrow") and games.to_arrow()
    columns = arrow.to_pydict()
    assert list(columns) == list(games.flat_columns)
    assert columns["scores.north"] == games["scores.north"].tolist()
    assert None in columns["options.pact.scope"]
    assert None in columns["worths.pact.north"]
    pytest.importorskip("polars")
    polars = games.to_polars()
    assert polars.to_dict(as_series=False) == columns


def test_a_missing_library_is_told_with_the_way_out(
    games: Games, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "polars", None)
    with pytest.raises(ImportError, match="there is no polars here: pip install polars"):
        games.to_polars()


def test_bots_of_ones_own_numbers_and_forbidden_actions_stand_in_the_file(tmp_path: Path) -> None:
    scenario = tiny.scenario(SCENARIO)
    played = simulate(
        scenario, {"north": last, "south": "hawk"}, 12, forbid=[("south", "tear")],
        numbers={"tables.pact.rounds": 3},
    )  # fmt: skip
    assert played["taken.south:tear"].sum() == 0
    played.save(tmp_path / "games.npz")
    about = read_games(tmp_path / "games.npz").about
    assert about == played.about
    assert about.seats == {"north": "last", "south": "hawk"}
    assert (about.forbidden, about.numbers) == (["south:tear"], {"tables.pact.rounds": 3})
    other = simulate(scenario, {"north": last, "south": "hawk"}, 12)
    assert not np.array_equal(other["decisions"], played["decisions"])


def test_a_function_and_its_file_play_the_same_games(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = """from game import Accept, Pass, Walk


def bot(request):
    moves = request.legal.moves
    return Accept() if Accept() in moves else Pass() if Walk() in moves else moves[0]
"""
    monkeypatch.chdir(tmp_path)
    Path("mine.py").write_text(code, encoding="utf-8")
    names: dict[str, Any] = {}
    exec(code, names)
    here = simulate(tiny.scenario(SCENARIO), {"north": names["bot"], "south": "hawk"}, 30)
    file = simulate(tiny.scenario(SCENARIO), {"north": "mine.py:bot", "south": "hawk"}, 30)
    assert [name for name in here.columns if not np.array_equal(here[name], file[name])] == []
    assert (here["unused_gains"] >= 0).any()
    assert here.about.digest == file.about.digest
    assert file.about.seats["north"].startswith("mine.py:bot@")


def test_a_bot_of_ones_own_plays_an_expert_as_in_any_other_game() -> None:
    scenario = tiny.scenario(SCENARIO)
    rows = simulate(scenario, {"north": Remembering, "south": "expert:200"}, 4, seed=2)
    rules = compile_rules(scenario)
    for seed, totals in zip(rows["seed"].tolist(), rows["scores"].tolist(), strict=True):
        game = Game(rules, seed)
        last_state = play(game, {"north": Remembering, "south": "expert:200"})
        assert [sheet.total for sheet in scores(rules, last_state).values()] == totals
    assert rows.about.seats == {"north": "Remembering", "south": "expert:200"}


def test_what_cannot_be_played_is_told_with_the_way_out(tmp_path: Path) -> None:
    scenario = tiny.scenario(SCENARIO)
    with pytest.raises(ValueError, match='nobody is called "owl"; write hawk, uniform'):
        simulate(scenario, {"north": "owl"}, 1)
    with pytest.raises(ValueError, match="there is no side east; the sides are north, south"):
        simulate(scenario, {"east": "hawk"}, 1)
    with pytest.raises(ValueError, match="at least one is played"):
        simulate(scenario, games=0)
    bots = SimpleNamespace(one=Remembering())
    with pytest.raises(ValueError, match="not an object of it"):
        simulate(scenario, {"north": vars(bots)["one"]}, 1)
    with pytest.raises(ValueError, match="name their file"):
        simulate(scenario, {"north": last}, 10, jobs=2)
    with pytest.raises(ValueError, match="there is no scenario owl; name a file, or counter"):
        simulate("owl")
    with pytest.raises(ValueError, match=r"end in \.npz, \.parquet, \.csv"):
        simulate(scenario, games=1).save(tmp_path / "games.txt")
    (tmp_path / "games.npz").write_text("no", encoding="utf-8")
    with pytest.raises(ValueError, match=r"games\.npz: "):
        read_games(tmp_path / "games.npz")


def test_numbers_that_the_command_refuses_are_refused_in_python_in_the_same_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Plans with several large numbers: sums of some of them would wrap at 32 bits."""
    scenario = load("kuala-lumpur")
    large = [
        number
        for number in numbers_of(scenario).values()
        if number.low < -(10**6) and ".issues." in number.path
    ]
    refused = 0
    for seed in range(6):
        luck = Random(seed)
        numbers = {
            number.path: luck.choice([number.low, -(10**9), 10**9, number.high])
            for number in luck.sample(large, luck.choice([1, 12]))
        }
        words = [word for path, value in numbers.items() for word in ("--set", f"{path}={value}")]
        code = main(["simulate", "kuala-lumpur", "-n", "1", *words])
        said = capsys.readouterr().err.removeprefix("communique simulate: --set ").strip()
        if code == 0:
            assert simulate(scenario, games=1, numbers=numbers).about.numbers == numbers
            continue
        refused += 1
        for attempt in (
            lambda numbers=numbers: simulate(scenario, games=1, numbers=numbers),
            lambda numbers=numbers: with_numbers(scenario, numbers.items()),
        ):
            with pytest.raises(NumberError) as caught:
                attempt()
            assert one_line(str(caught.value)) == said
    assert 1 < refused < 6


@pytest.mark.parametrize("kind", ["npz", "csv", "parquet"])
def test_only_what_is_asked_for_is_read(
    games: Games, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"games.{kind}"
    games.save(path)
    seen: list[dict[str, np.ndarray]] = []
    check = any_kind._check_columns

    def look(columns: dict[str, np.ndarray], *others: Any) -> None:
        seen.append(columns)
        check(columns, *others)

    monkeypatch.setattr(any_kind, "_check_columns", look)
    some = read_games(path, columns=["turns"], filters=[("scores.north", ">", 60)])
    fits = games["scores.north"] > 60
    assert 0 < fits.sum() < len(games)
    assert (some["turns"] == games["turns"][fits]).all()
    compared, kept = seen
    assert set(compared) == {"seed", "scores", "signed_turn"}
    assert set(kept) == {"seed", "turns", "signed_turn"}
    assert {len(column) for column in kept.values()} == {fits.sum()}
    nobody = read_games(path, filters=[("turns", ">", 999)])
    assert len(nobody) == 0
    assert nobody.flat_columns == games.flat_columns


def test_some_columns_of_some_games_are_read(games: Games, tmp_path: Path) -> None:
    games.save(tmp_path / "games.npz")
    filters = [("signed_turn.pact", ">=", 1), ("scores.north", "in", range(40, 200))]
    some = read_games(tmp_path / "games.npz", columns=["turns", "scores.south"], filters=filters)
    fits = (games["signed_turn.pact"] >= 1) & np.isin(games["scores.north"], range(40, 200))
    assert 0 < len(some) == fits.sum() < len(games)
    assert some.flat_columns == ("turns", "scores.south")
    assert (some["scores.south"] == games["scores.south"][fits]).all()
    ends = read_games(tmp_path / "games.npz", filters=[("outcome", "==", "calm")])
    assert len(ends) == games.counts("outcome")["calm"]
    for wrong in ({"columns": ["wind"]}, {"filters": [("turns", "~", 3)]}):
        with pytest.raises(ValueError, match=r"there is no column wind|not ~"):
            read_games(tmp_path / "games.npz", **wrong)
    with pytest.raises(ValueError, match="only whole files"):
        some.save(tmp_path / "some.npz")


def test_a_record_is_written_over_only_where_that_is_asked_for(tmp_path: Path) -> None:
    game, path = Game(compile_rules(load("kuala-lumpur")), seed=7), tmp_path / "monday.game"
    save_record(path, game, "kuala-lumpur", {})
    with pytest.raises(FileExistsError, match=r"replace=True writes over it: .*monday\.game'"):
        save_record(path, game, "kuala-lumpur", {})
    later = Game(compile_rules(load("kuala-lumpur")), seed=8)
    save_record(path, later, "kuala-lumpur", {}, replace=True)
    assert open_record(path).game.state.seed == 8
    assert [each.name for each in tmp_path.iterdir()] == ["monday.game"]
