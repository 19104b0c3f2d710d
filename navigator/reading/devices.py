"""The words that head a part of an agreement, in many languages: "Article 2", "§ 3", "Anlage 1"; and titles set apart
from them."""

from __future__ import annotations

import re

# Capital or small: "ARTICLE", "Article"
DEVICES = (
    "article|section|clause|part|chapter|title|schedule|exhibit|annex|appendix|attachment|artikel|abschnitt|teil|"
    "kapitel|anlage|anhang|chapitre|titre|annexe|artículo|cláusula|sección|capítulo|título|anexo|artigo|seção|"
    "articolo|"
    "capitolo|titolo|allegato|hoofdstuk|bijlage|artykuł|rozdział|załącznik|bilaga|bilag|vedlegg|článek|příloha|madde|"
    "статья|раздел|глава|приложение|стаття|додаток|art\\."
)
_WHOLE = (
    "part|chapter|title|teil|kapitel|chapitre|titre|capítulo|título|capitolo|titolo|hoofdstuk|rozdział|глава|раздел"
)
_NUMBER = r"(?:\d{1,3}|[IVXLC]{1,6}|[A-Z])(?:\.?\s?[ºª°]|er\b)?"
# "Article 2", "§ 3", "Anlage 1" alone on a line: the title stands on the next
DEVICE_ALONE = re.compile(rf"\s*(?:(?:{DEVICES})\s+{_NUMBER}|§\s*\d{{1,3}}[a-z]?)[.:]?\s*", re.IGNORECASE)
# "CHAPTER II": a part that may hold the heading below it, rather than have it as its title
HOLDS_MORE = re.compile(rf"\s*(?:{_WHOLE})\b.*", re.IGNORECASE | re.DOTALL)
