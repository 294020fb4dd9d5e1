"""One scenario from several files: fragments merged in, a translation laid over."""

from __future__ import annotations

import re
from collections.abc import Callable
from glob import escape
from pathlib import Path, PurePosixPath

from attrs import define, field

from game.authoring.draft import kind_of
from game.authoring.nearest import nearest
from game.authoring.nodes import Broken, Finding, Mapping, Mark, Node, Scalar, Sequence
from game.authoring.reader import Document, read
from game.authoring.translation import overlay
from game.model import shapes
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


def merge(path: Path, language: str | None = None) -> Merged:
    """The nodes of a file with its fragments, a translation's texts in place of its own."""
    document = _read_file(path, str(path))
    merged = Merged(document.root, document.findings, document.damaged)
    merged.readable = bool(document.root.entries)
    if merged.readable and not document.damaged and set(document.root.entries) <= set(SECTIONS):
        merged.findings.append(Finding("fragment-alone", mark=document.root.mark))
        merged.readable = False
    for shown, other in _included(path, merged):
        fragment = _read_file(other, shown)
        for finding in fragment.findings:
            finding.values["fragment"] = True
        merged.findings += fragment.findings
        merged.damaged |= fragment.damaged
        _add(merged, fragment.root)
    if language is not None and language != own_language(merged.root):
        beside = translation_path(path, language)
        overlay(merged.root, _read_file(beside, str(beside)), merged.findings)
    return merged


def own_language(root: Mapping) -> str:
    """The language a scenario is written in, as far as it says so."""
    node = root.entries.get("language", (None, None))[1]
    return node.text if isinstance(node, Scalar) else ""


def translation_path(path: Path, language: str) -> Path:
    """Where the texts of another language lie: kuala-lumpur.fr.yaml beside kuala-lumpur.yaml."""
    return path.with_name(f"{path.stem}.{language}{path.suffix}")


def languages(path: Path) -> tuple[str, ...]:
    """The languages of the translations beside a scenario's file."""
    pattern = f"{escape(path.stem)}.*{path.suffix}"
    names = sorted(other.name for other in path.parent.glob(pattern))
    return tuple(name[len(path.stem) + 1 : -len(path.suffix)] for name in names)


def translated(path: Path) -> tuple[Path, str] | None:
    """The scenario's file and the language, where a path is that of a translation; else None."""
    stem, dot, language = path.stem.rpartition(".")
    if not dot or not stem:
        return None
    main = path.with_name(f"{stem}{path.suffix}")
    return (main, language) if _holds(main.is_file) else None


def _holds(test: Callable[[], bool]) -> bool:
    """A question about a path; no, where the system can't even ask it (a name too long, say)."""
    try:
        return test()
    except (OSError, ValueError):
        return False


def _read_file(path: Path, shown: str) -> Document:
    """The document of a file; that it can't be read is a finding."""
    mark = Mark(shown, 1, 1)
    try:
        return read(shown, path.read_bytes())
    except FileNotFoundError:
        finding = Finding("file-missing", mark=mark)
    except IsADirectoryError:
        finding = Finding("file-folder", mark=mark)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        code = "file-folder" if _holds(path.is_dir) else "file-unreadable"
        finding = Finding(code, values={"reason": reason}, mark=mark)
    return Document(Mapping(mark), [finding], {None})


def _included(path: Path, merged: Merged) -> list[tuple[str, Path]]:
    """The fragments that a file names, each as shown and as found."""
    node = merged.root.entries.get("include", (None, None))[1]
    items = node.items if isinstance(node, Sequence) else [node] if node is not None else []
    found: list[tuple[str, Path]] = []
    for i, item in enumerate(items):
        if not isinstance(item, Scalar) or not _INCLUDED.fullmatch(item.text):
            merged.damaged.add(None)
            continue  # the schema says what is wrong with it
        code = _wrong_include(path, item.text, [other for _, other in found])
        if code is None:
            other = path.parent / item.text
            found.append((other.as_posix(), other))
        else:
            known = _fragments(path) if code == "include-missing" else ()
            values = {"found": item.text, "known": known}
            merged.findings.append(Finding(code, ("include", i), values))
            merged.damaged.add(None)
    return found


def _wrong_include(path: Path, text: str, before: list[Path]) -> str | None:
    """The code of what is wrong with a fragment's path, None where it is fine."""
    if PurePosixPath(text).is_absolute() or ".." in PurePosixPath(text).parts:
        return "include-outside"
    try:
        return _wrong_place(path.resolve(), (path.parent / text).resolve(), before)
    except (OSError, RuntimeError):  # a name too long for the system, or a link that leads nowhere
        return "include-missing"


def _wrong_place(path: Path, other: Path, before: list[Path]) -> str | None:
    """The same for the fragment's own place, links followed."""
    if not other.is_relative_to(path.parent):
        return "include-outside"
    if other == path:
        return "include-itself"
    if not other.is_file():
        return "include-missing"
    return "include-twice" if other in [earlier.resolve() for earlier in before] else None


def _fragments(path: Path) -> tuple[str, ...]:
    """The YAML files in folders below a file, to name the nearest of them."""
    folder = path.parent
    files = (other for other in folder.glob("*/*.yaml") if other.is_file())
    return tuple(sorted(other.relative_to(folder).as_posix() for other in files)[:50])


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
