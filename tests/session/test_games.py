"""The folder of saved games: names of new ones, and the one to go on with."""

import os
import re
from pathlib import Path

import pytest
import tiny

from game.authoring.reading.files import KeptFiles
from game.model.decisions import Act, Pass
from game.model.frozen import FrozenMap
from game.session.game import Game
from game.session.places import games_folder
from game.session.records.file import read_file
from game.session.records.games import fresh_path, latest_unfinished, saved_games
from game.session.records.saved import Saving, begin_in_folder, continue_saved

SEATS = {"north": "me", "south": "me"}
STAMP = "2026-03-09T14:05:31Z"


def files() -> KeptFiles:
    return KeptFiles("tiny.yaml", FrozenMap({"tiny.yaml": "\n".join(tiny.SECTIONS.values())}))


def begun(folder: Path) -> tuple[Game, Saving]:
    return begin_in_folder(folder, files, tiny.rules(), 1, SEATS)


def test_tests_save_no_game_among_those_of_whoever_runs_them() -> None:
    assert games_folder() == Path(os.environ["COMMUNIQUE_GAMES_FOLDER"])
    assert Path.home() not in games_folder().parents


def test_a_name_tells_scenario_day_and_time_and_is_allowed_on_every_system(tmp_path: Path) -> None:
    names = []
    for _ in range(3):
        path = fresh_path(tmp_path, "kuala-lumpur", STAMP)
        names.append(path.name)
        path.touch()
    assert re.fullmatch(r"kuala-lumpur-2026-03-\d\d-\d{4}\.game", names[0])
    stem = names[0].removesuffix(".game")
    assert names[1:] == [f"{stem}-2.game", f"{stem}-3.game"]


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_link_that_leads_nowhere_is_neither_overwritten_nor_hides_the_games(
    tmp_path: Path,
) -> None:
    fresh_path(tmp_path, "tiny", STAMP).symlink_to(tmp_path / "nothing")
    assert fresh_path(tmp_path, "tiny", STAMP).name.endswith("-2.game")
    game, saving = begun(tmp_path)
    game.decide("north", Act("warm"))
    saving.close()
    assert [game.path for game in saved_games(tmp_path)] == [saving.path]


def test_two_games_that_begin_at_once_have_two_files(tmp_path: Path) -> None:
    (_, one), (_, other) = begun(tmp_path), begun(tmp_path)
    assert one.path != other.path
    assert len(list(tmp_path.glob("*.game"))) == 2
    one.close()
    other.close()


def test_a_game_in_which_nothing_was_done_leaves_no_record(tmp_path: Path) -> None:
    (_, unplayed), (game, played) = begun(tmp_path), begun(tmp_path)
    game.decide("north", Act("warm"))
    assert (unplayed.stays, played.stays) == (False, True)
    unplayed.close()
    played.close()
    assert [saved.path for saved in saved_games(tmp_path)] == [played.path]


def test_what_another_copy_has_added_to_an_empty_record_is_not_lost(tmp_path: Path) -> None:
    _, saving = begun(tmp_path)
    assert saving.path is not None
    game, file, _ = continue_saved(saving.path)
    game.decide("north", Act("warm"))
    file.close()
    saving.close()
    assert len(read_file(saving.path).lines) == 1


def test_a_record_that_somebody_named_stays_though_nothing_was_done(tmp_path: Path) -> None:
    _, saving = begun(tmp_path)
    saving.begin(tmp_path / "monday.game")
    saving.close()
    assert [each.name for each in tmp_path.iterdir()] == ["monday.game"]


def test_the_one_to_go_on_with_was_played_last_and_is_not_over(tmp_path: Path) -> None:
    paths = []
    for number in range(3):
        game, saving = begun(tmp_path)
        game.decide("north", Act("warm"))
        if number == 2:
            while game.state.to_move:
                game.decide(game.state.to_move[0], Pass())
        saving.close()
        assert saving.path is not None
        os.utime(saving.path, ns=(number * 10**9, number * 10**9))
        paths.append(saving.path)
    assert latest_unfinished(tmp_path) == paths[1]
    assert latest_unfinished(tmp_path, "tiny") == paths[1]
    assert latest_unfinished(tmp_path, "other") is None
    assert latest_unfinished(tmp_path / "no") is None


def test_where_the_folder_can_not_be_made_the_game_is_played_and_the_reason_kept(
    tmp_path: Path,
) -> None:
    (tmp_path / "games").write_text("a file where a folder should be", encoding="utf-8")
    game, saving = begun(tmp_path / "games")
    assert saving.path is None
    assert not saving.loses
    game.decide("north", Act("warm"))
    assert saving.loses
    failed = saving.take_failure()
    assert failed is not None
    assert failed.place == tmp_path / "games"
    assert saving.take_failure() is None
    saving.begin(tmp_path / "a.game")
    game.decide("south", Act("warm"))
    assert not saving.loses
    saving.close()
    ((saved),) = saved_games(tmp_path)
    assert saved.scenario == "tiny"
