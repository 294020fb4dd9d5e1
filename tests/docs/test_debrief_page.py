"""The page on the debrief tells what the program does."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import get_args

from game.cli import _parser as parser
from game.insight.effort import USUAL
from game.insight.grades import COSTLY, SERIOUS, Label
from game.insight.reference import HIGH, LOW
from game.presenter.hindsight.turning import MOST
from game.words.language import ENGLISH

PAGE = (Path(__file__).parents[2] / "docs" / "debrief.md").read_text(encoding="utf-8")


def test_its_commands_are_understood() -> None:
    commands = re.findall(r"^communique (.*?)(?: +#.*)?$", PAGE, re.MULTILINE)
    assert len(commands) == 6
    for command in commands:
        assert parser().parse_args(shlex.split(command)).command == "debrief"


def test_its_numbers_are_those_of_the_program() -> None:
    assert f"from the {LOW}th to the {HIGH}th percentile" in PAGE
    assert f"tried {USUAL.usual} times, and up to {USUAL.most:,} times" in PAGE
    assert f"in {USUAL.start_games:,} games" in PAGE
    assert f"same {USUAL.usual} strokes of luck" in PAGE
    assert f"more than {COSTLY} %" in PAGE
    assert f"surely above {SERIOUS} %" in PAGE
    assert (MOST, "three largest" in PAGE) == (3, True)


def test_it_explains_every_judgement_and_nothing_else() -> None:
    rows = re.findall(r"^\| ([a-z ]+) \| [a-z]", PAGE, re.MULTILINE)
    names = [ENGLISH.say(f"insight.label.{label}").lower() for label in get_args(Label)]
    assert rows[1:] == names or rows == names
