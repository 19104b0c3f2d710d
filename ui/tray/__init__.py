"""The tray below the text: lists that one works through while reading."""
