"""What the facilitator can type in the terminal: injects, tracks, announcements, seats."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, get_args

from game.model.decisions import FACILITATOR, PUBLIC, Intervention, read_decision, read_move
from game.model.play import Accepted
from game.model.refusals import Refusal, refusal
from game.presenter.hot_seat import HotSeat
from game.presenter.participants import player_name
from game.session.records.recorded_actions import HandOver, read_action
from game.text.lines import Line, style_line

Word = Literal["list", "inject", "hold", "release", "set", "end", "announce", "seat", "for"]
"""The words that can follow `facilitator`; each is followed by what it is about."""


class Facilitator:
    """Carries out what is typed behind the word `facilitator`."""

    def __init__(self, hot_seat: HotSeat, sure: Callable[[Callable[[], str]], bool]) -> None:
        """sure: asks a question that is answered by yes or no."""
        self._hot_seat = hot_seat
        self._sure = sure
        self._changed = False

    def take_change(self) -> bool:
        """Whether a command has changed the game; the next call returns False."""
        changed, self._changed = self._changed, False
        return changed

    def obey(self, said: str) -> Iterable[Line]:
        """Carries out a command and reports its result; without one, lists the commands."""
        words, (first, _, rest) = self._hot_seat.words_for(FACILITATOR), said.partition(" ")
        word = words.language.match_word(first, get_args(Word))
        match word:
            case None:
                return self._help(first)
            case "list":
                return self._list()
            case "announce":
                return self._announce(rest)
            case "seat":
                return self._seat(rest)
            case "for":
                return self._decide_for(rest)
            case _:
                return self._intervene(f"{word} {rest}".strip())

    def _help(self, said: str) -> Iterable[Line]:
        words = self._hot_seat.words_for(FACILITATOR)
        language = words.language
        unknown = said and not language.match_word(said, ("help",))
        forms = {word: words.say(f"facilitator.form.{word}") for word in get_args(Word)}
        width = max(map(len, forms.values()))
        lines: list[Line] = [words.say("facilitator.what", said=said)] if unknown else [""]
        lines.append(words.say("facilitator.help"))
        for word, form in forms.items():
            about = words.say(f"facilitator.about.{word}")
            lines.append(style_line("  ", (f"{form:<{width}}", "key"), f"  {about}"))
        return lines

    # Commands

    def _list(self) -> Iterable[Line]:
        """All that only the facilitator may know, once somebody confirms that they are that."""
        words = self._hot_seat.words_for(FACILITATOR)
        if not self._sure(lambda: words.say("facilitator.sure")):
            return [words.say("facilitator.kept")]
        return self._lists()

    def _lists(self) -> list[Line]:
        hot_seat, words = self._hot_seat, self._hot_seat.words_for(FACILITATOR)
        view, scenario, say = hot_seat.view(FACILITATOR), words.scenario, words.say
        lines: list[Line] = ["", _heading(say("facilitator.injects"))]
        for id in scenario.injects:
            about = [words.naming.inject(id)]
            about += [say("ui.injects.held.brief")] if id in view.held else []
            times = view.fired.get(id, 0)
            about.append(
                words.counted("ui.injects.fired", times) if times else words.inject_timing_brief(id)
            )
            lines.append(_named(id, " · ".join(about)))
        lines += ["", _heading(say("facilitator.tracks"))]
        for id, value in view.tracks.items():
            shown = words.naming.value(id, value)
            lines.append(
                _named(id, say("facilitator.track", name=words.naming.track(id), value=shown))
            )
        lines += ["", _heading(say("ui.seats.title"))]
        lines += [_named(side, player_name(words, who)) for side, who in hot_seat.seats.items()]
        return lines

    def _announce(self, text: str) -> Iterable[Line]:
        answer = self._hot_seat.announce(text)
        return self._answered(answer, "facilitator.announced")

    def _seat(self, said: str) -> Iterable[Line]:
        typed, _, player = said.partition(" ")
        action = HandOver(typed.lower(), player.lower().strip())
        if read_action(str(action)) != action:
            return self._help("")
        if action.side not in self._hot_seat.seats:
            return self._answered(refusal("unknown-side", side=typed), "")
        answer = self._hot_seat.hand_over(action.side, action.player)
        words = self._hot_seat.words_for(FACILITATOR)
        if isinstance(answer, Refusal):
            return self._answered(answer, "")
        name, player = words.naming.side(action.side), player_name(words, action.player)
        return self._answered(answer, "facilitator.seated", side=name, player=player)

    def _decide_for(self, said: str) -> Iterable[Line]:
        """Takes a decision for a side: its id, and the text form of the decision."""
        side, _, rest = said.lower().partition(" ")
        decision = read_decision(f"{side.rstrip(':')}: {rest.removeprefix(':')}")
        if decision is None or decision.side == FACILITATOR:
            return self._help("")
        if decision.side not in self._hot_seat.seats:
            typed = said.partition(" ")[0].rstrip(":")
            return self._answered(refusal("unknown-side", side=typed), "")
        answer = self._hot_seat.game.decide(decision.side, decision.move, by_facilitator=True)
        name = self._hot_seat.words_for(FACILITATOR).naming.side(decision.side)
        return self._answered(answer, "facilitator.decided", side=name)

    def _intervene(self, said: str) -> Iterable[Line]:
        move = read_move(said.lower())
        if not isinstance(move, Intervention):
            return self._help("")
        return self._answered(self._hot_seat.game.decide(FACILITATOR, move), "facilitator.done")

    def _answered(self, answer: Accepted | Refusal, key: str, **values: str) -> Iterable[Line]:
        """The result of a command. Everybody reads it, so it reveals nothing hidden."""
        words = self._hot_seat.words_for(FACILITATOR)
        if isinstance(answer, Refusal):
            return [words.refusal(answer, PUBLIC)]
        self._changed = True
        return [words.say(key, **values)]


def _heading(text: str) -> Line:
    return style_line((f"-- {text} --", "heading"))


def _named(id: str, about: str) -> Line:
    return style_line("  ", (id, "key"), f"  {about}")
