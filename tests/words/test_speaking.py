"""Languages: sentences by key, in English or from a catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import tiny
from attrs import evolve

from game.model.frozen import FrozenMap
from game.model.scenario import NamedValue
from game.rules.expressions import parse
from game.rules.index import Index
from game.rules.readings import FormulaCompiler
from game.words import language as languages_of_the_game
from game.words.language import ENGLISH, Language, language, languages
from game.words.naming import Naming
from game.words.wording import Wording

HEAD = """\
msgid ""
msgstr ""
"Language: fr\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"""
FRENCH = """
msgctxt "articles"
msgid "The A An"
msgstr "Le La Les L’ L' Un Une Des"

msgctxt "quoted"
msgid "“{text}”"
msgstr "«\u00a0{text}\u00a0»"

msgctxt "quoted.closers"
msgid "”"
msgstr "»\u00a0"

msgctxt "list.and"
msgid "{some} and {last}"
msgstr "{some} et {last}"

msgctxt "turns"
msgid "{n} turn"
msgid_plural "{n} turns"
msgstr[0] "{n} tour"
msgstr[1] "{n} tours"

msgctxt "times"
msgid "{n} time"
msgid_plural "{n} times"
msgstr[0] ""
msgstr[1] ""

msgctxt "needs"
msgid "Needs {condition}."
msgstr "Il faut {condition}."

msgctxt "refused.when"
msgid "Needs {condition}."
msgstr "Il faudrait {condition}."

msgctxt "always"
msgid "nothing"
msgstr ""

#, fuzzy
msgctxt "never"
msgid "what can’t happen"
msgstr "l’impossible d’hier"

msgctxt "word.yes"
msgid "yes y"
msgstr "oui o"

msgctxt "word.no"
msgid "no n"
msgstr "non"

msgctxt "word.help"
msgid "help h ?"
msgstr "aide été"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the catalogues lie: a small French one."""
    catalogues = tmp_path / "catalogues"
    catalogues.mkdir()
    (catalogues / "fr.po").write_text(HEAD + FRENCH, encoding="utf-8")
    monkeypatch.setattr(languages_of_the_game, "FOLDER", catalogues)
    language.cache_clear()
    yield catalogues
    language.cache_clear()


@pytest.fixture
def french(folder: Path) -> Language:
    assert folder.is_dir()
    return language("fr")


# Which languages there are


def test_english_comes_first_and_then_the_catalogues(folder: Path) -> None:
    for name in ("zu.po", "de.po", "notes.txt"):
        (folder / name).write_text(HEAD, encoding="utf-8")
    assert languages() == ("en", "de", "fr", "zu")


@pytest.mark.parametrize(
    ("code", "found"),
    [("fr", "fr"), ("fr-CA", "fr"), ("fr-Latn-CH", "fr"), ("en", "en"), ("en-GB", "en")],
)
def test_a_region_speaks_its_language(code: str, found: str, folder: Path) -> None:
    assert folder.is_dir()
    assert language(code).code == found


@pytest.mark.parametrize("code", ["", "xx", "f", "frr", "-fr", "../fr", "fr.po", "FR/.."])
def test_what_has_no_catalogue_is_said_in_english(code: str, folder: Path) -> None:
    (folder.parent / "fr.po").write_text(HEAD + FRENCH, encoding="utf-8")
    spoken = language(code)
    assert spoken.code == "en"
    assert spoken.counted("turns", 2) == "2 turns"


def test_a_region_with_a_catalogue_of_its_own_has_it(folder: Path) -> None:
    text = HEAD + FRENCH.replace("Il faut ", "Ça prend ")
    (folder / "fr-CA.po").write_text(text, encoding="utf-8")
    assert language("fr-CA").say("needs", condition="x") == "Ça prend x."
    assert language("fr").say("needs", condition="x") == "Il faut x."


def test_a_catalogue_is_read_once_and_no_compiled_file_is_left(folder: Path) -> None:
    assert language("fr") is language("fr")
    assert [path.name for path in folder.iterdir()] == ["fr.po"]


# Sentences


@pytest.mark.parametrize(
    ("n", "said"),
    [(0, "0 turns"), (1, "1 turn"), (2, "2 turns"), (-1, "−1 turn"), (-2, "−2 turns")],
)
def test_english_counts_one_and_minus_one_in_the_singular(n: int, said: str) -> None:
    assert ENGLISH.counted("turns", n) == said


