"""`communique host` with a campaign, as it is typed and in browsers."""

from __future__ import annotations

import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import talkroom
from browsing import NEEDS_CHROMIUM, WAIT, RealRoom
from browsing import browser as browser
from browsing import hosted as in_browsers
from playwright.sync_api import Browser, Page, expect
from test_host_command import first_line, hosted

from game.cli import main
from game.model.decisions import FACILITATOR, Decision, Stop
from game.room.chapters import begin_next
from game.room.events import Joined, NoteTaken, Seated
from game.room.kept_room import read_slips
from game.room.room import Room


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a campaign and its scenario, where one stands."""
    for path in talkroom.CAMPAIGNS.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def end(room: Room, outcome: str, table: int) -> None:
    assert room.order(table, [Decision(FACILITATOR, Stop(outcome))]) is None


def two_chapters(folder: Path) -> Path:
    """The folder of a room with two tables, of which one plays the second chapter."""
    room = talkroom.open_campaign(folder, 2)
    assert room.do(Joined("ann", "Ann", "en")) is None
    assert room.do(Seated("ann", 1, "north", "")) is None
    assert room.do(NoteTaken(2, 1, 0, "They never asked.", "2026-12-03T09:10:00+00:00")) is None
    end(room, "rupture", 1)
    end(room, "unsettled", 2)
    following = begin_next(room, ())
    room.close()
    end(following, "unsettled", 2)
    talkroom.close(following)
    return folder


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """The exit code, and what was printed to stderr."""
    code = main([*words])
    return code, capsys.readouterr().err


def test_a_campaign_is_hosted_and_opened_again_at_the_same_address(here: Path) -> None:
    options = "--json", "--port", "0"
    with hosted("three-talks.yaml", *options, "--folder", "room", "--tables", "2") as process:
        room = first_line(process)
        assert room["folder"] == str(here / "room")
        assert len(room["slips"]) == 4
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        assert process.stderr is not None
        assert f"communique host --continue {here / 'room'}" in process.stderr.read()
    assert (here / "room" / "1-first" / "table-2.game").is_file()
    with hosted("--continue", "room", "--json") as process:
        assert first_line(process) == room


@pytest.mark.usefixtures("here")
def test_seats_of_a_campaign_get_bots() -> None:
    with hosted(
        "three-talks.yaml", "--json", "--port", "0", "--folder", "room", "--seat", "south=s_hard"
    ) as process:
        assert {slip["side"] for slip in first_line(process)["slips"]} == {"north"}


def test_what_is_wrong_is_said_with_the_way_out(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    room = two_chapters(here / "room")
    for words, wanted in (
        (["host", "three-talks.yaml", "--rehearse"],
         "--rehearse: three-talks.yaml is a campaign; rehearse each of its scenarios"),
        (["host", "three-talks.yaml", "--folder", "room"],
         "--folder room: it isn't empty; name another, or open the room that is in it: "
         "communique host --continue room"),
        (["host", "three-talks.yaml", "--seat", "west=uniform"],
         "--seat west=uniform: nobody is \"west\" at first in the campaign; the seats are north, "
         "south"),
        (["host", "--continue", "room/2-second"],
         f"{room / '2-second'}: this is one chapter of a campaign; open its room with communique "
         f"host --continue {room}"),
        (["play", "--continue", "--record", "room", "--text"],
         "room: this campaign is played in a room; open it with communique host --continue room"),
    ):  # fmt: skip
        code, errors = said(capsys, *words)
        assert code in (1, 2)
        assert errors == f"communique {words[0]}: {wanted}\n"
    assert main(["play", "three-talks.yaml", "--auto", "--seed", "1", "--record", "save"]) == 0
    capsys.readouterr()
    code, errors = said(capsys, "host", "--continue", "save")
    assert code == 1
    assert "continue it with communique play --continue --record" in errors


def test_a_room_of_a_campaign_has_reports_of_each_chapter_and_table(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    room = two_chapters(here / "room")
    assert main(["debrief", "room", "--budget", "0"]) == 0
    told = capsys.readouterr().out
    assert told.count("1. A talk: Rupture: North") == 1
    assert "\nTable 2\n" in told
    reports = {str(path.relative_to(room)) for path in room.glob("*/*.html")}
    assert reports == {"1-first/table-1.html", "1-first/table-2.html", "2-second/table-2.html"}
    report = (room / "1-first" / "table-2.html").read_text(encoding="utf-8")
    assert "They never asked." in report
    code, errors = said(capsys, "debrief", "room", "--json")
    assert code == 2
    assert "room/1-first/table-1.game or room/1-first/table-2.game or room/2-second" in errors


def test_papers_have_the_slips_of_the_room(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    room = two_chapters(here / "room")
    slips = read_slips(room / "2-second").slips
    words = "print", "talk.yaml:brief", "--room", "room", "--out", "kit.html"
    assert said(capsys, *words) == (0, "")
    kit = (here / "kit.html").read_text(encoding="utf-8")
    assert all(slip.code in kit.replace(" ", "") for slip in slips)


@pytest.fixture
def room(browser: Browser, tmp_path: Path) -> Iterator[RealRoom]:
    campaign = "leaders-and-officials"
    with in_browsers(browser, tmp_path / "room", campaign) as room:
        yield room


def end_on(console: Page) -> None:
    """Ends the game on the console."""
    console.click("#more-open")
    console.check("#more .sure input")
    console.click("#more button:has-text('End')")
    console.wait_for_selector(".panel.results")


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@NEEDS_CHROMIUM
def test_pages_that_are_open_go_along_to_the_next_chapter(room: RealRoom) -> None:
    phone = room.open_slip(room.device(390, 844), "eu", next(
        seat for _, side, seat in room.slips if side == "eu"
    ), name="Anna")  # fmt: skip
    wall, console = room.open(room.device(), "/wall"), room.console(room.device())
    expect(wall.locator("h1")).to_have_text("Kuala Lumpur, short")
    styles = phone.locator("link[href*='sides.css']").get_attribute("href")
    end_on(console)
    console.click("#chapter-next summary")
    console.check("#chapter-next .sure input")
    console.click("#chapter-next button")
    for page in (phone, wall, console):
        # A page whose request was lost asks again after ten seconds.
        expect(page.locator("body")).to_contain_text("Chapter 2 of 3", timeout=2 * WAIT)
    expect(phone.locator(".chapter h2")).to_have_text("Export Control Dialogue, short")
    assert phone.locator("link[href*='sides.css']").get_attribute("href") != styles
    expect(wall.locator(".come-in")).to_contain_text("Anna")
