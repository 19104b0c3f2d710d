"""The fonts of exported documents: kept in packages, so that a document looks the same whoever makes it."""

from __future__ import annotations

import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro
import typst

from navigator.export.glyphs import characters

SERIF = "Source Serif Pro"
SANS = "Source Sans Pro"
_FACES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")
_NEEDS_NO_GLYPH = frozenset({"Cc", "Cf", "Zl", "Zp"})

_SCRIPTS = (
    # Its letters are whole glyphs, so that they can be read out of the document again: before the other Arabic.
    ("Amiri", "fontpkg_amiri", "files/Amiri-Regular.ttf"),
    *(
        (f"Noto Sans {script}".strip(), "manimgx_fonts", f"NotoSans{script}[wght].ttf")
        for script in (
            "", "Hebrew", "Thai", "Devanagari", "Bengali", "Gujarati", "Gurmukhi", "Kannada", "Malayalam", "Oriya",
            "Sinhala", "Tamil", "Telugu", "Khmer", "Lao", "Myanmar", "Armenian", "Georgian", "Ethiopic", "Arabic",
            "Symbols",
        )
    ),
)  # fmt: skip
_EMOJI = ("Noto Emoji", "manimgx_fonts", "NotoEmoji[wght].ttf")
_EAST = ("manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc")
_EASTERN = {"ja": ("JP", 0), "ko": ("KR", 1), "zh": ("SC", 2), "zh-tw": ("TC", 3), "zh-hk": ("HK", 4)}
"""The forms of Han characters by language, and the font's place in its collection."""
_KANA = range(0x3040, 0x3100)  # text with kana is Japanese, whatever the agreement says of itself
_HANGUL = range(0xAC00, 0xD7B0)


@dataclass(frozen=True, slots=True)
class _Face:
    """A packaged font for one script: its family, its file, and its place in a collection."""

    family: str
    file: Path
    index: int = 0


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind the two Latin families for the characters that they lack.

    families  in the order in which the typesetter should try them
    folders   where their files are
    borrowed  what only the computer's own fonts can show
    nowhere   what no font can show
    """

    families: tuple[str, ...] = ()
    folders: tuple[Path, ...] = ()
    borrowed: frozenset[str] = frozenset()
    nowhere: frozenset[str] = frozenset()


def is_latin(text: str) -> bool:
    """Whether the two Latin families show every character of a text (they have Greek and Cyrillic too)."""
    return not _without(set(text), _latin())


def behind(texts: Iterable[str], language: str) -> Behind:
    """Which fonts some texts need beside the Latin ones. `language` is the agreement's (BCP 47): it decides which forms
    Han characters have where the text does not."""
    every = set("".join(texts))
    left = _without(every, _latin())
    chosen: list[_Face] = []
    for face in _faces(every, language):
        if not left:
            break
        rest = _without(left, characters(face.file, face.index))
        if rest != left:
            chosen.append(face)
            left = rest
    nowhere = _anywhere(left) if left else left
    return Behind(
        tuple(face.family for face in chosen),
        tuple(dict.fromkeys(face.file.parent for face in chosen)),
        left - nowhere,
        nowhere,
    )


@contextmanager
def fonts(more: Behind = Behind()) -> Iterator[typst.Fonts]:
    """The fonts for one run of the typesetter.

    The packages of the Latin families hold each face twice (.otf and .ttf), and a search through their folders takes
    whichever the file system lists first. A folder with one file for each face settles that.
    """
    with tempfile.TemporaryDirectory(prefix="contract-navigator-fonts-", ignore_cleanup_errors=True) as folder:
        for file in _files():
            shutil.copyfile(file, Path(folder) / file.name)
        yield typst.Fonts(
            include_system_fonts=bool(more.borrowed),
            include_embedded_fonts=False,
            font_paths=[folder, *map(str, more.folders)],
        )


def _files() -> tuple[Path, ...]:
    folders = (font_source_serif_pro.font_directory, font_source_sans_pro.font_directory)
    return tuple(
        Path(folder) / f"{name.replace(' ', '')}-{face}.otf"
        for folder, name in zip(folders, (SERIF, SANS), strict=True)
        for face in _FACES
    )


@cache
def _latin() -> frozenset[int]:
    # One face is enough: where the italic lacks a letter, the typesetter takes it from another face.
    return frozenset[int]().union(*(characters(file) for file in _files()))


def _faces(every: set[str], language: str) -> Iterator[_Face]:
    """The packaged fonts in the order in which they are asked."""
    for family, package, name in (*_SCRIPTS, _EMOJI):
        yield _Face(family, _packaged(package, name))
    codes = {ord(sign) for sign in every if sign >= "\u3040"}
    if any(code in _KANA for code in codes):
        first = "ja"
    elif any(code in _HANGUL for code in codes):
        first = "ko"
    else:
        tag = language.lower().replace("hant", "tw")
        first = tag if tag in _EASTERN else tag.partition("-")[0]
    form, index = _EASTERN.get(first, _EASTERN["zh"])
    yield _Face(f"Noto Sans CJK {form}", _packaged(*_EAST), index)


def _packaged(package: str, name: str) -> Path:
    return Path(str(resources.files(package))) / name


def _anywhere(missing: frozenset[str]) -> frozenset[str]:
    """Of some characters, those that no font of this computer can show either."""
    left = missing
    for font in typst.Fonts(include_system_fonts=True, include_embedded_fonts=False).fonts():
        if not left:
            break
        if font.path:
            left = _without(left, characters(Path(font.path), font.index))
    return left


def _without(signs: Iterable[str], covered: frozenset[int]) -> frozenset[str]:
    # Private use characters have no agreed meaning, so PDF/A-2a refuses them whatever the font shows.
    return frozenset(
        sign
        for sign in signs
        if unicodedata.category(sign) == "Co"
        or (ord(sign) not in covered and unicodedata.category(sign) not in _NEEDS_NO_GLYPH)
    )
