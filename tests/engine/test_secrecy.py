"""Rule 7.2: no secret reaches a side, by view, legality, refusal, worth or entry.

In a state of a game everything that one can't see is replaced by something else: what one is shown
must stay the same, as must what one is told of the next decision. Left as it is is only what an
author lets one read (rule 7.4), place by place, and what that decision itself depends on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest
from attrs import evolve, field, frozen
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies.play import Game, Tried, every_move, games
from strategies.scenarios import Drawn, real, scenarios
from strategies.secrets import (
    KINDS,
    NONE,
    Disclosed,
    Key,
    Keys,
    Secrets,
    Swaps,
    Watched,
    kind,
    swapped,
)

from game.engine.legal import legal
from game.engine.packages import filled, numbered
from game.engine.refusals import refuse
from game.engine.view import appraise, view
from game.model.decisions import FACILITATOR, PUBLIC, Decision, Offer
from game.model.frozen import FrozenMap
from game.model.play import Accepted, Legal, Refusal, State, View
from game.rules.compiled import Rules

WAYS = ("view", "bare view", "legal", "refusal", "worth", "entries")
"""By which a secret could get out; worths are those of packages that a party weighs."""

MOST_STATES = 6
MOST_STEPS = 6
MOST_KEPT = 5
"""In percent, of all secrets together, by each way."""


def leaves_out(drawn: Drawn) -> bool:
    """Whether there is a table at which a side has no part."""
    return any(len(table.parties) < len(drawn.rules.sides) for table in drawn.rules.tables)


any_games = st.one_of(
    *[games(scenarios())] * 3, games(scenarios().filter(leaves_out)), games(real())
)


@frozen
class Tally:
    """How often something else stood in the place of a secret, and how often it had to stay."""

    changed: Counter[tuple[str, str]] = field(factory=Counter)
    kept: Counter[tuple[str, str]] = field(factory=Counter)
    asked: Counter[str] = field(factory=Counter)

    def note(self, way: str, kinds: dict[Key, str], kept: Keys) -> None:
        """Takes note of a question that was asked in two states."""
        stays = Counter(what for key, what in kinds.items() if key in kept)
        self.asked[way] += 1
        for what, all_of_it in Counter(kinds.values()).items():
            self.changed[way, what] += all_of_it - stays[what]
            self.kept[way, what] += stays[what]

    def share(self, way: str) -> float:
        """How many of a hundred secrets had to stay as they were."""
        changed, kept = (
            sum(n for (by, _), n in found.items() if by == way)
            for found in (self.changed, self.kept)
        )
        return 100 * kept / max(1, changed + kept)

    def __str__(self) -> str:
        lines = ["", f"{'changed + kept':16}" + "".join(f"{way:>18}" for way in WAYS)]
        for what in KINDS:
            cells = (f"{self.changed[way, what]} + {self.kept[way, what]}" for way in WAYS)
            lines.append(f"{what:16}" + "".join(f"{cell:>18}" for cell in cells))
        lines.append(f"{'% kept':16}" + "".join(f"{self.share(way):18.2f}" for way in WAYS))
        lines.append(f"{'asked':16}" + "".join(f"{self.asked[way]:18}" for way in WAYS))
        return "\n".join(lines)


class Looking:
    """All that is looked at in the states of one game."""

    def __init__(self, game: Game, luck: Random, tally: Tally) -> None:
        self.game = game
        self.rules = game.rules
        self.luck = luck
        self.tally = tally
        self.disclosed = Disclosed(game.rules)
        self.watched = Watched(game.rules.scenario)
        self.everyone = (*game.rules.sides, PUBLIC)

    def everything(self) -> None:
        states = self.game.states
        for state in self.luck.sample(states, min(MOST_STATES, len(states))):
            for who in self.everyone:
                Moment(self, state, who).everything()
        taken = [one for one in self.game.tried if isinstance(one.answer, Accepted)]
        for one in self.luck.sample(taken, min(MOST_STEPS, len(taken))):
            self.step(one)

    def step(self, one: Tried) -> None:
        """What each is told of a decision that is the same in both states."""
        state, decision = one.before, one.decision
        plain = self.watched.happening(state, decision)
        assert isinstance(one.answer, Accepted)
        assert plain.entries == one.answer.entries
        for who in self.everyone:
            swaps = Secrets(self.rules, state, who, self.luck).swaps()
            kept = plain.needed | self.watched.shown(plain, who) | deciders(self.rules, one, swaps)
            other = self.watched.happening(without(state, swaps, kept), decision)
            self.tally.note("entries", kinds_of(self.rules, who, swaps), kept)
            assert other.heard(who) == plain.heard(who), (who, decision)


def kinds_of(rules: Rules, who: str, swaps: Swaps) -> dict[Key, str]:
    return {key: kind(rules, who, key) for key in swaps}


def deciders(rules: Rules, one: Tried, swaps: Swaps) -> Keys:
    """The picks of the one who decides, where others in their place would be more or fewer."""
    if one.decision.side == FACILITATOR:
        return NONE
    side = rules.index.sides[one.decision.side]
    picks = swaps.get(("picks", side), one.before.picks[side])
    return NONE if len(picks) == len(one.before.picks[side]) else frozenset({("picks", side)})


def without(state: State, swaps: Swaps, kept: Keys) -> State:
    """The state with something else in all places but some."""
    return swapped(state, {key: value for key, value in swaps.items() if key not in kept})


class Moment:
    """One state, and the same with something else wherever one can't look."""

    def __init__(self, looking: Looking, state: State, who: str) -> None:
        self.looking = looking
        self.rules = looking.rules
        self.luck = looking.luck
        self.state = state
        self.who = who
        self.swaps = Secrets(looking.rules, state, who, looking.luck).swaps()
        self.kinds = kinds_of(looking.rules, who, self.swaps)
        self._others: dict[Keys, State] = {}

    def other(self, way: str, kept: Keys = NONE) -> State:
        """The other state, for one way in which a secret could get out."""
        self.looking.tally.note(way, self.kinds, kept)
        kept = kept.intersection(self.swaps)
        if kept not in self._others:
            self._others[kept] = without(self.state, self.swaps, kept)
        return self._others[kept]

    def everything(self) -> None:
        self.views()
        if self.who != PUBLIC:
            self.decisions()
            self.worths()

    def views(self) -> None:
        rules, state, who = self.rules, self.state, self.who
        plain, disclosed = view(rules, state, who), self.looking.disclosed
        other = self.other("bare view", disclosed.by_bands(state, who))
        assert bare(view(rules, other, who)) == bare(plain)
        other = self.other("view", disclosed.by_view(state, who))
        assert view(rules, other, who) == plain

    def decisions(self) -> None:
        rules, state, who, disclosed = self.rules, self.state, self.who, self.looking.disclosed
        found = legal(rules, state, who)
        other = self.other("legal", disclosed.by_legal(state, who))
        assert legal(rules, other, who) == found
        for decision in self.tries(found):
            other = self.other("refusal", disclosed.by_refusal(state, decision))
            assert refuse(rules, other, decision) == refuse(rules, state, decision), decision

    def tries(self, found: Legal) -> Iterator[Decision]:
        """What a side may think of: any move about anything, and offers that may well be made."""
        for moves in every_move(self.rules, self.luck):
            yield from (Decision(self.who, move) for move in moves)
        for _ in range(3):
            if found.offer:
                some = ((issue, self.luck.choice(o)) for issue, o in found.offer.items() if o)
                yield Decision(self.who, Offer(FrozenMap(some)))

    def worths(self) -> None:
        """Of packages that a party weighs."""
        rules, side = self.rules, self.who
        for table in rules.tables:
            if rules.index.sides[side] not in table.parties:
                continue
            for _ in range(2):
                package = FrozenMap(
                    (issue.id, self.luck.choice(issue.options).id)
                    for issue in table.issues
                    if self.luck.random() < 0.8
                )
                numbers = numbered(table, package)
                assert not isinstance(numbers, Refusal)
                disclosed = self.looking.disclosed.by_worth(table, side, filled(table, numbers))
                other = self.other("worth", disclosed)
                plain = appraise(rules, self.state, side, table.id, package)
                assert appraise(rules, other, side, table.id, package) == plain


