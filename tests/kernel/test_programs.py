"""The kernel's programs: a step that nobody knows is told, and not run as another."""

from __future__ import annotations

import pytest

from game.kernel import codes as c
from game.kernel.run import effects


def test_a_step_that_nobody_knows_is_an_error() -> None:
    for step in (c.P_FINISH + 1, 99, -1):
        program = [*[0] * c.HEAD, step]
        with pytest.raises(RuntimeError, match="nobody knows"):
            effects.run(program, [], [0] * 8, [0] * 8, 0, c.HEAD)
