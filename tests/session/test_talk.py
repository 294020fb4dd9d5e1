"""Which words a scenario lets people exchange."""

import pytest
import tiny

from game.model.decisions import Act, Decision, Move, Offer
from game.model.frozen import FrozenMap
from game.model.play import Accepted
from game.model.refusals import refusal
from game.session.game import Game
from game.session.talk import WordsKind, allowed_words


@pytest.mark.parametrize(
    ("talk", "kinds"),
    [
        ("", {"argument", "statement", "message"}),
        ("talk: open", {"argument", "statement", "message"}),
        ("talk: offers", {"argument", "statement"}),
        ("talk: none", set()),
    ],
)
def test_a_scenario_says_which_words_people_may_write(talk: str, kinds: set[WordsKind]) -> None:
    assert allowed_words(tiny.scenario(tiny.TABLE + talk)) == kinds


STATEMENTS = """
phases: {word: {kind: actions, menus: [words], order: together, picks: 1, no_pass: true}}
stages: {main: {phases: [word]}}
actions: {praise: {name: Praise, side: [north, south], menu: words, effects: {trust: +1}}}
"""
BARGAIN = Offer(FrozenMap({"scope": "small", "terms": "loose"}))


@pytest.mark.parametrize(
    ("text", "move", "longest"),
    [(tiny.TABLE, BARGAIN, 140), (STATEMENTS, Act("praise"), 500)],
    ids=["argument", "statement"],
)
def test_9_7_words_with_an_offer_or_a_statement_are_no_longer_than_they_may_be(
    text: str, move: Move, longest: int
) -> None:
    game = Game(tiny.rules(text), 1)
    side = game.state.to_move[0]
    refused = game.decide(side, move, "é" * (longest + 1))
    assert refused == refusal("too-long", most=longest)
    assert game.objection_to(Decision(side, move), "é" * (longest + 1)) == refused
    assert not game.lines
    assert isinstance(game.decide(side, move, "é" * longest), Accepted)
    assert game.lines[0].note == "é" * longest


@pytest.mark.parametrize(("text", "move"), [(tiny.TABLE, BARGAIN), (STATEMENTS, Act("praise"))])
def test_9_7_where_a_scenario_switches_words_off_none_go_with_a_decision(
    text: str, move: Move
) -> None:
    game = Game(tiny.rules(f"{text}\ntalk: none\n"), 1)
    side = game.state.to_move[0]
    assert game.decide(side, move, "Because.") == refusal("no-talk")
    # A record that was written before still replays, and a decision without words is one.
    assert isinstance(game.do(Decision(side, move), "Because.", recorded=True), Accepted)
    assert isinstance(Game(tiny.rules(f"{text}\ntalk: none\n"), 1).decide(side, move), Accepted)


def test_9_7_a_note_on_another_decision_is_nobody_elses_business() -> None:
    game = Game(tiny.rules("talk: none\n"), 1)
    assert isinstance(game.decide("north", Act("warm"), "x" * 900), Accepted)
