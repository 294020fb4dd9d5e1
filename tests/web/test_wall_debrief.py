"""After the end the wall shows what the facilitator reveals, step by step, and no more."""

from __future__ import annotations

import asyncio
import re
import shutil
from pathlib import Path
from random import Random

import pytest
import tinyroom
from attrs import evolve
from shipped_rooms import open_in_play
from strategies.secrets import Secrets, swapped
from test_room_console import console_of, forms_of
from test_wall import wall_of
from twins import Twin
from visiting import Visited, visit

from game.model.decisions import FACILITATOR, PUBLIC, Act, Decision, Pass, SetTrack, Stop
from game.presenter.debriefing.debriefed_table import EndedTables
from game.presenter.reveal.reasons import _fitting
from game.presenter.reveal.secrets import _farthest
from game.presenter.reveal.steps import reveal_steps
from game.room.events import Revealed, RuleWritten, StoryTimeSet, TalksReopened, WallTurned
from game.room.opening import continue_room
from game.room.room_refusals import RoomRefusal
from game.session.clock import stamp
from game.session.records.recorded_actions import Announce

WHOLE = 1000
ENDINGS = (
    tinyroom.TOGETHER
    + """
outcomes: {storm: {name: Storm, when: heat >= 9}, calm: {name: Calm}}
"""
)
AFTERWARDS = (
    ENDINGS
    + """
epilogue: [{when: heat > 5, text: It burnt.}, {text: "The heat stood at {heat}."}]
press: {north: {name: The Bell, headlines: [{text: Quiet at last}], lines: [{text: It rains.}]}}
"""
)


def turn_to(room: Visited, step: str) -> None:
    """Shows a step of the debrief on the wall, from the console."""
    count = len(room.room.folder.journal.read_bytes())
    answer = room.console().send("/console/do", do="reveal", step=step, key=f"{step}{count}")
    assert answer.status_code == 303, answer.text[-1500:]


def steps_of(room: Visited) -> list[str]:
    """The keys of all steps."""
    return [step.key for step in reveal_steps(room.room)]


def offered(room: Visited) -> list[str]:
    """The steps to which the console can turn."""
    forms = forms_of(console_of(room))
    return [form["step"] for form in forms if form.get("do") == "reveal"]


def texts_of(room: Visited) -> dict[str, tuple[str, ...]]:
    """By step, texts that nobody is to read on the wall before it."""
    told = room.live.game_in(1, "en")
    view, words = told.view("public"), told.words
    deals = words.scenario.deals
    cards = told.view("facilitator").cards
    names = {side: words.naming.side_inside(side) for side in words.scenario.sides}
    clauses = dict(view.tables["minute"].agreed or ())
    texts: dict[str, tuple[str, ...]] = {
        "gather": ("Guess how many points your side has scored.",),
        **{f"positions {side}": (f"Where it turned for {name}",) for side, name in names.items()},
        "outcome": (words.naming.outcome(view.outcome or ""),),
        "scores": tuple(f"<strong>{sheet.total}</strong>" for sheet in view.scores.values()),
        "why": ("Why it ended so",),
        **{f"turning {side}": (f"What it was worth to {name}",) for side, name in names.items()},
        "turns": ("The joint minute lapsed", "Chip stocks"),
        "talks minute eu china": tuple(
            words.naming.option("minute", *pair) for pair in clauses.items()
        ),
        "concessions minute eu china": ("asked for 34 in its first offer",),
    }
    for side in words.scenario.sides:
        texts[f"secrets {side}"] = tuple(
            words.naming.card(deal, card) for deal, card in cards.items() if side in deals[deal].to
        )
    texts["secrets"] = ("Goods that reach the war",)
    texts["luck"] = ("Luck and skill",)
    texts["rules"] = ("One rule for next time",)
    texts["again minute"] = ("Nothing has been offered yet.",)
    return texts


