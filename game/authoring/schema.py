"""From nodes to the model: each key read by its shape, references and expressions noted on the way.

Shape first, references second: nothing here needs the rest of the scenario. What can't be read is
reported and replaced by a harmless value, so that everything else is still looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import attrs
from attrs import define, field, frozen

from game.authoring.nodes import Broken, Finding, Mapping, Node, Path, Scalar, Sequence, follow
from game.authoring.steps import read_steps
from game.model import shapes
from game.model.decisions import read_decision
from game.model.expressions import ZERO, Expression, Number
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario
from game.model.tracks import ALL
from game.rules.expressions import ExpressionError, parse

ID = re.compile("[a-z][a-z0-9_]*")
LABEL = re.compile("[A-Za-z][A-Za-z0-9_-]*")


class _Bad:
    """What reading gives where there is nothing to go on with."""

    def __repr__(self) -> str:
        return "BAD"


BAD = _Bad()


@frozen
class Reference:
    """An id that must name something of a kind; `on_key` where it is itself a key."""

    kind: str
    id: str
    path: Path
    on_key: bool = False


@frozen
class Formula:
    """An expression and where it stands; `track` is the one a change sets, whose levels it may name."""

    expression: Expression
    path: Path
    track: str | None = None
    lead: int = 0  # characters before the expression in its value: a change's sign


@define(eq=False)
class Draft:
    """A scenario as read, with all that must still be checked against the whole."""

    root: Mapping
    findings: list[Finding] = field(factory=list)
    references: list[Reference] = field(factory=list)
    formulas: list[Formula] = field(factory=list)
    steps: list[tuple[Path, Any]] = field(factory=list)
    new_ids: list[tuple[str, str, Path]] = field(factory=list)
    bad: set[Path] = field(factory=set)
    scenario: Scenario = field(default=None)

    def report(self, code: str, path: Path, **values: Any) -> None:
        """Records a mistake in the value at a path."""
        self.findings.append(Finding(code, path, values))

    def report_key(self, code: str, path: Path, **values: Any) -> None:
        """Records a mistake in the key at a path."""
        self.findings.append(Finding(code, path, values, on_key=True))

    def is_bad(self, path: Path) -> bool:
        """Whether something at or below a path couldn't be read."""
        return any(bad[: len(path)] == path for bad in self.bad)

    def node(self, path: Path) -> Node:
        """The node at a path, as far as it exists."""
        return follow(self.root, path)[1]

    def formula(self, node: Node, path: Path) -> Expression | None:
        """An expression read from a scalar and noted for checking; None where it is none."""
        if not isinstance(node, Scalar):
            if not isinstance(node, Broken):
                self.report("want-expression", path, found=_kind(node))
            return None
        if isinstance(node.value, int) and not isinstance(node.value, bool):
            expression: Expression = Number(node.value)
        else:
            found = self.expression(node, node.text, path, 0)
            if found is None:
                return None
            expression = found
        self.formulas.append(Formula(expression, path))
        return expression

    def expression(self, node: Scalar, text: str, path: Path, lead: int) -> Expression | None:
        """The tree of a text; a mistake in it is reported at its place."""
        if node.value is None:
            self.report("want-expression", path, found="nothing")
            return None
        try:
            return parse(text)
        except ExpressionError as error:
            values = {"text": text, **error.values}
            self.findings.append(Finding(error.code, path, values, at=lead + error.at))
            return None

    def note_change(self, expression: Expression, path: Path, track: str | None, lead: int) -> None:
        """Notes a change's amount for checking; `track` where it may name a level."""
        self.formulas.append(Formula(expression, path, track, lead))

    def refer(self, kind: str, id: str, path: Path) -> None:
        """Notes a key that refers to something."""
        self.references.append(Reference(kind, id, path, on_key=True))

    def reference(self, kind: str, node: Node, path: Path) -> str | None:
        """The id of something, noted for checking."""
        return _or_none(_read(self, shapes.Ref(kind), node, path))

    def sides(self, node: Node, path: Path) -> tuple[str, ...] | None:
        """A list of sides, or one."""
        return _or_none(_read(self, shapes.Many(shapes.Ref("side"), or_one=True), node, path))

    def text(self, node: Node, path: Path) -> str | None:
        """Words for people."""
        return _or_none(_read(self, shapes.Text(), node, path))

    def whole(self, node: Node, path: Path) -> int | None:
        """A number of turns."""
        return _or_none(_read(self, shapes.Whole(1, 9999), node, path))


