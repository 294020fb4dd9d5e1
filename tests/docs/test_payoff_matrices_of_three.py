"""The payoff matrices in the note about three sides are those of the scenario, as it is now.

They show that each two gain at the third's expense, and that all three lose by it.
"""

import re
from functools import cache
from itertools import product
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from teaching import italics, plain, scenario, tables

from game import simulate

ID = "nexperia-standoff"
GAMES = 2000
HEAD = "points beside"
FIRM, PATIENT, ANSWERING = 0, 1, 2
# By side: who deals behind a back, who never does, and who does as long as others do.
TEMPERS = (
    ("guardian", "mender", "news_reader"),
    ("title_holder", "plant_keeper", "gatekeeper"),
    ("way_out", "good_customer", "even_hand"),
)
Line = tuple[str, ...]
Cell = tuple[float, ...]


def personas(side: str) -> list[str]:
    found = scenario(ID).personas.items()
    return [key for key, persona in found if side in (persona.sides or (side,))]


@cache
def line_ups() -> list[Line]:
    first, second, third = map(personas, scenario(ID).sides)
    return [(one, other, beside) for beside, one, other in product(third, first, second)]


@cache
def scores(line: Line) -> NDArray[np.float64]:
    seats = dict(zip(scenario(ID).sides, line, strict=True))
    return np.asarray(simulate(scenario(ID), seats, games=GAMES)["scores"], float)


def told() -> dict[Line, Cell]:
    """The mean scores that the note tells, by the ids of who plays."""
    by_name = {persona.name: key for key, persona in scenario(ID).personas.items()}
    found: dict[Line, Cell] = {}
    for each in tables(ID):
        if not each.head[0].startswith(HEAD):
            continue
        (beside,) = italics(each.head[0])
        others = [by_name[name] for head in each.head[1:] for name in italics(head)]
        for name, *row in each.rows:
            for other, cell in zip(others, row, strict=True):
                line = (by_name[italics(name)[0]], other, by_name[beside])
                found[line] = tuple(map(float, cell.split(", ")))
    return found


def corner(hague: int, beijing: int, makers: int) -> Cell:
    """The mean scores of three tempers."""
    return told()[TEMPERS[0][hague], TEMPERS[1][beijing], TEMPERS[2][makers]]


def means() -> list[list[str]]:
    """By side the mean score of each temper against all pairs of the others."""
    cells, rows = told(), []
    for side, name in enumerate(scenario(ID).sides.values()):
        scored = [
            [cell[side] for line, cell in cells.items() if line[side] == persona]
            for persona in TEMPERS[side]
        ]
        rows.append([name.name, *(f"{sum(each) / len(each):.1f}" for each in scored)])
    return rows


def test_the_mean_scores_of_the_matrices_are_those_of_the_personas() -> None:
    right = {
        line: tuple(round(float(n), 1) for n in scores(line).mean(axis=0)) for line in line_ups()
    }
    found = told()
    assert list(found) == line_ups()
    assert {line: cell for line, cell in found.items() if cell != right[line]} == {}, right


def test_the_interval_that_the_note_tells_is_that_of_the_widest_cell() -> None:
    command = f"communique balance {ID} -n {GAMES} --experts 0 --lists 0 --forbids 0"
    assert command in plain(ID)
    said = re.search(r"95 % intervals of at most ±(\d+\.\d)", plain(ID))
    widest = max(1.96 * float(scores(line).std(axis=0).max()) / sqrt(GAMES) for line in line_ups())
    assert said is not None
    assert said[1] == f"{widest:.1f}"


def test_the_means_against_all_pairs_are_those_of_the_cells() -> None:
    (found,) = (each for each in tables(ID) if each.head[0] == "mean against all pairs")
    assert [[*row] for row in found.rows] == means()


def test_two_gain_at_the_thirds_expense_and_all_three_lose_by_it() -> None:
    par = [side.par for side in scenario(ID).sides.values()]
    patient, firm = corner(PATIENT, PATIENT, PATIENT), corner(FIRM, FIRM, FIRM)
    for third in range(3):
        tempers = [PATIENT if side == third else FIRM for side in range(3)]
        alone = [FIRM if side == third else PATIENT for side in range(3)]
        found, single = corner(*tempers), corner(*alone)
        for side in range(3):
            if side != third:
                assert found[side] > patient[side], (third, side)
        assert found[third] < firm[third] < par[third] < patient[third]
        assert single[third] < patient[third]


def test_who_answers_in_kind_has_the_best_mean_of_each_side_and_is_not_best_against_each_pair() -> (
    None
):
    cells = told()
    for side, row in enumerate(means()):
        assert max(row[1:], key=float) == row[1 + ANSWERING]
        best = set()
        for line in cells:
            rivals = {p: cells[(*line[:side], p, *line[side + 1 :])][side] for p in TEMPERS[side]}
            best.add(max(rivals, key=lambda persona: rivals[persona]))
        assert len(best) > 1
