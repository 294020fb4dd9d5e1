"""What would have come of another decision, and what each side knew then."""

from __future__ import annotations

import debriefed
import tiny

from game.insight.script import read_script
from game.insight.what_if import play_what_if
from game.model.decisions import Act, Decision, Pass
from game.presenter.hindsight.branches import alternatives, tell_branches
from game.presenter.hindsight.knew import what_they_knew
from game.session.game import Game
from game.words.language import ENGLISH
from game.words.wording import Wording

RUNS = 20


def words_of(game: Game) -> Wording:
    """The English words of a game."""
    return Wording(game.rules.scenario, ENGLISH)


def first_line(game: Game, move: object) -> int:
    """The line of the first decision for something."""
    return next(
        n
        for n, moment in enumerate(game.moments)
        if moment.line is not None
        and isinstance(moment.line.action, Decision)
        and moment.line.action.move == move
    )


def test_everything_else_that_was_legal_can_be_asked_for() -> None:
    game = debriefed.end()
    words, line = words_of(game), first_line(game, Act("warm"))
    found = alternatives(words, game, line, None)
    assert Act("warm") not in [each.move for each in found]
    assert Pass() in [each.move for each in found]
    assert all(each.text for each in found)


def test_both_branches_are_told_with_their_difference_and_their_outcomes() -> None:
    game = debriefed.end()
    words, line = words_of(game), first_line(game, Act("warm"))
    what_if = play_what_if(read_script(game), line, Pass(), RUNS, 1)
    told = tell_branches(words, game, what_if)
    assert told.runs == RUNS
    assert [each.side for each in told.sides] == list(game.rules.sides)
    for place, each in enumerate(told.sides):
        mean = what_if.intervals[place].mean
        assert each.otherwise.mean - each.decided.mean == mean
        assert str(round(abs(mean))) in each.sentence if round(mean) else "same" in each.sentence
        assert ("more" in each.sentence) == (round(mean) > 0)
    assert sum(each.decided for each in told.outcomes) == 100
    assert sum(each.otherwise for each in told.outcomes) == 100
    assert any(round(what_if.intervals[place].mean) for place in range(2))


HIDDEN = """
turns: 1
stages: {main: {phases: [deeds]}}
phases: {deeds: {kind: actions, menus: [deeds], order: alternate, picks: 1}}
deals: {fate: {name: Fate, to: [north], cards: {sun: {name: Sun, weight: 1}}}}
tracks:
  trust: {start: 5, range: [0, 10]}
  nerve: {name: Nerve, start: 3, range: [0, 10], seen_by: [north]}
actions:
  plot: {side: [north], menu: deeds, name: Plot, secret: true, effects: {trust: -1}}
  plain: {side: [south], menu: deeds, name: Plain, effects: {trust: +1}}
sides:
  north: {name: The North, brief: B, score: [{label: Calm, points: nerve}]}
  south:
    name: The South
    brief: B
    score:
      - {label: Calm, points: trust}
      - {label: Will, points: nerve, allow: {reads-hidden: it's told at the end}}
personas: {}
"""


def test_each_side_knows_its_own_and_not_what_is_hidden_from_it() -> None:
    game = Game(tiny.rules(HIDDEN), 1)
    game.decide("north", Act("plot"))
    game.decide("south", Act("plain"))
    words = words_of(game)
    north, south = what_they_knew(words, game, 2)
    assert "Nerve: 3" in north.knew
    assert "Fate: Sun" in north.knew
    assert "It had chosen: Plot" in north.knew
    assert north.hidden == ()
    assert south.knew == ()
    assert "Nerve: 3" in south.hidden
    assert "Fate: Sun" in south.hidden
    assert "The North had chosen: Plot" in south.hidden
    assert "Calm: 4" in south.aims
    assert "Will: counted at the end" in south.aims
