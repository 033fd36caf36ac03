"""GIAS establishments: `edubasealldata` with the columns of 2024 and 2026, the search export (names only), EduBase of
2015 and 2016, and DfE's own re-publication of 2026. One format: the columns differ in number and order, not in name.

Every row is kept: closed schools, independent ones and children's centres too, since links lead to them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import blake2b
from operator import itemgetter
from typing import Any

from alongside.knowledge.opendata import cells
from alongside.knowledge.opendata.files.recognise import recognise
from alongside.knowledge.opendata.registry import Alarm, Column, Format, Staging
from alongside.knowledge.schools import fields
from alongside.knowledge.schools.formats import reading
from alongside.knowledge.schools.merging import GIAS
from alongside.knowledge.schools.objects import Objects
from alongside.knowledge.schools.staging import RegisterTeller, texts
from alongside.knowledge.schools.vocabulary import phase_of

_PUBLISHED = [field for field in fields.FIELDS.values() if field.headers]
_REQUIRED = {"name", "type", "status", "authority"}
_MATTERS = _REQUIRED | {"opened", "closed", "authority_code"}  # a row in which one cannot be read is left out

COLUMNS = (
    Column("urn", ("URN",), cells.urn, required=True),
    Column("number", ("EstablishmentNumber",), reading.number),
    *(
        Column(
            field.name,
            field.headers,
            reading.parser(field.name, field.kind),
            required=field.name in _REQUIRED,
            forgiving=field.name not in _MATTERS,
        )
        for field in _PUBLISHED
    ),
    Column("last_changed", ("LastChangedDate",), reading.day, forgiving=True),  # not kept: it dates a file
)

# Published, and not kept: what other files tell better, or what is of no use to a partnership.
_CODES = """TypeOfEstablishment EstablishmentTypeGroup EstablishmentStatus ReasonEstablishmentOpened
    ReasonEstablishmentClosed PhaseOfEducation Boarders OfficialSixthForm Gender ReligiousCharacter Diocese
    AdmissionsPolicy SpecialClasses TrustSchoolFlag OfstedSpecialMeasures GOR UrbanRural QABName
    EstablishmentAccredited"""
_NAMES = """EstablishmentTypeGroup SchoolSponsorFlag FederationFlag FurtherEducationType OfstedSpecialMeasures
    BSOInspectorateName TeenMoth CCF SENPRU EBD FTProv EdByOther SEN4 SEN5 SEN6 SEN7 SEN8 SEN9 SEN10 SEN11 SEN12 SEN13
    GSSLACode CensusAreaStatisticWard MSOA LSOA InspectorateName BoardingEstablishment PreviousLA OfstedRating RSCRegion
    Country QABName EstablishmentAccredited RegisteredEY MainSpecialism1 MainSpecialism2 SecondarySpecialism1
    SecondarySpecialism2 StudioSchoolIndicator LLSC FreshStart HP_Leading_Option_1 HP_Leading_Option_2
    HP_Leading_Option_3 InvestorInPeople PFI"""
_OTHERS = """FEHEIdentifier OfstedLastInsp InspectorateReport DateOfLastInspectionVisit NextInspectionVisit
    TeenMothPlaces SENStat SENNoStat PropsName QABReport CHNumber FSM AccreditationExpiryDate HeadHonours TelephoneSTD
    ASCHighestAge ASCLowestAge ApprovedNumberBoardersSpecial SpecialPupils Boys2 Boys3 Boys4a Boys4b Boys4c
    Girls2andUnder Girls3 Girls4a Girls4b Girls4c Boys19plus Girls19plus
    EstablishmentStatusId AdmissionsPolicyId PhaseOfEducationId GenderId ReligiousCharacterId TypeOfEstablishmentId
    EstablishmentTypeGroupId EstablishmentTypeGroupName ResourcedProvisionId OfficialSixthFormId TrustSchoolFlagId
    UrbanRuralId RegionId"""
KNOWN = frozenset(
    [f"{name} (code)" for name in _CODES.split()]
    + [f"{name} (name)" for name in _NAMES.split()]
    + _OTHERS.split()
    + [f"{who}{age}" for who in ("Boys", "Girls") for age in range(5, 19)]
    + ["Linked establishments"]
)

_at = {column.name: place for place, column in enumerate(COLUMNS)}
_MORE = [field.name for field in fields.MORE if field.headers]
_pick_more = itemgetter(*(_at[name] for name in _MORE))
_pick_core = itemgetter(*(_at[name] for name in fields.CORE_NAMES if name in _at))
_NAME = _at["name"]
_pick_head = itemgetter(_at["head_title"], _at["head_first"], _at["head_last"])


def _core(columns: Sequence[Sequence[Any]]) -> list[Sequence[Any]]:
    """The columns of CORE, in its order, from those of the file; LAESTAB put together where the file gives its parts.

    Column by column, as a whole file is taken in half the time that it takes row by row.
    """
    (name, laestab, kind, phase, status, opened, closed, authority, code, postcode, town, low, high, sixth, pupils,
     faith, trust, trust_uid, easting, northing, constituency) = _pick_core(columns)  # fmt: skip
    kind = texts(kind)
    nothing = (None,) * len(name)
    return [
        name, list(map(_laestab, laestab, code, columns[1])), kind, list(map(phase_of, phase, kind)), texts(status),
        opened, closed, texts(authority), code, texts(postcode), texts(town), low, high, sixth, pupils,
        texts(faith), texts(trust), trust_uid, list(map(_head, *_pick_head(columns))), easting, northing,
        texts(constituency), nothing, nothing, nothing,
    ]  # fmt: skip


def _laestab(given: int | None, code: int | None, number: int | None) -> int | None:
    if given is None and code and number is not None and number < 10_000:
        return code * 10_000 + number
    return given


def _head(title: str | None, first: str | None, last: str | None) -> str:
    return " ".join(filter(None, (title, first, last)))[:160]


class Establishments:
    """Takes the rows of a GIAS establishments file. See opendata.registry.Loader."""

    def __init__(self, staging: Staging) -> None:
        self._staging = staging
        self._teller = RegisterTeller(staging, GIAS)
        self._objects = Objects(_MORE)
        self._digest = ""  # of the row in hand: of its kept cells, as they came

    def begin(self, headers: Sequence[str]) -> Callable[[Sequence[str]], bool]:
        """A row whose kept cells stand as they stood before need not be read: most of a monthly file."""
        recognised = recognise(headers, [FORMAT, REPUBLISHED])
        assert recognised is not None
        urn_at, *kept, _ = recognised.positions
        names = [column.name for column, place in zip(COLUMNS[1:-1], kept, strict=True) if place is not None]
        # A field that is added to those we keep makes every row a new one, once.
        beginning = blake2b("\x1f".join(names).encode(), digest_size=16).digest()
        pick = itemgetter(*(place for place in kept if place is not None))
        assert urn_at is not None

        def digest_of(cells: Sequence[str]) -> str:
            said = "\x1f".join(pick(cells)).encode(errors="surrogatepass")
            return blake2b(said, digest_size=16, key=beginning).hexdigest()

        def knows(cells: Sequence[str]) -> bool:
            self._digest = digest_of(cells)
            urn = cells[urn_at]
            return urn.isdecimal() and self._teller.confirms(int(urn), self._digest)

        self._digest_of = digest_of
        return knows

    def take_all(
        self,
        rows: Sequence[int],
        cells: Sequence[Sequence[str]],
        read: Callable[[Sequence[Sequence[str]]], list[Sequence[Any]] | None],
    ) -> bool:
        """All of these rows, where each is news of another school."""
        if self._teller.stood_before([self._digest_of(cells[0])]):  # as most do in a monthly file
            return False
        digests = list(map(self._digest_of, cells))
        columns = None if self._teller.stood_before(digests) else read(cells)
        if columns is None or not all(columns[0]) or not all(columns[_NAME]):
            return False
        if not self._teller.begin_all(columns[0], rows):
            return False
        self._teller.add(columns[0], rows, digests, _core(columns), self._objects.of(_pick_more(columns)))
        return True

    def take(self, row: int, values: Sequence[Any]) -> None:
        urn = values[0]
        if urn is None or not values[_NAME]:
            column, which = ("EstablishmentName", "name") if urn else ("URN", "URN")
            self._staging.refuse(row, column, "", f"The row has no {which}.", "Ask GIAS, or leave it out.")
            return
        if self._teller.begins(urn, row):
            columns = [(value,) for value in values]
            more = self._objects.of(_pick_more(columns))
            self._teller.add([urn], [row], [self._digest], _core(columns), more)

    def left_out(self, row: int, values: Sequence[Any]) -> None:
        self._teller.passed_over(values[0], values[_at["authority"]])

    def finish(self) -> Sequence[Alarm]:
        return self._teller.finish(complete=False)


FORMAT = Format(
    key="gias-establishments",
    family="gias-establishments",
    title="GIAS establishments",
    publisher="Department for Education, Get Information about Schools",
    columns=COLUMNS,
    signature=frozenset({"URN", "TypeOfEstablishment (name)", "EstablishmentStatus (name)"}),
    loader=Establishments,
    known=KNOWN,
    stale_after_days=45,
    page="https://get-information-schools.service.gov.uk/Downloads",
    newest="LastChangedDate",
)

REPUBLISHED = Format(
    key="gias-establishments-republished",
    family="gias-establishments",
    title="GIAS establishments, as DfE re-publishes them",
    publisher="Department for Education",
    columns=COLUMNS,
    signature=frozenset({"URN", "TypeOfEstablishmentName", "EstablishmentStatusName"}),
    loader=Establishments,
    known=KNOWN,
    stale_after_days=45,
)
