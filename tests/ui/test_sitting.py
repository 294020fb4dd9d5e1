"""One game at one screen: what comes next, and who has read what."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny_program
from tiny_program import act, hot_seat

from game.bots.seats import ME, UNIFORM
from game.model.decisions import PUBLIC, Accept, Answer, Move, Pass
from game.presenter.hot_seat import HotSeat, Step
from game.presenter.negotiator import Negotiator
from game.presenter.proceedings import happenings
from game.presenter.stories import pact_of
from game.presenter.track_readings import track_readings
from game.session.game import DecisionRequest
from game.ui.program.library import PlayableScenario, open_book


def test_two_teams_read_the_situation_and_then_each_its_papers_before_anybody_decides(
    tmp_path: Path,
) -> None:
    begun = hot_seat(tiny_program.playing(tmp_path))
    at = HotSeat(begun.game, begun.seats)
    assert at.next() == Step("situation", PUBLIC)
    at.briefed(PUBLIC)
    for side in ("south", "north"):  # who decides first reads last, and stays
        assert at.next() == Step("curtain", side)
        at.seat(side)
        assert at.next() == Step("briefing", side)
        at.briefed(side)
    assert at.next() == Step("actions", "north")
    act(at.game, "north warm")
    assert at.next() == Step("curtain", "south")
    at.seat("south")
    assert at.next() == Step("actions", "south")
    act(at.game, "south warm")
    at.seat("north")
    assert at.next().kind == "actions"


def test_one_team_has_no_curtain_and_waits_for_its_bot(tmp_path: Path) -> None:
    at = hot_seat(tiny_program.playing(tmp_path, {"south": UNIFORM}))
    assert at.next().kind == "briefing"
    at.briefed("north")
    act(at.game, "north warm")
    assert (at.next().kind, at.next().side) == ("waiting", "south")
    before = at.state
    at.think(at.asking("south"))
    assert at.state is before, "thinking touches nothing"


def test_a_bot_that_would_be_refused_is_told_why_and_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = hot_seat(tiny_program.playing(tmp_path, {"south": UNIFORM}))
    act(at.game, "north warm")
    heard: list[str] = []

    def stubborn(asking: DecisionRequest) -> Move:
        heard[:] = [why.code for why in asking.refused]
        return Pass() if len(heard) == 3 else Accept()

    monkeypatch.setattr(at, "_think", stubborn)
    assert at.think(at.asking("south")) == Pass()
    assert heard == ["wrong-kind"] * 3


def test_news_are_read_once_by_each(tmp_path: Path) -> None:
    at = hot_seat(tiny_program.playing(tmp_path))
    for side in ("north", "south"):
        at.briefed(side)
    at.fire("storm")
    for side in ("north", "south"):
        assert at.told(side) == Step("news", side, "storm")
        assert [entry.code for entry in at.consequences(side, "storm")] == ["changed"]
    at.seat("north")
    assert (at.next().kind, at.next().inject) == ("news", "storm")
    at.read("north")
    assert at.next().kind == "actions"
    assert at.told("south") == Step("news", "south", "storm")


def test_who_has_answered_a_question_is_not_told_its_story_again(tmp_path: Path) -> None:
    at = hot_seat(tiny_program.playing(tmp_path, text=LETTER))
    for side in ("north", "south"):
        at.briefed(side)
    at.fire("letter")
    at.seat("north")
    assert at.next().kind == "question"
    assert at.submit("north", [Answer("burn")]) is None
    assert at.next().kind == "actions"
    assert at.told("south") == Step("news", "south", "letter")


def test_when_all_is_over_everybody_is_told_what_not_all_have_read(tmp_path: Path) -> None:
    at = hot_seat(tiny_program.playing(tmp_path))
    at.fire("storm")
    at.fire("thaw")
    at.read("north")
    at.read("south")
    at.read("south")
    tiny_program.finish(at.game)
    assert at.next().kind == "news"
    assert at.told(PUBLIC) == Step("news", PUBLIC, "thaw")
    at.read(PUBLIC)
    assert at.next().kind == "over"


def test_who_goes_on_with_a_game_has_read_what_came_before(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    at = hot_seat(program)
    at.fire("storm")
    act(at.game, "north warm", "south cool")
    path = at.saving.path if at.saving is not None else None
    assert path is not None
    program.leave()
    again = program.go_on(path)
    assert [line.digest for line in again.game.lines] == [line.digest for line in at.game.lines]
    assert again.told("north") is None
    assert again.next().kind == "curtain"


def test_boards_are_compared_as_turns_began(tmp_path: Path) -> None:
    at = hot_seat(tiny_program.playing(tmp_path))

    def trust() -> tuple[int, tuple[int, ...]]:
        seen = track_readings(at.words, at.boards("north"), "north")
        found = next(reading for reading in seen if reading.id == "trust")
        return found.change, found.curve

    assert trust() == (0, (50,))
    act(at.game, "north warm")
    assert trust() == (0, (50, 53))
    act(at.game, "south warm")
    assert trust() == (6, (50, 56))
    act(at.game, "north cool")
    assert trust() == (3, (50, 56, 53))


LETTER = tiny_program.INJECTS.replace(
    "  thaw:",
    "  letter: {name: A letter, text: Sealed., ask: north, answers: {burn: {name: Burn it}}}\n"
    "  thaw:",
)

TABLE = """
phases: {hall: {kind: table, table: pact, rounds: 2}}
stages: {main: {phases: [hall]}}
tables:
  pact:
    between: [north, south]
    rounds: 6
    open: true
    reserve: {north: 20, south: 20}
    issues:
      tax:
        weight: {north: 60, south: 40}
        options:
          low: {value: {north: 100, south: 0}}
          high: {value: {north: 0, south: 100}}
      toll:
        weight: {north: 40, south: 60}
        options:
          none: {value: {north: 100, south: 50}}
          full: {value: {north: 50, south: 100}}
