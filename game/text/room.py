"""The people at one terminal: whose turn it is at the screen, and what each may ask of it."""

from __future__ import annotations

from collections.abc import Callable

from game.text.console import Console, Left
from game.words.sentences import say
from game.words.wording import Wording

Commands = dict[str, Callable[[], list[str]]]
"""What can be asked of the screen at a prompt, by the word for it; each answers in lines."""

QUIT = ("quit", "exit", "q")
HELP = ("help", "h", "?")


class Room:
    """One screen and the people who share it."""

    def __init__(self, words: Wording, console: Console, people: tuple[str, ...]) -> None:
        self.words = words
        self.console = console
        self._people = people
        self._sitting = people[0] if len(people) == 1 else ""

    def seat(self, side: str) -> bool:
        """Hands the screen over where somebody else sat there; says whether it did."""
        if self._sitting == side:
            return False
        name = self.words.naming.side_inside(side)
        self.console.clear()
        self.console.show(say("curtain.for", side=name))
        self._sitting = side
        self.listen(say("curtain.ready", side=name), {})
        self.console.clear()
        return True

    def listen(self, prompt: str, commands: Commands) -> str:
        """Asks until something is said that is no command, and returns it.

        Raises Left where the person leaves.
        """
        while True:
            line = self.console.ask(prompt)
            word = line.lower()
            if word in QUIT:
                raise Left
            if word in HELP:
                self.console.show(*help_lines(commands))
            elif word in commands:
                self.console.show(*commands[word]())
            else:
                return line


def help_lines(commands: Commands) -> list[str]:
    """What can be typed, one command a line."""
    lines = ["", say("help.head")]
    lines += [f"  {name:<10} {say(f'help.{name}')}" for name in (*commands, "help", "quit")]
    return lines
