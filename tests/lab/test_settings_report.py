"""What numbers move, in the reports on sensitivity and on balance, worked out again from rows."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import numpy as np
import pytest
from attrs import evolve
from reported import Tables, number, page_of, words_of

from game.authoring.load import load
from game.cli import main
from game.kernel.rows import Rows
from game.lab.batches.estimates import Estimate
from game.lab.batches.plan import Plan, PlanPlayer
from game.lab.studies.figures import Figure
from game.lab.studies.indices import SobolIndex
from game.lab.studies.labels import Labels
from game.lab.studies.sensitivity import Sensitivity, sensitivity
from game.lab.studies.settings import Swing, moves, setting_findings
from game.lab.studies.varied import Varied
from game.model.frozen import FrozenMap

SHIPPED = Path(__file__).parents[2] / "scenarios"
SCENARIO = load(SHIPPED / "kuala-lumpur.yaml")
GAMES = 40
SEATED = [
    FrozenMap({"eu": "eu_bridge", "china": "cn_bridge"}),
    FrozenMap({"eu": "eu_firm", "china": "cn_bridge"}),
]
VARIED = (Varied("bite", (0, 8), 4, "Days without chips"), Varied("suspension", (0, 20), 6, ""))


@pytest.fixture(scope="module")
def studies() -> list[Sensitivity]:
    return [sensitivity(Plan(SCENARIO, seats, GAMES, 7), VARIED) for seats in SEATED]


def swings(studies: list[Sensitivity]) -> list[Swing]:
    return [swing for study in studies for swing in study.swings]


def played(seats: FrozenMap[str, str], *numbers: tuple[str, int]) -> Rows:
    return PlanPlayer(Plan(SCENARIO, seats, GAMES, 7, numbers=numbers)).play(0, GAMES)


def test_the_swings_of_several_pairings_are_averaged(studies: list[Sensitivity]) -> None:
    found = {move.varied.path: move for move in moves(Labels(SCENARIO), VARIED, swings(studies))}
    for varied in VARIED:
        ends = [
            [played(seats, (varied.path, end)).scores for end in varied.values] for seats in SEATED
        ]
        base = [played(seats).scores for seats in SEATED]
        move = found[varied.path]
        for side in range(2):
            least = np.mean([(e[0] - b)[:, side].mean() for e, b in zip(ends, base, strict=True)])
            most = np.mean([(e[1] - b)[:, side].mean() for e, b in zip(ends, base, strict=True)])
            assert move.at_least[side].value == pytest.approx(least)
            assert move.at_most[side].value == pytest.approx(most)
            apart = [(e[1] - e[0])[:, side] for e in ends]
            assert move.change[side].value == pytest.approx(np.mean([a.mean() for a in apart]))
            halves = [1.96 * a.std(ddof=1) / GAMES**0.5 for a in apart]
            half = (halves[0] ** 2 + halves[1] ** 2) ** 0.5 / 2
            assert move.change[side].high - move.change[side].value == pytest.approx(half)


def test_the_largest_comes_first_and_idle_ones_are_named(studies: list[Sensitivity]) -> None:
    labels = Labels(SCENARIO)
    found = moves(labels, VARIED, swings(studies))
    assert [move.reach for move in found] == sorted((m.reach for m in found), reverse=True)
    nothing = Estimate(0.1, -0.2, 0.4)
    idle = evolve(found[1], change=(nothing, nothing))
    assert not idle.is_sure
    rows = setting_findings(labels, [evolve(found[0], change=(Estimate(3.0, 2.0, 4.0),) * 2), idle])
    assert [row.judgement for row in rows] == ["warning", "good"]
    assert "moves no score" in rows[0].text
    assert rows[0].text.startswith("“Days without chips” (bite) moves no score")
    assert rows[1].text.startswith(f"{found[0].varied.named} moves most")
    # What matters between its least and its most isn't idle.
    assert not [r for r in setting_findings(labels, [idle], ["bite"]) if r.judgement == "warning"]
    assert "EU +3.0 ± 1.0 and China +3.0 ± 1.0 points" in rows[1].text
    assert [r.judgement for r in setting_findings(labels, [idle])] == ["warning"]


def test_the_report_on_sensitivity_gives_every_swing(studies: list[Sensitivity]) -> None:
    study = studies[0]
    page = page_of(study, "communique sensitivity")
    base = played(SEATED[0]).scores
    tables = Tables(page).tables
    for side, name in enumerate(("the European Union", "China")):
        now = f"The score of {name}, {base[:, side].mean():.1f} ("
        (title,) = [each for each in tables if each.startswith(now) and each.endswith(" as it is")]
        for cells in tables[title][1:]:
            varied = next(each for each in VARIED if each.path == cells[0])
            least, most = (
                played(SEATED[0], (varied.path, end)).scores[:, side] for end in varied.values
            )
            assert cells[1:3] == [*map(str, varied.values)]
            shown = [number(text.split(" ± ")[0]) for text in cells[3:6]]
            expected = [
                (least - base[:, side]).mean(),
                (most - base[:, side]).mean(),
                (most - least).mean(),
            ]
            assert shown == pytest.approx(expected, abs=0.051)
            row = words_of(page, "What the settings move").split(varied.name or "suspension")[1]
            swing = row.split(("EU", "China")[side])[1]
            drawn = re.findall(r"at its (?:least|most) ([+−±]\d+(?:\.\d+)?)", swing)[:2]
            assert [number(text) for text in drawn] == pytest.approx(expected[:2], abs=0.0051)
    own = [rows for title, rows in tables.items() if title.endswith(" as it is")]
    assert [len(rows) for rows in own] == [1 + len(VARIED)] * len(study.figures)


def test_sobol_indices_are_drawn_by_side(studies: list[Sensitivity]) -> None:
    index = SobolIndex(
        "bite", Figure("score", "eu"), Estimate(0.625, 0.5, 0.75), Estimate(0.7, 0.6, 0.8)
    )
    page = page_of(evolve(studies[0], indices=(index,), samples=64))
    assert "64 base samples" in unescape(page)
    words = words_of(page, "Sobol indices: The European Union")
    assert words == "Days without chips 62.5 % (total 70.0 %)."
    (cells,) = Tables(page).tables["Variance of the score of the European Union"][1:]
    assert cells[1:] == ["62.5 %", "50.0 – 75.0", "70.0 %", "60.0 – 80.0"]


@pytest.mark.usefixtures("compiled")
def test_the_commands_write_what_settings_move(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "sensitivity.html"
    command = ["sensitivity", "kuala-lumpur", "-n", "6", "--vary", "bite=0..8"]
    assert main([*command, "--report", str(report)]) == 0
    assert "1 number, each alone at its least and its most, 6 games each" in unescape(
        report.read_text(encoding="utf-8")
    )
    balance = ["balance", "kuala-lumpur", "-n", "6", "--experts", "0", "--forbids", "0"]
    for settings, drawn in (("3", True), ("0", False)):
        assert main([*balance, "--settings", settings, "--report", str(report)]) == 0
        page = unescape(report.read_text(encoding="utf-8"))
        assert ("What the settings move" in page) == drawn
        assert ("each setting by itself, 27 games a bar" in page) == drawn
    capsys.readouterr()
