"""What many games came to, in figures and plain sentences."""
