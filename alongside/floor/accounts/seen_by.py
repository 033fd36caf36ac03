"""Who else sees what is not for everybody, said on the page itself, from what the policy grants."""

from __future__ import annotations

from alongside.floor.accounts.roles import Permission, roles
from alongside.floor.kernel.prose import joined


def seen_by(permission: str) -> str:
    """“Not public. Seen by the partnership’s office, the school’s headteacher and chair of governors, and …”; empty
    for what everybody sees."""
    granted = roles().permissions.get(permission)
    if granted is None:
        return ""
    who = [*_office(granted), *_school(granted), *_others(granted)]
    return f"Not public. Seen by {joined(who)}."


def _office(granted: Permission) -> list[str]:
    """Office roles by their name in one, where all of them see it; of those held in a district, this school's."""
    office = [key for key in roles().roles if key in granted.to and key in roles().office]
    if set(office) == roles().office:
        return ["the partnership’s office"]
    return [f"the {_title(key)}" for key in office]


def _school(granted: Permission) -> list[str]:
    own = [_title(key) for key, where in granted.to.items() if key not in roles().office and where == ("own school",)]
    return [f"the school’s {joined(own)}"] if own else []


def _others(granted: Permission) -> list[str]:
    said: dict[tuple[str, ...], str] = {
        ("contract",): "{}s where the contract reaches",
        ("own district",): "the district’s {}s",
    }
    others = [(key, where) for key, where in granted.to.items() if key not in roles().office]
    return [said.get(where, "{}s").format(_title(key)) for key, where in others if where != ("own school",)]


def _title(key: str) -> str:
    title = roles().roles[key].title
    return title if title.startswith(("District", "Engagement")) else title[:1].lower() + title[1:]
