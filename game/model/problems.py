"""Problems of a scenario, and the error that contains them."""

from __future__ import annotations

from typing import Any, Literal

from attrs import asdict, frozen

from game.model.characters import one_line

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
        place = f"{self.path}: " if self.path else ""
        end = " " if self.message.endswith("?") else "; "
        hint = f"{end}{self.hint}" if self.hint else ""
        where = f"{self.file}:{self.line}:{self.column}"
        return one_line(f"{where}  {self.severity}  {place}{self.message}{hint}")

    def as_json(self) -> dict[str, Any]:
        """The problem as a JSON object, as in `check --json`; without `paths` if there are none."""
        fields = asdict(self)
        if not self.paths:
            del fields["paths"]
        return fields


class ScenarioError(Exception):
    """A scenario can't be played; the error contains all its problems."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
