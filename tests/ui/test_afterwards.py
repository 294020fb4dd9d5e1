"""After the end: playing again, the report and where it is saved, and the menu."""

from __future__ import annotations

import errno
from html.parser import HTMLParser
from pathlib import Path

import lookedback
import pytest
import tinydesk
from drawing import SIZES, dos, drawn, misfits, texts, unreadable

from game.bots.seats import ME, UNIFORM
from game.model.decisions import Decision
from game.session.deeds import Note
from game.ui.app import App
from game.ui.desk import Desk
from game.ui.hindsight import Hindsight
from game.ui.intents import Do
from game.ui.report import report
from game.ui.report_file import file_name, write_report
from game.ui.screen import GoOn, Pop, Push, Replace
from game.ui.screens.again import Again
from game.ui.screens.menu import Menu
from game.ui.screens.over import Over
from game.ui.screens.save_report import SaveReport
from game.ui.screens.setup import Setup
from game.ui.screens.step import screen_for


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return lookedback.ended(tmp_path)


def saving(desk: Desk) -> SaveReport:
    return SaveReport(desk, Hindsight(tinydesk.sitting(desk)), tinydesk.Empty())


# Getting there


@pytest.mark.parametrize(
    ("key", "verb", "screen"), [("a", "again", Again), ("r", "report", SaveReport)]
)
def test_both_are_reached_by_key_and_by_mouse(
    desk: Desk, key: str, verb: str, screen: type
) -> None:
    over = Over(desk)
    assert over.keys[key] == Do(verb)
    for width, height, text in SIZES:
        assert Do(verb) in dos(drawn(over, (width, height), text))
    answer = over.handle(Do(verb))
    assert isinstance(answer, Push)
    assert isinstance(answer.screen, screen)


def test_where_words_have_no_room_signs_stand_for_them(desk: Desk) -> None:
    over = Over(desk)
    page = drawn(over)
    words = [type(each).__name__ for each in over._leave(page, 2000)]
    assert words == ["Button"] * 4
    for room, signs in ((420, 2), (0, 3)):
        found = over._leave(page, room)
        names = [type(each).__name__ for each in found]
        assert names == ["SignButton"] * signs + ["Button"] * (4 - signs), room
        assert [each.do.verb for each in found] == ["home", "again", "report", "replay"]


def test_from_the_overview_escape_opens_the_menu_which_steps_back_into_the_game(desk: Desk) -> None:
    over, sitting = Over(desk), tinydesk.sitting(desk)
    over.handle(Do("tab", "tracks"))
    over.handle(over.keys["escape"])
    answer = over.handle(over.keys["escape"])
    assert isinstance(answer, Push)
    menu = answer.screen
    assert isinstance(menu, Menu)
    assert Do("pause") not in dos(drawn(menu))
    app = App(desk, tinydesk.Empty(), screen_for, (1280, 720))
    app.stack += [over, menu]
    app.do(Do("step-back"))
    app.do(Do("yes"))
    assert sitting.state.to_move
    assert app.screen.name == "curtain"


# Playing again


def test_playing_again_keeps_scenario_and_seats_and_draws_another_seed(tmp_path: Path) -> None:
    desk = tinydesk.playing(tmp_path, {"south": UNIFORM})
    before = tinydesk.sitting(desk)
    tinydesk.finish(before.game)
    again = Again(desk)
    assert again.keys["enter"] == Do("fresh")
    assert again.handle(Do("fresh")) == GoOn()
    after = tinydesk.sitting(desk)
    assert after is not before
    assert after.seats == {"north": ME, "south": UNIFORM}
    assert after.game.rules.scenario.id == before.game.rules.scenario.id
    assert (after.game.lines, after.game.moments[0].state.seed == 1) == ([], False)
    assert after.saving is not None
    assert before.saving is not None
    assert after.saving.path != before.saving.path


def test_the_same_luck_is_the_same_seed(desk: Desk) -> None:
    start = tinydesk.sitting(desk).game.moments[0].state
    again = Again(desk)
    assert f"Seed {start.seed}" in texts(drawn(again))
    assert again.handle(again.keys["s"]) == GoOn()
    assert tinydesk.sitting(desk).game.moments[0].state == start


