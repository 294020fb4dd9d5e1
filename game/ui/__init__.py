"""The window."""

import os


def _import_pygame() -> None:
    """Imports pygame without its greeting on stdout, and leaves the environment as it is."""
    name = "PYGAME_HIDE_SUPPORT_PROMPT"
    before = os.environ.get(name)
    os.environ[name] = "1"
    try:
        import pygame  # noqa: F401  (for its greeting only, which is kept silent here)
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


_import_pygame()
