"""Rule 2.2: where chance is drawn, and what those places are called."""

import hashlib
from pathlib import Path

import pytest
from tiny import SECTIONS, Game, rules, told

from game.authoring.load import load
from game.rules.compile import compile_rules
from game.rules.rng import draw, site

HALF = "{chance: 50, then: {heat: +1}}"
DARE = """
actions:
  warm: {side: north, menu: deeds, name: Warm, effects: {trust: +1}}
  dare: {side: [north, south], menu: deeds, name: Dare, effects: %s}
"""
PACT = """
tables:
  pact:
    between: [north, south]
    rounds: 1
    open: true
    issues:
      scope:
        options:
          small: {worth: {north: 1, south: 1}}
          wide: {worth: {north: 1, south: 1}, effects: %s, lapsed: %s}
    agreed: %s
    collapsed: %s
    expired: %s
    lapsed: %s
stages: {main: {phases: [hall, deeds]}}
phases:
  hall: {kind: table, table: pact}
  deeds: {kind: actions, menus: [deeds], order: alternate}
""" % ((HALF,) * 6)

OPTION = "tables/pact/issues/scope/options/wide"
PLACES = {
    "a single step is a list of one": (f"opening: {HALF}", ["opening/0"]),
    "steps count from 0": (f"opening: [{{heat: +1}}, {HALF}]", ["opening/1"]),
    "upkeep": (f"each_turn: {HALF}", ["each_turn/0"]),
    "a stage's upkeep": (
        f"stages: {{main: {{phases: deeds, each_turn: {HALF}}}}}",
        ["stages/main/each_turn/0"],
    ),
    "a tag": (f"tags: {{loud: {{effects: {HALF}}}}}", ["tags/loud/effects/0"]),
    "an action": (DARE % HALF, ["actions/dare/effects/0"]),
    "then and else of a chance": (
        DARE % f"{{chance: 1, then: [{HALF}], else: [{{heat: +1}}, {HALF}]}}",
        [f"actions/dare/effects/0{rest}" for rest in ("", "/then/0", "/else/1")],
    ),
    "then and else of a condition, which draws nothing itself": (
        DARE % f"{{when: heat == 0, then: {HALF}, else: {HALF}}}",
        ["actions/dare/effects/0/then/0", "actions/dare/effects/0/else/0"],
    ),
    "branches": (
        DARE % f"[{{one_of: [{{then: {HALF}}}, {{then: [{{heat: +1}}, {HALF}]}}]}}]",
        [f"actions/dare/effects/0{rest}" for rest in ("", "/one_of/0/then/0", "/one_of/1/then/1")],
    ),
    "later": (DARE % f"{{after: 1, then: {HALF}}}", ["actions/dare/effects/0/then/0"]),
    "a table": (
        PACT,
        [
            f"{OPTION}/effects/0",
            f"{OPTION}/lapsed/0",
            *[f"tables/pact/{end}/0" for end in ("agreed", "collapsed", "expired", "lapsed")],
        ],
    ),
    "a promise": (
        f"promises: {{calm: {{by: north, turns: 1, kept: {HALF}, breach: {HALF}}}}}",
        ["promises/calm/kept/0", "promises/calm/breach/0"],
    ),
    "an inject, its effects and answers": (
        f"injects: {{leak: {{chance: 9, effects: {HALF}, ask: north,"
        f" answers: {{shrug: {{effects: {HALF}}}}}}}}}\n"
        "stages: {main: {phases: [deeds, news]}}\n"
        "phases: {news: {kind: injects}, deeds: {kind: actions, menus: [deeds]}}",
        ["injects/leak", "injects/leak/effects/0", "injects/leak/answers/shrug/effects/0"],
    ),
    "a phase that draws, and none that doesn't": (
        "injects: {leak: {weight: 1}, storm: {at: 1}}\n"
        "stages: {main: {phases: [deeds, news, more]}}\n"
        "phases: {news: {kind: injects, draw: 1}, more: {kind: injects},"
        " deeds: {kind: actions, menus: [deeds]}}",
        ["phases/news"],
    ),
    "deals": (
        "deals: {aim: {to: north, cards: {a: {}, b: {}}}, fate: {cards: {a: {}}}}",
        ["deals/aim", "deals/fate"],
    ),
}


@pytest.mark.parametrize(("text", "paths"), PLACES.values(), ids=PLACES)
def test_2_2_each_place_has_the_path_of_ids_and_indices_that_leads_to_it(
    text: str, paths: list[str]
) -> None:
    assert rules(text).sites == tuple(site(path) for path in paths)


