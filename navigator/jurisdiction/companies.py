"""Names of companies, and the words by which an agreement says which one is the other party."""

from __future__ import annotations

import re
from functools import lru_cache

from navigator.jurisdiction.values import Range

_FORM = (
    r"(?:(?:\(Pty\)|\(Pvt\)|\(Private\))\s+(?:Ltd\.?|Limited)|Inc\.?|Incorporated|L\.L\.C\.|LLC|Ltd\.?|Limited|Corp\.?|Corporation|Company|Co\.|GmbH(?:\s+&\s+Co\.\s+KG)?|AG|KG|UG|S\.A\.C\.|S\.A\.\s+de\s+C\.V\.|S\.A\.S?\.?|SAS|SASU|"
    r"SARL|S\.à\s+r\.l\.|Sàrl|B\.?V\.?|N\.?V\.?|AB|G\.K\.|K\.K\.|GK|KK|Pte\.?\s+Ltd\.?|Pty\.?\s+Ltd\.?|Pvt\.?\s+Ltd\.?|LLP|L\.P\.|PLC|plc|"
    r"KGaA|DAC|CLG|ULC|S\.?C\.?A\.?|s\.\s?r\.\s?o\.|a\.s\.|d\.o\.o\.|e?hf\.|OÜ|UAB|SIA|S\.?R\.?L\.?|Lda\.?|C\.V\.|PJSC|JSC|W\.L\.L\.|FZE|FZCO|Berhad|Zrt\.|A\.Ş\.|"
    r"SE|Oyj?|ApS|A/S|ASA?|S\.r\.l\.|S\.p\.A\.|S\.L\.(?:U\.)?|SLU?|EURL|Ltda\.?|S\.A\.(?:\s+de\s+C\.V\.)?|S\.\s+de\s+R\.L\.(?:\s+de\s+C\.V\.)?|Sdn\.?\s+Bhd\.?|SpA|SA|Kft\.?|e\.V\.|Stiftung|Foundation|"
    r"Unlimited\s+Company|FZ-LLC|DMCC|Sp\.\s+z\s+o\.o\.|Godo\s+Kaisha|Kabushiki\s+Kaisha)"
)
_WORD = (
    r"(?!(?:The|This|These|If|For|You|Your|Our|We|And|Or|With|By|Between|Means|Such|Any|Each|Attn|Otherwise"
    r"|In|Services?|Agreement|Terms)\b)[A-Z0-9À-Þ][\w’'&.-]*"
)
NAME = (
    rf"(?:{_WORD}(?:\s+(?:(?:&|and|of|for|de|du|do|da|dos|von|van|und)\s+)?"
    rf"|,\s+(?={_FORM}))){{1,6}}?(?:\([A-ZÀ-Þ][\w .&’-]{{1,24}}\)\s+)?{_FORM}(?:,?\s+{_FORM})*"
    r"(?:,?\s+(?:[A-Z]\w+\s+)?Branch)?(?![\w’'])"
)
"""A company: one to six words, a place in brackets and its legal form, `Harbourlight Trading (Asia) Pte. Ltd.`"""

_LOOK = re.compile(rf" (?=[A-Z]|plc|e\.V|s\.|a\.s|d\.o|e?hf){_FORM}(?![\w’'])")
"""What every NAME holds: a space and a legal form. It is looked for first because it is found much sooner."""
_BREAK = "\u2028"
_OPEN = r"[\s*_“”\"]{0,6}"
_SELF = r"(?:we|us|our|ourselves|the\s+Company|Company|Provider|the\s+Provider|Supplier|Licensor|Vendor)"


DEFINED, RESPONSIBLE, SHORT_NAME, PROVIDES, CONTROLLER = 3, 4, 5, 6, 9
"""Strengths of wordings that others refer to (0 is the strongest). A short name given in brackets is weaker than "your
contract is with …", and stronger than "is provided by …", which is also said of third parties. Who answers for personal
data is the other party only where nothing else names one."""


def _statement(strength: int, looks: tuple[str, ...], words: str) -> tuple[int, tuple[str, ...], re.Pattern[str]]:
    """`NAME` in the pattern stands for the captured company; quotes and bold marks may stand around it. Every match of
    the pattern holds one of `looks`, in lower case, and they are found much sooner."""
    return strength, looks, re.compile(words.replace("NAME", rf"{_OPEN}(?P<name>{NAME})"), re.X)


