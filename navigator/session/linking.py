"""Where a link leads in this library."""

from __future__ import annotations

from navigator.model.address import Citation
from navigator.model.agreement import Agreement
from navigator.model.catalogue import AgreementCard, BadInput
from navigator.model.dates import in_words
from navigator.model.deep_link import DeepLink, Landing, words_hash
from navigator.session.agreements import Agreements


class Linking(Agreements):
    """The deep links of a session."""

    def land(self, link: DeepLink) -> Landing:
        """The place that a link means. Where its version is not in the library, another version of the agreement
        serves, and the notices say so. Raises `BadInput` where there is no version of it at all."""
        cards = self.cards()
        card = next((card for card in cards if card.key == link.key), None)
        notices: list[str] = []
        if card is None:
            card = self._other_version(link, cards)
            notices += [f"The link was made for {_version(link)}, which is not in your library."]
            notices += [f"This is {_version(card)}."]
        elif any(card.key in other.earlier for other in cards):
            notices.append(f"The link is to {_version(card)}; your library has a later one.")
        if link.provision is None:
            return Landing(card.key, None, tuple(notices))
        place, told = _place(link, self.analysis(card.key).agreement)
        return Landing(card.key, place, (*notices, *told))

    def _other_version(self, link: DeepLink, cards: tuple[AgreementCard, ...]) -> AgreementCard:
        older = {key for card in cards for key in card.earlier}
        named = [
            card for card in cards
            if card.key not in older and link.title and _folded(card.title) == _folded(link.title)
        ]  # fmt: skip
        if len(named) == 1:
            return named[0]
        name = f"“{link.title}”" if link.title else f"an agreement with the key {link.key}"
        many = f"has {len(named)} agreements of that title" if named else "has no version of it"
        raise BadInput(f"The link leads to {name}, {_version(link)}; your library {many}; add that file and try again")


def _place(link: DeepLink, agreement: Agreement) -> tuple[str | None, list[str]]:
    """The provision, and what has to be said about it. Words decide before the address where they say more: a clause
    that only moved is found where it went."""
    assert link.provision is not None
    here = link.provision if link.provision in agreement.by_id else None
    if link.words is None or (here is not None and words_hash(agreement, here) == link.words):
        return here, [] if here else ["It has no provision at the address that the link gives."]
    same = [row.id for row in agreement.provisions if row.body and words_hash(agreement, row.id) == link.words]
    if len(same) == 1:
        row = agreement.by_id[same[0]]
        cited = Citation(row.full_number, row.heading)
        return row.id, [f"The words of the link now stand elsewhere: {cited}."]
    if here is not None:
        return here, ["The text here has changed since the link was made."]
    return None, ["The provision of the link is not in it any more, neither its address nor its words."]


def _version(made: DeepLink | AgreementCard) -> str:
    return f"the version of {in_words(made.version)}" if made.version else "an undated version"


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())
