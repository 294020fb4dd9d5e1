"""Parts of tiny scenarios that are played in several tests: with two stages, with three sides."""

STAGES = """
turns: 4
stages:
  calm: {name: Calm, phases: [deeds], next: {when: heat >= 1, to: storm}}
  storm:
    name: Storm
    text: Nobody goes out.
    phases: [blows]
    each_turn: {trust: -1}
    next: {when: heat == 0, to: calm}
phases:
  deeds: {kind: actions, menus: [deeds], order: alternate}
  blows: {kind: actions, name: Blows, menus: [deeds, hits], order: alternate}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {heat: +1}}
  cool: {side: [north, south], menu: deeds, name: Cool, effects: {heat: -1}}
  hit: {side: north, menu: hits, name: Hit, effects: {heat: +3}}
"""

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
