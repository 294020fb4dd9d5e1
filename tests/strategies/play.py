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
from game.engine.pending import first_question, pending
from game.model.decisions import (
    FACILITATOR,
    Accept,
    Act,
    Answer,
    Decision,
    FireInject,
    HoldInject,
    Move,
    Offer,
    Pass,
    ReleaseInject,
    SetTrack,
    Stop,
    Walk,
)
from game.model.frozen import FrozenMap
from game.model.play import NOTHING, Accepted, Legal, State
from game.model.refusals import Refusal
from game.rules.compiled import InjectRules, Rules, VisitRules
from strategies.plan import choice
from strategies.scenarios import Drawn, scenarios

LONGEST = 400
INTERVENTIONS = (FireInject, HoldInject, ReleaseInject, Stop, SetTrack)
LENGTHS = (5, 20, *[LONGEST] * 12)


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
    """A game to its end and one decision too many, or to where its drawn length stopped it."""

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
    hold: int = 45
    """Of interventions: to hold an inject, or to release it."""
    stop: int = 0


TEMPERS = (
    Temper(),
    Temper(daring=40, nonsense=20),
    Temper(intervene=8, daring=30),
    Temper(offer=60, accept=85, walk=0, passing=5, daring=20),
    Temper(offer=20, accept=50, walk=0, passing=30, daring=35),
    Temper(intervene=20, stop=12, nonsense=12, daring=15),
    Temper(offer=35, accept=40, walk=1, daring=35),
    Temper(intervene=45, hold=90, passing=40),
)
"""Ways to play, the plainest first."""


def games(drawn: st.SearchStrategy[Drawn] | None = None) -> st.SearchStrategy[Game]:
    """Whole games of drawn scenarios, or of those of a strategy."""
    return _games(scenarios() if drawn is None else drawn)


@st.composite
def _games(
    draw: Callable[[st.SearchStrategy[Any]], Any], strategy: st.SearchStrategy[Drawn]
) -> Game:
    return _game(draw, draw(strategy))


@st.composite
def several_games(draw: Callable[[st.SearchStrategy[Any]], Any], count: int) -> tuple[Game, ...]:
    """So many whole games of one drawn scenario, which takes longer to draw than they do."""
    drawn = draw(scenarios())
    return tuple(_game(draw, drawn) for _ in range(count))


def _game(draw: Callable[[st.SearchStrategy[Any]], Any], drawn: Drawn) -> Game:
    # Drawn as bytes, as scenarios draw a whole number: see `plan.choice`.
    luck = draw(st.binary(min_size=16, max_size=16))
    seed, luck = int.from_bytes(luck[:8], "big") >> 1, Random(luck)
    temper, longest = draw(st.sampled_from(TEMPERS)), draw(choice("longest", *LENGTHS))[1]
    return played(drawn, seed, Player(luck, temper), longest)


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
    if not state.to_move:
        decision = nonsense(drawn.rules, player.luck)
        tried.append(Tried(state, decision, step(drawn.rules, state, decision)))
    return Game(drawn, seed, begun, tuple(tried))


