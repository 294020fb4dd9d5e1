"""Replaces a scenario's texts by those of a translation, which has the same ids and only texts.

A text that is empty in the translation, such as `name: ""`, isn't translated yet.
"""

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
    show_path,
)
from game.authoring.reading.yaml_builder import Document
from game.authoring.steps import EFFECTS
from game.model import shapes
from game.model.braces import braces, has_braces
from game.model.effects import STEP_WORDS
from game.model.scenario import Scenario

MOST_SHOWN = 3
"""How many untranslated texts a message names."""


@define
class _Overlay:
    """The texts of a scenario by path, and which of them have been translated."""

    findings: list[Finding]
    texts: dict[Path, Scalar] = field(factory=dict)
    done: set[Path] = field(factory=set)
    wrong: bool = False

    def report(self, code: str, path: Path, mark: Mark, **values: Any) -> None:
        """Reports a problem of the translation."""
        self.wrong = True
        self.findings.append(Finding(code, path, values, mark=mark))


def texts_of(root: Mapping, cls: type = Scenario) -> dict[Path, Scalar]:
    """All texts of a scenario, by their paths as the author wrote them. cls: of what else."""
    texts: dict[Path, Scalar] = {}
    _collect(shapes.Record(lambda: cls), root, (), texts)
    return texts


def overlay(
    root: Mapping, translation: Document, findings: list[Finding], cls: type = Scenario
) -> set[Path]:
    """Replaces the scenario's texts by a translation's; reports wrong keys and missing texts.

    Returns the paths of the texts that are translated. cls: what is translated instead.
    """
    findings += translation.findings
    work = _Overlay(findings, texts_of(root, cls))
    _replace_texts(work, root, translation.root, ())
    missing = [path for path in work.texts if path not in work.done]
    if missing and not translation.damaged and not work.wrong:
        paths = tuple(show_path(path) for path in missing)
        shown = ", ".join(paths[:MOST_SHOWN]) + (", …" if len(paths) > MOST_SHOWN else "")
        values = {"count": len(paths), "shown": shown, "paths": paths}
        mark = translation.root.mark
        findings.append(Finding("translation-missing", (), values, mark=mark))
    return work.done


def _collect(shape: object, node: Node, path: Path, texts: dict[Path, Scalar]) -> None:
    """Adds all texts of a node, by their paths as the author wrote them."""
    match shape, node:
        case shapes.Text(), Scalar() as text if text.value is not None:
            texts[path] = text
        case shapes.Steps(load=load), _:
            words = (*_SAYING, *((EFFECTS,) if load is not None else ()))
            _collect_says(node, path, texts, words)
        case ((shapes.Record(load=load) | shapes.RecordOr(load=load)), Mapping()):
            _collect_record(load(), node, path, texts)
        case shapes.Variant(load=load), Mapping():
            for cls in load().values():
                _collect_record(cls, node, path, texts)
        case shapes.Patch(record=record, without=without), Mapping():
            _collect_record(record(), node, path, texts, without)
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


def _collect_record(
    cls: type,
    node: Mapping,
    path: Path,
    texts: dict[Path, Scalar],
    without: tuple[str, ...] = (),
) -> None:
    for key, (_, description) in shapes.keys(cls).items():
        if key in node.entries and key not in without:
            _collect(description.shape, node.entries[key][1], (*path, key), texts)


_SAYING = ("then", "else", *STEP_WORDS)
"""The keys of a step below which texts can be."""


def _collect_says(
    node: Node, path: Path, texts: dict[Path, Scalar], words: tuple[str, ...]
) -> None:
    """Adds the texts of `say` in effects, however deeply nested; words: the keys to look below."""
    if isinstance(node, Sequence):
        for i, item in enumerate(node.items):
            _collect_says(item, (*path, i), texts, words)
    elif isinstance(node, Mapping):
        for key, (_, value) in node.entries.items():
            if key == "say" and isinstance(value, Scalar):
                texts[(*path, key)] = value
            elif key in words:
                _collect_says(value, (*path, key), texts, words)


def _compare_braces(work: _Overlay, path: Path, text: str, other: Scalar) -> None:
    """Reports what stands in braces in the scenario's text, and not in its translation."""
    if not has_braces(path):
        return
    kept = {name for name, _ in braces(other.text)}
    for name in dict.fromkeys(name for name, _ in braces(text)):
        if name not in kept:
            finding = Finding("lost-brace", path, {"found": name}, mark=other.mark)
            work.findings.append(finding)


def _replace_texts(work: _Overlay, own: Node, other: Node, path: Path) -> None:
    """Walks both trees together and replaces the scenario's texts."""
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
                    _replace_texts(work, own.entries[key][1], value, (*path, key))
        case Sequence(), Sequence():
            if len(own.items) != len(other.items):
                got, want = len(other.items), len(own.items)
                work.report("translation-length", path, other.mark, got=got, want=want, value="")
                return
            for i, (item, translated) in enumerate(zip(own.items, other.items, strict=True)):
                _replace_texts(work, item, translated, (*path, i))
        case Scalar(), Scalar(style=style, text="") if style and path in work.texts:
            return  # an empty text is one that isn't translated yet
        case Scalar(), Scalar() if path in work.texts and other.value is not None:
            _compare_braces(work, path, own.text, other)
            own.value = own.text = other.text
            own.style, own.mark, own.one_line = other.style, other.mark, other.one_line
            own.cut, own.last_line = other.cut, other.last_line
            work.done.add(path)
        case _, Mapping(entries=entries) if not entries:
            return
        case _:
            text = other.text if isinstance(other, Scalar) else ""
            code = "want-text" if path in work.texts else "translation-not-text"
            work.report(code, path, other.mark, found=kind_of(other), value=text)
