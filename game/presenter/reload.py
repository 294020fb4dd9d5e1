"""A game at one screen, played again by a changed version of its scenario."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from attrs import frozen

from game.authoring.reading.files import Files
from game.authoring.resolved import resolve_files
from game.bots.seats import read_seats
from game.model.decisions import FACILITATOR, Decision
from game.model.frozen import FrozenMap
from game.model.players import ME, UNIFORM
from game.model.scenario import Scenario
from game.presenter.hot_seat import HotSeat
from game.presenter.timeline.timeline import Timeline
from game.rules.compile import compile_rules
from game.session.records.replay import Misfit, refit
from game.session.records.saved import Saving
from game.session.said_and_done import decider
from game.session.seats import has_player
from game.session.translations import Translations


@frozen
class ReloadedGame:
    """A game of the changed scenario, not saved yet, and how much of the former one it repeats."""

    hot_seat: HotSeat
    complete: bool
    """Whether it repeats every line of the former record."""
    misfit: Misfit | None
    """Where it stops repeating what counts; None where it repeats all of that."""

    @property
    def decisions(self) -> int:
        """The number of decisions that it repeats."""
        return sum(isinstance(line.action, Decision) for line in self.hot_seat.game.lines)


def reload_game(former: HotSeat, scenario: Scenario, files: Files) -> ReloadedGame:
    """Plays a game again by its changed scenario, with the same people at the screen.

    files: those from which the scenario was read.
    """
    refitted = refit(former.game, compile_rules(scenario))
    seats = refit_seats(former.first_seats, scenario)
    saving = Saving(refitted.game, seats, partial(resolve_files, files))
    code = former.words.scenario.language
    hot_seat = HotSeat(refitted.game, seats, saving, Translations(scenario, files), code)
    hot_seat.take_over(former)
    return ReloadedGame(hot_seat, refitted.complete, refitted.misfit)


def refit_seats(former: Mapping[str, str], scenario: Scenario) -> FrozenMap[str, str]:
    """Who plays each side: whoever did, and where that is impossible, whoever usually would."""
    here = {side: who for side, who in former.items() if side in scenario.sides}
    people = [f"{side}={ME}" for side, who in here.items() if who == ME]
    bots = {side: who for side, who in here.items() if has_player(scenario, side, who)}
    usual = [f"{side}={UNIFORM}" for side in bots]
    return FrozenMap({**read_seats(scenario, [*people, *usual], bots_only=False), **bots})


def describe_misfit(former: HotSeat, misfit: Misfit, changed: HotSeat) -> tuple[int, str, str]:
    """The turn of the decision that no longer fits, the decision, and why it is refused."""
    timeline = Timeline(former.words_for(FACILITATOR), former.game, FACILITATOR)
    line = timeline.line(timeline.number_of(misfit.number))
    side = decider(former.game.moments[misfit.number])
    reason = changed.words.refusal(misfit.refusal, side, changed.asked_about)
    return line.turn, line.sentence, reason
