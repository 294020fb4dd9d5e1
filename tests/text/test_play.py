"""Games in the terminal, driven as a person would: through a pipe, with nonsense among sense."""

import io
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import tiny
from well import ONE, RULES, TWO, after, english, run, told, written

from game.engine.core import start
from game.engine.view import view
from game.rules.compile import compile_rules
from game.session.game import Game
from game.text.console import Console
from game.text.lines import wrap_line
from game.text.play import play_auto, play_text
from game.words.language import ENGLISH
from game.words.wording import Wording


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("text"))


# What is shown


def test_the_game_opens_with_the_situation_and_ones_own_papers() -> None:
    seen = told("quit\n")
    assert "Two villages share a well.\n\nIt is running dry.\n" in seen
    assert "The northern paper." in seen
    assert "The elder: Keep the peace." in seen
    assert "Your aim: Water. Bring water home." in seen
    assert seen.count("Your aim") == 1
    assert "- The deal" in seen


def test_tracks_are_bars_with_value_change_and_band() -> None:
    seen = told("warm\npass\n\npass\nleave\ntracks\n", seed=4)
    assert "Trust                50 points █████░░░░░ Warm" in seen
    assert "The order           1/2        ░░░░░░░░░░ Kept" in seen
    assert "Northern purse *      5        ██████░░░░\n" in seen
    assert f"Mood of the south{25 * ' '}Grim" in seen
    assert "* only you see this" in seen
    changed = seen.split("[Turn 2 of 2 - Deeds]\n")[1].split("\n", 1)[0]
    assert changed == "Trust                56 points +6 ██████░░░░ Warm"


def test_a_change_says_whether_it_is_better_or_worse_for_the_reader() -> None:
    for word, best in (("better", "north: high, south: low"), ("worse", "north: low, south: high")):
        valued = RULES.replace("unit: points", f"unit: points, better: {{{best}}}")
        seen = told("warm\npass\n\npass\nleave\n", seed=4, rules=valued)
        changed = seen.split("[Turn 2 of 2 - Deeds]\n")[1].split("\n", 1)[0]
        assert changed == f"Trust                56 points +6 {word} ██████░░░░ Warm"


def test_a_question_is_put_with_its_story_and_its_answers() -> None:
    seen = told("pass\n\nwalk\nyes\n2\n", seed=4)
    assert "News: A storm.\n    The roof is gone." in seen
    asked = after(seen, "You are asked: A storm")
    assert "  1. Mend it\n     Costs 1 of northern purse.\n  2. Leave it\n" in asked
    assert "North answers: Leave it." in seen


def test_the_end_tells_outcome_verdicts_scores_and_what_really_happened() -> None:
    seen = told("pass\n\nwalk\nyes\nleave\npass\n\n", seed=4)
    end = after(seen, "== The end: A calm end ==", 30)
    assert "All is quiet." in end
    assert "The author’s verdict: a win." in end
    assert "yet a loss, as the author counts this ending." in end
    assert "  The deal" in end
    assert "-- Afterwards --\n\nSo it was." in end or "-- Afterwards --\nSo it was." in end
    assert "--seed 4" in end


def test_no_line_is_longer_than_80_columns() -> None:
    for seats in (ONE, TWO):
        seen = told("menu\n1\n2\nhelp\n" + "1\n\n3\n\nyes\noffer\nyes\nnote\n" * 99, seats)
        assert "== The end" in seen
        # A command to be copied is never broken.
    lines = [line for line in seen.splitlines() if not line.startswith("  communique ")]
    assert max(map(len, lines)) <= 80


def test_a_number_may_be_typed_as_it_stands_in_the_list() -> None:
    for typed in ("1.", "1)", "1"):
        assert "You have chosen: Warm word." in told(f"{typed}\nquit\n")
    for typed in ("1..", ".1", "0.", "1.5", "."):
        assert f"“{typed}” is not on the list" in told(f"{typed}\nquit\n")


def test_of_a_long_line_that_means_nothing_only_the_beginning_is_shown_again() -> None:
    seen = told(f"{'x' * 3000}\nquit\n")
    assert f"“{'x' * 59}…” is not on the list." in " ".join(seen.split())


