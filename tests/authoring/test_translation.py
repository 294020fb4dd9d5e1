"""Translations: other words for the same game."""

from pathlib import Path
from typing import Any

import attrs
import pytest

from game.authoring.load import inspect, load
from game.model import shapes
from game.model.effects import Say, Speak, Upkeep
from game.model.frozen import FrozenMap

VALID = Path(__file__).parent.parent / "bad" / "valid.yaml"
SAYS = VALID.read_text(encoding="utf-8").replace(
    "effects: {trust: +2}",
    """effects:
      - trust: +2
        say: A letter is read aloud.
      - when: trust < 60
        then: [{say: Nobody answers.}, {fleet: -1}]""",
)
FRENCH = """\
language: fr
title: Brouillard sur le détroit
sides:
  north:
    name: Nord
    brief: Gardez le détroit ouvert.
    score: [{label: Confiance}]
  south:
    name: Sud
    brief: Gardez le détroit pour vous.
    score: [{label: Distance}]
actions:
  greet:
    name: Envoyer des salutations
    effects:
      - say: Une lettre est lue à voix haute.
      - then: [{say: Personne ne répond.}, {}]
outcomes:
  silence: {text: Plus personne n’appelle.}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "fog.yaml").write_text(SAYS, encoding="utf-8")
    (tmp_path / "fog.fr.yaml").write_text(FRENCH, encoding="utf-8")
    return tmp_path / "fog.yaml"


def without_texts(value: Any) -> Any:
    """A part of a scenario with every text left out."""
    if attrs.has(type(value)):
        described = shapes.keys(type(value))
        texts = {a.name for a, d in described.values() if isinstance(d.shape, shapes.Text)}
        fields = [a.name for a in attrs.fields(type(value)) if a.name not in texts]
        if isinstance(value, Say):
            fields.remove("text")
        return type(value).__name__, {n: without_texts(getattr(value, n)) for n in fields}
    if isinstance(value, FrozenMap):
        return {key: without_texts(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return tuple(map(without_texts, value))
    return value


def test_french_texts_stand_in_place_of_the_english_ones(path: Path) -> None:
    scenario, problems = inspect(path, "fr")
    assert problems == ()
    assert scenario is not None
    assert scenario.title == "Brouillard sur le détroit"
    assert scenario.sides["north"].brief == "Gardez le détroit ouvert."
    assert scenario.sides["south"].score[0].label == "Distance"
    assert scenario.outcomes["silence"].text == "Plus personne n’appelle."


def test_what_effects_say_is_translated_however_deep(path: Path) -> None:
    effects: Any = load(path, "fr").actions["greet"].effects
    assert effects[0].say == Say("Une lettre est lue à voix haute.")
    assert effects[1].then[0] == Speak(Say("Personne ne répond."))


def test_what_the_parts_of_each_turn_say_is_translated_where_they_say_it(tmp_path: Path) -> None:
    parts = """each_turn:
  - {fleet: +1, say: A ship is launched.}
  - from: 1
    effects: [{fleet: -1}, {say: The fog grows.}]
"""
    french = """each_turn:
  - {say: Un navire est lancé.}
  - effects: [{}, {say: La brume monte.}]
"""
    path = tmp_path / "fog.yaml"
    path.write_text(f"{SAYS}\n{parts}", encoding="utf-8")
    (tmp_path / "fog.fr.yaml").write_text(FRENCH + french, encoding="utf-8")
    assert inspect(path, "fr")[1] == ()
    part = load(path, "fr").each_turn[1]
    assert isinstance(part, Upkeep)
    assert part.effects[1] == Speak(Say("La brume monte."))


def test_a_translation_changes_nothing_but_texts_and_the_language(path: Path) -> None:
    own, french = load(path), load(path, "fr")
    assert (own.language, french.language) == ("en", "fr")
    assert without_texts(attrs.evolve(french, language="en")) == without_texts(own)


def test_without_a_language_the_scenario_is_as_its_author_wrote_it(path: Path) -> None:
    assert load(path).title == load(path, "en").title == "Fog on the strait"


def test_what_is_not_translated_stays_as_it_was_and_is_counted(path: Path) -> None:
    french = path.with_name("fog.fr.yaml")
    french.write_text(FRENCH.replace("    name: Nord\n", ""), encoding="utf-8")
    scenario, [problem] = inspect(path, "fr")
    assert scenario is not None
    assert scenario.sides["north"].name == "North"
    assert (problem.code, problem.severity) == ("translation-missing", "warning")
    assert "sides.north.name" in problem.message
    assert problem.as_json()["paths"] == ["sides.north.name"]


def test_every_text_without_a_translation_is_listed_though_three_are_named(path: Path) -> None:
    french = path.with_name("fog.fr.yaml")
    french.write_text("language: fr\n", encoding="utf-8")
    _, [problem] = inspect(path, "fr")
    assert problem.paths[:3] == ("title", "sides.north.name", "sides.north.brief")
    assert {"actions.greet.effects[1].then[0].say", "outcomes.silence.text"} < set(problem.paths)
    assert len(problem.paths) == 11
    assert problem.message.endswith(": 11 (title, sides.north.name, sides.north.brief, …)")


def test_a_fragments_texts_are_translated_beside_the_main_file(path: Path) -> None:
    (path.parent / "parts").mkdir()
    part = path.parent / "parts" / "port.yaml"
    part.write_text("tracks:\n  cranes: {name: Cranes, start: 4}\n", encoding="utf-8")
    path.write_text(SAYS + "include: parts/port.yaml\n", encoding="utf-8")
    french = path.with_name("fog.fr.yaml")
    french.write_text(FRENCH + "tracks:\n  cranes: {name: Grues}\n", encoding="utf-8")
    assert load(path, "fr").tracks["cranes"].name == "Grues"
