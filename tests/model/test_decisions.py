"""Decisions have a short text form, and it comes back as the same decision."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.model.decisions import (
    Accept,
    Act,
    Answer,
    Decision,
    FireInject,
    HoldInject,
    Move,
    Offer,
    Pass,
    ReleaseInject,
    SetTrack,
    Stop,
    Walk,
    read_decision,
    read_move,
)
from game.model.frozen import FrozenMap

WORDS = {"pass", "accept", "walk", "end", "offer", "answer", "inject", "set"}
IDS = st.from_regex("[a-z][a-z0-9_]{0,8}", fullmatch=True)
ACTIONS = IDS.filter(lambda id: id not in WORDS)
MOVES: st.SearchStrategy[Move] = st.one_of(
    st.builds(Act, ACTIONS),
    st.just(Pass()),
    st.builds(Offer, st.dictionaries(IDS, IDS, max_size=4).map(FrozenMap)),
    st.just(Accept()),
    st.just(Walk()),
    st.builds(Answer, IDS),
    st.builds(FireInject, IDS),
    st.builds(HoldInject, IDS),
    st.builds(ReleaseInject, IDS),
    st.builds(SetTrack, IDS, st.integers(-(10**9), 10**9)),
    st.builds(Stop, st.none() | IDS),
)


@given(IDS, MOVES)
def test_a_decision_read_from_its_text_is_the_same(side: str, move: Move) -> None:
    decision = Decision(side, move)
    assert read_decision(str(decision)) == decision


@given(st.text(max_size=30))
def test_any_text_is_a_decision_or_none(text: str) -> None:
    decision = read_decision(text)
    assert decision is None or read_decision(str(decision)) == decision


@pytest.mark.parametrize(
    "text",
    [
        "",
        "offer licensing",
        "offer licensing=a licensing=b",
        "offer licensing=",
        "answer",
        "answer yes no",
        "inject",
        "hold the storm",
        "release Storm",
        "set trust",
        "set trust 3.5",
        "set trust ten",
        "Greet",
        "greet now",
        "offer=1",
    ],
)
def test_a_malformed_move_is_none(text: str) -> None:
    assert read_move(text) is None


def test_an_answer_may_be_called_like_a_decision() -> None:
    assert read_move("answer accept") == Answer("accept")


def test_white_space_around_the_parts_of_a_decision_does_not_matter() -> None:
    assert read_decision("  north :  offer  a=b   c=d ") == Decision(
        "north", Offer(FrozenMap({"a": "b", "c": "d"}))
    )


def test_a_decision_needs_a_side() -> None:
    assert read_decision("pass") is None
    assert read_decision(": pass") is None
