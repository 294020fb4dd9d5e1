"""The colours of sides are unlike brass, paper and each other, with colour and in grey."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from game.authoring.load import load
from game.model.colours import (
    MOST_IN_GREY,
    SIDES,
    is_too_pale,
    look_alike,
    looks_like_brass,
    suits,
    written_colour,
)

SCENARIOS = [
    path
    for path in sorted((Path(__file__).resolve().parents[2] / "scenarios").glob("*.yaml"))
    if "." not in path.stem
]


def test_the_colours_of_scenarios_without_any_can_be_told_apart() -> None:
    for each in SIDES:
        assert not looks_like_brass(each)
        assert not is_too_pale(each)
    for one, other in combinations(SIDES, 2):
        assert not look_alike(one, other, in_grey={one, other} <= {*SIDES[:MOST_IN_GREY]})


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_shipped_scenarios_pass(path: Path) -> None:
    sides = load(path).sides.values()
    colours = [written_colour(side.colour, number) for number, side in enumerate(sides)]
    for each in colours:
        assert suits(each, [other for other in colours if other != each])


@pytest.mark.parametrize(
    ("colour", "others"),
    [
        ("#e08a2e", []),  # the Dutch brown that was taken for a draft
        ("#8a8a3a", []),
        ("#f5efe1", []),
        ("#4f7fd9", ["#4a9bd9"]),
        ("#4f7fd9", ["#c8553d"]),  # the same in grey
    ],
)
def test_colours_that_can_be_confused_are_found(colour: str, others: list[str]) -> None:
    assert not suits(colour, others)