def _or_none(value: Any) -> Any:
    return None if value is BAD else value


def read_scenario(root: Mapping) -> Draft:
    """The draft of a whole scenario; it always has a scenario, however much is missing."""
    draft = Draft(root)
    draft.scenario = _record(draft, shapes.Record(lambda: Scenario), root, ())
    return draft


def _read(draft: Draft, shape: Any, node: Node, path: Path) -> Any:
    """The value of a node by its shape, or BAD where it was reported."""
    if isinstance(node, Broken):
        draft.bad.add(path)
        return BAD
    value = _READERS[type(shape)](draft, shape, node, path)
    if value is BAD:
        draft.bad.add(path)
    return value


def _kind(node: Node) -> str:
    """What a node is, in an author's words."""
    match node:
        case Mapping():
            return "keys with values"
        case Sequence():
            return "a list"
        case Scalar(value=None):
            return "nothing"
        case Scalar(value=bool()):
            return "true or false"
        case Scalar(value=int() | float()):
            return "a number"
        case _:
            return "text"


def _record(draft: Draft, shape: shapes.Record, node: Node, path: Path) -> Any:
    cls = shape.load()
    if not isinstance(node, Mapping):
        draft.report("want-record", path, found=_kind(node), keys=_known_keys(cls))
        return BAD
    return _fill(draft, cls, node, path, ())


def _variant(draft: Draft, shape: shapes.Variant, node: Node, path: Path) -> Any:
    kinds = shape.load()
    if not isinstance(node, Mapping):
        draft.report("want-record", path, found=_kind(node), keys=(shape.key,))
        return BAD
    if shape.key not in node.entries:
        draft.report_key("missing-key", path, key=shape.key, known=tuple(kinds))
        return BAD
    word = node.entries[shape.key][1]
    where = (*path, shape.key)
    chosen = _one_word(draft, shapes.OneWord(tuple(kinds)), word, where)
    if chosen is BAD:
        return BAD
    return _fill(draft, kinds[chosen], node, path, (shape.key,), kinds, chosen)


def _fill(
    draft: Draft,
    cls: type,
    node: Mapping,
    path: Path,
    taken: tuple[str, ...],
    kinds: dict[str, type] | None = None,
    chosen: str = "",
) -> Any:
    """One object of the model from a mapping, each key by its own shape."""
    known = shapes.keys(cls)
    values: dict[str, Any] = {}
    for key, (_, value) in node.entries.items():
        if key in taken:
            continue
        described = known.get(key)
        if described is None:
            _unknown_key(draft, cls, (*path, key), value, kinds, chosen)
            continue
        read = _read(draft, described[1].shape, value, (*path, key))
        if read is not BAD:
            values[described[0].name] = read
    for key, (attribute, description) in known.items():
        if description.required and attribute.name not in values:
            values[attribute.name] = attribute.metadata["empty"]
            draft.bad.add((*path, key))
            if key not in node.entries:
                draft.report_key("missing-key", path, key=key, known=())
    return cls(**values)


def _unknown_key(
    draft: Draft,
    cls: type,
    path: Path,
    value: Node,
    kinds: dict[str, type] | None,
    chosen: str,
) -> None:
    if isinstance(value, Broken):
        return
    key = path[-1]
    other = [kind for kind, each in (kinds or {}).items() if key in shapes.keys(each)]
    if other:
        draft.report_key("key-of-other-kind", path, key=key, kind=chosen, other=other[0])
    else:
        draft.report_key("unknown-key", path, key=key, known=_known_keys(cls))


def _known_keys(cls: type) -> tuple[str, ...]:
    return tuple(shapes.keys(cls))


def _by_id(draft: Draft, shape: shapes.ById, node: Node, path: Path) -> Any:
    if not isinstance(node, Mapping):
        draft.report("want-mapping", path, found=_kind(node))
        return BAD
    values: dict[str, Any] = {}
    for key, (_, value) in node.entries.items():
        where = (*path, key)
        _id(draft, shape.ids, key, where)
        read = _read(draft, shape.of, value, where)
        if read is BAD:
            read = empty(shape.of)
        if read is not BAD:
            values[key] = read
    if len(node.entries) < shape.at_least:
        draft.report_key("too-few", path, at_least=shape.at_least, got=len(node.entries))
        draft.bad.add(path)
    return FrozenMap(values)


