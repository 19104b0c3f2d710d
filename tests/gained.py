"""What a change gained and lost over the real agreements: `python -m tests.gained [REVISION] [--most N]`.

Reads every agreement of the corpus twice, with the code of a revision (HEAD unless named) and with the working tree's,
and prints what only one of them understood: provisions, summaries, definitions, references, rules, words left out.
Exit status 0 where both understood the same, 1 where they differ.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import CORPUS, ROOT

# Runs in the tree under comparison, so it uses only what every revision has.
_READ = """
import json, sys
from pathlib import Path
from navigator.pipeline import analyse
from navigator.report import inspect_json
for name in sys.stdin.read().splitlines():
    try:
        answer = inspect_json(analyse(Path(name).read_bytes(), Path(name).name))
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps([name, answer]), flush=True)
"""
_ENDINGS = {".md", ".html", ".docx", ".pdf", ".txt", ".odt", ".rtf"}


def understood(tree: Path, files: list[Path]) -> dict[str, dict[str, object]]:
    """File name -> the `inspect` answer of the code in `tree`."""
    run = subprocess.run(
        [sys.executable, "-c", _READ],
        cwd=tree,
        input="\n".join(map(str, files)),
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(tree), "PATH": "/usr/bin:/bin"},
    )
    if run.returncode:
        sys.exit(run.stderr.strip().splitlines()[-1])
    return dict(json.loads(line) for line in run.stdout.splitlines())


def rows(answer: dict[str, object]) -> Iterator[tuple[str, str]]:
    """(layer, row) for everything that an answer understood, in words that a reviewer can read."""
    if "error" in answer:
        yield "error", str(answer["error"])
        return
    for name, shown in _LAYERS.items():
        for row in answer.get(name, []):  # type: ignore[attr-defined]
            yield name, shown(row)
            if name == "provisions" and row["summary"]:
                yield "summaries", f"{_label(row)}: {row['summary'][:70]}"
    for row in answer["coverage"]["left_out"]:  # type: ignore[index]
        yield "left out", f"{row['words']} words, {row['reason']}: {row['first_words'][:60]}"


def _label(row: dict[str, str | None]) -> str:
    return " ".join(part for part in (row["full_number"], row["heading"]) if part) or row["id"] or ""


_LAYERS = {
    "provisions": lambda row: f"{'  ' * (row['level'] - 1)}{_label(row)}: {row['text'][:70]}",
    "definitions": lambda row: f"{row['term']} ({', '.join(row['aliases'])}) in {row['provision']}",
    "references": lambda row: f"{row['provision']}: {row['text'][:60]} -> {row['target'] or row['status']}",
    "rules": lambda row: f"{row['fact']}: {row['value']} if {row['condition'][:60]}",
    "amendments": lambda row: f"{row['provision']} {row['action']} {row['target']}",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("revision", nargs="?", default="HEAD")
    parser.add_argument("--most", type=int, default=12, help="rows to print for each agreement and side")
    options = parser.parse_args()
    files = sorted(path for path in CORPUS.rglob("*") if path.suffix in _ENDINGS and path.stem != "SOURCES")
    if not files:
        sys.exit(f"no agreements in {CORPUS}; CONTRACT_NAVIGATOR_CORPUS can name another folder")
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder, "before")
        subprocess.run(["git", "worktree", "add", "--detach", "-q", str(tree), options.revision], cwd=ROOT, check=True)
        try:
            before = understood(tree, files)
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(tree)], cwd=ROOT, check=True)
    after = understood(ROOT, files)
    return _print_differences(before, after, options.most)


def _print_differences(before: dict[str, dict[str, object]], after: dict[str, dict[str, object]], most: int) -> int:
    totals: Counter[str] = Counter()
    for name in after:
        old, new = Counter(rows(before[name])), Counter(rows(after[name]))
        lost, gained = list((old - new).elements()), list((new - old).elements())
        if lost or gained:
            print(Path(name).relative_to(CORPUS))
            for sign, side in (("-", lost), ("+", gained)):
                for layer, row in side[:most]:
                    print(f"  {sign} {layer:11} {row}")
                if len(side) > most:
                    print(f"  {sign} … {len(side) - most} more")
        totals.update(f"{layer} lost" for layer, _ in lost)
        totals.update(f"{layer} gained" for layer, _ in gained)
    print(", ".join(f"{count} {what}" for what, count in sorted(totals.items())) or "understood the same")
    return 1 if totals else 0


if __name__ == "__main__":
    sys.exit(main())
