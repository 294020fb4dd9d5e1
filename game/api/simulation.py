"""Many games as columns of numbers: played, read and written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import evolve
from numpy.typing import NDArray

from game.api.games import read_bots
from game.api.scenarios import load
from game.bots.custom import CustomGames
from game.bots.own import Bot
from game.kernel.rows import Rows, joined
from game.lab.files.about import About, about_plan
from game.lab.files.columns import COLUMNS, layout_of, narrowed
from game.lab.files.flat import FlatColumn, flat_columns
from game.lab.files.games_file import NoLibrary
from game.lab.files.read import KeptGames, UnreadableFile
from game.lab.files.read import read_games as read_kept
from game.lab.files.writing import KINDS, write_games
from game.lab.run.frontiers import Frontiers
from game.lab.run.jobs import run
from game.lab.run.place import Processes
from game.lab.run.plan import Plan, compile_plan
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

_AXES = {column.name: column.axis for column in COLUMNS}


class Games:
    """Many games, a row each, and what is known of them as columns of numbers.

    `games["scores"]` has a number for each game and side, `games["scores.eu"]` one for each game.
    The columns are those of files of games: docs/simulating.md lists them.
    """

    def __init__(self, kept: KeptGames) -> None:
        self._kept = kept
        self._flats = {flat.name: flat for flat in flat_columns(kept.layout.ids)}

    def __len__(self) -> int:
        return self._kept.about.games

    def __repr__(self) -> str:
        about = self._kept.about
        seats = ", ".join(f"{side}={bot}" for side, bot in about.seats.items())
        return f"<{len(self):,} games of {about.scenario}, {seats}>"

    @property
    def about(self) -> About:
        """Which games these are: scenario and its digest, seats, seeds, versions."""
        return self._kept.about

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns: `outcome`, `scores`, …"""
        return tuple(self._kept.columns)

    @property
    def flat_columns(self) -> tuple[str, ...]:
        """The names of the columns of one number a game: `outcome`, `scores.eu`, …"""
        return tuple(self._flats)

    def __getitem__(self, name: str) -> NDArray[np.int64]:
        """A column by its name, as whole numbers. Raises KeyError."""
        if name in self._kept.columns:
            column = self._kept.columns[name]
        elif name in self._flats:
            column = self._flats[name].of(self._kept.columns)
        else:
            raise KeyError(f"{name}; there are {', '.join(self.columns)}")
        return np.asarray(column, np.int64)

    def axis(self, name: str) -> tuple[str, ...]:
        """What a column has a number for each of: the ids of sides, tracks, …; empty: of the game.

        Raises KeyError for an unknown column.
        """
        axis = _AXES[name]
        return tuple(self._kept.layout.ids[f"{axis}_ids"]) if axis else ()

    def texts(self, name: str) -> tuple[str, ...]:
        """What the numbers of a column of one number a game stand for; empty: for themselves.

        `games.texts("outcome")[games["outcome"][0]]` is how the first game ended. Raises KeyError.
        """
        return self._flats[name].texts

    def counts(self, name: str) -> dict[str, int]:
        """By what the numbers of such a column stand for, the games with it. Raises KeyError."""
        texts, numbers = self.texts(name), self[name]
        return {text: int((numbers == i).sum()) for i, text in enumerate(texts)}

    def means(self, name: str) -> dict[str, float]:
        """By what a column has a number for each of, the mean over the games. Raises KeyError."""
        means = np.atleast_1d(self[name].mean(axis=0)).tolist()
        return dict(zip(self.axis(name) or (name,), means, strict=True))

    # ----------------------------------------------------------------------------- elsewhere

    def save(self, path: str | Path) -> None:
        """Writes the games to a file: .npz, .parquet or .csv.

        Raises ValueError for another ending, ImportError where a library is missing, and OSError.
        """
        path = Path(path)
        if path.suffix not in KINDS:
            raise ValueError(f"{path}: files of games end in {', '.join(KINDS)}")
        try:
            write_games(path, self._kept)
        except NoLibrary as error:
            raise ImportError(str(error)) from None

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas DataFrame, a column for each of `flat_columns`; ids are categories.

        What was not signed is missing. Raises ImportError without pandas.
        """
        with _installed("pandas"):
            import pandas as pd

        def series(flat: FlatColumn) -> Any:
            numbers, unsaid = self[flat.name], flat.unsaid(self._kept.columns)
            if flat.texts:
                codes = numbers if unsaid is None else np.where(unsaid, -1, numbers)
                return pd.Categorical.from_codes(codes, _distinct(flat.texts))
            if unsaid is None:
                return numbers
            return pd.arrays.IntegerArray(numbers, np.asarray(unsaid, np.bool_))

        return pd.DataFrame({flat.name: series(flat) for flat in self._flats.values()}, copy=False)

    def to_arrow(self) -> pyarrow.Table:
        """The same as an Arrow table. Raises ImportError without pyarrow."""
        with _installed("pyarrow"):
            import pyarrow as pa

        arrays = {}
        for flat in self._flats.values():
            array = pa.array(self[flat.name], mask=flat.unsaid(self._kept.columns))
            if flat.texts:
                array = pa.DictionaryArray.from_arrays(array, list(flat.texts))
            arrays[flat.name] = array
        return pa.table(arrays)

    def to_polars(self) -> polars.DataFrame:
        """The same as a polars DataFrame. Raises ImportError without polars."""
        with _installed("polars"):
            import polars as pl

        def series(flat: FlatColumn) -> Any:
            numbers, unsaid = self[flat.name], flat.unsaid(self._kept.columns)
            if flat.texts:
                texts = [flat.texts[n] if n >= 0 else None for n in numbers.tolist()]
                return pl.Series(flat.name, texts, dtype=pl.Enum(_distinct(flat.texts)))
            values = pl.Series(flat.name, numbers)
            if unsaid is None:
                return values
            return pl.select(pl.when(pl.Series(~np.asarray(unsaid))).then(values)).to_series()

        return pl.DataFrame([series(flat).rename(flat.name) for flat in self._flats.values()])


@contextmanager
def _installed(library: str) -> Iterator[None]:
    """Says how a library is installed where it is missing. Raises ImportError."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise ImportError(f"there is no {library} here: pip install {library}") from error


