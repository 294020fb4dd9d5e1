"""What the results of a vote surely mean for a score: written numbers that a side sees."""

from __future__ import annotations

import tiny

from game.presenter.said.stake import stakes_of
from game.presenter.worded_game import WordedGame
from game.session.game import Game

COUNCIL = """
turns: 2
sides:
  north:
    name: North
    brief: B
    score:
      - {label: Trust, points: trust}
      - {label: Heat, points: -2 * heat + 5 * carried(levy)}
      - {label: Unseen, points: secret}
  south: {name: South, brief: B, score: [{label: Purse, points: south_purse + north_purse}]}
stages: {main: {phases: [ballots, deeds]}}
phases:
  ballots: {kind: injects}
  deeds: {kind: actions, menus: [deeds], order: alternate}
weights:
  two:
    counts: {heads: Members}
    members: {a: {counts: {heads: 1}}, b: {counts: {heads: 1}}}
bodies:
  council:
    weights: two
    sides: {a: north, b: south}
    majorities: {most: {shares: {heads: 50}}}
injects:
  levy:
    when: turn == 1
    vote:
      body: council
      by: most
      carried:
        - {heat: +3, secret: +9, north_purse: +2}
        - {trust: "- heat"}
        - {chance: 50, then: {heat: +4}}
      lost: {trust: -60}
"""


def stakes(text: str = COUNCIL) -> dict[str, list[tuple[tuple[int, int], ...]]]:
    game = Game(tiny.rules(text), 1)
    worded = WordedGame(game, {"north": "me", "south": "me"})
    return {
        side: [stake.lines for stake in stakes_of(worded, side, "levy")]
        for side in ("north", "south")
    }


def test_written_numbers_count_within_ranges_and_formulas_and_chance_do_not() -> None:
    carried, lost = stakes()["north"]
    assert carried == ((1, -1),)  # 5 for the vote itself, less 2 * 3
    assert lost == ((0, -50),)  # trust stops at 0


def test_what_a_side_does_not_see_changes_none_of_its_lines() -> None:
    # South's line reads north's purse, so it is hidden; and north's third line is.
    assert stakes()["south"] == [(), ()]
    other = COUNCIL.replace("secret: +9", "secret: +1")
    assert stakes(other) == stakes()
