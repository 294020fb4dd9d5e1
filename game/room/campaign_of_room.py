"""The campaign of a room: a room for each chapter, one after the other, at the same address.

The folder of the campaign holds `campaign.json` and for each chapter that was opened the folder of
its room (`1-meeting`), all with the same key: so the code of the room, slips and browsers stay as
they are. The room of the latest chapter there is the one that is open. Each table plays a campaign
of its own: what it brings along is in its own records, and a chapter may be one that only other
tables play. `chapters.py` leads from one to the next.
"""

from __future__ import annotations

from pathlib import Path

from game.model.frozen import FrozenMap
from game.model.players import ME
from game.room.folder import journal_path, record_path
from game.room.state import RoomState
from game.rules.campaigns import CampaignRules, ChapterRules
from game.session.campaign_save import CampaignError, CampaignGame, KeptCampaign
from game.session.records.record import RecordError
from game.session.records.safe_files import FolderLock


class TableCampaign(CampaignGame):
    """The campaign that a table of a room plays."""

    begun = False
    """Whether something was done in the chapter that it plays now."""

    def __init__(self, kept: KeptCampaign, folder: Path, table: int) -> None:
        """Raises CampaignError for a record that can't be played again, and OSError."""
        self.table = table
        super().__init__(kept.rules, kept.files, kept.seed, kept.seats, folder, kept.at)

    @property
    def is_begun(self) -> bool:
        return self.begun

    def record(self, number: int) -> Path | None:
        if self.folder is None or number > len(self.rules.chapters):
            return None
        return record_path(chapter_folder(self.folder, self.rules, number), self.table)

    def leave_out(self, number: int) -> None:
        """Forgets what was played from a chapter on."""
        del self.played[max(0, number - 1) :]
        self._skip()

    def seats_of(self, chapter: ChapterRules) -> FrozenMap[str, str]:
        """By side, `me` or a bot as the chapter begins: a bot that stands in leaves the chairs."""
        kept = dict(self.seats)
        for each, played in zip(self.rules.chapters, self.played, strict=False):
            for side, player in (played.game.new_players if played.game else {}).items():
                seat = each.players[side]
                kept[seat] = ME if ME in (kept[seat], player) else player
        return chapter.seated(kept)


def chapter_folder(folder: Path, rules: CampaignRules, number: int) -> Path:
    """The folder of the room of a chapter."""
    return folder / f"{number}-{rules.chapters[number - 1].id}"


def chapters_there(folder: Path, rules: CampaignRules) -> list[int]:
    """The numbers of the chapters whose rooms were opened, and weren't gone back from."""
    numbers = range(1, len(rules.chapters) + 1)
    return [n for n in numbers if journal_path(chapter_folder(folder, rules, n)).is_file()]


class RoomCampaign:
    """The campaign of a room whose chapters are opened one after the other."""

    def __init__(self, folder: Path, kept: KeptCampaign, lock: FolderLock) -> None:
        self.folder = folder
        self.kept = kept
        self._lock = lock
        self.number = 0
        """The chapter whose room is open, from 1; 0: none yet."""
        self.before: dict[int, TableCampaign] = {}
        """By table, its campaign up to this chapter."""
        self.opened: list[int] = []
        """The numbers of the chapters that were opened, and not gone back from."""

    def turn_to(self, number: int) -> None:
        """Notes which chapter's room is open. Raises CampaignError, RecordError or OSError."""
        try:
            games = {n: TableCampaign(self.kept, self.folder, n) for n in self.tables}
        except CampaignError as error:
            inner = error.values.get("error")
            raise inner if isinstance(inner, RecordError) else error from None
        for game in games.values():
            game.leave_out(number)
        self.number, self.before = number, games
        self.opened = [n for n in chapters_there(self.folder, self.rules) if n <= number]

    def close(self) -> None:
        """Lets another program use the folder."""
        self._lock.close()

    @property
    def rules(self) -> CampaignRules:
        """Its chapters."""
        return self.kept.rules

    @property
    def chapter(self) -> ChapterRules:
        """The chapter whose room is open."""
        return self.rules.chapters[self.number - 1]

    @property
    def tables(self) -> range:
        """The numbers of all its tables, also of those that don't play this chapter."""
        return range(1, self.kept.tables + 1)

    @property
    def former(self) -> int:
        """The chapter whose room can be gone back to; 0: none."""
        return max((n for n in self.opened if n < self.number), default=0)

    def of_table(self, room: RoomState, number: int) -> TableCampaign:
        """The campaign of a table as it stands now."""
        before, table = self.before[number], room.tables.get(number)
        if table is None:
            return before
        if not table.game.state.to_move:
            return before.after(table.game)
        before.begun = any(table.game.moments[-1].taken.values())
        return before

    def next_number(self, room: RoomState) -> int:
        """The chapter that comes after this one, once it is over; 0: none."""
        games = [self.of_table(room, number) for number in self.tables]
        return min((len(game.played) + 1 for game in games if game.chapter), default=0)
