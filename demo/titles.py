"""What a school is called: by its place or its saint, its stage and its faith, in the spellings that registers mix."""

from __future__ import annotations

from demo.chance import Chance
from demo.names import Names

_CATHOLIC = {"Catholic": 7, "RC": 2, "Roman Catholic": 1}
_ENGLAND = {"CofE": 6, "Church of England": 3, "C of E": 1}
_LAST_WORD = {
    "nursery": {"Nursery School": 1},
    "primary": {"Primary School": 8, "Community Primary School": 1, "Junior and Infant School": 1},
    "infant": {"Infant School": 3, "Infant and Nursery School": 1},
    "junior": {"Junior School": 1},
    "secondary": {"School": 5, "High School": 2, "Community School": 1, "College": 1},
    "all-through": {"School": 1},
    "special": {"School": 4, "Special School": 1},
    "alternative": {"Centre": 2, "School": 1},
    "technical": {"University Technical College": 1},
    "studio": {"Studio School": 1},
    "sixth form": {"Sixth Form College": 1},
    "outside special": {"School": 1},
    "independent": {"House School": 2, "Preparatory School": 1, "College": 1, "Hall": 1},
    "independent special": {"House School": 1, "Lodge": 1},
}

_BECOMES = (("Primary School", "Primary Academy"), ("Community School", "Academy"), ("High School", "Academy"))


def title(chance: Chance, names: Names, *, stage: str, faith: str, place: str, gender: str, selective: bool) -> str:
    """A name for a school that is not an academy, or was not one when it was named."""
    last = chance.pick(_LAST_WORD[stage])
    if faith:
        last = last.replace("Community ", "")
    if selective:
        return f"{place} Grammar School for {gender}"
    if gender != "Mixed":
        return f"{place} {gender}’ School" if chance.happens(0.3) else f"{place} School for {gender}"
    if faith == "Catholic":
        return f"{_of(names.saint(faith), chance)} {chance.pick(_CATHOLIC)} {last}"
    if faith == "Church of England":
        whose = _of(names.saint(faith), chance) if chance.happens(0.6) else place
        return f"{whose} {chance.pick(_ENGLAND)} {last}"
    if faith:
        return f"{place} {faith} {last}"
    return f"{'The ' if stage == 'special' and chance.happens(0.3) else ''}{place} {last}"


def as_academy(chance: Chance, name: str) -> str:
    """The name it takes as an academy: most often the same."""
    if chance.happens(0.55):
        return name
    for old, new in _BECOMES:
        if name.endswith(old):
            return name.removesuffix(old) + new
    if name.endswith((" School", " College")) and "Catholic" not in name:
        return name.rpartition(" ")[0] + " Academy"
    return f"{name}, A Voluntary Academy" if "Catholic" in name else name


def as_free_school(name: str) -> str:
    """The name with what it is in it, where the last word lets it."""
    return f"{name.removesuffix(' School')} Free School" if name.endswith(" School") else name


def _of(saint: str, chance: Chance) -> str:
    """The saint's, as one finds it written: mostly with a straight apostrophe, at times curly or without any."""
    mark = chance.pick({"'": 17, "’": 2, "": 1})
    saints = "St. " if chance.happens(0.05) else "St "
    return f"{saints}{saint}{mark}" if saint.endswith("s") and mark else f"{saints}{saint}{mark}s"
