"""Rules 5.11 and 5.12: packages that effects put on a table from outside."""

from itertools import product

import pytest
from envoys import OF_THREE, PROPOSE, THREE, TWO
from tiny import MEDIUM, SMALL, TABLE, Game, told

from game.bots.expert import ExpertBot
from game.bots.persona import PersonaBot
from game.bots.uniform import UniformBot
from game.kernel.lowering.lower import lower
from game.kernel.sight import seen
from game.model.decisions import FACILITATOR, PUBLIC, Offer
from game.model.entries import EntryCode
from game.model.frozen import FrozenMap
from game.model.log_events import AgreementSigned, PackageProposed
from game.model.play import NOBODY, NOTHING, OUTSIDE
from game.rules.layout import flatten
from game.session.game import DecisionRequest

PACKAGE = {"scope": "medium", "terms": "strict"}
PROPOSED = "facilitator: inject envoy"


def test_5_11_it_replaces_what_stands_and_clears_the_acceptances() -> None:
    game = Game(OF_THREE).play(f"south: {SMALL}", "west: accept")
    assert game.table().accepted == (0, 1, 0)
    game.play(PROPOSED)
    at = game.table()
    assert (at.proposer, at.accepted, at.options) == (OUTSIDE, (0, 0, 0), (1, 1, NOTHING))


def test_5_11_the_view_tells_that_it_is_no_partys() -> None:
    game = Game(TWO)
    assert game.view("north").tables["pact"].offer is None
    table = game.play(PROPOSED).view("north").tables["pact"]
    assert table.proposer is None
    assert table.offer == PACKAGE
    assert table.accepted == ()
    assert table.has_offer_to("north")
    assert table.worths == {"north": 19}


def test_5_11_at_a_table_of_two_both_must_accept_it() -> None:
    game = Game(TWO).play(PROPOSED, "south: accept")
    assert (game.status(), game.table().accepted, game.to_move) == ("open", (1, 0), ("north",))
    game.play("north: accept")
    assert (game.status(), game.log("agreed")) == (
        "agreed",
        ["agreed pact FrozenMap({'scope': 'medium', 'terms': 'strict', 'extra': 'none'})"],
    )


def test_5_11_at_a_table_of_three_all_must_accept_it() -> None:
    game = Game(OF_THREE).play("south: pass", PROPOSED, "west: accept", "north: accept")
    assert game.status() == "open"
    assert game.play("south: accept").status() == "agreed"


def test_5_11_nobody_accepts_it_twice() -> None:
    game = Game(TWO).play(PROPOSED, "south: accept", "north: pass")
    assert game.refused("south: accept") == "accepted-already"


@pytest.mark.parametrize(
    "before",
    [["north: tear"], ["south: walk"], [f"south: {SMALL}", "north: accept"]],
    ids=["never opened", "collapsed", "agreed"],
)
def test_5_11_it_does_nothing_where_the_table_is_not_open(before: list[str]) -> None:
    closed = before == ["north: tear"]
    game = Game(TWO.replace("open: true", "open: false") if closed else TWO).play(*before)
    table = game.table()
    game.play(PROPOSED)
    assert (game.table(), game.log("proposed", "unproposed")) == (table, [])


def test_5_11_issues_off_the_agenda_count_as_their_otherwise() -> None:
    game = Game(TWO).play(PROPOSED, "facilitator: set secret 10")
    assert game.refused("south: accept") == "issue-missing"
    game.play(PROPOSED)
    assert game.view(FACILITATOR).tables["pact"].offer == {**PACKAGE, "extra": "some"}


def test_5_11_rounds_speaker_and_last_offers_stay_as_they_are() -> None:
    game = Game(TWO).play(f"south: {SMALL}", "north: pass", f"south: {SMALL}")
    before = game.table()
    at = game.play(PROPOSED).table()
    assert (at.rounds, at.speaker, at.last_offers) == (1, 1, before.last_offers)
    assert (game.to_move, game.state.visit) == (("north",), 1)


def test_5_11_a_partys_next_offer_replaces_it_and_the_other_alone_must_accept_that() -> None:
    game = Game(TWO).play(PROPOSED, "south: accept", f"north: {SMALL}")
    assert (game.table().proposer, game.table().accepted) == (1, (0, 0))
    assert game.play("south: accept").status() == "agreed"


def test_5_11_a_party_may_offer_the_very_same_package_as_its_own() -> None:
    game = Game(TWO).play(PROPOSED, f"south: {MEDIUM}", "north: accept")
    assert game.status() == "agreed"


