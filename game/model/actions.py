"""What sides can do outside a table: actions and their tags."""

from __future__ import annotations

from attrs import frozen

from game.model.effects import Effects
from game.model.expressions import Expression
from game.model.frozen import FrozenMap
from game.model.shapes import (
    ById,
    Flag,
    Formula,
    Many,
    NewId,
    Ref,
    Steps,
    Text,
    Whole,
    allowing,
    key,
    serving,
    sourced,
)


@frozen
class Tag:
    """A label for actions, which can be counted and can have effects of its own."""

    name: str = key(Text(), "What the tag is called; default: its id.", default="")
    text: str = key(Text(), "A sentence of explanation.", default="")
    effects: Effects = key(Steps(), "What happens after each action with this tag.", default=())
    allow: FrozenMap[str, str] = allowing()


@frozen
class Action:
    """Something that a side can do in an actions phase."""

    side: tuple[str, ...] = key(
        Many(Ref("side"), or_one=True, at_least=1),
        "The side whose action it is, or several.",
        empty=(),
    )
    menu: str = key(NewId("menu"), "The menu that it is on; phases offer whole menus.", empty="")
    name: str = key(Text(), "What it is called.", empty="")
    text: str = key(Text(), "One or two sentences the player reads.", default="")
    cost: FrozenMap[str, int] = key(
        ById(Whole(1), ids="track"),
        "What the side pays from tracks, before the effects.",
        default=FrozenMap(),
    )
    when: Expression | None = key(Formula(), "When it may be taken; default: always.", default=None)
    limit: int | None = key(
        Whole(1, 9999), "How often each side may take it in a game.", default=None
    )
    cooldown: int | None = key(
        Whole(1, 9999), "Whole turns that a side must wait before taking it again.", default=None
    )
    repeat: bool = key(Flag(), "Whether a side may pick it again in the same phase.", default=False)
    secret: bool = key(
        Flag(), "Whether others learn only that the side did something.", default=False
    )
    tags: tuple[str, ...] = key(Many(Ref("tag"), or_one=True), "Its tags.", default=())
    effects: Effects = key(Steps(), "What it does.", default=())
    objectives: tuple[str, ...] = serving()
    source: tuple[str, ...] = sourced()
    allow: FrozenMap[str, str] = allowing()
