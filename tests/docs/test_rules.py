"""docs/rules.md: every number is there and borne by a test, and every case of the page is played.

A case is a block marked `case`: what it adds to the page's small scenario, then lines of a few
forms, each of which is a decision that is played or something that must then be so (class Case).
"""

import json
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import get_args
from zlib import crc32

import pytest
import tiny
import yaml
from attrs import evolve, field, frozen

from game.authoring.campaigns import CheckedCampaign, examine_campaign
from game.authoring.load import inspect, load
from game.authoring.reading.files import KeptFiles
from game.authoring.wording import CODES
from game.bots.seats import make_bots
from game.engine.core import start
from game.engine.digest import digest
from game.engine.legal import legal
from game.engine.refusals import refuse
from game.engine.rehearsal import rehearse
from game.engine.scores import scores
from game.lab.batches.verify import make_references
from game.model import shapes
from game.model.campaign import Campaign
from game.model.decisions import Decision, Offer, read_decision, read_move
from game.model.entries import Entry
from game.model.frozen import FrozenMap
from game.model.play import STATUS, Accepted, State, View
from game.model.refusals import Detail, Refusal, RefusalCode
from game.model.scenario import Scenario
from game.presenter.voices import give_voices
from game.rules import rng as rng
from game.rules.campaigns import (
    CampaignRules,
    ChapterRules,
    Past,
    compile_campaign,
    not_played,
)
from game.rules.compile import compile_rules
from game.rules.evaluate import NO_PACKAGE
from game.rules.expressions import parse
from game.rules.index import Index
from game.rules.layout import flatten
from game.rules.readings import FormulaCompiler
from game.session.game import Game
from game.session.positions import find_position
from game.session.records.lines import line_bytes
from game.session.records.recorded_actions import read_action
from game.session.said_and_done import sayings

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs/rules.md").read_text(encoding="utf-8")

# Rules that no test bears yet, and why. One that gets its test must be taken out here.
UNTESTED: dict[str, str] = {}

COMING = {16, 17}
"""Chapters whose numbers are taken by what is being built."""

Number = tuple[int, int]


# The numbers


def rules() -> list[str]:
    """The numbers of the page's rules, in its order."""
    return re.findall(r"^\*\*(\d+\.\d+)\*\* ", PAGE, re.MULTILINE)


