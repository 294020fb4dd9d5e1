"""A side's pages say nothing of what it doesn't know of, such as a table or a project (rule 14)."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from test_seat_secrets import hide, other_state, page_of

from game.authoring.load import load
from game.engine.legal import legal
from game.model.decisions import PUBLIC, Decision, Move, Offer
from game.model.frozen import FrozenMap
from game.model.players import ME
from game.presenter.kit.kit import kit
from game.presenter.worded_game import WordedGame
from game.rules.compile import compile_rules
from game.rules.known import known_scenario
from game.session.game import Game

MANDATE = Path(__file__).parent.parent / "scenarios" / "mandate.yaml"
UNKNOWN_TO_RIVAL = (
    *("own table", "confers", "How high", "New quays", "whisper", "musters", "fleet"),
    "slipway",
)


def begun(seed: int = 1) -> Game:
    return Game(compile_rules(load(MANDATE)), seed)


def worded(game: Game) -> WordedGame:
    return WordedGame(game, dict.fromkeys(game.rules.sides, ME))


def some_move(game: Game, side: str, luck: Random) -> Move:
    allowed = legal(game.rules, game.state, side)
    if allowed.offer is not None and luck.random() < 0.6:
        return Offer(FrozenMap((i, luck.choice(options)) for i, options in allowed.offer.items()))
    return luck.choice(allowed.moves)


def play_on(game: Game, luck: Random) -> None:
    side = luck.choice(game.state.to_move)
    game.do(Decision(side, some_move(game, side, luck)))


@pytest.mark.parametrize("seed", range(6))
def test_pages_name_nothing_unknown_before_the_end(seed: int) -> None:
    game, luck, hidden = begun(seed), Random(seed), 0
    while game.state.to_move:
        text = repr(page_of(game, "rival", others_prepare=False)) + repr(worded(game).view("rival"))
        assert not [each for each in UNKNOWN_TO_RIVAL if each in text]
        known = repr(page_of(game, "envoy", others_prepare=False))
        assert "whisper" not in known
        hidden += "own table" in known
        play_on(game, luck)
    assert hidden
    assert "own table" in repr(page_of(game, "rival", others_prepare=False)), (
        "after the end all is told"
    )


@pytest.mark.parametrize("seed", range(4))
def test_something_else_in_the_place_of_unknown_things_leaves_the_page_equal(seed: int) -> None:
    luck, changed = Random(seed), 0
    for moves in range(0, 24, 3):
        for side in ("harbour", "rival"):
            game = begun(seed)
            for _ in range(moves):
                if game.state.to_move:
                    play_on(game, Random(f"{seed} {len(game.lines)}"))
            plain = page_of(game, side, others_prepare=False)
            state = other_state(game, side, luck)
            changed += state.tables != game.state.tables and state.projects != game.state.projects
            hide(game, side, state)
            assert page_of(game, side, others_prepare=True) == plain, (moves, side)
    assert changed


def test_papers_of_the_kit_name_nothing_unknown() -> None:
    """The other side's papers, and what all sides read; the facilitator's have it all."""
    sheets = re.findall(
        r'<section class="sheet.*?</section>', kit(worded(begun()), None), re.DOTALL
    )
    rivals = [each for each in sheets if "You want a high price." in each]
    assert rivals
    for sheet in rivals:
        assert not [each for each in UNKNOWN_TO_RIVAL if each in sheet]
    assert "whisper" in "".join(sheets)


def test_a_scenario_as_one_knows_it_is_compiled_like_any_other() -> None:
    whole = begun().rules.scenario
    known = known_scenario(whole, "rival")
    assert list(known.tables) == ["talks"]
    assert not known.promises
    assert not known.injects
    assert not known.projects
    assert list(known.phases) == ["news", "parley", "deeds"]
    assert known_scenario(known, "rival") is known
    assert known_scenario(whole, "envoy") != whole, "the whisper reaches the harbour alone"
    assert [table.id for table in compile_rules(known).tables] == ["talks"]
    assert list(known_scenario(whole, PUBLIC).tables) == ["talks"]