def test_5_11_it_stands_between_visits_and_turns() -> None:
    game = Game(TWO).play(PROPOSED).rest(1)
    assert (game.turn, game.phase, game.table().proposer) == (2, "hall", OUTSIDE)
    assert game.play("south: accept", "north: accept").status() == "agreed"


def test_5_11_the_last_to_speak_can_accept_it_and_the_rounds_are_used_up() -> None:
    game = Game(TWO.replace("rounds: 4", "rounds: 1")).play("south: pass", PROPOSED)
    assert game.moves("north") == ["accept", "walk", "pass"]
    assert game.refused(f"north: {SMALL}") == "last-word"
    game.play("north: accept")
    assert (game.status(), game.table().proposer, game["trust"]) == ("expired", NOBODY, 46)


def test_5_11_the_last_acceptance_can_be_the_last_word() -> None:
    game = Game(OF_THREE.replace("rounds: 4", "rounds: 1"))
    game.play(PROPOSED, "south: accept", "west: accept", "north: accept")
    assert game.status() == "agreed"


def test_5_11_who_walks_out_ends_it_for_all() -> None:
    game = Game(TWO).play(PROPOSED, "south: accept", "north: walk")
    at = game.table()
    assert (game.status(), at.proposer, at.accepted) == ("collapsed", NOBODY, (0, 0))


def test_5_11_an_agreement_on_it_lapses_like_any_other() -> None:
    game = Game(TWO).play(PROPOSED, "south: accept", "north: accept")
    before = game["heat"]
    game.play("north: tear")
    assert (game.status(), game["heat"]) == ("lapsed", before + 1)


def test_5_11_to_open_an_open_table_leaves_it_there() -> None:
    text = TWO + "each_turn: {open: pact}\n"
    game = Game(text).play(PROPOSED).rest(1)
    assert (game.table().proposer, game.log("opened")) == (OUTSIDE, [])


def test_5_11_a_visit_goes_on_after_it() -> None:
    game = Game(TWO).play("south: pass", "north: pass", "south: pass", PROPOSED, "north: accept")
    assert (game.phase, game.table().proposer, game.table().accepted) == ("deeds", OUTSIDE, (0, 1))
    game.play("north: pass", "south: pass", "south: accept")
    assert game.status() == "agreed"


