"""Whether the kernel is compiled where it can be: to be said before it is first imported.

One game with a few bots is played as well without, and nobody waits for a compiler.
"""

from __future__ import annotations

compiled = True
"""False: this process makes do with plain Python."""


def make_do() -> None:
    """Leaves the kernel uncompiled in this process, unless it has been imported already."""
    global compiled  # noqa: PLW0603  (it is what this module is for)
    compiled = False
