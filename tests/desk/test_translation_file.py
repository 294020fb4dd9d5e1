"""The stub of a translation: it can be played at once, and what is translated is kept."""

import re
from pathlib import Path

import pytest
import tiny
from hypothesis import given
from hypothesis import strategies as st
from strategies.written import texts as drawn_texts
from translator import NOTHING, ROOT, capitals, fog, french

from game.authoring.language_reference.translation_schema import translation_schema
from game.authoring.load import examine, load
from game.authoring.reading.nodes import plain
from game.authoring.reading.yaml_reader import read
from game.desk.texts import ScenarioTexts, read_scenario_texts
from game.desk.translation_file import write_translation
from game.rules.compile import compile_rules
from game.words.language import language
from game.words.wording import Wording

SHIPPED = sorted(path for path in (ROOT / "scenarios").glob("*.yaml") if path.stem.count(".") == 0)
STUB = """\
# The texts of fog.yaml in the language fr, under the same keys.
#: Each original stands above the place for its translation: write it between the quotes; where a
#: line ends in >-, write it below, two spaces further to the right than the key. What is left empty
#: is shown in the original. This command takes away the originals of what is translated:
#:
#: communique texts fog.yaml --to fr
language: fr

#: Fog on the strait
title: ""

calendar:
  #: Monday
  - ""
  #: Tuesday: the 2nd
  - ""

#: The strait lies in fog, and both harbours wait for the first ship to leave [LOG].
#:
#: Nobody knows how many there are.
situation: >-

sources:
  LOG:
    #: The harbour's logbook
    title: ""
  MAP:
    #: A map
    title: ""

sides:
  north:
    #: North
    name: ""
    #: Keep the strait open.
    brief: ""
    score:
      #: Trust
      - label: ""
  south:
    #: South
    name: ""
    #: Keep it yours [MAP].
    brief: ""
    score:
      #: Distance
      - label: ""

actions:
  greet:
    #: Send greetings
    name: ""
    effects:
      - {}
      - then:
          - {}
          #: Nobody answers.
          - say: ""

outcomes:
  silence:
    #: Nobody rings any more.
    text: ""
"""


@pytest.fixture
def texts(tmp_path: Path) -> ScenarioTexts:
    return fog(tmp_path)


def test_a_stub_has_the_sections_and_the_order_of_the_scenario(texts: ScenarioTexts) -> None:
    assert write_translation(texts, "fr", NOTHING) == STUB


def test_a_stub_names_the_schema_of_translations_where_the_scenario_names_its_own() -> None:
    texts = read_scenario_texts(ROOT / "scenarios" / "kuala-lumpur.yaml")
    first, second, *_ = write_translation(texts, "de", NOTHING).splitlines()
    assert first == "# yaml-language-server: $schema=../assets/translation.schema.json"
    assert second == "# The texts of kuala-lumpur.yaml in the language de, under the same keys."


def test_a_stub_fits_the_schema_of_translations(texts: ScenarioTexts) -> None:
    pattern = re.compile(str(translation_schema()["properties"]["title"]["pattern"]))
    stub = plain(read("fog.fr.yaml", write_translation(texts, "fr", NOTHING).encode()).root)
    assert pattern.search(stub["title"])
    assert not pattern.search("  ")


def test_players_of_a_stub_read_the_original_and_no_mark(
    texts: ScenarioTexts, tmp_path: Path
) -> None:
    (tmp_path / "fog.fr.yaml").write_text(STUB, encoding="utf-8")
    checked = examine(tmp_path / "fog.yaml", "fr")
    own = load(tmp_path / "fog.yaml")
    assert checked.scenario is not None
    assert checked.scenario.language == "fr"
    assert (checked.scenario.title, checked.scenario.sides) == (own.title, own.sides)
    [problem] = checked.problems
    assert problem.code == "translation-missing"
    assert problem.paths == tuple(texts.by_name())


def test_a_stub_that_is_written_again_stays_the_same(texts: ScenarioTexts) -> None:
    assert write_translation(texts, "fr", french(texts, STUB)) == STUB


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_stub_of_a_shipped_scenario_is_translated_by_filling_its_places(path: Path) -> None:
    texts = read_scenario_texts(path)
    stub = write_translation(texts, "fr", NOTHING)
    assert max(map(len, stub.splitlines())) <= 100
    filled = french(texts, capitals(stub))
    assert filled.translated == {each.path: each.text.upper() for each in texts.texts.values()}
    # And what is translated loses its original; nothing else is changed.
    assert "#:" not in write_translation(texts, "fr", filled)


