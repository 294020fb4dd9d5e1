"""What `tools/deals.py --below` says of an acceptance worth less than no agreement."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

import tiny
from deals_below import LineGain, LowAcceptance, explain_acceptance, summary
from pact_table import pact

CALM = LineGain("Calm", 4.0, 0.5)
LUCK = LineGain("Luck", 0.6, 0.9)
LOSS = LineGain("Loss", -3.0, 0.2)


def acceptance(*lines: LineGain) -> LowAcceptance:
    return LowAcceptance(3, "north", 38, 40, lines, LineGain("score", 1.0, 0.4))


def test_only_lines_that_clearly_bring_something_are_named() -> None:
    assert acceptance(CALM, LUCK, LOSS).sentence() == (
        "round 3, north accepts 38 below 40: “Calm” brings +4.0; "
        "its score changes by +1.0 ± 0.4 against saying nothing."
    )
    assert "no line of the score speaks for it" in acceptance(LUCK, LOSS).sentence()


def test_the_summary_counts_acceptances_by_line() -> None:
    rows = [*summary("tiny", [acceptance(CALM), acceptance(CALM, LUCK), acceptance(LOSS)])]
    assert rows == ["| tiny | north | Calm | 2 |", "| tiny | north | none | 1 |"]


def test_an_acceptance_is_played_on_beside_a_pass() -> None:
    peace = "reserve(pact)}, {label: Peace, points: agreed(pact) * 9}]"
    text = pact(2, "north").replace("reserve(pact)}]", peace)
    game = tiny.Game(text).play("north: offer grain=some wood=all", "south: pass", "north: pass")
    low = explain_acceptance(game.rules, game.state, "south", 2, 45, 46)
    assert {line.label: line.mean for line in low.lines} == {"P": 5.0, "Peace": 9.0}
    assert low.total.mean == 14.0
