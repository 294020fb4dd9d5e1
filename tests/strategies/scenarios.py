"""Whole scenarios that load without an error, drawn from nothing or changed from a real one.

@given(scenarios())
def test_something(drawn: Drawn) -> None:
    start(drawn.rules, 1)
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from functools import cache, cached_property
from pathlib import Path
from random import Random
from typing import Any

from attrs import field, frozen
from hypothesis import reject
from hypothesis import strategies as st

from game.authoring.load import examine, load
from game.authoring.merge import merge
from game.authoring.reading.files import Folder, KeptFiles
from game.authoring.reading.nodes import Mapping, Mark, Node, Scalar, Sequence
from game.authoring.reading.yaml_builder import Document
from game.authoring.shipped import shipped
from game.model.frozen import FrozenMap
from game.rules.compile import compile_rules
from game.rules.compiled import Rules
from strategies.mutating import changed, lean
from strategies.plan import choice, shapes
from strategies.sections import Data, scenario

MAIN = "drawn.yaml"
FRAGMENT = "parts/drawn.yaml"
BASE = "base.yaml"
NOTHING = "nothing"
TRIES = 3
"""How often a real scenario is changed anew where the changes left an error."""
ROOT = Path(__file__).resolve().parents[2]
REAL = (*shipped().values(), *sorted(ROOT.glob("tests/scenarios/*.yaml")))
CHANGED = [path for path in REAL if path.stem == "kuala-lumpur" or path.parent.parent != ROOT]
"""Those that are changed: one in full, and the bare ones, which are quickly read anew."""

tried: Counter[str] = Counter()
"""How many scenarios were made by each origin, and how many of them were not fit to be used."""


@frozen(slots=False)
class Drawn:
    """A scenario without errors: its rules, its files by name, and what it was made from.

    As text it is its files, for a failure to be read.
    """

    rules: Rules
    files: dict[str, str] = field(eq=False)
    data: Data = field(eq=False)
    """The whole scenario as plain data, fragments joined."""
    origin: str = NOTHING
    main: str = MAIN

    @cached_property
    def lean(self) -> Data:
        """The data without what nobody needs in order to play."""
        return lean(self.data)

    @property
    def kept(self) -> KeptFiles:
        """The files as a record keeps them."""
        return KeptFiles(self.main, FrozenMap(self.files))

    def again(self) -> Rules:
        """The rules compiled anew from the files."""
        return compile_rules(load(self.kept))

    def __repr__(self) -> str:
        if self.main != MAIN:
            return f"<{self.main}>"
        files = "".join(f"\n# {name}\n{text}" for name, text in self.files.items())
        return f"<drawn from {self.origin}:{files}>"

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        """How Hypothesis shows a failing example."""
        printer.text(repr(self))


def scenarios() -> st.SearchStrategy[Drawn]:
    """Scenarios of every kind; a failure shrinks to one made from nothing, and small."""
    return st.one_of(built(), built(), built(), mutants())


def real() -> st.SearchStrategy[Drawn]:
    """The scenarios that the game is shipped with, and those of the tests, as they are."""
    return st.sampled_from(REAL).map(as_it_is)


@cache
def as_it_is(path: Path) -> Drawn:
    """A scenario from disk."""
    folder = Folder(path)
    rules = compile_rules(load(folder))
    data = written(merge(folder).root)
    data.pop("include", None)
    data.pop("variants", None)
    return Drawn(rules, dict(folder.keep().texts), data, path.stem, path.name)


def written(node: Node) -> Any:
    """A node as data that says the same when it is written again: a sign stays with its number."""
    match node:
        case Mapping():
            return {key: written(value) for key, (_, value) in node.entries.items()}
        case Sequence():
            return [written(item) for item in node.items]
        case Scalar(value=int()) if node.text.startswith(("+", "−")):
            return node.text
        case Scalar():
            return node.value
        case _:
            raise ValueError("only a scenario without errors can be written again")


@st.composite
def built(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Drawn:
    """Scenarios made from nothing, of two to four sides, with every feature of the language."""
    shape = draw(shapes())
    data = scenario(shape)
    fragment = ("tags", "injects", "promises") if "fragment" in shape.features else ()
    drawn = finished(data, NOTHING, fragment if shape.seed % 4 == 0 else (), shape.seed % 4 == 1)
    return drawn if drawn is not None else reject()


@st.composite
def mutants(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Drawn:
    """Real scenarios, without their texts, in which some things were changed."""
    base, changes = as_it_is(draw(st.sampled_from(CHANGED))), draw(_CHANGES)[1]
    luck = Random(draw(st.integers(0, 2**32 - 1)))
    for _ in range(TRIES):
        drawn = finished(changed(base.lean, luck, changes), base.origin)
        if drawn is not None:
            return drawn
    return reject()


_CHANGES = choice("changes", 0, 1, 2, 3, 5, 8)


def finished(
    data: Data, origin: str, apart: tuple[str, ...] = (), extending: bool = False
) -> Drawn | None:
    """Data as a drawn scenario; None where there is an error in it."""
    files = extending_files(data) if extending else files_of(data, apart)
    found = examine(KeptFiles(MAIN, FrozenMap(files)), read=read_lines).scenario
    tried[origin] += 1
    if found is None:
        tried[f"{origin}, refused"] += 1
        return None
    return Drawn(compile_rules(found), files, data, origin)


def files_of(data: Data, apart: tuple[str, ...] = ()) -> dict[str, str]:
    """Data as the files of a scenario, some sections perhaps in a fragment of their own."""
    part = {key: value for key, value in data.items() if key in apart}
    if not part:
        return {MAIN: text_of(data)}
    main = {key: value for key, value in data.items() if key not in part}
    return {MAIN: text_of({"include": [FRAGMENT], **main}), FRAGMENT: text_of(part)}


def extending_files(data: Data) -> dict[str, str]:
    """Data as a file laid over another: a value is changed, one removed, and a track is added."""
    tracks = dict(data["tracks"])
    last = tracks.popitem()
    tracks["surplus"] = {"start": 3}
    base = {**data, "id": "base", "turns": data["turns"] + 3, "tracks": tracks}
    changes = {"turns": data["turns"], "tracks": {"surplus": None, last[0]: last[1]}}
    main = {"format": 1, "id": data["id"], "extends": BASE, **changes}
    return {MAIN: text_of(main), BASE: text_of(base)}


def text_of(data: Data) -> str:
    """Data as YAML that can be read: an entry of a section a line."""
    lines = []
    for key, value in data.items():
        if isinstance(value, dict) and value:
            lines += [f"{key}:", *(f"  {id}: {_flow(entry)}" for id, entry in value.items())]
        else:
            lines.append(f"{key}: {_flow(value)}")
    return "\n".join(lines) + "\n"


def _flow(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def read_lines(file: str, content: bytes) -> Document:
    """What `text_of` has written, as YAML is read, without the time that YAML takes."""
    root = section = Mapping(Mark(file, 1, 1))
    for number, line in enumerate(content.decode().strip().split("\n"), 1):
        key, _, text = line.partition(":")
        mark, name = Mark(file, number, 1), key.strip()
        holder = root if key == name else section
        node = _node(json.loads(text), mark) if text else (section := Mapping(mark))
        holder.entries[name] = _node(name, mark), node
    return Document(root)


def _node(value: Any, mark: Mark) -> Any:
    if isinstance(value, dict):
        entries = {key: (_node(key, mark), _node(one, mark)) for key, one in value.items()}
        return Mapping(mark, entries)
    if isinstance(value, list):
        return Sequence(mark, [_node(one, mark) for one in value])
    text = value if isinstance(value, str) else _flow(value)
    return Scalar(value, text, '"' if isinstance(value, str) else "", mark, last_line=mark.line)
