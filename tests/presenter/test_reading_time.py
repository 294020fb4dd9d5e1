"""How many words each side reads before its first decision."""

from __future__ import annotations

import pytest
import tiny

from game.authoring.load import load
from game.authoring.shipped import shipped
from game.presenter.reading_time import (
    CardWords,
    ReadingTime,
    count_words,
    measure_reading,
    with_longest_cards,
)
from game.rules.compile import compile_rules
from game.session.game import Game
from game.words.language import ENGLISH
from game.words.wording import Wording

PAPERS = """
situation: |
  The river froze [ICE].

  Nobody can cross.
summary: A cold river.
sources:
  ICE: {title: The ice gazette, as_of: 2025-01-02}
  SNOW: {title: What is still to come}
sides:
  north:
    name: The North
    brief: Bring dry wood.
    par: 40
    seats: {head: {name: Head of the house, brief: Counts the logs.}, hand: {name: Hand}}
    score: [{label: Warm rooms, points: heat}]
  south: {name: South, brief: Sell., score: [{label: Gold, points: trust}]}
deals:
  aim:
    to: north
    name: Aim
    cards: {oak: {name: Oak, brief: Oak.}, pine: {name: Pine, brief: "Only pine [SNOW] will do."}}
"""
MENU = """
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, text: It warms., effects: {trust: +3}}
  cool: {side: [north, south], menu: deeds, name: Cool it, when: heat > 5}
"""
PAR_ABOUT = "ui.briefing.par.about"


def read(text: str = "", side: str = "north") -> ReadingTime:
    """What a side of a tiny scenario reads."""
    return next(time for time in measure_reading(tiny.rules(text)) if time.side == side)


def pages(time: ReadingTime) -> dict[str, int]:
    return {page.name: page.words for page in time.pages}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("One two.", 2),
        ("The Union's people – 50 %, it says.", 6),
        ("L’Union : « non »", 2),
        ("It froze¹\u00a0² in May.", 4),
        ("a\u00a0b\nc", 3),
    ],
)
def test_a_word_stands_between_blanks_and_has_a_letter_or_a_digit(text: str, words: int) -> None:
    assert count_words([text]) == words
    assert count_words([text, text]) == 2 * words


def test_each_page_of_the_dossier_is_counted_by_itself() -> None:
    time = read(PAPERS)
    assert pages(time) == {
        "situation": 3 + 3 + 3,  # the summary and both paragraphs
        "brief": 3,
        # Aim, Pine, Only pine will do, and that only this side knows it.
        "cards": 1 + 1 + 4 + count_words([ENGLISH.counted("ui.briefing.card.secret", 1)]),
        # Warm rooms 0 of 10; a fair result, what that is, and 40.
        "score": 2 + 1 + 2 + count_words(map(ENGLISH.say, ("ui.briefing.par", PAR_ABOUT))) + 1,
        "seats": 4 + 3 + 1,
        "sources": 6 + 5,  # The ice gazette with its date, What is still to come
        # Trust 50, heat 0, north purse 5, and that only this side sees it.
        "tracks": 2 + 2 + 3 + count_words([ENGLISH.say("ui.only-you")]),
    }
    assert time.deals == {"aim": 2}
    assert time.words_on_pages == sum(pages(time).values())


def test_the_longest_card_of_a_deal_is_counted_whatever_is_dealt() -> None:
    rules = tiny.rules(PAPERS)
    words = Wording(rules.scenario, ENGLISH)
    dealt = set()
    for seed in range(1, 20):
        view = Game(rules, seed).view("north")
        dealt.add(view.cards["aim"])
        assert with_longest_cards(words, view).cards == {"aim": "pine"}
    assert dealt == {"oak", "pine"}


def test_the_cards_that_can_be_picked_are_counted_apart_from_those_that_cannot() -> None:
    time = read(MENU)
    assert time.decision == "actions"
    assert (time.open_cards.cards, time.closed_cards.cards) == (1, 1)
    # Warm, It warms, and what it does.
    assert time.open_cards.words == 1 + 2 + count_words(["trust +3."])
    assert time.closed_cards.words > 2
    assert time.words == time.words_on_pages + time.open_cards.words


