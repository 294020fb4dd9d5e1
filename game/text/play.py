"""A whole game in the terminal: people and bots at one screen, or bots alone."""

from __future__ import annotations

from game.bots.seats import ME, bots
from game.model.decisions import PUBLIC, Move
from game.model.frozen import FrozenMap
from game.model.play import Entry, Refusal
from game.rules.compiled import Rules
from game.session.driver import Game, Hear
from game.text import briefing
from game.text.bargaining import Appraise
from game.text.console import Console, Left
from game.text.ending import debrief, ending
from game.text.person import Person
from game.text.room import Room
from game.text.story import Story
from game.words.sentences import say
from game.words.wording import Wording


def play_text(rules: Rules, seed: int, seats: dict[str, str], console: Console) -> None:
    """Plays with the people who sit at this terminal, line by line, to the end or until they leave.

    seats: by side, `me` or a bot.
    """
    game, words = Game(rules, seed), Wording(rules.scenario)
    people = tuple(side for side, who in seats.items() if who == ME)
    room = Room(words, console, people)
    console.heading(rules.scenario.title, "=")
    console.show(*briefing.opening(words), "", say("welcome"))
    persons = {side: Person(side, room, _appraiser(game, side)) for side in people}
    listeners: dict[str, Hear] = {side: person.hear for side, person in persons.items()}
    public = Story(words)
    last: list[str] = []

    def overhear(entries: tuple[Entry, ...]) -> None:
        last[:] = public.lines(entries)

    def refused(side: str, _move: Move, why: Refusal) -> None:
        if side in persons:
            persons[side].refused(why)

    try:
        game.play({**bots(seats, seed), **persons}, {**listeners, PUBLIC: overhear}, refused)
    except Left:
        console.show(say("left"))
        return
    if len(persons) == 1:
        persons[people[0]].news()
    else:  # nobody has the screen to themselves: only what all may know
        console.clear()
        console.show(*last)
    _end(game, words, console, seed)


def play_auto(rules: Rules, seed: int, seats: dict[str, str], console: Console) -> None:
    """Lets bots play every side; prints what all may see as it happens, the scores at the end."""
    game, words = Game(rules, seed), Wording(rules.scenario)
    story = Story(words)
    console.heading(rules.scenario.title, "=")
    game.play(bots(seats, seed), {PUBLIC: lambda entries: console.show(*story.lines(entries))})
    _end(game, words, console, seed)


def _appraiser(game: Game, side: str) -> Appraise:
    def appraise(table: str, package: FrozenMap[str, str]) -> int | Refusal:
        return game.appraise(side, table, package)

    return appraise


def _end(game: Game, words: Wording, console: Console, seed: int) -> None:
    view = game.view(PUBLIC)
    console.show("", *ending(words, view), *debrief(words), "", say("ending.seed", seed=seed))
