"""English of campaigns: what is said between their chapters."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from game.words.sentences import Message

CAMPAIGN: Mapping[str, Message] = MappingProxyType(
    {
        "campaign.about": (
            "A campaign of {n} chapter. {played}",
            "A campaign of {n} chapters. {played}",
        ),
        "campaign.played.none": "None has been played yet.",
        "campaign.played": ("{n} has been played.", "{n} have been played."),
        "campaign.played.all": "It is over.",
        "campaign.chapter": "Chapter {number} of {all}",
        "campaign.now": "next",
        "campaign.begun": "under way",
        "campaign.skipped": "not played, because of what happened before",
        "campaign.later.when": "depends on what happens before",
        "campaign.needs": "only with {condition}",
        "campaign.skipped.needs": "not played: only with {condition}",
        "campaign.when.in": "{what} in chapter {number}",
        "campaign.when.played": "chapter {number} played",
        "campaign.when.skipped": "chapter {number} not played",
        "campaign.when.margin": "the points of {side} above par",
        "campaign.score": "{side} {points} ({par})",
        "campaign.ended": "{outcome}: {scores}",
        "campaign.line": "{what}: {text}",
        "campaign.brought": "What you bring along",
        "campaign.begins": "{track}: {value}, instead of {own}",
        "campaign.begins.own": "instead of {own}",
        "campaign.begins.level": "{level}, instead of {own}",
        "campaign.remembered": "They remember",
        "campaign.promise.kept": "{promise}: {side} kept it",
        "campaign.promise.kept.own": "{promise}: you kept it",
        "campaign.promise.broken": "{promise}: {side} broke it",
        "campaign.promise.broken.own": "{promise}: you broke it",
        "campaign.promise.running": "{promise}: given by {side}, and not broken",
        "campaign.promise.running.own": "{promise}: given by you, and not broken",
        "campaign.promise.dated": "{text} ({day})",
        "campaign.seat": "You are {side} in this chapter.",
        "campaign.seat.other": "Whoever was {seat} is {side} in this chapter.",
        "campaign.results": "The result of the campaign",
        "campaign.results.so-far": "The result so far",
        "campaign.all": "In all",
        "campaign.all.so-far": "So far",
        "campaign.open": "open",
        "campaign.progress": ("{n} of {all} chapters played", "{n} of {all} chapters played"),
        "campaign.is-saved": "saved",
        "campaign.is-unsaved": "not saved",
        "campaign.saved": "The campaign is saved in the folder {folder}, after every decision.",
        "campaign.unsaved": "This campaign is not saved.",
        "campaign.go-on": "Enter goes on with chapter {number}, {title}; quit leaves:",
        "ui.campaign.mark": "A campaign",
        "ui.campaign.chapters": "Chapters",
        "ui.campaign.count": ("{n} chapter", "{n} chapters"),
        "ui.campaign.where": "chapter {number} of {all}",
        "ui.campaign.about": "What it is about",
        "ui.campaign.play": "Play chapter {number}",
        "ui.campaign.go-on": "Go on with chapter {number}",
        "ui.campaign.leave": "Back to the title",
        "ui.campaign.look-back": "Look back",
        "ui.campaign.failed": "This chapter can’t be opened: {reason}",
        "ui.campaign.unsaved": "This campaign is played without being saved: {reason}",
        "ui.campaign.unwritten": "The result could not be written down: {reason}",
        "ui.campaign.lost": "Leave this campaign?",
        "ui.campaign.lost.about": "It isn’t saved: what was played in it will be lost.",
        "ui.campaign.lost.yes": "Leave it",
        "ui.over.campaign": "On with the campaign",
        "ui.keys.over.campaign": "on with the campaign, after one of its chapters",
        "ui.keys.campaign": "Between the chapters of a campaign",
        "ui.keys.campaign.play": "play the next chapter",
        "ui.keys.campaign.look-back": "look back at a chapter that is over",
        "ui.keys.campaign.home": "to the title",
        "campaign.left": "You have left the campaign. It was not saved.",
        "campaign.left.saved": "You have left the campaign. It is saved. To go on:",
        "campaign.damaged": "this is not the file of a saved campaign, or it was changed after it "
        "was written; use a copy from before",
        "campaign.later": "the campaign is saved in format {found}, this version of the game reads "
        "up to format {known}; use a newer version",
        "campaign.in-use": "another program plays this campaign; end it there first",
        "campaign.of-room": "this campaign is played in a room; open it with communique host "
        "--continue {folder}",
        "campaign.of-terminal": "this campaign is played in the terminal; continue it with "
        "communique play --continue --record {folder}",
        "campaign.of-chapter": "this is one chapter of a campaign; open its room with communique "
        "host --continue {folder}",
        "campaign.nothing": "no chapter of this campaign is played",
        "campaign.room": "The campaign",
        "campaign.room.absent.table": "Your table doesn’t play this chapter. Your seat is kept for "
        "you.",
        "campaign.room.absent.side": "Your side isn’t in this chapter. Your seat is kept for you.",
        "campaign.room.absent.observed": "What you observe isn’t in this chapter. You see it again "
        "when it is played.",
        "campaign.room.absent.tables": (
            "Table {tables} doesn’t play this chapter.",
            "Tables {tables} don’t play this chapter.",
        ),
        "campaign.room.next": "Next chapter: {title}",
        "campaign.room.next.about": "Chapter {number} opens at the same address. Everybody keeps "
        "their seat, and each table carries over its own results. The room of this chapter "
        "closes.",
        "campaign.room.next.without": (
            "Table {tables} doesn’t play it; its people wait, and keep their seats.",
            "Tables {tables} don’t play it; their people wait, and keep their seats.",
        ),
        "campaign.room.next.go": "Open chapter {number}",
        "campaign.room.next.sure": "The debrief of this chapter is done",
        "campaign.room.later": "The next chapter can be opened when this one is over at all "
        "tables.",
        "campaign.room.over": "The campaign is over.",
        "campaign.room.back": "Back to chapter {number}",
        "campaign.room.back.about": "The room of chapter {number} opens again at the same address, "
        "and there you can step back. This chapter is put aside with all that was played in it, in "
        "the folder {folder}, and begins anew later.",
        "campaign.room.back.sure": "Put this chapter aside",
        "campaign.scenario": "the campaign can’t be played by this version of the game: {problem}",
    }
)
