"""Blind lists: played as their definition says, and the best one is found."""

from collections.abc import Sequence
from pathlib import Path
from random import Random
from statistics import fmean

import numpy as np
import pytest
import tiny
from attrs import evolve

from game.authoring.load import load
from game.authoring.shipped import shipped
from game.bots.expert import ExpertBot
from game.bots.lists import BlindList, ListShape, PickTime, shape_lists
from game.bots.reference.persona import ReferencePersona
from game.bots.seats import make_bots
from game.engine.scores import scores
from game.kernel import codes as c
from game.kernel.lowering.lower import lower
from game.kernel.rows import Ints
from game.lab.standard.climbing import FIRST_SEED, Climb, ListGames, climb
from game.model.decisions import Act, Answer, Move, Pass, Walk
from game.model.frozen import FrozenMap
from game.rules.compile import compile_rules
from game.rules.compiled import Rules
from game.rules.rng import own_seed
from game.session.driver import Decide, play
from game.session.game import DecisionRequest, Game

ROOT = Path(__file__).parent.parent.parent

# South's rain comes by chance; what north sows grows faster than it is sown.
FIELD = """
turns: 4
sides:
  north: {name: North, brief: You are north., score: [{label: Purse, points: purse}]}
  south: {name: South, brief: You are south., score: [{label: Purse, points: purse}]}
tracks:
  field: {start: 0, range: [0, 9]}
  purse: {start: 0, range: [0, 100]}
actions:
  sow: {side: north, menu: deeds, name: Sow, effects: {field: +1}}
  reap: {side: north, menu: deeds, name: Reap,
         effects: [{purse: "= purse + field * field"}, {field: "= 0"}]}
  rain: {side: south, menu: deeds, name: Rain, effects: [{chance: 50, then: {purse: +1}}]}
"""

# Only who sees the card knows which call is right; a list is right half of the time.
COIN = """
turns: 2
sides:
  north: {name: North, brief: You are north., score: [{label: Purse, points: north_purse}]}
  south: {name: South, brief: You are south., score: [{label: Purse, points: south_purse}]}
tracks:
  north_purse: {start: 0, range: [0, 100]}
  south_purse: {start: 0, range: [0, 100]}
deals: {coin: {to: north, cards: {heads: {}, tails: {}}}}
actions:
  heads: {side: north, menu: deeds, name: Heads, when: turn == 2,
          effects: [{when: dealt(coin.heads), then: {north_purse: +10}}]}
  tails: {side: north, menu: deeds, name: Tails, when: turn == 2,
          effects: [{when: dealt(coin.tails), then: {north_purse: +10}}]}
  wait: {side: [north, south], menu: deeds, name: Wait}
"""

# What is best is best whatever happens, so that looking gains nothing.
DOMINATED = """
turns: 3
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3}}
  cool: {side: [north, south], menu: deeds, name: Cool, effects: {trust: -3}}
"""

# Two picks at a time, none of them left out, costs, questions to both, and a table with shifts.
BUSY = """
turns: 5
stages: {main: {phases: [deeds, hall, news, duties]}}
phases:
  deeds: {kind: actions, menus: [deeds], picks: 3, order: together}
  duties: {kind: actions, menus: [duties], picks: 2, order: alternate, no_pass: true}
  hall: {kind: table, table: pact, rounds: 2}
  news: {kind: injects}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3}, repeat: true}
  grab: {side: [north, south], menu: deeds, name: Grab, cost: {trust: 9}, effects: {heat: +1}}
  dare: {side: [north, south], menu: deeds, name: Dare, limit: 2, effects: {trust: -7}}
  late: {side: north, menu: deeds, name: Late, when: turn >= 3, effects: {trust: "= trust + turn"}}
  file: {side: [north, south], menu: duties, name: File, limit: 1, effects: {trust: +1}}
  report: {side: [north, south], menu: duties, name: Report,
           effects: [{chance: 50, then: {trust: +2}}]}
  burn: {side: [north, south], menu: duties, name: Burn, when: trust >= 40, effects: {trust: -2}}
injects:
  press: {name: Press, once: false, when: turn >= 1, ask: [south, north],
          reveal: together, answers: {well: {}, ill: {effects: {trust: -1}}}}
  visit: {name: Visit, once: false, when: turn >= 2, ask: [north, south],
          answers: {well: {when: heat >= 1, effects: {heat: +1}}, ill: {effects: {trust: +1}}}}
tables:
  pact:
    between: [north, south]
    rounds: 6
    open: true
    issues:
      grain:
        options:
          low: {worth: {north: 1, south: 5}, effects: {trust: +4}}
          high: {worth: {north: 4, south: 2}, effects: {trust: -1}}
personas:
  hawk: {name: Hawk, tracks: {trust: -1}, heat: 9, bargaining: {opening: 95, floor: 60},
         shifts: {when: turn >= 2, bargaining: {opening: 20, floor: 0}}}
  dove: {name: Dove, tracks: {trust: 1}, bargaining: {style: conceder, opening: 60, floor: 20}}
"""


