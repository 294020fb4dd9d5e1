"""The kernel's programs: a step that nobody knows is told, and not run as another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from game.kernel import codes as c
from game.kernel.run import effects

_run: Callable[..., Any] = effects.run


def test_a_step_that_nobody_knows_is_an_error() -> None:
    for step in (c.P_FINISH + 1, 99, -1):
        program = [*[0] * c.HEAD, step]
        program[c.W_CALLS] = 0
        with pytest.raises(RuntimeError, match="nobody knows"):
            _run(program, [], [0] * 8, [0] * 8, 0, c.HEAD)
