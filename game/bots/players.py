"""The bots of one game; experts decide in a process of their own."""

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
    """The bots among those seated in one game."""

    def __init__(self, rules: Rules, seats: Mapping[str, str], game_seed: int) -> None:
        self._rules = rules
        self._seats = {side: player for side, player in seats.items() if not is_expert(player)}
        self._seed = game_seed
        self._experts = ExpertProcess(rules.scenario, seats, game_seed)

    @cached_property
    def _bots(self) -> dict[str, Decide]:
        """All bots but the experts; they are made when one is first asked, which takes a moment."""
        return make_bots(self._rules, self._seats, self._seed)

    def decide(self, game: Game, request: DecisionRequest) -> Move:
        """The decision of a side's bot; it may take a while, and the game stays as it is.

        A decision that would be refused goes back to the bot with the reason.
        Raises RuntimeError if the bot gives only such decisions.
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
