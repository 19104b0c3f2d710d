"""The core of Contract Navigator: turns files into immutable facts about agreements. Never knows Qt."""
