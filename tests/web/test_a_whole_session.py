"""A whole session at two tables: twelve phones, console and wall, from the lobby to what people
take home.

At each step it is asked whether something stands in the way that a trainer and two dozen people
once met: each of them a line of an issue.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import IN_A_BROWSER, RealRoom, browser, hosted
from clicking import (
    confirm,
    decide,
    draft,
    look_again,
    next_asked,
    open_question,
    press,
    select,
    turn_to,
)
from measuring import does_not_fit, faults, measure, sent_by_enter
from playwright.sync_api import Browser, Page, expect

from game.web.limits import TO_NOTICE

__all__ = ["browser"]
pytestmark = IN_A_BROWSER
PICTURES = os.environ.get("COMMUNIQUE_PICTURES", "")
"""A folder for pictures of all stages; empty: none are taken."""
WORKED_OUT = 300_000
"""For so many milliseconds it is waited for what decisions were worth."""
HOSTILE = "voice_concern"
"""A move that breaks what Europe promises with the minute."""
READOUT = "button[form=pick][value$='_plain']"
ARGUMENT = "Seven points, and a summer without letters."
WORDS = {"eu": "We were heard.", "china": "We were patient."}
ANNOUNCED = "Tea stands in the hall."
RULE = "Ask first what they need."
PENS = {1: ("Ann", "Bob"), 2: ("Cleo", "Dan")}
"""By table those who hold the pens: for the European Union, and for China."""
TEAMS = {
    1: ("Ann", "Gus", "Ida", "Bob", "Emil", "Jon"),
    2: ("Cleo", "Fay", "Kim", "Dan", "Hana", "Lou"),
}
NO_SCRIPT, LARGE = "Emil", "Fay"
HAND = "form:has(input[value=hand]) button"


class Session:
    """Twelve phones, six at each table, by first names; the console, and the wall."""

    def __init__(self, room: RealRoom) -> None:
        self.room = room
        self.console = room.console(room.device(1366, 768))
        self.wall = room.open(room.device(1920, 1080), "/wall")
        self.phones: dict[str, Page] = {}

    def pens(self, table: int) -> tuple[Page, Page]:
        """The phones of a table that confirm, Europe's first."""
        europe, china = PENS[table]
        return self.phones[europe], self.phones[china]

    def at(self, table: int) -> dict[str, Page]:
        """The phones at a table on which the module runs."""
        return {name: self.phones[name] for name in TEAMS[table] if name != NO_SCRIPT}

    def stands(self, stage: str) -> None:
        """Every page is as it should be, whatever stands on it."""
        look_again(self.phones[NO_SCRIPT])
        found = {name: faults(page) for name, page in self.phones.items()}
        found["wall"], found["console"] = does_not_fit(self.wall), does_not_fit(self.console)
        self.picture(stage)
        assert not any(found.values()), (
            stage,
            {name: each for name, each in found.items() if each},
        )

    def picture(self, stage: str, *names: str) -> None:
        """Draws what all see, for whoever wants to look at it."""
        if PICTURES:
            pages = {"wall": self.wall, "console": self.console, **self.phones}
            for name in names or ("wall", "console", "Ann", "Bob", "Cleo", "Gus", LARGE):
                pages[name].screenshot(path=Path(PICTURES) / f"{stage}-{name}.png")

    def play(self, table: int, until: Callable[[Page], bool] = lambda _: False) -> Page | None:
        """Both pens of a table decide until one of them is asked something; None: it is over.

        Only at the first is an offer accepted.
        """
        while (page := next_asked(self.pens(table))) is not None and not until(page):
            found = faults(page)
            assert not found, (page.inner_text("#asked"), found)
            decide(page, accepts=table == 1)
        return page

    def play_to(self, table: int, selector: str) -> Page:
        """Both pens of a table decide until something stands where one of them is asked."""
        page = self.play(table, lambda page: page.locator(selector).count() > 0)
        assert page is not None, f"it was over before {selector}"
        return page

    def turn_of(self, table: int) -> int:
        """The turn of a table."""
        found = re.search(r"\d+", self.pens(table)[1].locator(".when").inner_text())
        assert found is not None
        return int(found[0])