def test_2_2_a_site_is_the_first_eight_bytes_of_the_digest_little_endian() -> None:
    digest = hashlib.sha256(b"injects/leak").digest()
    assert site("injects/leak") == sum(digest[i] << (8 * i) for i in range(8))


def test_2_2_a_path_is_that_of_the_merged_scenario(tmp_path: Path) -> None:
    fragment = f"actions: {{dare: {{side: north, menu: deeds, name: Dare, effects: {HALF}}}}}\n"
    Path(tmp_path, "more.yaml").write_text(fragment, encoding="utf-8")
    main = Path(tmp_path, "tiny.yaml")
    main.write_text("\n".join([*SECTIONS.values(), "include: more.yaml"]), encoding="utf-8")
    assert compile_rules(load(main)).sites == (site("actions/dare/effects/0"),)


DRAWN = {
    "actions/dare/effects/0": (DARE % HALF, 1, ["north: dare"]),
    "actions/dare/effects/1/then/0": (
        DARE % f"[{{heat: +0}}, {{when: heat == 0, then: {HALF}}}]",
        1,
        ["north: dare"],
    ),
    "actions/dare/effects/0/else/0": (
        DARE % f"{{chance: 0, then: {{heat: +9}}, else: {HALF}}}",
        1,
        ["north: dare"],
    ),
    "actions/dare/effects/0/one_of/1/then/0": (
        DARE % f"{{one_of: [{{weight: 0, then: {{heat: +9}}}}, {{then: {HALF}}}]}}",
        1,
        ["north: dare"],
    ),
    "actions/dare/effects/0/then/0": (
        DARE % f"{{after: 1, then: {HALF}}}",
        2,
        ["north: dare", "south: pass"],
    ),
    "opening/0": (f"opening: {HALF}", 0, []),
    "each_turn/0": (f"each_turn: {HALF}", 2, ["north: pass", "south: pass"]),
    "promises/calm/kept/0": (
        f"opening: {{promise: calm}}\npromises: {{calm: {{by: north, turns: 1, kept: {HALF}}}}}",
        1,
        ["north: pass", "south: pass"],
    ),
    f"{OPTION}/effects/0": (
        PACT.replace(f"agreed: {HALF}", "agreed: []"),
        1,
        ["north: offer scope=wide", "south: accept"],
    ),
    "tables/pact/collapsed/0": (PACT, 1, ["north: walk"]),
    "tables/pact/expired/0": (PACT, 1, ["north: pass", "south: pass"]),
    "injects/leak": (
        "injects: {leak: {chance: 50, effects: {heat: +1}}}\n"
        "stages: {main: {phases: [news, deeds]}}\n"
        "phases: {news: {kind: injects}, deeds: {kind: actions, menus: [deeds]}}",
        1,
        [],
    ),
}


@pytest.mark.parametrize("path", DRAWN)
def test_2_2_the_luck_of_each_kind_of_place_recomputed_by_hand(path: str) -> None:
    text, turn, decisions = DRAWN[path]
    found = rules(text)
    for seed in range(12):
        hit = draw(seed, turn, site(path), 0) % 100 < 50
        assert Game(found, seed).play(*decisions)["heat"] == hit


def test_2_2_one_more_draw_at_another_site_shifts_nothing() -> None:
    plain = DARE % f"[{{secret: +1}}, {HALF}]"
    more = DARE % f"[{{chance: 50, then: {{secret: +1}}}}, {HALF}]"
    for seed in range(12):
        games = [Game(text, seed).play("north: dare", "south: dare") for text in (plain, more)]
        assert games[0]["heat"] == games[1]["heat"]


def test_2_2_a_what_if_shares_its_luck_with_the_game_it_left() -> None:
    found = rules(DARE % HALF)
    for seed in range(12):
        left = Game(found, seed).play("north: pass", "south: dare")
        what_if = Game(found, seed).play("north: warm", "south: dare")
        assert left["heat"] == what_if["heat"]


def test_2_2_two_equal_sites_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.authoring.check.steps.effect_checks.site", len)
    assert told("opening: [{chance: 5, then: {heat: +1}}]\n" + DARE % HALF) == []
    assert told(f"opening: [{HALF}, {HALF}]") == ["error equal-sites opening[1]"]


def test_2_2_a_name_or_text_has_no_part_in_a_site() -> None:
    plain = rules(DARE % HALF).sites
    assert (
        rules("title: Another\n" + (DARE % HALF).replace("name: Dare", "name: Venture")).sites
        == plain
    )
