"""The wordings of instructions that change another provision, each with an example (written for this file).

A pattern looks either at the words of the sentence before the provisions that it cites or at those after them.
"""

from __future__ import annotations

import re

from navigator.model.amendments import Action

_CITED = r"^(?:\s*\([^)]*\))?(?:\s+(?:of|in|to)\s+(?:this|these|the)\s+[\w\s]{3,40}?)?,?"
"""What may stand between the number and the verb: "(Term) of this Agreement"."""
_SAME = r"(?:[^.;]|\.(?=\d))"
"""A character of the same sentence: a full stop inside a number ends none."""

REPLACED = re.compile(
    rf"""{_CITED}\s*(?:(?:is|are|shall\s+be|will\s+be)\s+(?:hereby\s+)?
        (?:(?:(?:deleted|removed|struck)(?:\s+in\s+(?:its|their)\s+entirety)?\s*(?:,\s*)?and\s+)?(?:hereby\s+)?(?:replaced|superseded|substituted)
         |(?:deleted|removed|struck)(?:\s+in\s+(?:its|their)\s+entirety)?,?\s+and\s+the\s+following\s+(?:(?:is|are|(?:shall|will)\s+be)\s+)?
           (?:hereby\s+)?(?:substituted|inserted)(?:\s+(?:therefor|in\s+(?:its|their)\s+(?:place|stead)|in\s+lieu\s+thereof))?
         |amended\s+and\s+restated|amended\s+to\s+read)
         |:\s*(?:(?:delete|strike)(?:\s+in\s+(?:its|their)\s+entirety)?\s*,?\s+and\s+)?(?:replace|substitute|amend\s+and\s+restate)
        (?=\s+(?:in|with|by|as|to\s+read)\b))
        (?:\s+in\s+(?:its|their)\s+entirety)?(?:\s+(?:with|by|as|to\s+read|so\s+as\s+to\s+read)\b)?""",
    re.I | re.X,
)
"""`Section 4.2 (Term) is hereby deleted in its entirety and replaced with the following: …`, and in a list of changes
`Section 4.2: Delete in its entirety and replace with: …`"""
REPLACING = re.compile(
    r"(?:\b(?:the\s+following|this\s+(?:section|clause)(?:\s+[\d.]+)?)\s+(?:terms\s+)?(?:replaces?|supersedes?"
    r"|substitutes?)|(?P<instead>\b(?:in\s+place\s+of|instead\s+of|in\s+lieu\s+of)))\s+(?:the\s+(?:[\w-]+\s+){1,4}of\s+)?$",
    re.I,
)
"""`The following replaces Section 4.2: …`, `In place of Section 4.2, …`"""
BY_TITLE = re.compile(
    r"\b(?:replaces?|supersedes?)\s+(?:in\s+(?:its|their)\s+entirety\s+)?(?:the\s+)?(?:above\s+)?[“\"](?P<title>[^”\"]{3,80})[”\"]"
    r"\s+(?:section|clause|article)\b(?!\s+to\s+the\s+extent)",
    re.I,
)
"""`the terms of this Schedule replace the “Disputes” section`: the provision is named by its heading alone."""
INSTEAD_OF_TITLES = re.compile(
    r"\b[Ii]n\s+(?:place|lieu)\s+of\s+(?P<titles>(?:the\s+)?[A-Z][^.;,]{2,60}(?:,\s+(?:the\s+)?[A-Z][^.;,]{2,60})*),"
)
"""`In place of the Late Fee and the Deposit, a charge of EUR 5 applies`: headings again, without quotation marks."""
PART = re.compile(
    r"\b(?:titles?|headings?|words?|phrases?|sentences?|paragraphs?|definitions?|reference|terms?|portion|part|table|row|first|second|last|“[^”]*”|\"[^\"]*\")"
    r"[^.;]{0,40}\s(?:of|in|to|from)\s+$",
    re.I,
)
"""`The second sentence of Section 4.2 …`: a part of the provision only."""
OTHER_AGREEMENT = re.compile(
    r"^(?:\s*\([^)]*\))*\s+(?:of|in|to|under)\s+(?:the|that|such|an?)\s+(?P<name>(?:[A-Z][\w’'-]*\s*){1,5})"
)
CONDITIONED = re.compile(r"\b(?:if|where|when|unless|except|in\s+case|for\s+(?!the\s+avoidance|clarity))\b", re.I)
"""`For orders above USD 100, Section 4.2 …`: words before an instruction that limit it."""

