"""Importing any module of the game creates nothing and leaves the environment as it is."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
HOMES = ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA", "TMPDIR", "TEMP", "TMP")
CHOSEN = ("XDG_", "COMMUNIQUE_", "PYGAME_", "SDL_", "PYTHONPYCACHEPREFIX")

IMPORT_ALL = """
import importlib, json, os, sys
before = dict(os.environ)
for name in sys.argv[1:]:
    importlib.import_module(name)
after = dict(os.environ)
changed = sorted(k for k in before.keys() | after.keys() if before.get(k) != after.get(k))
json.dump({"changed": changed, "modules": len(sys.modules)}, sys.stdout)
"""


def modules() -> list[str]:
    """Every module of the game but the one that starts it."""
    paths = sorted((ROOT / "game").rglob("*.py"))
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths]
    return [name.removesuffix(".__init__") for name in names if not name.endswith("__main__")]


def test_importing_every_module_creates_no_file_and_changes_no_variable(tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(CHOSEN)}
    environment |= dict.fromkeys(HOMES, str(tmp_path))
    environment |= {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, *modules()],
        check=True, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    # Nothing else was printed either: the libraries are imported quietly.
    assert json.loads(done.stdout)["changed"] == []
    assert done.stderr == ""
    assert list(tmp_path.rglob("*")) == []
