"""What a persona works out at a table is kept; who has kept nothing decides the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from comparing import Table, tables
from hypothesis import HealthCheck, given, settings
from strategies.scenarios import REAL

from game.authoring.load import load
from game.kernel import codes as c
from game.kernel import entries
from game.kernel.lowering import parts
from game.kernel.lowering.lower import Tables, lower
from game.kernel.machine import Machine
from game.kernel.moves import is_asked, phase_record
from game.kernel.whole_numbers import Numbers
from game.model.decisions import Decision
from game.rules.compile import compile_rules

AIMS, SEEDS, DRAWN = (0, 35, 70, 95), range(3), 8


def visits(tables: Tables, seats: dict[str, str], seed: int) -> Iterator[tuple[int, Numbers]]:
    """The table and the state wherever somebody speaks in a game."""
    machine, taken = Machine(tables, seed), dict.fromkeys(seats, 0)
    while machine.to_move:
        side = machine.to_move[0]
        if not is_asked(tables, machine.state):
            phase = phase_record(tables, machine.state)
            if tables.numbers[phase + c.PHASE_KIND] == c.VISITS:
                yield int(tables.numbers[phase + c.V_TABLE]), copied(tables, machine.state)
        move = machine.choice(side, seats[side], taken[side])
        machine.do(Decision(side, move))
        taken[side] += 1


def copied(tables: Tables, state: Numbers) -> Numbers:
    """Another row with the numbers of a state."""
    copy = tables.state()
    for place in range(len(copy)):
        copy[place] = state[place]
    return copy


def settled(
    tables: Tables, state: Numbers, work: Numbers, table: int, party: int, aim: int
) -> tuple[int, ...]:
    """What one with this aim decides, and the package of its offer."""
    numbers = tables.numbers
    board = entries.Board(numbers, M=state, W=work)
    code = board.settle(table, party, aim, 0, c.NEVER)
    issues = range(numbers[table + c.TABLE_ISSUES_N])
    package = [int(work[numbers[c.W_NAMED] + i]) for i in issues] if code == c.OFFER else []
    return code, *package


def assert_same(tables: Tables, seats: dict[str, str]) -> int:
    """Decisions with all that was kept and with nothing are the same; how many are offers.

    They are asked state by state, and then aim by aim, so that little differs from one to the next.
    """
    questions = [
        (table, party, aim, state)
        for seed in SEEDS
        for table, state in visits(tables, seats, seed)
        for party in range(tables.numbers[table + c.TABLE_PARTIES_N])
        for aim in AIMS
    ]
    work, offers = tables.work(), 0
    for table, party, aim, state in (*questions, *sorted(questions, key=lambda one: one[:3])):
        kept = settled(tables, state, work, table, party, aim)
        assert kept == settled(tables, state, tables.work(), table, party, aim)
        offers += kept[0] == c.OFFER
    return offers


@pytest.mark.parametrize("most", [1, parts.MOST_APPRAISALS])
@pytest.mark.parametrize("searches", [1, parts.SEARCHES])
def test_an_offer_is_the_same_whatever_was_kept_before(
    most: int, searches: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "MOST_APPRAISALS", most)
    monkeypatch.setattr(parts, "SEARCHES", searches)
    scenario = load(next(path for path in REAL if path.stem == "kuala-lumpur"))
    tables = lower.__wrapped__(compile_rules(scenario))
    seats = {"eu": "eu_bridge", "china": "cn_firm"}
    assert assert_same(tables, seats) > 100


@pytest.mark.parametrize(
    ("most", "searches"), [(1, 1), (parts.MOST_APPRAISALS, 1), (parts.MOST_APPRAISALS, 4096)]
)
def test_offers_of_drawn_scenarios_are_the_same_whatever_was_kept_before(
    most: int, searches: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "MOST_APPRAISALS", most)
    monkeypatch.setattr(parts, "SEARCHES", searches)
    offers = 0

    @settings(
        max_examples=DRAWN,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(table=tables())
    def agree(table: Table) -> None:
        nonlocal offers
        offers += assert_same(lower.__wrapped__(table.rules), dict(table.seats))

    agree()
    assert offers > 100
