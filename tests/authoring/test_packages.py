"""That something can be agreed is found out rightly, and for tables of any size (rule 5.9)."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.authoring.load import inspect

VALID = (Path(__file__).parent.parent / "bad" / "valid.yaml").read_text(encoding="utf-8")


def table(sizes: list[int], rules: list[str], closed: list[tuple[int, int]]) -> str:
    """A scenario with a table whose issues have so many options, some of them closed for good."""
    lines = ["tables:", "  pact:", "    between: [north, south]", "    rounds: 1", "    issues:"]
    for i, size in enumerate(sizes):
        lines += [f"      i{i}:", "        weight: {north: 1, south: 1}", "        options:"]
        for o in range(size):
            when = "when: trust > 100, " if (i, o) in closed else ""
            lines.append(f"          o{o}: {{{when}value: {{north: 1, south: 1}}}}")
    if rules:
        lines += ["    rules:", *(f"      - {rule}" for rule in rules)]
    text = VALID.replace(
        "phases:\n  moves", "phases:\n  visit: {kind: table, table: pact}\n  moves"
    )
    text = text.replace("[moves, news]", "[visit, moves, news]")
    return text + "\n" + "\n".join(lines) + "\n"


ISSUES = st.integers(0, 2)
RULES = st.one_of(
    st.builds(
        "i{} {} i{} + {}".format, ISSUES, st.sampled_from(["<", "==", "!=", ">="]), ISSUES, ISSUES
    ),
    # Bounds say little of remainders, so that these take a search with ways back.
    st.builds("(i{} + 2 * i{}) % 3 == {}".format, ISSUES, ISSUES, ISSUES),
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sizes=st.lists(st.integers(1, 3), min_size=3, max_size=3),
    rules=st.lists(RULES, max_size=5),
    closed=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=4),
)
def test_5_9_a_table_is_refused_exactly_where_no_package_satisfies_all(
    tmp_path: Path,
    sizes: list[int],
    rules: list[str],
    closed: list[tuple[int, int]],
) -> None:
    possible = any(
        all((i, o) not in closed for i, o in enumerate(package))
        and all(eval(text, {f"i{i}": o for i, o in enumerate(package)}) for text in rules)
        for package in product(*map(range, sizes))
    )
    path = tmp_path / "s.yaml"
    path.write_text(table(sizes, rules, closed), encoding="utf-8")
    codes = {problem.code for problem in inspect(path)[1]}
    assert ("no-package" in codes) is not possible


@pytest.mark.parametrize("rules", [[], [f"i{i} == 0 or i{i + 1} == 0" for i in range(1499)]])
def test_a_table_of_very_many_issues_is_no_problem(tmp_path: Path, rules: list[str]) -> None:
    path = tmp_path / "s.yaml"
    path.write_text(table([2] * 1500, rules, []), encoding="utf-8")
    assert inspect(path)[1] == ()