@pytest.mark.slow(reason="It plays a whole session of twelve phones, with its debrief.")
def test_two_tables_play_from_the_lobby_to_what_they_take_home(
    browser: Browser, tmp_path: Path
) -> None:
    options = ("--tables", "2", "--seed", "3")
    with hosted(browser, tmp_path / "room", "kuala-lumpur:short", *options) as room:
        session = Session(room)
        people_come(session)
        everybody_is_seated(session)
        everybody_reads_and_turns_to_the_board(session)
        a_team_agrees(session)
        a_slip_is_opened_twice(session)
        a_phone_is_lost_and_comes_back(session)
        the_facilitator_acts(session)
        a_minute_is_signed(session)
        no_minute_is_signed(session)
        both_speak_to_the_press(session)
        a_promise_is_broken(session)
        for table in PENS:
            session.play(table)
        all_see_the_end(session)
        the_wall_looks_back(session)
        a_table_is_opened_again(session)
        all_take_it_home(session)


def people_come(session: Session) -> None:
    """By a slip that is opened, by one that is typed, and with the code of the room."""
    room, phones = session.room, session.phones
    for name, side, table in (("Ann", "eu", 1), ("Bob", "china", 1), ("Cleo", "eu", 2)):
        device = room.device(390, 844, language="fr-FR" if name == "Cleo" else "en")
        seat = {"eu": "president", "china": "premier"}[side]
        phones[name] = room.type_slip(device, side, seat, table, name)
    for name, table, side, place, device in (
        ("Dan", 2, "china", "premier", room.device(390, 844)),
        (NO_SCRIPT, 1, "china", "commerce", room.device(390, 844, script=False)),
        (LARGE, 2, "eu", "commissioner", room.device(390, 844, text=200)),
    ):
        phones[name] = room.open_slip(device, side, place, table, name)
    for name in ("Gus", "Hana", "Ida", "Jon", "Kim", "Lou"):
        size = (360, 740) if name == "Gus" else (390, 844)
        phones[name] = room.wait(room.device(*size), name)
        expect(session.wall.locator(".lobby .waits")).to_contain_text(name)
    expect(session.wall.locator(".lobby .here strong")).to_have_text("12")
    session.stands("01-lobby")


def everybody_is_seated(session: Session) -> None:
    """With one click; what nobody needs is closed with another."""
    session.console.click(".waiting .all button")
    for page in session.phones.values():
        page.wait_for_url("**/seat?tab=papers")
    for table, names in TEAMS.items():
        article = session.wall.locator(".lobby .at").nth(table - 1)
        for name in names:
            expect(article).to_contain_text(name)
    session.console.click(".close-seats button")
    expect(session.console.locator(".close-seats small")).to_be_visible()
    expect(session.wall.locator(".lobby .complete")).to_have_count(2)
    expect(session.wall.locator(".lobby .free")).to_have_count(0)
    session.stands("02-seated")


def everybody_reads_and_turns_to_the_board(session: Session) -> None:
    """In the briefing a seat opens its papers; a board begins with nothing to press by mistake."""
    session.console.click("form.begin button")
    expect(session.wall.locator(".wall .rows")).to_be_visible()
    assert measure(session.phones[LARGE])["text"] == 34
    for name, page in session.phones.items():
        expect(page.locator(".dossier")).to_be_visible()
        if name == NO_SCRIPT:
            page.goto(page.url.replace("papers", "decide"))
        else:
            turn_to(page, "decide")
    session.stands("03-board")
    for place in (".seats .side ul", ".hidden-tracks .group", "#back-open"):
        for each in session.console.locator(place).all():
            expect(each, "it is there without scrolling").to_be_in_viewport(ratio=0.99)
    for table in PENS:
        for page in session.pens(table):
            assert measure(page)["filled"] == [], "doing nothing isn't proposed"
            assert sent_by_enter(page, ".tray summary.main, .tray button.main") == []