def compiled(name: str) -> Rules:
    """The rules of a tiny scenario of this module, or of one that comes with the game."""
    texts = {"field": FIELD, "coin": COIN, "dominated": DOMINATED, "busy": BUSY}
    if name in texts:
        return tiny.Game(texts[name], 1).rules
    return compile_rules(load(shipped()[name]))


class Reader:
    """Plays a blind list by the words of its definition, with the reference alone."""

    def __init__(self, shape: ListShape, blind: BlindList) -> None:
        self.shape = shape
        self.rules = shape.rules
        self.side = self.rules.sides[shape.side]
        picks, rest = blind[: len(shape.times)], blind[len(shape.times) :]
        self.picks = dict(zip(shape.times, picks, strict=True))
        self.answers = dict(zip(shape.questions, rest, strict=False))
        persona, _ = shape.styles[blind[-1]]
        scenario, personas = self.rules.scenario, self.rules.scenario.personas
        steady = FrozenMap((id, evolve(personas[id], shifts=())) for id in personas)
        rules = compile_rules(evolve(scenario, personas=steady))
        self.bargain = ReferencePersona(rules, self.side, 0, persona)

    def __call__(self, request: DecisionRequest) -> Move:
        if Walk() in request.legal.moves:
            return self.bargain(request)
        if request.view.question is not None:
            inject = self.rules.injects[self.rules.index.injects[request.view.question.inject]]
            number = self.answers[self.rules.index.injects[inject.id]]
            answer = Answer(inject.answers[inject.ask.index(self.shape.side)][number].id)
            return answer if answer in request.legal.moves else request.legal.moves[0]
        return self.pick(request)

    def pick(self, request: DecisionRequest) -> Move:
        view, moves = request.view, request.legal.moves
        assert view.phase is not None
        phase, taken = self.rules.index.phases[view.phase], len(view.picks.get(self.side, ()))
        for time in sorted(self.picks, key=lambda time: (time.turn, time.pick)):
            if time.phase != phase or (time.turn, time.pick) < (view.turn, taken):
                continue
            if self.picks[time] == c.PASS:
                break
            move = Act(self.rules.slots[self.picks[time]].action)
            if move in moves:
                return move
        return Pass() if Pass() in moves else moves[0]


def play_by_reference(rules: Rules, deciders: dict[str, Decide], seed: int, side: str) -> int:
    state = play(Game(rules, seed, wall=lambda: ""), deciders, {})
    return scores(rules, state)[side].total


def words(rules: Rules, blind: BlindList, shape: ListShape) -> list[str]:
    picks = blind[: len(shape.times)]
    return ["pass" if slot == c.PASS else rules.slots[slot].action for slot in picks]


@pytest.mark.parametrize(
    ("name", "side", "machine_code"),
    [
        ("busy", "north", False),
        ("busy", "south", True),
        ("kuala-lumpur", "china", True),
        ("countermeasures", "eu", False),
        ("nexperia-standoff", "makers", False),
    ],
)
def test_the_kernel_plays_a_list_as_it_is_defined(name: str, side: str, machine_code: bool) -> None:
    rules, luck, lists = compiled(name), Random(7), 8 if name == "busy" else 3
    games = ListGames(rules, side, machine_code=machine_code)
    drawn = [games.shape.draw_list(luck) for _ in range(lists)]
    seen = set[int]()
    for seed, blind in enumerate(drawn):
        mix = luck.randrange(len(games.mixes))
        by_kernel = games.play_mix(blind, mix, seed, 1).tolist()
        deciders = make_bots(rules, dict(games.mixes[mix]), seed)
        reader = Reader(games.shape, blind)
        assert by_kernel == [play_by_reference(rules, {**deciders, side: reader}, seed, side)]
        seen |= {*by_kernel}
    assert len(seen) > 1


def test_a_list_has_an_entry_for_each_pick_question_and_style() -> None:
    rules = compiled("busy")
    shape = shape_lists(rules, "south")
    assert [time for time in shape.times if time.turn == 2] == [
        *(PickTime(0, 2, pick) for pick in range(3)),
        *(PickTime(1, 2, pick) for pick in range(2)),
    ]
    options = dict(zip(shape.times, shape.options, strict=False))
    assert c.PASS in options[PickTime(0, 2, 1)]
    assert c.PASS not in options[PickTime(1, 2, 1)]
    south = {slot for slot in options[PickTime(0, 2, 1)] if slot != c.PASS}
    assert {rules.sides[rules.slots[slot].side] for slot in south} == {"south"}
    assert shape.options[-3:] == ((0, 1), (0, 1), (0, 1))
    assert [name for name, _ in shape.styles] == ["hawk", "dove"]


