"""What bots say with their decisions, by the voices of their personas (rule 12.4)."""
