"""Kuala Lumpur is played on 27 October 2025: what came later is told as history, or afterwards."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs
import pytest

from game.authoring.load import load
from game.authoring.shipped import shipped
from game.model.injects import Inject
from game.model.scenario import Scenario

DAY = "2025-10-27"
OF_EARLIER_FACTS = {"MAL-RE"}
"""Written later, of what was so before: that Malaysia has closed the export of raw earths."""
CITED = re.compile(r"\[([A-Z][A-Za-z0-9_, -]+)\]")


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load(shipped()["kuala-lumpur"])


def citing(value: Any, path: tuple[str, ...] = (), told: bool = True) -> Iterator[tuple[str, str]]:
    """Where a source is named in what is told before the end: under which path, which key."""
    told = told and not (isinstance(value, Inject) and value.historical)
    if isinstance(value, str):
        found = (key for keys in CITED.findall(value) for key in keys.split(", "))
        yield from (("/".join(path), key) for key in found if told)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from citing(each, (*path, str(key)), told)
    elif isinstance(value, tuple):
        for i, each in enumerate(value):
            yield from citing(each, (*path, str(i)), told)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            each = getattr(value, field.name)
            if field.name == "source" and told:
                yield from (("/".join(path), key) for key in each)
            elif field.name not in ("source", "sources", "debrief"):
                yield from citing(each, (*path, field.name), told)


def test_no_source_of_later_days_is_cited_before_the_end_but_as_history(
    scenario: Scenario,
) -> None:
    later = {id for id, each in scenario.sources.items() if (each.as_of or DAY) > DAY}
    assert len(later) > 5
    cited = dict(citing(scenario))
    assert len(cited) > 30
    assert {path: key for path, key in cited.items() if key in later - OF_EARLIER_FACTS} == {}


def test_every_source_is_cited_and_every_historical_event_has_one(scenario: Scenario) -> None:
    sourced = {key for each in scenario.injects.values() for key in each.source}
    debrief = {key for keys in CITED.findall(scenario.debrief) for key in keys.split(", ")}
    cited = {key for _, key in citing(scenario)} | sourced | debrief
    assert cited == set(scenario.sources)
    unsourced = [id for id, each in scenario.injects.items() if each.historical and not each.source]
    assert unsourced == []
