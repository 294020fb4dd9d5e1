"""After the end people mark and guess, the wall shows what was worked out, and all take it home."""

from __future__ import annotations

import re
from pathlib import Path

from attrs import evolve
from ended import ENDINGS, ended, own_lines, page_of, play_to_the_end, show
from markupsafe import escape
from test_room_console import console_of
from test_wall import wall_of
from tinyroom import reopen
from visiting import Visited, visit

from game.insight.account import Account, SideAccount
from game.insight.intervals import EXACT, around
from game.model.decisions import Act
from game.model.frozen import FrozenMap
from game.presenter.debriefing.debriefed_table import AnalysisState
from game.presenter.hindsight.causes import why_it_ended_so
from game.room.events import RuleWritten, TurningPointsMarked
from game.room.room_refusals import RoomRefusal

SCORE = "Your score"


def turned(folder: Path, tables: int = 1) -> Visited:
    """A room in which whatever a side did surely gained it nine points."""
    room = ended(folder, tables)
    for table in room.room.tables:
        analysis = room.live.analyses.of(table).analysis
        assert analysis is not None
        grades = (
            evolve(each, label="good", gain=around(9 * isinstance(each.move, Act), 1), loss=EXACT)
            for each in analysis.grades
        )
        changed = evolve(analysis, grades=tuple(grades))
        room.live.analyses.note(table, AnalysisState(changed, 100))
    return room


def mark(room: Visited, browser_side: str = "north", **fields: str) -> str:
    """What the page of a device shows that has marked and guessed."""
    browser = room.sit(browser_side, {"north": "envoy"}.get(browser_side, ""), name="Ann")
    answer = browser.do("mark", **fields)
    assert answer.status_code == 303, answer.text[-900:]
    return page_of(browser)


def test_before_anything_is_shown_a_seat_marks_and_guesses_and_then_sees_its_score(
    tmp_path: Path,
) -> None:
    room = ended(tmp_path)
    north = room.sit("north", "envoy", name="Ann")
    before = page_of(north)
    assert SCORE not in before
    first, second = own_lines(room, "north")
    assert re.findall(r'<option value="(\d+)">', before)[:2] == [str(first), str(second)]
    assert str(own_lines(room, "south")[0]) not in re.findall(r'<option value="(\d+)">', before)
    answer = north.do("mark", **{"mark-1": str(first), "mark-2": str(first), "guess": "61"})
    assert answer.status_code == 303
    after = page_of(north)
    assert SCORE in after
    assert "You guessed 61." in after
    assert after.count("Turn 1: Warm") == 1
    answers = room.room.tables[1].looking_back.marks_of("north")
    assert [(each.lines, each.guess) for each in answers] == [((first,), 61)]


def test_a_seat_may_see_its_score_without_answering(tmp_path: Path) -> None:
    page = mark(ended(tmp_path), skip="1", guess="5")
    assert SCORE in page
    assert "You guessed" not in page


def test_answers_and_rules_are_there_again_when_the_room_is_continued(tmp_path: Path) -> None:
    room = ended(tmp_path)
    line = own_lines(room, "north")[0]
    north = room.sit("north", "envoy", name="Ann")
    north.do("mark", **{"mark-1": str(line), "guess": "-3"})
    north.do("rule", words="Ask first.\r\nThen <speak>.")
    again = Visited(reopen(room.room))
    back = again.room.tables[1].looking_back
    (answer,), (rule,) = back.marked.values(), back.rules.values()
    assert (answer.lines, answer.guess) == ((line,), -3)
    assert rule.text == "Ask first.\nThen <speak>."
    assert "Then &lt;speak&gt;." in console_of(again)


def test_the_console_sees_who_has_answered_and_the_wall_how_many(tmp_path: Path) -> None:
    room = ended(tmp_path)
    mark(room, guess="12")
    page = console_of(room)
    assert "<span>Ann</span>" in page
    assert "<span>nobody yet</span>" in page
    show(room, "gather")
    wall = wall_of(room)
    assert "1 has answered" in wall
    assert "0 have answered" in wall
    assert "Ann" not in wall


def test_nobody_guesses_twice_or_after_it_was_shown_or_marks_what_others_decided(
    tmp_path: Path,
) -> None:
    room = ended(tmp_path)
    north, south = room.sit("north", "envoy"), room.sit("south")
    lines = own_lines(room, "south")
    devices = list(room.room.devices)
    foreign = TurningPointsMarked(devices[0], (lines[0],), "")
    assert room.room.do(foreign) == RoomRefusal("unreadable")
    many = TurningPointsMarked(devices[1], (*lines, 3, 4), "")
    assert room.room.do(many) == RoomRefusal("unreadable")
    assert room.room.do(TurningPointsMarked(devices[0], (), "x")) == RoomRefusal("unreadable")
    assert north.do("mark", guess="1").status_code == 303
    assert room.room.do(TurningPointsMarked(devices[0], (), "2")) == RoomRefusal("shown")
    show(room, "gather")
    assert 'name="guess"' in page_of(south)
    show(room, "positions north")
    assert 'name="guess"' not in page_of(south)
    assert SCORE in page_of(south)
    late = TurningPointsMarked(devices[1], (), "2")
    assert room.room.do(late) == RoomRefusal("shown")
    assert room.room.do(RuleWritten(devices[1], "x" * 301)) == RoomRefusal("too-long")


