"""Opening the window, the loop, and what lies above every screen."""
