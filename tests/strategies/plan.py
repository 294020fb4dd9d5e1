"""The plan of a drawn scenario: how large it is, what it may use, and every id before any content.

Hypothesis draws the sizes and features, so that a failure shrinks to a small scenario; everything
else follows from a seed and from where a thing stands, so that leaving one thing out keeps the
rest alike.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from attrs import define, field, frozen
from hypothesis import strategies as st

SIDES = ("north", "south", "east", "west")
TRACKS = ("trust", "heat", "flow", "stock", "mood", "ice")
LEVELS = ("shut", "ajar", "wide", "gone")
ISSUES = ("price", "pace", "check", "scope", "place")
OPTIONS = ("nil", "low", "mid", "high")
TABLES = ("pact", "accord")
TAGS = ("hostile", "soft", "covert")
DEALS = ("aim", "weather")
DECKS = ("wire", "street")
SETTINGS = ("bite", "drift")
VALUES = ("calm", "storm", "tempo")

MEMBERS = ("oak", "ash", "fir", "elm", "yew")
COUNTS = ("heads", "folk")
FEATURES = (
    *("after", "agenda", "alternate", "answers", "at", "bands", "chance", "closed", "cooldown"),
    *("costs", "decks", "end", "fire", "formulas", "fragment", "hidden", "lapse", "levels"),
    *("limit", "needs", "next", "no_pass", "now", "once", "one_of", "open", "option_when", "picks"),
    *("phase_when", "purses", "repeat", "reserve", "reveal", "rules", "secret", "shared"),
    *("phase_sides", "parts", "propose"),
    *("speaks_first", "tag_effects", "upkeep", "visits", "weight", "weights_by", "when", "worth"),
    *("several_asked", "answers_together", "votes", "voting_sides", "unseen", "ratify"),
    *("majority", "proposes"),
)
"""What a scenario may use, each left out of one drawn scenario in four."""


@frozen
class Shape:
    """What Hypothesis draws: sizes, the features that may be used, and a seed for all the rest."""

    seed: int
    sides: int
    turns: int
    tracks: int
    settings: int
    values: int
    deals: int
    tags: int
    actions: int
    menus: int
    tables: int
    issues: int
    promises: int
    injects: int
    projects: int
    stages: int
    outcomes: int
    depth: int
    features: frozenset[str]


_SIZES = {
    "sides": (2, 2, 3, 3, 3, 4),
    "turns": (3, 2, 4, 5, 6, 1),
    "tracks": (1, 3, 4, 5, 6),
    "settings": (0, 1, 2),
    "values": (0, 1, 2, 3),
    "deals": (0, 1, 2),
    "tags": (0, 1, 2, 3),
    "actions": (1, 2, 3, 4),
    "menus": (1, 2, 2, 3),
    "tables": (0, 1, 1, 2),
    "issues": (1, 2, 3, 4, 5),
    "promises": (0, 1, 2),
    "injects": (0, 2, 4, 6, 8),
    "projects": (0, 1, 2, 3),
    "stages": (1, 2, 2, 3),
    "outcomes": (1, 2, 3, 3, 4),
    "depth": (1, 2, 3),
}


def choice(name: str, *choices: Any) -> st.SearchStrategy[tuple[str, Any]]:
    """One of some choices, the simplest first, beside its name.

    Hypothesis follows up an example by others in which parts drawn by like strategies are made the
    same. Of five games four would then be the fifth once more, with hardly a change. So no two
    things are drawn alike: each choice bears its name.
    """
    return st.sampled_from([(name, one) for one in choices])


_CHOICES = [
    *(choice(name, *sizes) for name, sizes in _SIZES.items()),
    *(choice(feature, False, True, True, True) for feature in FEATURES),
]


@st.composite
def shapes(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Shape:
    """Sizes and features; the first of each choice is the smallest."""
    drawn = dict([draw(one) for one in _CHOICES])
    sizes = {name: drawn[name] for name in _SIZES}
    features = frozenset(feature for feature in FEATURES if drawn[feature])
    return Shape(seed=draw(st.integers(0, 2**32 - 1)), features=features, **sizes)


@define
class TrackPlan:
    """A track: its bounds, where it starts, and its levels where it has some."""

    low: int
    high: int
    start: int
    levels: tuple[str, ...] = ()


@define
class ActionPlan:
    """An action: whose it is, where it stands, and its tags."""

    sides: tuple[str, ...]
    menu: str
    tags: tuple[str, ...]


@define
class TablePlan:
    """A table: its parties, and the options of each issue."""

    between: tuple[str, ...]
    issues: dict[str, tuple[str, ...]]


@define
class QuestionPlan:
    """A question of an inject: whom it asks, its answers, and whether these are unseen."""

    sides: tuple[str, ...]
    answers: tuple[str, ...]
    together: bool


@define
class Plan:
    """Every id of a scenario, with what others must know of it to speak of it."""

    shape: Shape
    sides: tuple[str, ...] = ()
    tracks: dict[str, TrackPlan] = field(factory=dict)
    purses: dict[str, str] = field(factory=dict)
    settings: tuple[str, ...] = ()
    values: dict[str, int] = field(factory=dict)
    """Named expressions, each with a number that none of its values exceeds either way."""
    deals: dict[str, tuple[str, ...]] = field(factory=dict)
    tags: tuple[str, ...] = ()
    actions: dict[str, ActionPlan] = field(factory=dict)
    tables: dict[str, TablePlan] = field(factory=dict)
    promises: dict[str, int] = field(factory=dict)
    injects: tuple[str, ...] = ()
    questions: dict[str, QuestionPlan] = field(factory=dict)
    votes: tuple[str, ...] = ()
    """The injects that put something to a vote."""
    projects: tuple[str, ...] = ()
    ratifiers: dict[str, tuple[str, ...]] = field(factory=dict)
    """By table at which what is signed must be ratified, the votes that it needs."""
    majorities: tuple[str, ...] = ()
    """The tables at which a majority agrees packages."""
    stages: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    called: set[str] = field(factory=set)
    """Injects that promises fire, as a turn ends: they had better ask something."""
    points: dict[str, int] = field(factory=dict)
    """By side, a number that its score never exceeds either way."""

    @property
    def main_track(self) -> str:
        """The one at whose edges games may end, and which some effects push there."""
        return TRACKS[0]

    def luck(self, *path: str | int) -> Random:
        """The chance of what stands at a path."""
        return Random("/".join(map(str, (self.shape.seed, *path))))

    def may(self, feature: str, luck: Random, percent: int = 50) -> bool:
        """Whether something is used here: where the scenario uses it at all, in some percent."""
        assert feature in FEATURES, feature
        return feature in self.shape.features and luck.randrange(100) < percent


def planned(shape: Shape) -> Plan:
    """The ids of a scenario of this shape."""
    plan = Plan(shape)
    plan.sides = SIDES[: shape.sides]
    plan.settings = SETTINGS[: shape.settings]
    plan.tags = TAGS[: shape.tags]
    plan.injects = tuple(f"event{i}" for i in range(shape.injects))
    for id in plan.injects:
        luck = plan.luck("question", id)
        if plan.may("answers", luck, 55):
            plan.questions[id] = question_plan(plan, luck)
        elif plan.may("votes", luck, 80):
            plan.votes = (*plan.votes, id)
    plan.projects = tuple(f"work{i}" for i in range(shape.projects))
    plan.stages = tuple(f"stage{i}" for i in range(shape.stages))
    plan.outcomes = tuple(f"ending{i}" for i in range(shape.outcomes))
    for i in range(shape.tracks):
        plan.tracks[TRACKS[i]] = _track(plan, plan.luck("track", i), i)
    if "purses" in shape.features:
        for side in plan.sides:
            plan.purses[side] = f"{side}_purse"
            plan.tracks[plan.purses[side]] = TrackPlan(0, 5, 2)
    for i in range(shape.deals):
        count = plan.luck("deal", i).choice((1, 2, 2, 3))
        plan.deals[DEALS[i]] = ("sun", "rain", "wind")[:count]
    _actions(plan)
    for i in range(shape.tables):
        plan.tables[TABLES[i]] = _table(plan, plan.luck("table", i))
        luck = plan.luck("ratify", i)
        if plan.votes and plan.may("ratify", luck, 95):
            needed = luck.sample(plan.votes, min(len(plan.votes), luck.choice((1, 2, 2))))
            plan.ratifiers[TABLES[i]] = tuple(needed)
        if plan.may(
            "majority", plan.luck("majority", i), 15 if TABLES[i] in plan.ratifiers else 50
        ):
            plan.majorities = (*plan.majorities, TABLES[i])
    for i in range(shape.promises):
        plan.promises[f"vow{i}"] = plan.luck("promise", i).choice((1, 1, 2, 3))
    return plan


def question_plan(plan: Plan, luck: Random) -> QuestionPlan:
    """A question to one side or to several."""
    names = ["yes", "later", "accept"][: luck.randint(1, 3)]
    luck.shuffle(names)
    count = luck.randint(2, len(plan.sides)) if plan.may("several_asked", luck, 60) else 1
    sides = tuple(luck.sample(plan.sides, count))
    return QuestionPlan(sides, tuple(names), count > 1 and plan.may("answers_together", luck, 65))


def _track(plan: Plan, luck: Random, number: int) -> TrackPlan:
    if number and plan.may("levels", luck, 30):
        levels = LEVELS[: luck.randint(2, 4)]
        return TrackPlan(0, len(levels) - 1, luck.randrange(len(levels)), levels)
    low, high = luck.choice(((0, 100), (0, 100), (0, 10), (-20, 20), (0, 3), (5, 1000)))
    third = (high - low) // 3
    return TrackPlan(low, high, luck.randint(low + third, high - third))


def _actions(plan: Plan) -> None:
    """Some for each side, and some for several."""
    shape = plan.shape
    for side in plan.sides:
        for i in range(shape.actions):
            luck, id = plan.luck("action", side, i), f"{side}_{i}"
            sides: tuple[str, ...] = (side,)
            if plan.may("shared", luck, 30):
                sides = tuple(one for one in plan.sides if one == side or luck.random() < 0.6)
            # The first action of every side stands on the first menu: every side takes part.
            menu = f"menu{luck.randrange(shape.menus) if i else 0}"
            tags = tuple(tag for tag in plan.tags if luck.random() < 0.5)
            plan.actions[id] = ActionPlan(sides, menu, tags)


def _table(plan: Plan, luck: Random) -> TablePlan:
    sides = list(plan.sides)
    if luck.random() < 0.5:
        luck.shuffle(sides)
    between = tuple(sides[: luck.choice((2, len(sides), len(sides)))])
    issues = luck.sample(ISSUES, plan.shape.issues)
    return TablePlan(between, {issue: OPTIONS[: luck.choice((1, 2, 2, 3, 4))] for issue in issues})
