"""One scenario from several files: fragments merged in, a translation laid over."""

from __future__ import annotations

import re
from pathlib import Path

from attrs import define, field

from game.authoring.draft import kind_of
from game.authoring.nearest import nearest
from game.authoring.reading.files import LARGEST, Files, holds, leads_outside, translation_name
from game.authoring.reading.nodes import Broken, Finding, Mapping, Mark, Node, Scalar, Sequence
from game.authoring.reading.regular_files import Unfit
from game.authoring.reading.yaml_reader import Document, read
from game.authoring.translation import overlay
from game.model import shapes
from game.model.characters import code_point, is_name
from game.model.scenario import Scenario

# What a fragment may hold: sections of ids, which can be joined without asking which comes first.
SECTIONS = (
    "objectives",
    "sources",
    "settings",
    "values",
    "deals",
    "tracks",
    "stages",
    "phases",
    "tags",
    "actions",
    "tables",
    "promises",
    "injects",
    "outcomes",
    "personas",
)


_INCLUDED = re.compile(shapes.keys(Scenario)["include"][1].shape.of.pattern)


@define
class Merged:
    """The nodes of a whole scenario; not readable where there is nothing to go on with."""

    root: Mapping
    findings: list[Finding] = field(factory=list)
    damaged: set[str | None] = field(factory=set)
    readable: bool = True


def merge(files: Files, language: str | None = None) -> Merged:
    """The nodes of a main file with its fragments, a translation's texts in place of its own."""
    document = _unnamed(files) or _read_file(files, files.main)
    merged = Merged(document.root, document.findings, document.damaged)
    merged.readable = bool(document.root.entries)
    if merged.readable and not document.damaged and set(document.root.entries) <= set(SECTIONS):
        merged.findings.append(Finding("fragment-alone", mark=document.root.mark))
        merged.readable = False
    for name in _included(files, merged):
        fragment = _read_file(files, name)
        for finding in fragment.findings:
            finding.values["fragment"] = True
        merged.findings += fragment.findings
        merged.damaged |= fragment.damaged
        _add(merged, fragment.root)
    if language is not None and language != own_language(merged.root):
        beside = _read_file(files, translation_name(files.main, language))
        overlay(merged.root, beside, merged.findings)
    return merged


def own_language(root: Mapping) -> str:
    """The language a scenario is written in, as far as it says so."""
    node = root.entries.get("language", (None, None))[1]
    return node.text if isinstance(node, Scalar) else ""


def _unnamed(files: Files) -> Document | None:
    """An empty document where the main file has a name that can't be printed or kept."""
    if is_name(files.main):
        return None
    character = next(each for each in files.main if not is_name(each))
    mark = Mark(files.shown(files.main), 1, 1)
    finding = Finding("file-name", values={"character": code_point(character)}, mark=mark)
    return Document(Mapping(mark), [finding], {None})


def _read_file(files: Files, name: str) -> Document:
    """The document of a file; that it can't be read is a finding."""
    shown = files.shown(name)
    mark = Mark(shown, 1, 1)
    try:
        return read(shown, files.read(name))
    except Unfit as error:
        values = {"size": error.size, "largest": LARGEST} if error.size else {}
        finding = Finding(error.code, values=values, mark=mark)
    except FileNotFoundError:
        finding = Finding("file-missing", mark=mark)
    except IsADirectoryError:
        finding = Finding("file-folder", mark=mark)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        code = "file-folder" if holds(Path(shown).is_dir) else "file-unreadable"
        finding = Finding(code, values={"reason": reason}, mark=mark)
    return Document(Mapping(mark), [finding], {None})


def _included(files: Files, merged: Merged) -> list[str]:
    """The fragments that a main file names."""
    node = merged.root.entries.get("include", (None, None))[1]
    items = node.items if isinstance(node, Sequence) else [node] if node is not None else []
    found: list[str] = []
    for i, item in enumerate(items):
        if not isinstance(item, Scalar) or not _INCLUDED.fullmatch(item.text):
            merged.damaged.add(None)
            continue  # the schema says what is wrong with it
        outside = leads_outside(item.text)
        code = "include-outside" if outside else files.wrong(item.text, found)
        if code is None:
            found.append(item.text)
        else:
            known = files.nearby() if code == "include-missing" else ()
            text = item.text if len(item.text) <= 80 else f"{item.text[:79]}…"
            values = {"found": text, "known": known}
            merged.findings.append(Finding(code, ("include", i), values))
            merged.damaged.add(None)
    return found


def _add(merged: Merged, fragment: Mapping) -> None:
    """Joins a fragment's sections to the scenario's."""
    for key, (key_node, value) in fragment.entries.items():
        if key not in SECTIONS:
            _foreign(merged, key, key_node.mark)
        elif key not in merged.root.entries:
            merged.root.entries[key] = (key_node, value)
        else:
            _join(merged, key, merged.root.entries[key][1], value)


def _foreign(merged: Merged, key: str, mark: Mark) -> None:
    """Reports a key that a fragment can't have."""
    values: dict[str, object] = {"key": key, "value": key}
    code = "include-nested" if key == "include" else "fragment-key"
    if key not in shapes.keys(Scenario):
        code, values["known"] = "unknown-key", SECTIONS
        meant = nearest(key, SECTIONS)
        merged.damaged |= {meant} if meant else set()
    merged.findings.append(Finding(code, (key,), values, mark=mark))


def _join(merged: Merged, key: str, section: Node, more: Node) -> None:
    if isinstance(section, Broken) or isinstance(more, Broken):
        merged.damaged.add(key)
        return
    if not isinstance(more, Mapping):
        found = {"found": kind_of(more), "ids": "id", "value": ""}
        merged.findings.append(Finding("want-mapping", (key,), found, mark=more.mark))
        merged.damaged.add(key)
        return
    if not isinstance(section, Mapping):
        return  # the schema says so
    for id, (id_node, value) in more.entries.items():
        first = section.entries.get(id)
        if first is None:
            section.entries[id] = (id_node, value)
        else:
            place = first[0].mark
            values = {"key": id, "file": place.file, "line": place.line, "value": id}
            finding = Finding("fragment-duplicate", (key, id), values, mark=id_node.mark)
            merged.findings.append(finding)
