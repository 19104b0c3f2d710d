"""The library: its page with the sample agreements, the switcher in the left pane, adding and opening."""
