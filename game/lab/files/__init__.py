"""Files of many games: what stands in them, writing, reading and merging them, and run folders."""
