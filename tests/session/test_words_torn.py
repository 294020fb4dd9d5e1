"""The file with the words of messages is torn or emptied, or has wrong bits.

The game goes on, no words are changed, and who opens the record is told that some can't be read.
"""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import tiny

from game.authoring.reading.files import KeptFiles
from game.cli import main
from game.model.frozen import FrozenMap
from game.model.play import Accepted
from game.rules.compile import compile_rules
from game.session.game import Game
from game.session.records.file import read_file, words_path
from game.session.records.record import RecordError
from game.session.records.recorded_actions import Message
from game.session.records.saved import continue_saved, save

TEXT = tiny.whole("")
FILES = KeptFiles("tiny.yaml", FrozenMap({"tiny.yaml": TEXT}))
SAID = ["Shall we meet?", "Not a word to anyone… “never”", "At eight."]


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """The record of a game in which messages were written."""
    path = tmp_path / "monday.game"
    game = Game(compile_rules(tiny.scenario("")), 1)
    file = save(game, path, FILES, {"north": "me", "south": "me"})
    for words in SAID:
        assert isinstance(game.do(Message("north", "south"), words), Accepted)
    file.close()
    return path


def words_of(record: Path) -> tuple[list[str], int]:
    """What the messages of a record say, and how many of them are told to be unreadable."""
    read = read_file(record)
    return [line.note for line in read.lines], read.unread_words


def test_torn_anywhere_it_has_the_words_before_and_tells_of_the_others(record: Path) -> None:
    path = words_path(record)
    whole = path.read_bytes()
    ends = [at + 1 for at, byte in enumerate(whole) if byte == ord("\n")]
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        # A line is complete without the end of it, too.
        left = sum(end - 1 <= length for end in ends)
        is_torn = length not in (0, *ends, *(end - 1 for end in ends))
        assert words_of(record) == (
            SAID[:left] + [""] * (3 - left),
            3 - left if is_torn else 0,
        ), length


def test_with_a_wrong_bit_anywhere_no_words_are_changed_and_it_is_told(record: Path) -> None:
    path = words_path(record)
    whole = path.read_bytes()
    for place in range(len(whole)):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << place % 8
        path.write_bytes(flipped)
        words, unread = words_of(record)
        assert all(word in (said, "") for word, said in zip(words, SAID, strict=True))
        assert 1 <= unread == words.count("") <= 2, place


@pytest.mark.parametrize("damage", ["torn", "empty", "bit", "binary"])
def test_the_game_goes_on_and_later_words_are_kept(damage: str, record: Path) -> None:
    path = words_path(record)
    whole = path.read_bytes()
    damaged = {
        "torn": whole[:-9],
        "empty": b"",
        "bit": whole[:20] + b"#" + whole[21:],
        "binary": bytes(range(256)) * 9,
    }
    path.write_bytes(damaged[damage])
    before, _ = words_of(record)
    game, file, _ = continue_saved(record)
    assert isinstance(game.do(Message("south", "north"), "Then at nine."), Accepted)
    file.close()
    assert words_of(record)[0] == [*before, "Then at nine."]


def test_9_7_no_line_stands_for_words_that_were_not_kept(record: Path) -> None:
    game, file, _ = continue_saved(record)
    words_path(record).unlink()
    words_path(record).mkdir()
    with pytest.raises(RecordError, match="unwritten"):
        game.do(Message("south", "north"), "Then at nine.")
    # It may be killed now: nothing of the message stands in the record.
    assert len(read_file(record).lines) == len(SAID)
    words_path(record).rmdir()
    assert isinstance(game.do(Message("south", "north"), "Then at ten."), Accepted)
    file.close()
    assert words_of(record)[0] == ["", "", "", "Then at ten."]


def test_what_is_no_file_of_words_at_all_leaves_the_record_as_it_is(record: Path) -> None:
    path = words_path(record)
    path.unlink()
    assert words_of(record) == (["", "", ""], 0)
    path.mkdir()
    assert words_of(record) == (["", "", ""], 3)


def test_every_command_that_opens_the_record_tells_it(
    record: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    path = words_path(record)
    path.write_bytes(path.read_bytes()[:-9])
    report = str(record.with_name("report.html"))
    for words in (
        ["replay", str(record)],
        ["debrief", str(record), "--unfinished", "--budget", "0", "--out", report],
        ["play", "--continue", "--record", str(record), "--text"],
    ):
        assert main(words) == 0
        said = capsys.readouterr().err
        assert f"{path}: the words of 1 message can’t be read" in said, words
        assert "restore it from a copy" in said
