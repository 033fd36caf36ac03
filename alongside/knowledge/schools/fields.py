"""The fields that are kept of a school: our name for each, what people call it, and the headers it is published under.

The one place to add a field. `CORE` fields have columns of their own in Record, since the register, rules and lists use
them; all others are kept together in `Record.said`. How a cell is read stands in `formats/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from alongside.knowledge.schools import vocabulary


class Kind(StrEnum):
    """What a value is."""

    TEXT = "text"  # differs from school to school
    WORD = "word"  # one of few
    NUMBER = "number"
    PERCENT = "percent"
    DAY = "day"
    YES_NO = "yes or no"


@dataclass(frozen=True, slots=True)
class Field:
    """`headers`: in GIAS establishments files, the full file first, then EduBase of 2015, then DfE's re-publication."""

    name: str
    label: str
    kind: Kind
    headers: tuple[str, ...] = ()


def _text(name: str, label: str, *headers: str) -> Field:
    return Field(name, label, Kind.TEXT, headers)


def _word(name: str, label: str, *headers: str) -> Field:
    return Field(name, label, Kind.WORD, headers)


def _number(name: str, label: str, *headers: str) -> Field:
    return Field(name, label, Kind.NUMBER, headers)


# Kept in columns of Record. Type, phase and status are kept as keys of the vocabulary; dates as dates.
CORE = (
    _text("name", "Name", "EstablishmentName"),
    _number("laestab", "LAESTAB", "LAESTAB"),
    _word("type", "Type", "TypeOfEstablishment (name)", "TypeOfEstablishmentName"),
    _word("phase", "Phase", "PhaseOfEducation (name)", "PhaseOfEducationName"),
    _word("status", "Status", "EstablishmentStatus (name)", "EstablishmentStatusName"),
    Field("opened", "Opened", Kind.DAY, ("OpenDate",)),
    Field("closed", "Closed", Kind.DAY, ("CloseDate",)),
    _word("authority", "Local authority", "LA (name)", "LAName"),
    _number("authority_code", "Local authority code", "LA (code)", "LAId"),
    _text("postcode", "Postcode", "Postcode"),
    _word("town", "Town", "Town"),
    _number("age_low", "Lowest age", "StatutoryLowAge", "AgeRangeLow"),
    _number("age_high", "Highest age", "StatutoryHighAge", "AgeRangeHigh"),
    Field("sixth_form", "Sixth form", Kind.YES_NO, ("OfficialSixthForm (name)", "OfficialSixthFormName")),
    _number("pupils", "Pupils", "NumberOfPupils", "TotalPupils"),
    _word("religious_character", "Religious character", "ReligiousCharacter (name)", "ReligiousCharacterName"),
    _text("trust", "Trust", "Trusts (name)", "TrustName"),
    _number("trust_uid", "Trust, group number", "Trusts (code)", "TrustId"),
    _text("head", "Head"),  # title, first and last name together
    _number("easting", "Easting", "Easting"),
    _number("northing", "Northing", "Northing"),
    _word("constituency", "Constituency", "ParliamentaryConstituency (name)"),
    # Said of a predecessor in the row of the school that followed.
    Field("seen", "Known to have been open on", Kind.DAY),
    Field("closed_by", "Closed by", Kind.DAY),
    _number("successor", "Followed by"),
)

