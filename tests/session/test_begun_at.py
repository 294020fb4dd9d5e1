"""Rule 9.6: games that begin in the position of an author's test."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny
from attrs import evolve
from recorded import header_of, line_of, pieces, values_of, wrong_with
from tiny_plays import STAGES, THREE

from game.authoring.load import load
from game.authoring.reading.files import KeptFiles
from game.engine.digest import digest
from game.engine.rehearsal import rehearse
from game.model.decisions import FACILITATOR, Act, read_decision
from game.model.frozen import FrozenMap
from game.model.log_events import TurnBegan
from game.model.play import Accepted
from game.model.version import RULES_VERSION
from game.rules.compile import compile_rules
from game.rules.compiled import Rules
from game.session.game import Game
from game.session.positions import Position, find_position, list_positions
from game.session.records.file import read_file
from game.session.records.games import saved_game
from game.session.records.lines import header_line, read_record
from game.session.records.record import GameRecord, RecordError
from game.session.records.recorded_actions import HandOver, Message, Rewind, read_action
from game.session.records.replay import branch_of, branch_off, refit, replay
from game.session.records.saved import Saving, continue_saved, save

TESTS = """
turns: 4
deals: {aim: {to: [north], cards: {sun: {}, rain: {}}}}
injects: {storm: {at: 2, once: false, effects: {heat: +5}}}
phases:
  news: {kind: injects}
  deeds: {kind: actions, menus: [deeds], order: alternate}
stages: {main: {phases: [news, deeds]}}
each_turn: {heat: +1}
tests:
  - name: A late crisis
    given: {turn: 3, tracks: {trust: 12, heat: 4}, cards: {aim: rain}, fired: {storm: 2}}
    seed: 7
    play: "north: warm"
    then: trust == 15
  - name: South goes first nowhere
    given: {turn: 2}
    play: "south: warm"
    refused: "south: cool"
  - name: Only news
    given: {phase: news}
    then: trust == 50
  - name: A late crisis
    given: {turn: 4}
    then: trust == 50
"""
SEATS = {"north": "me", "south": "me"}


def files(text: str) -> KeptFiles:
    return KeptFiles("tiny.yaml", FrozenMap({"tiny.yaml": tiny.whole(text)}))


def rules_of(text: str = TESTS) -> Rules:
    return compile_rules(load(files(text)))


def game_at(name: str, text: str = TESTS, seed: int | None = None) -> Game:
    rules = rules_of(text)
    position = find_position(rules.scenario, name)
    assert position is not None
    test = position.test(rules.scenario)
    return Game(rules, test.seed if seed is None else seed, position=position)


def do(game: Game, *texts: str) -> Game:
    for text in texts:
        action = read_action(text)
        assert action is not None
        assert isinstance(game.do(action), Accepted), text
    return game


def track(game: Game, id: str) -> int:
    return game.state.tracks[game.rules.index.tracks[id]]


def test_9_6_a_game_begins_in_the_position_before_the_decisions_of_the_test() -> None:
    game = game_at("A late crisis")
    assert (game.state.turn, game.state.to_move, game.state.seed) == (3, ("north",), 7)
    assert (track(game, "trust"), track(game, "heat"), game.state.fired) == (12, 4, (2,))
    assert game.view("north").cards == {"aim": "rain"}
    assert [e.event for e in game.latest if isinstance(e.event, TurnBegan)] == [TurnBegan(3)]
    do(game, "north: warm", "south: pass")
    assert (game.state.turn, track(game, "trust"), track(game, "heat")) == (4, 15, 5)
    do(game, "north: pass", "south: pass")
    assert game.state.to_move == ()


def test_9_6_it_goes_on_as_the_test_does() -> None:
    game = game_at("A late crisis")
    test = game.rules.scenario.tests[0]
    decision = read_decision(test.play[0])
    assert decision is not None
    course = rehearse(game.rules, test.given, [decision], test.seed)
    do(game, test.play[0])
    assert game.state == course.after


def test_9_6_with_another_seed_it_has_other_luck_and_the_same_position() -> None:
    first, second = game_at("A late crisis"), game_at("A late crisis", seed=8)
    assert first.state != second.state
    assert evolve(first.state, seed=0) == evolve(second.state, seed=0)


def test_9_6_where_the_place_is_left_open_it_is_the_first_in_which_a_side_decides() -> None:
    """Nobody can take the test's first decision anywhere, and in the news nobody decides."""
    game = game_at("South goes first nowhere")
    assert game.state.to_move == ("north",)
    assert game.rules.phases[game.state.phase].id == "deeds"


