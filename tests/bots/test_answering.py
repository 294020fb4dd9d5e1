"""How uniform, personas and the expert answer where several sides are asked."""

from __future__ import annotations

import pytest
import tiny

from game.bots.seats import make_bots
from game.engine.scores import scores
from game.model.decisions import Answer
from game.session.driver import play
from game.session.game import Game

PRESS = """
turns: 1
sides:
  north: {name: North, brief: B, score: [{label: Trust, points: trust}]}
  south: {name: South, brief: B, score: [{label: Calm, points: -heat}]}
personas:
  hawk: {name: Hawk, tracks: {heat: 1}}
  dove: {name: Dove, tracks: {heat: -1, trust: 1}}
injects:
  press:
    ask: [south, north]
    reveal: together
    answers:
      blame: {effects: {heat: +1}}
      praise: {effects: {trust: +5}}
      match: {effects: {when: answered(press.match) == 2, then: {trust: +30}, else: {trust: -30}}}
opening: {fire: press}
"""
IN_TURN = PRESS.replace("    reveal: together\n", "")


def answers(text: str, **seats: str) -> dict[str, str]:
    """By side, what bots in these seats answered."""
    game = Game(tiny.rules(text), 1)
    play(game, make_bots(game.rules, seats, 1), {})
    entries = [entry for moment in game.moments for entry in moment.entries]
    told = [entry.values for entry in entries if entry.code == "answered"]
    return {str(values["side"]): str(values["answer"]) for values in told}


@pytest.mark.parametrize("text", [PRESS, IN_TURN])
def test_personas_answer_by_what_they_like(text: str) -> None:
    assert answers(text, north="hawk", south="dove") == {"south": "praise", "north": "blame"}


@pytest.mark.parametrize("text", [PRESS, IN_TURN])
def test_uniform_and_the_expert_answer_in_every_seat(text: str) -> None:
    given = answers(text, north="expert", south="uniform")
    assert set(given) == {"north", "south"}
    game = Game(tiny.rules(text), 1)
    play(game, make_bots(game.rules, {"north": "expert", "south": "expert"}, 1), {})
    assert scores(game.rules, game.state)["south"].total == 0


MATCH = """
turns: 1
personas: {hawk: {name: Hawk}}
injects:
  press:
    ask: [north, south]
    answers:
      praise: {effects: {trust: +5}}
      match: {effects: {when: answered(press.match) == 2, then: {trust: +30}, else: {trust: -30}}}
opening: {fire: press}
"""


@pytest.mark.parametrize("answer", ["match", "praise"])
def test_the_expert_that_answers_second_goes_by_what_the_first_has_answered(answer: str) -> None:
    game = Game(tiny.rules(MATCH), 1)
    game.decide("north", Answer(answer))
    expert = make_bots(game.rules, {"north": "hawk", "south": "expert"}, 1)["south"]
    assert str(expert(game.asking("south"))) == f"answer {answer}"
