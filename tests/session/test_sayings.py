"""Rules 9.7 and 10.4: what people say to each other, seats handed over, the facilitator's words."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
import tiny
from recorded import TINY, header_of, line_of, new_game, pieces, tiny_record, values_of, wrong_with
from tiny_plays import THREE

from game.engine.digest import digest
from game.model.decisions import FACILITATOR, PUBLIC, Act, Decision, Move, Pass, SetTrack
from game.model.play import Accepted
from game.model.refusals import Refusal
from game.rules.compile import compile_rules
from game.session.game import Game
from game.session.records.file import delete_words, read_file, words_path
from game.session.records.lines import header_line, line_bytes, read_record
from game.session.records.record import GameRecord
from game.session.records.recorded_actions import (
    LONGEST_MESSAGE,
    Announce,
    HandOver,
    Message,
    RecordedAction,
    Rewind,
    read_action,
)
from game.session.records.replay import replay
from game.session.records.saved import Saving, continue_saved, save
from game.session.said_and_done import sayings

SEATS = """
sides:
  north:
    name: North
    brief: B
    score: [{label: S, points: trust}]
    seats: {envoy: {name: Envoy}, aide: {name: Aide}}
  south: {name: South, brief: B, score: [{label: S, points: trust}], seats: {cook: {name: Cook}}}
