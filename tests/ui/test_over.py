"""The end of a game and the look back on it: all of it is open, and all of it fits."""

import sys
from itertools import combinations
from pathlib import Path

import lookedback
import pytest
import tinydesk
from drawing import SIZES, dos, drawn, misfits, texts, unreadable

from game.bots.seats import ME, bots, known
from game.model.decisions import Act
from game.session.driver import play
from game.ui.aftermath import choices, curves, events, foremost
from game.ui.desk import Desk
from game.ui.hindsight import Hindsight
from game.ui.intents import Do
from game.ui.library import Book, open_book
from game.ui.page import Page
from game.ui.report import report
from game.ui.screen import Home, Push
from game.ui.screens.over import Over
from game.ui.screens.replay import Replay
from game.ui.tabled import tabled, tables

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from stage import Stage  # noqa: E402


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return lookedback.ended(tmp_path)


def played(folder: Path, language: str, seed: int) -> Desk:
    """Kuala Lumpur to its end, between the personas that agree most."""
    desk = tinydesk.desk(folder, language)
    book = next(each for each in desk.books if isinstance(each, Book))
    scenario = book.scenario(language)
    sitting = desk.begin(book, dict.fromkeys(scenario.sides, ME), seed)
    seats = {side: known(scenario, side)[1] for side in scenario.sides}
    play(sitting.game, bots(sitting.game.rules, seats, 3), {})
    return desk


def shown(over: Over, tab: str, size: tuple[int, int] = (1920, 1080)) -> Page:
    over.handle(Do("tab", tab))
    return drawn(over, size)


# What is told


def test_each_decision_knows_what_followed_from_it_then_and_later(desk: Desk) -> None:
    found = choices(tinydesk.sitting(desk))
    told = [(c.turn, c.side, c.head.code) for c in found[:6]]
    assert told == [
        (1, "north", "offered"),
        (1, "south", "offered"),
        (1, "north", "offered"),
        (1, "south", "accepted"),
        (1, "north", "acted"),
        (1, "south", "acted"),
    ]
    assert [entry.code for _, entry in found[3].follow] == ["agreed", "changed"]
    assert [(turn, e.values["got"]) for turn, e in found[5].follow] == [(1, 1), (2, 2)]
    assert [c.count for c in found[:3]] == [1, 1, 2]


def test_a_note_stands_with_the_decision_it_was_made_on(desk: Desk) -> None:
    assert [c.note for c in choices(tinydesk.sitting(desk)) if c.note] == ["Half is enough."]
    assert choices(tinydesk.sitting(desk))[2].note == "Half is enough."


def test_events_mark_the_tracks_that_they_moved_on_the_turn_on_which_they_did(desk: Desk) -> None:
    sitting = tinydesk.sitting(desk)
    found = events(sitting)
    assert [(e.letter, e.code, e.id) for e in found] == [
        ("A", "agreed", "pact"),
        ("B", "injected", "storm"),
    ]
    trust, *others = curves(sitting, found)
    assert (trust.values, trust.marks) == ((50, 55, 48), ((), ("A",), ("B",)))
    assert not any(letters for curve in others for letters in curve.marks)
    assert [e.id for e in foremost(sitting, found, 1)] == ["pact"]


def test_a_turn_ends_with_its_last_decision_and_before_the_next_one_begins(tmp_path: Path) -> None:
    text = f"{tinydesk.INJECTS}\neach_turn: {{heat: +1}}\nturns: 2"
    sitting = tinydesk.sitting(tinydesk.playing(tmp_path, text=text))
    for side, action in zip(("north", "south") * 2, ("warm", "cool", "warm", "warm"), strict=True):
        sitting.game.decide(side, Act(action))
    trust, heat, *_ = curves(sitting, [])
    assert trust.values == (50, 50, 56)
    assert heat.values == (0, 0, 1)


