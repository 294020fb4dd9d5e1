"""Games in the terminal, driven as a person would: through a pipe, with nonsense among sense."""

import io
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import tiny

from game.engine.core import start
from game.engine.view import view
from game.rules.compile import compile_rules
from game.session.game import Game
from game.text.console import Console
from game.text.lines import wrapped
from game.text.play import play_auto, play_text
from game.text.streams import TWINS, tolerant
from game.words.terminal import TERMINAL
from game.words.wording import Wording

TWO = {"north": "me", "south": "me"}
ONE = {"north": "me", "south": "uniform"}
RULES = """
situation: |-
  Two villages share a well.

  It is running dry.
sides:
  north:
    name: North
    brief: The northern paper.
    seats: {elder: {name: The elder, brief: Keep the peace.}}
    score:
      - {label: Trust, points: trust}
      - {label: The deal, points: worth(pact) if agreed(pact) else reserve(pact)}
  south: {name: South, brief: The southern paper., score: [{label: Trust, points: trust}]}
deals: {aim: {to: [north], name: Your aim, cards: {water: {name: Water, brief: Bring water home.}}}}
tracks:
  trust:
    {name: Trust, start: 50, unit: points, bands: [{to: 40, name: Cold}, {to: 100, name: Warm}]}
  order: {name: The order, levels: {kept: Kept, lifted: Lifted}}
  purse: {name: Northern purse, start: 5, range: [0, 9], seen_by: [north]}
  coffer: {name: Southern coffer, start: 3, range: [0, 9], seen_by: [south]}
  mood: {name: Mood of the south, start: 3, range: [0, 9], seen_by: [south], band_seen_by: [north],
    bands: [{to: 4, name: Grim}, {to: 9, name: Merry}]}
stages: {main: {name: Parley, phases: [deeds, talks, news]}}
phases:
  deeds: {kind: actions, name: Deeds, menus: [deeds], picks: 2, order: together}
  talks: {kind: table, name: Talks, table: pact, rounds: 1}
  news: {kind: injects, name: News}
actions:
  warm:
    {side: [north, south], menu: deeds, name: Warm word, text: A smile., effects: {trust: +3}}
  gift:
    side: north
    menu: deeds
    name: A gift
    cost: {purse: 4}
    limit: 1
    effects: [{trust: +5}, {promise: calm}, {reveal: purse, to: [south]}]
  spy: {side: south, menu: deeds, name: A spy, secret: true, effects: {coffer: +1}}
tables:
  pact:
    name: The pact
    between: [north, south]
    rounds: 3
    open: true
    reserve: {north: 4}
    issues:
      water:
        name: Water
        text: Whose the well is.
        weight: {north: 10, south: 10}
        options:
          yours: {name: Yours, value: {north: 0, south: 100}}
          ours: {name: Ours, value: {north: 100, south: 0}}
          all: {name: Everybody's, value: {north: 50, south: 50}, needs: {north: trust >= 90}}
promises: {calm: {by: north, name: A calm week, turns: 2}}
injects:
  storm:
    name: A storm
    at: 1
    text: The roof is gone.
    ask: north
    answers: {mend: {name: Mend it, cost: {purse: 1}}, leave: {name: Leave it}}
outcomes:
  calm: {name: A calm end, text: All is quiet., verdict: {north: win, south: loss}}
debrief: So it was.
turns: 2
"""


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("text") / "well.yaml"
    sections = [text for key, text in tiny.SECTIONS.items() if f"\n{key}:" not in f"\n{RULES}"]
    path.write_text("\n".join([*sections, RULES]), encoding="utf-8")
    return path


def told(typed: str, seats: dict[str, str] = ONE, seed: int = 1) -> str:
    """The whole transcript of a game in which this is typed."""
    out = io.StringIO()
    play_text(Game(tiny.rules(RULES), seed), seats, Console(io.StringIO(typed), out))
    return out.getvalue()


def run(
    *args: str, typed: bytes = b"", encoding: str = "utf-8", timeout: float = 60
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "game", *args],
        input=typed, capture_output=True, timeout=timeout, check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )  # fmt: skip


def after(transcript: str, mark: str, lines: int = 12) -> str:
    return "\n".join(transcript.split(mark, 1)[1].splitlines()[:lines])


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
    seen = told("warm\npass\n\npass\ntracks\nquit\n", seed=4)
    assert "Trust                50 █████░░░░░ Warm (points)" in seen
    assert "The order           1/2 ░░░░░░░░░░ Kept" in seen
    assert "Northern purse *      5 ██████░░░░\n" in seen
    assert f"Mood of the south{18 * ' '}Grim" in seen
    assert "* only you see this" in seen
    changed = seen.split("): tracks\n")[1]
    assert "Trust               5" in changed
    assert "+" in after(changed, "Trust", 1)