def test_each_step_shows_its_part_and_nothing_of_what_comes_later(tmp_path: Path) -> None:
    room = open_in_play("kuala-lumpur", tmp_path, WHOLE)
    assert "again minute" not in steps_of(room)
    assert room.room.do(TalksReopened(1, "minute", ("eu", "china"), 5, stamp())) is None
    texts, steps = texts_of(room), steps_of(room)
    assert list(texts) == steps
    pages = {"": wall_of(room)}
    for step in steps:
        turn_to(room, step)
        pages[step] = wall_of(room)
    for number, step in enumerate(steps):
        # What only one side knew stands in its own step, and not in that of another.
        for earlier in ("", *steps[:number]):
            shown = [text for text in texts[step] if text in pages[earlier]]
            assert shown == [], (step, earlier)
        assert all(text in pages[step] for text in texts[step]), step
    assert len(set(pages.values())) == len(pages)


@pytest.mark.parametrize("step", ["", "gather", "outcome", "turns"])
def test_what_was_hidden_changes_no_byte_of_the_steps_before_it(tmp_path: Path, step: str) -> None:
    room = open_in_play("kuala-lumpur", tmp_path, WHOLE)
    turn_to(room, step)
    before = wall_of(room)
    game, luck = room.room.tables[1].game, Random(3)
    for number, moment in enumerate(game.moments):
        swaps = Secrets(game.rules, moment.state, PUBLIC, luck).swaps()
        public = tuple(e for each in moment.entries if (e := each.shown_to(PUBLIC)) is not None)
        game.moments[number] = evolve(moment, state=swapped(moment.state, swaps), entries=public)
    # The same room, in which nothing is remembered.
    assert wall_of(Visited(room.room)) == before


def test_until_something_is_revealed_the_wall_is_the_same_however_the_game_ended(
    tmp_path: Path,
) -> None:
    tinyroom.open_room(tmp_path / "0", ENDINGS).close()
    shutil.copytree(tmp_path / "0", tmp_path / "1")
    pages = []
    for number, outcome in enumerate(("calm", "storm")):
        room = Visited(continue_room(tmp_path / str(number)))
        if number:
            assert room.room.decide_for(1, "north", [Act("warm"), Act("warm")], "w") is None
        assert room.room.order(1, [Decision(FACILITATOR, Stop(outcome))]) is None
        pages.append([wall_of(room), room.browser().get("/wall").text])
        turn_to(room, "outcome")
        assert {"calm": "Calm", "storm": "Storm"}[outcome] in wall_of(room)
    assert pages[0] == pages[1]
    assert "The facilitator will show how it went" in pages[0][0]


def test_epilogue_and_papers_stand_on_wall_and_phones_of_the_players(tmp_path: Path) -> None:
    room = visit(tmp_path, AFTERWARDS)
    seat = room.sit("south")
    assert "press" in steps_of(room)
    assert room.room.order(1, [Decision(FACILITATOR, Stop("calm"))]) is None
    epilogue, paper = ("The heat stood at 0.",), ("The Bell", "Quiet at last", "It rains.")
    assert all(text in seat.get("/seat?tab=decide").text for text in (*epilogue, *paper))
    turn_to(room, "outcome")
    assert all(text in wall_of(room) for text in epilogue)
    assert not any(text in wall_of(room) for text in paper)
    turn_to(room, "press")
    assert all(text in wall_of(room) for text in paper)


OWN_LINES = {"envoy": "Less trust", "elder": "No heat"}


def test_what_counts_for_seats_stands_on_the_wall_once_it_is_shown_and_on_the_phone_of_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sides = tinyroom.SIDES
    for seat, label in OWN_LINES.items():
        score = f"score: [{{label: {label}, points: 60 - trust}}]"
        sides = sides.replace(f"{{name: {seat.title()}}}", f"{{name: {seat.title()}, {score}}}")
    monkeypatch.setattr(tinyroom, "SIDES", sides)
    room = visit(tmp_path, ENDINGS)
    phones = {seat: room.sit("north", seat) for seat in OWN_LINES}
    south = room.sit("south")
    for tab in ("papers", "decide"):
        for seat, phone in phones.items():
            shown = phone.get(f"/seat?tab={tab}").text
            assert (OWN_LINES[seat] in shown) == (tab == "papers")
            assert not any(label in shown for key, label in OWN_LINES.items() if key != seat)
    assert room.room.order(1, [Decision(FACILITATOR, Stop("calm"))]) is None
    assert steps_of(room)[3:6] == ["outcome", "scores", "seats"]
    turn_to(room, "scores")
    pages = [wall_of(room), south.get("/seat?tab=decide").text]
    assert not any(label in page for label in OWN_LINES.values() for page in pages)
    for seat, phone in phones.items():
        shown = phone.get("/seat?tab=decide").text
        assert OWN_LINES[seat] in shown
        assert not any(label in shown for key, label in OWN_LINES.items() if key != seat)
    turn_to(room, "seats")
    assert all(label in wall_of(room) for label in OWN_LINES.values())
    assert not any(label in south.get("/seat?tab=decide").text for label in OWN_LINES.values())


