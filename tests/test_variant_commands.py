"""A variant is named by a colon and its id wherever a command takes a scenario."""

from __future__ import annotations

import io
import json
import shutil
import sys
from pathlib import Path

import pytest

from game.authoring.load import load
from game.authoring.reading.files import Folder
from game.authoring.shipped import shipped
from game.cli import main
from game.session.records.file import read_file
from game.session.records.games import fresh_path
from game.session.records.replay import replay

VALID = (Path(__file__).parent / "bad" / "valid.yaml").read_text(encoding="utf-8")
SHORT = "  short: {turns: 2, title: Short fog, summary: Two turns., minutes: [3, 6]}\n"


@pytest.fixture
def fog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a scenario, a variant, one with a mistake, and a file that extends it."""
    monkeypatch.chdir(tmp_path)
    variants = f"{SHORT}  bad: {{turns: two}}\n"
    path = tmp_path / "fog.yaml"
    path.write_text(f"{VALID}\nvariants:\n{variants}", encoding="utf-8")
    sea = "format: 1\nid: sea\ntitle: Sea\nextends: fog.yaml:short\n"
    (tmp_path / "sea.yaml").write_text(sea, encoding="utf-8")
    return path


class Said:
    """What commands print."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *args: str) -> tuple[int, str, str]:
        code = main([*args])
        return code, *self._capsys.readouterr()


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    return Said(capsys)


def test_a_scenario_is_checked_with_its_variants_and_a_variant_by_itself(
    fog: Path, said: Said
) -> None:
    code, out, _ = said("check", fog.name)
    [first, second, third] = out.splitlines()
    assert code == 1
    assert (first, second) == ("fog.yaml: no problems", "fog.yaml:short: no problems")
    assert "variants.bad.turns: expected a whole number" in third
    assert said("check", "fog.yaml:short")[:2] == (0, "fog.yaml:short: no problems\n")


def test_a_problem_of_the_scenario_is_reported_once(fog: Path, said: Said) -> None:
    fog.write_text(VALID.replace("[gestures]", "[gesturs]") + f"\nvariants:\n{SHORT}", "utf-8")
    document = json.loads(said("check", "--json", "fog.yaml")[1])
    assert [problem["code"] for problem in document["problems"]].count("unknown-reference") == 1
    _, out, _ = said("check", "fog.yaml")
    assert out.endswith("\nfog.yaml:short: no further problems\n")
    again = json.loads(said("check", "--json", "fog.yaml:short")[1])
    assert len(again["problems"]) == len(document["problems"])


def test_a_failing_test_that_a_variant_has_too_is_reported_once(fog: Path, said: Said) -> None:
    test = "tests: [{name: Nothing is far, play: ['north: greet'], then: [trust == 1]}]\n"
    allowed = "allow: {never-happened: Two turns are too few for calm.}\n"
    fog.write_text(f"{VALID}\n{test}{allowed}variants:\n{SHORT}", "utf-8")
    code, out, _ = said("check", "--play", "fog.yaml")
    assert (code, out.count("test-fails")) == (1, 0)
    assert out.count('the test "Nothing is far" fails') == 1
    assert out.endswith("fog.yaml:short: no further problems, 1 test played\n")
    assert 'in the variant "short": the test' in said("check", "--play", "fog.yaml:short")[1]


def test_what_resolved_prints_is_the_variant_as_a_whole_scenario(fog: Path, said: Said) -> None:
    for name, files in (
        ("fog.yaml:short", Folder(fog, "short")),
        ("sea.yaml", Folder(fog.with_name("sea.yaml"))),
    ):
        code, out, errors = said("check", name, "--resolved")
        assert (code, errors) == (0, "")
        fog.with_name("whole.yaml").write_text(out, "utf-8")
        assert load(fog.with_name("whole.yaml")) == load(files)
    code, out, errors = said("check", "fog.yaml:bad", "--resolved")
    assert (code, out) == (1, "")
    assert errors.endswith("fog.yaml:bad can't be played; correct it first\n")
    assert said("check", "fog.yaml", "sea.yaml", "--resolved")[0] == 2


