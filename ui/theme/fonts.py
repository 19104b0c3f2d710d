"""The type faces, from packages, so that the window looks the same on every machine."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

from ui.theme.tokens import Theme

_FACES = ("", "Semibold", "Bold", "It", "SemiboldIt", "BoldIt")
_USUAL_POINTS = 10.0
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
    """How much larger (or smaller) than usual the system's font is: 1.0 at 8 to 11 points, its ratio beyond."""
    points = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
    return 1.0 if points <= 0 or 8 <= points <= 13 else points / _USUAL_POINTS


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
