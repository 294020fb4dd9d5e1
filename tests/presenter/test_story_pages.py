"""The pages of stories: what changed, in words, for one reader."""

from __future__ import annotations

import pytest
from begun import act, begun

from game.presenter.hot_seat import HotSeat
from game.presenter.stories.story_pages import Consequence, inject_page, stage_page

TEXT = """
calendar: [Monday, Tuesday, Wednesday]
sources: {ICE: {title: The ice gazette}}
tracks:
  trust: {name: Trust, start: 50, range: [0, 100], better: high}
  heat: {name: Heat, start: 0, range: [0, 10], better: {north: low, south: high}}
  mood: {name: Mood, levels: {calm: Calm, loud: Loud}}
  purse: {name: Purse, start: 1, range: [0, 9], seen_by: [north]}
injects:
  storm:
    name: The storm
    class: weather
    at: 1
    source: ICE
    text: |
      Roofs fly.
      Bells ring.
    effects:
      - {trust: -3, heat: +2, mood: +1, purse: +1}
      - {trust: -1}
      - say: The mill stops.
      - {reveal: purse, to: [south]}
stages:
  main: {name: Calm, phases: [wire, deeds], next: {when: turn > 1, to: late}}
  late: {name: Late, text: It is late., phases: [deeds]}
phases:
  wire: {kind: injects}
  deeds: {kind: actions, menus: [deeds], order: alternate}
"""


@pytest.fixture
def hot_seat() -> HotSeat:
    return begun(TEXT)


def test_a_page_has_the_text_of_an_inject_and_what_was_said(hot_seat: HotSeat) -> None:
    page = inject_page(hot_seat, "north", "storm")
    assert (page.headline, page.label, page.date) == ("The storm", "weather", "Monday, turn 1 of 3")
    assert page.paragraphs == ("Roofs fly.", "Bells ring.", "The mill stops.")
    assert page.source == "Source: The ice gazette."
    assert page.cause == ""


def test_changes_are_told_in_words_with_a_verdict_and_figures(hot_seat: HotSeat) -> None:
    changes = inject_page(hot_seat, "north", "storm").changes
    told = [
        (each.name, each.change, each.direction, each.verdict, each.figures) for each in changes
    ]
    assert told == [
        ("Trust", "down by 4, worse", -1, "worse", ("50", "46")),
        ("Heat", "up by 2, worse", 1, "worse", ("0", "2")),
        ("Mood", "is now “Loud”", 1, None, None),
        ("Purse", "up by 1", 1, None, ("1", "2")),
    ]


def test_7_2_a_page_tells_a_reader_nothing_of_what_it_does_not_see(hot_seat: HotSeat) -> None:
    page = inject_page(hot_seat, "south", "storm")
    assert [change.name for change in page.changes] == ["Trust", "Heat", "Mood"]
    assert page.changes[1].verdict == "better"


def test_what_else_followed_stands_below_the_changes(hot_seat: HotSeat) -> None:
    assert inject_page(hot_seat, "south", "storm").consequences == (
        Consequence("revealed", "Shown: purse at 2."),
    )


def test_a_page_on_a_stage_says_what_is_different(hot_seat: HotSeat) -> None:
    act(hot_seat, "north pass", "south pass")
    page = stage_page(hot_seat, "north", "main", "late")
    assert page.paragraphs == ("It is late.",)
    assert "Calm" in page.label
    assert "Late" in page.headline
    assert page.changes == ()


def test_a_change_and_the_figure_after_it_have_their_unit() -> None:
    text = TEXT.replace("{name: Heat,", "{name: Heat, unit: degree | degrees,")
    told = inject_page(begun(text), "north", "storm").changes[1]
    assert (told.change, told.figures) == (
        "up by 2\u00a0degrees, worse",
        ("0", "2\u00a0degrees"),
    )
