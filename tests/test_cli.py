"""The command line, driven as a person or a script would."""

import io
import json
import os
import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import IO

import pytest
import tiny

import game
from game.authoring.reading import yaml_reader
from game.authoring.reading.yaml_builder import Document
from game.authoring.shipped import shipped, shipped_campaigns
from game.cli import main

pytestmark = pytest.mark.usefixtures("compiled")

ROOT = Path(__file__).parent.parent


@pytest.fixture
def fine(tmp_path: Path) -> Path:
    path = tmp_path / "fine.yaml"
    idle = "allow: {unused: Tests use it.}"
    path.write_text("\n".join([*tiny.SECTIONS.values(), idle]), encoding="utf-8")
    return path


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A scenario with two errors."""
    path = tmp_path / "wrong.yaml"
    text = "\n".join(tiny.SECTIONS.values()).replace("{trust: +3}", "{truts: +3}")
    path.write_text(text.replace("{trust: -3}", "{trust: 3}"), encoding="utf-8")
    return path


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    """A scenario with a warning and no error."""
    path = tmp_path / "doubtful.yaml"
    extra = "tables: {pact: {between: [north, south], rounds: 1, issues: {a: {options: "
    extra += "{b: {worth: {north: 1, south: 1}}}}}}}"
    path.write_text("\n".join([*tiny.SECTIONS.values(), extra]), encoding="utf-8")
    return path


def run(*args: str, stdout: IO[str] | int = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "game", *args],
        stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE, encoding="utf-8",
        check=False, timeout=60, env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


def said(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    """The exit code, and what was printed to stdout and stderr."""
    code = main(list(args))
    out, errors = capsys.readouterr()
    return code, out, errors


# Help


def test_without_a_command_and_a_display_there_is_help(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, errors = said(capsys)
    assert (code, errors) == (0, "communique: there is no display for a window here\n")
    for command in ("play", "list", "check", "simulate", "balance"):
        assert re.search(rf"^ +{command}\b", out, re.MULTILINE)


@pytest.mark.parametrize("command", ["play", "list", "check", "simulate", "balance"])
def test_the_help_of_every_command_has_an_example_that_can_be_read(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = said(capsys, command, "--help")
    assert code == 0
    assert f"Example: communique {command}" in out


def test_help_is_there_after_a_tenth_of_a_second_of_work() -> None:
    code = """import sys, time