def a_team_agrees(session: Session) -> None:
    """What uses fewer picks, or comes before the others agreed, is asked about once."""
    ann, asked = session.phones["Ann"], session.phones["Ann"].locator(".tray details.sure")
    select(ann)
    expect(asked).to_have_count(1)
    assert sent_by_enter(ann, ".tray summary.main") == []
    select(ann)
    expect(asked).to_have_count(1)
    for name in ("Gus", "Ida"):
        # Agreeing to a page that is a moment old is refused.
        expect(session.phones[name].get_by_text("Picked by")).to_have_count(2)
        session.phones[name].click("form:has(input[value=agree]) button")
        expect(session.phones[name].locator(".tray .agreed")).to_be_visible()
    expect(asked).to_have_count(0)
    session.stands("04-agreed")
    press(ann, confirm(ann, "actions"))
    expect(session.wall.locator(".rows > li").first.locator(".doing.ready")).to_have_count(1)


def a_slip_is_opened_twice(session: Session) -> None:
    """As phones do, from one browser to another: it is one device, and keeps the pen."""
    before = session.phones["Dan"]
    device = session.room.device(390, 844)
    session.phones["Dan"] = session.room.open_slip(device, "china", "premier", 2, "Dan")
    before.wait_for_url("**/")
    turn_to(session.phones["Dan"], "decide")
    expect(session.phones["Dan"].locator(".pen.mine")).to_be_visible()
    before.context.close()
    session.console.goto(session.console.url.partition("?")[0] + "?table=2")
    who = session.console.locator("#seat-2-china-premier .who span")
    expect(who).to_contain_text("Dan")
    assert who.inner_text().count("Dan") == 1
    expect(session.console.locator(".console-head .devices strong")).to_contain_text("12")
    expect(session.console.locator(".waiting")).to_have_count(0)
    session.stands("05-twice")


def a_phone_is_lost_and_comes_back(session: Session) -> None:
    """What was not sent is said so as long as there is no connection; a hand goes down again."""
    kim, cleo = session.phones["Kim"], session.phones["Cleo"]
    kim.context.set_offline(True)
    kim.click("form:has(input[value=pen]) button")
    expect(kim.locator("#unsent")).to_be_visible()
    session.picture("06-lost", "Kim", "wall", "console")
    select(cleo)
    kim.context.set_offline(False)
    expect(kim.locator(".card.picked")).to_have_count(1)
    for sign in ("#unsent", "#lost"):
        expect(kim.locator(sign)).to_be_hidden()
    kim.click(HAND)
    expect(kim.locator(HAND)).to_have_attribute("aria-pressed", "true")
    raised = session.console.locator(".alerts .hands li")
    expect(raised).to_contain_text("Kim")
    session.stands("07-hand")
    raised.locator("button").click()
    expect(raised).to_have_count(0)
    expect(kim.locator(HAND)).to_have_attribute("aria-pressed", "false")


def the_facilitator_acts(session: Session) -> None:
    """An event at one table, an announcement to all, and a step back."""
    console, wall = session.console, session.wall
    console.goto(console.url.partition("?")[0])
    event = console.locator("#coming li:has(button[value=fire])").first
    name = event.locator("summary b").inner_text()
    event.locator("button[value=fire]").click()
    for page in session.at(1).values():
        expect(page.locator("main")).to_contain_text(name)
    for page in session.at(2).values():
        expect(page.locator("main")).not_to_contain_text(name)
    console.fill("#announce", ANNOUNCED)
    console.click(".announce form button.main")
    for page in session.phones.values():
        if page is not session.phones[NO_SCRIPT]:
            expect(page.locator(".news .reply", has_text=ANNOUNCED)).to_be_visible()
    expect(wall.locator("main")).to_contain_text(ANNOUNCED)
    session.stands("08-announced")
    session.play(1, lambda _: session.turn_of(1) == 2)
    expect(wall.locator("main")).not_to_contain_text(ANNOUNCED)
    for page in session.at(1).values():
        expect(page.locator(".when")).to_contain_text("2")
    session.stands("09-second-turn")
    # What a decision has just moved on isn't taken back by a press that was meant for before it.
    console.wait_for_timeout(1000 * TO_NOTICE + 500)
    console.click("#back-open")
    console.locator(".back li:not(.phase) button").first.click()
    for page in session.at(1).values():
        expect(page.locator(".when")).to_contain_text("Turn 1")
    session.stands("10-back")


