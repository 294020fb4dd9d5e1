"""Files of games of every kind: what was played comes back from them, and they say what it is."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
import tiny
from attrs import evolve

from game.kernel.rows import BY_GAME, Rows
from game.lab.batches.plan import Plan, PlanPlayer
from game.lab.files import parquet as parquet_files
from game.lab.files.about import about_plan, scenario_digest
from game.lab.files.any_kind import KINDS, UnreadableFile, games_file, read_games, write_games
from game.lab.files.columns import COLUMNS, ID_LISTS, column_types, ids_of, layout_of
from game.model.frozen import FrozenMap
from game.model.version import RULES_VERSION, VERSION

TEXT = (
    tiny.TABLE
    + """
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +warmth}}
settings: {warmth: {value: 3, range: [1, 9], name: Warmth}}
deals: {mood: {to: [north], cards: {good: {weight: 1}, bad: {weight: 3}}}}
"""
)
PLAN = Plan(
    tiny.scenario(TEXT),
    FrozenMap({"north": "uniform", "south": "uniform"}),
    60,
    2**40,
    (("south", "tear"),),
    (("warmth", 7),),
)
PLAYER = PlanPlayer(PLAN)
LAYOUT = layout_of(PLAYER.rules)
ABOUT = about_plan(PLAN, PLAYER.rules)
ENDINGS = [*KINDS]


def written(path: Path, *sizes: int, games: int = 60) -> Path:
    """A file of the plan's games, which come in parts of these sizes."""
    with games_file(path, ABOUT, LAYOUT) as file:
        first = 0
        for size in sizes or (games,):
            file.add(PLAYER.play(first, size))
            first += size
        file.finish(games, PLAYER.play(0, games).digest)
    return path


@pytest.fixture(scope="module")
def whole() -> Rows:
    rows = PLAYER.play(0, 60)
    # Something was signed in some games and not in others, by either card.
    assert 0 < (rows.signed_turn >= 0).sum() < 60
    assert 0 < rows.cards.sum() < 60
    return rows


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_was_played_comes_back(ending: str, tmp_path: Path, whole: Rows) -> None:
    games = read_games(written(tmp_path / f"a{ending}"))
    assert [*games.columns] == list(BY_GAME)
    for name in BY_GAME:
        assert np.array_equal(games.columns[name], getattr(whole, name)), name
        assert games.columns[name].dtype == LAYOUT.types[name], name
    assert games.layout == LAYOUT
    assert games.about == evolve(ABOUT, digest=f"{whole.digest:016x}")
    parts = [*games.parts(25)]
    assert [len(part["seed"]) for part in parts] == [25, 25, 10]
    assert {column.dtype for part in parts for column in part.values()} == {np.dtype(np.int64)}


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_games_make_the_same_bytes_however_they_come(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_files, "GROUP", 16)
    made = [
        written(tmp_path / f"{i}{ending}", *sizes)
        for i, sizes in enumerate([(60,), (1, 30, 29), (13,) * 5])
    ]
    assert len({path.read_bytes() for path in made}) == 1
    assert np.array_equal(read_games(made[0]).columns["seed"], 2**40 + np.arange(60))


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_becomes_one_of_any_other_kind_as_if_it_had_been_played(
    ending: str, tmp_path: Path
) -> None:
    played = {each: written(tmp_path / f"played{each}") for each in ENDINGS}
    games = read_games(played[ending])
    for other in ENDINGS:
        write_games(tmp_path / f"made{other}", games)
        assert (tmp_path / f"made{other}").read_bytes() == played[other].read_bytes()


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_of_no_games_is_one(ending: str, tmp_path: Path) -> None:
    assert read_games(written(tmp_path / f"a{ending}", games=0)).about.games == 0


def test_a_file_says_how_its_games_were_played(tmp_path: Path) -> None:
    about = read_games(written(tmp_path / "a.npz", 40, 20, games=50)).about
    assert (about.engine, about.rules) == (VERSION, RULES_VERSION)
    assert (about.scenario, about.title) == ("tiny", "Tiny")
    assert about.seats == {"north": "uniform", "south": "uniform"}
    assert about.forbidden == ["south:tear"]
    assert about.numbers == {"warmth": 7}
    assert about.par == {"north": 0, "south": 0}
    assert about.seeds == [[2**40, 50]]
    assert [*about.commands()] == [
        f"communique simulate tiny -n 50 --seed {2**40} --seat north=uniform --seat south=uniform "
        "--forbid south:tear --set warmth=7"
    ]


