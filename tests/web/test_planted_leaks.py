"""The tests of secrets find a leak wherever one is: each that is planted here is caught."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
import tiny
import tinyroom
from guarded import Guarded, make_comparable
from planted_leaks import LEAKS, UNHEARD
from slow_tests import quick_for
from twins import confirm_in_secret, facilitate_unheard

from game.model.decisions import Decision, Offer, read_decision
from game.model.frozen import FrozenMap
from game.model.players import ME
from game.model.refusals import Refusal
from game.room.opening import begin_room
from game.rules.compiled import Rules
from game.session.game import Game

DECISIONS = 9
SECRETIVE = """
talk: open
turns: 3
stages: {main: {phases: [news, deeds, hall]}}
phases:
  news: {kind: injects}
  deeds: {kind: actions, menus: [deeds], order: together, picks: 2}
  hall: {kind: table, table: pact, rounds: 2}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3}}
  spy: {side: [north, south], menu: deeds, name: Spy, secret: true, effects: {secret: +4}}
deals:
  wish:
    name: The wish
    to: north
    cards: {coal: {name: Coal, brief: A}, salt: {name: Salt, brief: B}}
injects:
  press:
    name: Press
    text: The press asks.
    when: turn >= 1
    ask: [north, south]
    reveal: together
    answers: {blame: {name: Blame, effects: {heat: +2}}, boast: {name: Boast}}
"""
UP_TO_A_REPLY = (
    "north: answer blame",
    "south: answer blame",
    "north: pass",
    "south: pass",
    "south: offer scope=small terms=loose",
    "north: pass",
    "south: pass",
    "north: offer scope=medium terms=strict",
)
HALL = tiny.TABLE[tiny.TABLE.index("tables:") : tiny.TABLE.index("actions:")]
SIDES = tinyroom.SIDES.replace("points: trust}", "points: north_purse}", 1).replace(
    "{name: Envoy}", "{name: Envoy, score: [{label: Purse, points: north_purse}]}"
)
TEXT = SIDES + SECRETIVE + HALL


@pytest.fixture(autouse=True)
def pages_can_be_compared(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    make_comparable(monkeypatch, tmp_path_factory.mktemp("templates"))


@pytest.fixture(scope="module")
def rules() -> Rules:
    return tiny.rules(TEXT)


def some_decisions(rules: Rules) -> Sequence[Decision]:
    """The first decisions of some game."""
    game, luck = Game(rules, seed=1), Random(3)
    while len(game.lines) < DECISIONS:
        side = game.state.to_move[0]
        legal = game.asking(side).legal
        move = luck.choice(legal.moves or [None])
        if move is None or (legal.offer is not None and luck.random() < 0.7):
            assert legal.offer is not None
            move = Offer(
                FrozenMap(
                    {issue: luck.choice([*options]) for issue, options in legal.offer.items()}
                )
            )
        answer = game.decide(side, move)
        if isinstance(answer, Refusal):
            continue
    return [line.action for line in game.lines if isinstance(line.action, Decision)]


def guard(folder: Path, rules: Rules, decisions: Sequence[Decision] = ()) -> None:
    """Plays a game, and compares what a room shows with what it would show with other secrets."""
    room = begin_room(folder, tinyroom.files(TEXT), rules, 1, dict.fromkeys(rules.sides, ME), "en")
    try:
        asyncio.run(Guarded(room, Random(5), 12).play(decisions or some_decisions(rules)))
    finally:
        room.close()


def compare_twins(folder: Path) -> None:
    """Compares what others hear and see when a side decides the one and the other in secret."""
    tinyroom.open_room(folder / "0").close()
    shutil.copytree(folder / "0", folder / "1")
    first, second = (asyncio.run(confirm_in_secret(folder / str(n), n)) for n in range(2))
    assert first == second


def compare(folder: Path, rules: Rules) -> None:
    guard(folder / "room", rules)
    compare_twins(folder)


def test_without_a_leak_nothing_is_caught(tmp_path: Path, rules: Rules) -> None:
    compare(tmp_path, rules)


@pytest.mark.parametrize("leak", quick_for(*[*LEAKS][::3], among=LEAKS))
def test_a_planted_leak_is_caught(
    leak: str, tmp_path: Path, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    LEAKS[leak](monkeypatch)
    with pytest.raises(AssertionError):
        compare(tmp_path, rules)


def test_a_page_with_a_reply_tells_no_secret_and_a_leak_on_it_is_caught(
    tmp_path: Path, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    decisions = [each for line in UP_TO_A_REPLY if (each := read_decision(line)) is not None]
    assert len(decisions) == len(UP_TO_A_REPLY)
    guard(tmp_path / "0", rules, decisions)
    LEAKS["a seat shows all tracks"](monkeypatch)
    with pytest.raises(AssertionError):
        guard(tmp_path / "1", rules, decisions)


@pytest.mark.parametrize("leak", UNHEARD)
def test_a_leak_of_what_the_facilitator_does_is_caught(
    leak: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tinyroom.open_room(tmp_path / "room", tinyroom.TOGETHER + "talk: open\n").close()
    UNHEARD[leak](monkeypatch)
    with pytest.raises(AssertionError):
        asyncio.run(facilitate_unheard(tmp_path / "room"))
