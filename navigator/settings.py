"""Every setting, declared once: its key, kind, default and help; loaded from and saved to one JSON file."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import platformdirs

from navigator.model.catalogue import Engine
from navigator.model.rules import Organisation, Programme

APPLICATION: Final = "contract-navigator"


def version() -> str:
    """The version that is installed, as its metadata has it; "from source" where it is not installed."""
    from importlib import metadata

    try:
        return metadata.version(APPLICATION)
    except metadata.PackageNotFoundError:
        return "from source"


_FILE: Final = "settings.json"
Value = str | int | float | bool | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `choices` lists what it may be (for a list: what each entry may be); `least` and `most` bound a
    number, in the unit that `help` names. `internal` ones are kept for the user, never shown in the settings page."""

    key: str
    default: Value
    help: str
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    internal: bool = False

    def accepts(self, value: object) -> bool:
        """Whether a value read from a file, or given by the user, is one that this setting can have."""
        if self.default is None:
            return value is None or isinstance(value, str)
        if isinstance(self.default, tuple):
            return isinstance(value, list | tuple) and all(isinstance(v, str) and self._chosen(v) for v in value)
        if isinstance(self.default, bool):
            return isinstance(value, bool)
        if isinstance(self.default, int | float):
            whole = int if isinstance(self.default, int) else int | float
            return isinstance(value, whole) and not isinstance(value, bool) and self._within(value)
        return isinstance(value, str) and self._chosen(value)

    def _chosen(self, value: str) -> bool:
        return not self.choices or value in self.choices

    def _within(self, value: float) -> bool:
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


SETTINGS: tuple[Setting, ...] = (
    Setting("theme", "system", "Colours of the window.", ("system", "light", "dark", "high-contrast")),
    Setting("text.size", 16, "Size of binding text, in pixels.", least=10, most=40),
    Setting("text.family", "serif", "Letters of binding text.", ("serif", "sans")),
    Setting("text.line-spacing", 1.6, "Line height, as a multiple of the text size.", least=1.2, most=2.4),
    Setting("text.width", 75, "Longest line of binding text, in characters.", least=40, most=120),
    Setting("motion.reduced", False, "Less motion: nothing in the window moves by itself."),
    Setting("profile.country", None, "Your country, as ISO 3166-1 alpha-2; none shows the agreement as published."),
    Setting("profile.organisations", (), "Your kinds of organisation.", tuple(o.value for o in Organisation)),
    Setting("profile.programmes", (), "Programmes that you take part in.", tuple(p.value for p in Programme)),
    Setting("search.scope", "all", "Where a search looks first.", ("all", "this")),
    Setting("search.applies-only", False, "Show only what applies to the profile."),
    Setting(
        "search.engine",
        Engine.AUTOMATIC.value,
        "What holds the search index; automatic takes the faster one for large libraries.",
        tuple(engine.value for engine in Engine),
    ),
    Setting("links.ask", True, "Ask before a web address is opened in the browser."),
    Setting("web.allow-private", False, "Let “Add from web address” reach private and local addresses."),
    Setting("notes.author", "", "Your name on notes that you share; nobody's where it is empty."),
    Setting(
        "export.paper",
        "automatic",
        "Paper of exports and prints; automatic takes what is usual in this computer's country.",
        ("automatic", "a4", "us-letter"),
    ),
    Setting("export.summaries", False, "Set summaries beside the binding text in exports."),
    Setting("recent", (), "Keys of the agreements read last, newest first.", internal=True),
    Setting("search.recent", (), "The last searches, newest first, as JSON.", internal=True),
    Setting("search.saved", (), "Searches that were saved, newest first, as JSON.", internal=True),
    Setting("window.geometry", "", "Place and size of the window, in base64.", internal=True),
    Setting("window.splitter", "", "Widths of the columns, in base64.", internal=True),
)

BY_KEY: dict[str, Setting] = {setting.key: setting for setting in SETTINGS}


def settings_file() -> Path:
    """Where the settings of this user are kept."""
    return Path(platformdirs.user_config_dir(APPLICATION, appauthor=False)) / _FILE


class Settings:
    """The values of one user. Reading never fails: what cannot be used has its default, and `warnings` says so."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or settings_file()
        self.warnings: tuple[str, ...] = ()
        self._values: dict[str, Value] = {}
        self._unknown: dict[str, object] = {}
        self._load()

    def get(self, key: str) -> Value:
        """The value of a declared setting; `KeyError` for any other key."""
        return self._values.get(key, BY_KEY[key].default)

    def text(self, key: str) -> str:
        """The value of a setting that is text; "" for one that is not set."""
        value = self.get(key)
        return value if isinstance(value, str) else ""

    def number(self, key: str) -> float:
        value = self.get(key)
        assert isinstance(value, int | float), key
        return value

    def flag(self, key: str) -> bool:
        return self.get(key) is True

    def many(self, key: str) -> tuple[str, ...]:
        value = self.get(key)
        assert isinstance(value, tuple), key
        return value

    def set(self, key: str, value: Value) -> None:
        """Change a setting in memory; `save` keeps it. `ValueError` where the setting cannot have that value."""
        if not BY_KEY[key].accepts(value):
            raise ValueError(f"{key} cannot be {value!r}")
        self._values[key] = value

    def reset(self, key: str) -> None:
        """Back to the default."""
        self._values.pop(BY_KEY[key].key, None)

    def save(self) -> None:
        """Write what differs from the defaults, whole or not at all. Raises `OSError` where the folder refuses."""
        chosen = {key: value for key, value in self._values.items() if value != BY_KEY[key].default}
        text = json.dumps({**self._unknown, **chosen}, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(prefix=".settings-", dir=self.path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.replace(unfinished, self.path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(unfinished)
            raise

    def _load(self) -> None:
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return
        except (OSError, ValueError, RecursionError) as error:
            self.warnings = (f"{self.path}: the settings could not be read ({_short(error)}); defaults are used",)
            return
        if not isinstance(found, Mapping):
            self.warnings = (f"{self.path}: the settings are not a JSON object; defaults are used",)
            return
        warnings: list[str] = []
        for key, value in found.items():
            setting = BY_KEY.get(key)
            if setting is None:
                self._unknown[key] = value  # of a newer version: kept for it
            elif setting.accepts(value):
                self._values[key] = tuple(value) if isinstance(value, list) else value
            else:
                warnings.append(f"{self.path}: {key} cannot be {_short(value)}; its default is used")
        self.warnings = tuple(warnings)


def _short(value: object) -> str:
    return " ".join(str(value).split())[:60]
