"""What one can ask of the terminal at any prompt: help, the record, notes, saving, languages."""

import io
import re
from pathlib import Path

import pytest
import tiny
from well import FRENCH, ONE, RULES, TWO, after, files, run, said, spaced, told, written

from game.bots.seats import make_bots
from game.insight.analysis import analyse
from game.insight.effort import Effort
from game.insight.process import AnalysisProcess
from game.model.characters import INSTEAD
from game.model.decisions import PUBLIC, Act
from game.presenter.debrief.debrief import Debrief
from game.session.driver import play
from game.session.game import Game
from game.session.records.file import read_file
from game.session.records.recorded_actions import Note
from game.session.records.saved import Saving, continue_saved
from game.text.console import Console
from game.text.play import play_text
from game.words.english.terminal import TERMINAL
from game.words.language import ENGLISH
from game.words.wording import Wording

PROMPTS = {
    "choice": ("", "Your choice (1-3):"),
    "choice after a thought": ("warm\n", "Your choice (1-3):"),
    "confirm": ("pass\n", said("choice.confirm")),
    "table": ("pass\n\n", "Your choice (1-3):"),
    "sure": ("pass\n\nwalk\n", said("table.sure.walk")),
    "draft": ("pass\n\noffer\n", "Choose an issue (1-1), or offer, undo, take, back:"),
    "option": ("pass\n\noffer\n1\n", "Which option (1-3, Enter to leave it):"),
    "offering": ("pass\n\noffer\noffer\n", said("draft.sure")),
    "question": ("pass\n\npass\n", "Your choice (1-2):"),
}
"""For each kind of prompt what leads there, and how it asks."""
HERE = {
    "": ("undo", "pass"),
    "warm\n": ("undo", "pass"),
    "pass\n": ("undo",),
    "pass\n\n": ("offer", "pass", "walk"),
    "pass\n\noffer\n": ("offer", "undo", "back"),
}
"""What else can be said at some of them."""
ANYWHERE = ("tracks", "tables", "issues", "score", "brief", "situation", "menu")
ODD = "is not on the list"


