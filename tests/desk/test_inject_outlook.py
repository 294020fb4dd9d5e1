"""What may still happen by itself in a game, for the facilitator."""

from __future__ import annotations

import tiny

from game.desk.inject_outlook import InjectOutlooks
from game.model.decisions import FACILITATOR, Act, FireInject, HoldInject
from game.rules.compile import compile_rules
from game.session.game import Game
from game.session.inject_outlook import InjectOutlook

RULES = """
turns: 4
stages: {main: {phases: [news, deeds, market]}}
phases:
  news: {kind: injects}
  market: {kind: injects, decks: [prices], draw: 1}
  attic: {kind: injects, decks: [old]}
  deeds: {kind: actions, menus: [deeds], order: alternate}
injects:
  visit: {at: 1}
  fair: {deck: prices, at: 1}
  storm: {at: 3}
  thaw: {when: trust >= 60 and turn >= 3}
  rain: {chance: 20, once: false}
  rumour: {deck: prices, weight: 1, when: turn <= 2}
  quake: {}
  relic: {deck: old, at: 1}
allow: {inject-lost: a test, unused-phase: a test}
"""


def begun() -> tuple[Game, InjectOutlooks]:
    rules = compile_rules(tiny.scenario(RULES))
    return Game(rules, 1), InjectOutlooks(rules)


def outlook(game: Game, outlooks: InjectOutlooks, id: str) -> InjectOutlook:
    return outlooks.outlook(game.state, id)


def turns(game: Game, outlooks: InjectOutlooks) -> dict[str, tuple[int, ...]]:
    return {id: outlook(game, outlooks, id).turns for id in game.rules.scenario.injects}


def play_turn(game: Game, action: str = "warm") -> None:
    for side in ("north", "south"):
        game.decide(side, Act(action))


def test_the_turns_on_which_an_inject_may_still_come() -> None:
    game, outlooks = begun()
    assert turns(game, outlooks) == {
        "visit": (),  # its phase is over
        "fair": (1,),  # its phase is still to come
        "storm": (3,),
        "thaw": (3, 4),
        "rain": (2, 3, 4),
        "rumour": (1, 2),
        "quake": (),
        "relic": (),
    }
    play_turn(game, "cool")
    play_turn(game, "cool")
    now = turns(game, outlooks)
    assert (now["fair"], now["storm"], now["thaw"], now["rumour"]) == ((), (), (4,), ())


def test_what_was_due_and_is_over_is_told_from_what_never_comes_by_itself() -> None:
    game, outlooks = begun()
    play_turn(game)
    told = {id: outlook(game, outlooks, id) for id in ("visit", "fair", "quake", "relic", "storm")}
    assert {id: each.overdue for id, each in told.items()} == {
        "visit": 1, "fair": 1, "quake": 0, "relic": 0, "storm": 0,
    }  # fmt: skip
    assert {id for id, each in told.items() if not each.by_itself} == {"quake", "relic"}


def test_what_has_happened_once_and_for_all_is_used_up() -> None:
    game, outlooks = begun()
    for id in ("storm", "rain"):
        game.decide(FACILITATOR, FireInject(id))
    storm, rain = (outlook(game, outlooks, id) for id in ("storm", "rain"))
    assert (storm.times, storm.turns, storm.used_up) == (1, (), True)
    assert rain.times >= 1
    assert (rain.turns, rain.used_up) == ((2, 3, 4), False)


def test_it_tells_whether_a_condition_holds_and_what_is_held() -> None:
    game, outlooks = begun()
    assert outlook(game, outlooks, "quake").condition_holds is None
    assert outlook(game, outlooks, "rumour").condition_holds is True
    assert outlook(game, outlooks, "thaw").condition_holds is False
    assert not outlook(game, outlooks, "thaw").held
    game.decide(FACILITATOR, HoldInject("thaw"))
    for _ in range(2):
        play_turn(game)
    thaw = outlook(game, outlooks, "thaw")
    assert (thaw.held, thaw.condition_holds, thaw.turns) == (True, True, (4,))
