"""The draws that a decision or the start of a game makes, and what each of them decided."""

from __future__ import annotations

from collections import Counter

import tiny
from hypothesis import given
from strategies.play import Game, games

from game.engine.core import begin, draws_of, draws_of_start, start
from game.engine.draws import Draw
from game.model.decisions import Act, Decision
from game.model.entries import Cause, Entry
from game.model.log_events import CardDealt, InjectFired
from game.model.play import NOTHING, Accepted, State
from game.rules.compiled import Rules
from game.rules.program import DrawSite

NEWS = """
stages: {main: {phases: [deeds, news]}}
phases:
  deeds: {kind: actions, menus: [deeds], order: alternate}
  news: {kind: injects, draw: 1}
deals: {aim: {to: [north], cards: {one: {weight: 1}, two: {weight: 3}}}}
actions:
  dare:
    side: north
    menu: deeds
    name: Dare
    effects: {chance: trust + 90, then: {heat: +1}}
  spin: {side: [north, south], menu: deeds, name: Spin, effects: {one_of: [
    {weight: 0, then: {heat: +1}}, {weight: 5, then: {heat: +2}}]}}
injects:
  leak: {chance: 0}
  rain: {weight: 0}
  snow: {weight: 7}
"""


def test_each_draw_tells_its_place_its_weights_and_what_came_of_it() -> None:
    rules = tiny.rules(NEWS)
    dealt, _ = draws_of_start(rules, 1)[0], start(rules, 1)
    assert dealt == Draw(DrawSite("deal", "deals/aim"), 0, (1, 3), dealt.result, 0)
    game = tiny.Game(rules).play("north: dare")
    before = game.state
    drawn = draws_of(rules, before, Decision("south", Act("spin")))
    game.entries.clear()
    game.play("south: spin")
    cause = Cause("action", "actions/spin", "south")
    spin, leak, news = drawn
    assert spin == Draw(DrawSite("one-of", "actions/spin/effects/0"), 1, (0, 5), 1, 1, cause)
    assert leak == Draw(DrawSite("inject", "injects/leak"), 1, (0, 100), 1, 3)
    assert news == Draw(DrawSite("phase", "phases/news"), 1, (0, 7), 1, 3)
    assert game.entries[news.entry].event == InjectFired("snow")


def test_a_chance_tells_whether_it_happened_and_its_percent_as_far_as_it_counts() -> None:
    rules = tiny.rules(NEWS)
    (dare,) = draws_of(rules, start(rules, 1), Decision("north", Act("dare")))
    assert dare.weights == (100, 0)
    assert dare.happened
    (spin,) = draws_of(rules, start(rules, 1), Decision("north", Act("spin")))
    assert not spin.happened


@given(game=games())
def test_the_draws_are_those_that_the_states_have_counted(game: Game) -> None:
    start_draws = draws_of_start(game.rules, game.seed)
    check(game.rules, None, start_draws, begin(game.rules, game.seed))
    for tried in game.tried:
        if isinstance(tried.answer, Accepted):
            drawn = draws_of(game.rules, tried.before, tried.decision)
            check(game.rules, tried.before, drawn, tried.answer)


def check(rules: Rules, before: State | None, drawn: tuple[Draw, ...], answer: Accepted) -> None:
    after = answer.state
    same_turn = before is not None and before.turn == after.turn
    counted = Counter(draw.site.path for draw in drawn if draw.turn == after.turn)
    for number, site in enumerate(rules.draw_sites):
        earlier = before.draws[number] if same_turn and before is not None else 0
        assert counted[site.path] == after.draws[number] - earlier
    assert list(drawn) == sorted(drawn, key=lambda draw: draw.entry)
    for draw in drawn:
        check_result(rules, draw, answer.entries)


def check_result(rules: Rules, draw: Draw, entries: tuple[Entry, ...]) -> None:
    """What was drawn is what the entries tell of."""
    event = entries[draw.entry].event if draw.entry < len(entries) else None
    _, *id = draw.site.path.split("/")
    match draw.site.kind:
        case "deal":
            cards = rules.deals[rules.index.deals[id[0]]].cards
            assert event == CardDealt(id[0], cards[max(draw.result, 0)])
        case "inject":
            fired = isinstance(event, InjectFired) and event.inject == id[0]
            assert draw.happened == fired
        case "phase" if draw.result != NOTHING:
            assert isinstance(event, InjectFired)
        case _:
            assert draw.result < len(draw.weights)
