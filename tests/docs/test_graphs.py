"""The pictures in the notes for trainers are what `communique graph` draws today.

COMMUNIQUE_REWRITE=1 python -m pytest tests/docs/test_graphs.py

draws them anew; look at them.
"""

import os
from pathlib import Path

from teaching import IDS, each, rules, text

from game.desk.graph.model import graph_of
from game.desk.graph.picture import picture_of
from game.document.fonts import font_rules
from game.words.wording import Wording

PICTURES = Path(__file__).parents[2] / "docs" / "pictures" / "graphs"
LARGEST = 100_000
"""The most bytes of a picture beside its fonts."""


@each
def test_the_picture_of_a_scenario_in_its_notes_is_drawn_from_it_as_it_is(id: str) -> None:
    path = PICTURES / f"{id}.svg"
    picture = picture_of(graph_of(rules(id), Wording(rules(id).scenario))).encode()
    if os.environ.get("COMMUNIQUE_REWRITE") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(picture)
    assert path.read_bytes() == picture, "draw it anew as this module says, and look at it"
    assert len(picture) - len(font_rules()) < LARGEST
    assert text(id).count(f"](../pictures/graphs/{id}.svg)") == 2  # shown, and a link to it


def test_there_is_a_picture_for_each_scenario_and_no_other() -> None:
    assert sorted(path.name for path in PICTURES.iterdir()) == [f"{id}.svg" for id in IDS]
