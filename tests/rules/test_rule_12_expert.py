"""Rule 12.3: what the expert does; more of it is in tests/bots."""

import tiny

from game.bots.expert import ExpertBot
from game.kernel.lowering.lower import lower
from game.session.game import DecisionRequest

GIFT = """
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3}}
  gift: {side: [north, south], menu: deeds, name: Gift, effects: {trust: +20}}
  spoil: {side: [north, south], menu: deeds, name: Spoil, effects: {trust: -20}}
"""


def test_12_3_it_does_what_its_own_score_gains_by() -> None:
    game = tiny.Game(GIFT)
    asking = DecisionRequest("north", game.view("north"), game.legal("north"), 0)
    found = {str(ExpertBot(lower(game.rules), "north", seed, 300)(asking)) for seed in range(5)}
    assert found == {"gift"}
