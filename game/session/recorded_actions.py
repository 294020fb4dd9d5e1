"""What stands in a record besides decisions, and the text form of all of it (rules 9.1 and 9.4)."""

from __future__ import annotations

import re

from attrs import frozen

from game.model.decisions import Decision, read_decision


@frozen
class Pause:
    """Time stands still, and no side decides."""

    def __str__(self) -> str:
        return "pause"


@frozen
class Resume:
    """Time goes on."""

    def __str__(self) -> str:
        return "resume"


@frozen
class Note:
    """Something worth keeping, in the words that stand beside it."""

    def __str__(self) -> str:
        return "note"


@frozen
class Rewind:
    """Back to the state after a line of the record; 0 is the start (rule 9.4)."""

    to: int
    luck: int | None = None
    """The seed with which the game goes on; None: the one it had there."""

    def __str__(self) -> str:
        return f"rewind {self.to}" + (f" new luck {self.luck}" if self.luck is not None else "")


RecordedAction = Decision | Pause | Resume | Note | Rewind

_REWIND = re.compile(r"rewind (0|[1-9][0-9]{0,17})(?: new luck (0|[1-9][0-9]{0,18}))?")
_OTHERS: dict[str, RecordedAction] = {"pause": Pause(), "resume": Resume(), "note": Note()}


def read_action(text: str) -> RecordedAction | None:
    """Reads an action from its text form; None where the text is no action."""
    if text in _OTHERS:
        return _OTHERS[text]
    found = _REWIND.fullmatch(text)
    if found is not None:
        return Rewind(int(found[1]), int(found[2]) if found[2] is not None else None)
    return read_decision(text)
