"""Finds the scenario that a file extends."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Literal

from attrs import frozen

from game.authoring.reading.files import Files, Folder, leads_outside
from game.authoring.reading.nodes import Finding, Mapping, Scalar
from game.authoring.reading.regular_files import Unfit
from game.authoring.shipped import shipped
from game.model import shapes
from game.model.scenario import Scenario

MOST_BASES = 4
"""The greatest number of scenarios that a file can extend, one through another."""

_BASE = re.compile(shapes.keys(Scenario)["extends"][1].shape.pattern)


@frozen
class Base:
    """A scenario that another extends: its name as written, its files, and what extends them."""

    name: str
    files: Files
    chain: tuple[str, ...]


def own_text(root: Mapping, key: str) -> str:
    """The text under a key of a scenario, or ""."""
    node = root.entries.get(key, (None, None))[1]
    return node.text if isinstance(node, Scalar) else ""


def find_base(files: Files, root: Mapping, chain: tuple[str, ...]) -> Base | Finding:
    """Finds what a file extends, or what is wrong with that.

    chain: the files that extend this one, outermost first, by their path from the outermost's
    folder; a scenario that comes with the game is in it by its id.
    """
    written = own_text(root, "extends")
    if not _BASE.fullmatch(written):
        return Finding("extends-form", ("extends",), {"found": written})
    name, _, variant = written.partition(":")
    own = chain[-1] if chain else files.main
    place = _place(own, name)
    whole = chain if chain else (own,)

    def refuse(code: str, **values: object) -> Finding:
        return Finding(code, ("extends",), {"found": name, **values})

    if leads_outside(name):
        return refuse("extends-outside")
    if place in whole:
        circle = " → ".join((*whole[whole.index(place) :], place))
        return refuse("extends-itself" if place == whole[-1] else "extends-circle", circle=circle)
    if len(whole) > MOST_BASES:
        return refuse("extends-deep", most=MOST_BASES)
    base = named_files(files, name)
    if base == "outside":
        return refuse("extends-outside", known=())
    if base == "missing":
        return refuse("extends-missing", known=(*files.list_bases(), *shipped()))
    return Base(name, base.of_variant(variant or None), (*whole, place))


def _place(own: str, name: str) -> str:
    """Where a base lies, as seen from the folder of the outermost file."""
    if not PurePosixPath(name).suffix:
        return name
    folder = PurePosixPath(own).parent if PurePosixPath(own).suffix else PurePosixPath()
    return (folder / name).as_posix()


def named_files(files: Files, name: str) -> Files | Literal["outside", "missing"]:
    """The files of the scenario that another file names, by its own file or by its id."""
    if leads_outside(name):
        return "outside"
    if not PurePosixPath(name).suffix:
        known = shipped()
        return Folder(known[name]) if name in known else "missing"
    try:
        return files.base(name)
    except Unfit:
        return "outside"
    except (OSError, ValueError):  # no such file, or an impossible name
        return "missing"
