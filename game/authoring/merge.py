"""Makes one scenario from several files: fragments, translated texts, a base, a variant."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from attrs import define, evolve, field

from game.authoring.bases import find_base, own_text
from game.authoring.draft import kind_of
from game.authoring.nearest import nearest
from game.authoring.patches import LaidPatch, expand_paths, lay_patch
from game.authoring.reading.files import LARGEST, Files, ask_path, leads_outside, translation_name
from game.authoring.reading.nodes import Broken, Finding, Mapping, Mark, Node, Scalar, Sequence
from game.authoring.reading.regular_files import Unfit
from game.authoring.reading.yaml_builder import Document
from game.authoring.reading.yaml_reader import read as read_nodes
from game.authoring.translation import overlay
from game.authoring.values import ID
from game.model import shapes
from game.model.characters import code_point, is_name
from game.model.scenario import FILE_KEYS, Scenario

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
    "weights",
    "bodies",
    "injects",
    "projects",
    "outcomes",
    "personas",
)

ReadNodes = Callable[[str, bytes], Document]
"""Reads the nodes of a file from its name and its bytes."""

_FRAGMENT_PATH = re.compile(shapes.keys(Scenario)["include"][1].shape.of.pattern)


_UNSHARED: tuple[str, ...] = ("extends", "include", "variants")
"""Keys of a file that are not laid over what it extends."""


@define
class MergedFiles:
    """The nodes of a whole scenario; `readable` is false if there is nothing to check."""

    root: Mapping
    findings: list[Finding] = field(factory=list)
    damaged: set[str | None] = field(factory=set)
    readable: bool = True
    patches: list[LaidPatch] = field(factory=list)
    """The changes that were laid over something, innermost first."""
    own_files: set[str] = field(factory=set)
    """The main file, its fragments and its translation, by their names in problems."""
    base_files: set[str] = field(factory=set)
    """The same of what the main file extends."""


def merge(
    files: Files,
    language: str | None = None,
    read: ReadNodes = read_nodes,
    chain: tuple[str, ...] = (),
) -> MergedFiles:
    """Reads a scenario: its main file with the fragments, in a language, laid over its base.

    If the files name a variant, that is laid over the whole.

    read: reads each file; what it returns is changed here. chain: which files extend this one.
    """
    merged = read_own(files, read)
    extends = "extends" in merged.root.entries
    base = _merge_base(files, merged, language, read, chain) if extends else None
    own = own_language(merged.root) or (own_language(base.root) if base is not None else "")
    if language is not None and language != own:
        beside = read_file(files, translation_name(files.main, language), read)
        merged.own_files.add(beside.root.mark.file)
        overlay(merged.root, beside, merged.findings)
    if base is not None:
        _lay_over(merged, base)
    if files.variant is not None:
        _lay_variant(merged, files.variant)
    return merged


def read_own(files: Files, read: ReadNodes = read_nodes) -> MergedFiles:
    """Reads a main file with its fragments, before it is laid over anything."""
    document = _refuse_name(files) or read_file(files, files.main, read)
    merged = MergedFiles(document.root, document.findings, document.damaged)
    merged.own_files.add(document.root.mark.file)
    merged.readable = bool(document.root.entries)
    if merged.readable and not document.damaged and set(document.root.entries) <= set(SECTIONS):
        merged.findings.append(Finding("fragment-alone", mark=document.root.mark))
        merged.readable = False
    if {"chapters", "sides"} & set(document.root.entries) == {"chapters"}:
        merged.findings[:] = [Finding("campaign-here", mark=document.root.mark)]
        merged.readable = False
    for name in _list_fragments(files, merged):
        fragment = read_file(files, name, read)
        merged.own_files.add(fragment.root.mark.file)
        for finding in fragment.findings:
            finding.values["fragment"] = True
        merged.findings += fragment.findings
        merged.damaged |= fragment.damaged
        _add(merged, fragment.root)
    _expand_paths(merged)
    return merged


def _expand_paths(merged: MergedFiles) -> None:
    """Splits keys that are paths, in the variants, and everywhere in a file with `extends`."""
    entries = merged.root.entries
    variants = entries.get("variants", (None, None))[1]
    for id, (_, patch) in variants.entries.items() if isinstance(variants, Mapping) else ():
        if isinstance(patch, Mapping):
            expand_paths(patch, ("variants", id), merged.findings)
    if "extends" in entries:
        kept = {key: entries.pop(key) for key in FILE_KEYS if key in entries}
        expand_paths(merged.root, (), merged.findings)
        merged.root.entries = {**kept, **merged.root.entries}


def list_variants(root: Mapping) -> tuple[str, ...]:
    """The ids of a scenario's variants, in the order of its file."""
    variants = root.entries.get("variants", (None, None))[1]
    ids = variants.entries if isinstance(variants, Mapping) else ()
    return tuple(id for id in ids if ID.fullmatch(id))


