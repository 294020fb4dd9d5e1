"""The shown start and parts of a score add up to its shown end, on every page and in JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from random import Random

import debriefed
import pytest
from attrs import evolve
from kept_games import KEPT, decisions, kept_game
from tiny_plays import THREE

from game.insight.account import Account, EventWorth, SideAccount, expect_start, make_account
from game.insight.analysis import Analysis
from game.insight.history import HistoryStep, list_steps
from game.insight.intervals import EXACT, Interval, around
from game.insight.reference import Scale, reference_of
from game.kernel.lowering.lower import lower
from game.model.frozen import FrozenMap
from game.presenter.debrief.debrief import Debrief
from game.presenter.hindsight.as_json import analysis_as_json
from game.presenter.hindsight.waterfall import Waterfall, waterfall
from game.presenter.report.insight_charts import sum_chart
from game.session.game import Game
from game.words.language import language
from game.words.wording import Wording

ROLLOUTS = 8
DRAWN = 150
FIGURE = re.compile(r"[−+±]?\d+")
THE_ISSUE = (68.6, -8.4, 15.6, -34.6, -0.2), 41
"""Start, luck, own, others', remainder and end: each rounded by itself, 69 − 8 + 16 − 35 ± 0."""


def figure(text: str) -> int:
    return int(text.replace("−", "-").replace("±", ""))


def debrief_of(game: Game, code: str = "en") -> Debrief:
    words = Wording(game.rules.scenario, language(code))
    return Debrief(game, words, dict.fromkeys(game.rules.sides, "me"))


def analysis_of(game: Game, account: Account) -> Analysis:
    """An analysis with nothing in it but an account."""
    sides = game.rules.sides
    scales = FrozenMap((side, Scale(50.0, 20, (0.0,) * 99)) for side in sides)
    baselines: FrozenMap[str, Interval] = FrozenMap({"uniform": around(55.4, 2)})
    seats = FrozenMap(dict.fromkeys(sides, baselines))
    return Analysis(reference_of(game.rules), scales, (), 0, account, seats)


def of_a_side(parts: Iterable[float], final: float) -> SideAccount:
    """start, luck, own, others' and remainder, and the facilitator's where there are six."""
    start, luck, own, others, remainder, *more = parts
    facilitator = around(more[0], 1) if more else EXACT
    return SideAccount(
        final,
        start=around(start, 1.4),
        luck=around(luck, 1.4),
        own=around(own, 1.4),
        others=around(others, 1.4),
        facilitator=facilitator,
        remainder=around(remainder, 2),
    )


def drawn_side(luck: Random, facilitator: bool) -> SideAccount:
    """Parts of every size, among them some that are shown as ±0."""
    parts = [luck.choice((luck.uniform(-40, 40), luck.uniform(-0.6, 0.6))) for _ in range(3)]
    more = [luck.uniform(-9, 9)] if facilitator else []
    remainder, final = luck.uniform(-1.5, 1.5), luck.randint(-30, 130)
    start = final - sum(parts) - sum(more) - remainder
    return of_a_side((start, *parts, remainder, *more), final)


def account_of(game: Game, sides: Iterable[SideAccount], *, facilitator: bool = False) -> Account:
    step = list_steps(game)[0]
    events = (an_event(step, game),) if facilitator else ()
    seats = reference_of(game.rules).account
    return Account(seats, 60, FrozenMap(zip(game.rules.sides, sides, strict=True)), events, ())


def an_event(step: HistoryStep, game: Game) -> EventWorth:
    values = FrozenMap(dict.fromkeys(game.rules.sides, EXACT))
    return EventWorth(step, "facilitator", 1, "facilitator", None, values, FrozenMap())


def fall_of(debrief: Debrief, analysis: Analysis, side: str) -> Waterfall:
    fall = waterfall(debrief, analysis, side)
    assert isinstance(fall, Waterfall)
    return fall


def sums(debrief: Debrief, analysis: Analysis, side: str) -> Iterator[tuple[str, list[int]]]:
    """By face, the figures that it shows: start, parts, end."""
    words, fall = debrief.words, fall_of(debrief, analysis, side)
    bars = fall.bars
    yield "all faces", [figure(bar.text) for bar in bars]
    chart = sum_chart(debrief, analysis, side)
    assert chart is not None
    names = [bar.name for bar in bars]
    told = [re.search(rf"{name} ([−+±]?\d+)[ .]", chart.description) for name in names]
    yield "report", [figure(each[1]) for each in told if each is not None]
    own = analysis_as_json(words, debrief.game, analysis)["sides"][side]
    parts = "start", "luck", "own", "others", "facilitator", "remainder", "final"
    yield "JSON", [round(own[part] * 100) for part in parts]  # type: ignore[literal-required]


def check(debrief: Debrief, analysis: Analysis) -> None:
    """Every face adds up, all show the same whole points, and the sentences the same once more."""
    for side in debrief.game.rules.sides:
        faces = dict(sums(debrief, analysis, side))
        for face, (*shown, end) in faces.items():
            assert sum(shown) == end, (face, shown, end)
        assert faces["all faces"] == faces["report"]
        fall = fall_of(debrief, analysis, side)
        told = {int(each) for each in re.findall(r"\d+", fall.answer)}
        expected = {abs(bar.points) for bar in fall.bars if bar.tone}
        assert expected <= told, "the sentence below the bars has their figures"


def test_the_sum_of_the_issue_adds_up_on_every_face() -> None:
    game = debriefed.end()
    account = account_of(game, [of_a_side(*THE_ISSUE)] * 2)
    parts, end = THE_ISSUE
    assert sum(round(part) for part in parts) != end, "rounded one by one, they would not"
    debrief, analysis = debrief_of(game), analysis_of(game, account)
    check(debrief, analysis)
    told = [bar.text for bar in fall_of(debrief, analysis, "north").bars]
    assert told == ["69", "−8", "+16", "−35", "−1", "41"]


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize("text", [debriefed.STORY, THREE], ids=["two sides", "three sides"])
def test_drawn_sums_add_up_on_every_face(text: str, code: str) -> None:
    game, luck = debriefed.begin(text), Random(37)
    debriefed.finish(game)
    debrief = debrief_of(game, code)
    for number in range(DRAWN):
        facilitator = number % 3 == 0
        sides = [drawn_side(luck, facilitator) for _ in game.rules.sides]
        account = account_of(game, sides, facilitator=facilitator)
        check(debrief, analysis_of(game, account))


@pytest.mark.parametrize("scenario", KEPT)
def test_a_game_of_each_shipped_scenario_adds_up_on_every_face(scenario: str) -> None:
    game = kept_game(scenario, len(decisions(scenario)))
    tables, seats, steps = lower(game.rules), reference_of(game.rules).account, list_steps(game)
    start = expect_start(tables, steps[0], seats, ROLLOUTS, 5)
    account = make_account(tables, steps, seats, start, ROLLOUTS, 7)
    assert isinstance(account, Account)
    for thirds in range(3):  # the same with other fractions
        sides = {
            side: evolve(of, luck=around(of.luck.mean + thirds / 3, 1))
            for side, of in account.sides.items()
        }
        check(debrief_of(game), analysis_of(game, evolve(account, sides=FrozenMap(sides))))
