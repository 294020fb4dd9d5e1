"""Finds the scenarios that come with the game, and the schemas for editors."""

from __future__ import annotations

from pathlib import Path

_GAME = Path(__file__).resolve().parent.parent


def shipped() -> dict[str, Path]:
    """The files of the scenarios that come with the game, by id; the id is the file's stem.

    An installed game has them inside the package, a checkout beside it. Translations
    (`kuala-lumpur.fr.yaml`) are left out.
    """
    return _files_in("")


def shipped_campaigns() -> dict[str, Path]:
    """The files of the campaigns that come with the game, by id, in the same way."""
    return _files_in("campaigns")


def _files_in(below: str) -> dict[str, Path]:
    for scenarios in (_GAME / "_data" / "scenarios", _GAME.parent / "scenarios"):
        if (folder := scenarios / below).is_dir():
            files = sorted(folder.glob("*.yaml"))
            # Some installers link a package's files instead of copying them: follow such links.
            return {file.stem: file.resolve() for file in files if "." not in file.stem}
    return {}


def schemas() -> dict[str, Path]:
    """The JSON Schemas with which editors complete and check keys, by the kind of file."""
    kinds = ("scenario", "translation", "fragment", "campaign")
    return {kind: folder / f"{kind}.schema.json" for folder in _assets() for kind in kinds}


def output_schemas() -> dict[str, Path]:
    """The JSON Schemas of what commands print with `--json`, by command."""
    files = [path for folder in _assets() for path in sorted((folder / "outputs").iterdir())]
    return {path.name.removesuffix(".schema.json"): path for path in files}


def _assets() -> list[Path]:
    """The folder of assets, or none if there isn't one."""
    folders = (_GAME / "_data" / "assets", _GAME.parent / "assets")
    return [folder.resolve() for folder in folders if folder.is_dir()][:1]
