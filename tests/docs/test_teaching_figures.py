"""The figures in the notes for trainers are those of the scenarios, as they are now."""

import itertools
import re
from fractions import Fraction
from functools import cache
from math import prod
from typing import Any

import pytest
from teaching import IDS, Table, each, italics, plain, rules, scenario, table, tables

from game.bargaining.integrative_gain import IntegrativeGain, drop_conditions, integrative_gains
from game.engine.core import start
from game.engine.packages import objection
from game.engine.rehearsal import position, rehearse
from game.engine.view import view
from game.model.claims import Given
from game.model.decisions import FACILITATOR, read_decision
from game.model.frozen import FrozenMap
from game.model.sides import Deal
from game.rules.tables import worth
from game.words.naming import Naming


@each
def test_the_fair_results_are_those_of_the_scenario(id: str) -> None:
    said = re.findall(r"(?:fair result|its own par)[^.]*\d[^.]*", plain(id))
    pars = [side.par for side in scenario(id).sides.values()]
    assert len(said) == 1
    assert [int(n) for n in re.findall(r"\d+", said[0])] in (pars, pars[:1] * (len({*pars}) == 1))


TRACKS = [id for id in IDS if any("remember" in each.head for each in tables(id))]


@pytest.mark.parametrize("id", TRACKS)
def test_the_starts_of_the_tracks_are_those_of_the_scenario(id: str) -> None:
    by_name = {track.name: track for track in scenario(id).tracks.values()}
    compared = 0
    for name, starts, who, _ in table(id, "track", "remember").rows:
        tracks = [by_name[each] for each in italics(name)]
        assert {track.seen_by is None for track in tracks} == {who == "all"}, name
        for track, told in zip(tracks, starts.split(", "), strict=len(tracks) > 1):
            levels = list(track.levels or ())
            if re.fullmatch(r"\d+( of \d+)?", told):
                at = f"{levels.index(str(track.start)) + 1} of {len(levels)}" if levels else ""
                assert told in (at, str(track.start)), track.name
                compared += 1
    assert compared > 5


# What luck deals


def dealt(id: str, seed: int) -> set[str]:
    """The names of all cards that a seed deals."""
    state = start(rules(id), seed)
    deals = zip(scenario(id).deals.values(), state.cards, strict=True)
    return {list(deal.cards.values())[card].name for deal, card in deals}


def marked(found: Table) -> list[tuple[str, list[str]]]:
    """The numbers of a table that are of cards, each with the names of these."""
    said = []
    for row in found.rows:
        for head, cell in zip(found.head, row, strict=True):
            if cell.isdigit() and (head == "seed" or italics(head)):
                said.append((cell, [name for each in (head, *row) for name in italics(each)]))
    return said


def seeds(id: str) -> list[tuple[int, list[str]]]:
    """The seeds of a note, each with the names of the cards that it is said to deal."""
    (*_, last) = (found for found in map(marked, tables(id)) if found)
    return [(int(seed), names) for seed, names in last]


@each
def test_the_seeds_deal_what_the_notes_say(id: str) -> None:
    said = seeds(id)
    assert [(n, name) for n, names in said for name in names if name not in dealt(id, n)] == []
    aims = {
        tuple(name for name in names if any(name in cards(deal) for deal in aimed(id)))
        for _, names in said
    }
    assert len(aims) == prod(len(deal.cards) for deal in aimed(id))


def cards(deal: Deal) -> list[str]:
    return [card.name for card in deal.cards.values()]


def aimed(id: str) -> list[Deal]:
    """The deals that weigh at a table, from which the notes choose seeds for every pair."""
    (deals,) = {tuple(each.cards) for each in gains_of(id)}
    return [scenario(id).deals[deal] for deal in deals]


def test_the_case_in_hand_is_right_or_wrong_as_the_notes_say() -> None:
    id = "ukraine-pressure"
    wrong = re.findall(r"seed (\d+) \((\*[^)]*\*)\)", plain(id), re.IGNORECASE)
    assert wrong
    for seed, cards in wrong:
        assert {*italics(cards)} <= dealt(id, int(seed)), seed
    said = dict.fromkeys([seed for seed, _ in seeds(id)], "right")
    said |= {int(seed): "wrong" for seed, _ in wrong}
    for seed, sound in said.items():
        levels = begun(id, seed, "case", "sound")
        assert levels == ["lead", sound], seed


def begun(id: str, seed: int, *tracks: str) -> list[str]:
    """The levels of tracks as a game begins."""
    at = view(rules(id), start(rules(id), seed), FACILITATOR).tracks
    return [list(scenario(id).tracks[track].levels or ())[at[track]] for track in tracks]


# What is at the table


@cache
def gains_of(id: str) -> list[IntegrativeGain]:
    return list(integrative_gains(rules(id)))


def named(id: str, cards: FrozenMap[str, str]) -> list[str]:
    """The names of cards by the order of sides."""
    deals = scenario(id).deals
    return [f"*{deal.cards[cards[key]].name}*" for key, deal in deals.items() if key in cards]


