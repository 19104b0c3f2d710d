"""Search: the one box, and the popup with ranked provisions."""
