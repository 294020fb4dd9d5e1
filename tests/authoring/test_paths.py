"""What couldn't be understood, and what therefore hangs in the air."""

from hypothesis import given
from hypothesis import strategies as st

from game.authoring.draft import ANY, Paths
from game.authoring.reading.nodes import Path

STEPS = st.sampled_from(["a", "b", "c", 0])
WRITTEN = st.lists(STEPS, max_size=4).map(tuple)
ASKED = st.lists(st.one_of(STEPS, st.just(ANY)), max_size=4).map(tuple)


def leads_through(one: Path, other: Path) -> bool:
    return all(a in (ANY, b) for a, b in zip(one, other, strict=False))


@given(st.lists(st.tuples(WRITTEN, ASKED), max_size=8))
def test_remembered_answers_are_those_of_a_fresh_look(story: list[tuple[Path, Path]]) -> None:
    paths, added = Paths(), set[Path]()
    for path, asked in story:
        for question in (asked, path):
            near = [one for one in added if leads_through(question, one)]
            assert paths.touches(question) == bool(near)
            assert paths.covers(question) == any(len(one) <= len(question) for one in near)
        paths.add(path)
        added.add(path)
        assert path in paths
