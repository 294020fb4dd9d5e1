"""The catalogues of translations: whole, up to date, and as their tool writes them."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Translated
from babel.messages.pofile import write_po

from game.words.language import FOLDER, MESSAGES, language, languages

CODES = [code for code in languages() if code != "en"]
WORDS = [key for key in MESSAGES if key.startswith("word.")]
NO_SENTENCES = ("articles", "console.file.separator", "quoted.closers", *WORDS)
"""What holds words or signs side by side, to which no typography applies."""


@cache
def tool() -> ModuleType:
    """tools/catalogue.py."""
    path = Path(__file__).parent.parent.parent / "tools" / "catalogue.py"
    spec = importlib.util.spec_from_file_location("catalogue", path)
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


@cache
def catalogue(code: str) -> Catalog:
    found = tool().read(FOLDER / f"{code}.po")
    assert isinstance(found, Catalog)
    return found


def translated(code: str) -> dict[str, Translated]:
    """What a catalogue holds, by key."""
    return {str(message.context): message for message in catalogue(code) if message.id}


def forms(message: str | Iterable[str] | None) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message or ())


def sentences(code: str) -> Iterator[tuple[str, str]]:
    """Every sentence of a catalogue with its key; one with forms for each of them."""
    for key, message in translated(code).items():
        yield from ((key, form) for form in forms(message.string))


# Whole and up to date


def test_there_is_a_catalogue() -> None:
    assert "fr" in CODES


@pytest.mark.parametrize("code", CODES)
def test_every_sentence_is_translated_and_none_doubtful(code: str) -> None:
    assert tool().missing(tool().updated(catalogue(code))) == []


@pytest.mark.parametrize("code", CODES)
def test_a_catalogue_has_the_sentences_of_today_and_no_others(code: str) -> None:
    found = translated(code)
    assert [key for key in found if key not in MESSAGES] == []
    assert [key for key in MESSAGES if key not in found] == []
    assert [message.id for message in catalogue(code).obsolete.values()] == []
    changed = [key for key, message in MESSAGES.items() if forms(found[key].id) != forms(message)]
    assert changed == []


@pytest.mark.parametrize("code", CODES)
def test_a_catalogue_is_as_its_tool_writes_it(code: str) -> None:
    written = BytesIO()
    write_po(written, tool().updated(catalogue(code)), width=100, ignore_obsolete=True)
    path = FOLDER / f"{code}.po"
    assert without_version(path.read_bytes()) == without_version(written.getvalue())


def without_version(data: bytes) -> list[str]:
    """The lines of a catalogue but for the one that tells with which Babel it was written."""
    lines = data.decode("utf-8").split("\n")
    return [line for line in lines if not line.startswith('"Generated-By:')]


@pytest.mark.parametrize("code", CODES)
def test_a_catalogue_keeps_its_plurals_whatever_rule_babel_has(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # From 2.19 on, Babel gives French a third form, for whole millions.
    rule = "(n == 0 || n == 1) ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2"
    found = catalogue(code)
    monkeypatch.setattr("babel.messages.catalog.get_plural", lambda _: (3, rule, rule))
    assert tool().updated(found).plural_forms == found.plural_forms


PLURALS = {"fr": (2, "(n > 1)")}
"""By language, how many forms its sentences that count have, and which a number takes."""


@pytest.mark.parametrize("code", CODES)
def test_a_catalogue_counts_as_its_language_does(code: str) -> None:
    found = catalogue(code)
    assert found.locale_identifier == code.replace("-", "_")
    assert (found.num_plurals, found.plural_expr) == PLURALS[code]
    for key, message in translated(code).items():
        wanted = 1 if isinstance(MESSAGES[key], str) else found.num_plurals
        assert len(forms(message.string)) == wanted, key


SINGULAR = {"en": {1}, "fr": {0, 1}}
"""By language, the numbers up to 3 that take the form for one."""
COUNTED = [key for key, message in MESSAGES.items() if not isinstance(message, str)]


def test_it_is_known_of_every_language_what_takes_the_form_for_one() -> None:
    assert SINGULAR.keys() == {*languages()}


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", ["0 turns", "1 turn", "2 turns"]),
        ("fr", ["0 tour", "1 tour", "2 tours"]),
    ],
)
def test_nothing_is_several_in_english_and_one_in_french(code: str, said: list[str]) -> None:
    assert [language(code).counted("turns", n) for n in range(3)] == said


@pytest.mark.parametrize("code", SINGULAR)
@pytest.mark.parametrize("key", COUNTED)
def test_every_sentence_that_counts_has_the_form_its_language_wants(key: str, code: str) -> None:
    one, several = forms(MESSAGES[key] if code == "en" else translated(code)[key].string)
    names = (placeholders(one) | placeholders(several)) - {"n"}
    values = {name: f"({name})" for name in names}
    for n in range(4):
        form = one if n in SINGULAR[code] else several
        assert language(code).counted(key, n, **values) == form.format(n=n, **values)


# Each sentence


def placeholders(text: str) -> set[str]:
    """What is filled in; it must be a plain name, without a format of its own."""
    found = [part for part in Formatter().parse(text) if part[1] is not None]
    assert all(name and name.isidentifier() for _, name, _, _ in found), text
    assert all((form, conversion) == ("", None) for _, _, form, conversion in found), text
    return {name for _, name, _, _ in found if name}


def test_placeholders_are_found_and_odd_ones_refused() -> None:
    assert placeholders("{a} and {b}, {a} {{c}}") == {"a", "b"}
    for odd in ("{}", "{0}", "{a.b}", "{a[0]}", "{a!r}", "{a:>3}", "{a b}"):
        with pytest.raises(AssertionError):
            placeholders(odd)


def wrong_placeholders(translations: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The keys of which a form fills in anything else than the English one.

    Where a language has more forms than English has, they are for several.
    """
    wrong = []
    for key, found in translations.items():
        english = forms(MESSAGES[key])
        wanted = [placeholders(form) for form in english]
        wanted += wanted[-1:] * (len(found) - len(wanted))
        if [placeholders(form) for form in found] != wanted[: len(found)]:
            wrong.append(key)
    return wrong


