"""What became of a table stands first on the page of a participant, with what it means."""

from __future__ import annotations

import tiny
from seated import SIDES, context, page, told

from game.presenter.seat.context import Teammate
from game.presenter.stories.story_pages import StoryPage
from game.presenter.worded_game import WordedGame

TABLE = SIDES + tiny.TABLE
CHO = context("cho", "cho", (Teammate("cho", "Cho"),))
NEWS = """
injects:
  storm: {at: 1, name: The storm, text: Roofs fly.}
"""
THEN_NEWS = TABLE.replace("phases: [hall, deeds]", "phases: [hall, news, deeds]").replace(
    "phases:\n  hall", NEWS.strip("\n") + "\nphases:\n  news: {kind: injects}\n  hall"
)


def first(game: WordedGame, side: str = "north") -> StoryPage:
    known = context() if side == "north" else CHO
    return page(game, side, known).news[0]


def test_a_table_that_is_signed_stands_before_later_news_with_its_worth() -> None:
    game = told(THEN_NEWS, f"south: {tiny.MEDIUM}", "north: accept")
    north = page(game).news
    assert [each.headline for each in north] == ["Pact is signed", "The storm"]
    assert north[0].lead == "When it was signed it was worth 19 to you."
    assert first(game, "south").lead == "When it was signed it was worth 18 to you."


def test_an_adjourned_table_says_how_many_rounds_are_used_and_left_and_what_stands() -> None:
    offers = (
        f"south: {tiny.SMALL}",
        f"north: {tiny.SMALL}",
        "south: pass",
        f"north: {tiny.MEDIUM}",
    )
    game = told(TABLE, *offers[:3])
    assert page(game).news == ()
    game = told(TABLE, *offers)
    assert first(game).headline == "Pact: the talks are adjourned"
    rounds = "This turn had 2 rounds, and they are over. 2 rounds are left."
    assert first(game).lead == f"{rounds} Your last offer stays on the table."
    reply = first(game, "south")
    assert reply.headline == "The North makes an offer"
    sentences = [each.sentence for each in reply.consequences]
    assert sentences[-1] == "The last offer by the North stays on the table."


def test_the_news_of_an_adjourned_table_is_gone_when_the_side_has_decided_again() -> None:
    game = told(TABLE, *("south: pass", "north: pass") * 2, "north: pass")
    assert page(game).news == ()
    assert first(game, "south").consequences[-1].sentence == "2 rounds are left."


def test_a_table_without_rounds_left_has_ended_without_an_agreement() -> None:
    game = told(TABLE.replace("rounds: 4", "rounds: 2"), *("south: pass", "north: pass") * 2)
    assert first(game).headline == "Pact: the talks have ended without an agreement"
    assert first(game).paragraphs == ("All 2 rounds are used up.",)
    assert first(game).lead == "Without an agreement you have 9."


def test_a_table_that_a_side_left_says_who_walked_out() -> None:
    game = told(TABLE, "south: walk")
    assert first(game).headline == "Pact is broken off"
    assert first(game).lead == "South walks out. Without an agreement you have 7."
