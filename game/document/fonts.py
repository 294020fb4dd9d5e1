"""The fonts of the room's pages inside a document, so that it looks the same on every machine."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from pathlib import Path

_GAME = Path(__file__).resolve().parent.parent
_HOMES = (_GAME / "_data" / "assets" / "web", _GAME.parent / "assets" / "web")
"""An installed game has them inside the package, a checkout beside it."""
_FACES = (
    ("Room Sans", 400, "room-sans.woff2"),
    ("Room Sans", 600, "room-sans-strong.woff2"),
    ("Room Serif", 600, "room-serif.woff2"),
)


@cache
def font_faces() -> str:
    """The rules of a style sheet that bring the fonts along; fonts that are missing are left out.

    Together they are about 60 kB.
    """
    rules = []
    for name, weight, file in _FACES:
        path = next((home / file for home in _HOMES if (home / file).is_file()), None)
        if path is not None:
            data = b64encode(path.read_bytes()).decode("ascii")
            rules.append(
                f'@font-face {{ font-family: "{name}"; font-weight: {weight}; '
                f'src: url("data:font/woff2;base64,{data}") format("woff2"); }}\n'
            )
    return "".join(rules)
