"""Puts hostile texts into every text of a scenario, and looks at all that is made of them.

    python3 tools/dev.py tool hostile                           everything: some minutes
    python3 tools/dev.py tool hostile --texts 3 --fields 5      a little of it
    python3 tools/dev.py tool hostile --only script             the texts whose names hold this

Each of 26 texts is put into each field that the language has for texts, alone: `check` must accept
it or refuse it at its place, and a game between bots must print it. Then it is put into all fields
at once, past the checker, and into a player's note: a game is played in the terminal by somebody
who types everything, each screen of the window is drawn, and the report is written. Of texts of
more than 1000 characters so many go into all fields at once, and each field with the whole text is
drawn alone. It fails where anything is raised, where a character that can act on a terminal is
printed, drawn or written, where the report has a tag of the text's own, or where a picture takes
longer than --limit.
"""

from __future__ import annotations

import argparse
import contextlib
import html.parser
import io
import os
import random
import re
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tools"))
os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

from attrs import define, field  # noqa: E402

from game.authoring.merge import merge  # noqa: E402
from game.authoring.reading.files import Folder  # noqa: E402
from game.authoring.reading.nodes import Mapping, Mark, show_path  # noqa: E402
from game.authoring.reading.nodes import Path as Place  # noqa: E402
from game.authoring.scenario_reader import read_scenario  # noqa: E402
from game.authoring.translation import texts_of  # noqa: E402
from game.cli import main as command  # noqa: E402
from game.kernel import machine_code  # noqa: E402
from game.model import shapes  # noqa: E402
from game.model.characters import find_forbidden  # noqa: E402
from game.model.players import ME, available_bots  # noqa: E402
from game.model.scenario import Scenario  # noqa: E402
from game.rules.compile import compile_rules  # noqa: E402
from game.session.game import Game  # noqa: E402
from game.session.records.recorded_actions import Note  # noqa: E402
from game.text.console import Console  # noqa: E402
from game.text.play import play_auto, play_text  # noqa: E402
from game.words.language import language  # noqa: E402
from game.words.wording import Wording  # noqa: E402

SCENARIO = ROOT / "tests" / "every-text.yaml"
LONG = 20_000
"""Characters of the longest texts."""
MUCH = 1000
"""Characters that are put into all fields at once; longer texts are drawn one by one, too."""
TEXTS = {
    "clear the screen": "a\x1b[2J\x1b[3J\x1b[Hb",
    "one-byte sequence": "a\x9b2J\x9b1mb",
    "window title": "a\x1b]0;hacked\x07b",
    "clipboard": "a\x1b]52;c;aGFja2Vk\x1b\\b",
    "NUL": "a\0b",
    "BEL, BS and DEL": "a\x07\x08\x7fb",
    "back to the line's start": "correct\rwrong",
    "other ends of lines": "a\x0b\x0c\x85\u2028\u2029b",
    "override": "a\u202egnp.exe\u202cb",
    "embeddings": "a\u202ab\u202bc\u202dd",
    "isolate never closed": "a\u2067b",
    "isolate never opened": "a\u2069b",
    "half a character": "a\ud800b",
    "no character": "a\ufffeb\uffff",
    "isolates in pairs": "a\u2067\u05d0\u2066b\u2069\u2069c",
    "soft hyphen alone": "\u00ad",
    "only zero width": "\u200b\u200c\u200d\u200e\u200f\u2060\ufe0f\ufeff",
    "joined emoji": "\U0001f469\u200d\u2695\ufe0f\U0001f1ea\U0001f1fa",
    "right to left": "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "500 accents on a letter": "Z" + "\u0301" * 500,
    "a word of 20 kB": "x" * LONG,
    "words of 20 kB": "word and word " * (LONG // 14),
    "20 kB of zero width": "a" + "\u200d\u00ad" * (LONG // 2),
    "lines that look like ours": "a\n\ncommunique: error\n  North: Pass.\n\tb",
    "script": "</title><script>alert('x')</script><img src=x onerror=\"alert(1)\">&lt;\"'>",
    "patterns": "{0} {side} {x!r} %s %(n)d {{ [bold red]x[/] [link=x] :smile: \\1 $HOME `x`",
}
"""The texts, by what they try."""
TYPED = (
    *("", "?", "help", "brief", "board", "table", "record", "record 1", "readouts", "language fr"),
    *("1", "2", "3", "1 2", "99", "done", "yes", "no", "accept", "offer", "walk", "back", "pass"),
)
"""What somebody types who tries everything."""
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "strong", "ul"),
    *("li", "b", "div", "table", "thead", "tbody", "tr", "th", "td", "figure", "figcaption"),
    *("svg", "desc", "g", "path", "line", "text", "circle", "rect", "polygon", "polyline"),
}
"""What a report is made of."""


