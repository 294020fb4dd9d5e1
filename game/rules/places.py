"""The place of an expression in a scenario decides what it can refer to and who is shown it."""

from __future__ import annotations

from attrs import frozen

from game.model.scenario import Scenario

Path = tuple[str | int, ...]


@frozen
class Spot:
    """What an expression at a place can refer to.

    asking: the sides that `worth` and `reserve` refer to; if empty, they can't be used.
    table: the table whose issues can be named, for the package being judged; else None.
    shown: the sides that are shown the expression or its effect (rule 7.4).
    dealt: whether cards can be used; False before the deal.
    scores: whether scores can be used, which is where a game is judged.
    levels: the track whose levels can be named: the one that a change sets.
    """

    asking: tuple[str, ...] = ()
    table: str | None = None
    shown: tuple[str, ...] = ()
    dealt: bool = True
    scores: bool = False
    levels: str | None = None


ANYWHERE = Spot()


def spot(scenario: Scenario, path: Path) -> Spot:
    """Returns what the expression at a path can refer to.

    The path has an index even where one value stands for a list.
    """
    match path:
        case ("sides", str(side), *_, "score", int(), "points"):
            return Spot(asking=(side,), shown=(side,))
        case ("actions", str(id), "when"):
            sides = scenario.actions[id].side
            return Spot(asking=sides, shown=sides)
        case ("injects", str(id), "answers", str(), "when"):
            asked = scenario.injects[id].ask
            return Spot(asking=asked, shown=asked)
        case ("tables", str(id), *rest):
            return _at_table(scenario, id, tuple(rest))
        case ("outcomes" | "epilogue" | "press", *_, "when") | ("tests", int(), "then", int()):
            return Spot(scores=True)
        case ("deals", *_):
            return Spot(dealt=False)
        case _:
            return ANYWHERE


def _at_table(scenario: Scenario, id: str, rest: Path) -> Spot:
    parties = scenario.tables[id].between
    match rest:
        case ("rules", int()):
            return Spot(table=id, shown=parties)
        case ("majority", "leans", str()):
            return Spot(table=id)
        case ("reserve", str(side)):
            return Spot(shown=(side,))
        case ("issues", str(), "when"):
            return Spot(shown=parties)
        case ("issues", str(), "weight", str(side), *_):
            return Spot(shown=(side,))
        case ("issues", str(), "options", str(), "when"):
            return Spot(table=id, shown=parties)
        case ("issues", str(), "options", str(), "worth" | "needs", str(side)):
            return Spot(table=id, shown=(side,))
        case _:
            return ANYWHERE
