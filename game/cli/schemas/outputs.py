"""What each command prints with `--json`, and the JSON Schemas that say so.

Each type stands beside the function that makes the value, which mypy compares with it.
"""

from __future__ import annotations

from typing import Annotated, Any, NotRequired, TypedDict

from game.cli.hosting.announcement import OpenRoomJson
from game.cli.hosting.check import ListeningJson, NoNetworkJson, ReachedJson, SocketJson
from game.cli.reading_time import ReadingJson
from game.cli.replay import DifferentJson, ReplayedJson
from game.cli.schemas.typed import schema_of
from game.lab.standard.as_json import BalanceJson
from game.lab.studies.compare import ComparisonJson
from game.lab.studies.pairings import AllPairingsJson
from game.lab.studies.sensitivity import SensitivityJson
from game.lab.studies.sweep import SweepJson
from game.lab.studies.tournament import TournamentJson
from game.lab.studies.tune import TuningJson
from game.lab.summary.as_json import SummaryJson
from game.model.problems import ProblemJson
from game.presenter.insight.as_json import AnalysisJson


class CheckJson(TypedDict):
    """What `communique check` finds."""

    problems: Annotated[list[ProblemJson], "All mistakes and warnings; empty if there are none."]
    words: NotRequired[
        Annotated[list[ReadingJson], "With --words, one for each scenario without a mistake."]
    ]


OUTPUTS: dict[str, Any] = {
    "simulate": SummaryJson | AllPairingsJson,
    "balance": BalanceJson,
    "sweep": SweepJson,
    "sensitivity": SensitivityJson,
    "tune": TuningJson,
    "compare": ComparisonJson,
    "tournament": TournamentJson,
    "check": CheckJson,
    "replay": ReplayedJson | DifferentJson,
    "debrief": AnalysisJson,
    "host": OpenRoomJson | ListeningJson | NoNetworkJson | ReachedJson | SocketJson,
}
"""By command, the type of its document; `host` prints several, each on a line."""


def output_schema(command: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what a command prints with `--json`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:communique:output:{command}",
        "title": f"What communique {command} prints with --json",
        **schema_of(OUTPUTS[command]),
    }
