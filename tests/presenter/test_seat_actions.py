"""Choosing actions on the devices of a side: cards, purse, tray, and what only the pen can do."""

from __future__ import annotations

import tiny
from attrs import evolve
from seated import SIDES, TEAM, TOGETHER, context, decided, page, told

from game.presenter.cards.decision_cards import DecisionCard
from game.presenter.seat.actions import ActionsToPick
from game.presenter.seat.context import SeatContext, Teammate
from game.presenter.verdicts import JudgedRun
from game.presenter.worded_game import WordedGame

CARDS = (
    SIDES
    + """
tracks:
  trust: {start: 50, range: [0, 100], better: high}
  purse: {name: Purse, start: 5, range: [0, 8], seen_by: [north]}
promises: {calm: {name: Keep calm, by: north, turns: 3, broken: used(storm) > 0}}
opening: {promise: calm}
phases: {deeds: {kind: actions, menus: [deeds], order: together, picks: 2}}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, cost: {purse: 2}, effects: {trust: +3}}
  storm: {side: [north, south], menu: deeds, name: Storm, text: It blows., effects: {trust: -3}}
  build: {side: north, menu: deeds, name: Build, when: trust >= 90, limit: 1}
  rest: {side: north, menu: deeds, name: Rest, cooldown: 1}
"""
)


def shown(worded: WordedGame, known: SeatContext | None = None) -> ActionsToPick:
    decide = page(worded, known=known).decide
    assert isinstance(decide, ActionsToPick)
    return decide


def card(decide: ActionsToPick, id: str) -> DecisionCard:
    return next(each for each in decide.cards if each.id == id)


def test_the_purse_shows_what_is_there_and_what_the_picks_cost() -> None:
    game = told(CARDS)
    purse = shown(game).purse
    assert purse is not None
    assert (purse.name, purse.left, purse.most, purse.cost) == ("Purse", 5, 8, 0)
    assert purse.sentence == "5 points"
    game.selection("north").add("warm")
    purse = shown(game).purse
    assert purse is not None
    assert (purse.left, purse.cost, purse.sentence) == (5, 2, "5 points, these cost 2")


def test_a_card_tells_its_cost_its_effects_and_whether_they_are_good() -> None:
    warm, storm = (card(shown(told(CARDS)), id) for id in ("warm", "storm"))
    assert (warm.pips, bool(warm.cost), storm.pips, storm.cost) == (2, True, 0, "")
    assert warm.does == (JudgedRun("Trust +3.", "better", 1),)
    assert storm.does == (JudgedRun("Trust −3.", "worse", -1),)
    assert storm.text == "It blows."


def test_a_closed_card_says_why_and_can_not_be_added() -> None:
    build = card(shown(told(CARDS)), "build")
    assert (build.closed, build.can_add) == ("Needs trust at 90 or more.", False)
    game = told(CARDS, "north: rest", "north: pass", "south: pass")
    rest = card(shown(game), "rest")
    assert rest.resting
    assert rest.closed


def test_picks_have_numbers_and_say_who_picked_them() -> None:
    game = told(CARDS)
    for id in ("rest", "warm"):
        game.selection("north").add(id)
    decide = shown(game, context(picks={"warm": "ann", "rest": "bob"}))
    warm, rest = card(decide, "warm"), card(decide, "rest")
    assert (rest.picked, rest.picked_by) == (1, "Picked by Elder")
    assert (warm.picked, warm.picked_by) == (2, "Picked by you")
    assert (decide.picks, decide.count) == (("Rest", "Warm"), "2 of 2 picked")
    assert card(shown(game, context(picks={"warm": "gone"})), "warm").picked_by == "Picked"


def test_with_all_picks_made_nothing_can_be_added_and_no_card_counts_as_closed() -> None:
    game = told(CARDS)
    for id in ("warm", "rest"):
        game.selection("north").add(id)
    storm = card(shown(game), "storm")
    assert (storm.closed, storm.can_add) == ("", False)


def test_picks_that_break_a_promise_are_confirmed_after_a_question() -> None:
    game = told(CARDS)
    assert shown(game).breaks == ""
    game.selection("north").add("storm")
    decide = shown(game)
    assert decide.breaks == "With this you break a promise: Keep calm. The others will know."
    assert decide.confirm is not None
    assert decide.confirm.yes == "Break it"
    assert decide.confirm.asked.startswith(decide.breaks)


