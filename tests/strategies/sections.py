"""The sections of a drawn scenario, as plain data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from strategies.formulas import ANYWHERE, Formulas, Spot, before
from strategies.plan import (
    COUNTS,
    DECKS,
    MEMBERS,
    Plan,
    QuestionPlan,
    Shape,
    TrackPlan,
    planned,
    question_plan,
)
from strategies.steps import Steps, Where

Data = dict[str, Any]
IDLE = "idle"
"""The phase in which nobody takes part."""


def scenario(shape: Shape) -> Data:
    """A whole scenario of a shape."""
    plan = planned(shape)
    data: Data = {"format": 1, "id": "drawn", "title": "Drawn", "language": "en"}
    data["turns"] = shape.turns
    data["settings"] = {id: _setting(plan.luck("setting", id)) for id in plan.settings}
    data["values"] = _values(plan)
    sides = _each(plan, plan.sides, "side", _side)
    for section, ids, make in (
        ("tracks", plan.tracks, _track),
        ("deals", plan.deals, _deal),
        ("tags", plan.tags, _tag),
        ("actions", plan.actions, _action),
        ("tables", plan.tables, _table),
        ("promises", plan.promises, _promise),
        ("injects", plan.injects, _inject),
        ("projects", plan.projects, _project),
        ("outcomes", plan.outcomes, _outcome),
    ):
        data[section] = _each(plan, tuple(ids), section, make)
    data["sides"] = sides
    if plan.votes:
        data["weights"], data["bodies"] = _council(plan, plan.luck("council"))
    for id in plan.majorities:
        luck = plan.luck("majority", id)
        weights, bodies = _council(plan, luck, plan.tables[id].between)
        body = bodies["council"]
        data["weights"] = data.get("weights", {}) | {id: weights["league"]}
        data["bodies"] = data.get("bodies", {}) | {id: body | {"weights": id}}
        data["tables"][id]["majority"] = _majority(plan, luck, id, body)
    _hide(plan, data)
    data["phases"] = _phases(plan, data["injects"])
    data["stages"] = _stages(plan, data["phases"])
    if plan.may("upkeep", plan.luck("opening"), 80):
        data["opening"] = Steps(plan, plan.luck("opening", "steps")).some()
    if plan.projects and plan.luck("opening", "projects").random() < 0.4:
        begun = [{"begin": id} for id in plan.projects]
        data["opening"] = [*_listed(data.get("opening", [])), *begun]
    if plan.may("upkeep", plan.luck("each_turn"), 70):
        data["each_turn"] = Steps(plan, plan.luck("each_turn", "steps")).upkeep()
    if plan.purses and "upkeep" in shape.features:
        income = dict.fromkeys(plan.purses.values(), "+1")
        data["each_turn"] = [income, *_listed(data.get("each_turn", []))]
    data["epilogue"] = _epilogue(plan, plan.luck("epilogue"))
    data["press"] = _press(plan, plan.luck("press"))
    knowing = {id: each["seen_by"] for id, each in data["injects"].items() if "seen_by" in each}
    _tell_who_knows(plan, data, knowing)
    _tell(plan, data)
    return {key: value for key, value in data.items() if value not in ({}, [])}


def _hide(plan: Plan, data: Data) -> None:
    """Lets only some sides know of some things: at least those who take part."""
    voters = {*data.get("bodies", {}).get("council", {}).get("sides", {}).values()}
    for section in ("tables", "promises", "injects", "projects"):
        for id, thing in data[section].items():
            luck = plan.luck("unseen", section, id)
            often = section == "promises" or "vote" in thing
            if not plan.may("unseen", luck, 95 if often else 40):
                continue
            part = {*thing.get("between", ())}
            for named in (thing.get("by", ()), thing.get("ask", ())):
                part |= {named} if isinstance(named, str) else {*named}
            part |= voters if "vote" in thing else set()
            seen_by = [side for side in plan.sides if side in part or luck.random() < 0.3]
            if section in ("injects", "projects") or seen_by:
                thing["seen_by"] = seen_by


def _tell_who_knows(plan: Plan, node: object, knowing: dict[str, list[str]]) -> None:
    """Lets the ballots of votes that not all know of be shown only to those who do."""
    if isinstance(node, dict):
        if node.get("reveal") in knowing:
            heard = node.get("to", plan.sides)
            node["to"] = [side for side in knowing[node["reveal"]] if side in heard]
        for inner in node.values():
            _tell_who_knows(plan, inner, knowing)
    elif isinstance(node, list):
        for inner in node:
            _tell_who_knows(plan, inner, knowing)


def _tell(plan: Plan, data: Data) -> None:
    """Lets lines that are said, injects and outcomes tell something which all their readers see."""
    public = _seen_by_all(data)
    if not public:
        return
    luck = plan.luck("braces")
    _put_braces(data, luck, public)
    for id, inject in data["injects"].items():
        knowing = {*inject.get("seen_by", ())}
        own = [
            track
            for track, written in data["tracks"].items()
            if knowing and knowing <= {*written.get("seen_by", plan.sides)}
        ]
        if luck.random() < 0.5:
            inject["text"] = f"News from {id}: {{{luck.choice(own or public)}}}."
    papers = [part for paper in data["press"].values() for part in paper["headlines"]]
    for part in (*data["epilogue"], *papers):
        if luck.random() < 0.5:
            part["text"] = f"In the end: {{{luck.choice(public)}}}."
    for outcome in data["outcomes"].values():
        _maybe(outcome, "text", luck, 50, lambda: f"So it ends: {{{luck.choice(public)}}}.")


def _seen_by_all(data: Data) -> list[str]:
    """What everybody sees of tracks, of values (those of which that is plain) and of votes."""
    things = [id for section in ("tracks", "injects", "tables", "promises", "projects")
              for id, thing in data[section].items() if "seen_by" in thing]  # fmt: skip
    secret = [id for id, action in data["actions"].items() if "secret" in action]
    closed = {*things, *secret, *data["deals"], *data["tags"], "score", "support", "voted"}
    public = [id for id in data["tracks"] if id not in closed]
    for id, formula in data["values"].items():
        if closed.isdisjoint(re.findall(r"\w+", formula)):
            public.append(id)
        else:
            closed.add(id)
    votes = {id: each["vote"] for id, each in data["injects"].items() if "vote" in each}
    told = [id for id, vote in votes.items() if vote.get("ballots") != "secret"]
    return public + [id for id in told if id not in closed]


def _put_braces(node: object, luck: Random, public: list[str]) -> None:
    """Lets the lines that some effects say tell something."""
    if isinstance(node, dict):
        if node.get("say") == "A line.":
            node["say"] = f"A line at {{{luck.choice(public)}}}."
        for each in node.values():
            _put_braces(each, luck, public)
    elif isinstance(node, list):
        for each in node:
            _put_braces(each, luck, public)


def _listed(steps: list[Data] | Data) -> list[Data]:
    return steps if isinstance(steps, list) else [steps]


def _each(
    plan: Plan, ids: tuple[str, ...], section: str, make: Callable[[Plan, Random, str], Data]
) -> Data:
    return {id: make(plan, plan.luck(section, id), id) for id in ids}


def _setting(luck: Random) -> Data:
    value = luck.randint(-3, 9)
    return {"value": value, "range": [-9, 9]} if luck.random() < 0.7 else {"value": value}


def _values(plan: Plan) -> dict[str, str]:
    """Named expressions, each of which may name those before it."""
    found = {}
    for i, id in enumerate(("calm", "storm", "tempo")[: plan.shape.values]):
        luck = plan.luck("value", id)
        formulas, spot = Formulas(plan, luck), before(ANYWHERE, i)
        text, bound = (formulas.test(spot), 1) if luck.random() < 0.5 else formulas.number(spot)
        found[id], plan.values[id] = text, bound
    return found


def _side(plan: Plan, luck: Random, id: str) -> Data:
    lines = []
    for line, bound in _lines(plan, luck, id):
        lines.append(line)
        plan.points[id] = plan.points.get(id, 0) + bound
    side: Data = {"name": id.title(), "brief": "You decide.", "score": lines}
    luck = plan.luck("seats", id)
    if luck.random() < 0.4:
        own = [line for line, _ in _lines(plan, luck, id)]
        side["seats"] = {"aide": {"name": "Aide", "score": own}, "clerk": {"name": "Clerk"}}
    return side


def _lines(plan: Plan, luck: Random, side: str) -> Iterator[tuple[Data, int]]:
    """Score lines of a side or one of its seats, each with a number that it doesn't exceed."""
    formulas, spot = Formulas(plan, luck), Spot(asking=(side,))
    for i in range(luck.randint(1, 3)):
        points, bound = formulas.number(spot)
        if luck.random() < 0.2:
            points, bound = formulas.test(spot), 1
        yield {"label": f"Line {i}", "points": points}, bound


