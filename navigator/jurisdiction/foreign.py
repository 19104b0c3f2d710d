"""Laws, courts and companies in agreements that are not in English: French, German, Spanish, Italian, Portuguese,
Dutch, Japanese.

Every reader takes a text and gives ranges of it, as `values` does for English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from navigator.jurisdiction.companies import NAME
from navigator.jurisdiction.values import Range, place_end


@dataclass(frozen=True, slots=True)
class _Language:
    """Patterns of one language. A match whose group `open` is set goes on with the name of a place.

    governs   what says that a law governs; it may stand on either side of the law
    signs     words in lower case of which every text with a law or a court has one: they are found much sooner
    """

    law: re.Pattern[str]
    court: re.Pattern[str]
    governs: re.Pattern[str]
    signs: tuple[str, ...]


_PLACE = r"(?P<open>(?=[A-ZÀ-Þ]))"
_LANGUAGES = {
    # "soumises au droit français", "régi par la loi italienne"; "devant le Tribunal de commerce de Lyon"
    "fr": _Language(
        re.compile(
            r"(?P<value>droit\s+(?:de\s+la\s+|du\s+|de\s+l['’])?[a-zà-ÿA-Z][\wà-ÿ-]*(?:ais|ois|ien|ol|and|que|isse|gne|ge|ce|urg)\b"
            r"|lois?\s+(?:[a-zà-ÿ]+(?:aise|oise|enne|ande|agnole|aine|uisse|ique)s?|belges?)\b"
            r"|lois?\s+(?:de\s+(?:la\s+|l['’]\s?)?|du\s+|des\s+)(?:État\s+de\s+)?(?=[A-ZÀ-Þ])(?P<open>))(?=[\s.,;]|[A-ZÀ-Þ])"
        ),
        re.compile(
            r"(?P<value>(?:[Tt]ribunal|[Tt]ribunaux|[Jj]uridictions?|[Cc]ours?)(?:\s+(?:de\s+[Cc]ommerce|[Jj]udiciaires?|"
            r"[Cc]ompétente?s?|d['’][Aa]ppel|de\s+[Gg]rande\s+[Ii]nstance|françaises?|français|du\s+ressort))*"
            r"\s+(?:(?:de\s+(?:la\s+|l['’])?|du\s+ressort\s+de\s+|du\s+|d['’]|à\s+)(?=[A-ZÀ-Þ])(?P<open>)"
            r"|(?:français(?:es)?|belges|suisses|luxembourgeois(?:es)?|italien(?:ne)?s|irlandais(?:es)?)\b))"
        ),
        re.compile(r"\b(?:régie?s?|régit|régiss\w+|soumis(?:es?)?|interprété\w*|applicable|applique\w*)\b", re.I),
        ("droit", "loi", "tribuna", "juridiction", "cour", "société"),
    ),
    # "unterliegen deutschem Recht"; "Gerichtsstand für alle Streitigkeiten ist Bremen"
    "de": _Language(
        re.compile(
            r"(?P<value>(?:[Dd]eutsche[smn]?|[Öö]sterreichische[smn]?|[Ss]chweizerische[smn]?|[Ii]rische[smn]?|[Ee]nglische[smn]?|Schweizer|Luxemburger|Liechtensteiner"
            r"|(?!(?:aus|in)länd|europ|zwing)[A-Za-zÀ-ÿ]+isch(?:e[smn]?))\s+Rechte?s?\b"
            r"|Rechts?\s+(?:des\s+Landes|Ihres\s+(?:Wohnsitz|Aufenthalts|Heimat)\w*)(?:,\s+in\s+dem\s+Sie\s+[^.;,]{3,60})?"
            r"|(?:Recht|Rechts|Gesetzen?)\s+(?:der|des|von|in)\s+(?:Bundesstaate?s\s+|Republik\s+|Staate?s\s+)?(?=[A-ZÀ-Þ])(?P<open>))"
        ),
        re.compile(
            r"(?P<value>(?:zuständigen?\s+)?Gerichte?n?\s+(?:in|von|der|des)\s+(?=[A-ZÀ-Þ])(?P<open>))"
            r"|Gerichtsstand\b[^.;]{0,120}?\s+ist\s+(?:der\s+Sitz\s+[^.;]{0,40}?\s+in\s+)?(?P<seat>(?=[A-ZÀ-Þ]))"
            r"|\bist\s+(?:\w+\s+)?Gerichtsstand\b[^.;]{0,140}?\s(?P<place>(?=(?!Streit|Vertr|Verfahr|Recht)[A-ZÀ-Þ][\w-]+"
            r"(?:\s+(?:am|an\s+der|im)\s+[A-ZÀ-Þ]\w+)?\s*(?:[.;,]|$)))"
        ),
        re.compile(r"\b(?:unterlieg\w*|gilt|gelten|anwendbar\w*|anwendung|findet|geregelt)\b", re.I),
        ("recht", "gesetz", "gericht"),
    ),
    # "se rigen por la legislación española"; "los Juzgados y Tribunales de Madrid"
    "es": _Language(
        re.compile(
            r"(?P<value>(?:legislación|normativa|ley(?:es)?|derecho)\s+(?:[a-zà-ÿ]+(?:ñola?|icana?o?|tina?o?|iana?o?|"
            r"esa|és|ense|ana|ano|ena|eno)s?)\b|(?:legislación|ley(?:es)?|derecho)\s+(?:de\s+(?:la\s+|los\s+)?|del\s+)"
            rf"(?:(?:República|Reino|Estado)\s+de(?:l)?\s+)?{_PLACE})"
        ),
        re.compile(
            r"(?P<value>(?:[Jj]uzgados(?:\s+y\s+(?:los\s+)?[Tt]ribunales)?|[Tt]ribunales|[Cc]ortes|[Jj]ueces)"
            r"(?:\s+(?:competentes|ordinarios|españoles))*\s+(?:de\s+la\s+ciudad\s+de\s+|de\s+la\s+|del?\s+|en\s+)"
            rf"{_PLACE})"
        ),
        re.compile(
            r"\b(?:rig(?:e|en)|regir\w*|regid[oa]s?|sujet\w*|somet\w*|aplica\w*|interpretar\w*|gobiern\w*)\b", re.I
        ),
        ("ley", "legisla", "derecho", "normativa", "juzgado", "tribunal", "cortes", "jueces"),
    ),
    # "regolati dalla legge italiana"; "competente in via esclusiva il Foro di Milano"
    "it": _Language(
        re.compile(
            r"(?P<value>(?:legge|leggi|diritto|legislazione|normativa)\s+(?:italian[aeo]|[a-zà-ÿ]+(?:cese|lese|gnol[ao]|"
            r"desc[ao]|zer[ao]|ican[ao]))\b|(?:legge|leggi|diritto|legislazione)\s+(?:dell['’]|dell[ao]\s+|del\s+|di\s+)"
            rf"(?:(?:Repubblica|Stato)\s+(?:di\s+)?)?{_PLACE})"
        ),
        re.compile(
            r"(?P<value>(?:[Ff]oro|[Tt]ribunal[ei]|[Cc]ort[ei]|[Gg]iudice|[Aa]utorità\s+[Gg]iudiziari[ae])"
            rf"(?:\s+(?:competente|esclusivo|ordinario|civile))*\s+(?:dell['’]|della\s+|del\s+|di\s+){_PLACE})"
            r"|\b[Ff]oro\s+(?:(?:competente|esclusivo)\s+)+(?:è|sarà)\s+(?:quello\s+di\s+)?(?P<seat>(?=[A-ZÀ-Þ]))"
        ),
        re.compile(
            r"\b(?:regolat\w*|disciplinat\w*|soggett\w*|governat\w*|applica\w*|interpretat\w*|rett[oaie])\b", re.I
        ),
        ("legge", "leggi", "diritto", "legisla", "normativa", "foro", "tribunal", "giudi", "cort"),
    ),
    # "regidos pelas leis da República Federativa do Brasil"; "o foro da Comarca de São Paulo"
    "pt": _Language(
        re.compile(
            r"(?P<value>(?:leis?|legislação|direito)\s+(?:brasileir[ao]s?|portugues[ae]s?|português|[a-zà-ÿ]+(?:icanas?|anas?|"
            r"olas?|esas?))\b|(?:leis?|legislação|direito)\s+(?:vigentes?\s+n|d)[aoe]s?\s+(?:(?:República|Estado)\s+"
            rf"(?:Federativa\s+)?d[aoe]\s+)?{_PLACE})"
        ),
        re.compile(
            r"(?P<value>(?:[Ff]oro|[Tt]ribuna(?:l|is)|[Jj]uízo)(?:\s+(?:competente|central|judicial|exclusivo))*\s+"
            rf"(?:da\s+[Cc]omarca\s+(?:d[aeo]s?\s+)?|d[aeo]s?\s+(?:cidade\s+de\s+)?){_PLACE})"
        ),
        re.compile(
            r"\b(?:regid[oa]s?|rege(?:m|r-se-ão)?|regula\w*|governad\w*|sujeit\w*|interpretad\w*|aplic\w*)\b", re.I
        ),
        ("lei", "legisla", "direito", "foro", "tribuna", "juízo"),
    ),
    # "is Nederlands recht van toepassing"; "de bevoegde rechter te Amsterdam"
    "nl": _Language(
        re.compile(
            r"(?P<value>(?:het\s+)?[A-Z][a-z]+(?:ands|isch|its|els|ans|aams)e?\s+recht\b|(?:recht|wetten|wetgeving)\s+van\s+"
            rf"(?:de\s+|het\s+)?{_PLACE})"
        ),
        re.compile(
            r"(?P<value>(?:bevoegde\s+)?(?:[Rr]echters?|[Rr]echtbank(?:en)?|[Gg]erechtshof)\s+(?:(?:te|in|van)\s+)?"
            rf"(?:het\s+arrondissement\s+)?{_PLACE})"
        ),
        re.compile(r"\b(?:van\s+toepassing|beheerst|onderworpen|toepasselijk|geldt|uitgelegd)\b", re.I),
        ("recht", "wet"),
    ),
    # "本規約の準拠法は日本法とします"; "東京地方裁判所を第一審の専属的合意管轄裁判所とします"
    "ja": _Language(
        re.compile(
            r"準拠法は、?\s*(?P<value>[^\s。、「」]{1,14}?法)(?=とし|とする|に|によ|を|です)|(?P<law>日本(?:国)?法)(?=に|を|が|によ)"
            r"|(?<=[はに、])\s*(?P<land>[^\s。、「」はにを]{2,14}の法律?)(?=が|を|に)"
        ),
        re.compile(
            r"(?P<value>[^\s。、「」（）をはのに]{2,8}(?:地方|簡易|高等)裁判所(?:(?:または|又は)[^\s。、をは]{2,8}裁判所)?)"
        ),
        re.compile(r"準拠|適用|従"),
        ("法", "裁判所"),
    ),
}

# "… (nachfolgend „Eichel“", "(en adelante, la «Empresa»", "(ci-après dénommée « Gland »"
_CALLED = (
    r"\(\s*(?:ci-après|désignée?|dénommée?|en\s+adelante|en\s+lo\s+sucesivo|di\s+seguito|d['’]ora\s+in\s+poi|doravante|"
    r"hierna|nachfolgend|im\s+Folgenden|nachstehend)[^()“”„\"«»]{0,50}[“”„\"«]\s*(?P<short>[^“”„\"«»()]{2,40}?)\s*[“”\"»]"
)
_COMPANY = re.compile(rf"(?P<name>{NAME})[^()“”„\"«».;]{{0,220}}?\s*{_CALLED}")
_BY_SOCIETY = re.compile(
    r"\b(?:édit|exploit|propos|fourni|gér)\w*[^.;:]{0,40}?\bpar\s+la\s+[Ss]ociété\s+(?P<name>[A-ZÀ-Þ][\w’'&.-]*(?:\s+[A-ZÀ-Þ][\w’'&.-]*){0,4})"
)
# "La société Gland SA (ci-après, « Forêt ») édite une plateforme"
_SOCIETY = re.compile(rf"\b[Ll]a\s+[Ss]ociété\s+(?P<name>{NAME})(?=[^.;]{{0,160}}\((?:ci-après|désignée|dénommée))")
_KABUSHIKI = re.compile(
    r"(?P<name>[^\s、。（）「」は]{1,20}(?:株式会社|合同会社)|(?:株式会社|合同会社)[^\s、。（）「」は]{1,20})\s*[（(]以下[^（）()]{0,20}「(?:当社|弊社|当社等)」"
)
_SELVES = frozenset(
    "anbieter verkäufer betreiber wir société prestataire vendeur éditeur nous empresa sociedad compañía prestador "
    "vendedor nosotros fornitore società venditore titolare gestore noi empresa fornecedor nós aanbieder verkoper "
    "leverancier wij".split()
)
_CALLING = ("ci-après", "désigné", "dénommé", "en adelante", "en lo sucesivo", "di seguito", "ora in poi", "doravante",
            "hierna", "nachfolgend", "folgenden", "nachstehend")  # fmt: skip


def may_state(lower: str, language: str) -> bool:
    """A cheap look at a text in lower case: False where `laws` and `courts` find nothing."""
    known = _LANGUAGES.get(language[:2])
    return known is not None and any(sign in lower for sign in known.signs)


def laws(text: str, language: str) -> list[Range]:
    """Every law that a text says governs: "soumises au droit français", "se rigen por la legislación española"."""
    known = _LANGUAGES.get(language[:2])
    if known is None or not known.governs.search(text):
        return []
    return _ranges(text, known.law)


def courts(text: str, language: str) -> list[Range]:
    """Every court named: "devant les tribunaux de Lyon", "Gerichtsstand ist Bremen", "東京地方裁判所"."""
    known = _LANGUAGES.get(language[:2])
    return _ranges(text, known.court) if known is not None else []


def companies(text: str) -> list[Range]:
    """Companies that a text calls by a short name or by what they are: "Eichel GmbH (im Folgenden „wir“)"."""
    found: list[Range] = []
    lower = text.lower()
    if any(word in lower for word in _CALLING):
        for match in _COMPANY.finditer(text):
            short = match["short"].casefold().removeprefix("l'").removeprefix("l’")
            last = short.split()[-1]
            if match["name"].casefold().startswith(short) or last in _SELVES:
                found.append(match.span("name"))
    if "la société" in lower:
        found += [match.span("name") for match in _SOCIETY.finditer(text)]
    if "par la société" in lower:
        found += [match.span("name") for match in _BY_SOCIETY.finditer(text)]
    if "会社" in text:
        found += [match.span("name") for match in _KABUSHIKI.finditer(text)]
    return found


def _ranges(text: str, pattern: re.Pattern[str]) -> list[Range]:
    found: list[Range] = []
    for match in pattern.finditer(text):
        groups = match.groupdict()
        named = next((name for name in ("value", "law", "land") if groups.get(name)), None)
        seat = groups.get("seat") is not None or groups.get("place") is not None
        if groups.get("open") is None and not seat:
            if named is not None:
                found.append(match.span(named))
            continue
        end = place_end(text, match.end())
        if end > match.end():
            found.append((match.end() if seat else match.start("value"), end))
    return found
