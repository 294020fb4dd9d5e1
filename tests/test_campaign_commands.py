"""The commands that take a campaign where they take a scenario."""

import io
import json
import re
import shutil
from pathlib import Path

import pytest
from described import assert_described

from game.authoring.campaigns import examine_campaign
from game.authoring.shipped import shipped_campaigns
from game.cli import main

pytestmark = pytest.mark.usefixtures("compiled")

TESTS = Path(__file__).parent


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a campaign and its scenario, where one stands."""
    for path in (TESTS / "campaigns").glob("*.yaml"):
        shutil.copy(path, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """The exit code, and what was printed to stdout and stderr."""
    code = main([*words])
    out, errors = capsys.readouterr()
    return code, out, errors


@pytest.mark.parametrize("id", shipped_campaigns())
@pytest.mark.parametrize("language", [None, "fr"])
def test_a_campaign_that_comes_with_the_game_has_no_problem(id: str, language: str | None) -> None:
    checked = examine_campaign(shipped_campaigns()[id], language)
    assert checked.problems == ()
    assert checked.campaign is not None
    assert checked.campaign.id == id
    assert {s.language for s in checked.campaign.scenarios.values()} == {language or "en"}


def test_a_campaign_is_checked_with_its_translations(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "check", "three-talks.yaml") == (
        0,
        "three-talks.yaml: no problems\n",
        "",
    )
    french = here / "three-talks.fr.yaml"
    french.write_text("language: fr\ntitle: Trois entretiens\nchapter: {}\n", encoding="utf-8")
    code, out, _ = said(capsys, "check", "three-talks.yaml")
    assert code == 1
    assert 'the scenario has no "chapter" here to translate; did you mean "chapters"?' in out
    assert said(capsys, "check", "three-talks.fr.yaml")[0] == 1


@pytest.mark.parametrize("option", ["--play", "--words", "--on=2026-12-31"])
def test_what_is_checked_in_scenarios_alone_is_refused(
    option: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del here
    code, out, errors = said(capsys, "check", "three-talks.yaml", option)
    assert (code, out) == (2, "")
    assert f"{option.split('=')[0]} is for scenarios, and three-talks.yaml is a campaign" in errors


def test_simulate_tells_chapters_and_results(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del here
    words = ("three-talks.yaml", "-n", "50", "--verify", "2", "--seat", "north=n_soft")
    code, out, _ = said(capsys, "simulate", *words)
    assert code == 0
    assert out.startswith("50 campaigns of Three talks: ")
    for line in (
        "North: n_soft; South: uniform.",
        "Result: North",
        "Chapter 1, first: A talk",
        "Chapter 3, third: A talk",
    ):
        assert line in out
    code, out, _ = said(capsys, "simulate", *words, "--json")
    document = assert_described("simulate", out)
    assert document["campaigns"] == 50
    assert document["seats"] == {"north": "n_soft", "south": "uniform"}
    assert document["chapters"]["third"]["seats"] == {"north": "uniform", "south": "s_soft"}
    labels = [line["label"] for line in document["result"]]
    assert labels == ["The texts", "As the other", "All in all"]


def test_the_same_campaigns_are_printed_with_several_jobs(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del here
    printed = set()
    for jobs in ("1", "2", "5"):
        _, out, _ = said(capsys, "simulate", "three-talks.yaml", "-n", "60", "--jobs", jobs)
        printed.add("\n".join(out.splitlines()[1:]))
    assert len(printed) == 1


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--seat", "west=uniform"], 'nobody is "west" at first in the campaign; the seats are'),
        (["--seat", "north=s_hard"], 'there is no bot "s_hard"; write n_soft or uniform'),
        (["--out", "games.npz"], "--out is for a single scenario; three-talks.yaml is a campaign"),
        (["--set", "turns=2"], "--set is for a single scenario"),
        (["--pairings"], "--pairings is for a single scenario"),
        (["-n", "3", "--verify", "4"], "there are only 3 campaigns (-n)"),
    ],
)
def test_what_a_campaign_cannot_do_is_told(
    words: list[str], line: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del here
    code, _, errors = said(capsys, "simulate", "three-talks.yaml", *words)
    assert code == 2
    assert line in errors


def test_a_campaign_with_mistakes_is_not_simulated(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = here / "three-talks.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("first.trust // 2", "first.trst // 2"), encoding="utf-8")
    code, out, errors = said(capsys, "simulate", "three-talks.yaml")
    assert (code, out) == (1, "")
    assert 'there is no track "trst"; did you mean "trust"?' in errors
    assert "three-talks.yaml can't be played; correct it first" in errors


def save_of(folder: Path) -> Path:
    """The only save in a folder."""
    (save,) = (path.parent for path in folder.glob("*/campaign.json"))
    return save


def test_bots_play_a_campaign_and_it_is_saved_where_that_is_wanted(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("play", "three-talks.yaml", "--auto", "--seed", "2")
    code, out, errors = said(capsys, *words)
    assert (code, errors) == (0, "")
    assert out.count("Chapter ") == 3
    assert "== The result of the campaign ==" in out
    assert "saved" not in out
    code, again, _ = said(capsys, *words, "--record", "save")
    assert code == 0
    assert again[again.index("Chapter 1") :] == out[out.index("Chapter 1") :]
    assert sorted(path.name for path in (here / "save").iterdir()) == [
        *("1-first.game", "2-second.game", "3-third.game", "campaign.json"),
    ]
    code, _, errors = said(capsys, *words, "--record", "save")
    assert (code, "a campaign is saved in a folder of its own" in errors) == (2, True)
    code, out, _ = said(capsys, "play", "--continue", "--record", "save", "--auto")
    assert code == 0
    assert "It is over." in out
    assert "== The result of the campaign ==" in out
    back = ("play", "--continue", "--record", "save", "--auto", "--chapter")
    code, out, _ = said(capsys, *back, "second")
    assert code == 0
    assert "Chapter 1 of 3" not in out
    assert "Chapter 2 of 3" in out
    assert [path.name for path in (here / "save" / "aside" / "1").iterdir()] == ["3-third.game"]
    code, _, errors = said(capsys, *back, "thrid")
    assert (code, 'did you mean "third"?' in errors) == (2, True)
    code, _, errors = said(capsys, *back, "first", "--turn", "4")
    assert (code, "write a whole number from 1 to 3" in errors) == (2, True)
    code, _, errors = said(capsys, *back[:-1], "--turn", "2")
    assert (code, "name the chapter to go back to: --chapter" in errors) == (2, True)
    code, _, errors = said(capsys, "play", "talk.yaml", "--continue", "--record", "save", "--auto")
    assert (code, "is the campaign three-talks, not talk.yaml" in errors) == (2, True)


def test_where_no_window_opens_a_campaign_says_why(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    del here
    monkeypatch.setattr("game.cli.window.why_no_window", lambda: "there is no display")
    code, _, errors = said(capsys, "play", "three-talks.yaml", "--no-record")
    assert (code, errors) == (0, "communique play: there is no display, going on as --auto\n")


def test_a_campaign_that_people_play_is_saved_and_goes_on(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMUNIQUE_GAMES_FOLDER", str(here / "games"))
    monkeypatch.setattr("sys.stdin", io.StringIO("pass\n\n"))
    code, out, _ = said(capsys, "play", "three-talks.yaml", "--text", "--seat", "south=s_hard")
    save = save_of(here / "games")
    assert code == 0
    assert "You have left the campaign. It is saved. To go on:" in out
    assert json.loads((save / "campaign.json").read_bytes())["seats"] == {
        "north": "me",
        "south": "s_hard",
    }
    code, _, errors = said(capsys, "play", "--continue", "--auto")
    assert (code, "a person plays in this campaign" in errors) == (2, True)
    monkeypatch.setattr("sys.stdin", io.StringIO("pass\n\n" * 60))
    code, out, _ = said(capsys, "play", "three-talks", "--continue", "--text")
    assert code == 0
    assert "  1. A talk  under way" in out
    assert "It is over." in out
    code, _, errors = said(capsys, "play", "--continue", "--text")
    assert (code, "there is no unfinished game" in errors) == (2, True)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--auto", "--at", "A crisis"], "--at is for a single scenario; three-talks.yaml is a"),
        (["--auto", "--list-positions"], "--list-positions is for a single scenario"),
        (["--auto", "--chapter", "first"], "go back in a saved campaign: add --continue"),
        (["--auto", "--seat", "north=me"], "--seat north=me"),
        (["--text", "--seat", "west=me"], 'nobody is "west" at first in the campaign'),
        (["--text", "--seat", "north=me", "--seat", "north=me"], "north has a player already"),
        (["--auto", "--language", "fr"], "--language fr: this campaign is written in en"),
    ],
)
def test_what_play_cannot_do_with_a_campaign_is_told(
    words: list[str], line: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, errors = said(capsys, "play", "three-talks.yaml", *words)
    assert code == 2
    assert line in errors
    assert sorted(path.name for path in here.iterdir()) == ["talk.yaml", "three-talks.yaml"]


def test_a_saved_campaign_that_is_damaged_is_told(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "play", "three-talks.yaml", "--auto", "--record", "save")[0] == 0
    path = here / "save" / "campaign.json"
    whole = path.read_bytes()
    path.write_bytes(whole[:-20])
    code, _, errors = said(capsys, "play", "--continue", "--record", "save", "--auto")
    assert (code, "campaign.json: this is not the file of a saved campaign" in errors) == (1, True)
    path.write_bytes(whole)
    record = here / "save" / "1-first.game"
    record.write_bytes(record.read_bytes().replace(b"uniform", b"unif0rm", 1))
    code, _, errors = said(capsys, "play", "--continue", "--record", "save", "--auto")
    assert (code, "1-first.game: line 1 was changed after it was written" in errors) == (1, True)


def test_the_debrief_of_a_campaign_is_a_report_of_each_chapter_and_how_it_stands(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "play", "three-talks.yaml", "--auto", "--record", "save")[0] == 0
    save = here / "save"
    code, out, errors = said(capsys, "debrief", "save", "--budget", "0")
    assert (code, errors) == (0, "")
    reports = sorted(save.glob("*.html"))
    records = sorted(save.glob("*.game"))
    assert [each.stem for each in reports] == [each.stem for each in records]
    lines = out.splitlines()
    assert lines[: len(reports)] == [
        f"The report is saved in {path.relative_to(here)}." for path in reports
    ]
    assert lines[len(reports) : len(reports) + 2] == ["", "A campaign of 3 chapters. It is over."]
    assert lines[-5].startswith("1. A talk: ")
    assert re.fullmatch(
        r"North: The texts [−0-9]+, As the other [−0-9]+, In all [−0-9]+", lines[-2]
    )
    assert re.fullmatch(r"South: All in all [−0-9]+", lines[-1])
    (here / "reports").mkdir()
    assert said(capsys, "debrief", "save", "--budget", "0", "--out", "reports")[0] == 0
    assert len([*(here / "reports").glob("*.html")]) == len(reports)
    for option, line in (
        (["--json"], "--json is for one chapter of a campaign: name save/1-first.game or"),
        (["--side", "north"], "--side is for one chapter of a campaign"),
        (["--out", "none"], "a campaign has a report for each chapter"),
    ):
        code, _, errors = said(capsys, "debrief", "save", *option)
        assert (code, line in errors) == (2, True), errors


def test_a_campaign_that_nobody_has_played_on_has_no_debrief(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("pass\n\n"))
    assert said(capsys, "play", "three-talks.yaml", "--text", "--record", "save")[0] == 0
    code, _, errors = said(capsys, "debrief", "save", "--budget", "0")
    assert (code, "save: none of its chapters is over yet" in errors) == (2, True)
    code, out, _ = said(capsys, "debrief", "save", "--budget", "0", "--unfinished")
    assert code == 0
    assert (here / "save" / "1-first.html").exists()
    assert "1. A talk: under way" in out


@pytest.mark.parametrize("command", ["balance", "print", "graph"])
def test_other_commands_say_that_it_is_a_campaign(
    command: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del here
    code, out, errors = said(capsys, command, "three-talks.yaml")
    assert (code, out) == (2, "")
    assert errors == (
        f"communique {command}: three-talks.yaml: this is a campaign of several scenarios, and one "
        "scenario is wanted here; name the scenario of one of its chapters; check, host, play "
        "and simulate take a campaign whole\n"
    )


def test_a_campaign_has_no_variants_and_its_translation_is_none(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, errors = said(capsys, "simulate", "three-talks.yaml:brief")
    assert (code, "has no variant" in errors) == (2, True)
    french = here / "three-talks.fr.yaml"
    french.write_text("language: fr\ntitle: Trois entretiens\nchapters: {}\n", encoding="utf-8")
    code, _, errors = said(capsys, "simulate", "three-talks.fr.yaml")
    assert (code, "name three-talks.yaml" in errors) == (2, True)
