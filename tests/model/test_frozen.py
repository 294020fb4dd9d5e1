"""Values of the model can be hashed, compared and pickled."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.model.frozen import FrozenMap

DATA = st.dictionaries(st.text(max_size=3), st.integers(), max_size=5)


@given(DATA)
def test_a_frozen_map_reads_like_the_dict_it_was_made_of(data: dict[str, int]) -> None:
    frozen = FrozenMap(data)
    assert dict(frozen) == data
    assert list(frozen) == list(data)
    assert list(frozen.items()) == list(data.items())
    assert list(frozen.values()) == list(data.values())
    assert len(frozen) == len(data)


@given(DATA)
def test_equal_maps_hash_alike_whatever_their_order(data: dict[str, int]) -> None:
    turned = FrozenMap(reversed(list(data.items())))
    assert FrozenMap(data) == turned
    assert hash(FrozenMap(data)) == hash(turned)


@given(DATA)
def test_a_frozen_map_survives_pickling(data: dict[str, int]) -> None:
    assert pickle.loads(pickle.dumps(FrozenMap(data))) == FrozenMap(data)


@given(DATA)
def test_later_changes_of_the_dict_do_not_reach_the_map(data: dict[str, int]) -> None:
    frozen = FrozenMap(data)
    before = dict(frozen)
    data["new"] = 1
    assert dict(frozen) == before


def test_a_frozen_map_cannot_be_changed() -> None:
    frozen = FrozenMap({"a": 1})
    with pytest.raises(TypeError):
        frozen["a"] = 2  # type: ignore[index]
    with pytest.raises(TypeError):
        del frozen["a"]  # type: ignore[attr-defined]