@pytest.mark.parametrize("code", CODES)
def test_a_translation_fills_in_what_the_english_sentence_does(code: str) -> None:
    found = {key: forms(message.string) for key, message in translated(code).items()}
    assert wrong_placeholders(found) == []


def test_a_placeholder_that_is_missing_or_new_is_found_in_every_form() -> None:
    fine = {"needs": ("{condition}",), "turns": ("{n} ", "{n}!", "…{n}")}
    assert wrong_placeholders(fine) == []
    for key, found in (
        ("needs", ("Il faut.",)),
        ("needs", ("{condition} {x}",)),
        ("turns", ("un tour", "{n} tours")),
        ("turns", ("{n} tour", "des tours")),
        ("turns", ("{n} tour", "{n} tours", "des tours")),
    ):
        assert wrong_placeholders({key: found}) == [key]


@pytest.mark.parametrize("code", CODES)
def test_no_translation_begins_or_ends_with_another_blank_than_the_english(code: str) -> None:
    for key, message in translated(code).items():
        for form in forms(message.string):
            english = forms(MESSAGES[key])[-1]
            assert form.startswith(" ") == english.startswith(" "), key
            assert form.endswith(" ") == english.endswith(" "), key
            assert "\n" not in form, key


# Words that can be typed


def clashes(typed: Mapping[str, list[str]]) -> list[str]:
    """Words that mean two things, in one language or in it and English."""
    meanings: dict[str, set[str]] = {}
    for key in WORDS:
        for word in (*typed[key], *str(MESSAGES[key]).split()):
            meanings.setdefault(word, set()).add(key)
    return sorted(word for word, keys in meanings.items() if len(keys) > 1)


@pytest.mark.parametrize("code", languages())
def test_words_that_can_be_typed_are_small_and_mean_one_thing(code: str) -> None:
    typed = {key: language(code).say(key).split() for key in WORDS}
    for key, words in typed.items():
        assert words, key
        assert all(word == word.lower() and not word[0].isdigit() for word in words), key
    assert clashes(typed) == []


@pytest.mark.parametrize("word", ["quit", "q", "oui", "h"])
def test_a_word_that_means_two_things_is_found(word: str) -> None:
    typed = {key: [f"x{i}"] for i, key in enumerate(WORDS)}
    assert clashes({**typed, "word.yes": ["oui"]}) == []
    assert clashes({**typed, "word.yes": ["oui"], "word.no": ["non", word]}) == [word]


@pytest.mark.parametrize("code", languages())
def test_how_a_command_is_used_begins_with_the_word_for_it(code: str) -> None:
    spoken = language(code)
    used = [key.partition(".")[2] for key in MESSAGES if key.startswith("usage.")]
    assert used
    for name in used:
        first, *more = spoken.say(f"usage.{name}").split()
        assert first == spoken.typed_word(name)
        assert more
        assert all(re.fullmatch(r"\W?[^\W\d_a-z]+\W?", word) for word in " ".join(more).split())


