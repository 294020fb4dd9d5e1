"""Every figure of the report on a comparison, worked out again from rows of the same games."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import numpy as np
import pytest
from attrs import evolve
from reported import Tables, number, page_of, text_of, words_of

from game.authoring.load import load
from game.cli import main
from game.kernel.rows import Rows
from game.lab.batches.estimates import Estimate
from game.lab.batches.plan import Plan, PlanPlayer
from game.lab.studies.compare import ComparedPlans, compare
from game.lab.studies.figures import Figure
from game.model.frozen import FrozenMap

SHIPPED = Path(__file__).parents[2] / "scenarios"
GAMES = 60
SCENARIO = load(SHIPPED / "nexperia-standoff.yaml")
SEATS = {"hague": "guardian", "beijing": "plant_keeper", "makers": "good_customer"}
FIRST = Plan(SCENARIO, FrozenMap(SEATS), GAMES, 5)
SECOND = evolve(FIRST, seats=FrozenMap({**SEATS, "makers": "way_out"}))


@pytest.fixture(scope="module")
def compared() -> ComparedPlans:
    return compare(FIRST, SECOND)


@pytest.fixture(scope="module")
def rows() -> tuple[Rows, Rows]:
    return PlanPlayer(FIRST).play(0, GAMES), PlanPlayer(SECOND).play(0, GAMES)


def test_every_change_is_that_of_the_same_seeds(
    compared: ComparedPlans, rows: tuple[Rows, Rows]
) -> None:
    page = page_of(compared, "communique compare")
    columns = [
        np.concatenate(
            [
                100 * (each.outcome[:, None] == np.arange(len(SCENARIO.outcomes))),
                each.scores,
                100 * (each.status == 2),
            ],
            axis=1,
        )
        for each in rows
    ]
    table = Tables(page).tables["Differences"]
    assert len(table) == 1 + columns[0].shape[1]
    for i, cells in enumerate(table[1:]):
        for text, column in zip(cells[1:3], columns, strict=True):
            value = text.split(" (")[0]
            assert number(value) == pytest.approx(column[:, i].mean(), abs=0.051)
        apart = columns[1][:, i] - columns[0][:, i]
        value, half = cells[3].split(" ± ")
        assert number(value) == pytest.approx(apart.mean(), abs=0.051)
        assert number(half) == pytest.approx(1.96 * apart.std(ddof=1) / GAMES**0.5, abs=0.051)
        kind, _, name = cells[0].partition(": ")
        name = {"Car makers": "The car industry"}.get(name, name)
        assert f"{name} {cells[3]}" in words_of(page, f"{kind}: change")


def test_findings_say_from_what_to_what(compared: ComparedPlans) -> None:
    sure = evolve(compared, differences=tuple(evolve(d, p=0.0) for d in compared.differences))
    page = page_of(sure)
    scores = [each for each in compared.differences if each.figure.kind == "score"]
    assert page.count('class="finding"') == len(scores) + 2, "one about ends, one about agreements"
    links = set(re.findall(r'href="#(\w+)"', page))
    assert links == {"score", "outcome", "agreed"}
    assert links <= set(re.findall(r'id="(\w+)"', page))
    unsure = evolve(compared, differences=tuple(evolve(d, p=1.0) for d in compared.differences))
    page = page_of(unsure)
    assert "Nothing differs for sure" in page
    assert "These changes may be chance." in page
    still = tuple(evolve(d, change=Estimate(0.0, 0.0, 0.0)) for d in unsure.differences)
    page = page_of(evolve(unsure, differences=still))
    assert "These changes may be chance." not in page
    assert "The same in every game." in page


def test_scores_are_judged_by_their_par(compared: ComparedPlans) -> None:
    score = next(each for each in compared.differences if each.figure.id == "hague")
    par = compared.pars[0]["hague"]
    for first, second, words in (
        (par - 5, par + 2, "5.0 under par, the second 2.0 over par."),
        (par - 5, par + 9, "5.0 under par, the second 9.0 over par."),
    ):
        ends = [Estimate(float(mean), mean - 1.0, mean + 1.0) for mean in (first, second)]
        one = evolve(score, first=ends[0], second=ends[1], p=0.0)
        page = page_of(evolve(compared, differences=(one,)))
        assert words in page
        nearer = "second" if abs(second - par) < abs(first - par) else "first"
        assert f"The {nearer} comes nearer to par" in page


def test_a_headline_claims_no_more_than_is_sure(compared: ComparedPlans) -> None:
    kinds = {"outcome": "Games end differently", "agreed": "Agreements change"}
    for kind, words in kinds.items():
        sure = tuple(evolve(d, p=float(d.figure.kind != kind)) for d in compared.differences)
        page = page_of(evolve(compared, differences=sure))
        assert f"{words}; no score changes for sure" in page


def test_pars_that_differ_are_told(compared: ComparedPlans) -> None:
    pars = FrozenMap({**compared.pars[0], "hague": 99})
    page = page_of(evolve(compared, pars=(compared.pars[0], pars)))
    assert "Pars differ." in page
    assert "Note:" in page  # as a screen reader says the sign
    assert "Accepted" not in page
    assert "and 99 in the second." in page
    assert "Compare scores with their own par." in page


def test_what_only_one_has_is_named_in_the_report_and_in_the_terminal(
    compared: ComparedPlans,
) -> None:
    other = load(SHIPPED / "kuala-lumpur.yaml")
    only = (
        (Figure("outcome", "mass_stops"), Figure("score", "makers")),
        (Figure("outcome", "eu_disowned"), Figure("agreed", "minute")),
    )
    result = evolve(compared, second=evolve(SECOND, scenario=other, seats=FrozenMap()), only=only)
    sentences = (
        "Only the first has the outcome Lines stand still (mass_stops) and the score of the car "
        "industry (makers).",
        "Only the second has the outcome Disowned in Europe (eu_disowned) and agreements at the "
        "joint minute (minute).",
    )
    page, printed = page_of(result), text_of(result)
    assert page.count("Not in both.") == 2
    for sentence in sentences:
        assert sentence in page
        assert f"- {sentence}" in printed
    assert "Not in both." not in page_of(compared)


def test_the_terminal_and_the_page_say_the_same(compared: ComparedPlans) -> None:
    study, printed = compared.panels(), text_of(compared)
    page = unescape(page_of(compared)).replace("\u00a0", " ")
    assert f"Result: {study.headline}" in printed
    assert f"<h1>{study.headline}</h1>" in page
    for finding in study.findings:
        assert f"{finding.text} {finding.advice}" in printed
        assert finding.text in page
        assert finding.advice in page


@pytest.mark.usefixtures("compiled")
def test_the_command_writes_a_run_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["compare", "kuala-lumpur", "--other-set", "bite=8", "-n", "6"]
    out = str(tmp_path / "run")
    assert main([*command, "--out", out]) == 0
    left = {path.name: path.read_bytes() for path in (tmp_path / "run").iterdir()}
    assert sorted(left) == ["manifest.json", "report.html", "results.json"]
    # Where it is played doesn't matter; what is played does.
    assert main([*command, "--jobs", "1", f"--out={out}"]) == 0
    found = {path.name: path.read_bytes() for path in (tmp_path / "run").iterdir()}
    assert {**found, "report.html": b""} == {**left, "report.html": b""}
    capsys.readouterr()
    assert main([*command, "--seed", "9", "--out", out]) == 2
    assert "it holds another run: command; name another folder" in capsys.readouterr().err
