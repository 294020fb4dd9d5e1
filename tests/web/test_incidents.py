"""What the console is told of addresses: soon, truly, and never so much that it hides the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from visiting import Visited, visit

from game.web.incidents import Incidents
from game.words.language import language


@pytest.fixture
def room(tmp_path: Path) -> Visited:
    return visit(tmp_path)


def test_a_few_connections_too_many_are_those_of_a_phone_that_woke_up(room: Visited) -> None:
    console = room.console()
    for _ in range(10):
        room.live.note_incident("10.0.0.66", "connections")
    assert "10.0.0.66" not in console.get("/console").text
    room.live.note_incident("10.0.0.66", "connections")
    page = console.get("/console").text
    assert "10.0.0.66 opens more connections than it needs: 11 were closed, the last at " in page
    assert "Everybody else plays on." in page


def test_the_console_shows_the_right_number_even_if_it_was_not_told_of_each(room: Visited) -> None:
    console = room.console()
    for count in range(1, 200):
        room.live.note_incident("10.0.0.66", "connections")
        if count % 60 == 0:
            assert f"{count} were closed" in console.get("/console").text


def test_a_flood_of_incidents_wakes_pages_only_now_and_then(
    room: Visited, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[bool] = []
    room.live.listen(lambda: woken.append(True))
    for _ in range(1000):
        room.live.note_incident("10.0.0.66", "connections")
    before = len(woken)
    assert 0 < before < 30
    monkeypatch.setattr("game.web.incidents.stamp", lambda: "2099-01-01T00:00:00Z")
    for _ in range(1000):
        room.live.note_incident("10.0.0.66", "connections")
    assert len(woken) == before + 1


def test_many_addresses_do_not_hide_the_rest_of_the_console() -> None:
    noted = Incidents()
    for number in range(5000):
        noted.note(f"10.0.{number // 250}.{number % 250}", "link")
    assert len(noted.noted) == 20
    noted.dismiss(noted.count)
    assert noted.noted == ()
    assert noted.note("10.9.9.9", "joins")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (
            "en",
            "10.0.0.66 opens more connections than it needs: 12 were closed, the last at 10:05.",
        ),
        ("fr", "10.0.0.66 ouvre plus de connexions qu’il n’en faut\u00a0: 12 ont été fermées,"),
    ],
)
def test_the_console_tells_of_an_address_in_its_language(code: str, sentence: str) -> None:
    key = "room.console.incident.connections"
    told = language(code).counted(key, 12, address="10.0.0.66", time="10:05")
    assert told.startswith(sentence)