def test_a_filled_stub_is_played_in_its_language(texts: ScenarioTexts, tmp_path: Path) -> None:
    stub = write_translation(texts, "fr", NOTHING)
    (tmp_path / "fog.fr.yaml").write_text(capitals(stub), encoding="utf-8")
    checked = examine(tmp_path / "fog.yaml", "fr")
    assert checked.scenario is not None
    assert checked.problems == ()
    game = tiny.Game(compile_rules(checked.scenario)).play("north: greet", "south: greet")
    assert set(game.said()) == {"NOBODY ANSWERS."}
    words = Wording(checked.scenario, language("fr"))
    sentences = words.entries(game.entries)
    assert any("SEND GREETINGS" in sentence and "NORTH" in sentence for sentence in sentences)


HALF = """\
# Le brouillard, par moi.

language: fr   # de France
title:    Brouillard    # à revoir

# Les deux ports
sides:
  # le plus froid
  north: {name: "Le Nord"}
  south:  # le plus chaud
    brief: >-
      Gardez-le
      pour vous [MAP].

      # Et ceci n'est pas un commentaire.

    name: 'L''autre'
# Les fins
outcomes: {}
# Rien de plus.
"""


def test_what_is_translated_stays_as_it_is_written_with_its_comments(texts: ScenarioTexts) -> None:
    before = french(texts, HALF)
    after = write_translation(texts, "fr", before)
    assert french(texts, after).translated == before.translated
    assert after.startswith("# Le brouillard, par moi.\n\n#: Each original")
    assert "language: fr   # de France\ntitle:    Brouillard    # à revoir\n" in after
    assert "\n\n# Les deux ports\nsides:\n  # le plus froid\n  north:\n    name: Le Nord\n" in after
    assert "\n  south:  # le plus chaud\n\n    name: 'L''autre'\n    brief: >-\n      Ga" in after
    assert "\n# Les fins\noutcomes:\n  silence:\n    #: Nobody rings" in after
    assert after.endswith('text: ""\n# Rien de plus.\n')
    comments = re.findall(r"# .*", HALF)
    assert [each for each in comments if after.count(each) != 1] == []
    assert write_translation(texts, "fr", french(texts, after)) == after


def test_a_translation_without_anything_missing_is_left_as_it_is() -> None:
    path = ROOT / "scenarios" / "kuala-lumpur.yaml"
    texts = read_scenario_texts(path)
    content = path.with_name("kuala-lumpur.fr.yaml").read_text(encoding="utf-8")
    assert write_translation(texts, "fr", french(texts, content)) == content


def test_new_translations_are_written_in_the_form_that_is_easiest_to_read(
    texts: ScenarioTexts,
) -> None:
    drawn = {
        ("title",): "Brouillard",
        ("calendar", 0): "Lundi: le 1er",
        ("situation",): f"{'Le brouillard monte. ' * 6}[LOG]\nPersonne ne sait.",
    }
    lines = write_translation(texts, "fr", NOTHING, drawn).splitlines()
    assert {"title: Brouillard", '  - "Lundi: le 1er"'} <= {*lines}
    start = lines.index("situation: >-")
    assert lines[start + 1 : start + 5] == [
        f"  {'Le brouillard monte. ' * 4}Le brouillard",
        "  monte. Le brouillard monte. [LOG]",
        "",
        "  Personne ne sait.",
    ]


def test_one_missing_text_adds_a_place_for_it_and_changes_no_other_line() -> None:
    path = ROOT / "scenarios" / "kuala-lumpur.yaml"
    texts = read_scenario_texts(path)
    content = path.with_name("kuala-lumpur.fr.yaml").read_text(encoding="utf-8")
    without = content.replace("    name: La Chine\n", "")
    after = write_translation(texts, "fr", french(texts, without))
    lines = [line for line in after.splitlines() if not line.lstrip().startswith("#:")]
    place = lines.index('    name: ""')
    assert lines[place - 1] == "  china:"
    # A list without any text isn't needed, and goes; sections come in the scenario's order.
    others = without.replace("    effects:\n      - {}\n      - {}\n      - {}\n", "")
    assert sorted([*lines[:place], *lines[place + 1 :]]) == sorted(others.splitlines())


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> ScenarioTexts:
    return fog(tmp_path_factory.mktemp("calm"))


@given(data=st.data())
def test_any_texts_are_written_as_yaml_that_reads_the_same(
    calm: ScenarioTexts, data: st.DataObject
) -> None:
    readable = drawn_texts.filter(lambda text: text.strip() != "")
    # In texts that can tell values a brace is written twice.
    readable = readable.map(lambda text: text.replace("{", "{{"))
    drawn = {path: data.draw(readable) for path in calm.texts if data.draw(st.booleans())}
    content = write_translation(calm, "fr", NOTHING, drawn)
    assert french(calm, content).translated == drawn
    assert write_translation(calm, "fr", french(calm, content)) == content
