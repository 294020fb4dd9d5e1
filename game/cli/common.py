"""What the commands share: exit codes, errors of one line, and what an argument names."""

from __future__ import annotations

import argparse
import stat
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from game.model.characters import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from game.rules.compiled import Rules

FINE, PROBLEMS, USAGE, INTERRUPTED, CLOSED_PIPE = 0, 1, 2, 130, 141


class Trouble(Exception):
    """Something the person at the keyboard can cure: one line, which names the way out."""

    def __init__(self, line: str, code: int = USAGE) -> None:
        super().__init__(line)
        self.code = code


class Lines(argparse.HelpFormatter):
    """Help whose examples stand on lines of their own."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        fill = super()._fill_text
        return "\n".join(fill(line, width, indent) for line in text.splitlines())


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"formatter_class": Lines, **options})

    def error(self, message: str) -> NoReturn:
        line = one_line(f"{self.prog}: {message}; see {self.prog} --help")
        self.exit(USAGE, f"{line}\n")


def located(name: str) -> Path:
    """The file that a shipped id or a path means."""
    from pathlib import Path

    from game.authoring.shipped import shipped

    known, path = shipped(), Path(name)
    if name in known:
        return known[name]
    try:
        status = path.stat()
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as error:
        raise Trouble(f"{name}: {reason(error)}") from None
    else:
        if stat.S_ISDIR(status.st_mode):
            raise Trouble(f"{name} is a folder; name a file in it")
        return path  # that it is no ordinary file is told when it is opened
    if path.suffix or len(path.parts) > 1:
        raise Trouble(f"there is no file {name}; communique list names the scenarios there are")
    near = nearest(name, known)
    raise Trouble(f'there is no scenario "{name}"{near}; communique list names those there are')


def reason(error: OSError | ValueError) -> str:
    """Why a file can't be used, as the system says it."""
    return getattr(error, "strerror", None) or str(error)


def json_text(document: object) -> str:
    """A JSON document that holds every text whole, and that can be printed on a terminal."""
    import json
    import re

    from game.model.characters import CONTROLS, ISOLATES

    written = json.dumps(document, ensure_ascii=False, indent=2)
    # All of these stand in strings: between them there are only blanks and line feeds.
    hidden = re.compile(f"[{CONTROLS}{ISOLATES}]")
    return hidden.sub(lambda sign: f"\\u{ord(sign.group()):04x}", written)


def nearest(word: str, known: Iterable[str]) -> str:
    """What might have been meant, as the end of a sentence; nothing where nothing is near."""
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f'; did you mean "{near[0]}"?' if near else ""


def warm(command: str, rules: Rules, bots: Iterable[str], *, many: bool) -> None:
    """Compiles what will be needed, and says why one waits, where this machine hasn't before.

    bots: who is seated; many: whether many games are played.
    """
    from game.bots.seats import EXPERT
    from game.kernel.jit import GAMES, SEARCH, compiled_before

    ahead = EXPERT in bots
    if compiled_before(SEARCH if ahead else GAMES) or not (ahead or many):
        return
    print(
        f"communique {command}: compiling the rules for this machine, once; about a minute",
        file=sys.stderr,
    )
    if ahead:
        from game.bots.expert import warm as warm_search

        warm_search(rules)