def test_what_happens_twice_has_a_letter_each_time(tmp_path: Path) -> None:
    text = lookedback.STORY.replace("at: 2", "when: turn >= 1, once: false")
    desk = tinydesk.playing(tmp_path, text=text)
    lookedback.finish(tinydesk.sitting(desk))
    found = events(tinydesk.sitting(desk))
    assert [(e.letter, e.turn) for e in found] == [("A", 1), ("B", 2)]
    assert curves(tinydesk.sitting(desk), found)[0].marks == ((), ("A",), ("B",))


def test_offers_are_weighed_as_when_the_talks_ended(desk: Desk) -> None:
    sitting = tinydesk.sitting(desk)
    assert tables(sitting) == ["pact"]
    found = tabled(sitting, "pact")
    assert [(o.side, o.point, o.agreed) for o in found.offers] == [
        ("north", (9, 0), False),
        ("south", (0, 9), False),
        ("north", (6, 5), True),
    ]
    assert (found.agreed, found.plane.reserves) == ((6, 5), (3, 2))
    assert [(c.issue, c.option, c.worths) for c in found.clauses] == [("wood", "some", (6, 5))]


def test_where_nothing_was_agreed_nothing_is_marked_as_agreed(tmp_path: Path) -> None:
    desk = lookedback.begun(tmp_path)
    game = tinydesk.sitting(desk).game
    game.decide("north", lookedback.offer("all"))
    found = tabled(tinydesk.sitting(desk), "pact")
    assert (found.agreed, [o.agreed for o in found.offers]) == (None, [False])


# Getting about


def test_it_leads_to_the_replay_and_back_to_the_title(desk: Desk) -> None:
    over = Over(desk)
    answer = over.handle(over.keys["s"])
    assert isinstance(answer, Push)
    assert isinstance(answer.screen, Replay)
    assert over.handle(over.keys["h"]) == Home()


def test_every_tab_has_a_key_and_a_pill(desk: Desk) -> None:
    over = Over(desk)
    assert over.tab == "overview"
    for number, tab in enumerate(over.tabs, 1):
        assert over.handle(over.keys[str(number)]) is None
        assert over.tab == tab
        assert Do("tab", tab) in dos(drawn(over, (1920, 1080)))
    over.handle(Do("tab", "nonsense"))
    assert over.tab == over.tabs[-1]
    over.handle(over.keys["escape"])
    assert over.tab == "overview"


def test_the_outcome_names_how_it_ended_and_every_score_against_par(desk: Desk) -> None:
    told = texts(shown(Over(desk), "outcome"))
    for text in ("Spring", "The ice breaks.", "A win", "A loss", "par 30", "18 above", "42 below"):
        assert text in told
    assert "What it cost" in told
    assert "The pact: agreed." in told


def test_a_decision_is_pressed_and_told(desk: Desk) -> None:
    over = Over(desk)
    page = shown(over, "decisions")
    assert "The pact agreed" in texts(page)
    hidden = next(
        c for c in choices(tinydesk.sitting(desk)) if c.head.values.get("action") == "hide"
    )
    do = Do("choice", str(hidden.number))
    assert do in dos(page)
    assert over.handle(do) is None
    told = texts(drawn(over, (1920, 1080)))
    assert "Under the snow." in told
    assert "Tuesday" in told
    over.handle(Do("choice", "2"))
    told = texts(drawn(over, (1920, 1080)))
    assert "Half is enough." in told
    assert "Some wood" in told


def test_the_table_tells_what_was_left_on_it(desk: Desk) -> None:
    told = texts(shown(Over(desk), "table"))
    for text in (
        "Agreed",
        "6 / 5",
        "Nash",
        "Left on the table",
        "reserve 3",
        "Offer 2, turn 1: agreed",
    ):
        assert text in told


def test_afterwards_is_what_the_author_wrote_with_its_sources(desk: Desk) -> None:
    told = texts(shown(Over(desk), "debrief"))
    assert "Nobody had shut the windows¹." in told
    assert "The ice gazette, 2025-01-02" in told
    assert "Shut windows" in told


