"""How a persona bargains: the worths of packages to it, and the package that it offers (12.2)."""

from __future__ import annotations

from game.kernel import codes as c
from game.kernel.run import keeping
from game.kernel.run.formulas import holds, value
from game.kernel.run.legality import record
from game.kernel.whole_numbers import Numbers

PATIENCE = 4096
"""The most steps of the search for the least worth among equally near packages."""


def part_of(T: Numbers, table: int, part: int) -> int:
    """The address of the record of a part."""
    return T[table + c.TABLE_PARTS] + c.PART * part


def appraise(T: Numbers, S: Numbers, W: Numbers, table: int, party: int) -> int:
    """Computes the worth of each combination to a party.

    Returns the worth of the best package; NEVER if there is none. Writes to W_LIST which issues are
    on the agenda. The last appraisal is used again if the numbers of the state that it reads are
    unchanged; others are cached by the agenda and the worths of options.
    """
    kept, issues = T[T[table + c.TABLE_KEPT] + party], T[table + c.TABLE_ISSUES_N]
    if keeping.is_last_valid(T, S, W, kept):
        return keeping.look_up(T, W, kept, issues, keeping.last_place(T, W, kept))
    _appraise_options(T, S, W, table, party)
    place = keeping.place_of(T, W, kept, issues)
    if keeping.is_known(T, W, kept, issues, place):
        best = keeping.look_up(T, W, kept, issues, place)
    else:
        best = 0
        for part in range(T[table + c.TABLE_PARTS_N]):
            highest = _appraise_part(T, S, W, part_of(T, table, part), party)
            best = c.NEVER if highest == c.NEVER or best == c.NEVER else best + highest
        keeping.keep(T, W, kept, issues, place, best)
    keeping.note_last(T, S, W, kept, place)
    return best


def _appraise_options(T: Numbers, S: Numbers, W: Numbers, table: int, party: int) -> None:
    """Writes the worth of each option by itself; NEVER if it can't be chosen."""
    options, agenda = T[c.W_OPTIONS], T[c.W_LIST]
    for i in range(T[table + c.TABLE_ISSUES_N]):
        issue = record(T, table, i)
        on = holds(T, S, W, T[issue + c.ISSUE_WHEN])
        W[agenda + i] = 1 if on else 0
        first = options + T[issue + c.ISSUE_FIRST]
        for k in range(T[issue + c.ISSUE_OPTIONS_N]):
            option = T[issue + c.ISSUE_OPTIONS + k]
            if on:
                fits = T[option + c.OPTION_WHEN_PACKAGE] != 0 or holds(
                    T, S, W, T[option + c.OPTION_WHEN]
                )
                fits = fits and holds(T, S, W, T[T[option + c.OPTION_BINDS] + party])
            else:
                fits = k == T[issue + c.ISSUE_OTHERWISE]
            W[first + k] = (
                value(T, S, W, T[T[option + c.OPTION_BASES] + party]) if fits else c.NEVER
            )


def _appraise_part(T: Numbers, S: Numbers, W: Numbers, part: int, party: int) -> int:
    """Computes the worths of a part's combinations to a party; returns the best worth."""
    width, options = T[part + c.PART_ISSUES_N], T[part + c.PART_OPTIONS]
    combo, fixed = T[part + c.PART_COMBOS], T[T[part + c.PART_FIXED] + party]
    worths, live = T[c.W_OPTIONS], T[T[part + c.PART_LIVE] + party]
    into, best = T[c.W_COMBOS] + T[part + c.PART_FIRST], c.NEVER
    for k in range(T[part + c.PART_COMBOS_N]):
        worth = T[fixed + k]
        if worth != c.UNFIT:
            for i in range(options, options + width):
                own = W[worths + T[i]]
                if own == c.NEVER:
                    worth = c.NEVER
                    break
                worth += own
            if worth != c.NEVER and T[live] > 0:
                worth += _live(T, S, W, part, combo, live)
                if worth < c.NEVER // 2:
                    worth = c.NEVER
        else:
            worth = c.NEVER
        W[into + k] = worth
        best = max(best, worth)
        combo += width
        options += width
    return best


def _live(T: Numbers, S: Numbers, W: Numbers, part: int, combo: int, live: int) -> int:
    """The sum of the live worths of a combination; NEVER if a live condition doesn't hold."""
    for i in range(T[part + c.PART_ISSUES_N]):
        W[c.W_PACKAGE + T[T[part + c.PART_ISSUES] + i]] = T[combo + i]
    total = 0
    for row in range(live + 1, live + 1 + c.LIVE * T[live], c.LIVE):
        issue = T[row + c.LIVE_ISSUE]
        if issue >= 0 and W[c.W_PACKAGE + issue] != T[row + c.LIVE_OPTION]:
            continue
        if T[row + c.LIVE_KIND] == c.WORTH:
            total += value(T, S, W, T[row + c.LIVE_FORMULA])
        elif issue >= 0 and W[T[c.W_LIST] + issue] == 0:
            continue
        elif not holds(T, S, W, T[row + c.LIVE_FORMULA]):
            return c.NEVER
    return total


def nearest(T: Numbers, S: Numbers, W: Numbers, table: int, wanted: int, answers: bool) -> bool:
    """Writes the nearest package that is worth at least `wanted` to W_NAMED; False if none is.

    answers: whether another party's offer stands, to which the package should be near. Among
    equally near packages, the one of least worth is taken. Call it after `appraise`, whose best
    package must be worth that much. Results are cached.
    """
    at = keeping.search_place(T, S, W, table, wanted, answers)
    if keeping.recall_search(T, S, W, table, at, wanted, answers):
        name_found(T, W, table)
        return True
    if not _find_nearest(T, S, W, table, wanted, answers):
        return False
    keeping.keep_search(T, S, W, table, at, wanted, answers)
    name_found(T, W, table)
    return True