def test_a_game_gone_on_with_can_be_played_again_without_its_scenario(tmp_path: Path) -> None:
    desk = lookedback.ended(tmp_path)
    path = desk.saved()[0].path
    desk.leave()
    (tmp_path / "tiny.yaml").unlink()
    desk.go_on(path)
    assert Again(desk).handle(Do("fresh")) == GoOn()
    assert tinydesk.sitting(desk).state.turn == 1


def test_a_game_that_is_saved_no_more_can_be_played_again(desk: Desk) -> None:
    tinydesk.sitting(desk).stop_saving()
    assert Again(desk).handle(Do("fresh")) == GoOn()


def test_others_may_play_with_the_seats_as_they_were_at_first(tmp_path: Path) -> None:
    desk = tinydesk.playing(tmp_path, {"south": UNIFORM})
    answer = Again(desk).handle(Do("seats"))
    assert isinstance(answer, Replace)
    assert isinstance(answer.screen, Setup)
    assert answer.screen._seats == {"north": ME, "south": UNIFORM}
    answer.screen.handle(Do("seat", "south", ME))
    assert answer.screen.handle(Do("begin")) == GoOn()
    assert tinydesk.sitting(desk).people == ("north", "south")


def test_what_can_not_be_played_again_is_said_and_nothing_is_lost(desk: Desk) -> None:
    sitting = tinydesk.sitting(desk)

    def gone() -> None:
        raise OSError(errno.EIO, "Input/output error")

    sitting.kept = gone  # type: ignore[assignment]
    for verb in ("fresh", "same", "seats"):
        assert Again(desk).handle(Do(verb)) is None
        assert "from the title" in desk.toast
    assert desk.sitting is sitting
    assert Again(desk).handle(Do("back")) == Pop()


# The report


