"""axe finds nothing on any page: the rules of WCAG 2.2 AA that a program can check, and its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import IN_A_BROWSER, browser
from crowded_rooms import CrowdedRoom
from playwright.sync_api import Browser
from test_seat_layout import address

__all__ = ["address", "browser"]
pytestmark = IN_A_BROWSER
SIZES = {"home": (390, 844), "seat": (390, 844), "wall": (1280, 720), "console": (1440, 900)}
PLACES = {
    "actions": ("kuala-lumpur", 8, "fr"),
    "table": ("kuala-lumpur", 13, "en"),
    "over": ("kuala-lumpur", 1000, "en"),
    "question": ("nexperia-standoff", 18, "en"),
}
"""Moments at which something else is decided, on all pages."""


def violations(browser: Browser, room: CrowdedRoom, folder: Path, address: str) -> list[str]:
    """What axe finds on the pages of a room."""
    problems, axe = [], Axe()
    context = browser.new_context()
    page = context.new_page()
    for each in room.pages():
        width, height = SIZES[each.kind]
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address + room.write(folder, each))
        for problem in axe.run(page).response["violations"]:
            nodes = [node["html"][:160] + str(node["any"][:1])[:200] for node in problem["nodes"]]
            problems.append(f"{each.name}: {problem['id']}: {problem['help']}: {nodes[:3]}")
    context.close()
    return problems


@pytest.mark.parametrize("moment", PLACES)
def test_axe_finds_nothing(moment: str, browser: Browser, tmp_path: Path, address: str) -> None:
    scenario, count, language = PLACES[moment]
    room = CrowdedRoom(tmp_path / "crowded", scenario, count, language)
    problems = violations(browser, room, tmp_path, address)
    assert not problems, "\n".join(problems)
