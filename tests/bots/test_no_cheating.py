"""Rule 7.2, of bots: what one can't see makes no difference to what a bot decides, nor to how a
decision is graded.

In a state of a game all that a side can't see is replaced by something else, the game's seed and
what is scheduled too. What it is asked is asked again of every bot, which must decide the same.
Left as it is is only what an author lets the side know all the same (rule 7.4): what is legal, its
reserve, what the standing offer is worth to it, and the bands that it sees.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from random import Random
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any, get_args

import pytest
import tiny
from attrs import evolve, field, frozen
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies.play import Game, games
from strategies.scenarios import MAIN, Drawn, real, scenarios
from strategies.secrets import Disclosed, Keys, Secrets, kind, phase_of, swapped

import game.session.game as session
from game.authoring.load import load
from game.authoring.reading.files import KeptFiles
from game.bots import expert as experts
from game.bots import persona as personas
from game.bots.expert import ExpertBot
from game.bots.persona import PersonaBot
from game.bots.uniform import UniformBot
from game.engine.legal import legal
from game.engine.view import view
from game.insight import grades as grading
from game.insight.effort import Effort
from game.insight.grades import Grader
from game.insight.history import DecisionMade
from game.insight.reference import Scale, reference_of
from game.kernel.lowering.lower import Tables, lower, numbers
from game.kernel.sight import InformationSet, information_set, seen
from game.kernel.whole_numbers import Numbers
from game.model.decisions import Decision
from game.model.frozen import FrozenMap
from game.model.play import NOBODY, OPEN, State, View
from game.model.sides import BargainingStyle, ConcessionStyle
from game.model.sides import Persona as Temperament
from game.rules.compile import compile_rules
from game.rules.compiled import Rules, VisitRules
from game.session.driver import Decide
from game.session.game import DecisionRequest, Moment

BUDGET = 60
GUESSES = 12
MOST_STATES = 3

COUNCIL = """
format: 1
id: council
title: Council
language: en
turns: 3
sides:
  north: {name: North, brief: B, score: [{label: L, points: trust + worth(hall)}]}
  south: {name: South, brief: B, score: [{label: L, points: trust - ice}]}
  east: {name: East, brief: B, score: [{label: L, points: 9 * ice}]}
tracks:
  trust: {start: 50}
  heat: {start: 10, seen_by: [east], band_seen_by: [north, south],
         bands: [{to: 9, name: Cool}, {to: 12, name: Warm}, {to: 100, name: Hot}]}
  south_purse: {start: 4, range: [0, 9], seen_by: [south]}
  ice: {start: 3, range: [0, 9], seen_by: []}
deals: {aim: {to: [south], cards: {sun: {}, rain: {}}}, fate: {to: [], cards: {one: {}, two: {}}}}
actions:
  plot: {side: [north, south, east], menu: deeds, name: Plot, secret: true,
         effects: [{ice: +2}, {after: 1, then: {trust: -5}}]}
  buy: {side: south, menu: deeds, name: Buy, cost: {south_purse: 2}, effects: {trust: +1}}
  thaw: {side: [north, east], menu: deeds, name: Thaw,
         effects: [{when: ice >= 5, then: {trust: +9}, else: {trust: -9}}, {ice: -1}]}
  gamble: {side: [north, south, east], menu: deeds, name: Gamble,
           effects: {trust: "+ (ice * 6 - 20)"}}
tables:
  hall:
    between: [north, south, east]
    rounds: 6
    open: true
    reserve: {south: south_purse, north: 1}
    issues:
      scope:
        options:
          small: {worth: {north: 4, south: ice, east: 3}}
          large: {worth: {north: ice, south: 4, east: "5 if dealt(fate.one) else 1"}}
          whole: {worth: {north: heat - 5, south: heat - 6, east: used(plot)}}
phases:
  deeds: {kind: actions, menus: [deeds], picks: 2, order: together}
  turns: {kind: actions, menus: [deeds], order: alternate}
  talks: {kind: table, table: hall, rounds: 2}
