"""Why seats can't be given to those who shall play."""

from __future__ import annotations

from game.model.frozen import FrozenMap
from game.model.play import Value


class SeatError(Exception):
    """Seats that can't be given.

    Its code says why, its values with what; `written` is what was asked for, as `SIDE=WHO`:

    no-seat written first · unknown-side written side sides · unknown-who written who known ·
    taken written side · bots-only written
    """

    def __init__(self, code: str, **values: Value) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = FrozenMap(values)
