"""The report on a search gives the figures of its trials, and says what is missed."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from attrs import evolve
from reported import Tables, number, page_of, words_of

from game.authoring.load import load
from game.lab.batches.estimates import Estimate
from game.lab.batches.plan import Plan, PlanPlayer
from game.lab.studies.aims import Aim
from game.lab.studies.tune import Trial, Tuning
from game.lab.studies.varied import Varied
from game.model.frozen import FrozenMap

SHIPPED = Path(__file__).parents[2] / "scenarios"
SCENARIO = load(SHIPPED / "kuala-lumpur.yaml")
SEATS = FrozenMap({"eu": "eu_bridge", "china": "cn_bridge"})
GAMES = 40
VARIED = (Varied("bite", (0, 8), 4, "Days without chips"),)
AIMS = (
    Aim("score", "eu", 80, 110, GAMES, (SEATS,), "expect[0]"),
    Aim("agreed", "minute", 90, 95, GAMES, (SEATS,), "--aim"),
)


def trial(bite: int, seed: int = 7) -> Trial:
    """A trial that is played and measured here, and not by the study."""
    plan = Plan(SCENARIO, SEATS, GAMES, seed, numbers=(("bite", bite),))
    rows = PlanPlayer(plan).play(0, GAMES)
    score, agreed = rows.scores[:, 0].mean(), 100 * (rows.status[:, 0] == 2).mean()
    figures = (Estimate(score, score - 1, score + 1), Estimate(agreed, agreed - 5, agreed + 5))
    misses = tuple(a.miss(each.value) for a, each in zip(AIMS, figures, strict=True))
    return Trial((("bite", bite),), figures, misses, abs(bite - 4) / 8)


@pytest.fixture(scope="module")
def result() -> Tuning:
    before, best = trial(4), trial(8)
    without = evolve(trial(4, 90), misses=(0.0, 20.0))
    plan, trials = Plan(SCENARIO, SEATS, GAMES, 7), (before, best)
    return Tuning(plan, VARIED, AIMS, before, trials, best, trial(8, 90), without)


def test_every_figure_is_that_of_its_trial(result: Tuning) -> None:
    assert result.checked is not None
    page = page_of(result, "communique tune")
    tables = Tables(page).tables
    for i, cells in enumerate(tables["Aims"][1:]):
        for text, shown in zip(
            (cells[2], cells[3], cells[5]),
            (result.before, result.best, result.checked),
            strict=True,
        ):
            value = shown.figures[i].value
            assert number(text.removesuffix(" (missed)")) == pytest.approx(value, abs=0.051)
            assert text.endswith("(missed)") == bool(shown.misses[i])
    assert tables["The numbers"][1][2:] == ["0", "8", "4", "8"]
    words = words_of(page, "Scores")
    assert f"then {result.best.figures[0].value:.1f} (aim 80 to 110" in words
    assert "bite:\n    value: 8" in page
    # Aims are drawn whole, also beyond the figures.
    assert "aim 80–110)" in words
    assert "aim 90–95)" in words_of(page, "Shares of games")


def test_what_is_missed_is_a_finding_and_what_is_reached_is_named(result: Tuning) -> None:
    page = unescape(page_of(result)).replace("\u00a0", " ")
    assert "1 of 2 aims is missed" in page
    assert "Agreement: The joint minute." in page
    assert re.search(r"Reached\.</strong></a> Score: The European Union\.", page)
    links = set(re.findall(r'href="#(\w+)"', page))
    anchors = re.findall(r' id="(\w+)"', page)
    assert links <= set(anchors)
    assert len(anchors) == len(set(anchors))


def test_aims_that_only_just_are_reached_are_told(result: Tuning) -> None:
    reached = evolve(result.best, misses=(0.0, 0.0))
    just = evolve(result, best=reached, checked=evolve(reached, misses=(0.0, 3.0)))
    assert "All aims are reached, but only just" in page_of(just)
    assert "it lies at the edge of its range" in page_of(just)
    held = evolve(result, best=reached, checked=reached)
    assert "All aims are reached with other numbers" in page_of(held)
    as_it_is = evolve(held, before=reached)
    assert "All aims are reached without a change" in page_of(as_it_is)
    assert "Leave the numbers as they are." in page_of(as_it_is)


def test_an_interrupted_search_says_so(result: Tuning) -> None:
    assert "Not checked." in page_of(evolve(result, checked=None))
