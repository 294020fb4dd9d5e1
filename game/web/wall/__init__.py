"""How the page for the projector is kept safe, and for how long a story fills it."""
