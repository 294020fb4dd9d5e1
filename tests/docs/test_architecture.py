"""ARCHITECTURE.md is true: it shows the floors that are tested, and the files it names exist."""

import re
from pathlib import Path

import pytest
from test_floors import FLOORS, INNER_FLOORS

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
PATH = re.compile(r"`((?:[a-z_]+/)+[a-z_.]*|[a-z_]+\.py)`")
FOLDERS = ("", "game", "game/ui", "game/lab", "game/authoring", "game/kernel")
"""Where a path of the page may begin."""


def floors_of_picture(page: str) -> dict[str, int]:
    """The folders of the picture with the number of the floor that each stands on."""
    picture = page.split("## Floors", 1)[1].split("```")[1]
    floors: dict[str, int] = {}
    floor = -1
    for line in picture.strip("\n").splitlines():
        if number := re.match(r" ?(\d+) ", line):
            floor = int(number[1])
        floors |= dict.fromkeys(re.findall(r"\b([a-z]+)/", line), floor)
    return floors


def test_the_picture_shows_the_floors_that_are_tested() -> None:
    assert floors_of_picture(PAGE) == FLOORS


@pytest.mark.parametrize("folder", INNER_FLOORS)
def test_the_page_names_every_inner_floor(folder: str) -> None:
    paragraph = PAGE.split("Three folders have floors inside", 1)[1].split("\n\n")[0]
    for inner in INNER_FLOORS[folder]:
        assert f"`{inner}/`" in paragraph or f"`{inner}.py`" in paragraph


@pytest.mark.parametrize("path", sorted(set(PATH.findall(PAGE))))
def test_every_file_that_is_named_exists(path: str) -> None:
    assert any((ROOT / folder / path).exists() for folder in FOLDERS), path


def test_a_folder_on_another_floor_is_noticed() -> None:
    moved = PAGE.replace("    kernel/  ", "    engine/  ", 1)
    assert moved != PAGE
    assert floors_of_picture(moved) != FLOORS
