"""What the page of an observer shows."""
