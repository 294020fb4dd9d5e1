"""Rule 18.5: games whose tracks begin with other values, as chapters of campaigns do."""

from pathlib import Path

import pytest
import tiny
from attrs import evolve

from game.authoring.reading.files import KeptFiles
from game.insight.kept import kept_path
from game.insight.process import pack
from game.model.decisions import Act, Pass
from game.model.frozen import FrozenMap
from game.model.refusals import Refusal
from game.rules.compile import compile_rules
from game.session.game import Game
from game.session.records.file import read_file
from game.session.records.lines import join_values, read_record, split_values
from game.session.records.record import RecordError
from game.session.records.recorded_actions import Rewind
from game.session.records.replay import branch_of, branch_off, refit, replay
from game.session.records.saved import begin_saved, continue_saved

FILES = KeptFiles("tiny.yaml", FrozenMap({"tiny.yaml": tiny.whole("")}))
STARTS = FrozenMap({"trust": 30, "secret": 90})
SEATS = {"north": "me", "south": "uniform"}


def saved(folder: Path) -> Path:
    """A saved game of a turn, which began with other values."""
    path = folder / "begun.game"
    rules = evolve(tiny.rules(), starts=STARTS)
    game, file = begin_saved(path, FILES, rules, 5, SEATS)
    with file:
        for side, move in (("north", Act("warm")), ("south", Pass())):
            assert not isinstance(game.decide(side, move), Refusal)
    return path


def tracks(game: Game) -> dict[str, int]:
    return dict(zip(game.rules.scenario.tracks, game.state.tracks, strict=True))


def test_18_5_the_record_keeps_the_values_and_plays_them_again(tmp_path: Path) -> None:
    path = saved(tmp_path)
    header = split_values(path.read_bytes().splitlines()[0])
    assert header is not None
    assert list(header)[:4] == ["communique", "rules", "seed", "starts"]
    assert header["starts"] == {"trust": 30, "secret": 90}
    record = read_file(path)
    assert record.header.starts == STARTS
    game = replay(record)
    assert tracks(game)["trust"] == 33
    assert tracks(game)["secret"] == 90
    assert tracks(branch_off(record, 1))["trust"] == tracks(branch_of(game, 1))["trust"] == 30


def test_18_5_such_a_game_goes_on_and_is_taken_back_to_its_beginning(tmp_path: Path) -> None:
    game, file, _ = continue_saved(saved(tmp_path))
    with file:
        game.do(Rewind(0, 9))
        assert tracks(game)["trust"] == 30
        game.use_rules(compile_rules(tiny.scenario()))
        assert game.rules.starts == STARTS
        assert tracks(game)["trust"] == 30


def test_18_5_a_changed_scenario_begins_with_the_values_that_it_still_has(tmp_path: Path) -> None:
    game = replay(read_file(saved(tmp_path)))
    rules = tiny.rules("tracks: {trust: {start: 50, range: [0, 100]}, calm: {start: 1}}")
    again = refit(game, rules).game
    assert again.rules.starts == {"trust": 30}
    assert tracks(again)["trust"] == 33


def test_18_5_the_analysis_of_such_a_game_begins_where_it_began(tmp_path: Path) -> None:
    path = saved(tmp_path)
    game = replay(read_file(path))
    assert pack(game).unpack().rules.starts == STARTS
    other = replay(read_file(path))
    other.rules = evolve(other.rules, starts=FrozenMap())
    assert kept_path(path, game, FILES) != kept_path(path, other, FILES)


@pytest.mark.parametrize(
    "starts",
    [{"trust": 101}, {"trust": -1}, {"thrust": 5}, {"trust": "many"}, {"trust": True}, [1]],
)
def test_9_2_values_that_cannot_be_are_refused(tmp_path: Path, starts: object) -> None:
    first, *rest = saved(tmp_path).read_bytes().splitlines(keepends=True)
    header = split_values(first.rstrip(b"\n"))
    assert header is not None
    data = b"".join([join_values({**header, "starts": starts}), *rest])
    with pytest.raises(RecordError) as caught:
        replay(read_record(data))
    assert (caught.value.code, caught.value.values["line"]) == ("unread", 1)


def test_9_1_a_game_of_its_own_has_no_such_key() -> None:
    assert tiny.rules().starts == {}
    assert tiny.rules().first_values == tuple(t.first for t in tiny.scenario().tracks.values())
