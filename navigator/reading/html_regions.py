"""Which parts of a saved page surround the agreement: menus, banners, footers, hidden parts, controls.

Where in doubt a part is kept: the reader may have to skip a line, but never misses a clause.
"""

from __future__ import annotations

import re

from navigator.model.text import words
from navigator.reading.archives import XmlElement

_ROLES = {
    "navigation": "nav", "menu": "nav", "menubar": "nav", "search": "nav", "banner": "header", "contentinfo": "footer",
    "complementary": "aside", "doc-toc": "toc", "doc-footnote": "footnote", "note": "box",
}  # fmt: skip
_TAGS = {
    "nav": "nav",
    "header": "header",
    "footer": "footer",
    "aside": "aside",
    "form": "form",
    "blockquote": "quote",
    "details": "details",
}
# class="site-nav", id="onetrust-banner-sdk", class="breadcrumbs"
_NAVIGATION = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|(?:main|site|side|top|mobile)?-?menu|breadcrumbs?|cookies?|cookie-?(?:banner|bar|notice|consent|popup|law|message|warning|hinweis|layer|overlay)|consent|gdpr|"
    r"axeptio|tarteaucitron|cookiebot|usercentrics|didomi|cmplz|osano|iubenda-cs|cc-window|borlabs|klaro|"
    r"onetrust|skip-?(?:link|nav|to)\w*|"
    r"social|share|sharing|catlinks|pagination|search-?(?:box|bar|form)|newsletter|infolettre|bolet[ií]n|mailing-?list|language-?(?:switcher|selector|picker)|site-(?:header|footer)|"
    r"(?:related|recommended|recent|more)-?(?:posts?|articles?|content|links|pages|products)|cross-?selling|you-may-also-like|"
    r"cta|phase-?banner|announcement-?bar|by-?line|(?:article|post|entry)-?author|author-?(?:box|bio|info)|"
    r"comments?-?(?:section|area|list|thread)|(?:page|change|full|revision)-?history|feedback|back-?to-?top)(?:$|[\s_-])",
    re.IGNORECASE,
)
# class="mw-editsection", class="headerlink": what stands beside a heading to edit it or to link to it
_BESIDE_HEADING = re.compile(
    r"(?:^|[\s_-])(?:edit-?section|header-?link|heading-?anchor|anchor-?link|perma-?link)(?:$|[\s_-])", re.IGNORECASE
)
_FOOTER = re.compile(r"(?:^|\s)(?:page-?|site-?|main-?|global-?)?footer(?:$|\s)", re.IGNORECASE)
_CONTENTS = re.compile(
    r"(?:^|[\s_-])(?:toc|table-?of-?contents|contents-?list|on-?this-?page)(?:$|[\s_-])", re.IGNORECASE
)
# class="plain-english", class="tos-summary", class="tldr": the publisher's own word for a summary
_SUMMARY = re.compile(
    r"(?:^|[\s_-])(?:plain-?(?:english|language)|tl-?dr|summary|summaries|in-?short|in-?brief|gist|nutshell|human-?readable)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BOX = re.compile(
    r"(?:^|[\s_-])(?:admonition|callout|annotation|call-?out|info-?box|notice-?box|explainer|explanation|sidenote|highlight-?box)(?:$|[\s_-])",
    re.IGNORECASE,
)
# class="alert alert-info": a box that may as well warn as sum up
_PART = re.compile(r"(?:^|[\s_-])(?:alert|notice|hint|tip|infobox|well)(?:$|[\s_-])", re.IGNORECASE)
_PANEL = re.compile(r"accordion|collaps|panel|tab-?(?:pane|content|panel)|toggle|expand|faq", re.IGNORECASE)
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_COOKIES = re.compile(r"cookie|consent|gdpr|onetrust", re.IGNORECASE)
_LETTERS = re.compile(r"[\W\d_]+")
_HEADER = frozenset({"header"})
_SECTIONING = frozenset({"article", "main", "section"})
_MAIN = frozenset({"article", "main"})
_HEADINGS = ("h1", "h2", "h3")
_ALL_HEADINGS = (*_HEADINGS, "h4", "h5", "h6")
_SURROUNDING = frozenset({"nav", "header", "footer", "aside", "form", "toc"})
_GROUPS = frozenset({"div", "section", "figure", "dl", "aside"})
_LEAST_PARTS, _LONGEST_PART, _PARTS_SHARE = 3, 150, 0.4
"""How many parts of one class make a habit of the page, the words of the longest, and the words of all of them as a
share of the page's."""
_LONGEST_SIGN_UP = 40
"""Words of the longest part around a field for the reader's address."""
_FEW = 4
"""Words of "[edit | edit source]"."""
_MOST = 0.25
"""A part that holds more of the page's words than this is the agreement, whatever it is called."""


