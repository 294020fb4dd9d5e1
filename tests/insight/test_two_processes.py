"""On two cores an analysis is the same as in one process, whatever becomes of the other one."""

from __future__ import annotations

from multiprocessing import active_children

import debriefed
import pytest

from game.insight import process
from game.insight.analysis import analyse
from game.insight.effort import Effort
from game.insight.process import analyse_in_two_processes

QUICK = Effort(usual=40, most=40, start_games=100, runs=4, expert_runs=2)


def test_both_parts_are_those_of_one_process() -> None:
    game = debriefed.end()
    told: list[float] = []

    def proceed(share: float) -> bool:
        told.append(share)
        return True

    whole = analyse_in_two_processes(game, QUICK, proceed)
    assert told
    alone = analyse(game, QUICK)
    assert whole.baselines == alone.baselines
    assert {*whole.baselines["north"]} == {"uniform", "expert"}
    assert whole.grades == alone.grades


def test_where_the_other_process_fails_its_part_is_done_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    game = debriefed.end()
    monkeypatch.setattr(process, "_play_baselines", int)  # which refuses what it gets
    assert analyse_in_two_processes(game, QUICK).baselines == analyse(game, QUICK).baselines


def test_the_other_process_ends_when_this_one_is_interrupted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[object] = []

    def interrupt(*_: object, **__: object) -> None:
        started.extend(active_children())
        raise KeyboardInterrupt

    monkeypatch.setattr(process, "analyse", interrupt)
    with pytest.raises(KeyboardInterrupt):
        analyse_in_two_processes(debriefed.end(), Effort())
    assert len(started) == 1
    assert active_children() == []
