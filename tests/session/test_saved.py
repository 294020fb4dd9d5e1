"""Rule 9.2 for a game whose saving begins late: its record is as if it had been saved all along."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

import pytest
import tiny
from recorded import essence

from game.authoring.load import load
from game.authoring.reading.files import Folder, KeptFiles
from game.bots.seats import make_bots
from game.engine.digest import digest
from game.model.frozen import FrozenMap
from game.model.play import Accepted
from game.model.version import RULES_VERSION
from game.rules.compile import compile_rules
from game.session.driver import play
from game.session.game import Game
from game.session.records import file as file_module
from game.session.records.file import read_file
from game.session.records.record import RecordError, RecordLine
from game.session.records.recorded_actions import read_action
from game.session.records.replay import replay
from game.session.records.saved import Saving, begin_saved, continue_saved
from game.session.translations import Translations

SECRET = """
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3}}
  cool: {side: [north, south], menu: deeds, name: Cool, secret: true, effects: {trust: -3}}
phases:
  deeds: {kind: actions, menus: [deeds], picks: 2, order: together}
  news: {kind: injects}
stages: {main: {phases: [deeds, news]}}
injects: {storm: {chance: 50, once: false, effects: {trust: -5, heat: +1}}}
"""
FRENCH = "language: fr\ntitle: Petit\nactions: {warm: {name: Chaud}, cool: {name: Frais}}\n"
DEEDS = (
    ("north: cool", "Let them guess"),
    ("pause", ""),
    ("note", "They “went out” — for coffee"),
    ("facilitator: set trust 60", ""),
    ("resume", ""),
    ("north: warm", ""),
    ("south: cool", ""),
    ("south: pass", ""),
    ("north: pass", ""),
    ("rewind 7 new luck 7", "Once more"),
    ("south: warm", ""),
    ("south: pass", "time is up"),
    ("north: cool", ""),
    ("rewind 2", ""),
    ("pause", ""),
    ("resume", ""),
    ("north: pass", ""),
    ("south: pass", ""),
    *((f"{side}: pass", "") for side in ("north", "south") * 2),
    ("note", "That was it"),
)
"""A whole game with secret picks, rewinds, notes, a pause, and a side whose time is up."""
SEATS = {"north": "me", "south": "uniform"}
MOMENTS = (*range(0, 13, 2), 13, 15, len(DEEDS))


def kept() -> KeptFiles:
    """The files of the scenario of these games."""
    texts = {"tiny.yaml": written(), "tiny.fr.yaml": FRENCH}
    return KeptFiles("tiny.yaml", FrozenMap(texts))


def written() -> str:
    own = {line.partition(":")[0] for line in SECRET.splitlines()}
    return "\n".join([*(text for key, text in tiny.SECTIONS.items() if key not in own), SECRET])


FILES = kept()
RULES = compile_rules(load(FILES))


def do(game: Game, deeds: Iterable[tuple[str, str]]) -> Game:
    """Does things, all of which must be accepted."""
    for text, note in deeds:
        deed = read_action(text)
        assert deed is not None, text
        answer = game.do(deed, note, timeout=note == "time is up")
        assert isinstance(answer, Accepted), f"{text}: {answer}"
    return game


def played(deeds: Iterable[tuple[str, str]] = DEEDS) -> Game:
    return do(Game(RULES, 5), deeds)


def saving(game: Game, files: Callable[[], KeptFiles] = kept) -> Saving:
    return Saving(game, SEATS, files)


def same(found: Iterable[RecordLine], wanted: Iterable[RecordLine]) -> bool:
    """Whether lines are equal but for the time by the wall clock."""
    found, wanted = list(found), list(wanted)
    times_out = [line.timeout for line in found] == [line.timeout for line in wanted]
    return essence(found) == essence(wanted) and times_out


def test_the_game_of_these_tests_has_something_of_everything() -> None:
    game = played()
    assert game.state.to_move == ()
    assert any(moment.paused for moment in game.moments)
    assert any(line.timeout for line in game.lines)
    assert any(entry.code == "undisclosed" for m in game.moments for e in m.entries
               if (entry := e.shown_to("south")) is not None)  # fmt: skip


@pytest.mark.parametrize("moment", MOMENTS)
def test_9_2_what_was_done_before_is_on_disk_and_replays_to_the_same_digests(
    moment: int, tmp_path: Path
) -> None:
    game, path = played(DEEDS[:moment]), tmp_path / "a.game"
    saved = saving(game)
    saved.begin(path)
    record = read_file(path)
    assert record.torn == 0
    assert list(record.lines) == game.lines
    again = replay(record)
    assert [m.state for m in again.moments] == [m.state for m in game.moments]
    assert [m.paused for m in again.moments] == [m.paused for m in game.moments]
    assert saved.path == path
    saved.close()


@pytest.mark.parametrize("moment", MOMENTS)
def test_9_2_what_is_done_afterwards_is_on_disk_at_once_and_the_game_is_no_other(
    moment: int, tmp_path: Path
) -> None:
    twin = played()
    game, path = played(DEEDS[:moment]), tmp_path / "a.game"
    saved = saving(game)
    saved.begin(path)
    for number, deed in enumerate(DEEDS[moment:], moment + 1):
        do(game, [deed])
        assert same(read_file(path).lines, twin.lines[:number])
    saved.close()
    assert [m.state for m in game.moments] == [m.state for m in twin.moments]
    assert same(replay(read_file(path)).lines, twin.lines)


@pytest.mark.parametrize("moment", MOMENTS)
def test_9_3_a_game_saved_late_is_gone_on_with_to_the_same_end(moment: int, tmp_path: Path) -> None:
    twin, path = played(), tmp_path / "a.game"
    saved = saving(played(DEEDS[:moment]))
    saved.begin(path)
    saved.close()
    game, file, _ = continue_saved(path)
    do(game, DEEDS[moment:])
    file.close()
    assert game.state == twin.state
    assert game.paused == twin.paused
    assert same(read_file(path).lines, twin.lines)


def test_9_1_the_record_has_the_beginning_and_not_the_moment_at_which_saving_began(
    tmp_path: Path,
) -> None:
    game = played()
    saved = saving(game)
    saved.begin(tmp_path / "a.game")
    saved.close()
    header = read_file(tmp_path / "a.game").header
    assert (header.rules, header.seed, dict(header.seats)) == (RULES_VERSION, 5, SEATS)
    assert header.files == FILES
    assert header.digest == digest(game.rules, game.moments[0].state)
    assert header.digest != digest(game.rules, game.state)


def test_9_1_after_a_rewind_with_new_luck_the_record_has_the_seed_of_the_start(
    tmp_path: Path,
) -> None:
    game = played([*DEEDS[:2], ("rewind 0 new luck 99", "")])
    assert game.state.seed == 99
    saved = saving(game)
    saved.begin(tmp_path / "a.game")
    saved.close()
    record = read_file(tmp_path / "a.game")
    assert record.header.seed == 5
    assert replay(record).state == game.state


def test_9_1_a_game_told_in_another_language_is_saved_as_the_game_it_is(tmp_path: Path) -> None:
    game, twin = played(DEEDS[:8]), played()
    french = Translations(game.rules.scenario, FILES).scenario("fr")
    game.use_rules(compile_rules(french))
    saved = saving(game)
    saved.begin(tmp_path / "a.game")
    do(game, DEEDS[8:])
    saved.close()
    record = read_file(tmp_path / "a.game")
    assert same(record.lines, twin.lines)
    assert replay(record).rules.scenario.title == "Tiny"


def test_9_3_bots_play_the_same_game_whenever_its_saving_begins(tmp_path: Path) -> None:
    def played_by_bots(until: int) -> list[tuple[int, str, str, str]]:
        game = played(())
        saved = saving(game)
        path = tmp_path / f"{until}.game"

        def keep(line: RecordLine) -> None:
            if line.number == until:
                raise KeyboardInterrupt

        deciders = make_bots(game.rules, dict.fromkeys(SEATS, "uniform"), 5)
        game.keep_with(keep)
        if until:
            with pytest.raises(KeyboardInterrupt):
                play(game, deciders, {})
        saved.begin(path)
        play(game, deciders, {})
        saved.close()
        return essence(read_file(path).lines)

    whole = played_by_bots(0)
    assert len(whole) > 6
    assert [played_by_bots(until) for until in (1, 2, 4, 6)] == [whole] * 4


# Before, after and without


def test_a_game_that_is_not_saved_has_no_path_and_nothing_to_let_go_of() -> None:
    saved = saving(played(DEEDS[:3]))
    assert saved.path is None
    saved.close()
    saved.close()


def test_a_game_that_is_saved_from_its_start_says_where(tmp_path: Path) -> None:
    game, file = begin_saved(tmp_path / "a.game", FILES, RULES, 5, SEATS)
    saved = Saving(game, SEATS, kept, file)
    assert saved.path == tmp_path / "a.game"
    saved.close()


def test_it_is_let_go_of_once_and_then_nothing_can_be_kept(tmp_path: Path) -> None:
    game = played(DEEDS[:1])
    saved = saving(game)
    saved.begin(tmp_path / "a.game")
    saved.close()
    saved.close()
    before = (tmp_path / "a.game").read_bytes()
    state = game.state
    with pytest.raises(RecordError) as caught:
        do(game, [("north: warm", "")])
    assert caught.value.code == "unwritten"
    assert (game.state, len(game.lines)) == (state, 1)
    assert (tmp_path / "a.game").read_bytes() == before


# Where it can't be saved


class Unsaved:
    """A game in its middle that keeps its lines elsewhere, and a folder in which it isn't saved."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.game = played(DEEDS[:9])
        self.kept: list[RecordLine] = []
        self.game.keep_with(self.kept.append)
        self._moments = list(self.game.moments)
        self._there = self._files()

    def refused(
        self, path: Path, error: type[BaseException], files: Callable[[], KeptFiles] = kept
    ) -> BaseException:
        """What is raised where saving begins there; nothing else may come of it."""
        saved = saving(self.game, files)
        with pytest.raises(error) as caught:
            saved.begin(path)
        self.unharmed(saved)
        return caught.value

    def unharmed(self, saved: Saving) -> None:
        """Nothing is left on disk, and the game goes on as it did, and can be saved elsewhere."""
        assert self._files() == self._there
        assert saved.path is None
        assert self.game.moments == self._moments
        count = len(self.kept)
        do(self.game, [("note", "still here")])
        assert self.kept[count:] == self.game.lines[-1:]
        self._moments = list(self.game.moments)

    def saved_elsewhere(self, path: Path) -> None:
        saved = saving(self.game)
        saved.begin(path)
        saved.close()
        assert list(read_file(path).lines) == self.game.lines

    def _files(self) -> dict[Path, bytes | None]:
        paths = sorted(self.folder.rglob("*"))
        return {path: path.read_bytes() if path.is_file() else None for path in paths}


