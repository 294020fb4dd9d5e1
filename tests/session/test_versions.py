"""Rule 9.3: games of version 1 of the rules, which are replayed and go on as they were played."""

from pathlib import Path

import pytest
import tiny
from attrs import evolve
from recorded import TINY, bots_record, header_of, new_game
from tiny import SMALL, TABLE, Game

from game.bots.seats import make_bots
from game.engine.digest import digest
from game.model.decisions import FACILITATOR, PUBLIC, read_move
from game.model.play import Accepted
from game.model.refusals import Refusal
from game.model.version import REPLAYABLE_VERSIONS, RULES_VERSION
from game.rules.compile import compile_rules
from game.rules.layout import flatten
from game.session.game import Game as SessionGame
from game.session.records.lines import header_line, read_record
from game.session.records.record import GameRecord, RecordError
from game.session.records.replay import replay
from game.session.records.saved import Saving, continue_saved, save
from game.words.wording import Wording

STORM = TABLE + "injects: {storm: {at: 9}}\n"


def old(text: str = STORM) -> Game:
    """A game by version 1 of the rules."""
    return Game(compile_rules(tiny.scenario(text), 1))


def test_9_3_new_games_are_played_by_todays_version() -> None:
    assert Game().rules.version == RULES_VERSION == max(REPLAYABLE_VERSIONS)


@pytest.mark.parametrize("version", [0, RULES_VERSION + 1])
def test_9_3_there_are_no_rules_of_other_versions(version: int) -> None:
    with pytest.raises(ValueError, match=f"no version {version}"):
        compile_rules(tiny.scenario(), version)


def test_9_3_in_version_1_the_numbers_of_a_state_end_with_the_tenth() -> None:
    game, new = old().play(f"south: {SMALL}"), Game(STORM).play(f"south: {SMALL}")
    numbers, more = flatten(game.rules, game.state), flatten(new.rules, new.state)
    assert more == [*numbers, 0, *[0, 0, -1], *[-1, -1, -1]]


def test_9_3_in_version_1_nothing_can_be_held_and_the_refusal_says_why() -> None:
    game = old()
    for deed in ("hold storm", "release storm", "hold calm"):
        assert game.refused(f"facilitator: {deed}") == "later-rules"
    assert game.refused("north: hold storm") == "facilitator-only"
    assert not [move for move in game.moves(FACILITATOR) if move.startswith(("hold", "release"))]
    session = SessionGame(game.rules, 1)
    move = read_move("hold storm")
    assert move is not None
    answer = session.decide(FACILITATOR, move)
    assert isinstance(answer, Refusal)
    sentence = Wording(game.rules.scenario).refusal(answer, PUBLIC)
    assert "version 1" in sentence
    assert "version 2" in sentence


def test_9_3_in_version_1_no_view_has_last_offers() -> None:
    game = old().play(f"south: {SMALL}")
    assert game.view("north").tables["pact"].offer
    assert not game.view("north").tables["pact"].last_offers


def record_of_version_1() -> GameRecord:
    game = SessionGame(compile_rules(new_game().rules.scenario, 1), 1)
    for side, move in (("north", "warm"), ("south", "cool")):
        decided = read_move(move)
        assert decided is not None
        assert isinstance(game.decide(side, decided), Accepted)
    return GameRecord(header_of(game), tuple(game.lines))


def test_9_3_a_record_of_version_1_is_replayed_by_version_1() -> None:
    record = record_of_version_1()
    assert record.header.rules == 1
    assert replay(record).rules.version == 1


def test_9_3_a_game_of_version_1_goes_on_by_version_1_in_any_language(tmp_path: Path) -> None:
    game = replay(record_of_version_1())
    game.use_rules(compile_rules(game.rules.scenario))
    assert game.rules.version == 1
    save(game, tmp_path / "old.game", TINY, {"north": "me", "south": "me"}).close()
    again, file, record = continue_saved(tmp_path / "old.game")
    assert (record.header.rules, again.rules.version) == (1, 1)
    warm = read_move("warm")
    assert warm is not None
    again.decide("north", warm)
    file.close()
    copy = Saving(again, {"north": "me", "south": "me"}, lambda: TINY)
    copy.begin(tmp_path / "copy.game")
    copy.close()
    kept = read_record((tmp_path / "copy.game").read_bytes())
    assert kept.header.rules == 1
    assert digest(replay(kept).rules, replay(kept).state) == digest(again.rules, again.state)


def test_9_3_records_of_both_versions_are_read_and_of_no_other() -> None:
    record = record_of_version_1()
    for version in REPLAYABLE_VERSIONS:
        assert read_record(header_line(evolve(record.header, rules=version))).lines == ()
    for version in (0, RULES_VERSION + 1):
        with pytest.raises(RecordError) as caught:
            read_record(header_line(evolve(record.header, rules=version)))
        assert caught.value.code == "other-rules"


@pytest.mark.parametrize("who", ["uniform", "hawk", "expert"])
def test_9_3_bots_of_every_kind_go_on_playing_a_game_of_version_1(who: str) -> None:
    text = STORM + "personas: {hawk: {name: Hawk, tracks: {trust: 1}}}\n"
    scenario = tiny.scenario(text)
    moves = []
    for version in REPLAYABLE_VERSIONS:
        game = SessionGame(compile_rules(scenario, version), 1)
        bots = make_bots(game.rules, {"south": who}, 1)
        moves.append(str(bots["south"](game.asking("south"))))
    assert moves[0] == moves[1]


def test_a_record_of_bots_bears_todays_version() -> None:
    assert bots_record(TINY, 1).header.rules == RULES_VERSION
