"""One game told in several languages at once, as the devices of a room show it."""

from __future__ import annotations

from collections.abc import Container, Mapping

from attrs import evolve

from game.model.refusals import Refusal
from game.presenter.worded_game import WordedGame
from game.session.game import Game
from game.session.selection import Preparations
from game.session.translations import Translations


class Tellings:
    """A game in each language that somebody reads it in.

    The first language is that of the game itself; in every other a game of its own does again what
    is done in that one, and nothing else.
    """

    def __init__(
        self,
        game: Game,
        seats: Mapping[str, str],
        translations: Translations,
        preparations: Preparations,
        hidden_words: Container[int] = frozenset(),
    ) -> None:
        """seats: by side, `me` or a bot, as the game began. preparations: those of the game.

        hidden_words: the numbers of the lines whose words are hidden from the sides, now and later.
        """
        self._game = game
        self._seats = seats
        self._translations = translations
        self._preparations = preparations
        self._hidden_words = hidden_words
        self._by_language: dict[str, WordedGame] = {}

    @property
    def codes(self) -> tuple[str, ...]:
        """The languages there are; the scenario's own first."""
        return self._translations.codes

    def worded(self, code: str) -> WordedGame:
        """The game as it stands, in the best language for a code."""
        code = self._translations.spoken((code,)).language
        if code not in self._by_language:
            self._by_language[code] = self._begin(code)
        worded = self._by_language[code]
        if worded.game is not self._game:
            self._follow(worded)
        return worded

    def _begin(self, code: str) -> WordedGame:
        game, preparations = self._game, self._preparations
        if code != game.rules.scenario.language:
            own, seed = self._translations.rules(code), game.moments[0].state.seed
            rules = evolve(own, starts=game.rules.starts)
            game = Game(rules, seed, position=game.position)
            preparations = Preparations(game)
        worded = WordedGame(game, self._seats, self._translations, code, preparations)
        worded.hidden_words = self._hidden_words
        return worded

    def _follow(self, worded: WordedGame) -> None:
        """Does again what was done in the game since, and shows what its sides have prepared."""
        for line in self._game.lines[len(worded.game.lines) :]:
            answer = worded.game.do(
                line.action,
                line.note,
                timeout=line.timeout,
                by_facilitator=line.by_facilitator,
                recorded=True,
            )
            if isinstance(answer, Refusal):
                raise ValueError(f"{line.action} is refused in another language: {answer}")
        for side in self._game.rules.sides:
            worded.preparations.show(side, self._preparations)
