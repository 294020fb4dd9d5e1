"""A tiny game with everything that a debrief tells of: offers, a note, injects, statements."""

from __future__ import annotations

import tiny

from game.model.decisions import Accept, Act, Offer, Pass
from game.model.frozen import FrozenMap
from game.session.game import Game

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
    draft: best
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


def begin(text: str = STORY) -> Game:
    """The game at its start."""
    return Game(tiny.rules(text), 1)


def offer(wood: str) -> Offer:
    """A package."""
    return Offer(FrozenMap({"wood": wood}))


def play_one_turn(game: Game) -> None:
    """Two offers and an agreement, an action in the open and one in secret, and two statements."""
    game.decide("north", offer("all"))
    game.decide("south", offer("none"))
    game.decide("north", offer("some"), note="Half is enough.")
    game.decide("south", Accept())
    game.decide("north", Act("warm"))
    game.decide("south", Act("hide"))
    game.decide("north", Act("praise"))
    game.decide("south", Act("scold"))


def finish(game: Game) -> None:
    """Everybody passes, or where that isn't allowed does the first thing that is."""
    while game.state.to_move:
        side = game.state.to_move[0]
        moves = game.asking(side).legal.moves
        game.decide(side, Pass() if Pass() in moves else moves[0])


def end(text: str = STORY) -> Game:
    """The game after its end."""
    game = begin(text)
    play_one_turn(game)
    finish(game)
    return game
