"""Pictures are kept for the last few windows, and not for all that a window was drawn to."""

from collections.abc import Iterator

import pytest

from game.ui.paint import picture_cache as kept


@pytest.fixture(autouse=True)
def afresh() -> Iterator[None]:
    kept.forget_pictures()
    yield
    kept.forget_pictures()


@kept.keep_pictures(8)
def made(number: int) -> list[int]:
    return [number]


def test_what_is_kept_is_made_once() -> None:
    assert made(1) is made(1)
    assert made(1) is not made(2)


def test_a_few_windows_go_to_and_fro() -> None:
    first = made(1)
    for window in [*range(kept.WINDOWS)] * 3:
        kept.draw_for_window(window)
        assert made(1) is first


def test_a_window_more_and_all_is_let_go_but_what_comes_then() -> None:
    first = made(1)
    for window in range(kept.WINDOWS + 1):
        kept.draw_for_window(window)
    second = made(1)
    assert second is not first
    kept.draw_for_window(kept.WINDOWS)
    assert made(1) is second
