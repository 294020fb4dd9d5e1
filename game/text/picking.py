"""What a person chooses from by number, and an actions phase: select, take back, confirm."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from game.model.decisions import Act, Answer, Move, Pass, read_move
from game.model.play import Legal, View
from game.model.refusals import Refusal
from game.presenter.cards.decision_cards import (
    DecisionCard,
    action_cards,
    answer_cards,
    describe_action,
    describe_answer,
)
from game.presenter.cards.picking import unused_picks
from game.presenter.promises import breaking_sentence
from game.session.selection import Selection
from game.text.lines import Line, on_one_line, read_number, shorten, style_line
from game.text.shared_screen import Commands, SharedScreen
from game.words.wording import Wording


class Picking:
    """Asks one person what to do in actions phases."""

    def __init__(self, side: str, screen: SharedScreen) -> None:
        self._side = side
        self._screen = screen
        self._show = screen.console.show
        self._described: set[str] = set()
        """The moves whose description has been shown."""
        self._places: tuple[Move, ...] = ()
        """The moves of the first menu: they keep their numbers while actions are selected."""

    def decide(self, commands: Commands, new: bool) -> list[Move]:
        """The decisions for all actions that can be picked now; new: shows the menu first."""
        selection = Selection(self._screen.game, self._side)
        self._places = selection.asking().legal.moves
        commands["menu"] = lambda: self._whole_menu(selection)
        if new:
            self._show("", *self._menu(selection))
        passing = False
        while True:
            asking = selection.asking()
            if passing or asking.legal.moves in ((), (Pass(),)):
                moves = self._confirm(selection, commands)
                if moves is not None:
                    return moves
                passing = False
            else:
                passing = self._select(selection, commands)

    # The menu

    def _menu(self, selection: Selection, whole: bool = True) -> list[Line]:
        """What can be done besides what is selected; whole: with descriptions, else names alone."""
        asking, words = selection.asking(), self._screen.words
        offered = choices(words, asking.view, asking.legal, self._places)
        key = "choice.picks.more" if asking.view.picks.get(self._side) else "choice.picks"
        lines: list[Line] = [words.counted(key, max(asking.view.picks_left, 1))]
        if not whole:
            return [*lines, *name_lines(offered)]
        others = closed_choices(words, asking.view, asking.legal)
        if offered in ([], [_passing(offered)]):
            lines = [words.say("choice.none")]
        else:
            lines += numbered_lines(offered, self._described)
        return [*lines, words.say("choice.not-now"), *others] if others else lines

    def _whole_menu(self, selection: Selection) -> list[Line]:
        self._described.clear()
        return self._menu(selection)

    # Picks

    def _select(self, selection: Selection, commands: Commands) -> bool:
        """Asks once what to pick; True where the person picks no more."""
        words, asking = self._screen.words, selection.asking()
        offered = choices(words, asking.view, asking.legal, self._places)
        last = max(choice.number for choice in offered)
        line = self._screen.listen(
            lambda: self._screen.words.counted("choice.prompt", last, last=last),
            commands,
            ("undo", "pass"),
        )
        words = self._screen.words
        if words.language.match_word(line, ("undo",)):
            self._take_back(selection)
            return False
        move = self._read_move(line, offered)
        if move is None:
            key = "choice.what" if line else "choice.empty"
            self._show(words.counted(key, last, said=shorten(line), last=last))
        elif isinstance(move, Pass):
            return True
        elif isinstance(move, Act):
            self._add(selection, move)
        return False

    def _add(self, selection: Selection, move: Act) -> None:
        why = selection.add(move.action)
        if why is not None:
            self._show(self._screen.words.refusal(why, self._side))
        elif selection.room and selection.asking().legal.moves != (Pass(),):
            self._show(self._chosen(selection), *self._menu(selection, whole=False))

    def _take_back(self, selection: Selection) -> None:
        if selection.undo():
            undone = self._screen.words.say("choice.undone")
            self._show(undone, *self._menu(selection, whole=False))
        else:
            self._show(self._screen.words.say("choice.nothing-to-undo"))

    def _chosen(self, selection: Selection) -> str:
        words = self._screen.words
        if not selection.picks:
            return words.say("choice.nothing")
        names = words.listed(words.naming.action(id) for id in selection.picks)
        return words.say("choice.picked", actions=names)

    def _confirm(self, selection: Selection, commands: Commands) -> list[Move] | None:
        """The decisions, once the person confirms them; None if something is taken back."""
        words = self._screen.words
        broken = breaking_sentence(self._screen.hot_seat, self._side, selection)
        warning = [style_line((broken, "worse"))] if broken else []
        unused = unused_picks(words, selection) if selection.picks else ""
        self._show("", self._chosen(selection), *([unused] if unused else ()), *warning)
        # Breaking a promise can't be undone, so it takes a word.
        final = ".final" if broken else ""
        while True:
            line = self._screen.listen(
                lambda: self._screen.words.say(f"choice.confirm{final}"), commands, ("undo",)
            )
            words = self._screen.words
            meant = words.language.match_word(line, ("yes", "undo", "no", "back"))
            if meant == "yes" or not (line or broken):
                moves = selection.plan()
                if isinstance(moves, Refusal):
                    self._show(words.refusal(moves, self._side))
                    return None
                return moves
            if meant is not None:
                if selection.picks:
                    self._take_back(selection)
                else:
                    self._show(*self._menu(selection, whole=False))
                return None
            self._show(words.say(f"choice.confirm-what{final}"))

    def _read_move(self, line: str, offered: list[NumberedLine]) -> Move | None:
        """The decision meant by a number, a word, an action's name or its id."""
        words = self._screen.words
        number = read_number(line, max(choice.number for choice in offered))
        if number:
            numbered = [choice.move for choice in offered if choice.number == number]
            return numbered[0] if numbered else self._places[number - 1]
        named = [choice.move for choice in offered if choice.card.name.lower() == line.lower()]
        if named:
            return named[0]
        if words.language.match_word(line, ("pass",)):
            return Pass()
        move, actions = read_move(line.lower()), words.scenario.actions
        if isinstance(move, Act) and move.action in actions:
            return move if self._side in actions[move.action].side else None
        return None


