"""The expert: what it decides follows from seed, view and what it has taken, and is worth doing.

Budgets are small here: what is shown is what it does, not how well.
"""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
import tiny
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from pact_table import pact
from strategies.scenarios import Drawn, scenarios

from game.bots.expert import PLANNING, ExpertBot, default_budget
from game.bots.list_player import ListPlayer, mix_opponents
from game.bots.planning import ROUNDS, make_plan
from game.bots.seats import make_bots
from game.bots.uniform import UniformBot
from game.engine.scores import scores
from game.kernel.lowering.lower import lower
from game.model.players import USUAL_BUDGET
from game.model.refusals import Refusal
from game.rules.compiled import Rules
from game.rules.rng import mix, own_seed
from game.session.driver import Decide, play
from game.session.game import DecisionRequest, Game
from game.session.seats import LEAST_BUDGET

BUDGET = 150


def asked(game: tiny.Game, side: str = "north", taken: int = 0) -> DecisionRequest:
    return DecisionRequest(side, game.view(side), game.legal(side), taken)


def chosen(
    game: tiny.Game, side: str = "north", *, seed: int = 5, taken: int = 0, budget: int = BUDGET
) -> str:
    """What an expert does that is asked now."""
    return str(ExpertBot(lower(game.rules), side, seed, budget)(asked(game, side, taken)))


DICE = """
turns: 2
actions:
  dare: {side: [north, south], menu: deeds, name: D, effects: {chance: 50, then: {trust: +9}}}
  risk: {side: [north, south], menu: deeds, name: R, effects: {chance: 50, then: {trust: +9}}}
  bold: {side: [north, south], menu: deeds, name: B, effects: {chance: 50, then: {trust: +9}}}
  wild: {side: [north, south], menu: deeds, name: W, effects: {chance: 50, then: {trust: +9}}}
"""
"""Four actions alike: which of them an expert takes is its luck."""


def test_12_3_the_same_seed_view_and_count_give_the_same_decision() -> None:
    game = tiny.Game(DICE)
    expert = ExpertBot(lower(game.rules), "north", 7, BUDGET)
    first = expert(asked(game, taken=3))
    expert(asked(game, taken=4))
    assert expert(asked(game, taken=3)) == first
    assert chosen(game, seed=7, taken=3) == str(first)


def test_12_3_the_seed_of_the_game_is_not_that_of_the_expert() -> None:
    found = {chosen(tiny.Game(DICE, seed), seed=7) for seed in range(6)}
    assert len(found) == 1


def test_12_3_other_seeds_and_counts_may_lead_to_other_decisions() -> None:
    game = tiny.Game(DICE)
    no_plan = LEAST_BUDGET - 1
    assert len({chosen(game, seed=seed, budget=no_plan) for seed in range(12)}) > 1
    assert len({chosen(game, taken=taken, budget=no_plan) for taken in range(12)}) > 1


def test_12_3_where_actions_are_alike_it_keeps_to_its_plan() -> None:
    game = tiny.Game(DICE)
    found = Counter(chosen(game, seed=seed) for seed in range(20))
    assert found.most_common(1)[0][1] > 15


@pytest.mark.parametrize(
    ("effects", "best"),
    [
        (("{trust: +9}", "{trust: -9}"), "one"),
        (("{trust: -9}", "{trust: +9}"), "two"),
        (("{trust: -9}", "{trust: -9}"), "pass"),
        (
            (
                "{chance: 10, then: {trust: +9}, else: {trust: -9}}",
                "{chance: 90, then: {trust: +9}, else: {trust: -9}}",
            ),
            "two",
        ),
        (("{heat: +9}", "{after: 1, then: {trust: +9}}"), "two"),
    ],
)
def test_12_3_it_takes_the_obviously_best_action(effects: tuple[str, str], best: str) -> None:
    one, two = effects
    game = tiny.Game(
        "actions:\n"
        f"  one: {{side: [north, south], menu: deeds, name: O, limit: 1, effects: {one}}}\n"
        f"  two: {{side: [north, south], menu: deeds, name: T, limit: 1, effects: {two}}}\n"
        "turns: 2"
    )
    assert {chosen(game, seed=seed, budget=600) for seed in range(4)} == {best}


@pytest.mark.parametrize("better", ["stay", "leave"])
def test_12_3_it_answers_a_question_the_better_way(better: str) -> None:
    other = {"stay": "leave", "leave": "stay"}[better]
    game = tiny.Game(
        "injects: {visit: {ask: north, answers: {shut: {when: trust > 50, effects: {trust: +40}},\n"
        f"  stay: {{effects: {{trust: {'+9' if better == 'stay' else '-9'}}}}},\n"
        f"  leave: {{effects: {{trust: {'-9' if better == 'stay' else '+9'}}}}}}}}}}}\n"
        "opening: {fire: visit}"
    )
    assert {chosen(game, seed=seed) for seed in range(4)} == {f"answer {better}"}
    assert other not in chosen(game)


def bargain(rounds: int = 3) -> tiny.Game:
    return tiny.Game(pact(rounds, "south"))


def test_12_3_it_accepts_an_offer_that_is_the_best_it_can_get() -> None:
    game = bargain(1).play("south: offer grain=much wood=all")
    assert {chosen(game, seed=seed) for seed in range(4)} == {"accept"}
    game = bargain().play("south: offer grain=much wood=all")
    assert {chosen(game, seed=seed) for seed in range(4)} == {"accept"}


def test_12_3_on_the_last_word_it_refuses_what_is_worth_less_than_no_agreement() -> None:
    game = bargain(1).play("south: offer grain=none wood=half")
    assert {chosen(game, seed=seed) for seed in range(4)} <= {"pass", "walk"}