@pytest.mark.parametrize("id", ["export-control-dialogue", "countermeasures"])
def test_the_gains_of_the_best_packages_are_what_the_notes_say(id: str) -> None:
    right = []
    for gain in gains_of(id):
        order = [gain.sides.index(side) for side in scenario(id).sides]
        middle = ", ".join(f"{float(gain.compromise[i]):.1f}" for i in order)
        best = ", ".join(str(gain.best[i]) for i in order)
        right.append([*named(id, gain.cards), middle, best, f"{round(gain.gain * 100)} %"])
    told = table(id, "the middle", "best for both", "gain")
    assert [row[:5] for row in told.rows] == right


def test_the_gains_of_each_two_of_three_are_what_the_notes_say() -> None:
    id = "nexperia-standoff"
    told = table(id, "H+B", "H+C", "B+C")
    percent = {(tuple(named(id, g.cards)), g.sides): str(round(g.gain * 100)) for g in gains_of(id)}
    pairs = list(dict.fromkeys(sides for _, sides in percent))
    assert len(told.rows) == len(percent) / len(pairs)
    for row in told.rows:
        assert row[-3:] == [percent[tuple(row[:3]), pair] for pair in pairs], row


def zones(id: str, least: int, **at: int) -> dict[tuple[str, ...], str]:
    """By cards, how many packages give every side so much more than its reserve, or more.

    What a state alone says of an option is set aside; tracks stand as at the start, but for `at`.
    """
    (laid,) = rules(id).tables
    laid = drop_conditions(laid)
    starts = {id: track.start for id, track in scenario(id).tracks.items()}
    tracks = {id: start for id, start in {**starts, **at}.items() if start is not None}
    found = {}
    for cards in dict.fromkeys(gain.cards for gain in gains_of(id)):
        state = position(rules(id), Given(tracks=FrozenMap(tracks), cards=cards))
        sides = range(len(laid.parties))
        reserves = [reserve(state, ()) for reserve in laid.reserves]
        packages = list(itertools.product(*(range(len(issue.options)) for issue in laid.issues)))
        allowed = [p for p in packages if not any(objection(laid, state, s, p) for s in sides)]
        assert f"{len(allowed):,}" in plain(id)
        better = sum(
            all(worth(laid, state, s, p) >= reserves[s] + least for s in sides) for p in allowed
        )
        found[tuple(named(id, cards))] = str(better)
    return found


def test_the_zone_of_agreement_of_countermeasures_is_what_the_notes_say() -> None:
    told = table("countermeasures", "the middle", "zone")
    zone = zip(told.rows, told.column("zone"), strict=True)
    assert {tuple(row[:2]): n for row, n in zone} == zones("countermeasures", 1)


def test_the_zone_of_agreement_of_three_is_what_the_notes_say() -> None:
    told = table("nexperia-standoff", "start", "bad week")
    keys = [tuple(row[:3]) for row in told.rows]
    bad = zones("nexperia-standoff", 0, lines=1, split=45, plant_days=15, chips=6)
    assert dict(zip(keys, told.column("start"), strict=True)) == zones("nexperia-standoff", 0)
    dearer = scenario("nexperia-standoff").settings["grudge"].value
    for column, times in (("once", 1), ("twice", 2)):
        found = zones("nexperia-standoff", dearer * times)
        assert dict(zip(keys, told.column(column), strict=True)) == found
    assert dict(zip(keys, told.column("bad week"), strict=True)) == bad


def test_the_zone_of_agreement_of_the_back_room_is_what_the_notes_say() -> None:
    laid = [each for each in tables("ukraine-pressure") if each.head[0] != "points"]
    first = next(each for each in laid if marked(each))
    zone = {frozenset(names): cell for cell, names in marked(first)}
    # As a game begins: many who can be swayed are a capital less united.
    many = scenario("ukraine-pressure").deals["swayed"].cards["many"].name
    whole, split = zones("ukraine-pressure", 1), zones("ukraine-pressure", 1, unity=57)
    found = {names: (split if f"*{many}*" in names else whole)[names] for names in whole}
    assert zone == {frozenset(italics(" ".join(names))): n for names, n in found.items()}


# What bots make of it


@each
def test_the_table_of_balance_is_of_the_size_asked_for_and_says_that_all_is_held(id: str) -> None:
    size = "-n 20000 --experts 400 --forbids 500"
    assert f"communique balance {id} {size} --markdown" in plain(id)
    rows = table(id, "what", "found", "aim", "held").rows
    lines = {what: found for what, found, _, _ in rows}
    assert {held for _, _, _, held in rows} == {"yes"}
    naming = Naming(scenario(id))
    outcomes = re.findall(r"(?:^|, )(.+?) [\d.]+ %", lines["outcomes"])
    assert outcomes == [*map(naming.outcome, scenario(id).outcomes)]
    options = sum(len(i.options) for t in scenario(id).tables.values() for i in t.issues.values())
    for what, many in (
        ("injects that fire somewhere", len(scenario(id).injects)),
        ("options agreed somewhere", options),
    ):
        assert lines[what] == f"{many} of {many}"
    for side in scenario(id).sides:
        assert f"expert over personas, {naming.side_in_table(side)}" in lines
        assert f"personas over chance, {naming.side_in_table(side)}" in lines


