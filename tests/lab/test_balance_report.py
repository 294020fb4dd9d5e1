"""Every figure of the report on balance, worked out again from rows of the same games."""

from __future__ import annotations

import re
from collections import deque
from html import unescape
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from attrs import evolve
from reported import Tables, number, words_of

from game.authoring.load import load
from game.kernel.rows import Rows
from game.lab.batches.jobs import HERE
from game.lab.batches.plan import Plan, PlanPlayer
from game.lab.pages.balance_findings import MOST_PAR, fitting_pars, par_text
from game.lab.pages.balance_page import balance_report
from game.lab.pages.verdict import verdict
from game.lab.standard.findings import accepted, findings
from game.lab.standard.measurement import Measurement, SampleSizes, measure
from game.lab.standard.payoffs import Payoffs
from game.lab.standard.standard import Criterion, assess
from game.lab.studies.labels import Labels
from game.model.balance import Balance
from game.model.frozen import FrozenMap
from game.rules.compiled import Rules

SIZES = SampleSizes(games=40, experts=0, without_action=0, seed=3)
SHIPPED = Path(__file__).parents[2] / "scenarios"
IDS = ("kuala-lumpur", "nexperia-standoff")


@pytest.fixture(scope="module", params=IDS)
def measured(request: pytest.FixtureRequest) -> Measurement:
    scenario = load(SHIPPED / f"{request.param}.yaml")
    return measure(scenario, SIZES, HERE, lambda _total, _what: deque[int](maxlen=0).append)


@pytest.fixture(scope="module")
def page(measured: Measurement) -> str:
    return balance_report(measured, criteria(measured), command="communique balance")


def criteria(measurement: Measurement) -> list[Criterion]:
    return [*assess(measurement, []), *findings(measurement)]


@pytest.fixture(scope="module")
def rows(measured: Measurement) -> dict[tuple[str, ...], Rows]:
    """By who plays, the rows of the same games."""
    scenario = measured.rules.scenario
    bots = [
        [id for id, each in scenario.personas.items() if side in each.sides]
        for side in scenario.sides
    ]
    return {each: played(measured.rules, each) for each in product(*bots)}


def played(rules: Rules, bots: tuple[str, ...]) -> Rows:
    seats = FrozenMap(zip(rules.sides, bots, strict=True))
    return PlanPlayer(Plan(rules.scenario, seats, SIZES.games, SIZES.seed)).play(0, SIZES.games)


def column(rows: dict[tuple[str, ...], Rows], name: str) -> np.ndarray:
    return np.concatenate([getattr(each, name) for each in rows.values()])


def test_ends_and_their_intervals(
    measured: Measurement, page: str, rows: dict[tuple[str, ...], Rows]
) -> None:
    outcome = column(rows, "outcome")
    table = Tables(page).tables["How the games end"][-len(measured.rules.outcomes) :]
    chart = words_of(page, "How the games end")
    for i, (cells, each) in enumerate(zip(table, measured.rules.outcomes, strict=True)):
        n, share = len(outcome), float((outcome == i).mean())
        assert (cells[1], number(cells[2])) == (each.id, (outcome == i).sum())
        assert number(cells[3]) == pytest.approx(100 * share, abs=0.051)
        half = 1.96 * (share * (1 - share) / n + 1.96**2 / (4 * n * n)) ** 0.5
        middle = share + 1.96**2 / (2 * n)
        ends = [(middle + sign * half) / (1 + 1.96**2 / n) * 100 for sign in (-1, 1)]
        assert [number(end) for end in cells[4].split(" – ")] == pytest.approx(ends, abs=0.051)
        assert f"{cells[0]} {cells[3]} ({cells[4]})." in chart