def borne() -> dict[str, str]:
    """The numbers that tests bear, each with one of these tests."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "tests").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for name in re.findall(r"^\s*def (test_(?:rule_)?\d+_\d+_\w+)", text, re.MULTILINE):
            number = re.sub(r"test_(?:rule_)?(\d+)_(\d+)_.*", r"\1.\2", name)
            found.setdefault(number, f"{path.relative_to(ROOT).as_posix()}: {name}")
    return found


def test_rules_and_chapters_are_numbered_without_a_gap() -> None:
    chapters = [int(number) for number in re.findall(r"^## (\d+) ", PAGE, re.MULTILINE)]
    assert chapters == [n for n in range(1, max(chapters) + 1) if n in chapters or n not in COMING]
    expected = []
    for chapter in chapters:
        ours = [number for number in rules() if number.split(".")[0] == str(chapter)]
        assert ours, f"chapter {chapter} has no rule"
        expected += [f"{chapter}.{i}" for i in range(1, len(ours) + 1)]
    assert rules() == expected


def test_every_rule_stands_in_its_chapter() -> None:
    for chapter, text in re.findall(r"^## (\d+) .*?\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S):
        numbers = re.findall(r"^\*\*(\d+)\.\d+\*\* ", text, re.MULTILINE)
        assert set(numbers) == {chapter}


def test_every_rule_has_a_test_that_bears_its_number() -> None:
    missing = [number for number in rules() if number not in {*borne(), *UNTESTED}]
    assert missing == [], "write a test named by the number, as test_5_2_…"


def test_no_test_bears_a_number_that_no_rule_has() -> None:
    strangers = {number: test for number, test in borne().items() if number not in rules()}
    assert strangers == {}


def test_rules_without_a_test_are_listed_only_as_long_as_that_is_so() -> None:
    tested = {number: borne()[number] for number in UNTESTED if number in borne()}
    assert tested == {}, "these have got their tests: take them out of UNTESTED"
    assert set(UNTESTED) <= set(rules())


# The codes


def marked(kind: str) -> set[str]:
    """The codes that the page marks as errors, warnings or refusals."""
    joined = re.sub(r"\s+", " ", PAGE)
    return {
        code
        for marks in re.findall(rf"\*\({kind}: (.*?)\)\*", joined)
        for code in re.findall(r"`([a-z0-9-]+)`", marks)
    }


@pytest.mark.parametrize("kind", ["error", "warning"])
def test_what_check_is_said_to_report_it_has_a_code_for(kind: str) -> None:
    assert marked(kind)
    assert marked(kind) <= {code for code, wording in CODES.items() if wording.severity == kind}


def test_all_codes_of_refusals_are_named_and_no_others() -> None:
    assert marked("refused") == set(get_args(RefusalCode))


def test_every_mark_is_of_a_kind_that_is_checked() -> None:
    kinds = re.findall(r"\*\(([^)]*?)[:)]", PAGE)
    assert set(kinds) == {"error", "warning", "refused"}


# The examples


@frozen
class Example:
    """A block of the page: the rule it stands under, its line, how it is marked, and its text."""

    rule: str
    line: int
    kind: str
    text: str = field(repr=False)

    @property
    def name(self) -> str:
        return f"{self.rule or 'how_to_read'}_line_{self.line}"


def read_page() -> Iterator[Example]:
    block = re.compile(r"^\*\*(\d+\.\d+)\*\* |^```(\w[^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    rule = ""
    for found in block.finditer(PAGE):
        rule = found[1] or rule
        if found[2]:
            yield Example(rule, PAGE.count("\n", 0, found.start()) + 1, found[2], found[3])


EXAMPLES = list(read_page())
CASES = [example for example in EXAMPLES if example.kind == "case"]
(SMALL,) = (example.text for example in EXAMPLES if example.kind == "yaml")
(PACT,) = (example.text for example in EXAMPLES if example.kind == "yaml pact")
(COUNCIL,) = (example.text for example in EXAMPLES if example.kind == "yaml council")
(ASSEMBLY,) = (example.text for example in EXAMPLES if example.kind == "yaml assembly")
(TREATY,) = (example.text for example in EXAMPLES if example.kind == "yaml treaty")
(YEARS,) = (example.text for example in EXAMPLES if example.kind == "yaml years")
WITH = {
    "with the pact": (PACT,),
    "with the council": (COUNCIL,),
    "with the treaty": (PACT, TREATY),
    "with the assembly": (PACT, ASSEMBLY),
}
ALONE = "with the years"
KEYS = "|".join({**shapes.keys(Scenario), **shapes.keys(Campaign)})


def test_every_rule_has_an_example() -> None:
    assert [number for number in rules() if number not in {e.rule for e in EXAMPLES}] == []
    assert {e.kind for e in EXAMPLES} == {
        "case",
        "json",
        "text",
        "yaml",
        "yaml assembly",
        "yaml council",
        "yaml pact",
        "yaml treaty",
        "yaml years",
    }


def lay(under: yaml.MappingNode, over: yaml.MappingNode, path: tuple[str, ...] = ()) -> None:
    """Keys join, anything else replaces, and a new outcome stands before the last."""
    for key, value in over.value:
        ids = [known.value for known, _ in under.value]
        at = ids.index(key.value) if key.value in ids else None
        if at is None:
            under.value.insert(len(ids) - (path == ("outcomes",)), (key, value))
        elif isinstance(under.value[at][1], yaml.MappingNode) and isinstance(
            value, yaml.MappingNode
        ):
            lay(under.value[at][1], value, (*path, key.value))
        else:
            under.value[at] = (key, value)


def files(*texts: str) -> KeptFiles:
    """A scenario of texts, each laid over those before it."""
    first, *more = (yaml.compose(text, yaml.SafeLoader) for text in texts if text)
    assert isinstance(first, yaml.MappingNode)
    for each in more:
        assert isinstance(each, yaml.MappingNode)
        lay(first, each)
    written = yaml.serialize(first, Dumper=yaml.SafeDumper, width=10**6, allow_unicode=True)
    return KeptFiles("tiny.yaml", FrozenMap({"tiny.yaml": written}))


def test_the_pages_scenarios_are_without_a_mistake_and_the_small_one_is_that_of_the_tests() -> None:
    assert load(files(SMALL)) == tiny.scenario()
    for kept in (
        *(files(SMALL), files(SMALL, PACT), files(SMALL, COUNCIL)),
        files(SMALL, PACT, TREATY),
        files(SMALL, PACT, ASSEMBLY),
    ):
        # All are the usual sections of a tiny scenario, of which some tracks aren't used.
        problems = [problem for problem in inspect(kept)[1] if problem.code != "unused"]
        assert problems == []


def written(value: Detail) -> str:
    """A value of an entry, as the page writes it."""
    if isinstance(value, FrozenMap):
        return " ".join(f"{issue}={option}" for issue, option in value.items())
    return " ".join(value) if isinstance(value, tuple) else str(value)


def one_line(entry: Entry) -> str:
    return " ".join([entry.code, *(written(value) for value in entry.values.values())])


class Case:
    """A case: a game as far as its lines have led, and what a line can say of it."""

    def __init__(self, text: str) -> None:
        head, self.lines = self.split(text)
        self.seed = next((int(line.split()[1]) for line in head if line.startswith("seed ")), 1)
        marks = {*WITH, ALONE}
        more = [line for line in head if line not in marks and not line.startswith("seed ")]
        with_it = [text for words, texts in WITH.items() if words in head for text in texts]
        self.campaign = files(YEARS, "\n".join(more)) if ALONE in head else None
        self.files = files(SMALL, *with_it, "" if self.campaign else "\n".join(more))
        self.pasts: list[Past] = []

    @staticmethod
    def split(text: str) -> tuple[list[str], list[str]]:
        """What is added to the small scenario, and what is played and said."""
        lines = text.splitlines()
        added = re.compile(rf"({KEYS}):|\s|with the \w+$|seed \d+$")
        count = next((i for i, line in enumerate(lines) if not added.match(line)), len(lines))
        return lines[:count], [re.sub(r"\s+# .*", "", line) for line in lines[count:]]

    @cached_property
    def scenario(self) -> Scenario:
        return load(self.files)

    @cached_property
    def game(self) -> Game:
        return Game(compile_rules(self.scenario), self.seed)

    @property
    def state(self) -> State:
        return self.game.state

    def expression(self, text: str) -> int:
        """The value of an expression; it may ask for scores, as a test's `then` may."""
        at = ("tests", 0, "then", 0)
        return FormulaCompiler(self.scenario, Index(self.scenario)).at(parse(text), at)(
            self.state, NO_PACKAGE
        )

    def heard(self, who: str) -> list[Entry]:
        entries = (entry for moment in self.game.history() for entry in moment.entries)
        return [shown for entry in entries if (shown := entry.shown_to(who)) is not None]

    def seen(self, who: str) -> list[str]:
        view = self.game.view(who)
        return [
            *(f"{id} {value}" for id, value in view.tracks.items()),
            *(f"band {id} {number}" for id, number in view.bands.items()),
            *(f"score {id} {sheet.total}" for id, sheet in view.scores.items()),
            *(
                f"score {side}.{seat} {sum(line.points for line in lines)}"
                for (side, seat), lines in view.seat_scores.items()
            ),
            *(f"revealed {id} {held.value} {held.turn}" for id, held in view.revealed.items()),
            *(f"held {id}" for id in view.held),
            *(
                f"project {id} left {project.left} begun {project.begun} done {project.done}"
                for id, project in view.projects.items()
            ),
            *(
                f"scheduled {step} in {turns} times {times}"
                for (step, turns), times in view.scheduled.items()
            ),
            *(
                f"last offer {id} {side} {written(offer)}"
                for id, table in view.tables.items()
                for side, offer in table.last_offers.items()
            ),
            *(f"table {id} {table.status}" for id, table in view.tables.items()),
            *(f"promise {id} {left}" for id, left in view.promises.items()),
            *(f"that {side} decides" for side in view.to_move),
            *self.printed(view),
            *(
                f"in the epilogue {self.game.rules.scenario.epilogue[part].text}"
                for part in (view.aftermath.epilogue if view.aftermath else ())
            ),
        ]

    # A campaign

    @property
    def checked(self) -> CheckedCampaign:
        assert self.campaign is not None
        texts = {"years.yaml": self.campaign.texts["tiny.yaml"], **self.files.texts}
        return examine_campaign(KeptFiles("years.yaml", FrozenMap(texts)))

    @cached_property
    def chapters(self) -> CampaignRules:
        campaign = self.checked.campaign
        assert campaign is not None
        return compile_campaign(campaign)

    def chapter(self, id: str) -> ChapterRules:
        (chapter,) = (each for each in self.chapters.chapters if each.id == id)
        return chapter

    def chapter_ends(self, id: str, outcome: str, tracks: str) -> None:
        rules, chapter = compile_rules(self.scenario), self.chapter(id)
        assert chapter.is_played(self.pasts)
        starts = {**chapter.starts(self.pasts), **numbers_of(tracks)}
        state = start(evolve(rules, starts=FrozenMap(starts)), self.seed)
        points = [sheet.total for sheet in scores(rules, state).values()]
        ended = list(self.scenario.outcomes).index(outcome)
        self.pasts.append(Past(state.tracks, ended, (), points))

    def chapter_is_skipped(self, id: str) -> None:
        assert not self.chapter(id).is_played(self.pasts)
        self.pasts.append(not_played(self.scenario))

    def chapter_begins(self, id: str, tracks: str) -> None:
        assert self.chapter(id).is_played(self.pasts)
        assert self.chapter(id).starts(self.pasts) == numbers_of(tracks)

    def seat_is(self, side: str, id: str, seat: str) -> None:
        assert self.chapter(id).players[side] == seat

    def result_is(self, points: str) -> None:
        assert [line(self.pasts) for line in self.chapters.result] == [*map(int, points.split())]

    def campaign_has(self, code: str) -> None:
        assert code in [problem.code for problem in self.checked.problems]

    def printed(self, view: View) -> list[str]:
        """What stands in the papers of the sides (rule 17.2)."""
        press, pages = self.game.rules.scenario.press, view.aftermath and view.aftermath.press
        return [
            f"in the paper of {side} {part.text}"
            for side, page in (pages or {}).items()
            for part in (
                press[side].headlines[page.headline],
                *(press[side].lines[line] for line in page.lines),
            )
        ]

    # What lines say, by their form; the first that fits counts

    def is_reported(self, severity: str, code: str) -> None:
        reported = [(problem.severity, problem.code) for problem in inspect(self.files)[1]]
        assert (severity, code) in reported

    def is_asked(self, sides: str) -> None:
        assert ", ".join(self.state.to_move or ["nobody"]) == sides

    def has_happened(self, injects: str) -> None:
        entries = self.heard("facilitator")
        found = [str(entry.values["inject"]) for entry in entries if entry.code == "injected"]
        assert ", ".join(found or ["nothing"]) == injects

    def draws_at(self, paths: str) -> None:
        assert [rng.site(path) for path in paths.split(", ")] == list(self.game.rules.sites)

    def numbers_are(self, numbers: str) -> None:
        assert flatten(self.game.rules, self.state) == [int(number) for number in numbers.split()]

    def numbers_end(self, numbers: str) -> None:
        end = [int(number) for number in numbers.split()]
        assert flatten(self.game.rules, self.state)[-len(end) :] == end

    def tests_hold(self) -> None:
        assert self.scenario.tests
        for test in self.scenario.tests:
            came = rehearse(self.game.rules, test.given, decided(test.play), test.seed)
            assert came.refused is None
            formulas = FormulaCompiler(self.scenario, Index(self.scenario))
            for then in test.then:
                assert formulas.at(then, ("tests", 0, "then", 0))(came.state, NO_PACKAGE)
            for decision in decided(test.refused):
                assert refuse(self.game.rules, came.after, decision) is not None

    def bounds(self, side: str, low: str, high: str) -> None:
        sheet = scores(self.game.rules, self.state)[side]
        assert (sheet.low, sheet.high) == (int(low), int(high))

    def hears_no(self, who: str, beginning: str) -> None:
        found = [one_line(entry) for entry in self.heard(who)]
        assert [line for line in found if f"{line} ".startswith(f"{beginning} ")] == []

    def hears_because(self, who: str, entry: str, cause: str) -> None:
        causes = [
            found.cause.path if found.cause else "nothing"
            for found in self.heard(who)
            if one_line(found) == entry
        ]
        assert causes == [cause]

    def hears(self, who: str, entry: str) -> None:
        assert entry in [one_line(found) for found in self.heard(who)]

    def sees_no(self, who: str, beginning: str) -> None:
        assert [line for line in self.seen(who) if line.startswith(f"{beginning} ")] == []

    def sees(self, who: str, what: str) -> None:
        assert what in self.seen(who)

    def may_offer(self, who: str, options: str) -> None:
        offer = legal(self.game.rules, self.state, who).offer
        assert offer is not None
        assert "; ".join(" ".join([issue, *offer[issue]]) for issue in offer) == options

    def is_barred(self, who: str, issue: str, option: str, code: str) -> None:
        assert legal(self.game.rules, self.state, who).barred[issue][option].code == code

    def may(self, who: str, moves: str) -> None:
        assert ", ".join(map(str, legal(self.game.rules, self.state, who).moves)) == moves

    def values(self, side: str, package: str, worth: str) -> None:
        offer = read_move(f"offer {package}")
        assert isinstance(offer, Offer)
        assert self.game.appraise(side, "pact", offer.package) == int(worth)

    def as_bot(self, side: str, who: str, move: str) -> None:
        seats = {side: who}
        bots = [make_bots(self.game.rules, seats, self.seed)]
        bots.append(make_references(self.game.rules, seats, self.seed))
        for decide in (each[side] for each in bots if side in each):
            assert str(decide(self.game.asking(side))) == move

    def said_as_bot(self, side: str, who: str, text: str) -> None:
        give_voices(self.game, {side: who})
        said = [each.quotation for each in self.game.latest if each.quotation is not None]
        assert [each.text for each in said if each.side == side] == [text] * (text != "nothing")

    def begins_in(self, position: str) -> None:
        found = find_position(self.scenario, position)
        assert found is not None
        seed = found.test(self.scenario).seed
        self.game = Game(compile_rules(self.scenario), seed, position=found)

    def reads(self, who: str, words: str) -> None:
        assert "; ".join(saying.words for saying in sayings(self.game, who)) == words

    def reads_nothing(self, who: str) -> None:
        assert list(sayings(self.game, who)) == []

    def is_played_by(self, side: str, player: str) -> None:
        assert self.game.new_players.get(side) == player

    def is_marked(self, mark: str) -> None:
        assert self.game.lines[-1].by_facilitator
        assert f'"{mark}":true'.encode() in line_bytes(self.game.lines[-1])

    def times_out(self, side: str, move: str) -> None:
        assert isinstance(self.game.time_out(side), Accepted)
        line = self.game.lines[-1]
        assert (str(line.action), line.timeout) == (f"{side}: {move}", True)

    def is_refused(self, deed: str, code: str) -> None:
        answer = self.do(deed)
        assert isinstance(answer, Refusal)
        assert answer.code == code

    def is_played(self, deed: str) -> None:
        assert isinstance(self.do(deed), Accepted)

    def do(self, text: str) -> Accepted | Refusal:
        said = re.fullmatch(r"(announce|[\w.]+ tells [\w.]+): (.+)", text)
        deed = read_action(said[1] if said else text.removeprefix("for "))
        assert deed is not None
        note = said[2] if said else ""
        return self.game.do(deed, note, by_facilitator=text.startswith("for "))

    def is_drawn(self, text: str, modulus: str | None, value: str) -> None:
        found = drawn(text)
        assert value == (f"{found:016x}" if modulus is None else str(found % int(modulus)))

    def is_so(self, what: str, value: str) -> None:
        told: dict[str, Callable[[], object]] = {
            "digest": lambda: digest(self.game.rules, self.state),
            "draws": lambda: sum(self.state.draws),
            "most decisions": lambda: self.game.rules.most_decisions,
            "phase": lambda: self.game.rules.phases[self.state.phase].id,
        }
        found = told[what]() if what in told else self.expression(what)
        assert str(found) == value


