"""A person in an actions phase: picks are thought of, taken back at will, and confirmed."""

from __future__ import annotations

from game.model.decisions import Act, Move, Pass, read_move
from game.model.refusals import Refusal
from game.rules.places import spot
from game.session.selection import Selection
from game.text.choices import Choice, choices, named, numbered, refused
from game.text.lines import Line, chosen, shortened, styled
from game.text.room import Commands, Room


class Picking:
    """Asks one person what to do in actions phases."""

    def __init__(self, side: str, room: Room) -> None:
        self._side = side
        self._room = room
        self._show = room.console.show
        self._told: set[str] = set()
        self._places: tuple[Move, ...] = ()
        """The moves of the first menu: they keep their numbers while picks are thought of."""

    def decide(self, commands: Commands, new: bool) -> list[Move]:
        """The decisions for all picks one may make now; `new` where the menu isn't shown yet."""
        thought = Selection(self._room.game, self._side)
        self._places = thought.asking().legal.moves
        commands["menu"] = lambda: self._whole_menu(thought)
        if new:
            self._show("", *self._menu(thought))
        passing = False
        while True:
            asking = thought.asking()
            if passing or asking.legal.moves in ((), (Pass(),)):
                moves = self._confirmed(thought, commands)
                if moves is not None:
                    return moves
                passing = False
            else:
                passing = self._thought_on(thought, commands)

    # The menu

    def _menu(self, thought: Selection, whole: bool = True) -> list[Line]:
        """What can be done besides what was thought of; the names alone, where not in full."""
        asking, words = thought.asking(), self._room.words
        found = choices(words, asking.view, asking.legal, self._places)
        key = "choice.picks.more" if asking.view.picks.get(self._side) else "choice.picks"
        lines: list[Line] = [words.counted(key, max(asking.view.picks_left, 1))]
        if not whole:
            return [*lines, *named(found)]
        others = refused(words, asking.view, asking.legal)
        if found in ([], [_passing(found)]):
            lines = [words.say("choice.none")]
        else:
            lines += numbered(found, self._told)
        return [*lines, words.say("choice.not-now"), *others] if others else lines

    def _whole_menu(self, thought: Selection) -> list[Line]:
        self._told.clear()
        return self._menu(thought)

    # Picks

    def _thought_on(self, thought: Selection, commands: Commands) -> bool:
        """One answer to the question what to pick; True where the person picks no more."""
        words, asking = self._room.words, thought.asking()
        found = choices(words, asking.view, asking.legal, self._places)
        last = max(choice.number for choice in found)
        line = self._room.listen(
            lambda: self._room.words.counted("choice.prompt", last, last=last),
            commands,
            ("undo", "pass"),
        )
        words = self._room.words
        if words.language.match_word(line, ("undo",)):
            self._take_back(thought)
            return False
        move = self._understood(line, found)
        if move is None:
            key = "choice.what" if line else "choice.empty"
            self._show(words.counted(key, last, said=shortened(line), last=last))
        elif isinstance(move, Pass):
            return True
        elif isinstance(move, Act):
            self._add(thought, move)
        return False

    def _add(self, thought: Selection, move: Act) -> None:
        why = thought.add(move.action)
        if why is not None:
            self._show(self._room.words.refusal(why, self._side))
        elif thought.room and thought.asking().legal.moves != (Pass(),):
            self._show(self._chosen(thought), *self._menu(thought, whole=False))

    def _take_back(self, thought: Selection) -> None:
        if thought.undo():
            undone = self._room.words.say("choice.undone")
            self._show(undone, *self._menu(thought, whole=False))
        else:
            self._show(self._room.words.say("choice.nothing-to-undo"))

    def _chosen(self, thought: Selection) -> str:
        words = self._room.words
        if not thought.picks:
            return words.say("choice.nothing")
        names = words.listed(words.naming.action(id) for id in thought.picks)
        return words.say("choice.picked", actions=names)

    def _confirmed(self, thought: Selection, commands: Commands) -> list[Move] | None:
        """The decisions, once the person says so; None where something is taken back."""
        self._show("", self._chosen(thought), *self._broken(thought))
        while True:
            line = self._room.listen(
                lambda: self._room.words.say("choice.confirm"), commands, ("undo",)
            )
            words = self._room.words
            meant = words.language.match_word(line, ("yes", "undo", "no", "back"))
            if not line or meant == "yes":
                moves = thought.plan()
                if isinstance(moves, Refusal):
                    self._show(words.refusal(moves, self._side))
                    return None
                return moves
            if meant is not None:
                if thought.picks:
                    self._take_back(thought)
                else:
                    self._show(*self._menu(thought, whole=False))
                return None
            self._show(words.say("choice.confirm-what"))

    def _broken(self, thought: Selection) -> list[Line]:
        """Which of one's promises the picks would break, as far as one can know."""
        words, lines = self._room.words, list[Line]()
        for id in thought.breaks():
            broken = words.scenario.promises[id].broken
            place = spot(words.scenario, ("promises", id, "broken"))
            if broken is not None and not words.is_hidden(broken, self._side, place):
                said = words.say("choice.breaks", promise=words.naming.promise(id))
                lines.append(styled((said, "worse")))
        return lines

    def _understood(self, line: str, found: list[Choice]) -> Move | None:
        """The decision meant by a number, a word, an action's name or its id."""
        words = self._room.words
        number = chosen(line, max(choice.number for choice in found))
        if number:
            numbered = [choice.move for choice in found if choice.number == number]
            return numbered[0] if numbered else self._places[number - 1]
        named = [choice.move for choice in found if choice.name.lower() == line.lower()]
        if named:
            return named[0]
        if words.language.match_word(line, ("pass",)):
            return Pass()
        move, actions = read_move(line.lower()), words.scenario.actions
        if isinstance(move, Act) and move.action in actions:
            return move if self._side in actions[move.action].side else None
        return None


def _passing(found: list[Choice]) -> Choice | None:
    """The choice to pass, where it is the only one."""
    return found[0] if len(found) == 1 and isinstance(found[0].move, Pass) else None
