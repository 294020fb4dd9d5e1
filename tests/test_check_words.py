"""`communique check --words`: what each side reads before its first decision."""

import json
import re
from pathlib import Path

import pytest
import tiny

from game.cli import main

TRANSLATION = """language: fr
title: Petit
sides:
  north: {name: Nord, brief: Vous êtes bien le nord., score: [{label: Confiance}]}
  south: {name: Sud, brief: Vous êtes le sud., score: [{label: Confiance}]}
actions: {warm: {name: Réchauffer}, cool: {name: Refroidir}}
outcomes: {calm: {name: Calme}}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "fine.yaml"
    text = "\n".join([*tiny.SECTIONS.values(), "allow: {unused: To be seen}\n"])
    path.write_text(text, encoding="utf-8")
    path.with_name("fine.fr.yaml").write_text(TRANSLATION, encoding="utf-8")
    return path


def said(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    """The exit code, and what was printed to stdout and stderr."""
    code = main(["check", *args])
    out, errors = capsys.readouterr()
    return code, out, errors


def test_every_side_has_its_pages_their_total_and_its_cards_apart(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, errors = said(capsys, str(file), "--words")
    assert (code, errors) == (0, "")
    first, head, *rows = out.splitlines()
    assert first == f"{file}: no problems"
    assert "in en, at 200 words a minute" in head
    north = rows[: len(rows) // 2]
    assert north[0].split() == ["North", "(north)", "words", "minutes"]
    assert rows[len(rows) // 2].startswith("South (south)")
    figures = {row[:46].strip(): int(row[46:].split()[0]) for row in north[1:]}
    assert figures["Its brief"] == 3
    assert list(figures)[-3:] == [
        "In all, without action cards",
        "2 action cards it can pick then",
        "In all, with the cards it can pick (turn 1)",
    ]
    *pages, without, cards, total = figures.values()
    assert without == sum(pages)
    assert total == without + cards
    assert max(map(len, out.splitlines()[2:])) <= 80


@pytest.mark.parametrize("by", ["--language", "the name of the translation"])
def test_it_counts_in_the_language_that_is_asked_for(
    file: Path, by: str, capsys: pytest.CaptureFixture[str]
) -> None:
    named = [str(file), "--language", "fr"]
    if by != "--language":
        named = [str(file.with_name("fine.fr.yaml"))]
    out = said(capsys, *named, "--words", "--json")[1]
    [counted] = json.loads(out)["words"]
    assert counted["language"] == "fr"
    assert [side["name"] for side in counted["sides"]] == ["Nord", "Sud"]
    assert [side["pages"]["brief"] for side in counted["sides"]] == [5, 4]


def test_json_holds_the_same_figures(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, str(file), "--words")[1]
    code, out, errors = said(capsys, str(file), "--words", "--json")
    document = json.loads(out)
    assert (code, errors, list(document)) == (0, "", ["problems", "words"])
    [counted] = document["words"]
    assert (counted["file"], counted["words_a_minute"]) == (str(file), 200)
    for side in counted["sides"]:
        assert side["words_on_pages"] == sum(side["pages"].values())
        assert side["words"] == side["words_on_pages"] + side["open_cards"]["words"]
        assert side["minutes"] == round(side["words"] / 200, 1)
        assert re.search(rf"\(turn 1\) +{side['words']} +{side['minutes']}$", text, re.MULTILINE)


def test_a_scenario_with_mistakes_is_reported_and_not_counted(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(file.read_text(encoding="utf-8") + "\nturn: 3\n", encoding="utf-8")
    code, out, errors = said(capsys, str(file), "--words")
    assert (code, errors) == (1, "")
    assert "words to read" not in out
    assert json.loads(said(capsys, str(file), "--words", "--json")[1])["words"] == []


@pytest.mark.parametrize(
    ("args", "way_out"),
    [
        (["--words", "--language", "de"], "is written in en and fr"),
        (["--language", "fr"], "add --words, or leave it out"),
    ],
)
def test_a_language_that_is_of_no_use_is_one_line_that_names_the_way_out(
    file: Path, args: list[str], way_out: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, errors = said(capsys, str(file), *args)
    assert code == 2
    assert errors.count("\n") == 1
    assert way_out in errors