stages: {main: {phases: [deeds, talks, turns]}}
personas:
  bold: {name: Bold, tracks: {trust: 1, ice: 2}, heat: 9, bargaining: {opening: 100, floor: 90}}
  mild: {name: Mild, tracks: {trust: -1, south_purse: 1}, bargaining: {opening: 60, floor: 20}}
outcomes: {over: {}}
"""
"""What a bot would dearly like to know here it can't see."""


@cache
def council() -> Drawn:
    kept = KeptFiles(MAIN, FrozenMap({MAIN: COUNCIL}))
    return Drawn(compile_rules(load(kept)), dict(kept.texts), {}, "council")


any_games = st.one_of(
    *[games(scenarios())] * 3,
    games(scenarios().filter(lambda drawn: bool(drawn.rules.tables))),
    *[games(st.builds(council))] * 2,
    games(real()),
)

Seat = Callable[[Tables, str, State], Decide]
"""Makes a bot for a side; the state is the true one, for those who cheat."""


def honest(tables: Tables, side: str) -> dict[str, Seat]:
    """All bots that can play a side, by name."""
    found: dict[str, Seat] = {"uniform": lambda _tables, side, _: UniformBot(side, 5)}
    for own, id in tables.personas:
        if own == side:
            found[id] = lambda tables, side, _, id=id: PersonaBot(tables, side, 5, id)  # type: ignore[misc]
    return found | {"expert": lambda tables, side, _: ExpertBot(tables, side, 5, BUDGET)}


def judging(tables: Tables, side: str) -> dict[str, Seat]:
    """All bots, and who grades decisions."""
    return honest(tables, side) | {"grader": Judge}


class Judge:
    """Grades what a side could decide first, and what it could decide last."""

    def __init__(self, tables: Tables, _side: str, true: State) -> None:
        rules, self.true = tables.rules, true
        scales = FrozenMap(dict.fromkeys(rules.sides, Scale(0, 1)))
        effort = Effort(usual=GUESSES, most=2 * GUESSES)
        self.grader = Grader(tables, reference_of(rules), scales, effort)

    def __call__(self, asking: DecisionRequest) -> Any:
        moves = asking.legal.moves
        positions = [
            DecisionMade(line, Decision(asking.side, move), self.true)
            for line, move in enumerate(dict.fromkeys((moves[0], moves[-1])))
        ]
        grades = self.grader.grade(positions)
        # What is compared with the truth may depend on it, and nothing else.
        return [
            (
                each.gain,
                each.loss,
                each.better,
                "good" if each.label == "unknowable" else each.label,
            )
            for each in grades
        ]


def quick(tables: Tables, side: str) -> dict[str, Seat]:
    """All bots but the expert."""
    return {name: seat for name, seat in honest(tables, side).items() if name != "expert"}


@frozen
class Tally:
    """How many secrets were something else as a bot decided, by bot and kind; how many stayed."""

    changed: Counter[tuple[str, str]] = field(factory=Counter)
    kept: Counter[str] = field(factory=Counter)
    asked: Counter[str] = field(factory=Counter)


def peopled(rules: Rules, luck: Random) -> Rules:
    """The rules with a few personas, where the scenario has none."""
    scenario = rules.scenario
    if scenario.personas:
        return rules
    found = {}
    for name in ("hot", "cold"):
        tracks = {id: luck.randint(-3, 3) for id in scenario.tracks}
        tags = {id: luck.randint(-9, 9) for id in scenario.tags}
        style = luck.choice(get_args(ConcessionStyle))
        high, low = luck.randint(50, 100), luck.randint(0, 50)
        found[name] = Temperament(
            name=name,
            tags=FrozenMap(tags),
            tracks=FrozenMap(tracks),
            heat=luck.choice((0, 30)),
            bargaining=BargainingStyle(
                style=style, firmness=luck.randint(1, 8), opening=high, floor=low
            ),
        )
    return compile_rules(evolve(scenario, personas=FrozenMap(found)))


def asking_of(rules: Rules, state: State, side: str, taken: int) -> DecisionRequest:
    return DecisionRequest(side, view(rules, state, side), legal(rules, state, side), taken)


@lru_cache(maxsize=2)
def disclosed_by(rules: Rules) -> Disclosed:
    return Disclosed(rules)


