"""Real rooms from joining to the end: the command hosts them, and people click in browsers.

Each device is a browser with cookies of its own. Nothing waits for a time: everything waits for
what a page shows.
"""

from __future__ import annotations

from pathlib import Path

from browsing import IN_A_BROWSER, RealRoom, browser, hosted
from clicking import (
    confirm,
    decide,
    draft,
    look_again,
    next_asked,
    picks,
    press,
    select,
    turn_to,
)
from playwright.sync_api import Browser, Page, expect

from game.web.limits import TO_NOTICE

__all__ = ["browser"]
pytestmark = IN_A_BROWSER
TAKE_PEN = "form:has(input[value=pen]) button"
ARGUMENT = "An auditor tells you where a magnet went."
STATEMENT = "We met as partners, and parted as partners."
MESSAGE = "Shall we talk before Busan?"


class Workshop:
    """A facilitator's console, the wall, and six devices of two teams."""

    def __init__(self, room: RealRoom) -> None:
        self.room = room
        desk = room.device(1440, 900)
        self.console, self.wall = room.console(desk), room.open(desk, "/wall")
        self.ann = self.seat_by_hand("Ann")
        self.bob = room.sit(room.device(), "eu", "president")
        self.cleo = self.type_slip("eu", "industry")
        self.dan = room.sit(room.device(390, 844), "china", "premier")
        self.emil = room.sit(room.device(768, 1024, script=False), "china", "commerce")
        self.fay = room.sit(room.device(), "china", "foreign")

    def seat_by_hand(self, name: str) -> Page:
        """A phone on which the room code is typed, and which the facilitator seats."""
        phone = self.room.wait(self.room.device(360, 740), name)
        waiting = self.console.locator(f".waiting form:has-text('{name}')")
        waiting.locator("select").select_option("1/eu/commissioner")
        waiting.locator("button").click()
        phone.wait_for_url("**/seat?tab=papers")
        phone.goto(phone.url.replace("papers", "decide"))
        return phone

    def type_slip(self, side: str, seat: str) -> Page:
        """A phone with text at 200 %, on which the code of a slip is typed."""
        phone = self.room.type_slip(self.room.device(390, 844, text=200), side, seat)
        phone.goto(phone.url.replace("papers", "decide"))
        assert phone.evaluate("getComputedStyle(document.body).fontSize") == "34px"
        return phone

    @property
    def people(self) -> tuple[Page, ...]:
        """The devices on which the module runs."""
        return (self.ann, self.bob, self.cleo, self.dan, self.fay)

    def play_until(self, selector: str) -> None:
        """Both pens decide until something stands on their pages, on Ann's at the latest."""
        pens = [self.ann, self.dan]
        while True:
            page = next_asked(pens)
            assert page is not None, "the game is over"
            if any(each.locator(selector).count() for each in pens):
                break
            decide(page)
        expect(self.ann.locator(selector)).to_be_visible()


def test_two_teams_play_from_joining_to_the_end(browser: Browser, tmp_path: Path) -> None:
    with hosted(browser, tmp_path / "room", "kuala-lumpur", "--seed", "1") as room:
        at = Workshop(room)
        for page in (at.console, at.wall, *at.people):
            assert not page.evaluate("isSecureContext")
            page.evaluate("window.loaded = true")
        select_together_and_hand_the_pen_on(at)
        decide_without_the_module(at)
        write_to_the_others(at)
        fire_an_event_and_step_back(at)
        draft_together_and_argue(at)
        state_in_own_words(at)
        while (asked := next_asked([at.ann, at.dan])) is not None:
            decide(asked)
        all_see_the_end(at)
        for page in (at.console, at.wall, *at.people):
            assert page.evaluate("window.loaded"), "it was loaded again"


def select_together_and_hand_the_pen_on(at: Workshop) -> None:
    at.bob.click(TAKE_PEN)
    select(at.bob)
    for page in (at.ann, at.cleo):
        expect(page.locator(".card.picked")).to_have_count(1)
        expect(page.locator(".picked-by")).to_contain_text("President of the European Council")
    at.ann.click(TAKE_PEN)
    expect(at.ann.locator(".pen.mine")).to_be_visible()
    at.bob.click("button:has-text('I agree')")
    expect(at.ann.locator(".tray .agreement")).to_be_visible()
    press(at.ann, confirm(at.ann, "actions"))
    expect(at.wall.locator(".sides .side-eu.ready")).to_be_visible()


def decide_without_the_module(at: Workshop) -> None:
    look_again(at.emil)
    at.emil.click(TAKE_PEN)
    select(at.emil)
    step = at.dan.locator("[data-step]").first.get_attribute("data-step") or ""
    press(at.emil, confirm(at.emil, "actions"))
    expect(at.dan.locator("[data-step]").first).not_to_have_attribute("data-step", step)
    at.dan.click(TAKE_PEN)
    expect(at.dan.locator(".pen.mine")).to_be_visible()


