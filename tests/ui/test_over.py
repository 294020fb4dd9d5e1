"""The end of a game and the look back on it: all of it is open, and all of it fits."""

import sys
from itertools import combinations
from pathlib import Path

import lookedback
import pytest
import tiny_program
from drawing import commands, drawn, misfits, texts, unreadable

from game.bots.seats import make_bots
from game.model.decisions import Accept, Offer
from game.model.frozen import FrozenMap
from game.model.players import ME, available_bots
from game.presenter.debrief.debrief import debrief_of
from game.presenter.debrief.decisions import list_decisions
from game.presenter.debrief.negotiations import tables_with_offers
from game.presenter.report.report import report
from game.session.driver import play
from game.ui.page.page import Page
from game.ui.page.screen import Home, Push
from game.ui.program.library import PlayableScenario, open_scenario
from game.ui.program.program import Program
from game.ui.screens.looking_back.debrief_commands import (
    ChooseDecision,
    ChoosePair,
    ShowCourse,
    SwitchTab,
)
from game.ui.screens.looking_back.over import Over
from game.ui.screens.replaying.replay import Replay

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from stage import Stage  # noqa: E402


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return lookedback.ended(tmp_path)


def played(folder: Path, language: str, seed: int) -> Program:
    """Kuala Lumpur to its end, between the personas that agree most."""
    program = tiny_program.program(folder, language)
    book = next(each for each in program.scenarios if isinstance(each, PlayableScenario))
    scenario = book.scenario(language)
    hot_seat = program.begin(book, dict.fromkeys(scenario.sides, ME), seed)
    seats = {side: available_bots(scenario, side)[1] for side in scenario.sides}
    play(hot_seat.game, make_bots(hot_seat.game.rules, seats, 3), {})
    return program


def shown(over: Over, tab: str, size: tuple[int, int] = (1920, 1080)) -> Page:
    over.handle(SwitchTab(tab))
    return drawn(over, size)


# Getting about


def test_it_leads_to_the_replay_and_back_to_the_title(program: Program) -> None:
    over = Over(program)
    answer = over.handle(over.keys["s"])
    assert isinstance(answer, Push)
    assert isinstance(answer.screen, Replay)
    assert over.handle(over.keys["h"]) == Home()


def test_every_tab_has_a_key_and_a_pill(program: Program) -> None:
    over = Over(program)
    assert over.tab == "overview"
    for number, tab in enumerate(over.tabs, 1):
        assert over.handle(over.keys[str(number)]) is None
        assert over.tab == tab
        assert SwitchTab(tab) in commands(drawn(over, (1920, 1080)))
    over.handle(SwitchTab("nonsense"))
    assert over.tab == over.tabs[-1]
    over.handle(over.keys["escape"])
    assert over.tab == "overview"


def test_the_outcome_names_how_it_ended_and_every_score_against_par(program: Program) -> None:
    told = texts(shown(Over(program), "outcome"))
    for text in (
        "Spring",
        "The ice breaks.",
        "verdict: a win.",
        "verdict: a loss.",
        "par 30",
        "18 above",
        "42 below",
    ):
        assert text in told
    assert "What it cost" in told
    assert "The pact: agreed." in told


def test_a_decision_is_pressed_and_told(program: Program) -> None:
    over = Over(program)
    page = shown(over, "decisions")
    assert "The pact agreed" in texts(page)
    decisions = list_decisions(tiny_program.hot_seat(program).game)
    hidden = next(each for each in decisions if each.entry.values.get("action") == "hide")
    command = ChooseDecision(hidden.number)
    assert command in commands(page)
    assert over.handle(command) is None
    told = texts(drawn(over, (1920, 1080)))
    assert "Under the snow." in told
    assert "Tuesday" in told
    over.handle(ChooseDecision(2))
    told = texts(drawn(over, (1920, 1080)))
    assert "Half is enough." in told
    assert "Some wood" in told


def test_the_table_tells_what_was_left_on_it(program: Program) -> None:
    told = texts(shown(Over(program), "table"))
    for text in (
        "Agreed",
        "6 / 5",
        "Nash",
        "Left on the table",
        "reserve 3",
        "Offer 2, turn 1: agreed",
    ):
        assert text in told


def test_afterwards_is_what_the_author_wrote_with_its_sources(program: Program) -> None:
    told = texts(shown(Over(program), "debrief"))
    assert "Nobody had shut the windows¹." in told
    assert "The ice gazette, 2 January 2025" in told
    assert "Shut windows" in told


