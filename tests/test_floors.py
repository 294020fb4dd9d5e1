"""Who may import whom: the table of floors, held against every import of the game."""

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

FLOORS = {
    "cli": 10,
    "ui": 9, "text": 9, "web": 9,
    "presenter": 8,
    "desk": 8,
    "api": 8,
    "lab": 7,
    "insight": 6, "room": 6,
    "bots": 5,
    "words": 4, "bargaining": 4, "document": 4,
    "session": 3, "kernel": 3,
    "engine": 2, "authoring": 2,
    "rules": 1,
    "model": 0,
}  # fmt: skip
# The folders inside three of them have floors of their own.
INNER_FLOORS = {
    "ui": {
        "shell": 5, "screens": 4, "widgets": 3,
        "map_drawing": 2, "program": 2,
        "page": 1,
        "paint": 0,
    },
    "lab": {
        "pages": 5,
        "studies": 4,
        "author_tests": 3, "standard": 3,
        "files": 2, "summary": 2,
        "batches": 1,
        "numbers": 0,
    },
    "kernel": {
        "batch": 7, "machine": 7, "rollouts": 7, "stepping": 7,
        "entries": 5, "sight": 5, "moves": 5, "reader": 5, "scenario_code": 5,
        "rows": 5,
        "lowering": 4,
        "machine_code": 3,
        "tasks": 2,
        "run": 1,
        "codes": 0, "compiler": 0, "whole_numbers": 0,
    },
}  # fmt: skip
ROOF = {"game", "game.__main__"}  # import anything, and nobody imports them

# Each outside library has its home: paths that begin like this may import it.
HOMES: dict[str, str | tuple[str, ...]] = {
    "attrs": "game/",
    "llvmlite": "game/kernel/compiler/build.py",
    "babel": ("game/words/language.py", "game/desk/po.py"),
    "numpy": ("game/api/", "game/kernel/", "game/bargaining/", "game/lab/", "game/insight/"),
    "pandas": "game/api/simulation.py",
    "polars": "game/api/simulation.py",
    "platformdirs": ("game/session/places.py", "game/kernel/compiler/disk.py"),
    "pygame": ("game/ui/", "game/ui.py"),  # the second is the package itself
    "rich": "game/text/",
    "transitions": "game/engine/flow.py",
    **dict.fromkeys(
        ("h11", "jinja2", "markupsafe", "starlette", "uvicorn", "websockets"),
        "game/web/",
    ),
    # Extras, which nothing else needs.
    "distributed": "game/lab/batches/cluster.py",
    "SALib": "game/lab/studies/indices.py",
    "optuna": "game/lab/studies/tune.py",
    "pyarrow": ("game/lab/files/parquet.py", "game/api/simulation.py"),
    "ifaddr": "game/desk/rooms/addresses.py",
    "segno": ("game/web/", "game/desk/rooms/addresses.py"),
    "yaml": "game/authoring/reading/yaml_builder.py",
}
# Below floor 3 chance comes from seed and label, and time does not exist.
UNRULY = {"random", "secrets", "time", "uuid"}

Imports = dict[str, set[str]]


@cache
def read(root: Path) -> Imports:
    """Every module under root/game, and what it imports: at the top, in functions, for types."""
    paths = {module_name(path, root): path for path in sorted((root / "game").rglob("*.py"))}
    folders = {folder for path in paths.values() for folder in path.parents}
    known = {*paths, *(module_name(each, root) for each in folders if root in each.parents)}
    return {
        name: set(imported(ast.parse(path.read_bytes()), name, path, known))
        for name, path in paths.items()
    }


