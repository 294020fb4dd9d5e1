"""A bot that decides at random: away from tables every legal decision is equally likely (12.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from game.model.decisions import Accept, Move, Offer, Pass, Walk
from game.model.frozen import FrozenMap
from game.rules.rng import draw, draws, site
from game.session.game import DecisionRequest


class BotRng:
    """The random numbers of one side's bot.

    They depend on the number of decisions that the side has taken instead of on the turn, so that a
    bot decides the same after a game is continued or rewound.
    """

    def __init__(self, side: str, seed: int) -> None:
        self._site = site(f"bot/{side}")
        self._seed = seed

    def draw(self, taken: int, k: int) -> int:
        """The k-th random number for a decision, an unsigned 64-bit number."""
        return draw(self._seed, taken, self._site, k)

    def draws(self, taken: int, ks: Iterable[int]) -> list[int]:
        """Several of the random numbers for a decision."""
        return draws(self._seed, taken, self._site, ks)


WALKS = 4
"""The percentage of its turns to speak in which the bot walks out."""
ACCEPTS = 36
"""The percentage of these turns in which it accepts, if that is legal."""
TRIES = 16
"""The number of packages that it tries before it gives up making an offer."""

Options = FrozenMap[str, tuple[str, ...]]
"""By issue, the options that can be offered."""


class UniformBot:
    """Decides for one side at random from its own seed; it keeps no state.

    At a table it draws once to walk out, accept or offer, and once for each issue of a package.
    After a refused package it tries others, except those that it knows will be refused.
    """

    def __init__(self, side: str, seed: int) -> None:
        self._rng = BotRng(side, seed)

    def __call__(self, request: DecisionRequest) -> Move:
        moves = request.legal.moves
        if not any(isinstance(move, Walk) for move in moves):
            return moves[self._draw(request, 0) % len(moves)]
        if not request.refused:
            drawn = self._draw(request, 0) % 100
            if drawn < WALKS:
                return Walk()
            if drawn < WALKS + ACCEPTS and Accept() in moves:
                return Accept()
        return self._package(request)

    def _package(self, request: DecisionRequest) -> Move:
        offer = request.legal.offer
        if offer is not None and all(offer.values()):
            # The attempts before these have been refused.
            asked = islice(self._attempts(request, offer), len(request.refused), None)
            attempt = next(asked, None)
            if attempt is not None:
                return Offer(self._drawn_package(request, offer, attempt))
        return Accept() if Accept() in request.legal.moves else Pass()

    def _attempts(self, request: DecisionRequest, offer: Options) -> Iterator[int]:
        """Yields the numbers, from 0, of the attempts to make.

        The first attempt is always made; of the others, only those without a barred option.
        """
        yield 0
        barred = request.legal.barred
        limited = [
            (place, options, barred[issue])
            for place, (issue, options) in enumerate(offer.items())
            if issue in barred
        ]
        places = [place for place, _, _ in limited]
        for attempt in range(1, TRIES):
            numbers = self._numbers(request, offer, attempt, places)
            for (_, options, refusals), number in zip(limited, numbers, strict=True):
                if options[number % len(options)] in refusals:
                    break
            else:
                yield attempt

    def _drawn_package(
        self, request: DecisionRequest, offer: Options, attempt: int
    ) -> FrozenMap[str, str]:
        numbers = self._numbers(request, offer, attempt, range(len(offer)))
        pairs = zip(offer.items(), numbers, strict=True)
        return FrozenMap(
            {issue: options[number % len(options)] for (issue, options), number in pairs}
        )

    def _numbers(
        self, request: DecisionRequest, offer: Options, attempt: int, places: Iterable[int]
    ) -> list[int]:
        """The random numbers of an attempt for the issues at these places in the offer."""
        first = 1 + attempt * len(offer)
        return self._rng.draws(request.taken, [first + place for place in places])

    def _draw(self, request: DecisionRequest, k: int) -> int:
        return self._rng.draw(request.taken, k)
