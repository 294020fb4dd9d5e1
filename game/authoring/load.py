"""Loads a scenario and reports every problem in its files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import evolve, frozen

from game.authoring.check import check, check_further
from game.authoring.draft import MOST_PROBLEMS, Draft
from game.authoring.laid import PatchedPlaces, explain_patches
from game.authoring.merge import ReadNodes, list_variants, merge
from game.authoring.reading.files import Files, Folder
from game.authoring.reading.nodes import Finding, Mapping, Mark, Scalar, follow, show_path
from game.authoring.reading.yaml_reader import read as read_nodes
from game.authoring.resolved import measure
from game.authoring.scenario_reader import read_scenario
from game.authoring.scenario_writer import write_scenario
from game.authoring.wording import CODES, WARNINGS, say
from game.model.characters import neutralise
from game.model.garbage import no_collection
from game.model.problems import Problem, ScenarioError
from game.model.scenario import Scenario

# A misspelt definition makes the id unknown wherever it is used.
_REPEATING = (
    "unknown-reference",
    "unknown-name",
    "unknown-dotted",
    "unknown-issue",
    "unknown-level",
    "unknown-level-value",
    "unknown-card",
    "unknown-brace",
)
_NOT_ALWAYS_SOUGHT = ("unused", "never-happened", "source-expired")
"""The first not of versions of a scenario, the others by `check --play` and `check --on` alone."""
_MOST_SEPARATE = 2
_MOST_LINES_LISTED = 5


@no_collection()
def load(source: str | Path | Files, language: str | None = None) -> Scenario:
    """Loads a scenario from its main file, in its own language or that of a translation.

    Raises ScenarioError with all problems, warnings too, if one of them is an error.
    """
    checked = examine(source, language, further=False)
    if checked.scenario is None:
        raise ScenarioError(checked.problems)
    return checked.scenario


@no_collection()
def inspect(
    source: str | Path | Files, language: str | None = None
) -> tuple[Scenario | None, tuple[Problem, ...]]:
    """Loads a scenario with all its problems; the scenario is None if one of them is an error."""
    checked = examine(source, language)
    return checked.scenario, checked.problems


@frozen
class CheckedScenario:
    """A scenario that has been checked, with the nodes that say where everything is written."""

    scenario: Scenario | None
    """None if one of the problems is an error."""
    problems: tuple[Problem, ...]
    _root: Mapping
    _places: PatchedPlaces

    @property
    def variant_ids(self) -> tuple[str, ...]:
        """The ids of the scenario's variants, in the order of its file."""
        return list_variants(self._root)

    def expired(self, date: str) -> list[Problem]:
        """The sources that no longer hold on a day. date: YYYY-MM-DD."""
        sources = self.scenario.sources if self.scenario is not None else {}
        found = (
            Finding("source-expired", ("sources", id, "expires"), {"found": each.expires})
            for id, each in sources.items()
            if each.expires is not None and date[: len(each.expires)] > each.expires
        )
        return [self.to_problem(each) for each in found if not self.silences(each)]

    def silences(self, finding: Finding) -> bool:
        """Whether an `allow` of the author silences a further finding."""
        return _is_silenced(self._root, finding, set())

    def to_problem(self, finding: Finding) -> Problem:
        """Words a further finding, such as a failed test, as a problem at its place."""
        return _to_problem(self._root, finding, self._places)


@no_collection()
def examine(
    source: str | Path | Files,
    language: str | None = None,
    read: ReadNodes = read_nodes,
    *,
    further: bool = True,
) -> CheckedScenario:
    """Loads and checks a scenario; further findings can be worded with the returned object.

    read: reads the nodes of each file. further: also looks for what is hardly meant, though it
    keeps nobody from playing.
    """
    files = Folder(Path(source)) if isinstance(source, str | Path) else source
    merged = merge(files, language, read)
    too_large = measure(merged)
    merged.findings += [too_large] if too_large is not None else []
    draft = read_scenario(merged.root)
    # A key that seems to be missing may be in a part that couldn't be read.
    draft.findings[:] = merged.findings + [
        finding for finding in draft.findings if not is_uncertain(finding, merged.damaged)
    ]
    if merged.readable:
        check(draft, merged.damaged)
        if further:
            whole = language is None and files.variant is None and not draft.scenario.extends
            check_further(draft, alone=whole)
    else:
        draft.findings[:] = merged.findings
    places = PatchedPlaces(files, merged)
    explain_patches(draft, places)
    problems = word_problems(draft, places)
    playable = all(problem.severity != "error" for problem in problems)
    scenario = draft.scenario if playable else None
    if scenario is not None and language is not None:
        scenario = evolve(scenario, language=language)
    return CheckedScenario(scenario, problems, draft.root, places)


def find_errors(scenario: Scenario, without: Iterable[str] = ()) -> tuple[Problem, ...]:
    """Checks a scenario that was made in memory, as if it had been loaded, and lists its errors.

    Their paths are those of one file with the whole scenario. without: keys that are left out.
    """
    draft = read_scenario(write_scenario(scenario, without))
    check(draft, ())
    errors = [each for each in draft.findings if CODES[each.code].severity == "error"]
    return tuple(_to_problem(draft.root, finding, None) for finding in errors)


def unreadable_file(path: Path, reason: str) -> Problem:
    """The problem that a file can't be read."""
    mark = Mark(str(path), 1, 1)
    finding = Finding("file-unreadable", (), {"reason": reason}, mark=mark)
    return _to_problem(Mapping(mark), finding, None)


