"""The map: its land, its picture, its places and links."""