def _track(plan: Plan, luck: Random, id: str) -> Data:
    track = plan.tracks[id]
    data: Data = {"start": track.levels[track.start] if track.levels else track.start}
    if track.levels:
        data["levels"] = {level: level.title() for level in track.levels}
    elif (track.low, track.high) != (0, 100):
        data["range"] = [track.low, track.high]
    if not track.levels and plan.may("bands", luck, 60):
        data["bands"] = _bands(track, luck)
    owner = [side for side, purse in plan.purses.items() if purse == id]
    if owner or plan.may("hidden", luck, 60):
        seers = owner or [side for side in plan.sides if luck.random() < 0.4]
        data["seen_by"] = seers
        blind = [side for side in plan.sides if side not in seers]
        if ("levels" in data or "bands" in data) and blind and luck.random() < 0.6:
            data["band_seen_by"] = [side for side in blind if luck.random() < 0.7] or blind[:1]
    return data


def _bands(track: TrackPlan, luck: Random) -> list[Data]:
    inner = luck.sample(range(track.low, track.high), luck.randint(0, 2))
    return [{"to": to, "name": f"Up to {to}"} for to in [*sorted(inner), track.high]]


def _deal(plan: Plan, luck: Random, id: str) -> Data:
    steps = Steps(plan, luck)
    cards: Data = {}
    track, nothing = plan.main_track, plan.may("weight", luck, 10)
    for card in plan.deals[id]:
        cards[card] = {"brief": card.title()}
        if nothing:  # as the game begins, when it is dealt
            cards[card]["weight"] = f"{track} - {plan.tracks[track].start}"
        elif luck.random() < 0.5:
            cards[card]["weight"] = steps.weight(Spot(dealt=False))
    return {"to": [side for side in plan.sides if luck.random() < 0.4], "cards": cards}


