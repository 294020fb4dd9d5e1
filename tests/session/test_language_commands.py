"""In which language a game is played: the one asked for, else that of the computer."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import tiny
from recorded import essence

from game.cli import main
from game.cli.common import languages_of_user
from game.session.records.file import read_file
from game.words.language import ENGLISH, Language, language

VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
SECTIONS = {
    **tiny.SECTIONS,
    "opening": "opening: {say: It begins.}",
    "turns": "turns: 4",
    "tracks": """
tracks:
  trust: {name: Trust, start: 50, range: [0, 100]}
""",
}
FRENCH = """\
language: fr
title: Petit
opening: {say: Cela commence.}
sides:
  north: {name: Nord, score: [{label: Confiance}]}
  south: {name: Sud, score: [{label: Confiance}]}
tracks: {trust: {name: Confiance}}
actions: {warm: {name: Chaud}, cool: {name: Frais}}
outcomes: {calm: {name: Calme}}
"""


class Table:
    """A folder with a scenario and its French translation, where commands are given."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.scenario = folder / "tiny.yaml"
        self.french = folder / "tiny.fr.yaml"
        self.record = folder / "a.game"
        self.scenario.write_text("\n".join(SECTIONS.values()), encoding="utf-8")
        self.french.write_text(FRENCH, encoding="utf-8")
        self._capsys = capsys

    def said(self, *args: object) -> tuple[int, str, str]:
        code = main([str(arg) for arg in args])
        return code, *self._capsys.readouterr()

    def auto(self, *more: object) -> str:
        """What is printed where bots play the scenario; nothing may go wrong."""
        code, out, errors = self.said("play", self.scenario, "--auto", "--seed", "5", *more)
        assert (code, errors) == (0, "")
        return out

    def go_on(self, *more: object) -> str:
        code, out, errors = self.said("play", "--continue", "--record", self.record, *more)
        assert (code, errors) == (0, "")
        return out

    def stop(self, lines: int) -> None:
        """Leaves the record as it was after so many lines."""
        parts = self.record.read_bytes().splitlines(keepends=True)
        self.record.write_bytes(b"".join(parts[: lines + 1]))


@pytest.fixture
def table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Table:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    return Table(tmp_path, capsys)


def is_in(spoken: Language, out: str) -> bool:
    """Whether what was printed is in a language and not in the other of the two."""
    titles = {"en": ("Tiny", "It begins.", "Calm"), "fr": ("Petit", "Cela commence.", "Calme")}
    found = {
        code: title in out.splitlines()
        and begins in out
        and f"== {language(code).say('ending', outcome=outcome)} ==" in out
        and f"== {language(code).say('entry.turn', turn=2).rstrip('.')} ==" in out
        for code, (title, begins, outcome) in titles.items()
    }
    assert sorted(found.values()) == [False, True], out
    return found[spoken.code]


@pytest.fixture(scope="module")
def french() -> Language:
    return language("fr")


# Asked for


def test_a_game_by_bots_is_told_in_the_language_that_is_asked_for(
    table: Table, french: Language
) -> None:
    assert is_in(ENGLISH, table.auto())
    assert is_in(ENGLISH, table.auto("--language", "en"))
    out = table.auto("--language", "fr")
    assert is_in(french, out)
    for word in ("North", "South", "Warm", "Cool", "Trust", "passes"):
        assert word not in out


def test_it_is_the_same_game_in_every_language(table: Table, tmp_path: Path) -> None:
    for code in ("en", "fr"):
        table.auto("--language", code, "--record", tmp_path / f"{code}.game")
    english, french = (read_file(tmp_path / f"{code}.game") for code in ("en", "fr"))
    assert essence(english.lines) == essence(french.lines)
    assert english.header.files == french.header.files
    assert (english.header.seed, english.header.digest) == (5, french.header.digest)


