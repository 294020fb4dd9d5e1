"""The commands of the page on studies can be run, and print what it shows."""

import re
import shutil
from pathlib import Path

import pytest
from jsonschema import ValidationError

from game.authoring.shipped import output_schemas
from game.cli import main

pytestmark = pytest.mark.usefixtures("compiled")

PAGE = (Path(__file__).parents[2] / "docs" / "studies.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```\n", PAGE, re.MULTILINE | re.DOTALL)
COMMANDS = [text for _, text in BLOCKS if text.startswith("communique ")]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_page_prints_what_it_shows(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command.replace("\\\n", " ").split()[1:]) == 0
    printed = capsys.readouterr().out.splitlines()
    following = BLOCKS[[text for _, text in BLOCKS].index(command) + 1 :][:1]
    shown = [
        text.splitlines()
        for kind, text in following
        if not (kind or text.startswith("communique "))
    ]
    missing = [line for lines in shown for line in lines if line != "..." and line not in printed]
    assert missing == []


def test_the_page_tells_of_every_study() -> None:
    typed = {command.split()[1] for command in COMMANDS}
    assert typed == {"sweep", "sensitivity", "tune", "compare", "tournament"}


def test_the_example_of_a_schema_accepts_what_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (example,) = (text for kind, text in BLOCKS if kind == "python")
    (command,) = (each for each in COMMANDS if "--json" in each)
    monkeypatch.chdir(tmp_path)
    assert main(command.split()[1:]) == 0
    Path("compared.json").write_text(capsys.readouterr().out, encoding="utf-8")
    shutil.copy(output_schemas()["compare"], "compare.schema.json")
    exec(example, {})
    Path("compared.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ValidationError):
        exec(example, {})
