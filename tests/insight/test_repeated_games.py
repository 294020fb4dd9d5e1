"""Repeating every decision of a game on its own luck is the game itself."""

from __future__ import annotations

import pytest
import tiny
from attrs import evolve
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from insight_games import DARES, finish, play
from kept_games import KEPT, decisions, kept_game
from strategies.play import Game as DrawnGame
from strategies.play import games
from strategies.scenarios import real, scenarios
from tiny_plays import THREE

from game.engine.digest import digest
from game.engine.scores import scores
from game.insight.reference import reference_of
from game.insight.repeated_games import Luck, RepeatedGames, Run, count_up, fresh_luck
from game.insight.script import Bookmark, Script, read_script
from game.kernel.moves import NoRoom
from game.kernel.rollouts import Repeat, roll_out
from game.model.decisions import FACILITATOR
from game.model.play import NOTHING, State
from game.model.refusals import Refusal
from game.rules.compiled import Rules
from game.session.game import Game
from game.session.positions import find_position
from game.session.records.recorded_actions import Note, Rewind

EXAMPLES = max(16, settings().max_examples // 2)
drawn = settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
SEED = 12


def all_again(script: Script) -> RepeatedGames:
    rules = script.tables.rules
    return RepeatedGames(script, reference_of(rules).account, rules.sides)


def assert_is_the_game(run: Run, rules: Rules, state: State) -> None:
    """Whether a run has come to the end of a game with nothing but its decisions."""
    assert run.repeated == run.scripted == run.decisions
    assert f"{run.digest:016x}" == digest(rules, state)
    assert run.outcome == state.outcome
    assert run.scores == tuple(sheet.total for sheet in scores(rules, state).values())


def assert_repeats(game: Game) -> None:
    """A game repeats itself from its start, and from some of its decisions on."""
    script, rules = read_script(game), game.rules
    again = all_again(script)
    for bots in (1, 2):
        run = again.play(script.start, Bookmark(), Luck(None, bots))
        assert_is_the_game(run, rules, game.state)
    for number, line in enumerate([*script.lines.values()][:: 1 + len(script.lines) // 12]):
        bookmark = line.bookmark.copy()
        if line.made.side == FACILITATOR:
            bookmark.interruptions += 1
        run = again.play_from(line.made, bookmark, Luck(None, number))
        assert_is_the_game(run, rules, game.state)


# --------------------------------------------------------------------------- the game itself again


@drawn
@given(game=st.one_of(games(scenarios()), games(real())))
def test_repeating_every_decision_on_the_same_luck_is_the_game_itself(game: DrawnGame) -> None:
    assume(game.states[-1].outcome != NOTHING)
    played = Game(game.rules, game.seed)
    for decision in game.decisions:
        assert not isinstance(played.do(decision), Refusal)
    try:
        assert_repeats(played)
    except NoRoom:
        assume(False)


@pytest.mark.parametrize("scenario", KEPT)
def test_a_kept_game_repeats_itself(scenario: str) -> None:
    assert_repeats(kept_game(scenario, len(decisions(scenario))))


def test_what_was_taken_back_is_not_repeated_and_new_luck_comes_where_it_came() -> None:
    game = Game(tiny.rules(DARES), seed=1)
    play(game, "north: dare", "south: dare", "north: dare", "south: dare")
    game.do(Note(), "Again, please.")
    game.do(Rewind(1, 99))
    play(game, "south: warm", "north: dare", "south: dare", "north: dare", "north: pass")
    play(game, "south: dare")
    game.do(Rewind(len(game.moments) - 2, 7))
    finish(play(game, "south: warm"))
    script = read_script(game)
    assert [(each.turn, each.decisions, each.what) for each in script.interruptions] == [
        (1, 1, 99),
        (2, 2, 7),
    ]
    assert_repeats(game)
    fresh = all_again(script).play(script.start, Bookmark(), Luck(5, 5))
    assert fresh.digest != all_again(script).play(script.start, Bookmark(), Luck(None, 5)).digest
    assert fresh.repeated == fresh.decisions


def test_the_facilitator_intervenes_where_it_did() -> None:
    game = Game(tiny.rules(DARES), seed=1)
    play(game, "south: dare", "facilitator: set trust 95", "facilitator: hold news", "south: warm")
    # North could cheer, and answer well, only since the facilitator had come between south and it.
    play(game, "north: cheer", "north: pass", "facilitator: inject visit", "south: answer ill")
    finish(play(game, "facilitator: set heat 5", "north: answer well", "facilitator: release news"))
    script = read_script(game)
    assert [(each.turn, each.decisions) for each in script.interruptions] == [
        (1, 1), (1, 1), (2, 0), (2, 1), (2, 2),
    ]  # fmt: skip
    assert_repeats(game)


def test_an_intervention_comes_later_where_a_turn_has_fewer_decisions() -> None:
    cooling = """
each_turn: {heat: -1}
sides:
  north: {name: North, brief: B, score: [{label: Heat, points: heat}]}
  south: {name: South, brief: B, score: [{label: Trust, points: trust}]}
"""
    game = Game(tiny.rules(DARES + cooling), seed=1)
    play(game, "north: warm", "south: warm", "south: warm", "facilitator: set heat 9")
    script = read_script(finish(game))
    assert score_of_north(script, "uniform", ["north", "south"]) == 9 - 2
    # Idle passes at once, so that turn 1 has only three decisions, and it comes on turn 2.
    assert score_of_north(script, "idle", ["south"]) == 9 - 1


def score_of_north(script: Script, bot: str, repeating: list[str]) -> int:
    games = RepeatedGames(script, {"north": bot, "south": "uniform"}, repeating)
    return games.play(script.start, Bookmark(), Luck(None, 3)).scores[0]


def test_a_game_that_began_in_a_position_repeats_itself_from_there() -> None:
    rules = tiny.rules(DARES)
    game = Game(rules, 7, position=find_position(rules.scenario, "A late crisis"))
    finish(play(game, "north: dare", "south: warm", "south: dare"))
    assert read_script(game).start.turn == 2
    assert_repeats(game)


def test_three_sides_repeat_themselves_in_the_order_in_which_they_decided() -> None:
    game = Game(tiny.rules(THREE), seed=3)
    play(game, "east: warm", "south: pass", "facilitator: set stove 2", "north: vow", "east: pass")
    assert_repeats(finish(play(game, "north: warm", "east: warm")))


def test_a_game_of_earlier_rules_is_repeated_by_todays() -> None:
    rules = tiny.rules(DARES)
    game = Game(evolve(rules, version=1), seed=4)
    finish(play(game, "north: dare", "south: dare", "north: warm", "south: warm"))
    script = read_script(game)
    run = all_again(script).play(script.start, Bookmark(), Luck(None, 1))
    assert_is_the_game(run, rules, game.state)


# ---------------------------------------------------------------------------- where nothing repeats


@pytest.mark.parametrize("scenario", KEPT)
def test_where_nobody_repeats_anything_runs_are_those_of_rollouts(scenario: str) -> None:
    game = kept_game(scenario, len(decisions(scenario)))
    script, rules = read_script(game), game.rules
    seats = reference_of(rules).account
    games = RepeatedGames(script, seats, [])
    for line in list(script.lines.values())[:: len(script.lines) // 4]:
        rollouts = roll_out(
            script.tables, line.made.before, seats, 3, SEED, alternatives=[[line.made.decision]]
        )
        for number in range(3):
            luck = fresh_luck(SEED, number)
            run = games.play_from(line.made, line.bookmark, luck)
            assert run.scores == tuple(rollouts.scores[0, number].tolist())
            assert run.outcome == rollouts.outcomes[0, number]
            assert sum(run.decisions) == rollouts.decisions[0, number]
            assert run.repeated == run.scripted == (0,) * len(rules.sides)
    own = roll_out(script.tables, script.start, seats, 3, SEED, repeat=Repeat(game.state.seed))
    for number in range(3):
        luck = Luck(None, fresh_luck(SEED, number).bots)
        run = games.play(script.start, Bookmark(), luck)
        assert run.scores == tuple(own.scores[0, number].tolist())


def test_runs_are_counted_and_stopped() -> None:
    heard: list[int] = []

    def proceed(done: int) -> bool:
        heard.append(done)
        return done < 2

    assert list(count_up(9, proceed)) == heard[:-1] == [0, 1]
    heard.clear()
    assert list(count_up(2, proceed)) == [0, 1]
    assert heard == [0, 1, 2]
    assert list(count_up(2, None)) == [0, 1]
