"""A game told in one language: what each reader may see of it, and what its sides prepare."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import Self

from game.engine.pending import first_question, phase_of
from game.model.decisions import FACILITATOR
from game.model.frozen import FrozenMap
from game.model.play import State
from game.model.players import ME
from game.presenter.game_views import GameViews
from game.presenter.steps import DecisionKind
from game.presenter.voices import give_voices
from game.rules.compiled import VisitRules
from game.rules.known import has_secrets, known_scenario
from game.session.game import Game
from game.session.offer_draft import OfferDraft
from game.session.selection import Preparations, Selection
from game.session.translations import Translations
from game.words.language import language
from game.words.wording import Wording


class WordedGame(GameViews):
    """A game with its words, its views, and what each side has selected and drafted in it."""

    def __init__(
        self,
        game: Game,
        seats: Mapping[str, str],
        translations: Translations | None = None,
        code: str = "",
        preparations: Preparations | None = None,
    ) -> None:
        """seats: by side, `me` or a bot, as the game began. code: the language to begin in, left
        out: the first. preparations: left out, none yet."""
        super().__init__(game)
        self.first_seats = FrozenMap(seats)
        """By side, who played it when the game began: `me`, or a bot."""
        self.translations = translations or Translations(game.rules.scenario)
        give_voices(game, seats)
        self.unavailable_language = ""
        """A language that was asked for and can't be used; empty where there is none."""
        self._reader = FACILITATOR
        self.preparations = preparations or Preparations(game)
        """What the sides have selected and drafted."""
        self.speak(code or self.translations.codes[0])

    @property
    def seats(self) -> FrozenMap[str, str]:
        """By side, who plays it now: `me`, or a bot."""
        return self.game.players(self.first_seats)

    @property
    def people(self) -> tuple[str, ...]:
        """The sides that people play now."""
        return tuple(side for side, player in self.seats.items() if player == ME)

    @property
    def only_side(self) -> str:
        """The side of people, where there is only one; empty where there are several or none."""
        return self.people[0] if len(self.people) == 1 else ""

    @property
    def state(self) -> State:
        """The game as it stands."""
        return self.game.state

    @property
    def reader(self) -> str:
        """Who reads its sentences: a side, PUBLIC, or the FACILITATOR, who may read all."""
        return self._reader

    @property
    def words(self) -> Wording:
        """Its sentences, as far as the reader knows of the scenario's secrets."""
        return self.words_for(self.reader)

    def words_for(self, reader: str) -> Wording:
        """The sentences for a reader, who doesn't know of all secrets before the end (rule 14)."""
        if not self._has_secrets or not self.state.to_move:
            reader = FACILITATOR
        if reader not in self._words:
            known = known_scenario(self._words[FACILITATOR].scenario, reader)
            self._words[reader] = Wording(known, language(known.language))
        return self._words[reader]

    def known_to(self, reader: str) -> Self:
        """The same game with sentences for a reader."""
        if not self._has_secrets:
            return self
        known = copy(self)
        known._reader = reader
        return known

    def speak(self, code: str) -> None:
        """Goes on in another language, where the scenario has it without mistakes."""
        scenario = self.translations.spoken((code,))
        best = self.translations.best((code,))
        self.unavailable_language = best if best != scenario.language else ""
        if scenario.language != self.game.rules.scenario.language:
            self.game.use_rules(self.translations.rules(scenario.language))
            self.forget_views()
            self.preparations.forget_selections()
        self._has_secrets = has_secrets(scenario)
        self._words = {FACILITATOR: Wording(scenario, language(scenario.language))}

    # What is decided

    def decision_kind(self) -> DecisionKind:
        """The kind of decision that is asked for now."""
        if self.state.questions:
            return "question"
        at_table = isinstance(phase_of(self.game.rules, self.state), VisitRules)
        return "table" if at_table else "actions"

    @property
    def asking_inject(self) -> str:
        """The inject that asks a question now; empty where none does."""
        if not self.state.questions or not self.state.to_move:
            return ""
        return first_question(self.game.rules, self.state)[0].id

    @property
    def asked_about(self) -> str:
        """The inject or the table that the decision now is about; empty where it is neither."""
        phase = phase_of(self.game.rules, self.state)
        if isinstance(phase, VisitRules) and not self.asking_inject:
            return list(self.game.rules.scenario.tables)[phase.table]
        return self.asking_inject

    # What sides prepare

    def selection(self, side: str) -> Selection:
        """The actions that a side has selected in this phase, and not yet submitted."""
        return self.preparations.selection(side)

    def offer_draft(self, side: str, table: str) -> OfferDraft:
        """The offer that a side is putting together for a table."""
        return self.preparations.offer_draft(side, table)
