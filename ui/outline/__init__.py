"""The contents of the open agreement, which follow the reading position."""