def test_9_6_in_a_phase_in_which_nobody_decides_no_game_begins() -> None:
    with pytest.raises(RecordError) as caught:
        game_at("Only news")
    assert caught.value.code == "position"


def test_9_6_of_tests_with_one_name_the_first_counts() -> None:
    scenario = rules_of().scenario
    names = ["A late crisis", "South goes first nowhere", "Only news"]
    assert [each.name for each in list_positions(scenario)] == names
    assert find_position(scenario, "A late crisis") == Position("A late crisis", 0)
    assert find_position(scenario, "a late crisis") is None


def test_9_6_three_sides_begin_in_a_position_too() -> None:
    text = (
        THREE
        + """
tests:
  - name: Trust is low
    given: {turn: 2, tracks: {trust: 5}, promises: {calm: 1}}
    play: "east: warm"
    then: trust == 8
"""
    )
    game = game_at("Trust is low", text)
    assert game.state.to_move == ("north", "south", "east")
    do(game, "east: warm", "east: pass", "north: pass", "south: warm", "south: pass")
    assert (game.state.turn, track(game, "trust")) == (3, 11)


def test_9_6_a_position_in_another_stage_is_there_from_the_start() -> None:
    text = (
        STAGES
        + """
tests:
  - name: In the storm
    given: {stage: storm, tracks: {heat: 3}}
    then: heat == 3
"""
    )
    game = game_at("In the storm", text)
    assert game.rules.stages[game.state.stage].id == "storm"


# Records


def saved(folder: Path, *texts: str) -> Path:
    path, game = folder / "late.game", game_at("A late crisis")
    file = save(game, path, files(TESTS), SEATS)
    do(game, *texts)
    file.close()
    return path


def test_9_1_the_header_holds_the_name_of_the_position(tmp_path: Path) -> None:
    path = saved(tmp_path, "north: warm")
    header = values_of(path.read_bytes().splitlines(keepends=True)[0])
    assert list(header)[:4] == ["communique", "rules", "seed", "position"]
    assert header["position"] == "A late crisis"
    assert read_file(path).header.position == "A late crisis"
    found = saved_game(path)
    assert found is not None
    assert (found.position, found.turn) == ("A late crisis", 3)


def test_9_4_such_a_game_goes_on_and_is_rewound_to_its_position(tmp_path: Path) -> None:
    path = saved(tmp_path, "north: warm", "south: pass")
    game, file, record = continue_saved(path)
    assert game.position == Position("A late crisis", 0)
    do(game, "north: cool", "rewind 0")
    assert game.state == game.moments[0].state == game_at("A late crisis").state
    do(game, "north: cool")
    file.close()
    again = replay(read_file(path))
    assert again.state == game.state
    assert digest(again.rules, again.moments[0].state) == record.header.digest


def test_9_4_rewinding_with_new_luck_keeps_what_was_dealt() -> None:
    game = game_at("A late crisis")
    game.do(Rewind(0, 99))
    assert (game.state.seed, game.state.cards) == (99, (1,))


def test_9_6_such_a_game_is_told_in_another_language_from_the_same_position() -> None:
    game = do(game_at("A late crisis"), "north: warm")
    scenario = game.rules.scenario
    first, *others = scenario.tests
    translated = evolve(scenario, tests=(evolve(first, name="Une crise tardive"), *others))
    game.use_rules(compile_rules(translated))
    assert game.position is not None
    assert game.position.test(game.rules.scenario).name == "Une crise tardive"
    assert (game.position.name, game.state.turn) == ("A late crisis", 3)
    assert game.view(FACILITATOR).turn == 3


