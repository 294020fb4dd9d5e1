"""How much of what could be gained personas leave unused: a finding, and told in the report."""

from __future__ import annotations

from collections import deque

import many
import numpy as np
import pytest
from attrs import evolve

from game.lab.batches.jobs import HERE
from game.lab.batches.plan import Plan, PlanPlayer
from game.lab.pages.agreements import frontier_sentences
from game.lab.standard.findings import findings
from game.lab.standard.measurement import Measurement, SampleSizes, measure
from game.lab.studies.labels import Labels
from game.model.frozen import FrozenMap

GAMES = 40


@pytest.fixture(scope="module")
def measured() -> Measurement:
    sizes = SampleSizes(GAMES, 0, 0, 3)
    scenario = many.rules().scenario
    return measure(scenario, sizes, HERE, lambda _total, _what: deque[int](maxlen=0).append)


def test_the_finding_and_the_report_give_the_mean_of_the_rows(measured: Measurement) -> None:
    seats = FrozenMap({"north": "uniform", "south": "uniform"})
    rows, _ = PlanPlayer(Plan(measured.rules.scenario, seats, GAMES, 3)).keep(0, GAMES)
    found = {each.name: each for each in findings(measured) if each.kind == "frontier"}
    sentences = list(frontier_sentences(Labels(measured.rules.scenario), measured))
    assert len(sentences) == len(found) == 2
    for column, name, sentence in zip(rows.unused_gains.T, found, sentences, strict=True):
        gains = column[column >= 0] / 1000
        assert len(gains) > 5
        mean = f"{100 * gains.mean():.1f} %" if gains.any() else "0 %"
        assert found[name].measured == mean
        half = 1.96 * gains.std(ddof=1) / len(gains) ** 0.5
        ends = f"{100 * (gains.mean() - half):.1f} – {100 * (gains.mean() + half):.1f}"
        assert f"was {mean} on average" in sentence
        assert f"95 %: {ends}; {len(gains)} signings" in sentence
        assert f"{int((gains == 0).sum())} of them lay on the Pareto frontier" in sentence


@pytest.mark.parametrize(("thousandths", "failures"), [(100, ()), (101, ("10.1 %",))])
def test_more_than_a_tenth_unused_misses(
    measured: Measurement, thousandths: int, failures: tuple[str, ...]
) -> None:
    gains = measured.pooled.unused_gains
    pooled = evolve(measured.pooled, unused_gains=np.where(gains >= 0, thousandths, gains))
    found = [each for each in findings(evolve(measured, pooled=pooled)) if each.kind == "frontier"]
    assert [each.failures for each in found] == [failures] * 2


def test_what_is_not_known_is_told(measured: Measurement) -> None:
    gains = measured.pooled.unused_gains.copy()
    signed = [int((column >= 0).sum()) for column in gains.T]
    gains[:, 0] = -1
    first = np.flatnonzero(gains[:, 1] >= 0)[0]
    gains[first, 1] = -1
    unknown = evolve(measured, pooled=evolve(measured.pooled, unused_gains=gains))
    one, other = [each for each in findings(unknown) if each.kind == "frontier"]
    assert (one.measured, one.failures) == ("not known", ())
    assert other.measured.endswith(" (1 not known)")
    sentences = list(frontier_sentences(Labels(measured.rules.scenario), unknown))
    assert len(sentences) == 3
    assert f"signed in {signed[0]} games can't be compared" in sentences[0]
    assert "signed in 1 game can't be compared" in sentences[2]
