"""The date of a version: "Last updated: 14 March 2025", in words of eight languages."""

from __future__ import annotations

import re
from datetime import date

from navigator.model.dates import find_dates, parse_date
from navigator.model.text import Span
from navigator.structure.units import Draft, Role, Unit

# What is said of the date, the strongest first. "Last updated: …", "Stand: …", "Dernière mise à jour : …"
_LABELS = (
    re.compile(
        r"last (?:updated?|modified|revised|changed)|(?:date|most recent) (?:of )?(?:last )?(?:update|revision)|"
        r"updated(?: on)?|revised(?: on)?|"
        r"mise à jour|dernière modification|zuletzt (?:aktualisiert|geändert)|letzte (?:änderung|aktualisierung)|"
        r"\bstand\b|fassung vom|"
        r"última (?:actualización|atualização|modificación|revisão)|ultimo aggiornamento|ultima modifica|"
        r"laatst (?:bijgewerkt|gewijzigd)|"
        r"最終更新|改定|改訂|更新(?:日期|时间|于)|最近更新|修订|최종 (?:수정|개정)|개정일|"
        r"ostatnia (?:aktualizacja|zmiana)|senast (?:uppdaterad|ändrad)|sist (?:oppdatert|endret)|"
        r"senest (?:opdateret|ændret)|päivitetty|"
        r"дата (?:последнего )?(?:обновления|изменения)|آخر تحديث|تاريخ التحديث|עודכן לאחרונה|редакция от|"
        r"son güncelleme",
        re.IGNORECASE,
    ),
    re.compile(
        r"effective|version|as of|in force|dated|posted|published|en vigueur|gültig ab|in kraft|vigente|vigencia|"
        r"em vigor|vigência|in vigore|"
        r"ingangsdatum|van kracht|施行|制定|発効|生效|发布日期|시행|제정|obowiązuj|wersja z|gäller från|gjelder fra|"
        r"gældende fra|voimassa|вступает в силу|дата публикации|تاريخ (?:السريان|النفاذ)|سارية المفعول|yürürlük",
        re.IGNORECASE,
    ),
)
_YEAR = re.compile(r"\d{4}")  # every date has one: a quick look before the labels are tried
_FRONT, _BACK = 30, 8
_LONGEST, _SHORT = 80, 12
"""Words of the longest line that dates an agreement, and of the longest outside it."""
_LEAD = 12
"""Letters before "last updated" at most, where it begins a line: "This page was"."""


def find_date(draft: Draft) -> None:
    """Set the version's date from the first or last lines of the agreement that say what their date is; where none
    does, from the line of the page around it that says when it was last updated, if there is only one."""
    living = draft.living()
    for label in _LABELS:
        for place in living[:_FRONT] + living[-_BACK:]:
            unit = draft.units[place]
            found = _dated(draft, unit, label) if unit.role is not Role.TITLE and unit.words <= _LONGEST else None
            if found is not None:
                draft.last_updated, draft.last_updated_span = found
                return
    around = [unit for unit in draft.units if unit.role is Role.LEFT_OUT and unit.words <= _SHORT]
    dated = [found for unit in around if (found := _dated(draft, unit, _LABELS[0], first=True)) is not None]
    if len({when for when, _ in dated}) == 1:
        draft.last_updated, draft.last_updated_span = dated[0]


def _dated(draft: Draft, unit: Unit, label: re.Pattern[str], *, first: bool = False) -> tuple[date, Span] | None:
    """The date that a line gives near a label, and where it stands. `first`: the label is how the line begins."""
    said = label.search(unit.text) if _YEAR.search(unit.text) else None
    if said is None or (first and said.start() > _LEAD):
        return None
    dates = list(find_dates(unit.text))
    for found in sorted(dates, key=lambda found: found.start() < said.end()):  # what the label stands before is its own
        near = found.start() - said.end() if found.start() >= said.end() else said.start() - found.end()
        when = parse_date(found, draft.text.language)
        if when is not None and near <= 60:
            return when, Span(unit.span.start + found.start(), unit.span.start + found.end())
    return None
