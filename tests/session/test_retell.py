"""A game told in another language: what was done stays, and is told with other words."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Any

import pytest
import tiny
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies.play import Game as Drawn
from strategies.play import games
from strategies.scenarios import BASE, real, scenarios, text_of

from game.authoring.load import load
from game.authoring.merge import merge
from game.authoring.reading.files import KeptFiles, translation_name
from game.authoring.reading.nodes import Path
from game.authoring.translation import _collect
from game.engine.digest import digest
from game.model import shapes
from game.model.decisions import FACILITATOR, Decision
from game.model.entries import Entry
from game.model.frozen import FrozenMap
from game.model.log_events import TextSaid
from game.model.play import Accepted
from game.model.scenario import Scenario
from game.rules.compile import compile_rules
from game.rules.compiled import Rules
from game.session.clock import Clock
from game.session.game import Game, Moment
from game.session.records.record import RecordLine
from game.session.records.recorded_actions import (
    Note,
    Pause,
    RecordedAction,
    Resume,
    Rewind,
    read_action,
)
from game.words.language import ENGLISH
from game.words.wording import Wording

SAID = """
opening: {say: It begins.}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3, say: How kind!}}
  cool: {side: [north, south], menu: deeds, name: Cool, effects: {trust: -3}}
phases:
  deeds: {kind: actions, menus: [deeds], order: alternate}
  news: {kind: injects}
stages: {main: {phases: [deeds, news]}}
injects:
  storm: {name: A storm, chance: 50, once: false, effects: [{trust: -5}, {say: It pours.}]}
"""
FRENCH = """
language: fr
opening: {say: Cela commence.}
actions:
  warm: {name: Chaud, effects: {say: Comme c’est gentil !}}
  cool: {name: Frais}
injects:
  storm: {name: Une tempête, effects: [{}, {say: Il pleut à verse.}]}
