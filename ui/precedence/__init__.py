"""Which document prevails over which."""
