"""The decisions of a game by key, for repeating them in another run of the game.

A key consists of the side, the turn, the phase, the inject that asks (for an answer), and how often
the side has decided there before. So a decision is found again even if earlier events differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from attrs import evolve, frozen

from game.insight.history import DecisionMade, list_steps
from game.kernel.lowering.lower import Tables, lower
from game.kernel.moves import encode_intervention, encode_move, write_state
from game.model.decisions import FACILITATOR, Accept, Move
from game.model.play import NOTHING, State
from game.model.version import RULES_VERSION
from game.rules.compiled import Rules, VisitRules
from game.session.game import Game

Occasion = tuple[int, int, int]
"""The turn, the index of the phase, and the index of the inject that asks (-1: none asks)."""
Key = tuple[int, int, int, int, int]
"""The side, the turn, the phase, the inject, and how often the side has decided there before."""
InterventionCode = tuple[int, int, int]
"""A decision of the facilitator, as `encode_intervention` returns it."""


@frozen
class ScriptedDecision:
    """A decision of a side, in the numbers of the kernel."""

    line: int
    """The number of its line in the record."""
    side: int
    move: Move
    code: int
    package: tuple[int, ...] = ()
    """For an acceptance, by issue the option that was accepted."""


@frozen
class Interruption:
    """An event that no side decided: an intervention of the facilitator, or new luck.

    It happens on its turn after a given number of decisions, or as soon as the game has passed that
    point.
    """

    turn: int
    decisions: int
    """The number of decisions that sides had taken in this turn."""
    what: InterventionCode | int
    """The intervention, or the seed of the luck from here on."""


class Bookmark:
    """The progress of a run through a script: how often each side has decided on each occasion."""

    def __init__(self) -> None:
        self._times: Counter[tuple[int, int, int, int]] = Counter()
        self._turn = NOTHING
        self._decisions = 0
        self.interruptions = 0
        """The number of interruptions so far."""

    def copy(self) -> Bookmark:
        """A copy of the bookmark."""
        other = Bookmark()
        other._times, other._turn = self._times.copy(), self._turn
        other._decisions, other.interruptions = self._decisions, self.interruptions
        return other

    def key(self, side: int, occasion: Occasion) -> Key:
        """The key of the next decision of a side on an occasion."""
        return (side, *occasion, self._times[side, *occasion])

    def count(self, side: int, occasion: Occasion) -> None:
        """Counts a decision of a side."""
        self._decisions = 1 + self.decisions_on(occasion[0])
        self._turn = occasion[0]
        self._times[side, *occasion] += 1

    def decisions_on(self, turn: int) -> int:
        """The number of decisions that sides have taken in a turn, the current one."""
        return self._decisions if turn == self._turn else 0


@frozen(eq=False)
class ScriptLine:
    """A decision of a side or the facilitator, with the bookmark before it."""

    made: DecisionMade
    bookmark: Bookmark


@frozen(eq=False)
class Script:
    """All decisions of a game, except those that were taken back."""

    tables: Tables
    start: State
    """The state in which the game began."""
    lines: Mapping[int, ScriptLine]
    """The decisions by number of their line in the record."""
    decisions: Mapping[Key, ScriptedDecision]
    interruptions: tuple[Interruption, ...]

    def find(self, key: Key) -> ScriptedDecision | None:
        """The decision with a key; None if there is none."""
        return self.decisions.get(key)

    def interruption(self, bookmark: Bookmark, turn: int) -> Interruption | None:
        """The interruption that is due before the next decision of a run; None if none is."""
        if bookmark.interruptions == len(self.interruptions):
            return None
        following = self.interruptions[bookmark.interruptions]
        has_come = (turn, bookmark.decisions_on(turn)) >= (following.turn, following.decisions)
        return following if has_come else None


def read_script(game: Game) -> Script:
    """Reads the decisions of a game. Raises NoRoom if the kernel can't play it."""
    rules = game.rules
    if rules.version != RULES_VERSION:
        rules = evolve(rules, version=RULES_VERSION)  # the kernel knows only the current rules
    tables, start, bookmark = lower(rules, reveals=True), game.moments[0].state, Bookmark()
    lines: dict[int, ScriptLine] = {}
    decisions: dict[Key, ScriptedDecision] = {}
    interruptions: list[Interruption] = []
    seed = start.seed
    for made in (made for step in list_steps(game) for made in step.decisions):
        turn, taken = made.before.turn, bookmark.decisions_on(made.before.turn)
        if made.before.seed != seed:
            seed = made.before.seed
            interruptions.append(Interruption(turn, taken, seed))
            bookmark.interruptions += 1
        lines[made.line] = ScriptLine(made, bookmark.copy())
        if made.side == FACILITATOR:
            code = encode_intervention(tables, made.decision.move)
            interruptions.append(Interruption(turn, taken, code))
            bookmark.interruptions += 1
        else:
            decision = write_decision(tables, made)
            occasion = occasion_of(rules, made.before)
            decisions[bookmark.key(decision.side, occasion)] = decision
            bookmark.count(decision.side, occasion)
    return Script(tables, start, lines, decisions, tuple(interruptions))


def write_decision(tables: Tables, made: DecisionMade) -> ScriptedDecision:
    """Converts a side's legal decision to its form in a script. Raises NoRoom."""
    state, rules, move = made.before, tables.rules, made.decision.move
    code = encode_move(tables, write_state(tables, state), tables.work(), made.side, move)
    package: tuple[int, ...] = ()
    if isinstance(move, Accept):
        phase = rules.phases[state.phase]
        assert isinstance(phase, VisitRules)
        package = state.tables[phase.table].options
    return ScriptedDecision(made.line, rules.index.sides[made.side], move, code, package)


def occasion_of(rules: Rules, state: State) -> Occasion:
    """The occasion of the next decision in a state."""
    asking = state.questions[0] % len(rules.injects) if state.questions else NOTHING
    return state.turn, state.phase, asking