def _find_nearest(
    T: Numbers, S: Numbers, W: Numbers, table: int, wanted: int, answers: bool
) -> bool:
    """Writes the combinations of the nearest package to W_FOUND; False if there is none."""
    parts, width = T[table + c.TABLE_PARTS_N], T[table + c.TABLE_FARTHEST] + 1
    if not answers:
        width = 1
    best, least = T[c.W_BEST], T[c.W_LEAST]
    for d in range(width):
        W[best + parts * width + d] = 0 if d == 0 else c.NEVER
        W[least + parts * width + d] = 0 if d == 0 else -c.NEVER
    reach = 0
    for back in range(parts):
        reach += _fold(T, S, W, table, parts - 1 - back, width, answers, reach)
    distance = 0
    while distance < width and W[best + distance] < wanted:
        distance += 1
    if distance == width:
        return False
    _least_worth(T, W, table, width, distance, wanted)
    return True


def _fold(
    T: Numbers,
    S: Numbers,
    W: Numbers,
    table: int,
    number: int,
    width: int,
    answers: bool,
    reach: int,
) -> int:
    """Computes the best and the least worth at each distance from a part on, from those after it.

    reach: the greatest distance in the parts after it. Returns the greatest distance in this part.
    Among equally near combinations only the best and the least matter, since there are few
    distances.
    """
    part = part_of(T, table, number)
    combo, options = T[part + c.PART_COMBOS], T[table + c.TABLE_STATE] + c.AT_ACCEPTED
    options += T[table + c.TABLE_PARTIES_N]
    best, least = T[c.W_BEST] + number * width, T[c.W_LEAST] + number * width
    near_best, near_least, farthest = T[c.W_NEARNESS_BEST], T[c.W_NEARNESS_LEAST], 0
    for d in range(width):
        W[best + d] = c.NEVER
        W[least + d] = -c.NEVER
        W[near_best + d] = c.NEVER
        W[near_least + d] = -c.NEVER
    for k in range(T[part + c.PART_COMBOS_N]):
        worth, near = W[T[c.W_COMBOS] + T[part + c.PART_FIRST] + k], 0
        if worth != c.NEVER:
            if answers:
                for i in range(T[part + c.PART_ISSUES_N]):
                    theirs = S[options + T[T[part + c.PART_ISSUES] + i]]
                    if theirs >= 0:
                        near += abs(T[combo + i] - theirs)
            farthest = max(farthest, near)
            W[near_best + near] = max(W[near_best + near], worth)
            W[near_least + near] = min(W[near_least + near], worth)
        W[T[c.W_NEARNESS] + T[part + c.PART_FIRST] + k] = near
        combo += T[part + c.PART_ISSUES_N]
    for near in range(farthest + 1):
        most, fewest = W[near_best + near], W[near_least + near]
        if most != c.NEVER:
            for behind in range(reach + 1):
                rest = W[best + width + behind]
                if rest != c.NEVER:
                    d = near + behind
                    W[best + d] = max(W[best + d], most + rest)
                    W[least + d] = min(W[least + d], fewest + W[least + width + behind])
    return farthest


def _least_worth(
    T: Numbers, W: Numbers, table: int, width: int, distance: int, wanted: int
) -> None:
    """Searches for the combinations of least worth at a distance; writes them to W_FOUND."""
    parts, best, least = T[table + c.TABLE_PARTS_N], T[c.W_BEST], T[c.W_LEAST]
    trail, left, sums = T[c.W_TRAIL], T[c.W_TRAIL] + parts, T[c.W_TRAIL] + 2 * parts
    W[trail] = -1
    W[left] = distance
    W[sums] = 0
    lowest, steps, depth = -c.NEVER, 0, 0
    while depth >= 0 and (steps < PATIENCE or lowest == -c.NEVER):
        steps += 1
        part = part_of(T, table, depth)
        W[trail + depth] += 1
        k = W[trail + depth]
        if k == T[part + c.PART_COMBOS_N]:
            depth -= 1
            continue
        at = T[part + c.PART_FIRST] + k
        worth, rest = W[T[c.W_COMBOS] + at], W[left + depth] - W[T[c.W_NEARNESS] + at]
        if worth == c.NEVER or rest < 0:
            continue
        behind = (depth + 1) * width + rest
        total = W[sums + depth] + worth
        if W[best + behind] == c.NEVER or total + W[best + behind] < wanted:
            continue
        if total + W[least + behind] >= lowest:
            continue
        if depth + 1 < parts:
            depth += 1
            W[trail + depth] = -1
            W[left + depth] = rest
            W[sums + depth] = total
            continue
        lowest = total
        for i in range(parts):
            W[T[c.W_FOUND] + i] = W[trail + i]
        if lowest == wanted:
            return


def name_found(T: Numbers, W: Numbers, table: int) -> None:
    """Writes the package in W_FOUND to W_NAMED, without issues off the agenda."""
    for number in range(T[table + c.TABLE_PARTS_N]):
        part = part_of(T, table, number)
        width = T[part + c.PART_ISSUES_N]
        combo = T[part + c.PART_COMBOS] + width * W[T[c.W_FOUND] + number]
        for i in range(width):
            issue = T[T[part + c.PART_ISSUES] + i]
            W[T[c.W_NAMED] + issue] = T[combo + i] if W[T[c.W_LIST] + issue] != 0 else -1