def a_minute_is_signed(session: Session) -> None:
    """A draft begins empty, and what can be offered or accepted is in reach."""
    ann, bob = session.pens(1)
    assert session.play_to(1, ".steps") is ann
    starts_empty(ann)
    for page in session.at(1).values():
        expect(page.locator("main")).not_to_contain_text(ANNOUNCED)
    draft(ann)
    ann.fill("#note", ARGUMENT)
    ann.locator("#note").blur()
    for name in ("Gus", "Ida"):
        expect(session.phones[name].locator(".prepared")).to_contain_text(ARGUMENT)
    session.stands("11-drafted")
    press(ann, confirm(ann, "offer"))
    expect(bob.locator(".on-table")).to_contain_text(ARGUMENT)
    starts_empty(bob)
    for what in ("walk", "accept"):
        assert sent_by_enter(bob, f"details[id^=sure-{what}] > summary") == []
    accept = bob.locator(".tray details[id^=sure-accept]")
    expect(accept).to_be_in_viewport()
    session.stands("12-to-accept")
    press(bob, confirm(bob, "accept"))
    for page in session.at(1).values():
        expect(page.locator(".news .headline").first).to_be_visible()
    session.stands("13-signed")


def starts_empty(page: Page) -> None:
    """Nothing is chosen for anybody, and nothing can be offered by a click."""
    expect(page.locator("nav.steps a.step").first).to_be_visible()
    expect(page.locator(".rung.draft")).to_have_count(0)
    expect(confirm(page, "offer")).to_have_count(0)


def no_minute_is_signed(session: Session) -> None:
    """The other table offers, and answers with other offers."""
    for name in PENS[2]:
        asked = session.play_to(2, ".steps")
        assert asked is session.phones[name]
        starts_empty(asked)
        draft(asked)
        press(asked, confirm(asked, "offer"))
    while (page := next_asked(session.pens(2))) is not None and page.locator(".steps").count():
        press(page, confirm(page, "pass"))
    session.stands("14-not-signed")


def both_speak_to_the_press(session: Session) -> None:
    """The field for own words opens after a choice; then all read both, side by side."""
    session.play_to(1, READOUT)
    for side, page in zip(WORDS, session.pens(1), strict=True):
        expect(page.locator(READOUT)).to_be_visible()
        expect(page.locator("#note")).to_have_count(0)
        page.locator(READOUT).click()
        page.fill("#note", WORDS[side])
        page.locator("#note").blur()
        assert faults(page) == []
        session.stands(f"15-{side}")
        press(page, confirm(page, "actions"))
    for page in session.at(1).values():
        for words in WORDS.values():
            expect(page.locator(".news .spoken .quote", has_text=words)).to_be_visible()
    session.stands("16-said")
    gus = session.phones["Gus"]
    turn_to(gus, "record")
    for words in WORDS.values():
        expect(gus.locator(".turn").first).to_contain_text(words)
    turn_to(gus, "decide")


def a_promise_is_broken(session: Session) -> None:
    """It is said what lapses with it, and no Enter does it."""
    ann = session.phones["Ann"]
    session.play(
        1,
        lambda page: page is ann and ann.locator(f"button[form=pick][value={HOSTILE}]").count() > 0,
    )
    ann.click(f"button[form=pick][value={HOSTILE}]")
    expect(ann.locator(".decide .breaks").first).to_contain_text("The joint minute")
    assert sent_by_enter(ann, ".tray summary.main") == []
    session.stands("17-break")
    open_question(ann, "actions")
    session.picture("18-breaks-it", "Ann")
    press(ann, confirm(ann, "actions"))


