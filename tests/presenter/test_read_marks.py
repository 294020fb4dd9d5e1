"""Stories and entries are unread until a reader has read them, and after a step back again."""

from __future__ import annotations

from attrs import evolve
from begun import INJECTS, act, begun
from test_statements import STATEMENTS
from tiny_plays import STAGES

from game.model.decisions import PUBLIC
from game.presenter.steps import Step
from game.presenter.stories.reply_page import next_page, told_in_brief

TWICE = """
phases: {deeds: {kind: actions, menus: [deeds], order: alternate, picks: 2}}
injects:
  storm: {name: The storm, text: Roofs fly.}
  thaw: {name: The thaw, text: The ice breaks.}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: [{fire: storm}]}
  cool: {side: [north, south], menu: deeds, name: Cool, effects: [{fire: thaw}]}
"""


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
    first = Step("stage", "north", stage="storm", before="calm")
    assert hot_seat.next_story("north") == evolve(
        first, stage="calm", before="storm", also=(first,)
    )
    hot_seat.mark_story_read("north")
    assert hot_seat.next_story("north") is None


def test_of_several_stories_one_is_told_in_full_and_the_others_in_brief() -> None:
    hot_seat = begun()
    hot_seat.fire("storm")
    hot_seat.fire("thaw")
    hot_seat.announce("Ten minutes left")
    words, storm = Step("words", "north"), Step("news", "north", "storm")
    step = hot_seat.next_story("north")
    assert step == Step("news", "north", "thaw", also=(words, storm)), "its text is the longest"
    page = next_page(hot_seat, step)
    assert page.headline == "The thaw"
    assert [(each.headline, each.text) for each in page.briefs] == [
        ("An announcement", "Ten minutes left"),
        ("The storm", "Heat up by 1"),
    ]
    hot_seat.mark_story_read("north")
    assert hot_seat.next_story("north") is None
    assert hot_seat.read_marks.unread_sayings("north") == []


def test_the_second_news_of_a_turn_is_told_in_a_line() -> None:
    hot_seat = begun(TWICE)
    for side in hot_seat.people:
        hot_seat.mark_papers_read(side)
    act(hot_seat, "north warm")
    hot_seat.mark_story_read("south")
    assert hot_seat.next_story("south") is None
    act(hot_seat, "south cool")
    assert hot_seat.next_story("north") == Step(
        "news", "north", "thaw", also=(Step("news", "north", "storm"),)
    ), "it has read none on this turn"
    assert hot_seat.next_story("south") is None
    assert told_in_brief(hot_seat, "south") == "In brief: The thaw: The ice breaks."
    assert told_in_brief(hot_seat, "south") == "", "only once"


def test_at_most_three_pages_come_before_a_decision() -> None:
    hot_seat = begun(STATEMENTS + INJECTS.partition("phases:")[0])
    for side in hot_seat.people:
        hot_seat.mark_papers_read(side)
    act(hot_seat, "north praise", "south scold")
    for inject in ("storm", "thaw"):
        hot_seat.fire(inject)
    hot_seat.announce("Ten minutes left")
    for side in hot_seat.people:
        pages = hot_seat.read_marks.unread_pages(side)
        assert [each.kind for each in pages] == ["statements", "news"]
        assert hot_seat.next_story(side) == Step("statements", side)
        hot_seat.mark_story_read(side)
        assert hot_seat.next_story(side) == pages[1]
        hot_seat.mark_story_read(side)
        assert hot_seat.next_story(side) is None


def test_after_a_step_back_it_is_shown_when_it_comes_again() -> None:
    hot_seat = begun(STAGES)
    act(hot_seat, "north warm", "south pass")
    hot_seat.mark_story_read("south")
    hot_seat.step_back()
    assert hot_seat.next_story("south") is None
    act(hot_seat, "south warm")
    assert hot_seat.next_story("south") == Step("stage", "south", stage="storm", before="calm")
