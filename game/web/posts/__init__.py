"""The forms that pages send, and what they do."""
