"""The page of a participant says who they are, what is asked of them, and who holds the pen."""

from __future__ import annotations

import tiny
from attrs import evolve
from seated import SIDES, TEAM, TOGETHER, context, decided, page, told
from tiny_plays import THREE

from game.model.players import ME
from game.presenter.seat.context import TABS, Opened, Teammate
from game.presenter.seat.decide import Waiting
from game.presenter.worded_game import WordedGame

QUESTION = """
injects:
  press:
    name: The press
    text: They wait.
    ask: [north]
    answers: {blame: {name: Blame}, praise: {name: Praise}}
opening: {fire: press}
"""


def test_it_says_who_one_is_and_when() -> None:
    shown = page(told())
    assert (shown.title, shown.subtitle) == ("Envoy", "The North")
    assert (shown.badge.shape, shown.badge.letters) == (0, "N")
    assert (shown.turn, shown.phase) == ("Turn 1 of 3", "Deeds")


def test_whoever_has_no_seat_speaks_for_the_side_under_a_first_name() -> None:
    alone = context("cho", "cho", (Teammate("cho", "Cho"),))
    shown = page(told(), "south", alone)
    assert (shown.title, shown.subtitle, shown.badge.shape) == ("South", "Cho", 1)


def test_it_says_how_many_moves_are_asked_for_and_that_others_choose_unseen() -> None:
    game = told()
    assert page(game).asked == (
        "Choose two moves for the North. South chooses at the same time, unseen."
    )
    decided(game, "north: warm")
    assert page(game).asked.startswith("Choose one more move for the North.")
    decided(game, "north: pass")
    assert page(game).asked == "South is deciding."
    assert page(game, "south").asked == "Choose two moves for South."


def test_it_names_several_others_in_the_plural() -> None:
    assert page(told(THREE)).asked == (
        "Choose two moves for the North. South and East choose at the same time, unseen."
    )


def test_it_asks_for_the_next_move_where_sides_take_turns() -> None:
    shown = page(told(SIDES))
    assert shown.asked == "Choose the next move for the North."
    assert shown.decide.kind == "actions"


def test_it_asks_a_question_and_others_wait() -> None:
    game = told(SIDES + QUESTION)
    assert page(game).asked == "A question for the North: what do you answer?"
    waiting = page(game, "south", context("cho", "cho", (Teammate("cho"),)))
    assert (waiting.decide.kind, waiting.is_asked) == ("waiting", False)


def test_whoever_waits_learns_whether_a_person_or_a_bot_decides() -> None:
    people = told(TOGETHER, "north: warm", "north: pass")
    bots = WordedGame(people.game, {"north": ME, "south": "uniform"})
    shown = [page(each).decide for each in (people, bots)]
    abouts = [each.about for each in shown if isinstance(each, Waiting)]
    assert abouts[0].startswith("This page goes on by itself.")
    assert abouts[1] == "A bot decides there. This page goes on by itself in a moment."


def test_it_asks_for_an_offer_and_then_for_an_answer() -> None:
    game = told(SIDES + tiny.TABLE)
    assert page(game, "south").asked == "Make an offer for South."
    assert page(game, "south").phase == "Hall, round 1 of 2 this turn, 1 of 4 in all"
    decided(game, f"south: {tiny.SMALL}")
    assert page(game).asked == "Answer the offer by South."


def test_after_the_end_it_names_the_outcome() -> None:
    game = told(SIDES + "turns: 1")
    decided(game, "north: pass", "south: pass")
    assert (page(game).asked, page(game).decide.kind) == ("Calm", "over")
    assert page(game).tabs[0].label == "Result"


def test_the_pens_line_names_its_holder() -> None:
    game = told()
    assert page(game).pen.sentence == "You hold the pen"
    other = page(game, known=context(pen="bob")).pen
    assert (other.is_mine, other.sentence) == (False, "Elder holds the pen")
    assert page(game, known=context(pen="")).pen.sentence == "Nobody holds the pen"


def test_two_in_one_seat_are_told_apart_by_their_names() -> None:
    crowd = (*TEAM, Teammate("eve", "Eve", "elder"))
    shown = page(told(), known=context(pen="eve", team=crowd))
    assert shown.pen.sentence == "Eve, Elder holds the pen"
    assert [line.name for line in shown.team] == ["Envoy", "Bob, Elder", "Eve, Elder"]


def test_the_team_is_listed_with_hands_pen_and_who_is_away() -> None:
    team = (TEAM[0], evolve(TEAM[1], hand=True, connected=False, agrees=True))
    shown = page(told(), known=context(team=team))
    assert [line.notes for line in shown.team] == [
        ("you", "holds the pen"),
        ("hand raised", "agrees", "away"),
    ]
    assert shown.hands == "Elder has raised a hand."
    elder = page(told(), known=context("bob", team=team))
    assert (elder.hand_up, elder.hands) == (True, "")


def test_a_pause_is_told() -> None:
    assert page(told()).paused == ""
    assert page(told(), known=context(paused=True)).paused == "The game is paused."


def test_the_address_of_a_tab_reads_as_the_same_again() -> None:
    assert [tab.name for tab in page(told()).tabs] == list(TABS)
    opened = Opened("record", show="by:south", turn=3)
    assert opened.address == "record&show=by:south&turn=3"
    query = dict(part.split("=") for part in f"tab={opened.address}".split("&"))
    assert Opened.read(query) == opened
    assert Opened.read({"tab": "nonsense", "issue": "<b>", "turn": "x"}) == Opened()


def test_one_page_in_another_tab_tells_the_same() -> None:
    game = told(TOGETHER)
    plain, other = page(game), page(game, opened=Opened("state"))
    assert evolve(other, opened=plain.opened, tabs=plain.tabs) == plain
