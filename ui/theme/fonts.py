"""The type faces, from packages, so that the window looks the same on every machine."""

from __future__ import annotations

import sys

from PySide6.QtGui import QFont, QFontDatabase

from ui.theme.tokens import Theme

_FACES = ("", "Semibold", "Bold", "It", "SemiboldIt", "BoldIt")
_USUAL_POINTS = {"win32": (8.0, 9.0), "darwin": (13.0, 13.0), "linux": (8.0, 11.0)}
"""From the smallest to the largest font that a system comes with, in points: Windows 8 or 9, macOS 13, on Linux Qt
itself 9, KDE 10, GNOME 11."""
_loaded: set[str] = set()


def load() -> None:
    """Registers Source Sans Pro and Source Serif Pro with Qt, once for the life of the process."""
    if _loaded:
        return
    import font_source_sans_pro
    import font_source_serif_pro

    for stem, package in (("SourceSansPro", font_source_sans_pro), ("SourceSerifPro", font_source_serif_pro)):
        for face in _FACES:
            path = package.font_files_otf.get(stem + face)
            if path is not None and QFontDatabase.addApplicationFont(path) >= 0:
                _loaded.add(stem + face)


def factor() -> float:
    """How much larger (or smaller) than usual the system's font is: 1.0 for what the system comes with, its ratio
    beyond that."""
    points = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
    least, most = _USUAL_POINTS.get(sys.platform, _USUAL_POINTS["linux"])
    if points <= 0:
        return 1.0
    return points / most if points > most else points / least if points < least else 1.0


def scaled(pixels: float) -> int:
    """A measure of something that holds words, for the system's font size: a row, a field, the width of a list."""
    return round(pixels * factor())


def font(family: str, pixels: float, *, weight: QFont.Weight = QFont.Weight.Normal, italic: bool = False) -> QFont:
    """A font of a family of the theme in device-independent pixels, with the system's faces behind it."""
    made = QFont([family, QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()])
    made.setPixelSize(max(6, round(pixels * factor())))
    made.setWeight(weight)
    made.setItalic(italic)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def ui_font(theme: Theme, *, small: bool = False, strong: bool = False, pixels: float | None = None) -> QFont:
    """The sans face for labels and controls; `small` for secondary text, `strong` for headings and values."""
    size = pixels if pixels is not None else (theme.small_size if small else theme.ui_size)
    return font(theme.sans, size, weight=QFont.Weight.DemiBold if strong else QFont.Weight.Normal)


def serif_font(theme: Theme, *, pixels: float | None = None) -> QFont:
    """The serif face, kept for the agreement's own words."""
    return font(theme.serif, theme.reading_size if pixels is None else pixels)