def test_steps_go_forwards_and_back_and_the_console_says_what_is_shown_and_what_comes(
    tmp_path: Path,
) -> None:
    room = open_in_play("kuala-lumpur", tmp_path, WHOLE)
    steps = steps_of(room)
    jumps = steps  # every step can be turned to at once
    assert offered(room) == [*jumps, steps[0]]
    assert "nothing else yet" in console_of(room)
    turn_to(room, steps[0])
    assert offered(room) == [*jumps, "", steps[1]]
    turn_to(room, "scores")
    assert offered(room) == [*jumps, "outcome", "why"]
    assert "Now: The scores" in console_of(room)
    assert "Show: Why it ended so" in console_of(room)
    shown = wall_of(room)
    path = room.room.folder.path
    room.room.close()
    again = Visited(continue_room(path))
    assert wall_of(again) == shown
    turn_to(again, steps[-1])
    assert offered(again) == [*jumps, steps[-2]]
    turn_to(again, "")
    assert "The game is over" in wall_of(again)


def test_nothing_is_revealed_before_all_have_ended_nor_after_a_step_back(tmp_path: Path) -> None:
    room = visit(tmp_path, ENDINGS, tables=2)
    console = room.console()
    console.send("/console/do", do="end", table="1", outcome="storm", key="a")
    refused = console.send("/console/do", do="reveal", step="outcome", key="b")
    assert refused.status_code == 409
    assert "One table is still playing" in refused.text
    assert "Debrief on the wall" not in refused.text
    assert room.room.do(Revealed("outcome")) == RoomRefusal("not-over")
    console.send("/console/do", do="end", table="2", outcome="calm", key="c")
    turn_to(room, "outcome")
    page = wall_of(room)
    assert re.findall(r"<p>(.*?)</p><h2>(.*?)</h2>", page) == [
        ("Table 1", "Storm"), ("Table 2", "Calm"),
    ]  # fmt: skip
    console.send("/console/do", do="step-back", table="2", line="0", key="d")
    assert "Storm" not in wall_of(room)
    assert 'class="rows' in wall_of(room)
    console.send("/console/do", do="end", table="2", outcome="calm", key="e")
    assert "The game is over" in wall_of(room)
    path = room.room.folder.path
    room.room.close()
    assert "The game is over" in wall_of(Visited(continue_room(path)))


def test_a_step_that_there_is_not_is_refused_and_one_in_a_journal_shows_nothing(
    tmp_path: Path,
) -> None:
    room = visit(tmp_path)
    console = room.console()
    console.send("/console/do", do="end", table="1", key="a")
    refused = console.send("/console/do", do="reveal", step="secrets moon", key="b")
    assert refused.status_code == 409
    assert room.room.do(Revealed("secrets moon")) is None
    assert "The game is over" in wall_of(room)


def test_with_several_tables_each_step_is_over_all_of_them(tmp_path: Path) -> None:
    room = open_in_play("kuala-lumpur", tmp_path, WHOLE, tables=2, everywhere=True)
    for step in steps_of(room):
        turn_to(room, step)
        page = wall_of(room)
        if not step.startswith(("secrets", "positions", "turning", "rules")):
            assert "Table 1" in page, step
            assert "Table 2" in page, step
    turn_to(room, "talks minute eu china")
    page = wall_of(room)
    assert re.search(r'class="chart-signed".*?>1, 2<', page)
    # As with one table: what no agreement is worth, what can be signed, and the sum.
    assert "reserve 34" in page
    assert 'class="chart-zone' in page
    assert re.search(r"45 / 32 \(lapsed\) · 77 of \d+", page)


