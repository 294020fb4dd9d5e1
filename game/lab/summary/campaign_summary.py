"""The summary of many campaigns, as lines of text and as a JSON document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, TypedDict

from game.lab.batches.campaign_games import CampaignTally
from game.lab.batches.estimates import mean, share, standard_deviation
from game.lab.batches.tally import Histogram
from game.lab.summary.as_json import (
    DistributionJson,
    ScoreJson,
    ShareJson,
    TableJson,
    distribution_json,
    score_json,
    share_json,
    tables_json,
)
from game.lab.summary.columns import columns, decimal, interval, per_cent, quantity, wrap
from game.lab.summary.sections import Sections
from game.model.scenario import titled
from game.rules.campaigns import CampaignRules
from game.rules.compile import compile_rules
from game.words.naming import Naming


class ChapterJson(TypedDict):
    """What became of a chapter, in the campaigns that played it."""

    scenario: Annotated[str, "The id of its scenario."]
    seats: Annotated[dict[str, str], "By side, its bot."]
    played: Annotated[ShareJson, "The campaigns that played it, by the share of all."]
    outcomes: Annotated[dict[str, ShareJson], "By outcome, the games that ended with it."]
    scores: Annotated[dict[str, ScoreJson], "By side, its scores at the end, in points."]
    tables: Annotated[dict[str, TableJson], "By table, what was signed there."]


class ResultJson(TypedDict):
    """A line of the result."""

    label: Annotated[str, "What it measures."]
    seat: Annotated[str, "Whose line it is, by the side that it is first in the campaign."]
    points: Annotated[DistributionJson, "The points it gave."]


class CampaignJson(TypedDict):
    """What `communique simulate` finds about a campaign."""

    campaign: Annotated[str, "The id of the campaign."]
    seed: Annotated[int, "The seed of the first campaign; each later one has one more."]
    seats: Annotated[
        dict[str, str], "By seat of the campaign, its bot; a seat has the name of its first side."
    ]
    campaigns: Annotated[int, "How many were played."]
    decisions: Annotated[int, "How many decisions were taken in all games."]
    seconds: Annotated[float, "How long the games took, in seconds."]
    chapters: Annotated[dict[str, ChapterJson], "By chapter, what became of it."]
    result: Annotated[list[ResultJson], "The lines of the result, in file order."]
    totals: Annotated[dict[str, DistributionJson], "By seat with a line, the sum of its lines."]


def campaign_json(
    rules: CampaignRules, tally: CampaignTally, seats: Mapping[str, str], seed: int, seconds: float
) -> CampaignJson:
    """The summary of campaigns by id. Shares are from 0 to 1."""
    lines = zip(rules.campaign.result, tally.lines, strict=True)
    return {
        "campaign": rules.campaign.id,
        "seed": seed,
        "seats": dict(seats),
        "campaigns": tally.campaigns,
        "decisions": tally.decisions,
        "seconds": seconds,
        "chapters": {
            chapter.id: _chapter_json(rules, tally, seats, number)
            for number, chapter in enumerate(rules.chapters)
        },
        "result": [
            {"label": line.label, "seat": line.side, "points": distribution_json(points)}
            for line, points in lines
        ],
        "totals": {seat: distribution_json(points) for seat, points in tally.totals.items()},
    }


def _chapter_json(
    rules: CampaignRules, tally: CampaignTally, seats: Mapping[str, str], number: int
) -> ChapterJson:
    chapter, games = rules.chapters[number], tally.chapters[number]
    document: ChapterJson = {
        "scenario": chapter.scenario.id,
        "seats": dict(chapter.seated(seats)),
        "played": share_json(tally.played(number), tally.campaigns),
        "outcomes": {},
        "scores": {},
        "tables": {},
    }
    if games is not None:
        own = compile_rules(chapter.scenario)
        ended = zip(own.outcomes, games.outcomes, strict=True)
        document["outcomes"] = {each.id: share_json(n, games.games) for each, n in ended}
        document["scores"] = {id: score_json(own, games, i) for i, id in enumerate(own.sides)}
        document["tables"] = tables_json(own, games)
    return document


def campaign_summary(
    rules: CampaignRules, tally: CampaignTally, seats: Mapping[str, str], seconds: float
) -> list[str]:
    """The lines of the summary of campaigns. seats: by seat of the campaign, its bot."""
    parts = [
        _played(rules, tally, seats, seconds),
        _chapters(rules, tally),
        *_results(rules, tally),
        *(part for number in range(len(rules.chapters)) for part in _chapter(rules, tally, number)),
    ]
    return [line for part in parts for line in ("", *part)][1:]


def _played(
    rules: CampaignRules, tally: CampaignTally, seats: Mapping[str, str], seconds: float
) -> list[str]:
    decisions = quantity(tally.decisions, "decision")
    total = f"{quantity(tally.campaigns, 'campaign')} of {rules.campaign.title}: {decisions}"
    seating = "; ".join(f"{_name(rules, seat)}: {bot}" for seat, bot in seats.items())
    return [*wrap(f"{total} in {seconds:,.1f} s."), *wrap(f"{seating}.")]


def _name(rules: CampaignRules, seat: str) -> str:
    """The name of a seat: that of the side which it is first."""
    scenario = rules.campaign.scenarios[rules.seats[seat]]
    return Naming(scenario).side(seat)


def _chapters(rules: CampaignRules, tally: CampaignTally) -> list[str]:
    rows = []
    for number, chapter in enumerate(rules.chapters):
        estimate = share(tally.played(number), tally.campaigns)
        title = titled(chapter.scenario.title, chapter.scenario.id)
        figures = (f"{tally.played(number):,}", per_cent(estimate.value), interval(estimate, 100))
        rows.append((chapter.id, title, *figures))
    return columns("Chapters", ("played", "share", "95 % interval"), rows)


def _results(rules: CampaignRules, tally: CampaignTally) -> Iterator[list[str]]:
    for seat, total in tally.totals.items():
        rows = [
            ("", line.label, *_figures(points))
            for line, points in zip(rules.campaign.result, tally.lines, strict=True)
            if line.side == seat
        ]
        heads = ("mean", "95 % interval", "spread")
        whole = [("", "In all", *_figures(total))] if len(rows) > 1 else []
        yield columns(f"Result: {_name(rules, seat)}", heads, [*rows, *whole])


def _figures(points: Histogram) -> tuple[str, str, str]:
    estimate = mean(points)
    several = sum(points.values()) > 1
    spread = decimal(standard_deviation(points)) if several else "–"
    return decimal(estimate.value), interval(estimate), spread


def _chapter(rules: CampaignRules, tally: CampaignTally, number: int) -> Iterator[list[str]]:
    """The sections about a chapter that was played."""
    chapter, games = rules.chapters[number], tally.chapters[number]
    if games is None:
        return
    title = titled(chapter.scenario.title, chapter.scenario.id)
    sections = Sections(compile_rules(chapter.scenario), games)
    yield wrap(f"Chapter {number + 1}, {chapter.id}: {title}")
    yield sections.outcomes()
    yield sections.scores()
    tables = next(sections.tables(), None)
    if tables is not None:
        yield tables