def at_majority(rules: Rules, state: State) -> bool:
    """Whether a table is visited at which a majority agrees packages."""
    phase = rules.phases[state.phase]
    return isinstance(phase, VisitRules) and rules.tables[phase.table].majority is not None


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
        if self._chance(max(self.temper.intervene, 20 * hides_answer(state))):
            return Decision(FACILITATOR, self._intervention(rules, state))
        side = self.luck.choice(state.to_move)
        found = legal(rules, state, side)
        daring = self.temper.daring * (2 if state.questions and found.refused else 1)
        if agreeing(rules, state):
            daring += 45
        if daring and pending(rules, state, rules.index.sides[side]):
            daring += 15
        if self._refused < 3 and self._chance(daring):
            moves = tuple(self._refusable(rules, state, side, found))
            return Decision(side, self.luck.choice(moves))
        return Decision(side, self._move(found, leaves=at_majority(rules, state)))

    def told(self, answer: Accepted | Refusal) -> None:
        """Takes note of whether a decision was refused, so as not to insist for ever."""
        self._refused = self._refused + 1 if isinstance(answer, Refusal) else 0

    def _chance(self, percent: int) -> bool:
        return self.luck.randrange(100) < percent

    def _move(self, found: Legal, *, leaves: bool = False) -> Move:
        """A legal move. leaves: whether it should walk out more often, as others can go on."""
        moves = found.moves
        if Accept() in moves and self._chance(self.temper.accept):
            return Accept()
        if found.offer is not None and self._refused < 3 and self._chance(self.temper.offer):
            return self._offer(found)
        if Walk() in moves:
            return Walk() if self._chance(30 if leaves else self.temper.walk) else Pass()
        acts = [move for move in moves if not isinstance(move, Pass)]
        if not acts or (Pass() in moves and self._chance(self.temper.passing)):
            return Pass()
        return self.luck.choice(acts)

    def _refusable(self, rules: Rules, state: State, side: str, found: Legal) -> Iterator[Move]:
        """What the rules are likely to refuse to the one who asks."""
        if state.questions:
            inject, _ = first_question(rules, state)
            yield from (Answer(answer.id) for answer in inject.answers[0])
            yield from [Answer(id) for id in found.refused] * 3
            yield from (Answer("nothing"), Pass())
            return
        phase = rules.phases[state.phase]
        if isinstance(phase, VisitRules):
            yield from (Act("nothing"), Answer("yes"))
            yield from [Accept()] * (30 if agreeing(rules, state) else 2)
            whole = dict(_any_package(rules.tables[phase.table].issues, self.luck))
            barred = dict(self._offer(found, 100).package) if found.offer is not None else whole
            for package in (whole, barred, barred):
                yield Offer(FrozenMap(package))
            yield Offer(FrozenMap({**barred, "nothing": "nil"}))
        else:
            refused: list[Move] = [Act(id) for id in found.refused]
            yield Act(self.luck.choice(tuple(rules.index.actions)))
            # What it has picked already it may not be able to pick once more.
            picks = state.picks[rules.index.sides[side]]
            yield from (*[Pass()] * (1 + 3 * len(picks)), *refused * 3)
            yield from [Act(rules.slots[slot].action) for slot in picks] * 6

    def _offer(self, found: Legal, barred_too: int = 15) -> Offer:
        """A package of options that may be offered, sometimes one that is barred."""
        assert found.offer is not None
        package: dict[str, str] = {}
        for issue, options in found.offer.items():
            barred = found.barred.get(issue, FrozenMap())
            free = [option for option in options if option not in barred]
            some = options if not free or self._chance(barred_too) else free
            if some:
                package[issue] = self.luck.choice(some)
        return Offer(FrozenMap(package))

    def _intervention(self, rules: Rules, state: State) -> Move:
        if self._chance(max(self.temper.stop, 45 * hides_answer(state))):
            outcome = self.luck.choice((None, *(outcome.id for outcome in rules.outcomes)))
            return Stop(outcome)
        if rules.injects and self._chance(self.temper.hold):
            return self._holding(rules, state)
        if rules.injects and self._chance(60):
            return FireInject(self.luck.choice(rules.injects).id)
        track = self.luck.choice((*rules.tracks, *rules.tracks[:1] * len(rules.tracks)))
        some = self.luck.randint(track.low, track.high)
        return SetTrack(track.id, self.luck.choice((some, track.low, track.high, track.high + 1)))

    def _holding(self, rules: Rules, state: State) -> Move:
        """Holds an inject that may soon come by itself, or releases one that is held."""
        held = [rules.injects[i].id for i, is_held in enumerate(state.held) if is_held]
        if held and self._chance(50):
            inject = self.luck.choice(held)
            return HoldInject(inject) if self._chance(10) else ReleaseInject(inject)
        soon = [each.id for each in rules.injects if _may_come_soon(each, state.turn)]
        inject = self.luck.choice(soon or [inject.id for inject in rules.injects])
        return ReleaseInject(inject) if self._chance(10) else HoldInject(inject)


def hides_answer(state: State) -> bool:
    """Whether an answer waits for those of others; few games are there long."""
    return any(answer != NOTHING for answer in state.hidden_answers)


def _may_come_soon(inject: InjectRules, turn: int) -> bool:
    """Whether an inject may come by itself, and not only on a turn that is over or far off."""
    if inject.at is not None:
        return inject.at in (turn, turn + 1)
    return any(each is not None for each in (inject.when, inject.chance, inject.weight))


def agreeing(rules: Rules, state: State) -> bool:
    """Whether the offer that stands is that of the party to speak, or accepted by it."""
    phase = rules.phases[state.phase] if state.phase >= 0 else None
    if not isinstance(phase, VisitRules) or state.questions:
        return False
    at = state.tables[phase.table]
    return at.proposer == at.speaker or bool(at.accepted[at.speaker])


def nonsense(rules: Rules, luck: Random) -> Decision:
    """Any decision about anything: of another side, of another phase, of what isn't there."""
    side = luck.choice((*rules.sides, *rules.sides, FACILITATOR, FACILITATOR, "nobody"))
    kinds = list(every_move(rules, luck))
    if side == FACILITATOR and luck.random() < 0.7:
        kinds = kinds[-len(INTERVENTIONS) :]
    moves = luck.choice(kinds)
    return Decision(side, moves[0] if luck.random() < 0.4 else luck.choice(moves))


def every_move(rules: Rules, luck: Random) -> Iterator[tuple[Move, ...]]:
    """Every move about a thing of the scenario, kind by kind, behind one about nothing.

    Of offers and set tracks there are too many: some, by chance. The facilitator's come last.
    """
    yield from ((Pass(),), (Accept(),), (Walk(),))
    yield (Act("nothing"), *(Act(action) for action in rules.index.actions))
    answers = {answer for _, _, answer in rules.index.answers}
    yield (Answer("nothing"), *(Answer(answer) for answer in sorted(answers)))
    offers = (Offer(FrozenMap(_any_package(table.issues, luck))) for table in rules.tables * 3)
    yield (Offer(FrozenMap()), *offers)
    yield (FireInject("nothing"), *(FireInject(inject.id) for inject in rules.injects))
    yield (HoldInject("nothing"), *(HoldInject(inject.id) for inject in rules.injects))
    yield (ReleaseInject("nothing"), *(ReleaseInject(inject.id) for inject in rules.injects))
    yield (Stop("nothing"), Stop(), *(Stop(outcome.id) for outcome in rules.outcomes))
    tracks = (SetTrack(t.id, luck.randint(t.low - 9, t.high)) for t in rules.tracks)
    yield (SetTrack("nothing", 1), *tracks)


def _any_package(issues: tuple[Any, ...], luck: Random) -> Iterator[tuple[str, str]]:
    for issue in issues:
        if luck.random() < 0.9:
            yield issue.id, luck.choice(issue.options).id
    if luck.random() < 0.2:
        yield luck.choice(("nothing", issues[0].id)), "nothing"
