"""What the page of the facilitator shows."""
