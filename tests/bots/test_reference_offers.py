"""Which packages an expert tries (rule 12.3), by the kernel and by the reference.

What the packages are supposed to be worth to others is the kernel's; all else is worked out twice.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random

import expert_offers as reference
import pytest
import tiny
from attrs import frozen

from game.authoring.load import load
from game.authoring.shipped import shipped
from game.bots.expert import ExpertBot
from game.bots.reference.packages import TableGroups
from game.bots.reference.seen_game import package_numbers, see_game
from game.engine.packages import complete_package, on_agenda
from game.kernel import codes as c
from game.kernel.lowering.lower import lower
from game.kernel.run import candidates as kernel
from game.kernel.whole_numbers import Numbers
from game.model.decisions import Accept, Offer
from game.model.frozen import FrozenMap
from game.model.play import TableView
from game.rules.compile import compile_rules
from game.rules.compiled import Rules
from game.rules.evaluate import NO_PACKAGE
from game.rules.rng import own_seed
from game.session.game import DecisionRequest, Game

BUDGET = 60
GUESSES = 3
"""Worths are sums over so many guesses."""
DRAWN = 24
PLANTS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "other weights": lambda patch: patch.setattr(reference, "WEIGHTS", range(95, 24, -9)),
    "another opening": lambda patch: patch.setattr(reference, "OPENING", 85),
    "steps of one issue": lambda patch: patch.setattr(reference, "MOST_CHANGED", 1),
    "never two steps": lambda patch: patch.setattr(reference, "SMALL", 2**30),
    "the last of equals": lambda patch: patch.setattr(reference, "_first_greatest", _last_greatest),
    "shares as if alone": lambda patch: patch.setattr(reference, "_best_shared", _best_alone),
    "takes back": lambda patch: patch.setattr(reference, "_theirs", lambda _: 0),
}


def _last_greatest(changes: list[tuple[int, reference.Choice]]) -> reference.Choice:
    return max(reversed(changes), key=lambda change: change[0])[1]


def _best_alone(group: reference.OfferGroup, _weight: int) -> reference.OfferCombination | None:
    possible = [each for each in group.combinations if each.is_possible]
    return max(possible, key=lambda each: each.mine, default=None)


@frozen
class Comparison:
    """What the kernel and the reference try in one position."""

    kernel: reference.OfferPackages
    reference: reference.OfferPackages


class ComparedBot(ExpertBot):
    """An expert that compares its packages with the reference's at each turn to speak."""

    comparisons: list[Comparison]

    def _search(self, request: DecisionRequest, candidates: Numbers, table: int) -> int:
        listed = int(candidates[kernel.CANDIDATES])
        best = super()._search(request, candidates, table)
        if request.legal.offer is not None:
            view = next(t for t in request.view.tables.values() if t.visit_left is not None)
            ours = reference.OfferSearch(self._negotiation(request, view)).search()
            self.comparisons.append(Comparison(_packages(candidates, listed), ours))
        return best

    def _negotiation(self, request: DecisionRequest, view: TableView) -> reference.SearchedTable:
        rules, game = self._rules, see_game(self._rules, request.view)
        table = rules.tables[rules.index.tables[view.id]]
        party = rules.index.parties[view.id][self._side]
        parties, groups = len(table.parties), TableGroups(table)
        worths = _integers(self._worths)
        size = sum(len(group.combinations) for group in groups.groups)
        by_party = [worths[parties + each * size :][:size] for each in range(parties)]
        number, supposed = 0, []
        for group, own in zip(groups.groups, groups.appraise(game, party, None), strict=True):
            combinations = []
            for options, mine in zip(group.combinations, own, strict=True):
                theirs = [by_party[each][number] for each in range(parties) if each != party]
                others = tuple(None if worth == c.NEVER else worth for worth in theirs)
                worth = None if mine is None else GUESSES * mine.worth
                combinations.append(reference.OfferCombination(options, worth, others))
                number += 1
            supposed.append(reference.OfferGroup(group.issues, tuple(combinations)))
        standing = None if view.offer is None else package_numbers(table, view.offer)
        standing_worth = None
        if Accept() in request.legal.moves and standing is not None:
            package = complete_package(table, standing)
            chosen = [issue.options[package[i]] for i, issue in enumerate(table.issues)]
            worth = sum(option.worth[party](game, package) for option in chosen)
            standing_worth = GUESSES * worth
        last = view.last_offers.get(self._side)
        return reference.SearchedTable(
            tuple(supposed),
            tuple(on_agenda(issue, game) for issue in table.issues),
            GUESSES * table.reserves[party](game, NO_PACKAGE),
            tuple(worths[each] for each in range(parties) if each != party),
            None if last is None else package_numbers(table, last),
            standing,
            view.has_offer_to(self._side),
            standing_worth,
            table.rounds - view.rounds_left,
            table.rounds,
        )