def test_scores_and_their_histograms(
    measured: Measurement, page: str, rows: dict[tuple[str, ...], Rows]
) -> None:
    scores, rules = column(rows, "scores"), measured.rules
    table = Tables(page).tables["Scores"][-len(rules.sides) :]
    pictures = re.findall(r"<title>Scores of [^<]*</title><desc>(.*?)</desc>", page)[::2]
    pars = [side.par for side in rules.scenario.sides.values()]
    over = scores - np.array(pars)
    best = over == over.max(axis=1, keepdims=True)
    for i, (cells, picture) in enumerate(zip(table, pictures, strict=True)):
        own = scores[:, i]
        assert number(cells[1]) == pars[i]
        assert number(cells[2]) == pytest.approx(own.mean(), abs=0.051)
        half = 1.96 * own.std(ddof=1) / len(own) ** 0.5
        ends = [own.mean() - half, own.mean() + half]
        assert [number(end) for end in cells[3].split(" – ")] == pytest.approx(ends, abs=0.051)
        ordered = np.sort(own)
        quantiles = [ordered[-(-len(own) * p // 100) - 1] for p in (5, 25, 50, 75, 95)]
        assert [number(cell) for cell in cells[4:9]] == quantiles
        alone = (best[:, i] & (best.sum(axis=1) == 1)).mean()
        assert number(cells[9]) == pytest.approx(100 * alone, abs=0.051)
        words = unescape(picture).replace("\u00a0", " ").replace("−", "-")
        for low, high, share in re.findall(r"(-?\d+)(?:–(-?\d+))?: ([\d.]+) %", words):
            inside = (own >= int(low)) & (own <= int(high or low))
            assert float(share) == pytest.approx(100 * inside.mean(), abs=0.051)
        assert f"middle half {quantiles[1]} to {quantiles[3]}" in words


def test_lines_of_the_score(
    measured: Measurement, page: str, rows: dict[tuple[str, ...], Rows]
) -> None:
    lines, rules = column(rows, "lines"), measured.rules
    labels = [line.label for side in rules.scenario.sides.values() for line in side.score]
    table = Tables(page).tables["Lines of the score"][1:]
    assert [cells[1] for cells in table] == labels
    for cells, points in zip(table, lines.T, strict=True):
        assert number(cells[2]) == pytest.approx(points.mean(), abs=0.051)
        assert number(cells[3]) == pytest.approx(points.std(ddof=1), abs=0.051)
        assert number(cells[4].lstrip("<>")) == pytest.approx(100 * (points == 0).mean(), abs=0.1)
    # What the bars show of a side adds up to its mean score.
    table = Tables(page).tables["Which lines make the score"]
    shown = [cells for cells in table if len(cells) == 4]
    total = sum(number(cells[2]) for cells in shown if cells[2] != "points")
    assert total == pytest.approx(column(rows, "scores").sum(axis=1).mean(), abs=0.05 * len(shown))


def test_the_matrix(measured: Measurement, page: str, rows: dict[tuple[str, ...], Rows]) -> None:
    sides = len(measured.rules.sides)
    means = {bots: each.scores.mean(axis=0) for bots, each in rows.items()}
    cells = re.findall(r'<td class="(?:|struck|left)" title="[^"]*">(<span.*?)</td>', page)
    cells += re.findall(r'<td title="[^"]*">(<span.*?)</td>', page)
    drawn = [
        [number(re.sub("<.*?>", "", figure)) for figure in cell.split(" / ")] for cell in cells
    ]
    assert sorted(drawn) == [
        pytest.approx(each, abs=0.051)
        for each in sorted([round(x, 1) for x in mean.tolist()] for mean in means.values())
    ]
    bots_of = {tuple(round(x, 1) for x in mean.tolist()): bots for bots, mean in means.items()}
    for cell, figures in zip(cells, drawn, strict=True):
        bots = bots_of[tuple(figures)]
        others = [
            [means[*bots[:i], each, *bots[i + 1 :]][i] for each in {whole[i] for whole in means}]
            for i in range(sides)
        ]
        best = [means[bots][i] == max(scores) for i, scores in enumerate(others)]
        assert ["<b>" in figure for figure in cell.split(" / ")] == best


def test_who_is_over_par(
    measured: Measurement, page: str, rows: dict[tuple[str, ...], Rows]
) -> None:
    table = Tables(page).tables["Over par"][1:]
    scores = column(rows, "scores")
    for i, side in enumerate(measured.rules.scenario.sides.values()):
        chance, personas = table[2 * i : 2 * i + 2]
        assert (chance[1], personas[1]) == ("Chance", "Personas")
        assert number(personas[3]) == pytest.approx(
            100 * (scores[:, i] > side.par).mean(), abs=0.051
        )
        assert number(personas[5]) == pytest.approx(scores[:, i].mean(), abs=0.051)
        assert number(chance[2]) == SIZES.games


def test_what_is_agreed_and_done(
    measured: Measurement, page: str, rows: dict[tuple[str, ...], Rows]
) -> None:
    tables, rules = Tables(page).tables, measured.rules
    signed = column(rows, "signed_turn") >= 0
    for i, cells in enumerate(tables["Agreements"][1:]):
        assert number(cells[3]) == pytest.approx(100 * signed[:, i].mean(), abs=0.051)
        standing = column(rows, "status")[:, i] == 2
        assert number(cells[4]) == pytest.approx(100 * standing.mean(), abs=0.051)
    legal, taken = column(rows, "legal"), column(rows, "taken")
    for slot, cells in enumerate(tables["Actions"][1:]):
        assert cells[1].endswith(f"({rules.slots[slot].action})")
        assert number(cells[2].lstrip("<")) == pytest.approx(legal[:, slot].mean(), abs=0.0051)
        if legal[:, slot].sum():
            chosen = taken[:, slot].sum() / legal[:, slot].sum()
            assert number(cells[3].lstrip("<>")) == pytest.approx(100 * chosen, abs=0.1)
            games = (taken[:, slot] > 0).sum() / (legal[:, slot] > 0).sum()
            assert number(cells[4].lstrip("<>")) == pytest.approx(100 * games, abs=0.1)
    fired = column(rows, "fired") > 0
    for i, cells in enumerate(tables["Injects"][1:]):
        assert number(cells[2].lstrip("<>")) == pytest.approx(100 * fired[:, i].mean(), abs=0.1)


def test_every_finding_has_something_to_do_and_leads_to_its_chart(page: str) -> None:
    found = re.findall(r'<div class="finding">(.*?)</div></div>', page, re.DOTALL)
    assert found
    assert all('class="act"' in each for each in found)
    links = set(re.findall(r'href="#(\w+)"', page))
    assert links
    assert links <= set(re.findall(r'id="(\w+)"', page))


def test_a_par_that_is_advised_meets_what_is_asked(
    measured: Measurement, rows: dict[tuple[str, ...], Rows]
) -> None:
    scores = column(rows, "scores")
    for i in range(len(measured.rules.sides)):
        pars = fitting_pars(scores[:, i].tolist(), 0.4, 0.6)
        assert pars is not None
        shares = [(scores[:, i] > par).mean() for par in (pars[0] - 1, *pars, pars[1] + 1)]
        assert [0.4 <= share <= 0.6 for share in shares] == [False, True, True, False]
    assert fitting_pars([1, 1, 1, 1], 0.4, 0.6) is None
    assert fitting_pars([1, 2, 3, 4], 0.0, 0.25) == (3, MOST_PAR)
    assert [par_text(-3, MOST_PAR), par_text(2, 2), par_text(2, 5)] == ["−3 or more", "2", "2 to 5"]


def test_the_verdict_says_what_is_held(measured: Measurement) -> None:
    held = [evolve(each, failures=()) for each in criteria(measured)]
    page = balance_report(measured, held)
    assert "Even between the sides, and every style has its chance" in page
    assert page.count("Good:") == 4
    assert "Warning:" not in page
    uneven = [evolve(each, failures=("x",) if each.kind == "ahead" else ()) for each in held]
    assert "comes out ahead" in balance_report(measured, uneven)
    pays = [evolve(each, failures=("x",) if each.kind == "persona_pays" else ()) for each in held]
    assert "but not every style pays" in balance_report(measured, pays)
    ends = [evolve(each, failures=("x",) if each.kind == "outcomes" else ()) for each in held]
    assert "but the ends come unevenly" in balance_report(measured, ends)


def test_what_is_accepted_is_told_with_its_reason(measured: Measurement) -> None:
    missed = [evolve(each, failures=("x 90 %",)) for each in criteria(measured)]
    author = Balance(accepted=FrozenMap({each.kind: "It is meant so." for each in missed}))
    page = balance_report(measured, accepted(missed, author))
    assert "Accepted by the author: It is meant so." in page
    assert "Warning:" not in page


def test_one_style_beats_all_others_only_where_it_does_so_against_everybody(
    measured: Measurement,
) -> None:
    payoffs = Payoffs.of(measured)
    gone, left = payoffs.dominated()
    whole = all(each.always for each in gone) and {len(bots) for bots in left} == {1}
    reasons = verdict(Labels(measured.rules.scenario), measured, payoffs, criteria(measured))[1]
    assert (reasons[1].title == "One style beats all others") == (bool(gone) and whole)
    if not whole and gone:
        assert "Dominated, one after the other" in reasons[1].text


def test_what_may_be_luck_is_said_with_perhaps(measured: Measurement) -> None:
    held = [evolve(each, failures=()) for each in criteria(measured)]
    first = held[0]
    for failures, title in (
        (("x 50 % (may be luck)",), "Perhaps: the ends come unevenly."),
        (("x 50 % (may be luck)", "y 60 %"), "The ends come unevenly."),
    ):
        page = balance_report(measured, [evolve(first, failures=failures), *held[1:]])
        assert f"<strong>{title}</strong>" in page
    (side, skill), *_ = measured.skill.items()
    poor = next(each for each in held if (each.kind, each.side) == ("personas", side))
    unsure = evolve(poor, failures=("+1.0 ± 2.0 points",))
    for high, title in ((3.0, "Perhaps: a purpose does"), (-0.5, "A purpose does")):
        lead = evolve(skill.personas, value=-1.0, low=-4.0, high=high)
        shown = evolve(
            measured, skill=FrozenMap({**measured.skill, side: evolve(skill, personas=lead)})
        )
        assert f"<strong>{title}" in balance_report(shown, [*held, unsure])
