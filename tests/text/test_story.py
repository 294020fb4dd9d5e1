"""Everything that a reader may know of a game is printed: no entry of the log is lost."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence

import pytest
import tiny
from attrs import evolve
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from strategies.scenarios import Drawn, scenarios
from well import spaced

from game.bots.seats import make_bots
from game.model.decisions import PUBLIC, Pass
from game.model.entries import Entry
from game.model.log_events import InjectFired, TrackChanged
from game.rules.compiled import Rules
from game.session.driver import Hear, play
from game.session.game import Game
from game.text.console import Console
from game.text.lines import plain_text
from game.text.narration import Narration, paragraphs
from game.text.play import play_auto, play_text
from game.words.language import language
from game.words.wording import Wording

NEWS = """
turns: 1
stages: {main: {phases: [news, deeds]}}
phases:
  news: {kind: injects, name: The news, text: What the wire says.}
  deeds: {kind: actions, name: Deeds, menus: [deeds], order: alternate}
"""
DRY = "dry: {name: A dry spell, at: 1, effects: {trust: +3}}"
MIST = "mist: {at: 1, effects: {trust: -2}}"
FLOOD = "flood: {name: A flood, at: 1, text: The cellar is under water.}"
STORM = "storm: {name: A storm, at: 1, ask: north, answers: {mend: {name: Mend}, no: {name: No}}}"
HEAD = ["", "-- The news --", "    What the wire says."]
OF_DRY = ["  News: A dry spell.", "  Trust +3, now 53."]
OF_FLOOD = ["  News: A flood.", "    The cellar is under water."]


def news_of(*injects: str, more: str = "") -> Rules:
    """Rules of one turn whose news are these injects."""
    return tiny.rules(f"{NEWS}injects: {{{', '.join(injects)}}}\n{more}")


def printed_by_bots(rules: Rules) -> str:
    """What `--auto` prints."""
    out = io.StringIO()
    seats = dict.fromkeys(rules.sides, "uniform")
    play_auto(Game(rules, 1), seats, Console(io.StringIO(), out), Wording(rules.scenario))
    return spaced(out.getvalue())


def printed_for_north(rules: Rules, typed: str = "") -> str:
    """What `--text` prints for a person who types this and then leaves."""
    out = io.StringIO()
    seats = dict.fromkeys(rules.sides, "uniform") | {"north": "me"}
    play_text(Game(rules, 1), seats, Console(io.StringIO(typed), out))
    return spaced(out.getvalue())


def news(printed: str) -> list[str]:
    """The lines of the first turn before its next phase or the first prompt."""
    lines = printed.split("== Turn 1 ==\n")[1].splitlines()
    ends = [i for i, line in enumerate(lines) if line == "-- Deeds --" or line.startswith("[Turn")]
    return lines[: ends[0] - 1]


# Injects without text


@pytest.mark.parametrize(
    ("injects", "lines"),
    [
        ([DRY], OF_DRY),
        ([MIST], ["  News: Mist.", "  Trust −2, now 48."]),
        ([FLOOD], OF_FLOOD),
        ([DRY, FLOOD], [*OF_DRY, *OF_FLOOD]),
        ([FLOOD, DRY], [*OF_FLOOD, *OF_DRY]),
        ([DRY, MIST], [*OF_DRY, "  News: Mist.", "  Trust −2, now 51."]),
        ([STORM], ["  News: A storm.", "  North must answer."]),
    ],
    ids=["dry", "mist", "flood", "dry+flood", "flood+dry", "dry+mist", "storm"],
)
def test_every_inject_of_a_phase_has_its_headline_below_the_name_of_the_phase(
    injects: list[str], lines: list[str]
) -> None:
    assert news(printed_by_bots(news_of(*injects)))[: 3 + len(lines)] == [*HEAD, *lines]
    assert news(printed_for_north(news_of(*injects))) == [*HEAD, *lines]


def test_a_question_without_text_is_put_under_the_name_of_its_inject() -> None:
    asked = printed_for_north(news_of(STORM), "no\n").split("[Turn 1 of 1 - The news]\n")[1]
    assert asked.startswith("Trust")
    assert "\nYou are asked: A storm\n  1. Mend\n  2. No\n" in asked
    assert "North answers: No." in asked


def test_an_inject_that_the_opening_fires_is_told_before_the_first_turn() -> None:
    fired = news_of("dry: {name: A dry spell, effects: {trust: +3}}", more="opening: {fire: dry}\n")
    for printed in (printed_by_bots(fired), printed_for_north(fired)):
        assert "\n".join(OF_DRY) in printed.split("== Turn 1 ==")[0]


def test_two_phases_of_one_name_both_have_their_texts() -> None:
    twice = NEWS.replace("[news, deeds]", "[news, later, deeds]").replace(
        "  deeds:",
        "  later: {kind: injects, name: The news, text: Once more., decks: [late]}\n  deeds:",
    )
    late = "late: {name: A late word, deck: late, at: 1}"
    printed = printed_by_bots(tiny.rules(f"{twice}injects: {{{DRY}, {late}}}\n"))
    assert news(printed) == [
        *HEAD, *OF_DRY, "", "-- The news --", "    Once more.", "  News: A late word.",
    ]  # fmt: skip


# The end of a shared game


def test_at_the_end_of_a_shared_game_all_is_told_that_one_of_its_people_has_not_seen() -> None:
    three = """
