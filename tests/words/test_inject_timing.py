"""When an inject comes by itself, in words."""

import pytest
import tiny

from game.words.language import language
from game.words.wording import Wording

RULES = """
stages: {main: {phases: [news, market, deeds]}}
phases:
  news: {kind: injects, name: News}
  market: {kind: injects, name: Market, decks: [prices], draw: 1}
  attic: {kind: injects, name: Attic, decks: [old]}
  deeds: {kind: actions, menus: [deeds], order: alternate}
actions:
  stir:
    side: [north, south]
    menu: deeds
    name: Stir
    effects: [{when: trust > 3, then: [{after: 1, then: [{fire: flood}]}]}]
injects:
  visit: {at: 2, when: trust >= 60}
  storm: {at: 2, chance: 30}
  thaw: {when: trust >= 60, once: false}
  rain: {chance: 20 + heat}
  rumour: {deck: prices, weight: 1 + heat}
  flood: {}
  quake: {}
  relic: {deck: old, at: 1}
allow: {inject-lost: a test, unused-phase: a test}
"""
ENGLISH = {
    "visit": ("turn 2", "It comes by itself on turn 2, in “News”."),
    "storm": (
        "turn 2",
        "It comes by itself on turn 2, in “News”. Its chance each time is 30 %.",
    ),
    "thaw": (
        "on a condition",
        "It comes by itself in “News”, whenever it can. It can come more than once.",
    ),
    "rain": (
        "by chance",
        "It comes by itself in “News”, whenever it can. Its chance each time is (20 + heat) %.",
    ),
    "rumour": ("drawn by chance", "It may be drawn by chance in “Market”, with weight 1 + heat."),
    "flood": ("follows from others", "It doesn’t come by itself. It may follow from “Stir”."),
    "quake": ("by hand only", "It doesn’t come by itself."),
    "relic": ("by hand only", "It doesn’t come by itself: no phase brings it."),
}


@pytest.mark.parametrize("inject", ENGLISH)
def test_it_tells_turn_phase_chance_and_cause(inject: str) -> None:
    words = Wording(tiny.scenario(RULES))
    assert (words.inject_timing_brief(inject), words.inject_timing(inject)) == ENGLISH[inject]


@pytest.mark.parametrize("inject", ENGLISH)
def test_in_french_it_tells_as_much(inject: str) -> None:
    words = Wording(tiny.scenario(RULES), language("fr"))
    told = words.inject_timing(inject)
    assert not set(told.split()) & {"It", "by", "comes", "turn"}
    numbers = [word for word in ENGLISH[inject][1].split() if word.isdigit()]
    assert all(number in told for number in numbers)
