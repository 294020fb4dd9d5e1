"""The kernel is compiled once, whatever kinds of numbers it is asked with."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import pytest
from kept_games import translations

from game.kernel import entries, tasks
from game.kernel.lowering.lower import numbers
from game.kernel.numba import jit
from game.lab.run.plan import Plan, PlanPlayer
from game.model.frozen import FrozenMap

pytestmark = pytest.mark.skipif(not jit.FAST, reason="nothing is compiled without numba")


def test_games_experts_and_numbers_of_rows_need_no_second_compiling() -> None:
    scenario = translations("kuala-lumpur").scenario("en")
    for who in ("uniform", "expert:200"):
        seats = FrozenMap(dict.fromkeys(scenario.sides, who))
        PlanPlayer(Plan(scenario, seats, 1)).play(0, 1)
    of_a_row = cast(int, np.int32(1))
    entries._call(tasks.NOTHING, numbers([0], "int32"), seed=7, numbers=(of_a_row, True))
    assert len(cast(Any, tasks.enter).signatures) == 1
