"""A value may have words, which people read instead of its formula."""

import pytest
from tiny import TABLE, scenario

from game.model.expressions import Expression
from game.model.scenario import Scenario
from game.presenter.cards.decision_cards import describe_action
from game.rules.expressions import parse
from game.words.language import ENGLISH, Language, language
from game.words.wording import Wording

VALUES = """
values:
  dry: {is: heat >= 6, text: in a dry year}
  warm_talks: {is: trust >= 60, text: while talks go well, opposite: while talks go badly}
  stock: {is: 10 - heat, text: the water in the lake}
  plain: trust >= 20
  unseen: {is: south_purse >= 3, text: with friends abroad}
actions:
  sow:
    {side: north, menu: deeds, name: Sow, when: dry and trust >= 40, effects: {trust: "+ 2 * dry"}}
  wait: {side: south, menu: deeds, name: Wait, effects: [{when: dry, then: {trust: -1}}]}
"""


@pytest.fixture(scope="module")
def worded() -> Scenario:
    return scenario(VALUES)


def node(text: str) -> Expression:
    return parse(text)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("dry", "Only in a dry year."),
        ("not dry", "Except in a dry year."),
        ("dry == 0", "Except in a dry year."),
        ("dry > 0", "Only in a dry year."),
        ("not warm_talks", "Only while talks go badly."),
        ("dry and warm_talks", "Only in a dry year and while talks go well."),
        ("not (dry or warm_talks)", "Except in a dry year and while talks go badly."),
        ("dry and trust >= 40", "Needs trust at 40 or more, in a dry year."),
        ("trust >= 40 and not dry", "Needs trust at 40 or more, except in a dry year."),
        ("dry or trust >= 40", "Needs in a dry year or trust at 40 or more."),
        ("stock >= 3", "Needs the water in the lake at least 3."),
        ("plain", "Needs trust at 20 or more."),
    ],
)
def test_a_condition_that_an_author_has_worded_is_told_in_those_words(
    worded: Scenario, written: str, words: str
) -> None:
    assert Wording(worded).needs(node(written)) == words


@pytest.mark.parametrize(
    ("spoken", "words"),
    [
        (ENGLISH, "In a dry year: trust +3; except in a dry year: heat +1."),
        (language("fr"), "In a dry year : trust +3 ; sauf in a dry year : heat +1."),
    ],
)
def test_effects_need_no_word_before_those_of_the_author(
    worded: Scenario, spoken: Language, words: str
) -> None:
    effects = (
        scenario(
            VALUES.replace(
                "[{when: dry, then: {trust: -1}}]",
                """
      [{when: dry, then: {trust: +3}}, {when: not dry, then: {heat: +1}}]""",
            )
        )
        .actions["wait"]
        .effects
    )
    said = Wording(worded, spoken).effects(effects, "south").replace("\u00a0", " ")
    assert said.replace(". Sauf", " ; sauf").replace(". Except", "; except") == words


def test_a_card_says_in_a_hint_what_the_words_stand_for(worded: Scenario) -> None:
    card = describe_action(Wording(worded), "north", "sow")
    assert card.needs == "Needs trust at 40 or more, in a dry year."
    assert card.effects == "Trust +2 in a dry year."
    assert card.meanings == ("“in a dry year”: heat at 6 or more.",)


def test_the_meaning_of_words_is_told_only_to_who_sees_what_they_read(worded: Scenario) -> None:
    words, text = Wording(worded), "With friends abroad, the water in the lake counts."
    assert words.meanings(text, "north") == ("“the water in the lake”: 10 − heat.",)
    assert words.meanings(text, "south") == (
        "“the water in the lake”: 10 − heat.",
        "“with friends abroad”: south purse at 3 or more.",
    )


def test_words_for_whether_things_are_so_say_all_that_there_is() -> None:
    is_calm = "not is_open(pact) and not agreed(pact)"
    said = f"{TABLE}\nvalues:\n  calm: {{is: {is_calm}, text: before the pact}}\n"
    assert Wording(scenario(said)).meanings("Only before the pact.", "north") == ()


def test_an_opposite_stands_for_what_does_not_hold(worded: Scenario) -> None:
    meanings = Wording(worded).meanings("Only while talks go badly.", "north")
    assert meanings == ("“while talks go badly”: trust below 60.",)


def test_a_card_stands_for_words_about_it_as_a_condition_and_not_as_a_number() -> None:
    held = SUMS + "values:\n  fed: {is: dealt(aim.grain), text: if there is grain}\n"
    meanings = Wording(scenario(held)).meanings("If there is grain: trust +1.", "north")
    assert meanings == ("“if there is grain”: the card “Grain”.",)


SUMS = """
deals:
  aim: {to: [north], cards: {grain: {name: Grain}, wood: {name: Wood}}}
"""


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("6 + 3 * dealt(aim.grain)", "9 with the card “Grain”, otherwise 6"),
        ("dealt(aim.grain) * 3 + 6", "9 with the card “Grain”, otherwise 6"),
        ("55 + 15 * (trust >= 40)", "70 with trust at 40 or more, otherwise 55"),
        ("55 - 15 * (trust >= 40)", "40 with trust at 40 or more, otherwise 55"),
        ("15 * (trust >= 40) - 5", "10 with trust at 40 or more, otherwise −5"),
        ("heat + 3 * (trust >= 40)", "heat + (3 with trust at 40 or more, otherwise 0)"),
        ("2 * heat + 3", "2 × heat + 3"),
    ],
)
def test_a_number_that_something_raises_is_told_as_one_number_or_the_other(
    written: str, words: str
) -> None:
    assert Wording(scenario(SUMS)).amount(node(written)) == words


def test_a_phrase_inside_a_sentence_says_only_where_an_author_has_worded_the_condition(
    worded: Scenario,
) -> None:
    words = Wording(worded)
    told = [words.demand_inside("graph.trigger.when", node(each)) for each in ("dry", "heat >= 2")]
    assert told == ["only in a dry year", "needs heat at 2 or more"]
    assert words.percent(node("30 + heat")) == "(30 + heat)"
    assert words.percent(node("30")) == "30"
