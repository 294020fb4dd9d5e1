"""The answers to a question as cards: what each costs, needs and does, and why it is closed."""

from __future__ import annotations

import pytest
from begun import act, begun

from game.presenter.cards.decision_cards import DecisionCard, answer_cards
from game.presenter.hot_seat import HotSeat
from game.presenter.verdicts import JudgedRun

TEXT = """
tracks:
  trust: {name: Trust, start: 50, range: [0, 100], better: high}
  purse: {name: Purse, start: 1, range: [0, 9], seen_by: [north]}
  secret: {start: 7, range: [0, 100], seen_by: []}
injects:
  letter:
    name: A letter
    at: 2
    text: Somebody asks.
    ask: north
    answers:
      agree: {name: Agree, text: It costs little., effects: {trust: +3, secret: -1}}
      buy: {name: Buy it, cost: {purse: 9}}
      spend: {name: Spend, cost: {purse: 1}, when: trust >= 10, effects: {trust: -1}}
      refuse: {name: Refuse, when: trust >= 90}
stages: {main: {phases: [wire, deeds]}}
phases:
  wire: {kind: injects}
  deeds: {kind: actions, menus: [deeds], order: alternate}
"""


@pytest.fixture
def hot_seat() -> HotSeat:
    hot_seat = begun(TEXT)
    act(hot_seat, "north pass", "south pass")
    assert hot_seat.state.questions
    return hot_seat


def cards(hot_seat: HotSeat) -> dict[str, DecisionCard]:
    legal = hot_seat.asking("north").legal
    return {card.id: card for card in answer_cards(hot_seat.words, "north", "letter", legal)}


def test_a_card_says_what_an_answer_costs_needs_and_does(hot_seat: HotSeat) -> None:
    assert list(cards(hot_seat)) == ["agree", "buy", "spend", "refuse"]
    agree, spend = cards(hot_seat)["agree"], cards(hot_seat)["spend"]
    assert (agree.name, agree.text, agree.closed) == ("Agree", "It costs little.", "")
    assert agree.does == (JudgedRun("Trust +3.", "better", 1),)
    assert (agree.cost, agree.needs) == ("", "")
    assert spend.cost == "Costs 1 of purse."
    assert spend.needs == "Needs trust at 10 or more."
    assert spend.does == (JudgedRun("Trust −1.", "worse", -1),)


def test_a_closed_answer_says_why(hot_seat: HotSeat) -> None:
    assert cards(hot_seat)["buy"].closed == "Costs 9 of purse, and not enough is left."
    assert cards(hot_seat)["refuse"].closed == "Needs trust at 90 or more."
