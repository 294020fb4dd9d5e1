"""Reads a file anew only where its bytes have changed, for a scenario that is read again and again.

A scenario and its translations share their main file, and of the files of a scenario that is being
written only one changes from save to save.
"""

from __future__ import annotations

from attrs import evolve

from game.authoring.reading.nodes import Mapping, Node, Scalar, Sequence
from game.authoring.reading.yaml_builder import Document
from game.authoring.reading.yaml_reader import read


class RememberingReader:
    """Reads files into documents, of which each caller gets its own copy to change.

    It remembers the latest contents of every file.
    """

    def __init__(self) -> None:
        self._documents: dict[str, tuple[bytes, Document]] = {}

    def __call__(self, file: str, data: bytes) -> Document:
        """Reads the nodes of a file, like `yaml_reader.read`."""
        known = self._documents.get(file)
        if known is None or known[0] != data:
            known = data, read(file, data)
            self._documents[file] = known
        return _copy_document(known[1])


def _copy_document(document: Document) -> Document:
    root = _copy(document.root)
    assert isinstance(root, Mapping)
    findings = [evolve(each, values=dict(each.values)) for each in document.findings]
    return Document(root, findings, set(document.damaged))


def _copy(node: Node) -> Node:
    """A copy of a node whose values can be changed; keys are shared, since nobody changes them."""
    match node:
        case Scalar():
            return Scalar(
                node.value,
                node.text,
                node.style,
                node.mark,
                node.one_line,
                node.cut,
                node.last_line,
                lines=node.lines,
            )
        case Mapping(mark=mark, entries=entries):
            return Mapping(
                mark, {name: (key, _copy(node)) for name, (key, node) in entries.items()}
            )
        case Sequence(mark=mark, items=items):
            return Sequence(mark, [_copy(each) for each in items])
        case _:
            return node