def told(rules: Rules, state: State, side: str) -> Keys:
    """What an author lets a side know, whatever it sees, of what a bot may look at."""
    disclosed = disclosed_by(rules)
    found = set(disclosed.by_legal(state, side)) | disclosed.by_bands(state, side)
    phase = phase_of(rules, state)
    if isinstance(phase, VisitRules) and not state.questions:
        table, at = rules.tables[phase.table], state.tables[phase.table]
        found |= disclosed._reserve(table.id, side)
        if at.status == OPEN and at.proposer != NOBODY:
            found |= disclosed.by_worth(table, side, at.options)
    return frozenset(found)


def look(
    rules: Rules, state: State, luck: Random, tally: Tally, seats: Callable[..., dict[str, Seat]]
) -> None:
    """Every bot decides the same, whatever stands where its side can't look."""
    tables = lower(rules)
    for side in state.to_move:
        kept, taken = told(rules, state, side), luck.randrange(5)
        for name, seat in seats(tables, side).items():
            swaps = Secrets(rules, state, side, luck).swaps()
            changed = {key: value for key, value in swaps.items() if key not in kept}
            other = swapped(state, changed)
            decided = [
                seat(tables, side, each)(asking_of(rules, each, side, taken))
                for each in (state, other)
            ]
            who = name if name in ("uniform", "expert", "grader") else "persona"
            tally.asked[who] += 1
            tally.changed.update((who, kind(rules, side, key)) for key in changed)
            tally.kept[who] += len(swaps) - len(changed)
            assert decided[0] == decided[1], (side, name, sorted(changed, key=str))


def looked_at(examples: int) -> Tally:
    tally = Tally()

    @settings(max_examples=examples)
    @given(game=any_games, luck=st.integers(0, 2**32 - 1))
    def no_secret_moves_a_bot(game: Game, luck: int) -> None:
        rng = Random(luck)
        rules = peopled(game.rules, rng)
        asked = [state for state in game.states if state.to_move]
        for i, state in enumerate(rng.sample(asked, min(MOST_STATES, len(asked)))):
            # The expert and the grader take their time: they are asked once a game.
            look(rules, state, rng, tally, judging if i == 0 else quick)

    no_secret_moves_a_bot()
    print(tally)
    return tally


KINDS = ("seed", "draws", "scheduled", "track", "band", "card", "picks", "uses", "revealed")


def assert_worth_something(tally: Tally, examples: int) -> None:
    for who in ("uniform", "persona", "expert", "grader"):
        assert tally.asked[who] >= examples // 2
        for what in KINDS:
            assert tally.changed[who, what] >= examples // 4, (who, what)
        changed = sum(n for (by, _), n in tally.changed.items() if by == who)
        assert 100 * tally.kept[who] <= 5 * (changed + tally.kept[who])


# A failure may be of a scenario that is long to print.
@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
def test_7_2_what_a_side_does_not_see_makes_no_difference_to_any_bot() -> None:
    examples = settings().max_examples // 2
    assert_worth_something(looked_at(examples), examples)


@pytest.mark.slow(reason="It tries 400 drawn games, sixteen times as many as the quick test.")
@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
def test_7_2_nor_in_many_games() -> None:
    examples = max(400, settings().max_examples)
    assert_worth_something(looked_at(examples), examples)


# ---------------------------------------------------------------------------- bots that do look


def peeked(tables: Tables, shown: View, true: State) -> Numbers:
    """What a side sees, and behind the curtain: all tracks, cards and picks as they are."""
    row, places = seen(tables, shown), tables.places
    for i, value in enumerate(true.tracks):
        row[places.tracks + i] = value
    for i, card in enumerate(true.cards):
        row[places.cards + i] = card
    for i, uses in enumerate(true.uses):
        row[places.slots + 3 * i] = uses
    return row


class PeepingPersona(PersonaBot):
    """Weighs packages by the true state."""

    def __init__(self, tables: Tables, side: str, persona: str, true: State) -> None:
        super().__init__(tables, side, 5, persona)
        self.true = true

    def __call__(self, asking: DecisionRequest) -> Any:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(personas, "seen", lambda t, v: peeked(t, v, self.true))
            return super().__call__(asking)


