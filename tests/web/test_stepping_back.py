"""The facilitator steps back: one decision or one phase, and the page says what is undone."""

from __future__ import annotations

from pathlib import Path

from visiting import Visited, visit

from game.model.decisions import Decision, Pass
from game.presenter.console.steps_back import StepsBack, steps_back

NEWS = """
stages: {main: {phases: [news, deeds]}}
phases: {news: {kind: injects}, deeds: {kind: actions, menus: [deeds], order: together}}
injects:
  storm: {name: Storm, text: It storms., at: 2, effects: {trust: -5}}
  calm: {name: Calm, text: It is calm.}
"""


def do(room: Visited, what: str, **fields: str) -> None:
    key = f"{what}{len(room.room.tables[1].game.moments)}"
    answer = room.console().send("/console/do", do=what, table="1", key=key, **fields)
    assert answer.status_code == 303, answer.text


def back(room: Visited) -> StepsBack:
    return steps_back(room.live.game_in(1, "en"))


def undone(room: Visited, line: int) -> list[str]:
    """What stands above the place to which one steps back, and at it."""
    every = [step for phase in back(room).phases for step in phase.steps]
    return [step.what for step in every if step.line >= line]


def test_each_decision_and_each_phase_can_be_taken_back_with_what_followed(tmp_path: Path) -> None:
    room = visit(tmp_path)
    for move in ("warm", "pass"):
        do(room, "decide-for", side="north", move=move)
    do(room, "decide-for", side="south", move="pass")
    do(room, "track", track="heat", to="9")
    newest, first = back(room).phases
    assert [step.what for step in newest.steps] == ["The facilitator sets Heat to 9."]
    assert first.head == "Turn 1 · Deeds"
    assert [step.line for step in first.steps] == [2, 1, 0]
    assert first.line == 0
    # What chooses in secret is listed too, before it is disclosed.
    assert first.steps[-1].what.startswith("North")
    assert len(undone(room, first.steps[0].line)) == 2
    do(room, "step-back", line=str(newest.line))
    assert len(back(room).phases) == 1


def test_a_decision_names_the_events_that_came_with_it_and_a_fired_one_is_a_step(
    tmp_path: Path,
) -> None:
    room = visit(tmp_path, NEWS)
    do(room, "fire", inject="calm")
    (phase,) = back(room).phases
    assert "Calm" in phase.steps[0].what
    assert phase.steps[0].badge is None
    assert phase.steps[0].events == ()
    game = room.room.tables[1].game
    while game.state.turn < 2:
        do(room, "decide-for", side=game.state.to_move[0], move="pass")
    events = [step.events for phase in back(room).phases for step in phase.steps]
    assert events[0] == ("Storm",)
    assert not any(events[1:])


def test_a_step_back_can_be_undone_until_somebody_decides(tmp_path: Path) -> None:
    room = visit(tmp_path)
    do(room, "decide-for", side="north", move="warm")
    assert back(room).undo == 0
    state = room.room.tables[1].game.state
    do(room, "step-back", line="0")
    do(room, "announce", words="Once more.")
    line = back(room).undo
    assert line == 1
    do(room, "step-back", line=str(line))
    assert room.room.tables[1].game.state == state
    do(room, "step-back", line="0")
    do(room, "decide-for", side="south", move="pass")
    assert back(room).undo == 0


def test_a_step_back_from_a_page_that_is_behind_undoes_nothing_and_says_what_happened(
    tmp_path: Path,
) -> None:
    room = visit(tmp_path)
    do(room, "track", track="heat", to="9")
    moment = str(back(room).moment)
    do(room, "track", track="heat", to="8")
    console, game = room.console(), room.room.tables[1].game
    fields = {"do": "step-back", "table": "1", "line": "0", "moment": moment}
    answer = console.send("/console/do", key="late", **fields)
    assert answer.status_code == 409
    assert "Nothing was undone" in answer.text
    assert "Heat to 8." in answer.text
    assert "Heat to 9." not in answer.text.partition("Look at the list again.")[0]
    # What is said meanwhile is no reason: it stays.
    fields["moment"] = str(back(room).moment)
    do(room, "announce", words="Once more.")
    answer = console.send("/console/do", x_view="1", key="now", **fields)
    assert answer.status_code == 200
    assert "Undone: The facilitator sets Heat to 8. The facilitator sets Heat to 9." in answer.text
    assert game.state.turn == game.moments[0].state.turn
    assert not list(back(room).phases)


def test_a_list_that_moved_a_second_ago_takes_nothing_back(tmp_path: Path) -> None:
    room = visit(tmp_path)
    do(room, "track", track="heat", to="9")
    game = room.room.tables[1].game
    assert room.room.order(1, [Decision("north", Pass())]) is None
    step = {"do": "step-back", "table": "1", "line": "0", "moment": str(len(game.moments) - 1)}
    console = room.console()
    assert console.send("/console/do", key="s", **step).status_code == 409
    room.clock.now += 5
    assert console.send("/console/do", key="s", **step).status_code == 303
    # The same form sent again counts once, and is no step back from a page that is behind.
    assert console.send("/console/do", key="s", **step).status_code == 303