from game.cli import main
assert main(["--help"]) == 0
print(time.process_time(), file=sys.stderr)
"""

    def fastest(code: str) -> float:
        runs = [
            subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
            for _ in range(7)
        ]
        return min(float(run.stderr) for run in runs)

    assert (
        fastest(code) - fastest("import sys, time; print(time.process_time(), file=sys.stderr)")
        < 0.1
    )


def test_the_version_is_the_one_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert game.__version__ == project["version"]
    assert said(capsys, "--version")[1] == f"communique {project['version']}\n"


# The public API


def test_everything_public_can_be_had_from_game_itself() -> None:
    for name in game.__all__:
        assert getattr(game, name) is not None
        assert name in dir(game)
    with pytest.raises(AttributeError, match="no attribute 'agents'"):
        vars(game)["__getattr__"]("agents")


def test_the_public_api_plays_a_game(fine: Path) -> None:
    from game.model.decisions import read_decision

    rules = game.compile_rules(game.load(str(fine)))
    state = game.start(rules, seed=1)
    assert game.to_move(state) == ("north",)
    decision = read_decision("north: warm")
    assert decision is not None
    after = game.step(rules, state, decision)
    assert game.view(rules, after.state, game.PUBLIC).tracks["trust"] == 53  # type: ignore[union-attr]
    assert game.digest(rules, state) != game.digest(rules, after.state)  # type: ignore[union-attr]


def test_importing_the_game_loads_neither_yaml_nor_attrs() -> None:
    code = "import game, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True,
                          encoding="utf-8", cwd=ROOT)  # fmt: skip
    assert not {"yaml", "attr", "attrs", "transitions", "argparse"} & set(done.stdout.split())


# Errors


@pytest.mark.parametrize(
    ("args", "way_out"),
    [
        (["plya"], "see communique --help"),
        (["play"], "see communique play --help"),
        (["play", "--sed", "3", "kuala-lumpur"], "see communique --help"),
        (["play", "kuala-lumpur", "--text", "--auto"], "see communique play --help"),
        (["play", "kuala-lumpr"], 'did you mean "kuala-lumpur"?; communique list'),
        (["play", "geneva"], "communique list"),
        (["play", "no/such.yaml"], "communique list"),
        (["play", "."], "name a file in it"),
        (["play", "kuala-lumpur", "--seed", "-1"], "from 0 to 9223372036854775807"),
        (["play", "kuala-lumpur", "--seed", "x"], "from 0 to 9223372036854775807"),
        (["play", "kuala-lumpur", "--seed", str(2**63)], "from 0 to 9223372036854775807"),
        (["play", "kuala-lumpur", "--seat", "eu"], "write SIDE=WHO, as in eu=me"),
        (["play", "kuala-lumpur", "--seat", "us=me"], "the sides are eu, china"),
        (["play", "kuala-lumpur", "--seat", "eu=hawk"], "eu_ledger, uniform or expert"),
        (["play", "kuala-lumpur", "--seat", "eu=cn_firm"], "eu_ledger, uniform or expert"),
        (["play", "kuala-lumpur", "--auto", "--seat", "eu=me"], "or play with --text"),
        (["check"], "see communique check --help"),
        (["check", "nowhere.yaml"], "communique list"),
    ],
)
def test_a_wrong_command_is_one_line_that_names_the_way_out(
    args: list[str], way_out: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, errors = said(capsys, *args)
    assert code == 2
    assert out == ""
    assert errors.count("\n") == 1
    assert errors.startswith("communique")
    assert way_out in errors


def test_a_scenario_with_mistakes_is_not_played_and_tells_them_all(
    wrong: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, errors = said(capsys, "play", str(wrong), "--auto")
    assert code == 1
    assert out == ""
    *problems, last = errors.splitlines()
    assert len(problems) == 2
    assert 'did you mean "trust"?' in errors
    assert "can't be played" in last


# list


def test_list_names_what_is_shipped_with_its_title_and_summary(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = said(capsys, "list")
    assert code == 0
    names = [line.split()[0] for line in out.splitlines() if line[0] != " "]
    assert names == [*shipped(), *shipped_campaigns()]
    assert "leaders-and-officials  Leaders and officials (a campaign of 3 chapters)\n" in out
    assert re.search(r"kuala-lumpur  Kuala Lumpur \(\d+ to \d+ minutes\)", out)
    assert max(map(len, out.splitlines())) <= 80


def test_list_reads_every_file_once(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: Counter[str] = Counter()
    decode = yaml_reader._decode

    def counted(file: str, data: bytes, document: Document) -> str | None:
        read[file] += 1
        return decode(file, data, document)

    monkeypatch.setattr(yaml_reader, "_decode", counted)
    assert said(capsys, "list")[0] == 0
    assert len(read) > len(shipped())
    assert set(read.values()) == {1}, read


def test_list_names_the_schemas_for_editors(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "list", "--schemas")
    assert code == 0
    named = dict(re.split("  +", line, maxsplit=1) for line in out.splitlines())
    assert list(named)[:4] == ["scenario", "translation", "fragment", "campaign"]
    assert {"simulate --json", "host --json"} <= {*named}
    for kind, path in named.items():
        schema = json.loads(Path(path).read_text(encoding="utf-8"))
        command = kind.removesuffix(" --json")
        assert f" {command} " in schema["title"].lower() + " "


def test_every_shipped_file_bears_the_id_of_its_scenario() -> None:
    assert "kuala-lumpur" in shipped()
    for id, path in shipped().items():
        assert game.load(path).id == id


def test_shipped_scenarios_are_found_in_the_package_first_and_beside_it_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.authoring.shipped._GAME", tmp_path / "game")
    assert shipped() == {}
    beside, inside = tmp_path / "scenarios", tmp_path / "game" / "_data" / "scenarios"
    for folder in (beside, inside):
        folder.mkdir(parents=True)
        for name in ("b.yaml", "a.yaml", "a.fr.yaml", "notes.txt"):
            (folder / name).write_text("", encoding="utf-8")
        assert shipped() == {"a": folder / "a.yaml", "b": folder / "b.yaml"}


# check


def test_check_says_of_each_file_that_it_is_fine_or_what_is_wrong(
    fine: Path, wrong: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, errors = said(capsys, "check", str(fine), "kuala-lumpur", str(wrong))
    first, second, third, *rest = out.splitlines()
    assert code == 1
    assert errors == ""
    assert first == f"{fine}: no problems"
    assert second.endswith("kuala-lumpur.yaml: no problems")
    assert third.endswith("kuala-lumpur.yaml:short: no problems")
    assert len(rest) == 2
    assert all(re.match(rf"{re.escape(str(wrong))}:\d+:\d+  error  ", line) for line in rest)


def test_a_warning_fails_only_a_strict_check(
    doubtful: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = said(capsys, "check", str(doubtful))
    assert code == 0
    assert "  warning  " in out
    assert said(capsys, "check", "--strict", str(doubtful))[0] == 1


def test_check_json_is_one_document_and_nothing_else(
    wrong: Path, fine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, errors = said(capsys, "check", "--json", str(wrong), str(fine))
    document = json.loads(out)
    assert (code, errors) == (1, "")
    assert list(document) == ["problems"]
    assert len(document["problems"]) == 2
    for problem in document["problems"]:
        assert list(problem) == [
            "file", "line", "column", "severity", "code", "path", "value", "message", "hint",
        ]  # fmt: skip
        assert problem["file"] == str(wrong)
    assert json.loads(said(capsys, "check", "--json", str(fine))[1]) == {"problems": []}


def test_check_json_lists_every_text_without_a_translation(
    fine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fine.with_name(f"{fine.stem}.fr.yaml").write_text("language: fr\n", encoding="utf-8")
    [problem] = json.loads(said(capsys, "check", "--json", str(fine))[1])["problems"]
    assert problem["code"] == "translation-missing"
    assert len(problem["paths"]) > 5
    assert f": {len(problem['paths'])} (" in problem["message"]


def test_a_file_is_checked_once_however_often_it_is_named(
    fine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "check", str(fine), str(fine))[1].count("no problems") == 1


# play


def test_bots_play_alone_the_same_game_for_the_same_seed(fine: Path) -> None:
    first, again, other = (run("play", str(fine), "--auto", "--seed", s) for s in ("5", "5", "6"))
    assert first.returncode == 0
    assert first.stderr == ""
    assert "== The end: Calm ==" in first.stdout
    assert first.stdout == again.stdout
    assert first.stdout != other.stdout


def test_a_game_without_a_seed_says_with_which_it_can_be_had_again(fine: Path) -> None:
    first = run("play", str(fine), "--auto").stdout
    seed = first.split("--seed ")[1].strip()
    assert run("play", str(fine), "--auto", "--seed", seed).stdout == first


def test_away_from_a_terminal_a_game_goes_on_as_auto_and_says_so(fine: Path) -> None:
    done = run("play", str(fine), "--seed", "5")
    assert done.returncode == 0
    assert (
        done.stderr
        == "communique play: there is no display for a window here, going on as --auto\n"
    )
    assert done.stdout == run("play", str(fine), "--auto", "--seed", "5").stdout


@pytest.mark.skipif(sys.platform == "win32", reason="no such terminal")
def test_on_a_terminal_a_game_goes_on_as_text_and_says_so(fine: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "game", "play", str(fine)]
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=subprocess.PIPE, encoding="utf-8"
    ) as child:
        os.write(ours, b"quit\n")
        assert child.wait(timeout=20) == 0
        assert child.stderr is not None
        assert (
            child.stderr.read()
            == "communique play: there is no display for a window here, going on as --text\n"
        )
        os.close(theirs)
        assert b"You have left the game." in os.read(ours, 100_000)
    os.close(ours)


def test_with_every_seat_a_bots_text_looks_on(fine: Path) -> None:
    done = run("play", str(fine), "--text", "--seat", "north=uniform", "--seed", "5")
    assert done.returncode == 0
    assert done.stdout == run("play", str(fine), "--auto", "--seed", "5").stdout


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end differently")
def test_a_reader_who_leaves_early_is_no_news() -> None:
    command = [sys.executable, "-m", "game", "play", "kuala-lumpur", "--auto"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.readline()
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait(timeout=20) in (0, 141)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to write to")
def test_a_full_disk_is_one_line() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = run("list", stdout=full)
    assert done.returncode == 1
    assert done.stderr.startswith("communique: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_ctrl_c_among_bots_ends_with_130_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("game.text.play.play", interrupted)
    code, out, errors = said(capsys, "play", "kuala-lumpur", "--auto")
    assert code == 130
    assert (out.splitlines()[-1], errors) == ("Interrupted.", "")


# What is written


def commands_of_the_page_on_playing() -> list[list[str]]:
    page = (ROOT / "docs" / "playing.md").read_text(encoding="utf-8")
    lines = [line for line in page.splitlines() if line.startswith("communique ")]
    return [line.split("#")[0].split()[1:] for line in lines]


def test_the_commands_of_the_page_on_playing_are_run_in_their_order(
    fine: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    fine.rename("my-scenario.yaml")
    commands = commands_of_the_page_on_playing()
    assert {command[0] for command in commands} == {"play", "list", "replay", "debrief"}
    for command in commands:
        # A person types one thing and leaves; what goes on with a game takes the terminal's place.
        monkeypatch.setattr("sys.stdin", io.StringIO("1\nquit\n"))
        how = ["--text"] if "--continue" in command else []
        if "--from" in command:
            how = ["--text", "--turn", "1"]  # for it was left on its first turn
        if command == ["play", "leaders-and-officials", "--record", "officials"]:
            how = ["--auto"]  # else it would say why no window opens
        if command[0] == "debrief":
            # For nobody has played it to its end, or would wait for exact figures.
            Path("monday.game").unlink()
            said(capsys, "play", "kuala-lumpur", "--auto", "--record", "monday.game")
            how = ["--budget", "1"]
        code, _, errors = said(capsys, *command, *how)
        assert (code, errors) == (0, ""), command


# check --play


@pytest.fixture
def tested(fine: Path) -> Path:
    """A scenario with a test that holds and one that doesn't."""
    tests = 'tests:\n  - {name: A, play: "north: warm", then: trust == 53}\n'
    tests += "  - {name: B, then: trust == 53}\n"
    fine.write_text(fine.read_text(encoding="utf-8") + "\n" + tests, encoding="utf-8")
    return fine