_WORDS_OF = re.compile(r"\b(?:in|of)\s*$", re.I)
_WORDS_REPLACED = re.compile(
    rf"""{_CITED}\s*(?:the\s+)?(?:words?|phrases?|figures?|numbers?|references?\s+to)?\s*[“"][^”"]{{1,160}}[”"]\s+
        (?:is|are|shall\s+be|will\s+be)\s+(?:hereby\s+)?(?:deleted|replaced|substituted|amended)\b""",
    re.I | re.X,
)
"""`In Section 4.2, the words “ten days” are replaced with “five days”`: some words only"""
_DELETED = re.compile(
    rf"{_CITED}\s*(?:is|are|shall\s+be|will\s+be)\s+(?:hereby\s+)?(?:deleted|removed|disapplied|excluded)\b(?P<rest>.*)",
    re.I | re.S,
)
"""`Section 4.2 is deleted.`"""
_NOT_APPLY = re.compile(rf"^{_SAME}{{0,120}}?\b(?:does|do|shall|will)\s+not\s+apply\b(?P<rest>.*)", re.I | re.S)
"""`Section 4.2 does not apply.`"""
_LIMITED = re.compile(r"^\s*(?:where|to\s+the\s+extent|if|unless|except|in\s+case|when|insofar|so\s+far)\b", re.I)
"""`does not apply where the law forbids it`: a qualification, not an end."""
_ENTIRELY = re.compile(
    r"^\s*(?:(?:to|for)\s+(?:you|(?:the\s+)?customers?)\b|to\s+this\s+agreement\b|at\s+all\b|in\s+(?:its|their)\s+entirety\b)?"
    r"\s*(?:[.:;]|$|,?\s+and\b)",
    re.I,
)
"""What follows "does not apply" where nothing limits it; "to the trial services" would."""
_LEAD = re.compile(r"^[\s*_“\"(]*(?:(?:accordingly|however|therefore|furthermore|in\s+addition|also),?\s*)?$", re.I)
"""What may stand before the provision where the sentence is about the whole of it."""
_NOT_UNDER = re.compile(
    rf"\bnot\s+(?:be\s+)?(?:subject\s+to|limited\s+by)\b{_SAME}{{0,90}}$|\bnot\s+(?:under|pursuant\s+to)\s*$", re.I
)
"""`Your breach is not subject to the limits in Section 7`, `interest runs under that Act and not under Section 4.2`"""
_NARROWED = re.compile(
    rf"""^{_SAME}{{0,120}}?\b(?:
        (?:does|do|shall|will)\s+not\s+(?:prohibit|prevent|limit|restrict|require|exclude)
       |(?:(?:will|shall)\s+)?only\s+(?:apply|applies)\s+(?:if|where|when|to)
       |(?:(?:will|shall)\s+)?(?:only\s+)?(?:apply|applies)\s+(?:only\s+)?(?:to\s+the\s+extent|subject\s+to|insofar|so\s+far\s+as|only|with\s+the\s+following)
       |(?:is|are)\s+(?:to\s+be|subject\s+to\s+be(?:ing)?)\s+(?:read|construed|interpreted))\b""",
    re.I | re.X,
)
"""`Section 4.2 applies only to the extent that …`, `does not prevent you from …`, `is to be read accordingly`"""
_NOTWITHSTANDING = re.compile(
    rf"\b(?:notwithstanding|despite|in\s+spite\s+of|by\s+way\s+of\s+derogation\s+from)\b{_SAME}{{0,80}}$", re.I
)
"""`Notwithstanding anything in Section 4.2, …`"""
_NONE_UNDER = re.compile(rf"^\s*No\s+{_SAME}{{3,60}}\bunder\s+$")
"""`No renewal under Section 4.2 is longer than a year.`"""
_CHANGED_USE = re.compile(r"^\s*(?:If|When|Where)\s+(?:we|you)\s+[^.;,]{3,80}\b(?:under|pursuant\s+to)\s+$")
_ENTITLES = re.compile(
    rf"{_CITED},\s+(?:you|we|(?:either|each)\s+party|(?:the\s+)?[Cc]ustomer)\s+(?:may|can|need|will|must|shall)\b"
)
"""`If we raise a price under Section 4.2, you may leave at once.`"""
_ADDED_BEFORE = re.compile(
    rf"""\b(?:in\s+addition\s+to(?:\s+(?:the|those|any|your|our)\s+{_SAME}{{2,80}}?\s(?:set\s+(?:forth|out)|described|defined|stated|listed|under)(?:\s+in)?)?
        |supplements?|as\s+part\s+of\b{_SAME}{{0,80}}(?:set\s+(?:forth|out)|described|defined)\s+in)\s*$""",
    re.I | re.X,
)
"""`In addition to the Charges defined in Section 4.2, …`"""
_INSERTED = re.compile(
    r"\b(?:inserted|added)\s+(?:immediately\s+|directly\s+)?(?:after|before|following|at\s+the\s+end\s+of)\s*$", re.I
)
"""`The following new Section 4.3 is inserted after Section 4.2: …`"""
_SUPPLEMENTED = re.compile(
    rf"{_CITED}\s*(?:is|are|shall\s+be|will\s+be)\s+(?:hereby\s+)?(?:supplemented|extended|amended)\s+by\s+(?:(?:adding|inserting|including)\b|the\s+following)",
    re.I,
)
"""`Section 4.2 is amended by adding the following sentence: …`"""
_AMENDED = re.compile(
    rf"{_CITED}\s*(?:is|are|shall\s+be|will\s+be)\s+(?:hereby\s+)?amended\s+(?:by\s+(?:deleting|replacing|substituting|striking|removing|changing)|so\s+that|as\s+follows)\b",
    re.I,
)
"""`Section 4.2 is amended by deleting “ten” and substituting “five”`: some words only"""
_FOR_PURPOSES = re.compile(r"\bfor\s+(?:the\s+)?purposes?\s+of\s*$", re.I)
"""`For the purposes of Section 4.2, “days” are working days.`"""
_ADDED_AFTER = re.compile(rf"^{_SAME}{{0,60}}?\b(?:(?:will|shall)\s+)?(?:also\s+)?includes?\b", re.I)
_DEFINED_IN = re.compile(r"\b(?:as\s+)?(?:defined|described|set\s+(?:forth|out))\s+in\s*$", re.I)
"""`Charges, as defined in Section 4.2, include stamp duty.`"""


