"""Every figure of the report on many games, worked out again from their rows."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from attrs import evolve
from reported import Tables, number

from game.authoring.load import load
from game.kernel.rows import Rows
from game.lab.batches.plan import Plan, PlanPlayer
from game.lab.batches.tally import tally
from game.lab.pages.lines import LineSums
from game.lab.pages.simulate_page import simulate_report
from game.model.frozen import FrozenMap
from game.rules.compiled import Rules

SHIPPED = Path(__file__).parents[2] / "scenarios"
GAMES = 60
Played = tuple[Rules, Rows, str]


@pytest.fixture(scope="module", params=["kuala-lumpur", "nexperia-standoff"])
def played(request: pytest.FixtureRequest) -> Played:
    scenario = load(SHIPPED / f"{request.param}.yaml")
    seats = dict.fromkeys(scenario.sides, "uniform")
    player = PlanPlayer(Plan(scenario, FrozenMap(seats), GAMES, 3))
    rows = player.play(0, GAMES)
    lines = LineSums.of(rows.lines[:25]) + LineSums.of(rows.lines[25:])
    page = simulate_report(player.rules, tally(player.rules, rows), seats, lines, "simulate")
    return player.rules, rows, page


def test_ends_scores_and_lines(played: Played) -> None:
    rules, rows, page = played
    tables = Tables(page).tables
    for i, cells in enumerate(tables["How the games end"][-len(rules.outcomes) :]):
        assert number(cells[2]) == (rows.outcome == i).sum()
        assert number(cells[3]) == pytest.approx(100 * (rows.outcome == i).mean(), abs=0.051)
    for i, cells in enumerate(tables["Scores"][-len(rules.sides) :]):
        assert number(cells[2]) == pytest.approx(rows.scores[:, i].mean(), abs=0.051)
    for points, cells in zip(rows.lines.T, tables["Lines of the score"][1:], strict=True):
        assert number(cells[2]) == pytest.approx(points.mean(), abs=0.051)
        assert number(cells[3]) == pytest.approx(points.std(ddof=1), abs=0.051)
    text = unescape(page).replace("\u00a0", " ")
    assert f"A game lasts {rows.turns.mean():.1f} turns on average" in text
    assert f"takes {rows.decisions.mean():.1f} decisions" in text


def test_actions_injects_and_agreements(played: Played) -> None:
    _, rows, page = played
    tables = Tables(page).tables
    for slot, cells in enumerate(tables["Actions"][1:]):
        taken, legal = rows.taken[:, slot], rows.legal[:, slot]
        assert number(cells[2].lstrip("<")) == pytest.approx(legal.mean(), abs=0.0051)
        assert number(cells[3].lstrip("<")) == pytest.approx(taken.mean(), abs=0.0051)
        assert number(cells[5]) == pytest.approx(100 * (taken > 0).mean(), abs=0.051)
        if legal.sum():
            assert number(cells[4]) == pytest.approx(100 * taken.sum() / legal.sum(), abs=0.051)
    for i, cells in enumerate(tables["Injects"][1:]):
        assert number(cells[1].lstrip("<")) == pytest.approx(rows.fired[:, i].mean(), abs=0.0051)
        assert number(cells[2]) == pytest.approx(100 * (rows.fired[:, i] > 0).mean(), abs=0.051)
    (cells,) = tables["Agreements"][1:]
    assert number(cells[3]) == pytest.approx(100 * (rows.signed_turn[:, 0] >= 0).mean(), abs=0.051)
    assert number(cells[4]) == pytest.approx(100 * (rows.status[:, 0] == 2).mean(), abs=0.051)
    signed = rows.options[rows.signed_turn[:, 0] >= 0]
    shares = tables[next(name for name in tables if name.endswith(": signed"))]
    for column, (_, text) in zip(signed.T, shares, strict=True):
        found = [float(each) for each in re.findall(r"([\d.]+) %", text)]
        for option, each in enumerate(found):
            assert each == pytest.approx(100 * (column == option).mean(), abs=0.1)


def test_what_is_done_is_drawn_most_first(played: Played) -> None:
    rules, rows, page = played
    drawn = [cells for cells in Tables(page).tables["What is done"] if len(cells) == 4]
    shares = [number(cells[2]) for cells in drawn if cells[2] != "games"]
    own = [i for i, slot in enumerate(rules.slots) if slot.side == 0]
    expected = sorted((100 * (rows.taken[:, own] > 0).mean(axis=0)).tolist(), reverse=True)[:12]
    assert shares[: len(expected)] == pytest.approx(expected, abs=0.051)


def test_findings_lead_somewhere_and_say_what_to_do(played: Played) -> None:
    rules, rows, page = played
    links = set(re.findall(r'href="#(\w+)"', page))
    assert links <= set(re.findall(r'id="(\w+)"', page))
    found = tally(rules, evolve(rows, taken=rows.taken * 0, outcome=rows.outcome * 0))
    seats = dict.fromkeys(rules.sides, "uniform")
    page = simulate_report(rules, found, seats)
    assert "were legal, but never taken" in page
    listed = unescape(" ".join(re.findall(r"never taken: ([^<]*)", page)))
    for slot, legal in zip(rules.slots, rows.legal.sum(axis=0), strict=True):
        if legal:
            assert rules.scenario.actions[slot.action].name in listed, "things have their names"
            assert f"{slot.action}," not in listed
    assert "Always the same" in page
    assert "Every game ends in" in page
    assert page.count('class="finding"') == page.count('class="act"')
    assert "Which lines make the score" not in page
