"""A page in the making: commands, events, elements, scrolling, focus and hover."""
