"""The date of a version: "Last updated: 14 March 2025", in words of eight languages."""

from __future__ import annotations

import re

from navigator.model.dates import find_dates, parse_date
from navigator.model.text import Span
from navigator.structure.units import Draft, Role

# What is said of the date, the strongest first. "Last updated: …", "Stand: …", "Dernière mise à jour : …"
_LABELS = (
    re.compile(
        r"last (?:updated|modified|revised|changed)|(?:date|most recent) (?:of )?(?:last )?(?:update|revision)|"
        r"updated(?: on)?|revised(?: on)?|"
        r"mise à jour|dernière modification|zuletzt (?:aktualisiert|geändert)|letzte (?:änderung|aktualisierung)|"
        r"\bstand\b|fassung vom|"
        r"última (?:actualización|atualização|modificación|revisão)|ultimo aggiornamento|ultima modifica|"
        r"laatst (?:bijgewerkt|gewijzigd)|"
        r"最終更新|改定|改訂|更新(?:日期|时间|于)|最近更新|修订|최종 (?:수정|개정)|개정일|"
        r"ostatnia (?:aktualizacja|zmiana)|senast (?:uppdaterad|ändrad)|sist (?:oppdatert|endret)|"
        r"senest (?:opdateret|ændret)|päivitetty|"
        r"дата (?:последнего )?(?:обновления|изменения)|редакция от|son güncelleme",
        re.IGNORECASE,
    ),
    re.compile(
        r"effective|version|as of|in force|dated|posted|published|en vigueur|gültig ab|in kraft|vigente|vigencia|"
        r"em vigor|vigência|in vigore|"
        r"ingangsdatum|van kracht|施行|制定|発効|生效|发布日期|시행|제정|obowiązuj|wersja z|gäller från|gjelder fra|"
        r"gældende fra|voimassa|вступает в силу|дата публикации|yürürlük",
        re.IGNORECASE,
    ),
)
_YEAR = re.compile(r"\d{4}")  # every date has one: a quick look before the labels are tried
_FRONT, _BACK = 30, 8


def find_date(draft: Draft) -> None:
    """Set the version's date from the first or last lines of the agreement that say what their date is."""
    living = draft.living()
    for label in _LABELS:
        for place in living[:_FRONT] + living[-_BACK:]:
            unit = draft.units[place]
            if unit.role is Role.TITLE or unit.words > 80 or not _YEAR.search(unit.text):
                continue
            said = label.search(unit.text)
            if said is None:
                continue
            for found in find_dates(unit.text):
                near = found.start() - said.end() if found.start() >= said.end() else said.start() - found.end()
                when = parse_date(found, draft.text.language)
                if when is not None and near <= 60:
                    draft.last_updated = when
                    draft.last_updated_span = Span(unit.span.start + found.start(), unit.span.start + found.end())
                    return
