"""Two versions beside each other: changes by weight, redline, unchanged parts folded."""
