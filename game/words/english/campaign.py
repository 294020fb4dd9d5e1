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
        "campaign.left": "You have left the campaign. It was not saved.",
        "campaign.left.saved": "You have left the campaign. It is saved. To go on:",
        "campaign.damaged": "this is not the file of a saved campaign, or it was changed after it "
        "was written; use a copy from before",
        "campaign.later": "the campaign is saved in format {found}, this version of the game reads "
        "up to format {known}; use a newer version",
        "campaign.in-use": "another program plays this campaign; end it there first",
        "campaign.scenario": "the campaign can't be played by this version of the game: {problem}",
    }
)
