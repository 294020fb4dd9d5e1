"""Rule 13: a body votes on the proposal of an inject."""

from itertools import combinations, product

import pytest
from tiny import Game, told

from game.bots.persona import PersonaBot
from game.bots.reference.persona import ReferencePersona
from game.engine.reversals import open_vote, smallest_reversal
from game.engine.votes import carries
from game.kernel.lowering.lower import lower
from game.model.bodies import BALLOT_VALUES, BALLOTS
from game.model.decisions import PUBLIC
from game.model.log_events import BallotsRevealed, VoteCounted
from game.rules.compiled import VoteRules
from game.session.game import DecisionRequest

COUNCIL = """
turns: 2
stages: {main: {phases: [ballots, deeds]}}
phases:
  ballots: {kind: injects}
  deeds: {kind: actions, menus: [deeds], order: alternate}
weights:
  five:
    counts: {heads: Members, people: People}
    members:
      alder: {counts: {heads: 1, people: 40}}
      birch: {counts: {heads: 1, people: 30}}
      cedar: {counts: {heads: 1, people: 15}}
      dogwood: {counts: {heads: 1, people: 10}}
      elm: {counts: {heads: 1, people: 5}}
bodies:
  council:
    weights: five
    sides: {alder: north, birch: south}
    leans: trust - 50
    majorities: {most: {shares: {heads: 40, people: 65}}}
"""
LEVY = """
injects:
  levy:
    when: turn == 1
    vote: {body: council, by: most, carried: {heat: +3}, lost: {heat: +1}}
"""


def council(body: str = "", vote: str = "") -> Game:
    """A game of the council; body and vote are added to its body and to the vote."""
    return Game(
        COUNCIL.replace("    leans:", f"    {body}\n    leans:" if body else "    leans:")
        + LEVY.replace("by: most,", vote or "by: most,")
    )


def vote_of(game: Game) -> VoteRules:
    vote = game.rules.votes[0].vote
    assert vote is not None
    return vote


def voted(game: Game, north: str, south: str) -> Game:
    return game.play(f"north: answer {north}", f"south: answer {south}")


def test_13_1_voices_vote_by_the_first_formula_that_is_there() -> None:
    game = council("voices: {cedar: '1', dogwood: -1}", "by: most, leans: {dogwood: 1, elm: 1},")
    game = voted(game, "abstain", "abstain")
    assert game.state.votes[0].ballots == (0, 0, 1, 1, 1)


def test_13_1_a_side_may_play_several_members() -> None:
    game = Game((COUNCIL + LEVY).replace("{alder: north,", "{alder: north, cedar: north,"))
    assert voted(game, "for", "against").state.votes[0].ballots == (1, -1, 1, 0, 0)


def test_13_2_all_sides_that_take_part_are_asked_at_once_also_one_alone() -> None:
    game = council()
    assert game.to_move == ("north", "south")
    assert game.moves("north") == [f"answer {ballot}" for ballot in BALLOTS]
    alone = council("", "by: most, without: [birch],")
    assert alone.to_move == ("north",)
    alone.play("north: answer for")
    assert alone.state.votes[0].ballots == (1, 0, 0, 0)


def test_13_2_a_body_without_sides_votes_at_once() -> None:
    game = Game(
        (COUNCIL + LEVY).replace("    sides: {alder: north, birch: south}\n", "")
        + "opening: {trust: +1}\n"
    )
    assert game.to_move == ("north",)
    assert (game["heat"], game.state.votes[0].carried) == (3, 1)


def test_13_2_nobody_learns_a_ballot_before_the_last() -> None:
    game, other = council(), council()
    game.play("north: answer for")
    other.play("north: answer against")
    for who in ("south", PUBLIC):
        assert game.view(who) == other.view(who)
        assert game.heard(who) == other.heard(who)


def test_13_3_a_voice_reads_the_ballots_above_it_and_no_others() -> None:
    game = council("voices: {cedar: -voted(levy.alder), dogwood: voted(levy.elm), elm: 1}")
    assert voted(game, "for", "abstain").state.votes[0].ballots == (1, 0, -1, 0, 1)


