"""A table of two issues between two sides, whose scores are what they sign."""

_TEXT = """
turns: 1
sides:
  north: {name: N, brief: B, score: [{label: P, points: POINTS}]}
  south: {name: S, brief: B, score: [{label: P, points: POINTS}]}
stages: {main: {phases: [talks]}}
phases: {talks: {kind: table, table: pact}}
actions: {}
tables:
  pact:
    between: [north, south]
    rounds: ROUNDS
    open: true
    speaks_first: FIRST
    reserve: {north: 40, south: 40}
    issues:
      grain:
        options:
          none: {worth: {north: 0, south: 60}}
          some: {worth: {north: 45, south: 45}}
          much: {worth: {north: 60, south: 0}}
      wood:
        options:
          none: {worth: {north: 0, south: 40}}
          half: {worth: {north: 30, south: 30}}
          all: {worth: {north: 40, south: 0}}
"""
_POINTS = "worth(pact) if agreed(pact) else reserve(pact)"


def pact(rounds: int, speaks_first: str) -> str:
    """The scenario: each side's reserve is 40, and its best package is worth 100 to it."""
    return (
        _TEXT.replace("POINTS", _POINTS)
        .replace("ROUNDS", str(rounds))
        .replace("FIRST", speaks_first)
    )
