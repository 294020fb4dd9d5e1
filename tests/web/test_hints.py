"""The console offers questions for the room, each with the reason why it may help now."""

from __future__ import annotations

import re
from pathlib import Path

import tiny
import tinyroom
from shipped_rooms import open_in_play
from test_room_console import console_of, forms_of
from visiting import Visited, visit

from game.presenter.console.console_page import ConsolePage, console_page
from game.presenter.console.facts import ConsoleFacts
from game.presenter.console.questions import GameQuestion
from game.session.records.recorded_actions import read_action


def played(room: Visited, *lines: str) -> None:
    """Plays lines, written `north: warm`; behind a bar stands what is written with a line."""
    for line in lines:
        action, _, note = line.partition(" | ")
        read = read_action(action)
        assert read is not None
        assert room.room.order(1, [read], note) is None, line


def page_of(room: Visited, *questions: GameQuestion) -> ConsolePage:
    facts = ConsoleFacts((), (), room.site._pages._outlooks.outlook, questions=questions)
    return console_page(room.room, room.live.game_in(1, "en"), facts)


def kinds(room: Visited) -> list[str]:
    return [hint.kind for hint in page_of(room).hints]


def bridge(room: Visited) -> bool:
    talks = page_of(room).talks
    assert talks is not None
    assert talks.bridge
    return talks.bridge_hint is not None


SECRET = """
objectives: {LO1: Act unseen, LO2: Act in the open}
phases: {deeds: {kind: actions, menus: [deeds], order: alternate}}
actions:
  bribe: {side: north, menu: deeds, name: Bribe, secret: true, objectives: [LO1],
    effects: {trust: +1}}
  warm: {side: south, menu: deeds, name: Warm, objectives: [LO2], effects: {trust: +3}}
"""
LOOSE, STRICT = "offer scope=small terms=loose", "offer scope=small terms=strict"


def test_a_bridge_that_is_better_for_all_is_asked_for_until_somebody_has_offered_it(
    tmp_path: Path,
) -> None:
    room = visit(tmp_path, tiny.TABLE)
    played(room, f"south: {LOOSE}")
    assert bridge(room)
    room = visit(tmp_path / "offered", tiny.TABLE)
    played(room, f"south: {STRICT}", f"north: {LOOSE}")
    assert not bridge(room)


def test_a_bridge_that_one_side_gains_nothing_from_is_no_question(tmp_path: Path) -> None:
    room = open_in_play("kuala-lumpur", tmp_path, 27)
    assert not bridge(room)


def test_an_offer_below_the_own_reserve_is_named_to_the_facilitator_only(tmp_path: Path) -> None:
    room = visit(tmp_path, tiny.TABLE)
    played(room, f"south: {LOOSE}")
    assert "reserve" not in kinds(room)
    played(room, f"north: {LOOSE}")
    (hint,) = [hint for hint in page_of(room).hints if hint.kind == "reserve"]
    assert "worth 1 to itself" in hint.reason
    assert "would have 10" in hint.reason
    assert not re.search(r"\d|North|South", hint.question)


def test_an_offer_below_the_reserve_of_the_other_side_leads_to_a_question(tmp_path: Path) -> None:
    room = visit(tmp_path, tiny.TABLE)
    played(room, f"south: {LOOSE}")
    (hint,) = [hint for hint in page_of(room).hints if hint.kind == "other-reserve"]
    assert (
        hint.reason == "North would get 1 from this offer; without an agreement it would have 10."
    )
    assert hint.question == "What would the other side need in order to sign this?"


def test_a_side_that_writes_nothing_for_three_turns_while_another_does_is_asked(
    tmp_path: Path,
) -> None:
    room = visit(tmp_path, tinyroom.TOGETHER + "talk: open\nturns: 6\n")
    game = room.room.tables[1].game

    def turn_on(to: int) -> None:
        while game.state.turn < to:
            played(room, f"{game.state.to_move[0]}: pass")

    turn_on(4)
    assert "silence" not in kinds(room)  # nobody writes: people talk aloud
    played(room, "north.envoy tells south | Hello?")
    (hint,) = [hint for hint in page_of(room).hints if hint.kind == "silence"]
    assert hint.reason == "South has written nothing for 3 turns."
    played(room, "south tells north | Hello.")
    assert "silence" not in kinds(room)


def test_promises_that_end_and_objectives_that_were_served_lead_to_questions(
    tmp_path: Path,
) -> None:
    room = open_in_play("kuala-lumpur", tmp_path, 30)
    hints = {hint.kind: hint for hint in page_of(room).hints}
    assert "No new controls" in hints["promise"].reason
    assert "controls" not in hints["promise"].question
    assert "Design technical clauses that work" in hints["objective"].reason
    assert hints["objective"].question.startswith("“Licensed")


def test_what_not_everybody_saw_leads_to_no_question(tmp_path: Path) -> None:
    room = visit(tmp_path, SECRET)
    played(room, "north: bribe")
    assert "objective" not in kinds(room)
    played(room, "south: warm")
    assert "objective" in kinds(room)


def test_after_the_end_the_questions_are_of_the_game_and_then_of_the_scenario(
    tmp_path: Path,
) -> None:
    room = open_in_play("kuala-lumpur", tmp_path, 1000)
    hints = page_of(room, GameQuestion("said", "It was written.", "Why then?")).hints
    assert [hint.kind for hint in hints[:2]] == ["game", "debrief"]
    assert hints[0].question == "Why then?"
    questions = [hint.question for hint in hints[1:]]
    assert len(questions) >= 6
    debrief = " ".join(room.live.words("en").scenario.debrief.split())
    assert all(question.endswith("?") for question in questions)
    assert all(re.sub(r"\W", "", each) in re.sub(r"\W", "", debrief) for each in questions)


def test_a_question_that_was_asked_is_announced_and_not_offered_again(tmp_path: Path) -> None:
    room = visit(tmp_path, tiny.TABLE)
    played(room, f"south: {LOOSE}")
    asked = "Which of your points costs you least to give?"
    (form,) = [form for form in forms_of(console_of(room)) if form.get("words") == asked]
    assert room.console().send("/console/do", **form).status_code == 303
    line = room.room.tables[1].game.lines[-1]
    assert (str(line.action), line.note) == ("announce", asked)
    assert not bridge(room)
    assert not any(form.get("words") == asked for form in forms_of(console_of(room)))
