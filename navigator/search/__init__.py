"""Search over binding text, summaries, headings and definitions: two engines, one behaviour."""
