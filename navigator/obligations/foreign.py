"""Obligations, rights and prohibitions in German, French and Spanish, by the verbs that such agreements bind with.

    Der Kunde ist verpflichtet, …   hat die Rechnung zu zahlen   darf den Dienst nicht …   Wir sind berechtigt, …
    Le Client s’engage à …   doit …   ne peut pas …   Le Vendeur se réserve le droit de …
    El Cliente deberá …   no podrá …   El Proveedor se compromete a …   tiene derecho a …

The subject stands right beside its verb and is a role that names one side, a name that the agreement defines, or a
pronoun. Where a negation cannot be placed for certain, nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from navigator.model.obligations import Parties, Party, StatementKind

_CUSTOMER = {
    "de": "kunde kunden kundin auftraggeber nutzer käufer besteller mieter lizenznehmer verbraucher teilnehmer "
    "mitglied versicherungsnehmer darlehensnehmer",
    "fr": "client clients utilisateur utilisateurs acheteur acquéreur locataire licencié consommateur abonné preneur "
    "emprunteur assuré",
    "es": "cliente clientes usuario usuarios comprador arrendatario licenciatario consumidor suscriptor prestatario "
    "asegurado",
}
_PROVIDER = {
    "de": "anbieter verkäufer auftragnehmer vermieter lizenzgeber dienstleister betreiber verwender versicherer",
    "fr": "vendeur prestataire fournisseur bailleur concédant éditeur assureur",
    "es": "proveedor vendedor prestador arrendador licenciante asegurador",
}
_PRONOUNS = {
    "de": {"sie": Party.CUSTOMER, "du": Party.CUSTOMER, "wir": Party.PROVIDER},
    "fr": {"vous": Party.CUSTOMER, "nous": Party.PROVIDER},
    "es": {"usted": Party.CUSTOMER, "nosotros": Party.PROVIDER},
}
_BOTH = {
    "de": "die parteien|die vertragsparteien|die vertragspartner|jede partei|jede vertragspartei|beide parteien|"
    "beide vertragsparteien",
    "fr": "les parties|chaque partie|chacune des parties|l'une ou l'autre des parties",
    "es": "las partes|cada parte|cada una de las partes|cualquiera de las partes|ambas partes",
}
_ARTICLE = {
    "de": r"(?:(?:der|die|das|jeder|jede)\s+)?",
    "fr": r"(?:(?:le|la|les|chaque|tout)\s+|l')?",
    "es": r"(?:(?:el|la|los|las|cada)\s+)?",
}
# What follows the subject; German also sets the subject behind its verb: "In diesem Fall darf der Kunde …"
_VERBS = {
    "de": (
        r"(?P<prohibition>(?:ist|sind|bist)\s+(?:\w+\s+)?nicht\s+(?:berechtigt|befugt))|"
        r"(?P<obligation>(?:ist|sind|bist)\s+(?:(?!nicht)\w+\s+){0,3}verpflichtet|verpflichte[nt]\s+sich|"
        r"verpflichtest\s+dich|(?P<must>muss|müssen|musst|hat|haben))|"
        r"(?P<right>(?:ist|sind|bist)\s+(?:(?!nicht)\w+\s+){0,4}(?:berechtigt|befugt)|behält\s+sich|behalten\s+uns|"
        r"(?P<may>darf|dürfen|darfst|kann|können|kannst))"
    ),
    "fr": (
        r"(?P<prohibition>ne\s+(?:doit|doivent|devez|devra|devront|peut|peuvent|pouvez|pourra|pourront|pourrez)"
        r"(?:\s+(?:pas|en\s+aucun\s+cas))?|(?:n'est|ne\s+sont|n'êtes)\s+pas\s+autorisée?s?\s+à|s'interdi(?:t|sent)\s+de|"
        r"s'engage(?:nt)?\s+à\s+ne\s+pas|vous\s+engagez\s+à\s+ne\s+pas)|"
        r"(?P<obligation>(?:doit|doivent|devez|devons|devra|devront|devrez)|(?:s'engage(?:nt)?|vous\s+engagez|"
        r"nous\s+engageons)\s+(?:\w+\s+)?à|s'oblige(?:nt)?\s+à|(?:est|sont|êtes|sera|seront)\s+(?:tenue?s?|obligée?s?)\s+(?:de|d')|"
        r"(?:est|sont|êtes)\s+(?:seule?s?\s+|entièrement\s+)?responsables?\s+(?:de|du|des))|"
        r"(?P<right>(?:peut|peuvent|pouvez|pouvons|pourra|pourront|pourrez|pourrons)|(?:a|ont|avez|avons)\s+le\s+droit\s+"
        r"(?:de|d')|(?:se\s+réserve(?:nt)?|nous\s+réservons)\s+le\s+droit\s+(?:de|d')|(?:est|sont|êtes)\s+autorisée?s?\s+à)"
    ),
    "es": (
        r"(?P<prohibition>no\s+(?:podrán?|puede[ns]?|deberán?|debe[ns]?)|se\s+(?:compromete[n]?|obliga[n]?)\s+a\s+no)|"
        r"(?P<obligation>(?:deberán?|debe[n]?|tendrán?\s+que)|(?:está[n]?|estará[n]?|queda[n]?)\s+obligad[oa]s?\s+a|"
        r"se\s+(?:compromete[n]?|obliga[n]?)\s+a|(?:es|será|son)\s+responsables?\s+de)|"
        r"(?P<right>(?:podrán?|puede[n]?)|tiene[n]?\s+(?:el\s+)?derecho\s+a|tendrán?\s+(?:el\s+)?derecho\s+a|"
        r"se\s+reserva[n]?\s+el\s+derecho\s+(?:de|a)|nos\s+reservamos\s+el\s+derecho\s+(?:de|a))"
    ),
}
_ADVERB = {
    "de": r"(?:(?:jedoch|auch|ferner|hierzu|dann)\s+)?",
    "fr": r"(?:(?:également|aussi|toutefois)\s+)?",
    "es": r"(?:(?:también|además)\s+)?",
}
_SIGNS = {
    "de": ("ist ", "sind ", "bist ", "verpflicht", "muss", "müssen", "hat ", "haben ", "behält", "behalten", "darf",
           "dürfen", "kann", "können"),
    "fr": ("doi", "dev", "pe", "po", "engage", "oblige", "interdi", "réserv", "droit", "autoris", "responsable",
           "tenu"),
    "es": ("pod", "pued", "deb", "compromet", "oblig", "tien", "tendr", "reserv", "responsable"),
}  # fmt: skip
# No main clause after these: "wenn Sie … können", "si vous devez …", "los datos que el Usuario puede …"
_SUBORDINATE = {
    "de": frozenset(
        "wenn falls sofern soweit dass ob bis bevor nachdem weil da die den dem denen deren welche an zu".split()
    ),
    "fr": frozenset(
        "que si dont où lorsque quand comment comme quoi lequel laquelle lesquels lesquelles auxquels auxquelles à de "
        "par pour avec afin tandis puisque".split()
    ),
    "es": frozenset("que si cuando donde como quien cual cuales a de por para con aunque mientras cuyo".split()),
}
_NOT = re.compile(r"\b(?:nicht|kein\w*|nie|niemals|weder)\b")
_TO = re.compile(r"\b(?:zu\s+\w+(?:en|rn|ln|un)|\w+zu\w+(?:en|rn|ln))\s*(?=[.,;:(]|und\b|oder\b|\Z)")
_NO_ACT = {
    "de": re.compile(r"\s*davon\s+ausgehen"),
    "fr": re.compile(r"\s*(?:être|avoir\s+été|bénéficier|avoir\b|garantir)"),
    "es": re.compile(r"\s*(?:ser|estar|haber|garantizar)\b"),
}
_PASSIVE = re.compile(r"\b(?:werden|sein)\s*[.,;:]|\b(?:werden|sein)\s*\Z")
_FORMAL = re.compile(r"[a-zäöüß,] (?:Sie|Ihnen|Ihre[mnrs]?|Ihr)\b")
LANGUAGES = frozenset(_VERBS)


@dataclass(frozen=True, slots=True)
class Said:
    """One statement in a sentence: where its subject and verb begin, where its act does, and what it is."""

    start: int
    act: int
    party: Party
    kind: StatementKind
    subject: str


class Reader:
    """Reads the sentences of one agreement in one of `LANGUAGES`. `text` is the whole of it."""

    def __init__(self, language: str, parties: Parties, text: str) -> None:
        self._language = language
        sides = dict.fromkeys(_CUSTOMER[language].split(), Party.CUSTOMER)
        sides |= dict.fromkeys(_PROVIDER[language].split(), Party.PROVIDER)
        sides |= {name.lower(): Party.PROVIDER for name in parties.provider if name.lower() not in ("we", "us")}
        sides |= {name.lower(): Party.CUSTOMER for name in parties.customer if name.lower() != "you"}
        self._names = frozenset(sides)
        self._sides = sides | _PRONOUNS[language]
        if language == "de" and not _FORMAL.search(text):
            del self._sides["sie"]  # "Sie müssen": they must
        self._pattern = _pattern(language, tuple(sorted(self._sides, key=len, reverse=True)))

    def may_hold(self, low: str) -> bool:
        """Whether a text in small letters holds one of the verbs: a quick look before the patterns."""
        return any(map(low.__contains__, _SIGNS[self._language]))

    def read(self, text: str, low: str, start: int, end: int) -> Iterator[Said]:
        """The statements of the sentence text[start:end]; `low` is the text in small letters with straight
        apostrophes."""
        for found in self._pattern.finditer(low, start, end):
            kind = self._kind(low, found, start, end)
            if kind is None:
                continue
            group = next(name for name in ("subject", "later", "last") if found[name])
            subject, name = found[group], found.start(group)
            both = subject not in self._sides
            if subject in self._names and not text[name].isupper():
                continue  # "der kunde": no such noun in German, and in French and Spanish no defined one
            begin = found.start("whole") if found["subject"] else found.start()
            party = Party.EITHER if both else self._sides[subject]
            yield Said(begin, found.end(), party, kind, text[name : name + len(subject)])

    def _kind(self, low: str, found: re.Match[str], start: int, end: int) -> StatementKind | None:
        """What the verb tells; None where the clause is none of the main ones, or its negation cannot be placed."""
        before = re.findall(r"[^\W\d_]+|[,;:(]", low[max(start, found.start() - 40) : found.start()])[-1:]
        if before and before[0] in _SUBORDINATE[self._language]:
            return None
        if _NO_ACT[self._language].match(low, found.end()):
            return None
        if self._language == "de":
            return self._german(low, found, start, end)
        kind = next(kind for kind in StatementKind if found[kind.value])
        if (
            kind is StatementKind.PROHIBITION
            and self._language == "fr"
            and not found.group().endswith(("pas", "cas", "de"))
        ):
            return None if re.search(r"\bqu(?:e\b|')", low[found.end() : end]) else kind  # "ne peut … que": may only
        return kind

    def _german(self, low: str, found: re.Match[str], start: int, end: int) -> StatementKind | None:
        if not found["subject"] and not low[start : found.start()].strip(" \n(0123456789)."):
            return None  # "Kann der Kunde nicht zahlen, …": a condition
        if found["last"]:
            return StatementKind.RIGHT if found["right2"] else StatementKind.OBLIGATION
        verb = found["may"] or found["must"] or found["may2"] or found["must2"]
        rest = low[found.end() : end]
        clause = rest.split(",", 1)[0]
        if verb is None:
            return next(kind for kind in StatementKind if found[kind.value])
        if not clause.strip():
            return None  # "darf, sofern nichts anderes gilt, …"
        if verb in ("hat", "haben") and _TO.search(clause) is None:
            return None
        if _PASSIVE.search(clause + rest[len(clause) : len(clause) + 1]):
            return None
        if not _NOT.search(rest):
            return StatementKind.RIGHT if found["may"] or found["may2"] else StatementKind.OBLIGATION
        return StatementKind.PROHIBITION if verb.startswith(("darf", "dürf")) and _NOT.search(clause) else None


@lru_cache(maxsize=32)
def _pattern(language: str, names: tuple[str, ...]) -> re.Pattern[str]:
    subject = "|".join([_BOTH[language], *map(re.escape, names)])
    article, adverb = _ARTICLE[language], _ADVERB[language]
    plain = rf"(?<![\w'-])(?P<whole>{article}(?P<subject>{subject}))\s+{adverb}(?:{_VERBS[language]})(?![\w-])"
    if language != "de":
        return re.compile(rf"{plain}|(?P<later>(?!))(?P<last>)")
    turned = (
        rf"(?<![\w-])(?:(?P<must2>muss|müssen|musst|hat|haben)|(?P<may2>darf|dürfen|darfst|kann|können|kannst))\s+"
        rf"{article}(?P<later>{subject})(?![\w-])"
    )
    entitled = (
        rf"(?<![\w-])(?:ist|sind|bist)\s+{article}(?P<last>{subject})\s+(?:(?!nicht)\w+\s+){{0,4}}"
        r"(?:(?P<right2>berechtigt|befugt)|(?P<obligation2>verpflichtet))(?![\w-])"
    )
    return re.compile(f"{plain}|{turned}|{entitled}")
