"""Nothing that a side may not see is on its page (rule 7.2): with something else in its place, the
page is the same.

In the games of the golden records every place of the state that a side can't see is filled with
something else; what the record hides from it is left out; what others prepare and say to each other
is replaced. Left as it is is what an author discloses by what is shown (rule 7.4).
"""

from __future__ import annotations

from random import Random

import pytest
from attrs import evolve
from kept_games import KEPT, decisions, kept_game, translations
from strategies.secrets import Disclosed, Keys, Secrets, swapped

from game.model.play import State
from game.model.players import ME
from game.presenter.seat.context import SeatContext, Teammate
from game.presenter.seat.seat_page import SeatPage, seat_page
from game.presenter.worded_game import WordedGame
from game.rules.compiled import Rules
from game.session.game import Game, Moment
from game.session.records.recorded_actions import Message

MOMENTS = 7
"""How many moments of a game are looked at."""


def rules_of(scenario: str) -> Rules:
    return translations(scenario).rules("en")


def page_of(game: Game, side: str, *, others_prepare: bool) -> SeatPage:
    worded = WordedGame(game, dict.fromkeys(game.rules.sides, ME))
    if others_prepare:
        for other in set(game.state.to_move) - {side}:
            for action in list(game.rules.scenario.actions):
                worded.selection(other).add(action)
    seats = tuple(game.rules.scenario.sides[side].seats) or ("",)
    context = SeatContext("ann", (Teammate("ann", seat=seats[0]),), "ann")
    return seat_page(worded, side, context)


def disclosed(game: Game, side: str) -> Keys:
    """What an author discloses to a side by what its page may show."""
    rules, state, found = game.rules, game.state, Disclosed(game.rules)
    keys = found.by_view(state, side) | found.by_legal(state, side)
    for table in rules.tables:
        if rules.index.sides[side] not in table.parties:
            continue
        most = max(len(issue.options) for issue in table.issues)
        for number in range(most):
            package = tuple(min(number, len(issue.options) - 1) for issue in table.issues)
            keys |= found.by_worth(table, side, package)
    return keys


def other_state(game: Game, side: str, luck: Random) -> State:
    """The state with something else wherever the side can't look."""
    swaps = Secrets(game.rules, game.state, side, luck).swaps()
    kept = disclosed(game, side)
    return swapped(game.state, {key: value for key, value in swaps.items() if key not in kept})


def hide(game: Game, side: str, state: State) -> None:
    """Puts another state in the place of the present one, and drops what the side may not know."""
    game.moments[-1] = evolve(game.moments[-1], state=state)
    for number, moment in enumerate(game.moments):
        game.moments[number] = without_hidden_entries(moment, side)


def without_hidden_entries(moment: Moment, side: str) -> Moment:
    shown = tuple(entry for entry in moment.entries if entry.shown_to(side) is not None)
    return evolve(moment, entries=shown)


@pytest.mark.parametrize("scenario", KEPT)
def test_something_else_in_the_place_of_secrets_leaves_the_page_equal(scenario: str) -> None:
    luck, changed = Random(scenario), 0
    length = len(decisions(scenario))
    for count in sorted(luck.sample(range(length + 1), MOMENTS)):
        for side in rules_of(scenario).sides:
            game = kept_game(scenario, count)
            plain = page_of(game, side, others_prepare=False)
            state = other_state(game, side, luck)
            changed += state != game.state
            hide(game, side, state)
            assert page_of(game, side, others_prepare=True) == plain, (count, side)
    assert changed > MOMENTS


def test_what_others_say_to_each_other_is_on_nobody_elses_page() -> None:
    def told(words: str) -> Game:
        game = kept_game("nexperia-standoff", 3)
        sides = list(game.rules.sides)
        game.do(Message(sides[0], sides[1]), words)
        return game

    sides = rules_of("nexperia-standoff").sides
    one, other = told("Meet me at the canal."), told("I know nothing.")
    for side, same in zip(sides, (False, False, True), strict=True):
        pages = [page_of(game, side, others_prepare=False) for game in (one, other)]
        assert (pages[0] == pages[1]) == same
