"""The command line: its answers, its exit statuses, one line for bad input."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from navigator.__main__ import VERBS, main
from tests.navigator.agreements import HARBOUR, LANTERN, OLDER_LANTERN

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def _one_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    sample = SimpleNamespace(name="harbour.md", data=HARBOUR.encode())
    monkeypatch.setitem(sys.modules, "corpus", SimpleNamespace(samples=lambda: (sample,)))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: object) -> tuple[int, str, str]:
        status = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return call


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "lantern.md"
    path.write_text(LANTERN, "utf-8")
    return path


@pytest.fixture
def filled(run: Run, library: Path, file: Path) -> Path:
    file.with_name("old.md").write_text(OLDER_LANTERN, "utf-8")
    assert run("add", "--library", library, file, file.with_name("old.md"))[0] == 0
    return library


def answer(got: tuple[int, str, str]) -> Any:
    status, out, err = got
    assert (status, err) == (0, "")
    return json.loads(out)


def test_inspect(run: Run, file: Path, library: Path) -> None:
    found = answer(run("inspect", "--json", file))
    assert (found["title"], found["last_updated"]) == ("Lantern Terms of Service", "2025-03-14")
    status, out, _ = run("inspect", file)
    assert status == 0
    assert "3.2 Force Majeure" in out
    assert not library.exists()


def test_check(run: Run, file: Path, tmp_path: Path) -> None:
    status, out, _ = run("check", "--json", file)
    found = json.loads(out)["findings"]
    assert status == 1
    assert [(row["rule"], row["full_number"], row["text"]) for row in found] == [
        ("broken-reference", "3.2", "Section 9.6"),
    ]
    assert run("check", file)[1].rstrip().endswith("1 finding")
    sound = tmp_path / "sound.md"
    sound.write_text("# Widget Terms\n\n1. Scope. Widgets.\n")
    assert run("check", sound)[0] == 0


def test_applies(run: Run, file: Path) -> None:
    found = answer(run("applies", file, "--country", "br", "--organisation", "company", "--json"))
    assert found["profile"] == {"country": "BR", "organisations": ["company"], "programmes": []}
    assert set(found) == {
        "profile", "entity", "governing_law", "courts", "arbitration_seat", "arbitration_rules", "currency",
        "special_terms", "replaced", "warnings",
    }  # fmt: skip
    assert found["governing_law"] is None
    status, out, _ = run("applies", file, "--country", "BR")
    assert status == 0
    assert "Brazil" in out


def test_add_and_list(run: Run, filled: Path, file: Path) -> None:
    again = answer(run("add", "--library", filled, file, "--json"))["reports"]
    assert [report["status"] for report in again] == ["already there"]
    cards = answer(run("library", "list", "--library", filled, "--json"))["agreements"]
    assert [(card["version"], card["sample"], len(card["earlier"])) for card in cards] == [
        ("2024-04-02", False, 0), ("2025-03-14", False, 1), (None, True, 0),
    ]  # fmt: skip
    assert "2025-03-14" in run("library", "list", "--library", filled)[1]


def test_add_goes_on_after_a_bad_file(run: Run, library: Path, file: Path) -> None:
    status, out, err = run("add", "--library", library, file.with_name("no.md"), file)
    assert status == 1
    assert "1 added, 1 failed" in out
    assert err.count("\n") == 1
    assert "no.md" in err
    assert run("add", "--library", library, file.with_name("no.md"))[0] == 2


def test_search(run: Run, filled: Path) -> None:
    found = answer(run("search", "--library", filled, "--json", "3.2"))
    assert set(found) == {"query", "engine", "total", "milliseconds", "notes", "suggestion", "fuzzy", "hits"}
    hit = found["hits"][0]
    assert (hit["full_number"], hit["layer"], hit["applies"]) == ("3.2", "heading", None)
    hits = answer(run("search", "--library", filled, "--json", "rival", "notice"))["hits"]
    for hit in hits:
        marked = {hit["snippet"][start:end] for start, end in hit["marks"]}
        assert marked == {"rival", "notice"}
    status, out, _ = run("search", "--library", filled, "storms")
    assert status == 0
    assert "[Storms]" in out


def test_search_filters(run: Run, filled: Path) -> None:
    def total(*options: str) -> int:
        return int(json.loads(run("search", "--library", filled, "--json", "fees", *options)[1])["total"])

    everything = total()
    newest = total("--agreement", "Lantern Terms of Service")
    assert everything == 2 * newest
    assert total("--layer", "heading") == 2
    assert total("--versions", "current") == total("--versions", "earlier") == newest
    assert total("--publisher", "lantern", "--language", "EN") == everything
    assert total("--language", "de") == 0
    assert "did you mean Lantern?" in run("search", "--library", filled, "fees", "--publisher", "Lanten")[2]
    assert len(answer(run("search", "--library", filled, "--json", "fees", "--limit", "1"))["hits"]) == 1
    hits = answer(run("search", "--library", filled, "--json", "fees", "--country", "BR", "--applies-only"))["hits"]
    assert {hit["applies"] for hit in hits} == {True}


def test_nothing_found(run: Run, filled: Path) -> None:
    status, out, err = run("search", "--library", filled, "zeppelin")
    assert (status, out.strip(), err) == (1, "nothing found", "")


def test_export(run: Run, filled: Path, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    status, said, _ = run("export", file, "-o", out, "--provision", "3", "--date", "2025-03-14", "--summaries")
    assert (status, said.strip()) == (0, str(out))
    first = out.read_bytes()
    assert first.startswith(b"%PDF")
    assert run("export", "lantern", "--library", filled, "-o", out)[0] == 2
    assert out.read_bytes() == first
    written = answer(run("export", "lantern", "--library", filled, "-o", out, "--force", "--json"))
    assert written["bytes"] == out.stat().st_size


def test_library_remove_verify_and_rebuild(run: Run, filled: Path) -> None:
    assert run("library", "verify", "--library", filled)[0] == 0
    assert run("library", "rebuild-index", "--library", filled)[0] == 0
    key = answer(run("library", "list", "--library", filled, "--json"))["agreements"][0]["key"]
    (filled / "sources" / "stray").write_bytes(b"")
    status, out, _ = run("library", "verify", "--library", filled)
    assert status == 1
    assert "stray" in out
    assert run("library", "remove", key[:8], "--library", filled)[0] == 2
    assert run("library", "remove", key, "--library", filled)[0] == 0
    assert len(answer(run("library", "list", "--library", filled, "--json"))["agreements"]) == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "VERB"),
        (("inspect",), "FILE"),
        (("inspect", "no.md"), "no.md: no such file"),
        (("inspect", "."), "a folder"),
        (("check", "no.md", "--json"), "no.md: no such file"),
        (("consolidate",), "FILE"),
        (("compare", "nowhere.md", "b"), "no such file"),
        (("applies", "no.md", "--country", "Brasil"), "did you mean BR (Brazil)"),
        (("applies", "no.md", "--country", "uk"), "did you mean GB"),
        (("applies", "no.md", "--country", "XX"), "--country XX"),
        (("applies", "no.md", "--organisation", "compny"), "did you mean company"),
        (("search", "x", "--layer", "bind"), "did you mean binding"),
        (("search", "x", "--limit", "0"), "--limit"),
        (("search", " "), "QUERY"),
        (("search", "x", "--agreement", "nothing like it"), "no such agreement"),
        (("export", "nothing like it", "-o", "x.pdf"), "no such file"),
        (("export", "x"), "-o"),
        (("library", "burn"), "burn"),
        (("add", "/dev/null/x"), "/dev/null/x"),
        (("search", "x", "--library", "/dev/null"), "/dev/null: it is not a folder"),
    ],
)
def test_bad_input_is_one_line(run: Run, arguments: tuple[str, ...], words: str) -> None:
    status, out, err = run(*arguments)
    assert status == 2
    assert words in err
    assert err.count("\n") == 1
    assert not out or "failed" in out


def test_a_provision_that_is_not_there_is_named(run: Run, file: Path, tmp_path: Path) -> None:
    status, _, err = run("export", file, "-o", tmp_path / "x.pdf", "--provision", "77")
    assert status == 2
    assert "--provision 77" in err


@pytest.mark.parametrize("query", ["don't", '"unbalanced', "9.2(a)", "AND", ":~^/", "((", "*"])
def test_any_query_is_a_query(run: Run, filled: Path, query: str) -> None:
    status, _, err = run("search", "--library", filled, query)
    assert status in {0, 1}
    assert err == ""


def test_what_a_folder_holds_besides_fails_nothing(run: Run, library: Path, file: Path) -> None:
    (file.parent / "offer.doc").write_bytes(b"\xd0\xcf")
    status, out, err = run("add", "--library", library, file.parent)
    assert (status, err) == (0, "")
    assert "offer.doc" in out
    file.unlink()
    status, _, err = run("add", "--library", library, file.parent)
    assert status == 2
    assert "no agreement in it" in err


def test_stopping_is_no_traceback(run: Run, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("navigator.session.Session.inspect", stop)
    status, _, err = run("inspect", file)
    assert (status, err) == (2, "contract-navigator: stopped\n")


def test_help_names_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    out = capsys.readouterr().out
    assert [verb for verb in VERBS if verb not in out] == []


def test_inspect_starts_light_and_a_closed_pipe_is_no_error(file: Path) -> None:
    """In a process of its own: which libraries are loaded, and what happens when nobody reads on."""
    script = (
        "import sys; from navigator.__main__ import main; status = main(['inspect', '--json', sys.argv[1]]);"
        "heavy = {'whoosh', 'typst', 'docx', 'pypdfium2', 'PySide6'} & set(sys.modules);"
        "print(sorted(heavy), file=sys.stderr); sys.exit(status)"
    )
    started = subprocess.Popen(
        [sys.executable, "-c", script, str(file)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert started.stdout is not None
    started.stdout.close()
    assert started.stderr is not None
    said = started.stderr.read()
    started.stderr.close()
    assert started.wait() == 0
    assert said.strip() == "[]"
