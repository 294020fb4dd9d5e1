"""A game that repeats another takes the place of its record."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny

from game.authoring.reading.files import KeptFiles
from game.model.decisions import Act
from game.model.frozen import FrozenMap
from game.rules.compile import compile_rules
from game.session.game import Game
from game.session.records import saved
from game.session.records.file import read_file
from game.session.records.record import RecordError
from game.session.records.replay import replay
from game.session.records.saved import Saving

SEATS = {"north": "me", "south": "me"}


def files(title: str) -> KeptFiles:
    text = "\n".join(tiny.SECTIONS.values()).replace("title: Tiny", f"title: {title}")
    return KeptFiles("tiny.yaml", FrozenMap({"tiny.yaml": text}))


def begun(title: str) -> tuple[Game, Saving]:
    game = Game(compile_rules(tiny.scenario(f"title: {title}\n")), 3)
    return game, Saving(game, SEATS, lambda: files(title))


def saved_in(folder: Path, *deeds: str) -> tuple[Game, Saving, Path]:
    game, saving = begun("Former")
    saving.begin_in(folder)
    for deed in deeds:
        game.decide(game.state.to_move[0], Act(deed))
    assert saving.path is not None
    return game, saving, saving.path


def test_the_record_holds_the_new_scenario_and_goes_on(tmp_path: Path) -> None:
    _, former, path = saved_in(tmp_path, "warm", "cool")
    game, saving = begun("Later")
    for deed in ("warm", "cool"):
        game.decide(game.state.to_move[0], Act(deed))
    saving.take_place_of(former)
    assert (saving.path, former.path) == (path, None)
    game.decide(game.state.to_move[0], Act("warm"))
    saving.close()
    former.close()
    again = replay(read_file(path))
    assert again.rules.scenario.title == "Later"
    assert [str(line.action) for line in again.lines] == [
        "north: warm",
        "south: cool",
        "north: warm",
    ]
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_a_record_without_decisions_is_still_removed_at_the_end(tmp_path: Path) -> None:
    _, former, path = saved_in(tmp_path)
    _, saving = begun("Later")
    saving.take_place_of(former)
    assert path.exists()
    saving.close()
    assert not path.exists()


def test_where_it_can_not_be_written_the_former_record_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    game, former, path = saved_in(tmp_path, "warm")
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(saved, "part_file", full)
    _, saving = begun("Later")
    with pytest.raises((OSError, RecordError)):
        saving.take_place_of(former)
    assert saving.path is None
    assert path.read_bytes() == before
    game.decide("south", Act("warm"))
    assert len(read_file(path).lines) == 2


def test_of_a_game_that_is_not_saved_nothing_is_saved(tmp_path: Path) -> None:
    _, former = begun("Former")
    _, saving = begun("Later")
    saving.take_place_of(former)
    assert saving.path is None
    assert list(tmp_path.iterdir()) == []
