"""Whether a provision applies to a profile: what search results say of each row."""

from __future__ import annotations

from navigator.model.analysis import Analysis
from navigator.model.rules import Applicability


class Standing:
    """Answers for one agreement and one profile, worked out once."""

    def __init__(self, analysis: Analysis, applicability: Applicability) -> None:
        agreement = analysis.agreement
        answers = {row.provision: row for row in applicability.special_terms}
        self._out: set[str] = set()
        self._open: set[str] = set()
        for terms in analysis.special_terms:
            if terms.provision not in agreement.by_id:
                continue
            answer = answers.get(terms.provision)
            if answer is None:
                self._out |= self._all(analysis, terms.provision)
            elif not answer.certain:
                self._open |= self._all(analysis, terms.provision)
        self._replaced: dict[str, str] = {}
        for row in applicability.replaced:
            if row.target in agreement.by_id:
                self._replaced.update(dict.fromkeys(self._all(analysis, row.target), row.by_number))
        for row in applicability.disapplied:
            self._out |= self._all(analysis, row.target)

    def applies(self, provision: str) -> bool | None:
        """False for special terms of others and for replaced provisions; None where the agreement leaves it open."""
        if provision in self._out or provision in self._replaced:
            return False
        return None if provision in self._open else True

    def replaced_by(self, provision: str) -> str | None:
        """The number of the provision that takes its place."""
        return self._replaced.get(provision)

    @staticmethod
    def _all(analysis: Analysis, provision: str) -> set[str]:
        return {provision, *(below.id for below in analysis.agreement.descendants(provision))}
