"""How a persona bargains: what a package is worth to it, and which one it offers (rule 12.2)."""

from __future__ import annotations

from game.kernel.codes import (
    AT_ACCEPTED,
    ISSUE_FIRST,
    ISSUE_OPTIONS,
    ISSUE_OPTIONS_N,
    ISSUE_OTHERWISE,
    ISSUE_WHEN,
    LIVE,
    LIVE_FORMULA,
    LIVE_ISSUE,
    LIVE_KIND,
    LIVE_OPTION,
    NEVER,
    OPTION_BASES,
    OPTION_BINDS,
    OPTION_WHEN,
    OPTION_WHEN_PACKAGE,
    PART,
    PART_COMBOS,
    PART_COMBOS_N,
    PART_FIRST,
    PART_FIXED,
    PART_ISSUES,
    PART_ISSUES_N,
    PART_LIVE,
    TABLE_FARTHEST,
    TABLE_ISSUES_N,
    TABLE_PARTIES_N,
    TABLE_PARTS,
    TABLE_PARTS_N,
    TABLE_STATE,
    UNFIT,
    W_BEST,
    W_COMBOS,
    W_FOUND,
    W_LEAST,
    W_LIST,
    W_NAMED,
    W_NEARNESS,
    W_OPTIONS,
    W_PACKAGE,
    W_TRAIL,
    WORTH,
)
from game.kernel.formulas import holds, value
from game.kernel.jit import Numbers, jit
from game.kernel.legality import record

PATIENCE = 4096
"""Steps of the search for the least worth among packages equally near."""


@jit
def part_of(T: Numbers, table: int, part: int) -> int:
    """The record of a part."""
    return T[table + TABLE_PARTS] + PART * part


@jit
def appraise(T: Numbers, S: Numbers, W: Numbers, table: int, party: int) -> int:
    """Works out what each combination is worth to a party; its best package, NEVER without any.

    At W_LIST stands by issue whether it is on the agenda.
    """
    _appraise_options(T, S, W, table, party)
    best = 0
    for part in range(T[table + TABLE_PARTS_N]):
        found = _appraise_part(T, S, W, table, part_of(T, table, part), party)
        best = NEVER if found == NEVER or best == NEVER else best + found
    return best


@jit
def _appraise_options(T: Numbers, S: Numbers, W: Numbers, table: int, party: int) -> None:
    """By option what it is worth by itself, NEVER where it can't be named."""
    options, agenda = T[W_OPTIONS], T[W_LIST]
    for i in range(T[table + TABLE_ISSUES_N]):
        issue = record(T, table, i)
        on = holds(T, S, W, T[issue + ISSUE_WHEN])
        W[agenda + i] = 1 if on else 0
        first = options + T[issue + ISSUE_FIRST]
        for k in range(T[issue + ISSUE_OPTIONS_N]):
            option = T[issue + ISSUE_OPTIONS + k]
            if on:
                fits = T[option + OPTION_WHEN_PACKAGE] != 0 or holds(
                    T, S, W, T[option + OPTION_WHEN]
                )
                fits = fits and holds(T, S, W, T[T[option + OPTION_BINDS] + party])
            else:
                fits = k == T[issue + ISSUE_OTHERWISE]
            W[first + k] = value(T, S, W, T[T[option + OPTION_BASES] + party]) if fits else NEVER


@jit
def _appraise_part(T: Numbers, S: Numbers, W: Numbers, table: int, part: int, party: int) -> int:
    issues, width = T[part + PART_ISSUES], T[part + PART_ISSUES_N]
    combo, fixed = T[part + PART_COMBOS], T[T[part + PART_FIXED] + party]
    live = T[T[part + PART_LIVE] + party]
    into, best = T[W_COMBOS] + T[part + PART_FIRST], NEVER
    for k in range(T[part + PART_COMBOS_N]):
        worth = T[fixed + k]
        if worth != UNFIT:
            for i in range(width):
                first = T[W_OPTIONS] + T[record(T, table, T[issues + i]) + ISSUE_FIRST]
                own = W[first + T[combo + i]]
                if own == NEVER:
                    worth = NEVER
                    break
                worth += own
            if worth != NEVER and T[live] > 0:
                worth += _live(T, S, W, part, combo, live)
                if worth < NEVER // 2:
                    worth = NEVER
        else:
            worth = NEVER
        W[into + k] = worth
        best = max(best, worth)
        combo += width
    return best


@jit
def _live(T: Numbers, S: Numbers, W: Numbers, part: int, combo: int, live: int) -> int:
    """What the formulas that read package and state add; NEVER where one doesn't hold that must."""
    for i in range(T[part + PART_ISSUES_N]):
        W[W_PACKAGE + T[T[part + PART_ISSUES] + i]] = T[combo + i]
    total = 0
    for row in range(live + 1, live + 1 + LIVE * T[live], LIVE):
        issue = T[row + LIVE_ISSUE]
        if issue >= 0 and W[W_PACKAGE + issue] != T[row + LIVE_OPTION]:
            continue
        if T[row + LIVE_KIND] == WORTH:
            total += value(T, S, W, T[row + LIVE_FORMULA])
        elif issue >= 0 and W[T[W_LIST] + issue] == 0:
            continue
        elif not holds(T, S, W, T[row + LIVE_FORMULA]):
            return NEVER
    return total


