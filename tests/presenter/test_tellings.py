"""A game told in several languages at once."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve

from game.authoring.load import load
from game.authoring.reading.files import Folder
from game.model.decisions import PUBLIC, Pass
from game.model.frozen import FrozenMap
from game.model.players import ME
from game.presenter.tellings import Tellings
from game.rules.compile import compile_rules
from game.session.game import Game
from game.session.records.recorded_actions import Announce, HandOver, Pause, Rewind
from game.session.selection import Preparations
from game.session.translations import Translations

SCENARIO = Path(__file__).parents[2] / "scenarios" / "kuala-lumpur.yaml"


def test_a_game_is_told_in_two_languages_with_the_same_state_and_what_sides_prepare() -> None:
    folder = Folder(SCENARIO)
    scenario = load(folder)
    game = Game(compile_rules(scenario), seed=3)
    preparations = Preparations(game)
    tellings = Tellings(game, {"eu": ME, "china": ME}, Translations(scenario, folder), preparations)
    english, french = tellings.worded("en"), tellings.worded("fr")
    assert english.game is game
    assert french.words.scenario.language == "fr"
    action = english.asking("eu").legal.moves[0]
    preparations.selection("eu").add(str(action))
    assert tellings.worded("fr").selection("eu").picks == preparations.selection("eu").picks != ()
    while game.state.turn < 2:
        side = game.state.to_move[0]
        moves = game.asking(side).legal.moves
        game.decide(side, Pass() if Pass() in moves else moves[0])
    assert french.state != game.state
    assert tellings.worded("fr").state == game.state
    assert tellings.worded("de").words.scenario.language == "en", "a language that it hasn't"
    sentences = [
        [told.words.entry(entry) for _, batch in told.record("eu") for entry in batch]
        for told in (english, french)
    ]
    assert len(sentences[0]) == len(sentences[1])
    assert sentences[0] != sentences[1]


def test_marks_words_seats_and_what_is_hidden_are_the_same_in_every_language() -> None:
    folder = Folder(SCENARIO)
    scenario = load(folder)
    game, hidden = Game(compile_rules(scenario), seed=3), set[int]()
    seats = {"eu": ME, "china": ME}
    translations, preparations = Translations(scenario, folder), Preparations(game)
    tellings = Tellings(game, seats, translations, preparations, hidden)
    told = tellings.worded("fr")
    first = game.state.to_move[0]
    game.decide(first, game.asking(first).legal.moves[0], by_facilitator=True)
    game.time_out(game.state.to_move[0])
    game.do(Announce(), "Two minutes.")
    game.do(Pause())
    game.do(HandOver("china", "uniform"))
    game.do(Rewind(1))
    hidden.add(3)
    assert tellings.worded("fr") is told
    plain, french = (
        [
            (str(line.action), line.note, line.timeout, line.by_facilitator)
            for line in each.game.lines
        ]
        for each in (tellings.worded("en"), told)
    )
    assert french == plain
    assert [line[2:] for line in french[:2]] == [(False, True), (True, False)]
    assert told.game.paused
    assert dict(told.game.new_players) == {"china": "uniform"}
    assert told.game.state == game.state
    assert all(3 in each.hidden_words for each in (tellings.worded("en"), told))


def test_a_chapter_of_a_campaign_begins_with_the_same_values_in_every_language() -> None:
    folder = Folder(SCENARIO)
    scenario = load(folder)
    game = Game(evolve(compile_rules(scenario), starts=FrozenMap({"trust": 61})), seed=3)
    translations = Translations(scenario, folder)
    tellings = Tellings(game, {"eu": ME, "china": ME}, translations, Preparations(game))
    assert tellings.worded("fr").view(PUBLIC).tracks["trust"] == 61
    assert tellings.worded("fr").state == game.state
