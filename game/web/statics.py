"""The files that pages need: styles, the module, fonts; browsers keep each as long as it is the
same."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from game.model.colours import PAPER, colour, deep_colour, readable_colour, written
from game.model.scenario import Scenario
from game.presenter.badges import badge_of, side_badges
from game.presenter.map.drawn_map import BEYOND, HEIGHT, WIDTH, map_outline

_INK = ("#0D1724", "#152335", "#1E3048")
_SEA, _LAND, _SHORE, _NET = "#0c1627", "#20314f", "#3d5480", "#1a2a44"
FOLDER = Path(__file__).parent / "static"
_GAME = Path(__file__).resolve().parent.parent
_FONTS = (_GAME / "_data" / "assets" / "web", _GAME.parent / "assets" / "web")
"""Where an installed game has its fonts, and where a checkout has them."""
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".otf": "font/otf",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".woff2": "font/woff2",
}
_LENGTH = 16
"""The characters of a hash in an address."""


class StaticFiles:
    """Files that are read once. Their addresses contain a hash of all of them, so that a style
    finds a font beside it."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = dict(files)
        parts = (f"{name} {sha256(self._files[name]).hexdigest()}" for name in sorted(files))
        self.hash = sha256("\n".join(parts).encode()).hexdigest()[:_LENGTH]

    def url(self, name: str) -> str:
        """The address of a file. Raises KeyError if there is none of this name."""
        if name not in self._files:
            raise KeyError(name)
        return f"/static/{self.hash}/{name}"

    def content(self, name: str) -> bytes:
        """What is in a file. Raises KeyError if there is none of this name."""
        return self._files[name]

    async def answer(self, request: Request) -> Response:
        """A file as the answer to a request; only the names that are known are looked up."""
        name = str(request.path_params["name"])
        if request.path_params["hash"] != self.hash or name not in self._files:
            return Response(status_code=404)
        headers = {"cache-control": "public, max-age=31536000, immutable"}
        return Response(self._files[name], headers=headers, media_type=_TYPES[Path(name).suffix])


def read_static_files(scenario: Scenario) -> StaticFiles:
    """The files that come with the program, a scenario's land, and the colours of its sides."""
    drawn = {"sides.css": _side_styles(scenario), "land.svg": land_picture(scenario)}
    return StaticFiles({**_common_files(), **{name: text.encode() for name, text in drawn.items()}})


def read_common_files() -> StaticFiles:
    """The files that come with the program."""
    return StaticFiles(_common_files())


def _common_files() -> dict[str, bytes]:
    folders = [FOLDER, *(folder for folder in _FONTS if folder.is_dir())]
    return {
        path.name: path.read_bytes()
        for folder in reversed(folders)
        for path in folder.iterdir()
        if path.suffix in _TYPES
    }


def land_picture(scenario: Scenario) -> str:
    """An SVG picture of the land, lakes and rivers, without borders and names."""
    left, top, right, bottom = BEYOND
    box = f"{-left} {-top} {WIDTH + left + right} {HEIGHT + top + bottom}"
    drawn = map_outline(scenario)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">'
        f'<path d="{drawn.net}" fill="none" stroke="{_NET}" stroke-width="1.5"/>'
        f'<path d="{drawn.land}" fill="{_LAND}" stroke="{_SHORE}" stroke-width="1.5"/>'
        f'<path d="{drawn.lakes}" fill="{_SEA}" stroke="{_SHORE}"/>'
        f'<path d="{drawn.rivers}" fill="none" stroke="{_SEA}" stroke-width="3.5"/>'
        "</svg>"
    )


def _side_styles(scenario: Scenario) -> str:
    """A style sheet with a rule for each side, and one for what comes from outside.

    `--side` is the colour of its marks, `--side-ink` and `--side-paper` those of text.
    """
    badges = (*side_badges(scenario), badge_of(scenario, ""))
    return "".join(_rule(badge.side or "outside", badge.colour) for badge in badges)


def _rule(side: str, own: str) -> str:
    ink, paper = (_readable(own, grounds) for grounds in (_INK, PAPER))
    return f".side-{side}{{--side:{deep_colour(own)};--side-ink:{ink};--side-paper:{paper}}}\n"


def _readable(own: str, grounds: tuple[str, ...]) -> str:
    return written(readable_colour(colour(own), map(colour, grounds)))
