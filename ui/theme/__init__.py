"""The look of the window: tokens, fonts, icons, palette and the one stylesheet."""

from ui.theme.apply import apply, of_settings, system_theme
from ui.theme.fonts import font, scaled, serif_font, ui_font
from ui.theme.icons import icon
from ui.theme.tokens import DARK, HIGH_CONTRAST, LIGHT, SPACE, THEMES, Theme

__all__ = [
    "DARK",
    "HIGH_CONTRAST",
    "LIGHT",
    "SPACE",
    "THEMES",
    "Theme",
    "apply",
    "font",
    "icon",
    "of_settings",
    "scaled",
    "serif_font",
    "system_theme",
    "ui_font",
]