@pytest.mark.parametrize(
    ("n", "said"),
    [(0, "0 tour"), (1, "1 tour"), (2, "2 tours"), (-1, "−1 tour"), (-2, "−2 tours")],
)
def test_french_counts_nothing_in_the_singular_too(n: int, said: str, french: Language) -> None:
    assert french.counted("turns", n) == said


def test_one_english_sentence_under_two_keys_has_two_translations(french: Language) -> None:
    assert ENGLISH.say("needs", condition="x") == ENGLISH.say("refused.when", condition="x")
    assert french.say("needs", condition="x") == "Il faut x."
    assert french.say("refused.when", condition="x") == "Il faudrait x."


def test_what_is_not_translated_or_only_doubtfully_is_said_in_english(french: Language) -> None:
    assert french.say("always") == "nothing"
    assert french.say("never") == "what can’t happen"
    assert french.say("lapse", table="x") == "ends the agreement on x"
    assert french.counted("times", 2) == "2 times"
    assert french.counted("rounds", 1) == "1 round"


def test_a_sentence_with_forms_is_counted_and_one_without_is_said(french: Language) -> None:
    for spoken in (ENGLISH, french):
        with pytest.raises(KeyError, match="turns has a singular and a plural"):
            spoken.say("turns", n=1)
        with pytest.raises(KeyError, match="needs has no plural"):
            spoken.counted("needs", 1, condition="x")


def test_a_key_that_is_not_there_is_our_own_mistake(french: Language) -> None:
    for spoken in (ENGLISH, french):
        with pytest.raises(KeyError, match="needles"):
            spoken.say("needles")
        with pytest.raises(KeyError, match="needles"):
            spoken.counted("needles", 1)


def test_a_value_that_is_not_given_is_our_own_mistake() -> None:
    with pytest.raises(KeyError, match="condition"):
        ENGLISH.say("needs")


def test_braces_in_a_value_are_only_braces(french: Language) -> None:
    assert french.say("needs", condition="{condition} {0}") == "Il faut {condition} {0}."


def test_a_list_is_joined_in_its_language(french: Language) -> None:
    assert ENGLISH.listed(["a", "b", "c"]) == "a, b and c"
    assert french.listed(iter(["a", "b", "c"])) == "a, b et c"
    assert french.listed(["a", "b"]) == "a et b"
    assert french.listed(["a"]) == "a"


# Words that are typed


def test_of_the_words_for_something_the_first_is_shown(french: Language) -> None:
    assert ENGLISH.typed_word("yes") == "yes"
    assert french.typed_word("yes") == "oui"
    assert french.typed_word("quit") == "quit"


@pytest.mark.parametrize("said", ["oui", "o", "OUI", "yes", "Y", "yEs"])
def test_a_word_is_understood_in_this_language_and_in_english_in_any_case(
    said: str, french: Language
) -> None:
    assert french.match_word(said, ("no", "yes", "help")) == "yes"


def test_capitals_with_accents_are_understood(french: Language) -> None:
    assert french.match_word("ÉTÉ", ("help",)) == "help"


@pytest.mark.parametrize("said", ["", " ", "oui o", "ou", "ouii", "yes y", "quit", "yes", "0"])
def test_what_is_none_of_the_words_means_none_of_them(said: str, french: Language) -> None:
    assert french.match_word(said, ("no", "help")) is None
    assert french.match_word(said, ()) is None


def test_english_does_not_understand_french() -> None:
    assert ENGLISH.match_word("oui", ("yes", "no")) is None
    assert ENGLISH.match_word("?", ("yes", "help")) == "help"


# Ends and beginnings


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("trust rises", "Trust rises."),
        ("trust rises.", "Trust rises."),
        ("“now!”", "“now!”"),
        ("he says “now.”", "He says “now.”"),
        ("he says “now”", "He says “now”."),
        ("really?", "Really?"),
        ("and so …", "And so …"),
        ("so: it is", "So: it is."),
        ("élan", "Élan."),
        ("", "."),
    ],
)
def test_a_sentence_begins_with_a_capital_and_ends_with_a_stop(text: str, said: str) -> None:
    assert ENGLISH.sentence(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("il dit «\u00a0oui\u00a0»", "Il dit «\u00a0oui\u00a0»."),
        ("il dit «\u00a0oui.\u00a0»", "Il dit «\u00a0oui.\u00a0»"),
        ("«\u00a0quoi\u00a0?\u00a0»", "«\u00a0quoi\u00a0?\u00a0»"),
        ("à eux", "À eux."),
    ],
)
def test_what_ends_within_quotation_marks_has_ended(text: str, said: str, french: Language) -> None:
    assert french.sentence(text) == said


