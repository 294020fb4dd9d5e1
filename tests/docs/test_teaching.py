"""docs/scenarios/*.md: the notes for trainers say what is so, command by command, name by name.

In them *italics* are names from the scenario and nothing else, `[KEY]` is one of its sources, `LO2`
one of its objectives. The figures of the zone of agreement and of the seeds are computed again.
"""

import contextlib
import io
import itertools
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from attrs import fields, has

from game import load
from game.authoring.shipped import shipped
from game.cli import main
from game.engine.core import start
from game.engine.rehearsal import position, rehearse
from game.engine.view import view
from game.model.claims import Given
from game.model.decisions import FACILITATOR, read_decision
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario
from game.rules.compile import compile_rules
from game.rules.compiled import Rules

ROOT = Path(__file__).parent.parent.parent
NOTES = ROOT / "docs" / "scenarios"
PAGES = sorted(NOTES.glob("*.md"))


@cache
def scenario(id: str) -> Scenario:
    return load(shipped()[id])


@cache
def rules(id: str) -> Rules:
    return compile_rules(scenario(id))


def text(id: str) -> str:
    return (NOTES / f"{id}.md").read_text(encoding="utf-8")


def prose(id: str) -> str:
    """What is not typed: without blocks, code and addresses."""
    without = re.sub(r"^```.*?^```$", "", text(id), flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"`[^`]*`", "", without)


def rows(id: str, *head: str) -> list[list[str]]:
    """The rows of the table that has this head."""
    lines = text(id).splitlines()
    begun = lines.index(f"| {' | '.join(head)} |") + 2
    found = itertools.takewhile(lambda line: line.startswith("|"), lines[begun:])
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in found]


each = pytest.mark.parametrize("id", [page.stem for page in PAGES])


def test_every_scenario_that_comes_with_the_game_has_notes_for_trainers() -> None:
    assert {page.stem for page in PAGES} == set(shipped())


# Commands


def commands(id: str) -> list[tuple[list[str], str | None]]:
    """The arguments of every command, and the file its output goes to."""
    found = re.findall(r"(?:^|`|\| )communique ([^`\n>#]+)(?:> (\S+))?", text(id), re.MULTILINE)
    return [(args.split(), file or None) for args, file in found]


@each
def test_every_command_of_the_notes_runs(
    id: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / f"my-{id}.yaml").write_bytes(shipped()[id].read_bytes())
    assert len(commands(id)) == text(id).count("communique ") > 0
    for args, file in commands(id):
        monkeypatch.setattr("sys.stdin", io.StringIO("quit\nquit\n"))
        out, errors = io.StringIO(), io.StringIO()
        how = ["--text"] if "--continue" in args else []
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
            code = main([*args, *how])
        assert (code, errors.getvalue()) == (0, ""), args
        if file:  # a print of one team's papers, and of no other's
            assert out.getvalue().count("For your eyes only") == 1


# Names


def names(thing: object) -> Iterator[str]:
    """Every name in a scenario, wherever it stands."""
    if isinstance(thing, Mapping):
        yield from (name for value in thing.values() for name in names(value))
    elif isinstance(thing, tuple):
        yield from (name for value in thing for name in names(value))
    elif has(cls := type(thing)):
        for field in fields(cls):
            value = getattr(thing, field.name)
            if field.name == "name" and isinstance(value, str):
                yield value
            else:
                yield from names(value)


def italics(passage: str) -> list[str]:
    plain = passage.replace("**", "")
    return [" ".join(name.split()) for name in re.findall(r"\*([^*]+)\*", plain)]


@each
def test_what_is_in_italics_is_a_name_in_the_scenario(id: str) -> None:
    known = {*names(scenario(id)), "in italics"}
    assert [name for name in italics(prose(id)) if name not in known] == []


@each
def test_keys_are_sources_and_codes_are_objectives(id: str) -> None:
    found = {
        key
        for keys in re.findall(r"\[([A-Z][A-Za-z0-9,\s-]*)\](?!\()", prose(id))
        for key in re.split(r",\s*", keys)
    }
    assert found
    assert found - set(scenario(id).sources) == set()
    assert set(re.findall(r"\bLO\d+\b", text(id))) == set(scenario(id).objectives)
    listed = {key.strip("[]"): as_of for key, _, as_of in rows(id, "key", "what", "as of")}
    assert set(listed) == found
    for key, as_of in listed.items():
        assert str(scenario(id).sources[key].as_of) == as_of, key


@each
def test_the_news_said_to_be_from_the_record_is_what_the_scenario_calls_historical(
    id: str,
) -> None:
    begun = text(id).index("**From the record**")
    said = italics(text(id)[begun : text(id).index("**Invented**", begun)])
    historical = [inject.name for inject in scenario(id).injects.values() if inject.historical]
    assert sorted(said) == sorted(historical)


