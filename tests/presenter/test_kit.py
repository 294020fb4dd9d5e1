"""The kit on paper: what each part says, and that no side's paper tells another's secrets."""

from __future__ import annotations

import re
from html import unescape

import pytest
import tiny

from game.model.decisions import FACILITATOR
from game.model.players import ME
from game.presenter.kit.kit import kit
from game.presenter.kit.room_papers import KitRoom, PaperSlip
from game.presenter.worded_game import WordedGame
from game.room.people import Place
from game.room.state import Slip
from game.session.game import Game
from game.words.language import language
from game.words.wording import Wording

SCENARIO = """
title: Tiny <b>talks</b>
situation: "Two lands & a river.\\n\\nThe bridge is closed [a]."
objectives: {LO1: Listen <first>, LO2: Build packages}
debrief: It is over. Who gave <first>? Who <i>then</i>?
sources: {a: {title: "The <i>Courier</i>", as_of: "2025-10"}}
calendar: [Monday, Tuesday, Wednesday, Thursday]
sides:
  north:
    name: The North <script>alert(1)</script>
    short: North
    brief: You hide the northern coal.
    par: 60
    score: [{label: Trust of <all>, points: trust}, {label: The northern ledger, points: heat}]
    seats:
      envoy: {name: Envoy, brief: Only the envoy knows the tunnel.}
      elder: {name: Elder, brief: Only the elder knows the song.}
  south: {name: South, brief: You hide the southern salt., score: [{label: Salt, points: trust}]}
deals:
  wish:
    name: The wish
    to: north
    cards: {coal: {name: Black gold, brief: Ask for coal & ask twice.}}
injects:
  storm:
    name: The storm <hr>
    class: weather
    text: Roofs fly.
    at: 2
    effects: {heat: +1}
    facilitator: Ask who shivers.
  letter:
    name: A letter
    when: trust >= 60
    ask: north
    answers: {burn: {name: Burn it, effects: {secret: -1}}, keep: {name: Keep it}}
"""
HEADS = {
    "en": {
        "The situation", "How a turn goes", "Event cards", "Observer’s sheet", "Turn by turn",
        "How to connect", "Slips", "What you are scored on", "What you can see change", "Notes",
    },
    "fr": {
        "La situation", "Le déroulement d’un tour", "Cartes d’événements",
        "Feuille de l’observateur", "Tour par tour", "Comment se connecter", "Fiches",
        "Ce qui fait votre score", "Ce que vous voyez évoluer", "Notes",
    },
}  # fmt: skip
QR = ((True, False), (False, True))
SLIP = Slip(Place(1, "north", "envoy"), "ABCD2345")
URL = "http://192.168.0.7:8765"
ROOM = KitRoom("QRST23", URL, QR, 1, [PaperSlip(SLIP, f"{URL}/slip/ABCD2345", QR)])


def written(seed: int | None = None, room: KitRoom | None = None, code: str = "en") -> str:
    """The kit of the tiny scenario with a table."""
    rules = tiny.rules(tiny.TABLE + SCENARIO)
    worded = WordedGame(Game(rules, seed or 0), dict.fromkeys(rules.sides, ME))
    if code != "en":
        worded._words = {FACILITATOR: Wording(rules.scenario, language(code))}
    return kit(worded, seed, room)


def sheets(html: str) -> list[str]:
    """The text of each sheet."""
    parts = re.findall(r'<section class="sheet[^"]*">(.*?)</section>', html, re.DOTALL)
    return [unescape(re.sub(r"<[^>]+>", "\n", part)) for part in parts]


def sheet(head: str, seed: int | None = None, room: KitRoom | None = None) -> str:
    """The sheet whose title is this."""
    html = written(seed, room)
    parts = re.findall(r'<section class="sheet[^"]*">(.*?)</section>', html, re.DOTALL)
    (part,) = [each for each in parts if f"<h1>{head}</h1>" in each]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part)))


def test_every_part_is_there_in_its_order() -> None:
    heads = re.findall(r"<h1>(.*?)</h1>", written(room=ROOM))
    assert heads == [
        "Tiny &lt;b&gt;talks&lt;/b&gt;",
        "The situation",
        "North &lt;script&gt;alert(1)&lt;/script&gt;",
        "Envoy",
        "Elder",
        "South",
        "How a turn goes",
        "Event cards",
        "Observer’s sheet",
        "The agenda",
        "What to say",
        "Questions for the debrief",
        "Pact",
        "How to connect",
        "Slips",
    ]


def test_the_paper_of_a_side_tells_no_secret_of_another_and_none_of_a_seat() -> None:
    north, south = sheet("North &lt;script&gt;alert(1)&lt;/script&gt;", 1), sheet("South", 1)
    for own in ("northern coal", "northern ledger", "Black gold", "North purse"):
        assert own in north
        assert own not in south
    for other in ("southern salt", "South purse", "Secret", "tunnel", "song"):
        assert other not in north
    assert "southern salt" in south
    assert "Only your side sees it." in south


