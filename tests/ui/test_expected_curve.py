"""The curve of what a side could expect: its turning points stand clear of each other."""

from __future__ import annotations

from itertools import pairwise

import pytest
from drawing import misfits, texts
from test_plane_drawn import blank

from game.authoring.load import load
from game.authoring.shipped import shipped
from game.presenter.hindsight.expectation import (
    Expectation,
    ExpectationMark,
    ExpectationPoint,
    MarkSign,
)
from game.ui.paint.canvas import Rect
from game.ui.screens.looking_back.decision_list import draw_curve
from game.words.wording import Wording

GOOD = MarkSign("good", "Good")
WORDS = Wording(load(shipped()["kuala-lumpur"]))


@pytest.mark.parametrize("means", [(50, 57, 61, 61), (50, 30, 28, 90), (50, 95, 96, 97)])
def test_what_turning_points_changed_can_be_read_where_they_are_close(
    means: tuple[int, ...],
) -> None:
    points = tuple(ExpectationPoint(1, mean, mean - 9.0, mean + 9.0) for mean in means)
    changes = [after - before for before, after in pairwise(means)]
    marks = tuple(
        ExpectationMark(place, "good", "eu", place, "an act", GOOD, place, f"{change:+}")
        for place, change in enumerate(changes, 1)
    )
    page = blank((700, 400))
    shown = Expectation("eu", 0, "#3d6cc8", points, marks, 55, "par 55", means[-1], ("",) * 10)
    draw_curve(page, Rect(0, 0, 700, 400), WORDS, shown, {1: 1, 2: 2, 3: 3}, -1)
    assert misfits(page) == []
    assert all(f"{change:+}" in texts(page) for change in changes)