def test_of_more_than_three_tables_what_ended_alike_stands_once_with_all_its_text(
    tmp_path: Path,
) -> None:
    room = open_in_play("kuala-lumpur", tmp_path, WHOLE, tables=4, everywhere=True)
    turn_to(room, "outcome")
    page = wall_of(room)
    assert page.count("Lists answer lists.") == 1
    assert "Tables 1–4" in page


def test_of_hidden_tracks_of_several_tables_the_wall_tells_the_range_of_their_ends(
    tmp_path: Path,
) -> None:
    room = open_in_play("kuala-lumpur", tmp_path, WHOLE, tables=2)
    assert room.room.order(2, [Decision(FACILITATOR, Stop("stalemate"))]) is None
    turn_to(room, "secrets eu")
    shown = wall_of(room).partition("Hidden tracks")[2]
    assert re.search("<span>5.weeks →</span> <span>2–5.weeks</span>", shown)


def test_of_many_tables_the_reasons_are_those_that_have_room() -> None:
    sentences = ["A" * 60, "B" * 80, "C" * 40, "D" * 20]
    assert [text[0] for text in _fitting(sentences, 3)] == ["A", "B"]
    assert [text[0] for text in _fitting(sentences, 12)] == ["A", "B", "C"]
    assert [text[0] for text in _fitting(["A" * 200, "B"], 12)] == ["A"]
    assert [text[0] for text in _fitting(sentences, 4)] == ["A", "B", "C", "D"]


def test_the_wall_shows_a_rule_of_each_table_and_side_before_a_second_of_any(
    tmp_path: Path,
) -> None:
    room = open_in_play("kuala-lumpur", tmp_path, WHOLE, 24, tables=2, everywhere=True)
    for number, device in enumerate(room.room.devices.values()):
        assert room.room.do(RuleWritten(device.id, f"Rule {number}.")) is None
    turn_to(room, "rules")
    page = wall_of(room)
    shown = [int(number) for number in re.findall(r"Rule (\d+)\.", page)]
    # Six of each table; the one begins with the one side, the other with the other.
    assert shown == [0, 6, 1, 7, 2, 8, 18, 12, 19, 13, 20, 14]


def test_a_step_shows_one_of_several_tables_as_fully_as_where_there_is_one(tmp_path: Path) -> None:
    room = open_in_play("kuala-lumpur", tmp_path, WHOLE, tables=2, everywhere=True)
    alone = open_in_play("kuala-lumpur", tmp_path / "alone", WHOLE)
    console = room.console()
    for step in (
        "outcome",
        "scores",
        "turns",
        "talks minute eu china",
        "concessions minute eu china",
    ):
        turn_to(room, step)
        turn_to(alone, step)
        everything = wall_of(room)
        fields = {"do": "reveal", "step": step, "of": "2", "key": f"of {step}"}
        assert console.send("/console/do", **fields).status_code == 303
        page, wanted = wall_of(room), wall_of(alone)
        assert page != everything
        assert "Table 2: " in page
        shown = page.partition('<section class="shown')[2]
        assert shown == wanted.partition('<section class="shown')[2], step
    assert console.send("/console/do", **{**fields, "of": "3", "key": "3"}).status_code == 409


def test_a_step_is_worked_out_once(tmp_path: Path) -> None:
    room = open_in_play("kuala-lumpur", tmp_path, WHOLE)
    ended = EndedTables(room.room, room.live.game_in)
    assert ended.table(1, "en").debrief is ended.table(1, "en").debrief
    assert ended.table(1, "en").debrief is not ended.table(1, "fr").debrief


