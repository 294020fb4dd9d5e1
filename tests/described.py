"""Whether what a command prints with `--json` is what its JSON Schema says, and nothing else is."""

import copy
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from game.cli.schemas.outputs import output_schema

NOWHERE: Any = [[]]
"""A value that nothing in any document can have."""
MOST = 60
"""So many planted mistakes of a document are tried, evenly spread."""
Place = tuple[str | int, ...]


@cache
def validator(command: str) -> Draft202012Validator:
    schema = output_schema(command)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def fits(command: str, document: Any) -> bool:
    found: bool = validator(command).is_valid(document)
    return found


def assert_described(command: str, written: str) -> Any:
    """The document that a command has written; it fits, and with a mistake in it it doesn't."""
    document = json.loads(written, parse_constant=_refuse)
    assert [each.message for each in validator(command).iter_errors(document)] == []
    shorter = shortened(document)
    assert fits(command, shorter)
    mistakes = list(planted(shorter))
    assert mistakes
    for place in mistakes[:: 1 + len(mistakes) // MOST]:
        wrong = copy.deepcopy(shorter)
        *path, key = place
        parent = wrong
        for step in path:
            parent = parent[step]
        parent[key] = NOWHERE
        assert not fits(command, wrong), f"a wrong value at {place} fits"
    return document


def shortened(part: Any) -> Any:
    """A document with at most two items of each list, which is checked sooner."""
    if isinstance(part, dict):
        return {key: shortened(value) for key, value in part.items()}
    return [shortened(each) for each in part[:2]] if isinstance(part, list) else part


def planted(part: Any, path: Place = ()) -> Iterator[Place]:
    """Places of a document where a mistake is planted: every key, a new one, first items."""
    if isinstance(part, dict):
        yield (*path, "wrong")
        for key, value in part.items():
            yield (*path, key)
            yield from planted(value, (*path, key))
    elif isinstance(part, list) and part:
        yield (*path, 0)
        yield from planted(part[0], (*path, 0))


def _refuse(constant: str) -> None:
    raise AssertionError(f"JSON has no {constant}")
