from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.schools import vocabulary


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("Community school", "community"),
        ("Community School", "community"),
        ("Voluntary Aided School", "voluntary-aided"),
        ("LA Nursery School", "nursery"),
        ("Local authority nursery school", "nursery"),
        ("Academy Converter", "academy-converter"),
        ("Free School", "free-school"),
        ("Free Schools", "free-school"),
        ("Free Schools - 16-19", "free-school-16-19"),
        ("Free schools 16 to 19", "free-school-16-19"),
        ("Academy 16-19 converter", "academy-16-19-converter"),
        ("Free School - Alternative Provision", "free-school-ap"),
        ("Free Schools - Alternative Provision", "free-school-ap"),
        ("Free School Special", "free-school-special"),
        ("Academy Alternative Provision Sponsor Led", "academy-ap-sponsor-led"),
        ("Studio School", "studio-school"),
        ("Service Childrens Education", "service-children"),
        ("Institution funded by other Government Department", "other-government"),
        ("Children's centre linked site", "childrens-centre-linked"),
        ("14", "pupil-referral-unit"),
    ],
)
def test_a_type_is_known_under_every_spelling_that_was_published(said: str, key: str) -> None:
    assert vocabulary.type_key(said) == key


def test_every_type_knows_its_own_name_and_key() -> None:
    for key, kind in vocabulary.TYPES.items():
        assert vocabulary.type_key(kind.name) == key == vocabulary.type_key(key)
        assert kind.group in vocabulary.GROUPS


def test_a_type_that_nobody_knows_is_kept_as_it_was_given() -> None:
    assert vocabulary.type_key("Moon school") == "Moon school"
    assert vocabulary.type_name("Moon school") == "Moon school"
    assert vocabulary.group_of("Moon school") == "other"
    assert not vocabulary.is_state_funded("Moon school")


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_word_whatever_makes_it_stumble(one: str, other: str) -> None:
    assert len(vocabulary.type_key(one)) <= 40
    assert len(vocabulary.phase_of(other, vocabulary.type_key(one))) <= 24
    assert len(vocabulary.status_of(one)) <= 20
    assert len(vocabulary.authority_of(other)) <= 80


@pytest.mark.parametrize(
    ("phase", "kind", "key"),
    [
        ("Primary", "community", "primary"),
        ("All Through", "academy-converter", "all-through"),
        ("All-through", "academy-converter", "all-through"),
        ("16 Plus", "sixth-form-centre", "sixteen-plus"),
        ("Middle deemed secondary", "foundation", "middle-secondary"),
        ("Not applicable", "community-special", "special"),
        ("Not applicable", "pupil-referral-unit", "alternative-provision"),
        ("PRU", "", "alternative-provision"),
        ("Special", "academy-special-converter", "special"),
        ("Nursery", "nursery", "nursery"),
        ("Not applicable", "independent", ""),
        (None, "", ""),
        ("Evening", "community", "Evening"),
    ],
)
def test_the_phase_is_told_by_the_type_where_the_file_does_not_say(phase: str | None, kind: str, key: str) -> None:
    assert vocabulary.phase_of(phase, kind) == key


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Bristol, City of", "Bristol"),
        ("Bristol City of", "Bristol"),
        ("Herefordshire, County of", "Herefordshire"),
        ("St. Helens", "St Helens"),
        ("Kingston-upon-Hull", "Kingston upon Hull"),
        ("Kingston upon Hull, City of", "Kingston upon Hull"),
        ("Stoke-on-Trent", "Stoke-on-Trent"),
        ("City of London", "City of London"),
        ("Birmingham", "Birmingham"),
    ],
)
def test_an_authority_has_one_name(said: str, name: str) -> None:
    assert vocabulary.authority_of(said) == name


def test_nurseries_special_schools_and_referral_units_are_state_funded_and_maintained() -> None:
    for key in ("nursery", "community-special", "pupil-referral-unit", "foundation", "voluntary-controlled"):
        assert vocabulary.is_state_funded(key)
        assert vocabulary.group_of(key) == "maintained"
    assert vocabulary.group_of("city-technology-college") == "academy"
    assert not vocabulary.is_state_funded("non-maintained-special")
