"""Statements that were made at the same time are read side by side."""

from pathlib import Path

import lookedback
import pytest
import tinydesk
from drawing import SIZES, drawn, misfits, texts, unreadable

from game.bots.seats import ME, bots, known
from game.session.driver import play
from game.ui.desk import Desk
from game.ui.intents import Do
from game.ui.library import Book
from game.ui.screen import Pop
from game.ui.screens.readouts import Readouts
from game.ui.statements import latest_readouts


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = lookedback.begun(tmp_path)
    lookedback.one_turn(tinydesk.sitting(desk))
    return desk


def test_it_leads_back(desk: Desk) -> None:
    screen = Readouts(desk, "north")
    for key in ("escape", "w", "enter"):
        assert screen.handle(screen.keys[key]) == Pop()
    assert screen.handle(Do("nonsense")) is None


def test_the_latest_statements_are_found_with_what_followed(desk: Desk) -> None:
    found = latest_readouts(tinydesk.sitting(desk), "north")
    assert found is not None
    assert (found.phase, found.turn) == ("word", 1)
    assert [(s.side, s.action) for s in found.statements] == [
        ("north", "praise"),
        ("south", "scold"),
    ]
    assert [[e.values.get("got") for e in s.entries[1:]] for s in found.statements] == [[1], [-1]]


def test_before_both_have_spoken_there_is_nothing_to_read(tmp_path: Path) -> None:
    desk = lookedback.begun(tmp_path)
    sitting = tinydesk.sitting(desk)
    assert latest_readouts(sitting, "north") is None
    assert "No statements have been made yet." in texts(drawn(Readouts(desk, "north")))
    lookedback.one_turn(sitting)
    once = latest_readouts(sitting, "north")
    while sitting.state.phase != sitting.game.rules.index.phases["word"]:
        tinydesk.act(sitting.game, f"{sitting.state.to_move[0]} pass")
    tinydesk.act(sitting.game, "north scold")
    assert latest_readouts(sitting, "north") == once


def test_other_phases_make_no_statements(tmp_path: Path) -> None:
    desk = tinydesk.playing(tmp_path)
    tinydesk.act(tinydesk.sitting(desk).game, "north warm", "south cool")
    assert latest_readouts(tinydesk.sitting(desk), "north") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("no_pass: true", "no_pass: false"),
        ("picks: 1, no_pass", "picks: 2, no_pass"),
        ("order: together, picks: 1", "order: alternate, picks: 1"),
        ("side: [north, south]\n    menu: words", "side: [north]\n    menu: words"),
    ],
)
def test_statements_are_made_by_all_at_once_one_each(one: str, other: str, tmp_path: Path) -> None:
    text = lookedback.STORY.replace(one, other)
    assert text != lookedback.STORY
    sitting = tinydesk.sitting(tinydesk.playing(tmp_path, text=text))
    lookedback.one_turn(sitting)
    assert latest_readouts(sitting, "north") is None


def test_both_texts_are_on_paper_with_what_followed(desk: Desk) -> None:
    told = texts(drawn(Readouts(desk, "north"), (1920, 1080)))
    for text in ("A warm and useful meeting.", "A waste of time.", "Trust +1 to 56", "Praise"):
        assert text in told


def test_what_a_side_does_not_see_followed_unseen(tmp_path: Path) -> None:
    text = lookedback.STORY.replace("effects: {trust: -1}", "effects: {purse: +1}")
    desk = tinydesk.playing(tmp_path, text=text)
    lookedback.one_turn(tinydesk.sitting(desk))
    assert "Purse" in texts(drawn(Readouts(desk, "south"), (1920, 1080)))
    told = texts(drawn(Readouts(desk, "north"), (1920, 1080)))
    assert "Purse" not in told
    assert "Nothing more is known to have followed." in told


@pytest.mark.parametrize("language", ["en", "fr"])
def test_all_of_it_fits_and_can_be_read(language: str, tmp_path: Path) -> None:
    desk = tinydesk.desk(tmp_path, language)
    book = next(each for each in desk.books if isinstance(each, Book))
    scenario = book.scenario(language)
    sitting = desk.begin(book, dict.fromkeys(scenario.sides, ME), 3)
    seats = {side: known(scenario, side)[1] for side in scenario.sides}
    play(sitting.game, bots(sitting.game.rules, seats, 3), {})
    screen = Readouts(desk, "eu")
    assert latest_readouts(sitting, "eu") is not None
    for width, height, text in SIZES:
        page = drawn(screen, (width, height), text)
        assert misfits(page) == [], (width, height, text)
        assert unreadable(page) == []
