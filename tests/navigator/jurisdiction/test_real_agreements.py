"""What real agreements say by country: names and places only, checked by hand against their words."""

from collections.abc import Callable
from pathlib import Path

import pytest

from navigator.jurisdiction import applies
from navigator.model.rules import Fact, Profile
from navigator.pipeline import analyse

ENTITY, LAW, COURTS, SEAT = Fact.ENTITY, Fact.GOVERNING_LAW, Fact.COURTS, Fact.ARBITRATION_SEAT
OPEN = None
"""Not settled by the agreement's words, or said for other cases only."""

CASES: dict[str, dict[Fact, dict[str, str | None]]] = {
    "open/shopify-terms-of-service.md": {
        ENTITY: {
            "US": "Shopify Inc.",
            "CA": "Shopify Inc.",
            "AU": "Shopify Commerce Singapore",
            "JP": "Shopify Commerce Singapore",
            "DE": "Shopify International Limited",
            "BR": "Shopify International Limited",
        },
        COURTS: {"US": "Ontario", "NZ": "Singapore", "ZA": "Irish", "MX": "Irish"},
        LAW: {"US": "Ontario", "DE": "Ontario"},
    },
    "open/github-corporate-terms-of-service.md": {
        LAW: {"US": "California", "BR": "California", "MX": "California", "DE": "Ireland", "JP": "Ireland"},
        COURTS: {"CA": "Northern District of California", "IN": "Dublin", "AU": "Dublin"},
    },
    "library/Reddit/Terms of Service.md": {
        ENTITY: {
            "US": "Reddit, Inc.",
            "BR": "Reddit, Inc.",
            "GB": "Reddit, Inc.",
            "DE": "Reddit Netherlands B.V.",
            "CH": "Reddit Netherlands B.V.",
        },
        LAW: {"US": "California", "JP": "California", "DE": OPEN},
        COURTS: {"IN": "San Francisco", "FR": OPEN},
    },
    "library/X/Terms of Service.md": {
        ENTITY: {"US": "X Corp.", "BR": "X Corp.", "DE": "X Internet Unlimited Company", "CH": "X Internet Unlimited"},
        LAW: {"US": "Texas", "JP": "Texas", "GB": "Irish", "NO": "Irish"},
        COURTS: {"US": "Tarrant County", "IE": "Ireland"},
    },
    "library/Twitter/Terms of Service.md": {
        ENTITY: {"US": "X Corp.", "DE": "Twitter International Unlimited Company", "IS": "Twitter International"},
        LAW: {"US": "California", "DE": OPEN},
        COURTS: {"MX": "San Francisco County", "GB": OPEN},
    },
    "library/Snapchat/Terms of Service.md": {
        ENTITY: {
            "US": "Snap Inc.",
            "DE": "Snap Group Limited",
            "JP": "Snap Group Limited Singapore Branch",
            "KZ": "Snap Group Limited Singapore Branch",
            "GE": "Snap Group Limited",
            "BR": "Snap Group Limited",
        },
        LAW: {"US": "California", "FR": "England and Wales", "IN": "England and Wales"},
        COURTS: {"US": "Central District of California", "GB": "England"},
        SEAT: {"US": OPEN, "DE": "London"},
    },
    "library/Snapchat/Content Monetisation Policy.md": {
        ENTITY: {
            "US": "Snap Inc.",
            "IN": "Snap India Camera Private Limited",
            "JP": "Snap Group Limited Singapore Branch",
            "DE": "Snap Group Limited",
            "NG": "Snap Group Limited",
        }
    },
    "library/WeChat/Terms of Service.md": {
        ENTITY: {
            "US": "WeChat International Pte. Ltd.",
            "TW": "WeChat International Pte. Ltd.",
            "HK": "WeChat International Pte. Ltd.",
            "DE": "Tencent International Services Europe BV",
            "CH": "Tencent International Services Europe BV",
            "CN": OPEN,
        },
        LAW: {"US": "Delaware", "AU": "Singapore", "BR": "Singapore"},
        SEAT: {"JP": "Singapore"},
        COURTS: {"US": "California"},
    },
    "library/WhatsApp/Terms of Service.md": {
        ENTITY: {
            "GB": "WhatsApp LLC",
            "DE": "WhatsApp Ireland Limited",
            "NO": "WhatsApp Ireland Limited",
            "US": "WhatsApp LLC",
        },
        LAW: {"DE": "Ireland"},  # for a company; a consumer has the law of the home country
    },
    "library/TikTok/Terms of Service.md": {
        ENTITY: {
            "DE": "TikTok Technology Limited",
            "CH": "TikTok Technology Limited",
            "GB": "TikTok Information Technologies UK Limited",
            "US": OPEN,
        }
    },
    "library/X/Developer Terms.md": {
        ENTITY: {
            "US": "X Corp.",
            "BR": "X Corp.",
            "DE": "X Internet Unlimited Company",
            "GB": "X Internet Unlimited Company",
            "CH": "X Internet Unlimited Company",
        },
        LAW: {"US": "Texas", "JP": "Texas", "DE": "Irish", "NO": "Irish"},
        COURTS: {"US": "Northern District of Texas", "IE": "Ireland"},
    },
    "library/X/Content Monetisation Policy.md": {
        ENTITY: {"US": "X Corp.", "JP": "X Corp."},
        LAW: {"US": "Texas", "BR": "Texas", "FR": "Irish", "IS": "Irish", "GB": "Irish"},
        COURTS: {"US": OPEN, "DE": "Ireland"},  # New York hears disputes about fraud alone
        SEAT: {"JP": OPEN},
    },
    "open/tiktok-terms-of-service.md": {
        ENTITY: {
            "DE": "TikTok Technology Limited",
            "CH": "TikTok Technology Limited",
            "GB": "TikTok Information Technologies UK Limited",
            "US": OPEN,
        },
    },
    "library/Upscrolled/Terms of Service.md": {
        ENTITY: {"US": "UpScrolled B.V.", "DE": "UpScrolled B.V."},
        LAW: {"US": "Netherlands", "JP": "Netherlands", "FR": "Netherlands"},
        COURTS: {"US": "Amsterdam", "FR": "Amsterdam"},
    },
    "library/Facebook/Terms of Service.md": {
        ENTITY: {"DE": "Meta Platforms Ireland Limited"},
        LAW: {"DE": "Irish"},  # for a company; a consumer has the law of the home country
        COURTS: {"DE": "Ireland"},
    },
    "library/LINE/Terms of Service.md": {
        ENTITY: {"JP": "LY Corporation"},
        LAW: {"JP": "Japan", "TW": "Japan"},
        COURTS: {"JP": "Tokyo District Court"},
    },
    "versions/reddit-terms-of-service.2022-07-11.md": {
        ENTITY: {"US": "Reddit, Inc.", "DE": "Reddit, Inc."},
        LAW: {"US": "California", "JP": "California", "DE": OPEN},
        COURTS: {"BR": "San Francisco", "CH": OPEN},
    },
    "versions/x-terms-of-service.2024-02-21.md": {
        ENTITY: {"US": "X Corp.", "BR": "X Corp.", "DE": "Twitter International Unlimited Company"},
        LAW: {"US": "California", "MX": "California"},
        COURTS: {"US": "San Francisco County"},
    },
    "versions/snapchat-terms-of-service.2025-03-06.md": {
        ENTITY: {"US": "Snap Inc.", "DE": "Snap Group Limited", "JP": "Snap Group Limited Singapore Branch"},
        LAW: {"US": "California", "FR": "England and Wales", "JP": "England and Wales"},
        COURTS: {"US": "Central District of California", "DE": "England"},
        SEAT: {"US": OPEN, "DE": "London"},
    },
    "versions/twitch-terms-of-service.2022-07-11.md": {
        ENTITY: {"US": "Twitch Interactive, Inc.", "DE": "Twitch Interactive, Inc."},
        LAW: {"US": "California", "DE": "California"},
        COURTS: {"US": "Santa Clara County"},
        SEAT: {"US": "Santa Clara County", "JP": "Santa Clara County"},
    },
    "library/Twitter/Developer Terms.md": {
        ENTITY: {"US": "X Corp.", "JP": "X Corp.", "DE": "Twitter International", "CH": "Twitter International"},
        LAW: {"US": "California", "BR": "California", "DE": "your country", "CH": "your country", "GB": "your country"},
    },
    "library/YouTube/Terms of Service.md": {
        ENTITY: {"DE": "Google Ireland Limited", "CH": "Google Ireland Limited", "US": OPEN},
        LAW: {"DE": "Germany", "FR": OPEN},
    },
    "library/Facebook/Commercial Terms.md": {
        ENTITY: {"US": "Meta Platforms, Inc."},
        LAW: {
            "US": "California",
            "DE": OPEN,
        },  # outside the United States it depends on which company the claim is with
        COURTS: {"DE": OPEN},
    },
    "versions/tiktok-terms-of-service.2022-09-05.md": {  # German
        ENTITY: {
            "DE": "TikTok Technology Limited",
            "CH": "TikTok Technology Limited",
            "GB": "TikTok Information Technologies UK Limited",
            "US": OPEN,
        },
        LAW: {"DE": "Recht des Landes, in dem Sie"},
        COURTS: {"GB": "England und Wales", "US": OPEN},
    },
    "versions/tiktok-terms-of-service.2025-01-18.md": {
        ENTITY: {"DE": "TikTok Technology Limited", "GB": "TikTok Information Technologies UK Limited", "JP": OPEN},
        COURTS: {"DE": "Republic of Ireland", "GB": "England & Wales", "US": OPEN},
    },
    "versions/snapchat-terms-of-service.2022-07-11.md": {  # its title and its first section contradict each other
        ENTITY: {"US": OPEN, "DE": OPEN},
        LAW: {"US": OPEN, "DE": OPEN},
    },
    "library/YouTube/Privacy Policy.md": {
        ENTITY: {"DE": "Google Ireland Limited", "GB": "Google LLC", "US": OPEN, "JP": OPEN},
    },
    "library/Facebook/Developer Terms.md": {ENTITY: {"US": OPEN, "DE": OPEN}},  # named for transfers of data alone
    "library/Facebook/Law Enforcement Guidelines.md": {ENTITY: {"US": OPEN, "JP": OPEN}},
    "open/37signals-dpa.pdf": {  # Ireland is the choice of the standard contractual clauses alone
        LAW: {"US": OPEN, "DE": OPEN},
        COURTS: {"US": OPEN},
    },
    "open/common-paper-independent-contractor-agreement.docx": {  # blanks
        LAW: {"US": OPEN},
        COURTS: {"US": OPEN},
    },
    "library/WeChat/Privacy Policy.md": {ENTITY: {"US": "WeChat International Pte. Ltd.", "DE": OPEN}},
    "library/Spotify/Terms of Service.md": {
        ENTITY: {"US": "Spotify USA Inc.", "DE": "Spotify USA Inc."},
        LAW: {"US": "New York"},
        COURTS: {"US": "New York, New York"},
    },
    "library/Parler/Terms of Service.md": {LAW: {"US": "Nevada"}, SEAT: {"US": "Nevada"}},
    "library/BeReal/Terms of Service.md": {
        ENTITY: {"FR": "BeReal SAS"},
        LAW: {"US": "French law"},
        COURTS: {"US": "Paris"},
    },
    "library/TruthSocial/Terms of Service.md": {
        ENTITY: {"US": "T MEDIA TECH LLC"},
        LAW: {"US": "Florida"},
        COURTS: {"US": "SARASOTA COUNTY"},
    },
    "library/Bluesky/Terms of Service.md": {LAW: {"US": "Delaware", "DE": "Delaware"}, COURTS: {"US": "Delaware"}},
    "open/wikimedia-terms-of-use.md": {
        ENTITY: {"US": "Wikimedia Foundation, Inc."},
        LAW: {"US": "State of California"},
        COURTS: {"DE": "San Francisco County"},
    },
    "open/github-terms-of-service.md": {
        ENTITY: {"US": "GitHub, Inc."},
        LAW: {"US": "State of California"},
        COURTS: {"US": "San Francisco"},
    },
    "open/legalstart-cgu.fr.md": {ENTITY: {"FR": "Yolaw SAS"}, LAW: {"FR": "droit français"}, COURTS: {"FR": "Paris"}},
    "library/Quora/Terms of Service.md": {
        SEAT: {"US": "County where you reside", "CA": "Santa Clara", "DE": "Santa Clara"},
    },
}


@pytest.mark.parametrize("name", sorted(CASES))
def test_answers_by_country(name: str, corpus_file: Callable[[str], Path]) -> None:
    path = corpus_file(name)
    analysis = analyse(path.read_bytes(), path.name)
    wrong = []
    for fact, cases in CASES[name].items():
        for country, wanted in cases.items():
            answer = applies(analysis, Profile(country)).answers[fact]
            settled = answer.value if answer is not None and answer.certain else None
            right = settled is None if wanted is None else wanted in (settled or "")
            if not right:
                wrong.append((fact.value, country, wanted, settled))
    assert wrong == []
