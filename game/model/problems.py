"""What is wrong with a scenario: problems, each at its place, and the error that carries them."""

from __future__ import annotations

from typing import Any

from attrs import asdict, frozen

from game.model.characters import one_line


@frozen(order=True)
class Problem:
    """One mistake (or warning) with its place and cure.

    Lines and columns count from 1, columns in characters; 0 where the whole file is meant.
    """

    file: str
    line: int
    column: int
    severity: str  # "error" or "warning"
    code: str
    path: str
    value: str
    message: str
    hint: str
    paths: tuple[str, ...] = ()
    """All the paths it is about, where they are more than are named in the message."""

    def __str__(self) -> str:
        place = f"{self.path}: " if self.path else ""
        end = " " if self.message.endswith("?") else "; "
        hint = f"{end}{self.hint}" if self.hint else ""
        where = f"{self.file}:{self.line}:{self.column}"
        return one_line(f"{where}  {self.severity}  {place}{self.message}{hint}")

    def as_json(self) -> dict[str, Any]:
        """The problem as plain data, as in `check --json`; `paths` only where it has some."""
        data = asdict(self)
        if not self.paths:
            del data["paths"]
        return data


class ScenarioError(Exception):
    """A scenario that can't be played; carries every problem found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
