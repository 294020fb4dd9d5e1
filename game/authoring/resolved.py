"""A scenario as one file: laid over what it extends, with its fragments and a variant's changes."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath

from attrs import frozen

from game.authoring.merge import MergedFiles, merge
from game.authoring.reading.files import LARGEST, Files, KeptFiles, translation_name
from game.authoring.reading.nodes import Finding, Mapping, Node, Path, Scalar, Sequence, plain
from game.authoring.reading.yaml_builder import MOST_NODES
from game.authoring.reading.yaml_reader import read
from game.authoring.translation import texts_of
from game.authoring.wording import CODES
from game.authoring.yaml_text import indent_lines, text_lines
from game.model import shapes
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario

WIDTH = 100
"""The longest line, where words can be wrapped."""
_SHORT = 72
"""The greatest length of a list or mapping that is written on one line."""
_UNWRITTEN = ("extends", "include", "variants")
_WORDS = re.compile(r"[A-Za-z][A-Za-z0-9_]*( [A-Za-z0-9_]+)*|[-+]?[0-9]+")
_UNQUOTED = re.compile(r"[A-Za-z]([A-Za-z0-9 _.,;'()<>=+*/%!?-]*[A-Za-z0-9).!?%])?")
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_NO_TEXTS = ("true", "false", "null")


def resolve_files(files: Files) -> KeptFiles:
    """The texts of a scenario's files, for a record.

    A scenario that extends another, or a variant, is kept as one file, with its translations.
    Raises OSError if a file can't be read, UnicodeDecodeError if one isn't text.
    """
    if files.variant is None and b"extends" not in files.read(files.main):
        return files.keep()
    own = merge(files)
    if files.variant is None and "extends" not in own.root.entries:
        return files.keep()
    main = resolved_name(files)
    texts = {main: write_resolved(own.root)}
    for language in files.languages():
        merged = merge(files, language)
        if not any(CODES[finding.code].severity == "error" for finding in merged.findings):
            texts[translation_name(main, language)] = _write_translation(merged.root, language)
    return KeptFiles(main, FrozenMap(texts))


def resolved_name(files: Files) -> str:
    """The name of the one file that a scenario, or a variant, becomes: fog:short.yaml."""
    path = PurePosixPath(files.main)
    variant = f":{files.variant}" if files.variant is not None else ""
    return f"{path.stem}{variant}{path.suffix}"


def measure(merged: MergedFiles) -> Finding | None:
    """A finding if a scenario made of several is too large to be kept as one file; else None."""
    if not merged.patches or sum(map(_size, _parts(merged.root))) < LARGEST // 8:
        return None
    text = write_resolved(merged.root).encode("utf-8", "surrogatepass")
    if not read("", text).findings:
        return None
    path = merged.patches[-1].prefix or ("extends",)
    values = {"size": len(text), "largest": LARGEST, "most": MOST_NODES}
    return Finding("resolved-large", path, values, on_key=True)


def _parts(root: Mapping) -> list[Node]:
    return [node for key, (_, node) in root.entries.items() if key not in _UNWRITTEN]


def _size(node: Node) -> int:
    """About how many characters a node takes, and at least one for each value in it."""
    match node:
        case Scalar(text=text):
            return 1 + len(text)
        case Mapping(entries=entries):
            return 1 + sum(len(key) + _size(value) for key, (_, value) in entries.items())
        case Sequence(items=items):
            return 1 + sum(map(_size, items))
        case _:
            return 1


def write_resolved(root: Mapping, encoding: str = "utf-8") -> str:
    """A scenario as the YAML of one file, in the order of the language's keys.

    encoding: if it lacks a character, all texts are written with escapes.
    """
    known = {key: place for place, key in enumerate(shapes.keys(Scenario))}
    order = sorted(root.entries, key=lambda key: known.get(key, len(known)))
    entries = {key: root.entries[key] for key in order if key not in _UNWRITTEN}
    text = _write(Mapping(root.mark, entries))
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return _Writer(escaped=True).document(Mapping(root.mark, entries))
    return text


def _write_translation(root: Mapping, language: str) -> str:
    texts = texts_of(root)
    without = Mapping(root.mark, {k: v for k, v in root.entries.items() if k not in _UNWRITTEN})
    holders = {path[:length] for path in texts for length in range(len(path) + 1)}
    picked = _pick(without, (), holders)
    assert isinstance(picked, Mapping)
    code = Scalar(language, language, "", root.mark)
    entries = {**picked.entries, "language": (Scalar("language", "language", "", root.mark), code)}
    return _write(Mapping(root.mark, entries))


def _pick(node: Node, path: Path, holders: set[Path]) -> Node:
    """A node with only its texts; `{}` keeps the place of an item without texts."""
    if path not in holders:
        return Mapping(node.mark)
    match node:
        case Mapping(mark=mark, entries=entries):
            kept = {
                key: (key_node, _pick(value, (*path, key), holders))
                for key, (key_node, value) in entries.items()
                if (*path, key) in holders
            }
            return Mapping(mark, kept)
        case Sequence(mark=mark, items=items):
            return Sequence(
                mark, [_pick(item, (*path, i), holders) for i, item in enumerate(items)]
            )
        case _:
            return node


def _write(root: Mapping) -> str:
    """Writes a mapping so that reading it gives the same."""
    text = _Writer().document(root)
    document = read("", text.encode("utf-8", "surrogatepass"))
    same = not document.findings and plain(document.root) == plain(root)
    return text if same else _Writer(escaped=True).document(root)


@frozen
class _Writer:
    """Writes nodes as lines of YAML; with `escaped` every text in quotes, in ASCII."""

    escaped: bool = False

    def document(self, root: Mapping) -> str:
        """The whole text."""
        return "\n".join([*self._mapping(root, 0), ""])

    def _mapping(self, node: Mapping, indent: int) -> list[str]:
        lines: list[str] = []
        length = 1
        for key, (_, value) in node.entries.items():
            label = f"{key if _KEY.fullmatch(key) else _quoted(key)}:"
            entry = self._value(label, value, indent)
            spaced = lines and not indent and max(length, len(entry)) > 1
            lines += ["", *entry] if spaced else entry
            length = len(entry)
        return lines

    def _value(self, label: str, node: Node, indent: int) -> list[str]:
        """The lines of a value behind a key or a dash."""
        if isinstance(node, Scalar):
            return indent_lines(self._scalar(label, node, WIDTH - indent), indent)
        is_section = not indent and isinstance(node, Mapping) and node.entries
        short = _in_one_line(node) if not is_section else None
        if short is not None and len(label) + len(short) + indent <= _SHORT:
            return [f"{' ' * indent}{label} {short}"]
        if isinstance(node, Mapping):
            inner = self._mapping(node, indent + 2)
            if not inner:
                return [f"{' ' * indent}{label} {{}}"]
            if label == "-":
                return [f"{' ' * indent}- {inner[0][indent + 2 :]}", *inner[1:]]
        elif isinstance(node, Sequence):
            inner = [line for item in node.items for line in self._value("-", item, indent + 2)]
        else:
            inner = []
        return [f"{' ' * indent}{label}", *inner]

    def _scalar(self, label: str, node: Scalar, width: int) -> list[str]:
        if node.value is None:
            return [f"{label} null"]
        text = node.text
        if not isinstance(node.value, str):
            return [f"{label} {text}"]
        fits = len(label) + 1 + len(text) <= width
        if fits and _UNQUOTED.fullmatch(text) and text not in _NO_TEXTS:
            return [f"{label} {text}"]
        if self.escaped or (fits and text.isascii() and text.isprintable()):
            return [f"{label} {_quoted(text)}"]
        return text_lines(label, text, width)


def _quoted(text: str) -> str:
    """A text in double quotes, in ASCII."""
    return json.dumps(text, ensure_ascii=False).encode("ascii", "backslashreplace").decode()


def _in_one_line(node: Node) -> str | None:
    """A node in brackets or braces; None if it holds more than words and numbers."""
    match node:
        case Scalar(value=value, text=text):
            simple = value is not None and _WORDS.fullmatch(text) and text not in _NO_TEXTS
            return text if simple and isinstance(value, str) == text[0].isalpha() else None
        case Sequence(items=items):
            inner = [_in_one_line(item) if isinstance(item, Scalar) else None for item in items]
            return f"[{', '.join(map(str, inner))}]" if None not in inner else None
        case Mapping(entries=entries):
            values = {
                key: _in_one_line(value) if isinstance(value, Scalar) else None
                for key, (_, value) in entries.items()
            }
            if None in values.values() or not all(map(_KEY.fullmatch, values)):
                return None
            return "{" + ", ".join(f"{key}: {value}" for key, value in values.items()) + "}"
        case _:
            return None
