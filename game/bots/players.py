"""The bots of one game; experts decide in a separate process, so that no window has to wait."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from multiprocessing.connection import Connection
from threading import Lock

from attrs import evolve

from game.bots.processes import ChildProcess
from game.bots.seats import make_bots
from game.engine.refusals import refuse
from game.model.decisions import Decision, Move
from game.model.players import is_expert
from game.model.scenario import Scenario
from game.rules.compile import compile_rules
from game.rules.compiled import Rules
from game.session.driver import MOST_ATTEMPTS, Decide
from game.session.game import DecisionRequest, Game


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


class ExpertProcess:
    """The experts of one game; they decide in a process that starts at the first request."""

    def __init__(self, scenario: Scenario, seats: Mapping[str, str], seed: int) -> None:
        self._seats = {side: player for side, player in seats.items() if is_expert(player)}
        self._arguments = (scenario, self._seats, seed)
        self._child: ChildProcess | None = None
        self._is_closed = False
        self._one_at_a_time = Lock()

    def __call__(self, request: DecisionRequest) -> Move:
        """Asks an expert for a decision; if the process has died, starts it once more.

        Raises EOFError or OSError if the process was closed meanwhile, or died again.
        """
        with self._one_at_a_time:
            try:
                return self._ask(request)
            except (EOFError, OSError):
                if self._is_closed:
                    raise
            return self._ask(request)

    def thinks_for(self, side: str) -> bool:
        """Whether an expert plays a side."""
        return side in self._seats

    def close(self) -> None:
        """Ends the process for good; it may be busy, and nobody needs its decision."""
        self._is_closed = True
        if (child := self._child) is not None:
            child.kill()

    def _ask(self, request: DecisionRequest) -> Move:
        """Asks the process, which is started if there is none; one that doesn't answer is ended."""
        is_new = self._child is None
        child = self._child = self._child or ChildProcess(_decide, *self._arguments)
        try:
            if self._is_closed:
                raise EOFError("the process of the experts has been ended")
            if is_new:
                child.start()
            child.connection.send(request)
            move: Move = child.connection.recv()
        except BaseException:
            # After an interrupt, a late answer would be taken for that to the next request.
            child.kill()
            child.wait_for_end()
            self._child = None
            raise
        return move


def _decide(
    connection: Connection, scenario: Scenario, seats: Mapping[str, str], seed: int
) -> None:
    """Decides for experts in the other process."""
    bots = make_bots(compile_rules(scenario), seats, seed)
    while True:
        request = connection.recv()
        connection.send(bots[request.side](request))