@pytest.fixture
def unsaved(tmp_path: Path) -> Unsaved:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("dear", encoding="utf-8")
    (tmp_path / "empty.game").write_bytes(b"")
    return Unsaved(tmp_path)


def test_9_2_a_file_or_folder_that_is_there_is_not_touched(
    unsaved: Unsaved, tmp_path: Path
) -> None:
    for path in (tmp_path / "full" / "letter.txt", tmp_path / "empty.game", tmp_path / "full"):
        unsaved.refused(path, FileExistsError)
    unsaved.saved_elsewhere(tmp_path / "a.game")


def test_9_2_neither_is_the_record_of_another_game(unsaved: Unsaved, tmp_path: Path) -> None:
    other = saving(played(DEEDS[:4]))
    other.begin(tmp_path / "other.game")
    other.close()
    Unsaved(tmp_path).refused(tmp_path / "other.game", FileExistsError)
    assert unsaved.folder == tmp_path


def test_9_2_a_folder_that_is_not_there_is_not_made(unsaved: Unsaved, tmp_path: Path) -> None:
    unsaved.refused(tmp_path / "no" / "a.game", FileNotFoundError)
    unsaved.refused(tmp_path / "a\0b.game", ValueError)


@pytest.mark.skipif(sys.platform == "win32", reason="the system says it otherwise")
def test_9_2_what_the_system_refuses_is_passed_on(unsaved: Unsaved, tmp_path: Path) -> None:
    unsaved.refused(tmp_path / "empty.game" / "a.game", NotADirectoryError)
    unsaved.refused(tmp_path / ("a" * 300), OSError)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to write to")
