"""A scenario's texts in another language, laid over its own; same ids, text only."""

from __future__ import annotations

from typing import Any

from attrs import define, field

from game.authoring.draft import kind_of
from game.authoring.reading.nodes import (
    Broken,
    Finding,
    Mapping,
    Mark,
    Node,
    Path,
    Scalar,
    Sequence,
    spelled,
)
from game.authoring.reading.yaml_reader import Document
from game.model import shapes
from game.model.effects import STEP_WORDS
from game.model.scenario import Scenario

MOST_SHOWN = 3
"""So many texts without a translation are named in a message."""


@define
class _Overlay:
    findings: list[Finding]
    texts: dict[Path, Scalar] = field(factory=dict)
    done: set[Path] = field(factory=set)
    wrong: bool = False

    def report(self, code: str, path: Path, mark: Mark, **values: Any) -> None:
        """Records a mistake of the translation."""
        self.wrong = True
        self.findings.append(Finding(code, path, values, mark=mark))


def texts_of(root: Mapping) -> dict[Path, Scalar]:
    """Every text of a scenario, by its path as written."""
    texts: dict[Path, Scalar] = {}
    _collect(shapes.Record(lambda: Scenario), root, (), texts)
    return texts


def overlay(root: Mapping, translation: Document, findings: list[Finding]) -> None:
    """Puts a translation's texts in the scenario's place; what doesn't belong is a finding."""
    findings += translation.findings
    work = _Overlay(findings, texts_of(root))
    _lay(work, root, translation.root, ())
    missing = [path for path in work.texts if path not in work.done]
    if missing and not translation.damaged and not work.wrong:
        paths = tuple(spelled(path) for path in missing)
        shown = ", ".join(paths[:MOST_SHOWN]) + (", …" if len(paths) > MOST_SHOWN else "")
        values = {"count": len(paths), "shown": shown, "paths": paths}
        mark = translation.root.mark
        findings.append(Finding("translation-missing", (), values, mark=mark))


def _collect(shape: object, node: Node, path: Path, texts: dict[Path, Scalar]) -> None:
    """Notes every text of the scenario with its path as written."""
    match shape, node:
        case shapes.Text(), Scalar() as text if text.value is not None:
            texts[path] = text
        case shapes.Steps(), _:
            _collect_says(node, path, texts)
        case shapes.Record(load=load), Mapping():
            _collect_record(load(), node, path, texts)
        case shapes.Variant(load=load), Mapping():
            for cls in load().values():
                _collect_record(cls, node, path, texts)
        case shapes.ById(of=of) | shapes.BySide(of=of) | shapes.ByCard(of=of), Mapping():
            for key, (_, child) in node.entries.items():
                _collect(of, child, (*path, key), texts)
        case shapes.Many(of=of), Sequence(items=items):
            for i, item in enumerate(items):
                _collect(of, item, (*path, i), texts)
        case shapes.Many(of=of, or_one=True), _:
            _collect(of, node, path, texts)
        case _:
            pass


def _collect_record(cls: type, node: Mapping, path: Path, texts: dict[Path, Scalar]) -> None:
    for key, (_, description) in shapes.keys(cls).items():
        if key in node.entries:
            _collect(description.shape, node.entries[key][1], (*path, key), texts)


def _collect_says(node: Node, path: Path, texts: dict[Path, Scalar]) -> None:
    """The texts of `say` in effects, however deep."""
    if isinstance(node, Sequence):
        for i, item in enumerate(node.items):
            _collect_says(item, (*path, i), texts)
    elif isinstance(node, Mapping):
        for key, (_, value) in node.entries.items():
            if key == "say" and isinstance(value, Scalar):
                texts[(*path, key)] = value
            elif key in ("then", "else", *STEP_WORDS):
                _collect_says(value, (*path, key), texts)


def _lay(work: _Overlay, own: Node, other: Node, path: Path) -> None:
    """Walks both trees at once and exchanges texts."""
    match own, other:
        case _, Broken():
            return
        case Mapping(), Mapping():
            for key, (key_node, value) in other.entries.items():
                if key == "language" and not path:
                    continue
                if key not in own.entries:
                    values = {"key": key, "known": tuple(own.entries), "value": key}
                    work.report("translation-key", (*path, key), key_node.mark, **values)
                else:
                    _lay(work, own.entries[key][1], value, (*path, key))
        case Sequence(), Sequence():
            if len(own.items) != len(other.items):
                got, want = len(other.items), len(own.items)
                work.report("translation-length", path, other.mark, got=got, want=want, value="")
                return
            for i, (item, translated) in enumerate(zip(own.items, other.items, strict=True)):
                _lay(work, item, translated, (*path, i))
        case Scalar(), Scalar() if path in work.texts and other.value is not None:
            own.value = own.text = other.text
            own.style, own.mark, own.one_line = other.style, other.mark, other.one_line
            own.cut = other.cut
            work.done.add(path)
        case _, Mapping(entries=entries) if not entries:
            return
        case _:
            text = other.text if isinstance(other, Scalar) else ""
            code = "want-text" if path in work.texts else "translation-not-text"
            work.report(code, path, other.mark, found=kind_of(other), value=text)
