"""How far what is signed lies from the frontier, against all packages counted by hand."""

from __future__ import annotations

from itertools import product
from math import hypot

import many
import numpy as np
import pytest
from attrs import evolve

from game.lab.report.agreements import frontier_sentences
from game.lab.report.told import Told
from game.lab.run.jobs import HERE
from game.lab.run.plan import Plan, PlanPlayer
from game.lab.standard.findings import findings
from game.lab.standard.measurement import Measurement, SampleSizes, measure
from game.lab.standard.signings import Signing, signings
from game.model.frozen import FrozenMap

GAMES = 40
SEATS = FrozenMap({"north": "uniform", "south": "uniform"})
GRAIN = [(0, 5), (3, 3)]
FISH = [(0, 5), (3, 3), (5, 0)]
"""What the options of the pact are worth to north and to south."""


def counted(grain: int, fish: int) -> tuple[tuple[int, int], float, tuple[int, int]]:
    """The worths of a package, its distance from the frontier, and what each could have more."""
    worths = [(g[0] + f[0], g[1] + f[1]) for g, f in product(GRAIN, FISH)]
    point = GRAIN[grain][0] + FISH[fish][0], GRAIN[grain][1] + FISH[fish][1]
    frontier = [
        p for p in worths if not any(q != p and q[0] >= p[0] and q[1] >= p[1] for q in worths)
    ]
    distance = min(hypot(p[0] - point[0], p[1] - point[1]) for p in frontier)
    more = tuple(max(p[i] for p in worths if p[1 - i] >= point[1 - i]) - point[i] for i in range(2))
    return point, distance, (more[0], more[1])


def test_each_signing_is_that_of_the_rows_and_its_distance_that_of_all_packages() -> None:
    rules = many.rules()
    rows = PlanPlayer(Plan(rules.scenario, SEATS, GAMES, 3)).play(0, GAMES)
    signed = 0
    for game in range(GAMES):
        found = {each.table: each for each in signings(rules, SEATS, 3 + game)}
        assert set(found) == {
            table.id for i, table in enumerate(rules.tables) if rows.signed_turn[game, i] >= 0
        }
        if "pact" in found:
            signed += 1
            each, (grain, fish) = found["pact"], rows.options[game, :2].tolist()
            point, distance, forgone = counted(grain, fish)
            assert (each.worths, each.turn) == (point, rows.signed_turn[game, 0])
            assert each.worths == tuple(rows.worths[game, :2])
            assert each.reserves == tuple(rows.reserves[game, :2])
            assert each.distance == pytest.approx(distance)
            assert each.forgone == forgone
    assert signed > 5


def test_the_finding_and_the_report_give_their_mean() -> None:
    measured = _measured()
    own = [each for each in measured.signings if each.table == "pact"]
    assert len(own) > 5
    mean = sum(each.distance for each in own) / len(own)
    found = next(each for each in findings(measured) if each.kind == "frontier")
    assert found.measured == f"{mean:.1f} points"
    assert found.met
    told, rules = Told(measured.rules.scenario), measured.rules
    sentence = next(frontier_sentences(told, rules, measured.signings))
    forgone = sum(max(each.forgone) for each in own) / len(own)
    half = 1.96 * np.std([each.distance for each in own], ddof=1) / len(own) ** 0.5
    assert f"lay {mean:.1f} points" in sentence
    assert f"95 %: {mean - half:.1f} – {mean + half:.1f}".replace("-", "−") in sentence
    assert f"{sum(each.distance == 0 for each in own)} on it" in sentence
    assert f"had {forgone:.1f} points more" in sentence


def test_what_lies_far_from_the_frontier_misses() -> None:
    measured = _measured()
    far = Signing("pact", ("uniform", "uniform"), 1, (0, 0), (0, 0), 6.0, (6, 0))
    found = [
        each
        for signed in ((far,) * 9, (evolve(far, distance=5.0),) * 9)
        for each in findings(evolve(measured, signings=signed))
        if each.kind == "frontier"
    ]
    assert [each.failures for each in found] == [("6.0 points",), ()]


def _measured() -> Measurement:
    sizes = SampleSizes(GAMES, 0, 0, 3, signings=GAMES)
    return measure(many.rules().scenario, sizes, HERE, lambda _total, _what: lambda _done: None)
