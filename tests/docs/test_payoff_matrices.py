"""The payoff matrices in the notes for trainers are those of the scenarios, as they are now."""

import pytest
from teaching import IDS, italics, scenario, tables

from game import simulate

GAMES = 2000
HEAD = "points"

WITH_MATRIX = [id for id in IDS if any(each.head[0] == HEAD for each in tables(id))]


@pytest.mark.parametrize("id", WITH_MATRIX)
def test_the_mean_scores_of_the_matrix_are_those_of_the_personas(id: str) -> None:
    played = scenario(id)
    by_name = {persona.name: key for key, persona in played.personas.items()}
    (told,) = (each for each in tables(id) if each.head[0] == HEAD)
    first, second = played.sides
    others = [by_name[name] for head in told.head for name in italics(head)]
    right = []
    columns: dict[str, list[float]] = {other: [] for other in others}
    for row in told.rows:
        if not italics(row[0]):
            continue
        persona = by_name[italics(row[0])[0]]
        means = {
            other: simulate(played, {first: persona, second: other}, GAMES).means("scores")
            for other in others
        }
        for other, mean in means.items():
            columns[other].append(mean[second])
        cells = [f"{mean[first]:.0f}, {mean[second]:.0f}" for mean in means.values()]
        average = sum(mean[first] for mean in means.values()) / len(others)
        right.append([row[0], *cells, f"{average:.0f}"])
    averages = [f"{sum(column) / len(column):.0f}" for column in columns.values()]
    right.append(["mean", *averages, ""])
    anew = "\n".join(f"| {' | '.join(row)} |" for row in right)
    assert told.rows == right, f"the table should be\n{anew}"