@pytest.mark.parametrize("abstain", ["against", "absent", "for"])
@pytest.mark.parametrize("way", ["by: most", "unless: most", "by: unanimous"])
@pytest.mark.parametrize("blocked", ["", ", blocked_by: {heads: 2}"])
def test_13_4_a_proposal_is_carried_as_the_rule_says(way: str, abstain: str, blocked: str) -> None:
    game = Game(
        (COUNCIL + LEVY)
        .replace("by: most,", f"{way}, abstain: {abstain},")
        .replace("people: 65}", "people: 65}" + blocked)
    )
    vote = vote_of(game)
    people = (40, 30, 15, 10, 5)
    for ballots in product(BALLOT_VALUES, repeat=5):
        for_it = [b == 1 or (b == 0 and abstain == "for") for b in ballots]
        against = [b == -1 for b in ballots]
        counted = [b != 0 or abstain != "absent" for b in ballots]
        mine = against if way == "unless: most" else for_it
        heads, weight = sum(mine), sum(p for p, m in zip(people, mine, strict=True) if m)
        all_heads, whole = sum(counted), sum(p for p, c in zip(people, counted, strict=True) if c)
        reached = heads * 100 >= 40 * all_heads and weight * 100 >= 65 * whole
        reached = reached or (bool(blocked) and all_heads - heads < 2)
        expected = {
            "by: most": any(for_it) and reached,
            "unless: most": not (any(against) and reached),
            "by: unanimous": any(for_it) and not any(against),
        }[way]
        assert carries(vote, ballots) is expected, ballots


def reverses(vote: VoteRules, ballots: tuple[int, ...], places: tuple[int, ...]) -> bool:
    """Whether other ballots of the members at these places reverse the result."""
    result = carries(vote, ballots)
    changed = [-1 if result else 1] * len(ballots)
    return result is not carries(
        vote, [changed[i] if i in places else cast for i, cast in enumerate(ballots)]
    )


@pytest.mark.parametrize("abstain", ["against", "absent", "for"])
@pytest.mark.parametrize("way", ["by: most", "unless: most", "by: unanimous"])
@pytest.mark.parametrize("blocked", ["", ", blocked_by: {heads: 2}", ", blocked_by: {people: 31}"])
def test_the_fewest_ballots_that_reverse_a_result_are_found(
    way: str, abstain: str, blocked: str
) -> None:
    vote = vote_of(
        Game(
            (COUNCIL + LEVY)
            .replace("by: most,", f"{way}, abstain: {abstain},")
            .replace("people: 65}", "people: 65}" + blocked)
        )
    )
    people = [member.counts[-1] for member in vote.members]
    for ballots in product(BALLOT_VALUES, repeat=5):
        reversal = smallest_reversal(vote, ballots)
        assert reverses(vote, ballots, reversal.members), ballots
        every = [each for n in range(1, 6) for each in combinations(range(5), n)]
        changes = [each for each in every if reverses(vote, ballots, each)]
        fewest = min((len(each), sum(people[i] for i in each)) for each in changes)
        assert (len(reversal.members), sum(people[i] for i in reversal.members)) == fewest, ballots
        movable = [i for i, cast in enumerate(ballots) if cast != reversal.ballot]
        assert reversal.pivotal == tuple(i for i in movable if reverses(vote, ballots, (i,))), (
            ballots
        )


def test_13_5_the_result_is_told_before_what_follows_and_answers_are_not() -> None:
    game = voted(council(), "for", "for")
    codes = [entry.code for entry in game.entries]
    assert codes.index("voted") < codes.index("changed")
    assert codes.index("answered") < codes.index("voted")
    assert not any(game.state.answered)
    assert (game.state.votes[0].carried, game.state.votes[0].lost) == (1, 0)
    assert game.state.votes[0].support == (40, 70)


def test_13_5_ballots_are_forgotten_at_the_start_of_the_next_turn_and_the_rest_stays() -> None:
    game = voted(council(), "for", "against")
    assert game.state.votes[0].ballots == (1, -1, 0, 0, 0)
    game.play("north: pass", "south: pass")
    assert game.state.votes[0].ballots == (0,) * 5
    assert (game.state.votes[0].lost, game.state.votes[0].support) == (1, (20, 40))


@pytest.mark.parametrize(
    ("ballots", "north", "support"),
    [
        ("open", (1, -1, 0, 0, 0), (20, 40)),
        ("counted", (1, 0, 0, 0, 0), (20, 40)),
        ("secret", (1, 0, 0, 0, 0), (0, 0)),
    ],
)
def test_13_6_what_is_not_told_is_in_no_view(
    ballots: str, north: tuple[int, ...], support: tuple[int, ...]
) -> None:
    game = voted(council("", f"by: most, ballots: {ballots},"), "for", "against")
    seen = game.view("north").votes["levy"]
    assert (tuple(seen.ballots), seen.support, seen.lost) == (north, support, 1)
    answers = [entry.event for entry in game.heard("south") if entry.code == "answered"]
    assert len(answers) == (2 if ballots == "open" else 1)
    entry = next(entry.event for entry in game.heard(PUBLIC) if entry.code == "voted")
    assert isinstance(entry, VoteCounted)
    assert (entry.weights is not None, entry.tally is not None) == (ballots != "secret",) * 2
    assert (entry.ballots is not None) is (ballots == "open")