def test_what_the_wall_is_turned_to_and_reveals_wakes_the_wall_and_nobody_else(
    tmp_path: Path,
) -> None:
    tinyroom.open_room(tmp_path / "room").close()

    async def reveal() -> None:
        twin = Twin(tmp_path / "room")
        room = twin.wired.room
        assert room.order(1, [Announce()], "Go on.") is None
        await twin.wired.open([*twin.others, *twin.north])
        for shows in ("story", "board"):
            assert room.do(WallTurned(shows, 99)) is None
            assert [name for name, _ in await twin.wired.settle()] == ["wall"]
        assert room.do(StoryTimeSet(5)) is None
        assert await twin.wired.settle() == []
        assert room.order(1, [Decision(FACILITATOR, Stop("calm"))]) is None
        await twin.wired.settle()
        # From the first step on that shows something, the seats show their own scores.
        everybody = ["s0", "wall", "n0", "n1"]
        for step, woken in (
            ("gather", ["wall"]), ("outcome", everybody), ("scores", ["wall"]), ("", ["wall"]),
        ):  # fmt: skip
            assert room.do(Revealed(step)) is None
            assert [name for name, _ in await twin.wired.settle()] == woken, step
        await twin.wired.close()
        room.close()

    asyncio.run(reveal())


def test_a_question_of_the_debrief_stands_on_the_wall_until_the_next_step(tmp_path: Path) -> None:
    room = visit(tmp_path, ENDINGS, tables=2)
    console, question = room.console(), "What would you do otherwise?"

    def say(words: str, table: str = "0") -> None:
        form = {"do": "announce", "table": table, "words": words, "key": words}
        assert console.send("/console/do", **form).status_code == 303

    say("Two minutes.")
    for table in (1, 2):
        assert room.room.order(table, [Decision(FACILITATOR, Stop("calm"))]) is None
    assert "Two minutes." not in wall_of(room)
    say("Only for you.", "2")
    say(question)
    assert f'<section class="question" data-heard><p>{question}</p>' in wall_of(room)
    assert "Only for you." not in wall_of(room)
    turn_to(room, "outcome")
    assert question not in wall_of(room)
    say("And now?")
    assert "<p>And now?</p>" in wall_of(Visited(tinyroom.reopen(room.room)))


def test_a_question_of_the_scenario_is_asked_at_all_tables_once_all_have_ended(
    tmp_path: Path,
) -> None:
    text = ENDINGS + "debrief: It is over. What did you learn?\n"
    room = visit(tmp_path, text, tables=2)
    for table in (1, 2):
        assert room.room.order(table, [Decision(FACILITATOR, Stop("calm"))]) is None
    forms = forms_of(console_of(room))
    form = next(each for each in forms if each.get("words") == "What did you learn?")
    assert room.console().send("/console/do", **form).status_code == 303
    assert "What did you learn?" in wall_of(room)


def test_the_console_explains_points_beside_worths_where_the_wall_shows_them(
    tmp_path: Path,
) -> None:
    room = open_in_play("kuala-lumpur", tmp_path, WHOLE)
    for step in (
        "outcome",
        "scores",
        "turns",
        "talks minute eu china",
        "concessions minute eu china",
    ):
        turn_to(room, step)
        explains = "Points and worths are two measures." in console_of(room)
        assert explains == (step.split()[0] in ("scores", "talks", "concessions")), step


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ((0, 2, 1, 0), 2),
        ((50, 20, 40, 60), 20),
        ((50, 49, 80, 90), None),
        ((3, 3, 3), None),
        ((10, 40, 5, 12), 40),
    ],
)
def test_a_hidden_track_tells_how_far_it_went_if_that_is_far(
    values: tuple[int, ...], told: int | None
) -> None:
    assert _farthest(values) == told


def test_the_wall_shows_how_far_a_track_went_that_nobody_saw(tmp_path: Path) -> None:
    room = visit(tmp_path, ENDINGS)
    for turn, value in enumerate((50, 7)):
        assert room.room.order(1, [Decision(FACILITATOR, SetTrack("secret", value))]) is None
        for side in ("north", "south"):
            assert room.room.decide_for(1, side, [Pass()], f"{side}{turn}") is None
    assert room.room.order(1, [Decision(FACILITATOR, Stop("calm"))]) is None
    turn_to(room, "secrets")
    assert "<span>7 →</span> <span>50 →</span> <span>7</span>" in wall_of(room)
