"""The sentences in English, by key."""