def test_a_choice_is_told_with_its_cost_its_effects_and_its_limits() -> None:
    menu = after(told("quit\n"), "You can do 2 more things")
    assert "  1. Warm word\n     A smile.\n     Trust +3.\n" in menu
    assert (
        "  2. A gift\n     Costs 4 of northern purse. Trust +5, shows northern purse to South. "
        "North\n     promises “A calm week” for 2 turns. Once a game.\n"
    ) in menu
    assert "  3. Pass" in menu


def test_what_cannot_be_done_says_why() -> None:
    menu = after(told("2\nquit\n"), "Not now:")
    assert "- A gift: Already picked in this phase." in menu


def test_what_happened_is_told_before_the_next_decision() -> None:
    seen = told("2\npass\nquit\n", seed=2)
    assert "-- Deeds --" in seen
    assert "North: A gift." in seen
    assert "paid 4 of northern purse; 1 left." in seen.lower()
    assert "North promises: A calm week, for 2 turns." in seen


def test_a_table_shows_issues_options_worth_and_reserve() -> None:
    table = after(told("pass\nquit\n"), "At the table: The pact. 3 rounds left", 20)
    assert "1 of them in this visit." in table
    assert "what no agreement is worth to you: 4." in table
    assert "No offer stands." in table
    assert "Water (weighs 10 for you)\n  Whose the well is.\n" in table
    assert "  2. Ours: 10 to you\n" in table
    assert "  3. Everybody's: 5 to you, not now\n     You can't sign “Everybody's”" in table


def test_a_package_is_drafted_weighed_and_put_forward() -> None:
    seen = told("pass\n1\n2\nyes\nquit\n", seed=4)
    draft = after(seen, "Your package:")
    assert "  - Water: Ours\nIt is worth 10 to you.\nPut it forward? (yes/no) yes\n" in draft
    assert "North offers: Water: Ours." in seen


def test_a_draft_can_be_left_and_is_kept_for_the_next_time() -> None:
    seen = told("pass\noffer\nback\noffer\n2\nno\n1\n\nyes\nquit\n")
    assert "Water (1-3, Enter for 2): " in seen
    assert "North offers: Water: Ours." in seen


def test_what_one_cannot_sign_cannot_be_drafted() -> None:
    seen = told("pass\noffer\n3\n9\n2\nyes\nquit\n")
    drafted = after(seen, "Water (1-3): 3", 8)
    assert "You can't sign “Everybody's”: for you it needs trust at 90 or more." in drafted
    assert "Please type a number from 1 to 3, or back." in drafted


def test_the_standing_offer_is_shown_with_its_worth_and_can_be_accepted() -> None:
    seen = told("\npass\n\npass\n\noffer water=ours\n\naccept\n\n2\n", TWO)
    offered = after(seen, "North offers:\n", 4)
    assert "  - Water: Ours\nIt is worth 0 to you." in offered
    assert "The pact is agreed: Water: Ours." in seen


def test_walking_out_is_asked_about_first() -> None:
    seen = told("pass\nwalk\nperhaps\nno\nwalk\nyes\nquit\n", seed=4)
    assert seen.count("Walk out, and end the talks for all? (yes/no)") == 3
    assert "Please type yes or no." in seen
    assert "North walks out." in seen
    assert "The pact has collapsed." in seen


def test_a_question_is_put_with_its_story_and_its_answers() -> None:
    seen = told("pass\nwalk\nyes\n2\n", seed=4)
    assert "News: A storm.\n    The roof is gone." in seen
    asked = after(seen, "You are asked: A storm")
    assert "  1. Mend it\n     Costs 1 of northern purse.\n  2. Leave it\n" in asked
    assert "North answers: Leave it." in seen


def test_the_end_tells_outcome_verdicts_scores_and_what_really_happened() -> None:
    seen = told("pass\nwalk\nyes\nleave\npass\n", seed=4)
    end = after(seen, "== The end: A calm end ==", 30)
    assert "All is quiet." in end
    assert "North: a win" in end
    assert "South: a loss" in end
    assert "  The deal" in end
    assert "-- Afterwards --\n\nSo it was." in end or "-- Afterwards --\nSo it was." in end
    assert "--seed 4" in end


def test_no_line_is_longer_than_80_columns() -> None:
    for seats in (ONE, TWO):
        seen = told("menu\n1\n2\n" + "1\n" * 300, seats)
        assert max(map(len, seen.splitlines())) <= 80


