"""The verbs of the command line: what they take, what they do, what they print."""