def is_uncertain(finding: Finding, damaged: set[str | None]) -> bool:
    """Whether a key that seems to be missing may be in a damaged part of the file."""
    lost = None in damaged or finding.values.get("key") in damaged
    return finding.code == "missing-key" and finding.path == () and lost


def word_problems(draft: Draft, places: PatchedPlaces | None) -> tuple[Problem, ...]:
    """Words the findings, in file order and without silenced warnings."""
    used: set[tuple[str | int, ...]] = set()
    remaining = [
        finding for finding in draft.findings if not _is_silenced(draft.root, finding, used)
    ]
    if all(CODES[finding.code].severity == "warning" for finding in remaining):
        # After an error, a warning that an `allow` is meant for may not have been found.
        remaining += _unused_allows(draft, used, places)
    shown = _choose_shown(draft.root, remaining)
    worded = {_to_problem(draft.root, finding, places) for finding in shown}
    problems = sorted(worded, key=_sort_key)
    more = len(remaining) - len(shown)
    if not more:
        return tuple(_merge_repeats(problems))
    last = Mark(problems[-1].file, problems[-1].line, problems[-1].column)
    rest = Finding("many-problems", values={"more": more}, mark=last)
    return (*_merge_repeats(problems), _to_problem(draft.root, rest, None))


def _choose_shown(root: Mapping, findings: list[Finding]) -> list[Finding]:
    """Returns all findings, or if there are too many the first errors."""
    if len(findings) <= MOST_PROBLEMS:
        return findings

    def urgency(finding: Finding) -> tuple[bool, str, int, int]:
        mark = _mark(root, finding)
        return CODES[finding.code].severity != "error", mark.file, mark.line, mark.column

    return sorted(findings, key=urgency)[:MOST_PROBLEMS]


def _mark(root: Mapping, finding: Finding) -> Mark:
    """The place at which a finding is shown."""
    if finding.mark is not None:
        return finding.mark
    key, node, _ = follow(root, finding.path)
    if isinstance(node, Scalar) and not finding.on_key:
        return node.place(finding.at)
    return key.mark if key is not None else node.mark


def _unused_allows(
    draft: Draft, used: set[tuple[str | int, ...]], places: PatchedPlaces | None
) -> list[Finding]:
    """A finding for each `allow` that silences nothing, unless a patch may be the reason."""
    unused = [
        Finding("allow-unused", reference.path, {"found": reference.id}, on_key=True)
        for reference in draft.references
        if reference.kind == "warning"
        and reference.id in WARNINGS
        and reference.id not in _NOT_ALWAYS_SOUGHT
        and reference.path not in used
    ]
    return [
        finding for finding in unused if places is None or not places.is_below(draft.root, finding)
    ]


def _sort_key(problem: Problem) -> tuple[str, int, int, str, str]:
    return problem.file, problem.line, problem.column, problem.code, problem.message


def _is_silenced(root: Mapping, finding: Finding, used: set[tuple[str | int, ...]]) -> bool:
    """Whether an `allow` at the finding's path or above it names its code; adds it to `used`.

    An unreadable `allow` counts as naming the code, because it is already reported.
    """
    if CODES[finding.code].severity != "warning":
        return False
    for length in range(len(finding.path), -1, -1):
        path = finding.path[:length]
        _, holder, _ = follow(root, path)
        if isinstance(holder, Mapping) and "allow" in holder.entries:
            allow = holder.entries["allow"][1]
            if not isinstance(allow, Mapping):
                return True
            if finding.code in allow.entries:
                used.add((*path, "allow", finding.code))
                return True
    return False


def _to_problem(root: Mapping, finding: Finding, places: PatchedPlaces | None) -> Problem:
    key, node, written = follow(root, finding.path)
    mark = _mark(root, finding)
    if "value" in finding.values:
        value = str(finding.values["value"])
    elif finding.on_key:
        value = str(key.text) if key is not None else ""
    else:
        value = node.text if isinstance(node, Scalar) else ""
    message, hint = say(finding.code, {"value": value, **finding.values})
    if places is not None:
        message, hint = places.name_version(message, hint, root, finding, mark)
        written = (*places.prefix(root, finding), *written)
    return Problem(
        file=mark.file,
        line=mark.line,
        column=mark.column,
        severity=CODES[finding.code].severity,
        code=finding.code,
        path=show_path(written),
        value=neutralise(value if len(value) <= 60 else value[:59] + "…"),
        message=neutralise(message),
        hint=neutralise(hint),
        paths=tuple(map(neutralise, finding.values.get("paths", ()))),
    )


def _merge_repeats(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yields the problems in order; the first of several equal ones lists the others' lines."""
    groups: dict[tuple[str, ...], list[Problem]] = {}
    for problem in problems:
        place = "" if problem.code in _REPEATING else str(problem)
        key = (problem.code, problem.message, problem.hint, place)
        groups.setdefault(key, []).append(problem)
    merged = [problem for group in groups.values() for problem in _merge(group)]
    return iter(sorted(merged, key=lambda one: (one.file, one.line, one.column, one.code)))


def _merge(group: list[Problem]) -> list[Problem]:
    if len(group) <= _MOST_SEPARATE:
        return group
    first, others = group[0], group[1:]
    lines = [
        str(one.line) if one.file == first.file else f"{one.file}:{one.line}"
        for one in others[:_MOST_LINES_LISTED]
    ]
    more = len(others) - len(lines)
    last = f" and {more} more" if more else f" and {lines.pop()}"
    where = f"the same on lines {', '.join(lines)}{last}"
    return [evolve(first, hint=f"{first.hint}; {where}" if first.hint else where)]