def test_a_scenario_without_tables_and_debrief_is_looked_back_on_too(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    tiny_program.finish(tiny_program.hot_seat(program).game)
    over = Over(program)
    assert "table" not in over.tabs
    for tab in over.tabs:
        assert misfits(shown(over, tab)) == []
    assert "The author has written nothing more." in texts(shown(over, "debrief"))


def test_it_speaks_another_language_at_once(tmp_path: Path) -> None:
    program = played(tmp_path, "en", 3)
    over, hot_seat = Over(program), tiny_program.hot_seat(program)
    ending = hot_seat.game.rules.outcomes[hot_seat.game.state.outcome].id
    book = next(each for each in program.scenarios if isinstance(each, PlayableScenario))
    english, french = (book.scenario(code).outcomes[ending].name for code in ("en", "fr"))
    assert french != english
    assert english in " ".join(texts(shown(over, "outcome")).split())
    hot_seat.speak("fr")
    assert french in " ".join(texts(shown(over, "outcome")).split())


# What counts for seats


def test_below_a_score_stand_the_results_of_its_seats_and_a_long_margin_is_broken(
    tmp_path: Path,
) -> None:
    seats = """
    seats:
      head: {name: Head, score: [{label: Warm rooms, points: trust // 2}]}
      hand: {name: Hand, score: [{label: Dry, points: 3}, {label: Cold, points: 4}]}
  south:"""
    text = lookedback.STORY.replace("\n  south:", seats, 1).replace("win, south: loss", "draw")
    program = tiny_program.playing(tmp_path, text=text)
    hot_seat = tiny_program.hot_seat(program)
    lookedback.one_turn(hot_seat)
    lookedback.finish(hot_seat)
    over = Over(program)
    told = texts(shown(over, "outcome"))
    half = str(hot_seat.game.state.tracks[0] // 2)
    for text in ("What counted for each seat", "Head", half, "Hand", "7", "Dry", "3"):
        assert text in told
    assert "What counted for each seat" not in texts(shown(over, "overview"))
    for size in ((1280, 720), (1920, 1080)):
        assert misfits(shown(over, "outcome", size)) == []
    first, *others = over.debrief.score("north").margin.split()
    narrow = texts(shown(over, "outcome", (1280, 720)))
    rows = [row for row in narrow.splitlines() if row.startswith(f"{first} ")]
    assert rows
    assert all(others[-1] not in row for row in rows)


# How it looks


def test_it_can_be_read_in_high_contrast(program: Program) -> None:
    over = Over(program)
    for tab in over.tabs:
        over.handle(SwitchTab(tab))
        page = drawn(over, (1280, 720), high_contrast=True)
        assert unreadable(page) == [], tab


# A table of three


def test_at_a_table_of_three_all_worths_are_told_and_any_two_are_compared(tmp_path: Path) -> None:
    book = open_scenario(ROOT / "tests" / "scenarios" / "countermeasures.yaml")
    assert isinstance(book, PlayableScenario)
    stage = Stage(tmp_path, "en", book=book)
    app = stage.until(
        lambda s: not s.state.to_move and bool(tables_with_offers(s.game)), stage.everybody()
    )
    assert app is not None
    over = app.screen
    assert isinstance(over, Over)
    talks = over.debrief.negotiation
    sides = list(talks.parties)
    assert sorted(sides) == sorted(stage.book().scenario("en").sides)
    assert [len(c.worths) for c in talks.clauses] == [len(sides)] * len(talks.clauses) != []
    over.handle(SwitchTab("table"))
    pages = commands(drawn(over, (1920, 1080)))
    pairs = [each for each in pages if isinstance(each, ChoosePair)]
    assert [each.pair.split() for each in pairs] == [[*two] for two in combinations(sides, 2)]
    totals = [sum(c.worths[n] for c in talks.clauses) for n in range(len(sides))]
    for command in pairs:
        over.handle(command)
        seen = over.debrief.negotiation
        assert list(seen.space.sides) == command.pair.split()
        last = seen.offers[-1].point
        assert list(last) == [totals[sides.index(side)] for side in seen.space.sides]
        for is_shown in (True, False):
            over.handle(ShowCourse(is_shown))
            page = drawn(over, (1024, 640))
            assert ("Who gave and who got: " in "".join(texts(page))) == is_shown
            assert misfits(page) == []
        assert misfits(drawn(over, (1280, 720))) == []


def test_what_the_cards_were_is_told_once_the_game_is_over(tmp_path: Path) -> None:
    deals = """
deals:
  aim: {name: The aim, to: north, cards: {high: {name: A high one}}}
  sky: {name: The sky, cards: {clear: {name: No cloud}}}
"""
    program = tiny_program.playing(tmp_path, text=f"{tiny_program.INJECTS}{deals}")
    hot_seat = tiny_program.hot_seat(program)
    tiny_program.finish(hot_seat.game)
    lines = ("The aim: A high one. Known to North.", "The sky: No cloud. Known to nobody.")
    for size in ((1920, 1080), (1024, 640)):
        told = texts(shown(Over(program), "debrief", size))
        assert "The cards that were dealt" in told
        assert all(line in told for line in lines)
    told = report(debrief_of(hot_seat))
    assert all(line in told for line in lines)


@pytest.mark.parametrize("count", [2, 20])
def test_the_total_of_a_package_is_seen_however_many_issues_there_are(
    tmp_path: Path, count: int
) -> None:
    options = "{no: {worth: {north: 0, south: 1}}, yes: {worth: {north: 1, south: 0}}}"
    issues = "".join(f"\n      issue{n}: {{options: {options}}}" for n in range(count))
    before, _, after = lookedback.STORY.partition("\n      wood:")
    story = f"{before}{issues}\noutcomes:{after.partition('outcomes:')[2]}"
    program = tiny_program.playing(tmp_path, text=story)
    hot_seat = tiny_program.hot_seat(program)
    package = FrozenMap({f"issue{n}": "yes" for n in range(count)})
    hot_seat.game.decide("north", Offer(package))
    hot_seat.game.decide("south", Accept())
    lookedback.finish(hot_seat)
    page = shown(Over(program), "outcome")
    assert "Worth in all" in texts(page)
    assert ("Issue 39" in texts(page)) is False
    assert misfits(page) == []
