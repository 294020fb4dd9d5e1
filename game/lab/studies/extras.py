"""Libraries that only some studies need."""

from __future__ import annotations


class MissingLibrary(ImportError):
    """A library that isn't installed, and the command that installs it, in one sentence."""

    def __init__(self, what: str, library: str) -> None:
        super().__init__(f"{what} needs {library}; install it with: pip install communique[lab]")
