"""The payoff matrices in the notes for trainers are those of the scenarios, as they are now, and
show the dilemma that the note tells of.

The matrix of a scenario is headed *points*, that of its variant `short` *points, short*.
"""

import re
from functools import cache

import pytest
from teaching import IDS, Table, italics, plain, tables

from game import load
from game.lab.batches.estimates import mean
from game.lab.batches.jobs import run
from game.lab.batches.plan import Plan
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario

GAMES = 20_000
FEW = 500
HEAD = "points"

Cell = tuple[float, float]
WITH_MATRIX = [
    ":".join((id, *variant))
    for id in IDS
    for what, *variant in (each.head[0].split(", ") for each in tables(id))
    if what == HEAD
]
each = pytest.mark.parametrize("id", WITH_MATRIX)


@cache
def scenario(id: str) -> Scenario:
    """A scenario, or a variant such as `kuala-lumpur:short`."""
    return load(id)


def head(id: str) -> str:
    return ", ".join((HEAD, *id.split(":")[1:]))


def noted(id: str) -> Table:
    (told,) = (each for each in tables(id.split(":")[0]) if each.head[0] == head(id))
    return told


@cache
def played(id: str, persona: str, other: str, games: int = GAMES) -> tuple[Cell, float]:
    """The mean scores of two personas, and the wider half of their 95 % intervals."""
    first, second = scenario(id).sides
    seats = FrozenMap({first: persona, second: other})
    found = [mean(scores) for scores in run(Plan(scenario(id), seats, games, seed=1)).scores]
    return (found[0].value, found[1].value), max(each.high - each.value for each in found)


def pairings(id: str) -> tuple[list[str], list[str]]:
    """The personas of each of two sides."""
    first, second = scenario(id).sides
    return personas(id, first), personas(id, second)


def personas(id: str, side: str) -> list[str]:
    found = scenario(id).personas.items()
    return [key for key, persona in found if side in (persona.sides or (side,))]


def cells(id: str) -> dict[tuple[str, str], Cell]:
    """The mean scores that the note tells, by the ids of who plays."""
    by_name = {persona.name: key for key, persona in scenario(id).personas.items()}
    told = noted(id)
    others = [by_name[name] for head in told.head for name in italics(head)]
    found = {}
    for name, *row in told.rows:
        for other, cell in zip(others, row, strict=False):
            if italics(name):
                first, second = cell.split(", ")
                found[by_name[italics(name)[0]], other] = float(first), float(second)
    return found


@each
def test_a_few_games_of_all_pairings_have_about_the_mean_scores_of_the_matrix(id: str) -> None:
    rows, columns = pairings(id)
    told = cells(id)
    assert set(told) == {(one, other) for one in rows for other in columns}
    for pair, cell in told.items():
        means, interval = played(id, *pair, games=FEW)
        for found, told_mean in zip(means, cell, strict=True):
            assert abs(found - told_mean) < 2 * interval + 0.1, pair


@pytest.mark.slow(reason="20,000 games of every pairing take minutes")
@each
def test_the_mean_scores_of_the_matrix_are_those_of_the_personas(id: str) -> None:
    names = {key: persona.name for key, persona in scenario(id).personas.items()}
    rows, columns = pairings(id)
    right = []
    for one in rows:
        cells = [played(id, one, other)[0] for other in columns]
        average = sum(points for points, _ in cells) / len(cells)
        scores = [f"{points:.1f}, {others:.1f}" for points, others in cells]
        right.append([f"*{names[one]}*", *scores, f"{average:.1f}"])
    averages = [sum(played(id, one, other)[0][1] for one in rows) / len(rows) for other in columns]
    right.append(["mean", *(f"{average:.1f}" for average in averages), ""])
    top = [head(id), *(f"*{names[other]}*" for other in columns), "mean"]
    anew = "\n".join(f"| {' | '.join(row)} |" for row in (top, *right))
    assert [*noted(id).head] == top, f"the table should be\n{anew}"
    assert [[*row] for row in noted(id).rows] == right, f"the table should be\n{anew}"


