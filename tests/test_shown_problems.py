"""Reports of problems stay readable, whatever a file holds: long values, and very many problems."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import tiny

from game.cli import main
from game.cli.common import MOST_SHOWN, problem_lines
from game.model.problems import Problem, Severity

LONG = 100_000
WORD = "x" * LONG


def report(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    main([*words])
    out, err = capsys.readouterr()
    return (out + err).splitlines()


def tiny_file(tmp_path: Path, sections: str) -> str:
    path = tmp_path / "tiny.yaml"
    path.write_text(tiny.whole(sections), encoding="utf-8")
    return str(path)


LONG_VALUES = {
    "a number": f"turns: {'9' * LONG}\n",
    "a number in quotes": f"turns: '{'9' * LONG}'\n",
    "a text for a number": f"turns: {WORD}\n",
    "a key": f"{WORD}: 3\n",
    "an id": f"tracks: {{{WORD}-: {{start: 5}}}}\n",
    "an id that is fine": f"tracks: {{{WORD}: {{start: 500}}}}\n",
    "a word": f"phases: {{deeds: {{kind: {WORD}, menus: [deeds]}}}}\n",
    "a reference": f"stages: {{main: {{phases: [{WORD}]}}}}\n",
    "a formula": f"values: {{a: {WORD} + 1}}\n",
    "a sum": f"values: {{a: 1{'+ 1' * 20_000}}}\n",
    "a change": (
        "actions: {warm: {side: [north], menu: deeds, name: Warm, effects: "
        f"{{trust: {WORD}}}}}}}\n"
    ),
    "a tag of YAML": f"title: !{WORD} a\n",
    "an anchor": f"title: &{WORD} a\n",
    "a pattern": f"language: {WORD}\n",
    "a decision": f"tests: [{{name: A, play: '{WORD}', then: trust > 3}}]\n",
    "a list of words": f"stages: {{main: {{phases: {[f'p{i}' for i in range(400)]}}}}}\n",
    "a text for keys": f"sides: {WORD}\n",
}


@pytest.mark.parametrize("what", LONG_VALUES)
def test_of_a_long_value_the_middle_is_left_out(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = report(capsys, "check", tiny_file(tmp_path, LONG_VALUES[what]))
    assert any("  error  " in line for line in lines)
    assert max(map(len, lines)) < 3000, max(lines, key=len)[:200]
    assert sum(map(len, lines)) < 30_000


def test_it_is_said_how_long_a_shortened_value_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (line, *_) = report(capsys, "check", tiny_file(tmp_path, LONG_VALUES["a number"]))
    assert "999 […] 999" in line
    assert "(100,000 characters)" in line or "(100,002 characters)" in line


def many(tmp_path: Path, errors: int) -> str:
    """A scenario with so many errors."""
    wrong = "".join(f"  e{i}: {{start: 500}}\n" for i in range(errors))
    return tiny_file(tmp_path, tiny.SECTIONS["tracks"].strip() + f"\n{wrong}")


def test_of_very_many_problems_the_first_are_printed_and_how_to_see_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = many(tmp_path, 300)
    every = report(capsys, "check", file, "--all")
    assert len(every) >= 300
    some = report(capsys, "check", file)
    assert some[:MOST_SHOWN] == every[:MOST_SHOWN]
    assert some[MOST_SHOWN:] == [
        f"… {len(every) - MOST_SHOWN} more problems are not shown; communique check {file} --all "
        f"shows all {len(every)}"
    ]
    assert main(["check", file, "--json"]) == 1
    assert len(json.loads(capsys.readouterr().out)["problems"]) == len(every)


def problem(line: int, severity: Severity) -> Problem:
    return Problem("a.yaml", line, 1, severity, "code", "", "", f"{severity} {line}", "")


def test_where_not_all_are_printed_errors_go_before_warnings() -> None:
    warnings = [problem(line, "warning") for line in range(1, 61)]
    errors = [problem(line, "error") for line in range(61, 101)]
    *lines, rest = problem_lines([*warnings, *errors], "communique check a.yaml --all")
    assert lines == [*map(str, [*warnings[: MOST_SHOWN - 40], *errors])]
    assert rest == "… 50 more problems are not shown; communique check a.yaml --all shows all 100"


def test_as_many_as_are_printed_are_no_reason_for_a_further_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = many(tmp_path, MOST_SHOWN - 10)
    assert report(capsys, "check", file) == report(capsys, "check", file, "--all")


@pytest.mark.parametrize("command", ["simulate", "graph", "texts", "sweep"])
def test_commands_that_need_a_scenario_without_mistakes_print_as_few(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = many(tmp_path, 300)
    words = {"sweep": ["--vary", "turns=1..2"], "texts": ["--to", "fr"]}.get(command, [])
    lines = report(capsys, command, file, *words)
    assert len(lines) == MOST_SHOWN + 2
    assert f"communique check {file} --all" in lines[-2]
