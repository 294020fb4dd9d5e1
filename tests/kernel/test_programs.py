"""The kernel's programs: an unknown step raises an error, and isn't run as another one."""

from __future__ import annotations

import pytest

from game.kernel import codes as c
from game.kernel.run import effects


def test_an_unknown_step_is_an_error() -> None:
    for step in (c.P_LATER + 1, 99, -1):
        program = [*[0] * c.HEAD, step]
        with pytest.raises(RuntimeError, match="an unknown step"):
            effects.run(program, [], [0] * 8, [0] * 8, 0, c.HEAD)
