"""The filters of the Schools page. They live in the address, so that a list can be kept, sent and loaded again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet
from django.http import QueryDict

from alongside.face.desk.presenters import due
from alongside.floor.kernel.periods import add_months
from alongside.knowledge.inspections.models import Standing
from alongside.knowledge.schools import vocabulary
from alongside.knowledge.schools.models import Profile
from alongside.work.priority.models import Verdict

ALL = "all"
OPEN_NOW = (vocabulary.OPEN, vocabulary.CLOSING)
STATUSES = [
    ("", "Open"),
    (vocabulary.CLOSED, "Closed"),
    (vocabulary.PROPOSED, "Proposed to open"),
    (ALL, "Open, closed and proposed"),
]
DUE = [
    ("by-summer", "Usual by the end of this school year, or past"),
    ("past", "Past the usual time"),
    (due.Due.LAW.value, "Past the date set in law"),
    ("soon", "Window open or opening within six months, usual later"),
]
OUT = "out"
VERDICTS = [
    (Verdict.Status.LISTED.value, "On the list"),
    (Verdict.Status.NOT_LISTED.value, "In contract, not on the list"),
    (Verdict.Status.UNDETERMINED.value, "Undetermined"),
    (OUT, "Out of contract"),
]


class SchoolFilter(filters.FilterSet):
    """What everybody may filter by. `q` is not here: a search has an order of its own (queries.found)."""

    district = filters.ChoiceFilter(label="District", empty_label="Every district")
    phase = filters.ChoiceFilter(label="Phase", empty_label="Every phase")
    group = filters.ChoiceFilter(label="Type", method="by_type", empty_label="State-funded")
    standing = filters.ChoiceFilter(
        label="Standing", choices=Standing.Mark.choices, method="by_standing", empty_label="Any standing"
    )
    trust = filters.ChoiceFilter(label="Trust", field_name="trust_uid", empty_label="Any trust, or none")
    religion = filters.ChoiceFilter(
        label="Religious character", field_name="religious_character", empty_label="Any, or none"
    )
    status = filters.ChoiceFilter(label="Status", choices=STATUSES[1:], method="by_status", empty_label="Open")

    class Meta:
        model = Profile
        fields: Sequence[str] = []

    def __init__(
        self,
        data: QueryDict | None,
        queryset: QuerySet[Profile],
        *,
        districts: Sequence[tuple[str, str]],
        trusts: Sequence[tuple[int, str]],
        religions: Sequence[str],
        today: date,
        searching: bool,
    ) -> None:
        super().__init__(data, queryset)
        self.today = today
        self.searching = searching
        self._offer("district", [*districts, ("none", "District not known")])
        self._offer("phase", [(key, phase.name) for key, phase in vocabulary.PHASES.items()])
        self._offer("group", [*vocabulary.GROUPS.items(), (ALL, "Every type"), ("Single types", _single_types())])
        self._offer("trust", [(str(uid), name) for uid, name in trusts])
        self._offer("religion", [(name, name) for name in religions])
        if searching:
            self.filters["status"].extra["empty_label"] = "Open, closed and proposed"
            self.filters["group"].extra["empty_label"] = "Every type"

    def _offer(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        self.filters[name].extra["choices"] = list(choices)

    def filter_queryset(self, queryset: QuerySet[Profile]) -> QuerySet[Profile]:
        chosen = self.form.cleaned_data
        if chosen.get("district") == "none":
            queryset, chosen["district"] = queryset.filter(district=""), ""
        if not self.searching:  # who looks for a name means any school of that name
            if not chosen.get("status"):
                queryset = queryset.filter(status__in=OPEN_NOW)
            if not chosen.get("group"):
                queryset = queryset.filter(type__in=vocabulary.STATE_FUNDED)
        return super().filter_queryset(queryset)

    def by_type(self, queryset: QuerySet[Profile], name: str, value: str) -> QuerySet[Profile]:
        if value == ALL:
            return queryset
        return queryset.filter(group=value) if value in vocabulary.GROUPS else queryset.filter(type=value)

    def by_status(self, queryset: QuerySet[Profile], name: str, value: str) -> QuerySet[Profile]:
        return queryset if value == ALL else queryset.filter(status=value)

    def by_standing(self, queryset: QuerySet[Profile], name: str, value: str) -> QuerySet[Profile]:
        if value == Standing.Mark.NOT_KNOWN:  # said so, or no row at all
            told = Standing.objects.current().exclude(mark=value)
            return queryset.exclude(urn__in=told.values("urn"))
        return queryset.filter(urn__in=Standing.objects.current().filter(mark=value).values("urn"))


class OfficeFilter(SchoolFilter):
    """What the office filters by besides. The public form does not have these fields at all."""

    verdict = filters.ChoiceFilter(
        label="Priority verdict", choices=VERDICTS, method="by_verdict", empty_label="Any verdict"
    )
    due = filters.ChoiceFilter(label="Next inspection", choices=DUE, method="by_due", empty_label="At any time")

    def by_verdict(self, queryset: QuerySet[Profile], name: str, value: str) -> QuerySet[Profile]:
        rows = Verdict.objects.current()
        if value == OUT:
            rows = rows.filter(in_contract=False)
        elif value == Verdict.Status.NOT_LISTED:
            rows = rows.filter(status=value, in_contract=True)
        else:
            rows = rows.filter(status=value)
        return queryset.filter(urn__in=rows.values("urn"))

    def by_due(self, queryset: QuerySet[Profile], name: str, value: str) -> QuerySet[Profile]:
        rows = Standing.objects.current()
        past = Q(due_by_law__lt=self.today) | Q(due_latest__lt=self.today)
        by_summer = past | Q(due_latest__lte=due.summer(self.today))
        if value == due.Due.LAW:
            rows = rows.filter(due_by_law__lt=self.today)
        elif value == "past":
            rows = rows.filter(past)
        elif value == "by-summer":
            rows = rows.filter(by_summer)
        else:
            soon = add_months(self.today, due.SOON)
            rows = rows.filter(Q(due_earliest__lte=soon), Q(due_latest__isnull=False)).exclude(by_summer)
        return queryset.filter(urn__in=rows.values("urn"))


def _single_types() -> list[tuple[str, str]]:
    return [(key, kind.name) for key, kind in vocabulary.TYPES.items() if kind.state_funded]
