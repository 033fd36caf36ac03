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
from alongside.knowledge.schools.staging import RegisterTeller, key_of, object_of
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
_KEYS = [key_of(name) for name in _MORE]
_pick_more = itemgetter(*(_at[name] for name in _MORE))
_pick_core = itemgetter(*(_at[name] for name in fields.CORE_NAMES if name in _at))
_NAME, _AUTHORITY = _at["name"], _at["authority"]
_pick_head = itemgetter(_at["head_title"], _at["head_first"], _at["head_last"])


def _core(values: Sequence[Any]) -> tuple[Any, ...]:
    """The values of CORE, in its order; LAESTAB put together where the file gives its parts."""
    (name, laestab, kind, phase, status, opened, closed, authority, code, postcode, town, low, high, sixth, pupils,
     faith, trust, trust_uid, easting, northing, constituency) = _pick_core(values)  # fmt: skip
    if laestab is None and code and values[1] is not None and values[1] < 10_000:
        laestab = code * 10_000 + values[1]
    head = " ".join(filter(None, _pick_head(values)))[:160]
    return (
        name, laestab, kind or "", phase_of(phase, kind or ""), status or "", opened, closed, authority or "", code,
        postcode or "", town or "", low, high, sixth, pupils, faith or "", trust or "", trust_uid, head, easting,
        northing, constituency or "", None, None, None,
    )  # fmt: skip


class Establishments:
    """Takes the rows of a GIAS establishments file. See opendata.registry.Loader."""

    def __init__(self, staging: Staging) -> None:
        self._staging = staging
        self._teller = RegisterTeller(staging, GIAS)
        self._digest = ""  # of the row in hand: of its kept cells, as they came

    def begin(self, headers: Sequence[str]) -> Callable[[Sequence[str]], bool]:
        """A row whose kept cells stand as they stood before need not be read: most of a monthly file."""
        recognised = recognise(headers, [FORMAT, REPUBLISHED])
        assert recognised is not None
        urn_at, *kept, _ = recognised.positions
        names = [column.name for column, place in zip(COLUMNS[1:-1], kept, strict=True) if place is not None]
        # A field that is added to those we keep makes every row a new one, once.
        beginning = blake2b("\x1f".join(names).encode(), digest_size=16)
        pick = itemgetter(*(place for place in kept if place is not None))
        assert urn_at is not None

        def knows(cells: Sequence[str]) -> bool:
            said = beginning.copy()
            said.update("\x1f".join(pick(cells)).encode(errors="surrogatepass"))
            self._digest = said.hexdigest()
            urn = cells[urn_at]
            return urn.isdecimal() and self._teller.confirms(int(urn), self._digest)

        return knows

    def take(self, row: int, values: Sequence[Any]) -> None:
        urn = values[0]
        if urn is None or not values[_NAME]:
            column, which = ("EstablishmentName", "name") if urn else ("URN", "URN")
            self._staging.refuse(row, column, "", f"The row has no {which}.", "Ask GIAS, or leave it out.")
            return
        if not self._teller.begins(urn, row):
            return
        digest = self._digest
        if self._teller.is_news(urn, digest, values[_AUTHORITY] or ""):
            self._teller.write((urn, row, digest, *_core(values), object_of(_KEYS, _pick_more(values))))

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
