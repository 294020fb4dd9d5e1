"""What is said tells a reader the same of two games that differ in what isn't revealed yet."""

from __future__ import annotations

from functools import cache
from typing import Literal

import debriefed
import tiny
from attrs import evolve

from game.insight.analysis import Analysis, analyse
from game.insight.effort import Effort
from game.insight.intervals import around
from game.model.decisions import FACILITATOR, PUBLIC, Act, Walk
from game.model.frozen import FrozenMap
from game.model.players import ME
from game.presenter.debrief.debrief import Debrief
from game.presenter.debriefing.debriefed_table import AnalysisState, EndedTable
from game.presenter.debriefing.take_home import AfterEnd, TakeHome, take_home
from game.presenter.hindsight.debriefed import progress_sentence
from game.presenter.hindsight.graded import judged_decisions
from game.presenter.proceedings import HappeningText, happening_text, happenings
from game.presenter.reveal.endings import endings_shown
from game.presenter.reveal.talks import talks_shown
from game.presenter.reveal.turning import turning_shown
from game.presenter.said.ending import ending_of
from game.presenter.said.score import score_of
from game.presenter.seat.ending import EndedGame, game_over
from game.presenter.worded_game import WordedGame
from game.room.looking_back import LookingBack, MarkedPoints
from game.room.people import Place
from game.session.agreements import signings
from game.session.game import Game
from game.words.language import ENGLISH
from game.words.wording import Wording

QUICK = Effort(usual=20, sure=20, most=20, start_games=50, runs=2, expert_runs=2)
SECRETS = 2, 9
"""What nobody sees: the reserve of the North, which signs at 6, and a line of its score."""

BURN = """
  burn: {side: [south], menu: deeds, name: Burn, secret: true, effects: {purse: -2}}
"""


def text(secret: int) -> str:
    """The story with this value of its hidden track."""
    story: str = debriefed.STORY.replace("secret: {start: 7", f"secret: {{start: {secret}")
    story = story.replace("reserve: {north: 3", "reserve: {north: secret")
    return story.replace("{label: What", "{label: The unseen, points: secret}, {label: What")


@cache
def debriefs(*, over: bool = True) -> tuple[Debrief, Debrief]:
    """Two games that went the same way, with one secret or the other."""
    games = [debriefed.end(text(each)) if over else debriefed.begin(text(each)) for each in SECRETS]
    one, other = (Debrief(each, Wording(each.rules.scenario, ENGLISH), {}) for each in games)
    return one, other


def seat(debrief: Debrief, *, scores: bool) -> EndedGame:
    """The end on the page of somebody of the North, who hasn't guessed; scores: all are shown."""
    game: Game = debrief.game
    shown = AfterEnd(EndedTable(debrief), scores, False, False, False)
    worded = WordedGame(game, dict.fromkeys(game.rules.sides, ME))
    return game_over(worded, "north", take_home(shown, "north", "ann"))


def test_the_outcome_says_nothing_of_reserves_before_the_scores_are_shown() -> None:
    one, other = debriefs()
    assert endings_shown({"": one}) == endings_shown({"": other})
    worded = [
        ending_of(each.words, each.view, each.game.log(), signings(each.game))
        for each in (one, other)
    ]
    assert worded[0] != worded[1]
    assert one.ending != other.ending


def test_a_seat_that_may_still_guess_has_no_score() -> None:
    one, other = debriefs()
    assert seat(one, scores=False) == seat(other, scores=False)
    assert seat(one, scores=True) != seat(other, scores=True)


def test_while_a_game_goes_on_it_has_no_end_and_its_scores_count_what_their_side_sees() -> None:
    one, other = debriefs(over=False)
    assert one.ending is None
    for side in one.words.scenario.sides:
        every = [score_of(each.words, each.game.view(side), side) for each in (one, other)]
        assert every[0] == every[1]
    every = [score_of(each.words, each.game.view(FACILITATOR), "north") for each in (one, other)]
    assert every[1].total - every[0].total == SECRETS[1] - SECRETS[0]
    assert not one.game.view(PUBLIC).scores


@cache
def judged() -> tuple[Debrief, Analysis, Analysis]:
    """A game, what its decisions were worth, and the same decisions judged otherwise."""
    debrief, _ = debriefs()
    analysis = analyse(debrief.game, QUICK, baselines=False)
    gained = [evolve(e, label="good", gain=around(9, 1), better=()) for e in analysis.grades]
    lost = [evolve(e, label="missed", loss=around(9, 1), better=()) for e in analysis.grades]
    one, other = (evolve(analysis, grades=tuple(each)) for each in (gained, lost))
    return debrief, one, other


def test_turning_points_are_named_without_what_they_were_worth_until_that_is_shown() -> None:
    debrief, *analyses = judged()
    kinds: tuple[tuple[Literal["positions", "turning"], bool], ...]
    kinds = (("positions", True), ("turning", False))
    for kind, is_same in kinds:
        tables = [{"": EndedTable(debrief, AnalysisState(each, 100))} for each in analyses]
        one, other = (turning_shown(kind, each, "north") for each in tables)
        assert any(line.number for line in one.lines)
        assert (one == other) is is_same