def test_a_number_and_its_per_cent_sign_stay_on_one_line() -> None:
    for width in range(12, 24):
        rows = wrap_line("Rates of up to 62.4 % are due", width).plain.split("\n")
        assert any("62.4\u00a0%" in row for row in rows)


# Whom it is shown to


def test_7_2_nothing_of_the_other_side_is_on_ones_screen() -> None:
    seen = told("spy\ntracks\ntables\nscore\nbrief\nmenu\nrecord\n1\n3\n" + "1\n\n" * 30, seed=5)
    played = seen.split("== The end")[0]
    for secret in ("southern paper", "coffer", "A spy", "spy"):
        assert secret not in played.replace("“spy” is not on", "").replace(": spy\n", "")


def test_between_two_people_the_screen_is_handed_over_and_cleared() -> None:
    seen = told("\n\n1\npass\n\n\nspy\npass\n\n\nquit\nquit\n", TWO)
    read, north, south, again = (
        part.split("----------")[1] for part in seen.split("press Enter when you are ready.")[1:5]
    )
    assert "----------" in after(seen, ": spy\n", 40).split("Now: ")[0]
    assert "A spy" in south
    assert "The northern paper." in north
    assert "southern" not in north.lower()
    assert "The southern paper." in read
    assert "northern" not in f"{read}{south}".lower()
    assert "South makes a secret move." in again
    assert "A spy" not in again


def test_all_people_at_a_shared_screen_read_their_papers_before_anybody_decides() -> None:
    seen = told("\n\nquit\nquit\n", TWO)
    parts = [seen.index(part) for part in ("Now: South.", "The southern paper.", "Now: North.")]
    parts += [seen.index("The northern paper."), seen.index("Your choice")]
    assert parts == sorted(parts)
    assert seen.count("The southern paper.") == 1


def test_on_a_screen_shared_by_two_the_last_news_is_what_all_may_know() -> None:
    seen = told("\n\npass\n\n\npass\n\n\nwalk\nyes\n1\npass\n\n\nspy\npass\n\n", TWO)
    last = seen.rsplit("----------", 1)[1]
    assert "== The end" in last
    for secret in ("coffer", "purse", "A spy"):
        assert secret not in last


def test_at_the_end_of_a_shared_game_the_last_things_done_are_still_told() -> None:
    out = io.StringIO()
    typed = io.StringIO("\n" + "\nwarm\n\n\ncool\n\n" * 3)
    play_text(Game(tiny.rules(), 1), TWO, Console(typed, out))
    last = out.getvalue().rsplit("----------", 1)[1]
    done = "North: Warm. Trust +3, now 53. South: Cool. Trust −3, now 50."
    assert " ".join(last.split("== The end")[0].split()) == done


def test_7_3_at_the_end_of_a_shared_game_a_secret_is_still_kept() -> None:
    hush = """actions:
  warm: {side: north, menu: deeds, name: Warm, effects: {trust: +3}}
  hush: {side: south, menu: deeds, name: Hush, secret: true, effects: {south_purse: +1}}
"""
    out = io.StringIO()
    typed = io.StringIO("\nwarm\n\n\nhush\n\n" * 3)
    play_text(Game(tiny.rules(hush), 1), TWO, Console(typed, out))
    last = out.getvalue().rsplit("----------", 1)[1]
    assert "Hush" not in last
    assert "purse" not in last


def test_7_3_bots_alone_show_only_what_all_may_see() -> None:
    undisclosed = 0
    for seed in range(20):
        out = io.StringIO()
        bots = {"north": "uniform", "south": "uniform"}
        game = Game(tiny.rules(RULES), seed)
        words = Wording(game.rules.scenario)
        play_auto(game, bots, Console(io.StringIO(), out), words)
        played = out.getvalue().split("== The end")[0]
        for secret in ("northern paper", "southern paper", "purse", "coffer", "A spy", "Your aim"):
            assert secret not in played
        assert "North offers" in played or "says nothing" in played or "walks" in played
        undisclosed += "makes a secret move" in played
    assert undisclosed


# Whole games through the command


def test_a_whole_game_is_played_through_a_pipe(scenario: Path) -> None:
    done = run("play", str(scenario), "--text", "--seed", "3", typed=b"2\n\n3\n\nyes\n" * 200)
    assert done.returncode == 0
    assert done.stderr == b""
    assert "== The end: A calm end ==" in done.stdout.decode("utf-8")