@pytest.mark.parametrize("word", ["tracks", "tables", "score", "brief", "situation", "menu"])
def test_what_help_names_can_be_asked_at_any_prompt(word: str) -> None:
    seen = told(f"help\n{word}\nquit\n")
    assert f"  {word:<10} {TERMINAL[f'help.{word}']}" in seen
    assert "is not on the list" not in seen
    assert len(after(seen, f": {word}\n", 5)) > 20


def test_the_score_is_told_line_by_line_against_what_is_fair() -> None:
    seen = after(told("score\nquit\n"), ": score\n", 4)
    assert seen.startswith("Trust       50\nThe deal     4\nTotal       54   a fair result: 0")


# Whom it is shown to


def test_7_2_nothing_of_the_other_side_is_on_ones_screen() -> None:
    seen = told("spy\ntracks\ntables\nscore\nbrief\nmenu\n1\n3\n" + "1\n" * 30, seed=5)
    played = seen.split("== The end")[0]
    for secret in ("southern paper", "coffer", "A spy", "spy"):
        assert secret not in played.replace("“spy” is not on", "").replace(": spy\n", "")


def test_7_2_an_action_of_another_side_is_no_word_at_all() -> None:
    assert "“spy” is not on the list." in told("spy\nquit\n")
    assert "“sing” is not on the list." in told("sing\nquit\n")


def test_a_description_is_read_once_and_again_with_the_whole_menu() -> None:
    typed = "pass\nwalk\nyes\n2\n"
    assert told(f"{typed}quit\n", seed=4).count("A smile.") == 1
    assert told(f"{typed}menu\nquit\n", seed=4).count("A smile.") == 2


def test_between_two_people_the_screen_is_handed_over_and_cleared() -> None:
    seen = told("\n1\npass\n\nspy\npass\n\nquit\n", TWO)
    north, south, again = (
        part.split("----------")[1] for part in seen.split("press Enter when you are ready.")[1:4]
    )
    assert "----------" in after(seen, "Your choice (1-3): spy", 40).split("Now: ")[0]
    assert "----------" in seen.split("Now: South.")[0].split("Your choice")[-1]
    assert "The northern paper." in north
    assert "southern" not in north.lower()
    assert "The southern paper." in south
    assert "northern" not in south.lower()
    assert "South does something undisclosed." in again
    assert "A spy" not in again


def test_on_a_screen_shared_by_two_the_last_news_is_what_all_may_know() -> None:
    seen = told("\npass\n\npass\n\nwalk\nyes\n1\n\nspy\npass\n\npass\n\npass\npass\n" * 4, TWO)
    last = seen.rsplit("----------", 1)[1]
    assert "== The end" in last
    for secret in ("coffer", "purse", "A spy"):
        assert secret not in last


def test_at_the_end_of_a_shared_game_the_last_thing_done_is_still_told() -> None:
    out = io.StringIO()
    typed = io.StringIO("\nwarm\n\ncool\n" * 3)
    play_text(Game(tiny.rules(), 1), TWO, Console(typed, out))
    last = out.getvalue().rsplit("----------", 1)[1]
    assert " ".join(last.split("== The end")[0].split()) == "South: Cool. Trust −3 to 50."


def test_7_3_at_the_end_of_a_shared_game_a_secret_is_still_kept() -> None:
    hush = """actions:
  warm: {side: north, menu: deeds, name: Warm, effects: {trust: +3}}
  hush: {side: south, menu: deeds, name: Hush, secret: true, effects: {south_purse: +1}}
"""
    out = io.StringIO()
    typed = io.StringIO("\nwarm\n\nhush\n" * 3)
    play_text(Game(tiny.rules(hush), 1), TWO, Console(typed, out))
    last = out.getvalue().rsplit("----------", 1)[1]
    assert "Hush" not in last
    assert "purse" not in last


