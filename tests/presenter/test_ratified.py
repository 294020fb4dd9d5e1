"""What sides are told of a table at which what is signed must be ratified (rule 16)."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from game.authoring.load import load
from game.authoring.reading.files import KeptFiles
from game.model.decisions import (
    FACILITATOR,
    PUBLIC,
    Accept,
    Act,
    Answer,
    Decision,
    Offer,
    Pass,
    SetTrack,
)
from game.model.frozen import FrozenMap
from game.model.play import Legal
from game.model.players import ME
from game.presenter.cards.decision_cards import action_cards
from game.presenter.cards.question_notes import notes_on_question
from game.presenter.debrief.debrief import Debrief
from game.presenter.debrief.negotiations import (
    agreed_text,
    named_points,
    offer_title,
    package_title,
    review_negotiation,
)
from game.presenter.hindsight.causes import told_of_table
from game.presenter.kit.kit import kit
from game.presenter.negotiator import Negotiator
from game.presenter.offers.issues import read_issues
from game.presenter.read_marks import ReadMarks
from game.presenter.said.closed_tables import closed_sentences
from game.presenter.said.ending import table_standings
from game.presenter.said.stake import stakes_of
from game.presenter.stories.story_pages import pact_page
from game.presenter.worded_game import WordedGame
from game.rules.compile import compile_rules
from game.rules.known import known_scenario
from game.session.game import Game
from game.words.wording import Wording

TREATY = Path(__file__).parent.parent / "scenarios" / "treaty.yaml"
BOTH = "Votes needed: The assent of the assembly and The opinion of the court."
PACKAGE = "The sluices: Open now; The price: A fair one"


def talks() -> WordedGame:
    """The talks of the first turn."""
    game = Game(compile_rules(load(TREATY)), 1)
    worded = WordedGame(game, dict.fromkeys(game.rules.sides, ME))
    return play(worded, "talks")


def play(worded: WordedGame, until: str) -> WordedGame:
    """Everybody passes until a phase begins, a question is asked or all is over."""
    while worded.game.state.to_move and until not in (where(worded), worded.view(PUBLIC).phase):
        worded.game.decide(worded.game.state.to_move[0], Pass())
    return worded


def where(worded: WordedGame) -> str:
    """The inject that asks something; empty if none does."""
    question = worded.view(PUBLIC).question
    return question.inject if question is not None else ""


def signed() -> WordedGame:
    worded = talks()
    worded.game.decide("coast", Offer(FrozenMap({"sluices": "open_now", "price": "fair"})))
    worded.game.decide("valley", Accept())
    return worded


def vote(worded: WordedGame, ballot: str) -> WordedGame:
    play(worded, "assent").game.decide("chamber", Answer(ballot))
    return worded


def board(worded: WordedGame) -> str:
    (standing,) = table_standings(worded.words, worded.view(PUBLIC), worded.game.log())
    return f"{standing.sentence} {standing.package}".strip()


def test_who_negotiates_reads_what_ratifies_and_what_has_its_effects_before() -> None:
    worded = talks()
    negotiator = Negotiator(worded, "coast")
    told = (
        f"What is signed here must be ratified within 2 turns. {BOTH} "
        "Until then only this takes effect: The sluices."
    )
    assert negotiator.rules() == [told]
    sluices, price = read_issues(negotiator)
    assert [each.does for each in sluices.options] == ["If it is signed: Water +6.", ""]
    assert [each.does for each in price.options] == [
        "Once it is ratified: Money +12.",
        "Once it is ratified: Money +7.",
    ]
    assert told in kit(worded, None)


def test_what_is_signed_stands_on_the_board_and_in_its_story() -> None:
    worded = signed()
    standing = (
        "The river treaty: signed, not yet ratified. It must be ratified by the end of turn 3. "
        + BOTH
    )
    assert board(worded) == f"{standing} {PACKAGE}."
    assert closed_sentences(worded, PUBLIC) == (standing,)
    page = pact_page(worded, "chamber", "river")
    assert page.headline == "The river treaty is signed"
    assert page.label == "signed, not yet ratified"
    assert page.paragraphs == (f"It must be ratified by the end of turn 3. {BOTH}",)
    assert page.clauses == ("The sluices: Open now", "The price: A fair one")
    assert [change.name for change in page.changes] == ["Water", "Calm"]


@pytest.mark.parametrize(
    ("ballot", "headline", "standing", "changed", "said"),
    [
        (
            "for",
            "The river treaty is ratified and in force",
            f"The river treaty: agreed. {PACKAGE}.",
            ["Money", "Calm"],
            "The treaty is in force.",
        ),
        (
            "against",
            "The river treaty is not ratified",
            "The river treaty: the agreement has lapsed.",
            ["Water", "Calm"],
            "The treaty has fallen.",
        ),
    ],
)
def test_what_votes_make_of_it_is_told_as_the_tables_story(
    ballot: str, headline: str, standing: str, changed: list[str], said: str
) -> None:
    worded = signed()
    worded.game.do(Decision(FACILITATOR, SetTrack("calm", 40)))  # the millers are against it
    if ballot == "against":
        worded.game.do(Decision(FACILITATOR, SetTrack("water", 30)))  # and the fishers
    worded = vote(worded, ballot)
    page = pact_page(worded, "coast", "river")
    assert page.headline == headline
    assert [change.name for change in page.changes] == changed
    assert page.paragraphs == (said,)
    assert board(worded) == standing
    assert closed_sentences(worded, PUBLIC) == ()


def fallen() -> WordedGame:
    """The treaty was signed, and the assembly has voted it down."""
    rejected = signed()
    for track, value in (("calm", 40), ("water", 30)):
        rejected.game.do(Decision(FACILITATOR, SetTrack(track, value)))
    return vote(rejected, "against")


@pytest.mark.parametrize(
    ("turn", "status"),
    [(3, "ended without an agreement"), (5, "opened again, and not signed again")],
)
def test_what_was_signed_is_not_forgotten_where_the_table_was_opened_again(
    turn: int, status: str
) -> None:
    again = play(fallen(), "deeds")
    while again.view(PUBLIC).turn < turn:
        again.game.decide(again.game.state.to_move[0], Pass())
    again.game.decide("coast", Pass())
    again.game.decide("valley", Act("return_"))
    assert again.view(PUBLIC).tables["river"].status == "open"
    while again.view(PUBLIC).outcome is None:
        again.game.decide(again.game.state.to_move[0], Pass())
    assert board(again) == (
        f"The river treaty: {status}. What had been signed there was not ratified."
    )
    debrief = Debrief(again.game, again.words, dict.fromkeys(again.game.rules.sides, ME))
    (table,) = again.game.rules.tables
    assert list(told_of_table(debrief, table, ())) == [
        "The river treaty was signed on turn 1, but not ratified: it lapsed on turn 2.",
        f"It was opened again on turn {turn}, and nothing more was signed there.",
    ]
    assert looked_back_on(again) == [
        "Not ratified",
        "What was signed, but not ratified: The river treaty",
        "Offer 1, turn 1: not ratified",
    ]


def test_a_voter_reads_what_the_vote_is_about_and_what_it_still_takes() -> None:
    worded = play(signed(), "assent")
    question = worded.view("chamber").question
    assert question is not None
    notes = notes_on_question(worded, "chamber", question)
    assert f"It is about what was signed at “The river treaty”: {PACKAGE}." in notes
    carried, lost = (
        next(note for note in notes if note.startswith(start))
        for start in ("If it is carried:", "If it isn’t:")
    )
    assert carried == (
        "If it is carried: The river treaty isn’t in force yet. It must be ratified by the end of "
        "turn 3. Votes needed: The opinion of the court. Calm +1. Certain for your score: "
        "Calm +1."
    )
    assert lost == (
        "If it isn’t: The river treaty lapses. Calm −2, water −6, calm −8. Certain for your score: "
        "Calm −10."
    )


def test_with_the_last_vote_the_agreement_counts_for_scores() -> None:
    worded = play(signed(), "assent")
    moment = worded.game.moments[-1]
    tables = (evolve(moment.state.tables[0], ratified=(1, 0)),)
    worded.game.moments[-1] = evolve(moment, state=evolve(moment.state, tables=tables))
    worded.forget_views()
    carried, lost = stakes_of(worded, "coast", "opinion")
    assert carried.lines == ((1, 20),)
    assert lost.lines == ((0, -6),)
    assert stakes_of(worded, "valley", "opinion")[0].lines == ((0, 7),)
    assert stakes_of(worded, "valley", "opinion")[1].lines == ((1, -5),)


def test_of_a_vote_that_a_side_does_not_know_it_reads_nothing() -> None:
    text = TREATY.read_text(encoding="utf-8")
    hidden = text.replace("  opinion:\n", "  opinion:\n    seen_by: [coast, valley]\n")
    scenario = known_scenario(
        load(KeptFiles("treaty.yaml", FrozenMap({"treaty.yaml": hidden}))), "chamber"
    )
    told = " ".join(Wording(scenario).what_binds("river"))
    assert "Votes needed: The assent of the assembly." in told


def test_who_learns_of_signature_and_ratification_together_reads_one_story() -> None:
    worded = vote(signed(), "for")
    marks = ReadMarks(worded.game, ["coast", "valley", "chamber"])
    (page,) = [step for step in marks.unread_pages("coast") if step.kind == "pact"]
    assert [each.kind for each in page.also] == ["news", "news"]


def looked_back_on(worded: WordedGame) -> list[str]:
    """What the debrief calls what was signed: on the plane, above it, and in the list of offers."""
    words, talks = worded.words, review_negotiation(worded.game, "river")
    mark = next(each.name for each in named_points(words, talks) if each.kind == "agreed")
    return [mark, package_title(words, talks), offer_title(words, talks.offers[-1])]


def test_the_debrief_calls_what_was_signed_by_what_became_of_it() -> None:
    assert looked_back_on(signed()) == [
        "Signed",
        "What was signed, but is not in force: The river treaty",
        "Offer 1, turn 1: signed",
    ]
    assert agreed_text(signed().words, review_negotiation(signed().game, "river")) == (
        "14 / 6 (signed)"
    )
    assert looked_back_on(vote(signed(), "for")) == [
        "In force",
        "What was signed and ratified: The river treaty",
        "Offer 1, turn 1: in force",
    ]
    assert looked_back_on(fallen()) == [
        "Not ratified",
        "What was signed, but not ratified: The river treaty",
        "Offer 1, turn 1: not ratified",
    ]
    torn = vote(signed(), "for")
    play(torn, "deeds").game.decide("coast", Act("tear"))
    assert looked_back_on(torn) == [
        "Lapsed",
        "What was signed, and lapsed: The river treaty",
        "Offer 1, turn 1: lapsed",
    ]


def test_the_card_of_an_action_that_calls_a_ratifying_vote_says_what_is_at_stake() -> None:
    text = TREATY.read_text(encoding="utf-8")
    march = "name: March, effects: {calm: -4}"
    for votes, carried in (
        ("[assent, opinion]", "has one of the votes that it needs"),
        ("assent", "comes into force"),
    ):
        called = text.replace(march, "name: March, effects: {fire: assent}")
        called = called.replace("vote: [assent, opinion]", f"vote: {votes}")
        words = Wording(load(KeptFiles("treaty.yaml", FrozenMap({"treaty.yaml": called}))))
        (card,) = action_cards(words, "chamber", Legal(), ["march"])
        assert card.effects == (
            "The assembly votes; if it carries “The assent of the assembly”: "
            f"what is signed at “The river treaty” {carried}, calm +1; "
            "otherwise what is signed at “The river treaty” lapses, calm −2."
        )
