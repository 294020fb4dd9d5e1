"""Games in drawn scenarios: legal decisions mostly, refused ones and interventions among them.

@given(games())
def test_something(game: Game) -> None:
    for tried in game.tried:
        ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from attrs import define, frozen
from hypothesis import strategies as st

from game.engine.core import begin, step
from game.engine.legal import legal
from game.model.decisions import (
    FACILITATOR,
    Accept,
    Act,
    Answer,
    Decision,
    Inject,
    Move,
    Offer,
    Pass,
    SetTrack,
    Stop,
    Walk,
)
from game.model.frozen import FrozenMap
from game.model.play import Accepted, Legal, Refusal, State
from game.rules.compiled import Rules
from strategies.plan import ISSUES
from strategies.scenarios import Drawn, scenarios

SEEDS = st.integers(0, 2**63 - 1)
LONGEST = 400


@frozen
class Tried:
    """A decision that was tried, in which state, and the answer to it."""

    before: State
    decision: Decision
    answer: Accepted | Refusal

    def __repr__(self) -> str:
        refused = f"  # {self.answer.code}" if isinstance(self.answer, Refusal) else ""
        return f"\n    {self.decision}{refused}"


@frozen
class Game:
    """A game to its end, or to where its drawn length stopped it."""

    drawn: Drawn
    seed: int
    begun: Accepted
    tried: tuple[Tried, ...]

    @property
    def rules(self) -> Rules:
        return self.drawn.rules

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Those that were accepted, in order: with the seed, the whole game."""
        return tuple(one.decision for one in self.tried if isinstance(one.answer, Accepted))

    @property
    def states(self) -> tuple[State, ...]:
        """The state at the first decision, and after each that was accepted."""
        after = (one.answer.state for one in self.tried if isinstance(one.answer, Accepted))
        return (self.begun.state, *after)

    def __repr__(self) -> str:
        played = "".join(map(repr, self.tried))
        return f"Game({self.drawn!r}\n  seed {self.seed}{played}\n)"

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        """How Hypothesis shows a failing example."""
        printer.text(repr(self))


@frozen
class Temper:
    """How a game is played: chances in percent."""

    offer: int = 50
    accept: int = 40
    walk: int = 4
    passing: int = 15
    daring: int = 0
    """To try what is known to be refused."""
    nonsense: int = 0
    intervene: int = 0
    stop: int = 0


TEMPERS = (
    Temper(),
    Temper(daring=25, nonsense=10),
    Temper(intervene=6, daring=10),
    Temper(offer=70, accept=85, walk=0, passing=5, daring=10),
    Temper(offer=30, accept=10, walk=10, passing=40, daring=10),
    Temper(intervene=10, stop=10),
)


def games(drawn: st.SearchStrategy[Drawn] | None = None) -> st.SearchStrategy[Game]:
    """Whole games of drawn scenarios, or of those of a strategy."""
    return _games(scenarios() if drawn is None else drawn)


@st.composite
def _games(
    draw: Callable[[st.SearchStrategy[Any]], Any], strategy: st.SearchStrategy[Drawn]
) -> Game:
    drawn, seed = draw(strategy), draw(SEEDS)
    temper, luck = draw(st.sampled_from(TEMPERS)), Random(draw(st.integers(0, 2**24 - 1)))
    return played(drawn, seed, Player(luck, temper), draw(st.integers(0, LONGEST)))


def played(drawn: Drawn, seed: int, player: Player, longest: int = LONGEST) -> Game:
    """A game of a scenario, by one who decides for all."""
    begun = begin(drawn.rules, seed)
    tried: list[Tried] = []
    state = begun.state
    while state.to_move and len(tried) < longest:
        decision = player.decide(drawn.rules, state)
        answer = step(drawn.rules, state, decision)
        tried.append(Tried(state, decision, answer))
        if isinstance(answer, Accepted):
            state = answer.state
        player.told(answer)
    return Game(drawn, seed, begun, tuple(tried))


