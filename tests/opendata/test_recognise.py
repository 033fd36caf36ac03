"""Which format a file is of, by the names of its columns."""

from __future__ import annotations

import pytest

from alongside.knowledge.opendata import cells
from alongside.knowledge.opendata.faults import StructuralFault
from alongside.knowledge.opendata.files.recognise import not_recognised, recognise
from alongside.knowledge.opendata.registry import Column, Format
from tests.opendata import toys


def a_format(key: str, *signature: str, columns: tuple[Column, ...] = (), known: tuple[str, ...] = ()) -> Format:
    columns = columns or tuple(Column(name, (name,), cells.text) for name in signature)
    return Format(
        key, "family", key.title(), "us", columns, frozenset(signature), toys.RegisterLoader, frozenset(known)
    )


TWO = a_format("two", "URN", "Name")
THREE = a_format("three", "URN", "Name", "Grade")


def test_the_most_specific_format_wins():
    assert recognise(["URN", "Name", "Grade"], [TWO, THREE]).format is THREE
    assert recognise(["URN", "Name", "Other"], [TWO, THREE]).format is TWO


def test_the_order_of_columns_does_not_matter():
    found = recognise(["Grade", "Name", "URN"], [THREE])
    assert {c.name: at for c, at in zip(found.format.columns, found.positions, strict=True)} == {
        "URN": 2,
        "Name": 1,
        "Grade": 0,
    }


@pytest.mark.parametrize(
    "header",
    [
        "Latest OEIF  safeguarding is effective?",
        " latest oeif safeguarding is effective? ",
        "Latest OEIF safeguarding is effective?",
    ],
)
def test_a_header_is_known_by_its_words_not_its_spaces_or_capitals(header):
    form = a_format("ofsted", "URN", "Latest OEIF  safeguarding is effective?")
    assert recognise(["\ufeffURN", header], [form]).positions in ((0, 1), (1, 0))


def test_capitals_count_where_two_columns_differ_in_nothing_else():
    form = a_format("sponsors", "URN", "Academy sponsor name")
    found = recognise(["URN", "Academy Sponsor Name", "Academy sponsor name"], [form])
    at = dict(zip((c.name for c in form.columns), found.positions, strict=True))
    assert at["Academy sponsor name"] == 2


def test_a_column_published_under_several_names_is_found():
    form = a_format("x", "URN", columns=(Column("sponsor", ("Academy sponsor name", "Sponsor"), cells.text),))
    assert recognise(["URN", "Sponsor"], [form]).positions == (1,)


def test_unknown_absent_and_repeated_columns_are_reported():
    form = a_format(
        "x",
        "URN",
        columns=(Column("urn", ("URN",), cells.urn), Column("head", ("Head",), cells.text)),
        known=("Web link",),
    )
    found = recognise(["", "Unnamed: 0", "URN", "Web  Link", "Shoe size", "Shoe size"], [form])
    assert (found.unknown, found.absent, found.repeated) == (("Shoe size",), ("Head",), ("Shoe size",))


def test_a_column_that_is_read_and_stands_twice_is_refused():
    with pytest.raises(StructuralFault, match=r"more than once \(columns 1 and 3\)"):
        recognise(["URN", "Name", "URN"], [TWO])


def test_a_missing_required_column_is_named():
    form = a_format("x", "URN", columns=(Column("name", ("School name", "Name"), cells.text, required=True),))
    with pytest.raises(StructuralFault, match="without “School name”"):
        recognise(["URN"], [form])


def test_a_file_that_is_nearly_of_a_format_is_told_what_it_lacks():
    big = a_format("big", "URN", "Name", "Grade", "Date", "Kind")
    fault = not_recognised([["A title"], ["URN", "Name", "Grade", "Date"]], [big, a_format("y", "Shoe")])
    assert "looks like “Big”" in str(fault)
    assert "lacks “Kind”" in str(fault)


def test_a_file_of_no_format_is_told_what_can_be_loaded():
    fault = not_recognised([["Shoe", "Size"]], [TWO, THREE])
    assert "columns begin “Shoe”, “Size”" in str(fault)
    assert "Three; Two" in str(fault)
