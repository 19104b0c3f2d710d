"""The window's own furniture: top bar, message bar, status bar, popovers, labels."""
