"""The summary of many games, and what some of them say when they are looked at one by one.

What became of things, and why nothing was signed at a table, isn't to be had from counts of many
games. So some are played again by the reference engine, which has the same games, and its log is
read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from attrs import Factory, define, frozen

from game.bargaining.table_packages import TablePackage, TablePackages
from game.bots.reference.persona import ReferencePersona
from game.bots.seats import make_bots
from game.engine.view import view
from game.lab.batches.json_keys import json_key
from game.lab.batches.plan import Plan, compile_plan
from game.lab.batches.tally import Tally
from game.lab.summary.columns import decimal, join_words, quantity, wrap
from game.lab.summary.fates import Fates, count_fates, fate_lines, no_fates
from game.lab.summary.sections import Sections
from game.model.expressions import And, Expression
from game.model.log_events import (
    ProjectDone,
    PromiseGiven,
    Signature,
)
from game.model.play import CLOSED, COLLAPSED, EXPIRED, STATUS, State
from game.model.players import is_in_kernel
from game.rules.compiled import Rules, VisitRules
from game.rules.evaluate import NO_PACKAGE
from game.rules.places import spot
from game.rules.readings import FormulaCompiler
from game.rules.rng import own_seed
from game.session.driver import play
from game.session.game import Game
from game.words.naming import Naming
from game.words.wording import Wording

MOST_GAMES = 20
"""So many games of a plan are looked at, spread over all of them."""
FEW_SIGNED = 0.5
"""Where something is signed in a smaller share of games than this, it is asked why not."""


@define
class NotSigned:
    """Why nothing was signed at a table, in the games that were looked at."""

    games: int = json_key("The games in which nothing was signed.", default=0)
    reachable: int = json_key(
        "Those at whose last word some package was no worse for any party than no deal.", default=0
    )
    unsignable: int = json_key("Those at whose last word no package could be signed.", default=0)
    short_of_reserve: dict[str, list[int]] = json_key(
        "By party and game, by how many points the closest package fell short of its reservation "
        "value at the last word.",
        default=Factory(dict),
    )
    short_of_aim: dict[str, list[int]] = json_key(
        "The same for what its persona aims at; only of personas.", default=Factory(dict)
    )
    closest: dict[str, int] = json_key(
        "By package, in how many of these games it was the closest.", default=Factory(dict)
    )
    last_word: dict[str, int] = json_key(
        "By side and decision (`eu pass`), how often that was the last word at the table.",
        default=Factory(dict),
    )
    closed: dict[str, int] = json_key(
        "By what closed the table, in how many games it did.", default=Factory(dict)
    )


@frozen
class CloserLook:
    """What was seen in some games of one plan or several."""

    games: int
    fates: Fates
    tables: dict[str, NotSigned]
    """Those that were asked about, where nothing was signed in one of the games."""


def can_look(plan: Plan) -> bool:
    """Whether games of a plan can be played again soon enough: by personas and `uniform`."""
    return all(is_in_kernel(plan.scenario, who) for who in plan.seats.values())


def look_closer(plans: Sequence[Plan], tables: Sequence[str], most: int = MOST_GAMES) -> CloserLook:
    """Looks at so many games in all, from each of the plans as many, evenly spread.

    tables: those of which it is asked why nothing was signed.
    """
    look = CloserLook(0, {}, {})
    for plan in plans:
        if can_look(plan):
            own = min(plan.games, max(1, most // len(plans)))
            seeds = [plan.seed + k * plan.games // own for k in range(own)]
            look = _add(look, compile_plan(plan), plan.seats, seeds, tables)
    return look


def _add(
    look: CloserLook,
    rules: Rules,
    seats: Mapping[str, str],
    seeds: Sequence[int],
    asked: Sequence[str],
) -> CloserLook:
    fates = look.fates or no_fates(rules.scenario)
    tables = {**look.tables}
    for seed in seeds:
        game = _played(rules, seats, seed)
        events = _events(game)
        count_fates(fates, events)
        signed = {each.table for each in events if isinstance(each, Signature)}
        for table in asked:
            if table not in signed:
                why = tables.setdefault(table, NotSigned())
                _note_unsigned(why, rules, seats, game, table, seed)
    return CloserLook(look.games + len(seeds), fates, tables)


def count_each(
    rules: Rules,
    line_ups: Sequence[Mapping[str, str]],
    seed: int,
    games: int,
    kind: Literal["promise", "project"],
) -> dict[str, int]:
    """By promise how often it was given, or by project how often it was done.

    Of so many games, which the line-ups share in turn, or of as many as show that each one was.
    """
    counted = PromiseGiven if kind == "promise" else ProjectDone
    times = dict.fromkeys(getattr(rules.scenario, f"{kind}s"), 0)
    for i in range(games):
        if all(times.values()):
            break
        for event in _events(_played(rules, line_ups[i % len(line_ups)], seed + i)):
            if isinstance(event, counted):
                times[getattr(event, kind)] += 1
    return times


def _played(rules: Rules, seats: Mapping[str, str], seed: int) -> Game:
    game = Game(rules, seed, wall=lambda: "")
    play(game, make_bots(rules, seats, seed), {})
    return game


def _events(game: Game) -> list[object]:
    return [entry.event for moment in game.history() for entry in moment.entries]


# ------------------------------------------------------------------------------- why not signed


def _note_unsigned(
    why: NotSigned, rules: Rules, seats: Mapping[str, str], game: Game, table: str, seed: int
) -> None:
    why.games += 1
    moments = [*game.history()]
    _count(why.closed, _what_closed(rules, moments[-1].state, table))
    words = [
        (before.state, after.line.action)
        for before, after in pairwise(moments)
        if after.line is not None and _is_at(rules, before.state, table)
    ]
    if not words:
        return
    state, decision = words[-1]
    side, _, move = str(decision).partition(": ")
    _count(why.last_word, f"{side} {move.split()[0]}")
    reserves, aims = _wants(rules, seats, state, table, seed)
    packages = TablePackages(rules, state, table, rules.scenario.tables[table].between)
    try:
        frontier = packages.frontier
    except ValueError:  # there are too many to compare
        return
    if not frontier:
        why.unsignable += 1
        return
    closest = min(frontier, key=lambda each: _shortfall(each, {**reserves, **aims}))
    _count(why.closest, ", ".join(f"{issue}={option}" for issue, option in closest.options.items()))
    why.reachable += any(min(each.gains.values()) >= 0 for each in frontier)
    for side, wanted, short in (
        *((side, reserves[side], why.short_of_reserve) for side in reserves),
        *((side, aims[side], why.short_of_aim) for side in aims),
    ):
        short.setdefault(side, []).append(max(0, wanted - closest.worths[side]))


def _shortfall(package: TablePackage, wants: Mapping[str, int]) -> tuple[int, int]:
    """How far a package is from what all want: the furthest first, then the sum."""
    short = [max(0, wanted - package.worths[side]) for side, wanted in wants.items()]
    return max(short), sum(short)


def _wants(
    rules: Rules, seats: Mapping[str, str], state: State, table: str, seed: int
) -> tuple[dict[str, int], dict[str, int]]:
    """By party its reservation value; by party that a persona plays what this aims at."""
    own, number = rules.tables[rules.index.tables[table]], rules.index.parties[table]
    parties = rules.scenario.tables[table].between
    reserves = {side: own.reserves[number[side]](state, NO_PACKAGE) for side in parties}
    aims = {}
    for side in parties:
        if seats[side] in rules.scenario.personas:
            persona = ReferencePersona(rules, side, own_seed(seed), seats[side])
            aims[side] = persona.wanted(view(rules, state, side), table)
    return reserves, aims


def _is_at(rules: Rules, state: State, table: str) -> bool:
    """Whether the sides speak at a table now."""
    if state.questions or state.outcome >= 0:
        return False
    phase = rules.phases[state.phase]
    return isinstance(phase, VisitRules) and rules.tables[phase.table].id == table


def _what_closed(rules: Rules, state: State, table: str) -> str:
    """What kept the table from an agreement at the end."""
    status = state.tables[rules.index.tables[table]].status
    if status == CLOSED:
        return "it was never opened"
    if status == COLLAPSED:
        return "a party walked out"
    if status == EXPIRED:
        return "its rounds were used up"
    visits = _visits(rules, state.stage, table)
    if not visits:
        stage = Naming(rules.scenario).stage(rules.stages[state.stage].id)
        return f"the last stage, {stage}, had no step for it"
    lacking = min((_lacking(rules, state, each) for each in visits), key=len)
    if not lacking:
        return f"the game ended while it was {STATUS[status]}"
    place = spot(rules.scenario, ("phases", visits[0], "when"))
    met = Wording(rules.scenario).circumstance(And(tuple(lacking)), place)
    return f"its step only comes {met}"


def _visits(rules: Rules, stage: int, table: str) -> list[str]:
    """The steps of a stage in which the sides meet at a table."""
    phases = (rules.phases[each] for each in rules.stages[stage].phases)
    return [
        phase.id
        for phase in phases
        if isinstance(phase, VisitRules) and rules.tables[phase.table].id == table
    ]


def _lacking(rules: Rules, state: State, phase: str) -> list[Expression]:
    """The terms of a step's condition that don't hold."""
    when, path = rules.scenario.phases[phase].when, ("phases", phase, "when")
    compiler = FormulaCompiler(rules.scenario, rules.index)
    terms = when.terms if isinstance(when, And) else () if when is None else (when,)
    return [term for term in terms if not compiler.at(term, path)(state, NO_PACKAGE)]


def _count(counts: dict[str, int], what: str) -> None:
    counts[what] = counts.get(what, 0) + 1


# ------------------------------------------------------------------------------------- in words


def tables_to_explain(rules: Rules, tally: Tally) -> list[str]:
    """The tables at which something was signed in under half of the games."""
    pairs = zip(rules.tables, tally.signed, strict=True)
    return [table.id for table, signed in pairs if signed < FEW_SIGNED * tally.games]


def why_sentences(rules: Rules, look: CloserLook, table: str) -> list[str]:
    """Why nothing was signed at a table."""
    why, naming = look.tables.get(table), Naming(rules.scenario)
    if why is None:
        return []
    looked = quantity(look.games, "game")
    name = naming.table(table)
    lines = [f"{name}: nothing was signed in {why.games} of {looked} that were looked at."]
    spoken = sum(why.last_word.values())
    if why.unsignable:
        lines.append(f"In {why.unsignable} of them no package could be signed at the last word.")
    if why.short_of_reserve:
        lines += _closest_sentences(naming, table, why)
    if spoken:
        words = (
            f"{naming.side(side)} ({move}) {n}"
            for (side, _, move), n in ((key.partition(" "), n) for key, n in _most(why.last_word))
        )
        lines.append(f"The last word: {join_words(words)}.")
    causes = (f"{cause} ({quantity(n, 'game')})" for cause, n in _most(why.closed))
    lines.append(f"What closed the table: {'; '.join(causes)}.")
    return lines


def _closest_sentences(naming: Naming, table: str, why: NotSigned) -> Iterator[str]:
    games = max(map(len, why.short_of_reserve.values()))
    yield (
        f"In {why.reachable} of {games} some package was then no worse for anybody than no deal."
    )
    package, times = _most(why.closest)[0]
    options = (
        f"{naming.issue(table, issue)}: {naming.option(table, issue, option)}"
        for issue, _, option in (each.partition("=") for each in package.split(", "))
    )
    yield f"Most often the closest package ({times} of {games}): {'; '.join(options)}."
    short = []
    for side, of_reserve in why.short_of_reserve.items():
        aims = why.short_of_aim.get(side)
        aim = f"{_mean(aims)} of its aim and " if aims else ""
        short.append(
            f"{naming.side_inside(side)} {aim}{_mean(of_reserve)} of its reservation value"
        )
    yield f"With the closest package, points short on average: {'; '.join(short)}."


def _mean(points: Sequence[int]) -> str:
    return decimal(sum(points) / len(points))


def _most(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The three most frequent things, with their counts."""
    return Counter(counts).most_common(3)


def why_lines(rules: Rules, look: CloserLook) -> list[str]:
    """The same of all tables, as lines of a terminal; none where everything was signed."""
    sentences = [why_sentences(rules, look, table) for table in look.tables]
    lines = [line for each in sentences for one in each for line in wrap(one, "- ")]
    return ["Why not signed", *lines] if lines else []


def summary(
    rules: Rules,
    tally: Tally,
    seats: Mapping[str, str],
    seconds: float,
    look: CloserLook | None = None,
) -> list[str]:
    """The lines of the summary of some games.

    seats: by side, the bot that played it. seconds: how long the games took. look: at some of the
    games, one by one.
    """
    sections = Sections(rules, tally)
    parts = [sections.played(seats, seconds)]
    if tally.games:
        parts += [
            sections.findings(),
            sections.outcomes(),
            sections.scores(),
            sections.distributions(),
            *sections.tables(),
            *([] if look is None else _looked(rules, look)),
            *sections.actions(),
            *sections.injects(),
        ]
    return [line for part in parts if part for line in ("", *part)][1:]


def _looked(rules: Rules, look: CloserLook) -> list[list[str]]:
    if not look.games:
        return []
    return [why_lines(rules, look), *fate_lines(rules.scenario, look.fates, look.games)]