def test_the_digest_of_a_scenario_is_that_of_all_it_says() -> None:
    same, other = tiny.scenario(TEXT), tiny.scenario(TEXT.replace("weight: 3", "weight: 4"))
    assert scenario_digest(same) == scenario_digest(PLAN.scenario) == ABOUT.scenario_digest
    assert scenario_digest(other) != ABOUT.scenario_digest


def test_a_text_file_has_words_and_nothing_where_nothing_was_signed(
    tmp_path: Path, whole: Rows
) -> None:
    path = written(tmp_path / "a.csv")
    with path.open(encoding="utf-8", newline="") as file:
        lines = [*csv.DictReader(file)]
    assert len(lines) == 60
    for g, line in enumerate(lines):
        assert line["outcome"] == "calm"
        assert line["cards.mood"] == ("good", "bad")[whole.cards[g, 0]]
        assert line["scores.south"] == str(whole.scores[g, 1])
        assert line["legal.north:warm"] == str(
            whole.legal[g, PLAYER.rules.index.slots["north", "warm"]]
        )
        signed = whole.signed_turn[g, 0] >= 0
        assert line["worths.pact.north"] == (str(whole.worths[g, 1]) if signed else "")
        assert line["options.pact.terms"] == (
            ("loose", "strict")[whole.options[g, 1]] if signed else ""
        )
        assert line["offers.pact.south"] == str(whole.offers[g, 0])
    beside = json.loads((tmp_path / "a.csv.json").read_text(encoding="utf-8"))
    assert beside["ids"]["card_ids"] == [["good", "bad"]]


def test_a_data_frame_has_the_same_as_the_text_file(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_parquet(written(tmp_path / "a.parquet"))
    text = pandas.read_csv(written(tmp_path / "a.csv"))
    assert [*frame.columns] == [*text.columns]
    for name in text.columns:
        assert frame[name].astype(object).where(frame[name].notna(), None).tolist() == (
            text[name].astype(object).where(text[name].notna(), None).tolist()
        )


# ------------------------------------------------------------------------------ what can't be read


def damaged(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_damaged_or_something_else_is_told_in_words(ending: str, tmp_path: Path) -> None:
    path = written(tmp_path / f"a{ending}")
    whole = path.read_bytes()
    for data in (b"", b"something else", whole[: len(whole) // 2], whole[:-40]):
        with pytest.raises(UnreadableFile) as error:
            read_games(damaged(path, data))
        assert str(error.value)


def test_an_npz_of_something_else_is_none_of_games(tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", seed=np.arange(3))
    with pytest.raises(UnreadableFile, match="it isn't a file of games"):
        read_games(tmp_path / "a.npz")


def test_a_text_file_needs_the_file_beside_it(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv")
    (tmp_path / "a.csv.json").unlink()
    with pytest.raises(UnreadableFile, match=r"a\.csv\.json beside it is missing"):
        read_games(path)
    with pytest.raises(FileNotFoundError):
        read_games(tmp_path / "b.csv")
    with pytest.raises(UnreadableFile, match=r"end in \.npz, \.parquet, \.csv"):
        read_games(tmp_path / "a.txt")


def test_what_says_too_much_or_too_little_of_itself_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv")
    beside = tmp_path / "a.csv.json"
    said = json.loads(beside.read_text(encoding="utf-8"))
    wrong_ones: list[object] = [
        {**said, "more": 1},
        {k: v for k, v in said.items() if k != "seats"},
        {**said, "seeds": [[1, 59]]},
        [],
    ]
    for wrong in wrong_ones:
        beside.write_text(json.dumps(wrong), encoding="utf-8")
        with pytest.raises(UnreadableFile):
            read_games(path)


# -------------------------------------------------------------------------------- the declarations


def test_every_column_of_rows_is_declared_once_in_their_order() -> None:
    assert [column.name for column in COLUMNS] == list(BY_GAME)
    lists = {each.name for each in ID_LISTS}
    assert {f"{column.axis}_ids" for column in COLUMNS if column.axis} <= lists
    assert {column.codes for column in COLUMNS if column.codes} <= lists


def test_columns_are_as_wide_as_their_axes_and_as_narrow_as_their_bounds(whole: Rows) -> None:
    ids, types = ids_of(PLAYER.rules), column_types(PLAYER.rules)
    for column in COLUMNS:
        kept = getattr(whole, column.name)
        assert kept.shape[1:] == ((len(ids[f"{column.axis}_ids"]),) if column.axis else ())
        assert np.array_equal(kept.astype(types[column.name]), kept), column.name
