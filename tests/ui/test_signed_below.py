"""A deal below the reserve: said first where a game is looked back at, and beside every verdict."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
import tiny
import tiny_program
from attrs import evolve
from drawing import SIZES, drawn, misfits, texts

from game.insight.intervals import around
from game.model.decisions import PUBLIC
from game.presenter.debrief.debrief import debrief_of
from game.presenter.report.report import report
from game.presenter.said.score import score_of
from game.session.agreements import below_reserve
from game.session.records.recorded_actions import read_action
from game.text.console import Console
from game.text.play import play_text
from game.ui.program.program import Program
from game.ui.screens.looking_back.over import Over
from game.words.language import language
from game.words.wording import Wording

RULES = f"{tiny.TABLE}\noutcomes: {{calm: {{name: Calm, verdict: {{north: win, south: loss}}}}}}"
SIGNED = (
    "north signed below the reserve at “pact” on turn 1: the agreement was worth 1, and no "
    "agreement 10."
)
BELOW = "signed at 1, below its reserve of 10"
WIN = "the author’s verdict: a win."


def over(folder: Path, offer: str = tiny.SMALL) -> Program:
    program = tiny_program.playing(folder, text=RULES)
    hot_seat = tiny_program.hot_seat(program)
    for text in (f"south: {offer}", "north: accept"):
        deed = read_action(text)
        assert deed is not None
        hot_seat.game.do(deed)
    tiny_program.finish(hot_seat.game)
    hot_seat.mark_all_read()
    hot_seat.seat("")
    return program


def flat(text: str) -> str:
    return " ".join(text.split()).lower()


@pytest.mark.parametrize("size", [(1024, 640), (1280, 720), (1920, 1080)])
def test_the_outcome_says_so_first_and_the_verdict_never_stands_alone(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    screen = Over(over(tmp_path))
    screen.tab = "outcome"
    told = flat(texts(drawn(screen, size)))
    assert SIGNED in told
    assert told.index(SIGNED) < told.index("calm")
    assert told.index(BELOW) < told.index("par is what") < told.index(WIN)
    assert told.count(BELOW) == 1


def test_the_report_says_so_before_the_scores(tmp_path: Path) -> None:
    told = flat(re.sub("<[^>]+>", " ", report(debrief_of(tiny_program.hot_seat(over(tmp_path))))))
    assert told.index("outcome: calm") < told.index(SIGNED) < told.index(BELOW) < told.index(WIN)


def test_the_terminal_says_so_before_the_scores(tmp_path: Path) -> None:
    hot_seat, out = tiny_program.hot_seat(over(tmp_path)), io.StringIO()
    play_text(hot_seat.game, hot_seat.seats, Console(io.StringIO(), out))
    told = flat(out.getvalue())
    assert told.index("the end: calm") < told.index(SIGNED) < told.index(BELOW) < told.index(WIN)


def test_the_measured_means_stand_between_par_and_the_verdict_of_the_author(tmp_path: Path) -> None:
    hot_seat = tiny_program.hot_seat(over(tmp_path))
    view, words = hot_seat.game.view(PUBLIC), hot_seat.words
    means = {"uniform": around(3.6, 0.5), "expert": around(12.2, 0.5)}
    assert score_of(words, view, "north", baselines=means).remarks == (
        "Mean scores of bots in this seat with the "
        "same luck, while the others do what they did: Chance 4 and Expert 12. The author’s "
        "verdict: a win."
    )


def test_a_deal_above_the_reserve_is_a_win_and_no_more(tmp_path: Path) -> None:
    program = over(tmp_path, tiny.MEDIUM)
    told = flat(texts(drawn(Over(program), (1920, 1080))))
    assert WIN in told
    assert "below its reserve" not in told


def test_of_several_deals_below_the_reserve_each_says_its_turn(tmp_path: Path) -> None:
    hot_seat = tiny_program.hot_seat(over(tmp_path))
    (signing,) = below_reserve(hot_seat.game)
    twice = signing, evolve(signing, turn=3, worth=2)
    below = score_of(hot_seat.words, hot_seat.game.view(PUBLIC), "north", twice).below
    assert below == (
        "Signed on turn 1 at 1, below its reserve of 10 · Signed on turn 3 at 2, below its "
        "reserve of 10"
    )


def test_in_french_it_is_said_in_french(tmp_path: Path) -> None:
    game = tiny_program.hot_seat(over(tmp_path)).game
    words = Wording(game.rules.scenario, language("fr"))
    (signing,) = below_reserve(game)
    assert str(signing.reserve) in words.signed_below(signing)
    score = score_of(words, game.view(PUBLIC), "north", (signing,))
    assert str(signing.reserve) in score.below
    assert "Verdict de l’auteur\u00a0: victoire." in score.remarks


@pytest.mark.parametrize(("width", "height", "text"), SIZES)
def test_it_fits(tmp_path: Path, width: int, height: int, text: float) -> None:
    assert misfits(drawn(Over(over(tmp_path)), (width, height), text)) == []