class Failed(Exception):
    """Something that must not be."""


@define
class Row:
    """What was seen of one text."""

    accepted: int = 0
    refused: int = 0
    games: int = 0
    lines: int = 0
    pictures: int = 0
    slowest: float = 0.0
    reported: int = 0
    failures: list[str] = field(factory=list)


# ---------------------------------------------------------------------------- the fields


def fields() -> dict[Place, int]:
    """The places of all texts that the language has, with `*` for an id or a number.

    By place the most characters that the text may have; 0 where there is no limit.
    """
    return dict(_of_shape(shapes.Record(lambda: Scenario), (), ()))


def _of_shape(shape: object, path: Place, above: tuple[type, ...]) -> Iterator[tuple[Place, int]]:
    match shape:
        case shapes.Text(at_most=at_most):
            yield path, at_most
        case shapes.Steps(load=load):
            yield (*path, "say"), 0
            if load is not None:
                yield from _of_class(load(), (*path, "*"), above)
        case shapes.Record(load=load) | shapes.RecordOr(load=load):
            yield from _of_class(load(), path, above)
        case shapes.Variant(load=load):
            for cls in load().values():
                yield from _of_class(cls, path, above)
        case shapes.ById(of=of) | shapes.BySide(of=of) | shapes.ByCard(of=of) | shapes.Many(of=of):
            yield from _of_shape(of, (*path, "*"), above)
        case _:
            pass


def _of_class(cls: type, path: Place, above: tuple[type, ...]) -> Iterator[tuple[Place, int]]:
    if cls not in above:
        for key, (_, described) in shapes.keys(cls).items():
            yield from _of_shape(described.shape, (*path, key), (*above, cls))


def stands_for(kind: Place, place: Place) -> bool:
    """Whether a text's place in a scenario is of a kind of place."""
    if kind[-1] == "say":
        begun = len(kind) - 1
        return place[-1] == "say" and len(place) > begun and _alike(kind[:-1], place[:begun])
    return _alike(kind, place) or (kind[-1] == "*" and _alike(kind[:-1], place))


def _alike(kind: Place, place: Place) -> bool:
    return len(kind) == len(place) and all(
        own in ("*", other) for own, other in zip(kind, place, strict=True)
    )


def examples(root: Mapping) -> dict[Place, Place]:
    """For each field a text in the scenario. Raises Failed where it has none."""
    places = list(texts_of(root))
    chosen: dict[Place, Place] = {}
    for kind in fields():
        place = next((each for each in places if stands_for(kind, each)), None)
        if place is None:
            raise Failed(f"{SCENARIO.name} has no text in {show_path(kind)}; write one there")
        chosen[kind] = place
    return chosen


# ---------------------------------------------------------------------------- with other texts


def written(text: str) -> str:
    """A text in double quotes, every odd character as an escape."""

    def escape(character: str) -> str:
        if character in '"\\':
            return f"\\{character}"
        if " " <= character <= "~":
            return character
        return f"\\U{ord(character):08x}"

    return '"' + "".join(map(escape, text)) + '"'


def replaced(source: str, mark: Mark, text: str) -> str:
    """The scenario's file with another text in the place of one of its own."""
    lines = source.split("\n")
    line, start = lines[mark.line - 1], mark.column - 1
    own = re.compile(r'"[^"]*"').match(line, start)
    if own is None:
        raise Failed(f"{SCENARIO.name}:{mark.line}: put the text in double quotes, on one line")
    lines[mark.line - 1] = line[:start] + written(text) + line[own.end() :]
    return "\n".join(lines)


