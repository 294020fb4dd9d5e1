"""A trace gives what computing from other values gives, or says that it doesn't know."""

from collections.abc import Callable
from itertools import product
from random import Random
from typing import Any

import pytest

from game.lab.numbers.tracing import Template, Trace, TracedNumber
from game.model.frozen import FrozenMap
from game.model.tracks import Setting

VALUES = (-7, -1, 0, 1, 2, 9)


def sums(a: Any, b: Any) -> Any:
    return [a + 1, 1 + a, a - b, 3 - a, a * b, 2 * b, -a, abs(b - a), sum([a, b, 4])]


def quotients(a: Any, b: Any) -> Any:
    return [a // b, 100 // b, a % b, 100 % b, b**2] if b else [a]


def choices(a: Any, b: Any) -> Any:
    return [max(a, b), min(a, 3), a if a >= b else b, a + 1 if a == b or b != 2 else 7 - a]


def lengths(a: Any, b: Any) -> Any:
    return [b, *range(a)] if a > 0 else [str(b)]


def plain(results: list[int], made: list[Any]) -> list[Any]:
    return [results[n.place] if isinstance(n, TracedNumber) else n for n in made]


@pytest.mark.parametrize("function", [sums, quotients, choices, lengths])
def test_results_for_other_values_are_those_of_computing_with_them(
    function: Callable[[Any, Any], list[Any]],
) -> None:
    held = 0
    for values in product(VALUES, VALUES):
        trace = Trace(values)
        made = function(*trace.numbers)
        assert plain(trace.results(values) or [], made) == function(*values)
        for others in product(VALUES, VALUES):
            results = trace.results(others)
            if results is not None:
                held += 1
                assert plain(results, made) == function(*others)
    assert held >= len(VALUES) ** 2


def test_a_trace_without_comparisons_holds_for_all_values() -> None:
    trace = Trace((1, 1))
    sums(*trace.numbers)
    assert all(trace.results(others) for others in product(VALUES, VALUES))


def test_a_number_passes_for_a_whole_one() -> None:
    (number,) = Trace((3,)).numbers
    assert isinstance(number, int)
    assert not isinstance(number, bool)
    match number:
        case int():
            pass
        case _:
            pytest.fail("it is matched as another kind")


@pytest.mark.parametrize("use", [range, str, "{}".format, lambda n: [0] * n, lambda n: "abcd"[n]])
def test_what_needs_a_plain_number_fixes_those_that_it_is_made_of(
    use: Callable[[Any], object],
) -> None:
    trace = Trace((1, 5))
    first, second = trace.numbers
    assert use(first + 1) == use(2)
    assert trace.fixed == {0}
    assert trace.results((2, 5)) is None
    assert trace.results((1, 6)) is not None
    assert second == 5


def test_numbers_that_are_equal_by_chance_stay_apart_in_dictionaries() -> None:
    first, second = Trace((4, 4)).numbers
    assert len({first, second, 4, first + 0}) == 4
    assert {first: "kept"}[first] == "kept"


def test_a_template_copies_what_was_made_of_traced_numbers_with_others_in_their_place() -> None:
    trace = Trace((2, 5))
    bite, push = trace.numbers
    traced: Any = push
    shared = Setting(value=traced, range=(0, 9))
    least = bite + 1

    def above(number: int) -> Any:
        return number - least

    vars(above)["tree"] = [least]
    untouched = FrozenMap({"low": (0, 1)})
    value = {"one": [shared, shared], "f": above, "same": untouched}
    copy = Template(value).filled(trace.results((4, 6)) or ())
    assert copy["one"] == [Setting(value=6, range=(0, 9))] * 2
    assert copy["one"][0] is copy["one"][1]
    assert copy["same"] is untouched
    assert (copy["f"](9), copy["f"].tree) == (4, [5])
    assert above(9).value == 6
    assert Template(untouched).filled(()) is untouched


def test_what_a_template_does_not_know_is_refused() -> None:
    with pytest.raises(TypeError, match="Random may have numbers in it"):
        Template([Random(1)])