FORMS: list[tuple[str, Callable[..., None]]] = [
    (r"(error|warning) ([a-z-]+)", Case.is_reported),
    (r"asked: (.+)", Case.is_asked),
    (r"happened: (.+)", Case.has_happened),
    (r"draws at (.+)", Case.draws_at),
    (r"numbers are (.+)", Case.numbers_are),
    (r"numbers end with (.+)", Case.numbers_end),
    (r"(\w+) ends (\w+) with (.+)", Case.chapter_ends),
    (r"(\w+) isn't played", Case.chapter_is_skipped),
    (r"(\w+) begins with (.+)", Case.chapter_begins),
    (r"(\w+) of (\w+) is (\w+)", Case.seat_is),
    (r"the result is (.+)", Case.result_is),
    (r"the campaign has error (\S+)", Case.campaign_has),
    (r"every test holds", Case.tests_hold),
    (r"score\((\w+)\) lies in (-?\d+) to (-?\d+)", Case.bounds),
    (r"(\w+) hears no (.+)", Case.hears_no),
    (r"(\w+) hears (.+) because of (\S+)", Case.hears_because),
    (r"(\w+) hears (.+)", Case.hears),
    (r"(\w+) sees no (.+)", Case.sees_no),
    (r"(\w+) sees (.+)", Case.sees),
    (r"(\w+) may offer: (.+)", Case.may_offer),
    (r"(\w+) is barred: (\w+) (\w+) (\S+)", Case.is_barred),
    (r"(\w+) may: (.+)", Case.may),
    (r"(\w+) values (.+) at (-?\d+)", Case.values),
    (r"(\w+) as (\w+): (.+)", Case.as_bot),
    (r"(\w+) as (\w+) said: (.+)", Case.said_as_bot),
    (r"(\w+) times out: (.+)", Case.times_out),
    (r"begins in the position (.+)", Case.begins_in),
    (r"(\S+) reads: (.+)", Case.reads),
    (r"(\S+) reads nothing", Case.reads_nothing),
    (r"(\w+) is played by (\w+)", Case.is_played_by),
    (r"the line is marked (\w+)", Case.is_marked),
    (r"(.+) is refused: (\S+)", Case.is_refused),
    (r"((?:mix|site|draw)\(.+?\))(?: % (\d+))? is (\w+)", Case.is_drawn),
    (r"(.+) is (\S+)", Case.is_so),
    (r"(.+)", Case.is_played),
]