def test_the_warning_of_a_broken_promise_says_which_signed_minute_lapses_with_it() -> None:
    promise = "promises: {calm: {by: north, name: Calm, turns: 3, broken: chose(north.tear) >= 1,"
    breach = "breach: [{when: trust >= 0, then: {lapse: pact}}]}}\nopening: {promise: calm}\n"
    text = f"{SIDES}{tiny.TABLE}{promise} {breach}"
    unsigned = told(text, "south: pass", "north: pass", "south: pass", "north: pass")
    signed = told(text, f"south: {tiny.MEDIUM}", "north: accept")
    for game in (unsigned, signed):
        game.selection("north").add("tear")
    first = "With this you break a promise: Calm. The others will know."
    assert shown(unsigned).breaks == first
    assert shown(signed).breaks == f"{first} What was signed lapses with it: Pact."


def test_fewer_picks_than_allowed_or_teammates_who_have_not_agreed_are_asked_about_once() -> None:
    game = told(CARDS)

    def asked(*team: Teammate) -> str:
        confirm = shown(game, context(team=team)).confirm
        assert confirm is not None
        return confirm.asked

    agrees, away = evolve(TEAM[1], agrees=True), evolve(TEAM[1], connected=False)
    assert asked(*TEAM) == "You have picked nothing. Your side then does nothing here."
    game.selection("north").add("warm")
    assert asked(TEAM[0], agrees) == "You could pick another action."
    game.selection("north").add("rest")
    assert asked(*TEAM) == "1 of your team has not agreed yet."
    assert asked(TEAM[0], agrees) == asked(TEAM[0], away) == ""


def test_only_the_pen_confirms_and_everybody_else_agrees() -> None:
    game = told(CARDS)
    game.selection("north").add("warm")
    mine = shown(game)
    assert mine.confirm is not None
    assert mine.agree is None
    assert (mine.confirm.what, mine.confirm.weight) == ("actions", "filled")
    assert (mine.confirm.label, mine.confirm.closed) == ("Confirm for the North", "")
    other = shown(game, context("bob"))
    assert other.confirm is None
    assert other.agree is not None
    assert (other.agree.agreed, other.agree.label) == (False, "I agree")
    team = (TEAM[0], evolve(TEAM[1], agrees=True))
    agreed = shown(game, context("bob", team=team)).agree
    assert agreed is not None
    assert (agreed.agreed, agreed.label) == (True, "You agree")


def test_the_tray_counts_those_without_the_pen_who_agree() -> None:
    game = told(CARDS)
    game.selection("north").add("warm")
    assert shown(game).agreement == "0 of 1 other agrees"
    team = (TEAM[0], evolve(TEAM[1], agrees=True))
    assert shown(game, context(team=team)).agreement == "1 of 1 other agrees"
    assert shown(game, context(team=TEAM[:1])).agreement == ""


def test_with_nothing_picked_there_is_nothing_to_agree_with() -> None:
    game = told(CARDS)
    other = shown(game, context("bob"))
    assert (other.agree, other.agreement, shown(game).agreement) == (None, "", "")


def test_without_picks_the_button_says_that_nothing_is_done_and_is_not_the_filled_one() -> None:
    confirm = shown(told(CARDS)).confirm
    assert confirm is not None
    assert (confirm.label, confirm.weight, confirm.closed) == ("Do nothing", "outline", "")


def test_where_a_side_must_act_the_button_waits_for_a_pick() -> None:
    game = told(TOGETHER.replace("picks: 2", "picks: 1, no_pass: true"))
    confirm = shown(game).confirm
    assert confirm is not None
    assert confirm.closed
    game.selection("north").add("warm")
    confirm = shown(game).confirm
    assert confirm is not None
    assert confirm.closed == ""


def test_in_a_pause_nothing_can_be_confirmed() -> None:
    confirm = shown(told(CARDS), context(paused=True)).confirm
    assert confirm is not None
    assert confirm.closed == "The game is paused."


def test_what_was_confirmed_unseen_is_told_to_the_own_side_alone() -> None:
    game = told(CARDS)
    decided(game, "north: rest")
    assert shown(game).chosen == "You have chosen: Rest."
    south = page(game, "south").decide
    assert isinstance(south, ActionsToPick)
    assert south.chosen == ""


def test_words_of_ones_own_go_with_a_statement_where_the_scenario_allows_them() -> None:
    statement = TOGETHER.replace("picks: 2", "picks: 1, no_pass: true")
    assert shown(told(statement, talk="offers")).note
    assert not shown(told(statement, talk="none")).note
    assert not shown(told(statement, talk="offers"), context("bob")).note
    assert not shown(told(TOGETHER, talk="offers")).note