def test_nonsense_at_every_prompt_is_answered_kindly_and_the_game_goes_on(scenario: Path) -> None:
    nonsense = ["", "99", "-1", "0", "foo", "1 2", "é→", "offer", "offer x=y", "offer water=mud",
                "answer me", "set trust 3", "end", "inject storm", "?", "help", "north: warm",
                "walk", "back", "yes", "accept", "²", "\x00", "warm warm", "1" * 300, "undo",
                "quit!", "record 9", "note", "language x", "save", "1\t2", "9" * 5000]  # fmt: skip
    draw = random.Random(7)
    typed = "\n".join(draw.choice([*nonsense, "1", "2", "3"]) for _ in range(2000))
    for seats in ([], ["--seat", "north=me", "--seat", "south=me"]):
        done = run("play", str(scenario), "--text", "--seed", "3", *seats, typed=typed.encode())
        seen = done.stdout.decode("utf-8")
        assert done.returncode == 0, done.stderr
        assert done.stderr == b""
        assert "is not on the list. Please type a number from 1 to" in seen
        assert "== The end: A calm end ==" in seen


@pytest.mark.parametrize(
    "typed",
    [
        b"",
        b"1\npass\n",
        b"pass\n\noffer\n1\n",
        b"quit\n",
    ],
)
def test_the_end_of_input_and_quit_end_the_game_with_one_line(scenario: Path, typed: bytes) -> None:
    done = run("play", str(scenario), "--text", "--seed", "3", "--no-record", typed=typed)
    assert done.returncode == 0
    assert done.stderr == b""
    last = done.stdout.decode("utf-8").splitlines()[-1]
    assert last == "You have left the game. It was not saved."


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_ctrl_c_ends_the_game_and_tells_where_it_is(scenario: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "game", "play", str(scenario), "--text", "--no-record"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=english(),
    )
    assert child.stdout is not None
    while not child.stdout.readline().startswith(b"  3. Pass"):
        pass
    child.send_signal(signal.SIGINT)
    out, errors = child.communicate(timeout=20)
    assert child.returncode == 130
    assert errors == b""
    last = f"\n{ENGLISH.say('interrupted')}\n{ENGLISH.say('left')}\n"
    assert out.decode("utf-8").endswith(last)


# What leads through any game: picks and their confirmation, offers and drafts, answers.
SENSE = ["1", "2", "3", "", "", "yes", "pass", "offer", "1 1", "back", "undo", "record"]


@pytest.mark.parametrize("seats", [[], ["--seat", "eu=me", "--seat", "china=me"]])
def test_the_shipped_game_is_played_to_its_end_by_one_and_by_two(seats: list[str]) -> None:
    draw = random.Random(len(seats))
    typed = "\n".join(draw.choice(SENSE) for _ in range(3000))
    done = run("play", "kuala-lumpur", "--text", "--seed", "1", *seats, typed=typed.encode())
    assert done.returncode == 0
    assert done.stderr == b""
    seen = done.stdout.decode("utf-8")
    assert "== The end: " in seen
    # A command to be copied is never broken.
    lines = [line for line in seen.splitlines() if not line.startswith("  communique ")]
    assert max(map(len, lines)) <= 80


def test_the_shipped_game_by_bots_alone_keeps_its_secrets() -> None:
    from game.authoring.load import load
    from game.authoring.shipped import shipped

    scenario = load(shipped()["kuala-lumpur"])
    secret = [track.name for track in scenario.tracks.values() if track.seen_by is not None]
    cards = [card.name for deal in scenario.deals.values() for card in deal.cards.values()]
    hushed = [action.name for action in scenario.actions.values() if action.secret]
    assert secret
    assert cards
    assert hushed
    public = view(compile_rules(scenario), start(compile_rules(scenario), 1), "public")
    assert not {id for id, track in scenario.tracks.items() if track.seen_by is not None} & set(
        public.tracks
    )
    for seed in range(1, 6):
        done = run("play", "kuala-lumpur", "--auto", "--seed", str(seed))
        played = done.stdout.decode("utf-8").split("== The end")[0]
        assert done.returncode == 0
        lines = [line for line in played.splitlines() if not line.strip().startswith("Shown:")]
        for name in (*secret, *cards, *hushed):
            assert f"{name} " not in "\n".join(lines), name
