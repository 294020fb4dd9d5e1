"""No page of a room has a straight apostrophe in a word, whoever wrote it so."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from crowded_rooms import CrowdedRoom
from kept_games import KEPT, decisions

_TAG = re.compile(r"<script.*?</script>|<style.*?</style>|<[^>]*>", re.DOTALL)
_STRAIGHT = re.compile(r"[^\W\d_]'\w")


@pytest.mark.parametrize("scenario", KEPT)
def test_no_page_has_a_straight_apostrophe(scenario: str, tmp_path: Path) -> None:
    count = len(decisions(scenario))
    for step in (count // 2, count):
        room = CrowdedRoom(tmp_path / str(step), scenario, step)
        for page in room.pages():
            shown = unescape(_TAG.sub(" ", page.text))
            straight = [shown[m.start() - 30 : m.end() + 30] for m in _STRAIGHT.finditer(shown)]
            assert not straight, page.name
