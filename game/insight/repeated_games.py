"""Plays a game again; sides repeat their decisions wherever these are legal.

So it finds what bots would have scored in a side's seat, with the chance events of the game itself:
a bot plays the whole game there, and where another side's decision isn't legal any more, the
reference of the account decides. Only the bots' own luck differs from run to run. The figures use
the game's own seed, so they are for finished games.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import numpy as np
from attrs import evolve, frozen

from game.bots.custom import Asker
from game.bots.expert import ExpertBot
from game.insight.history import DecisionMade
from game.insight.intervals import Interval, intervals_of
from game.insight.reference import reference_of
from game.insight.script import Bookmark, Script, ScriptedDecision, write_decision
from game.kernel import codes as c
from game.kernel.moves import encode_intervention
from game.kernel.rows import Ints
from game.kernel.stepping import SteppedGame
from game.model.decisions import FACILITATOR, Offer
from game.model.play import State
from game.model.players import EXPERT
from game.rules.rng import MASK, mix


@frozen
class Luck:
    """The random numbers of one run."""

    game: int | None
    """The seed of the game's draws; None for the draws of the recorded game."""
    bots: int
    """The seed of the bots' draws."""


def fresh_luck(seed: int, number: int) -> Luck:
    """The luck of a run, which is that of the rollout with the same number (`kernel.rollouts`)."""
    chance = mix((seed + number) & MASK)
    return Luck((chance + 1) & MASK, (chance + 2) & MASK)


@frozen
class Run:
    """The result of one run."""

    scores: tuple[int, ...]
    outcome: int
    decisions: tuple[int, ...]
    """By side, the number of its decisions, without the one with which the run had to begin."""
    scripted: tuple[int, ...]
    """By side, for how many of its decisions the script had one; 0 if the side doesn't repeat."""
    repeated: tuple[int, ...]
    """By side, how many of these the side repeated."""
    digest: int
    """The digest of the last state and the seed of its luck."""


@frozen(eq=False)
class Runs:
    """The results of several runs."""

    scores: Ints
    """The scores by run and side."""
    outcomes: Ints
    """By run, the index of its outcome."""
    legal: float
    """The share of the scripted decisions that were still legal."""
    repeated: float
    """The share of all decisions of the repeating sides that were those of the game; bots took the
    others."""

    def __len__(self) -> int:
        """The number of runs."""
        return len(self.outcomes)

    @property
    def intervals(self) -> tuple[Interval, ...]:
        """By side, its mean score with its interval. There must be at least one run."""
        return intervals_of(self.scores)

    def count_outcomes(self) -> dict[int, int]:
        """By index of each outcome that occurred, the number of runs that ended with it."""
        numbers, times = np.unique(self.outcomes, return_counts=True)
        return dict(zip(numbers.tolist(), times.tolist(), strict=True))


def count_up(n: int, proceed: Callable[[int], bool] | None) -> Iterator[int]:
    """Counts runs from 0 to n - 1. `proceed` gets each number and at last n; False stops it."""
    for number in range(n):
        if proceed is not None and not proceed(number):
            return
        yield number
    if proceed is not None:
        proceed(n)