def all_see_the_end(session: Session) -> None:
    """People mark and guess before they see a score; nobody is asked to join any more."""
    look_again(session.phones[NO_SCRIPT])
    for page in session.phones.values():
        expect(page.locator(".paper.over")).to_be_visible()
        expect(page.locator(".score .total")).to_have_count(0)
    for place in (".join", ".qr"):
        expect(session.wall.locator(place)).to_have_count(0)
    expect(session.wall.locator("main")).not_to_contain_text(session.room.code)
    session.stands("19-over")
    for number, (name, page) in enumerate(session.phones.items()):
        if number % 2:
            page.click(".gather button[name=skip]")
        else:
            page.locator("#mark-1").select_option(index=1)
            page.fill("#guess", "90")
            page.click(".gather button.main")
        expect(page.locator(".score .total .figure")).to_be_visible()
        assert name not in session.wall.inner_text("main")


def the_wall_looks_back(session: Session) -> None:
    """Each step of the debrief fits the wall, and reaches the phones."""
    console, wall = session.console, session.wall
    expect(console.locator(".pending")).to_have_count(0, timeout=WORKED_OUT)
    steps = 0
    told = ""
    while console.locator(".onwards button").count():
        key = console.locator(".onwards button").get_attribute("value") or ""
        if key == "rules":
            write_rules(session)
        console.click(".onwards button")
        steps += 1
        expect(wall.locator(".step-head .count")).to_contain_text(f"{steps} of")
        expect(console.locator(f".steps li.now button[value='{key}']")).to_be_visible()
        for place in (".join", ".qr"):
            expect(wall.locator(place)).to_have_count(0)
        expect(wall.locator("main")).not_to_contain_text("News (abroad)")
        expect(wall.locator(".question")).to_have_count(0)
        told += wall.inner_text("main")
        session.stands(f"20-{steps:02d}-{key.replace(' ', '-')}")
        if key == "why":
            console.locator(".hints form button").first.click()
            expect(wall.locator(".question")).to_be_visible()
    assert steps > 10
    assert "Facilitator" in told
    expect(wall.locator("main")).to_contain_text(RULE)
    look_again(session.phones[NO_SCRIPT])
    for page in session.phones.values():
        for place in (".score .total .figure", ".home.turning", "#objectives", "#brief-1"):
            expect(page.locator(place).first).to_be_visible()


def write_rules(session: Session) -> None:
    """One rule for next time."""
    for name in ("Ann", "Dan"):
        session.phones[name].fill("#rule", RULE)
        session.phones[name].click(".home.rule button")
    expect(session.console.locator(".wall-control .answers q")).to_have_count(2)


def a_table_is_opened_again(session: Session) -> None:
    """All phones and the wall learn it; what is chosen is summed up, and it can be signed."""
    console, wall = session.console, session.wall
    cleo, dan = session.pens(2)
    console.locator(".reopen button").first.click()
    for page in session.phones.values():
        if page is session.phones[NO_SCRIPT]:
            look_again(page)
        expect(page.locator(".reopened select").first).to_be_visible()
    expect(wall.locator(".open-again")).to_be_visible()
    for number in range(cleo.locator(".reopened select").count()):
        cleo.locator(".reopened select").nth(number).select_option(index=1)
    expect(cleo.locator(".reopened output")).to_be_visible()
    session.stands("21-again")
    cleo.click(".reopened button.main")
    dan.locator(".reopened button[name=number]").click()
    for page in session.pens(2):
        expect(page.locator(".reopened select")).to_have_count(0)
    console.locator(".onwards button").click()
    expect(wall.locator(".shown.again, .shown.talks").first).to_be_visible()
    session.stands("22-signed-again")


def all_take_it_home(session: Session) -> None:
    """The score, the points that were signed even where they lapsed, and the other's brief."""
    for name, page in session.phones.items():
        page.emulate_media(media="print")
        assert measure(page)["across"] <= 0, name
        clauses = page.locator(".score .clauses li")
        expect(clauses).to_have_count(7 if name in TEAMS[1] else 0)
        page.emulate_media(media="screen")
    if PICTURES:
        for name, page in session.phones.items():
            page.screenshot(path=Path(PICTURES) / f"23-home-{name}.png", full_page=True)