def test_scores_stay_the_same_whatever_was_played_before() -> None:
    rules, luck = compiled("busy"), Random(3)
    games = ListGames(rules, "north")
    lists = [games.shape.draw_list(luck) for _ in range(4)]
    one_by_one = [games.play(blind, 5, 6) for blind in lists]
    alone = [ListGames(rules, "north").play(blind, 5, 6) for blind in lists]
    assert all(np.array_equal(a, b) for a, b in zip(one_by_one, alone, strict=True))
    assert not np.array_equal(alone[0], alone[1])


def found(name: str, side: str, most_games: int, seed: int = 0) -> tuple[ListGames, Climb]:
    games = ListGames(compiled(name), side)
    return games, climb(games, seed=seed, most_games=most_games)


@pytest.mark.parametrize("seed", range(3))
def test_the_best_list_is_found_where_it_is_known(seed: int) -> None:
    games, climbed = found("field", "north", 20_000, seed)
    assert words(games.shape.rules, climbed.blind, games.shape) == ["sow", "sow", "sow", "reap"]
    assert 9 < climbed.score.low < climbed.score.high < 13
    assert climbed.starts > 1


def test_the_same_seed_and_games_give_the_same_list() -> None:
    _, one = found("busy", "north", 4_000, 5)
    _, again = found("busy", "north", 4_000, 5)
    _, other = found("busy", "north", 4_000, 6)
    assert (one.changes > 3, one) == (True, again)
    assert one.blind != other.blind


def test_a_climb_ends_when_its_games_its_seconds_or_its_listener_say_so() -> None:
    games, climbed = found("busy", "north", 1_000)
    assert 1_000 <= climbed.games < 3_000
    assert climb(games, seconds=0.0).changes == 0
    told: list[int] = []

    def progress(played: int) -> bool:
        told.append(played)
        return played < 500

    stopped = climb(games, progress=progress)
    assert told[0] == 0
    assert stopped.games == next(played for played in told if played >= 500) == told[-1]


def test_the_best_list_is_measured_on_seeds_that_did_not_choose_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    used: list[range] = []
    play_games = ListGames.play

    def noting(games: ListGames, blind: BlindList, seed: int, count: int) -> Ints:
        used.append(range(seed, seed + count))
        return play_games(games, blind, seed, count)

    monkeypatch.setattr(ListGames, "play", noting)
    found("busy", "north", 3_000)
    *before, last = used
    assert min(seeds.start for seeds in before) == FIRST_SEED
    assert max(seeds.stop for seeds in before) <= last.start


def difference(rules: Rules, side: str, blind: BlindList, games: ListGames, count: int) -> Ints:
    """By game, what an expert scores more than a list against the same bots on the same seeds."""
    pairs: Sequence[tuple[int, int]] = [(k % len(games.mixes), k) for k in range(count)]
    lists = [games.play_mix(blind, mix, seed, 1)[0] for mix, seed in pairs]
    experts = [
        play_by_reference(
            rules,
            {
                **make_bots(rules, dict(games.mixes[mix]), seed),
                side: ExpertBot(lower(rules), side, own_seed(seed), 1_000),
            },
            seed,
            side,
        )
        for mix, seed in pairs
    ]
    return np.array(experts, np.int64) - np.array(lists, np.int64)


def test_an_expert_is_above_the_best_list_where_looking_pays() -> None:
    games, climbed = found("coin", "north", 5_000)
    assert climbed.score.low < 5.0 < climbed.score.high
    ahead = difference(games.shape.rules, "north", climbed.blind, games, 12)
    assert ahead.tolist().count(10) + ahead.tolist().count(0) == 12
    assert ahead.mean() > 0


def test_an_expert_is_not_above_the_best_list_where_one_action_is_always_best() -> None:
    games, climbed = found("dominated", "north", 3_000)
    assert words(games.shape.rules, climbed.blind, games.shape) == ["warm"] * 3
    assert not difference(games.shape.rules, "north", climbed.blind, games, 6).any()


@pytest.mark.slow(reason="Experts look ahead in 200 games of a shipped scenario.")
def test_an_expert_is_above_the_best_list_of_a_short_climb_in_kuala_lumpur() -> None:
    games, climbed = found("kuala-lumpur", "china", 40_000)
    luck = Random(1)
    drawn = [games.play(games.shape.draw_list(luck), 0, 100).mean() for _ in range(10)]
    assert climbed.score.value > fmean(drawn) + 10
    ahead = difference(games.shape.rules, "china", climbed.blind, games, 200)
    assert ahead.mean() > 2 * ahead.std(ddof=1) / len(ahead) ** 0.5 > 0


def test_a_list_is_described_in_the_words_of_the_scenario() -> None:
    games, climbed = found("field", "north", 3_000)
    assert [*games.shape.describe(climbed.blind)] == ["deeds: [1] sow [2] sow [3] sow [4] reap"]
    shape = shape_lists(compiled("busy"), "north")
    lines = [*shape.describe(tuple(options[-1] for options in shape.options))]
    assert lines[0].startswith("deeds: [1] pass pass pass [2] pass")
    assert lines[2:] == ["press: ill", "visit: ill", "at a table: dove"]
