"""Every page is small, with its fonts and styles, and so is what is fetched when it changes."""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path

import pytest
from crowded_rooms import CrowdedRoom
from kept_games import KEPT, decisions
from slow_tests import quick_for

LARGEST_UPDATE = 30_000
LARGEST_PAGE = 150_000
"""In bytes, as they are sent."""


class Sizes:
    """The sizes of the files of a room."""

    def __init__(self, room: CrowdedRoom) -> None:
        self._browser = room.browser()
        self.of_file = cache(self._of_file)

    def _sent(self, address: str) -> int:
        with self._browser.client.stream("GET", address) as answer:
            return sum(len(part) for part in answer.iter_raw())

    def _of_file(self, address: str) -> int:
        """The bytes of a file, with those of the fonts and pictures that it names."""
        text = self._browser.get(address).text if address.endswith(".css") else ""
        named = re.findall(r"url\(\"?([\w.-]+)", text)
        inside = {f"{address.rpartition('/')[0]}/{name}" for name in named}
        return self._sent(address) + sum(self.of_file(name) for name in inside)

    def of_page(self, text: str) -> int:
        """The bytes of a page with all files that it names."""
        names = set(re.findall(r"/static/[0-9a-f]+/[\w.-]+", text))
        return len(gzip.compress(text.encode())) + sum(self.of_file(name) for name in names)


@pytest.mark.parametrize("scenario", quick_for("nexperia-standoff", among=KEPT))
def test_pages_and_updates_are_small(scenario: str, tmp_path: Path) -> None:
    length = len(decisions(scenario))
    for count in (length // 3, 2 * length // 3, length):
        room = CrowdedRoom(tmp_path / str(count), scenario, count)
        sizes = Sizes(room)
        for page in room.pages():
            update = len(gzip.compress(page.update))
            assert update <= LARGEST_UPDATE, (page.name, update)
            assert sizes.of_page(page.text) <= LARGEST_PAGE, page.name
