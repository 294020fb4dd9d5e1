"""How an expert bargains (rule 12.3): what it offers next, what it accepts, and when."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import tiny
from attrs import frozen
from pact_table import pact

from game.bots.expert import ExpertBot
from game.kernel.lowering.lower import lower
from game.model.decisions import Accept, Move, Offer
from game.rules.rng import own_seed
from game.session.game import DecisionRequest, Game

TABLE = (
    pact(8, "north")
    + """
personas:
  firm: {name: F, bargaining: {style: boulware, firmness: 3, opening: 95, floor: 50}}
  soft: {name: S, bargaining: {style: linear, firmness: 1, opening: 90, floor: 45}}
"""
)
WORTHS = {
    "north": {
        "grain": {"none": 0, "some": 45, "much": 60},
        "wood": {"none": 0, "half": 30, "all": 40},
    },
    "south": {
        "grain": {"none": 60, "some": 45, "much": 0},
        "wood": {"none": 40, "half": 30, "all": 0},
    },
}
SEEDS = range(6)


def worth(side: str, move: Offer) -> int:
    return sum(WORTHS[side][issue][move.package[issue]] for issue in move.package)


@frozen
class Turn:
    """A turn to speak, with the offer that stood."""

    round: int
    side: str
    standing: Offer | None
    move: Move


def course(seed: int, text: str = TABLE, budget: int = 600) -> Iterator[Turn]:
    """A game of two experts, turn by turn."""
    game = Game(tiny.rules(text), seed)
    bots = {
        side: ExpertBot(lower(game.rules), side, own_seed(seed), budget)
        for side in game.rules.sides
    }
    standing: Offer | None = None
    while game.state.to_move:
        side, number = game.state.to_move[0], game.state.tables[0].rounds
        move = bots[side](game.asking(side))
        yield Turn(number, side, standing, move)
        game.decide(side, move)
        standing = move if isinstance(move, Offer) else standing


def decided(game: tiny.Game, side: str, seed: int, budget: int = 600) -> Move:
    asking = DecisionRequest(side, game.view(side), game.legal(side), 0)
    return ExpertBot(lower(game.rules), side, seed, budget)(asking)


@pytest.mark.parametrize("seed", SEEDS)
def test_12_3_two_experts_sign_what_is_good_for_both_before_the_last_round(seed: int) -> None:
    *_, last = course(seed)
    assert isinstance(last.move, Accept)
    assert last.standing is not None
    assert last.round < 7
    assert min(worth(side, last.standing) for side in WORTHS) >= 45
    assert sum(worth(side, last.standing) for side in WORTHS) >= 120


@pytest.mark.parametrize("seed", SEEDS)
def test_12_3_it_offers_no_less_than_its_reserve_and_more_than_it_could_accept(seed: int) -> None:
    for turn in course(seed):
        if isinstance(turn.move, Offer):
            assert worth(turn.side, turn.move) >= 40
            if turn.standing is not None:
                assert worth(turn.side, turn.move) > worth(turn.side, turn.standing)


def test_12_3_between_offers_that_are_as_good_it_goes_on_from_its_last_one() -> None:
    # South never accepts and never offers: all offers come to the same.
    text = TABLE.partition("personas:")[0]
    text += "personas: {deaf: {name: D, bargaining: {opening: 100, floor: 100}}}\n"
    text = text.replace("north: 40, south: 40", "north: 40, south: 101")
    for seed in SEEDS:
        game = tiny.Game(text).play("north: offer grain=much wood=half", "south: pass")
        again = decided(game, "north", seed)
        assert not isinstance(again, Offer) or worth("north", again) <= 90


def test_12_3_uniform_is_less_likely_with_each_round_used() -> None:
    # `uniform` accepts almost anything as its last word; `hard` what is worth 75 to it.
    text = TABLE.partition("personas:")[0].replace("north: 40, south: 40", "north: 70, south: 40")
    text += "personas: {hard: {name: H, sides: [south], bargaining: {opening: 75, floor: 75}}}\n"
    passes = [f"{side}: pass" for _ in range(7) for side in ("north", "south")]
    late = tiny.Game(text).play(*passes)
    assert {str(decided(late, "north", seed)) for seed in SEEDS} == {"offer grain=some wood=half"}
    early = tiny.Game(text.replace("rounds: 8", "rounds: 1"))
    assert {str(decided(early, "north", seed)) for seed in SEEDS} == {"offer grain=much wood=all"}
