"""Two teams at one screen: nothing that only one may know is drawn while the other sits there."""

import random
from pathlib import Path

import pytest
from drawing import drawn

from game.bots.seats import ME
from game.model.decisions import PUBLIC
from game.ui.app import App
from game.ui.desk import Desk
from game.ui.input import Key
from game.ui.intents import Do
from game.ui.library import Book, open_book
from game.ui.screens.step import screen_for
from game.ui.screens.title import Title
from game.ui.start import spare_desk

SCENARIO = """
format: 1
id: secrets
title: Secrets
language: en
turns: 3
sides:
  north:
    name: North
    brief: Boreal brief.
    seats: {head: {name: Head, brief: Boreal head.}}
    score: [{label: Boreal wish, points: coal}]
  south:
    name: South
    brief: Austral brief.
    seats: {head: {name: Head, brief: Austral head.}}
    score: [{label: Austral wish, points: salt}]
deals:
  north_aim: {to: north, name: Aim, cards: {a: {name: Boreal card, brief: Boreal card.}}}
  south_aim: {to: south, name: Aim, cards: {a: {name: Austral card, brief: Austral card.}}}
tracks:
  heat: {name: Heat, start: 4, range: [0, 9]}
  coal: {name: Boreal coal, start: 5, range: [0, 9], seen_by: [north]}
  salt: {name: Austral salt, start: 5, range: [0, 9], seen_by: [south]}
stages: {main: {name: Main, phases: [deeds, talks, news]}}
phases:
  deeds: {kind: actions, name: Deeds, menus: [deeds], order: together, picks: 1}
  talks: {kind: table, name: Talks, table: pact, rounds: 1}
  news: {kind: injects, name: News}
actions:
  dig: {side: north, menu: deeds, name: Boreal dig, effects: {coal: +1, heat: +1}, secret: true}
  boil: {side: south, menu: deeds, name: Austral boil, effects: {salt: +1, heat: -1}, secret: true}
tables:
  pact:
    name: Pact
    between: [north, south]
    open: true
    rounds: 6
    reserve: {north: coal, south: salt}
    issues:
      tax:
        name: Tax
        weight: {north: 100, south: 100}
        options:
          low: {name: Low, value: {north: 100, south: 10}}
          high: {name: High, value: {north: 10, south: 100}}
injects:
  storm:
    at: 2
    name: Storm
    text: The mill stops.
    ask: south
    answers:
      wait: {name: Wait, effects: {salt: -1}}
      pay: {name: Pay, effects: {salt: +1}}
outcomes:
  done: {name: Done}
"""
SECRET = {"north": "boreal", "south": "austral"}
ELSEWHERE = ("quit", "title", "home", "undo", "back-out")
"""What leads out of the game, or back in it."""
OTHER = {"north": "south", "south": "north"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    path = tmp_path / "secrets.yaml"
    path.write_text(SCENARIO, encoding="utf-8")
    desk = spare_desk(tmp_path / "games")
    book = open_book(path)
    assert isinstance(book, Book), book
    desk.begin(book, {"north": ME, "south": ME}, 3)
    return desk


def told(app: App) -> str:
    """All that can be read in the window, in small letters."""
    page = drawn(app.screen, looking=app.looking)
    app.page = page
    return "\n".join(blit.text for blit in page.canvas.texts).lower()


@pytest.mark.parametrize("seed", range(4))
def test_no_frame_draws_what_only_the_other_team_may_know(desk: Desk, seed: int) -> None:
    app = App(desk, Title(desk), screen_for, (1280, 720))
    app.go_on()
    sitting, chance = desk.sitting, random.Random(seed)
    assert sitting is not None
    seen = set()
    for _ in range(260):
        text = told(app)
        if not sitting.state.to_move:
            break
        name = app.screen.name
        at = "" if name == "curtain" else sitting.at
        hidden = [SECRET[OTHER[at]]] if at else list(SECRET.values())
        seen |= {(name, word) for word in SECRET.values() if word in text}
        for word in hidden:
            assert word not in text, (name, at, text)
        choices = [
            t.do
            for t in (app.page.targets if app.page is not None else [])
            if t.do.verb not in ELSEWHERE
        ]
        if name in ("menu", "replay", "map", "proceedings", "readouts") or not choices:
            app.take(Key("escape"))
        else:
            app.do(chance.choice(choices))
        app.settle()
        if desk.sitting is None:
            break
    assert {word for _, word in seen} == set(SECRET.values()), seen


def test_a_curtain_falls_between_two_teams(desk: Desk) -> None:
    app = App(desk, Title(desk), screen_for, (1280, 720))
    app.go_on()
    assert app.screen.name == "curtain"
    assert not any(word in told(app) for word in SECRET.values())
    app.do(Do("open"))
    assert app.screen.name == "briefing"
    assert "boreal" in told(app)
    assert PUBLIC not in told(app)
