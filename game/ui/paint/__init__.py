"""Drawing: colours by role, fonts, shapes, icons, and pictures that are kept."""
