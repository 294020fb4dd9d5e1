"""Every figure of the report on a tournament: those of its result, and means of the rows."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from attrs import evolve
from reported import Tables, number, page_of, words_of

from game.authoring.load import load
from game.cli import main
from game.lab.batches.estimates import Estimate
from game.lab.batches.plan import Plan, PlanPlayer
from game.lab.studies.tournament import Tournament, tournament
from game.model.frozen import FrozenMap

SHIPPED = Path(__file__).parents[2] / "scenarios"
SCENARIO = load(SHIPPED / "nexperia-standoff.yaml")
GAMES = 30
BOTS = {
    "hague": ["guardian", "uniform"],
    "beijing": ["plant_keeper", "title_holder"],
    "makers": ["good_customer", "uniform"],
}
PLAN = Plan(SCENARIO, FrozenMap(dict.fromkeys(SCENARIO.sides, "uniform")), GAMES, 5)


@pytest.fixture(scope="module")
def result() -> Tournament:
    return tournament(PLAN, BOTS)


@pytest.fixture(scope="module")
def page(result: Tournament) -> str:
    return page_of(result, "communique tournament")


def means() -> dict[tuple[str, ...], list[float]]:
    return {
        bots: PlanPlayer(evolve(PLAN, seats=FrozenMap(zip(BOTS, bots, strict=True))))
        .play(0, GAMES)
        .scores.mean(axis=0)
        .tolist()
        for bots in product(*BOTS.values())
    }


def test_all_pairings_are_drawn_with_the_best_underlined(page: str) -> None:
    expected = means()
    cells = re.findall(r'<td title="[^"]*">(<span.*?)</td>', page)
    assert len(cells) == len(expected)
    # Matrices stand one below the other, by the bots of the third side.
    order = [(a, b, c) for c in BOTS["makers"] for a in BOTS["hague"] for b in BOTS["beijing"]]
    for bots, cell in zip(order, cells, strict=True):
        figures = cell.split(" / ")
        shown = [number(re.sub("<.*?>", "", each)) for each in figures]
        assert shown == pytest.approx(expected[bots], abs=0.051)
        for side, figure in enumerate(figures):
            others = [
                mean[side]
                for each, mean in expected.items()
                if all(i == side or bot == bots[i] for i, bot in enumerate(each))
            ]
            assert ("<b>" in figure) == (expected[bots][side] == max(others))


def test_effects_are_those_of_the_result(result: Tournament, page: str) -> None:
    tables = Tables(page).tables
    table = [row for title in tables if title.startswith("Bots of ") for row in tables[title][1:]]
    for cells, each in zip(table, result.ratings, strict=True):
        assert cells[0] == each.bot
        pairs = zip(cells[2::2], cells[3::2], strict=True)
        for (cell, ends), estimate in zip(pairs, (each.effect, each.on_others), strict=True):
            assert number(cell) == pytest.approx(estimate.value, abs=0.051)
            low, high = map(number, ends.split(" – "))
            assert (low, high) == pytest.approx((estimate.low, estimate.high), abs=0.051)
    own = words_of(page, "What a bot adds to its own score")
    for each in result.ratings:  # an interval of a bootstrap has no ±
        assert f"{each.effect.low:z.1f} – {each.effect.high:z.1f}".replace("-", "−") in own
    assert "±" not in own


def test_who_falls_behind_is_named_and_how_well_effects_add_up(result: Tournament) -> None:
    one, *others = result.ratings
    behind = evolve(one, effect=Estimate(-3.0, -4.0, -2.0))
    ahead = [evolve(each, effect=Estimate(0.5, -1.0, 2.0)) for each in others]
    page = page_of(evolve(result, ratings=(behind, *ahead), explained=0.4))
    assert page.count("A bot falls behind.") == 1
    assert "scores −3.0 (−4.0\u00a0–\u00a0−2.0) points" in page
    assert "It depends on who sits opposite." in page
    assert "Effects add up." in page_of(evolve(result, explained=0.95))


@pytest.mark.usefixtures("compiled")
def test_who_does_best_is_told_only_as_far_as_it_is_sure(result: Tournament) -> None:
    one = result.ratings[0]
    names = ("guardian", "mender", "plant_keeper", "title_holder")
    for count in (1, 2, 4):
        # So many reach as high as the first; a last one is far behind.
        high = tuple(
            evolve(one, bot=name, group=0, effect=Estimate(9.0 - i, 5.0 - i, 13.0 - i))
            for i, name in enumerate(names[:count])
        )
        low = evolve(one, bot="uniform", group=0, effect=Estimate(-9.0, -9.5, -8.5))
        page = page_of(evolve(result, ratings=(*high, low)))
        headline = {
            1: "The guardian of the vault does best",
            2: "The guardian of the vault and the mender do best",
            4: "No bot is clearly the best",
        }[count]
        assert f"<h1>{headline}</h1>" in page
        assert "Last: chance" in page or "Last: Chance" in page


def test_the_command_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "tournament.html"
    command = ["tournament", "kuala-lumpur", "-n", "4", "--bots", "eu_firm", "uniform"]
    assert main([*command, "--report", str(report)]) == 0
    assert "4 pairings" not in capsys.readouterr().err
    assert "2 pairings, 4 games each, the same seeds" in report.read_text(encoding="utf-8")
