"""What one wants of a screen."""

from __future__ import annotations

from attrs import frozen


@frozen
class Do:
    """One thing that can be wanted: a word for what, and what it is about."""

    verb: str
    what: str = ""
    also: str = ""
