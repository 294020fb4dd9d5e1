"""Libraries that only some commands need, and how to install them where one stands."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

Extra = Literal["lab", "cluster"]

_CHECKOUT = Path(__file__).parents[3]


def install_command(extra: Extra) -> str:
    """The command that installs the libraries of an extra: in a checkout its own, else pip's."""
    if not (_CHECKOUT / "tools" / "dev.py").is_file():
        return f'pip install "communique[{extra}]"'
    return r"py tools\dev.py lab" if sys.platform == "win32" else "python3 tools/dev.py lab"


class MissingLibrary(ImportError):
    """A library that isn't installed, and the command that installs it, in one sentence."""

    def __init__(self, what: str, library: str) -> None:
        super().__init__(f"{what} needs {library}; install it with: {install_command('lab')}")
