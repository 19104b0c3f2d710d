"""`python3 -m ui [ARGUMENT ...]`: the app and the command line, in a fresh clone too."""

import sys

from ui.bootstrap import ensure


def main() -> int:
    """Install what is needed on the first run, then do what `contract-navigator` does."""
    ensure()
    from ui.app import main as run  # it needs what has just been installed

    return run()


if __name__ == "__main__":
    sys.exit(main())
