"""An analysis is kept beside the record, and is worked out anew where anything has changed."""

from __future__ import annotations

import json
from pathlib import Path

import debriefed
import pytest
from insight_games import DARES, begun, finish, play

from game.authoring.reading.files import KeptFiles
from game.insight import kept
from game.insight.analysis import Analysis, analyse
from game.insight.effort import Effort
from game.insight.kept import keep, kept_path, read_kept
from game.model.frozen import FrozenMap
from game.session.game import Game
from game.session.records.lines import join_values

QUICK = Effort(usual=20, sure=20, most=20, start_games=50, runs=2, expert_runs=2)
FILES = KeptFiles("tiny.yaml", FrozenMap({"tiny.yaml": "title: T"}))


@pytest.fixture(scope="module")
def game() -> Game:
    """A game with decisions made at once, luck, a question and one that nobody graded."""
    return finish(play(begun(DARES, position="A late crisis"), "north: dare"))


@pytest.fixture(scope="module")
def analysis(game: Game) -> Analysis:
    return analyse(game, QUICK)


def test_what_is_kept_is_read_again_as_it_was(
    tmp_path: Path, game: Game, analysis: Analysis
) -> None:
    path = kept_path(tmp_path / "table-1.game", game, FILES)
    assert read_kept(path, game) is None
    keep(path, game, analysis)
    assert read_kept(path, game) == analysis
    assert path.stat().st_mode & 0o077 == 0


def test_an_analysis_without_an_account_is_kept_too(tmp_path: Path) -> None:
    game = debriefed.end()
    stopped = analyse(game, QUICK, proceed=lambda _share: False)
    keep(tmp_path / "a.analysis", game, stopped)
    assert read_kept(tmp_path / "a.analysis", game) == stopped


def test_another_record_scenario_effort_or_version_has_another_file(
    tmp_path: Path, game: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = tmp_path / "table-1.game"
    other = finish(play(begun(DARES, position="A late crisis"), "north: warm"))
    changed = KeptFiles("tiny.yaml", FrozenMap({"tiny.yaml": "title: U"}))
    paths = [kept_path(record, game, FILES), kept_path(record, other, FILES)]
    paths += [kept_path(record, game, changed), kept_path(record, game, FILES, QUICK)]
    # Nothing has been done yet: only where the game begins tells one from another.
    beginnings = begun(DARES), begun(DARES, position="A late crisis")
    paths += [kept_path(record, each, FILES) for each in beginnings]
    # Only what was done last tells these from each other, and them from the beginning.
    ends = play(begun(DARES), "north: warm"), play(begun(DARES), "north: dare")
    paths += [kept_path(record, each, FILES) for each in ends]
    monkeypatch.setattr(kept, "sources_digest", lambda: "others")
    paths.append(kept_path(record, game, FILES))
    assert len(set(paths)) == len(paths)


def test_only_the_last_analysis_of_a_record_stays(
    tmp_path: Path, game: Game, analysis: Analysis
) -> None:
    names = ["table-1-0123456789abcdef.analysis", "table-11-0123456789abcdef.analysis"]
    for name in (*names, "table-1.game"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    keep(tmp_path / "table-1-aaaaaaaaaaaaaaaa.analysis", game, analysis)
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == ["table-1-aaaaaaaaaaaaaaaa.analysis", "table-1.game", names[1]]


def test_a_broken_file_is_none(tmp_path: Path, game: Game, analysis: Analysis) -> None:
    path = tmp_path / "a.analysis"
    keep(path, game, analysis)
    data = path.read_bytes()
    values = json.loads(data)["analysis"]
    broken = [data[:-30], b"", b"\x00", data.replace(b'"luck"', b'"muck"', 1)]
    for change in (None, [], values[:-1], [*values[:3], "many", *values[4:]]):
        broken.append(join_values({"analysis": change}))
    for each in broken:
        path.write_bytes(each)
        assert read_kept(path, game) is None


def test_an_analysis_of_another_game_is_none(
    tmp_path: Path, game: Game, analysis: Analysis
) -> None:
    keep(tmp_path / "a.analysis", game, analysis)
    other = finish(play(begun(DARES, position="A late crisis"), "north: warm"))
    assert read_kept(tmp_path / "a.analysis", other) is None
