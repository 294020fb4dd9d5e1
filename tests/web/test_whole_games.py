"""Whole games by forms alone: what pages offer is done, and no answer is a mistake of ours."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import pytest
import tiny
from visiting import Browser, Visited, visit, visit_file

from game.authoring.shipped import shipped
from game.presenter.seat.context import TABS

MOST = 400
"""The forms in which a game is over."""
ASIDE = ("leave", "language", "hand", "pen", "say")
"""What brings a game no further."""


def open_shipped(name: str, folder: Path) -> Visited:
    """A room of a scenario that comes with the game."""
    return visit_file(shipped()[name], folder)


def offered(page: str) -> Iterator[dict[str, str]]:
    """What the buttons of a page would send."""
    forms: dict[str, dict[str, str]] = {}
    buttons: list[tuple[str, str]] = []
    for number, match in enumerate(re.finditer(r"<form([^>]*)>(.*?)</form>", page, re.DOTALL)):
        head, body = match.groups()
        if 'action="/do"' not in head:
            continue
        id = attribute(head, "id") or f"#{number}"
        hidden = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', body)
        forms[id] = {name: html.unescape(text) for name, text in hidden}
        forms[id] |= dict.fromkeys(re.findall(r'<textarea[^>]* name="([^"]*)"', body), "Why not?")
        chosen = re.findall(r'<input type="radio"([^>]*)>', body)
        buttons += [(id, each) for each in chosen or re.findall(r"<button([^>]*)>", body)]
    for button in re.findall(r"<button([^>]*)>", page):
        if attribute(button, "form"):
            buttons.append((attribute(button, "form"), button))
    for id, button in buttons:
        if "disabled" not in button and attribute(button, "form") in ("", id) and id in forms:
            name = attribute(button, "name")
            yield {**forms[id], **({name: attribute(button, "value")} if name else {})}


def attribute(tag: str, name: str) -> str:
    """An attribute of an element; empty where it has none."""
    match = re.search(rf'(?:^|\s){name}="([^"]*)"', tag)
    return html.unescape(match[1]) if match else ""


def play(
    room: Visited, seed: int, look: Callable[[Sequence[Browser]], None] = lambda _: None
) -> None:
    """Plays a game to its end, by what is drawn among all that its pages offer.

    look: called after each thing that is done, with the browsers of all sides.
    """
    draw, table = Random(seed), room.room.tables[1]
    scenario = table.game.rules.scenario
    seated = [
        room.sit(side, next(iter(scenario.sides[side].seats or ("",)))) for side in scenario.sides
    ]
    for _ in range(MOST):
        if not table.game.state.to_move:
            break
        browser = draw.choice(seated)
        page = browser.get("/seat?tab=decide")
        assert page.status_code == 200
        forms = [each for each in offered(page.text) if each["do"] not in ASIDE]
        final = [each for each in forms if each["do"] == "confirm"]
        if forms:
            chosen = draw.choice(final if final and draw.random() < 0.5 else forms)
            answer = browser.send("/do", **chosen)
            assert answer.status_code == 303, (chosen, answer.text)
            look(seated)
    assert not table.game.state.to_move
    for browser in seated:
        look_everywhere(browser)


def look_everywhere(browser: Browser) -> None:
    for path in ("/wall", *(f"/seat?tab={tab}" for tab in TABS)):
        assert browser.get(path).status_code == 200


@pytest.mark.parametrize("name", ["kuala-lumpur", "nexperia-standoff"])
def test_a_game_is_played_to_its_end_by_what_pages_offer(name: str, tmp_path: Path) -> None:
    room = open_shipped(name, tmp_path)
    play(room, 1)
    assert room.console().get("/console").status_code == 200


def test_an_update_is_small(tmp_path: Path) -> None:
    room = open_shipped("nexperia-standoff", tmp_path)
    place = room.room.places[0]
    browser = room.sit(place.side, place.seat)
    for tab in TABS:
        with browser.client.stream("GET", f"/seat?tab={tab}", headers={"x-view": "1"}) as answer:
            assert sum(len(part) for part in answer.iter_raw()) < 15_000


WORDS = (
    *(
        "",
        "0",
        "1",
        "-1",
        "1/2/3",
        "north",
        "south.",
        "north tells south",
        "pact",
        "scope",
        "small",
    ),
    *("warm", "answer:x", "answer:", "offer", "actions", "accept", "walk", "pass", "theirs", "own"),
    *("<b>", "é", "\u202e", "x" * 300, "agree", "trust", "rewind 0", "pause"),
)
DOINGS = (
    *("select", "deselect", "draft", "draft-from", "agree", "confirm", "pen", "hand", "say"),
    *("language", "seat", "unseat", "reissue", "pause", "resume", "fire", "hold", "release"),
    *("announce", "step-back", "minutes", "note", "hand-over", "decide-for", "track", "end"),
    *("mark", "rule", "offer-again", "accept-again", "reveal", "reopen", "play-on"),
)
FIELDS = (
    *("action", "moment", "negotiation", "issue", "option", "which", "fingerprint", "what"),
    *("note", "up", "to", "words", "language", "device", "place", "table", "side", "seat"),
    *("inject", "line", "minutes", "objective", "player", "move", "track", "outcome"),
    *("mark-1", "guess", "skip", "number", "issue-scope", "step"),
)


def test_no_form_makes_us_fail(tmp_path: Path) -> None:
    room, draw = visit(tmp_path, tiny.TABLE), Random(7)
    seated, console = room.sit("south"), room.console()
    table = room.room.tables[1]
    for number in range(120):
        fields = {name: draw.choice(WORDS) for name in FIELDS}
        fields |= {"do": draw.choice(DOINGS), "key": str(number)}
        if draw.random() < 0.5:
            fields["fingerprint"] = table.fingerprint("south")
            fields["moment"] = table.moment("south")
        answers = [seated.send("/do", **fields), console.send("/console/do", **fields)]
        for answer in answers:
            assert answer.status_code in (303, 400, 409), (fields, answer.text)
        if seated.get("/seat?tab=decide").status_code != 200:
            seated = room.sit("south")
    assert console.get("/console").status_code == 200