def numbers_of(text: str) -> dict[str, int]:
    """Numbers by id, as in `trust=70 heat=2`."""
    return {id: int(number) for id, number in (each.split("=") for each in text.split())}


def decided(texts: tuple[str, ...]) -> list[Decision]:
    found = [read_decision(text) for text in texts]
    return [decision for decision in found if decision is not None]


def drawn(text: str) -> int:
    """The value of `mix(N)`, `site(PATH)`, `N ^ site(PATH)` and `draw(SEED, TURN, PATH, K)`."""
    match re.fullmatch(r"(mix|site|draw)\((.+)\)", text):
        case None:
            parts = text.split(" ^ ")
            return drawn(parts[0]) ^ drawn(parts[1]) if parts[1:] else int(text)
        case found if found[1] == "mix":
            return rng.mix(drawn(found[2]))
        case found if found[1] == "site":
            return rng.site(found[2])
        case found:
            seed, turn, path, k = found[2].rsplit(", ", 3)
            return rng.draw(drawn(seed), int(turn), rng.site(path), int(k))


@pytest.mark.parametrize("example", CASES, ids=[example.name for example in CASES])
def test_every_case_comes_out_as_the_page_says(example: Example) -> None:
    case = Case(example.text)
    assert case.lines, "this case says nothing"
    for line in case.lines:
        fitting = ((re.fullmatch(form, line), check) for form, check in FORMS)
        found, check = next((found, check) for found, check in fitting if found)
        try:
            check(case, *found.groups())
        except (AssertionError, KeyError, ValueError) as error:
            raise AssertionError(f"docs/rules.md, line {example.line} on: {line!r}") from error


