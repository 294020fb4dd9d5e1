"""Stories and entries are unread until a reader has read them, and after a step back again."""

from __future__ import annotations

from begun import act, begun
from tiny_plays import STAGES

from game.model.decisions import PUBLIC
from game.presenter.steps import Step


def test_each_reader_is_shown_it_once() -> None:
    hot_seat = begun(STAGES)
    for side in hot_seat.people:
        hot_seat.mark_papers_read(side)
    assert hot_seat.next_story("north") is None, "the first stage is no change"
    act(hot_seat, "north warm", "south pass")
    for side in ("north", "south"):
        hot_seat.seat(side)
        storm = Step("stage", side, stage="storm", before="calm")
        assert hot_seat.next_story(side) == storm
        hot_seat.mark_story_read(side)
        assert hot_seat.next_story(side) is None
    assert hot_seat.next_story(PUBLIC) is None, "all have read it"


def test_back_in_the_first_stage_it_is_shown_again() -> None:
    hot_seat = begun(STAGES)
    act(hot_seat, "north warm", "south pass", "north cool", "south pass")
    changes = []
    while (step := hot_seat.next_story("north")) is not None:
        changes.append((step.before, step.stage))
        hot_seat.mark_story_read("north")
    assert changes == [("calm", "storm"), ("storm", "calm")]


def test_after_a_step_back_it_is_shown_when_it_comes_again() -> None:
    hot_seat = begun(STAGES)
    act(hot_seat, "north warm", "south pass")
    hot_seat.mark_story_read("south")
    hot_seat.step_back()
    assert hot_seat.next_story("south") is None
    act(hot_seat, "south warm")
    assert hot_seat.next_story("south") == Step("stage", "south", stage="storm", before="calm")