def lesser_action(lead: str, after: str, before: str) -> tuple[Action, bool] | None:
    """What a sentence of special terms does to the provisions it cites, short of replacing them, and whether it does so
    to the whole of them; None where it merely mentions them. `before` and `after` are its words around them, `lead`
    those before less the condition of the special terms."""
    if _WORDS_OF.search(before) and _WORDS_REPLACED.match(after):
        return Action.REPLACE, False
    if _AMENDED.match(after):
        return Action.REPLACE, False
    if _SUPPLEMENTED.match(after) or _INSERTED.search(before):
        return Action.ADD, False
    for pattern in (_DELETED, _NOT_APPLY):
        if found := pattern.match(after):
            if _LIMITED.match(found["rest"]):
                return Action.QUALIFY, False
            return Action.DISAPPLY, bool(_LEAD.match(lead) and _ENTIRELY.match(found["rest"]))
    if _NOT_UNDER.search(before):
        return Action.DISAPPLY, False
    qualified = (
        _NARROWED.match(after)
        or _NOTWITHSTANDING.search(before)
        or _NONE_UNDER.search(before)
        or _FOR_PURPOSES.search(before)
        or (_CHANGED_USE.search(before) and _ENTITLES.match(after))
    )
    if qualified:
        return Action.QUALIFY, False
    if _ADDED_BEFORE.search(before) or (_DEFINED_IN.search(before) and _ADDED_AFTER.match(after)):
        return Action.ADD, False
    return None