@pytest.mark.parametrize(
    ("who", "ballot"), [("hawk", "for"), ("dove", "against"), ("cool", "abstain")]
)
def test_13_7_a_persona_votes_by_what_certainly_follows(who: str, ballot: str) -> None:
    personas = """
personas:
  hawk: {name: Hawk, tracks: {heat: 1}}
  dove: {name: Dove, tracks: {heat: -1}}
  cool: {name: Cool, tracks: {trust: 1}}
"""
    game = Game(COUNCIL + LEVY + personas)
    asking = DecisionRequest("north", game.view("north"), game.legal("north"), 0)
    kernels = PersonaBot(lower(game.rules), "north", 1, who)
    reference = ReferencePersona(game.rules, "north", 1, who)
    assert str(kernels(asking)) == str(reference(asking)) == f"answer {ballot}"


LEAK = "  leak: {when: turn == 2, effects: {reveal: levy}}\n"


def disclosed(game: Game, who: str) -> list[dict[str, str]]:
    """The ballots that were shown to somebody, by member."""
    events = [entry.event for entry in game.heard(who)]
    return [dict(event.ballots) for event in events if isinstance(event, BallotsRevealed)]


def leaking(vote: str = "by: most,", leak: str = LEAK) -> Game:
    """A game of the council in which it comes to light on turn 2 how it voted on turn 1."""
    return Game(COUNCIL + LEVY.replace("by: most,", vote) + leak)


CAST = dict(alder="for", birch="against", **dict.fromkeys(("cedar", "dogwood", "elm"), "abstain"))


@pytest.mark.parametrize("ballots", ["open", "counted", "secret"])
def test_13_8_ballots_are_shown_on_a_later_turn_whatever_was_told_of_them(ballots: str) -> None:
    game = voted(leaking(f"by: most, ballots: {ballots},"), "for", "against")
    game.play("north: pass", "south: pass")
    assert (game.state.turn, game.state.votes[0].ballots) == (2, (0,) * 5)
    assert [disclosed(game, who) for who in ("north", "south", PUBLIC)] == [[CAST]] * 3


def test_13_8_ballots_are_shown_to_the_sides_in_to_alone() -> None:
    game = voted(leaking(leak=LEAK.replace("levy}", "levy, to: south}")), "for", "against")
    game.play("north: pass", "south: pass")
    assert [disclosed(game, who) for who in ("south", "north", PUBLIC)] == [[CAST], [], []]


def test_13_8_nothing_is_shown_of_a_vote_that_was_not_held() -> None:
    game = leaking(leak=f"{LEAK}opening: {{fire: leak}}\n")
    assert disclosed(game, "south") == []
    assert [entry for entry in game.entries if entry.code == "disclosed"] == []


def test_13_8_a_vote_that_was_held_again_shows_its_last_ballots() -> None:
    game = Game(COUNCIL + LEVY.replace("when: turn == 1", "when: turn\n    once: false") + LEAK)
    voted(game, "for", "for").play("north: pass", "south: pass")
    assert disclosed(game, "north") == []
    voted(game, "against", "abstain")
    assert disclosed(game, "north") == [{**CAST, "alder": "against", "birch": "abstain"}]


def test_13_8_what_follows_a_vote_can_show_its_ballots() -> None:
    game = Game(COUNCIL + LEVY.replace("lost: {heat: +1}", "lost: [{reveal: levy}]"))
    assert disclosed(voted(game, "for", "against"), PUBLIC) == [CAST]
    codes = [entry.code for entry in game.entries]
    assert codes.index("voted") < codes.index("disclosed")


@pytest.mark.parametrize("ballots", ["counted", "secret"])
def test_13_8_what_was_kept_to_be_shown_is_in_no_view_of_others(ballots: str) -> None:
    game = voted(leaking(f"by: most, ballots: {ballots},"), "for", "against")
    assert game.view("north").votes["levy"].kept == (1, 0, 0, 0, 0)
    assert game.view("south").votes["levy"].kept == (0, -1, 0, 0, 0)
    assert game.view(PUBLIC).votes["levy"].kept == (0,) * 5


def test_13_8_ballots_are_kept_only_where_an_effect_shows_them() -> None:
    assert voted(council(), "for", "against").state.votes[0].kept == ()
    assert voted(leaking(), "for", "against").state.votes[0].kept == (1, -1, 0, 0, 0)


def test_13_8_a_track_of_that_name_is_shown_instead() -> None:
    tracks = "tracks: {trust: {start: 50}, heat: {start: 0}, levy: {start: 4}}\n"
    game = voted(leaking(leak=f"{LEAK}{tracks}"), "for", "for").play("north: pass", "south: pass")
    codes = [entry.code for entry in game.entries]
    assert ("revealed" in codes, "disclosed" in codes) == (True, False)


