"""What can be asked of an agreement that was read: answers for a profile, comparisons, findings, precedence.

Answers are kept, since the window asks the same again and again; every method may be called from any thread.
"""

from __future__ import annotations

from collections.abc import Sequence

from navigator.model.analysis import Analysis
from navigator.model.comparison import Comparison
from navigator.model.consolidated import ApplicableDefinition, Consolidated, ProfileComparison
from navigator.model.findings import Finding
from navigator.model.matrix import Matrix
from navigator.model.precedence import Precedence
from navigator.model.rules import Answer, Applicability, Fact, Profile
from navigator.session.kept import Kept


class Questions:
    """The questions of the façade that need one analysis, or two, and no library."""

    def __init__(self) -> None:
        self._applicabilities: Kept[Applicability] = Kept(64)
        self._consolidated: Kept[Consolidated] = Kept(16)
        self._comparisons: Kept[Comparison] = Kept(8)
        self._precedences: Kept[Precedence] = Kept(12)
        self._findings: Kept[tuple[Finding, ...]] = Kept(12)

    def applies(self, analysis: Analysis, profile: Profile) -> Applicability:
        """What applies to a profile."""
        from navigator import jurisdiction

        key = (analysis.agreement.text.source.sha256, profile)
        return self._applicabilities.get(key, lambda: jurisdiction.applies(analysis, profile))

    def consolidate(self, analysis: Analysis, profile: Profile) -> Consolidated:
        """The agreement as it reads for a profile; its `lands_on` says where references then land."""
        from navigator import consolidation

        key = (analysis.agreement.text.source.sha256, profile)
        return self._consolidated.get(key, lambda: consolidation.consolidate(analysis, self.applies(analysis, profile)))

    def applicable_definitions(
        self, analysis: Analysis, profile: Profile, term: str
    ) -> tuple[ApplicableDefinition, ...]:
        """The definitions of a term that bear on a profile, those that apply first."""
        from navigator import consolidation

        reads = self.consolidate(analysis, profile)
        return consolidation.applicable_definitions(analysis, self.applies(analysis, profile), term, reads)

    def compare_profiles(self, analysis: Analysis, left: Profile, right: Profile) -> ProfileComparison:
        """What differs between two profiles: answers, special terms, text."""
        from navigator import consolidation

        return consolidation.compare_profiles(analysis, self.applies(analysis, left), self.applies(analysis, right))

    def answers_by_country(
        self,
        analysis: Analysis,
        fact: Fact,
        profile: Profile = Profile(),  # noqa: B008 - immutable
    ) -> dict[str, Answer | None]:
        """The answer to one fact for every country (ISO 3166-1 alpha-2), for the organisations and programmes of a
        profile; None where the agreement is silent on it."""
        from navigator import jurisdiction

        return jurisdiction.answers_by_country(analysis, fact, profile)

    def matrix(
        self,
        analysis: Analysis,
        countries: Sequence[str],
        profile: Profile = Profile(),  # noqa: B008 - immutable
    ) -> Matrix:
        """The answers for chosen countries by topic, for somebody otherwise like a profile; its `table` is what
        `export_rows` writes."""
        from navigator import jurisdiction

        return jurisdiction.matrix(analysis, countries, profile)

    def example_countries(self, analysis: Analysis, profile: Profile) -> tuple[str, ...]:
        """A few countries that between them get every answer (the profile's own first)."""
        from navigator import jurisdiction

        return jurisdiction.example_countries(analysis, profile)

    def compare(self, old: Analysis, new: Analysis) -> Comparison:
        """What changed from one version to another; two readings of one source have no changes."""
        from navigator.compare import compare

        key = tuple(each.agreement.text.source.sha256 for each in (old, new))
        return self._comparisons.get(key, lambda: compare(old, new))

    def findings(self, analysis: Analysis) -> tuple[Finding, ...]:
        """What the checks find in an agreement, in reading order."""
        from navigator import pipeline

        key = analysis.agreement.text.source.sha256
        return self._findings.get(key, lambda: pipeline.findings(analysis))

    def precedence(self, analysis: Analysis) -> Precedence:
        """Which document prevails over which, and the documents that an agreement takes in."""
        from navigator.precedence import read_precedence

        key = analysis.agreement.text.source.sha256
        return self._precedences.get(key, lambda: read_precedence(analysis))

    def countries(self) -> tuple[tuple[str, str], ...]:
        """Every country: ISO 3166-1 alpha-2 and English short name, in the order of names."""
        from navigator import jurisdiction

        return jurisdiction.countries()
