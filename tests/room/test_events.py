"""The events of a room: their names are those in journals on disk, and so are their fields."""

from __future__ import annotations

from attrs import fields

from game.room.events import _KINDS

LINES = """
AcceptedAgain device number
AgendaSet minutes
Agreed device fingerprint
DraftReplaced device negotiation package
Drafted device negotiation issue option
HandRaised device up
Invited network begins
Joined device name language
LanguageChosen device language
NoteTaken table turn objective text at device line
ObserverAdmitted device table side
ObserverSlipReissued table side
ObservingAsked device asks
OfferedAgain device package
Ordered device table line actions note by_facilitator
PenTaken device
PlayedOn table line folder
Reissued table side seat
Revealed step line table
RoomLocked locked
RuleWritten device text
Seated device table side seat
SeatKept device table name seat observes
SeatsClosed closed
Selected device moment action selected
SessionBegan at
StoryTimeSet seconds
TalksReopened table negotiation parties minutes at
TimeAdded table minutes
TimeSet minutes
TurningPointsMarked device lines guess
Unseated device
WallTurned shows line
Withdrawn table order
WordsDrafted device moment text
WordsHidden table line hidden
"""


def test_journals_of_all_versions_name_the_same_events_with_the_same_fields() -> None:
    here = {name: [each.name for each in fields(kind)] for name, kind in _KINDS.items()}
    assert here == {line.split()[0]: line.split()[1:] for line in LINES.strip().splitlines()}
