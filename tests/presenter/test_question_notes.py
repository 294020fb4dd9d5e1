"""A question to several sides at one screen: who answers, and what each is told of the others."""

from __future__ import annotations

import pytest
from begun import begun

from game.model.decisions import FACILITATOR, PUBLIC, Answer
from game.presenter.cards.question_notes import notes_on_question, secrecy_of_answer
from game.presenter.debrief.decisions import list_decisions
from game.presenter.hot_seat import HotSeat
from game.presenter.proceedings import happenings
from game.presenter.timeline.timeline import Timeline

TEXT = """
injects:
  press:
    name: The press
    once: false
    ask: [south, north]
    reveal: together
    answers:
      blame: {name: Blame, effects: {heat: +1}}
      praise: {name: Praise, cost: {trust: 5}, effects: {trust: +9}}
opening: {fire: press}
phases:
  deeds: {kind: actions, menus: [deeds], order: alternate}
"""
IN_TURN = TEXT.replace("    reveal: together\n", "")
TOLD = (
    "Nobody learns your answer before all have answered; then everybody does. More may follow from "
    "it than is known here."
)


def asked(text: str = TEXT) -> HotSeat:
    hot_seat = begun(text)
    for side in ("north", "south"):
        hot_seat.mark_papers_read(side)
    return hot_seat


def answer(hot_seat: HotSeat, *answers: str) -> None:
    """Gives answers at the screen, written `north blame`."""
    for each in answers:
        side, id = each.split()
        hot_seat.seat(side)
        assert hot_seat.submit(side, [Answer(id)]) is None


def notes(hot_seat: HotSeat, side: str) -> tuple[str, ...]:
    question = hot_seat.view(side).question
    assert question is not None
    return notes_on_question(hot_seat, side, question)


def test_the_screen_changes_hands_between_two_who_answer_unseen() -> None:
    hot_seat = asked()
    hot_seat.seat("north")
    step = hot_seat.next_step()
    assert (step.kind, step.side, step.inject) == ("question", "north", "press")
    answer(hot_seat, "north blame")
    assert (hot_seat.next_step().kind, hot_seat.next_step().side) == ("curtain", "south")
    hot_seat.seat("south")
    assert (hot_seat.next_step().kind, hot_seat.next_step().inject) == ("question", "press")
    answer(hot_seat, "south praise")
    assert (hot_seat.next_step().kind, hot_seat.next_step().side) == ("curtain", "north")


def test_each_is_told_who_else_is_asked_and_that_its_answer_stays_unseen() -> None:
    hot_seat = asked()
    assert notes(hot_seat, "north") == ("Asked at the same time: South.",)
    answer(hot_seat, "north praise")
    assert notes(hot_seat, "south") == ("Already answered: North.",)
    question = hot_seat.view("south").question
    assert question is not None
    assert secrecy_of_answer(hot_seat, question) == TOLD


def test_one_after_the_other_each_is_told_what_those_before_it_answered() -> None:
    hot_seat = asked(IN_TURN)
    assert notes(hot_seat, "south") == ("Asked after you: North.",)
    answer(hot_seat, "south praise")
    assert notes(hot_seat, "north") == ("South answers: Praise.",)
    question = hot_seat.view("north").question
    assert question is not None
    assert secrecy_of_answer(hot_seat, question).startswith("Everybody learns your answer.")


def test_a_question_to_one_side_has_no_notes() -> None:
    text = IN_TURN.replace("[south, north]", "south")
    assert notes(asked(text), "south") == ()


def test_the_record_of_the_last_happening_counts_for_who_answered_before() -> None:
    hot_seat = asked(IN_TURN)
    answer(hot_seat, "south praise", "north blame")
    hot_seat.fire("press")
    assert notes(hot_seat, "south") == ("Asked after you: North.",)
    answer(hot_seat, "south blame")
    assert notes(hot_seat, "north") == ("South answers: Blame.",)


def sentence(hot_seat: HotSeat, reader: str, line: int) -> str:
    return Timeline(hot_seat.words, hot_seat.game, reader).line(line).sentence


def test_in_the_timeline_a_hidden_answer_is_its_sides_own() -> None:
    hot_seat = asked()
    answer(hot_seat, "north blame")
    for reader in ("north", FACILITATOR):
        assert sentence(hot_seat, reader, 1) == "North answers: Blame."
    for reader in ("south", PUBLIC):
        assert Timeline(hot_seat.words, hot_seat.game, reader).last == 0
        assert "Blame" not in sentence(hot_seat, reader, 1)


def test_in_the_timeline_all_lines_count_once_the_last_has_answered() -> None:
    hot_seat = asked()
    answer(hot_seat, "north blame", "south praise")
    for reader in ("north", "south", PUBLIC):
        assert Timeline(hot_seat.words, hot_seat.game, reader).last == 2
    assert sentence(hot_seat, PUBLIC, 2) == "South answers: Praise."


def test_a_phase_that_goes_on_after_the_last_answer_shows_all_lines_too() -> None:
    hot_seat = asked(TEXT.replace("opening: {fire: press}\n", ""))
    hot_seat.fire("press")
    answer(hot_seat, "north blame")
    assert Timeline(hot_seat.words, hot_seat.game, "south").last == 1
    answer(hot_seat, "south praise")
    for reader in ("north", "south", PUBLIC):
        assert Timeline(hot_seat.words, hot_seat.game, reader).last == 3


def test_what_follows_stands_with_the_answer_of_the_side_that_gave_it() -> None:
    hot_seat = asked()
    answer(hot_seat, "north praise", "south praise")
    decisions = list_decisions(hot_seat.game)
    assert [(each.side, len(each.consequences)) for each in decisions] == [
        ("south", 2),
        ("north", 2),
    ]
    groups = happenings(hot_seat.record(PUBLIC))
    told = [(each.side, len(each.consequences)) for each in groups if each.head.code == "answered"]
    assert told == [("south", 1), ("north", 1)]


def test_the_same_answer_of_two_sides_is_told_apart() -> None:
    hot_seat = asked()
    answer(hot_seat, "north blame", "south blame")
    entries = [each for each in hot_seat.game.latest if each.code in ("answered", "changed")]
    assert hot_seat.words.entries(entries) == [
        "South answers: Blame.",
        "North answers: Blame.",
        "Blame (South): heat +1, now 1.",
        "Blame (North): heat +1, now 2.",
    ]


@pytest.mark.parametrize("side", ["north", "south"])
def test_an_undone_hidden_answer_stays_unknown(side: str) -> None:
    hot_seat = asked()
    answer(hot_seat, f"{side} blame")
    hot_seat.step_back()
    assert hot_seat.state.hidden_answers == (-1, -1)
    other = "south" if side == "north" else "north"
    assert "Blame" not in sentence(hot_seat, other, 1)
    assert hot_seat.state.to_move == ("north", "south")
