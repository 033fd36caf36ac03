"""How people write the names of schools: what a search looks in, and what lists are sorted by. Pure.

Everything is brought to one spelling: lower case without accents, apostrophes and points; `&` is *and*; Saint is *st*;
C of E, CofE, C.E. and Church of England are *ce*; R.C., Roman Catholic and Catholic are *rc*; Jnr is *junior*.
"""

from __future__ import annotations

import re
import string
import unicodedata

# No regular expression on the way: a national file brings 50,000 names.
_LETTERS = frozenset(string.ascii_lowercase + string.digits)
_PLAIN = {ord(sign): " " for sign in map(chr, range(128)) if sign not in _LETTERS} | {
    **{ord(sign): None for sign in "'’‘`´."},
    **{ord(upper): lower for upper, lower in zip(string.ascii_uppercase, string.ascii_lowercase, strict=True)},
    **{ord(sign): " " for sign in "–—-“”,;:…·•\u00a0"},
    ord("&"): " and ",
}
_TOGETHER = (
    (" church of england ", " ce "),
    (" c of e ", " ce "),
    (" c o e ", " ce "),
    (" c e ", " ce "),
    (" roman catholic ", " rc "),
    (" r c ", " rc "),
)
_ONE_SPELLING = {
    "saint": "st",
    "saints": "st",
    "ss": "st",
    "cofe": "ce",
    "coe": "ce",
    "catholic": "rc",
    "jnr": "junior",
    "jun": "junior",
    "infants": "infant",
    "inf": "infant",
    "prim": "primary",
    "sec": "secondary",
    "sch": "school",
    "schools": "school",
    "acad": "academy",
    "nurs": "nursery",
    "utc": "university technical college",
    "pru": "pupil referral unit",
}
_respell = _ONE_SPELLING.get


def plain(text: str) -> str:
    """Words in lower case with one space between, otherwise as they were written."""
    lowered = text.translate(_PLAIN)
    if not lowered.isascii():
        lowered = "".join(sign for sign in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(sign))
        lowered = "".join(sign if sign.isalnum() else " " for sign in lowered.lower())
    return " ".join(lowered.split())


def spelt(words: str) -> str:
    """Plain words in the one spelling."""
    padded = f" {words} "
    for written, short in _TOGETHER:
        if written in padded:
            padded = padded.replace(written, short)
    return " ".join([_respell(word, word) for word in padded.split()])


def sort_name(name: str) -> str:
    """What a list is sorted by: one spelling, without a leading *the*."""
    return spelt(plain(name)).removeprefix("the ")[:255]


def searchable(spelt: str, written: str, *, urn: int, laestab: int | None, postcode: str, town: str) -> str:
    """What a search looks in: the name in one spelling and (where it differs) as written, then a bar, then numbers,
    postcode and town. Every word has a space before it, so that ` wor` finds the beginnings of words."""
    names = spelt if spelt == written else f"{spelt} {written}"
    code = postcode.lower()
    return f" {names} | {urn} {laestab or ''} {code} {code.replace(' ', '')} {town.lower()}"


_LAESTAB_APART = re.compile(r"\b(\d{3})[/ ](\d{4})\b")
_POSTCODE_APART = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?) (\d[a-z]{2})\b")


def asked_for(text: str) -> list[str]:
    """The words of a query in one spelling; a postcode or LAESTAB written apart is put together."""
    joined = _LAESTAB_APART.sub(r"\1\2", text.lower().strip()[:200])
    return spelt(plain(_POSTCODE_APART.sub(r"\1\2", joined))).split()[:12]
