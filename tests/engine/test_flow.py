"""The machine that says which phase follows."""

import gc
import weakref

import tiny

from game.engine.core import start


def test_rules_that_nobody_plays_by_any_more_are_let_go() -> None:
    rules = tiny.rules("stages: {main: {phases: [deeds], next: {when: trust > 60, to: main}}}")
    start(rules, 1)
    held = weakref.ref(rules)
    del rules
    gc.collect()
    assert held() is None