def test_nothing_of_an_analysis_is_taken_home_before_it_is_shown() -> None:
    debrief, analysis, other = judged()

    def home(known: Analysis | None, *shown: bool) -> TakeHome:
        table = EndedTable(debrief, AnalysisState(known, 100))
        return take_home(AfterEnd(table, True, *shown), "north", "ann")

    assert home(analysis, False, False, False) == home(None, False, False, False)
    assert home(analysis, True, False, False) == home(other, True, False, False)
    assert home(analysis, True, True, False) != home(other, True, True, False)


def test_what_a_marked_decision_cost_its_own_side_is_told_once_that_is_shown() -> None:
    debrief, analysis, _ = judged()
    every = judged_decisions(debrief.words, debrief.game, analysis, "north")
    line = next(each.grade.line for each in every if each.judgement)
    back = LookingBack()
    back.marked["ann"] = MarkedPoints(Place(1, "north"), (line,), None)
    table = EndedTable(debrief, AnalysisState(analysis, 100), back)
    for shown in (False, True):
        [mark] = take_home(AfterEnd(table, True, True, shown, False), "north", "ann").marked
        assert bool(mark.judgement) == shown


def test_a_table_that_was_never_agreed_is_not_open_after_the_end() -> None:
    words, view = debriefs()[0].words, debriefs()[0].view
    tables = FrozenMap(
        (id, evolve(each, status="open", agreed=None)) for id, each in view.tables.items()
    )
    told = ending_of(words, evolve(view, tables=tables), debriefs()[0].game.log())
    assert told is not None
    assert told.tables[0].sentence.endswith("nothing was signed.")


def test_who_gave_and_who_got_is_taken_home_once_it_is_shown() -> None:
    debrief, _, _ = judged()
    for shows_talks in (False, True):
        after = AfterEnd(EndedTable(debrief), True, False, False, False, shows_talks)
        assert bool(take_home(after, "north", "ann").talks) == shows_talks


def test_what_the_other_side_was_told_is_taken_home_once_secrets_are_shown() -> None:
    debrief, _ = debriefs()
    for shows_secrets in (False, True):
        after = AfterEnd(EndedTable(debrief), True, True, True, True, True, shows_secrets)
        briefs = take_home(after, "north", "ann").briefs
        assert [text for _, texts in briefs for text in texts] == ["B"] * shows_secrets


def test_the_record_of_a_side_is_the_same_whatever_another_does_in_secret() -> None:
    """A secret action of the South moves only what the North doesn't see."""
    records: dict[str, list[list[HappeningText]]] = {"north": [], "south": []}
    for secret in ("hide", "burn"):
        story = debriefed.STORY.replace("  praise:\n", f"{BURN}  praise:\n")
        game = debriefed.begin(story)
        for side, move in (("north", Walk()), ("north", Act("warm")), ("south", Act(secret))):
            game.decide(side, move)
        worded = WordedGame(game, dict.fromkeys(game.rules.sides, ME))
        for side, texts in records.items():
            texts.append([happening_text(worded.words, e) for e in happenings(worded.record(side))])
    assert records["north"][0] == records["north"][1]
    assert records["south"][0] != records["south"][1]


def test_as_long_as_nothing_is_worked_out_the_compiling_is_named() -> None:
    words = Wording(tiny.scenario(), ENGLISH)
    assert "Compiling" in progress_sentence(words, 0)
    assert "Compiling" not in progress_sentence(words, 1)
    assert "Compiling" not in progress_sentence(words, 0, failed=True)


def test_a_line_of_a_score_says_after_the_end_how_it_is_counted() -> None:
    score = "points: (worth(pact) if agreed(pact) else reserve(pact)) * 2 // 3"
    text = debriefed.STORY.replace("points: trust}, {label: What", f"{score}}}, {{label: What")
    game = debriefed.end(text)
    words = Wording(game.rules.scenario, ENGLISH)
    deal, cost = score_of(words, game.view(PUBLIC), "north").lines
    assert deal.rule == "2/3 of what the signed points are worth"
    assert cost.rule == "−the heat"
    begun = debriefed.begin(text)
    debriefed.finish(unsigned := debriefed.begin(text))
    without = score_of(words, unsigned.view(PUBLIC), "north").lines[0]
    assert without.rule == "2/3 of what the signed points are worth, or, without an agreement, of 3"
    assert not any(line.rule for line in score_of(words, begun.view("north"), "north").lines)


def test_the_wall_explains_the_points_of_a_negotiation_in_their_names() -> None:
    game = debriefed.end()
    debrief = Debrief(game, Wording(game.rules.scenario, ENGLISH), {})
    shown = talks_shown({"": debrief}, "pact", ("north", "south"))
    names = {each.kind: each.name for each in shown.legend}
    assert names["nash"] == "Balanced gains (Nash)"
    assert names["kalai"] == "Equal shares of what could be gained (Kalai–Smorodinsky)"
    assert shown.plane is not None
    assert shown.plane.frontier_label == "Nothing better for both"
