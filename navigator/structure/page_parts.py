"""Parts of a page around an agreement that their words alone tell, where neither tags nor links do: trails, rows of
controls, choices of a language, and what follows an article: related pages, votes, shares."""

from __future__ import annotations

import re
from collections.abc import Sequence

from navigator.model.text import BlockKind
from navigator.structure.numbering import parse_numeral
from navigator.structure.units import Role, Unit

# "Home > Legal > Website Terms", "Help Center / Policies / Refunds"
_TRAIL = re.compile(
    r"\W*(?:home|start(?:seite)?|accueil|inicio|início|strona główna|legal|help cent(?:er|re)|support|docs|"
    r"you are here)"
    r"\b[^>»›→/|.]{0,40}(?:\s*[>»›→]\s*|\s[/|]\s)\S[^.;]*",
    re.IGNORECASE,
)
_CONTROL = re.compile(
    r"\W*(?:print|share|pdf|(?:download|save)(?: as)?(?: a)?(?: pdf)?|e-?mail|copy link|copy url|expand all|"
    r"collapse all|"
    r"listen|bookmark|drucken|teilen|imprimer|partager|télécharger|imprimir|compartir|compartilhar|stampa|condividi|"
    r"afdrukken|delen|drukuj)\W*",
    re.IGNORECASE,
)
_CHOICE = re.compile(
    r"\W*(?:(?:choose|select|change) (?:your |a |the )?language|(?:also )?available in|"
    r"(?:in )?other languages?|languages?|"
    r"read (?:this|it) in|view (?:this |it )?in|(?:andere )?sprachen?(?: wählen)?|choisir (?:la|votre) langue|"
    r"langues?|"
    r"idiomas?|lingue?|talen?|język|språk|言語|语言|언어)\b\s*:?\s*",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(
    r"english|deutsch|français|español|italiano|português|nederlands|polski|svenska|dansk|norsk|suomi|čeština|türkçe|"
    r"magyar|română|ελληνικά|русский|українська|العربية|עברית|日本語|中文|简体中文|繁體中文|한국어|tiếng việt|"
    r"bahasa indonesia|"
    r"[A-Z]{2}(?:-[A-Z]{2})?",
    re.IGNORECASE,
)
# "Facebook X": links for sharing, without a word that says so
_NETWORKS = re.compile(
    r"\W*(?:(?:facebook|twitter|x|linked-?in|instagram|youtube|whats-?app|tik-?tok|reddit|pinterest|mastodon|bluesky|"
    r"threads|telegram|xing|rss|e-?mail|copy link)\W+)+",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[|•·/,]\s*|\s{2,}|\u2028")
# "Related articles", "Was this page helpful?": nothing of the agreement comes after it
_FOLLOWS = re.compile(
    r"\W*(?:related (?:articles?|content|links|topics?|pages|posts|resources|documents|policies|information)|"
    r"recently viewed(?: articles)?|(?:did this|was this|is this|were these) [^.?!]{0,40}"
    r"(?:helpful|useful|answer your question)|rate this (?:page|article)|share this(?: page| article| post)?|"
    r"still need help|have more questions|need more help|more resources|further reading|follow us|stay in touch|"
    r"subscribe to our newsletter|you (?:may|might) also like|(?:customers|"
    r"people) also (?:bought|viewed)|updates to this page|"
    r"return to top|kunden kauften auch|das könnte (?:ihnen|dir|sie|dich) auch (?:gefallen|interessieren)|"
    r"ähnliche (?:artikel|beiträge|produkte)|vous aimerez (?:aussi|peut-être)|à lire aussi|también te puede interesar|"
    r"potrebbe interessarti anche|あわせて読みたい|おすすめ記事|"
    r"(?:found a mistake\W+)?(?:edit|improve) this page(?: on \w+)?|\d+ comments?|"
    r"verwandte (?:artikel|themen|seiten)|weitere artikel|war (?:dies\w*|der) [^.?!]{0,40}hilfreich|"
    r"articles (?:associés|liés|connexes|similaires)|cet(?:te)? (?:article|page) vous a[- ]t[- ](?:il|"
    r"elle)[^.?!]{0,20}|"
    r"artículos relacionados|¿(?:te|le) (?:ha )?(?:sido|resultado|fue|resultó) útil[^.?!]{0,30}|¿fue útil[^.?!]{0,30}|"
    r"artigos relacionados|este artigo foi útil|articoli correlati|questo articolo ti è stato utile|"
    r"gerelateerde artikelen|was dit artikel nuttig|powiązane artykuły|czy ten artykuł był pomocny|"
    r"relaterade artiklar|関連(?:記事|項目|ページ)|この(?:記事|ページ)は(?:役に立ちましたか|"
    r"参考になりましたか)|相关(?:文章|链接|内容)|"
    r"此(?:文章|页面|頁面)(?:是否)?(?:有帮助|对您有帮助)|관련 (?:문서|글|도움말)|도움이 되었나요)\W*",
    re.IGNORECASE,
)
# "Related policies" may also be the last section of an agreement, as a sentence below it shows
_MAY_HEAD = re.compile(
    r"\W*(?:related (?:content|links|resources|documents|policies|information)|more resources)\W*", re.I
)
_CLOSED = re.compile(r"[.;:][^\w.;:]*$")
_SENTENCE_WORDS = 6
_SHORT = 15
_LONGEST = 24
_LEAST_PARTS = 2
_ALL_LINKS = 0.9
_LAST = 60
"""Units of the longest part that follows an article."""


def surrounds(unit: Unit) -> str | None:
    """Why a line before the first paragraph is no part of the agreement, or None where it may be one."""
    if unit.words > _SHORT or unit.role is not Role.BODY or _CLOSED.search(unit.text):
        return None
    if _TRAIL.fullmatch(unit.text):
        return "site navigation before the agreement"
    parts = [part for part in _BETWEEN.split(unit.text) if part]
    if len(parts) >= _LEAST_PARTS and all(map(_CONTROL.fullmatch, parts)):
        return "control of the page"
    choice = _CHOICE.match(unit.text)
    named = [part for part in _BETWEEN.split(unit.text[choice.end() :] if choice else unit.text) if part]
    if len(named) >= _LEAST_PARTS and all(map(_LANGUAGE.fullmatch, named)):
        return "choice of a language"
    return None


def tail(units: Sequence[Unit], start: int) -> int:
    """Index of the first unit of what follows the agreement on its page; the number of units where nothing does."""
    found = len(units)
    stated = False
    for place in range(len(units) - 1, max(start, len(units) - _LAST), -1):
        unit = units[place]
        if unit.role is not Role.BODY:
            continue
        if _opens_tail(unit):
            if stated and _MAY_HEAD.fullmatch(unit.text):
                break
            found = place
        elif _is_text(unit):
            break
        stated = stated or _states(unit)
    return found


def _states(unit: Unit) -> bool:
    return unit.linked < 0.5 and unit.words >= _SENTENCE_WORDS and unit.text.endswith((".", "。"))


def _opens_tail(unit: Unit) -> bool:
    if unit.linked >= _ALL_LINKS and _NETWORKS.fullmatch(unit.text + " "):
        return True
    said = _FOLLOWS.match(unit.text)
    if said is None:
        return False
    rest = unit.text[said.end() :]
    return not rest or (unit.words <= _LONGEST and not _CLOSED.search(rest))


def _is_text(unit: Unit) -> bool:
    """Whether a unit may be part of the agreement: a paragraph, or a number."""
    if unit.words > _LONGEST or unit.kind is BlockKind.TABLE:
        return True
    return unit.linked < 1 and parse_numeral(unit.text, heading=unit.is_heading_block) is not None
