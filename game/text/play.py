"""A whole game in the terminal: people and bots at one screen, or bots alone."""

from __future__ import annotations

from collections.abc import Mapping

from game.bots.seats import ME, bots
from game.model.decisions import PUBLIC
from game.model.frozen import FrozenMap
from game.model.play import Entry, Refusal
from game.session.driver import Decide, Hear, play
from game.session.game import Game
from game.text import briefing
from game.text.bargaining import Appraise
from game.text.console import Console, Left
from game.text.ending import debrief, ending
from game.text.person import Person
from game.text.room import Room
from game.text.story import Story
from game.words.sentences import say
from game.words.wording import Wording


class People:
    """The people at one screen."""

    def __init__(
        self, game: Game, words: Wording, console: Console, sides: tuple[str, ...]
    ) -> None:
        self._console = console
        room = Room(words, console, sides)
        self.persons = {side: Person(side, room, _appraiser(game, side)) for side in sides}
        self._public = Story(words)
        self._last: list[str] = []

    def listeners(self) -> dict[str, Hear]:
        """Each person, and one who keeps what all may know of the last thing that happened."""
        heard: dict[str, Hear] = {side: person.hear for side, person in self.persons.items()}
        return {**heard, PUBLIC: self._overhear}

    def last_news(self) -> None:
        """What happened at the very end; where several look on, only what all may know."""
        if len(self.persons) == 1:
            for person in self.persons.values():
                person.news()
        else:
            self._console.clear()
            self._console.show(*self._last)

    def _overhear(self, entries: tuple[Entry, ...]) -> None:
        self._last = self._public.lines(entries)


def play_text(game: Game, seats: Mapping[str, str], console: Console, saved: str = "") -> None:
    """Plays with the people who sit at this terminal, line by line, to the end or until they leave.

    seats: by side, `me` or a bot. saved: the file in which the game is saved, if it is.
    """
    words = Wording(game.rules.scenario)
    people = People(game, words, console, tuple(s for s, who in seats.items() if who == ME))
    console.heading(game.rules.scenario.title, "=")
    begun = [say("continued")] if game.lines else [*briefing.opening(words), ""]
    console.show(*begun, say("welcome"))
    deciders: dict[str, Decide] = {**bots(seats, game.state.seed), **people.persons}
    try:
        play(game, deciders, people.listeners())
    except Left:
        console.show(say("left.saved", file=saved) if saved else say("left"))
        return
    people.last_news()
    _end(game, words, console)


def play_auto(game: Game, seats: Mapping[str, str], console: Console) -> None:
    """Lets bots play every side; prints what all may see as it happens, the scores at the end."""
    words = Wording(game.rules.scenario)
    story = Story(words)
    console.heading(game.rules.scenario.title, "=")
    if game.lines and game.state.to_move:
        console.show(say("continued"))

    def heard(entries: tuple[Entry, ...]) -> None:
        console.show(*story.lines(entries))

    deciders = bots(seats, game.state.seed) if game.state.to_move else {}
    play(game, deciders, {PUBLIC: heard})
    _end(game, words, console)


def _appraiser(game: Game, side: str) -> Appraise:
    def appraise(table: str, package: FrozenMap[str, str]) -> int | Refusal:
        return game.appraise(side, table, package)

    return appraise


def _end(game: Game, words: Wording, console: Console) -> None:
    view, seed = game.view(PUBLIC), game.moments[0].state.seed
    console.show("", *ending(words, view), *debrief(words), "", say("ending.seed", seed=seed))