def bare(seen: View) -> View:
    """A view without what an author's expressions give: scores, reserves, worths at the moment."""
    tables = {
        id: evolve(
            table, reserves=FrozenMap(), worths=table.worths if table.agreed else FrozenMap()
        )
        for id, table in seen.tables.items()
    }
    return evolve(seen, scores=FrozenMap(), tables=FrozenMap(tables))


def looked_at(examples: int) -> Tally:
    """Looks at the games of so many examples, and tells what was tried."""
    tally = Tally()

    @settings(max_examples=examples)
    @given(game=any_games, luck=st.integers(0, 2**32 - 1))
    def no_secret_reaches_a_side(game: Game, luck: int) -> None:
        Looking(game, Random(luck), tally).everything()

    no_secret_reaches_a_side()
    print(tally)
    return tally


def assert_worth_something(tally: Tally, examples: int) -> None:
    """Every kind of secret was often something else, and few had to stay, by every way."""
    for way in WAYS:
        for what in KINDS:
            assert tally.changed[way, what] >= examples // 4, (way, what)
            assert tally.kept[way, what] <= 2 * tally.changed[way, what], (way, what)
        assert tally.share(way) <= MOST_KEPT, way


def test_no_secret_reaches_a_side_by_view_legality_refusal_worth_or_entry() -> None:
    examples = settings().max_examples
    assert_worth_something(looked_at(examples), examples)


@pytest.mark.slow
def test_no_secret_reaches_a_side_in_many_games() -> None:
    examples = max(500, settings().max_examples)
    assert_worth_something(looked_at(examples), examples)
