"""The report of a game as one HTML page that any browser opens and prints."""