# French typography


def misprints(text: str) -> list[str]:
    """Signs of a French text with the wrong blank beside them, and signs that no font of ours has.

    Before a colon, a semicolon, an exclamation or question mark and within quotation marks stands
    a no-break space; an apostrophe is a round one.
    """
    return re.findall(
        r"(?<![\u00a0:;!?»])[:;!?]|(?<!\u00a0)[»%]|«(?!\u00a0)|[ ]\u00a0|\u00a0[ ]|\u202f|\u2011"
        r"|\w'\w",
        text,
    )


def test_french_signs_stand_behind_no_break_spaces() -> None:
    assert {key: misprints(text) for key, text in sentences("fr") if key not in NO_SENTENCES} == {
        key: [] for key, _ in sentences("fr") if key not in NO_SENTENCES
    }


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Quoi\u00a0?!", []),
        ("«\u00a0Oui\u00a0»\u00a0: {x}\u00a0%", []),
        ("Quoi ?", ["?"]),
        ("{a}: {b}", [":"]),
        ("{a};", [";"]),
        ("« Oui\u00a0»", ["«"]),
        ("«\u00a0Oui »", ["»"]),
        ("{n} %", ["%"]),
        ("Oui\u202f!", ["\u202f", "!"]),
        ("peut\u2011être", ["\u2011"]),
        ("a \u00a0: b", [" \u00a0"]),
        ("l'accord", ["l'a"]),
    ],
)
def test_a_misprint_is_found(text: str, wrong: list[str]) -> None:
    assert sorted(misprints(text)) == sorted(wrong)


# The tool


HEAD = """\
msgid ""
msgstr ""
"POT-Creation-Date: 2001-02-03 04:05+0000\\n"
"Language: fr\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"""


def write(path: Path, *entries: str) -> None:
    path.write_text("\n".join([HEAD, *entries]), encoding="utf-8")


def entry(key: str, english: str, french: str, comment: str = "") -> str:
    return f'{comment}msgctxt "{key}"\nmsgid "{english}"\nmsgstr "{french}"\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tool(), "FOLDER", tmp_path)
    return tmp_path


def read(path: Path) -> dict[str, Translated]:
    return {str(message.context): message for message in tool().read(path) if message.id}


def test_the_tool_begins_a_catalogue_in_which_all_is_missing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tool().main(["de", "pt-BR"]) == 0
    count = len(MESSAGES)
    assert capsys.readouterr().out == "".join(
        f"{name}.po: {count} of {count} to be translated\n" for name in ("de", "pt-BR")
    )
    assert sorted(path.name for path in folder.iterdir()) == ["de.po", "pt-BR.po"]
    assert list(read(folder / "pt-BR.po")) == list(MESSAGES)


def test_the_tool_keeps_translations_marks_what_changed_and_drops_what_is_gone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "fr.po"
    write(
        path,
        entry("needs", "Needs {condition}.", "Il faut {condition}."),
        entry("always", "something else", "rien"),
        entry("never", "what can't happen", "l’impossible", "#, fuzzy\n"),
        entry("gone", "Gone", "Tout est parti"),
        entry("turns", "{n} turns", "{n} tours"),
        """msgctxt "times"
msgid "{n} time"
msgid_plural "{n} times"
msgstr[0] "{n} fois"
msgstr[1] ""
""",
    )
    tool().main([])
    found = read(path)
    assert list(found) == list(MESSAGES)
    assert (found["needs"].string, found["needs"].fuzzy) == ("Il faut {condition}.", False)
    assert (found["always"].string, found["always"].fuzzy) == ("rien", True)
    assert found["always"].id == "nothing"
    assert (found["never"].string, found["never"].fuzzy) == ("l’impossible", True)
    assert not any(forms(found["turns"].string))
    assert tool().missing(tool().read(path)) == [key for key in MESSAGES if key != "needs"]
    left = len(MESSAGES) - 1
    assert capsys.readouterr().out == f"fr.po: {left} of {left + 1} to be translated\n"
    assert "Tout est parti" not in path.read_text(encoding="utf-8")


def test_the_tool_changes_nothing_the_second_time(folder: Path) -> None:
    write(folder / "fr.po", entry("needs", "Needs {condition}.", "Il faut {condition}."))
    tool().main([])
    once = (folder / "fr.po").read_bytes()
    assert once.count(b"2001-02-03 04:05+0000") == 2
    tool().main([])
    assert (folder / "fr.po").read_bytes() == once
