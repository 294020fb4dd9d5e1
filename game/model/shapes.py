"""The shapes of the language's keys, as metadata on the fields of the model.

The metadata is used in three places: `authoring/scenario_reader.py` reads YAML by it,
`authoring/language_reference/` writes the key reference and the JSON Schema from it, and
`authoring/translation.py` finds the texts by it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
from attrs import field, frozen

from game.model.frozen import FrozenMap

KEY = "communique"


@frozen
class Text:
    """A text for people, which a translation file can replace.

    at_most: the most characters that it can have; 0 if there is no limit.
    """

    at_most: int = 0


@frozen
class Pattern:
    """A text that matches a pattern and is not translated."""

    pattern: str
    example: str


@frozen
class Emblem:
    """Up to `at_most` letters or digits, or one of the built-in signs."""

    signs: tuple[str, ...]
    at_most: int


@frozen
class Whole:
    """A whole number within bounds."""

    at_least: int = -(10**9)
    at_most: int = 10**9


@frozen
class Decimal:
    """A number that may have decimals."""

    at_least: float
    at_most: float


@frozen
class Points:
    """A list of points of the map, each a longitude and a latitude in degrees."""

    at_least: int
    at_most: int


@frozen
class Flag:
    """true or false."""


@frozen
class OneWord:
    """One of a fixed set of words."""

    words: tuple[str, ...]


@frozen
class Ref:
    """The id of something else in the scenario, by its kind (`track`, `side` …)."""

    kind: str


@frozen
class LocalRef:
    """The id of something inside the same record (an issue's option)."""

    kind: str


@frozen
class NewId:
    """An id that is defined by being used (a menu, a deck)."""

    kind: str


@frozen
class Formula:
    """An expression; what it can refer to depends on its place (`rules/places.py`)."""


@frozen
class Steps:
    """Effects: one step or a list of steps.

    With `load`, a step can also be the keys of that class, which has effects of its own.
    """

    load: Callable[[], type] | None = None


@frozen
class Start:
    """A track's value: a whole number, or the id of one of its levels."""


@frozen
class Play:
    """A decision in its text form, `side: decision`."""


@frozen
class Record:
    """A mapping with the keys of one class of the model; `load` gives the class."""

    load: Callable[[], type]


@frozen
class RecordOr:
    """A mapping with the keys of one class; any other value stands for one of its keys alone."""

    load: Callable[[], type]
    key: str


@frozen
class Variant:
    """A mapping whose keys depend on the word under the key `key`."""

    key: str
    load: Callable[[], dict[str, type]]


@frozen
class ById:
    """A mapping from ids (or labels, or ids of another kind) to values."""

    of: Any
    ids: str = "id"  # "id", "label", or the kind of thing that the keys refer to
    at_least: int = 0


@frozen
class Many:
    """A list; with `or_one` a single value stands for a list of one."""

    of: Any
    or_one: bool = False
    at_least: int = 0
    exactly: int | None = None


@frozen
class BySide:
    """A mapping from sides to values; with `or_all` one value stands for every side."""

    of: Any
    or_all: bool = False


@frozen
class ByCard:
    """A value, or a mapping from the cards of a deal to values."""

    of: Any


@frozen
class Patch:
    """Changes to a record: some of its keys, with `null` for those that are removed.

    `record` gives the record's class; `without` are keys of it that a patch can't have.
    """

    record: Callable[[], type]
    without: tuple[str, ...] = ()


@frozen
class Key:
    """What is known about one key of a class."""

    shape: Any
    about: str
    required: bool
    name: str  # the name in YAML, where Python reserves that word for itself


def key(
    shape: Any,
    about: str,
    *,
    default: Any = attrs.NOTHING,
    name: str = "",
    empty: Any = None,
    eq: bool = True,
) -> Any:
    """Creates an attrs field that is a key of the language; without `default` it is required.

    `empty` replaces the value of a required key that is missing or unreadable, so that the rest of
    the scenario can still be checked. Without `eq` the key says only how the files are written, and
    two objects that differ in nothing else are equal.
    """
    described = Key(shape, about, default is attrs.NOTHING, name)
    return field(default=default, metadata={KEY: described, "empty": empty}, kw_only=True, eq=eq)


_KEYS: dict[type, dict[str, tuple[attrs.Attribute[Any], Key]]] = {}


def keys(cls: type) -> dict[str, tuple[attrs.Attribute[Any], Key]]:
    """The YAML keys of a class of the model, in order, each with its attribute and description."""
    known = _KEYS.get(cls)
    if known is None:
        known = {}
        for attribute in attrs.fields(cls):
            described = attribute.metadata.get(KEY)
            if described is not None:
                known[described.name or attribute.name] = (attribute, described)
        _KEYS[cls] = known
    return known


_NO: FrozenMap[str, str] = FrozenMap()


def allowing() -> Any:
    """Creates the key `allow`, which silences warnings below it and gives the author's reasons."""
    about = "Silences warnings here: the warning's code, and the reason."
    return key(
        ById(Pattern(".+", "the team is told in the debrief"), ids="warning"), about, default=_NO
    )


def sourced(about: str = "Where its facts come from.") -> Any:
    """Creates a key for one source or a list of sources."""
    return key(Many(Ref("source"), or_one=True), about, default=())


def serving() -> Any:
    """Creates the key `objectives`: what an element of the game teaches."""
    about = "The learning objectives it serves."
    return key(Many(Ref("objective"), or_one=True), about, default=())
