"""Export and print: what, for whom, on which paper; then a worker writes it."""