turns: 1
sides:
  north: {name: North, brief: B, score: [{label: Trust, points: trust}]}
  south: {name: South, brief: B, score: [{label: Trust, points: trust}]}
  west: {name: West, brief: B, score: [{label: Trust, points: trust}]}
phases: {deeds: {kind: actions, menus: [deeds], order: alternate, no_pass: true}}
actions:
  warm: {side: north, menu: deeds, name: Warm, effects: {trust: +3}}
  cool: {side: south, menu: deeds, name: Cool, effects: {trust: -3}}
  wait: {side: west, menu: deeds, name: Wait, effects: {trust: +1}}
"""
    out = io.StringIO()
    seats = {"north": "me", "south": "me", "west": "uniform"}
    play_text(
        Game(tiny.rules(three), 1), seats, Console(io.StringIO("\n\nwarm\n\n\ncool\n\n"), out)
    )
    last = spaced(out.getvalue()).rsplit("----------", 1)[1].split("== The end")[0]
    assert [line.strip() for line in last.splitlines() if line] == [
        "North: Warm.", "Trust +3, now 53.", "South: Cool.", "Trust −3, now 50.",
        "West: Wait.", "Trust +1, now 51.",
    ]  # fmt: skip


# A question and its story


def test_a_question_repeats_its_story_where_the_tracks_stand_between() -> None:
    asked = STORM.replace("at: 1", "at: 1, text: The roof is gone.")
    late = "cold: {name: Cold, at: 2, text: The pipes freeze., ask: north, answers: {no: {}}}"
    two_turns = NEWS.replace("turns: 1", "turns: 2")
    rules = tiny.rules(f"{two_turns}injects: {{{asked}, {late}}}\n")
    printed = printed_for_north(rules, "no\npass\n\n")
    for head, story in (("A storm", "The roof is gone."), ("Cold", "The pipes freeze.")):
        assert f"You are asked: {head}\n  {story}\n  1. " in printed


# The whole log


def needles(words: Wording, entries: Sequence[Entry]) -> Iterator[str]:
    """What must be found in print for a run of entries, in order."""
    scenario, described = words.scenario, set()
    for number, entry in enumerate(entries):
        text = ""
        match entry.code:
            case "ended":
                continue
            case "phase" if not _something_happens(entries[number + 1 :]):
                continue
            case "phase":
                id = str(entry.values["phase"])
                text = "" if id in described else scenario.phases[id].text
                described.add(id)
            case "stage":
                text = scenario.stages[str(entry.values["stage"])].text
            case "injected":
                assert isinstance(entry.event, InjectFired)
                text = scenario.injects[entry.event.inject].text
                text = words.fill(text, entry.event.figures)
        yield words.entry(entry).rstrip(".")
        yield from filter(None, (line.strip() for line in paragraphs(text)))


def added_up(entries: Iterable[Entry]) -> list[Entry]:
    """The same entries; of those that follow each other with one cause, the whole changes of a
    track are one, where its first stands."""
    found: list[Entry] = []
    first = 0
    for entry in entries:
        event = entry.event
        if not isinstance(event, TrackChanged) or event.asked != event.got:
            found.append(entry)
            first = len(found)
            continue
        if first < len(found) and found[-1].cause != entry.cause:
            first = len(found)
        for place in reversed(range(first, len(found))):
            before = found[place].event
            if isinstance(before, TrackChanged) and before.track == event.track:
                got = before.got + event.got
                found[place] = evolve(entry, event=evolve(event, asked=got, got=got))
                break
        else:
            found.append(entry)
    return found


def _something_happens(entries: Sequence[Entry]) -> bool:
    """Whether there is anything to tell of a phase before the next begins."""
    for entry in entries:
        if entry.code in ("turn", "phase"):
            return False
        if entry.code not in ("stage", "ended"):
            return True
    return False


# Not shrunk: a lost entry is plain in any game, and to make it small takes minutes of play.
@settings(phases=(Phase.explicit, Phase.generate))
@given(drawn=scenarios(), seed=st.integers(0, 999), code=st.sampled_from(["en", "fr"]))
def test_every_entry_that_a_reader_may_see_leads_to_a_line(
    drawn: Drawn, seed: int, code: str
) -> None:
    """In the language of the scenario, and in one that it isn't translated into."""
    words = Wording(drawn.rules.scenario, language(code))
    heard: dict[str, list[Entry]] = {who: [] for who in (*drawn.rules.sides, PUBLIC)}
    shown: dict[str, list[str]] = {who: [] for who in heard}
    stories = {who: Narration() for who in heard}

    def listener(who: str) -> Hear:
        def hear(entries: tuple[Entry, ...]) -> None:
            heard[who] += added_up(entries)
            shown[who] += map(plain_text, stories[who].lines(words, entries))

        return hear

    seats = dict.fromkeys(drawn.rules.sides, "uniform")
    play(
        Game(drawn.rules, seed),
        make_bots(drawn.rules, seats, seed),
        {w: listener(w) for w in heard},
    )
    for who, entries in heard.items():
        printed, place = "\n".join(shown[who]).lower(), 0
        for needle in needles(words, entries):
            place = printed.find(needle.lower(), place)
            assert place >= 0, (who, needle, "\n".join(shown[who]))
            place += len(needle)


