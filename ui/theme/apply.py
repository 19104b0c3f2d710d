"""Putting a theme on the application, and following the system's."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from navigator.settings import Settings
from ui.theme import fonts
from ui.theme.style import stylesheet
from ui.theme.tokens import DARK, HIGH_CONTRAST, LIGHT, THEMES, Theme


def apply(app: QApplication, theme: Theme) -> None:
    """Fusion with our palette, our fonts and one stylesheet; may be called again at any time to change the theme."""
    fonts.load()
    if app.style().objectName().lower() != "fusion":
        app.setStyle("Fusion")
    app.setFont(fonts.ui_font(theme))
    app.setPalette(palette(theme))
    # Fusion draws the edge of these a shade darker than the window, which a dark window swallows.
    edged = palette(theme)
    edged.setColor(QPalette.ColorRole.Window, QColor(theme.text_muted if theme.dark else theme.border_strong))
    for kind in ("QCheckBox", "QRadioButton"):
        app.setPalette(edged, kind)
    app.setStyleSheet(stylesheet(theme))


def palette(theme: Theme) -> QPalette:
    """The palette for what no stylesheet rule reaches."""
    made = QPalette()
    role = QPalette.ColorRole
    rows = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.surface_alt,
        role.Text: theme.text,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.BrightText: theme.bad_text,
        role.ToolTipBase: theme.surface,
        role.ToolTipText: theme.text,
        role.Highlight: theme.selection_bg,
        role.HighlightedText: theme.selection_text,
        role.Link: theme.link,
        role.LinkVisited: theme.link,
        role.PlaceholderText: theme.text_muted,
        role.Accent: theme.accent,
        role.Light: theme.surface,
        role.Midlight: theme.border,
        role.Mid: theme.border_strong,
        role.Dark: theme.border_strong,
        role.Shadow: theme.border_strong,
    }
    for key, colour in rows.items():
        made.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, key, QColor(theme.text_muted))
    return made


def system_theme() -> Theme:
    """The theme that the system asks for now: high contrast before dark before light."""
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return HIGH_CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def chosen(name: str) -> Theme:
    """The theme for a setting's value: "light", "dark", "high-contrast", and anything else follows the system."""
    return THEMES.get(name) or system_theme()


def of_settings(settings: Settings) -> Theme:
    """The theme of the settings, with the user's own size and letters for the agreement's words."""
    base = chosen(settings.text("theme"))
    serif = base.sans if settings.text("text.family") == "sans" else base.serif
    return replace(
        base,
        serif=serif,
        reading_size=int(settings.number("text.size")),
        line_spacing=float(settings.number("text.line-spacing")),
        line_width=int(settings.number("text.width")),
    )
