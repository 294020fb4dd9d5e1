"""From files on disk to nodes that know their place."""