STATEMENTS: tuple[tuple[int, tuple[str, ...], re.Pattern[str]], ...] = (
    # "you are contracting with Northwind Inc.", "your contract is with …", "an agreement between you and …"
    _statement(
        0,
        ("with", "between"),
        r"\b(?i:contract(?:ing|s|ed)?|agreement|terms|conditions|relationship)\s+(?:(?i:is|are|exists|you\s+(?i:enter|form))\s+)?(?:(?i:made|entered\s+into|concluded)\s+)?(?i:with|between\s+you(?:\s*\([^)]*\))?\s+and)\s+(?:us,\s+)?(?:the\s+)?NAME",
    ),
    _statement(
        1, ("between",), r"\b(?i:between)\s+(?:you|Customer|the\s+Customer|yourself)(?:\s*\([^)]*\))?\s+(?i:and)\s+NAME"
    ),
    # "This Agreement is made on 1 May 2031 between Northwind Inc. (“Northwind”) and …"
    _statement(
        2,
        ("between",),
        r"\b(?i:agreement|contract|addendum|terms)\b[^.;]{0,60}?\s(?i:made|entered\s+into|concluded)\b[^.;]{0,60}?\s(?i:between)\s+NAME",
    ),
    # "by and between Northwind Inc., a Delaware corporation, and …"
    _statement(2, ("between",), r"\b(?i:by\s+and\s+between)\s+NAME"),
    # "“Provider” means Northwind Ltd", "“we” refers to …", "“Northwind Contracting Party” means …"
    _statement(
        3,
        ("mean", "refer", "is"),
        rf"[“\"]\s*(?i:{_SELF}|[^”\"]{{0,40}}(?:contracting\s+(?:party|entity)|entity))\s*[”\"][^.;]{{0,30}}?\b(?i:means?|shall\s+mean|refers?\s+to|is)\s+NAME",
    ),
    # "the company responsible for the Services is …", "the entity providing the Service in Peru is …"
    _statement(
        RESPONSIBLE,
        ("responsible", "providing", "supplying", "offering", "contracting", "entering"),
        r"\b(?i:company|entity|party)\s+(?i:responsible|providing|supplying|offering|contracting|entering)\b[^.;:]{0,120}?\b(?i:is|will\s+be)\s+NAME",
    ),
    # "the insurer of your policy is Northwind plc", "the carrier is …"
    _statement(
        RESPONSIBLE,
        ("insurer", "carrier", "licensor", "issuer", "operator"),
        r"\b(?i:(?:insurer|carrier|licensor|issuer|operator)(?:\s+(?:of|under|for)\s+[\w\s]{3,40}?)?\s+(?:is|(?:will|shall)\s+be))\s+(?:the\s+)?NAME",
    ),
    # "the data controller is Northwind Ltd"
    _statement(
        CONTROLLER,
        ("controller",),
        r"\b(?i:controller(?:\s+(?:of|for|under|responsible)\s+[\w\s]{3,60}?)?\s+(?:is|(?:will|shall)\s+be))\s+(?:the\s+)?NAME",
    ),
    # "Northwind Ltd is the controller of your data"
    _statement(CONTROLLER, ("controller",), r"NAME,?\s+(?i:is\s+(?:the|your)\s+(?:data\s+)?controller)\b"),
    # "the contracting entity is Northwind Ltd", "the applicable Northwind company will be …"
    _statement(
        0,
        ("is", "be"),
        r"\b(?i:contracting|applicable|relevant)\s+(?:\w+\s+)?(?i:entity|party|company)\s+(?:to\s+this\s+\w+\s+)?(?i:is|(?:will|shall)\s+be)\s+(?:the\s+)?NAME",
    ),
    # "besteht Ihr Vertrag mit Eichel GmbH", "un contrat avec la société Gland SA", "un contrato con Bellota S.L."
    _statement(
        0,
        (" mit ", " avec ", " con ", " met ", " com "),
        r"\b(?i:\w*vertrag|contrats?|contrato|contratto|overeenkomst|vertragsverhältnis|relation\s+contractuelle|relación\s+contractual"
        r"|contractez|contracte[ns]?|contrat(?:a[ns]?|áis)|contrae[ns]?|contraete|contrai)\b"
        r"[^.;:]{0,60}?\b(?:mit|avec|con|met|com)\s+(?:(?:der|la|el|a|l[’'])\s?)?(?:(?:société|sociedad|società|empresa)\s+)?NAME",
    ),
    # "zwischen Ihnen und der Eichel GmbH", "entre vous et Gland SA", "tra l'utente e Ghianda S.r.l."
    _statement(
        1,
        ("zwischen ", "entre ", "tra ", "tussen "),
        r"\b(?i:zwischen|entre|tra|tussen)\s+(?:[\w’']+\s+){1,3}?(?:und|et|y|e|en)\s+(?:(?:der|la|el|a|l[’'])\s?)?(?:(?:société|sociedad|società|empresa)\s+)?NAME",
    ),
    # "Ihr Vertragspartner ist Eichel GmbH", "votre cocontractant est Gland SA"
    _statement(
        0,
        (" ist ", " est ", " es ", " è ", " is ", " é "),
        r"\b(?i:vertragspartner(?:in)?|anbieter(?:in)?|prestataire|fournisseur|proveedor|prestador|fornitore|fornecedora?|aanbieder|leverancier|vertragspartei|cocontractant|partie\s+contractante|parte\s+contratante|parte\s+contratante|parte\s+contraente|contractpartij|wederpartij"
        r"|(?:empresa|sociedade?|entidade?|società)\s+(?:contratad[ao]|contratante|contraente))\b"
        r"[^.;:]{0,40}?\b(?:ist|est|es|è|is|é)\s+(?:(?:die|la|el|a|l[’'])\s?)?(?:(?:société|sociedad|società|empresa)\s+)?NAME",
    ),
    # "dan is uw wederpartij Eikel B.V."
    _statement(
        0,
        ("wederpartij", "vertragspartner", "contractpartij", "anbieter", "aanbieder"),
        r"\b(?i:is|ist)\s+(?:(?i:uw|je|ihre?|dein)\s+)?(?i:wederpartij|contractpartij|vertragspartner(?:in)?|anbieter(?:in)?|aanbieder)\s+(?:die\s+)?NAME",
    ),
    # "Supplier is Northwind Ltd"
    _statement(
        3,
        (" is ", " be "),
        r"\b(?:the\s+)?(?:Supplier|Provider|Licensor|Vendor|Service\s+Provider)\s+(?:is|(?:will|shall)\s+be)\s+NAME",
    ),
    # "Verträge mit Kunden in der Schweiz schließt die Eichel GmbH"
    _statement(0, ("schlie",), r"\bVerträge?\b[^.;]{0,80}?\sschlie(?:ß|ss)t\s+(?:die\s+|der\s+)?NAME"),
    # "ist Eichel GmbH Ihr Vertragspartner"
    _statement(
        0, ("vertragspartner",), r"\b(?:ist|wird)\s+(?:die\s+)?NAME[^.;:]{0,80}?\s(?:Ihr|dein|der)e?\s+Vertragspartner"
    ),
    # "… and with Northwind Ltd if you live anywhere else", "… and to Northwind Ltd in all other cases"
    _statement(
        0,
        (" with ", " to "),
        r"\b(?:and|or),?\s+(?:with|to)\s+NAME(?=,?\s+(?:if|where|when|for|in\s+all\s+other)\s)",
    ),
    # "References to “we” are to Northwind Ltd", "We are Northwind Ltd, a company registered in …"
    _statement(
        3,
        ("references to", "reference to"),
        r"\b(?i:references?)\s+to\s+[^.;]{0,80}?\b(?:are|is|means?)\s+(?:references?\s+)?(?:to\s+)?NAME",
    ),
    _statement(3, ("we are",), r"\b[Ww]e\s+are\s+NAME(?=\s*(?:,|\.|\())"),
    # "are provided to you by Northwind Ltd", "is operated by …"
    _statement(
        SHORT_NAME,
        ("by", "par", "von"),
        r"\b(?i:provided|offered|operated|supplied|rendered|made\s+available|fournis?|bereitgestellt)\s+(?:to\s+you\s+)?(?i:by|par|von)\s+(?:the\s+(?:[a-z-]+\s+)*)?NAME",
    ),
    # "Sellers in Peru deal with Northwind Ltd", "you book with …", "you buy from …"
    _statement(
        0,
        ("deal", "book", "buy", "order"),
        r"\b(?i:(?:you|[a-z]+s)\b(?:\s+(?!you\b)[\w,]+){0,12}?\s+(?:deal|book|buy|order|are\s+(?:made|concluded|placed))\s+(?:with|from))\s+NAME",
    ),
    # "werden die Dienste durch die Eichel GmbH erbracht", "el servicio es prestado por Bellota S.L."
    _statement(
        SHORT_NAME,
        (" durch ", " von ", " par ", " por "),
        r"\b(?i:dienste?|leistungen|plattform|services?|servicios?|prestations|plateforme|plataforma|serviço)\b[^.;:]{0,60}?\s(?:durch|von|par|por)\s+"
        r"(?:(?:die|der|la|el|a|l[’'])\s?)?NAME",
    ),
    # "La empresa que presta el servicio es Bellota S.L."
    _statement(
        0,
        (" presta", " fourni", " forni"),
        r"\b(?i:empresa|sociedad|société|società)\s+(?:que\s+presta|qui\s+fournit|che\s+fornisce)\b[^.;:]{0,60}?\s(?:es|est|è)\s+(?:la\s+)?NAME",
    ),
    # "Northwind Ltd provides you the Services"
    _statement(
        PROVIDES,
        ("provide", "offer", "operate", "supplies", "fournit", "propose", "stellt"),
        r"(?:^|[.;:,]\s+|\)\s+)NAME(?:\s*\([^)]*\)|,\s+an?\s[^,;.]{3,80})?,?\s+(?i:provides?|offers?|operates?|supplies|fournit|propose|stellt)\s+(?i:you|the|its|our|these|services?|sur|des|les|diff[ée]rents)\b",
    ),
    # "Northwind, Inc. (“we”, “us”)": the name and the short name that the agreement uses
    _statement(
        7,
        ("(",),
        rf"NAME[^()“”\".;]{{0,160}}?\(\s*(?i:the\s+|collectively,?\s+|hereinafter,?\s+|«\s*)?[“\"«*_]+\s*(?i:{_SELF})\b",
    ),
)
_SHORT_NAME = re.compile(
    rf"(?P<name>{NAME})(?:,[^()“”\".;]{{0,160}}?)?\s*\((?:the\s+|collectively,?\s+)?[“\"«*_\s]+(?P<short>[^”\"»*_]{{2,40}})"
)
_MEANS = re.compile(
    rf"(?:[“\"]\s*(?P<short>[^”\",]{{2,40}})[”\",]|^\W*(?P<bare>[A-Z]\w{{2,30}})(?=\s+means?\b))[^.;]{{0,60}}?\b(?:means|refers?\s+to|mean|refer\s+to|is)\s+(?P<name>{NAME})"
)
_NOTICE = re.compile(
    rf"\b(?i:contact|reach|write\s+to|notices?\s+to|addressed\s+to|sent\s+to|wenden|contacter|adresse|adressez)\b[^.]{{0,90}}?:\s*{_OPEN}(?P<name>{NAME})"
)
_OWNER = re.compile(
    r"\b(?:subsidiar(?:y|ies)|affiliates?|division|part|owned|controlled)\s+(?:of|by)\s+(?:the\s+)?[“\"]?$", re.I
)
"""`Northwind Inc. is a subsidiary of Eastwind Group Inc. (“Eastwind”)`: the owner is no party."""
_LEADING = re.compile(rf"^{_OPEN}(?P<name>{NAME})")


