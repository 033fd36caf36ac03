"""What a page was asked: as at which day, known at which version, of which authority."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.http import urlencode

from alongside.floor.kernel import clock
from alongside.knowledge.opendata.queries import version_known_at
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.partnership import partnership
from alongside.work.priority.forms import AsAt, ListAsked


@dataclass(frozen=True)
class Asked:
    """`form` carries what is wrong, if anything is; `neat` says whether the address is as short as it can be."""

    on: date
    known: date | None
    version: int
    authority: str
    today: date
    form: AsAt
    neat: bool

    @property
    def is_right(self) -> bool:
        return not self.form.errors

    @property
    def is_now(self) -> bool:
        return self.on == self.today and self.known is None

    @property
    def query(self) -> str:
        """The part of an address that asks the same again; empty for today by everything that is loaded."""
        said = {
            "on": self.on.isoformat() if self.on != self.today else "",
            "known": self.known.isoformat() if self.known else "",
            "authority": self.authority if self.authority and self.authority != partnership().authority else "",
        }
        said = {name: value for name, value in said.items() if value}
        return f"?{urlencode(said)}" if said else ""


def of_list(given: QueryDict) -> Asked:
    """For the list, which also asks for an authority. Two queries."""
    home = partnership().authority
    names = Profile.objects.current().exclude(authority="").values_list("authority", flat=True)
    authorities = sorted(set(names.distinct()) | {home})
    today = clock.today()
    bound = ListAsked(given if given else None, today=today, home=home, authorities=authorities)
    return _asked(bound, given, today, home)


def of_school(given: QueryDict) -> Asked:
    """For one school. One query."""
    today = clock.today()
    return _asked(AsAt(given if given else None, today=today), given, today, "")


def _asked(form: AsAt, given: QueryDict, today: date, home: str) -> Asked:
    for name in given:
        # The boxes of a day are called after it: on_day, on_month, on_year.
        if form.is_bound and name.partition("_")[0] not in form.fields:
            form.add_error(None, f"This page does not know what “{name[:40]}={given[name][:40]}” asks for")
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    on, known = chosen.get("on") or today, chosen.get("known")
    authority = chosen.get("authority") or home
    initial = {"on": on if on != today else None, "known": known, "authority": "" if authority == home else authority}
    shown = form
    if not form.errors:
        shown = type(form)(initial=initial, today=today, **_extra(form))
    neat = not chosen or {"on", "known", "authority"} >= set(given)
    return Asked(on, known, version_known_at(known), authority, today, shown, neat)


def _extra(form: AsAt) -> dict[str, object]:
    if not isinstance(form, ListAsked):
        return {}
    names = [name for name, _ in form.fields["authority"].choices if name]  # type: ignore[attr-defined]
    return {"home": names[0], "authorities": names}