@define
class Player:
    """Decides for everybody, by its own chance."""

    luck: Random
    temper: Temper = Temper()
    _refused: int = 0

    def decide(self, rules: Rules, state: State) -> Decision:
        """The next decision to try."""
        if self._chance(self.temper.nonsense):
            return nonsense(rules, self.luck)
        if self._chance(self.temper.intervene):
            return Decision(FACILITATOR, self._intervention(rules))
        side = self.luck.choice(state.to_move)
        return Decision(side, self._move(legal(rules, state, side)))

    def told(self, answer: Accepted | Refusal) -> None:
        """Takes note of whether a decision was refused, so as not to insist for ever."""
        self._refused = self._refused + 1 if isinstance(answer, Refusal) else 0

    def _chance(self, percent: int) -> bool:
        return self.luck.randrange(100) < percent

    def _move(self, found: Legal) -> Move:
        moves = found.moves
        if self._refused < 3 and self._chance(self.temper.daring):
            return self.luck.choice(tuple(self._refusable(found)))
        if Accept() in moves and self._chance(self.temper.accept):
            return Accept()
        if found.offer is not None and self._refused < 3 and self._chance(self.temper.offer):
            return self._offer(found)
        if Walk() in moves:
            return Walk() if self._chance(self.temper.walk) else Pass()
        acts = [move for move in moves if not isinstance(move, Pass)]
        if not acts or (Pass() in moves and self._chance(self.temper.passing)):
            return Pass()
        return self.luck.choice(acts)

    def _refusable(self, found: Legal) -> Iterator[Move]:
        """What the rules are likely to refuse to the one who asks."""
        question = any(isinstance(move, Answer) for move in found.moves)
        yield from (Answer(id) if question else Act(id) for id in found.refused)
        yield from (Pass(), Accept(), Answer("yes"))
        if found.offer is not None:
            whole = self._offer(found, 100).package
            yield Offer(whole)
            yield Offer(FrozenMap(list(whole.items())[1:]))
            yield Offer(FrozenMap({**whole, **dict.fromkeys(ISSUES, "nil")}))

    def _offer(self, found: Legal, barred_too: int = 15) -> Offer:
        """A package of options that may be offered, sometimes one that is barred."""
        assert found.offer is not None
        package = {}
        for issue, options in found.offer.items():
            barred = found.barred.get(issue, FrozenMap())
            free = [option for option in options if option not in barred]
            some = options if not free or self._chance(barred_too) else free
            if some:
                package[issue] = self.luck.choice(some)
        return Offer(FrozenMap(package))

    def _intervention(self, rules: Rules) -> Move:
        if self._chance(self.temper.stop):
            outcome = self.luck.choice((None, *(outcome.id for outcome in rules.outcomes)))
            return Stop(outcome)
        if rules.injects and self._chance(60):
            return Inject(self.luck.choice(rules.injects).id)
        track = self.luck.choice(rules.tracks)
        return SetTrack(track.id, self.luck.randint(track.low - 1, track.high + 1))


def nonsense(rules: Rules, luck: Random) -> Decision:
    """Any decision about anything: of another side, of another phase, of what isn't there."""
    side = luck.choice((*rules.sides, *rules.sides, FACILITATOR, "nobody"))
    return Decision(side, luck.choice(tuple(other_moves(rules, luck))))


def other_moves(rules: Rules, luck: Random) -> Iterator[Move]:
    """Every move about a thing of the scenario, offers by chance, and some about nothing."""
    yield from (Pass(), Accept(), Walk(), Act("nothing"), Answer("nothing"), Inject("nothing"))
    yield from (SetTrack("nothing", 1), Stop("nothing"), Offer(FrozenMap()))
    yield from (Act(action) for action in rules.index.actions)
    answers = {answer.id for inject in rules.injects for answer in inject.answers}
    yield from (Answer(answer) for answer in sorted(answers))
    for table in rules.tables:
        for _ in range(3):
            yield Offer(FrozenMap(_any_package(table.issues, luck)))


def _any_package(issues: tuple[Any, ...], luck: Random) -> Iterator[tuple[str, str]]:
    for issue in issues:
        if luck.random() < 0.9:
            yield issue.id, luck.choice(issue.options).id
    if luck.random() < 0.1:
        yield "nothing", "nil"
    if luck.random() < 0.1:
        yield issues[0].id, "nothing"
