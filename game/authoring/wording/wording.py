"""What belongs to one problem code: its message, its hint and its severity."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import frozen

from game.model.problems import Severity

Values = dict[str, Any]
"""The details of one problem, by the names that messages and hints use for them."""


@frozen
class Worded:
    """A problem in words: what is wrong, and how to fix it (may be empty).

    Both are format strings; a hint that depends on the values is a function of them.
    """

    message: str
    hint: str | Callable[[Values], str] = ""
    severity: Severity = "error"