def test_tests_are_played_only_where_that_is_asked_for(
    tested: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "check", str(tested))[:2] == (0, f"{tested}: no problems\n")
    code, out, errors = said(capsys, "check", "--play", str(tested))
    assert (code, errors, out.count("\n")) == (1, "", 1)
    assert 'tests[1].then: the test "B" fails on turn 1, in phase "deeds": trust is 50' in out


def test_sources_that_no_longer_hold_are_told_on_a_day_that_is_named(
    fine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sources = "sources: {OLD: {title: A list, expires: 2026-11}}\nsituation: As listed. [OLD]\n"
    fine.write_text(fine.read_text(encoding="utf-8") + "\n" + sources, encoding="utf-8")
    out = said(capsys, "check", str(fine), "--on", "2026-11-30")[1]
    assert out == f"{fine}: no problems\n"
    code, out, _ = said(capsys, "check", str(fine), "--on", "2026-12-01")
    assert (code, out.count("what this source says held until 2026-11;")) == (0, 1)
    assert said(capsys, "check", str(fine), "--on", "2026-12-01", "--strict")[0] == 1
    code, _, errors = said(capsys, "check", str(fine), "--on", "1 December")
    assert (code, "is no day; write it as 2026-12-31" in errors) == (2, True)


def test_what_fails_is_among_the_problems_of_json(
    tested: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = said(capsys, "check", "--play", "--json", str(tested))
    (problem,) = json.loads(out)["problems"]
    assert (code, problem["code"], problem["severity"]) == (1, "test-fails", "error")


def test_where_all_hold_their_number_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "check", "--play", "--strict", "kuala-lumpur")
    assert code == 0
    assert re.search(r"kuala-lumpur\.yaml: no problems, \d+ tests and \d+ claims played", out)


def test_how_many_tests_hold_is_told_below_warnings_too(
    tested: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tested.read_text(encoding="utf-8").replace("name: B", "name: A")
    tested.write_text(re.sub(r"then: trust == \d+", "then: turn == 1", text), encoding="utf-8")
    code, out, _ = said(capsys, "check", "--play", str(tested))
    warning, last = out.splitlines()
    assert "  warning  tests[1].name" in warning
    assert (code, last) == (0, f"{tested}: 2 tests played, none fails")
    assert said(capsys, "check", str(tested))[1].count("\n") == 1


@pytest.fixture
def claiming(fine: Path) -> Path:
    """A scenario with two claims that hold and, in between, one that doesn't."""
    claims = "expect:\n  - {games: 20, score: north, mean: [0, 100]}\n"
    claims += "  - {games: 20, score: north, mean: [90, 100]}\n  - {every: action, taken: true}\n"
    fine.write_text(fine.read_text(encoding="utf-8") + "\n" + claims, encoding="utf-8")
    return fine


def test_claims_are_judged_only_where_that_is_asked_for(
    claiming: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "check", str(claiming))[:2] == (0, f"{claiming}: no problems\n")
    code, out, errors = said(capsys, "check", "--play", str(claiming))
    assert (code, errors, out.count("\n")) == (1, "", 1)
    assert 'error  expect[1]: the mean score of "north" in 20 games is ' in out
    assert "but the claim is 90 to 100; " in out
    code, out, _ = said(capsys, "check", "--play", "--json", str(claiming))
    (problem,) = json.loads(out)["problems"]
    assert (code, problem["code"], problem["severity"]) == (1, "claim-score", "error")


def test_claims_that_hold_are_counted(claiming: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = claiming.read_text(encoding="utf-8").replace("mean: [90, 100]", "mean: [0, 100]")
    claiming.write_text(text, encoding="utf-8")
    code, out, _ = said(capsys, "check", "--play", str(claiming))
    assert (code, out) == (0, f"{claiming}: no problems, 0 tests and 3 claims played\n")


def test_a_scenario_with_mistakes_is_reported_and_not_played(
    wrong: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "check", "--play", str(wrong)) == said(capsys, "check", str(wrong))


def test_a_game_of_bots_says_when_a_turn_had_no_move(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    phases = "phases: {deeds: {kind: actions, menus: [deeds], when: turn != 2}}"
    path = tmp_path / "tiny.yaml"
    path.write_text(tiny.whole(phases), encoding="utf-8")
    assert main(["play", str(path), "--auto", "--seed", "1"]) == 0
    turns = re.split(r"== Turn \d ==", capsys.readouterr().out)
    assert ["Nobody had a move this turn." in each for each in turns] == [False, False, True, False]
