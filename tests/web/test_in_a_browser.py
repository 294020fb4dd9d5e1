"""The pages in a real browser, as on a phone in the room: the module, and the pages without it.

The browser is Debian's Chromium. The origin has a name, so that it is no secure context.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import tiny
import tinyroom
from browsing import IN_A_BROWSER, WAIT, browser
from clicking import open_question
from mortal import Mortal
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from game.room.opening import continue_room
from game.room.people import console_key
from game.web.statics import FOLDER

__all__ = ["browser"]

pytestmark = IN_A_BROWSER


@pytest.fixture(scope="module")
def server() -> Iterator[Mortal]:
    with Mortal() as mortal:
        yield mortal


class Hosted:
    """A room on a server, and browsers in it."""

    def __init__(self, browser: Browser, server: Mortal, folder: Path) -> None:
        self._browser = browser
        self.server = server
        self.folder = folder
        self.url = f"http://room.test:{server.port}"
        self.mistakes: list[str] = []
        """What went wrong in the module."""
        room = continue_room(folder)
        self.code, self.key = room.code, console_key(room.key)
        self._slips = {(s.place.table, s.place.side, s.place.seat): s.code for s in room.slips()}
        room.close()
        server.start()

    def open(self, path: str = "/", *, script: bool = True) -> Page:
        """A page in a browser of its own."""
        context = self._browser.new_context(java_script_enabled=script)
        context.set_default_timeout(WAIT)
        page = context.new_page()
        page.on("pageerror", lambda error: self.mistakes.append(str(error)))
        page.goto(self.url + path)
        return page

    def sit(self, side: str, seat: str = "", *, table: int = 1, script: bool = True) -> Page:
        """The page of a seat, for which its slip was used."""
        page = self.open(f"/slip/{self._slips[table, side, seat]}", script=script)
        page.click("button.main")
        page.wait_for_url("**/seat")
        return page

    def console(self) -> Page:
        """The page of the facilitator."""
        page = self.open("/console")
        page.fill("#console-key", self.key)
        page.click("button.main")
        page.wait_for_selector(".console-head")
        return page

    def lines(self) -> list[str]:
        """The record, after the server was killed."""
        self.server.kill()
        room = continue_room(self.folder)
        lines = [str(line.action) for line in room.tables[1].game.lines]
        room.close()
        return lines


@pytest.fixture
def hosted(
    request: pytest.FixtureRequest, browser: Browser, server: Mortal, tmp_path: Path
) -> Iterator[Hosted]:
    """A room with one table, or with as many as a test asks for, or around another scenario."""
    asked = getattr(request, "param", 1)
    text, tables = (asked, 1) if isinstance(asked, str) else ("", asked)
    tinyroom.open_room(tmp_path / "room", text, tables=tables).close()
    server.folder = tmp_path / "room"
    hosted = Hosted(browser, server, tmp_path / "room")
    yield hosted
    for context in browser.contexts:
        context.close()
    if server.child:
        server.kill()
    assert hosted.mistakes == []


def mark(page: Page) -> None:
    """Notes on a page that it was loaded; a reload would forget it."""
    page.evaluate("window.loaded = true")


def is_same_load(page: Page) -> bool:
    return bool(page.evaluate("window.loaded === true"))


PICK, DROP = "button[form=pick][value=warm]", "button[form=drop][value=warm]"


WAKING = (
    "document.dispatchEvent(new Event('visibilitychange'))",
    "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))",
    "dispatchEvent(new Event('online'))",
)
"""What a browser tells a page that is looked at again."""

HOLD_ANSWERS = """() => {
  const asked = fetch;
  window.fetch = async (address, options) => {
    const answer = await asked(address, options);
    if (options.method === "POST") await new Promise((go) => { window.answer = go; });
    return answer;
  };
}"""
"""The answer to a form reaches the page only when it calls `answer`."""

HOLD_THE_FIRST = HOLD_ANSWERS.replace('"POST"', '"POST" && !window.answer')
"""The same, but only of the answer to the first form."""

ANSWER_AND_SWAP = """() => new Promise((go) => {
  new MutationObserver(go).observe(document.getElementById("view"), { childList: true });
  answer();
})"""
"""Lets the answer reach the page, and waits until the page has changed."""

BELOW_LETTERS = """async (words) => {
  document.getElementById("view").innerHTML = `<section class="strip"><h2>${words}</h2></section>`;
  await document.fonts.ready;
  const headline = document.querySelector(".strip h2");
  const line = document.createRange();
  line.selectNodeContents(headline);
  const canvas = document.createElement("canvas").getContext("2d");
  canvas.font = getComputedStyle(headline).font;
  const { fontBoundingBoxDescent, actualBoundingBoxDescent } = canvas.measureText(words);
  const base = line.getBoundingClientRect().bottom - fontBoundingBoxDescent;
  return headline.getBoundingClientRect().bottom - base - actualBoundingBoxDescent;
}"""
"""How much room a headline of the strip leaves below its letters, in pixels."""


def test_what_one_device_selects_by_keyboard_another_shows_and_neither_is_loaded_again(
    hosted: Hosted,
) -> None:
    ann, bob = hosted.sit("north", "envoy"), hosted.sit("north", "elder")
    assert not ann.evaluate("isSecureContext")
    for page in (ann, bob):
        mark(page)
    ann.focus(PICK)
    ann.keyboard.press("Enter")
    ann.wait_for_selector(DROP)
    expect(ann.locator(DROP)).to_be_focused()
    bob.wait_for_selector(DROP)
    ann.keyboard.press("Enter")
    bob.wait_for_selector(PICK)
    assert is_same_load(ann)
    assert is_same_load(bob)


def test_two_cards_that_are_tapped_before_the_page_answers_are_both_selected(
    hosted: Hosted,
) -> None:
    ann = hosted.sit("north", "envoy")
    ann.locator("button[form=pick]").evaluate_all(
        "cards => cards.slice(0, 2).forEach((card) => { card.click(); card.click(); })"
    )
    expect(ann.locator(".card.picked")).to_have_count(2)


def test_of_two_answers_that_cross_the_newer_is_what_the_page_shows(hosted: Hosted) -> None:
    ann, cards = hosted.sit("north", "envoy"), "button[form=pick]"
    ann.evaluate(HOLD_THE_FIRST)
    ann.locator(cards).first.click()
    expect(ann.locator(".card.picked")).to_have_count(1)
    ann.locator(f".card:not(.picked) {cards}").first.click()
    expect(ann.locator(".card.picked")).to_have_count(2)
    ann.evaluate(ANSWER_AND_SWAP)
    expect(ann.locator(".card.picked")).to_have_count(2)


def test_half_typed_words_and_focus_stay_when_a_page_changes(hosted: Hosted) -> None:
    console, ann = hosted.console(), hosted.sit("north", "envoy")
    console.fill("#announce", "Five more min")
    console.evaluate("document.getElementById('announce').setSelectionRange(2, 4)")
    ann.click("button.hand")
    console.wait_for_selector("#seats em.hand")
    field = console.locator("#announce")
    expect(field).to_have_value("Five more min")
    expect(field).to_be_focused()
    assert field.evaluate("each => [each.selectionStart, each.selectionEnd]") == [2, 4]
    # What was sent is no longer half-typed.
    console.keyboard.press("Enter")
    expect(field).to_have_value("")


def test_what_was_sent_is_not_half_typed_if_the_page_changes_before_the_answer(
    hosted: Hosted,
) -> None:
    console = hosted.console()
    console.evaluate(HOLD_ANSWERS)
    console.fill("#note", "They hurry.")
    console.keyboard.press("Enter")
    expect(console.locator("#notes li")).to_contain_text("They hurry.")
    expect(console.locator("#note")).to_have_value("They hurry.")
    console.evaluate("answer()")
    expect(console.locator("#note")).to_have_value("")


def test_a_message_keeps_its_words_when_it_is_refused_and_its_addressee_when_it_is_sent(
    hosted: Hosted,
) -> None:
    north, mate = hosted.sit("north", "envoy"), hosted.sit("north", "envoy")
    north.goto(f"{hosted.url}/seat?tab=messages")
    mark(north)
    north.select_option("#to", "south")
    north.fill("#words", "x" * 501)
    field = north.locator("#words")
    assert "500" in field.evaluate("field => field.validationMessage")
    north.locator("form.write").evaluate("form => { form.noValidate = true; }")
    north.click("form.write button")
    expect(north.locator(".notice")).to_contain_text("500")
    expect(field).to_have_value("x" * 501)
    field.fill("Short.")
    north.click("form.write button")
    expect(north.locator(".letter")).to_contain_text("Short.")
    expect(field).to_have_value("")
    expect(north.locator("#to")).to_have_value("south")
    field.fill("The next")
    mate.goto(f"{hosted.url}/seat?tab=messages")
    mate.select_option("#to", "all")
    mate.fill("#words", "To everybody.")
    mate.click("form.write button")
    expect(north.locator(".letter")).to_have_count(2)
    expect(north.locator("#to")).to_have_value("south")
    expect(field).to_have_value("The next")
    assert is_same_load(north)


@pytest.mark.parametrize("hosted", [tiny.TABLE + "talk: offers\n"], indirect=True)
def test_what_is_written_with_an_offer_is_counted_and_shown_to_the_team_when_the_field_is_left(
    hosted: Hosted,
) -> None:
    pen, mate = hosted.sit("south"), hosted.sit("south")
    for issue in ("scope", "terms"):
        pen.goto(f"{hosted.url}/seat?tab=decide&issue={issue}")
        pen.click(".ladder button >> nth=0")
        expect(pen.locator(".ladder button >> nth=0")).to_have_attribute("aria-pressed", "true")
    mark(pen)
    field, hint = pen.locator("#note"), pen.locator("label[for=note] [data-left]")
    expect(hint).to_have_text("at most 140 characters")
    field.press_sequentially("Fair.")
    expect(hint).to_have_text("135 left")
    field.fill("x" * 141)
    assert "140" in field.evaluate("field => field.validationMessage")
    expect(hint).to_contain_text("140 characters can be sent")
    field.fill("Fair.")
    # The other device changes the draft: what is typed stays, and so does what is left.
    mate.click(".ladder button >> nth=1")
    expect(pen.locator(".agreement")).to_have_count(0)
    expect(pen.locator(".ladder button[aria-pressed=true]")).to_have_count(1)
    expect(hint).to_have_text("135 left")
    field.press("Tab")
    expect(mate.locator(".prepared .quote")).to_have_text("Fair.")
    mate.click("button:has-text('I agree with our draft')")
    expect(pen.locator(".agreement")).to_be_visible()
    field.press_sequentially(" Very.")
    # Whoever confirms at once needs no other click.
    pen.click("button[value=offer]")
    expect(pen.locator("#asked")).to_contain_text("North")
    expect(pen.locator(".notice")).to_have_count(0)
    assert is_same_load(pen)


def test_a_page_waits_for_a_server_that_was_killed_and_goes_on_by_itself(hosted: Hosted) -> None:
    ann, cho = hosted.sit("north", "envoy"), hosted.sit("south")
    for page in (ann, cho):
        mark(page)
    hosted.server.kill()
    expect(ann.locator("#lost")).to_be_visible()
    # It is sent again until there is an answer, and counts once.
    open_question(ann, "actions")
    ann.click("button[name=what][value=actions]", no_wait_after=True)
    hosted.server.start()
    expect(ann.locator("#lost")).to_be_hidden()
    expect(ann.locator("button[name=what][value=actions]")).to_have_count(0)
    expect(cho.locator("#lost")).to_be_hidden()
    assert is_same_load(cho)
    assert hosted.lines() == ["north: pass"]


def test_what_cannot_be_sent_stays_on_the_page_until_it_is_sent_again(hosted: Hosted) -> None:
    console = hosted.console()
    mark(console)
    console.fill("#announce", "Five more minutes.")
    hosted.server.kill()
    expect(console.locator("#lost")).to_be_visible()
    console.press("#announce", "Enter")
    expect(console.locator("#unsent")).to_be_visible()
    assert is_same_load(console)
    expect(console.locator("#announce")).to_have_value("Five more minutes.")
    hosted.server.start()
    expect(console.locator("#lost")).to_be_hidden()
    expect(console.locator("#unsent")).to_be_hidden()
    expect(console.locator("#announce")).to_have_value("Five more minutes.")
    console.press("#announce", "Enter")
    expect(console.locator("#announce")).to_have_value("")
    assert is_same_load(console)
    console.wait_for_selector("text=Five more minutes.")


def test_the_tabs_of_a_phone_can_be_pressed_while_there_is_no_connection(hosted: Hosted) -> None:
    ann = hosted.sit("north", "envoy")
    ann.set_viewport_size({"width": 360, "height": 740})
    hosted.server.kill()
    expect(ann.locator("#lost")).to_be_visible()
    for tab in ann.locator(".seat-tabs a").all():
        tab.click(trial=True)
    lost, tabs = ann.locator("#lost").bounding_box(), ann.locator(".seat-tabs").bounding_box()
    assert lost is not None
    assert tabs is not None
    assert lost["y"] + lost["height"] <= tabs["y"], "no word of the menu is covered"


def test_a_team_is_told_what_the_end_of_the_clock_means(hosted: Hosted) -> None:
    ann = hosted.sit("north", "envoy")
    sign = ann.locator("[data-clock-up]")
    hosted.console().evaluate(
        """() => {
          const form = document.querySelector("#minutes").form;
          form.elements.minutes.value = "1";
          form.requestSubmit();
        }"""
    )
    expect(ann.locator("[data-clock]")).to_be_visible()
    expect(sign).to_be_hidden()
    ann.evaluate(
        """() => {
          const now = performance.now.bind(performance);
          performance.now = () => now() + 61000;
        }"""
    )
    expect(sign).to_be_visible()
    expect(sign).to_contain_text("The clock decides nothing")


def test_a_device_whose_clock_is_wrong_tells_how_long_something_lasts(hosted: Hosted) -> None:
    console = hosted.console()
    console.add_init_script("const now = Date.now; Date.now = () => now() + 5 * 3600000;")
    console.reload()
    assert console.evaluate("Date.now()") > 1000 * time.time() + 4 * 3600000
    expect(console.locator("time.run[data-since]").first).to_have_text(re.compile(r"^\d:\d\d$"))


def test_a_device_goes_to_its_seat_and_back_to_waiting_by_itself(hosted: Hosted) -> None:
    console, ann = hosted.console(), hosted.open()
    ann.fill("#code", hosted.code.lower())
    ann.fill("#name", "Ann")
    ann.click("button.main")
    ann.wait_for_selector("text=Welcome, Ann")
    console.locator(".waiting select").first.select_option(index=1)
    console.click(".waiting button >> nth=0")
    ann.wait_for_url("**/seat")
    console.click("#seats summary:has-text('Ann')")
    console.click("text=Take the seat away")
    ann.wait_for_selector("text=Welcome, Ann")


@pytest.mark.parametrize("hosted", [2], indirect=True)
def test_the_console_turns_to_another_table_and_is_told_what_happens_there(
    hosted: Hosted,
) -> None:
    console, bo = hosted.console(), hosted.sit("north", "envoy", table=2)
    console.click("text=Table 2 >> nth=0")
    console.wait_for_url("**/console?table=2")
    mark(console)
    bo.click(PICK)
    bo.wait_for_selector(DROP)
    expect(console.locator(".prepared")).to_contain_text("Selected")
    console.fill("#note", "They hurry.")
    console.keyboard.press("Enter")
    expect(console.locator("#notes li")).to_contain_text("They hurry.")
    assert is_same_load(console)
    console.click("text=Table 1 >> nth=0")
    expect(console.locator("#notes li")).to_contain_text("No notes yet")


def test_a_refusal_is_said_and_the_page_shows_what_is_so_now(hosted: Hosted) -> None:
    ann, bob = hosted.sit("north", "envoy"), hosted.sit("north", "elder")
    ann.route("**/seat", lambda route: route.abort())  # it learns nothing of what bob does
    bob.click(PICK)
    bob.wait_for_selector(DROP)
    open_question(ann, "actions")
    ann.click("button[name=what][value=actions]")
    expect(ann.locator(".notice[role=status]")).to_contain_text("has changed meanwhile")
    expect(ann.locator("#updated")).to_contain_text("has changed meanwhile")
    ann.wait_for_selector(DROP)


def test_a_phone_that_wakes_looks_again_though_its_socket_is_dead(hosted: Hosted) -> None:
    ann, bob = hosted.sit("north", "envoy"), hosted.sit("north", "elder")
    ann.route_web_socket("**/socket*", lambda _socket: None)  # open, and never says a word
    ann.reload()
    for number, waking in enumerate(WAKING):
        before, after = (DROP, PICK) if number % 2 else (PICK, DROP)
        bob.click(before)
        bob.wait_for_selector(after)
        ann.wait_for_timeout(300)
        assert ann.locator(before).count() == 1
        ann.evaluate(waking)
        ann.wait_for_selector(after)


def test_a_page_whose_socket_is_cut_off_connects_again_and_shows_what_it_missed(
    hosted: Hosted,
) -> None:
    ann, bob = hosted.sit("north", "envoy"), hosted.sit("north", "elder")
    sockets = []

    def pass_on(route: WebSocketRoute) -> None:
        route.connect_to_server()
        sockets.append(route)

    ann.route_web_socket("**/socket*", pass_on)
    ann.reload()
    mark(ann)
    ann.wait_for_selector(PICK)
    sockets[-1].close()
    bob.click(PICK)
    bob.wait_for_selector(DROP)
    ann.wait_for_selector(DROP)
    expect(ann.locator("#lost")).to_be_hidden()
    assert len(sockets) > 1
    assert is_same_load(ann)
    # What a side has prepared stays through a reload as well.
    ann.reload()
    ann.wait_for_selector(DROP)


HUNG = {
    "a socket": """const Real = WebSocket;
      window.WebSocket = function (address) {
        window.WebSocket = Real;
        window.hung = true;
        this.readyState = Real.CONNECTING;
        this.close = () => this.onclose({});
      };
      Object.assign(window.WebSocket, { CONNECTING: 0, OPEN: 1 });""",
    "a request": """const real = fetch;
      window.fetch = (address, options) => {
        window.fetch = real;
        window.hung = true;
        return new Promise((_, no) => options.signal?.addEventListener("abort", no));
      };""",
}
"""Lets the first socket, or the first request, of a page hang without an answer."""


@pytest.mark.parametrize("hung", HUNG.values(), ids=HUNG)
def test_a_page_asks_again_where_it_never_gets_an_answer(hosted: Hosted, hung: str) -> None:
    ann, bob = hosted.sit("north", "envoy"), hosted.sit("north", "elder")

    module = (FOLDER / "room.js").read_text(encoding="utf-8")
    hasty = module.replace("PATIENCE = 10000", "PATIENCE = 400")
    assert hasty != module
    ann.route("**/room.js", lambda route: route.fulfill(content_type="text/javascript", body=hasty))
    ann.add_init_script(hung)
    ann.reload()
    ann.wait_for_selector(PICK)
    bob.click(PICK)
    ann.wait_for_selector(DROP)
    assert ann.evaluate("window.hung")
    mark(ann)
    bob.click(DROP)
    ann.wait_for_selector(PICK)
    assert is_same_load(ann)


def test_after_a_confirmation_a_page_leads_to_the_head_of_what_comes_next(hosted: Hosted) -> None:
    ann, bob = hosted.sit("north", "envoy"), hosted.sit("north", "elder")
    for page in (ann, bob):
        page.set_viewport_size({"width": 360, "height": 240})
        page.evaluate("scrollTo(0, 150)")
        assert page.evaluate("scrollY") == 150
    # What changes within a decision leaves a page where it is.
    ann.evaluate(f"document.querySelector('{PICK}').click()")
    bob.wait_for_selector(DROP)
    assert bob.evaluate("scrollY") == 150
    confirm = "button[name=what][value=actions]"
    open_question(ann, "actions")
    ann.focus(confirm)
    ann.keyboard.press("Enter")
    for page in (ann, bob):
        expect(page.locator(confirm)).to_have_count(0)
        page.wait_for_function("scrollY === 0")
    expect(ann.locator("#asked")).to_be_focused()


def test_what_a_select_showed_first_is_no_choice_and_follows_the_page(hosted: Hosted) -> None:
    console, *others = (hosted.console(), hosted.open(), hosted.open())
    for name, page in zip(("Ann", "Bob"), others, strict=True):
        page.fill("#code", hosted.code)
        page.fill("#name", name)
        page.click("button.main")
        page.wait_for_selector(f"text=Welcome, {name}")
        console.wait_for_selector(f".waiting >> text={name}")
    for page in others:
        console.locator(".waiting select").first.select_option(index=1)
        console.click(".waiting button >> nth=0")
        page.wait_for_url("**/seat")
    titles = [page.inner_text(".seat-head .title") for page in others]
    assert titles == ["Envoy", "Elder"]


def test_tabs_are_turned_without_a_reload_and_back_leads_back(hosted: Hosted) -> None:
    ann = hosted.sit("north", "envoy")
    mark(ann)
    ann.click("nav a[href*='tab=record']")
    current = ann.locator("nav a[aria-current=page]")
    expect(current).to_contain_text("Record")
    ann.go_back()
    expect(current).to_contain_text("Decide")
    assert is_same_load(ann)


def test_the_time_that_is_left_counts_down_on_all_pages(hosted: Hosted) -> None:
    console, ann, wall = hosted.console(), hosted.sit("north", "envoy"), hosted.open("/wall")
    console.click("#more summary")
    console.fill("#minutes", "3")
    console.keyboard.press("Enter")
    for page in (console, ann, wall):
        figure = page.locator("[data-clock]")
        expect(figure).to_be_visible()
        expect(figure).to_contain_text("2:5")


def test_everything_works_without_the_module(hosted: Hosted) -> None:
    ann, cho = hosted.sit("north", "envoy", script=False), hosted.sit("south", script=False)
    ann.click(PICK)
    ann.wait_for_selector(DROP)
    for page in (ann, cho):
        open_question(page, "actions")
        page.click("button[name=what][value=actions]")
        page.wait_for_load_state()
        assert page.locator(".notice").count() == 0
    ann.click("noscript a") if ann.locator("noscript a").count() else ann.click(".again a")
    ann.wait_for_selector(PICK)
    assert hosted.lines() == ["north: warm", "north: pass", "south: pass"]


def test_the_letters_of_a_headline_at_the_foot_of_the_wall_are_whole(hosted: Hosted) -> None:
    wall = hosted.open("/wall")
    assert wall.evaluate(BELOW_LETTERS, "The joint minute no longer holds, says Paris") >= 0


def test_what_opens_over_the_console_closes_when_it_is_done_with_escape_and_beside_it(
    hosted: Hosted,
) -> None:
    page = hosted.console()
    popover = page.locator("#more")
    for closes_by_key in (True, False):
        page.click("#more-open")
        expect(popover).to_have_attribute("open", "")
        if closes_by_key:
            page.keyboard.press("Escape")
        else:
            page.click(".console-head h1")
        expect(popover).not_to_have_attribute("open", "")
    page.click("#more-open")
    page.fill("#minutes", "4")
    page.press("#minutes", "Enter")
    expect(page.locator(".done")).to_have_text("4 minutes for each decision.")
    expect(popover).not_to_have_attribute("open", "")
    expect(page.locator("#more-open")).to_be_focused()
