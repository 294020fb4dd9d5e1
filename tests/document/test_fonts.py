"""Every document contains the fonts it is written in, names their licence, and uses no others."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from game.desk.graph.look import STYLE
from game.document.canvas import SvgCanvas
from game.document.fonts import font_rules
from game.document.page import HtmlPage
from game.document.panel_page import PanelPage
from game.document.sheets import SheetBook

OWN = {'"Room Sans"', '"Room Serif"', "sans-serif", "serif", "var(--sans)", "var(--serif)"}


def plain() -> str:
    return HtmlPage("Title", "en").text()


def panels() -> str:
    page = PanelPage("Title", "en", {})
    page.banner("Title", "", "")
    return page.text()


def book() -> str:
    return SheetBook("Title", "en").text()


def picture() -> str:
    return SvgCanvas().svg((100, 100), STYLE, "en", "Title", "")


@pytest.mark.parametrize("document", [plain, panels, book, picture])
def test_a_document_contains_its_fonts_and_uses_no_others(document: Callable[[], str]) -> None:
    source = document()
    assert source.count(font_rules()) == 1
    style = source.partition("<style>")[2].partition("</style>")[0]
    rules = re.findall(r"(?:font-family|font|--sans|--serif): ([^;]+);", style)
    families = [re.sub(r"^(\d+ )?[\d.]+(rem|pt)(/[\d.]+)? ", "", rule) for rule in rules]
    assert {name for family in families for name in family.split(", ")} <= OWN


def test_three_faces_of_60_kilobytes_come_with_their_licence_and_from_nowhere_else() -> None:
    rules = font_rules()
    addresses = re.findall(r"url\(\"?([^)]{0,40})", rules)
    assert len(addresses) == rules.count("@font-face") == 3
    assert all(each.startswith("data:font/woff2;base64,d09GMg") for each in addresses)
    assert len(rules) < 65_000
    assert "SIL Open Font License, Version 1.1" in rules
    assert "copyright 2010-2018 Adobe" in rules
    assert "http" not in rules
