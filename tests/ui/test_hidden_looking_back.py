"""Words that the facilitator hid stay hidden where the record of a room is looked back at."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny
import tiny_program
import tinyroom
from drawing import drawn, texts

from game.presenter.debrief.debrief import debrief_of, saying_sentences
from game.presenter.hot_seat import HotSeat
from game.presenter.report.report import report
from game.room.events import WordsHidden
from game.session.records.recorded_actions import Message
from game.ui.page.screen import Push
from game.ui.program.program import Program
from game.ui.screens.looking_back.debrief_commands import OpenReplay
from game.ui.screens.looking_back.over import Over
from game.ui.screens.replaying.replay import Replay
from game.ui.screens.replaying.timeline import GoToLine


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """The record of a room in which one message is hidden and one isn't."""
    room = tinyroom.open_room(tmp_path / "room", f"{tiny.TABLE}talk: open\n")
    tinyroom.sit(room, "cho", "south")
    for text in ("A foolish message.", "A kind message."):
        assert room.order(1, [Message("south", "north")], text, "") is None
    assert room.do(WordsHidden(1, 1, True)) is None
    path = room.folder.record(1)
    room.close()
    return path


def opened(folder: Path, record: Path) -> tuple[Program, HotSeat]:
    program = tiny_program.program(folder)
    hot_seat = program.go_on(record)
    tiny_program.finish(hot_seat.game)
    return program, hot_seat


def test_the_window_neither_tells_nor_saves_them(tmp_path: Path, record: Path) -> None:
    _, hot_seat = opened(tmp_path, record)
    debrief = debrief_of(hot_seat)
    told = " ".join(saying_sentences(debrief)) + report(debrief)
    assert "foolish" not in told
    assert told.count("A kind message.") == 2


def test_the_replay_does_not_tell_them(tmp_path: Path, record: Path) -> None:
    program, _ = opened(tmp_path, record)
    answer = Over(program).handle(OpenReplay())
    assert isinstance(answer, Push)
    screen = answer.screen
    assert isinstance(screen, Replay)
    screen.handle(GoToLine(1))
    told = texts(drawn(screen, (1280, 720)))
    assert "foolish" not in told
    assert "hidden these words" in told
    screen.handle(GoToLine(2))
    assert "A kind message." in texts(drawn(screen, (1280, 720)))


def test_where_the_room_can_not_be_read_all_words_are_hidden(tmp_path: Path, record: Path) -> None:
    (record.parent / "room.journal").write_bytes(b"nonsense\n")
    _, hot_seat = opened(tmp_path, record)
    told = " ".join(saying_sentences(debrief_of(hot_seat)))
    assert "message." not in told
