"""Gathers what the City and District pages show: the reads, then the presenters."""

from __future__ import annotations

from collections.abc import Sequence

from alongside.face.desk import news as newest_files
from alongside.face.desk import queries
from alongside.face.desk.filters import OPEN_NOW
from alongside.face.desk.presenters import city, drawing, due, tables
from alongside.face.desk.presenters.changes import News, grouped
from alongside.face.desk.queries import Shown
from alongside.face.desk.setting import Setting
from alongside.knowledge.schools import vocabulary
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.queries import drawn_districts


def of_the_authority(where: Setting) -> list[Shown]:
    """The state-funded schools of the partnership's authority, open, closed and proposed, by name."""
    profiles = Profile.objects.current().filter(authority=where.home, type__in=vocabulary.STATE_FUNDED)
    return queries.shown(profiles.order_by("sort_name", "urn"), for_office=where.for_office)


def is_open(school: Shown) -> bool:
    return school.status in OPEN_NOW


def areas(where: Setting) -> list[drawing.Area]:
    """The districts whose boundaries are loaded."""
    return [
        drawing.Area(one.key, one.name, one.shape) for one in drawn_districts(where.version) if one.shape is not None
    ]


def city_page(where: Setting) -> city.Place | None:
    """The whole city, None where no school of it is loaded."""
    every = of_the_authority(where)
    return _place(where, every, key="", name=where.whose.city) if every else None


def district_page(where: Setting, key: str) -> city.Place:
    """One district beside the whole city."""
    return _place(where, of_the_authority(where), key=key, name=where.district_names[key])


def _place(where: Setting, every: Sequence[Shown], *, key: str, name: str) -> city.Place:
    here = [school for school in every if key in ("", school.district)]
    open_here = [school for school in here if is_open(school)]
    total = tables.line(key, name, open_here, where.today)
    what_changed = newest_files.newest(where, here)
    open_everywhere = [school for school in every if is_open(school)]
    whole = tables.line("", where.whose.city, open_everywhere, where.today)
    sentences = city.sentences(name, total, open_here)
    if key:
        sentences[1:1] = city.beside(total, whole)
    return city.Place(
        name=name,
        lede=city.lede(len(open_here), 0 if key else len(where.districts), where.sources, where.today),
        cards=tuple(_cards(where, total, len(what_changed), key)),
        sentences=tuple(sentences),
        drawing=drawing.draw(open_here, areas(where), here=key),
        total=total,
        districts=tuple(tables.by_district(open_everywhere, where.districts, where.today)),
        phases=tuple(tables.by_phase(open_here, where.today)),
        types=tuple(tables.by_type(open_here, where.today)),
        news=tuple(grouped(what_changed)),
        summer=due.summer(where.today),
        since=newest_files.since(where),
        sources=tuple(where.sources_of_schools),
        schools=tuple(open_here) if key else (),
        city=whole if key else None,
    )


def _cards(where: Setting, total: tables.Counts, changes: int, key: str) -> list[city.Card]:
    scope = {"district": key} if key else {}
    if not where.for_office:
        return city.public_cards(total, changes, scope=scope)
    stale = [source for source in where.sources if source.is_stale]
    return city.office_cards(total, changes, stale, scope=scope, summer=due.summer(where.today))


def all_news(where: Setting, district: str = "") -> list[News]:
    """What changed in the whole city, or in one district."""
    every = of_the_authority(where)
    return newest_files.newest(where, [school for school in every if district in ("", school.district)])
