"""`communique print` writes the kit on paper, with the slips of a room that may be open."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import tiny
import tinyroom

from game.cli import main
from game.room.events import ObserverSlipReissued, Reissued
from game.room.kept_room import read_slips
from game.web.network.doors import DoorPlan, write_plan


@pytest.fixture
def scenario(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The scenario of a tiny room, in the folder where one stands."""
    monkeypatch.chdir(tmp_path)
    text = tiny.whole(tinyroom.SIDES + tinyroom.TOGETHER)
    Path("tiny.yaml").write_text(text, encoding="utf-8")
    return "tiny.yaml"


def printed_slips(html: str) -> list[str]:
    return re.findall(r'<p class="code">(\w+)</p>', html)


def test_the_kit_is_written_and_overwrites_nothing(
    scenario: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["print", scenario]) == 0
    assert main(["print", scenario]) == 0
    assert "kit-2.html" in capsys.readouterr().out
    html = Path("kit.html").read_text(encoding="utf-8")
    assert html == Path("kit-2.html").read_text(encoding="utf-8")
    assert "You are north." in html
    assert printed_slips(html) == []


def test_the_slips_are_those_of_the_open_room_reissued_ones_too(scenario: str) -> None:
    room = tinyroom.full_room(Path("monday"))
    try:
        before = {path.name: path.read_bytes() for path in Path("monday").iterdir()}
        write_plan(Path("monday"), DoorPlan(8765, "192.168.0.7"))
        first = room.slips()
        assert room.do(Reissued(1, "north", "elder")) is None
        assert room.do(ObserverSlipReissued(1, "north")) is None
        assert room.slips() != first
        assert main(["print", scenario, "--room", "monday"]) == 0
        html = Path("kit.html").read_text(encoding="utf-8")
        codes = [slip.code for slip in room.slips()]
        codes += [slip.code for slip in room.observer_slips()]
        assert printed_slips(html) == codes
        assert "Observer: What North sees" in html
        for code in codes:
            assert f'href="http://192.168.0.7:8765/slip/{code}"' in html
        assert room.code in html
        assert html.count('class="qr-code"') == 1 + len(codes)
        assert read_slips(Path("monday")).slips == room.slips()
        assert read_slips(Path("monday")).observer_slips == room.observer_slips()
        assert (Path("monday") / "key").read_bytes() == before["key"]
        assert room.do(Reissued(1, "south", "")) is None  # the room goes on
    finally:
        room.close()


def test_a_room_that_was_never_reached_from_outside_has_codes_without_pictures(
    scenario: str,
) -> None:
    tinyroom.open_room(Path("monday")).close()
    assert main(["print", scenario, "--room", "monday"]) == 0
    html = Path("kit.html").read_text(encoding="utf-8")
    assert len(printed_slips(html)) == 3 + 3
    assert "qr-code" not in html.partition("</style>")[2]
    assert "/slip/" not in html
    write_plan(Path("monday"), DoorPlan(8765))
    assert main(["print", scenario, "--room", "monday", "--out", "own.html"]) == 0
    html = Path("own.html").read_text(encoding="utf-8")
    assert html.count("http://127.0.0.1:8765/slip/") == 12  # as an address and as its text
    assert "qr-code" not in html.partition("</style>")[2]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--room", "nowhere"], "nowhere"),
        (["--room", "monday", "--seed", "7"], "the game of this room has the seed 1"),
        (["--seed", "x"], "--seed x"),
        (["--out", "nowhere/kit.html"], "there is no folder nowhere"),
        (["--language", "xx"], "--language xx"),
    ],
)
def test_what_cannot_be_printed_is_said_in_a_line(
    scenario: str, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    tinyroom.open_room(Path("monday")).close()
    assert main(["print", scenario, *words]) in (1, 2)
    assert said in capsys.readouterr().err
    assert not Path("kit.html").exists()


def test_a_room_of_another_scenario_is_refused(
    scenario: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert scenario
    tinyroom.open_room(Path("monday")).close()
    assert main(["print", "kuala-lumpur", "--room", "monday"]) == 2
    assert "this room plays tiny" in capsys.readouterr().err
