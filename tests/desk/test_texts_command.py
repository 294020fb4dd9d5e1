"""`communique texts`, typed as a designer would."""

from pathlib import Path

import pytest
from translator import BEGUN, FOG, capitals

from game.authoring.load import examine
from game.cli import main


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a scenario of one's own, where one stands."""
    (tmp_path / "fog.yaml").write_text(FOG, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], command: str) -> tuple[int, str, str]:
    """The exit code, and what was printed to stdout and stderr."""
    code = main(["texts", *command.split()])
    return code, *capsys.readouterr()


def files(folder: Path) -> dict[str, str]:
    """The files of a folder with what they contain."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


def test_a_stub_is_written_beside_the_scenario_filled_and_tidied(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    french = here / "fog.fr.yaml"
    assert run(capsys, "fog.yaml --to fr") == (0, "fog.fr.yaml: 15 texts to translate\n", "")
    assert examine(here / "fog.yaml", "fr").scenario is not None
    stub = french.read_text(encoding="utf-8")
    again = run(capsys, "fog.yaml --to fr")
    assert again == (0, "fog.fr.yaml: 15 texts to translate; the file stays as it is\n", "")
    french.write_text(stub.replace('name: ""', 'name: "Nord"', 1), encoding="utf-8")
    assert run(capsys, "fog.yaml --to fr") == (
        0,
        "fog.fr.yaml: 14 texts to translate, 1 kept\n",
        "",
    )
    french.write_text(capitals(french.read_text(encoding="utf-8")), encoding="utf-8")
    assert run(capsys, "fog.yaml --to fr") == (0, "fog.fr.yaml: nothing to translate\n", "")
    assert "#:" not in french.read_text(encoding="utf-8")
    whole = files(here)
    assert run(capsys, "fog.yaml --to fr")[1].endswith("; the file stays as it is\n")
    assert files(here) == whole


def test_a_po_file_is_written_and_read_back(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "fog.fr.yaml").write_text(BEGUN, encoding="utf-8")
    written = run(capsys, "fog.yaml --to fr --out fr.po")
    assert written == (0, "fr.po: 15 texts, 4 translated\n", "")
    po = here / "fr.po"
    po.write_text(po.read_text(encoding="utf-8").replace('"Sud"', '"Le Sud"'), encoding="utf-8")
    taken = run(capsys, "fog.yaml --to fr --from fr.po")
    assert taken == (0, "fog.fr.yaml: 0 new, 1 changed, 11 still to translate\n", "")
    scenario = examine(here / "fog.yaml", "fr").scenario
    assert scenario is not None
    assert scenario.sides["south"].name == "Le Sud"
    again = run(capsys, "fog.yaml --to fr --out fr.po")
    assert again == (0, "fr.po: 15 texts, 4 translated\n", "")


def test_a_damaged_po_file_changes_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "fog.fr.yaml").write_text(BEGUN, encoding="utf-8")
    run(capsys, "fog.yaml --to fr --out fr.po")
    po = here / "fr.po"
    po.write_text(po.read_text(encoding="utf-8").replace('"Sud"', '"Sud'), encoding="utf-8")
    before = files(here)
    for command in ("--from fr.po", "--out fr.po"):
        code, printed, errors = run(capsys, f"fog.yaml --to fr {command}")
        assert (code, printed) == (1, "")
        assert errors.startswith("communique texts: fr.po:")
        assert "a text stands between two double quotes" in errors
        assert files(here) == before


def test_a_po_file_of_before_a_change_names_the_way_out_and_this_is_it(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "fog.fr.yaml").write_text(BEGUN, encoding="utf-8")
    run(capsys, "fog.yaml --to fr --out fr.po")
    (here / "fog.yaml").write_text(FOG.replace("Nobody rings", "None rings"), encoding="utf-8")
    code, _, errors = run(capsys, "fog.yaml --to fr --from fr.po")
    assert code == 1
    assert "nothing was written; communique texts fog.yaml --to fr --out fr.po brings" in errors
    assert run(capsys, "fog.yaml --to fr --out fr.po")[0] == 0
    assert run(capsys, "fog.yaml --to fr --from fr.po")[0] == 0


@pytest.mark.parametrize(
    ("command", "code", "sentence"),
    [
        ("fog.yaml --to en", 2, "that is the language the scenario is written in"),
        ("fog.yaml --to French", 2, "write the code of a language, such as fr or pt-BR"),
        ("fog.yaml", 2, "the following arguments are required: --to"),
        ("nix.yaml --to fr", 2, "there is no file nix.yaml"),
        ("fog.de.yaml --to fr", 2, "a translation; write: communique texts fog.yaml --to fr"),
        ("fog.yaml --to fr --from nix.po", 2, "there is no file nix.po"),
        ("fog.yaml --to fr --out nix/fr.po", 2, "there is no folder nix"),
        ("fog.yaml --to fr --out folder", 2, "is a folder; name a file in it"),
        ("fog.yaml --to fr --out fr.txt", 2, "let its name end in .yaml for a translation"),
        ("fog.yaml --to fr --out fog.yaml", 2, "is the scenario itself; name another file"),
        ("fog.yaml --to fr --out a.po --from b.po", 2, "--out can only be a translation"),
        ("fog.yaml --to de", 1, "fog.de.yaml has mistakes; correct it first"),
        ("bad.yaml --to fr", 1, "bad.yaml can't be played; correct it first"),
    ],
)
def test_what_cant_be_done_is_said_in_a_line_and_changes_nothing(
    here: Path, capsys: pytest.CaptureFixture[str], command: str, code: int, sentence: str
) -> None:
    (here / "fog.de.yaml").write_text("language: de\ntitel: Nebel\n", encoding="utf-8")
    (here / "bad.yaml").write_text(FOG.replace("turns: 2", "turns: two"), encoding="utf-8")
    before = files(here)
    (here / "folder").mkdir()
    exit_code, printed, errors = run(capsys, command)
    (here / "folder").rmdir()
    assert (exit_code, printed) == (code, "")
    assert sentence in errors.splitlines()[-1]
    assert files(here) == before


def test_a_translation_can_be_written_elsewhere(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "fog.fr.yaml").write_text(BEGUN, encoding="utf-8")
    printed = run(capsys, "fog.yaml --to fr --out other.yaml")[1]
    assert printed == (
        "other.yaml: 11 texts to translate, 4 kept; the game reads it as fog.fr.yaml\n"
    )
    assert "title: Brouillard\n" in (here / "other.yaml").read_text(encoding="utf-8")
    assert (here / "fog.fr.yaml").read_text(encoding="utf-8") == BEGUN


def test_a_file_that_cant_be_replaced_stays_whole(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "fog.fr.yaml").write_text(BEGUN, encoding="utf-8")

    def full(_self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    before = files(here)
    code, _, errors = run(capsys, "fog.yaml --to fr")
    assert (code, files(here)) == (2, before)
    assert errors == (
        "communique texts: fog.fr.yaml: No space left on device; name another file with --out\n"
    )
