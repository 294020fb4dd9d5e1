"""What is different in another stage, in words: only what a reader may know."""

from __future__ import annotations

import tiny

from game.model.decisions import PUBLIC
from game.words.stages import MOST_NAMES, differences
from game.words.wording import Wording

STAGES = """
stages:
  calm:
    name: Calm
    phases: [hall, deeds]
    next: [{when: heat >= 3, to: storm}]
  storm:
    name: Storm
    phases: [blows, hut]
    each_turn: {trust: -1, secret: -1}
    next:
      - {when: heat <= 1, to: calm}
      - {when: secret >= 9, to: calm}
phases:
  hall: {kind: table, name: The hall, table: pact, rounds: 2}
  hut: {kind: table, name: The hut, table: pact, rounds: 1}
  deeds: {kind: actions, name: Deeds, menus: [deeds]}
  blows: {kind: actions, name: Blows, menus: [deeds, hits], sides: [north]}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3}}
  hit: {side: north, menu: hits, name: Hit, effects: {heat: +3}}
tables:
  pact:
    name: The pact
    between: [north, south]
    rounds: 9
    open: true
    issues:
      wood:
        options: {none: {worth: {north: 0, south: 1}}, all: {worth: {north: 1, south: 0}}}
"""


def told(who: str, before: str = "calm", now: str = "storm", text: str = STAGES) -> list[str]:
    words = Wording(tiny.rules(text).scenario)
    return [f"{each.subject}: {each.sentence}" for each in differences(words, before, now, who)]


def test_cards_that_came_and_went_are_named_for_the_side_that_has_them() -> None:
    assert "cards: New cards: Hit." in told("north")
    assert "cards: Cards that are gone: Warm." in told("south")
    assert "cards: Cards that are gone: Hit." in told("north", "storm", "calm")
    assert not [each for each in told(PUBLIC) if each.startswith("cards")]


def test_steps_and_the_rounds_at_a_table_are_told_where_they_are_others() -> None:
    for who in ("north", "south", PUBLIC):
        assert "steps: The steps of a turn now: Blows, The hut." in told(who)
        assert "table: The pact: 1 round a turn, if it is open." in told(who)
    alone = STAGES.replace("phases: [blows, hut]", "phases: [blows]")
    assert "table: The pact: no talks for now." in told("north", text=alone)
    same = STAGES.replace("phases: [blows, hut]", "phases: [hall, deeds]")
    kinds = {each.partition(":")[0] for each in told("north", text=same)}
    assert kinds == {"upkeep", "end"}


def test_upkeep_and_ways_out_tell_nothing_of_what_is_not_seen() -> None:
    ends = [each for each in told("north") if each.startswith("end")]
    assert ends == [
        "end: Next stage: Calm, with heat at 1 or less.",
        "end: It can also end for a reason that you can’t see.",
    ]
    assert "upkeep: Each turn: Trust −1." in told("north")
    assert "ecret" not in " ".join(told("north"))


def test_of_many_cards_the_first_are_named_and_the_others_counted() -> None:
    many = "".join(
        f"  deed_{i}: {{side: north, menu: hits, name: Deed {i}, effects: {{heat: +1}}}}\n"
        for i in range(MOST_NAMES + 3)
    )
    text = STAGES.replace("tables:\n", f"{many}tables:\n", 1)
    (line,) = [each for each in told("north", text=text) if "New cards" in each]
    assert line.count("Deed") == MOST_NAMES - 1
    assert line.endswith("; and 4 more.")
