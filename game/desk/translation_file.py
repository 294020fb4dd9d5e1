"""Writes a translation, with an empty place below the original of each missing text.

The game shows the original of an empty text, so the file can be played at any time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from textwrap import wrap

from attrs import frozen

from game.authoring.reading.nodes import Mapping as MappingNode
from game.authoring.reading.nodes import Node, Path, Scalar, Sequence
from game.authoring.yaml_text import indent_lines, reads_as, text_lines
from game.desk.kept_lines import ORIGINAL, KeptLines, keep_lines
from game.desk.texts import ScenarioTexts, Translation, is_long
from game.model.frozen import FrozenMap

WIDTH = 100
"""The longest line, where words can be wrapped."""
NOTHING: Mapping[Path, str] = FrozenMap()
EMPTY = "{}"
"""An item of a list without texts."""

_ADVICE = (
    "Each original stands above the place for its translation: write it between the quotes; where "
    "a line ends in >-, write it below, two spaces further to the right than the key. What is left "
    "empty is shown in the original. This command takes away the originals of what is translated:"
)
_SCHEMA_LINE = re.compile(
    r"^(# yaml-language-server: \$schema=(?:\S*/)?)scenario\.schema\.json$", re.MULTILINE
)
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


def write_translation(
    texts: ScenarioTexts, code: str, before: Translation, more: Mapping[Path, str] = NOTHING
) -> str:
    """The content of a translation's file, with more translations put in.

    What is the same as before stays as it is written, and comments are kept.
    """
    translated = {**before.translated, **more}
    complete = len(translated) == len(texts.texts) and ORIGINAL not in before.content
    if before.content and complete and translated == before.translated:
        return before.content
    kept = keep_lines(before.content)
    writer = _Writer(texts, code, translated, kept, _holders(texts))
    return "\n".join([*writer.header(), *writer.mapping(texts.root, (), 0), *kept.below, ""])


def _holders(texts: ScenarioTexts) -> frozenset[Path]:
    """The paths of all texts, and of everything that contains one."""
    return frozenset(path[:length] for path in texts.texts for length in range(len(path) + 1))


@frozen(eq=False)
class _Writer:
    texts: ScenarioTexts
    code: str
    translated: Mapping[Path, str]
    kept: KeptLines
    holders: frozenset[Path]

    def header(self) -> Iterator[str]:
        """The comments at the top, and the language."""
        main, path = self.texts.files.main, ("language",)
        yield from self.kept.above.get(path, [*_first_lines(self.texts, self.code)])
        if any(path not in self.translated for path in self.texts.texts):
            yield from _comment(f"{_ADVICE}\ncommunique texts {main} --to {self.code}", 0)
        entry = self.kept.entries.get(path, [])
        yield from entry if reads_as(entry, self.code) else [f"language: {self.code}"]

    def mapping(self, node: MappingNode, path: Path, indent: int) -> list[str]:
        """The lines of all keys that hold texts."""
        lines: list[str] = []
        length = 1
        for key, (_, value) in node.entries.items():
            child = (*path, key)
            if child not in self.holders:
                continue
            entry = [*self._key(key, value, child, indent)]
            spaced = not path and child not in self.kept.above and max(length, len(entry)) > 1
            lines += [""] if spaced else []
            lines += [*self._above(child, indent), *entry]
            length = len(entry)
        return lines

    def sequence(self, node: Sequence, path: Path, indent: int) -> list[str]:
        """The lines of a list, which has an item for each of the original's."""
        lines: list[str] = []
        for i, item in enumerate(node.items):
            child = (*path, i)
            lines += self._above(child, indent)
            if child not in self.holders:
                lines += indent_lines(self.kept.entries.get(child, [f"- {EMPTY}"]), indent)
            elif isinstance(item, Scalar):
                lines += self._text(child, "-", indent)
            else:
                lines += _with_dash(self._values(item, child, indent + 2), indent)
        return lines

    def _key(self, key: str, value: Node, path: Path, indent: int) -> Iterator[str]:
        label = f"{key if _PLAIN_KEY.fullmatch(key) else json.dumps(key, ensure_ascii=False)}:"
        if isinstance(value, Scalar):
            yield from self._text(path, label, indent)
        else:
            yield from indent_lines([self.kept.heads.get(path, label)], indent)
            yield from self._values(value, path, indent + 2)

    def _values(self, node: Node, path: Path, indent: int) -> list[str]:
        if isinstance(node, MappingNode):
            return self.mapping(node, path, indent)
        return self.sequence(node, path, indent) if isinstance(node, Sequence) else []

    def _text(self, path: Path, label: str, indent: int) -> list[str]:
        """The lines of a text: its translation, or its original and an empty place."""
        source = self.texts.texts[path]
        if path not in self.translated:
            place = ">-" if is_long(source) else '""'
            return [*_comment(source.text, indent), *indent_lines([f"{label} {place}"], indent)]
        text, entry = self.translated[path], self.kept.entries.get(path, [])
        if not reads_as(entry, text):
            entry = text_lines(label, text, WIDTH - indent)
        return indent_lines(entry, indent)

    def _above(self, path: Path, indent: int) -> list[str]:
        return indent_lines(self.kept.above.get(path, []), indent)


def _first_lines(texts: ScenarioTexts, code: str) -> Iterator[str]:
    """The comments of a new file: its schema, if the scenario names its own, and what it is."""
    main = texts.files.main
    schema = _SCHEMA_LINE.search(texts.files.texts[main])
    if schema is not None:
        yield f"{schema[1]}translation.schema.json"
    yield f"# The texts of {main} in the language {code}, under the same keys."


def _with_dash(lines: list[str], indent: int) -> list[str]:
    """An item's lines with a dash before the first key; comments above it stand above the dash."""
    remarks = next(i for i, line in enumerate(lines) if line.strip() and line.strip()[0] != "#")
    above = [line[2:] for line in lines[:remarks]]
    first = f"{' ' * indent}- {lines[remarks][indent + 2 :]}"
    return [*above, first, *lines[remarks + 1 :]]


def _comment(text: str, indent: int) -> list[str]:
    """A text as lines that begin like an original."""
    width = max(40, WIDTH - indent - len(ORIGINAL) - 1)
    lines: list[str] = []
    for number, paragraph in enumerate(text.split("\n")):
        lines += [""] if number else []
        lines += wrap(paragraph, width, break_long_words=False, break_on_hyphens=False)
    return indent_lines([f"{ORIGINAL} {line}".rstrip() for line in lines], indent)
