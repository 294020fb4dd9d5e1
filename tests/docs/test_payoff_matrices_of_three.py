"""The payoff matrices in the note about three sides are those of the scenario and of its short
version, as they are now.

They show that each two gain at the third's expense, and that all three lose by it.
"""

import re
from functools import cache
from itertools import product

import pytest
from teaching import italics, plain, tables

from game import load
from game.lab.batches.estimates import mean
from game.lab.batches.jobs import run
from game.lab.batches.plan import Plan
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario

ID = "nexperia-standoff"
SHORT = f"{ID}:short"
GAMES = 20_000
FEW = 300
BEFORE = {ID: "", SHORT: "short: "}
"""How the heads of the tables begin, by version."""
FIRM, PATIENT, ANSWERING = 0, 1, 2
# By side: who deals behind a back, who never does, and who does as long as others do.
TEMPERS = (
    ("guardian", "mender", "news_reader"),
    ("title_holder", "plant_keeper", "gatekeeper"),
    ("way_out", "good_customer", "even_hand"),
)
Line = tuple[str, ...]
Cell = tuple[float, ...]
each = pytest.mark.parametrize("version", [ID, SHORT])


@cache
def scenario(version: str) -> Scenario:
    return load(version)


def personas(version: str, side: str) -> list[str]:
    found = scenario(version).personas.items()
    return [key for key, persona in found if side in (persona.sides or (side,))]


def line_ups(version: str) -> list[Line]:
    first, second, third = (personas(version, side) for side in scenario(version).sides)
    return [(one, other, beside) for beside, one, other in product(third, first, second)]


@cache
def played(version: str, line: Line, games: int = GAMES) -> tuple[Cell, float]:
    """The mean scores of three personas, and the widest half of their 95 % intervals."""
    seats = FrozenMap(zip(scenario(version).sides, line, strict=True))
    plan = Plan(scenario(version), seats, games, seed=1)
    found = [mean(scores) for scores in run(plan).scores]
    return tuple(each.value for each in found), max(each.high - each.value for each in found)


def told(version: str) -> dict[Line, Cell]:
    """The mean scores that the note tells, by the ids of who plays."""
    by_name = {persona.name: key for key, persona in scenario(version).personas.items()}
    found: dict[Line, Cell] = {}
    for table in tables(ID):
        if not table.head[0].startswith(f"{BEFORE[version]}points beside"):
            continue
        (beside,) = italics(table.head[0])
        others = [by_name[name] for head in table.head[1:] for name in italics(head)]
        for name, *row in table.rows:
            for other, cell in zip(others, row, strict=True):
                line = (by_name[italics(name)[0]], other, by_name[beside])
                found[line] = tuple(map(float, cell.split(", ")))
    return found


def corner(version: str, hague: int, beijing: int, makers: int) -> Cell:
    """The mean scores of three tempers."""
    return told(version)[TEMPERS[0][hague], TEMPERS[1][beijing], TEMPERS[2][makers]]


def means(version: str) -> list[list[str]]:
    """By side the mean score of each temper against all pairs of the others."""
    cells, rows = told(version), []
    for side, name in enumerate(scenario(version).sides.values()):
        scored = [
            [cell[side] for line, cell in cells.items() if line[side] == persona]
            for persona in TEMPERS[side]
        ]
        rows.append([name.name, *(f"{sum(cell) / len(cell):.1f}" for cell in scored)])
    return rows


@each
def test_a_few_games_of_all_three_have_about_the_mean_scores_of_the_matrices(version: str) -> None:
    cells = told(version)
    assert list(cells) == line_ups(version)
    for line, cell in cells.items():
        found, interval = played(version, line, games=FEW)
        for points, told_mean in zip(found, cell, strict=True):
            assert abs(points - told_mean) < 2 * interval + 0.1, line


@pytest.mark.slow(reason="20,000 games of every three personas take minutes")
@each
def test_the_mean_scores_of_the_matrices_are_those_of_the_personas(version: str) -> None:
    right = {
        line: tuple(round(points, 1) for points in played(version, line)[0])
        for line in line_ups(version)
    }
    cells = told(version)
    assert {line: cell for line, cell in cells.items() if cell != right[line]} == {}, right


@pytest.mark.slow(reason="20,000 games of every three personas take minutes")
@each
def test_the_interval_that_the_note_tells_is_that_of_the_widest_cell(version: str) -> None:
    command = f"communique balance {version} -n {GAMES} --experts 0 --lists 0 --forbids 0"
    said = re.search(rf"95 % intervals of at most ±(\d+\.\d): `{re.escape(command)}`", plain(ID))
    widest = max(played(version, line)[1] for line in line_ups(version))
    assert said is not None
    assert said[1] == f"{widest:.1f}"


@each
def test_the_means_against_all_pairs_are_those_of_the_cells(version: str) -> None:
    head = f"{BEFORE[version]}mean against all pairs"
    (found,) = (table for table in tables(ID) if table.head[0] == head)
    assert [[*row] for row in found.rows] == means(version)


@each
def test_two_gain_at_the_thirds_expense_and_all_three_lose_by_it(version: str) -> None:
    par = [side.par for side in scenario(version).sides.values()]
    patient = corner(version, PATIENT, PATIENT, PATIENT)
    firm = corner(version, FIRM, FIRM, FIRM)
    for third in range(3):
        tempers = [PATIENT if side == third else FIRM for side in range(3)]
        alone = [FIRM if side == third else PATIENT for side in range(3)]
        found, single = corner(version, *tempers), corner(version, *alone)
        for side in range(3):
            if side != third:
                assert found[side] > patient[side], (third, side)
        assert found[third] < firm[third] < par[third] < patient[third]
        assert single[third] < patient[third]


def test_the_corners_that_the_note_names_are_those_of_the_matrices() -> None:
    (patient, firm) = (corner(ID, *3 * [temper]) for temper in (PATIENT, FIRM))
    thirds = [
        corner(ID, *(PATIENT if side == third else FIRM for side in range(3)))[third]
        for third in range(3)
    ]
    assert f"or more: {patient[0]}, {patient[1]} and {patient[2]}." in plain(ID)
    assert f"the carmakers {thirds[2]}, Beijing {thirds[1]}, The Hague {thirds[0]}." in plain(ID)
    assert f"far below what is fair: {firm[0]}, {firm[1]} and {firm[2]}." in plain(ID)


@each
def test_who_answers_in_kind_has_the_best_mean_of_each_side_and_is_not_best_against_each_pair(
    version: str,
) -> None:
    cells = told(version)
    for side, row in enumerate(means(version)):
        assert max(row[1:], key=float) == row[1 + ANSWERING]
        best = set()
        for line in cells:
            rivals = {p: cells[(*line[:side], p, *line[side + 1 :])][side] for p in TEMPERS[side]}
            best.add(max(rivals, key=lambda persona: rivals[persona]))
        assert len(best) > 1


def test_the_note_tells_the_pars_of_the_short_version() -> None:
    pars = [side.par for side in scenario(SHORT).sides.values()]
    assert f"Its pars are {pars[0]}, {pars[1]} and {pars[2]}" in plain(ID)