@lru_cache(maxsize=4096)  # the sentences of an agreement: several readers ask about each
def may_name(text: str) -> bool:
    """A cheap look: False where a text names no company by its legal form."""
    return _LOOK.search(text.replace(_BREAK, " ")) is not None


def leading(text: str) -> Range | None:
    """The company that a table cell or list item begins with; else its words up to the first comma."""
    found = _LEADING.match(text)
    if found:
        return found.span("name")
    words = re.match(r"[\s*_“”\"]*([^,;(\n“”\"]{2,80})", text)
    return words.span(1) if words and words[1].strip() and words[1].strip()[0].isupper() else None


def company_at_start(text: str) -> Range | None:
    """The company that a text begins with, by its legal form; None where it begins with anything else."""
    found = _LEADING.match(text) if may_name(text) else None
    return found.span("name") if found else None


def stated(text: str) -> list[tuple[int, Range]]:
    """Companies that a sentence says are the other party, each with the strength of the wording (0 strongest)."""
    found: list[tuple[int, Range]] = []
    if not may_name(text):
        return found
    lower = text.lower()
    for strength, looks, pattern in STATEMENTS:
        if any(look in lower for look in looks):
            found += [(strength, match.span("name")) for match in pattern.finditer(text)]
    shortened = ((_SHORT_NAME, "("), (_MEANS, "mean"), (_MEANS, "refer"), (_MEANS, " is "))
    for pattern in dict.fromkeys(pattern for pattern, look in shortened if look in lower):
        for match in pattern.finditer(text):
            if _is_short_for(match["short"] or match.groupdict()["bare"], match["name"]) and not _OWNER.search(
                text[: match.start("name")]
            ):
                defined = pattern is _MEANS and "mean" in match[0]
                found.append((DEFINED if defined else SHORT_NAME, match.span("name")))
    return found


def noticed(text: str) -> Range | None:
    """The company at whose address notices reach the other party: it names the party where nothing else does."""
    found = _NOTICE.search(text) if ":" in text and may_name(text) else None
    return found.span("name") if found else None


def _is_short_for(short: str, name: str) -> bool:
    """'Northwind' is short for 'Northwind Trading, Inc.'."""
    return name.casefold().startswith(short.strip().casefold()) or short.strip().casefold() in (
        "company",
        "the company",
    )