class RepeatedGames:
    """Plays a script again, each time from a given state; where it has no decision, bots decide."""

    def __init__(
        self, script: Script, seats: Mapping[str, str], repeating: Collection[str]
    ) -> None:
        """seats: by side a persona, `uniform` or `expert`, which decides where the script doesn't.

        repeating: the sides that repeat their decisions.
        Raises KeyError for an unknown side or persona.
        """
        self._script = script
        self._tables = script.tables
        sides = self._tables.rules.sides
        for side in (*seats, *repeating):
            if side not in sides:
                raise KeyError(side)
        self._repeating = [side in repeating for side in sides]
        self._experts = [number for number, side in enumerate(sides) if seats[side] == EXPERT]
        inside = {side: bot for side, bot in seats.items() if bot != EXPERT}
        self._policies = self._tables.policies(inside)
        self._game = SteppedGame(self._tables, {})
        self._asker = Asker(self._game)

    def play(self, state: State, bookmark: Bookmark, luck: Luck) -> Run:
        """Plays on to the end from a state; bookmark: its place in the script. Raises NoRoom."""
        self._begin(state, bookmark, luck)
        return self._finish()

    def play_from(self, made: DecisionMade, bookmark: Bookmark, luck: Luck) -> Run:
        """Takes a legal decision, whatever the script says, and plays on. Raises NoRoom."""
        self._begin(made.before, bookmark, luck)
        if made.side == FACILITATOR:
            self._game.intervene(*encode_intervention(self._tables, made.decision.move))
        else:
            decision = write_decision(self._tables, made)
            is_legal = self._may(decision)  # it also names the package of an offer
            assert is_legal, f"not legal here: {made.decision}"
            self._take(decision)
            # As in other rollouts, bots number their decisions from here on.
            self._game.taken = [0] * len(self._repeating)
        return self._finish()

    def _begin(self, state: State, bookmark: Bookmark, luck: Luck) -> None:
        game, sides = self._game, self._tables.rules.sides
        game.begin(state.seed if luck.game is None else luck.game, state, luck.bots)
        self._bookmark, self._own_luck = bookmark.copy(), luck.game is None
        self._bots = {n: ExpertBot(self._tables, sides[n], luck.bots) for n in self._experts}
        self._decisions, self._scripted, self._repeated = ([0] * len(sides) for _ in range(3))

    def _finish(self) -> Run:
        game = self._game
        while movers := game.movers():
            if not self._interrupt():
                self._decide(movers)
        return Run(
            *(game.scores, game.outcome, tuple(self._decisions), tuple(self._scripted)),
            *(tuple(self._repeated), game.digest),
        )

    def _interrupt(self) -> bool:
        """Carries out the interruption that is due; returns whether one was."""
        interruption = self._script.interruption(self._bookmark, self._game.occasion[0])
        if interruption is None:
            return False
        self._bookmark.interruptions += 1
        if not isinstance(interruption.what, int):
            self._game.intervene(*interruption.what)
        elif self._own_luck:
            self._game.change_luck(interruption.what)
        return True

    def _decide(self, movers: tuple[int, ...]) -> None:
        """Has one of the sides to move decide: the one that decided first in the script."""
        occasion = self._game.occasion
        scripted = {
            side: decision
            for side in movers
            if self._repeating[side]
            and (decision := self._script.find(self._bookmark.key(side, occasion))) is not None
        }
        side = min(scripted, key=lambda side: scripted[side].line, default=movers[0])
        self._decisions[side] += 1
        self._scripted[side] += side in scripted
        if side in scripted and self._may(scripted[side]):
            self._repeated[side] += 1
            self._take(scripted[side])
        elif (expert := self._bots.get(side)) is not None:
            self._bookmark.count(side, occasion)
            self._asker.decide(side, expert)
        else:
            self._bookmark.count(side, occasion)
            self._game.take(side, self._game.choose(side, self._policies[side]))

    def _may(self, decision: ScriptedDecision) -> bool:
        """Whether a scripted decision is legal now; only the same package is accepted again."""
        if isinstance(decision.move, Offer):
            return self._game.may_offer(decision.side, decision.move)
        if decision.code not in self._game.list_codes(decision.side):
            return False
        return decision.code != c.ACCEPT or self._game.standing_package() == decision.package

    def _take(self, decision: ScriptedDecision) -> None:
        self._bookmark.count(decision.side, self._game.occasion)
        self._game.take(decision.side, decision.code)

    def gather(self, runs: Sequence[Run]) -> Runs:
        """Joins the results of several runs."""
        sides = len(self._repeating)
        counts = np.array([(run.decisions, run.scripted, run.repeated) for run in runs], np.int64)
        of_repeating = counts.reshape(-1, 3, sides)[:, :, self._repeating]
        decisions, scripted, repeated = of_repeating.sum(axis=(0, 2)).tolist()
        return Runs(
            np.array([run.scores for run in runs], np.int64).reshape(-1, sides),
            np.array([run.outcome for run in runs], np.int64),
            legal=repeated / scripted if scripted else 1.0,
            repeated=repeated / decisions if decisions else 1.0,
        )


def play_baselines(
    script: Script,
    side: str,
    runs: Mapping[str, int],
    seed: int,
    *,
    proceed: Callable[[int], bool] | None = None,
) -> dict[str, Runs]:
    """Plays the game again with each of several bots in a side's seat.

    runs: by bot, the number of games. seed: for the bots' luck. proceed: gets the number of games
    played so far by all bots, before each game and after the last one; it ends them by returning
    False. The bots take turns, so each has then played about the same share of its games.

    Raises KeyError for an unknown side or bot, and NoRoom if more questions wait than the kernel
    has room for.
    """
    rules = script.tables.rules
    reference = reference_of(rules).account
    others = [other for other in rules.sides if other != side]
    games = {bot: RepeatedGames(script, {**reference, side: bot}, others) for bot in runs}
    played: dict[str, list[Run]] = {bot: [] for bot in runs}
    order = sorted((k / n, bot, k) for bot, n in runs.items() for k in range(n))
    for number in count_up(len(order), proceed):
        _, bot, k = order[number]
        luck = evolve(fresh_luck(seed, k), game=None)
        played[bot].append(games[bot].play(script.start, Bookmark(), luck))
    return {bot: games[bot].gather(played[bot]) for bot in runs}
