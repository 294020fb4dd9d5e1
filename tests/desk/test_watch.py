"""A scenario is checked at every save, however its files are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Timer

import pytest
import tiny

from game.authoring.load import examine
from game.authoring.reading.files import Folder
from game.authoring.reading.remembered import RememberingReader
from game.desk import watch as watch_module
from game.desk.watch import CheckReport, FileWatch, examine_everything

GOOD = "\n".join((*tiny.SECTIONS.values(), tiny.ALLOWED))
WARM = GOOD.replace("title: Tiny", "title: Warm")
BROKEN = GOOD + "\nturnz: 3\n"
PARTS = "injects: {storm: {name: The storm, at: 1}}\nphases: {news: {kind: injects}}\n"
WITH_PARTS = f"{GOOD}  unused-phase: a test\ninclude: [parts/weather.yaml]\n"
BAD = sorted((Path(__file__).parents[1] / "bad").glob("*.yaml"))
TRANSLATED = [path for path in BAD if path.name.startswith("translation-")][::4]


class Watched:
    """A scenario in a folder, and the reports of its saves."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.stop = Event()
        self._reports = FileWatch(path).reports(self.stop)
        self._patience = Timer(30, self.stop.set)
        self._patience.start()
        self.first = next(self._reports)

    def next(self) -> CheckReport:
        """The report of the next save; fails where none comes."""
        return next(self._reports)

    def until(self, *codes: str) -> CheckReport:
        """The first report with these problems: a busy machine may see a file half written."""
        return next(
            report
            for report in self._reports
            if not report.gone and tuple(problem.code for problem in report.problems) == codes
        )

    def close(self) -> None:
        """Ends it."""
        self.stop.set()
        self._patience.cancel()


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    path = tmp_path / "tiny.yaml"
    path.write_text(GOOD, encoding="utf-8")
    watched = Watched(path)
    yield watched
    watched.close()


def nothing() -> None:
    """A step in which nobody writes."""


class Steps(Event):
    """Does one thing each time somebody waits, and is set once all are done."""

    def __init__(self, *steps: Callable[[], object]) -> None:
        super().__init__()
        self._steps: list[Callable[[], object]] = [*steps, nothing, nothing, nothing]

    def wait(self, timeout: float | None = None) -> bool:  # noqa: ARG002
        if not self._steps:
            self.set()
            return True
        self._steps.pop(0)()
        return False


def codes(report: CheckReport) -> list[str]:
    return [problem.code for problem in report.problems]


def test_it_is_checked_at_once(watched: Watched) -> None:
    first = watched.first
    assert (first.saved, first.problems, first.names) == ((), (), ("tiny.yaml",))
    assert first.scenario is not None
    assert first.scenario.title == "Tiny"


def test_a_file_written_in_place_is_checked(watched: Watched) -> None:
    watched.path.write_text(BROKEN, encoding="utf-8")
    report = watched.until("unknown-key")
    assert (report.saved, report.scenario) == (("tiny.yaml",), None)


def test_a_file_that_replaces_another_is_checked(watched: Watched) -> None:
    other = watched.path.with_name(".tiny.yaml.swp")
    other.write_text(BROKEN, encoding="utf-8")
    other.replace(watched.path)
    assert codes(watched.next()) == ["unknown-key"]


def test_an_editor_that_first_moves_the_old_file_away_leaves_no_gap(watched: Watched) -> None:
    watched.path.rename(watched.path.with_name("tiny.yaml~"))
    watched.path.write_text(BROKEN, encoding="utf-8")
    assert watched.until("unknown-key").scenario is None


def test_a_save_is_over_once_nothing_changes_any_more(tmp_path: Path) -> None:
    path = tmp_path / "tiny.yaml"
    path.write_text(GOOD, encoding="utf-8")

    def write(length: int) -> Callable[[], object]:
        return lambda: path.write_text(WARM[:length], encoding="utf-8")

    _, *reports = FileWatch(path).reports(Steps(write(0), write(90), write(300), write(len(WARM))))
    (report,) = reports
    assert report.scenario is not None
    assert report.scenario.title == "Warm"


def test_a_file_that_is_away_while_it_is_saved_is_not_gone(tmp_path: Path) -> None:
    path, other = tmp_path / "tiny.yaml", tmp_path / "tiny.yaml~"
    path.write_text(GOOD, encoding="utf-8")
    steps = Steps(
        lambda: path.rename(other),
        nothing,
        nothing,
        lambda: path.write_text(WARM, encoding="utf-8"),
    )
    _, *reports = FileWatch(path).reports(steps)
    assert [report.gone for report in reports] == [False]


def test_of_several_quick_saves_the_last_counts(watched: Watched) -> None:
    for number in range(20):
        text = GOOD.replace("title: Tiny", f"title: Tiny {number}")
        watched.path.write_text(text, encoding="utf-8")
    report = watched.next()
    while report.scenario is None or report.scenario.title != "Tiny 19":
        report = watched.next()


def test_a_file_written_half_is_checked_again_once_it_is_whole(watched: Watched) -> None:
    with watched.path.open("w", encoding="utf-8") as file:
        file.write(GOOD[:200])
        file.flush()
        assert watched.next().problems
        file.write(GOOD[200:])
    assert watched.until().scenario is not None


