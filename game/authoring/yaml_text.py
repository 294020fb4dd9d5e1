"""Writes texts as YAML, in the most readable form that preserves them exactly."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from game.authoring.reading.nodes import plain
from game.authoring.reading.yaml_reader import read


def reads_as(lines: list[str], text: str) -> bool:
    """Whether the lines of a key, or of an item of a list, are YAML for this text."""
    content = "\n".join(["k:", *(f"  {line}" if line else "" for line in lines), ""])
    document = read("", content.encode("utf-8", "surrogatepass"))
    holder = document.root.entries.get("k", (None, None))[1]
    if document.findings or holder is None:
        return False
    values = plain(holder)
    inner = list(values.values() if isinstance(values, Mapping) else values or ())
    return inner == [text]


def indent_lines(lines: list[str], indent: int) -> list[str]:
    """The same lines, further to the right."""
    return [" " * indent + line if line else "" for line in lines]


def text_lines(label: str, text: str, width: int) -> list[str]:
    """A text as YAML, in the most readable form that preserves it exactly."""
    return next(lines for lines in _forms(label, text, width) if reads_as(lines, text))


def _forms(label: str, text: str, width: int) -> Iterator[list[str]]:
    """Ways to write a text, best first; the last is right for every text."""
    unquoted = f"{label} {text}"
    quoted = f"{label} {json.dumps(text, ensure_ascii=False)}"
    if "\n" not in text and len(unquoted) <= width:
        yield [unquoted]
        yield [quoted]
    body = text.removesuffix("\n")
    end = "-" if body == text else ""
    if body.split("\n")[-1].strip():
        # A last line of spaces would be taken for the space between two entries of the file.
        yield [f"{label} >{end}", *indent_lines(_folded(body, width - 2), 2)]
        yield [f"{label} |{end}", *indent_lines(body.split("\n"), 2)]
    yield [quoted]
    yield [f"{label} {json.dumps(text)}"]


def _folded(text: str, width: int) -> list[str]:
    """Lines that YAML folds into a text: each line end of the text is a blank line."""
    lines: list[str] = []
    for number, paragraph in enumerate(text.split("\n")):
        lines += [""] if number else []
        line = ""
        for word in re.split(r"(?<=[^ ]) (?=[^ ])", paragraph):
            if line and len(line) + 1 + len(word) > width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        lines += [line] if line else []
    return lines
