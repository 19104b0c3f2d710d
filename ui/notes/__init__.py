"""Notes, bookmarks and team summaries in the window: written, listed, carried to colleagues."""
