"""Broken scenarios, and exactly what `check --play` must say about each.

`tests/bad/NAME.yaml` is a file that an author could have written, `NAME.txt` its report: a line a
problem, `file:line:column severity code | path | value | message | hint`. Its variants are checked
too. Where `NAME.fr.yaml` lies beside it, that translation is checked. Names begin with the code
that they are about; those that begin with `valid` have no problem. After a change of wording, and
for a new file,

    COMMUNIQUE_REWRITE=1 python -m pytest tests/authoring/test_bad.py

writes the reports anew; what `git diff` shows is then to be read.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from game import compile_rules, load, start, step
from game.authoring.campaigns import examine_campaign
from game.authoring.draft import MOST_PROBLEMS
from game.authoring.family import examine_family
from game.authoring.load import inspect
from game.authoring.reading.files import LARGEST, Folder
from game.authoring.reading.traps import DEEPEST
from game.authoring.reading.yaml_builder import MOST_NODES
from game.authoring.wording import CODES
from game.lab.author_tests.claims import ClaimChecker, wide_bounds
from game.lab.author_tests.tests import AuthorTestRunner
from game.lab.batches.jobs import run
from game.model.decisions import Act, Decision
from game.model.play import Accepted
from game.model.problems import Problem

BAD = Path(__file__).parent.parent / "bad"
NAMES = sorted(path.stem for path in BAD.glob("*.yaml") if "." not in path.stem)
FOLDER = "campaigns/two-talks"
CAMPAIGNS = [f"{FOLDER}/{path.stem}" for path in sorted((BAD / FOLDER).glob("*.yaml"))]
"""Campaigns, whose chapters lie in a folder below."""
REWRITE = os.environ.get("COMMUNIQUE_REWRITE") == "1"

# Too large for a file, or no file at all: tested below.
GENERATED = {
    "equal-sites",
    "file-missing",
    "file-folder",
    "file-unreadable",
    "file-irregular",
    "file-large",
    "file-name",
    "file-outside",
    "many-problems",
    "resolved-large",
    "variant-missing",
    "yaml-deep",
    "yaml-many",
}
MANY = {"expressions", "forty-mistakes"}  # names that are no code


def line(problem: Problem) -> str:
    fields = [problem.path, problem.value, problem.message, problem.hint]
    place = f"{problem.file}:{problem.line}:{problem.column} {problem.severity} {problem.code}"
    return " | ".join([place, *fields]).replace("\n", "\\n").rstrip()


def report(name: str) -> list[str]:
    """The report on a file, as seen from its folder."""
    if name in CAMPAIGNS:
        return [line(problem) for problem in examine_campaign(Path(f"{name}.yaml")).problems]
    translations = sorted(Path().glob(f"{name}.*.yaml"))
    language = translations[0].name.split(".")[1] if translations else None
    problems: list[Problem] = []
    for version in examine_family(Folder(Path(f"{name}.yaml")), language):
        found = version.checked
        problems += version.problems
        if name.startswith("source-expired"):
            problems += found.expired("2026-12-01")
        if found.scenario is not None and (found.scenario.tests or found.scenario.expect):
            rules = compile_rules(found.scenario)
            failures = [
                *AuthorTestRunner(rules).failures(),
                *ClaimChecker(rules, run).failures(),
                *wide_bounds(rules, run),
            ]
            if name.startswith("never-happened"):
                failures += ClaimChecker(rules, run).never_happened()
            problems += map(found.to_problem, failures)
    return [line(problem) for problem in problems]


def expected(name: str) -> list[str]:
    return (BAD / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def codes(name: str) -> list[str]:
    return [found.split(" ")[2] for found in expected(name)]


@pytest.mark.parametrize("name", [*NAMES, *CAMPAIGNS])
def test_a_file_gives_exactly_its_report(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BAD)
    found = report(name)
    if REWRITE:
        text = "".join(f"{each}\n" for each in found)
        (BAD / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
    assert found == expected(name)


def test_every_report_has_its_file() -> None:
    assert sorted(path.stem for path in BAD.glob("*.txt")) == NAMES
    assert len([*(BAD / FOLDER).glob("*.txt")]) == len(CAMPAIGNS)


def test_every_code_is_found_in_some_file() -> None:
    found = {code for name in (*NAMES, *CAMPAIGNS) for code in codes(name)}
    assert set(CODES) - found == GENERATED


@pytest.mark.parametrize("name", [*NAMES, *CAMPAIGNS])
def test_a_file_is_named_by_a_code_that_it_shows(name: str) -> None:
    own = name.rpartition("/")[2]
    if own.split("-")[0] == "valid":
        assert codes(name) == []
    elif name not in MANY:
        assert any(f"{own}-".startswith(f"{code}-") for code in codes(name))


def test_forty_mistakes_are_all_reported_in_one_run() -> None:
    assert len(codes("forty-mistakes")) == len(set(codes("forty-mistakes"))) == 40


@pytest.mark.parametrize("name", [*NAMES, *CAMPAIGNS])
def test_every_problem_names_a_way_out_and_leaves_no_gap(name: str) -> None:
    for found in expected(name):
        assert len(found.split(" | ")) >= 5, "no hint"
        assert not re.search(r"\{\w+\}|\bNone\b(?! can't)", found.split(" | ", 3)[3]), found


# Files that are made here


def problems_of(path: Path, text: str, name: str = "s.yaml") -> list[str]:
    """Codes with their lines and columns for a file of a text."""
    (path / name).write_text(text, encoding="utf-8", newline="\n")
    return [f"{p.line}:{p.column} {p.code}" for p in inspect(path / name)[1]]


def test_a_file_of_2_mib_and_a_byte_is_refused(tmp_path: Path) -> None:
    comment = "#" * (LARGEST - 1) + "\n"
    assert problems_of(tmp_path, comment) == ["1:1 file-empty"]
    assert problems_of(tmp_path, "#" + comment) == ["1:1 file-large"]


@pytest.mark.parametrize("ends", ["", "]" * 10_000])
def test_brackets_10000_deep_are_refused(tmp_path: Path, ends: str) -> None:
    text = (BAD / "valid.yaml").read_text(encoding="utf-8") + "calendar: " + "[" * 10_000 + ends
    [problem] = _inspect_text(tmp_path, text)
    # Where it is noticed depends on the version of libyaml.
    assert (problem.code, problem.line) == ("yaml-deep", len(text.splitlines()))


def test_keys_1000_deep_are_refused(tmp_path: Path) -> None:
    text = "".join(" " * i + "a:\n" for i in range(1000))
    assert problems_of(tmp_path, text) == [f"{DEEPEST + 1}:{DEEPEST + 1} yaml-deep"]


def test_one_value_more_than_200000_is_refused(tmp_path: Path) -> None:
    text = "calendar:\n" + "- a\n" * MOST_NODES
    assert problems_of(tmp_path, text) == [f"{MOST_NODES + 1}:3 yaml-many"]


def test_an_alias_bomb_is_told_by_its_anchors_and_never_unfolded(tmp_path: Path) -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    for before, name in zip("abcdefghi", "bcdefghij", strict=True):
        lines.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]")
    found = [f"{p.line} {p.code}" for p in _inspect_text(tmp_path, "\n".join(lines))]
    anchors = [f"{i} yaml-anchor" for i in range(1, 11)]
    aliases = [f"{i} yaml-alias" for i in range(2, 11) for _ in range(10)]
    assert sorted(each for each in found if "yaml" in each) == sorted(anchors + aliases)


def _inspect_text(path: Path, text: str) -> tuple[Problem, ...]:
    (path / "s.yaml").write_text(text, encoding="utf-8")
    return inspect(path / "s.yaml")[1]


def test_a_missing_file_is_one_problem(tmp_path: Path) -> None:
    [problem] = inspect(tmp_path / "none.yaml")[1]
    assert (problem.code, problem.line, problem.column) == ("file-missing", 1, 1)
    assert problem.file == str(tmp_path / "none.yaml")


def test_a_folder_is_one_problem(tmp_path: Path) -> None:
    assert [problem.code for problem in inspect(tmp_path)[1]] == ["file-folder"]


def test_a_path_that_cannot_be_opened_is_one_problem(tmp_path: Path) -> None:
    assert [problem.code for problem in inspect(tmp_path / "a\0b" / "c.yaml")[1]] == [
        "file-unreadable"
    ]


def test_a_missing_translation_is_one_problem() -> None:
    scenario, [problem] = inspect(BAD / "valid.yaml", "fr")
    assert scenario is None
    assert (problem.code, problem.file) == ("file-missing", str(BAD / "valid.fr.yaml"))


def test_2_2_two_places_that_hash_alike_are_one_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    """No two paths are known that do; a hash of their length stands in for the real one."""
    monkeypatch.setattr("game.authoring.check.steps.effect_checks.site", len)
    _, problems = inspect(BAD / "valid-three.yaml")
    assert {problem.code for problem in problems} == {"equal-sites"}


# Chains that may be of any length: none may exhaust Python's stack, here or in play.


def valid_with(sections: str, *changes: tuple[str, str]) -> str:
    text = (BAD / "valid.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        text = text.replace(old, new)
    return text.replace("outcomes:", f"{sections}\noutcomes:")


def values(count: int, last: str) -> str:
    chain = "".join(f"  v{i}: v{i + 1} + 1\n" for i in range(count))
    return valid_with(f"values:\n{chain}  v{count}: {last}\n", ("points: trust", "points: v0"))


def firing(count: int, last: str) -> str:
    chain = "".join(f"  i{i}: {{effects: {{fire: i{i + 1}}}}}\n" for i in range(count))
    sections = f"injects:\n{chain}  i{count}: {{effects: {{{last}}}}}\n"
    return valid_with(sections, ("effects: {trust: +2}", "effects: {fire: i0}"))


@pytest.mark.parametrize("count", [50, 2000, 5000])
@pytest.mark.parametrize(
    ("make", "end", "back", "deep", "circle"),
    [
        (values, "trust", "v0", "value-deep", "value-circle"),
        (firing, "trust: +1", "fire: i0", "fire-deep", "fire-circle"),
    ],
)
def test_a_chain_of_any_length_is_one_problem(
    tmp_path: Path,
    count: int,
    make: Callable[[int, str], str],
    end: str,
    back: str,
    deep: str,
    circle: str,
) -> None:
    assert [p.code for p in _inspect_text(tmp_path, make(count, end))] == [deep]
    assert [p.code for p in _inspect_text(tmp_path, make(count, back))] == [circle]


@pytest.mark.parametrize(
    "text",
    [
        values(49, "trust"),
        values(1, "-" * 39 + "trust"),
        firing(25, "trust: +1"),
        firing(
            19, "when: trust > 1, then: " + "{when: trust > 1, then: " * 9 + "{trust: +1}" + "}" * 9
        ),
    ],
)
def test_what_is_just_not_too_deep_can_be_played(tmp_path: Path, text: str) -> None:
    assert _inspect_text(tmp_path, text) == ()
    rules = compile_rules(load(tmp_path / "s.yaml"))
    begun = start(rules, 1)
    answer = step(rules, begun, Decision("north", Act("greet")))
    assert isinstance(answer, Accepted)
    answer = step(rules, answer.state, Decision("south", Act("greet")))
    assert isinstance(answer, Accepted)
    assert answer.state.tracks != begun.tracks


def test_a_chain_of_injects_through_lapsed_tables_counts_too(tmp_path: Path) -> None:
    count = 40
    issue = "{a: {weight: {north: 1, south: 1}, options: {b: {value: {north: 1, south: 1}}}}}"
    fixed = f"between: [north, south], rounds: 1, issues: {issue}"
    tables = "".join(f"  t{i}: {{{fixed}, lapsed: {{fire: i{i + 1}}}}}\n" for i in range(count))
    injects = "".join(f"  i{i}: {{effects: {{lapse: t{i}}}}}\n" for i in range(count))
    visits = "".join(f"  p{i}: {{kind: table, table: t{i}}}\n" for i in range(count))
    text = valid_with(
        f"tables:\n{tables}injects:\n{injects}  i{count}: {{effects: {{trust: +1}}}}\n",
        ("phases:\n  moves", f"phases:\n{visits}  moves"),
        ("    phases: [moves", f"    phases: [{', '.join(f'p{i}' for i in range(count))}, moves"),
    )
    assert [p.code for p in _inspect_text(tmp_path, text)] == ["fire-deep"]


def test_a_report_of_very_many_problems_ends_with_how_many_more_there_are(tmp_path: Path) -> None:
    actions = "".join(
        f"  a{i}: {{side: nobody_{i}, menu: gestures, name: A}}\n" for i in range(3000)
    )
    text = valid_with("").replace("actions:\n", f"actions:\n{actions}")
    problems = _inspect_text(tmp_path, text)
    assert len(problems) == MOST_PROBLEMS + 1
    assert [p for p in problems if p.code == "many-problems"] == [problems[-1]]
    assert problems[-1].message == "2000 more problems are not shown"
