"""The pages of participants in a browser: nothing is cut, outside or over something else, and
fingers find everything.

Each page is laid out by Chromium at the widths of phones, a tablet and, where it is slow, a laptop,
and on the smallest phone with text at 200 %; where there is no Chromium, this is not tested.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from browsing import NEEDS_CHROMIUM
from crowded_rooms import CrowdedRoom
from kept_games import KEPT, decisions, translations
from laid_out import Sight, address, problems_of

__all__ = ["address"]
pytestmark = NEEDS_CHROMIUM
HEIGHTS = {360: 740, 390: 844, 768: 1024, 1280: 800}
SIZES = tuple(HEIGHTS.items())
FEW = (SIZES[0], SIZES[2])
"""Those of every run: the narrowest phone, and a tablet."""
PLACES = (
    ("kuala-lumpur", 13, "fr"),
    ("nexperia-standoff", 18, "en"),
    ("countermeasures", 69, "en"),
)
"""Scenario, decisions and language of crowded pages; all of them are slow to look at."""
MOMENTS = 5


def problems_at(
    folder: Path,
    address: str,
    scenario: str,
    count: int,
    language: str,
    sizes: Sequence[tuple[int, int]] = FEW,
) -> list[str]:
    """What is wrong on the pages of people who join or play, at a moment of a recorded game."""
    room = CrowdedRoom(folder / f"{scenario}-{count}-{language}", scenario, count, language)
    pages = [*room.home_pages(), *room.seat_pages(), *room.observe_pages()]
    places = [(room.write(folder, page), page.kind) for page in pages]
    normal = problems_of(folder, address, [Sight(*place, sizes) for place in places])
    large = problems_of(folder, address, [Sight(*place, SIZES[:1]) for place in places], text=200)
    return [*normal, *(f"200 %: {problem}" for problem in large)]


@pytest.mark.parametrize("place", PLACES, ids="{0[0]}-{0[1]}-{0[2]}".format)
def test_nothing_is_cut_outside_or_too_small(
    place: tuple[str, int, str], address: str, tmp_path: Path
) -> None:
    problems = problems_at(tmp_path, address, *place)
    assert not problems, "\n".join(problems)


def test_nothing_is_cut_of_what_people_mark_and_take_home(address: str, tmp_path: Path) -> None:
    room, problems = CrowdedRoom(tmp_path / "room", "kuala-lumpur", 1000, "fr"), list[str]()
    for is_shown in (False, True):
        if is_shown:
            room.look_back()
        pages = [page for page in room.seat_pages() if page.name.endswith("-decide")]
        places = [(room.write(tmp_path, page), page.kind) for page in pages]
        problems += problems_of(tmp_path, address, [Sight(*place, FEW) for place in places])
        large = [Sight(*place, SIZES[:1]) for place in places]
        problems += problems_of(tmp_path, address, large, text=200)
    assert not problems, "\n".join(problems)


def every_place() -> list[tuple[str, int, str]]:
    """Moments of all recorded games, in all their languages."""
    return [
        (scenario, len(decisions(scenario)) * step // (MOMENTS - 1), language)
        for scenario in KEPT
        for step in range(MOMENTS)
        for language in translations(scenario).codes
    ]


@pytest.mark.slow(reason="lays out every page of every scenario at five moments in five sizes")
@pytest.mark.parametrize("place", every_place(), ids="{0[0]}-{0[1]}-{0[2]}".format)
def test_nothing_is_cut_outside_or_too_small_anywhere(
    place: tuple[str, int, str], address: str, tmp_path: Path
) -> None:
    problems = problems_at(tmp_path, address, *place, SIZES)
    assert not problems, "\n".join(problems)
