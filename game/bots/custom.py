"""Plays many games on the kernel in which Python functions play some of the sides.

    def greedy(request):
        trusted = request.view.tracks["trust"] > 50
        return request.legal.moves[0 if trusted else -1]

    rows = CustomGames(rules, {"north": greedy, "south": "hawk"}).play(seed=1, games=1000)
    rows.scores.mean(axis=0)

Such a function gets a BotRequest and returns a decision, as in any other game. A class is also
allowed; a new instance plays each game. The fields of a request are computed when they are read,
and equal those in other games.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from attrs import evolve

from game.bots.bot_files import ready_bot
from game.bots.own import Bot, BotRequest, begin_bot
from game.bots.seats import make_bots
from game.engine.legal import legal
from game.engine.refusals import refuse
from game.engine.view import view
from game.kernel import codes as c
from game.kernel.lowering.lower import Tables, lower
from game.kernel.moves import NoRoom, answer_ids
from game.kernel.reader import read_state
from game.kernel.rows import Rows, blank_rows
from game.kernel.stepping import SteppedGame
from game.model.decisions import Accept, Act, Answer, Decision, Move, Offer, Pass, Walk
from game.model.play import Legal, State
from game.model.players import fill_seats, is_expert
from game.rules.compiled import Rules
from game.rules.rng import own_seed
from game.session.driver import MOST_ATTEMPTS, Decide
from game.session.seats import BotFile

_WORDS: dict[int, Move] = {c.PASS: Pass(), c.ACCEPT: Accept(), c.WALK: Walk()}


class CustomGames:
    """Plays games of one scenario, with a function or a named bot in each seat."""

    def __init__(self, rules: Rules, seats: Mapping[str, str | Bot]) -> None:
        """Sides without a seat are `uniform`. Raises KeyError for an unknown side or persona."""
        self._rules = rules
        tables = lower(rules, reveals=True)
        inside: dict[str, str] = {}
        self._bots: dict[str, Bot] = {}
        self._experts: dict[str, str] = {}
        self._names: dict[str, str] = {}
        for side, who in fill_seats((*rules.sides, *seats), seats).items():
            if isinstance(who, BotFile):
                self._bots[side] = ready_bot(who)
                self._names[side] = f"{who.path.name}:{who.bot}"
            elif isinstance(who, str) and is_expert(who):
                self._experts[side] = who
            elif isinstance(who, str):
                inside[side] = who
            else:
                self._bots[side] = who
        self._game = SteppedGame(tables, inside)
        self._asker = Asker(self._game)

    def play(
        self,
        seed: int,
        games: int,
        *,
        state: State | None = None,
        proceed: Callable[[int], bool] | None = None,
    ) -> Rows | None:
        """Plays games with the seeds seed, seed + 1, …; returns a row for each, as simulations do.

        state: the state from which every game goes on, with the luck of its seed; None for new
        games. proceed: gets the number of games done before each game, and ends them by returning
        False.

        Returns None if more questions wait than the kernel has room for. Raises BotError if a
        function raises an exception, returns no decision, or is refused again and again.
        """
        rows, digest, done, game = blank_rows(self._rules, seed, games), 0, 0, self._game
        try:
            while done < games and (proceed is None or proceed(done)):
                bots, own = self._begin_bots(seed + done), own_seed(seed + done)
                game.begin(seed + done, state)
                while (side := game.go_on()) >= 0:
                    self._asker.decide(side, bots[side], own)
                digest += game.write(rows, done)
                done += 1
        except NoRoom:
            return None
        return evolve(rows.first(done), digest=digest % 2**64)

    def _begin_bots(self, game_seed: int) -> dict[int, Decide]:
        """Prepares the bots that decide outside the kernel for a game; by number of their side."""
        rules, names, seed = self._rules, self._names, own_seed(game_seed)
        bots = {
            side: begin_bot(bot, rules, side, seed, names.get(side, ""))
            for side, bot in self._bots.items()
        }
        bots |= make_bots(rules, self._experts, game_seed)
        return {rules.index.sides[side]: bot for side, bot in bots.items()}


class Asker:
    """Has Python functions decide in a game of the kernel, whose tables must include reveals."""

    def __init__(self, game: SteppedGame) -> None:
        self._game = game
        self._acts = [Act(slot.action) for slot in game.tables.rules.slots]

    def decide(self, side: int, decide: Decide, seed: int = 0) -> None:
        """Asks a function for decisions until one is legal, and takes that one.

        seed: the seed of the game's bots. Raises RuntimeError after too many refusals.
        """
        game, codes = self._game, self._game.list_codes(side)
        position = _Position(game.tables, game, side, codes, self._acts)
        request = position.request(game.taken[side], seed)
        for _ in range(MOST_ATTEMPTS):
            move = decide(request)
            code = position.code_of(move)
            if code is not None:
                game.take(side, code)
                return
            refusal = refuse(game.tables.rules, position.state, Decision(request.side, move))
            assert refusal is not None, f"the kernel refuses what the reference doesn't: {move}"
            request = evolve(request, refused=(*request.refused, refusal))
        raise RuntimeError(
            f"{request.side} was refused {MOST_ATTEMPTS} times, at last {move}: {refusal}"
        )


class _Position:
    """A position in which a side must decide; it stays valid when the game goes on."""

    def __init__(
        self,
        tables: Tables,
        game: SteppedGame,
        side: int,
        codes: list[int],
        acts: list[Act],
    ) -> None:
        self._tables = tables
        self._game = game
        self._side = side
        self._codes = codes
        self._row = game.row()
        answered = list(game.answered) if tables.rules.index.answers else game.answered
        self.state = read_state(tables, self._row, game.seed, answered)
        """The position as a state of the reference engine."""
        self._moves = self._list_moves(acts)

    def _list_moves(self, acts: list[Act]) -> tuple[Move, ...]:
        if self._row[self._tables.places.questions] > 0:
            ids = answer_ids(self._tables, self._row)
            return tuple([Answer(ids[code]) for code in self._codes])
        return tuple([acts[code] if code >= 0 else _WORDS[code] for code in self._codes])

    def request(self, taken: int, seed: int) -> BotRequest:
        """The request that the side's player gets."""
        rules, id = self._tables.rules, self._tables.rules.sides[self._side]
        return BotRequest(
            id,
            view(rules, self.state, id),
            Legal.deferred(self._legal_field, moves=self._moves),
            taken,
            rules=rules,
            seed=seed,
        )

    def _legal_field(self, name: str) -> object:
        return getattr(self._legal, name)

    @cached_property
    def _legal(self) -> Legal:
        rules = self._tables.rules
        return legal(rules, self.state, rules.sides[self._side])

    def code_of(self, move: Move) -> int | None:
        """The code of a decision; None if it is not legal."""
        for code, legal_move in zip(self._codes, self._moves, strict=True):
            if move is legal_move:
                return code
        if isinstance(move, Offer):
            return c.OFFER if self._game.may_offer(self._side, move) else None
        return self._codes[self._moves.index(move)] if move in self._moves else None
