"""The tokens: readable in every theme."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QFont, QFontDatabase
from pytestqt.qtbot import QtBot

from ui import theme as look
from ui.theme import THEMES, Theme, icon
from ui.theme.fonts import factor
from ui.theme.style import stylesheet

PAIRS = (
    ("text", "surface"),
    ("text", "window"),
    ("text", "accent_soft"),
    ("text_muted", "surface"),
    ("text_muted", "window"),
    ("text_muted", "surface_alt"),
    ("text", "binding_bg"),
    ("summary_text", "summary_tint"),
    ("team_text", "team_tint"),
    ("team_text", "surface"),
    ("team_text", "surface_alt"),
    ("warn_text", "team_tint"),
    ("text", "note_bg"),
    ("link", "note_bg"),
    ("text", "surface_alt"),
    ("text_muted", "accent_soft"),
    ("link", "surface_alt"),
    ("link", "accent_soft"),
    ("warn_text", "summary_tint"),
    ("number", "surface_alt"),
    ("bad_text", "surface"),
    ("good_text", "surface"),
    ("number", "surface"),
    ("link", "surface"),
    ("link", "summary_tint"),
    ("accent", "accent_soft"),
    ("accent", "surface"),
    ("on_accent", "accent"),
    ("warn_text", "warn_bg"),
    ("warn_text", "surface"),
    ("good_text", "good_bg"),
    ("bad_text", "bad_bg"),
    ("struck", "binding_bg"),
    ("text", "inserted_bg"),
    ("mark_text", "mark_bg"),
    ("selection_text", "selection_bg"),
)


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_stands_out(theme: Theme, ink: str, ground: str) -> None:
    light, dark = sorted((luminance(getattr(theme, ink)), luminance(getattr(theme, ground))), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_every_ink_and_every_ground_of_words_is_measured() -> None:
    inks = {key for key in Theme.__slots__ if key.endswith(("text", "_muted")) or key in {"number", "link", "struck"}}
    grounds = {key for key in Theme.__slots__ if key.endswith(("_bg", "_tint", "_soft")) or key.startswith("surface")}
    assert inks <= {ink for ink, _ in PAIRS}
    assert grounds <= {ground for _, ground in PAIRS}


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", ["surface", "surface_alt", "binding_bg", "summary_tint", "team_tint"])
def test_the_focus_ring_stands_out(theme: Theme, ground: str) -> None:
    """WCAG 2.2, 1.4.11: 3:1 for what shows where the keyboard is."""
    light, dark = sorted((luminance(theme.focus), luminance(getattr(theme, ground))), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 3


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_the_stylesheet_has_every_token(theme: Theme) -> None:
    assert "$" not in stylesheet(theme)


def test_fonts_and_icons_are_there(qtbot: QtBot) -> None:
    look.apply(qtbot_app(), look.LIGHT)
    from PySide6.QtGui import QFontInfo

    assert QFontInfo(look.ui_font(look.LIGHT)).family() == look.LIGHT.sans
    assert QFontInfo(look.serif_font(look.LIGHT)).family() == look.LIGHT.serif
    used = "list list-numbers caret-left caret-right caret-down caret-up magnifying-glass x info warning".split()
    used += ["check-circle", "warning-circle", "book-open", "file-arrow-down"]
    blank = icon("no such icon", "#000000").pixmap(32, 32).toImage()
    assert [name for name in used if icon(name, "#000000").pixmap(32, 32).toImage() == blank] == []


def qtbot_app() -> object:
    from PySide6.QtWidgets import QApplication

    return QApplication.instance()


@pytest.mark.parametrize(
    ("system", "points", "larger"),
    [
        ("linux", 10, 1.0),  # KDE
        ("linux", 11, 1.0),  # GNOME
        ("linux", 16.5, 1.5),  # GNOME, text scaled by 1.5
        ("win32", 9, 1.0),
        ("win32", 13.5, 1.5),
        ("darwin", 13, 1.0),
        ("linux", 6, 0.75),
        ("linux", -1, 1.0),  # set in pixels
    ],
)
def test_the_window_grows_with_the_font_of_the_system(
    monkeypatch: pytest.MonkeyPatch, qapp: object, system: str, points: float, larger: float
) -> None:
    font = QFont("serif")
    if points > 0:
        font.setPointSizeF(points)
    else:
        font.setPixelSize(20)
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(QFontDatabase, "systemFont", lambda _kind: font)
    assert factor() == pytest.approx(larger)
