"""The set-up: who plays, the seed, the language; and three clicks from the title to a decision."""

from __future__ import annotations

from pathlib import Path

import pygame
import tiny
import tiny_program
from drawing import commands, drawn, texts

from game.model.players import EXPERT, ME, UNIFORM
from game.ui.page.commands import SetLanguage
from game.ui.page.events import Click
from game.ui.page.screen import GoOn, Pop
from game.ui.program.library import PlayableScenario
from game.ui.screens.briefing.briefing_commands import FinishReading
from game.ui.screens.next_screen import next_screen
from game.ui.screens.setup.seat_choice import SeatChoice
from game.ui.screens.setup.setup import MOST_DIGITS, Setup
from game.ui.screens.setup.setup_commands import BeginGame, GiveSeat
from game.ui.screens.title.title import Title
from game.ui.screens.title.title_commands import PlayScenario
from game.ui.shell.app import App
from game.ui.shell.start import make_app

SETTLED = ("board", "table", "question")


def setup(folder: Path, seed: int | None = 7) -> Setup:
    return Setup(tiny_program.program(folder), tiny_program.book(folder), seed)


def test_every_side_is_given_to_people_a_bot_or_the_expert(tmp_path: Path) -> None:
    screen = setup(tmp_path)
    found = commands(drawn(screen))
    for side in ("north", "south"):
        for who in (ME, UNIFORM, EXPERT):
            assert GiveSeat(side, who) in found
    screen.handle(GiveSeat("north", UNIFORM))
    screen.handle(GiveSeat("south", ME))
    assert screen.handle(BeginGame()) == GoOn()
    assert tiny_program.hot_seat(screen._program).seats == {"north": UNIFORM, "south": ME}


def test_among_many_sides_the_expert_is_said_to_try_less(tmp_path: Path) -> None:
    program = tiny_program.program(tmp_path)
    screen = SeatChoice(tiny.rules(tiny.of_sides("abcdefgh")).scenario, program.say, "c")
    assert screen.describe(EXPERT) == (
        "Looks ahead from what its side can know. Games of 8 sides take longer, so it tries at "
        "most 8000 steps for a decision, instead of 16000."
    )
    screen = SeatChoice(tiny.rules(tiny.of_sides("abcd")).scenario, program.say, "c")
    assert screen.describe(EXPERT) == program.say("ui.who.expert.about")


def test_bots_alone_are_sent_elsewhere(tmp_path: Path) -> None:
    screen = setup(tmp_path)
    for side in ("north", "south"):
        screen.handle(GiveSeat(side, UNIFORM))
    assert screen.handle(BeginGame()) is None
    assert screen._program.toast


def test_a_seed_is_drawn_or_typed(tmp_path: Path) -> None:
    screen = setup(tmp_path)
    assert "Seed 7: draw another" in texts(drawn(screen))
    for digit in "042":
        screen.handle(screen.keys[digit])
    assert "Seed 42" in texts(drawn(screen))
    screen.handle(screen.keys["backspace"])
    assert "Seed 4:" in texts(drawn(screen))
    for _ in range(20):
        screen.handle(screen.keys["9"])
    assert screen.handle(BeginGame()) == GoOn()
    seed = tiny_program.hot_seat(screen._program).game.moments[0].state.seed
    assert len(str(seed)) < MOST_DIGITS + 1
    screen.handle(screen.keys["d"])
    screen.handle(screen.keys["5"])
    assert "Seed 5:" in texts(drawn(screen)), "a drawn seed is typed over"
    for _ in range(3):
        screen.handle(screen.keys["backspace"])
    assert "Seed 0:" in texts(drawn(screen))


def test_the_language_is_chosen_and_escape_leads_back(tmp_path: Path) -> None:
    program = tiny_program.program(tmp_path)
    book = next(each for each in program.scenarios if isinstance(each, PlayableScenario))
    screen = Setup(program, book, 7)
    assert {SetLanguage("en"), SetLanguage("fr")} <= set(commands(drawn(screen)))
    screen.handle(SetLanguage("fr"))
    assert "Temps pour chaque décision".upper() in texts(drawn(screen)).upper()
    assert screen.handle(screen.keys["escape"]) == Pop()


def test_from_the_title_it_is_three_clicks_to_the_first_decision(tmp_path: Path) -> None:
    program = tiny_program.program(tmp_path)
    app = make_app(program)
    pygame.display.init()
    pygame.font.init()
    if pygame.display.get_surface() is None:
        pygame.display.set_mode((16, 16))
    clicks = 0
    for command in (PlayScenario(), BeginGame(), FinishReading()):
        page = app.draw(pygame.Surface(app.size))
        target = next(each for each in page.targets if each.command == command and not each.hidden)
        app.take(Click(target.rect.center))
        clicks += 1
        app.settle()
    assert (clicks, app.screen.name in SETTLED) == (3, True), app.screen.name


def test_the_same_by_keys_turns_each_page_of_the_papers(tmp_path: Path) -> None:
    program = tiny_program.program(tmp_path)
    app = App(program, Title(program), next_screen, (1280, 720))
    program.change(guided=False)
    seen: list[str] = []
    while app.screen.name not in SETTLED and len(seen) < 30:
        app.draw(pygame.Surface(app.size))
        seen.append(app.screen.name)
        app.do(app.screen.keys["enter"])
        app.settle()
    assert seen[:2] == ["title", "setup"]
    assert seen.count("briefing") > 1
    assert app.screen.name in SETTLED