def past_the_checker(text: str, place: Place | None = None) -> Scenario:
    """The scenario with a text in one place or in all, though `check` would refuse it."""
    root = merge(Folder(SCENARIO)).root
    for each, scalar in texts_of(root).items():
        if place in (None, each):
            scalar.value = scalar.text = text
    scenario: Scenario = read_scenario(root).scenario
    return scenario


# ---------------------------------------------------------------------------- where it is shown


def printed(text: str, where: str) -> str:
    """What was printed. Raises Failed where that could act on a terminal."""
    index = find_forbidden(text)
    if index is not None:
        around = text[max(0, index - 30) : index + 30]
        raise Failed(f"{where}: U+{ord(text[index]):04X} in {around!a}")
    return text


def said(*args: str) -> tuple[int, str]:
    """The exit code of a command, and what it has printed."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = command(list(args))
    return code, printed(out.getvalue(), " ".join(args[:1]))


def check(row: Row, text: str, source: str, mark: Mark, path: Path, *, at_most: int = 0) -> None:
    """`check` accepts a text in one place, or refuses it there and nowhere else.

    at_most: the most characters that a text may have there; 0: no limit.
    """
    path.write_text(replaced(source, mark, text), encoding="utf-8")
    code, report = said("check", str(path))
    if code == 0:
        row.accepted += 1
    elif f"{path}:{mark.line}:" in report:
        row.refused += 1
    else:
        raise Failed(f"check says nothing of line {mark.line}: {report}")
    too_long = 0 < at_most < len(text)
    if (find_forbidden(text) is None and not too_long) != (code == 0):
        raise Failed(f"check {'accepts' if code == 0 else 'refuses'} it: {report}")


def print_game(row: Row, scenario: Scenario) -> None:
    """A game between bots, as everybody may see it."""
    out = io.StringIO()
    seats = {side: available_bots(scenario, side)[0] for side in scenario.sides}
    words = Wording(scenario, language(scenario.language))
    play_auto(Game(compile_rules(scenario), 3), seats, Console(io.StringIO(), out), words)
    row.games += 1
    row.lines += printed(out.getvalue(), "terminal").count("\n")


def type_everything(row: Row, text: str, scenario: Scenario) -> None:
    """A game by people at one terminal, who type whatever can be typed."""
    for seed in range(3):
        chance, out = random.Random(seed), io.StringIO()
        lines = [
            *(
                chance.choice(
                    (
                        *TYPED,
                        f"note {text}",
                        f"tell all {text}",
                        f"facilitator: announce {text}",
                        text,
                    )
                )
                for _ in range(150)
            )
        ]
        source = io.StringIO("\n".join(line.replace("\n", " ") for line in lines))
        seats = dict.fromkeys(scenario.sides, ME)
        play_text(Game(compile_rules(scenario), seed), seats, Console(source, out))
        row.games += 1
        row.lines += printed(out.getvalue(), "terminal").count("\n")


def draw_all(
    row: Row, text: str, scenario: Scenario, folder: Path, limit: float, *, quick: bool = False
) -> None:
    """Every screen of the window, and the report of a game; quick: only the screens of a game."""
    import pygame
    from scenes import along, scenes
    from stage import Stage, sitting_of

    from game.session.translations import Translations
    from game.ui.program.library import PlayableScenario

    book = PlayableScenario(SCENARIO, Translations(scenario), Folder(SCENARIO))
    stage = Stage(folder, book=book)
    for shown in (along(stage),) if quick else (scenes(stage), along(stage)):
        for scene in shown:
            assert (
                scene.app.program.scenarios
            )  # a window reads them one by one, between its pictures
            surface = pygame.Surface(scene.app.size)
            begun = time.process_time()
            page = scene.app.draw(surface)
            seconds = time.process_time() - begun
            row.pictures += 1
            row.slowest = max(row.slowest, seconds)
            for blit in page.canvas.texts:
                printed(blit.text, f"window, {scene.name}")
            if seconds > limit:
                raise Failed(f"window, {scene.name}: a picture took {seconds:.1f} s")
            hot_seat = scene.app.program.hot_seat
            if hot_seat is not None and not hot_seat.state.to_move and not row.reported:
                hot_seat.game.do(Note(), text)
                hot_seat.announce(text)
                report(row, sitting_of(scene.app))


class Tags(html.parser.HTMLParser):
    """Collects the tags of a document, and the names of their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}


