"""The payoff matrix in a note for trainers is what personas score today, and shows its dilemma."""

from functools import cache
from math import sqrt

from teaching import Table, italics, scenario, table

from game import simulate

ID = "kuala-lumpur"
GAMES = 200
Cell = tuple[float, float]


def noted() -> dict[tuple[str, str], Cell]:
    """The mean scores of Europe and China in the note, by the ids of who plays."""
    found: Table = table(ID, "Europe, China")
    ids = {persona.name: id for id, persona in scenario(ID).personas.items()}
    china = [ids[italics(head)[0]] for head in found.head[1:-1]]
    cells = {}
    for eu, *row, _ in found.rows[:-1]:
        for other, cell in zip(china, row, strict=False):
            europe, chinas = (float(number) for number in cell.split(", "))
            cells[ids[italics(eu)[0]], other] = europe, chinas
    return cells


@cache
def played(eu: str, china: str) -> tuple[Cell, Cell]:
    """The mean scores of both in games of today, and the standard errors of these means."""
    scores = simulate(ID, {"eu": eu, "china": china}, games=GAMES, jobs=1)["scores"]
    means, errors = scores.mean(axis=0), scores.std(axis=0) / sqrt(GAMES)
    return (float(means[0]), float(means[1])), (float(errors[0]), float(errors[1]))


def test_every_pairing_of_personas_stands_in_the_matrix_with_its_scores_of_today() -> None:
    cells = noted()
    sides: dict[str, list[str]] = {side: [] for side in scenario(ID).sides}
    for id, persona in scenario(ID).personas.items():
        for side in persona.sides or sides:
            sides[side].append(id)
    assert set(cells) == {(eu, china) for eu in sides["eu"] for china in sides["china"]}
    for pair, cell in cells.items():
        means, errors = played(*pair)
        for told, mean, error in zip(cell, means, errors, strict=True):
            assert abs(told - mean) < 4 * error + 0.5, (pair, told, mean)


def test_the_means_beside_the_matrix_are_those_of_its_cells() -> None:
    found, cells = table(ID, "Europe, China"), noted()
    for side, said in enumerate(([row[-1] for row in found.rows[:-1]], found.rows[-1][1:-1])):
        own = list(dict.fromkeys(pair[side] for pair in cells))
        for id, told in zip(own, said, strict=True):
            scores = [cell[side] for pair, cell in cells.items() if pair[side] == id]
            assert abs(float(told) - sum(scores) / len(scores)) < 0.06, id


def test_it_is_a_stag_hunt() -> None:
    cells = noted()
    par = {side: sides.par for side, sides in scenario(ID).sides.items()}
    firm, alone, both = ("eu_firm", "cn_firm"), ("eu_bridge", "cn_firm"), ("eu_bridge", "cn_bridge")
    assert cells[alone][0] < cells[firm][0] < par["eu"] < cells[both][0]
    assert cells["eu_firm", "cn_bridge"][0] < cells[both][0]
    alone = ("eu_firm", "cn_bridge")
    assert cells[alone][1] < cells[firm][1] < par["china"] < cells[both][1]
    assert cells["eu_bridge", "cn_firm"][1] < cells[both][1]
