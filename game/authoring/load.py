"""From a path to a scenario, or to every problem that stands in the way."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve, frozen

from game.authoring.check import check
from game.authoring.draft import MOST_TOLD, Draft
from game.authoring.gather import gather
from game.authoring.merge import merge
from game.authoring.reading.files import Files, Folder
from game.authoring.reading.nodes import Finding, Mapping, Mark, Scalar, follow, spelled
from game.authoring.schema import read_scenario
from game.authoring.wording import CODES, WARNINGS, say
from game.model.characters import neutralised
from game.model.problems import Problem, ScenarioError
from game.model.scenario import Scenario


def load(source: str | Path | Files, language: str | None = None) -> Scenario:
    """The scenario of a main file, in its own language or a translation that lies beside it.

    Raises ScenarioError with every problem where there is an error among them.
    """
    scenario, problems = inspect(source, language)
    if scenario is None:
        raise ScenarioError(problems)
    return scenario


def inspect(
    source: str | Path | Files, language: str | None = None
) -> tuple[Scenario | None, tuple[Problem, ...]]:
    """The scenario and all problems; None for the scenario where one of them is an error."""
    found = examine(source, language)
    return found.scenario, found.problems


@frozen
class Examined:
    """A scenario that has been checked, and where everything of it is written."""

    scenario: Scenario | None
    """None where one of the problems is an error."""
    problems: tuple[Problem, ...]
    _root: Mapping

    def problem(self, finding: Finding) -> Problem:
        """Something else that was found of it, as a problem at its place."""
        return _problem(self._root, finding)


def examine(source: str | Path | Files, language: str | None = None) -> Examined:
    """What there is to say of a scenario, ready for more to be found."""
    files = Folder(Path(source)) if isinstance(source, str | Path) else source
    merged = merge(files, language)
    draft = read_scenario(merged.root)
    # What is missing may stand in a part that couldn't be read.
    draft.findings[:] = merged.findings + [
        finding for finding in draft.findings if not _hidden(finding, merged.damaged)
    ]
    if merged.readable:
        check(draft, merged.damaged)
    else:
        draft.findings[:] = merged.findings
    problems = _problems(draft)
    fine = all(problem.severity != "error" for problem in problems)
    scenario = draft.scenario if fine else None
    if scenario is not None and language is not None:
        scenario = evolve(scenario, language=language)
    return Examined(scenario, problems, draft.root)


def unreadable(path: Path, reason: str) -> Problem:
    """That a file can't be read, as a problem."""
    mark = Mark(str(path), 1, 1)
    return _problem(Mapping(mark), Finding("file-unreadable", (), {"reason": reason}, mark=mark))


def _hidden(finding: Finding, damaged: set[str | None]) -> bool:
    """Whether a finding says only that something couldn't be read."""
    lost = None in damaged or finding.values.get("key") in damaged
    return finding.code == "missing-key" and finding.path == () and lost


def _problems(draft: Draft) -> tuple[Problem, ...]:
    """Findings as problems in file order, silenced warnings left out."""
    used: set[tuple[str | int, ...]] = set()
    kept = [finding for finding in draft.findings if not _silenced(draft.root, finding, used)]
    if all(CODES[finding.code].severity == "warning" for finding in kept):
        kept += _unused(draft, used)  # behind an error there may be what it silences
    told = _most_pressing(draft.root, kept)
    problems = sorted({_problem(draft.root, finding) for finding in told}, key=_place)
    more = len(kept) - len(told)
    if not more:
        return tuple(gather(problems))
    last = Mark(problems[-1].file, problems[-1].line, problems[-1].column)
    rest = Finding("many-problems", values={"more": more}, mark=last)
    return (*gather(problems), _problem(draft.root, rest))


def _most_pressing(root: Mapping, findings: list[Finding]) -> list[Finding]:
    """The findings, or where there are too many to be read the first errors."""
    if len(findings) <= MOST_TOLD:
        return findings

    def pressing(finding: Finding) -> tuple[bool, str, int, int]:
        mark = _mark(root, finding)
        return CODES[finding.code].severity != "error", mark.file, mark.line, mark.column

    return sorted(findings, key=pressing)[:MOST_TOLD]


def _mark(root: Mapping, finding: Finding) -> Mark:
    """The place that a finding is shown at."""
    if finding.mark is not None:
        return finding.mark
    key, node, _ = follow(root, finding.path)
    if isinstance(node, Scalar) and not finding.on_key:
        return node.place(finding.at)
    return key.mark if key is not None else node.mark


def _unused(draft: Draft, used: set[tuple[str | int, ...]]) -> list[Finding]:
    """Each `allow` that silences nothing."""
    return [
        Finding("allow-unused", reference.path, {"found": reference.id}, on_key=True)
        for reference in draft.references
        if reference.kind == "warning" and reference.id in WARNINGS and reference.path not in used
    ]


def _place(problem: Problem) -> tuple[str, int, int, str, str]:
    return problem.file, problem.line, problem.column, problem.code, problem.message


def _silenced(root: Mapping, finding: Finding, used: set[tuple[str | int, ...]]) -> bool:
    """Whether an `allow` around the finding names its code; notes the ones that were of use.

    An `allow` that can't be read is taken to name it: that is reported already.
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


def _problem(root: Mapping, finding: Finding) -> Problem:
    key, node, written = follow(root, finding.path)
    mark = _mark(root, finding)
    if "value" in finding.values:
        value = str(finding.values["value"])
    elif finding.on_key:
        value = str(key.text) if key is not None else ""
    else:
        value = node.text if isinstance(node, Scalar) else ""
    message, hint = say(finding.code, {"value": value, **finding.values})
    return Problem(
        file=mark.file,
        line=mark.line,
        column=mark.column,
        severity=CODES[finding.code].severity,
        code=finding.code,
        path=spelled(written),
        value=neutralised(value if len(value) <= 60 else value[:59] + "…"),
        message=neutralised(message),
        hint=neutralised(hint),
        paths=tuple(map(neutralised, finding.values.get("paths", ()))),
    )
