"""Rule 9.2 on disk: a record appears whole, and each line is there before the game goes on."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from stat import S_ISDIR
from types import FrameType
from typing import Any

import pytest
from attrs import evolve
from recorded import (
    TINY,
    header_of,
    new_game,
    tiny_record,
)
from watched_files import Watched

from game.bots.seats import make_bots
from game.model.decisions import Move
from game.model.play import Accepted
from game.session import clock as clock_module
from game.session import game as game_module
from game.session.driver import Decide, play
from game.session.game import DecisionRequest, Game
from game.session.records import file as file_module
from game.session.records.file import RecordFile, read_file
from game.session.records.lines import header_line
from game.session.records.record import GameRecord, RecordError, RecordLine
from game.session.records.recorded_actions import RecordedAction, read_action
from game.session.records.replay import replay
from game.session.records.saved import begin_saved, continue_saved
from game.words.error_words import describe_record_error

RULES = new_game().rules
HEADER = header_of(Game(RULES, 1))
SEATS = {"north": "uniform", "south": "uniform"}
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other names and locks")


def deed(text: str) -> RecordedAction:
    found = read_action(text)
    assert found is not None, text
    return found


def begun(folder: Path) -> tuple[Game, RecordFile]:
    """A game that is saved, two lines long."""
    game, file = begin_saved(folder / "a.game", TINY, RULES, 1, SEATS)
    for text in ("north: warm", "south: cool"):
        assert isinstance(game.do(deed(text)), Accepted)
    return game, file


def failing(code: int, times: int = 10**9) -> Callable[..., Any]:
    """A call to the system that goes wrong."""
    calls = iter(range(times))

    def fail(*_args: object, **_named: object) -> None:
        if next(calls, None) is not None:
            raise OSError(code, os.strerror(code))

    return fail


# A new file


def test_9_2_a_new_record_is_its_header_and_nothing_else_lies_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.game"
    with RecordFile.create(path, HEADER):
        assert path.read_bytes() == header_line(HEADER)
        assert list(tmp_path.iterdir()) == [path]
    assert read_file(path) == GameRecord(HEADER, ())


@POSIX
def test_9_2_a_name_as_long_as_the_system_allows_is_fine(tmp_path: Path) -> None:
    with RecordFile.create(tmp_path / ("a" * 200 + ".game"), HEADER) as file:
        assert read_file(file.path).header == HEADER


STEPS = {
    "syncing": {"os.fsync": failing(errno.EIO)},
    "linking and renaming": {
        "os.link": failing(errno.EPERM),
        "pathlib.Path.rename": failing(errno.EIO),
    },
    "syncing the folder": {"game.session.records.file.sync_folder": failing(errno.EIO)},
    "opening what was written": {"game.session.records.file.os.fstat": failing(errno.EIO)},
}


@pytest.mark.parametrize("step", STEPS)
def test_9_2_where_a_step_fails_no_file_appears_and_nothing_is_left(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, fail in STEPS[step].items():
        monkeypatch.setattr(name, fail)
    with pytest.raises(OSError):  # noqa: PT011
        RecordFile.create(tmp_path / "a.game", HEADER)
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []
    RecordFile.create(tmp_path / "a.game", HEADER).close()


@pytest.mark.parametrize("links", [True, False])
def test_9_2_a_file_that_is_there_is_never_touched(
    links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.game"
    path.write_bytes(b"dear to somebody")
    before = path.stat()
    if not links:
        monkeypatch.setattr("os.link", failing(errno.EPERM))
    with pytest.raises(FileExistsError):
        RecordFile.create(path, HEADER)
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == b"dear to somebody"
    assert path.stat().st_mtime_ns == before.st_mtime_ns


@POSIX
@pytest.mark.parametrize("target", ["nowhere", "folder"])
def test_9_2_neither_is_a_link_or_a_folder(target: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    path = tmp_path / "a.game"
    path.symlink_to(tmp_path / target)
    for taken in (path, tmp_path / "folder"):
        with pytest.raises(FileExistsError):
            RecordFile.create(taken, HEADER)
    assert path.is_symlink()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.game", "folder"]


def test_9_2_a_file_system_without_links_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.link", failing(errno.EPERM))
    with RecordFile.create(tmp_path / "a.game", HEADER) as file:
        assert list(tmp_path.iterdir()) == [file.path]
        assert read_file(file.path).header == HEADER


@POSIX
@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP])
def test_9_2_so_will_one_that_cannot_sync_a_folder(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def fsync(file: int) -> None:
        if S_ISDIR(os.fstat(file).st_mode):
            raise OSError(code, os.strerror(code))
        real(file)

    monkeypatch.setattr("os.fsync", fsync)
    with RecordFile.create(tmp_path / "a.game", HEADER) as file:
        assert read_file(file.path).header == HEADER


# The order of things


def test_9_2_each_line_is_written_and_synced_before_the_next_decision_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = Watched(tmp_path, monkeypatch)
    game, file = begin_saved(tmp_path / "a.game", TINY, RULES, 1, SEATS)
    if sys.platform != "win32":
        assert watched.events == ["fsync .part", "link", "fsync folder"]
    watched.events.clear()

    def watching(decide: Decide) -> Decide:
        def asked(asking: DecisionRequest) -> Move:
            watched.events.append("asked")
            assert read_file(file.path) == GameRecord(
                read_file(file.path).header, tuple(game.lines)
            )
            return decide(asking)

        return asked

    with file:
        play(
            game, {side: watching(bot) for side, bot in make_bots(game.rules, SEATS, 1).items()}, {}
        )
    assert len(game.lines) == 6
    assert watched.events == ["asked", "write .game", "fsync .game"] * 6


def test_9_2_a_line_that_the_system_takes_in_bits_is_written_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, sizes = os.write, iter([1, 2, 3, 5, 8, 13, 21, 34] * 1000)
    game, file = begin_saved(tmp_path / "a.game", TINY, RULES, 1, SEATS)
    monkeypatch.setattr(os, "write", lambda file, data: real(file, data[: next(sizes)]))
    with file:
        play(game, make_bots(game.rules, SEATS, 1), {})
    monkeypatch.undo()
    assert replay(read_file(file.path)).lines == game.lines


# What can't be written


def full_amid_a_line() -> Callable[[int, bytes], int]:
    """Writes half a line, and then the disk is full."""
    real, room = os.write, [True]

    def write(file: int, data: bytes) -> int:
        if room:
            room.clear()
            return real(file, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return write


FAULTS: dict[str, dict[str, Callable[..., Any]]] = {
    "look": {"fstat": failing(errno.ESTALE)},
    "make room": {"ftruncate": failing(errno.EIO)},
    "seek": {"lseek": failing(errno.EIO)},
    "write": {"write": failing(errno.ENOSPC)},
    "write half": {"write": full_amid_a_line()},
    "sync": {"fsync": failing(errno.EIO)},
}


@pytest.mark.parametrize("text", ["north: warm", "pause", "rewind 0 new luck 5", "note"])
@pytest.mark.parametrize("fault", FAULTS)
def test_9_2_what_cannot_be_written_has_not_happened_and_can_be_done_again(
    fault: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = {"write": full_amid_a_line()} if fault == "write half" else FAULTS[fault]
    game, file = begun(tmp_path)
    with file:
        before, state, lines = file.path.read_bytes(), game.state, list(game.lines)
        for name, fail in faults.items():
            monkeypatch.setattr(os, name, fail)
        with pytest.raises(RecordError) as caught:
            game.do(deed(text), "Words")
        monkeypatch.undo()
        assert caught.value.code == "unwritten"
        assert str(caught.value.values["reason"]) in describe_record_error(caught.value)
        assert game.state is state
        assert (game.lines, game.paused) == (lines, False)
        assert file.path.read_bytes() == before
        # There is space again.
        assert isinstance(game.do(deed(text), "Other words"), Accepted)
        assert isinstance(game.do(deed("facilitator: end")), Accepted)
        assert replay(read_file(file.path)).lines == game.lines


@pytest.mark.parametrize("name", ["write", "fsync"])
def test_9_2_even_where_nothing_can_be_cut_off_the_record_is_whole_and_can_go_on(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    game, file = begun(tmp_path)
    real, cuts = os.ftruncate, iter([os.ftruncate])

    def ftruncate(to: int, length: int) -> None:
        next(cuts, failing(errno.EIO))(to, length)

    with file:
        monkeypatch.setattr(os, "ftruncate", ftruncate)
        faults = {"write": full_amid_a_line(), "fsync": failing(errno.ENOSPC)}
        monkeypatch.setattr(os, name, faults[name])
        with pytest.raises(RecordError) as caught:
            game.do(deed("north: warm"))
        assert caught.value.values["reason"] == os.strerror(errno.ENOSPC)
        found = read_file(file.path)
        assert found.lines[:2] == tuple(game.lines)
        assert (found.torn > 0) == (name == "write")
        monkeypatch.undo()
        assert os.ftruncate is real
        game.do(deed("north: cool"))
        assert replay(read_file(file.path)).lines == game.lines


# Somebody else


@pytest.mark.parametrize("other", [b"\n", b'{"n":3}\n', b"more"])
def test_9_2_where_another_has_written_to_the_file_nothing_is_added(
    other: bytes, tmp_path: Path
) -> None:
    game, file = begun(tmp_path)
    with file.path.open("ab") as theirs:
        theirs.write(other)
    after = file.path.read_bytes()
    with file:
        for _ in range(2):
            with pytest.raises(RecordError) as caught:
                game.do(deed("north: warm"))
            assert caught.value.code == "changed"
            assert file.path.read_bytes() == after
    assert len(game.lines) == 2


def test_9_2_so_it_is_where_we_could_not_write_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    game, file = begun(tmp_path)
    with file:
        with monkeypatch.context() as full:
            full.setattr(os, "write", full_amid_a_line())
            with pytest.raises(RecordError):
                game.do(deed("north: warm"))
        with file.path.open("ab") as theirs:
            theirs.write(b"more")
        with pytest.raises(RecordError) as caught:
            game.do(deed("north: warm"))
    assert caught.value.code == "changed"
    assert file.path.read_bytes().endswith(b"more")


def test_9_2_where_another_has_cut_the_file_nothing_is_added(tmp_path: Path) -> None:
    game, file = begun(tmp_path)
    os.truncate(file.path, 20)
    with file, pytest.raises(RecordError) as caught:
        game.do(deed("north: warm"))
    assert caught.value.code == "changed"
    assert file.path.stat().st_size == 20


@POSIX
@pytest.mark.parametrize("replaced", [False, True])
def test_9_2_a_file_that_was_removed_or_replaced_is_told_at_once(
    replaced: bool, tmp_path: Path
) -> None:
    """As editors and services that copy files do it: else the rest would be lost unnoticed."""
    game, file = begun(tmp_path)
    other = tmp_path / "other"
    other.write_bytes(file.path.read_bytes())
    if replaced:
        other.rename(file.path)
    else:
        file.path.unlink()
    with file, pytest.raises(RecordError) as caught:
        game.do(deed("north: warm"))
    assert caught.value.code == "removed"
    assert len(game.lines) == 2


def test_9_2_of_two_who_go_on_with_one_record_the_second_is_refused(tmp_path: Path) -> None:
    _, file = begun(tmp_path)
    file.close()
    (first, one, _), (second, two, _) = continue_saved(file.path), continue_saved(file.path)
    with one, two:
        assert isinstance(first.do(deed("north: warm")), Accepted)
        with pytest.raises(RecordError) as caught:
            second.do(deed("north: cool"))
        assert caught.value.code == "changed"
        assert isinstance(first.do(deed("south: warm")), Accepted)
    assert replay(read_file(file.path)).lines == first.lines


@pytest.mark.parametrize("by", [-1, 1])
def test_9_2_a_file_that_changes_while_it_is_opened_is_refused(by: int, tmp_path: Path) -> None:
    _, file = begun(tmp_path)
    file.close()
    before = file.path.read_bytes()
    with pytest.raises(RecordError) as caught:
        RecordFile(file.path, len(before) + by, 2)
    assert caught.value.code == "changed"
    assert file.path.read_bytes() == before


def test_9_2_lines_are_added_in_order_only(tmp_path: Path) -> None:
    lines = tiny_record().lines
    with RecordFile.create(tmp_path / "a.game", HEADER) as file:
        for number in (0, 2, 3):
            with pytest.raises(ValueError, match=f"line {number} after 0 lines"):
                file.append(evolve(lines[0], number=number))
        for line in lines[:4]:
            file.append(line)
        for number in (3, 6):
            with pytest.raises(ValueError, match=f"line {number} after 4 lines"):
                file.append(evolve(lines[0], number=number))
    assert read_file(file.path).lines == lines[:4]


# A torn last line


@pytest.mark.parametrize("torn", [1, 60, 5000])
def test_9_2_a_torn_line_stays_until_another_takes_its_place(torn: int, tmp_path: Path) -> None:
    game, file = begun(tmp_path)
    file.close()
    whole = file.path.read_bytes()
    file.path.write_bytes(whole + b"{" * torn)
    again, file, record = continue_saved(file.path)
    with file:
        assert record.torn == torn
        assert file.path.read_bytes() == whole + b"{" * torn
        assert again.lines == game.lines
        again.do(deed("north: warm"))
        assert read_file(file.path) == GameRecord(record.header, tuple(again.lines))


# Interrupts


OURS = (file_module.__file__, game_module.__file__, clock_module.__file__)


def interrupted(act: Callable[[], object], nth: int) -> bool:
    """Does something that Ctrl-C strikes at the nth instruction of ours that handles the file.

    Says whether there are that many.
    """
    left = iter(range(nth))

    def trace(frame: FrameType, event: str, _arg: object) -> Callable[..., Any] | None:
        if frame.f_code.co_filename not in OURS:
            return None
        frame.f_trace_opcodes = True
        if event == "opcode" and next(left, None) is None:
            raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        act()
    except KeyboardInterrupt:
        return True
    finally:
        sys.settrace(before)
    return False


@pytest.mark.parametrize("text", ["north: warm", "pause", "rewind 1"])
def test_9_2_an_interrupt_anywhere_leaves_a_record_that_fits_the_game_that_goes_on(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _file: None)  # so many files take long
    struck, nth = True, 0
    while struck:
        folder = tmp_path / str(nth)
        folder.mkdir()
        game, file = begun(folder)
        with file:
            struck = interrupted(partial(game.do, deed(text)), nth)
            counted, found = len(game.lines), read_file(file.path).lines
            assert counted in ((2, 3) if struck else (3,))
            assert found[:counted] == tuple(game.lines)
            assert len(found) <= 3
            assert game.paused == (counted == 3 and text == "pause")
            if not game.paused:
                assert isinstance(game.do(deed(f"{game.state.to_move[0]}: cool")), Accepted)
            game.do(deed("facilitator: end"))
            assert read_file(file.path).lines == tuple(game.lines)
        nth += 1
    assert nth > 100


def test_9_2_a_line_on_disk_that_the_game_never_counted_makes_way_for_the_next(
    tmp_path: Path,
) -> None:
    game, file = begun(tmp_path)

    def interrupting(line: RecordLine) -> None:
        file.append(line)
        raise KeyboardInterrupt

    with file:
        for text in ("north: warm", "pause"):
            game.keep_with(interrupting)
            with pytest.raises(KeyboardInterrupt):
                game.do(deed(text))
            found = read_file(file.path).lines
            assert (found[:-1], str(found[-1].action)) == (tuple(game.lines), text)
            game.keep_with(file.append)
            game.do(deed(f"{game.state.to_move[0]}: cool"))
            assert replay(read_file(file.path)).lines == game.lines


@pytest.mark.filterwarnings(
    "ignore:Exception ignored in. <_io:pytest.PytestUnraisableExceptionWarning"
)
def test_9_2_an_interrupt_anywhere_in_the_making_leaves_a_whole_header_or_no_file(
    tmp_path: Path,
) -> None:
    path, struck, nth, whole = tmp_path / "a.game", True, 0, 0
    while struck:
        struck = interrupted(lambda: RecordFile.create(path, HEADER).close(), nth)
        if path.exists():
            whole += 1
            assert path.read_bytes() == header_line(HEADER)
            path.unlink()
        nth += 1
    assert nth > 100
    assert 0 < whole < nth


def test_9_2_to_a_closed_record_nothing_can_be_added(tmp_path: Path) -> None:
    game, file = begun(tmp_path)
    before, lines = file.path.read_bytes(), list(game.lines)
    file.close()
    with (tmp_path / "another").open("w+b"):  # takes the number that the record had
        with pytest.raises(RecordError) as caught:
            game.do(deed("north: warm"))
        assert caught.value.code == "unwritten"
    assert (file.path.read_bytes(), game.lines) == (before, lines)