@jit
def nearest(T: Numbers, S: Numbers, W: Numbers, table: int, wanted: int, answers: bool) -> bool:
    """Names at W_NAMED, of the packages worth so much, the one nearest to the standing offer.

    Among equally near ones the least worth; `answers`: there is an offer of another to be near to.
    After `appraise`, whose best must reach what is wanted.
    """
    parts, width = T[table + TABLE_PARTS_N], T[table + TABLE_FARTHEST] + 1
    if not answers:
        width = 1
    best, least = T[W_BEST], T[W_LEAST]
    for d in range(width):
        W[best + parts * width + d] = 0 if d == 0 else NEVER
        W[least + parts * width + d] = 0 if d == 0 else -NEVER
    for back in range(parts):
        _fold(T, S, W, table, parts - 1 - back, width, answers)
    distance = 0
    while distance < width and W[best + distance] < wanted:
        distance += 1
    if distance == width:
        return False
    _least_worth(T, W, table, width, distance, wanted)
    name_found(T, W, table)
    return True


@jit
def _fold(
    T: Numbers, S: Numbers, W: Numbers, table: int, number: int, width: int, answers: bool
) -> None:
    """The best and the least from a part on, by distance, of those from the next part on."""
    part = part_of(T, table, number)
    combo, options = T[part + PART_COMBOS], T[table + TABLE_STATE] + AT_ACCEPTED
    options += T[table + TABLE_PARTIES_N]
    best, least = T[W_BEST] + number * width, T[W_LEAST] + number * width
    for d in range(width):
        W[best + d] = NEVER
        W[least + d] = -NEVER
    for k in range(T[part + PART_COMBOS_N]):
        worth, near = W[T[W_COMBOS] + T[part + PART_FIRST] + k], 0
        if worth != NEVER:
            if answers:
                for i in range(T[part + PART_ISSUES_N]):
                    theirs = S[options + T[T[part + PART_ISSUES] + i]]
                    if theirs >= 0:
                        near += abs(T[combo + i] - theirs)
            for d in range(near, width):
                rest = W[best + width + d - near]
                if rest != NEVER:
                    W[best + d] = max(W[best + d], worth + rest)
                    W[least + d] = min(W[least + d], worth + W[least + width + d - near])
        W[T[W_NEARNESS] + T[part + PART_FIRST] + k] = near
        combo += T[part + PART_ISSUES_N]


@jit
def _least_worth(
    T: Numbers, W: Numbers, table: int, width: int, distance: int, wanted: int
) -> None:
    """Finds the combinations of least worth at a distance, part by part; puts them at W_FOUND."""
    parts, best, least = T[table + TABLE_PARTS_N], T[W_BEST], T[W_LEAST]
    trail, left, sums = T[W_TRAIL], T[W_TRAIL] + parts, T[W_TRAIL] + 2 * parts
    W[trail] = -1
    W[left] = distance
    W[sums] = 0
    found, steps, c = -NEVER, 0, 0
    while c >= 0 and (steps < PATIENCE or found == -NEVER):
        steps += 1
        part = part_of(T, table, c)
        W[trail + c] += 1
        k = W[trail + c]
        if k == T[part + PART_COMBOS_N]:
            c -= 1
            continue
        at = T[part + PART_FIRST] + k
        worth, rest = W[T[W_COMBOS] + at], W[left + c] - W[T[W_NEARNESS] + at]
        if worth == NEVER or rest < 0:
            continue
        behind = (c + 1) * width + rest
        total = W[sums + c] + worth
        if W[best + behind] == NEVER or total + W[best + behind] < wanted:
            continue
        if total + W[least + behind] >= found:
            continue
        if c + 1 < parts:
            c += 1
            W[trail + c] = -1
            W[left + c] = rest
            W[sums + c] = total
            continue
        found = total
        for i in range(parts):
            W[T[W_FOUND] + i] = W[trail + i]
        if found == wanted:
            return


@jit
def name_found(T: Numbers, W: Numbers, table: int) -> None:
    """Names the package at W_FOUND; issues off the agenda are not named."""
    for number in range(T[table + TABLE_PARTS_N]):
        part = part_of(T, table, number)
        width = T[part + PART_ISSUES_N]
        combo = T[part + PART_COMBOS] + width * W[T[W_FOUND] + number]
        for i in range(width):
            issue = T[T[part + PART_ISSUES] + i]
            W[T[W_NAMED] + issue] = T[combo + i] if W[T[W_LIST] + issue] != 0 else -1