def test_a_live_screen_is_wiped_with_what_was_scrolled_off(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("TERM", "xterm")
    out = Terminal()
    Console(Terminal(), out).clear("-")
    assert out.getvalue() == "\x1b[2J\x1b[3J\x1b[H"
    monkeypatch.setenv("TERM", "dumb")
    out = Terminal()
    Console(Terminal(), out).clear("-")
    assert out.getvalue().count("\n") >= 100


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
        undisclosed += "does something undisclosed" in played
    assert undisclosed


# Whole games through the command


def test_a_whole_game_is_played_through_a_pipe(scenario: Path) -> None:
    done = run("play", str(scenario), "--text", "--seed", "3", typed=b"2\nyes\n" * 200)
    assert done.returncode == 0
    assert done.stderr == b""
    assert "== The end: A calm end ==" in done.stdout.decode("utf-8")


def test_nonsense_at_every_prompt_is_answered_kindly_and_the_game_goes_on(scenario: Path) -> None:
    nonsense = ["", "99", "-1", "0", "foo", "1 2", "é→", "offer", "offer x=y", "offer water=mud",
                "answer me", "set trust 3", "end", "inject storm", "?", "help", "north: warm",
                "walk", "back", "yes", "accept", "²", "\x00", "warm warm", "1" * 300]  # fmt: skip
    draw = random.Random(7)
    typed = "\n".join(draw.choice([*nonsense, "1", "2", "3"]) for _ in range(2000))
    for seats in ([], ["--seat", "north=me", "--seat", "south=me"]):
        done = run("play", str(scenario), "--text", "--seed", "3", *seats, typed=typed.encode())
        seen = done.stdout.decode("utf-8")
        assert done.returncode == 0, done.stderr
        assert done.stderr == b""
        assert "is not on the list. Please type a number from 1 to" in seen
        assert "== The end: A calm end ==" in seen


@pytest.mark.parametrize("typed", [b"", b"help\n", b"1\n1\n1\n", b"1\npass\noffer\n2\n", b"quit\n"])
def test_the_end_of_input_and_quit_end_the_game_with_one_line(scenario: Path, typed: bytes) -> None:
    done = run("play", str(scenario), "--text", "--seed", "3", typed=typed)
    assert done.returncode == 0
    assert done.stderr == b""
    last = done.stdout.decode("utf-8").splitlines()[-1]
    assert last == "You have left the game. It was not saved."


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_ctrl_c_ends_the_game_with_one_line(scenario: Path) -> None:
    command = [sys.executable, "-m", "game", "play", str(scenario), "--text"]
    child = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert child.stdout is not None
    while not child.stdout.readline().startswith(b"  3. Pass"):
        pass
    child.send_signal(signal.SIGINT)
    out, errors = child.communicate(timeout=20)
    assert child.returncode == 130
    assert errors == b""
    assert out.decode("utf-8").endswith("\nInterrupted.\n")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_no_sign_is_too_odd_for_the_terminal(encoding: str) -> None:
    done = run("play", "kuala-lumpur", "--text", "--seed", "3", typed=b"1\n" * 9, encoding=encoding)
    assert done.returncode == 0
    assert done.stderr == b""
    seen = done.stdout.decode(encoding)
    assert ("Trust −3" in seen) == (encoding == "utf-8")
    assert ("Trust -3" in seen) == (encoding != "utf-8")


def test_signs_that_a_stream_lacks_become_their_twins() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    tolerant(stream)
    stream.write("a → b ✓ 日 −3 … “c”")
    stream.flush()
    assert raw.getvalue() == b'a -> b x ? -3 ... "c"'
    assert all(twin.isascii() for twin in TWINS.values())


def test_a_stream_that_takes_no_orders_is_left_as_it_is() -> None:
    tolerant(io.StringIO())


@pytest.mark.parametrize("seed", range(3))
def test_the_shipped_game_is_played_to_its_end_by_one_and_by_two(seed: int) -> None:
    draw = random.Random(seed)
    typed = "\n".join(draw.choice(["1", "2", "3", "", "yes", "pass"]) for _ in range(3000))
    for seats in ([], ["--seat", "eu=me", "--seat", "china=me"]):
        done = run("play", "kuala-lumpur", "--text", "--seed", str(seed), *seats,
                   typed=typed.encode())  # fmt: skip
        assert done.returncode == 0
        assert done.stderr == b""
        seen = done.stdout.decode("utf-8")
        assert "== The end: " in seen
        assert max(map(len, seen.splitlines())) <= 80


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
    assert not {"stock", "exporters"} & set(public.tracks)
    for seed in range(1, 6):
        done = run("play", "kuala-lumpur", "--auto", "--seed", str(seed))
        played = done.stdout.decode("utf-8").split("== The end")[0]
        assert done.returncode == 0
        lines = [line for line in played.splitlines() if not line.strip().startswith("Shown:")]
        for name in (*secret, *cards, *hushed):
            assert f"{name} " not in "\n".join(lines), name


# The small parts


def test_what_follows_a_broken_line_stands_below_its_text() -> None:
    assert wrapped("  - one two three four", 14).plain == "  - one two\n    three four"
    assert wrapped("12. one two three four", 14).plain == "12. one two\n    three four"
    assert wrapped("  one two three", 11).plain == "  one two\n  three"
    assert wrapped("", 80).plain == ""


def test_the_words_for_help_and_quit_can_be_typed_in_any_case() -> None:
    assert "You can type the number" in told("HELP\nQuit\n")
