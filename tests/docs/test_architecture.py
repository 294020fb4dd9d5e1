"""ARCHITECTURE.md and the docstrings of folders are true: floors, signatures and names."""

import ast
import importlib
import inspect
import re
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
from test_floors import FLOORS, INNER_FLOORS

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
PATH = re.compile(r"`((?:[a-z_]+/)+[a-z_.]*|[a-z_]+\.py)`")


def docstring(folder: Path) -> str:
    """What the `__init__.py` of a folder says of it."""
    tree = ast.parse((folder / "__init__.py").read_bytes())
    return ast.get_docstring(tree) or ""


FOLDERS = [path.parent for path in sorted((ROOT / "game").rglob("__init__.py"))]
NAMED = sorted(
    {(path, ROOT) for path in PATH.findall(PAGE)}
    | {(path, folder) for folder in FOLDERS for path in PATH.findall(docstring(folder))}
)
"""Every path that is named, and the folder of whoever names it."""
SIGNATURES = re.findall(
    r"^([\w.]+)\(([\w, ]+)\) -> ([\w |]+?) {2,}([a-z/]+)\.py ", PAGE, re.MULTILINE
)


def floors_of_picture(picture: str) -> dict[str, int]:
    """What stands in a picture, folders and modules, with the number of its floor."""
    floors: dict[str, int] = {}
    floor = -1
    for line in picture.strip("\n").splitlines():
        if number := re.match(r" *(\d+) ", line):
            floor = int(number[1])
        floors |= dict.fromkeys(re.findall(r"\b([a-z_]+)(?:/|\.py\b)", line), floor)
    return floors


def floors_of_page(page: str) -> dict[str, int]:
    return floors_of_picture(page.split("## Floors", 1)[1].split("```")[1])


def test_the_picture_shows_the_floors_that_are_tested() -> None:
    assert floors_of_page(PAGE) == FLOORS


@pytest.mark.parametrize("folder", INNER_FLOORS)
def test_a_folder_shows_the_floors_inside_it(folder: str) -> None:
    picture = re.findall(r"^    .*$", docstring(ROOT / "game" / folder), re.MULTILINE)
    assert floors_of_picture("\n".join(picture)) == INNER_FLOORS[folder]


def test_every_file_that_is_named_exists() -> None:
    places = {(path, of): (of / path, ROOT / "game" / path, ROOT / path) for path, of in NAMED}
    assert len(places) > 200
    missing = [
        f"{path} of {of}"
        for (path, of), tried in places.items()
        if not any(map(Path.exists, tried))
    ]
    assert missing == []


@pytest.mark.parametrize(("name", "parameters", "result", "module"), SIGNATURES)
def test_a_signature_is_that_of_the_code(
    name: str, parameters: str, result: str, module: str
) -> None:
    home: Any = importlib.import_module(f"game.{module.replace('/', '.')}")
    signature = inspect.signature(reduce(getattr, name.split("."), home))
    positional = [
        each.name for each in signature.parameters.values() if each.kind != each.KEYWORD_ONLY
    ]
    assert (["self"] if "." in name else []) + parameters.split(", ") == positional
    assert result == signature.return_annotation


def test_there_are_six_signatures() -> None:
    assert len(SIGNATURES) == 6


def test_a_folder_on_another_floor_is_noticed() -> None:
    moved = PAGE.replace("    kernel/  ", "    engine/  ", 1)
    assert moved != PAGE
    assert floors_of_page(moved) != FLOORS
