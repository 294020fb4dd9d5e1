"""What counts for a seat alone (rule 17.3), on each face, before the end and after it."""

from __future__ import annotations

import pytest
import tiny
from seated import SIDES, context, decided, page, told

from game.insight.analysis import analyse
from game.insight.effort import Effort
from game.model.decisions import PUBLIC
from game.model.players import ME
from game.presenter.debrief.debrief import Debrief
from game.presenter.debriefing.debriefed_table import EndedTable
from game.presenter.hindsight.as_json import analysis_as_json
from game.presenter.kit.kit import kit
from game.presenter.papers import side_seats
from game.presenter.reading_time import dossier_sections
from game.presenter.report.report import report
from game.presenter.reveal.endings import seats_shown
from game.presenter.said.score import score_of
from game.presenter.seat.ending import EndedGame, game_over
from game.presenter.seat.seat_page import SeatPage
from game.presenter.worded_game import WordedGame
from game.session.game import Game
from game.text.lines import plain_text
from game.text.narration import papers, scores
from game.words.wording import Wording

OWN = SIDES.replace(
    "the tunnel.}",
    """the tunnel., score: [
        {label: Less trust, points: 60 - trust}, {label: The purse, points: north_purse}]}""",
).replace("the song.}", "the song., score: [{label: Cold, points: 5 - heat}]}")
TEXT = OWN + "phases: {deeds: {kind: actions, menus: [deeds], order: together, picks: 2}}"
EFFORT = Effort(usual=20, sure=20, most=20, start_games=20, runs=2, expert_runs=0)


def over(seat: SeatPage) -> EndedGame:
    assert isinstance(seat.decide, EndedGame)
    return seat.decide


def ended() -> WordedGame:
    game = told(TEXT)
    decided(game, "north: warm", "facilitator: end calm")
    return game


def test_a_phone_shows_what_counts_for_its_own_seat_and_for_no_other() -> None:
    game = told(TEXT)
    envoy, elder = page(game), page(game, known=context("bob"))
    assert [(line.label, line.points, line.range) for line in envoy.papers.seat_score] == [
        ("Less trust", "10", ""),
        ("The purse", "5", "of 9"),
    ]
    assert [(line.label, line.points) for line in elder.papers.seat_score] == [("Cold", "5")]
    assert "Less trust" not in repr(elder)
    assert "Cold" not in repr(envoy)
    assert [line.label for line in envoy.papers.score] == ["Trust"]
    assert score_of(game.words, game.view("north"), "north").seats == ()


def test_after_the_end_a_phone_shows_its_own_result_and_no_other() -> None:
    game = ended()
    envoy, elder = over(page(game)).own, over(page(game, known=context("bob"))).own
    assert envoy is not None
    assert elder is not None
    assert [(each.name, each.total) for each in envoy.score.seats] == [("Envoy", 15)]
    assert [(each.name, each.total) for each in elder.score.seats] == [("Elder", 5)]
    assert "Cold" not in repr(envoy)
    assert "Less trust" not in repr(elder)
    south = over(page(game, "south", context("bob"))).own
    watching = game_over(game, "north").own
    assert south is not None
    assert watching is not None
    assert south.score.seats == watching.score.seats == ()
    assert envoy.score.total == watching.score.total == 50


def test_who_plays_a_whole_side_reads_what_counts_for_each_of_its_seats() -> None:
    game = told(TEXT)
    words, view = game.words, game.view("north")
    about = "Counts for this seat alone: Less trust (10); The purse (5 of 9)."
    assert side_seats(words, view)[0].counts == about
    told_there = "\n".join(plain_text(line) for line in papers(words, view))
    assert f"Only the envoy knows the tunnel. {about}" in told_there
    (seats,) = [each for each in dossier_sections(words, view) if each.name == "seats"]
    assert about in seats.texts
    assert side_seats(told(SIDES).words, told(SIDES).view("north"))[0].counts == ""


