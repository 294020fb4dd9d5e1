"""What all screens share: settings, the library of scenarios, folders, toasts."""
