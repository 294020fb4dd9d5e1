"""A tiny game of three sides, of which one makes promises and has a track of its own."""

from __future__ import annotations

from begun import act, begun

from game.bots.seats import ME
from game.presenter.hot_seat import HotSeat

THREE = """
sides:
  north: {name: The North, brief: B, score: [{label: S, points: trust}]}
  south: {name: South, brief: B, score: [{label: S, points: trust}]}
  east: {name: East, brief: B, score: [{label: S, points: trust}]}
tracks:
  trust: {start: 50, range: [0, 100]}
  heat: {start: 1, range: [0, 9]}
  stove: {name: Stove, start: 1, range: [0, 9], seen_by: [north]}
promises: {calm: {by: north, turns: 2, broken: heat > 8}}
turns: 4
phases: {deeds: {kind: actions, menus: [deeds], order: together, picks: 2}}
actions:
  vow: {side: [north], menu: deeds, name: Vow, effects: {promise: calm}}
  warm: {side: [north, south, east], menu: deeds, name: Warm, effects: {trust: +3}}
injects:
  storm: {name: The storm, text: Roofs fly., effects: {heat: +1}}
"""


def three(*decisions: str) -> HotSeat:
    """A new game in which these decisions have been made."""
    hot_seat = begun(THREE, {"east": ME})
    act(hot_seat, *decisions)
    return hot_seat
