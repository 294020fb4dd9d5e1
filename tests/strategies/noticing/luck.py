"""What was drawn, and how it came out."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from game.engine.draft import initial_state
from game.rules.compiled import Rules
from game.rules.evaluate import NO_PACKAGE, CompiledFormula
from game.rules.program import (
    CompiledChance,
    CompiledOneOf,
    CompiledStep,
    CompiledWhen,
    EffectBlock,
    Program,
)
from game.rules.rng import branch, draw
from strategies.noticing.passages import Passage


@frozen
class Sites:
    """What is drawn at the sites of some rules."""

    chances: dict[int, CompiledFormula]
    forks: dict[int, tuple[CompiledFormula, ...]]


def blocks(rules: Rules) -> Iterator[EffectBlock]:
    """All effects of a scenario, delayed ones too."""
    upkeeps = (rules.upkeep, *(stage.upkeep for stage in rules.stages))
    yield from (rules.opening, *(upkeep.later_turns for upkeep in upkeeps))
    for slot in rules.slots:
        yield from slot.blocks
    for table in rules.tables:
        yield from (table.agreed, table.collapsed, table.expired, table.lapsed)
        yield from (table.signed, table.rejected)
        for issue in table.issues:
            for option in issue.options:
                yield from (option.effects, option.lapsed)
    for promise in rules.promises:
        yield from (promise.kept, promise.breach)
    for inject in rules.injects:
        yield from (inject.block, *(answer.block for answer in next(iter(inject.answers), ())))
    yield from (delay.block for delay in rules.delays)


def steps(program: Program) -> Iterator[CompiledStep]:
    """All steps of a program, those inside others too; delayed ones stand in their own block."""
    for step in program:
        yield step
        if isinstance(step, CompiledWhen | CompiledChance):
            yield from (*steps(step.then), *steps(step.otherwise))
        elif isinstance(step, CompiledOneOf):
            for inner in step.branches:
                yield from steps(inner)


_SITES: dict[int, tuple[Rules, Sites]] = {}


def sites_of(rules: Rules) -> Sites:
    """The sites of some rules; those last asked for are remembered."""
    if id(rules) not in _SITES:
        _SITES.clear()
        found = [step for block in blocks(rules) for step in steps(block.program)]
        chances = {step.site: step.percent for step in found if isinstance(step, CompiledChance)}
        forks = {step.site: step.weights for step in found if isinstance(step, CompiledOneOf)}
        _SITES[id(rules)] = rules, Sites(chances, forks)
    return _SITES[id(rules)][1]


def _constant(made: CompiledFormula) -> int | None:
    """The number that a formula always gives; None where it reads the game."""
    try:
        return made(None, NO_PACKAGE)  # type: ignore[arg-type]
    except AttributeError:
        return None


def luck(passage: Passage) -> Iterator[str]:
    """What was drawn at each site since the state before, in the turn that it is."""
    rules, after, before = passage.rules, passage.after, passage.before
    sites = sites_of(rules)
    fresh = before is None or before.turn != after.turn
    for site, draws in enumerate(after.draws):
        first = 0 if fresh or before is None else before.draws[site]
        if draws > first and draws > 1:
            yield "a site was drawn at twice in a turn"
        for k in range(first, draws):
            drawn = draw(after.seed, after.turn, rules.sites[site], k)
            if site in sites.chances:
                yield from _chance(sites.chances[site], drawn)
            elif site in sites.forks:
                yield from _fork(sites.forks[site], drawn)
        if draws > first:
            yield "something was drawn"
    if sum(1 for draws in after.draws if draws) > 1:
        yield "two sites were drawn at in one turn"
    if before is None:
        for deal in rules.deals:
            weights = [
                weight(initial_state(rules, after.seed), NO_PACKAGE) for weight in deal.weights
            ]
            if all(weight <= 0 for weight in weights):
                yield "a card was dealt where all weigh 0"
            elif len(deal.cards) > 1:
                yield "a card was dealt by weight"
    injected = {str(entry.values["inject"]) for entry in passage.of("injected")}
    for inject in rules.injects:
        if inject.chance is not None and after.draws[inject.site] > (
            0 if fresh or before is None else before.draws[inject.site]
        ):
            hit = "hit" if inject.id in injected else "failed"
            yield f"an inject's chance was drawn and {hit}"


def _chance(percent: CompiledFormula, drawn: int) -> Iterator[str]:
    known = _constant(percent)
    if known is not None:
        yield f"a chance was drawn and {'hit' if drawn % 100 < known else 'failed'}"
        if known in (0, 100):
            yield "a certain or impossible chance was drawn all the same"


def _fork(weights: tuple[CompiledFormula, ...], drawn: int) -> Iterator[str]:
    known = [_constant(weight) for weight in weights]
    constant = [weight for weight in known if weight is not None]
    if len(constant) == len(known) and branch(constant, drawn) < 0:
        yield "one of several was drawn where all weigh 0"
    else:
        yield "one of several was drawn"
