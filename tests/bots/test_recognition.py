"""Who makes the offer that stands, as an expert supposes it (rule 12.3), and its plan."""

from __future__ import annotations

import pytest
import tiny
from pact_table import pact

from game.bots.expert import ExpertBot
from game.bots.list_player import ListPlayer
from game.bots.persona import PersonaBot
from game.bots.planning import make_plan
from game.kernel import codes as c
from game.kernel.lowering.lower import lower
from game.kernel.run.pools import POLICIES, POOL, WEIGHT
from game.model.decisions import Move, Offer
from game.session.game import DecisionRequest
from game.session.seats import LEAST_BUDGET

TABLE = (
    pact(8, "north")
    + """
personas:
  firm: {name: F, bargaining: {style: boulware, firmness: 3, opening: 95, floor: 50}}
  soft: {name: S, bargaining: {style: linear, firmness: 1, opening: 70, floor: 45}}
"""
)
GUESSES, GAIN = 3, 8
BUDGET = 200


def request(game: tiny.Game, side: str) -> DecisionRequest:
    return DecisionRequest(side, game.view(side), game.legal(side), 0)


def weights(game: tiny.Game, side: str, other: str, seed: int = 5) -> dict[str, int]:
    """What each policy of another side weighs when a side decides, in the weight of one."""
    tables = lower(game.rules)
    bot = ExpertBot(tables, side, seed, BUDGET)
    bot(request(game, side))
    first = game.rules.index.sides[other] * POLICIES
    count = int(bot._pool[first])
    names = {address: id for (own, id), address in tables.personas.items() if own == other}
    return {
        names.get(int(bot._pool[first + 1 + k]), "uniform"): int(
            bot._pool[first + 1 + POOL + 1 + k]
        )
        * 10
        // WEIGHT
        for k in range(count)
    }


@pytest.mark.parametrize("persona", ["firm", "soft"])
@pytest.mark.parametrize("rounds", [1, 3])
def test_12_3_a_persona_is_recognised_by_the_offer_that_it_makes(persona: str, rounds: int) -> None:
    game = tiny.Game(TABLE)
    for _ in range(rounds):
        game.play("north: offer grain=much wood=half")
        move = PersonaBot(lower(game.rules), "south", 3, persona)(request(game, "south"))
        game.play(f"south: {move}")
    found = weights(game, "north", "south")
    other = {"firm": "soft", "soft": "firm"}[persona]
    assert found[persona] == 10 + 10 * GAIN * GUESSES
    # Both may come to the same offer, but not where they aim at so different worths.
    assert found[other] == 10
    assert found["uniform"] <= 10


def test_12_3_the_side_that_speaks_first_is_recognised_in_the_round_before() -> None:
    game = tiny.Game(TABLE)
    move = PersonaBot(lower(game.rules), "north", 3, "firm")(request(game, "north"))
    game.play(f"north: {move}")
    assert weights(game, "south", "north")["firm"] == 10 + 10 * GAIN * GUESSES
    # In the round after, an offer like that of the first round is no longer its own.
    late = tiny.Game(TABLE).play(*["north: pass", "south: pass"] * 6, f"north: {move}")
    assert weights(late, "south", "north")["firm"] == 10


def test_12_3_an_offer_that_no_persona_makes_recognises_none() -> None:
    game = tiny.Game(TABLE).play("north: offer grain=much wood=half")
    # Worth 90 to south: firm asks for 95 at first, and soft offers what is nearer and worth 75.
    game.play("south: offer grain=none wood=half")
    assert weights(game, "north", "south") == {"firm": 10, "soft": 10, "uniform": 6}


def test_12_3_who_offers_what_gains_it_little_offers_by_chance() -> None:
    game = tiny.Game(TABLE).play("north: pass", "south: offer grain=some wood=all")
    # South has 45 of it, and could have 100; without an agreement it has 40.
    # A round has been used: `uniform` weighs 60 % of one, and eight times one is added.
    assert weights(game, "north", "south") == {"firm": 10, "soft": 10, "uniform": 6 + 10 * GAIN}
    more = tiny.Game(TABLE).play("north: pass", "south: offer grain=none wood=all")
    # 60 of 100: a third of what it could gain.
    assert weights(more, "north", "south")["uniform"] == 6


def decided(game: tiny.Game, side: str, seed: int) -> Move:
    return ExpertBot(lower(game.rules), side, seed, 600)(request(game, side))


def test_12_3_it_waits_for_a_persona_that_will_give_way_and_signs_with_others() -> None:
    # What stands is worth 45 to north, whose reserve is 40. `firm` will offer more later.
    talk = ["north: offer grain=much wood=half", "south: offer grain=some wood=none"]
    text = TABLE.replace("opening: 95", "opening: 85").replace("firmness: 3", "firmness: 4")
    known = tiny.Game(text).play(*talk)
    assert weights(known, "north", "south")["firm"] > 10
    assert {str(decided(known, "north", seed)) for seed in range(4)}.isdisjoint({"accept"})


def test_12_3_the_plan_has_what_did_better_in_games_of_drawn_lists() -> None:
    text = """
turns: 2
personas: {moody: {name: M, tracks: {trust: 1}}}
actions:
  gift: {side: north, menu: deeds, name: Gift, effects: {trust: +20}}
  snub: {side: north, menu: deeds, name: Snub, effects: {trust: -20}}
  warm: {side: north, menu: deeds, name: Warm, effects: {trust: +3}}
"""
    tables = lower(tiny.rules(text))
    plan = make_plan(tables, "north", 60)
    slots = tables.rules.index.slots
    assert plan.blind[:2] == (slots["north", "gift"],) * 2
    assert c.PASS in ListPlayer(tables, "north").shape.options[0]
    assert make_plan(tables, "north", 60) is plan
    again = ListPlayer(tables, "north")
    assert len(again.mixes) == 2
    best = [int(again.score(plan.blind, 0, seed, 1)[0]) for seed in range(9)]
    poor = [int(again.score((slots["north", "snub"],) * 2 + plan.blind[2:], 0, seed, 1)[0])
            for seed in range(9)]  # fmt: skip
    assert min(best) > max(poor)


def test_12_3_with_hardly_any_budget_there_is_no_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_arguments: object) -> None:
        raise AssertionError("no plan is needed")

    monkeypatch.setattr("game.bots.expert.make_plan", never)
    game = tiny.Game(TABLE)
    tables = lower(game.rules)
    move = ExpertBot(tables, "north", 5, LEAST_BUDGET - 1)(request(game, "north"))
    assert isinstance(move, Offer)
    with pytest.raises(AssertionError, match="no plan is needed"):
        ExpertBot(tables, "north", 5, LEAST_BUDGET)(request(game, "north"))