def own_language(root: Mapping) -> str:
    """The language that a scenario says it is written in, or ""."""
    return own_text(root, "language")


def _merge_base(
    files: Files,
    merged: MergedFiles,
    language: str | None,
    read: ReadNodes,
    chain: tuple[str, ...],
) -> MergedFiles | None:
    """Reads what a file extends; if that is impossible, reports it and returns None."""
    located = find_base(files, merged.root, chain)
    if isinstance(located, Finding):
        _refuse_base(merged, located)
        return None
    wanted = located.files.variant
    known = list_variants(read_own(located.files, read).root) if wanted is not None else ()
    if wanted is not None and wanted not in known:
        values = {"base": located.name, "found": wanted, "known": known}
        _refuse_base(merged, Finding("extends-variant", ("extends",), values))
        return None
    own = own_language(merged.root)
    translated = language is not None and language in located.files.languages()
    base = merge(located.files, language if translated else None, read, located.chain)
    if any(finding.code == "fragment-alone" for finding in base.findings):
        values = {"found": located.name}
        _refuse_base(merged, Finding("extends-fragment", ("extends",), values))
        return None
    merged.base_files |= base.own_files | base.base_files
    spoken = own_language(base.root)
    if own and spoken and own != spoken:
        values = {"own": own, "found": spoken, "base": located.name, "value": own}
        merged.findings.append(Finding("extends-language", ("language",), values))
    if language not in (None, own, spoken) and not translated and base.readable:
        values = {"base": located.name, "language": language, "own": spoken, "value": ""}
        mark = Mark(files.display_name(translation_name(files.main, str(language))), 1, 1)
        merged.findings.append(Finding("base-untranslated", (), values, mark=mark))
    return base


def _refuse_base(merged: MergedFiles, finding: Finding) -> None:
    """Reports why a file can't be laid over its base; then nothing else in it can be checked."""
    merged.findings.append(finding)
    merged.readable = False


def _lay_over(merged: MergedFiles, base: MergedFiles) -> None:
    """Lays a file over its base."""
    own = merged.root.entries
    kept = {key: own.pop(key) for key in _UNSHARED if key in own}
    for key in _UNSHARED:
        base.root.entries.pop(key, None)
    for key in ("format", "id"):
        if key not in own:
            base.root.entries.pop(key, None)
    merged.readable &= base.readable
    patch = lay_patch(base.root, merged.root, in_root=False)
    merged.root = Mapping(merged.root.mark, {**kept, **base.root.entries})
    merged.findings[:] = [*base.findings, *merged.findings, *patch.findings]
    merged.damaged |= base.damaged
    merged.patches[:] = [*base.patches, patch]


def _lay_variant(merged: MergedFiles, name: str) -> None:
    """Lays a variant over the scenario."""
    node = merged.root.entries.get("variants", (None, None))[1]
    variants = node.entries if isinstance(node, Mapping) else {}
    if name not in variants:
        values = {"found": name, "known": tuple(variants), "value": name}
        merged.findings.append(Finding("variant-missing", ("variants",), values, on_key=True))
        return
    path = ("variants", name)
    key, written = variants[name]
    if not isinstance(written, Mapping):
        if not isinstance(written, Broken):
            values = {"found": kind_of(written), "keys": ("turns", "minutes", "title", "injects")}
            merged.findings.append(Finding("want-record", path, values))
        return
    own = {each: entry for each, entry in written.entries.items() if each in FILE_KEYS}
    for each in own:
        merged.findings.append(Finding("variant-key", (*path, each), {"key": each}, on_key=True))
    changes = Mapping(
        key.mark, {each: entry for each, entry in written.entries.items() if each not in own}
    )
    patch = lay_patch(merged.root, changes, path)
    wrong = patch.findings or any(finding.path[:2] == path for finding in merged.findings)
    if not patch.has_changes and not wrong:
        merged.findings.append(Finding("variant-same", path, {"key": name}, on_key=True))
    merged.findings += patch.findings
    merged.patches.append(patch)
    _name_variant(merged.root, name)


def _name_variant(root: Mapping, name: str) -> None:
    """Gives a variant its id: that of the scenario, a colon, and its own."""
    key, node = root.entries.get("id", (None, None))
    if key is not None and isinstance(node, Scalar):
        id = f"{node.text}:{name}"
        root.entries["id"] = (key, evolve(node, value=id, text=id))


def _refuse_name(files: Files) -> Document | None:
    """Returns an empty document with a finding if the main file's name can't be printed."""
    if is_name(files.main):
        return None
    character = next(each for each in files.main if not is_name(each))
    mark = Mark(files.display_name(files.main), 1, 1)
    finding = Finding("file-name", values={"character": code_point(character)}, mark=mark)
    return Document(Mapping(mark), [finding], {None})


def read_file(files: Files, name: str, read: ReadNodes) -> Document:
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
