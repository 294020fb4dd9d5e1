"""HTML and SVG elements: the one place where texts become markup, and so are escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from attrs import frozen

from game.document.fonts import font_rules
from game.model.characters import neutralise

_VOID = ("meta",)
"""The elements that have no content and no end tag."""


@frozen
class Markup:
    """HTML or SVG that is ready to be written. Only this module makes it, from escaped texts."""

    source: str


Content = str | Markup | Iterable[Markup]
"""The content of an element: a text, which is escaped, or one or more elements."""
Attribute = str | int | float
"""The value of an attribute; a fraction is written with at most two decimals."""


def element(name: str, content: Content = "", /, **attributes: Attribute) -> Markup:
    """An element with its content and attributes.

    An underscore at the end of an attribute's name is left out (`class_`), another stands for a
    hyphen (`stroke_width`). An attribute whose value is empty is left out.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_escaped(_written(value))}"'
        for key, value in attributes.items()
        if value != ""
    )
    if name in _VOID:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{joined(content).source}</{name}>")


def joined(content: Content) -> Markup:
    """Several elements, or a text, as one piece of markup."""
    if isinstance(content, Markup):
        return content
    if isinstance(content, str):
        return Markup(_escaped(content))
    return Markup("".join(each.source for each in content))


def style_sheet(css: str) -> Markup:
    """The style element of a document: its fonts, and CSS of our own.

    Never give it a text of an author or a player.
    """
    if "<" in css:
        raise ValueError("a style sheet that could end its element")
    return Markup(f"<style>{font_rules()}{css}</style>")


def whole_page(head: Content, body: Content, language: str) -> str:
    """A whole HTML file."""
    return (
        f'<!DOCTYPE html>\n<html lang="{_escaped(language)}">\n'
        f"<head>\n{joined(head).source}\n</head>\n"
        f"<body>\n{joined(body).source}\n</body>\n</html>\n"
    )


def lines(parts: Iterable[Markup]) -> Markup:
    """Elements below each other in the source, so that it can be read."""
    return Markup("\n".join(each.source for each in parts))


def _escaped(text: str) -> str:
    """A text as HTML that shows it, whatever it holds."""
    return escape(neutralise(text))


def _written(value: Attribute) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