def _passing(offered: list[NumberedLine]) -> NumberedLine | None:
    """The choice to pass, where it is the only one."""
    return offered[0] if len(offered) == 1 and isinstance(offered[0].move, Pass) else None


@frozen
class NumberedLine:
    """A move that can be chosen by its number."""

    number: int
    """The number that a player types to choose it."""
    move: Move
    card: DecisionCard


def choices(
    words: Wording, view: View, legal: Legal, places: Sequence[Move] = ()
) -> list[NumberedLine]:
    """The moves that are open now, each with its number.

    places: moves that keep their numbers of an earlier menu.
    """
    order = [*places, *(move for move in legal.moves if move not in places)]
    return [
        NumberedLine(order.index(move) + 1, move, _card(words, view, move)) for move in legal.moves
    ]


def closed_choices(words: Wording, view: View, legal: Legal) -> list[Line]:
    """The other entries of the menu, each with the reason why it is closed."""
    inject = view.question.inject if view.question else ""
    cards = (
        answer_cards(words, view.who, inject, legal)
        if inject
        else action_cards(words, view.who, legal, legal.refused)
    )
    return [
        style_line((f"   - {words.say('label', name=card.name)} ", "quiet"), card.closed)
        for card in cards
        if card.closed
    ]


def _card(words: Wording, view: View, move: Move) -> DecisionCard:
    match move:
        case Act(action=id):
            return describe_action(words, view.who, id)
        case Answer(answer=id) if view.question is not None:
            return describe_answer(words, view.who, view.question.inject, id)
        case Pass():
            return DecisionCard("pass", words.say("choice.pass"))
        case _:
            return DecisionCard(str(move), str(move))


def _about(card: DecisionCard) -> str:
    """What a move needs and does, in sentences."""
    sentences = card.needs, card.effects, card.limit, card.cooldown, card.secret
    return " ".join(sentence for sentence in sentences if sentence)


def numbered_lines(offered: list[NumberedLine], described: set[str]) -> list[Line]:
    """Choices as numbered lines, with the author's descriptions of those not yet described.

    described: the text forms of the moves whose description was shown before; it is added to.
    """
    lines: list[Line] = []
    for choice in offered:
        card, about = choice.card, _about(choice.card)
        lines.append(_head(choice))
        if card.text and str(choice.move) not in described:
            lines.append(f"     {on_one_line(card.text)}")
            described.add(str(choice.move))
        if card.cost or about:
            blank = " " if card.cost and about else ""
            lines.append(style_line("     ", (card.cost, "cost"), blank, about))
        lines += [style_line("     ", (each, "quiet")) for each in card.meanings]
    return lines


def name_lines(offered: list[NumberedLine]) -> list[Line]:
    """Choices as numbered names, for a player who has just read about them."""
    return [_head(choice) for choice in offered]


def _head(choice: NumberedLine) -> Line:
    return style_line((f"{choice.number:>3}. ", "key"), (choice.card.name, "name"))