def write_to_the_others(at: Workshop) -> None:
    turn_to(at.bob, "messages")
    at.bob.select_option("#to", "china")
    at.bob.fill("#words", MESSAGE)
    at.bob.click(".write button")
    expect(at.dan.locator("nav.seat-tabs .count")).to_have_text("1")
    turn_to(at.dan, "messages")
    expect(at.dan.locator(".letter.new")).to_contain_text(MESSAGE)
    for page in (at.bob, at.dan):
        turn_to(page, "decide")


def fire_an_event_and_step_back(at: Workshop) -> None:
    at.console.locator("details#inject-old_colleagues + form button[value=fire]").click()
    expect(at.wall.locator("h2", has_text="Two old colleagues dine")).to_be_visible()
    for page in at.people:
        expect(page.locator(".news")).to_contain_text("Two old colleagues dine")
    at.play_until(".when:has-text('Turn 2')")
    answer = at.console.locator(".back li:has-text('Two firms for two firms') button")
    expect(answer).to_have_count(1)
    at.console.click("#back-open")
    at.console.wait_for_timeout(TO_NOTICE * 1000)  # so recent a decision nobody has read yet
    answer.click()
    expect(at.ann.locator(".when")).to_contain_text("Turn 1")
    expect(confirm(at.dan, "answer:").last).to_be_visible()
    press(at.dan, confirm(at.dan, "answer:").last)
    expect(at.ann.locator(".when")).to_contain_text("Turn 2")


def draft_together_and_argue(at: Workshop) -> None:
    at.play_until(".steps")
    rung = at.cleo.locator("button.rung[aria-pressed=false]").first
    option = rung.get_attribute("value")
    rung.click()
    for page in (at.ann, at.bob, at.cleo):
        expect(page.locator(f"button.rung[value={option}]")).to_have_attribute(
            "aria-pressed", "true"
        )
    draft(at.ann)
    at.ann.fill("#note", ARGUMENT)
    press(at.ann, confirm(at.ann, "offer"))
    expect(at.dan.locator(".on-table")).to_contain_text(ARGUMENT)
    expect(at.wall.locator("body")).not_to_contain_text(ARGUMENT)


def state_in_own_words(at: Workshop) -> None:
    note = at.ann.locator("main:not(:has(nav.steps)) #note")
    while True:
        page = next_asked([at.ann, at.dan])
        assert page is not None, "the game is over"
        if picks(page).count():
            select(page)  # the field comes with a choice
        if page == at.ann and note.count():
            break
        decide(page)
    note.fill(STATEMENT)
    at.ann.click("button:has-text('Show it to the team')")
    expect(at.bob.locator("main")).to_contain_text(STATEMENT)
    at.bob.click("button:has-text('I agree')")
    expect(at.ann.locator(".tray .agreement")).to_be_visible()
    expect(note).to_have_value(STATEMENT)
    press(at.ann, confirm(at.ann, "actions"))
    at.play_until(".when:has-text('Turn 4')")
    turn_to(at.fay, "state")
    expect(at.fay.locator(".statement").first).to_contain_text(STATEMENT)
    turn_to(at.fay, "decide")


def all_see_the_end(at: Workshop) -> None:
    look_again(at.emil)
    for page in (*at.people, at.emil):
        expect(page.locator(".paper.over")).to_be_visible()
        expect(page.locator(".score .total .figure")).to_have_count(0)
        page.click(".gather button[name=skip]")
        expect(page.locator(".score .total .figure")).to_be_visible()
    expect(at.console.locator(".results")).to_be_visible()
    expect(at.wall.locator(".held-title")).to_be_visible()


def test_two_tables_of_three_sides_play_beside_bots_to_the_end(
    browser: Browser, tmp_path: Path
) -> None:
    bots = ("--seat", "hague=uniform", "--tables", "2", "--seed", "2")
    with hosted(browser, tmp_path / "room", "nexperia-standoff:short", *bots) as room:
        desk = room.device(1440, 900)
        console, wall = room.console(desk), room.open(desk, "/wall")
        seats = {(table, side): seat for table, side, seat in reversed(room.slips)}
        assert sorted(table for table, _ in seats) == [1, 1, 2, 2]
        pens = []
        for (table, side), seat in seats.items():
            pens.append(room.sit(room.device(390, 844), side, seat, table))
            expect(pens[-1].locator(".subtitle")).to_contain_text(f"Table {table}")
        expect(wall.locator(".lobby .at")).to_have_count(2)
        console.click("text=Table 2 >> nth=0")
        console.wait_for_url("**/console?table=2")
        first = next_asked(pens)
        assert first is not None
        decide(first)
        expect(wall.locator(".rows > li")).to_have_count(2)
        while (page := next_asked(pens)) is not None:
            decide(page)
        for pen in pens:
            pen.click(".gather button[name=skip]")
            expect(pen.locator(".score .total .figure")).to_be_visible()
        expect(console.locator(".results tbody tr")).to_have_count(2)
        assert len(list(room.folder.glob("table-*.game"))) == 2