def test_the_terminal_ends_with_the_results_of_the_seats() -> None:
    debrief = debriefed()
    lines = scores(debrief.words, map(debrief.score, debrief.view.scores))
    shown = [plain_text(line).strip() for line in lines]
    start = shown.index("What counted for each seat")
    assert shown[start + 1 : start + 6] == [
        "Envoy: 15", "Less trust    10   60 − trust", "The purse      5", "Elder: 5",
        "Cold     5   5 − heat",
    ]  # fmt: skip
    assert "What counted for each seat" not in shown[start + 1 :]


def debriefed() -> Debrief:
    game = Game(tiny.rules(TEXT), seed=1)
    worded = WordedGame(game, dict.fromkeys(game.rules.sides, ME))
    decided(worded, "north: warm", "facilitator: end calm")
    return Debrief(game, worded.words, dict.fromkeys(game.rules.sides, ME))


def test_the_report_has_them_on_the_page_of_their_side() -> None:
    whole, south = report(debriefed(), None, ""), report(debriefed(), None, "south")
    for text in ("What counted for each seat", "Envoy: 15.", "Less trust: 10; The purse: 5."):
        assert text in whole
        assert text not in south
    assert "Elder: 5.</strong> Cold." in whole


def test_the_figures_of_a_debrief_have_them_by_seat() -> None:
    debrief = debriefed()
    analysis = analyse(debrief.game, EFFORT)
    sides = analysis_as_json(debrief.words, debrief.game, analysis)["sides"]
    assert sides["north"]["seats"] == {"envoy": 15, "elder": 5}
    assert "seats" not in sides["south"]


def test_on_paper_a_seat_reads_what_counts_for_it() -> None:
    text = kit(told(TEXT), None)
    sheet = next(each for each in text.split("<section") if "Only the envoy knows" in each)
    assert "What counts for you" in sheet
    assert "Less trust" in sheet
    assert "Cold" not in sheet
    assert text.count("What counts for you") == 2


def test_a_seat_with_nothing_but_a_score_has_a_paper_of_its_own() -> None:
    text = kit(told(TEXT.replace("brief: Only the elder knows the song., ", "")), None)
    assert text.count("What counts for you") == 2


@pytest.mark.parametrize("text", [SIDES, TEXT])
def test_nobody_else_is_told_before_the_end(text: str) -> None:
    game = told(text)
    for who in ("south", PUBLIC):
        assert not any("north" in place for place in game.view(who).seat_scores)


SEATS = """{name: %s, brief: B, par: 1, score: [{label: Trust, points: trust}], seats: {
    head: {name: Head, brief: B, score: [{label: Trust, points: trust}]},
    hand: {name: Hand, brief: B, score: [{label: Cold, points: 5 - heat}]}}}"""


@pytest.mark.parametrize(
    ("sides", "tables", "columns"), [(2, 1, 0), (3, 1, 0), (4, 1, 3), (2, 2, 1), (11, 4, 2)]
)
def test_the_wall_has_every_seat_however_many_there_are(
    sides: int, tables: int, columns: int
) -> None:
    ids = ["north", "south", *(f"side{each}" for each in range(sides - 2))]
    text = "sides:\n" + "".join(f"  {id}: {SEATS % id.title()}\n" for id in ids)
    game = Game(tiny.rules(text), 1)
    decided(WordedGame(game, dict.fromkeys(ids, ME)), "facilitator: end calm")
    table = EndedTable(Debrief(game, Wording(game.rules.scenario), {}))
    shown = seats_shown({f"Table {number}": table for number in range(tables)})
    assert len(shown.columns) == columns
    assert len(shown.sides) == (0 if columns else sides)
    rows = [row for column in shown.columns for row in column]
    assert [row.name for row in rows] == (["Head", "Hand"] * sides if columns else [])
    assert all(row.figures in (("50",) * tables, ("5",) * tables) for row in rows)
