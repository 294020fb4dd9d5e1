"""Where what was compiled is kept, and that other processes find it again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from game.kernel.jit import CACHE, FAST, GAMES, compiled_before

pytestmark = pytest.mark.skipif(not FAST, reason="nothing is compiled here, so nothing is kept")


def kept_in(chosen: str) -> Path:
    """Where another process keeps what it compiles."""
    code = "from game.kernel.jit import CACHE; print(CACHE)"
    environment = {**os.environ, "NUMBA_CACHE_DIR": chosen, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True, capture_output=True, encoding="utf-8", env=environment,
    )  # fmt: skip
    return Path(done.stdout.strip())


def test_a_process_finds_what_the_one_that_began_it_has_compiled() -> None:
    assert os.environ["NUMBA_CACHE_DIR"] == str(CACHE)
    assert kept_in(str(CACHE)) == CACHE


def test_a_folder_can_be_chosen(tmp_path: Path) -> None:
    assert kept_in(str(tmp_path)) == tmp_path / CACHE.name


@pytest.mark.usefixtures("compiled")
def test_what_was_compiled_is_noted() -> None:
    assert compiled_before(GAMES)
