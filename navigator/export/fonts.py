"""The fonts of exported documents: kept in packages, so that a document looks the same whoever makes it."""

from __future__ import annotations

import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro
import typst

from navigator.export.glyphs import characters

SERIF = "Source Serif Pro"
SANS = "Source Sans Pro"
_FACES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")
_NEEDS_NO_GLYPH = frozenset({"Cc", "Cf", "Zl", "Zp"})


def _files() -> tuple[Path, ...]:
    folders = (font_source_serif_pro.font_directory, font_source_sans_pro.font_directory)
    return tuple(
        Path(folder) / f"{name.replace(' ', '')}-{face}.otf"
        for folder, name in zip(folders, (SERIF, SANS), strict=True)
        for face in _FACES
    )


@contextmanager
def fonts(*, system: bool = False) -> Iterator[typst.Fonts]:
    """The fonts for one run of the typesetter, with the system's behind them where `system` is asked for.

    The packages hold each face twice (.otf and .ttf), and a search through their folders takes whichever the file
    system lists first. A folder with one file for each face settles that.
    """
    with tempfile.TemporaryDirectory(prefix="contract-navigator-fonts-", ignore_cleanup_errors=True) as folder:
        for file in _files():
            shutil.copyfile(file, Path(folder) / file.name)
        yield typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=[folder])


def packaged(texts: Iterable[str]) -> frozenset[str]:
    """The characters of some texts that the packaged fonts cannot show."""
    # One face is enough: where the italic lacks a letter, the typesetter takes it from another face.
    covered = frozenset[int]().union(*(characters(file) for file in _files()))
    return _without(texts, covered)


def anywhere(missing: frozenset[str]) -> frozenset[str]:
    """Of some characters, those that no font of this computer can show either."""
    left = missing
    for font in typst.Fonts(include_system_fonts=True, include_embedded_fonts=False).fonts():
        if not left:
            break
        if font.path:
            left = _without(left, characters(Path(font.path), font.index))
    return left


def _without(texts: Iterable[str], covered: frozenset[int]) -> frozenset[str]:
    found = set("".join(texts))
    # Private use characters have no agreed meaning, so PDF/A-2a refuses them whatever the font shows.
    return frozenset(
        sign
        for sign in found
        if unicodedata.category(sign) == "Co"
        or (ord(sign) not in covered and unicodedata.category(sign) not in _NEEDS_NO_GLYPH)
    )
