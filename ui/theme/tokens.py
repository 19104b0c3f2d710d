"""Design tokens: every colour and type size of the window, in one place.

Each pair of text and ground that the window uses has a contrast of at least 4.5:1 (WCAG 2.2, 1.4.3); a test keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass

SPACE = 4
"""Spacing goes in steps of this many device-independent pixels."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as '#rrggbb' and type sizes in device-independent pixels.

    ui_size, small_size and reading_size are for the system's usual font size; `ui.theme.fonts` adapts them to another.
    line_spacing is a multiple of reading_size, line_width the longest line of binding text in characters.
    team_tint, team_text and note_bg are for the words of the user and the team: never those of the agreement's own.
    answers colours the countries of a map, one for each answer, on surface_alt: told apart with any colour vision; land
    is a country without an answer.
    """

    name: str
    dark: bool
    window: str
    surface: str
    surface_alt: str
    border: str
    border_strong: str
    text: str
    text_muted: str
    accent: str
    accent_soft: str
    on_accent: str
    summary_tint: str
    summary_text: str
    binding_bg: str
    number: str
    link: str
    term_underline: str
    warn_bg: str
    warn_text: str
    good_bg: str
    good_text: str
    bad_bg: str
    bad_text: str
    struck: str
    inserted_bg: str
    team_tint: str
    team_text: str
    note_bg: str
    mark_bg: str
    mark_text: str
    selection_bg: str
    selection_text: str
    focus: str
    land: str
    answers: tuple[str, ...]
    serif: str = "Source Serif Pro"
    sans: str = "Source Sans Pro"
    ui_size: int = 15
    small_size: int = 13
    reading_size: int = 16
    line_spacing: float = 1.6
    line_width: int = 75


LIGHT = Theme(
    name="light",
    dark=False,
    window="#f6f8fa",
    surface="#ffffff",
    surface_alt="#f6f8fa",
    border="#e2e7ec",
    border_strong="#c5ced8",
    text="#1b1f24",
    text_muted="#5a6673",
    accent="#1c57b5",
    accent_soft="#e8f0fb",
    on_accent="#ffffff",
    summary_tint="#eff5ee",
    summary_text="#2f4a34",
    binding_bg="#ffffff",
    number="#5a6673",
    link="#1c57b5",
    term_underline="#8a96a3",
    warn_bg="#fff2dc",
    warn_text="#7a4d00",
    good_bg="#e2f3e4",
    good_text="#1d682d",
    bad_bg="#fde6e6",
    bad_text="#a11d1d",
    struck="#68737f",
    inserted_bg="#e2f3e4",
    team_tint="#f5f1fc",
    team_text="#553c8b",
    note_bg="#e9dffa",
    mark_bg="#fdeeb0",
    mark_text="#1b1f24",
    selection_bg="#cbdffb",
    selection_text="#1b1f24",
    focus="#1c57b5",
    land="#c9d0d8",
    answers=("#0072b2", "#d55e00", "#1d2b4a", "#b97d6e", "#7b2fd0", "#7d3d12"),
)

DARK = Theme(
    name="dark",
    dark=True,
    window="#14181d",
    surface="#1b1f25",
    surface_alt="#161a1f",
    border="#2c323a",
    border_strong="#48515c",
    text="#e8ebef",
    text_muted="#9ca7b3",
    accent="#84b3f8",
    accent_soft="#21334f",
    on_accent="#0e1726",
    summary_tint="#1d2720",
    summary_text="#bad2bd",
    binding_bg="#1b1f25",
    number="#9ca7b3",
    link="#84b3f8",
    term_underline="#73808d",
    warn_bg="#3d2e10",
    warn_text="#f3c877",
    good_bg="#1c3a25",
    good_text="#8fdc9f",
    bad_bg="#442022",
    bad_text="#f5a8a8",
    struck="#929ca7",
    inserted_bg="#1b3a26",
    team_tint="#251f33",
    team_text="#cbb8f5",
    note_bg="#43336b",
    mark_bg="#6b5310",
    mark_text="#fff4cf",
    selection_bg="#2c4a75",
    selection_text="#ffffff",
    focus="#84b3f8",
    land="#3a424c",
    answers=("#56b4e9", "#e69f00", "#e8e4d8", "#8a6df0", "#a8572f", "#4477aa"),
)

HIGH_CONTRAST = Theme(
    name="high-contrast",
    dark=True,
    window="#000000",
    surface="#000000",
    surface_alt="#000000",
    border="#a0a0a0",
    border_strong="#ffffff",
    text="#ffffff",
    text_muted="#e4e4e4",
    accent="#ffe14d",
    accent_soft="#3a3300",
    on_accent="#000000",
    summary_tint="#001a06",
    summary_text="#d9ffe0",
    binding_bg="#000000",
    number="#ffffff",
    link="#9ecbff",
    term_underline="#ffffff",
    warn_bg="#4a3200",
    warn_text="#ffdf9e",
    good_bg="#003d12",
    good_text="#b9ffc7",
    bad_bg="#5a0000",
    bad_text="#ffd0d0",
    struck="#c8c8c8",
    inserted_bg="#003d12",
    team_tint="#1a0033",
    team_text="#e6d6ff",
    note_bg="#4b1f8a",
    mark_bg="#ffe14d",
    mark_text="#000000",
    selection_bg="#ffe14d",
    selection_text="#000000",
    focus="#ffe14d",
    land="#4a4a4a",
    answers=("#56b4e9", "#e69f00", "#e1e1c1", "#9856fb", "#fb5656", "#b0fc7e"),
)

THEMES = {theme.name: theme for theme in (LIGHT, DARK, HIGH_CONTRAST)}
