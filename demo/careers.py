"""A school's inspections over the years: when the next one falls due, of what sort it is, and what it finds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from demo import TODAY
from demo.chance import Chance
from demo.inspections import Framework, Inspection, Kind, framework_on, overall_grade
from demo.lives import Life, School
from demo.terms import PAUSE, next_inspection_day
from demo.visits import graded_visit, monitoring_visit, type_after, ungraded_visit

_LAST_START = TODAY - timedelta(days=4)
_EXEMPTION_ENDED = date(2021, 9, 1)  # outstanding mainstream schools were not inspected before
_MONTH = 30.44


def inspections_of(city: str, life: Life, schools: Sequence[School]) -> list[Inspection]:
    """All inspections of a life, oldest first, with the two before 2015 that later files call previous ones."""
    if not any(school.kind.ofsted for school in schools) or life.hides_from_ofsted:
        return []
    return _Career(city, life, schools).run()


class _Career:
    def __init__(self, city: str, life: Life, schools: Sequence[School]) -> None:
        self.chance = Chance.of(city, "career", life.key)
        self.life = life
        self.schools = schools
        self.visits: list[Inspection] = []
        self.usual = self.chance.gauss(0.22, 0.75)  # what the school drifts back to
        self.strength = self.usual + self.chance.gauss(0, 0.4)
        self.last_grade = 0
        self.since = schools[0].opened
        self.poor = _poor_before_sponsorship(schools, self.chance)

    def run(self) -> list[Inspection]:
        due = self._years_before_2015()
        while (day := next_inspection_day(due)) <= _LAST_START:
            school = next((school for school in self.schools if school.open_on(day)), None)
            if school is None:
                break
            due = self._inspect(school, day) if school.kind.ofsted else day + timedelta(days=365)
        return self.visits

    def _years_before_2015(self) -> date:
        """Two graded inspections of the old kind, where the school was there; returns when the next one falls due."""
        first = self.schools[0].opened
        for year in (2008, 2012):
            day = next_inspection_day(date(year, 9, 15) + timedelta(days=self.chance.randrange(1000)))
            school = next((school for school in self.schools if school.open_on(day)), None)
            if school and school.kind.ofsted and day > first + timedelta(days=700):
                grade = overall_grade(self.strength - 0.7 + self.chance.gauss(0, 0.9))
                self._graded(school, day, overall=grade)
                self._drift(3.5)
        if not self.visits:
            return max(date(2015, 9, 15), first + timedelta(days=self.chance.randint(600, 1050)))
        due = max(self._due_after(self.visits[-1]), date(2015, 9, 15) + timedelta(days=self.chance.randrange(200)))
        return min([due, *(day for day, _ in self.poor if day > self.visits[-1].started)])

    def _inspect(self, school: School, day: date) -> date:
        self._drift((day - self.visits[-1].started).days / 365 if self.visits else 3)
        seen = self.strength + self.chance.gauss(0, 0.45) - (0.4 if day.year < 2019 else 0)
        forced = self._forced(day)
        era = framework_on(day)
        may_be_short = self.last_grade in (1, 2) and not self._new_here(school) and forced is None
        if era is Framework.REPORT_CARD:
            self._graded(school, day, seen=seen - 0.25)  # many found the new inspections harder
        elif may_be_short and self.chance.happens(0.85 if era is Framework.AREAS else 0.66):
            self._short(school, day, overall_grade(seen))
        else:
            exempt = self.last_grade == 1 and era is Framework.JUDGEMENTS
            self._graded(school, day, overall=forced or overall_grade(seen), exempt=exempt)
        return self._planned_next(school, self._due_after(self.visits[-1]))

    def _short(self, school: School, day: date, grade: int) -> None:
        """A short or ungraded inspection; sometimes it turns into a graded one there and then."""
        better, worse = grade < self.last_grade, grade > 2
        era = framework_on(day)
        if (worse and self.chance.happens(0.6)) or (better and era is Framework.AREAS and self.chance.happens(0.5)):
            self._graded(school, day, overall=grade, converted=True)
            return
        if era is Framework.NO_OVERALL:
            outcome = "Some aspects not as strong" if worse else "Improved significantly" if better else ""
            outcome = outcome or "Standards maintained"
        else:
            remains = "School remains Outstanding" if self.last_grade == 1 else "School remains Good"
            outcome = remains + (" (Concerns) - S5 Next" if worse else " (Improving) - S5 Next" if better else "")
        self.visits.append(ungraded_visit(school, day, self.chance, outcome))

    def _graded(
        self,
        school: School,
        day: date,
        *,
        seen: float | None = None,
        overall: int | None = None,
        converted: bool = False,
        exempt: bool = False,
    ) -> None:
        kind = "Exempt School Inspection" if exempt else type_after(self.visits, self._new_here(school))
        visit = graded_visit(school, day, self.chance, seen=seen, overall=overall, type=kind, converted=converted)
        self.visits.append(visit)
        self.last_grade = overall or _felt(visit)
        if self.last_grade > 2:  # help comes to a school that has been found wanting
            self.usual += 0.25
            self.strength += abs(self.chance.gauss(0.55, 0.35))

    def _due_after(self, visit: Inspection) -> date:
        months = self.chance.uniform(36, 54)
        if visit.kind is Kind.GRADED and self.last_grade > 2:
            months = self.chance.uniform(15, 24) if self.last_grade == 4 else self.chance.uniform(21, 31)
        elif visit.outcome.endswith("S5 Next"):
            months = self.chance.uniform(12, 22)
        due = visit.started + timedelta(days=round(months * _MONTH))
        if self.last_grade == 1 and self._exempt() and due < _EXEMPTION_ENDED:
            return self.chance.day_between(_EXEMPTION_ENDED, date(2025, 6, 30))
        if date(2020, 3, 1) < due < date(2021, 9, 30):
            return self.chance.day_between(date(2021, 9, 15), date(2024, 7, 10))
        if due > date(2025, 7, 1):  # the new inspections began slowly
            return due + timedelta(days=self.chance.randint(20, 330))
        return due

    def _planned_next(self, school: School, due: date) -> date:
        """Visits between now and then. Nobody is sponsored without having been found wanting; and a school that a
        sponsor took over is inspected afresh in its third year."""
        last, wait = self.visits[-1].started, timedelta(days=self.chance.randint(620, 1040))
        due = min([due, *(day for day, _ in self.poor if day > last)])
        about_to_change = self._forced(last) is not None
        for opening in self.schools[1:]:
            if "converter" in opening.kind.name and last < opening.opened < due and self.last_grade < 3:
                due = min(due, max(opening.opened, date(2021, 9, 15)) + wait)
            if "sponsor" in opening.kind.name and last < opening.opened and (opening.opened <= due or about_to_change):
                self.strength, self.usual = max(self.strength, 0.0), max(self.usual, 0.1)
                due = opening.opened + wait
                break
        self._monitor(school, due)
        return due

    def _monitor(self, school: School, due: date) -> None:
        visit = self.visits[-1]
        if visit.kind is not Kind.GRADED or self.last_grade < 3:
            return
        often = 150 if visit.category else 330
        if not visit.category and self.chance.happens(0.4):
            return
        day, number = visit.started + timedelta(days=often), 1
        until = min(due - timedelta(days=60), _LAST_START)
        while (on := next_inspection_day(day, routine=False)) < until and school.open_on(on):
            self.visits.append(monitoring_visit(school, on, self.chance, visit.category, number))
            day, number = on + timedelta(days=often + self.chance.randrange(60)), number + 1

    def _new_here(self, school: School) -> bool:
        first = not any(visit.urn == school.urn for visit in self.visits)
        return first and school.kind.academy and "converter" not in school.kind.name

    def _exempt(self) -> bool:
        return self.life.stage.phase in ("Primary", "Secondary")

    def _forced(self, day: date) -> int | None:
        return next((grade for on, grade in self.poor if 0 <= (day - on).days < 60), None)

    def _drift(self, years: float) -> None:
        towards = self.usual - self.strength
        self.strength += towards * min(1.0, 0.25 * years) + self.chance.gauss(0, 0.3) * min(years, 4) ** 0.5


def _felt(visit: Inspection) -> int:
    """How the school will be treated after a report card: as one with something to improve, or not."""
    if visit.category:
        return 4
    return 3 if "Needs attention" in visit.grades.values() else 2


def _poor_before_sponsorship(schools: Sequence[School], chance: Chance) -> list[tuple[date, int]]:
    """A sponsor takes over a school that inspectors found wanting: the day they came, and the grade they gave."""
    found: list[tuple[date, int]] = []
    for school in schools[1:]:
        if "sponsor" in school.kind.name and school.opened > date(2016, 6, 1):
            day = next_inspection_day(school.opened - timedelta(days=chance.randint(300, 560)))
            if day >= school.opened:  # nobody was inspected in that year
                day = next_inspection_day(PAUSE[0] - timedelta(days=90))
            found.append((day, chance.pick({4: 3, 3: 1})))
    return found