# Kept in Record.said.
MORE = (
    _word("opened_because", "Reason for opening", "ReasonEstablishmentOpened (name)"),
    _word("closed_because", "Reason for closing", "ReasonEstablishmentClosed (name)"),
    _word("boarders", "Boarders", "Boarders (name)"),
    _word("nursery", "Nursery classes", "NurseryProvision (name)", "NurseryProvisionName"),
    _word("gender", "Boys, girls or mixed", "Gender (name)", "GenderName"),
    _word("religious_ethos", "Religious ethos", "ReligiousEthos (name)"),
    _word("diocese", "Diocese", "Diocese (name)"),
    _word("admissions", "Admissions", "AdmissionsPolicy (name)", "AdmissionsPolicyName"),
    _number("capacity", "Places", "SchoolCapacity", "TotalCapacity"),
    _word("special_classes", "Special classes", "SpecialClasses (name)"),
    Field("census_date", "Counted on", Kind.DAY, ("CensusDate",)),
    _number("boys", "Boys", "NumberOfBoys"),
    _number("girls", "Girls", "NumberOfGirls"),
    Field("fsm_percent", "Pupils with free school meals", Kind.PERCENT, ("PercentageFSM",)),
    _word("trust_status", "Supported by a trust", "TrustSchoolFlag (name)", "TrustSchoolFlagName"),
    _text("sponsor", "Sponsor", "SchoolSponsors (name)"),
    _number("sponsor_uid", "Sponsor, group number"),
    _text("federation", "Federation", "Federations (name)"),
    _number("federation_uid", "Federation, group number", "Federations (code)"),
    _number("ukprn", "UKPRN", "UKPRN"),
    _text("street", "Street", "Street"),
    _text("locality", "Locality", "Locality"),
    _text("address3", "Address", "Address3"),
    _word("county", "County", "County (name)", "County"),
    _text("website", "Website", "SchoolWebsite", "WebsiteAddress", "Website"),
    _text("phone", "Telephone", "TelephoneNum"),
    _word("head_title", "Head, title", "HeadTitle (name)", "HeadTitle"),
    _text("head_first", "Head, first name", "HeadFirstName"),
    _text("head_last", "Head, last name", "HeadLastName"),
    _word("head_job", "Head, called", "HeadPreferredJobTitle"),
    _word("section_41", "Section 41 approved", "Section41Approved (name)"),
    _word("need_1", "Special needs, first", "SEN1 (name)"),
    _word("need_2", "Special needs, second", "SEN2 (name)"),
    _word("need_3", "Special needs, third", "SEN3 (name)"),
    _word("resourced", "Resourced provision", "TypeOfResourcedProvision (name)", "ResourcedProvisionName"),
    _number("resourced_pupils", "Pupils in resourced provision", "ResourcedProvisionOnRoll"),
    _number("resourced_places", "Places in resourced provision", "ResourcedProvisionCapacity"),
    _number("unit_pupils", "Pupils in a special needs unit", "SenUnitOnRoll"),
    _number("unit_places", "Places in a special needs unit", "SenUnitCapacity"),
    _number("ap_places", "Places in alternative provision", "PlacesPRU"),
    _word("region", "Region", "GOR (name)", "RegionName"),
    _word("council", "Council", "DistrictAdministrative (name)", "DistrictAdministrativeName"),
    _word("council_code", "Council code", "DistrictAdministrative (code)", "DistrictAdministrativeId"),
    _word("ward", "Ward", "AdministrativeWard (name)"),
    _word("ward_code", "Ward code", "AdministrativeWard (code)"),
    _word("constituency_code", "Constituency code", "ParliamentaryConstituency (code)"),
    _word("urban_rural", "Town or country", "UrbanRural (name)", "UrbanRuralName"),
    _word("msoa", "Neighbourhood (MSOA)", "MSOA (code)"),
    _word("lsoa", "Neighbourhood (LSOA)", "LSOA (code)"),
    _word("site", "Site", "SiteName"),
    _text("uprn", "Property number (UPRN)", "UPRN"),
    _number("previous_authority_code", "Local authority before, code", "PreviousLA (code)"),
    _number("previous_number", "Establishment number before", "PreviousEstablishmentNumber"),
    # Said by Ofsted alone.
    _word("ofsted_phase", "Phase, as Ofsted counts"),
    _word("ofsted_region", "Ofsted region"),
    _word("faith_grouping", "Faith, as Ofsted groups"),
    _number("idaci_quintile", "Deprivation fifth (IDACI; 5 is the most deprived)"),
    _text("report_page", "Page of reports"),
)

CORE_NAMES = tuple(field.name for field in CORE)
FIELDS: Mapping[str, Field] = {field.name: field for field in (*CORE, *MORE)}


def label(name: str) -> str:
    """What people call a field."""
    return FIELDS[name].label if name in FIELDS else name


def shown(name: str, value: Any) -> str:
    """A value as a person reads it. Empty where there is none."""
    if value is None or value == "":
        return ""
    if name == "type":
        return vocabulary.type_name(value)
    if name == "phase":
        return vocabulary.phase_name(value)
    if name == "status":
        return vocabulary.STATUSES.get(value, value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    if FIELDS.get(name) and FIELDS[name].kind is Kind.PERCENT:
        return f"{value:g}%"
    return f"{value:,}" if name in _COUNTS else str(value)


_COUNTS = frozenset({"pupils", "boys", "girls", "capacity"})
