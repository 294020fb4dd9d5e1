"""Values with deferred fields behave as if they had been made of all of them."""

import pickle
from copy import copy, deepcopy

import pytest
from attrs import evolve, frozen
from attrs.exceptions import FrozenInstanceError

from game.model.deferred import Deferrable


@frozen
class Pair(Deferrable):
    """A value with two fields."""

    one: int
    two: int = 2


class Computer:
    """Computes the fields of a Pair and remembers which ones it was asked for."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def __call__(self, name: str) -> object:
        self.names.append(name)
        return {"one": 1, "two": 2}[name]


def test_a_field_is_computed_when_it_is_first_read_and_never_again() -> None:
    compute = Computer()
    pair = Pair.deferred(compute)
    assert compute.names == []
    assert pair.two == 2
    assert pair.two == 2
    assert compute.names == ["two"]


def test_fields_that_are_given_are_not_computed() -> None:
    compute = Computer()
    pair = Pair.deferred(compute, one=7)
    assert pair == Pair(7)
    assert compute.names == ["two"]


def test_a_deferred_value_compares_hashes_and_prints_as_one_made_of_its_fields() -> None:
    assert Pair.deferred(Computer()) == Pair(1)
    assert Pair(1) == Pair.deferred(Computer())
    assert Pair.deferred(Computer()) != Pair(3)
    assert hash(Pair.deferred(Computer())) == hash(Pair(1))
    assert repr(Pair.deferred(Computer())) == "Pair(one=1, two=2)"
    assert evolve(Pair.deferred(Computer()), one=5) == Pair(5)


def test_a_copy_of_a_deferred_value_has_its_fields_and_not_what_computes_them() -> None:
    for duplicate in (
        pickle.loads(pickle.dumps(Pair.deferred(Computer()))),
        copy(Pair.deferred(Computer())),
        deepcopy(Pair.deferred(Computer())),
    ):
        assert duplicate == Pair(1)
        assert not hasattr(duplicate, "_compute")


def test_a_deferred_value_cannot_be_changed_and_has_no_other_fields() -> None:
    pair = Pair.deferred(Computer())
    with pytest.raises(FrozenInstanceError):
        pair.one = 3  # type: ignore[misc]
    with pytest.raises(AttributeError, match="Pair has no field three"):
        pair.three  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(AttributeError, match="Pair has no field three"):
        Pair(1).three  # type: ignore[attr-defined]  # noqa: B018
