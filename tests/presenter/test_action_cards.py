"""What a side can do, as cards: what each costs, needs and does, and why it is closed."""

from __future__ import annotations

import pytest
import tiny
from attrs import evolve
from begun import act, begun

from game.model.frozen import FrozenMap
from game.model.play import Legal
from game.presenter.cards.decision_cards import (
    DecisionCard,
    action_cards,
    count_tags,
    describe_action,
    offered_actions,
)
from game.presenter.cards.picking import purse_track
from game.presenter.hot_seat import HotSeat
from game.presenter.verdicts import JudgedRun
from game.words.language import language
from game.words.wording import Wording

TEXT = """
tracks:
  trust: {name: Trust, start: 50, range: [0, 100], better: high}
  heat: {name: Heat, start: 0, range: [0, 10], better: {north: low, south: high}}
  purse: {name: Purse, start: 2, range: [0, 6], seen_by: [north]}
  gold: {name: Gold, start: 90, range: [0, 90]}
  secret: {start: 7, range: [0, 100], seen_by: []}
tags: {loud: {name: Loud, effects: {heat: +1}}, rare: {name: Rare}}
phases: {deeds: {kind: actions, menus: [deeds], order: together, picks: 2}}
actions:
  storm:
    side: north
    menu: deeds
    name: Storm out
    text: A door falls shut. [A]
    cost: {purse: 2, gold: 5}
    when: heat < 9
    limit: 2
    cooldown: 3
    secret: true
    tags: [rare, loud]
    effects: {trust: -3, secret: +4}
  plead: {side: north, menu: deeds, name: Plead, when: trust > 90, effects: {trust: +1}}
  write:
    {side: north, menu: deeds, name: Write, cost: {purse: 1}, cooldown: 1, effects: {trust: +2}}
  wait:
    {side: [north, south], menu: deeds, name: Wait, limit: 1, tags: [rare], effects: {trust: = 9}}
"""


@pytest.fixture
def words() -> Wording:
    return Wording(tiny.scenario(TEXT))


def asked(hot_seat: HotSeat) -> Legal:
    return hot_seat.asking("north").legal


def cards(hot_seat: HotSeat, legal: Legal, *picks: str, room: int = 1) -> dict[str, DecisionCard]:
    offered = offered_actions(hot_seat.words, asked(hot_seat))
    made = action_cards(hot_seat.words, "north", legal, offered, picks, room)
    return {card.id: card for card in made}


def test_a_card_says_all_there_is_to_know_of_an_action(words: Wording) -> None:
    card = describe_action(words, "north", "storm")
    assert card.name == "Storm out"
    assert card.text == "A door falls shut. [A]"
    assert card.effects == "Trust −3, heat +1."
    assert card.pips == 2
    assert card.other_costs == "Costs 5 of gold."
    assert card.cost == "Costs 2 of purse and 5 of gold."
    assert card.needs == "Needs heat below 9."
    assert card.limit == "2 times a game."
    assert card.cooldown == "Rests for 3 turns afterwards."
    assert card.secret == "In secret."
    assert card.tags == ("rare", "loud")
    assert card.terms == (
        "Needs heat below 9. 2 times a game. Rests for 3 turns afterwards. In secret."
    )
    assert (card.closed, card.resting, card.picked) == ("", False, 0)


def test_a_card_tells_the_cooldown_in_french_too() -> None:
    words = Wording(tiny.scenario(TEXT), language("fr"))
    assert describe_action(words, "north", "storm").cooldown == "Ensuite, 3 tours d’attente."
    assert describe_action(words, "north", "write").cooldown == "Ensuite, un tour d’attente."


def test_what_an_action_does_is_judged_for_its_reader(words: Wording) -> None:
    assert describe_action(words, "north", "storm").does == (
        JudgedRun("Trust −3,", "worse", -1),
        JudgedRun(" "),
        JudgedRun("heat +1.", "worse", 1),
    )
    assert describe_action(words, "south", "storm").does[-1] == JudgedRun("heat +1.", "better", 1)


def test_7_2_a_card_tells_nothing_of_a_track_that_its_reader_does_not_see(words: Wording) -> None:
    for side in ("north", "south"):
        assert "secret" not in describe_action(words, side, "storm").effects.lower()


def test_an_action_without_terms_has_none(words: Wording) -> None:
    card = describe_action(words, "south", "wait")
    assert (card.cost, card.other_costs, card.pips) == ("", "", 0)
    assert (card.needs, card.cooldown, card.secret) == ("", "", "")
    assert card.does == (JudgedRun("Trust becomes 9."),)


def test_open_actions_come_first_in_the_order_of_the_scenario() -> None:
    hot_seat = begun(TEXT)
    assert offered_actions(hot_seat.words, asked(hot_seat)) == ["storm", "write", "wait", "plead"]


def test_a_closed_card_says_why() -> None:
    hot_seat = begun(TEXT)
    plead = cards(hot_seat, asked(hot_seat))["plead"]
    assert plead.closed == "Needs trust above 90."
    assert not plead.resting


def test_2_5_a_card_that_rests_says_until_when() -> None:
    hot_seat = begun(TEXT)
    act(hot_seat, "north write", "north pass", "south wait", "south pass")
    write = cards(hot_seat, asked(hot_seat))["write"]
    assert write.resting
    assert write.closed == "Rests until turn 3."


def test_picks_are_numbered_and_stay_open() -> None:
    hot_seat = begun(TEXT)
    selection = hot_seat.selection("north")
    assert selection.add("write") is None
    found = cards(hot_seat, selection.asking().legal, *selection.picks, room=selection.room)
    assert (found["write"].picked, found["write"].closed) == (1, "")
    assert found["storm"].closed == "Costs 2 of purse, and not enough is left."
    assert found["wait"].picked == 0


def test_where_all_picks_are_made_only_the_picks_count() -> None:
    hot_seat = begun(TEXT)
    legal = evolve(asked(hot_seat), moves=(), refused=FrozenMap(asked(hot_seat).refused))
    full = cards(hot_seat, legal, "write", "wait", room=0)
    assert [full[id].picked for id in ("write", "wait", "storm")] == [1, 2, 0]
    assert all(not card.closed for card in full.values())


def test_pips_show_the_small_track_that_most_actions_cost(words: Wording) -> None:
    assert purse_track(words.scenario, "north") == "purse"
    assert purse_track(words.scenario, "south") is None


def test_tags_are_counted_over_the_actions_that_have_them(words: Wording) -> None:
    assert count_tags(words, ["storm", "wait", "wait", "unknown"]) == [
        ("loud", "Loud", 1),
        ("rare", "Rare", 2),
    ]