@pytest.mark.parametrize(
    ("before", "after", "page"),
    [
        ("Nobody can", "Nobody planted can", "situation"),
        ("A cold river", "A planted cold river", "situation"),
        ("Bring dry", "Bring planted dry", "brief"),
        ("Only pine", "Only planted pine", "cards"),
        ("name: Aim", "name: Planted aim", "cards"),
        ("Warm rooms", "Warm planted rooms", "score"),
        ("Counts the", "Counts planted the", "seats"),
        ("The ice gazette", "The planted ice gazette", "sources"),
    ],
)
def test_a_planted_word_changes_the_count_of_its_page_by_one(
    before: str, after: str, page: str
) -> None:
    first, second = pages(read(PAPERS)), pages(read(PAPERS.replace(before, after)))
    assert {name for name in first if first[name] != second[name]} == {page}
    assert second[page] == first[page] + 1


def test_a_planted_word_changes_the_count_of_the_cards_by_one() -> None:
    first = read(MENU)
    second = read(MENU.replace("It warms", "It planted warms"))
    assert second.open_cards == CardWords(1, first.open_cards.words + 1)
    assert second.closed_cards == first.closed_cards
    assert second.words == first.words + 1


def test_news_before_the_decision_are_counted_with_what_they_change() -> None:
    news = """
stages: {main: {phases: [wire, deeds]}}
phases:
  wire: {kind: injects, draw: 1}
  deeds: {kind: actions, menus: [deeds], order: alternate}
injects: {storm: {name: The storm, text: Roofs fly here., weight: 1, effects: {heat: +1}}}
"""
    # The storm, Roofs fly here, heat rises by 1.
    assert pages(read(news))["news"] == 2 + 3 + 1 + 3


def test_a_question_is_counted_with_its_story_and_its_answers() -> None:
    question = """
stages: {main: {phases: [wire, deeds]}}
phases:
  wire: {kind: injects, draw: 1}
  deeds: {kind: actions, menus: [deeds], order: alternate}
injects:
  ferry:
    name: The ferry
    text: May it cross?
    ask: north
    answers: {aye: {name: Aye}, nay: {name: Nay, text: Not now.}}
    weight: 1
"""
    north, south = read(question), read(question, "south")
    assert (north.decision, south.decision) == ("question", "actions")
    assert pages(north)["news"] == 2 + 3
    assert pages(north)["answers"] == 1 + 1 + 2
    assert north.open_cards == CardWords(0, 0)
    assert "answers" not in pages(south)


def test_at_a_table_the_issues_are_counted_with_their_options() -> None:
    time = read(tiny.TABLE)
    assert time.decision == "table"
    first, second = (
        pages(read(tiny.TABLE.replace("small:", each)))["table"]
        for each in ("small:", "small: {name: Quite small, value: {north: 0, south: 100}} #")
    )
    assert second == first + 1


def test_what_others_do_first_is_passed_over() -> None:
    together, alternate = (
        read(f"phases: {{deeds: {{kind: actions, menus: [deeds], order: {order}}}}}", "south")
        for order in ("together", "alternate")
    )
    assert together == alternate


def test_a_side_that_is_never_asked_has_read_its_dossier() -> None:
    time = read(
        "actions: {warm: {side: north, menu: deeds, name: Warm, effects: {trust: +3}}}", "south"
    )
    assert time.decision is None
    assert pages(time).keys() >= {"brief", "score"}
    assert time.words == time.words_on_pages


@pytest.mark.parametrize("id", list(shipped()))
def test_every_side_of_a_shipped_scenario_is_counted(id: str) -> None:
    rules = compile_rules(load(shipped()[id]))
    times = measure_reading(rules)
    assert [time.side for time in times] == list(rules.sides)
    for time in times:
        assert {"situation", "brief", "cards", "score", "seats", "sources"} <= pages(time).keys()
        assert min(pages(time).values()) > 0
        assert time.open_cards.cards > 1
