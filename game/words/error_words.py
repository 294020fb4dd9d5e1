"""Problems of records, other files and seats, in words."""

from __future__ import annotations

from game.model.problems import ScenarioError
from game.session.campaign_save import CampaignError
from game.session.records.record import RecordError
from game.session.seats import SeatError
from game.words.language import ENGLISH, Language


def describe_record_error(error: RecordError, language: Language = ENGLISH) -> str:
    """The problem of a record and the way out, as the end of a line that names the file."""
    return language.say(f"record.{error.code}", **error.values)


def describe_campaign_error(error: CampaignError, language: Language = ENGLISH) -> str:
    """The problem of a saved campaign, as the end of a line that names the file."""
    inner = error.values.get("error")
    if isinstance(inner, RecordError):
        return describe_record_error(inner, language)
    return language.say(f"campaign.{error.code}", **error.values)


def reason_of(error: Exception, language: Language) -> str:
    """The reason why a file can't be used, as the end of a sentence."""
    match error:
        case RecordError():
            return describe_record_error(error, language)
        case CampaignError():
            return describe_campaign_error(error, language)
        case OSError():
            return error.strerror or str(error)
        case ScenarioError():
            return str(error.problems[0])
        case _:
            return str(error)


def describe_seat_error(error: SeatError, language: Language = ENGLISH) -> str:
    """The seat that was asked for, why it can't be given, and the way out."""
    values = {
        name: language.listed(value, "or") if isinstance(value, tuple) else value
        for name, value in error.values.items()
    }
    return language.say(f"seat.{error.code}", form="FILE.py:NAME", example="expert:30000", **values)
