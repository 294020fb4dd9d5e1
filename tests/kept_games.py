"""The games of the golden records in `records/`, to be played again up to any decision."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from game.authoring.load import load
from game.authoring.reading.files import Folder
from game.authoring.shipped import shipped
from game.model.refusals import Refusal
from game.session.game import Game
from game.session.records.recorded_actions import read_action
from game.session.translations import Translations

FOLDER = Path(__file__).parent / "records"
KEPT = sorted(path.stem for path in FOLDER.glob("*.decisions"))
"""The scenarios of which a game is kept."""


@cache
def translations(scenario: str) -> Translations:
    """A shipped scenario in its languages."""
    path = shipped()[scenario]
    return Translations(load(path), Folder(path))


@cache
def decisions(scenario: str) -> tuple[str, ...]:
    """The decisions of its kept game, in their text form."""
    text = (FOLDER / f"{scenario}.decisions").read_text(encoding="utf-8")
    _, _, body = text.partition("\n\n")
    return tuple(line.split(" ", 1)[1] for line in body.splitlines())


def kept_game(scenario: str, count: int, code: str = "en") -> Game:
    """The kept game after some of its decisions, in a language."""
    codes = translations(scenario).codes
    game = Game(translations(scenario).rules(code if code in codes else codes[0]), seed=1)
    for decision in decisions(scenario)[:count]:
        action = read_action(decision)
        assert action is not None
        assert not isinstance(game.do(action), Refusal)
    return game
