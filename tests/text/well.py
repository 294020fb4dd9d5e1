"""Two villages, one well: a small game that has something of all a terminal shows."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import tiny

from game.authoring.reading.files import KeptFiles
from game.model.frozen import FrozenMap
from game.session.game import Game
from game.session.records.saved import Saving
from game.session.translations import Translations
from game.text.console import Console
from game.text.play import play_text
from game.words.language import ENGLISH

TWO = {"north": "me", "south": "me"}
ONE = {"north": "me", "south": "uniform"}
RULES = """
situation: |-
  Two villages share a well.

  It is running dry.
sides:
  north:
    name: North
    brief: The northern paper.
    seats: {elder: {name: The elder, brief: Keep the peace.}}
    score:
      - {label: Trust, points: trust}
      - {label: The deal, points: worth(pact) if agreed(pact) else reserve(pact)}
  south: {name: South, brief: The southern paper., score: [{label: Trust, points: trust}]}
deals: {aim: {to: [north], name: Your aim, cards: {water: {name: Water, brief: Bring water home.}}}}
tracks:
  trust:
    {name: Trust, start: 50, unit: points, bands: [{to: 40, name: Cold}, {to: 100, name: Warm}]}
  order: {name: The order, levels: {kept: Kept, lifted: Lifted}}
  purse: {name: Northern purse, start: 5, range: [0, 9], seen_by: [north]}
  coffer: {name: Southern coffer, start: 3, range: [0, 9], seen_by: [south]}
  mood: {name: Mood of the south, start: 3, range: [0, 9], seen_by: [south], band_seen_by: [north],
    bands: [{to: 4, name: Grim}, {to: 9, name: Merry}]}
stages: {main: {name: Parley, phases: [deeds, talks, news]}}
phases:
  deeds: {kind: actions, name: Deeds, menus: [deeds], picks: 2, order: together}
  talks: {kind: table, name: Talks, table: pact, rounds: 1}
  news: {kind: injects, name: News}
actions:
  warm:
    {side: [north, south], menu: deeds, name: Warm word, text: A smile., effects: {trust: +3}}
  gift:
    side: north
    menu: deeds
    name: A gift
    cost: {purse: 4}
    limit: 1
    effects: [{trust: +5}, {promise: calm}, {reveal: purse, to: [south]}]
  spy: {side: south, menu: deeds, name: A spy, secret: true, effects: {coffer: +1}}
tables:
  pact:
    name: The pact
    between: [north, south]
    rounds: 3
    open: true
    draft: best
    reserve: {north: 4}
    issues:
      water:
        name: Water
        text: Whose the well is.
        weight: {north: 10, south: 10}
        options:
          yours: {name: Yours, value: {north: 0, south: 100}}
          ours: {name: Ours, value: {north: 100, south: 0}}
          all: {name: Everybody's, value: {north: 50, south: 50}, needs: {north: trust >= 90}}
promises: {calm: {by: north, name: A calm week, turns: 2}}
injects:
  storm:
    name: A storm
    at: 1
    text: The roof is gone.
    ask: north
    answers: {mend: {name: Mend it, cost: {purse: 1}}, leave: {name: Leave it}}
outcomes:
  calm: {name: A calm end, text: All is quiet., verdict: {north: win, south: loss}}
debrief: So it was.
turns: 2
"""

FRENCH = """
language: fr
title: Le puits
actions: {warm: {name: Un mot aimable}}
"""


def text(rules: str = RULES) -> str:
    """The whole file of some rules."""
    sections = [each for key, each in tiny.SECTIONS.items() if f"\n{key}:" not in f"\n{rules}"]
    return "\n".join([*sections, rules])


def written(folder: Path, rules: str = RULES) -> Path:
    """The file of some rules, in a folder."""
    path = folder / "well.yaml"
    path.write_text(text(rules), encoding="utf-8")
    return path


def files() -> KeptFiles:
    """The game's files, with the beginnings of a translation."""
    return KeptFiles("well.yaml", FrozenMap({"well.yaml": text(), "well.fr.yaml": FRENCH}))


def told(typed: str, seats: dict[str, str] = ONE, seed: int = 1, rules: str = RULES) -> str:
    """The whole transcript of a game in which this is typed."""
    out, game = io.StringIO(), Game(tiny.rules(rules), seed)
    saving = Saving(game, seats, files)
    try:
        play_text(
            game,
            seats,
            Console(io.StringIO(typed), out),
            saving,
            Translations(game.rules.scenario, files() if rules == RULES else None),
        )
    finally:
        saving.close()
    return spaced(out.getvalue())


def spaced(transcript: str) -> str:
    """The same with a space for each that holds two words together on a line."""
    return transcript.replace("\u00a0", " ")


def said(key: str, **values: object) -> str:
    """What the game says in English, in one line."""
    return " ".join(ENGLISH.say(key, **values).split())


def after(transcript: str, mark: str, lines: int = 12) -> str:
    """The lines that follow a mark."""
    return "\n".join(transcript.split(mark, 1)[1].splitlines()[:lines])


def run(
    *args: str, typed: bytes = b"", encoding: str = "utf-8", timeout: float = 60
) -> subprocess.CompletedProcess[bytes]:
    """The command, with this typed into its pipe."""
    return subprocess.run(
        [sys.executable, "-m", "game", *args],
        input=typed, capture_output=True, timeout=timeout, check=False,
        env={**english(), "PYTHONIOENCODING": encoding},
    )  # fmt: skip


def english() -> dict[str, str]:
    """The environment of one who reads English."""
    return {**os.environ, "LANGUAGE": "en", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}