class _Read(HTMLParser):
    """The texts of a page, and whether every tag is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append(data.strip())


def test_the_report_tells_all_that_is_open_after_the_end(desk: Desk) -> None:
    game = tinydesk.sitting(desk).game
    game.do(Note(), "They smiled <a lot> & left.")
    told = _Read(report(Hindsight(tinydesk.sitting(desk)))).texts
    for text in (
        "Outcome: Spring",
        "The ice breaks.",
        "North: 48",
        "A win · par 30 · 18 above",
        "What it cost",
        "What was agreed: The pact",
        "Some wood",
        "Left on the table",
        "North: Offer 2",
        "Noted at the time: Half is enough.",
        "South: Hide wood",
        "Turn 1, Monday",
        "Turn 2: They smiled <a lot> & left.",
        "Nobody had shut the windows¹.",
        "1. The ice gazette, 2025-01-02",
        "Shut windows",
        "Seed 1",
    ):
        assert text in told, (text, told)
    assert any(text.startswith("The heat: Cold") for text in told)


def test_the_report_speaks_the_language_that_is_spoken(desk: Desk) -> None:
    desk.change(language="fr")
    page = report(Hindsight(tinydesk.sitting(desk)))
    # The tiny scenario has no French: it is told in its own.
    assert '<html lang="en">' in page


def test_what_was_taken_back_is_not_told(tmp_path: Path) -> None:
    desk = lookedback.begun(tmp_path)
    sitting = tinydesk.sitting(desk)
    lookedback.one_turn(sitting)
    sitting.step_back()
    sitting.game.decide("south", sitting.asking("south").legal.moves[0])
    lookedback.finish(sitting)
    kept = [
        moment.line.deed
        for moment in sitting.game.history()
        if moment.line is not None and isinstance(moment.line.deed, Decision)
    ]
    assert all("scold" not in str(deed) for deed in kept)
    assert "South: Scold" not in report(Hindsight(sitting))


def test_a_scenario_with_nothing_but_turns_has_a_report_too(tmp_path: Path) -> None:
    desk = tinydesk.playing(tmp_path, text="turns: 1")
    tinydesk.finish(tinydesk.sitting(desk).game)
    _Read(report(Hindsight(tinydesk.sitting(desk))))


# Saving it


def test_it_is_saved_beside_the_game_with_two_keys_and_says_where(desk: Desk) -> None:
    screen, game = saving(desk), tinydesk.sitting(desk).saving
    assert game is not None
    assert game.path is not None
    screen.handle(screen.keys["enter"])
    assert screen.saved == game.path.resolve().with_suffix(".html")
    assert screen.saved.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    told = texts(drawn(screen))
    assert screen.saved.name in told
    assert str(screen.saved.parent) in told.replace("\n", "")
    assert screen.handle(screen.keys["enter"]) == Pop()


def test_no_file_is_overwritten(desk: Desk) -> None:
    found = []
    for _ in range(3):
        screen = saving(desk)
        screen.handle(Do("save"))
        assert screen.saved is not None
        found.append(screen.saved.name)
    stem = found[0].removesuffix(".html")
    assert found == [f"{stem}.html", f"{stem}-2.html", f"{stem}-3.html"]


def test_a_folder_or_a_path_can_be_chosen(desk: Desk, tmp_path: Path) -> None:
    screen = saving(desk)
    screen.typing.clear(str(tmp_path))
    screen.handle(Do("save"))
    assert screen.saved == (tmp_path / file_name(Hindsight(tinydesk.sitting(desk)))).resolve()
    screen = saving(desk)
    screen.typing.clear(str(tmp_path / "debrief of monday"))
    screen.handle(Do("save"))
    assert screen.saved == (tmp_path / "debrief of monday.html").resolve()


def test_a_pill_leads_to_a_folder_and_keeps_the_name(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.ui.screens.save_file.report_folders", lambda: {"documents": tmp_path})
    screen = saving(desk)
    assert {Do("folder", "beside"), Do("folder", "documents")} <= set(dos(drawn(screen)))
    screen.typing.clear("monday.html")
    screen.handle(Do("folder", "documents"))
    assert screen.typing.text == str(tmp_path / "monday.html")
    screen.handle(Do("folder", "nonsense"))
    assert screen.typing.text == str(tmp_path / "monday.html")


def test_a_game_that_is_not_saved_has_a_report_all_the_same(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.ui.screens.save_file.report_folders", lambda: {"home": tmp_path})
    tinydesk.sitting(desk).stop_saving()
    screen = saving(desk)
    screen.handle(Do("save"))
    assert screen.saved == (tmp_path / "tiny.html").resolve()


def full(_file: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_told_and_leaves_nothing_behind(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = set(desk.games.iterdir())
    screen = saving(desk)
    monkeypatch.setattr("os.fsync", full)
    screen.handle(Do("save"))
    assert screen.saved is None
    assert "No space left on device" in screen.trouble
    assert str(desk.games.resolve())[:40] in screen.trouble
    assert set(desk.games.iterdir()) == before
    assert misfits(drawn(screen)) == []
    monkeypatch.undo()
    screen.handle(Do("save"))
    assert screen.saved is not None


@pytest.mark.parametrize("path", ["nowhere/report.html", "a-file/report.html", ""])
def test_where_it_can_not_be_written_a_sentence_says_so(
    desk: Desk, tmp_path: Path, path: str
) -> None:
    (tmp_path / "a-file").write_text("a file where a folder should be", encoding="utf-8")
    screen = saving(desk)
    screen.typing.clear(str(tmp_path / path) if path else "  ")
    screen.handle(Do("save"))
    assert screen.saved is None
    assert screen.trouble
    page = drawn(screen)
    assert misfits(page) == []
    screen.handle(Do("typed", "x"))
    assert screen.trouble == ""
    assert screen.handle(Do("back")) == Pop()


def test_what_is_written_is_whole(tmp_path: Path) -> None:
    path = write_report(tmp_path / "r.html", "é")
    assert path.read_text(encoding="utf-8") == "é"
    assert [each.name for each in tmp_path.iterdir()] == ["r.html"]
    assert write_report(path, "è") == tmp_path / "r-2.html"


# How it looks


@pytest.mark.parametrize(("width", "height", "text"), SIZES)
@pytest.mark.parametrize("code", ["en", "fr"])
def test_the_dialogs_fit_and_can_be_read(
    desk: Desk, tmp_path: Path, code: str, width: int, height: int, text: float
) -> None:
    desk.change(language=code)
    troubled, done = saving(desk), saving(desk)
    troubled.typing.clear(str(tmp_path / ("long" * 30) / ("name" * 30)))
    troubled.handle(Do("save"))
    done.handle(Do("save"))
    for screen in (Again(desk), saving(desk), troubled, done):
        page = drawn(screen, (width, height), text)
        assert misfits(page) == []
        if width == 1280:
            assert unreadable(page) == []