# Another stage

STAGES = """
turns: 3
stages:
  calm: {name: Calm, phases: [deeds], next: {when: turn == 1, to: storm}}
  storm: {name: Storm, text: Nobody goes out., phases: [blows]}
phases:
  deeds: {kind: actions, menus: [deeds], order: alternate}
  blows: {kind: actions, name: Blows, menus: [deeds, hits], order: alternate}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3}}
  hit: {side: north, menu: hits, name: Hit, effects: {heat: +3}}
"""


def test_what_is_different_in_another_stage_is_told_below_its_text() -> None:
    out, seats = io.StringIO(), {"north": "me", "south": "uniform"}
    play_text(Game(tiny.rules(STAGES), 1), seats, Console(io.StringIO("pass\n\n"), out))
    seen = spaced(out.getvalue())
    first, second = seen.split("-- A new stage begins: Storm --")
    assert "-- A new stage begins: Calm --" not in first.split("Your choice")[-1]
    told = second.split("Your choice")[0]
    for part in ("Nobody goes out.", "- The steps of a turn now: Blows.", "- New cards: Hit."):
        assert part in told
    assert "The steps of a turn" not in first


def test_in_a_game_that_goes_on_the_stage_before_is_known() -> None:
    game = Game(tiny.rules(STAGES), 1)
    game.decide("north", Pass())
    out, seats = io.StringIO(), {"north": "me", "south": "uniform"}
    play_text(game, seats, Console(io.StringIO(""), out))
    assert "- New cards: Hit." in spaced(out.getvalue())
