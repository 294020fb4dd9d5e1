"""Rule 12.1: the uniform bot, its draws recomputed by hand. More of it is in tests/bots."""

from tiny import TABLE, Game

from game.bots.uniform import UniformBot
from game.rules.rng import draw, site
from game.session.game import DecisionRequest

BOT = site("bot/north")


def asked(game: Game, taken: int = 0) -> DecisionRequest:
    return DecisionRequest("north", game.view("north"), game.legal("north"), taken)


def test_12_1_answers_and_actions_are_drawn_alike_in_order() -> None:
    asking = "injects: {visit: {ask: north, answers: {one: {}, two: {}, three: {}}}}\n"
    game = Game(asking + "opening: {fire: visit}")
    for seed in range(30):
        at = draw(seed, 0, BOT, 0) % 3
        assert (
            str(UniformBot("north", seed)(asked(game))) == f"answer {('one', 'two', 'three')[at]}"
        )


def test_12_1_under_no_pass_it_never_thinks_of_passing() -> None:
    text = "phases: {deeds: {kind: actions, menus: [deeds], order: alternate, no_pass: true}}"
    game = Game(text)
    for seed in range(30):
        move = UniformBot("north", seed)(asked(game))
        assert str(move) == ("warm", "cool")[draw(seed, 0, BOT, 0) % 2]


def test_12_1_at_a_table_below_4_it_walks_below_40_it_accepts_and_else_it_offers() -> None:
    game = Game(TABLE).play("south: offer scope=small terms=loose")
    for seed in range(200):
        drawn = draw(seed, 0, BOT, 0) % 100
        expected = "walk" if drawn < 4 else "accept" if drawn < 40 else "offer"
        assert str(UniformBot("north", seed)(asked(game))).split()[0] == expected


def test_12_1_where_it_may_not_accept_those_draws_make_it_offer() -> None:
    game = Game(TABLE).play("south: pass")
    for seed in range(200):
        drawn = draw(seed, 0, BOT, 0) % 100
        move = str(UniformBot("north", seed)(asked(game)))
        assert move.split()[0] == ("walk" if drawn < 4 else "offer")


def test_12_1_a_package_is_drawn_among_the_options_whose_when_holds() -> None:
    game = Game(TABLE).play("south: pass")
    found = {str(UniformBot("north", seed)(asked(game))) for seed in range(200)} - {"walk"}
    assert found == {
        f"offer scope={scope} terms={terms}"
        for scope in ("small", "medium", "vast")
        for terms in ("loose", "strict")
    }


def test_12_1_with_the_last_word_it_accepts_or_else_passes() -> None:
    silent = Game(TABLE.replace("rounds: 4", "rounds: 1")).play("south: pass")
    heard = Game(TABLE.replace("rounds: 4", "rounds: 1"))
    heard.play("south: offer scope=small terms=loose")
    for game, otherwise in ((silent, "pass"), (heard, "accept")):
        found = {str(UniformBot("north", seed)(asked(game))) for seed in range(200)}
        assert found == {"walk", otherwise}


def test_2_5_the_games_own_draws_do_not_depend_on_who_plays() -> None:
    dare = "{chance: 50, then: {heat: +1}}"
    text = f"actions: {{dare: {{side: [north, south], menu: deeds, name: D, effects: {dare}}}}}"
    game = Game(text, seed=3)
    before = game.state
    for seed in range(9):
        UniformBot("north", seed)(asked(game))
    assert game.state == before