def test_only_its_own_sheet_has_the_brief_of_a_seat() -> None:
    with_tunnel = [text for text in sheets(written(1, ROOM)) if "tunnel" in text]
    assert len(with_tunnel) == 1
    assert "Envoy" in with_tunnel[0]
    assert "song" not in with_tunnel[0]
    assert "Elder" in sheet("Envoy")


def test_cards_and_values_are_printed_only_with_a_seed() -> None:
    north = "North &lt;script&gt;alert(1)&lt;/script&gt;"
    assert "Black gold" not in written()
    assert "when the game begins" in sheet(north)
    assert "At the start" not in written()
    assert "Ask for coal & ask twice." in sheet(north, 1)
    assert "At the start" in sheet(north, 1)


def test_texts_of_authors_are_shown_and_never_become_markup() -> None:
    html = written(1, ROOM)
    assert not re.search(r"<(script|hr|first|all)\b|Tiny <b>|The <i>", html)
    shown = unescape(html)
    for text in ("The storm <hr>", "Listen <first>", "Trust of <all>", "The <i>Courier</i>"):
        assert text in shown


def test_a_name_plate_is_read_from_both_sides_and_two_stand_on_a_sheet() -> None:
    pages = re.findall(r'<section class="sheet plate">(.*?)</section>', written(), re.DOTALL)
    plates = [plate for page in pages for plate in page.split('<div class="plate-body">')[1:]]
    assert len(plates) == 4  # two sides, two seats of north, and none of south's
    assert len(pages) == 2
    envoy = next(plate for plate in plates if "Envoy" in plate)
    assert envoy.count(">Envoy<") == 2
    assert envoy.count("<circle") == 2
    assert envoy.count('class="face turned"') == 1


def test_an_event_card_says_when_and_what_and_asks() -> None:
    cards = sheet("Event cards")
    for text in (
        "Weather The storm <hr> Roofs fly.",
        "When: It doesn’t come by itself",
        "What it does: Heat +1.",
        "For you: Ask who shivers.",
        "Needs trust at 60 or more.",
        "It asks: The North <script>alert(1)</script> is asked: “Burn it” or “Keep it”.",
        "Answer “Burn it”: Secret −1.",
    ):
        assert text.lower() in cards.lower(), text


def test_the_observer_has_each_objective_and_each_turn() -> None:
    label = "Tiny <b>talks</b> · The observer’s sheet"
    observed = " ".join(text for text in sheets(written()) if label in text)
    assert "Pact" not in observed
    for text in ("Listen <first>", "Build packages", "1: Monday", "4: Thursday"):
        assert text in observed


def test_the_form_has_a_box_for_each_option_and_a_place_for_each_signature() -> None:
    form = written().partition("<h1>Pact</h1>")[2].partition("</section>")[0]
    assert form.count('class="box"') == 8
    assert form.count('class="signature"') == 2
    assert "Agreed on turn" in form
    assert 'class="seal"' in form


def test_a_role_has_its_weights_a_sentence_to_write_and_a_tally_of_the_turns() -> None:
    envoy = sheet("Envoy", seed=1)
    for text in ("What each point weighs", "write one sentence", "Who gave, turn by turn"):
        assert text in envoy, text
    page = written(1).partition("<h1>Envoy</h1>")[2].partition("</section>")[0]
    assert page.count("<th>") == 1 + 4  # the turns


def test_the_facilitator_has_the_agenda_what_to_say_and_the_questions() -> None:
    assert "Seat everybody, then begin the session." in sheet("The agenda")
    assert "There are 4 turns." in sheet("What to say")
    asked = sheet("Questions for the debrief")
    assert "Who gave <first>?" in asked
    assert "Listen" not in asked


def test_without_a_room_the_way_to_connect_is_left_blank_and_there_are_no_slips() -> None:
    connection = written().partition("<h1>How to connect</h1>")[2].partition("</section>")[0]
    assert connection.count("<i></i>") == 4
    assert "<h1>Slips</h1>" not in written()


def test_a_slip_has_its_code_its_place_its_address_and_a_picture_of_it() -> None:
    html = written(room=ROOM).partition("<h1>Slips</h1>")[2]
    for text in ("ABCD2345", "Envoy", f'href="{URL}/slip/ABCD2345"', ">http://192.168.0.7:8765/s"):
        assert text in html
    assert 'd="M4 4h1v1h-1zM5 5h1v1h-1z"' in html


@pytest.mark.parametrize("code", ["en", "fr"])
def test_all_heads_stand_in_the_language_of_the_kit(code: str) -> None:
    html = written(room=ROOM, code=code)
    heads = {unescape(head) for head in re.findall(r"<h[12]>(.*?)</h[12]>", html)}
    assert HEADS[code] <= heads
    assert not (heads & (HEADS["en"] ^ HEADS["fr"]) - HEADS[code])
    assert f'<html lang="{code}">' in html
