"""A deal below the reserve: said first where a game is looked back at, and beside every verdict."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
import tiny
import tinydesk
from drawing import SIZES, drawn, misfits, texts

from game.model.decisions import PUBLIC
from game.session.deeds import read_deed
from game.session.signings import below_reserve
from game.text.console import Console
from game.text.play import play_text
from game.ui.desk import Desk
from game.ui.hindsight import Hindsight
from game.ui.report import report
from game.ui.screens.over import Over

RULES = f"{tiny.TABLE}\noutcomes: {{calm: {{name: Calm, verdict: {{north: win, south: loss}}}}}}"
SIGNED = (
    "north signed below the reserve at “pact” on turn 1: the agreement was worth 1, and no "
    "agreement 10."
)
WIN = "a win, signed below the reserve"


def over(folder: Path, offer: str = tiny.SMALL) -> Desk:
    desk = tinydesk.playing(folder, text=RULES)
    sitting = tinydesk.sitting(desk)
    for text in (f"south: {offer}", "north: accept"):
        deed = read_deed(text)
        assert deed is not None
        sitting.game.do(deed)
    tinydesk.finish(sitting.game)
    sitting.caught_up()
    sitting.seat("")
    return desk


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
    assert WIN in told
    assert told.index(SIGNED) < told.index("calm")
    assert "a loss, signed" not in told


def test_the_report_says_so_before_the_scores(tmp_path: Path) -> None:
    told = flat(re.sub("<[^>]+>", " ", report(Hindsight(tinydesk.sitting(over(tmp_path))))))
    assert told.index("outcome: calm") < told.index(SIGNED) < told.index(WIN)


def test_the_terminal_says_so_before_the_scores(tmp_path: Path) -> None:
    sitting, out = tinydesk.sitting(over(tmp_path)), io.StringIO()
    play_text(sitting.game, sitting.seats, Console(io.StringIO(), out))
    told = flat(out.getvalue())
    assert told.index("the end: calm") < told.index(SIGNED) < told.index(WIN)


def test_a_deal_above_the_reserve_is_a_win_and_no_more(tmp_path: Path) -> None:
    desk = over(tmp_path, tiny.MEDIUM)
    told = flat(texts(drawn(Over(desk), (1920, 1080))))
    assert "a win" in told
    assert "signed below" not in told


def test_in_french_it_is_said_in_french(tmp_path: Path) -> None:
    desk = over(tmp_path)
    desk.change(language="fr")
    words, game = tinydesk.sitting(desk).words, tinydesk.sitting(desk).game
    (signing,) = below_reserve(game)
    assert str(signing.reserve) in words.signed_below(signing)
    assert words.verdict(game.view(PUBLIC), "north", (signing,)).startswith(
        words.verdict(game.view(PUBLIC), "north")
    )


@pytest.mark.parametrize(("width", "height", "text"), SIZES)
def test_it_fits(tmp_path: Path, width: int, height: int, text: float) -> None:
    assert misfits(drawn(Over(over(tmp_path)), (width, height), text)) == []