def _id(draft: Draft, ids: str, key: str, path: Path) -> None:
    """Checks a key that is an id of its own, or notes it where it refers to something."""
    if ids in ("id", "answer", "persona"):
        if not ID.fullmatch(key):
            draft.report_key("bad-id", path, key=key)
        else:
            draft.new_ids.append((ids, key, path))
    elif ids == "label":
        if not LABEL.fullmatch(key):
            draft.report_key("bad-label", path, key=key)
    elif ids == "issue":
        return  # of the table above; looked up with its options
    else:
        draft.references.append(Reference(ids, key, path, on_key=True))


def _many(draft: Draft, shape: shapes.Many, node: Node, path: Path) -> Any:
    if isinstance(node, Sequence):
        items = node.items
    elif shape.or_one and not (isinstance(node, Scalar) and node.value is None):
        items = [node]
    else:
        draft.report("want-list", path, found=_kind(node), exactly=shape.exactly)
        return BAD
    if shape.exactly is not None and len(items) != shape.exactly:
        draft.report("want-exactly", path, exactly=shape.exactly, got=len(items))
        return BAD
    if len(items) < shape.at_least:
        draft.report("too-few", path, at_least=shape.at_least, got=len(items))
        return BAD
    values = [_read(draft, shape.of, item, (*path, i)) for i, item in enumerate(items)]
    if shape.exactly is not None and any(value is BAD for value in values):
        return BAD
    _no_twins(draft, shape, values, path)
    return tuple(value for value in values if value is not BAD)


def _no_twins(draft: Draft, shape: shapes.Many, values: list[Any], path: Path) -> None:
    """In a list of ids none may stand twice."""
    if isinstance(shape.of, shapes.Ref):
        for i, value in enumerate(values):
            if value is not BAD and value in values[:i]:
                draft.report("twice-in-list", (*path, i), found=value)


def _by_side(draft: Draft, shape: shapes.BySide, node: Node, path: Path) -> Any:
    if not isinstance(node, Mapping):
        if not shape.or_all:
            draft.report("want-by-side", path, found=_kind(node))
            return BAD
        value = _read(draft, shape.of, node, path)
        return BAD if value is BAD else FrozenMap({ALL: value})
    values = {}
    for key, (_, value) in node.entries.items():
        draft.references.append(Reference("side", key, (*path, key), on_key=True))
        read = _read(draft, shape.of, value, (*path, key))
        if read is not BAD:
            values[key] = read
    return FrozenMap(values)


def _by_card(draft: Draft, shape: shapes.ByCard, node: Node, path: Path) -> Any:
    if not isinstance(node, Mapping):
        return _read(draft, shape.of, node, path)
    found = {key: _read(draft, shape.of, v, (*path, key)) for key, (_, v) in node.entries.items()}
    return FrozenMap({key: value for key, value in found.items() if value is not BAD})


def _text(draft: Draft, shape: shapes.Text, node: Node, path: Path) -> Any:
    if not isinstance(node, Scalar) or node.value is None:
        draft.report("want-text", path, found=_kind(node))
        return BAD
    if node.cut and re.match(r"#\S", node.cut):
        draft.findings.append(
            Finding("trap-hash", path, {"cut": node.cut[:40]}, at=len(node.text) + 1)
        )
        return BAD
    if not node.text.strip():
        draft.report("want-text", path, found="nothing")
        return BAD
    return node.text


def _plain(draft: Draft, shape: shapes.Plain, node: Node, path: Path) -> Any:
    if not isinstance(node, Scalar) or not re.fullmatch(shape.pattern, node.text):
        found = node.text if isinstance(node, Scalar) else _kind(node)
        cut = isinstance(node, Scalar) and node.cut
        draft.report("bad-pattern", path, found=found, example=shape.example, cut=bool(cut))
        return BAD
    return node.text


def _whole(draft: Draft, shape: shapes.Whole, node: Node, path: Path) -> Any:
    value = node.value if isinstance(node, Scalar) else None
    if isinstance(value, bool) or not isinstance(value, int):
        found = node.text if isinstance(node, Scalar) and node.text else _kind(node)
        draft.report("want-whole", path, found=found)
        return BAD
    if value < shape.at_least:
        draft.report("too-small", path, found=value, at_least=shape.at_least, key=path[-1])
        return BAD
    if value > shape.at_most:
        draft.report("too-large", path, found=value, at_most=shape.at_most)
        return BAD
    return value