@pytest.mark.parametrize(
    ("seen_by", "leak", "codes"),
    [
        ("[north, south]", "{reveal: levy}", ["reveal-unseen"]),
        ("[north, south]", "{reveal: levy, to: [south, east]}", ["reveal-unseen"]),
        ("[north, south]", "{reveal: levy, to: [south, north]}", []),
        ("[north, south, east]", "{reveal: levy}", []),
        ("[north, south]", "{reveal: leak}", ["reveal-no-vote"]),
        ("[north, south]", "{reveal: lava}", ["unknown-reference"]),
    ],
)
def test_13_8_ballots_are_shown_only_to_who_knows_of_the_vote(
    seen_by: str, leak: str, codes: list[str]
) -> None:
    three = """
sides:
  north: {name: North, brief: You are north., score: [{label: Trust, points: trust}]}
  south: {name: South, brief: You are south., score: [{label: Trust, points: trust}]}
  east: {name: East, brief: You are east., score: [{label: Trust, points: trust}]}
"""
    levy = LEVY.replace("when: turn == 1", f"when: turn == 1\n    seen_by: {seen_by}")
    text = COUNCIL + levy + f"  leak: {{at: 2, effects: {leak}}}\n{three}"
    found = [line.split()[1] for line in told(text)]
    assert [code for code in found if code in {*codes, "reveal-unseen"}] == codes


def test_13_8_who_does_not_know_of_what_shows_them_is_shown_nothing() -> None:
    secret = LEAK.replace("when: turn == 2,", "when: turn == 2, seen_by: [north],")
    game = voted(leaking(leak=secret), "for", "against").play("north: pass", "south: pass")
    assert [disclosed(game, who) for who in ("north", "south", PUBLIC)] == [[CAST], [], []]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("elm: {counts: {heads: 1, people: 5}}", "elm: {counts: {heads: 1}}", "missing-count"),
        ("people: 5}", "people: 19999990}", "weight-sum"),
        ("leans: trust - 50", "leans: 1\n    voices: {alder: 1}", "voice-of-side"),
        ("by: most,", "", "vote-majority"),
        ("by: most,", "by: most, unless: most,", "vote-majority"),
        ("when: turn == 1", "when: turn == 1\n    ask: north", "vote-asks"),
        ("by: most,", "by: most, without: [alder, birch, cedar, dogwood, elm],", "nobody-votes"),
        ("by: most,", "by: more,", "unknown-reference"),
        ("body: council", "body: board", "unknown-reference"),
        ("weights: five", "weights: six", "unknown-reference"),
        ("{most:", "{unanimous: {shares: {heads: 50}}, most:", "majority-known"),
        ("alder: north", "fir: north", "unknown-reference"),
    ],
)
def test_13_1_to_13_4_mistakes_are_reported(old: str, new: str, code: str) -> None:
    assert old in COUNCIL + LEVY
    assert code in {line.split()[1] for line in told((COUNCIL + LEVY).replace(old, new))}


@pytest.mark.parametrize("abstain", ["against", "absent", "for"])
@pytest.mark.parametrize("way", ["by: most", "unless: most", "by: unanimous"])
@pytest.mark.parametrize(
    "leans", ["trust - 50", "'1'", "-1", "voted(levy.alder)", "-voted(levy.birch)"]
)
def test_what_the_open_ballots_can_still_do_is_found(way: str, abstain: str, leans: str) -> None:
    written = (COUNCIL + LEVY).replace("by: most,", f"{way}, abstain: {abstain},")
    game = Game(written.replace("leans: trust - 50", f"leans: {leans}"))
    inject = game.rules.votes[0]
    for given in ({}, *({side: cast} for side in (0, 1) for cast in BALLOTS)):
        found, undecided = open_vote(game.rules, game.state, inject, given), {0, 1} - {*given}
        results = {}
        for mix in product(BALLOTS, repeat=len(undecided)):
            ballots = dict(zip(sorted(undecided), mix, strict=True))
            every = {**given, **ballots}
            after = Game(written.replace("leans: trust - 50", f"leans: {leans}"))
            after = voted(after, every[0], every[1])
            results[mix] = after.state.votes[0].carried == 1
        assert found.undecided == tuple(sorted(undecided))
        assert (found.carry is not None) == any(results.values()), (given, results)
        assert (found.stop is not None) == (not all(results.values())), (given, results)
        if not found.carry or not found.stop:
            continue
        for enough, ballot, rest in (
            (found.carry, "for", "against"),
            (found.stop, "against", "for"),
        ):
            mix = tuple(ballot if side in enough else rest for side in sorted(undecided))
            if len(enough) < len(undecided):
                assert results[mix] == (ballot == "for"), (given, results)