def _integers(numbers: Numbers) -> list[int]:
    return [int(numbers[k]) for k in range(len(numbers))]


def _packages(candidates: Numbers, listed: int) -> reference.OfferPackages:
    """What the kernel's search has added to the candidates that were listed."""
    width = int(candidates[kernel.WIDTH])
    rows = [kernel.FIRST + (1 + width) * k for k in range(int(candidates[kernel.CANDIDATES]))]
    numbers = _integers(candidates)
    named = [tuple(numbers[row + 1 : row + 1 + width]) for row in rows]
    again, step = (int(candidates[place]) for place in (kernel.AGAIN, kernel.STEP))
    return reference.OfferPackages(
        named[listed:],
        again=named[again - 1] if again else None,
        step=named[step - 1] if step else None,
    )


def compare(rules: Rules, seed: int, luck: Random | None = None) -> Iterator[Comparison]:
    """Every turn to speak of a game of experts; luck: whatever they choose, it draws the offers."""
    game = Game(rules, seed)
    bots = {s: ComparedBot(lower(rules), s, own_seed(seed), BUDGET) for s in rules.sides}
    comparisons: list[Comparison] = []
    for bot in bots.values():
        bot.comparisons = comparisons
    while game.state.to_move:
        side = game.state.to_move[0]
        request = game.asking(side)
        move = bots[side](request)
        if luck is not None and request.legal.offer is not None:
            listed = request.legal.offer.items()
            move = Offer(FrozenMap({issue: luck.choice(options) for issue, options in listed}))
        game.decide(side, move)
    yield from comparisons


@pytest.mark.parametrize("name", shipped())
def test_12_3_in_shipped_games_the_kernel_tries_the_packages_of_the_reference(name: str) -> None:
    kinds: Counter[str] = Counter()
    for comparison in compare(compile_rules(load(shipped()[name])), 3):
        assert comparison.kernel == comparison.reference
        kinds["turns"] += 1
        kinds["packages"] += len(comparison.reference.tried)
        kinds["again"] += comparison.reference.again is not None
        kinds["step"] += comparison.reference.step is not None
    assert kinds["turns"] >= 2
    assert kinds["packages"] > kinds["turns"]
    assert kinds["step"] >= 1


def drawn_table(luck: Random) -> str:
    """A scenario of one table with drawn issues and worths; some options hang together."""
    sides = ["north", "south", "east"][: luck.choice((2, 2, 3))]
    issues, worths = {}, range(0, 41)
    for i in range(luck.randint(2, 5)):
        options = {}
        for k in range(luck.randint(2, 4)):
            worth: dict[str, int | str] = {side: luck.choice(worths) for side in sides}
            if i > 0 and luck.random() < 0.2:
                worth[luck.choice(sides)] = f"{luck.choice(worths)} if i{i - 1} >= o1 else 3"
            options[f"o{k}"] = {"worth": worth}
        issues[f"i{i}"] = {"options": options}
    score = [{"label": "P", "points": "worth(pact) if agreed(pact) else reserve(pact)"}]
    table = {
        "between": sides,
        "rounds": luck.randint(2, 8),
        "open": True,
        "reserve": {side: luck.randint(0, 12 * len(issues)) for side in sides},
        "issues": issues,
    }
    sections = {
        "turns": 1,
        "sides": {side: {"name": side, "brief": "B", "score": score} for side in sides},
        "stages": {"main": {"phases": ["talks"]}},
        "phases": {"talks": {"kind": "table", "table": "pact"}},
        "actions": {},
        "tables": {"pact": table},
    }
    return "\n".join(f"{key}: {json.dumps(section)}" for key, section in sections.items())


def differing(comparisons: Iterator[Comparison]) -> bool:
    return any(comparison.kernel != comparison.reference for comparison in comparisons)


def test_12_3_at_drawn_tables_the_kernel_tries_the_packages_of_the_reference() -> None:
    for seed in range(DRAWN):
        rules = tiny.rules(drawn_table(Random(seed)))
        for comparison in compare(rules, seed, Random(seed)):
            assert comparison.kernel == comparison.reference, seed


@pytest.mark.parametrize("plant", PLANTS)
def test_12_3_a_reference_that_tries_others_is_told_from_the_kernel(
    plant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    PLANTS[plant](monkeypatch)
    tables = (tiny.rules(drawn_table(Random(seed))) for seed in range(DRAWN))
    assert any(differing(compare(rules, seed, Random(seed))) for seed, rules in enumerate(tables))
