"""Scenarios to translate, and a translator who writes everything in capitals."""

from pathlib import Path

from game.desk.texts import ScenarioTexts, Translation, read_scenario_texts, read_translation
from game.model.frozen import FrozenMap

ROOT = Path(__file__).parent.parent.parent
FOG = """\
format: 1
id: fog
title: Fog on the strait
language: en
turns: 2
calendar: [Monday, "Tuesday: the 2nd"]
situation: >-
  The strait lies in fog, and both harbours wait for the first ship to leave [LOG].

  Nobody knows how many there are.
sources:
  LOG: {title: The harbour's logbook}
  MAP: {title: A map}
sides:
  north: {name: North, brief: Keep the strait open., score: [{label: Trust, points: trust}]}
  south: {name: South, brief: "Keep it yours [MAP].", score: [{label: Distance, points: 9 - trust}]}
tracks:
  trust: {start: 5, range: [0, 9]}
stages: {talks: {phases: [moves]}}
phases: {moves: {kind: actions, menus: [gestures]}}
actions:
  greet:
    side: [north, south]
    menu: gestures
    name: Send greetings
    effects:
      - trust: +2
      - when: trust < 8
        then: [{trust: -1}, {say: Nobody answers.}]
outcomes:
  silence: {text: Nobody rings any more.}
"""
BEGUN = """\
language: fr
title: Brouillard
situation: |-
  Le détroit est dans "le brouillard" [LOG].
  Personne ne sait.
sides:
  south: {name: Sud, brief: "À toi [MAP]."}
"""
NOTHING = Translation("", FrozenMap())


def fog(folder: Path) -> ScenarioTexts:
    """The texts of a small scenario, written into a folder."""
    path = folder / "fog.yaml"
    path.write_text(FOG, encoding="utf-8")
    return read_scenario_texts(path)


def french(texts: ScenarioTexts, content: str) -> Translation:
    """A French translation of a scenario, which must be without mistakes."""
    return read_translation(texts, "fr", content, "fog.fr.yaml")


def capitals(stub: str) -> str:
    """A stub with each empty place filled with its original in capitals; the originals stay."""
    lines: list[str] = []
    original: list[str] = []
    for line in stub.splitlines():
        written = line.strip()
        if written.startswith("#:"):
            original.append(written[2:].strip().upper())
            lines.append(line)
            continue
        indent = " " * (len(line) - len(line.lstrip(" -")))
        if written.endswith('""'):
            [text] = original
            quoted = text.replace("\\", "\\\\").replace('"', '\\"')
            lines.append(f'{line[:-2]}"{quoted}"')
        else:
            lines.append(line)
        if written.endswith(">-"):
            lines += [f"{indent}  {each}" if each else "" for each in original]
        original = []
    return "\n".join([*lines, ""])
