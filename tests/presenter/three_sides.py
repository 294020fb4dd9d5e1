"""A tiny game of three sides, of which one makes promises and has a track of its own."""

from __future__ import annotations

from begun import act, begun
from tiny_plays import THREE

from game.model.players import ME
from game.presenter.hot_seat import HotSeat


def three(*decisions: str) -> HotSeat:
    """A new game in which these decisions have been made."""
    hot_seat = begun(THREE, {"east": ME})
    act(hot_seat, *decisions)
    return hot_seat
