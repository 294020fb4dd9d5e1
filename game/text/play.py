"""A whole game in the terminal: people and bots at one screen, or bots alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from game.bots.seats import make_bots
from game.model.decisions import FACILITATOR, PUBLIC
from game.model.entries import Entry
from game.model.log_events import CardDealt, GameEnded, TurnBegan
from game.model.players import ME
from game.presenter.hot_seat import HotSeat
from game.presenter.own_words import new_words_of_others
from game.presenter.participants import position_sentence
from game.presenter.said.ending import ending_of
from game.presenter.said.score import score_of
from game.presenter.voices import give_voices
from game.session.agreements import below_reserve
from game.session.driver import Decide, play
from game.session.game import Game
from game.session.places import games_folder
from game.session.records.saved import Saving
from game.session.translations import Translations
from game.text.console import Console, PersonLeft
from game.text.lines import Line, style_line, unwrapped_line
from game.text.narration import Narration, afterwards, opening, outcome, scores
from game.text.person import Person
from game.text.shared_screen import SharedScreen
from game.words.wording import Wording


class People:
    """The people at one screen."""

    def __init__(self, screen: SharedScreen) -> None:
        self._screen = screen
        # Each must know the present stage before anything happens.
        self._persons = {side: Person(side, screen) for side in screen.hot_seat.people}

    def person(self, side: str) -> Person:
        """The person who decides for a side."""
        if side not in self._persons:
            self._persons[side] = Person(side, self._screen)
        return self._persons[side]

    def read_papers(self) -> None:
        """Shows all sides their papers before anybody decides."""
        if self._screen.game.state.to_move:
            for side in self._screen.hot_seat.sides_to_brief():
                self.person(side).read_papers()

    def last_news(self) -> None:
        """Shows what happened since the people last looked; to several, only what all may know."""
        screen, people = self._screen, self._screen.hot_seat.people
        if len(people) == 1:
            self.person(people[0]).news()
        else:
            screen.open()
            narration = Narration()
            batches = screen.hot_seat.read_marks.unread_entries(PUBLIC)
            for entries in batches:
                screen.console.show(*narration.lines(screen.words, entries))
            new = [entry for entries in batches for entry in entries]
            for said in new_words_of_others(screen.hot_seat, PUBLIC, new):
                screen.console.show(style_line((f"  {said}", "name")))
        screen.console.show(*screen.news_of_talk(people[0] if len(people) == 1 else PUBLIC))


class Deciders(Mapping[str, Decide]):
    """Who decides for each side at present: seats may be handed over during the game."""

    def __init__(self, hot_seat: HotSeat, people: People) -> None:
        self._hot_seat = hot_seat
        self._people = people
        game = hot_seat.game
        self._bots = make_bots(game.rules, hot_seat.seats, game.state.seed)
        """The bots of the seats when play begins here."""
        self._seats = hot_seat.seats

    def __getitem__(self, side: str) -> Decide:
        player = self._hot_seat.seats[side]
        if player == ME:
            return self._people.person(side)
        return self._bots[side] if player == self._seats[side] else self._hot_seat.think

    def __iter__(self) -> Iterator[str]:
        return iter(self._hot_seat.seats)

    def __len__(self) -> int:
        return len(self._hot_seat.seats)


def play_text(
    game: Game,
    seats: Mapping[str, str],
    console: Console,
    saving: Saving | None = None,
    translations: Translations | None = None,
    code: str = "",
    *,
    is_chapter: bool = False,
) -> str | None:
    """Plays with the people who sit at this terminal, line by line, to the end or until they leave.

    After its end the people can look back at it. Returns the language that is spoken at the end;
    None if they left before.

    seats: by side, `me` or a bot. saving: where the game is saved, or can be. code: the language to
    begin in, one of the translations; left out, the scenario's own. is_chapter: whether somebody
    else says where the game is saved, and how to go on. Raises ScenarioError if that translation
    has mistakes.
    """
    translations = translations or Translations(game.rules.scenario)
    code = code or translations.codes[0]
    translations.scenario(code)
    hot_seat = HotSeat(game, seats, saving, translations, code)
    # No earlier screen can be scrolled back to: who goes on with a game reads the papers again.
    hot_seat.read_marks.mark_papers_unread()
    screen = SharedScreen(hot_seat, console)
    people = People(screen)
    console.heading(game.rules.scenario.title, "=")
    say = screen.words.say
    begun = [say("continued")] if game.lines else [*opening(screen.words), ""]
    place = position_sentence(screen.words, game)
    begun = [place, *([] if game.lines else [""]), *begun] if place else begun
    try:
        if game.state.to_move:
            console.show(*begun)
            if not is_chapter:
                screen.say_where_saved()
            console.show(say("welcome"))
        if not game.lines:
            screen.pause()
            people.read_papers()
        if game.state.to_move:
            play(game, Deciders(hot_seat, people), {}, screen.words_with)
            people.last_news()
        _end(game, screen, seed=not is_chapter)
        _look_back(screen)
        if not is_chapter:
            screen.rescue()
    except PersonLeft:
        if not is_chapter:
            screen.rescue()
            console.show(*_goodbye(screen))
        return None
    except KeyboardInterrupt:
        console.show("", screen.words.say("interrupted"))
        if not is_chapter:
            screen.rescue()
            console.show(*_goodbye(screen))
        raise
    finally:
        hot_seat.bots.close()
    screen.report_failure()
    if screen.saved is not None:
        console.show(*_how_to_look_back(screen.words, screen.saved))
    return screen.words.scenario.language


def play_auto(
    game: Game,
    seats: Mapping[str, str],
    console: Console,
    words: Wording,
    *,
    reveals: bool = False,
    is_chapter: bool = False,
) -> None:
    """Lets bots play every side, and prints what all may see as it happens, and the scores.

    words: those of the language in which the game's rules speak. reveals: whether what sides keep
    from each other is printed as well: cards, hidden tracks and secret decisions. is_chapter:
    whether its seed follows from that of a campaign.
    """
    reader = FACILITATOR if reveals else PUBLIC
    narration = Narration(reader)
    give_voices(game, seats)
    console.heading(words.scenario.title, "=")
    if game.lines and game.state.to_move:
        console.show(words.say("continued"))
    place = position_sentence(words, game)
    if place:
        console.show(place)
    if reveals:
        console.show(*_dealt(game, words))

    def hear(entries: tuple[Entry, ...]) -> None:
        # Who knew which card has been said above.
        shown = [e for e in entries if not (reveals and isinstance(e.event, CardDealt))]
        for part, idle in _parts_by_turn(shown):
            console.show(*narration.lines(words, part))
            if idle:
                console.show(words.say("nobody-moved"))

    deciders = make_bots(game.rules, seats, game.state.seed) if game.state.to_move else {}
    try:
        play(game, deciders, {reader: hear})
    except KeyboardInterrupt:
        console.show("", words.say("interrupted"))
        raise
    console.show(
        *_ending(game, words), *_afterwards(game, words, dealt=not reveals, seed=not is_chapter)
    )


def _parts_by_turn(entries: Sequence[Entry]) -> Iterator[tuple[list[Entry], bool]]:
    """What one decision led to, divided where turns begin and the game ends; and for each part
    whether it is a turn in which nobody had to decide anything."""
    part: list[Entry] = []
    for entry in entries:
        if isinstance(entry.event, TurnBegan | GameEnded) and part:
            yield part, isinstance(part[0].event, TurnBegan)
            part = []
        part.append(entry)
    yield part, False


def _goodbye(screen: SharedScreen) -> list[Line]:
    """The lines for people who leave before or after the end of their game."""
    if screen.stays is not None and not screen.game.state.to_move:
        return _how_to_look_back(screen.words, screen.stays)
    return farewell(screen.words, screen.stays)


def _how_to_look_back(words: Wording, saved: Path) -> list[Line]:
    return [words.say("ending.saved"), _command(words, saved)]


def farewell(words: Wording, saved: Path | None) -> list[Line]:
    """The lines for a person who leaves: where the game is saved."""
    if saved is None:
        return [words.say("left")]
    if saved.parent == games_folder():
        return [
            words.say("left.kept", file=saved),
            unwrapped_line(f"  {words.say('command.continue')}"),
        ]
    return [words.say("left.saved"), _command(words, saved)]


def _command(words: Wording, saved: Path) -> Line:
    """The command that goes on with a saved game, as it is typed."""
    file = f'"{saved}"' if " " in str(saved) else saved
    return unwrapped_line(f"  {words.say('command.record', file=file)}")


def _end(game: Game, screen: SharedScreen, *, seed: bool) -> None:
    screen.console.show(*_ending(game, screen.words))
    screen.pause()
    screen.console.show(*_afterwards(game, screen.words, seed=seed))


def _look_back(screen: SharedScreen) -> None:
    """Answers what those at a terminal ask about their game, until they leave."""
    # The debrief imports the kernel, for which nobody should wait before the game.
    from game.text.look_back import LookBack

    LookBack(screen).run()


def _ending(game: Game, words: Wording) -> list[Line]:
    view, signed = game.view(PUBLIC), below_reserve(game)
    every = (score_of(words, view, side, signed) for side in view.scores)
    return ["", *outcome(words, ending_of(words, view, game.log(), signed)), *scores(words, every)]


def _dealt(game: Game, words: Wording) -> list[Line]:
    """The cards that were dealt to all sides."""
    cards = words.dealt_cards(game.view(FACILITATOR).cards)
    head = style_line((f"-- {words.say('ending.cards')} --", "heading"))
    return ["", head, *(f"  - {each}" for each in cards)] if cards else []


def _afterwards(game: Game, words: Wording, *, dealt: bool = True, seed: bool) -> list[Line]:
    luck = ["", words.say("ending.seed", seed=game.moments[0].state.seed)]
    return [
        *afterwards(words),
        *(_dealt(game, words) if dealt else []),
        *(luck if seed else []),
    ]