def test_a_scenario_without_tables_and_debrief_is_looked_back_on_too(tmp_path: Path) -> None:
    desk = tinydesk.playing(tmp_path)
    tinydesk.finish(tinydesk.sitting(desk).game)
    over = Over(desk)
    assert "table" not in over.tabs
    for tab in over.tabs:
        assert misfits(shown(over, tab)) == []
    assert "The author has written nothing more." in texts(shown(over, "debrief"))


def test_it_speaks_another_language_at_once(tmp_path: Path) -> None:
    desk = played(tmp_path, "en", 3)
    over = Over(desk)
    assert "Fragile truce" in texts(shown(over, "outcome"))
    tinydesk.sitting(desk).speak("fr")
    assert "Trêve fragile" in texts(shown(over, "outcome"))


# How it looks


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("seed", [1, 3])
def test_all_of_it_fits_and_can_be_read(language: str, seed: int, tmp_path: Path) -> None:
    over = Over(played(tmp_path, language, seed))
    for width, height, text in SIZES:
        for tab in over.tabs:
            over.handle(Do("tab", tab))
            page = drawn(over, (width, height), text)
            assert misfits(page) == [], (width, height, text, tab)
            if width == 1280:
                assert unreadable(page) == [], tab


def test_it_can_be_read_in_high_contrast(desk: Desk) -> None:
    over = Over(desk)
    for tab in over.tabs:
        over.handle(Do("tab", tab))
        page = drawn(over, (1280, 720), high_contrast=True)
        assert unreadable(page) == [], tab


# A table of three


def test_at_a_table_of_three_all_worths_are_told_and_any_two_are_compared(tmp_path: Path) -> None:
    book = open_book(ROOT / "tests" / "scenarios" / "countermeasures.yaml")
    assert isinstance(book, Book)
    stage = Stage(tmp_path, "en", book=book)
    app = stage.until(lambda s: not s.state.to_move and bool(tables(s)), stage.everybody())
    assert app is not None
    over = app.screen
    assert isinstance(over, Over)
    found = over.hindsight.tabled
    sides = list(found.parties)
    assert sorted(sides) == sorted(stage.book().scenario("en").sides)
    assert [len(c.worths) for c in found.clauses] == [len(sides)] * len(found.clauses) != []
    over.handle(Do("tab", "table"))
    twos = [do for do in dos(drawn(over, (1920, 1080))) if do.verb == "two"]
    assert [do.what.split() for do in twos] == [[*two] for two in combinations(sides, 2)]
    totals = [sum(c.worths[n] for c in found.clauses) for n in range(len(sides))]
    for do in twos:
        over.handle(do)
        seen = over.hindsight.tabled
        assert list(seen.plane.sides) == do.what.split()
        last = seen.offers[-1].point
        assert list(last) == [totals[sides.index(side)] for side in seen.plane.sides]
        assert misfits(drawn(over, (1280, 720))) == []


def test_what_the_cards_were_is_told_once_the_game_is_over(tmp_path: Path) -> None:
    deals = """
deals:
  aim: {name: The aim, to: north, cards: {high: {name: A high one}}}
  sky: {name: The sky, cards: {clear: {name: No cloud}}}
"""
    desk = tinydesk.playing(tmp_path, text=f"{tinydesk.INJECTS}{deals}")
    sitting = tinydesk.sitting(desk)
    tinydesk.finish(sitting.game)
    lines = ("The aim: A high one. Known to North.", "The sky: No cloud. Known to nobody.")
    for size in ((1920, 1080), (1024, 640)):
        told = texts(shown(Over(desk), "debrief", size))
        assert "What the cards were" in told
        assert all(line in told for line in lines)
    told = report(Hindsight(sitting))
    assert all(line in told for line in lines)
