"""Slow tests say why they are slow."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parent


def pytest_run(folder: Path, marker: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Runs two tests in a folder, of which one has a marker."""
    folder.joinpath("test_two.py").write_text(
        f"import pytest\n@pytest.mark.{marker}\ndef test_one(): pass\ndef test_two(): pass\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "pytest", "-p", "slow_tests", "--strict-markers", *options]
    return subprocess.run(
        [*command, "--rootdir", str(folder), str(folder)],
        cwd=TESTS,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    "marker",
    ["slow('It waits.')", "slow(reason='')", "slow(because='It waits.')"],
)
def test_a_slow_test_without_a_reason_is_refused(tmp_path: Path, marker: str) -> None:
    run = pytest_run(tmp_path, marker)
    assert run.returncode == pytest.ExitCode.USAGE_ERROR, run.stdout
    assert "test_two.py::test_one is slow without saying why" in run.stderr


@pytest.mark.parametrize("options", [(), ("-n", "2")], ids=["one process", "workers"])
def test_a_run_of_slow_tests_lists_them_with_their_reasons_before_its_last_line(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    run = pytest_run(tmp_path, "slow(reason='It waits for a ship.')", *options)
    assert run.returncode == 0, run.stdout + run.stderr
    lines = run.stdout.splitlines()
    assert "2 passed" in lines[-1]
    reason = lines.index("          It waits for a ship.")
    assert lines[reason - 1].endswith("test_two.py::test_one")
    assert "slow tests and their reasons" in lines[reason - 2]


def test_a_run_without_slow_tests_lists_none(tmp_path: Path) -> None:
    run = pytest_run(tmp_path, "slow(reason='It waits for a ship.')", "-m", "not slow")
    assert run.returncode == 0, run.stdout + run.stderr
    assert "slow tests" not in run.stdout