def report(row: Row, hot_seat: object) -> None:
    """The report of a finished game holds the text, and nothing that the text would be."""
    from game.presenter.debrief.debrief import debrief_of
    from game.presenter.hot_seat import HotSeat
    from game.presenter.report.report import report as report_of

    assert isinstance(hot_seat, HotSeat)
    document = printed(report_of(debrief_of(hot_seat)), "report")
    tags = Tags()
    tags.feed(document)
    if tags.names - TAGS or any(name.startswith("on") for name in tags.attributes):
        raise Failed(f"the report has tags of the text's own: {sorted(tags.names - TAGS)}")
    row.reported = len(document)


# ---------------------------------------------------------------------------- all of it


def tried(row: Row, where: str, act: Callable[[], None]) -> None:
    """Does something with a text; what goes wrong is kept in its row."""
    try:
        act()
    except Failed as failure:
        row.failures.append(f"{where}: {failure}")
    except Exception as error:
        last = "".join(traceback.format_exception(error)[-3:])
        row.failures.append(f"{where}: {ascii(str(error))[:200]}\n{last}")


def examined(
    text: str, chosen: dict[Place, Place], folder: Path, limit: float, *, quick: bool
) -> Row:
    """One text everywhere."""
    row = Row()
    source = SCENARIO.read_text(encoding="utf-8")
    own, longest = texts_of(merge(Folder(SCENARIO)).root), fields()

    def draw_alone(place: Place) -> None:
        row.reported = 0
        draw_all(row, text, past_the_checker(text, place), folder / "games", limit, quick=True)

    for kind, place in chosen.items():
        where, mark, path = show_path(kind), own[place].mark, folder / "hostile.yaml"
        tried(row, where, lambda: check(row, text, source, mark, path, at_most=longest[kind]))  # noqa: B023
        tried(row, where, lambda: print_game(row, past_the_checker(text, place)))  # noqa: B023
        if len(text) > MUCH:
            tried(row, where, lambda: draw_alone(place))  # noqa: B023
    everywhere = past_the_checker(text[:MUCH])
    tried(row, "all fields", lambda: type_everything(row, text, everywhere))
    games = folder / "games"
    tried(row, "all", lambda: draw_all(row, text, everywhere, games, limit, quick=quick))
    return row


def main(argv: list[str] | None = None) -> int:
    """Tries every text everywhere; 0 where nothing went wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=int, default=len(TEXTS), help="how many, from the first")
    parser.add_argument("--fields", type=int, help="how many, from the first; left out, all")
    parser.add_argument("--only", default="", help="the texts whose names hold this")
    parser.add_argument("--limit", type=float, default=1.0, help="seconds a picture may take")
    parser.add_argument("--quick", action="store_true", help="of the window only one game")
    asked = parser.parse_args(argv)
    machine_code.make_do()
    chosen = dict([*examples(merge(Folder(SCENARIO)).root).items()][: asked.fields])
    names = [name for name in TEXTS if asked.only in name][: asked.texts]
    print(f"{len(names)} texts in each of {len(chosen)} fields, and in all at once")
    head = f"{'text':26} accepted refused  games   lines pictures slowest  report"
    print(head, "-" * len(head), sep="\n")
    failures: list[str] = []
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            row = examined(TEXTS[name], chosen, Path(folder), asked.limit, quick=asked.quick)
        print(
            f"{name:26} {row.accepted:8} {row.refused:7} {row.games:6} {row.lines:7} "
            f"{row.pictures:8} {row.slowest:6.2f}s {row.reported:7}",
            flush=True,
        )
        failures += [f"{name}: {failure}" for failure in row.failures]
    print(*failures[:20], f"{len(failures)} failures", sep="\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