def test_every_form_of_a_line_is_used() -> None:
    lines = [line for example in CASES for line in Case(example.text).lines]
    used = {next(form for form, _ in FORMS if re.fullmatch(form, line)) for line in lines}
    assert {form for form, _ in FORMS} == used


def test_the_lines_of_a_record_are_those_of_a_game_and_end_with_their_sums() -> None:
    (record,) = (example for example in EXAMPLES if example.kind == "json")
    case = Case("north: warm")
    for text in record.text.splitlines():
        before, _, end = text.rpartition(',"sum":')
        assert end == f'"{crc32(before.encode()):08x}"}}'
        found = json.loads(text)
        case.is_played(found["do"])
        line = evolve(case.game.lines[-1], at=found["at"])
        assert line_bytes(line).decode() == f"{text}\n"


# Two rules whose words stand on the page


def test_5_1_the_page_names_what_a_table_can_be_in_the_order_of_the_digest() -> None:
    (named,) = re.findall(r"^\*\*5\.1\*\* A table is (.*?)\.", PAGE, re.MULTILINE)
    assert tuple(re.split(", | or ", named)) == STATUS
    words = [word if word != "open" else "is_open" for word in STATUS]
    table = Case("with the pact\nsouth: walk")
    table.is_played("south: walk")
    assert [table.expression(f"{word}(pact)") for word in words[1:]] == [0, 0, 1, 0, 0, 0]


def test_8_2_a_score_can_be_asked_before_the_first_decision_and_after_the_last() -> None:
    game = tiny.Game()
    found = [game.score("north")]
    while game.to_move:
        game.play(f"{game.to_move[0]}: warm")
        found.append(game.score("north"))
    assert found == [50, 53, 56, 59, 62, 65, 68]
