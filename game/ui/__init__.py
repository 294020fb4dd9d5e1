"""The window.

    5  shell/        the loop, and what lies above every screen
    4  screens/      the screens, each beside its private parts
    3  widgets/      what several screens draw
    2  map_drawing/  the map
       program/      settings, the library of scenarios
    1  page/         commands, events, elements, focus
    0  paint/        colours, fonts, drawing

A screen answers and never acts. `handle(command)` returns `Push`, `Pop`, `Submit` …, and the shell
does it; `draw(page)` only looks, and says what can be pressed. Each kind of command is a class, and
each screen declares its keys once: dispatch, keycaps, the list of keys and docs/window.md read them
there. Layout is computed from measured text when a page is drawn, and nothing is placed by hand.

SDL rounds the distance between letters to whole pixels, so that small letters run together;
`paint/fonts.py` measures in thousandths and sets letters at quarters of a pixel.
"""

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