def test_9_2_a_device_is_no_place_for_a_record(unsaved: Unsaved) -> None:
    unsaved.refused(Path("/dev/full"), FileExistsError)
    assert list(Path("/dev").glob(".*.part")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits")
@pytest.mark.parametrize("percent", [0, 20, 80, 99])
def test_9_2_where_there_is_no_room_for_all_there_is_no_file(
    percent: int, unsaved: Unsaved, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    import resource

    path, fine = tmp_path / "a.game", tmp_path_factory.mktemp("fine") / "a.game"
    unsaved.saved_elsewhere(fine)
    most = fine.stat().st_size * percent // 100
    unsaved = Unsaved(tmp_path)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    saved = saving(unsaved.game)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
        with pytest.raises((OSError, RecordError)):
            saved.begin(path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    unsaved.unharmed(saved)
    unsaved.saved_elsewhere(path)


@pytest.mark.parametrize("whole", range(9))
@pytest.mark.parametrize("stop", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()])
def test_9_2_a_line_that_cannot_be_copied_leaves_no_file(
    whole: int,
    stop: BaseException,
    unsaved: Unsaved,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write, lines = file_module._write, [0]

    def failing(file: int, data: bytes) -> None:
        if lines[0] == whole:
            write(file, data[: len(data) // 2])
            raise stop
        lines[0] += 1
        write(file, data)

    with monkeypatch.context() as patch:
        patch.setattr(file_module, "_write", failing)
        error = unsaved.refused(tmp_path / "a.game", (RecordError, KeyboardInterrupt))  # type: ignore[arg-type]
    assert isinstance(error, KeyboardInterrupt) == isinstance(stop, KeyboardInterrupt)
    unsaved.saved_elsewhere(tmp_path / "a.game")


def test_9_1_a_translation_that_cannot_be_kept_leaves_no_file(
    unsaved: Unsaved, tmp_path: Path
) -> None:
    main = tmp_path / "full" / "tiny.yaml"
    main.write_text(written(), encoding="utf-8")
    folder = Folder(main)
    load(folder)
    (tmp_path / "full" / "tiny.fr.yaml").write_bytes("title: Thé\n".encode("latin-1"))
    unsaved = Unsaved(tmp_path)
    unsaved.refused(tmp_path / "a.game", UnicodeDecodeError, folder.keep)
    (tmp_path / "full" / "tiny.fr.yaml").unlink()
    (tmp_path / "full" / "tiny.fr.yaml").mkdir()
    unsaved = Unsaved(tmp_path)
    unsaved.refused(tmp_path / "a.game", OSError, Folder(main).keep)
    (tmp_path / "full" / "tiny.fr.yaml").rmdir()
    unsaved.saved_elsewhere(tmp_path / "a.game")


def test_the_files_are_asked_for_when_saving_begins_and_not_before(tmp_path: Path) -> None:
    def lost() -> NoReturn:
        raise OSError(errno.EIO, "gone")

    saved = saving(played(DEEDS[:2]), lost)
    with pytest.raises(OSError, match="gone"):
        saved.begin(tmp_path / "a.game")
    assert list(tmp_path.iterdir()) == []
