"""Problems of a scenario, and the error that contains them."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from attrs import frozen

from game.model.characters import one_line, shorten

Severity = Literal["error", "warning"]


@frozen(order=True)
class Problem:
    """An error or warning in a scenario, with its place and a hint how to fix it.

    Lines and columns count from 1, columns in characters; both are 0 for the file as a whole.
    """

    file: str
    line: int
    column: int
    severity: Severity
    code: str
    path: str
    value: str
    message: str
    hint: str
    paths: tuple[str, ...] = ()
    """All paths that it is about, if the message doesn't name them all."""

    def __str__(self) -> str:
        place = f"{shorten(self.path)}: " if self.path else ""
        end = " " if self.message.endswith("?") else "; "
        hint = f"{end}{self.hint}" if self.hint else ""
        where = f"{self.file}:{self.line}:{self.column}"
        return one_line(f"{where}  {self.severity}  {place}{self.message}{hint}")

    def as_json(self) -> ProblemJson:
        """The problem as a JSON object, as in `check --json`; without `paths` if there are none."""
        problem: ProblemJson = {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "severity": self.severity,
            "code": self.code,
            "path": self.path,
            "value": self.value,
            "message": self.message,
            "hint": self.hint,
        }
        return {**problem, "paths": [*self.paths]} if self.paths else problem


class ProblemJson(TypedDict):
    """An error or warning in a scenario."""

    file: Annotated[str, "The file."]
    line: Annotated[int, "The line, from 1; 0 for the file as a whole."]
    column: Annotated[int, "The column in characters, from 1; 0 for the file as a whole."]
    severity: Annotated[Severity, "An error stops the scenario from being played."]
    code: Annotated[str, "What kind of problem it is."]
    path: Annotated[str, "The path of the place in the scenario; empty for the file as a whole."]
    value: Annotated[str, "What stands there; empty where that says nothing."]
    message: Annotated[str, "What is wrong, as a sentence."]
    hint: Annotated[str, "How to fix it; empty where nothing can be said."]
    paths: NotRequired[
        Annotated[list[str], "All places that it is about, where the message doesn't name them."]
    ]


class ScenarioError(Exception):
    """A scenario can't be played; the error contains all its problems."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
