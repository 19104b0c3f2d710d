"""What a reader expects first: 40 queries over real agreements, answered rightly on both engines."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from navigator.model.analysis import Analysis
from navigator.model.catalogue import AgreementCard, Engine, Filters
from navigator.model.rules import Applicability, Profile
from navigator.pipeline import analyse
from navigator.search.finder import Finder

LEAST = 38
FILES = {
    "twilio": "twilio-terms-of-service.md",
    "bluesky": "library/Bluesky/Terms of Service.md",
    "github": "open/github-terms-of-service.md",
    "legalstart": "open/legalstart-cgu.fr.md",
    "quora": "library/Quora/Terms of Service.md",
    "reddit": "library/Reddit/Terms of Service.md",
    "snapchat": "library/Snapchat/Terms of Service.md",
    "cloud": "open/commonpaper-csa.md",
}
FIRST = (
    ("agreement:twilio 9.6", "twilio", "9.6"),
    ("§ 4.3.1", "twilio", "4.3.1"),
    ("10.2.10", "twilio", "10.2.10"),
    ("10.5.6", "twilio", "10.5.6"),
    ("agreement:twilio governing law attorneys' fees", "twilio", "9.6"),
    ("agreement:twilio force majeure", "twilio", "9.8"),
    ("agreement:twilio indirect damages lost profits", "twilio", "7.1"),
    ("agreement:twilio affiliates", "twilio", "1"),
    ("agreement:twilio confidential information", "twilio", "4.3.1"),
    ("adverse change", "twilio", "2.4"),
    ("credit card", "twilio", "3.3.1"),
    ("payment disputes", "twilio", "3.3.3"),
    ("agreement:twilio entire agreement", "twilio", "9.11"),
    ("agreement:twilio severability", "twilio", "9.10"),
    ("agreement:twilio survival", "twilio", "8.3"),
    ("insolvency", "twilio", "8.2.3"),
    ("material breach", "twilio", "8.2.2"),
    ("for convenience", "twilio", "8.2.1"),
    ("agreement:twilio beta offerings", "twilio", "2.5"),
    ("anti-corruption", "twilio", "5.2"),
    ("injunctive relief", "twilio", "4.3.4"),
    ("partner program removal", "twilio", "10.6.4"),
    ("agreement:twilio customer data", "twilio", "4.2"),
    ("brazil", "twilio", "10.4"),
    ("agreement:twilio notices", "twilio", "9.5"),
    ("term:taxes", "twilio", "3.2.1"),
    ("agreement:twilio heading:waiver", "twilio", "9.9"),
    ("insolvancy", "twilio", "8.2.3"),
    ("agreement:twilio third-party benefic*", "twilio", "9.4"),
    ("agreement:twilio suspension of services", "twilio", "2.3"),
    ("agreement:twilio in:6.1 limitations", "twilio", "6.1.3"),
    ("indemnified party", "twilio", "6.3"),
    ("infringement options", "twilio", "6.1.2"),
    ("excluded damages", "bluesky", "12.1"),
    ("monetary cap", "bluesky", "12.3"),
    ("agreement:reddit governing law", "reddit", "14"),
    ("agreement:snap limitation of liability", "snapchat", "19"),
    ("agreement:github governing law", "github", "R.1"),
    ("loi applicable et attribution", "legalstart", "20"),
    ("agreement:cloud force majeure", "cloud", "12.12"),
)


@pytest.mark.parametrize("engine", [Engine.WHOOSH, Engine.TANTIVY])
def test_the_first_hit_is_the_expected_one(
    engine: Engine, corpus_file: Callable[[str], Path], tmp_path: Path, analyses: dict[str, Analysis]
) -> None:
    cards = [_card(key, analysis) for key, analysis in analyses.items()]
    finder = Finder(tmp_path, analyses.__getitem__, _nothing_known, "1")
    finder.use(engine)
    try:
        wrong = []
        for query, agreement, number in FIRST:
            found = finder.search(query, Filters(), cards).hits
            first = (found[0].agreement, found[0].full_number) if found else None
            if first != (agreement, number):
                wrong.append(f"{query}: {first}, not {agreement} {number}")
    finally:
        finder.close()
    assert len(FIRST) == 40
    assert len(wrong) <= len(FIRST) - LEAST, "\n".join(wrong)


@pytest.fixture(scope="module")
def analyses(request: pytest.FixtureRequest) -> dict[str, Analysis]:
    corpus_file = request.getfixturevalue("corpus_file")
    return {key: analyse((path := corpus_file(name)).read_bytes(), path.name) for key, name in FILES.items()}


def _card(key: str, analysis: Analysis) -> AgreementCard:
    agreement = analysis.agreement
    day = datetime(2026, 1, 1, tzinfo=UTC)
    title = f"{key} {agreement.title}"
    return AgreementCard(
        key, title, key, agreement.last_updated, agreement.language, f"{key}.md", "", day, len(agreement.provisions), 1,
        bool(agreement.summaries),
    )  # fmt: skip


def _nothing_known(_: Analysis, profile: Profile) -> Applicability:
    return Applicability(profile, {})