def test_12_3_it_makes_offers_and_never_one_that_it_would_lose_by() -> None:
    found = {chosen(bargain().play("south: pass"), seed=seed, budget=500) for seed in range(6)}
    assert all(move.startswith("offer") for move in found)
    game = bargain().play("south: pass")
    assert all(game.worth("north", move) > 40 for move in found)


def test_12_3_where_its_offer_is_refused_it_passes() -> None:
    asking = asked(bargain().play("south: pass"))
    expert = ExpertBot(lower(bargain().rules), "north", 5, BUDGET)
    assert str(expert(evolve(asking, refused=(Refusal("rule"),)))) == "pass"


def test_12_3_where_only_one_thing_can_be_done_it_does_not_think() -> None:
    game = tiny.Game(
        "actions: {one: {side: [north, south], menu: deeds, name: O, when: trust > 90}}\n"
    )
    assert chosen(game, budget=10**12) == "pass"


def ended(rules: Rules, seed: int, north: Decide) -> int:
    """North's score at the end of a game against `uniform`."""
    game = Game(rules, seed)
    play(game, {"north": north, "south": UniformBot("south", own_seed(seed))}, {})
    return scores(rules, game.state)["north"].total


def test_12_3_it_gains_more_at_a_table_than_uniform_does() -> None:
    rules, seeds = bargain().rules, range(20)
    tables = lower(rules)
    theirs = [ended(rules, seed, UniformBot("north", own_seed(seed))) for seed in seeds]
    ours = [ended(rules, seed, ExpertBot(tables, "north", own_seed(seed), 60)) for seed in seeds]
    # Nobody loses by an agreement that an expert signs: 40 is what there is without one.
    assert min(ours) >= 40
    assert sum(ours) > sum(theirs) + 5 * len(seeds)


class Counting:
    """Decides alike, and notes how often a decision had to be thought of again."""

    def __init__(self, decide: Decide) -> None:
        self.decide = decide
        self.most = 0
        self.decisions = 0

    def __call__(self, asking: DecisionRequest) -> object:
        self.most = max(self.most, len(asking.refused))
        self.decisions += 1
        return self.decide(asking)


def whole_game(rules: Rules, seed: int, budget: int) -> dict[str, Counting]:
    """A game with experts in all seats, played to its end."""
    tables, game = lower(rules), Game(rules, seed)
    seats = {
        side: Counting(ExpertBot(tables, side, own_seed(seed), budget)) for side in rules.sides
    }
    play(game, seats, {})  # type: ignore[arg-type]
    assert not game.state.to_move
    return seats


@settings(max_examples=max(5, settings().max_examples // 5))
@given(drawn=scenarios(), luck=st.integers(0, 2**32))
def test_12_3_in_drawn_games_it_decides_what_is_legal_at_the_second_try_at_the_latest(
    drawn: Drawn, luck: int
) -> None:
    seats = whole_game(drawn.rules, Random(luck).getrandbits(60), 2)
    assert all(seat.most <= 1 for seat in seats.values())


def test_12_3_the_seats_give_it_the_seed_that_goes_with_the_game() -> None:
    game = tiny.Game(DICE, seed=4)
    (seated,) = make_bots(game.rules, {"north": "expert", "south": "me"}, 4).values()
    assert str(seated(asked(game))) == str(
        ExpertBot(lower(game.rules), "north", own_seed(4))(asked(game))
    )


COUNCIL = f"""{tiny.of_sides("abcdefgh")}
personas: {{hot: {{name: Hot, tracks: {{trust: 1}}}}, cold: {{name: Cold, tracks: {{trust: -1}}}}}}
"""


def test_12_3_of_more_than_81_mixes_of_other_seats_81_are_drawn() -> None:
    tables = lower(tiny.rules(COUNCIL))
    mixes = mix_opponents(tables.rules, "c")
    assert len({*mixes}) == len(mixes) == 81
    number, bots = mix(0) % 3**7, []
    for _ in range(7):
        number, bot = divmod(number, 3)
        bots.append(("hot", "cold", "uniform")[bot])
    assert mixes[0] == tuple(zip("abdefgh", bots, strict=True))


def test_12_3_among_many_sides_the_budget_is_smaller_and_the_plan_keeps_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tables = lower(tiny.rules(COUNCIL))
    assert default_budget(tables) == 8_000
    played = Counter[int]()

    def score(_player: ListPlayer, _list: object, mix: int, _seed: int, games: int) -> list[int]:
        played[mix] += games
        return [mix] * len(tables.rules.sides)

    monkeypatch.setattr(ListPlayer, "score", score)
    make_plan(tables, "c", 8_000 // PLANNING)
    assert sum(played.values()) == ROUNDS * 32
    assert len(played) == 81
    assert max(played.values()) - min(played.values()) == 2  # each in turn, by two lists


@pytest.mark.parametrize(
    ("issues", "budget"), [(3, USUAL_BUDGET), (5, USUAL_BUDGET // 2), (6, USUAL_BUDGET // 8)]
)
def test_12_3_where_many_issues_hang_together_the_budget_is_smaller(
    issues: int, budget: int
) -> None:
    both = "{north: 1, south: 1}"
    options = "{" + ", ".join(f"{id}: {{value: {both}}}" for id in "abcd") + "}"
    names = [f"i{n}" for n in range(issues)]
    text = tiny.TABLE.partition("    issues:")[0] + "    issues:\n"
    text += "".join(f"      {id}: {{weight: {both}, options: {options}}}\n" for id in names)
    text += f"    rules: [{' + '.join(f'({id} == a)' for id in names)} <= {issues}]\n"
    assert default_budget(lower(tiny.rules(text))) == budget
