"""Questions for the room after the end come from its game, and can be said aloud."""

from __future__ import annotations

import re

import debriefed
from attrs import evolve

from game.insight.analysis import analyse
from game.insight.effort import Effort
from game.insight.expected_scores import NoScores
from game.insight.intervals import around
from game.model.decisions import Walk
from game.presenter.console.questions import GameQuestion, questions_of_game
from game.presenter.debrief.debrief import Debrief
from game.presenter.debriefing.debriefed_table import AnalysisState, EndedTable
from game.room.kept_room import KeptWords
from game.session.game import Game
from game.words.language import ENGLISH
from game.words.wording import Wording

QUICK = Effort(usual=60, most=60, start_games=100, runs=2, expert_runs=2)


def of(debrief: Debrief, state: AnalysisState | None = None) -> dict[str, GameQuestion]:
    """By kind, the questions about a game; the last of each."""
    table = EndedTable(debrief, state or AnalysisState())
    return {each.kind: each for each in questions_of_game(table)}


def debrief_of(game: Game, hidden: frozenset[int] = frozenset()) -> Debrief:
    return Debrief(game, Wording(game.rules.scenario, ENGLISH), {}, kept=KeptWords(hidden))


def test_what_was_written_with_the_offer_that_was_accepted_is_asked_about() -> None:
    game = debriefed.end()
    asked = of(debrief_of(game))["said"].question
    assert asked.startswith("The North said why: “Half is enough.” (turn 1).")
    assert "said" not in of(debrief_of(game, frozenset({3})))


def test_an_offer_that_suited_all_and_a_walkout_are_asked_about() -> None:
    game = debriefed.begin()
    for side, wood in (("north", "some"), ("south", "none"), ("north", "all"), ("south", "none")):
        game.decide(side, debriefed.offer(wood))
    debriefed.finish(game)
    left = of(debrief_of(game))["left"]
    assert left.question.startswith("The pact: on turn 1 an offer by the North was on the table.")
    assert "Some wood" in left.reason
    assert "Some wood" not in left.question
    game = debriefed.begin()
    game.decide("north", Walk())
    debriefed.finish(game)
    assert of(debrief_of(game))["closed"].question.startswith("The North walked out on turn 1.")


def test_no_question_has_a_figure_or_names_what_only_one_side_saw() -> None:
    game = debriefed.end()
    analysis = evolve(analyse(game, QUICK), account=NoScores("stopped"))
    (hiding,) = (each for each in analysis.grades if each.line == 6)
    (warming,) = (each for each in analysis.grades if each.line == 5)
    lost = tuple(evolve(each, label="serious", loss=around(30, 1)) for each in (hiding, warming))
    state = AnalysisState(evolve(analysis, grades=lost), 100)
    table = EndedTable(debrief_of(game), state)
    turning = [each for each in questions_of_game(table) if each.kind == "turning"]
    north, south = turning
    assert "on turn 1 it was “Warm”" in north.question
    assert south.question.startswith("South: think of turn 1.")
    assert "−30 ± 1" in south.reason
    assert "Hide" in south.reason
    for each in questions_of_game(table):
        assert not re.search(r"\d", re.sub(r"turn \d+", "", each.question)), each.question


def test_a_question_about_one_of_several_tables_begins_with_its_name() -> None:
    table = EndedTable(debrief_of(debriefed.end()))
    questions = questions_of_game(table, "Table 2")
    assert questions
    assert all(each.question.startswith("Table 2: ") for each in questions)