def test_a_person_reads_and_types_in_the_language_that_is_asked_for(
    table: Table, french: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = "".join(f"{french.typed_word(word)}\n" for word in ("help", "quit"))
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    code, out, errors = table.said("play", table.scenario, "--text", "--language", "fr")
    assert (code, errors) == (0, "")
    assert out.startswith("\nPetit\n")
    assert " ".join(french.say("help.head").split()) in " ".join(out.split())
    assert out.splitlines()[-1] == french.say("left")
    assert ENGLISH.say("help.head") not in out


@pytest.mark.parametrize("asked", ["de", "fr-CA", "FR", "", "../tiny", "french"])
@pytest.mark.parametrize("how", [["--auto"], ["--text"], []])
def test_a_language_there_is_not_is_one_line_that_names_those_there_are(
    asked: str, how: list[str], table: Table
) -> None:
    args = ["play", table.scenario, *how, "--language", asked, "--record", table.record]
    code, out, errors = table.said(*args)
    assert (code, out) == (2, "")
    assert errors == (
        f"communique play: --language {asked}: this scenario is written in en and fr\n"
    )
    assert not table.record.exists()


def test_a_language_that_the_record_has_not_is_refused_as_well(table: Table) -> None:
    table.auto("--record", table.record)
    table.stop(3)
    before = table.record.read_bytes()
    table.scenario.with_name("tiny.de.yaml").write_text("title: Klein\n", encoding="utf-8")
    args = ["play", "--continue", "--record", table.record, "--auto", "--language", "de"]
    code, out, errors = table.said(*args)
    assert (code, out, errors.count("\n")) == (2, "", 1)
    assert errors.endswith("--language de: this scenario is written in en and fr\n")
    assert table.record.read_bytes() == before


def test_a_scenario_in_one_language_names_that_one(table: Table) -> None:
    table.french.unlink()
    errors = table.said("play", table.scenario, "--auto", "--language", "fr")[2]
    assert errors.endswith("--language fr: this scenario is written in en\n")


# Not asked for


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({}, ("",)),
        ({"LANG": "fr_FR.UTF-8"}, ("fr-FR",)),
        ({"LANG": "fr"}, ("fr",)),
        ({"LANG": "C.UTF-8"}, ("C",)),
        ({"LANG": "de_DE.iso885915@euro"}, ("de-DE",)),
        ({"LANG": "sr_RS@latin"}, ("sr-RS",)),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "fr_FR.UTF-8"}, ("fr-FR",)),
        ({"LC_MESSAGES": "en_GB", "LC_ALL": "fr_FR", "LANG": "de_DE"}, ("fr-FR",)),
        ({"LC_ALL": "en_GB", "LANGUAGE": "fr"}, ("fr",)),
        ({"LANGUAGE": "ja:fr_CA:en", "LANG": "de_DE"}, ("ja", "fr-CA", "en")),
        ({"LANGUAGE": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "fr_FR"}, ("fr-FR",)),
        ({"LC_CTYPE": "fr_FR", "LC_NUMERIC": "fr_FR"}, ("",)),
    ],
)
def test_the_computers_language_is_found_in_gettexts_order(
    environment: dict[str, str], spoken: tuple[str, ...]
) -> None:
    assert languages_of_user(environment) == spoken


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_CA"}, "fr"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "fr_FR.UTF-8"}, "fr"),
        ({"LC_MESSAGES": "fr_FR", "LC_ALL": "en_GB"}, "en"),
        ({"LC_ALL": "en_GB", "LANGUAGE": "fr"}, "fr"),
        ({"LANGUAGE": "ja:fr:en"}, "fr"),
        ({"LANGUAGE": "en:fr"}, "en"),
        ({"LANG": "ja_JP.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
    ],
)
def test_without_a_wish_a_game_is_told_in_the_computers_language_if_it_has_it(
    environment: dict[str, str], code: str, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert is_in(language(code), table.auto())
    other = {"en": "fr", "fr": "en"}[code]
    assert is_in(language(other), table.auto("--language", other))


def test_a_scenario_only_in_french_is_played_in_french_wherever_it_is(
    table: Table, french: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    own = {
        "language": "language: fr",
        "title": "title: Petit",
        "opening": "opening: {say: Cela commence.}",
        "outcomes": "outcomes: {calm: {name: Calme}}",
    }
    table.scenario.write_text("\n".join({**SECTIONS, **own}.values()), encoding="utf-8")
    table.french.unlink()
    assert is_in(french, table.auto())
    code, _, errors = table.said("play", table.scenario, "--auto", "--language", "en")
    assert (code, errors.count("\n")) == (2, 1)
    assert errors.endswith("this scenario is written in fr\n")


def test_a_scenario_in_a_language_that_the_game_does_not_speak_is_told_in_english_words(
    table: Table,
) -> None:
    own = {**SECTIONS, "language": "language: de", "title": "title: Klein"}
    table.scenario.write_text("\n".join(own.values()), encoding="utf-8")
    out = table.auto()
    assert out.startswith("\nKlein\n")
    assert "== Turn 2 ==" in out


# Going on


@pytest.mark.parametrize(("first", "second"), [("fr", "en"), ("en", "fr")])
def test_a_record_begun_in_one_language_goes_on_in_another_and_replays(
    first: str, second: str, table: Table
) -> None:
    assert is_in(language(first), table.auto("--language", first, "--record", table.record))
    whole = read_file(table.record)
    table.stop(3)
    table.scenario.unlink()
    table.french.unlink()
    out = table.go_on("--auto", "--language", second)
    spoken, outcome = language(second), {"en": "Calm", "fr": "Calme"}[second]
    assert out.startswith({"en": "\nTiny\n", "fr": "\nPetit\n"}[second])
    assert spoken.say("continued") in out
    assert f"== {spoken.say('ending', outcome=outcome)} ==" in out
    assert language(first).say("continued") not in out
    assert essence(read_file(table.record).lines) == essence(whole.lines)
    code, out, errors = table.said("replay", table.record)
    assert (code, errors) == (0, "")
    assert ENGLISH.counted("replay.same", len(whole.lines)) in out


def test_a_game_that_is_over_is_told_again_in_another_language(
    table: Table, french: Language
) -> None:
    table.auto("--record", table.record)
    out = table.go_on("--auto", "--language", "fr")
    assert f"== {french.say('ending', outcome='Calme')} ==" in out
    assert table.said("replay", table.record)[0] == 0


def test_a_person_changes_the_language_saves_and_goes_on_in_the_first(
    table: Table, french: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {word: french.typed_word(word) for word in ("language", "save", "quit")}
    typed = f"language fr\n{said['save']} {table.record}\n1\n\n{said['quit']}\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    code, out, errors = table.said("play", table.scenario, "--text", "--seed", "5", "--no-record")
    assert (code, errors) == (0, "")
    assert french.say("language.now") in out
    assert "Chaud" in out
    assert len(read_file(table.record).lines) == 2
    typed = "language fr\n1\n\nlanguage en\n1\n\n1\n\n1\n\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    out = table.go_on("--text")
    ends = [line for line in out.splitlines() if line.startswith("== ")]
    assert ends[-1] == f"== {ENGLISH.say('ending', outcome='Calm')} =="
    assert "Chaud" in out
    after = out.rpartition(ENGLISH.say("language.now"))[2]
    assert "Chaud" not in after
    assert "North: Warm." in after
    assert table.said("replay", table.record)[0] == 0


# Mistakes in a translation


@pytest.mark.parametrize("record", [False, True])
def test_a_translation_with_mistakes_is_told_before_anything_begins(
    record: bool, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.french.write_text(FRENCH + "injects: {storm: {name: Orage}}\n", encoding="utf-8")
    more = ["--record", table.record] if record else []
    for environment, asked in (("en", ["--language", "fr"]), ("fr", [])):
        monkeypatch.setenv("LANG", environment)
        code, out, errors = table.said("play", table.scenario, "--auto", *asked, *more)
        assert (code, out) == (1, "")
        *problems, last = errors.splitlines()
        assert len(problems) == 1
        assert "tiny.fr.yaml" in problems[0]
        assert last == ("communique play: its texts in fr have mistakes; --language names another")
        assert not table.record.exists()
    assert is_in(ENGLISH, table.auto("--language", "en", *more))