def _tag(plan: Plan, luck: Random, id: str) -> Data:
    data: Data = {"name": id.title()}
    if plan.may("tag_effects", luck, 70):
        data["effects"] = Steps(plan, luck).some(most=2)
    return data


def _cost(plan: Plan, luck: Random, sides: tuple[str, ...]) -> dict[str, int]:
    """From the payer's purse, from a track of all, or from both."""
    cost = {}
    if plan.purses and luck.random() < 0.7:
        cost[plan.purses[luck.choice(sides)]] = luck.choice((1, 2, 2, 2, 3))
    if not cost or luck.random() < 0.3:
        id = luck.choice(tuple(plan.tracks))
        track = plan.tracks[id]
        third = max(1, (track.high - track.low) // 3)
        cost[id] = min(track.high - track.low, luck.choice((1, third, 1 + third)))
    return cost


def _action(plan: Plan, luck: Random, id: str) -> Data:
    action, formulas = plan.actions[id], Formulas(plan, luck)
    data: Data = {"side": list(action.sides), "menu": action.menu, "name": id.title()}
    if action.tags:
        data["tags"] = list(action.tags)
    if plan.may("costs", luck, 50):
        data["cost"] = _cost(plan, luck, action.sides)
    if plan.may("when", luck, 40):
        data["when"] = formulas.test(Spot(asking=action.sides))
    if plan.may("limit", luck, 40):
        data["limit"] = luck.choice((1, 1, 2, 3))
    if plan.may("cooldown", luck, 25):
        data["cooldown"] = luck.choice((1, 1, 2))
    elif plan.may("repeat", luck, 90 if "limit" in data else 35):
        data["repeat"] = True
    if plan.may("secret", luck, 30):
        data["secret"] = True
    if luck.random() < 0.9:
        data["effects"] = Steps(plan, luck).some()
    return data


def _table(plan: Plan, luck: Random, id: str) -> Data:
    table, steps = plan.tables[id], Steps(plan, luck)
    data: Data = {"between": list(table.between), "rounds": luck.choice((1, 2, 3, 4, 6))}
    if plan.may("speaks_first", luck):
        data["speaks_first"] = luck.choice(table.between)
    # One that is not open from the start needs an effect that opens it.
    data["open"] = not plan.may("closed", luck, 30)
    by = [s for s in table.between if plan.deals and plan.may("weights_by", luck, 70)]
    decks = {side: luck.choice(tuple(plan.deals)) for side in by}
    if decks:
        data["weights_by"] = decks
    data["issues"] = {
        issue: _issue(plan, plan.luck(id, issue), id, issue, decks) for issue in table.issues
    }
    if plan.may("rules", luck, 60):
        data["rules"] = [_rule(plan, luck, id) for _ in range(luck.randint(1, 2))]
    if plan.may("reserve", luck, 70):
        some = [side for side in table.between if luck.random() < 0.8]
        data["reserve"] = {side: steps.formulas.small(most=100) for side in some}
    endings = ["agreed", "collapsed", "expired", "lapsed"]
    if id in plan.ratifiers:
        votes = plan.ratifiers[id]
        needed = votes[0] if len(votes) == 1 else list(votes)
        data["ratify"] = {"vote": needed, "within": luck.choice((1, 1, 1, 2, 4))}
        early = [issue for issue in table.issues if luck.random() < 0.35]
        if early:
            data["provisional"] = early
        endings += ["signed", "rejected"]
    for ending in endings:
        if luck.random() < 0.7:
            data[ending] = steps.some(most=2)
        if ending == "signed" and luck.random() < 0.8:
            # While it waits to be ratified.
            again = {"after": 1, "then": [{"open": id}]}
            data[ending] = [*_listed(data.get(ending, [])), again]
        if luck.random() < 0.1:
            data[ending] = _to_an_edge(plan, luck)
    return data


def _to_an_edge(plan: Plan, luck: Random) -> Data:
    """A change that may well end the game."""
    edge = plan.tracks[plan.main_track]
    return {plan.main_track: f"= {luck.choice((edge.low, edge.high))}"}


def _rule(plan: Plan, luck: Random, table: str) -> str:
    """A rule that the package of first options satisfies, so that there is always one."""
    formulas, issues = Formulas(plan, luck), plan.tables[table].issues
    issue = luck.choice(tuple(issues))
    options = issues[issue]
    low = luck.choice(
        (
            f"{issue} <= {luck.choice(options)}",
            f"{issue} < {len(options)}",
            f"{issue} == {options[0]}",
        )
    )
    if luck.random() < 0.6:
        return f"{low} or {formulas.test(Spot(table=table), 0)}"
    return low


def _issue(plan: Plan, luck: Random, table: str, id: str, decks: dict[str, str]) -> Data:
    between, options = plan.tables[table].between, plan.tables[table].issues[id]
    formulas = Formulas(plan, luck)
    weight: Data = {}
    for side in between:
        if luck.random() < 0.85:
            cards = plan.deals[decks[side]] if side in decks and luck.random() < 0.8 else ()
            weight[side] = {card: _weight(plan, luck) for card in cards} or _weight(plan, luck)
    data: Data = {}
    if weight:
        data["weight"] = weight
    data["options"] = {
        option: _option(
            plan,
            luck,
            Spot(table=table),
            {**dict.fromkeys(between, False), **dict.fromkeys(weight, True)},
            first=not i,
        )
        for i, option in enumerate(options)
    }
    if plan.may("agenda", luck, 40):
        data["when"], data["otherwise"] = formulas.turning(), luck.choice(options)
    return data


def _weight(plan: Plan, luck: Random) -> str | int:
    if "formulas" in plan.shape.features and luck.random() < 0.15:
        return f"{luck.randint(0, 60)} + {Formulas(plan, luck).small(most=20)}"
    return luck.randint(0, 60)


def _option(plan: Plan, luck: Random, here: Spot, weighed: dict[str, bool], *, first: bool) -> Data:
    formulas, steps = Formulas(plan, luck), Steps(plan, luck)
    data: Data = {}
    value, worth = {}, {}
    for side, weighs in weighed.items():
        if weighs and luck.random() < 0.9:
            value[side] = luck.choice((0, 0, 20, 50, 70, 100, 100, -10, 130))
        if side not in value or plan.may("worth", luck, 25):
            worth[side] = formulas.small(here, 40) if "worth" in plan.shape.features else "3"
    if value:
        data["value"] = value
    if worth:
        data["worth"] = worth
    if not first and plan.may("option_when", luck, 30):
        data["when"] = _on_package(luck, formulas, here) or formulas.turning()
    if not first and plan.may("needs", luck, 40):
        bound = [side for side in weighed if luck.random() < 0.6]
        data["needs"] = {
            side: _on_package(luck, formulas, here) or formulas.test() for side in bound
        }
    for key in ("effects", "lapsed"):
        if luck.random() < 0.5:
            data[key] = steps.some(most=2)
    return data


def _on_package(luck: Random, formulas: Formulas, here: Spot) -> str:
    """Sometimes a condition that may read the package at hand."""
    roll = luck.randrange(10)
    return formulas.test(here) if roll < 2 else formulas.on_ladder(here) if roll < 4 else ""


def _promise(plan: Plan, luck: Random, id: str) -> Data:
    formulas, steps = Formulas(plan, luck), Steps(plan, luck)
    data: Data = {"by": luck.choice(plan.sides), "turns": plan.promises[id]}
    if plan.luck("several", id).random() < 0.2:
        data["by"] = list(plan.sides[:2])
    kind = luck.randrange(5)
    if kind in (0, 1, 2):
        data["broken"] = formulas.test()
    if kind in (2, 3, 4):
        data["kept_when"] = formulas.event() if luck.random() < 0.5 else formulas.test()
    for key in ("kept", "breach"):
        if luck.random() < 0.7:
            data[key] = steps.some(most=2)
        if plan.injects and plan.may("fire", luck, 75):
            inject = luck.choice(plan.injects)
            data[key] = [{"fire": inject}, *_listed(data.get(key, []))]
            plan.called.add(inject)
    return data


def _project(plan: Plan, luck: Random, id: str) -> Data:
    formulas, steps = Formulas(plan, luck), Steps(plan, luck)
    takes = luck.choice((1, 1, 2, 2, 3, 5, formulas.small(most=5)))
    data: Data = {"name": id.title(), "takes": takes}
    _maybe(data, "done", luck, 85, lambda: steps.some(most=2))
    # What comes of a stop fires nothing at once, as what it fired could stop something again.
    quiet = Where(fires_from=len(plan.injects), stops=False)
    _maybe(data, "stopped", luck, 60, lambda: steps.some(quiet, 2))
    return data


def _inject(plan: Plan, luck: Random, id: str) -> Data:
    formulas, steps = Formulas(plan, luck), Steps(plan, luck)
    where = Where(fires_from=plan.injects.index(id) + 1)
    data: Data = {"name": id.title(), "class": "news"}
    kind = luck.randrange(10)
    if kind < 2 and "at" in plan.shape.features:
        data["at"] = luck.randint(1, plan.shape.turns)
        _maybe(data, "when", luck, 20, formulas.test)
        _maybe(data, "chance", luck, 30, lambda: luck.choice((30, 60, 100)))
    elif kind < 6:
        _maybe(data, "when", luck, 60, formulas.test)
        if "when" not in data or luck.random() < 0.4:
            data["chance"] = luck.choice((20, 50, 80, formulas.small(most=100)))
    elif kind < 9 and "weight" in plan.shape.features:
        data["weight"] = steps.weight()
        _maybe(data, "when", luck, 30, formulas.test)
    if plan.may("once", luck, 50):
        data["once"] = False
    if plan.may("decks", luck, 50):
        data["deck"] = luck.choice(DECKS)
    if luck.random() < 0.9:
        data["effects"] = steps.some(where, 2)
    if plan.may("once", luck, 20):
        data["effects"] = {"when": f"fired({id}) >= 2", "then": steps.some(where, 2)}
    if id in plan.votes:
        data["vote"] = _vote(plan, luck, where)
        if any(id in votes for votes in plan.ratifiers.values()) and luck.random() < 0.8:
            # So that it may come while something is signed.
            data = {key: value for key, value in data.items() if key not in _TRIGGERS}
            data |= {
                "when": luck.choice(("turn >= 1", "turn % 2 == 0", "turn == 1", "turn >= 3")),
                "once": False,
            }
        return data
    question = plan.questions.get(id)
    if question is None and id in plan.called and plan.may("answers", luck, 90):
        question = question_plan(plan, luck)
    if question is not None:
        data["ask"] = question.sides[0] if len(question.sides) == 1 else list(question.sides)
        if question.together:
            data["reveal"] = "together"
        data["answers"] = _answers(plan, luck, where, question)
    return data


_TRIGGERS = ("at", "chance", "weight", "deck")


def _council(plan: Plan, luck: Random, between: tuple[str, ...] = ()) -> tuple[Data, Data]:
    """The weights of some members, and a body in which sides play some of them.

    between: the sides from which these are, where it decides at a table.
    """
    members = {
        id: {"counts": {"heads": 1, "folk": luck.choice((0, 1, 5, 30, 70))}} for id in MEMBERS
    }
    members[MEMBERS[0]]["counts"]["folk"] = 10
    weights = {"league": {"counts": {count: count.title() for count in COUNTS}, "members": members}}
    majority: Data = {"shares": {"heads": luck.choice((20, 50, 55, 80))}}
    if luck.random() < 0.7:
        majority["shares"]["folk"] = luck.choice((30, 51, 65))
    if luck.random() < 0.4:
        majority["blocked_by"] = {luck.choice(COUNTS): luck.choice((2, 3, 40))}
    body: Data = {"weights": "league", "majorities": {"most": majority}}
    if plan.may("voting_sides", luck, 85):
        played = luck.sample(MEMBERS, luck.randint(1, 3))
        body["sides"] = {member: luck.choice(between or plan.sides) for member in played}
    voices = [member for member in MEMBERS if member not in body.get("sides", {})]
    formulas = Formulas(plan, luck)
    _maybe(body, "leans", luck, 80, lambda: formulas.number()[0])
    _maybe(body, "voices", luck, 60, lambda: {luck.choice(voices): formulas.number()[0]})
    return weights, {"council": body}


def _vote(plan: Plan, luck: Random, where: Where) -> Data:
    vote: Data = {"body": "council"}
    way = luck.choice(("by", "by", "unless", "unanimous"))
    vote["by" if way == "unanimous" else way] = "unanimous" if way == "unanimous" else "most"
    _maybe(vote, "abstain", luck, 60, lambda: luck.choice(("against", "absent", "for")))
    _maybe(vote, "ballots", luck, 60, lambda: luck.choice(("open", "counted", "secret")))
    _maybe(vote, "without", luck, 20, lambda: [luck.choice(MEMBERS[1:])])
    _maybe(vote, "carried", luck, 80, lambda: Steps(plan, luck).some(where, 2))
    _maybe(vote, "lost", luck, 60, lambda: Steps(plan, luck).some(where, 2))
    return vote


def _majority(plan: Plan, luck: Random, id: str, body: Data) -> Data:
    """Who agrees packages at a table, where a body decides that has its name."""
    formulas = Formulas(plan, luck)
    data: Data = {"body": id, "by": luck.choice(("most", "most", "most", "unanimous"))}
    if plan.may("proposes", luck, 60):
        data["proposes"] = luck.choice(plan.tables[id].between)
    voices = [member for member in MEMBERS if member not in body.get("sides", {})]
    spot, issue = Spot(table=id), luck.choice(tuple(plan.tables[id].issues))
    leans = {voices[0]: formulas.number(spot)[0], voices[-1]: f"1 - {issue}"}
    _maybe(data, "leans", luck, 80, lambda: leans)
    return data


def _maybe(data: Data, key: str, luck: Random, percent: int, make: Callable[[], Any]) -> None:
    if luck.randrange(100) < percent:
        data[key] = make()


def _answers(plan: Plan, luck: Random, where: Where, question: QuestionPlan) -> Data:
    """Some answers, one of which is free and without condition."""
    sides, names = question.sides, question.answers
    free, answers = luck.choice(names), {}
    for name in names:
        answer: Data = {"name": name.title()}
        if name != free:
            _maybe(answer, "when", luck, 60, lambda: Formulas(plan, luck).test(Spot(asking=sides)))
            _maybe(answer, "cost", luck, 75, lambda: _cost(plan, luck, sides))
        _maybe(answer, "effects", luck, 80, lambda: Steps(plan, luck).some(where, 2))
        if luck.random() < 0.4:
            answer["effects"] = _to_an_edge(plan, luck)
        answers[name] = answer
    return answers


def _outcome(plan: Plan, luck: Random, id: str) -> Data:
    if id == plan.outcomes[-1]:
        return {"name": id.title(), "verdict": {plan.sides[0]: "draw"}}
    formulas = Formulas(plan, luck)
    test = formulas.ahead() if luck.random() < 0.25 else formulas.test(Spot(scores=True))
    if not plan.may("now", luck, 80):
        return {"when": test}
    return {"ends": "now", "when": _soon(plan, luck, formulas, test)}


def _epilogue(plan: Plan, luck: Random) -> list[Data]:
    parts: list[Data] = []
    for i in range(luck.choice((0, 1, 3))):
        part: Data = {"text": f"Part {i}."}
        _maybe(part, "when", luck, 80, lambda: Formulas(plan, luck).test(Spot(scores=True)))
        parts.append(part)
    return parts


def _press(plan: Plan, luck: Random) -> Data:
    press: Data = {}
    for side in plan.sides:
        if luck.random() < 0.5:
            headlines, lines = _epilogue(plan, luck), _epilogue(plan, luck)
            paper: Data = {"name": f"The {side}", "headlines": headlines or [{"text": "Nothing."}]}
            press[side] = {**paper, "lines": lines} if lines else paper
    return press


def _soon(plan: Plan, luck: Random, formulas: Formulas, test: str) -> str:
    """A condition that doesn't hold from the start, or hardly a game would be played."""
    roll = luck.randrange(10)
    if roll < 5:
        event = formulas.event()
        return f"{event} and ({test})" if roll < 2 else event
    if roll < 6:
        last = plan.shape.turns
        return f"({test}) and turn >= {luck.randint(min(2, last), last)}"
    id, track = plan.main_track, plan.tracks[plan.main_track]
    return luck.choice((f"{id} >= {track.high}", f"{id} <= {track.low}"))


def _phases(plan: Plan, injects: Data) -> Data:
    phases: Data = {}
    menus = sorted({action.menu for action in plan.actions.values()})
    for i, menu in enumerate(menus):
        phases[f"deeds{i}"] = _deeds(plan, plan.luck("deeds", i), menu, menus)
    phases |= _idle(plan, plan.luck("idle"), menus)
    for i, table in enumerate(plan.tables):
        for visit in range(2 if plan.may("visits", plan.luck("twice", i), 40) else 1):
            phases[f"talks{i}{visit}"] = _talks(plan, plan.luck("talks", i, visit), table)
    decks = sorted({inject["deck"] for inject in injects.values() if "deck" in inject})
    if any("deck" not in inject for inject in injects.values()):
        phases["news"] = _news(plan, plan.luck("news"), ())
    if decks:
        phases["wires"] = _news(plan, plan.luck("wires"), tuple(decks))
    return phases


def _deeds(plan: Plan, luck: Random, menu: str, menus: list[str]) -> Data:
    offered = [menu, *(other for other in menus if other != menu and luck.random() < 0.3)]
    data: Data = {"kind": "actions", "menus": offered}
    if plan.may("picks", luck, 85):
        data["picks"] = luck.choice((2, 2, 3, 3))
    data["order"] = "alternate" if plan.may("alternate", luck, 45) else "together"
    if plan.may("phase_sides", luck, 40):
        takers = [
            side
            for side in plan.sides
            if any(side in a.sides and a.menu in offered for a in plan.actions.values())
        ]
        idle = [side for side in plan.sides if side not in takers]
        luck.shuffle(takers)
        data["sides"] = takers[: luck.choice((len(takers), len(takers), 1))]
        if idle and luck.random() < 0.2:
            data["sides"] = [*idle, *takers]
    if plan.may("no_pass", luck, 35):
        data["no_pass"] = True
    return _conditional(plan, luck, data)


def _idle(plan: Plan, luck: Random, menus: list[str]) -> Data:
    """Sometimes a phase for those who have nothing to choose in it."""
    for menu in menus:
        takers = {side for a in plan.actions.values() if a.menu == menu for side in a.sides}
        idle = [side for side in plan.sides if side not in takers]
        if idle and plan.may("phase_sides", luck, 30):
            return {IDLE: {"kind": "actions", "menus": [menu], "sides": idle}}
    return {}


def _talks(plan: Plan, luck: Random, table: str) -> Data:
    data: Data = {"kind": "table", "table": table}
    if plan.may("visits", luck, 70):
        data["rounds"] = luck.choice((1, 1, 2))
    return _conditional(plan, luck, data)


def _news(plan: Plan, luck: Random, decks: tuple[str, ...]) -> Data:
    data: Data = {"kind": "injects"}
    if decks:
        data["decks"] = list(decks)
    if "weight" in plan.shape.features:
        data["draw"] = luck.choice((0, 1, 1, 2))
    return _conditional(plan, luck, data)


def _conditional(plan: Plan, luck: Random, data: Data) -> Data:
    if plan.may("phase_when", luck, 25):
        data["when"] = Formulas(plan, luck).test()
    return data


def _stages(plan: Plan, phases: Data) -> Data:
    return {
        id: _stage(plan, plan.luck("stage", id), phases, first=not i)
        for i, id in enumerate(plan.stages)
    }


def _stage(plan: Plan, luck: Random, phases: Data, *, first: bool) -> Data:
    order = [id for id in phases if first or luck.random() < 0.7]
    if luck.random() < 0.6:
        luck.shuffle(order)
    asking = [id for id in order if phases[id]["kind"] != "injects" and id != IDLE]
    data: Data = {"phases": order if asking else [*order, "deeds0"]}
    if plan.may("upkeep", luck, 50):
        data["each_turn"] = Steps(plan, luck).upkeep()
    if plan.may("next", luck, 80) and len(plan.stages) > 1:
        data["next"] = [
            {"when": Formulas(plan, luck).test(), "to": luck.choice(plan.stages)}
            for _ in range(luck.randint(1, 2))
        ]
    return data
