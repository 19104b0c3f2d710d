"""The right pane: what applies, this clause, and what is held beside."""