# Names inside a sentence


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("The North", "the North"),
        ("A Pact", "a Pact"),
        ("An Accord", "an Accord"),
        ("Theodore", "Theodore"),
        ("ASEAN", "ASEAN"),
        ("", ""),
        ("…", "…"),
        ("L’Accord", "L’Accord"),
    ],
)
def test_an_english_article_inside_a_sentence_is_small(name: str, inside: str) -> None:
    assert Naming(tiny.scenario()).inside(name) == inside


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("Le Nord", "le Nord"),
        ("La Malaisie", "la Malaisie"),
        ("Les Îles", "les Îles"),
        ("L’Union", "l’Union"),
        ("L'Union", "l'Union"),
        ("L’Élysée", "l’Élysée"),
        ("Une Sud", "une Sud"),
        ("Lesotho", "Lesotho"),
        ("L", "L"),
        ("L’", "L’"),
        ("D’Artagnan", "D’Artagnan"),
        ("The North", "The North"),
    ],
)
def test_a_french_article_inside_a_sentence_is_small_with_its_apostrophe_too(
    name: str, inside: str, french: Language
) -> None:
    assert Naming(tiny.scenario(), french).inside(name) == inside


def test_a_side_keeps_its_name_but_for_the_article_though_the_word_is_written_small(
    french: Language,
) -> None:
    text = """
situation: Le détroit sépare l’est du sud, et l’union du reste.
sides:
  north: {name: L’Union, brief: B, score: [{label: L, points: 0}]}
  south: {name: Sud, brief: B, score: [{label: L, points: 0}]}
"""
    naming = Naming(tiny.scenario(text), french)
    assert naming.sides(["north", "south"]) == "l’Union et Sud"
    assert naming.inside("Sud") == "sud"
    assert naming.inside("Détroit du nord") == "détroit du nord"


@pytest.mark.parametrize("name", ["A", "An", "I", "EU", "A & B", "A-Team", "A.", "The 12", "U"])
def test_a_name_that_only_looks_like_an_article_keeps_its_capital(name: str) -> None:
    text = f"""
sides:
  north: {{name: "{name}", brief: B, score: [{{label: L, points: 0}}]}}
  south: {{name: South, brief: B, score: [{{label: L, points: 0}}]}}
"""
    naming = Naming(tiny.scenario(text))
    assert naming.side_inside("north") == name
    assert naming.inside(name) == name


def test_an_article_that_the_author_always_writes_large_stays_so() -> None:
    naming = Naming(tiny.scenario("situation: All eyes are on The Hague and on The East."))
    assert naming.inside("The Hague asks for cover") == "The Hague asks for cover"
    assert naming.inside("The Hagueans") == "the Hagueans"
    both = "situation: All eyes are on The East. In the East nothing moves."
    assert Naming(tiny.scenario(both)).inside("The East") == "the East"


def test_a_french_article_that_the_author_always_writes_large_stays_so(french: Language) -> None:
    text = "situation: Le gouvernement de La Haye et celui de l’Est, vus de L’Aquila."
    naming = Naming(tiny.scenario(text), french)
    assert naming.inside("La Haye") == "La Haye"
    assert naming.inside("L’Aquila") == "L’Aquila"
    assert naming.inside("L’Est") == "l’Est"


def test_values_that_double_are_looked_into_once_each() -> None:
    """`check` refuses so many; looked into wherever they stand, they would never end."""
    chain = {f"v{k}": parse(f"min(v{k - 1}, v{k - 1})") for k in range(1, 60)}
    trees = {"v0": parse("secret"), **chain}
    values = {id: NamedValue(formula=tree) for id, tree in trees.items()}
    scenario = evolve(tiny.scenario(), values=FrozenMap(values))
    words, node = Wording(scenario), parse("v59 > 3")
    assert words.tracks_read(node) == {"secret"}
    assert words.is_hidden(node, "north")
    assert not words.is_hidden(node, "facilitator")
    assert words.condition(node).endswith("(the least of v56 and v56)) above 3")
    formulas = FormulaCompiler(scenario, Index(scenario))
    reads = list(formulas.reads(formulas.tree(node, ("actions", "warm", "when"))))
    assert len(reads) == 1 + 2 * 59 + 1