def test_what_resolved_prints_where_letters_are_missing_is_read_as_the_same(
    fog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fog.write_text(
        VALID.replace("Nobody rings", "Người nào “rings”") + f"\nvariants:\n{SHORT}", "utf-8"
    )
    out = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", wrapper := io.TextIOWrapper(out, encoding="cp1252"))
    assert main(["check", "fog.yaml:short", "--resolved"]) == 0
    wrapper.flush()
    fog.with_name("whole.yaml").write_bytes(out.getvalue())
    assert load(fog.with_name("whole.yaml")) == load(Folder(fog, "short"))


def test_a_variant_is_played_recorded_and_gone_on_with(fog: Path, said: Said) -> None:
    code, *_ = said("play", "fog.yaml:short", "--auto", "--seed", "3", "--record", "a.game")
    assert code == 0
    record = read_file(fog.with_name("a.game"))
    assert list(record.header.files.texts) == ["fog:short.yaml"]
    fog.unlink()
    game = replay(record)
    assert (game.rules.scenario.id, game.rules.scenario.turns) == ("fog:short", 2)
    parts = fog.with_name("a.game").read_bytes().splitlines(keepends=True)
    fog.with_name("a.game").write_bytes(b"".join(parts[:2]))
    go_on = ("--auto", "--continue", "--record", "a.game")
    assert said("play", "fog.yaml:short", *go_on)[:2] != (2, "")
    code, _, errors = said("play", "fog.yaml", *go_on)
    assert (code, errors) == (
        2,
        "communique play: a.game is a game of fog:short, not of fog.yaml\n",
    )
    assert said("replay", "a.game")[0] == 0


def test_a_saved_variant_has_a_name_that_every_system_allows(tmp_path: Path) -> None:
    assert ":" not in fresh_path(tmp_path, "fog:short", "2026-03-05T09:30:00Z").name


@pytest.mark.usefixtures("fog")
def test_a_variant_that_is_not_there_is_one_line_that_names_the_way_out(said: Said) -> None:
    line = 'communique play: fog.yaml has no variant "shrt"; did you mean "short"?\n'
    assert said("play", "fog.yaml:shrt", "--auto") == (2, "", line)
    line = 'communique play: sea.yaml has no variant "x"; it has none\n'
    assert said("play", "sea.yaml:x", "--auto") == (2, "", line)
    assert 'there is no scenario "kuala-lumpr"' in said("play", "kuala-lumpr:short")[2]


@pytest.mark.parametrize("command", ["play", "simulate", "graph"])
def test_a_translation_named_as_a_scenario_is_one_line_that_names_it(
    command: str, fog: Path, said: Said
) -> None:
    fog.with_name("fog.fr.yaml").write_text("language: fr\n", encoding="utf-8")
    line = "fog.fr.yaml is a translation (fr) and has only the texts; name fog.yaml"
    assert said(command, "fog.fr.yaml") == (2, "", f"communique {command}: {line}\n")


def test_a_translation_can_be_checked_by_its_name(fog: Path, said: Said) -> None:
    fog.with_name("fog.fr.yaml").write_text("language: fr\nnothing: 1\n", encoding="utf-8")
    code, told, _ = said("check", "fog.fr.yaml")
    assert code == 1
    assert told.startswith("fog.fr.yaml:2:1  error  nothing: ")


@pytest.mark.usefixtures("fog")
def test_a_file_with_a_colon_in_its_name_is_that_file(said: Said) -> None:
    try:
        shutil.copy("sea.yaml", "fog:short")
    except OSError:
        pytest.skip("no such names here")
    assert said("check", "fog:short")[1].startswith("fog:short")


def test_many_games_words_and_pictures_are_of_the_variant(fog: Path, said: Said) -> None:
    code, out, _ = said("simulate", "fog.yaml:short", "-n", "5", "--json")
    assert (code, json.loads(out)["scenario"]) == (0, "fog:short")
    assert "fog.yaml:short: words to read" in said("check", "fog.yaml:short", "--words")[1]
    assert said("graph", "fog.yaml:short")[0] == 0
    assert fog.with_name("fog-short.svg").is_file()


def test_the_texts_of_a_variant_are_in_the_stub_of_the_translation(fog: Path, said: Said) -> None:
    fog.write_text(f"{VALID}\nvariants:\n{SHORT}", "utf-8")
    assert said("texts", "fog.yaml:short", "--to", "fr")[0] == 0
    stub = fog.with_name("fog.fr.yaml")
    text = stub.read_text("utf-8")
    assert 'variants:\n  short:\n    #: Short fog\n    title: ""' in text
    stub.write_text(text.replace('#: Short fog\n    title: ""', "title: Court"), "utf-8")
    assert load(Folder(fog, "short"), "fr").title == "Court"
    assert said("texts", "sea.yaml", "--to", "fr")[0] == 0
    sea = fog.with_name("sea.fr.yaml").read_text("utf-8")
    assert "#: Sea\n" in sea
    assert "Keep the strait" not in sea


def test_list_names_the_variants_under_their_scenario(said: Said) -> None:
    lines = said("list")[1].splitlines()
    [line] = [number for number, each in enumerate(lines) if each.startswith("kuala-lumpur  ")]
    below = [each for each in lines[line + 1 :] if each.strip().split("  ")[0].endswith(":short")]
    assert below[0] == "    kuala-lumpur:short  Kuala Lumpur, short (30 to 45 minutes)"


@pytest.mark.parametrize("id", shipped())
def test_each_variant_that_comes_with_the_game_has_a_title_and_a_length_of_its_own(
    id: str,
) -> None:
    path = shipped()[id]
    whole = load(path)
    for variant in whole.variants:
        version = load(Folder(path, variant))
        assert version.title != whole.title
        assert version.minutes != whole.minutes