class Regions:
    """Facts about one page that the choice needs: where its words are, and what its controls open."""

    def __init__(self, root: XmlElement) -> None:
        elements = list(root.iter())
        self._words = _count_words(elements)
        self._total = max(1, self._words.get(root, 0))
        self._titles = sum(1 for element in elements if element.tag == "h1")
        self._parts = self._habits(elements)
        fields = (element for element in elements if element.tag == "input" and element.get("type") == "email")
        self._signing_up = {above for element in fields for above in element.iterancestors("div", "section")}
        self._controlled = set()
        self.targets = set()
        """Ids that links of the page point to."""
        for element in elements:
            for name in ("aria-controls", "data-target", "data-bs-target", "href"):
                value = element.get(name)
                if value and (value.startswith("#") or name == "aria-controls"):
                    for identity in value.split():
                        self._controlled.add(identity.lstrip("#")) if name != "href" else self.targets.add(
                            identity.lstrip("#")
                        )

    def _habits(self, elements: list[XmlElement]) -> frozenset[str]:
        """The classes of small parts that the page repeats, with other text between any two and no heading or table in
        them: each of its summaries, say, is a `<div class="blue-box">`."""
        found: dict[str, int] = {}
        barred: set[str] = set()
        for element in elements:
            name = element.get("class")
            if name is None or element.tag not in _GROUPS or name in barred:
                continue
            size = self._words.get(element, 0)
            before = element.getprevious()
            if before is not None and before.get("class") == name:
                barred.add(name)
            elif 0 < size <= _LONGEST_PART and next(element.iter(*_ALL_HEADINGS, "table"), None) is None:
                found[name] = found.get(name, 0) + 1
            else:
                barred.add(name)
        totals = dict.fromkeys(found, 0)
        for element in elements:
            name = element.get("class")
            if name in totals and element.tag in _GROUPS:
                totals[name] += self._words.get(element, 0)
        return frozenset(
            name
            for name, count in found.items()
            if name not in barred and count >= _LEAST_PARTS and totals[name] <= _PARTS_SHARE * self._total
        )

    def words(self, element: XmlElement) -> int:
        """How many words stand in an element."""
        return self._words.get(element, 0)

    def container(self, element: XmlElement) -> str | None:
        """The container that an element opens ("nav", "quote", "box", "summary", …), or None."""
        found = self._named(element)
        if found not in _SURROUNDING:
            return found
        if found in ("header", "footer") and element.tag != "table" and _within(element, _SECTIONING):
            return None
        if found == "aside" and _within(element, _MAIN):
            return "box"
        if found == "header" and self._titles == 1 and next(element.iter("h1"), None) is not None:
            return None  # a page header with the page's only title
        if found in ("toc", "nav"):
            return found if self._words.get(element, 0) <= 0.5 * self._total else None
        if self._words.get(element, 0) > _MOST * self._total and self._total > 40:
            return None
        if (
            found == "form"
            and self._words.get(element, 0) > _LONGEST_SIGN_UP
            and next(element.iter(*_HEADINGS), None) is not None
        ):
            return None
        return found

    def _named(self, element: XmlElement) -> str | None:
        role = (element.get("role") or "").strip().lower()
        if role in _ROLES:
            return _ROLES[role]
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        tag = str(element.tag)
        if role == "tablist" and next(element.iter(*_ALL_HEADINGS, "p"), None) is None:
            return None if _has_panel(element) else "nav"  # names of tabs; old accordions are tab lists as well
        if tag == "table" and _within(element, _HEADER):
            return "header"
        if role in ("dialog", "alertdialog") and _COOKIES.search(names + " ".join(element.itertext())[:400]):
            return "nav"
        if _CONTENTS.search(names):
            return "toc"
        if tag in _TAGS:
            if tag in ("aside", "details", "blockquote") and _SUMMARY.search(names):
                return "summary"
            return _TAGS[tag]
        if names == " " or tag in ("html", "body", "main", "article") or tag in _HEADINGS:
            return None
        return self._called(element, tag, names)

    def _called(self, element: XmlElement, tag: str, names: str) -> str | None:
        """The container that an element opens by what its class and id call it."""
        if tag in ("div", "section", "p", "span", "ul") and _SUMMARY.search(names):
            return "summary" if self._words.get(element, 0) <= _MOST * self._total else None
        if element in self._signing_up and self._words.get(element, 0) <= _LONGEST_SIGN_UP:
            return "form"
        around = _NAVIGATION.search(names) is not None
        if tag in ("div", "section", "figure") and not around and _BOX.search(names):
            return "box"
        if tag == "div" and (_FOOTER.search(element.get("class") or "") or _FOOTER.search(element.get("id") or "")):
            return "footer"
        if around and self._words.get(element, 0) <= _MOST * self._total:
            has_title = next(element.iter("h1", "article", "main"), None) is not None
            return None if has_title or _names_heading(element) else "nav"
        if tag in _GROUPS and (element.get("class") in self._parts or (tag == "div" and _PART.search(names))):
            return "part"
        return None

    def hidden(self, element: XmlElement) -> bool:
        """Whether a part is not shown at all. What a control of the page opens (an accordion's panel) is shown."""
        marked = element.get("hidden") is not None or (element.get("aria-hidden") or "").lower() == "true"
        if not marked and not _HIDDEN.search(element.get("style") or ""):
            return False
        names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
        if _COOKIES.search(names):
            return True
        opened = (
            element.get("id") in self._controlled or element.get("aria-labelledby") is not None or _PANEL.search(names)
        )
        return not (opened or self._words.get(element, 0) > _MOST * self._total)

    def beside_heading(self, element: XmlElement) -> bool:
        """Whether a part stands beside a heading to edit its section or to link to it: "[edit]", "#", "¶"."""
        if element.tag not in ("a", "span", "sup") or self._words.get(element, 0) > _FEW:
            return False
        if element.tag == "a" and (element.get("href") or "").startswith("#") and not self._words.get(element, 0):
            return element.getparent() is not None and element.getparent().tag in _ALL_HEADINGS
        return _BESIDE_HEADING.search(element.get("class") or "") is not None

    def control(self, element: XmlElement) -> bool:
        """Whether a button only works the page. A button that is the title of a panel is part of the text."""
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        titled = (
            element.get("aria-controls")
            or element.get("aria-expanded")
            or element.get("data-target")
            or _PANEL.search(names)
        )
        within = _within(element, frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt"}))
        return not (within or (titled and self._words.get(element, 0) >= 1))


def _has_panel(element: XmlElement) -> bool:
    return any((inner.get("role") or "").lower() == "tabpanel" for inner in element.iter("div", "section", "article"))


def _names_heading(element: XmlElement) -> bool:
    """Whether a part is called by the first words of its heading: `<section id="cookies"><h2>Cookies on our boats</h2>`
    is a clause about cookies."""
    heading = next(element.iter("h2", "h3", "h4", "h5"), None)
    identity = _LETTERS.sub("", (element.get("id") or "").casefold())
    if heading is None or not identity or _NAVIGATION.search(element.get("class") or ""):
        return False
    return _LETTERS.sub("", "".join(heading.itertext()).casefold()).startswith(identity)


def _within(element: XmlElement, tags: frozenset[str]) -> bool:
    return any(above.tag in tags for above in element.iterancestors())


def _count_words(elements: list[XmlElement]) -> dict[XmlElement, int]:
    """Words in each element, children included: one pass backwards, so that children come before their parents."""
    found: dict[XmlElement, int] = {}
    for element in reversed(elements):
        total = words(element.text or "") if element.tag not in ("script", "style") else 0
        for child in element:
            total += found.get(child, 0) + words(child.tail or "")
        found[element] = total
    return found
