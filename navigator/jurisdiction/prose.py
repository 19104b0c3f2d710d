"""Rules that stand in sentences and list items.

"These Terms are governed by the laws of Peru."                              always
"If you live in Chile, you are contracting with Northwind Chile Ltd."        under a condition
"(a) Lima, if you are domiciled in Peru; or (b) Bogotá, if …"                a list of seats
"Northwind Ltd, if you live anywhere else in the world"                      the rest of its list
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from navigator.jurisdiction import by_place, carried, companies, limits, respective, series
from navigator.jurisdiction.conditions import PARTY, Reading, conditions
from navigator.jurisdiction.drafts import RuleDraft
from navigator.jurisdiction.labels import label_rules, labelled, may_be_labelled
from navigator.jurisdiction.negation import remainder
from navigator.jurisdiction.passages import Passage, items, sentences
from navigator.jurisdiction.phrases import read_place
from navigator.jurisdiction.stating import IF_CONDITIONAL, may_state, values_in
from navigator.model.rules import Condition, Fact
from navigator.model.text import BlockKind, plain

_BEFORE, _MOST = 800, 32
"""How many characters of a paragraph before a sentence may say what it is about, and more values than any sentence
states: bounds on the work that a hostile text can cause."""
_INTRODUCES = re.compile(r"(?::|\b(?:then|that|with))$")


def prose_rules(
    passages: Sequence[Passage],
    language: str,
    headings: Mapping[str, str],
    places: Mapping[str, str],
    lists: Mapping[str, str],
) -> list[RuleDraft]:
    """Every rule stated in a sentence or list item, in reading order. `passages` are the agreement's paragraphs,
    `headings` what stands above each provision, `places` the same for those whose heading is the name of a place, and
    `lists` holds for each item of a list the provision that introduces it."""
    found: list[RuleDraft] = []
    for passage, lead_in in _with_lead(passages, lists):
        label = None
        if may_be_labelled(passage.text):
            announced = " ".join((headings.get(passage.provision, ""), *(lead.text for lead in lead_in)))
            label = labelled(passage, announced)
        if label is not None:
            found += label_rules(label[1], label[0], announced)
            passage = label[1]
        elif passage.provision in places:
            found += label_rules(passage, None, places[passage.provision])
        if not may_state(passage.text, language):
            continue
        held = (
            label[0]
            if label is not None
            else carried.last_condition(lead_in) or carried.of_party(passage) or carried.title(passage)
        )
        earlier: Reading | None = None
        introduced = lead_in[-1].text if lead_in and passage.provision in lists else ""
        last: Passage | None = None
        for sentence in sentences(passage):
            previous, last = last, sentence
            if not may_state(sentence.text, language):
                continue
            of_such = carried.of_such(sentence, previous)
            at = sentence.start - passage.start
            before = passage.text[max(0, at - _BEFORE) : at]
            lead, parts = items(sentence)
            shared = carried.lead_condition(lead, sentence) or held
            about_arbitration = "rbitra" in sentence.text
            for part in parts:
                place = carried.place_of(part, lead or introduced)
                said = sentence.text[: part.start - sentence.start] if part is not parts[0] else ""
                usual = place or of_such or shared or (earlier if about_arbitration else None)
                drafts = _part_rules(part, lead or said or introduced, language, usual, said, before)
                listed = held is not None or (passage.block is not None and passage.block.kind is BlockKind.LIST_ITEM)
                group = lists.get(passage.provision, passage.provision)
                drafts = [replace(draft, group=group) for draft in drafts]
                found += [replace(draft, item=passage.start) for draft in drafts] if listed else drafts
            own = conditions(sentence.text, sentence.start) if about_arbitration and not lead else []
            own = own or carried.of_parties(drafts if about_arbitration and not lead else ())
            earlier = own[0] if own else earlier
            if lead:
                found += _part_rules(Passage(sentence.provision, sentence.start, lead), "", language, held)
    return found


def _with_lead(passages: Sequence[Passage], lists: Mapping[str, str]) -> Iterator[tuple[Passage, tuple[Passage, ...]]]:
    """Paragraphs, each list item with the paragraphs that introduce its list, the nearest last."""
    lead: tuple[Passage, ...] = ()
    holder = ""
    introducing: dict[str, Passage] = {}
    for passage in passages:
        item = passage.block is not None and passage.block.kind is BlockKind.LIST_ITEM
        if passage.provision != holder or not item:
            lead, holder = (), passage.provision
            over = introducing.get(lists.get(passage.provision, ""))
            lead = (over,) if over is not None else ()
        yield passage, lead
        if _introduces(passage.text.rstrip()):
            lead = (*lead, passage)
            introducing[passage.provision] = passage


def _introduces(words: str) -> bool:
    return words.endswith((":", "then", "that", "with")) and _INTRODUCES.search(words[-8:]) is not None


def _part_rules(
    part: Passage, lead: str, language: str, carried: Reading | None, said: str = "", before: str = ""
) -> list[RuleDraft]:
    """The rules of one sentence or item. `lead` is what introduces the item, `said` what its sentence has said so far,
    `before` what the paragraph has, and `carried` the condition that holds where it states none itself."""
    stated = list(islice(values_in(part.text, lead, language, said), _MOST))
    named = companies.may_name(part.text) and not any(fact is Fact.ENTITY for fact, _, _ in stated)
    readings = _readings(part) if stated or named else []
    label = [carried] if carried is not None and carried.start == carried.end else []
    after = _company_after(part.text, readings or label) if named else None
    stated += [(Fact.ENTITY, after, IF_CONDITIONAL)] if after else []
    found = _by_company(part, lead)
    stated = [each for each in stated if not found or each[0] is not Fact.ENTITY]
    if not found and (found := by_place.it_is(part)):
        stated, readings = _besides(found, stated, readings)
    for fact, (start, end), strength in stated:
        if strength == IF_CONDITIONAL and not readings and (start, end) != after:
            continue
        if fact is Fact.ENTITY and any(each.start < start < each.end and _asks_party(each) for each in readings):
            continue  # "if you contract with Northwind Ltd": a condition, no statement
        if fact is Fact.GOVERNING_LAW and limits.FALLBACK.search(part.text, 0, start):
            continue
        residual = limits.residual(part, start) if fact is Fact.COURTS else None
        starts = sorted(each[0] for other, each, _ in stated if other is fact)
        excepted = [each for each in readings if _is_excepted(part.text, (start, end), each, starts[-1])]
        own = [each for each in readings if each not in excepted]
        reading = (
            _condition_of(part.text, start, end, own, starts if _stand_after(part, readings, stated, fact) else [])
            or _around(start, own)
            or carried
        )
        reading = _of_entity(part, (start, end), strength, reading) if fact is Fact.ENTITY else reading
        subject = _unknown(limits.subject(part, start, fact, before), reading)
        if subject is not None:
            reading = subject if reading is None else limits.with_subject(reading, subject)
        limit = limits.unread(part, start, end, fact) if reading is None and not excepted and not residual else None
        if residual is not None:
            reading = residual if reading is None else limits.with_subject(reading, residual)
        if reading is None and fact is Fact.ENTITY:
            limit = limit or _one_of_several(part, (start, end), strength)
        reading = limit or reading
        each_own = [((start, end), each) for each in _less(reading, excepted)]
        if respective.is_respective(part.text, end) and fact in (
            Fact.GOVERNING_LAW,
            Fact.COURTS,
            Fact.ARBITRATION_SEAT,
        ):
            each_own = list(respective.apart(part, (start, end), reading))
        for n, (piece, own_reading) in enumerate(each_own):
            draft = RuleDraft(fact, part.provision, part.span(*piece), own_reading, part.provision, max(strength, 0))
            item = part.start + n if len(each_own) > 1 else None
            particular = subject is not None or (limit is not None and fact is Fact.ENTITY)
            unsure = own_reading is not None and own_reading.condition.unread and fact is Fact.GOVERNING_LAW
            particular = particular or (unsure and limits.other_paper(part, start))
            found.append(replace(draft, particular=particular, item=item, residual=residual is not None))
    return found


def _besides(
    found: Sequence[RuleDraft], stated: Sequence[tuple[Fact, tuple[int, int], int]], readings: Sequence[Reading]
) -> tuple[list[tuple[Fact, tuple[int, int], int]], list[Reading]]:
    """What a sentence states besides the companies that "it" is by place, and the conditions that are not theirs."""
    its = [each.reading.start for each in found if each.reading is not None]
    kept = [each for each in stated if each[0] is not Fact.ENTITY or each[1][1] <= min(its)]
    return kept, [each for each in readings if each.start not in its]


def _unknown(subject: Reading | None, reading: Reading | None) -> Reading | None:
    """The subject of a statement, but for a class of customers whose places the agreement defines."""
    if subject is None or reading is None or reading.condition.countries is None:
        return subject
    return None if reading.start < subject.end and subject.start < reading.end else subject


def _readings(part: Passage) -> list[Reading]:
    """The conditions of a sentence, with the place that it begins with or that its statement serves."""
    readings = conditions(part.text, part.start, unless=True)
    first = by_place.leading(part) if not readings or readings[0].start else None
    if first is not None and not any(each.start < first.end for each in readings):
        readings = [first, *readings]
    party = by_place.by_party(part)
    if party is not None and not any(each.start < party.end for each in readings):
        readings = [party, *readings]
    return readings + (by_place.served(part, readings) or by_place.elsewhere(part))


def _by_company(part: Passage, lead: str) -> list[RuleDraft]:
    """The companies of a sentence that pairs each with its own condition (see `series`)."""
    named = series.names(part.text)
    strength = series.strength(lead + part.text) if len(named) > 1 else None
    if strength is None:
        return []
    readings = conditions(part.text, part.start, unless=True)
    return [
        RuleDraft(Fact.ENTITY, part.provision, part.span(*name), own, part.provision, strength, part.start + name[0])
        for name, each in series.paired(part.text, named, readings)
        for own in each
    ]


def _stand_after(
    part: Passage, readings: Sequence[Reading], stated: Sequence[tuple[Fact, tuple[int, int], int]], fact: Fact
) -> bool:
    """Whether the conditions of several values may stand after them. They stand before them where the first one is a
    condition that the first value, alone before it, is not for: "by the laws of Peru, except that if … Chile"."""
    own = sorted(value for other, value, _ in stated if other is fact)
    if not readings or not _is_excepted(part.text, own[0], readings[0], own[-1][0]):
        return True
    return len(own) > 1 and own[1][0] < readings[0].start


def _stands_alone(part: Passage) -> Reading:
    """A controller named for everybody may still be one for some: the words do not say that it is the other party. So
    may one of several companies of a sentence that tells cases apart."""
    return Reading(0, 0, Condition(plain(part.text), part.span(0, len(part.text)), unread=True))


def _one_of_several(part: Passage, value: tuple[int, int], strength: int) -> Reading | None:
    """The whole sentence as an open condition, where it tells cases apart, goes on with another company of the family
    ("Northwind Inc. or, for Licensees under Section 4, Northwind GmbH"), or says who controls personal data."""
    if strength == companies.CONTROLLER or series.tells_cases(part.text):
        return _stands_alone(part)
    first, end = part.text[value[0] : value[1]].split()[0], value[1]
    other = next(
        (each for each in series.names(part.text) if each[0] > end and part.text.startswith(first, each[0])), None
    )
    return _stands_alone(part) if other is not None and _OR.search(part.text, end, other[0]) else None


def _is_excepted(text: str, value: tuple[int, int], reading: Reading, last: int) -> bool:
    """Whether a condition is one that a value is not for: "…, except that if …", "unless you live in Peru" or, after
    it, "… or, if you live in Peru, …" before the last value. "Unless …, in which case …" is for what follows."""
    start, end = value
    if reading.unless:
        return start < reading.start or not series.IN_WHICH.match(text, reading.end)
    between = text[end : max(end, reading.start)]
    return _EXCEPT.search(between) is not None or (reading.end <= last and _OR_IF.search(between) is not None)


def _less(reading: Reading | None, excepted: Sequence[Reading]) -> list[Reading | None]:
    """The condition of a value less what is excepted after it: "…, except that if you live in Peru, …"."""
    settled = [each.condition for each in excepted if each.others is None]
    if not settled or (reading is not None and reading.others is not None):
        return [reading]
    base = reading.condition if reading is not None else Condition(f"other than {settled[0].text}", settled[0].span)
    rest = remainder(base, settled)
    if any(each.partial for each in excepted):
        rest = [replace(each, unread=True) for each in rest]  # it may take out more places than were read
    return [Reading(excepted[0].start, excepted[0].end, condition) for condition in rest]


def _company_after(text: str, readings: Sequence[Reading]) -> tuple[int, int] | None:
    """The company that follows a condition and is all that follows it: "otherwise, Northwind Inc."."""
    first = readings[0] if readings else None
    if first is None or text[: first.start].strip(" *_-–—"):
        return None
    begins = _THEN_COMPANY.match(text, first.end)
    found = companies.company_at_start(text[begins.end() :]) if begins is not None else None
    if begins is None or found is None or not _NAME_ENDS.match(text, begins.end() + found[1]):
        return None
    return begins.end() + found[0], begins.end() + found[1]


def _asks_party(reading: Reading) -> bool:
    return reading.condition.unread and PARTY.search(reading.condition.text) is not None


_THEN_COMPANY = re.compile(
    r"[\s,:;–—-]*(?:then\s+)?(?:[“\"]?[A-Z]\w+[”\"]?\s+means\s+)?(?:(?:é|es|è|est|ist|is)\s+(?:a|o|la|el|die|de)\s+)?(?:(?:your|the)\s+(?:\w+\s+){0,2}(?:entity|party|company)\s+(?:is|will\s+be)\s+)?(?:the\s+)?"
)
_NAME_ENDS = re.compile(
    r"""\s*(?:[.;]?\s*$|[.;(]\s|\(|,\s+(?:an?|the|whose|having|with|located|of|at|organi[sz]ed|registered|\d)\b)""",
    re.I,
)
"""`Where Customer is located in Peru: Northwind Andes S.A.`, `otherwise, Northwind Inc., a Delaware corporation`"""
_OR = re.compile(r"\b(?:or|except|save|while|whereas|but)\b[^“”\"()]*,", re.I)
_OR_IF = re.compile(r"(?:\bor|\band|\bbut),\s*$", re.I)
"""`by the laws of Chile or, if you live in Peru, by the laws of Peru`"""
_EXCEPT = re.compile(
    r"\b(?:except|save|unless|whereas|other\s+than|ausgenommen|es\s+sei\s+denn|sauf|hormis|à\s+moins|salvo|excepto|tranne|behalve|tenzij"
    r"|exceto)\b",
    re.I,
)
"""`Fees are payable in euros, except that customers in Chile pay in pesos`: the condition is not that of the euros."""


def _condition_of(text: str, start: int, end: int, readings: list[Reading], starts: list[int]) -> Reading | None:
    """The condition nearest before a value, or else the first after it, in the same clause. Where each of several
    values (which begin at `starts`) has its condition after it, that one: "by Chile's laws if …, by those of …"."""
    if len(starts) > 1 and readings and starts[0] < readings[0].start:
        following = next((each for each in starts if each > start), None)
        between = [each for each in readings if end <= each.start and (following is None or each.start < following)]
        between = [each for each in between if ";" not in text[end : each.start]]
        if between:
            return between[0]
    before = [reading for reading in readings if reading.end <= start]
    after = [reading for reading in readings if reading.start >= end and ";" not in text[end : reading.start]]
    return before[-1] if before else after[0] if after else None


def _of_entity(part: Passage, value: tuple[int, int], strength: int, reading: Reading | None) -> Reading | None:
    """The place that a statement on the other party is for. One that it names without saying that it is the customer's
    stays open."""
    if strength == companies.RESPONSIBLE:
        return _region_served(part, value[1]) or reading
    place = by_place.named(part, value[0]) if reading is None and strength == 0 else None
    return replace(place, condition=replace(place.condition, unread=True)) if place is not None else reading


def _around(start: int, readings: Sequence[Reading]) -> Reading | None:
    """The condition on a place within whose words a value stands: "If Seller is established in Peru: Peruvian law"."""
    return next((each for each in readings if each.start < start < each.end and each.condition.countries), None)


def _region_served(part: Passage, end: int) -> Reading | None:
    """ "The entity providing the Service in Peru is …": the region stands inside the statement."""
    for link in re.finditer(r"\b(?:(?=outside\b)|in\s+|within\s+)", part.text[:end]):
        place = read_place(part.text, link.end())
        if (
            place is not None
            and not place.others
            and place.end < end
            and re.match(r"[\s,)]*is\b", part.text[place.end :])
        ):
            span = part.span(link.start(), place.end)
            return Reading(
                link.start(), place.end, Condition(plain(part.text[link.start() : place.end]), span, place.countries)
            )
    return None


def notice_rules(passages: Sequence[Passage]) -> list[RuleDraft]:
    """Where nothing else names the other party: the company at whose address notices reach it. It may be the party; the
    words do not say so, and no profile settles it."""
    for passage in passages:
        found = companies.noticed(passage.text)
        if found:
            lead = passage.text[: found[0]].rstrip(" :*_\n")
            begins = max(lead.rfind(". ") + 2, 0) if ". " in lead else 0
            condition = Condition(plain(lead[begins:]), passage.span(begins, len(lead)), unread=True)
            reading = Reading(begins, len(lead), condition)
            return [RuleDraft(Fact.ENTITY, passage.provision, passage.span(*found), reading, passage.provision, 99)]
    return []


def unheard(
    passages: Sequence[Passage], drafts: Sequence[RuleDraft], lists: Mapping[str, str]
) -> dict[str, list[Condition]]:
    """For each provision that says what holds "otherwise": its conditions whose rule was not read. They are among the
    cases that "otherwise" leaves out."""
    found: dict[str, list[Condition]] = {}
    groups = {draft.group for draft in drafts if draft.reading is not None and draft.reading.others is not None}
    heard = [draft.reading.condition.span for draft in drafts if draft.reading is not None and draft.group in groups]
    for passage in passages:
        group = lists.get(passage.provision, passage.provision)
        for sentence in sentences(passage) if group in groups else ():
            for reading in conditions(sentence.text, sentence.start):
                span = reading.condition.span
                known = reading.others is not None or any(each and span and each.overlaps(span) for each in heard)
                if not known and (reading.condition.countries or reading.condition.organisations):
                    found.setdefault(group, []).append(reading.condition)
    return found
