"""What the projector shows: what everybody may see."""
