"""What the page of a participant shows, decided once; whoever draws it only draws it."""