# Kuala Lumpur


def aims() -> list[tuple[str, str]]:
    deals = scenario("kuala-lumpur").deals
    return list(itertools.product(deals["eu_aim"].cards, deals["cn_aim"].cards))


def called(eu: str, china: str) -> list[str]:
    deals = scenario("kuala-lumpur").deals
    return [f"*{deals['eu_aim'].cards[eu].name}*", f"*{deals['cn_aim'].cards[china].name}*"]


@cache
def zone(eu: str, china: str) -> tuple[list[str], dict[str, Any]]:
    """A row of the table of the zone of agreement, and what else the notes say about a pair."""
    kl = rules("kuala-lumpur")
    starts = {id: track.start for id, track in scenario("kuala-lumpur").tracks.items()}
    tracks = {id: start for id, start in starts.items() if start is not None}
    tracks |= {"trust": 45, "unity": 65, "linkage": 67, "mandate": "cleared"}
    cards = FrozenMap({"eu_aim": eu, "cn_aim": china})
    state = position(kl, Given(tracks=FrozenMap(tracks), cards=cards))
    minute = kl.tables[kl.index.tables["minute"]]
    packages = list(itertools.product(*(range(len(issue.options)) for issue in minute.issues)))

    def signed(package: tuple[int, ...]) -> bool:
        for issue, option in zip(minute.issues, package, strict=True):
            needs = (issue.options[option].when, *issue.options[option].needs)
            if not all(need is None or need(state, package) for need in needs):
                return False
        return all(rule(state, package) for rule in minute.rules)

    possible = [package for package in packages if signed(package)]
    worth = {
        package: tuple(
            sum(
                issue.options[option].worth[side](state, package)
                for issue, option in zip(minute.issues, package, strict=True)
            )
            for side in (0, 1)
        )
        for package in possible
    }
    inner = [package for package in possible if set(package) <= {1, 2}]
    middle = [Fraction(sum(worth[p][side] for p in inner), len(inner)) for side in (0, 1)]
    spans = [
        max(w[side] for w in worth.values()) - min(w[side] for w in worth.values())
        for side in (0, 1)
    ]
    gains = {
        p: min((worth[p][side] - middle[side]) / spans[side] for side in (0, 1)) for p in possible
    }
    best = max(possible, key=lambda p: (gains[p], sum(worth[p])))
    reserves = [reserve(state, ()) for reserve in minute.reserves]
    better = [p for p in possible if all(worth[p][side] > reserves[side] for side in (0, 1))]
    row = [
        *called(eu, china),
        f"{float(middle[0]):.1f}, {float(middle[1]):.1f}",
        f"{worth[best][0]}, {worth[best][1]}",
        f"{round(gains[best] * 100)} %",
        f"{len(better):,}",
    ]
    packaging = list(minute.issues[4].numbers)[best[4]]
    more = {
        "packages": len(packages),
        "possible": len(possible),
        "inner": len(inner),
        "inner gain": round(max(gains[p] for p in inner) * 100),
        "packaging": (minute.issues[4].id, packaging),
        "reserves": reserves,
    }
    return row, more


def test_the_zone_of_agreement_is_what_the_notes_say() -> None:
    right = [zone(*pair)[0] for pair in aims()]
    head = ("Europe’s aim", "China’s aim", "the middle", "best for both", "gain", "zone")
    anew = "\n".join(f"| {' | '.join(row)} |" for row in right)
    assert table("kuala-lumpur", *head).rows == right, f"the table should be\n{anew}"
    more = [zone(*pair)[1] for pair in aims()]
    assert {m["packaging"] for m in more} == {("packaging", "settled")}
    assert {tuple(m["reserves"]) for m in more} == {(40, 41)}
    said = plain("kuala-lumpur")
    for m in more:
        assert f"{m['packages']:,} packages" in said
        assert f"can sign {m['possible']:,} (" in said
        assert f"the {m['inner']} packages" in said
    top = max(m["inner gain"] for m in more)
    assert f"Packages of inner options alone gain {top} % at most" in said


def test_the_luck_of_the_seeds_is_what_the_notes_say() -> None:
    kl = rules("kuala-lumpur")
    luck = table("kuala-lumpur", "seed", "chance at start", "truce from")
    for seed, _, _, chance, needed in luck.rows:
        state = start(kl, int(seed))
        assert chance == str(view(kl, state, FACILITATOR).tracks["busan"]), seed
        for hope in (int(needed) - 1, int(needed)):
            given = Given(turn=4, tracks=FrozenMap({"busan": hope}))
            meeting = read_decision("facilitator: inject busan_meeting")
            assert meeting is not None
            came = rehearse(kl, given, [meeting], int(seed)).state
            truce = 100 if hope == int(needed) else 0
            assert view(kl, came, FACILITATOR).tracks["busan"] == truce, (seed, hope)
