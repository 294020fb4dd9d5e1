"""The geometry of the map: its land, the part that is shown, and the ways of links."""
