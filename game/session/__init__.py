"""One game being played: its record, selections, drafts and clocks."""
