"""`python -m tests.gallery FOLDER [NAME ...]`: pictures of every main state of the window, light and dark.

Drawn by the app itself from the samples that it comes with, for somebody to look at. NAME draws only those.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TERMS, EARLIER = (str(ROOT / "corpus" / name) for name in
                  ("halyard-terms-of-service.md", "halyard-terms-of-service-2023.md"))  # fmt: skip

STATES: dict[str, tuple[str, ...]] = {
    "first-start": (),
    "reading": (TERMS, "--show", "3.2.1"),
    "reading-for-brazil": (TERMS, "--show", "9.4", "--country", "BR"),
    "addition-for-brazil": (TERMS, "--show", "4.2", "--country", "BR"),
    "card-of-a-reference": (TERMS, "--show", "9.3", "--card", "Section 9.4 (Disputes)"),
    "card-of-a-term": (TERMS, "--show", "4.2.2", "--card", "Customer Data"),
    "narrow": (TERMS, "--show", "3.1", "--size", "800x900"),
    "search": (TERMS, "--search", "liability cap"),
    "search-results": (TERMS, "--search", "liability", "--view", "results"),
    "clauses": (TERMS, "--view", "clauses"),
    "nothing-found": (TERMS, "--search", "zzyzx"),
    "chooser": (TERMS, "--view", "chooser"),
    "map": (TERMS, "--view", "map", "--country", "BR"),
    "matrix": (TERMS, "--view", "matrix"),
    "two-profiles": (TERMS, "--view", "profiles", "--country", "BR"),
    "findings": (TERMS, "--view", "findings"),
    "deadlines": (TERMS, "--view", "figures"),
    "precedence": (TERMS, "--view", "precedence"),
    "obligations": (TERMS, "--view", "obligations"),
    "terms": (TERMS, "--view", "terms"),
    "notes": (TERMS, "--view", "notes"),
    "split": (TERMS, "--show", "9.4", "--view", "split"),
    "compare": (TERMS, "--view", "compare"),
    "compare-earlier": (EARLIER, "--view", "compare"),
    "export": (TERMS, "--show", "9.4", "--view", "export", "--country", "BR"),
    "collection": (TERMS, "--view", "collection"),
    "imports": ("--view", "imports"),
    "web": ("--view", "web"),
    "paste": ("--view", "paste"),
    "settings": ("--view", "settings"),
    "commands": (TERMS, "--view", "commands"),
    "help": ("--view", "help"),
}
THEMES = ("light", "dark", "high-contrast")


def main(arguments: list[str]) -> int:
    """Draw the states; the exit status is the number of those that could not be drawn."""
    if not arguments or arguments[0].startswith("-") or not set(arguments[1:]) <= STATES.keys():
        asked = arguments[:1] in (["-h"], ["--help"])
        print(f"usage: python -m tests.gallery FOLDER [{' | '.join(STATES)}]", file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    failed = 0
    for name in arguments[1:] or STATES:
        for theme in THEMES if name == "reading" else THEMES[:2]:
            picture = folder / f"{name}-{theme}.png"
            command = [sys.executable, "-m", "ui", "--screenshot", str(picture), "--theme", theme, *STATES[name]]
            done = subprocess.run(command, cwd=ROOT, check=False)
            failed += done.returncode != 0
            print(picture if done.returncode == 0 else f"{name}: not drawn")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
