"""axe finds nothing on any page: the rules of WCAG 2.2 AA that a program can check, and its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import IN_A_BROWSER, browser
from crowded_rooms import CrowdedRoom
from laid_out import address
from playwright.sync_api import Browser
from starlette.testclient import TestClient

from game.web.check_site import CheckSite

__all__ = ["address", "browser"]
pytestmark = IN_A_BROWSER
PHONE = (390, 844)
SIZES = {
    **dict.fromkeys(("home", "seat", "observe"), PHONE),
    **{"wall": (1280, 720), "console": (1440, 900)},
}
PLACES = {
    "actions": ("kuala-lumpur", 8, "fr"),
    "table": ("kuala-lumpur", 13, "en"),
    "looking back": ("kuala-lumpur", 1000, "en"),
    "question": ("nexperia-standoff", 18, "en"),
}
"""Moments at which something else is decided."""
WHOLE = ("actions", "looking back")
"""Those at which all pages are looked at: at the others what doesn't change with them is not."""


class Auditor:
    """A browser in which axe looks at pages."""

    def __init__(self, browser: Browser) -> None:
        self._page, self._axe = browser.new_context().new_page(), Axe()

    def problems(self, address: str, size: tuple[int, int] = PHONE) -> list[str]:
        """What axe finds on a page."""
        self._page.set_viewport_size({"width": size[0], "height": size[1]})
        self._page.goto(address)
        violations = self._axe.run(self._page).response["violations"]
        return [
            f"{address}: {each['id']}: {each['help']}: {[node['html'][:160] for node in nodes[:3]]}"
            for each in violations
            if (nodes := each["nodes"])
        ]


@pytest.mark.parametrize("moment", PLACES)
def test_axe_finds_nothing(moment: str, browser: Browser, tmp_path: Path, address: str) -> None:
    scenario, count, language = PLACES[moment]
    room = CrowdedRoom(tmp_path / "crowded", scenario, count, language)
    if moment == "looking back":
        room.look_back()
    auditor, problems = Auditor(browser), []
    for page in room.pages() if moment in WHOLE else room.first_pages():
        problems += auditor.problems(address + room.write(tmp_path, page), SIZES[page.kind])
    assert not problems, "\n".join(problems)


def test_axe_finds_nothing_on_the_page_that_tries_the_network(
    browser: Browser, tmp_path: Path, address: str
) -> None:
    site = CheckSite(lambda _event: None)
    client = TestClient(site.app(["127.0.0.1:8765"]), base_url="http://127.0.0.1:8765")
    text = client.get("/").text
    (tmp_path / "files").mkdir()
    for file in set(re.findall(r"/static/[0-9a-f]+/[\w.-]+", text)):
        (tmp_path / "files" / Path(file).name).write_bytes(client.get(file).content)
    page = re.sub(r"/static/[0-9a-f]+/", "/files/", text).replace(" hidden", "")
    (tmp_path / "check.html").write_text(page, encoding="utf-8")
    assert not Auditor(browser).problems(f"{address}/check.html")