"""
DEEDS = (
    *("north: warm", "pause", "note", "facilitator: set trust 60", "resume", "south: cool"),
    *("north: cool", "facilitator: inject storm", "rewind 6 new luck 7", "north: warm"),
    *("south: warm", "rewind 2", "pause", "rewind 10", "resume", "south: warm"),
)


def files(text: str = SAID) -> KeptFiles:
    own = {line.partition(":")[0] for line in text.splitlines()}
    sections = [section for key, section in tiny.SECTIONS.items() if key not in own]
    texts = {"tiny.yaml": "\n".join([*sections, text]), "tiny.fr.yaml": FRENCH}
    return KeptFiles("tiny.yaml", FrozenMap(texts))


def rules(language: str | None = None, text: str = SAID) -> Rules:
    return compile_rules(load(files(text), language))


def do(game: Game, *texts: str) -> Game:
    for text in texts:
        deed = read_action(text)
        assert deed is not None
        answer = game.do(deed, "a note" if text == "note" else "")
        assert isinstance(answer, Accepted), f"{text}: {answer}"
    return game


@pytest.fixture
def game() -> Game:
    """A game in which something of everything was done."""
    return do(Game(rules(), 1), *DEEDS)


def without_words(moments: Iterable[Moment]) -> list[Moment]:
    """Moments without what was said in them."""
    return [evolve(moment, entries=tuple(map(wordless, moment.entries))) for moment in moments]


def wordless(entry: Entry) -> Entry:
    return evolve(entry, event=TextSaid("")) if isinstance(entry.event, TextSaid) else entry


def said(moments: Iterable[Moment]) -> list[str]:
    """What was said in moments."""
    return [
        entry.event.text
        for moment in moments
        for entry in moment.entries
        if isinstance(entry.event, TextSaid)
    ]


def test_every_state_line_and_pause_is_as_it_was(game: Game) -> None:
    before, lines, paused = list(game.moments), list(game.lines), game.paused
    game.use_rules(rules("fr"))
    assert without_words(game.moments) == without_words(before)
    assert game.moments != before
    assert game.lines == lines
    assert game.paused == paused
    assert [m.paused for m in game.moments] == [m.paused for m in before]
    assert {m.paused for m in before} == {False, True}


def test_every_digest_is_that_of_its_line(game: Game) -> None:
    game.use_rules(rules("fr"))
    for moment in game.moments[1:]:
        assert moment.line is not None
        assert digest(game.rules, moment.state) == moment.line.digest


def test_the_history_after_rewinds_with_new_luck_is_as_it_was(game: Game) -> None:
    before = without_words(game.history())
    assert len({m.state.seed for m in game.moments}) > 1
    game.use_rules(rules("fr"))
    assert without_words(game.history()) == before


def test_what_was_said_and_what_is_said_from_now_on_is_in_the_new_language(game: Game) -> None:
    english = said(game.moments)
    assert {"It begins.", "How kind!", "It pours."} == set(english)
    game.use_rules(rules("fr"))
    french = {
        "It begins.": "Cela commence.",
        "How kind!": "Comme c’est gentil !",
        "It pours.": "Il pleut à verse.",
    }
    assert said(game.moments) == [french[each] for each in english]
    do(game, "north: warm")
    assert said(game.moments[-1:]) == ["Comme c’est gentil !"]
    told = Wording(game.rules.scenario, ENGLISH).entries(game.latest)
    assert told[0] == "North: Chaud."


def test_told_in_its_own_language_again_it_is_the_game_it_was(game: Game) -> None:
    before = list(game.moments)
    game.use_rules(rules("fr"))
    game.use_rules(rules())
    assert game.moments == before


def test_a_game_that_has_only_begun_is_told_anew_too() -> None:
    game = Game(rules(), 1)
    game.use_rules(rules("fr"))
    assert said(game.moments) == ["Cela commence."]
    assert game.rules.scenario.actions["cool"].name == "Frais"


def test_it_goes_on_as_one_that_was_told_in_the_first_language(game: Game) -> None:
    twin = do(Game(rules(), 1), *DEEDS)
    game.use_rules(rules("fr"))
    for text in (
        "rewind 5",
        "south: cool",
        "rewind 1",
        "south: warm",
        "north: pass",
        "facilitator: end",
    ):
        do(game, text)
        do(twin, text)
    for found, wanted in zip(game.moments, twin.moments, strict=True):
        assert (found.state, found.before, found.paused) == (
            wanted.state,
            wanted.before,
            wanted.paused,
        )
    assert (game.state, game.paused) == (twin.state, twin.paused)


def test_telling_anew_keeps_no_line_and_the_next_is_kept_as_before(game: Game) -> None:
    kept: list[RecordLine] = []
    game.keep_with(kept.append)
    game.use_rules(rules("fr"))
    assert kept == []
    do(game, "north: warm")
    assert kept == game.lines[-1:]


def test_the_clock_stands_and_goes_as_it_did() -> None:
    wall = [0.0]
    game = do(Game(rules(), 1, clock=Clock(lambda: wall[0])), "north: warm")
    wall[0] = 5
    game.use_rules(rules("fr"))
    wall[0] = 7
    assert game.clock.now() == 7
    do(game, "pause")
    game.use_rules(rules())
    wall[0] = 20
    assert game.clock.now() == 7
    do(game, "resume")
    wall[0] = 21
    assert game.clock.now() == 8


@pytest.mark.parametrize(
    "text",
    [
        "",
        SAID.replace("trust: +3", "trust: +4"),
        SAID.replace("cool:", "cold:"),
        SAID.replace("chance: 50", "chance: 0"),
        SAID + "turns: 2",
        SAID.replace("opening: {", "opening: {trust: +1, "),
    ],
)
def test_rules_of_another_scenario_are_our_own_mistake_and_change_nothing(
    text: str, game: Game
) -> None:
    before = (game.rules, list(game.moments))
    other = compile_rules(tiny.scenario(text))
    with pytest.raises(ValueError, match="the rules of another scenario"):
        game.use_rules(other)
    assert (game.rules, game.moments) == before
    do(game, "north: warm")


def test_so_they_are_where_nothing_was_done_yet() -> None:
    game = Game(rules(), 1)
    with pytest.raises(ValueError, match="the rules of another scenario"):
        game.use_rules(rules(text=SAID.replace("opening: {", "opening: {trust: +1, ")))
    assert said(game.moments) == ["It begins."]


# Any game of any scenario


MARK = "Ô "


def in_other_words(drawn: Any) -> KeptFiles:
    """The files of a scenario with a translation in which every text is another."""
    texts: dict[Path, Any] = {}
    _collect(shapes.Record(lambda: Scenario), merge(drawn.kept).root, (), texts)
    # The texts of a file that is extended are translated beside it; here all are to be in one file.
    files = {drawn.main: text_of(drawn.data)} if BASE in drawn.files else drawn.files

    def told(value: Any, path: Path) -> Any:
        if path in texts:
            return f"{MARK}{value}"
        if isinstance(value, dict):
            inner = {key: told(each, (*path, key)) for key, each in value.items()}
            return {key: each for key, each in inner.items() if each} or None
        if isinstance(value, list):
            items = [told(each, (*path, i)) for i, each in enumerate(value)]
            return [each or {} for each in items] if any(items) else None
        return None

    data = told(drawn.data, ()) or {}
    name = translation_name(drawn.main, "qo")
    return KeptFiles(drawn.main, FrozenMap({**files, name: text_of({"language": "qo", **data})}))


def session(drawn: Drawn, luck: Random) -> Game:
    """A game with the decisions of a drawn one, and rewinds, notes and pauses among them."""
    game = Game(drawn.rules, drawn.seed)
    for decision in drawn.decisions:
        while luck.random() < 0.2:
            _meddle(game, luck, decision)
        game.do(decision)
    return game


def _meddle(game: Game, luck: Random, decision: Decision) -> None:
    last = len(game.moments) - 1
    deeds: tuple[RecordedAction, ...] = (
        *(Note(), Pause(), Resume(), Decision(FACILITATOR, decision.move)),
        *(Rewind(luck.randint(max(0, last - 3), last)), Rewind(last, luck.randrange(2**63))),
    )
    game.do(luck.choice(deeds), "so it is")


@settings(max_examples=max(4, settings().max_examples // 3))
@given(drawn=st.one_of(games(scenarios()), games(real())), luck=st.integers(0, 2**32))
def test_any_game_is_told_anew_in_a_language_that_has_another_word_for_everything(
    drawn: Drawn, luck: int
) -> None:
    game = session(drawn, Random(luck))
    before, history = list(game.moments), [m.state for m in game.history()]
    other = load(in_other_words(drawn.drawn), "qo")
    assert all(side.name.startswith(MARK) for side in other.sides.values())
    game.use_rules(compile_rules(other))
    assert without_words(game.moments) == without_words(before)
    assert said(game.moments) == [f"{MARK}{each}" for each in said(before)]
    assert [m.state for m in game.history()] == history
    for moment in game.moments[1:]:
        assert moment.line is not None
        assert digest(game.rules, moment.state) == moment.line.digest
