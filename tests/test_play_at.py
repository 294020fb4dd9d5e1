"""`communique play --at`: from the position of a test, in the terminal and by bots."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
import tiny

from game.cli import main
from game.session.records.file import read_file

TESTS = """
turns: 4
phases: {news: {kind: injects}, deeds: {kind: actions, menus: [deeds], order: alternate}}
stages: {main: {phases: [news, deeds]}}
tests:
  - name: A late crisis
    given: {turn: 3, tracks: {trust: 12}}
    seed: 7
    play: "north: warm"
    then: trust == 15
  - name: An early crisis
    given: {turn: 2}
    then: trust == 50
  - name: Only news
    given: {phase: news}
    then: trust == 50
"""
LATE = "The game began in the position “A late crisis”."


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A scenario with tests, in the folder where one stands."""
    path = tmp_path / "tiny.yaml"
    path.write_text(tiny.whole(TESTS), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main([*words])
    seen = capsys.readouterr()
    return code, seen.out.replace("\u00a0", " "), seen.err


@pytest.mark.usefixtures("file")
def test_bots_play_from_the_position_with_the_seed_of_its_test(
    capsys: pytest.CaptureFixture[str],
) -> None:
    command = ("play", "tiny.yaml", "--at", "A late crisis", "--auto", "--record")
    code, out, _ = run(capsys, *command, "a.game")
    assert code == 0
    assert LATE in out
    assert "The seed was 7" in out or "seed 7" in out.lower() or " 7" in out
    record = read_file(Path("a.game"))
    assert (record.header.position, record.header.seed) == ("A late crisis", 7)
    assert len(record.lines) == 4  # two turns of two decisions
    assert run(capsys, *command, "b.game")[0] == 0
    again = read_file(Path("b.game"))
    assert [line.digest for line in again.lines] == [line.digest for line in record.lines]
    assert run(capsys, *command, "c.game", "--seed", "8")[0] == 0
    assert read_file(Path("c.game")).header.seed == 8


@pytest.mark.usefixtures("file")
def test_people_play_from_the_position_and_go_on_with_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n\n1\n\nquit\n"))
    seats = ("--seat", "south=me", "--seat", "north=uniform")
    command = ("play", "tiny.yaml", "--at", "A late crisis", "--text", *seats)
    code, out, _ = run(capsys, *command, "--record", "a.game")
    assert code == 0
    assert LATE in out
    assert "Turn 3 of 4" in out
    monkeypatch.setattr("sys.stdin", io.StringIO("quit\n"))
    code, out, _ = run(capsys, "play", "--continue", "--record", "a.game", "--text")
    assert code == 0
    assert LATE in out


@pytest.mark.usefixtures("file")
def test_replay_debrief_and_json_say_where_it_began(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "play", "tiny.yaml", "--at", "A late crisis", "--auto", "--record", "a.game")
    code, out, _ = run(capsys, "replay", "a.game")
    assert (code, LATE in out) == (0, True)
    code, out, _ = run(capsys, "replay", "a.game", "--json")
    assert json.loads(out)["position"] == "A late crisis"
    code, _, _ = run(capsys, "debrief", "a.game", "--out", "a.html")
    assert code == 0
    assert "A late crisis" in Path("a.html").read_text(encoding="utf-8")
    run(capsys, "play", "tiny.yaml", "--auto", "--record", "b.game")
    code, out, _ = run(capsys, "replay", "b.game", "--json")
    assert json.loads(out)["position"] is None


@pytest.mark.usefixtures("file")
def test_an_unknown_position_is_told_with_the_nearest_and_all_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, err = run(capsys, "play", "tiny.yaml", "--at", "A later crisis", "--auto")
    assert (code, out) == (2, "")
    *names, last = err.splitlines()
    assert [name.strip() for name in names[1:]] == ["A late crisis", "An early crisis", "Only news"]
    assert last == (
        "communique play: --at A later crisis: no test of tiny is called so; did you mean "
        '"A late crisis"?'
    )


@pytest.mark.usefixtures("file")
def test_a_position_in_which_nobody_decides_is_refused_with_the_way_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, _, err = run(capsys, "play", "tiny.yaml", "--at", "Only news", "--auto")
    assert code == 2
    assert err.count("\n") == 1
    assert "give the test a `phase` in which one has to" in err


@pytest.mark.usefixtures("file")
def test_the_positions_are_listed_with_their_turns(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "play", "tiny.yaml", "--list-positions")
    assert code == 0
    assert out.splitlines() == [
        "A late crisis (turn 3)", "An early crisis (turn 2)", "Only news (turn 1)",
    ]  # fmt: skip


def test_a_scenario_without_tests_says_so(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(tiny.whole(""), encoding="utf-8")
    code, out, _ = run(capsys, "play", "tiny.yaml", "--list-positions")
    assert (code, out) == (0, "This scenario has no tests, and so no positions to begin in.\n")
    code, _, err = run(capsys, "play", "tiny.yaml", "--at", "x", "--auto")
    assert code == 2
    assert "tiny has no tests" in err


@pytest.mark.usefixtures("file")
def test_a_record_has_its_own_position(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "play", "--continue", "--at", "A late crisis", "--auto")
    assert code == 2
    assert "--at: a record keeps its own" in err


@pytest.mark.parametrize("scenario", ["kuala-lumpur", "nexperia-standoff"])
def test_every_position_of_a_shipped_scenario_is_played_to_its_end(
    scenario: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from game.authoring.load import load
    from game.authoring.shipped import shipped
    from game.bots.seats import make_bots
    from game.rules.compile import compile_rules
    from game.session.driver import play
    from game.session.game import Game
    from game.session.positions import list_positions

    rules = compile_rules(load(shipped()[scenario]))
    for position in list_positions(rules.scenario)[::7]:
        game = Game(rules, 3, position=position)
        play(game, make_bots(rules, dict.fromkeys(rules.sides, "uniform"), 3), {})
        assert game.state.outcome >= 0, position.name
    name = list_positions(rules.scenario)[0].name
    record = str(tmp_path / "a.game")
    assert run(capsys, "play", scenario, "--at", name, "--auto", "--record", record)[0] == 0
