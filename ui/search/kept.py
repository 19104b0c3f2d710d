"""Searches that are kept: the last ones, and those that the user saved; each with what narrowed it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from navigator.settings import Settings

_MOST_RECENT, _MOST_SAVED = 8, 40
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Search:
    """The words, and the chosen values of each facet (see `Facet.key`)."""

    words: str
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What a list of searches calls it."""
        narrowed = sum(map(len, self.chosen.values()))
        return self.words.strip() + (f" · {narrowed} narrowed" if narrowed else "")

    def write(self) -> str:
        """As one line of the settings."""
        return json.dumps([self.words[:_LONGEST], self.chosen], ensure_ascii=False)


def read(line: str) -> Search | None:
    """What `write` wrote; None for anything else, since people edit their settings."""
    try:
        words, chosen = json.loads(line)
        return Search(str(words), {str(key): tuple(map(str, values)) for key, values in chosen.items()})
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None


class KeptSearches:
    """The kept searches in the settings, newest first."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def recent(self) -> list[Search]:
        return self._read("search.recent")

    def saved(self) -> list[Search]:
        return self._read("search.saved")

    def visited(self, search: Search) -> None:
        """A search that led somewhere."""
        if search.words.strip():
            self._put("search.recent", search, _MOST_RECENT)

    def save(self, search: Search) -> None:
        self._put("search.saved", search, _MOST_SAVED)

    def is_saved(self, search: Search) -> bool:
        return search.write() in self._settings.many("search.saved")

    def forget(self, search: Search) -> None:
        """Takes it off the saved ones."""
        self._settings.set("search.saved", tuple(each.write() for each in self.saved() if each != search))

    def _read(self, key: str) -> list[Search]:
        return [found for line in self._settings.many(key) if (found := read(line)) is not None]

    def _put(self, key: str, search: Search, most: int) -> None:
        line = search.write()
        others = [each for each in self._read(key) if each.write() != line]
        if key == "search.recent":  # the words once, as they were narrowed last
            others = [each for each in others if each.words.strip() != search.words.strip()]
        self._settings.set(key, (line, *(each.write() for each in others))[:most])
