"""Links to a place: what they keep, and where they lead when the agreement has changed since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.model.catalogue import BadInput
from navigator.model.deep_link import DeepLink, link_to, read_link
from navigator.session import Session

_FIRST = """# Lantern Hosting Terms

Last updated: 3 March 2024

## 1. Service

1.1 Lantern Limited (“Lantern”, “we”) keeps the flame lit.

1.2 You pay for the oil every month.

## 2. End

2.1 Either of us may put the lantern out.
"""
_SECOND = (
    _FIRST.replace("3 March 2024", "9 May 2025")
    .replace("1.2 You pay", "1.2 Wicks are trimmed on Sundays.\n\n1.3 You pay")
    .replace("put the lantern out", "put the lantern out at dusk")
)


@pytest.fixture
def session(library: Path) -> Iterator[Session]:
    made = Session(library)
    yield made
    made.close()


def _add(session: Session, folder: Path, text: str) -> str:
    file = folder / f"lantern-{len(text)}.md"
    file.write_text(text, "utf-8")
    key = session.add([file]).value[0].key
    assert key is not None
    return key


def _link(session: Session, key: str, number: str) -> DeepLink:
    analysis = session.analysis(key)
    return link_to(analysis.agreement, session.provision(analysis, number))


_WORDS = st.text(st.characters(codec="utf-8", exclude_characters="/"), max_size=30).map(str.strip)
_HEX = st.text("0123456789abcdef", min_size=16, max_size=16)


@given(st.builds(DeepLink, _HEX, st.none() | _WORDS.filter(bool), _WORDS, st.none() | st.dates(), st.none() | _HEX))
def test_a_link_reads_as_it_was_written(link: DeepLink) -> None:
    assert read_link(str(link)) == link


@pytest.mark.parametrize("text", ["https://example.com/", "contract-navigator:short", "contract-navigator:", "9.6",
                                  "contract-navigator:0123456789abcdef?version=soon"])  # fmt: skip
def test_what_is_no_link_says_so(text: str) -> None:
    with pytest.raises(BadInput, match="copy it again"):
        read_link(text)


def test_a_link_leads_to_its_provision_and_says_nothing_where_nothing_changed(session: Session, tmp_path: Path) -> None:
    key = _add(session, tmp_path, _FIRST)
    link = _link(session, key, "1.2")
    assert link.version == date(2024, 3, 3)
    landing = session.land(read_link(str(link)))
    assert (landing.key, landing.provision, landing.notices) == (key, link.provision, ())


def test_another_version_serves_and_says_what_changed(session: Session, tmp_path: Path) -> None:
    old = _add(session, tmp_path, _FIRST)
    links = {number: _link(session, old, number) for number in ("1.1", "1.2", "2.1")}
    new = _add(session, tmp_path, _SECOND)
    (notice,) = session.land(links["1.1"]).notices
    assert notice == "The link is to the version of 3 March 2024; your library has a later one."
    session.remove(old)
    analysis = session.analysis(new)
    found = {number: session.land(link) for number, link in links.items()}
    assert {landing.key for landing in found.values()} == {new}
    assert all("which is not in your library" in landing.notices[0] for landing in found.values())
    cited = {number: analysis.agreement.by_id[landing.provision or ""].full_number for number, landing in found.items()}
    assert cited == {"1.1": "1.1", "1.2": "1.3", "2.1": "2.1"}
    assert "now stand elsewhere: Section 1.3" in " ".join(found["1.2"].notices)
    assert "has changed since" in " ".join(found["2.1"].notices)
    assert len(found["1.1"].notices) == 2


def test_a_link_to_what_is_not_there_names_it(session: Session) -> None:
    with pytest.raises(BadInput, match="“Gone Terms”, the version of 1 May 2020; your library has no version of it"):
        session.land(DeepLink("0" * 16, "sec_1", "Gone Terms", date(2020, 5, 1)))