def test_while_a_game_goes_on_nothing_is_marked_or_written(tmp_path: Path) -> None:
    room = visit(tmp_path)
    room.sit("north", "envoy")
    device = next(iter(room.room.devices))
    for event in (TurningPointsMarked(device, (), ""), RuleWritten(device, "Ask.")):
        assert room.room.do(event) == RoomRefusal("not-over")


def test_a_step_back_takes_back_what_was_marked_and_what_was_worked_out(tmp_path: Path) -> None:
    room = ended(tmp_path)
    mark(room, guess="12")
    show(room, "rules")
    room.console().send("/console/do", do="step-back", table="1", line="0", key="back")
    assert room.room.tables[1].looking_back.marked == {}
    assert room.live.analyses.of(1).analysis is None
    play_again = Visited(reopen(room.room))
    play_to_the_end(play_again)
    assert 'name="guess"' in page_of(play_again.sit("south"))


# What was worked out


def texts_of(room: Visited) -> dict[str, tuple[str, ...]]:
    """By step, what stands on no page before it."""
    table = room.live.ended.table(1, "en")
    assert table.analysis is not None, "it is there"
    # Behind that, later steps say less of what they tell themselves.
    why = (
        why_it_ended_so(table.debrief, table.analysis, is_judged=False)
        .sentences()[0]
        .split(" What moved")[:1]
    )
    return {
        "turning north": (r"(Good|Costly|Serious mistake|Missed chance|Could not be known): ",),
        "why": tuple(re.escape(str(escape(each))) for each in why),
        "luck": (r"Decisions: (North|South)",),
    }


def test_nothing_of_the_analysis_is_on_a_page_before_its_step(tmp_path: Path) -> None:
    room = turned(tmp_path)
    north = room.sit("north", "envoy")
    north.do("mark", skip="1")
    texts = texts_of(room)
    order = [step for step in steps(room) if not step.startswith("secrets")]
    for number, step in enumerate(order):
        show(room, step)
        pages = {"wall": wall_of(room), "seat": page_of(north)}
        for name, page in pages.items():
            for other, patterns in texts.items():
                is_there = any(re.search(pattern, page) for pattern in patterns)
                if order.index(other) > number:
                    assert not is_there, (name, step, other)
                if name == "seat" and order.index(other) <= number:
                    assert is_there, (name, step, other)
        if step in texts:
            assert all(re.search(each, pages["wall"]) for each in texts[step]), step


def steps(room: Visited) -> list[str]:
    """The steps that the console offers, in their order."""
    found = re.findall(r'<button name="step" value="([^"]*)">', console_of(room))
    return list(dict.fromkeys(found))


def test_an_analysis_that_comes_changes_no_page_but_the_console_before_its_step(
    tmp_path: Path,
) -> None:
    room, done = ended(tmp_path / "a", analysed=False), ended(tmp_path / "b")
    north = room.sit("north", "envoy")
    north.do("mark", skip="1")
    show(room, "scores")
    pages = page_of_view(room, north.get("/seat", x_view="1").text), wall_of(room)
    assert "What the decisions were worth is being worked out" in console_of(room)
    for state in (AnalysisState(percent=40), done.live.analyses.of(1)):
        room.live.analyses.note(1, state)
        room.live.change(1)
        assert (page_of_view(room, north.get("/seat", x_view="1").text), wall_of(room)) == pages
    assert "being worked out" not in console_of(room)


def page_of_view(_room: Visited, page: str) -> str:
    """A page without the keys of its requests, which differ each time."""
    return re.sub(r'name="key" value="[^"]*"', "", page)


def test_marks_stand_beside_the_computed_turning_points_without_a_judgement_first(
    tmp_path: Path,
) -> None:
    room = turned(tmp_path)
    mark(room, **{"mark-1": str(own_lines(room, "north")[1])})
    show(room, "positions north")
    before = wall_of(room)
    assert "marked by 1" in before
    assert "Turning point 1" in before
    assert "Good: +" not in before
    show(room, "turning north")
    assert re.search(r"<b>Good: \+9 ± 1</b>", wall_of(room))
    show(room, "positions south")
    assert "marked by" not in wall_of(room)


def test_where_there_is_no_analysis_yet_the_wall_says_how_far_it_is(tmp_path: Path) -> None:
    room = ended(tmp_path, analysed=False)
    for step in ("positions north", "why", "turning north", "luck"):
        room.live.analyses.note(1, AnalysisState(percent=40))
        show(room, step)
        assert "is being worked out: 40%" in wall_of(room), step
        room.live.analyses.note(1, AnalysisState(failed=True))
        room.live.change(1)
        assert "could not be worked out" in wall_of(room), step


