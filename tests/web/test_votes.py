"""A body votes in a room: what phones show before, while and after its ballots are cast."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from test_whole_games import offered, play
from visiting import Browser, Visited, visit_file

COUNCIL = Path(__file__).resolve().parents[1] / "scenarios" / "council.yaml"


def council(folder: Path) -> Visited:
    """A room of three capitals and twenty-four voices."""
    return visit_file(COUNCIL, folder)


def words(page: str) -> str:
    """The text of a page, without its tags."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", page)))


def press(browser: Browser, do: str, what: str = "") -> None:
    """Presses the first button that does something, with this value among those it sends."""
    page = browser.get("/seat?tab=decide").text
    found = [
        form for form in offered(page) if form["do"] == do and (not what or what in form.values())
    ]
    assert found, (do, what, words(page))
    assert browser.send("/do", **found[0]).status_code == 303


def at_the_vote(room: Visited) -> dict[str, Browser]:
    """The three capitals, each with a phone, when the first vote is put to them."""
    phones = {side: room.sit(side) for side in ("berlin", "paris", "budapest")}
    while not room.room.tables[1].game.state.questions:
        (side,) = room.room.tables[1].game.state.to_move
        press(phones[side], "confirm")
    return phones


def cast(phone: Browser, ballot: str) -> None:
    press(phone, "confirm", f"answer:{ballot}")


@pytest.mark.parametrize("seed", range(2))
def test_a_game_with_votes_is_played_to_its_end_by_what_pages_offer(
    seed: int, tmp_path: Path
) -> None:
    play(council(tmp_path), seed)


def test_a_phone_says_what_the_vote_needs_what_one_weighs_and_what_follows(tmp_path: Path) -> None:
    phones = at_the_vote(council(tmp_path))
    page = words(phones["berlin"].get("/seat?tab=decide").text)
    for said in (
        "The Council carries it with 15 of 27 states and 65% of the people",
        "Your ballot: Germany (1 of 27 states, 18% of the people)",
        "If it is carried: Trade −6, unity +2.",
        "If it isn’t: Unity −3.",
        "What it would surely mean for your score, in points carried not carried Trade −6 ±0 "
        "Standing +10 ±0 Together +4 ±0",
    ):
        assert said in page, page
    assert all(ballot in page for ballot in ("For", "Against", "Abstain"))


def test_a_ballot_is_chosen_in_a_tray_that_stays_in_sight_and_cast_with_its_one_button(
    tmp_path: Path,
) -> None:
    page = at_the_vote(council(tmp_path))["berlin"].get("/seat?tab=decide").text
    (tray,) = re.findall(r'<form class="tray ballot".*?</form>', page, re.DOTALL)
    chosen = re.findall(r'<input type="radio"[^>]* value="answer:(\w+)" required>', tray)
    assert chosen == ["for", "against", "abstain"]
    assert words(tray).split() == ["For", "Against", "Abstain", "Cast", "this", "ballot"]
    assert page.count("Cast this ballot") == 1


@pytest.mark.parametrize("ballot", ["for", "against"])
def test_a_ballot_is_on_no_other_page_before_the_last_is_cast(ballot: str, tmp_path: Path) -> None:
    pages = {}
    for cast_first in ("abstain", ballot):
        room = council(tmp_path / cast_first)
        phones = at_the_vote(room)
        cast(phones["berlin"], cast_first)
        pages[cast_first] = [
            words(phones["paris"].get("/seat?tab=decide").text),
            words(phones["paris"].get("/seat?tab=record").text),
            words(room.browser().get("/wall").text).replace(room.room.code, "CODE"),
        ]
    assert pages["abstain"] == pages[ballot]


def test_the_result_is_in_everybody_s_record_and_on_the_wall(tmp_path: Path) -> None:
    room = council(tmp_path)
    phones = at_the_vote(room)
    for side, ballot in (("berlin", "for"), ("paris", "for"), ("budapest", "against")):
        cast(phones[side], ballot)
    result = "The Council doesn’t carry “The finding”"
    assert result in words(phones["budapest"].get("/seat?tab=record").text)
    assert result in words(room.browser().get("/wall").text)