class PeepingExpert(ExpertBot):
    """Plays its games on from the true state, where its guesses shall begin."""

    def __init__(self, tables: Tables, side: str, true: State) -> None:
        super().__init__(tables, side, 5, BUDGET)
        self.true = true

    def __call__(self, asking: DecisionRequest) -> Any:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(experts, "information_set", know_all(self.true))
            return super().__call__(asking)


def know_all(true: State) -> Callable[[Tables, str, View], InformationSet]:
    """Says of all tracks that they are known."""

    def known(tables: Tables, side: str, shown: View) -> InformationSet:
        honest, first = information_set(tables, side, shown), tables.places.tracks
        rows = [n for i, v in enumerate(true.tracks) for n in (first + i, v, v)]
        assert honest.bounds[0] <= len(true.tracks)
        return evolve(honest, bounds=numbers([len(true.tracks), *rows], "int64"))

    return known


class PeepingJudge(Judge):
    """Grades by guesses in which all tracks are as they are."""

    def __call__(self, asking: DecisionRequest) -> Any:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(grading, "information_set", know_all(self.true))
            return super().__call__(asking)


def caught(cheat: Callable[[Tables, str], dict[str, Seat]]) -> bool:
    """Whether looking at many states of the council finds the cheat."""
    rules, luck, tally = council().rules, Random(1), Tally()
    for seed in range(40):
        played = tiny.Game(rules, seed)
        for _ in range(60):
            if not played.to_move:
                break
            side = luck.choice(played.to_move)
            try:
                look(rules, played.state, luck, tally, cheat)
            except AssertionError:
                return True
            move = UniformBot(side, luck.randrange(10**6))(asking_of(rules, played.state, side, 0))
            played.play(f"{side}: {move if str(move) != 'walk' else 'pass'}")
    return False


def peeping_personas(_tables: Tables, _side: str) -> dict[str, Seat]:
    return {"bold": lambda tables, side, true: PeepingPersona(tables, side, "bold", true)}


def peeping_experts(_tables: Tables, _side: str) -> dict[str, Seat]:
    return {"expert": PeepingExpert}


def test_a_persona_that_looks_behind_the_curtain_is_caught() -> None:
    assert caught(peeping_personas)


def test_an_expert_that_looks_behind_the_curtain_is_caught() -> None:
    assert caught(peeping_experts)


def peeping_graders(_tables: Tables, _side: str) -> dict[str, Seat]:
    return {"grader": PeepingJudge}


def test_a_grader_that_looks_behind_the_curtain_is_caught() -> None:
    assert caught(peeping_graders)


def test_bots_of_the_council_that_do_not_look_are_not_caught() -> None:
    rules, luck = council().rules, Random(1)
    for seed in range(3):
        played = tiny.Game(rules, seed)
        while played.to_move:
            side = played.to_move[0]
            look(rules, played.state, luck, Tally(), honest)
            played.play(f"{side}: pass")


# ------------------------------------------------------------------------- what bots hold on to


def held(thing: object) -> Iterator[object]:
    """All that can be reached from something, but not by way of modules and classes."""
    met, left = {id(thing)}, [thing]
    while left:
        one = left.pop()
        yield one
        if isinstance(one, FunctionType):
            inner: list[Any] = [one.__closure__, one.__defaults__, one.__kwdefaults__]
        else:
            inner = gc.get_referents(one)
        for each in inner:
            if id(each) in met or isinstance(each, type | ModuleType | BuiltinFunctionType):
                continue
            met.add(id(each))
            left.append(each)


def test_bots_hold_on_to_no_game_and_no_state() -> None:
    rules = council().rules
    game = session.Game(rules, 3)
    kept = (session.Game, Moment, State, View, DecisionRequest)
    for side in game.state.to_move:
        for name, seat in honest(lower(rules), side).items():
            bot = seat(lower(rules), side, game.state)
            bot(game.asking(side))
            assert [type(one) for one in held(bot) if isinstance(one, kept)] == [], name
    peeping = PeepingExpert(lower(rules), "north", game.state)
    assert any(isinstance(one, State) for one in held(peeping))