def test_several_tables_stand_beside_each_other(tmp_path: Path) -> None:
    room = turned(tmp_path, tables=2)
    for step in ("positions north", "why", "turning north", "luck"):
        show(room, step)
        assert re.findall("Table [12]", wall_of(room))[:1] == ["Table 1"], step
        assert "Table 2" in wall_of(room), step
    # Of luck and skill, each table has all parts of both sides' scores, and they add up.
    wall = wall_of(room)
    assert re.findall(r'<tr><th scope="row">([^<]*)</th>', wall)[:7] == [
        "Start", "Luck", "Own decisions", "Decisions: South", "Facilitator", "Not explained",
        "Final score",
    ]  # fmt: skip
    cells = re.findall(r'<td class="num">([^<]*)</td>', wall)
    figures = [int(each.replace("−", "-").replace("±", "")) for each in cells]
    assert len(figures) == 2 * 2 * 7
    for first in range(0, len(figures), 14):
        for table in range(2):
            *parts, final = figures[first + table : first + 14 : 2]
            assert sum(parts) == final


def test_the_guesses_stand_beside_the_scores_and_rules_are_shown_without_names(
    tmp_path: Path,
) -> None:
    room = ended(tmp_path)
    mark(room, guess="71")
    device = next(iter(room.room.devices))
    assert room.room.do(RuleWritten(device, "Ask first.")) is None
    show(room, "scores")
    assert "guessed 71" in wall_of(room)
    assert "Ask first." not in wall_of(room)
    assert "Ask first." in console_of(room)
    show(room, "rules")
    assert "<q>Ask first.</q>" in wall_of(room)
    assert "Ann" not in wall_of(room)
    assert room.room.do(RuleWritten(device, " ")) is None
    assert "Nobody has written a rule yet" in wall_of(room)


def test_a_seat_takes_home_only_its_own_side(tmp_path: Path) -> None:
    room = turned(tmp_path)
    show(room, "rules")
    north, south = page_of(room.sit("north", "envoy")), page_of(room.sit("south"))
    for page, other in ((north, "Cool"), (south, "Warm")):
        home = page[page.index("Your turning points") :]
        assert "<h3>Turn 1: " in home
        assert f"Turn 1: {other}" not in home
        assert "Own decisions</th>" in home


OBJECTIVES = """
objectives: {calm: Keep calm, deal: Make a deal}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, objectives: [calm], effects: {trust: +3}}
  cool: {side: [north, south], menu: deeds, name: Cool, objectives: [deal], effects: {trust: -2}}
"""


def test_a_seat_takes_home_what_its_side_did_about_the_learning_objectives(tmp_path: Path) -> None:
    room = ended(tmp_path, text=ENDINGS + OBJECTIVES)
    north, south = room.sit("north", "envoy"), room.sit("south")
    assert "Keep calm" not in page_of(north)
    show(room, "rules")
    for browser, own, other in (
        (north, "Keep calm", "Make a deal"),
        (south, "Make a deal", "Keep calm"),
    ):
        page = page_of(browser)
        assert f"<b>{own}</b>: " in page
        assert f"<b>{other}</b>: " not in page


def test_the_bars_on_the_wall_and_the_table_on_a_phone_add_up_to_the_final_score(
    tmp_path: Path,
) -> None:
    room = ended(tmp_path)
    analysis = room.live.analyses.of(1).analysis
    assert analysis is not None
    account = analysis.account
    assert isinstance(account, Account)
    # Rounded one by one, these are 69 − 8 + 16 − 35 ± 0, and not 41.
    parts = (around(each, 1) for each in (68.6, -8.4, 15.6, -34.6, 0, -0.2))
    sides = FrozenMap(dict.fromkeys(account.sides, SideAccount(41, *parts)))
    changed = evolve(analysis, account=evolve(account, sides=sides))
    room.live.analyses.note(1, AnalysisState(changed, 100))
    north = room.sit("north", "envoy")
    north.do("mark", skip="1")
    show(room, "luck")
    wall, phone = wall_of(room), page_of(north)
    bars = re.findall(r'class="chart-figure [^>]*>([^<]*)<', wall)
    rows = re.findall(r"</th><td>([^<]*)</td>", phone.partition("Luck and skill")[2])
    # The facilitator ended the game, and has a part.
    assert bars[:7] == bars[7:] == rows == ["69", "−8", "+16", "−35", "±0", "−1", "41"]


def test_where_no_choice_mattered_wall_and_phone_say_so_in_the_same_words(tmp_path: Path) -> None:
    room = ended(tmp_path)
    analysis = room.live.analyses.of(1).analysis
    assert analysis is not None
    room.live.analyses.note(1, AnalysisState(evolve(analysis, grades=()), 100))
    north = room.sit("north", "envoy")
    north.do("mark", skip="1")
    show(room, "turning north")
    for page in (wall_of(room), page_of(north)):
        assert (
            ">No decision of North by itself surely changed its score by 5 points or more.</p>"
            in page
        )