def test_broken_yaml_is_reported_and_does_not_end_it(watched: Watched) -> None:
    for spoilt in (b"a: [", b"\xff\xfe\x00", b"", b"title: 'Tiny"):
        watched.path.write_bytes(spoilt)
        assert watched.next().problems, spoilt
    watched.path.write_text(GOOD, encoding="utf-8")
    assert watched.until().scenario is not None


def test_a_file_that_is_gone_is_said_once_and_checked_when_it_is_back(watched: Watched) -> None:
    watched.path.unlink()
    report = watched.next()
    assert (report.gone, report.scenario) == (True, None)
    watched.path.write_text(GOOD, encoding="utf-8")
    assert watched.until().scenario is not None


def test_what_is_included_is_watched_too(watched: Watched) -> None:
    parts = watched.path.parent / "parts" / "weather.yaml"
    watched.path.write_text(WITH_PARTS, encoding="utf-8")
    report = watched.next()
    assert "include-missing" in codes(report)
    assert report.names == ("tiny.yaml", "parts/weather.yaml")
    parts.parent.mkdir()
    parts.write_text(PARTS, encoding="utf-8")
    report = watched.until()
    assert report.scenario is not None
    assert "storm" in report.scenario.injects
    parts.write_text(PARTS.replace("at: 1", "at: 99"), encoding="utf-8")
    report = watched.next()
    assert report.saved == ("parts/weather.yaml",)
    assert report.problems
    watched.path.write_text(GOOD, encoding="utf-8")
    assert watched.until().names == ("tiny.yaml",)


def test_what_is_extended_is_watched_too(watched: Watched) -> None:
    base = watched.path.with_name("base.yaml")
    base.write_text(GOOD.replace("id: tiny", "id: base"), encoding="utf-8")
    watched.path.write_text("format: 1\nid: tiny\nextends: base.yaml\n", encoding="utf-8")
    report = watched.until()
    while "base.yaml" not in report.names:
        report = watched.until()
    base.write_text(WARM.replace("id: tiny", "id: base"), encoding="utf-8")
    report = watched.until()
    assert report.saved == ("base.yaml",)
    assert report.scenario is not None
    assert report.scenario.title == "Warm"


def test_a_scenario_is_watched_with_its_variants_or_one_variant_alone(tmp_path: Path) -> None:
    path = tmp_path / "tiny.yaml"
    path.write_text(
        f"{GOOD}\nvariants: {{short: {{turns: 2}}, odd: {{turns: many}}}}\n", encoding="utf-8"
    )
    whole = next(FileWatch(path).reports(Event()))
    assert whole.problems
    assert whole.scenario is not None, "the scenario itself can be played"
    short = next(FileWatch(path, "short").reports(Event()))
    assert short.problems == ()
    assert short.scenario is not None
    assert short.scenario.turns == 2
    assert next(FileWatch(path, "odd").reports(Event())).scenario is None


def test_a_translation_is_watched_from_when_it_appears_until_it_is_gone(watched: Watched) -> None:
    french = watched.path.with_name("tiny.fr.yaml")
    french.write_text("language: fr\ntitel: Petit\n", encoding="utf-8")
    report = watched.until("translation-key")
    assert report.saved == ("tiny.fr.yaml",)
    assert report.scenario is not None, "it can be played in its own language"
    french.write_text("language: fr\ntitle: Petit\n", encoding="utf-8")
    assert watched.until("translation-missing").scenario is not None
    french.unlink()
    assert watched.until().saved == ("tiny.fr.yaml",)


def test_other_files_of_the_folder_are_not_watched(watched: Watched) -> None:
    watched.path.with_name("notes.txt").write_text("tea", encoding="utf-8")
    watched.path.with_name("other.yaml").write_text("a: 1", encoding="utf-8")
    watched.path.write_text(BROKEN, encoding="utf-8")
    assert watched.until("unknown-key").saved == ("tiny.yaml",)


def test_a_mistake_of_ours_is_reported_and_does_not_end_it(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(watch_module, "examine_everything", stumble)
    watched.path.write_text(BROKEN, encoding="utf-8")
    (problem,) = watched.next().problems
    assert "too deep" in problem.message
    monkeypatch.undo()
    watched.path.write_text(GOOD, encoding="utf-8")
    assert watched.until().scenario is not None


# Files that are read again


def test_what_is_remembered_of_a_file_is_what_is_read_of_it() -> None:
    for path in (*BAD[::40], *TRANSLATED):
        reader = RememberingReader()
        for _ in range(2):  # nothing that was done with the first copy is in the second
            _, problems = examine_everything(Folder(path), reader)
            assert problems == examine_everything(Folder(path))[1], path.name


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    path, reader = tmp_path / "tiny.yaml", RememberingReader()
    for title in ("One", "Two", "One"):
        path.write_text(GOOD.replace("title: Tiny", f"title: {title}"), encoding="utf-8")
        scenario = examine(Folder(path), None, reader).scenario
        assert scenario is not None
        assert scenario.title == title
