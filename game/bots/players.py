"""The bots of one game; experts decide in a separate process."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from attrs import evolve

from game.bots.process import ExpertProcess
from game.bots.seats import make_bots
from game.engine.refusals import refuse
from game.model.decisions import Decision, Move
from game.rules.compiled import Rules
from game.session.driver import MOST_ATTEMPTS, Decide
from game.session.game import DecisionRequest, Game
from game.session.seats import is_expert


class BotPlayers:
    """The bots among the players of one game."""

    def __init__(self, rules: Rules, seats: Mapping[str, str], game_seed: int) -> None:
        self._rules = rules
        self._seats = {side: player for side, player in seats.items() if not is_expert(player)}
        self._seed = game_seed
        self._experts = ExpertProcess(rules.scenario, seats, game_seed)

    @cached_property
    def _bots(self) -> dict[str, Decide]:
        """All bots but the experts; they are created at the first request, which takes a moment."""
        return make_bots(self._rules, self._seats, self._seed)

    def decide(self, game: Game, request: DecisionRequest) -> Move:
        """Asks a side's bot for a decision, which may take a while; doesn't change the game.

        After a refusal the bot is asked again, with the reason. Raises RuntimeError if all its
        decisions are refused.
        """
        state = game.state
        for _ in range(MOST_ATTEMPTS):
            move = self._decide_once(request)
            refusal = refuse(game.rules, state, Decision(request.side, move))
            if refusal is None or game.state is not state:
                return move
            request = evolve(request, refused=(*request.refused, refusal))
        raise RuntimeError(f"{request.side} was refused {MOST_ATTEMPTS} times, at last {move}")

    def _decide_once(self, request: DecisionRequest) -> Move:
        if self._experts.thinks_for(request.side):
            return self._experts(request)
        return self._bots[request.side](request)

    def close(self) -> None:
        """Ends the process of the experts."""
        self._experts.close()