@pytest.mark.slow(reason="20,000 games of every pairing take minutes")
@each
def test_the_interval_that_the_note_tells_is_that_of_the_widest_cell(id: str) -> None:
    command = f"communique balance {id} -n {GAMES} --experts 0 --lists 0 --forbids 0"
    note = plain(id.split(":")[0])
    assert command in note
    told = re.search(r"95 % intervals of at most ±(\d+\.\d)", note.split(f"| {head(id)} |")[1])
    rows, columns = pairings(id)
    widest = max(played(id, one, other)[1] for one in rows for other in columns)
    assert told is not None
    assert told[1] == f"{widest:.1f}"


@pytest.mark.parametrize("id", ["kuala-lumpur", "kuala-lumpur:short"])
def test_kuala_lumpur_is_a_stag_hunt(id: str) -> None:
    found = cells(id)
    par = {side: sides.par for side, sides in scenario(id).sides.items()}
    firm, alone, both = ("eu_firm", "cn_firm"), ("eu_bridge", "cn_firm"), ("eu_bridge", "cn_bridge")
    assert found[alone][0] < found[firm][0] < par["eu"] < found[both][0]
    assert found["eu_firm", "cn_bridge"][0] < found[both][0]
    alone = ("eu_firm", "cn_bridge")
    assert found[alone][1] < found[firm][1] < par["china"] < found[both][1]
    assert found["eu_bridge", "cn_firm"][1] < found[both][1]


@pytest.mark.parametrize("id", ["countermeasures", "countermeasures:short"])
def test_countermeasures_is_a_game_of_chicken(id: str) -> None:
    found = cells(id)
    par = {side: sides.par for side, sides in scenario(id).sides.items()}
    (firm, _, soft), (cn_firm, _, cn_soft) = pairings(id)
    clash, both = found[firm, cn_firm], found[soft, cn_soft]
    assert clash[0] < found[soft, cn_firm][0] < par["eu"] < both[0] < found[firm, cn_soft][0]
    assert clash[1] < found[firm, cn_soft][1] < par["china"] < both[1] < found[soft, cn_firm][1]


@pytest.mark.parametrize("id", ["ukraine-pressure", "ukraine-pressure:short"])
def test_in_ukraine_pressure_only_europe_would_like_to_match_the_other_side(id: str) -> None:
    found = cells(id)
    par = {side: sides.par for side, sides in scenario(id).sides.items()}
    (firm, asks, reads), (denies, helps, _) = pairings(id)
    clash, both = found[firm, denies], found[asks, helps]
    assert found[asks, denies][0] < clash[0] < par["eu"] < found[firm, helps][0] < both[0]
    assert found[firm, helps][1] < clash[1] < par["china"] < both[1] < found[asks, denies][1]
    assert found[reads, denies][1] < par["china"] < found[reads, helps][1]


@pytest.mark.parametrize(
    ("id", "times"), [("export-control-dialogue", 3), ("export-control-dialogue:short", 1.5)]
)
def test_export_control_dialogue_is_the_negotiators_dilemma(id: str, times: float) -> None:
    found = cells(id)
    par = {side: sides.par for side, sides in scenario(id).sides.items()}
    (hiding, showing, swapping), (cn_hiding, cn_showing, cn_swapping) = pairings(id)
    both, neither = found[showing, cn_showing], found[hiding, cn_hiding]
    exploited, exploiting = found[showing, cn_hiding], found[hiding, cn_showing]
    assert exploited[0] < neither[0] < par["eu"] < both[0] < exploiting[0]
    assert exploiting[1] < neither[1] < par["china"] < both[1] < exploited[1]
    assert both[0] - neither[0] > times * (exploiting[0] - both[0])
    assert both[1] - neither[1] > times * (exploited[1] - both[1])
    assert found[swapping, cn_hiding][0] > max(neither[0], exploited[0])
    assert found[hiding, cn_swapping][1] > max(neither[1], exploiting[1])