PLACES = {
    "opening": (f"opening: {PROPOSE}", []),
    "each_turn": (f"each_turn: {{from: 1, effects: {PROPOSE}}}", []),
    "after": (f"opening: {{after: 1, then: {PROPOSE}}}", []),
    "action": (
        "actions: {call: {side: south, menu: deeds, name: Call, effects: " + PROPOSE + "}}",
        ["south: pass", "north: pass", "south: pass", "north: pass", "south: call"],
    ),
    "answer": (
        "actions: {call: {side: north, menu: deeds, name: Call, effects: {fire: visit}}}\n"
        "injects: {visit: {ask: south, answers: {yes: {effects: " + PROPOSE + "}, no: {}}}}",
        [*["south: pass", "north: pass"] * 2, "north: call", "south: answer yes"],
    ),
    "promise": (
        "promises: {truce: {by: north, turns: 1, kept: "
        + PROPOSE
        + "}}\nopening: {promise: truce}",
        ["south: pass", "north: pass", "south: pass", "north: pass", "north: pass", "south: pass"],
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_5_11_whatever_has_effects_can_propose(place: str) -> None:
    text, decisions = PLACES[place]
    base = TABLE[: TABLE.index("actions:")] if "actions:" in text else TABLE
    game = Game(base + text).play(*decisions)
    assert game.table().proposer == OUTSIDE
    assert len(game.log("proposed")) == 1


def test_5_11_an_agreement_can_propose_at_another_table() -> None:
    second = """
  other:
    between: [north, south]
    rounds: 3
    open: true
    issues: {size: {options: {big: {worth: {north: 1, south: 1}}}}}
"""
    text = TABLE.replace(
        "    agreed: {heat: +2}",
        "    agreed: {propose: {table: other, package: {size: big}}}",
    ).replace("actions:", second.lstrip("\n") + "actions:")
    game = Game(text).play(f"south: {SMALL}", "north: accept")
    assert game.table("other").proposer == OUTSIDE


@pytest.mark.parametrize("who", ["north", "south", FACILITATOR, PUBLIC])
def test_5_11_all_who_see_the_table_hear_it(who: str) -> None:
    game = Game(TWO).play(PROPOSED)
    heard = [e.event for e in game.heard(who) if e.code == "proposed"]
    assert heard == [PackageProposed("pact", FrozenMap(PACKAGE))]


@pytest.mark.parametrize("code", ["proposed", "unproposed"])
def test_5_11_others_neither_hear_nor_see_it(code: EntryCode) -> None:
    game = Game(TWO + THREE).play(PROPOSED if code == "proposed" else "facilitator: inject herald")
    for who in ("north", "south", FACILITATOR):
        assert [entry.code for entry in game.heard(who)].count(code) == 1
    for who in ("west", PUBLIC):
        assert code not in [entry.code for entry in game.heard(who)]
        table = game.view(who).tables["pact"]
        assert table.proposer is None
        assert table.offer is None
        assert table.worths == {}


def test_5_11_of_a_secret_action_it_is_told_without_the_cause() -> None:
    actions = (
        "actions: {call: {side: south, menu: deeds, name: Call, secret: true, effects: "
        + PROPOSE
        + "}}"
    )
    game = Game(TABLE[: TABLE.index("actions:")] + actions)
    game.play(*["south: pass", "north: pass"] * 2, "south: call")
    causes = {
        who: [entry.cause for entry in game.heard(who) if entry.code == "proposed"]
        for who in ("north", "south")
    }
    assert causes["north"] == [None]
    assert causes["south"][0] is not None


def test_5_11_in_the_digest_its_proposer_is_minus_two() -> None:
    game = Game(TWO)
    before = flatten(game.rules, game.state)
    after = flatten(game.rules, game.play(PROPOSED).state)
    changed = {(was, now) for was, now in zip(before, after, strict=True) if was != now}
    assert changed == {(NOBODY, OUTSIDE), (0, 1), (-1, 1)}


PERSONAS = """
personas:
  meek: {name: M, bargaining: {style: linear, opening: 60, floor: 40}}
  hawk: {name: H, bargaining: {style: boulware, firmness: 8, opening: 100, floor: 95}}
"""


def asked(game: Game, side: str, taken: int = 0) -> DecisionRequest:
    return DecisionRequest(side, game.view(side), game.legal(side), taken)


def persona(game: Game, id: str, side: str) -> str:
    return str(PersonaBot(lower(game.rules), side, 5, id)(asked(game, side)))


def test_5_11_a_persona_accepts_it_where_it_is_worth_enough() -> None:
    game = Game(TWO + PERSONAS).play(PROPOSED)
    assert game.view("south").tables["pact"].worths == {"south": 18}
    assert (persona(game, "meek", "south"), persona(game, "hawk", "south")) == (
        "accept",
        "offer scope=small terms=strict",
    )


def test_5_11_a_persona_offers_what_is_nearest_to_it() -> None:
    text = TWO.replace("weight: {north: 30, south: 20}", "weight: {north: 30, south: 0}")
    text = text.replace("worth: {south: 5 if terms >= strict else 0}", "worth: {south: 0}")
    text = text.replace("worth: {south: -7}", "worth: {south: 0}") + PERSONAS
    far = text.replace("scope: medium, terms: strict", "scope: medium, terms: loose")
    game = Game(far).play(PROPOSED)
    assert persona(game, "hawk", "south") == "offer scope=medium terms=strict"
    silent = Game(far)
    assert persona(silent, "hawk", "south") == "offer scope=small terms=strict"


def test_5_11_uniform_accepts_it_as_often_as_an_offer() -> None:
    game = Game(TWO).play(PROPOSED)
    moves = [str(UniformBot("south", seed)(asked(game, "south"))) for seed in range(200)]
    offered = Game(TABLE).play(f"south: {SMALL}")
    others = [str(UniformBot("north", seed)(asked(offered, "north"))) for seed in range(200)]
    assert abs(moves.count("accept") - others.count("accept")) < 40
    assert 40 < moves.count("accept") < 100


def test_5_11_the_expert_may_accept_it_and_knows_that_it_is_no_partys() -> None:
    game = Game(TWO).play(PROPOSED)
    tables = lower(game.rules)
    state = seen(tables, game.view("south"))
    place = tables.places.tables[0]
    assert (state[place], state[place + 3]) == (1, OUTSIDE)
    bot = ExpertBot(tables, "south", 1, budget=1)
    assert bot(asked(game, "south")) in (*game.legal("south").moves, *offers_of(game))


def offers_of(game: Game) -> list[Offer]:
    """Every package that south may offer."""
    options = game.legal("south").offer
    assert options is not None
    packages = product(*options.values())
    return [Offer(FrozenMap(zip(options, package, strict=True))) for package in packages]


def test_5_12_nothing_is_proposed_where_a_condition_of_an_option_does_not_hold() -> None:
    game = Game(TWO).play(f"south: {SMALL}")
    before = game.table()
    game.play("facilitator: inject herald")
    assert game.table() == before
    assert game.log("proposed") == []
    assert game.log("unproposed") == [
        "unproposed pact FrozenMap({'scope': 'wide', 'terms': 'loose'}) option-when scope"
    ]
    assert game.play("north: accept").status() == "agreed"


def test_5_12_nothing_is_proposed_where_a_rule_of_the_table_does_not_hold() -> None:
    text = TWO.replace("rules: [scope < wide or terms <= loose]", "rules: [trust > 0, heat >= 1]")
    game = Game(text).play(PROPOSED)
    assert game.table().proposer == NOBODY
    assert game.log("unproposed") == [
        "unproposed pact FrozenMap({'scope': 'medium', 'terms': 'strict'}) rule 1"
    ]
    assert game.play("facilitator: set heat 1", PROPOSED).table().proposer == OUTSIDE


def test_5_12_at_a_table_of_three_the_same_is_so() -> None:
    game = Game(OF_THREE).play(f"south: {SMALL}", "west: accept", "facilitator: inject herald")
    assert game.table().accepted == (0, 1, 0)
    assert game.play("north: accept").status() == "agreed"


def test_5_12_conditions_of_options_off_the_agenda_are_not_asked() -> None:
    text = TWO.replace("some: {worth", "some: {when: heat >= 9, worth")
    game = Game(text).play(PROPOSED)
    assert game.table().proposer == OUTSIDE
    game.play("facilitator: set secret 10", f"south: {MEDIUM} extra=none", PROPOSED)
    assert game.log("unproposed") == [
        "unproposed pact FrozenMap({'scope': 'medium', 'terms': 'strict', 'extra': 'some'}) "
        "option-when extra"
    ]


def test_5_12_conditions_see_the_whole_package_with_what_is_off_the_agenda() -> None:
    text = TWO.replace("scope < wide or terms <= loose", "extra >= none")
    assert Game(text).play(PROPOSED).table().proposer == OUTSIDE
    game = Game(text).play("facilitator: set secret 10", PROPOSED)
    assert game.table().proposer == NOBODY


def test_5_12_what_a_side_needs_does_not_bind_who_proposes_and_only_that_side_learns_why() -> None:
    game = Game(TWO).play("facilitator: set trust 60", "facilitator: inject herald")
    assert game.table().proposer == OUTSIDE
    assert game.refused("south: accept") == "needs"
    assert game.log("unproposed") == []
    game.play("south: pass", "north: accept", "facilitator: set heat 3", "south: accept")
    assert game.status() == "agreed"


def test_5_12_the_agreement_is_the_package_that_was_proposed() -> None:
    game = Game(TWO).play(PROPOSED, "south: accept", "north: accept")
    (signed,) = [e.event for e in game.entries if isinstance(e.event, AgreementSigned)]
    assert signed.package == {**PACKAGE, "extra": "none"}


def test_5_11_a_package_names_every_issue_of_its_table() -> None:
    short = PROPOSE.replace(", extra: some", "")
    assert told(TABLE + f"opening: {short}\n") == [
        "warning reads-hidden tables.pact.issues.extra.when",
        "error proposal-short opening.propose.package",
    ]


def test_5_11_a_track_and_an_action_may_still_be_called_propose() -> None:
    text = """
tracks: {propose: {start: 0}, trust: {start: 50}}
each_turn: [{propose: +2}, {propose: "= propose * 2"}]
actions: {propose: {side: [north, south], menu: deeds, name: Propose, effects: {propose: +1}}}
"""
    game = Game(text).play("north: propose", "south: propose")
    assert (game.turn, game["propose"]) == (2, 8)


@pytest.mark.parametrize(
    ("rule", "never"),
    [
        ("extra >= none", False),  # off the agenda, `extra` counts as none
        ("scope >= wide", True),
        ("scope < wide or extra >= none", False),
    ],
)
def test_5_12_what_can_never_be_proposed_is_reported(rule: str, never: bool) -> None:
    text = TWO.replace("scope < wide or terms <= loose", rule)
    package = "injects.envoy.effects.propose.package"
    assert (f"warning proposal-never {package}" in told(text)) == never
