"""A tournament as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from game.lab.run.estimates import Estimate
from game.lab.studies.bot_names import bot_names
from game.lab.studies.tournament import Rating, Tournament
from game.lab.summary.columns import columns, decimal, difference, per_cent, quantity, wrap
from game.model.scenario import titled
from game.words.naming import Naming


def tournament_text(result: Tournament) -> list[str]:
    """The roles, the ratings group by group, and what they mean."""
    scenario = result.plan.scenario
    naming = Naming(scenario)
    pairings = quantity(len(result.pairings), "pairing")
    games = quantity(result.plan.games, "game")
    rows = [
        (side, naming.side_in_table(side), _mean(each), decimal(scenario.sides[side].par, 0))
        for side, each in result.roles.items()
    ]
    blocks = [
        wrap(f"{pairings} of {games} of {titled(scenario.title, scenario.id)}, on the same seeds."),
        columns("Roles", ("mean bots", "par"), rows),
        *_groups(result),
        [*wrap(_SENTENCE), *wrap(_explained(result))],
    ]
    return [line for block in blocks for line in ["", *block]][1:]


_SENTENCE = (
    "Own: what a bot adds to the score of the side that it plays, beside the mean of the bots in "
    "the same table. Others: what it adds to the score of another side, if it plays all but that."
)


def _explained(result: Tournament) -> str:
    return (
        f"Role and bots explain {per_cent(result.explained)} of the variance between pairings; the "
        "rest is who met whom, and chance."
    )


def _groups(result: Tournament) -> Iterator[list[str]]:
    names = bot_names(each.bot for each in result.ratings)
    groups = dict.fromkeys(each.group for each in result.ratings)
    for group in groups:
        own = [each for each in result.ratings if each.group == group]
        sides = [side for side in result.roles if any(side in each.sides for each in own)]
        yield columns(
            f"Bots of {', '.join(sides)}",
            ("own", "others"),
            [_row(names[each.bot], each) for each in own],
        )


def _row(name: str, rating: Rating) -> tuple[str, str, str, str]:
    return name, "", difference(rating.effect), difference(rating.on_others)


def _mean(estimate: Estimate) -> str:
    return difference(estimate).lstrip("+")