def record() -> GameRecord:
    game = do(game_at("A late crisis"), "north: warm")
    header = evolve(header_of(game, files(TESTS)), position="A late crisis")
    return GameRecord(header, tuple(game.lines))


def test_9_2_a_position_that_the_scenario_has_not_is_refused() -> None:
    header, *lines = pieces(record())
    for name in ("An early crisis", "Only news"):
        forged = line_of({**values_of(header), "position": name})
        assert wrong_with(forged + b"".join(lines)) == ("position", None)


@pytest.mark.parametrize("position", ["", None, 3, ["A late crisis"], True])
def test_9_2_a_position_without_a_name_is_not_understood(position: object) -> None:
    header = {**values_of(pieces(record())[0]), "position": position}
    assert wrong_with(line_of(header)) == ("unread", 1)


@pytest.mark.parametrize("name", ["A\nlate crisis", "\x1b[2J", "\u202e"])
def test_9_2_a_name_that_cannot_be_printed_is_refused(name: str) -> None:
    header = {**values_of(pieces(record())[0]), "position": name}
    assert wrong_with(line_of(header)) == ("character", 1)


def test_9_3_a_record_of_version_1_has_no_position() -> None:
    header = evolve(record().header, rules=1)
    assert RULES_VERSION > 1
    with pytest.raises(RecordError) as caught:
        read_record(header_line(header))
    assert caught.value.code == "unread"
    assert read_record(header_line(evolve(header, position=""))).header.rules == 1


def test_9_3_the_digest_in_the_header_is_that_of_the_position() -> None:
    header, *lines = pieces(record())
    start = values_of(header)
    assert start["digest"] == digest(rules_of(), game_at("A late crisis").state)
    moved = line_of({name: value for name, value in start.items() if name != "position"})
    assert wrong_with(moved + b"".join(lines)) == ("differs", 1)


# After a change of the scenario


def test_a_changed_scenario_goes_on_from_its_position_with_marks_and_words() -> None:
    former = do(game_at("A late crisis"), "north: warm")
    former.decide("south", Act("warm"), by_facilitator=True)
    former.do(Message("north", "south"), recorded=True)
    changed = rules_of(TESTS.replace("trust: 12", "trust: 22"))
    refitted = refit(former, changed)
    assert refitted.complete
    assert track(refitted.game, "trust") == 28
    assert [line.by_facilitator for line in refitted.game.lines] == [False, True, False]
    without = refit(former, rules_of("turns: 4"))
    assert (without.game.position, track(without.game, "trust")) == (None, 56)


def test_a_record_that_is_rewritten_keeps_position_and_words(tmp_path: Path) -> None:
    path, game = tmp_path / "late.game", game_at("A late crisis")
    former = Saving(game, SEATS, lambda: files(TESTS))
    former.begin(path)
    game.do(Message("north", "south"), "Hallo")
    game.do(HandOver("south", "expert"))
    changed = TESTS.replace("trust: 12", "trust: 22")
    again = refit(game, rules_of(changed)).game
    saving = Saving(again, SEATS, lambda: files(changed))
    saving.take_place_of(former)
    again.do(Message("south", "north"), "Goodbye")
    saving.close()
    kept = read_file(path)
    assert kept.header.position == "A late crisis"
    assert [line.note for line in kept.lines] == ["Hallo", "", "Goodbye"]
    assert replay(kept).new_players == {"south": "expert"}


def test_9_6_a_game_that_is_played_on_from_a_moment_began_in_the_same_position(
    tmp_path: Path,
) -> None:
    game = do(game_at("A late crisis"), "north: warm", "south: warm")
    branch = branch_of(game, 2)
    assert branch.position == game.position is not None
    path = tmp_path / "on.game"
    save(branch, path, files(TESTS), SEATS).close()
    kept = read_file(path)
    for again in (replay(kept), branch_off(kept, 2), branch_of(replay(kept), 2)):
        assert again.position == game.position
        assert again.state == game.moments[1].state