def test_the_facilitator_sees_ballots_as_they_are_cast_and_what_would_have_reversed_it(
    tmp_path: Path,
) -> None:
    room = council(tmp_path)
    phones, console = at_the_vote(room), room.console()
    cast(phones["berlin"], "against")
    page = words(console.get("/console").text)
    assert page.count("Has decided: Against") == 1
    lost = "The Council is voting. It won’t be carried, whatever Paris and Budapest may do."
    assert lost in page
    assert "won’t be carried" not in words(phones["paris"].get("/seat").text)
    assert "Has decided: Against" not in words(phones["paris"].get("/seat").text)
    for side, ballot in (("paris", "for"), ("budapest", "abstain")):
        cast(phones[side], ballot)
    page = words(console.get("/console").text)
    assert "The Council doesn’t carry “The finding”" in page
    assert "abstaining: 20. It was 12 short." in page
    for phone in phones.values():
        assert "12 short" not in words(phone.get("/seat?tab=record").text)


def test_after_a_step_back_ballots_are_cast_again_and_the_console_marks_the_old_ones(
    tmp_path: Path,
) -> None:
    room = council(tmp_path)
    phones, console = at_the_vote(room), room.console()
    before = len(room.room.tables[1].game.moments) - 1
    for side, ballot in (("berlin", "against"), ("paris", "for"), ("budapest", "abstain")):
        cast(phones[side], ballot)
    page = words(console.get("/console").text)
    assert page.count("All ballots on “The finding” are then cast again.") == 3
    assert "Before the step back" not in page
    console.send("/console/do", do="step-back", table="1", line=str(before), key="back")
    page = words(console.get("/console").text)
    for ballot in ("Against", "For", "Abstain"):
        assert f"Before the step back: {ballot}" in page
    cast(phones["berlin"], "for")
    for phone in (phones["paris"], room.browser()):
        for path in ("/wall", "/seat?tab=decide", "/seat?tab=record"):
            text = words(phone.get(path).text)
            assert "Before the step back" not in text
    page = words(console.get("/console").text)
    assert "Has decided: For" in page
    assert page.count("Before the step back") == 3


def leaking(folder: Path) -> Visited:
    """A room in which untold ballots of turn 1 come to light on turn 2, to one side and to all."""
    text = COUNCIL.read_text(encoding="utf-8")
    for old, new in (
        ("    when: carried(finding) == 0\n", "    when: turn == 1\n"),
        ("      carried: {trade: -6,", "      ballots: counted\n      carried: {trade: -6,"),
        ("    at: 5\n    when: carried(response) + lost(response) >= 1\n", "    at: 2\n"),
        ("    when: carried(response) + lost(response) >= 1\n", ""),
        ("{reveal: response, to", "{reveal: finding, to"),
        ("{reveal: response}", "{reveal: finding}"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    path = folder / "leaking.yaml"
    path.write_text(text, encoding="utf-8")
    return visit_file(path, folder)


def test_ballots_that_come_to_light_are_told_once_to_whom_they_are_shown(tmp_path: Path) -> None:
    room = leaking(tmp_path)
    phones, wall = at_the_vote(room), room.browser()

    def told(side: str) -> int:
        return words(phones[side].get("/seat?tab=record").text).count(shown)

    shown = "come to light: for: Austria, France, Germany and Poland; against: Cyprus, Hungary,"
    for side, ballot in (("berlin", "for"), ("paris", "for"), ("budapest", "against")):
        cast(phones[side], ballot)
    press(phones["berlin"], "select", "listen")
    assert "Shows you who voted how on “The finding”." in words(phones["berlin"].get("/seat").text)
    assert "Shows Berlin who voted how" not in words(phones["berlin"].get("/seat").text)
    press(phones["berlin"], "confirm")
    assert (told("berlin"), told("paris")) == (1, 0)
    assert shown not in words(wall.get("/wall").text)
    for side in ("paris", "budapest"):
        press(phones[side], "confirm")
    assert (told("berlin"), told("paris")) == (2, 1)
    pages = (phones["paris"].get("/seat?tab=decide"), wall.get("/wall"))
    assert [words(page.text).count(shown) for page in pages] == [1, 1]
    assert words(room.console().get("/console").text).count(shown) == 2
