"""Makes one scenario from several files: adds the fragments, and puts in translated texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from attrs import define, field

from game.authoring.draft import kind_of
from game.authoring.nearest import nearest
from game.authoring.reading.files import LARGEST, Files, ask_path, leads_outside, translation_name
from game.authoring.reading.nodes import Broken, Finding, Mapping, Mark, Node, Scalar, Sequence
from game.authoring.reading.regular_files import Unfit
from game.authoring.reading.yaml_builder import Document
from game.authoring.reading.yaml_reader import read as read_nodes
from game.authoring.translation import overlay
from game.model import shapes
from game.model.characters import code_point, is_name
from game.model.scenario import Scenario

# The sections that a fragment can contain: all consist of ids, so that their order doesn't matter.
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

ReadNodes = Callable[[str, bytes], Document]
"""Reads the nodes of a file from its name and its bytes."""

_FRAGMENT_PATH = re.compile(shapes.keys(Scenario)["include"][1].shape.of.pattern)


@define
class MergedFiles:
    """The nodes of a whole scenario; `readable` is false if there is nothing to check."""

    root: Mapping
    findings: list[Finding] = field(factory=list)
    damaged: set[str | None] = field(factory=set)
    readable: bool = True


def merge(files: Files, language: str | None = None, read: ReadNodes = read_nodes) -> MergedFiles:
    """Reads a main file with its fragments, and replaces its texts by those of a translation.

    read: reads each file; what it returns is changed here.
    """
    document = _refuse_name(files) or _read_file(files, files.main, read)
    merged = MergedFiles(document.root, document.findings, document.damaged)
    merged.readable = bool(document.root.entries)
    if merged.readable and not document.damaged and set(document.root.entries) <= set(SECTIONS):
        merged.findings.append(Finding("fragment-alone", mark=document.root.mark))
        merged.readable = False
    for name in _list_fragments(files, merged):
        fragment = _read_file(files, name, read)
        for finding in fragment.findings:
            finding.values["fragment"] = True
        merged.findings += fragment.findings
        merged.damaged |= fragment.damaged
        _add(merged, fragment.root)
    if language is not None and language != own_language(merged.root):
        beside = _read_file(files, translation_name(files.main, language), read)
        overlay(merged.root, beside, merged.findings)
    return merged


def own_language(root: Mapping) -> str:
    """The language that a scenario says it is written in, or ""."""
    node = root.entries.get("language", (None, None))[1]
    return node.text if isinstance(node, Scalar) else ""


def _refuse_name(files: Files) -> Document | None:
    """Returns an empty document with a finding if the main file's name can't be printed."""
    if is_name(files.main):
        return None
    character = next(each for each in files.main if not is_name(each))
    mark = Mark(files.display_name(files.main), 1, 1)
    finding = Finding("file-name", values={"character": code_point(character)}, mark=mark)
    return Document(Mapping(mark), [finding], {None})


def _read_file(files: Files, name: str, read: ReadNodes) -> Document:
    """Reads a file; if it can't be read, the document is empty and has a finding."""
    shown = files.display_name(name)
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
        code = "file-folder" if ask_path(Path(shown).is_dir) else "file-unreadable"
        finding = Finding(code, values={"reason": reason}, mark=mark)
    return Document(Mapping(mark), [finding], {None})


def _list_fragments(files: Files, merged: MergedFiles) -> list[str]:
    """The names of the fragments under `include`; reports those that can't be included."""
    node = merged.root.entries.get("include", (None, None))[1]
    items = node.items if isinstance(node, Sequence) else [node] if node is not None else []
    names: list[str] = []
    for i, item in enumerate(items):
        if not isinstance(item, Scalar) or not _FRAGMENT_PATH.fullmatch(item.text):
            merged.damaged.add(None)
            continue  # reported when its shape is read
        outside = leads_outside(item.text)
        code = "include-outside" if outside else files.check_include(item.text, names)
        if code is None:
            names.append(item.text)
        else:
            known = files.list_fragments() if code == "include-missing" else ()
            text = item.text if len(item.text) <= 80 else f"{item.text[:79]}…"
            values = {"found": text, "known": known}
            merged.findings.append(Finding(code, ("include", i), values))
            merged.damaged.add(None)
    return names


def _add(merged: MergedFiles, fragment: Mapping) -> None:
    """Adds a fragment's sections to the scenario."""
    for key, (key_node, value) in fragment.entries.items():
        if key not in SECTIONS:
            _report_foreign_key(merged, key, key_node.mark)
        elif key not in merged.root.entries:
            merged.root.entries[key] = (key_node, value)
        else:
            _add_to_section(merged, key, merged.root.entries[key][1], value)


def _report_foreign_key(merged: MergedFiles, key: str, mark: Mark) -> None:
    """Reports a key that a fragment can't contain."""
    values: dict[str, object] = {"key": key, "value": key}
    code = "include-nested" if key == "include" else "fragment-key"
    if key not in shapes.keys(Scenario):
        code, values["known"] = "unknown-key", SECTIONS
        meant = nearest(key, SECTIONS)
        merged.damaged |= {meant} if meant else set()
    merged.findings.append(Finding(code, (key,), values, mark=mark))


def _add_to_section(merged: MergedFiles, key: str, section: Node, more: Node) -> None:
    if isinstance(section, Broken) or isinstance(more, Broken):
        merged.damaged.add(key)
        return
    if not isinstance(more, Mapping):
        values: dict[str, object] = {"found": kind_of(more), "ids": "id", "value": ""}
        merged.findings.append(Finding("want-mapping", (key,), values, mark=more.mark))
        merged.damaged.add(key)
        return
    if not isinstance(section, Mapping):
        return  # reported when its shape is read
    for id, (id_node, value) in more.entries.items():
        first = section.entries.get(id)
        if first is None:
            section.entries[id] = (id_node, value)
        else:
            place = first[0].mark
            values = {"key": id, "file": place.file, "line": place.line, "value": id}
            finding = Finding("fragment-duplicate", (key, id), values, mark=id_node.mark)
            merged.findings.append(finding)
