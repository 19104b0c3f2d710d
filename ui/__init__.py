"""The window: shows the facts of `navigator` and issues its commands."""