def prompts() -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("lead", "prompt"), PROMPTS.values(), ids=PROMPTS)


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def live(typed: str, seats: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> str:
    """What a person at a terminal sees while this is typed."""
    monkeypatch.setenv("TERM", "dumb")
    out = Terminal()
    play_text(Game(tiny.rules(RULES), 4), seats, Console(Terminal(typed), out))
    return spaced(out.getvalue())


# Help


@prompts()
def test_help_names_what_can_be_asked_at_every_prompt_and_asks_again(
    lead: str, prompt: str
) -> None:
    seen = told(f"{lead}help\n", seed=4)
    helped = after(seen, f"{prompt} help\n", 30).split(prompt)[0]
    usages = [TERMINAL[f"usage.{word}"] for word in ("record", "note", "save", "language")]
    for word in (*ANYWHERE, "issues", *usages, *HERE.get(lead, ()), "help", "quit"):
        assert re.search(rf"^  {re.escape(str(word))} +\w", helped, re.MULTILINE), word
    listed = re.findall(r"^  (\w+)", helped, re.MULTILINE)
    assert len(set(listed)) == len(listed)
    assert seen.count(f"{prompt} ") >= 2


@pytest.mark.parametrize("word", ANYWHERE)
def test_help_says_what_each_word_shows(word: str) -> None:
    about = re.escape(f"{said(f'help.{word}')}")
    seen = " ".join(told("help\n").split())
    assert re.search(rf" {word} {about}", seen)


@prompts()
@pytest.mark.parametrize("word", ANYWHERE)
def test_what_help_names_can_be_asked_at_any_prompt(lead: str, prompt: str, word: str) -> None:
    seen = told(f"{lead}{word}\nquit\nquit\n", seed=4)
    assert ODD not in seen
    assert len(after(seen, f"{prompt} {word}\n", 5)) > 20
    # It answers, and asks the same again.
    assert after(seen, f"{prompt} {word}\n", 40).count(f"{prompt} ") >= 1


def test_each_word_shows_what_it_promises() -> None:
    lead = "warm\npass\n\n"
    shows = {
        "tracks": "Northern purse *      5 ",
        "tables": "The pact: open, 3 rounds left.",
        "score": "The deal     4",
        "brief": "Your aim: Water. Bring water home.",
        "situation": "Two villages share a well.",
        "menu": "At the table: The pact.",
        "issues": "  2. Ours: 10 to you",
        "record": "  North: Warm word.",
    }
    for word, shown in shows.items():
        assert shown in after(told(f"{lead}{word}\n"), f": {word}\n", 20), word


def test_the_score_is_told_line_by_line_against_what_is_fair() -> None:
    seen = after(told("score\nquit\n"), ": score\n", 4)
    assert seen.startswith("Trust       50\nThe deal     4\nTotal       54   a fair result: 0")


def test_words_can_be_typed_in_any_case_and_short() -> None:
    assert "You can type the number" in told("HELP\nQuit\n")
    assert "You can type the number" in told("?\nq\n")
    assert told("T\n").count("Northern purse *") == 2


def test_a_word_followed_by_others_is_no_command() -> None:
    for line in ("help me", "tracks now", "quit it"):
        assert f"“{line}” {ODD}" in told(f"{line}\n")


# The record


def test_the_record_tells_all_that_happened_or_one_turn_of_it() -> None:
    typed = "gift\nwarm\n\nwalk\nyes\nleave\n"
    seen = told(f"{typed}record\nrecord 1\nrecord 2\n", seed=4)
    whole, first, second = (part.split("Your choice")[0] for part in seen.split(": record")[1:])
    assert "== Turn 1 ==" in whole
    assert "== Turn 2 ==" in whole
    for happened in ("North: A gift.", "North walks out.", "News: A storm.", "Leave it."):
        assert happened in whole
        assert happened in first
        assert happened not in second
    assert "The roof is gone." in first
    assert "== Turn 2 ==" not in first
    assert "== Turn 2 ==" in second


@pytest.mark.parametrize("turn", ["0", "2", "-1", "x", "1 1", "٣", "²", "9" * 5000])
def test_of_a_turn_that_has_not_come_the_record_says_how_to_ask(turn: str) -> None:
    seen = " ".join(told(f"record {turn}\n").split())
    assert said("record.turns", last=1) in seen


def test_7_2_the_record_of_one_side_has_no_secret_of_the_other() -> None:
    typed = "\n\npass\n\n\nspy\npass\n\n\nrecord\npass\n\nrecord\n"
    north, south = told(typed, TWO).split(": record\n")[1:]
    assert "South makes a secret move." in north.split("Now: South.")[0]
    assert "A spy" not in north.split("Now: South.")[0]
    assert "A spy" in south


def test_7_3_once_all_may_look_the_record_tells_what_all_may_know(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The pauses: before the game, after each one's papers, after the news of turn 2 and the end.
    typed = (
        "\n\n\n\n\npass\n\n" + "\nspy\npass\n\n" + "\nwalk\nyes\nleave\n\npass\n\n"
        "\n\nspy\npass\n\nrecord\n\n"
    )
    seen = live(typed, TWO, monkeypatch)
    last = seen.split("== The end")[1]
    assert "North walks out." in last
    assert "South makes a secret move." in last
    for secret in ("A spy", "coffer", "purse"):
        assert secret not in last


# Notes


def test_a_note_is_kept_in_the_record_with_who_wrote_it(tmp_path: Path) -> None:
    path = tmp_path / "a.game"
    seen = told(f"note\nnote They  smiled – why?\nsave {path}\nnote Again\npass\n\nnote\n")
    assert seen.count("Type note and what you want to keep.") == 2
    assert "Noted; it is kept once you save the game." in seen
    assert "Noted in the record." in seen
    notes = [line.note for line in read_file(path).lines if line.note]
    assert notes == ["North: They  smiled – why?", "North: Again"]


def test_who_wrote_a_note_stands_before_it_as_the_language_writes_a_colon(tmp_path: Path) -> None:
    path = tmp_path / "a.game"
    told(f"save {path}\nlanguage fr\nnote Trop tôt\n")
    (note,) = [line.note for line in read_file(path).lines if line.note]
    assert note.endswith("\u00a0: Trop tôt")


# Saving


@prompts()
def test_a_game_is_saved_at_any_prompt_and_goes_on_from_there(
    tmp_path: Path, lead: str, prompt: str
) -> None:
    path = tmp_path / "a game.game"
    seen = told(f"{lead}save\nsave {path}\nsave {path}\nquit\n", seed=4)
    flat = " ".join(seen.split())
    assert seen.count(f"{prompt} save") == 3
    assert said("save.where") in flat
    assert said("save.done", file=path) in flat
    assert said("save.already", file=path) in flat
    command = f'communique play --continue --record "{path}"'
    assert flat.endswith(f"{said('left.saved')} {command}")
    game, file, record = continue_saved(path)
    with file:
        out = io.StringIO()
        play_text(game, record.header.seats, Console(io.StringIO(), out))
    # What was only thought of is not saved: those prompts come again from their beginning.
    phase = {"": "Deeds", "warm\n": "Deeds", "pass\n": "Deeds", "pass\n\npass\n": "News"}
    assert f"[Turn 1 of 2 - {phase.get(lead, 'Talks')}]" in out.getvalue()


def test_every_decision_after_saving_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.game"
    told(f"warm\npass\n\nsave {path}\nwalk\nyes\nleave\npass\n", seed=4)
    deeds = [str(line.action) for line in read_file(path).lines if "north" in str(line.action)]
    assert deeds == ["north: warm", "north: pass", "north: walk", "north: answer leave"]


def test_where_a_game_cannot_be_saved_it_says_why_and_goes_on(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.write_text("mine", encoding="utf-8")
    lost = tmp_path / "no" / "such"
    typed = f"save {there}\nsave {tmp_path}\nsave {lost}\nsave \0\nsave {tmp_path / 'ok'}\n"
    answers = [" ".join(part.split()) for part in told(typed).split(": save ")[1:]]
    assert said("save.exists", file=there) in answers[0]
    for file, answer in zip((tmp_path, lost, INSTEAD), answers[1:4], strict=True):
        assert answer.removeprefix(f"{file} ").startswith(
            (
                said("save.failed", file=file, reason="").rstrip(": ."),
                said("save.exists", file=file),
            )
        )
    assert said("save.done", file=tmp_path / "ok") in answers[4]
    assert there.read_text(encoding="utf-8") == "mine"


def test_a_game_that_cannot_be_saved_says_so() -> None:
    out = io.StringIO()
    play_text(Game(tiny.rules(RULES), 1), ONE, Console(io.StringIO("save x\n"), out))
    assert said("save.never") in out.getvalue()


# Leaving


def test_quit_asks_once_more_where_decisions_would_be_lost() -> None:
    seen = told("pass\n\nquit\nquit\npass\n")
    asked = " ".join(seen.split())
    assert said("quit.unsaved") in asked
    assert seen.endswith(f"): quit\n{said('left')}\n")
    assert seen.count("): quit") == 2


@pytest.mark.parametrize("between", ["tracks", "foo", "", "note x", "help"])
def test_whatever_else_is_typed_takes_the_quit_back(between: str) -> None:
    seen = told(f"pass\n\nquit\n{between}\nquit\nquit\n")
    assert seen.count("quit\nThis game is not saved. Type save") == 2


def test_quit_does_not_ask_where_nothing_is_lost(tmp_path: Path) -> None:
    for typed in ("quit\n", "warm\nquit\n", f"pass\n\nsave {tmp_path / 'a.game'}\nquit\n"):
        assert said("quit.unsaved") not in " ".join(told(typed).split())


# Languages


@prompts()
def test_the_language_is_changed_at_any_prompt(lead: str, prompt: str) -> None:
    seen = told(f"{lead}language fr\nlanguage en\n", seed=4)
    assert files().languages() == ("fr",)
    french, english = seen.split("language fr\n")[1].split("language en\n")
    assert len(french.splitlines()) >= 2
    assert prompt not in french
    assert f"{said('language.now')}\n" in english
    assert f"{prompt} " in english


def test_in_another_language_the_scenario_speaks_it_too() -> None:
    seen = told("language fr\nlanguage en\nmenu\n")
    french, english = seen.split("language fr\n")[1].split("language en\n")
    name = FRENCH.split("name: ")[1].split("}")[0]
    assert f"  1. {name}\n" in french
    assert "  1. Warm word\n" in english


@pytest.mark.parametrize("typed", ["language", "language xx", "language English please"])
def test_of_a_language_it_does_not_speak_it_says_which_it_does(typed: str) -> None:
    seen = after(told(f"{typed}\n"), f": {typed}\n", 1)
    form = r"Languages of this game: en \(English\), fr \(.+\)\. Type, for example: "
    assert re.match(form, seen)


# A live terminal waits until what it shows has been read


def test_a_live_terminal_waits_after_situation_papers_news_of_a_turn_and_the_ending(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    typed = "\n\npass\n\nwalk\nyes\nleave\n\npass\n\n\n"
    seen = live(typed, ONE, monkeypatch)
    pages = seen.split(said("pause"))
    assert len(pages) == 5
    assert pages[0].rstrip().endswith(said("welcome"))
    assert pages[1].rstrip().endswith(said("briefing.foot"))
    assert "== Turn 2 ==" in pages[2]
    assert "[Turn 2 of 2" in pages[3]
    assert "The end: A calm end" in pages[3]
    assert "So it was." in pages[4]


def test_what_is_typed_at_a_pause_may_be_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = live("help\nnote x\nquit\nquit\n", ONE, monkeypatch)
    assert seen.count(said("pause")) == 3
    assert said("help.head") in seen
    assert said("note.unsaved") in seen
    assert seen.endswith(f"{said('left')}\n")


def test_a_transcript_waits_for_nothing(tmp_path: Path) -> None:
    done = run("play", str(written(tmp_path)), "--text", typed=b"pass\n\npass\n")
    assert said("pause") not in done.stdout.decode("utf-8")


# After the end

QUICK = Effort(usual=20, sure=20, most=20, start_games=50, runs=2, expert_runs=2)
FIGURE = r"(?m)^  \S.*? {2,}([−+±]?\d+)(?: ± \d+)?$"
"""The points of a part of a score, at the end of its line."""


def finished_game(seats: dict[str, str]) -> Game:
    """A game with a remark in it that is over."""
    game = Game(tiny.rules(RULES), 4)
    for move in ("gift", "pass"):
        game.decide("north", next(m for m in game.asking("north").legal.moves if str(m) == move))
    game.do(Note(), "North: Too early?")
    game.decide("south", Act("spy"))
    play(game, make_bots(game.rules, dict.fromkeys(seats, "uniform"), 4), {})
    return game


def debrief_of_a_game(seats: dict[str, str]) -> Debrief:
    """The debrief of that game."""
    game = finished_game(seats)
    return Debrief(game, Wording(game.rules.scenario, ENGLISH), seats)


def looked_back(typed: str, seats: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is answered to each line that is typed once that game is over."""
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("LINES", "500")
    out = Terminal()
    play_text(finished_game(seats), seats, Console(Terminal(f"\n{typed}"), out))
    return spaced(out.getvalue()).split(said("over.prompt"))[1:]


def test_a_game_that_is_over_can_be_looked_back_at(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = "notes\nrecord 1\nmessages\noutcome\nwarm\nquit\n"
    notes, record, messages, outcome, odd, end = looked_back(typed, ONE, monkeypatch)
    assert "- North: Too early?" in notes
    assert "North: A gift." in record
    assert said("over.no-messages") in messages
    assert "The pact: " in outcome
    assert said("over.what") in odd
    # It ends there, and nobody is told that something was lost.
    assert end.strip() == ""


def test_enter_and_the_end_of_input_leave_a_game_that_is_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for typed in ("\n", ""):
        (end,) = looked_back(typed, ONE, monkeypatch)
        assert end.strip() == ""


def test_7_3_the_record_of_several_holds_what_all_may_know(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    back = "".join(looked_back("record\noutcome\nscore\ntables\n\n", TWO, monkeypatch))
    assert "North: A gift." in back
    assert "South makes a secret move." in back
    for secret in ("A spy", "coffer"):
        assert secret not in back


def test_each_number_of_the_menu_shows_what_its_word_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.text.look_back.AnalysisProcess", Analysed)
    words = ("outcome", "score", "luck", "turning", "talks", "messages", "notes")
    by_word = looked_back("\n".join([*words, "", ""]), ONE, monkeypatch)
    by_number = looked_back("1\n2.\n3)\n4\n5\n6\n7\n\n", ONE, monkeypatch)
    assert by_word == by_number
    assert len({*by_word[:7]}) == 7


class Analysed(AnalysisProcess):
    """An analysis in this process, which is there once somebody has waited for it."""

    def __init__(self, game: Game, *_: object, **_kept: object) -> None:
        self._analysed = game
        self.percent, self.analysis, self.failed = 40, None, False

    def wait(self, seconds: float) -> None:
        assert seconds > 0
        self.analysis = analyse(self._analysed, QUICK)

    def close(self) -> None:
        self.failed = True


def test_a_score_is_the_sum_of_where_it_came_from_and_what_turned_it_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("game.text.look_back.AnalysisProcess", Analysed)
    luck, turning, again, _ = looked_back("luck\nturning\nluck\n\n", ONE, monkeypatch)
    working = said("insight.working", percent=40)
    assert (working in luck, working in turning) == (True, False)
    assert luck.partition(working)[2].split() == again.split()
    totals = [sheet.total for sheet in finished_game(ONE).view(PUBLIC).scores.values()]
    shown = [
        [int(each.replace("−", "-").replace("±", "")) for each in re.findall(FIGURE, part)]
        for part in re.split(r"\n(?=  Start )", luck)[1:]
    ]
    assert [figures[-1] for figures in shown] == totals
    assert [sum(figures[:-1]) for figures in shown] == totals
    for side in ("North", "South"):
        assert re.search(
            rf"{side}\s+(1\. Turn \d: .* · |No decision of South by itself)", turning
        ), side


def test_an_analysis_that_fails_is_said_to_have_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.text.look_back.AnalysisProcess", Analysed)
    monkeypatch.setattr(Analysed, "wait", lambda analysed, _: analysed.close())
    (told, _) = looked_back("turning\n\n", ONE, monkeypatch)
    assert said("insight.failed") in told


def test_who_breaks_off_after_the_end_reads_how_to_look_back_and_not_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(_analysed: Analysed, _seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("game.text.look_back.AnalysisProcess", Analysed)
    monkeypatch.setattr(Analysed, "wait", break_off)
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("LINES", "500")
    out = Terminal()
    console = Console(Terminal(f"\nsave {tmp_path / 'a.game'}\nluck\n"), out)
    game = finished_game(ONE)
    with pytest.raises(KeyboardInterrupt):
        play_text(game, ONE, console, Saving(game, ONE, files))
    end = spaced(out.getvalue()).partition(said("interrupted"))[2]
    assert said("ending.saved") in end
    assert said("left.saved") not in end


def test_the_outcome_and_all_scores_can_be_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    outcome, scores, _ = looked_back("outcome\nscore\n\n", TWO, monkeypatch)
    assert "The end: A calm end" in outcome
    assert "The deal" in scores


def test_the_report_is_written_where_it_is_asked_for_and_overwrites_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    typed = "report\nreport\nreport mine\nreport nowhere/mine\n\n"
    first, second, third, nowhere, _ = looked_back(typed, ONE, monkeypatch)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert [len(names), "mine.html" in names] == [3, True]
    assert all("The report is saved in" in each for each in (first, second, third))
    assert "can’t be written to nowhere/mine" in nowhere
    assert "<!DOCTYPE html>" in (tmp_path / "mine.html").read_text(encoding="utf-8")
