"""A tiny game with everything that a look back tells of: offers, a note, injects, statements."""

from __future__ import annotations

from pathlib import Path

import tiny_program

from game.model.decisions import Accept, Act, Offer, Pass
from game.model.frozen import FrozenMap
from game.presenter.hot_seat import HotSeat
from game.ui.program.program import Program

STORY = """
turns: 2
calendar: [Monday, Tuesday]
debrief: |
  Nobody had shut the windows [ICE].
  Who will next time?
objectives: {one: Shut windows}
sources: {ICE: {title: The ice gazette, as_of: 2025-01-02}}
sides:
  north:
    name: The North
    brief: B
    par: 30
    score: [{label: Trust, points: trust}, {label: What it cost, points: 0 - heat}]
  south: {name: South, brief: B, par: 90, score: [{label: Trust, points: trust}]}
tracks:
  trust: {start: 50, range: [0, 100], bands: [{to: 52, name: Low}, {to: 100, name: High}]}
  heat: {name: The heat, levels: {cold: Cold, warm: Warm, hot: Hot}, start: cold}
  purse: {start: 5, range: [0, 9], seen_by: [south]}
  secret: {start: 7, range: [0, 100], seen_by: []}
stages: {main: {phases: [weather, hall, deeds, word]}}
phases:
  weather: {kind: injects, decks: [sky]}
  hall: {kind: table, table: pact, rounds: 2}
  deeds: {kind: actions, menus: [deeds], order: alternate}
  word: {kind: actions, menus: [words], order: together, picks: 1, no_pass: true}
injects:
  storm: {name: The storm, text: Roofs fly., deck: sky, at: 2, effects: {trust: -9}}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, text: Light it., effects: {trust: +3}}
  hide:
    side: [south]
    menu: deeds
    name: Hide wood
    text: Under the snow.
    secret: true
    effects: [{purse: +1}, {after: 1, then: {purse: +2}}]
  praise:
    side: [north, south]
    menu: words
    name: Praise
    text: A warm and useful meeting.
    effects: {trust: +1}
  scold:
    side: [north, south]
    menu: words
    name: Scold
    text: A waste of time.
    effects: {trust: -1}
tables:
  pact:
    name: The pact
    between: [north, south]
    rounds: 4
    open: true
    reserve: {north: 3, south: 2}
    issues:
      wood:
        name: Wood
        options:
          none: {name: No wood, worth: {north: 0, south: 9}}
          some: {name: Some wood, worth: {north: 6, south: 5}, effects: {trust: +2}}
          all: {name: All the wood, worth: {north: 9, south: 0}}
outcomes:
  spring: {name: Spring, text: The ice breaks., verdict: {north: win, south: loss}}
map:
  places:
    hut: {at: [10, 50], side: north, name: The hut}
    inn: {at: [100, 30], side: south, name: The inn}
    bridge: {at: [60, 45], name: The bridge}
  links:
    - {from: hut, to: inn, track: trust, name: Letters}
    - {from: inn, to: hut, track: purse, name: Gold}
    - {from: bridge, to: inn, name: A path}
"""


def begun(folder: Path) -> Program:
    """The game at its start, both teams at one screen."""
    return tiny_program.playing(folder, text=STORY)


def offer(wood: str) -> Offer:
    """A package."""
    return Offer(FrozenMap({"wood": wood}))


def one_turn(hot_seat: HotSeat) -> None:
    """Two offers and an agreement, a deed in the open and one in secret, and two statements."""
    game = hot_seat.game
    game.decide("north", offer("all"))
    game.decide("south", offer("none"))
    game.decide("north", offer("some"), note="Half is enough.")
    game.decide("south", Accept())
    game.decide("north", Act("warm"))
    game.decide("south", Act("hide"))
    game.decide("north", Act("praise"))
    game.decide("south", Act("scold"))


def finish(hot_seat: HotSeat) -> None:
    """Everybody passes, or where that isn't allowed does the first thing that is."""
    while hot_seat.state.to_move:
        side = hot_seat.state.to_move[0]
        moves = hot_seat.asking(side).legal.moves
        hot_seat.game.decide(side, Pass() if Pass() in moves else moves[0])


def ended(folder: Path) -> Program:
    """The game after its end."""
    program = begun(folder)
    one_turn(tiny_program.hot_seat(program))
    finish(tiny_program.hot_seat(program))
    return program