# Figures


def test_the_starts_of_the_tracks_are_those_of_the_scenario() -> None:
    kl = scenario("kuala-lumpur")
    tracks = {track.name: track for track in kl.tracks.values()}
    for name, starts, who, _ in rows("kuala-lumpur", "track", "starts", "who sees it", "remember"):
        track = tracks[name.strip("*")]
        levels = list(track.levels or ())
        start = f"{levels.index(str(track.start)) + 1} of {len(levels)}" if levels else track.start
        assert starts == str(start), name
        seen: dict[tuple[str, ...] | None, str]
        seen = {None: "all", ("eu",): "Europe", ("china",): "China"}
        assert who == seen[track.seen_by], name


def test_the_fair_results_are_those_of_the_scenario() -> None:
    sides = scenario("kuala-lumpur").sides
    said = f"{sides['eu'].par} for Europe and {sides['china'].par} for China"
    assert said in " ".join(text("kuala-lumpur").split())


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
    table = kl.tables[kl.index.tables["minute"]]
    packages = list(itertools.product(*(range(len(issue.options)) for issue in table.issues)))

    def signed(package: tuple[int, ...]) -> bool:
        for issue, option in zip(table.issues, package, strict=True):
            needs = (issue.options[option].when, *issue.options[option].needs)
            if not all(need is None or need(state, package) for need in needs):
                return False
        return all(rule(state, package) for rule in table.rules)

    possible = [package for package in packages if signed(package)]
    worth = {
        package: tuple(
            sum(
                issue.options[option].worth[side](state, package)
                for issue, option in zip(table.issues, package, strict=True)
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
    reserves = [reserve(state, ()) for reserve in table.reserves]
    better = [p for p in possible if all(worth[p][side] > reserves[side] for side in (0, 1))]
    row = [
        *called(eu, china),
        f"{float(middle[0]):.1f}, {float(middle[1]):.1f}",
        f"{worth[best][0]}, {worth[best][1]}",
        f"{round(gains[best] * 100)} %",
        f"{len(better):,}",
    ]
    packaging = list(table.issues[4].numbers)[best[4]]
    more = {
        "packages": len(packages),
        "possible": len(possible),
        "inner": len(inner),
        "inner gain": round(max(gains[p] for p in inner) * 100),
        "packaging": (table.issues[4].id, packaging),
        "reserves": reserves,
    }
    return row, more


def test_the_zone_of_agreement_is_what_the_notes_say() -> None:
    right = [zone(*pair)[0] for pair in aims()]
    head = ("Europe's aim", "China's aim", "the middle", "best for both", "gain", "zone")
    anew = "\n".join(f"| {' | '.join(row)} |" for row in right)
    assert rows("kuala-lumpur", *head) == right, f"the table should be\n{anew}"
    more = [zone(*pair)[1] for pair in aims()]
    assert {m["packaging"] for m in more} == {("packaging", "settled")}
    assert {tuple(m["reserves"]) for m in more} == {(41, 41)}
    said = " ".join(text("kuala-lumpur").split())
    for m in more:
        assert f"{m['packages']:,} packages" in said
        assert f"can sign {m['possible']:,} (" in said
        assert f"the {m['inner']} packages" in said
    top = max(m["inner gain"] for m in more)
    assert f"Packages of inner options alone gain {top} % at most" in said


def test_the_luck_of_the_seeds_is_what_the_notes_say() -> None:
    kl = rules("kuala-lumpur")
    deals = scenario("kuala-lumpur").deals
    head = ("seed", "Europe's aim", "China's aim", "chance at start", "truce from")
    dealt = set()
    for seed, eu, china, chance, needed in rows("kuala-lumpur", *head):
        state = start(kl, int(seed))
        cards = dict(zip(deals, state.cards, strict=True))
        pair = (list(deals["eu_aim"].cards)[cards["eu_aim"]],
                list(deals["cn_aim"].cards)[cards["cn_aim"]])  # fmt: skip
        assert [eu, china] == called(*pair), seed
        assert chance == str(view(kl, state, FACILITATOR).tracks["busan"]), seed
        for hope in (int(needed) - 1, int(needed)):
            given = Given(turn=4, tracks=FrozenMap({"busan": hope}))
            meeting = read_decision("facilitator: inject busan_meeting")
            assert meeting is not None
            came = rehearse(kl, given, [meeting], int(seed)).state
            truce = 100 if hope == int(needed) else 0
            assert view(kl, came, FACILITATOR).tracks["busan"] == truce, (seed, hope)
        dealt.add(pair)
    assert dealt == set(aims())