"""
ME = {"north": "me", "south": "me"}


def code(answer: Accepted | Refusal) -> str:
    assert isinstance(answer, Refusal)
    return answer.code


def heard(game: Game, reader: str) -> list[str]:
    return [saying.words for saying in sayings(game, reader)]


def tell(game: Game, text: str, words: str) -> Accepted | Refusal:
    action = read_action(text)
    assert isinstance(action, Message)
    return game.do(action, words)


# Who may read what


def test_9_7_words_reach_their_audience_and_nobody_else() -> None:
    game = Game(tiny.rules(SEATS), 1)
    for number, (sender, to) in enumerate(
        [("north", "all"), ("north", "south"), ("north.envoy", "south"), ("south", "north.aide"),
         ("south.cook", "north.envoy"), ("south", "south")]
    ):  # fmt: skip
        assert isinstance(tell(game, f"{sender} tells {to}", str(number)), Accepted)
    audiences = {
        FACILITATOR: "012345", PUBLIC: "0", "north": "012", "south": "01235", "north.envoy": "0124",
        "north.aide": "0123", "south.cook": "012345",
    }  # fmt: skip
    assert {reader: "".join(heard(game, reader)) for reader in audiences} == audiences


def test_9_7_what_a_seat_writes_to_a_side_its_whole_side_reads_and_to_a_seat_nobody_else() -> None:
    game = Game(tiny.rules(SEATS), 1)
    for to in ("south", "north", "all", "south.cook", "north.aide"):
        tell(game, f"north.envoy tells {to}", to)
    own = ["south", "north", "all", "south.cook", "north.aide"]
    assert heard(game, "north.envoy") == own
    assert heard(game, "north") == own[:3]
    assert heard(game, "north.aide") == [*own[:3], "north.aide"]
    assert heard(game, "south") == ["south", "all"]
    assert heard(game, "south.cook") == ["south", "all", "south.cook"]
    assert heard(game, PUBLIC) == ["all"]


def test_9_7_of_three_sides_the_third_learns_nothing_of_what_two_write() -> None:
    game = Game(tiny.rules(THREE), 1)
    tell(game, "north tells east", "Between us")
    tell(game, "east tells all", "Good morning")
    assert heard(game, "south") == heard(game, PUBLIC) == ["Good morning"]
    assert heard(game, "north") == heard(game, "east") == ["Between us", "Good morning"]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("east tells north", "Hallo", "unknown-side"),
        ("north tells east", "Hallo", "unknown-side"),
        ("all tells north", "Hallo", "unknown-side"),
        ("all tells all", "Hallo", "unknown-side"),
        ("facilitator tells north", "Hallo", "unknown-side"),
        ("north.cook tells south", "Hallo", "unknown-seat"),
        ("north tells south.envoy", "Hallo", "unknown-seat"),
        ("north tells south", " \n\x00", "no-words"),
        ("north tells south", "x" * (LONGEST_MESSAGE + 1), "too-long"),
    ],
)
def test_9_7_words_of_nobody_to_nobody_none_and_too_many_are_refused(
    text: str, words: str, expected: str
) -> None:
    game = Game(tiny.rules(SEATS), 1)
    assert code(tell(game, text, words)) == expected
    assert game.lines == []


def test_9_7_up_to_500_characters_are_sent() -> None:
    game = Game(tiny.rules(), 1)
    assert isinstance(tell(game, "north tells south", "é" * LONGEST_MESSAGE), Accepted)
    assert heard(game, "south") == ["é" * LONGEST_MESSAGE]


def test_9_7_words_change_neither_state_nor_digest_nor_whose_turn_it_is() -> None:
    game = Game(tiny.rules(), 1)
    before = game.state
    tell(game, "south tells north", "Hurry up")
    game.do(HandOver("south", "uniform"))
    game.do(Announce(), "Ten minutes left")
    assert game.state is before
    assert {line.digest for line in game.lines} == {digest(game.rules, before)}
    assert game.asking("north").taken == 0


def test_9_7_what_was_said_and_who_plays_outlasts_stepping_back() -> None:
    game = Game(tiny.rules(), 1)
    game.decide("north", Act("warm"))
    tell(game, "north tells south", "Now you")
    game.do(HandOver("south", "expert"))
    game.do(Announce(), "A break")
    game.do(Rewind(0))
    assert heard(game, "south") == ["Now you", "A break"]
    assert game.new_players == {"south": "expert"}
    assert game.state.tracks == game.moments[0].state.tracks


# Seats


def test_9_7_a_seat_is_handed_to_a_bot_that_can_play_it_or_to_people() -> None:
    personas = "personas: {dove: {name: Dove, sides: [south]}}\n"
    game = Game(tiny.rules(personas), 1)
    for player in ("me", "uniform", "expert", "dove"):
        assert isinstance(game.do(HandOver("south", player)), Accepted)
    assert code(game.do(HandOver("north", "dove"))) == "unknown-who"
    assert code(game.do(HandOver("east", "me"))) == "unknown-side"
    assert game.players({"north": "me", "south": "uniform"}) == {"north": "me", "south": "dove"}


def test_9_7_a_game_goes_on_with_those_who_play_it_now(tmp_path: Path) -> None:
    game = new_game()
    file = save(game, tmp_path / "a.game", TINY, ME)
    game.do(HandOver("south", "expert"))
    game.do(HandOver("north", "uniform"))
    game.do(HandOver("north", "me"))
    file.close()
    again, file, record = continue_saved(tmp_path / "a.game")
    file.close()
    assert dict(record.header.seats) == ME
    assert again.players(record.header.seats) == {"north": "me", "south": "expert"}


# The file of words


def saved_talk(folder: Path) -> tuple[Game, Path]:
    """A saved game in which three things were said."""
    game, path = new_game(), folder / "a.game"
    file = save(game, path, TINY, ME)
    tell(game, "north tells south", "First")
    game.decide("north", Act("warm"))
    tell(game, "south tells all", "Second\n\u201cindeed\u201d \U0001f54a")
    file.close()
    return game, path


def notes(path: Path) -> list[str]:
    return [line.note for line in read_file(path).lines]


def test_9_7_words_stand_beside_the_record_and_are_read_with_it(tmp_path: Path) -> None:
    game, path = saved_talk(tmp_path)
    assert b"First" not in path.read_bytes()
    assert read_file(path).lines == tuple(game.lines)
    first = values_of(words_path(path).read_bytes().splitlines(keepends=True)[0])
    header_sum = path.read_bytes().split(b"\n")[0][-10:-2].decode()
    assert first == {"n": 1, "of": header_sum, "words": "First"}
    again, file, _ = continue_saved(path)
    tell(again, "north tells south", "Third")
    file.close()
    assert notes(path) == ["First", "", "Second\n\u201cindeed\u201d \U0001f54a", "Third"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights.")
def test_9_7_only_its_owner_may_read_what_people_wrote(tmp_path: Path) -> None:
    _, path = saved_talk(tmp_path)
    assert stat.S_IMODE(words_path(path).stat().st_mode) == 0o600


def test_9_7_without_the_words_the_record_replays_to_the_same_digests(tmp_path: Path) -> None:
    game, path = saved_talk(tmp_path)
    assert delete_words(path)
    assert not delete_words(path)
    again = replay(read_file(path))
    assert [line.digest for line in again.lines] == [line.digest for line in game.lines]
    assert [saying.words for saying in sayings(again, FACILITATOR)] == ["", ""]
    assert heard(again, "north") == ["", ""]
    copy = Saving(again, ME, lambda: TINY)
    copy.begin(tmp_path / "copy.game")
    copy.close()
    assert notes(tmp_path / "copy.game") == ["", "", ""]
    assert not words_path(tmp_path / "copy.game").exists()


def test_9_7_words_that_were_changed_moved_or_cut_off_count_as_deleted(tmp_path: Path) -> None:
    _, path = saved_talk(tmp_path)
    data = words_path(path).read_bytes()
    whole = notes(path)
    for at in range(0, len(data), 7):
        changed = bytearray(data)
        changed[at] ^= 1
        words_path(path).write_bytes(bytes(changed))
        found = notes(path)
        assert all(note in (there, "") for note, there in zip(found, whole, strict=True))
        assert found.count("") > whole.count("") or chr(data[at]) == "\n"
        words_path(path).write_bytes(data[:at])
        assert all(note in (there, "") for note, there in zip(notes(path), whole, strict=True))


def test_9_7_words_of_another_record_are_not_taken_for_those_of_this_one(tmp_path: Path) -> None:
    _, path = saved_talk(tmp_path)
    other = new_game(seed=2)
    file = save(other, tmp_path / "b.game", TINY, ME)
    tell(other, "north tells south", "Other")
    file.close()
    words_path(tmp_path / "b.game").write_bytes(words_path(path).read_bytes())
    assert notes(tmp_path / "b.game") == [""]


def test_9_7_after_a_line_of_words_that_was_cut_off_the_next_is_whole(tmp_path: Path) -> None:
    _, path = saved_talk(tmp_path)
    words_path(path).write_bytes(words_path(path).read_bytes()[:-9])
    game, file, _ = continue_saved(path)
    tell(game, "north tells south", "Third")
    file.close()
    assert notes(path) == ["First", "", "", "Third"]


def test_9_7_no_file_of_words_is_too_large_to_be_read(tmp_path: Path) -> None:
    _, path = saved_talk(tmp_path)
    kept, words = notes(path), words_path(path).read_bytes()
    with words_path(path).open("wb") as file:
        for _ in range(66):
            file.write(b"x" * 2**20 + b"\n")  # 66 MiB, of which no line is ours
        file.write(words)
    assert notes(path) == kept


def test_9_7_of_words_kept_twice_for_a_line_the_last_count(tmp_path: Path) -> None:
    """A process may die between the words and the line that refers to them."""
    _, path = saved_talk(tmp_path)
    path.write_bytes(path.read_bytes()[:-5])
    game, file, _ = continue_saved(path)
    tell(game, "south tells all", "Again")
    file.close()
    assert notes(path) == ["First", "", "Again"]


def test_9_7_where_words_cannot_be_kept_nothing_was_said(tmp_path: Path) -> None:
    game, path = new_game(), tmp_path / "a.game"
    words_path(path).mkdir()
    file = save(game, path, TINY, ME)
    with pytest.raises(Exception, match="unwritten"):
        tell(game, "north tells south", "First")
    assert game.lines == []
    assert isinstance(game.decide("north", Act("warm")), Accepted)
    file.close()
    assert len(read_file(path).lines) == 1


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="There are no links to refuse.")
def test_9_7_words_are_never_written_through_a_link(tmp_path: Path) -> None:
    game, path = new_game(), tmp_path / "a.game"
    (tmp_path / "precious").write_bytes(b"kept\n")
    words_path(path).symlink_to(tmp_path / "precious")
    file = save(game, path, TINY, ME)
    with pytest.raises(Exception, match="unwritten"):
        tell(game, "north tells south", "First")
    file.close()
    assert (tmp_path / "precious").read_bytes() == b"kept\n"


# The facilitator's words and decisions


def test_10_4_an_announcement_is_read_by_everybody_and_has_words() -> None:
    game = Game(tiny.rules(SEATS), 1)
    assert code(game.do(Announce(), "\u202e ")) == "no-words"
    assert isinstance(game.do(Announce(), "News\nThe bridge is open"), Accepted)
    for reader in (FACILITATOR, PUBLIC, "north", "south", "north.envoy"):
        assert heard(game, reader) == ["News\nThe bridge is open"]


def test_10_4_what_the_facilitator_decides_for_a_side_is_its_decision_and_is_marked() -> None:
    game, own = Game(tiny.rules(), 1), Game(tiny.rules(), 1)
    answer = game.decide("north", Act("warm"), by_facilitator=True)
    assert isinstance(answer, Accepted)
    assert answer == own.decide("north", Act("warm"))
    assert [line.by_facilitator for line in game.lines] == [True]
    assert game.lines[0].digest == own.lines[0].digest
    assert game.asking("north").taken == 1
    assert code(game.decide("north", Pass(), by_facilitator=True)) == "not-your-turn"
    again = replay(read_record(header_line(header_of(game)) + line_bytes(game.lines[0])))
    assert again.lines == game.lines


@pytest.mark.parametrize(
    "action", [Decision(FACILITATOR, SetTrack("trust", 1)), Announce(), HandOver("north", "me")]
)
def test_10_4_only_a_decision_of_a_side_can_be_so_marked(action: RecordedAction) -> None:
    with pytest.raises(ValueError, match="no decision of a side"):
        Game(tiny.rules(), 1).do(action, "words", by_facilitator=True)


@pytest.mark.parametrize(
    "change",
    [
        {"do": "announce"},
        {"do": "facilitator: set trust 3"},
        {"timeout": True},
        {"facilitator": 1},
        {"facilitator": False},
    ],
)
def test_10_4_a_mark_that_nothing_can_have_is_not_understood(change: dict[str, object]) -> None:
    record = tiny_record([("north: warm", "")])
    line = values_of(pieces(record)[1])
    marked = {"n": 1, "do": line["do"], "facilitator": True, **line}
    data = line_of({**marked, **change})
    assert wrong_with(pieces(record)[0] + data) == ("unread", 2)


def test_9_3_in_version_1_there_are_neither_words_nor_seats_nor_decisions_for_a_side() -> None:
    game = Game(compile_rules(tiny.scenario(), 1), 1)
    for action in (Announce(), HandOver("south", "me"), Message("north", "south")):
        assert code(game.do(action, "words")) == "later-rules"
    move: Move = Act("warm")
    assert code(game.decide("north", move, by_facilitator=True)) == "later-rules"
    assert isinstance(game.decide("north", move), Accepted)
    record = GameRecord(header_of(game), tuple(game.lines))
    forged = line_of({"n": 2, "do": "announce", "note": "x", "at": "", "digest": "0" * 16})
    assert wrong_with(b"".join(pieces(record)) + forged) == ("refused", 3)


@pytest.mark.parametrize("talk", ["none", "offers"])
def test_9_7_where_the_scenario_lets_nobody_write_messages_are_refused(talk: str) -> None:
    game = Game(tiny.rules(f"{tiny.TABLE}talk: {talk}\n"), 1)
    assert code(tell(game, "north tells south", "Hallo")) == "no-talk"
    assert isinstance(game.do(Announce(), "The facilitator may speak"), Accepted)


def test_9_7_in_another_language_what_was_said_and_who_plays_is_the_same() -> None:
    game = new_game()
    tell(game, "north tells south", "Hallo")
    game.do(HandOver("south", "expert"))
    game.use_rules(compile_rules(game.rules.scenario))
    assert heard(game, "south") == ["Hallo"]
    assert game.new_players == {"south": "expert"}
