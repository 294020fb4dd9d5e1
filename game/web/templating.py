"""Turns values into HTML: everything that is filled in is escaped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from game.web.network.addresses import qr_picture
from game.words.language import own_name
from game.words.wording import Wording

FOLDER = Path(__file__).parent / "templates"


class Templates:
    """The templates of all pages."""

    def __init__(self, static: Callable[[str], str]) -> None:
        """static: the address of a file that a page needs."""
        self._environment = Environment(
            loader=FileSystemLoader(FOLDER),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals["static"] = static
        self._environment.globals["own_name"] = own_name
        self._environment.globals["qr"] = lambda url: Markup(qr_picture(url))

    def fill(self, name: str, words: Wording, **values: object) -> str:
        """A template, filled with values."""
        return self._environment.get_template(name).render(
            words=words, say=words.say, counted=words.counted, **values
        )

    def fill_layout(self, main: str, words: Wording, **values: object) -> str:
        """A whole page around its main part, which a template has made."""
        return self.fill("layout.html", words, main=Markup(main), **values)
