"""The scenarios on the title: all can be chosen, whatever the window."""

import re
from pathlib import Path

import pytest
import tinydesk
from drawing import SIZES, drawn, misfits, texts, unreadable

from game.ui import library
from game.ui.canvas import Rect
from game.ui.desk import Desk
from game.ui.intents import Do
from game.ui.page import Page
from game.ui.screen import Push
from game.ui.screens.title import Title
from game.ui.screens.trouble import Mistakes

NAMES = ("Kuala Lumpur", "Countermeasures", "Export Control Dialogue", "A", "Nexperia Standoff")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Five scenarios."""
    files = {}
    for number, name in enumerate(NAMES):
        (folder := tmp_path / str(number)).mkdir()
        file = tinydesk.written(folder, "summary: Ten months, and more to come.\n")
        text = file.read_text(encoding="utf-8").replace("title: Tiny", f"title: {name}")
        file.write_text(text, encoding="utf-8")
        files[name] = file
    monkeypatch.setattr(library, "shipped", lambda: files)
    return tinydesk.desk(tmp_path)


def chosen(page: Page) -> str:
    """The scenario on the sheet, which is the leftmost."""
    names = [blit for blit in page.canvas.texts if blit.text in NAMES]
    return min(names, key=lambda blit: Rect(blit.rect).x).text


@pytest.mark.parametrize(("width", "height", "text"), SIZES)
def test_every_scenario_can_be_chosen_by_mouse(
    desk: Desk, width: int, height: int, text: float
) -> None:
    title, seen = Title(desk), set()
    for _ in NAMES:
        page = drawn(title, (width, height), text)
        assert misfits(page) == []
        assert unreadable(page) == []
        seen.add(chosen(page))
        if seen == set(NAMES):
            return
        ways = [target for target in page.targets if target.do.verb == "choose"]
        fresh = (way for way in ways if way.label in NAMES and way.label not in seen)
        on = next(fresh, None) or next(way for way in ways if way.do.what == "+1")
        title.handle(on.do)
    raise AssertionError(seen)


@pytest.mark.parametrize(("width", "height", "text"), SIZES)
def test_no_word_of_a_title_is_broken(desk: Desk, width: int, height: int, text: float) -> None:
    title, whole = Title(desk), {word for name in NAMES for word in name.split()}
    for _ in NAMES:
        cards = re.split(r"\s", texts(drawn(title, (width, height), text)))
        parts = {word for word in cards for full in whole if len(word) > 3 and word in full}
        assert parts <= whole
        title.handle(Do("choose", "+1"))


def test_enter_on_what_cannot_be_played_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoilt = tmp_path / "spoilt.yaml"
    spoilt.write_text("format: 1\n", encoding="utf-8")
    monkeypatch.setattr(library, "shipped", lambda: {"spoilt": spoilt})
    desk = tinydesk.desk(tmp_path)
    title = Title(desk)
    answer = title.handle(title.keys["enter"])
    assert isinstance(answer, Push)
    assert isinstance(answer.screen, Mistakes)


def test_why_a_game_cannot_be_continued_is_said_in_words(tmp_path: Path) -> None:
    desk = tinydesk.playing(tmp_path)
    tinydesk.act(tinydesk.sitting(desk).game, "north warm")
    desk.leave()
    title = Title(desk)
    (game,) = desk.saved()
    game.path.write_bytes(game.path.read_bytes().replace(b"north", b"south", 1))
    assert title.handle(Do("continue")) is None
    assert "was changed after it was written" in desk.toast
