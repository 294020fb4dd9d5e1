"""Rule 12 a second time, to be read: plain Python from views and rules, without the kernel."""