def module_name(path: Path, root: Path) -> str:
    return ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def imported(tree: ast.AST, name: str, path: Path, known: set[str]) -> Iterator[str]:
    package = name.split(".") if path.stem == "__init__" else name.split(".")[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else []
            source = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                # `from package import name` may mean a module or a folder, not the package.
                whole = f"{source}.{alias.name}"
                yield whole if whole in known else source


def climbs(imports: Imports) -> list[str]:
    """Imports of a floor above, of a neighbour on the same floor, or of the roof."""
    return [
        f"{name} imports {other}"
        for name, others in imports.items()
        if name not in ROOF
        for other in sorted(others)
        if inside(other) and part(other) != part(name) and floor(other) >= floor(name)
    ]


def inner_climbs(imports: Imports) -> list[str]:
    """The same for the folders inside a folder that has floors of its own."""
    return [
        f"{name} imports {other}"
        for folder, floors in INNER_FLOORS.items()
        for name, others in imports.items()
        if (own := room(name, folder)) is not None
        for other in sorted(others)
        if (room_of_other := room(other, folder)) is not None
        and room_of_other != own
        and floors.get(room_of_other, len(floors)) >= floors.get(own, len(floors))
    ]


def room(name: str, folder: str) -> str | None:
    """The folder inside a folder in which a module lies; None where it lies elsewhere."""
    parts = name.split(".")
    return parts[2] if parts[:2] == ["game", folder] and len(parts) > 2 else None


def inside(name: str) -> bool:
    return name.split(".")[0] == "game"


def part(name: str) -> str:
    return "" if name in ROOF else name.split(".")[1]


def floor(name: str) -> int:
    return FLOORS.get(part(name), max(FLOORS.values()) + 1)


def homeless(imports: Imports) -> list[str]:
    """Modules on no floor of the tables."""
    return [
        name
        for name in imports
        if name not in ROOF
        and (
            part(name) not in FLOORS
            or any(
                room(name, folder) not in (None, *floors) for folder, floors in INNER_FLOORS.items()
            )
        )
    ]


def strays(imports: Imports) -> list[str]:
    """Outside libraries away from home, and chance or clocks below floor 3."""
    return [
        f"{name} imports {other}"
        for name, others in imports.items()
        for other in sorted(others)
        if not inside(other) and not at_home(other.split(".")[0], name)
    ]


def at_home(library: str, name: str) -> bool:
    if library in sys.stdlib_module_names:
        return library not in UNRULY or floor(name) >= 3
    home = HOMES.get("attrs" if library == "attr" else library)
    return home is not None and f"{name.replace('.', '/')}.py".startswith(home)


def circle(imports: Imports) -> Sequence[str]:
    """The modules of one import circle, or nothing."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        found: Sequence[str] = error.args[1]
        return found
    return []


def test_the_game_keeps_to_its_floors() -> None:
    imports = read(ROOT)
    assert imports
    assert homeless(imports) == []
    assert climbs(imports) == []
    assert inner_climbs(imports) == []


def test_each_outside_library_has_one_home() -> None:
    assert strays(read(ROOT)) == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circle(read(ROOT)) == []


def loaded_with(*modules: str, options: Sequence[str] = (), cwd: Path | None = None) -> set[str]:
    """All modules that are loaded where these are imported in a Python of their own."""
    code = f"import {', '.join(modules)}, sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, *options, "-c", code],
        cwd=cwd, check=True, stdout=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    loaded = set(done.stdout.split())
    assert loaded.issuperset(modules)
    return loaded


def test_a_name_leads_to_one_folder_and_to_few_files() -> None:
    files = [path for path in (ROOT / "game").rglob("*.py") if path.stem != "__init__"]
    folders = Counter(folder.name for folder in {path.parent for path in files})
    assert [name for name, n in folders.items() if n > 1] == []
    names = Counter(path.name for path in files)
    assert [name for name, n in names.items() if n > 3] == []


def test_importing_loads_nothing_heavy(tmp_path: Path) -> None:
    loaded = loaded_with("game", "game.cli", options=["-P"], cwd=tmp_path)
    assert loaded & {"llvmlite", "numpy", "pygame", "transitions", "yaml"} == set()


def test_a_game_in_the_terminal_begins_without_the_kernel_and_the_window() -> None:
    loaded = loaded_with("game.text.play", "game.ui.shell.display")
    assert loaded & {"llvmlite", "game.kernel", "game.ui.page"} == set()


def test_a_debrief_and_a_document_load_neither_the_window_nor_the_terminal() -> None:
    documents = [f"game.document.{path.stem}" for path in (ROOT / "game/document").glob("[!_]*.py")]
    assert documents
    loaded = loaded_with(
        "game.presenter.debrief.debrief", "game.presenter.report.report", *sorted(documents)
    )
    assert loaded & {"pygame", "rich", "game.ui", "game.text"} == set()


def plant(root: Path, modules: dict[str, str]) -> Imports:
    for name, text in modules.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read(root)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("game/model/a.py", "import game.rules.b"),
        ("game/model/a.py", "def late():\n    from game.rules import b"),
        ("game/model/a.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import game"),
        ("game/model/a.py", "from ..rules import b"),
        ("game/model/a.py", "from .. import rules"),
        ("game/model/a.py", "from game import rules, load"),
        ("game/engine/a.py", "from game.authoring.b import c"),
        ("game/ui/a.py", "import game.cli"),
        ("game/cli.py", "from game.__main__ import main"),
    ],
)
def test_an_import_that_climbs_is_caught(name: str, text: str, tmp_path: Path) -> None:
    imports = plant(tmp_path, {name: text, "game/rules/b.py": "", "game/authoring/b.py": ""})
    assert len(climbs(imports)) >= 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("game/ui/paint/a.py", "import game.ui.page.b"),
        ("game/ui/page/b.py", "def late():\n    from game.ui.screens.board import a"),
        ("game/ui/map_drawing/a.py", "from game.ui.program.folders import b"),
        ("game/ui/screens/board/a.py", "from game.ui.shell import app"),
        ("game/ui/widgets/a.py", "import game.ui.attic"),
        ("game/lab/batches/a.py", "from game.lab.summary.b import c"),
        ("game/lab/standard/a.py", "from game.lab import author_tests"),
    ],
)
def test_an_import_that_climbs_inside_a_folder_is_caught(
    name: str, text: str, tmp_path: Path
) -> None:
    below = ("ui/page/b.py", "ui/screens/board/a.py", "ui/program/folders.py", "ui/shell/app.py")
    others = (*below, "ui/attic.py", "lab/summary/b.py", "lab/author_tests/a.py")
    imports = plant(tmp_path, {**{f"game/{other}": "" for other in others}, name: text})
    assert len(inner_climbs(imports)) == 1
    assert climbs(imports) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("game/ui/shell/a.py", "from game.ui.screens.b import c\nimport game.ui.paint.d"),
        ("game/engine/a.py", "from game.rules.b import c\nfrom game.model import d"),
        ("game/rules/a.py", "from game.rules import b\nfrom . import b\nfrom .b import c"),
        ("game/cli.py", "from game import authoring, ui"),
        ("game/__init__.py", "def load():\n    from game.authoring.b import load"),
        ("game/__main__.py", "from game.cli import main"),
    ],
)
def test_an_import_downwards_is_allowed(name: str, text: str, tmp_path: Path) -> None:
    others = ("game/rules/b.py", "game/authoring/b.py", "game/ui/b.py")
    imports = plant(tmp_path, {**dict.fromkeys(others, ""), name: text})
    assert climbs(imports) == []
    assert inner_climbs(imports) == []
    assert circle(imports) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("game/authoring/check.py", "import yaml"),
        ("game/engine/reducer.py", "from transitions.core import Machine"),
        ("game/lab/batches/batch.py", "def late():\n    import llvmlite"),
        ("game/text/lines.py", "import pygame.font"),
        ("game/model/a.py", "import requests"),
        ("game/engine/chance.py", "from random import Random"),
    ],
)
def test_a_library_away_from_home_is_caught(name: str, text: str, tmp_path: Path) -> None:
    assert len(strays(plant(tmp_path, {name: text}))) == 1


def test_a_library_at_home_is_allowed(tmp_path: Path) -> None:
    modules = {
        "game/authoring/reading/yaml_builder.py": "import yaml",
        "game/engine/flow.py": "from transitions import Machine",
        "game/model/a.py": "import attrs\nfrom attr import field",
        "game/session/clock.py": "import time",
        "game/ui/window.py": "import pygame",
    }
    assert strays(plant(tmp_path, modules)) == []


def test_a_module_on_no_floor_is_caught(tmp_path: Path) -> None:
    modules = ("helpers.py", "attic/a.py", "cli.py", "ui/a.py", "ui/attic/b.py", "ui/page/c.py")
    imports = plant(tmp_path, {f"game/{name}": "" for name in modules})
    assert homeless(imports) == ["game.attic.a", "game.helpers", "game.ui.a", "game.ui.attic.b"]


def test_a_circle_is_caught(tmp_path: Path) -> None:
    modules = {
        "game/model/__init__.py": "from game.model.b import x",
        "game/model/a.py": "from game.model import x",
        "game/model/b.py": "def late():\n    from . import a",
    }
    assert {*circle(plant(tmp_path, modules))} == {"game.model", "game.model.a", "game.model.b"}
