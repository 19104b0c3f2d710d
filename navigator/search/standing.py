"""Whether a provision applies to a profile: what search results say of each row."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

from navigator.model.analysis import Analysis
from navigator.model.catalogue import BadInput
from navigator.model.rules import Applicability, Profile

_REMEMBERED = 2048  # answers of agreements for profiles; each is a few sets of ids


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


class Standings:
    """The standing of provisions for profiles, worked out for an agreement when first asked and then remembered. Few
    provisions ask: those that apply to everybody are known from the index (`Document.conditional`)."""

    def __init__(
        self, analysis: Callable[[str], Analysis], applies: Callable[[Analysis, Profile], Applicability]
    ) -> None:
        self._analysis = analysis
        self._applies = applies
        self._lock = threading.Lock()
        self._known: OrderedDict[tuple[Profile, str], Standing | None] = OrderedDict()

    def applies(self, profile: Profile, agreement: str, provision: str) -> bool | None:
        """See `Standing.applies`; None without a profile too."""
        standing = self.of(profile, agreement)
        return standing.applies(provision) if standing is not None else None

    def of(self, profile: Profile, agreement: str) -> Standing | None:
        """None where no profile was given, or where the agreement can no longer be read."""
        if profile.is_empty:
            return None
        asked = (profile, agreement)
        with self._lock:
            if asked in self._known:
                self._known.move_to_end(asked)
                return self._known[asked]
        made: Standing | None = None
        try:
            analysis = self._analysis(agreement)
            made = Standing(analysis, self._applies(analysis, profile))
        except BadInput:
            pass
        with self._lock:
            self._known[asked] = made
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return made
