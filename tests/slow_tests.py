"""The marker `slow`: every slow test says why it is slow, and a run of them lists the reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pytest

SLOW = "slow"


def quick_for(*quick: Any, among: Iterable[Any]) -> list[Any]:
    """Values of a parametrized test that runs every time for some of them, and slow for others."""
    others = pytest.mark.slow(reason="Every run has the same test for others of this kind.")
    return [value if value in quick else pytest.param(value, marks=others) for value in among]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "slow(reason): left out by `tools/dev.py test`, run by `tools/dev.py test --all`.",
    )


def pytest_itemcollected(item: pytest.Item) -> None:
    """Refuses a slow test without a reason; the reason travels with the test's report."""
    marker = item.get_closest_marker(SLOW)
    if marker is None:
        return
    reason = marker.kwargs.get("reason")
    if marker.args or set(marker.kwargs) != {"reason"} or not reason:
        raise pytest.UsageError(
            f'{item.nodeid} is slow without saying why: @pytest.mark.slow(reason="…")'
        )
    item.user_properties.append((SLOW, reason))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Lists the slow tests that ran: for each reason, the tests and the seconds they took."""
    seconds: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                reason = dict(report.user_properties).get(SLOW)
                if reason is not None:
                    test = report.nodeid.partition("[")[0]
                    seconds[str(reason)][test] += report.duration
    if seconds:
        terminalreporter.section("slow tests and their reasons")
    for reason, tests in sorted(seconds.items(), key=lambda pair: -sum(pair[1].values())):
        for test, duration in tests.items():
            terminalreporter.line(f"{duration:6.0f} s  {test}")
        terminalreporter.line(f"          {reason}")