def _decimal(draft: Draft, shape: shapes.Decimal, node: Node, path: Path) -> Any:
    value = node.value if isinstance(node, Scalar) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        draft.report("want-number", path, found=_kind(node))
        return BAD
    if not shape.at_least <= value <= shape.at_most:
        draft.report("out-of-range", path, found=value, low=shape.at_least, high=shape.at_most)
        return BAD
    return float(value)


def _flag(draft: Draft, shape: shapes.Flag, node: Node, path: Path) -> Any:
    if not isinstance(node, Scalar) or not isinstance(node.value, bool):
        found = node.text if isinstance(node, Scalar) and node.text else _kind(node)
        draft.report("want-flag", path, found=found)
        return BAD
    return node.value


def _one_word(draft: Draft, shape: shapes.OneWord, node: Node, path: Path) -> Any:
    if not isinstance(node, Scalar) or node.value is None:
        draft.report("want-word", path, found=_kind(node), known=shape.words)
        return BAD
    if node.text not in shape.words:
        draft.report("unknown-word", path, found=node.text, known=shape.words)
        return BAD
    return node.text


def _ref(draft: Draft, shape: shapes.Ref, node: Node, path: Path) -> Any:
    text = _id_text(draft, shape.kind, node, path)
    if text is not BAD:
        draft.references.append(Reference(shape.kind, text, path))
    return text


def _local_ref(draft: Draft, shape: shapes.LocalRef, node: Node, path: Path) -> Any:
    return _id_text(draft, shape.kind, node, path)


def _new_id(draft: Draft, shape: shapes.NewId, node: Node, path: Path) -> Any:
    text = _id_text(draft, shape.kind, node, path)
    if text is not BAD and not ID.fullmatch(text):
        draft.report("bad-id-value", path, found=text, kind=shape.kind)
        return BAD
    return text


def _id_text(draft: Draft, kind: str, node: Node, path: Path) -> Any:
    if not isinstance(node, Scalar) or node.value is None:
        draft.report("want-id", path, found=_kind(node), kind=kind)
        return BAD
    return node.text


def _formula(draft: Draft, shape: shapes.Formula, node: Node, path: Path) -> Any:
    expression = draft.formula(node, path)
    return BAD if expression is None else expression


def _steps(draft: Draft, shape: shapes.Steps, node: Node, path: Path) -> Any:
    return read_steps(draft, node, path)


def _start(draft: Draft, shape: shapes.Start, node: Node, path: Path) -> Any:
    """A track's value; that a word is one of its levels is checked with the track."""
    if isinstance(node, Scalar) and isinstance(node.value, str) and ID.fullmatch(node.text):
        return node.text
    return _whole(draft, shapes.Whole(), node, path)


def _play(draft: Draft, shape: shapes.Play, node: Node, path: Path) -> Any:
    if not isinstance(node, Scalar) or read_decision(node.text) is None:
        found = node.text if isinstance(node, Scalar) else _kind(node)
        draft.report("want-decision", path, found=found)
        return BAD
    return node.text


def empty(shape: Any) -> Any:
    """A value that stands in for an unreadable entry, so that its id is still known."""
    match shape:
        case shapes.Record(load=load):
            return blank(load())
        case shapes.Variant(load=load):
            return blank(next(iter(load().values())))
        case shapes.Text() | shapes.Plain():
            return ""
        case shapes.Whole():
            return 0
        case shapes.Formula():
            return ZERO
        case _:
            return BAD


def blank(cls: type) -> Any:
    """An object of the model with nothing in it."""
    missing = {
        attribute.name: attribute.metadata["empty"]
        for attribute in attrs.fields(cls)
        if attribute.default is attrs.NOTHING
    }
    return cls(**missing)


_READERS: dict[type, Callable[[Draft, Any, Node, Path], Any]] = {
    shapes.Record: _record,
    shapes.Variant: _variant,
    shapes.ById: _by_id,
    shapes.Many: _many,
    shapes.BySide: _by_side,
    shapes.ByCard: _by_card,
    shapes.Text: _text,
    shapes.Plain: _plain,
    shapes.Whole: _whole,
    shapes.Decimal: _decimal,
    shapes.Flag: _flag,
    shapes.OneWord: _one_word,
    shapes.Ref: _ref,
    shapes.LocalRef: _local_ref,
    shapes.NewId: _new_id,
    shapes.Formula: _formula,
    shapes.Steps: _steps,
    shapes.Start: _start,
    shapes.Play: _play,
}
