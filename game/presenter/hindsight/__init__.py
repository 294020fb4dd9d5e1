"""What is said of a finished game's decisions, of luck and skill, and of why it ended so."""
