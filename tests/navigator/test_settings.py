"""Settings: declared once, kept whole, never in the way."""

import json
from pathlib import Path

import pytest

from navigator.settings import BY_KEY, SETTINGS, Settings, settings_file


def test_each_setting_is_declared_once_and_accepts_its_default() -> None:
    assert len(BY_KEY) == len(SETTINGS)
    for setting in SETTINGS:
        assert setting.accepts(setting.default), setting.key
        assert setting.help.endswith(".")


def test_what_is_saved_is_loaded(home: Path) -> None:
    settings = Settings()
    assert settings.path == settings_file()
    settings.set("theme", "dark")
    settings.set("profile.organisations", ("company", "not-for-profit"))
    settings.set("text.size", 18)
    settings.save()
    again = Settings()
    assert again.warnings == ()
    assert (again.text("theme"), again.number("text.size")) == ("dark", 18)
    assert again.many("profile.organisations") == ("company", "not-for-profit")
    assert again.get("profile.country") is None
    assert not again.flag("search.applies-only")


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.set("theme", "dark")
    settings.set("text.size", 18)
    settings.reset("text.size")
    settings.save()
    assert json.loads((tmp_path / "settings.json").read_text("utf-8")) == {"theme": "dark"}
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("content", ["", "{", "[]", "\x00\x01", "[" * 100_000, "null"])
def test_a_broken_file_gives_defaults_and_a_warning(tmp_path: Path, content: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(content, "utf-8")
    settings = Settings(file)
    assert settings.text("theme") == "system"
    assert len(settings.warnings) == 1
    assert str(file) in settings.warnings[0]
    assert "\n" not in settings.warnings[0]


def test_a_value_that_cannot_be_is_its_default_and_the_rest_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"theme": "pink", "text.size": 900, "text.width": 60, "profile.programmes": ["x"], "later": [1]}')
    settings = Settings(file)
    assert (settings.text("theme"), settings.number("text.size"), settings.number("text.width")) == ("system", 16, 60)
    assert len(settings.warnings) == 3
    settings.save()
    assert json.loads(file.read_text("utf-8")) == {"text.width": 60, "later": [1]}


@pytest.mark.parametrize(("key", "value"), [("theme", "pink"), ("text.size", True), ("text.size", 1), ("recent", "a")])
def test_a_wrong_value_is_a_mistake_of_the_program(key: str, value: object) -> None:
    with pytest.raises(ValueError, match=key):
        Settings().set(key, value)  # type: ignore[arg-type]
    with pytest.raises(KeyError):
        Settings().get("no such setting")