def _distinct(texts: Sequence[str]) -> list[str]:
    """The texts of a list that is padded with empty ones."""
    return [text for text in texts if text]


def simulate(
    scenario: Scenario | str | Path,
    seats: Mapping[str, str | Bot] | None = None,
    games: int = 1000,
    seed: int = 1,
    *,
    forbid: Iterable[tuple[str, str]] = (),
    numbers: Mapping[str, int] | None = None,
    jobs: int = 1,
) -> Games:
    """Plays a scenario many times, as `communique simulate` does: same seeds, same games.

    scenario: one that is loaded, or what `load` takes. seats: by side the name of a bot (a persona,
    `uniform`, `expert`, `expert:30000`, `FILE.py:NAME`), or a function or class of your own; sides
    without one are `uniform`. seed: of the first game; each later one has one more. forbid: pairs
    of a side and an action that it may not take. numbers: by path or setting, other values of
    numbers of the scenario. jobs: how many processes play; functions and classes play in one,
    unless they are named by their file.

    Raises ValueError for an unknown bot or number, KeyError for an unknown action, and BotError
    where a bot is broken.
    """
    if games < 1:
        raise ValueError(f"{games} games: at least one is played")
    if not isinstance(scenario, Scenario):
        scenario = load(scenario)
    bots = read_bots(scenario, seats or {})
    names = {side: bot if isinstance(bot, str) else bot.__name__ for side, bot in bots.items()}
    plan = Plan(
        scenario,
        FrozenMap(names),
        games,
        seed,
        tuple(forbid),
        tuple((numbers or {}).items()),
    )
    rules = compile_plan(plan)
    if all(isinstance(bot, str) for bot in bots.values()):
        parts: list[Rows] = []
        run(plan, Processes(jobs), keep=parts.append)
        rows = joined(parts)
    elif jobs == 1:
        played = CustomGames(rules, bots).play(seed, games)
        if played is None:
            raise ValueError("in one of these games more questions waited than bots can be asked")
        rows = Frontiers(rules).measured(played)
    else:
        raise ValueError('bots of your own play in one process: name their file, "FILE.py:NAME"')
    layout = layout_of(rules)
    columns = {name: narrowed(getattr(rows, name), kind, name)
               for name, kind in layout.types.items()}  # fmt: skip
    about = evolve(about_plan(plan, rules), digest=f"{rows.digest:016x}")
    return Games(KeptGames(about, layout, columns))


def read_games(path: str | Path) -> Games:
    """The games of a file that `simulate --out` or `Games.save` has written.

    Raises ValueError for another or a damaged file, ImportError for a library that is missing, and
    OSError.
    """
    try:
        return Games(read_kept(Path(path)))
    except UnreadableFile as error:
        raise ValueError(f"{path}: {error}") from None
    except NoLibrary as error:
        raise ImportError(str(error)) from None