"""


def test_what_becomes_of_a_table_is_a_story(tmp_path: Path) -> None:
    at = hot_seat(tiny_program.playing(tmp_path, text=TABLE))
    for side in ("north", "south"):
        at.briefed(side)
    at.submit("north", (Negotiator(at, "north").offer(),))
    at.seat("south")
    assert at.next().kind == "table"
    at.submit("south", (Accept(),))
    assert (at.next().kind, at.next().table) == ("pact", "pact")
    pact, _ = pact_of(at, "south", "pact")
    assert (pact.code, dict(pact.package)) == ("agreed", {"tax": "low", "toll": "none"})
    at.read("south")
    at.seat("north")
    assert at.next().kind == "pact"
    at.read("north")
    assert at.next().kind != "pact"


def test_a_draft_begins_with_what_suits_one_best_and_is_kept(tmp_path: Path) -> None:
    at = hot_seat(tiny_program.playing(tmp_path, {"north": ME}, TABLE))
    negotiator = Negotiator(at, "north")
    assert negotiator.draft == {"tax": "low", "toll": "none"}
    assert negotiator.worth(negotiator.draft) == 100
    assert (negotiator.added("tax", "high"), negotiator.added("toll", "full")) == (0, 20)
    negotiator.choose("tax", "high")
    assert Negotiator(at, "north").draft == {"tax": "high", "toll": "none"}
    assert negotiator.worth(negotiator.draft) == 40
    assert negotiator.objection() is None
    offer = negotiator.offer()
    at.submit("north", (offer,))
    theirs = Negotiator(at, "south")
    assert theirs.draft == {"tax": "high", "toll": "none"}, "it begins with the other's offer"
    assert theirs.last_of(own=False) == offer.package
    assert theirs.worth(theirs.draft) == 70


def test_a_language_with_mistakes_is_told_and_the_own_one_is_played(tmp_path: Path) -> None:
    found = tiny_program.program(tmp_path, "fr")
    written = tiny_program.written(tmp_path)
    broken = "format: 1\nlanguage: fr\nnonsense: {a: b}\n"
    written.with_name("tiny.fr.yaml").write_text(broken, encoding="utf-8")
    book = open_book(written)
    assert isinstance(book, PlayableScenario)
    found.begin(book, {"north": "me", "south": UNIFORM}, 1)
    assert hot_seat(found).words.language.code == "en"
    assert "français" in found.notice
    found.notice = ""
    found.change(language="en")
    assert found.notice == ""
    found.change(language="fr")
    assert "français" in found.notice


def test_a_draft_begins_with_the_best_that_the_rules_allow(tmp_path: Path) -> None:
    text = f"{TABLE}    rules: [tax > low or toll > none]\n"
    negotiator = Negotiator(hot_seat(tiny_program.playing(tmp_path, {"north": ME}, text)), "north")
    assert negotiator.objection() is None
    assert negotiator.draft == {"tax": "low", "toll": "full"}
    negotiator.choose("toll", "none")
    assert negotiator.draft == {"tax": "low", "toll": "none"}, "what one has chosen stays"


def test_what_is_new_in_the_record_came_since_one_last_decided(tmp_path: Path) -> None:
    at = hot_seat(tiny_program.playing(tmp_path))

    def new(side: str) -> list[str]:
        found = happenings(at.record(side), at.fresh(side))
        return [deed.side for deed in found if deed.new and deed.head.code == "acted"]

    assert at.fresh("north") == 0
    act(at.game, "north warm")
    assert (new("north"), new("south")) == (["north"], [])
    act(at.game, "south warm")
    assert (new("north"), new("south")) == (["north", "south"], ["south"])
    act(at.game, "north warm")
    assert (new("north"), new("south")) == (["north"], ["south", "north"])
