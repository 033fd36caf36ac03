"""JSON that is a list of flat objects: read as it comes, hard to harm."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.opendata.faults import StructuralFault
from alongside.knowledge.opendata.files import objects


def read(content: bytes, *, block: int = 7) -> tuple[list[str], list[tuple[int, list[str]]]]:
    headers, rows = objects.read(content[at : at + block] for at in range(0, len(content), block))
    return headers, list(rows)


def test_names_are_columns_and_numbers_keep_their_digits():
    said = b'\xef\xbb\xbf [ {"Id": "100", "Pct": 5.950, "Big": 12345678901234567890123, "No": null, "Yes": true},'
    said += b'\n {"Id": "101"} ] \n'
    headers, rows = read(said)
    assert headers == ["Id", "Pct", "Big", "No", "Yes"]
    assert rows == [(1, ["100", "5.950", "12345678901234567890123", "", "true"]), (2, ["101", "", "", "", ""])]


def test_an_object_that_says_nothing_is_passed_over_but_counted():
    assert read(b'[{"Id": "1"}, {"Id": " "}, {}, {"Id": "4"}]')[1] == [(1, ["1"]), (4, ["4"])]


@pytest.mark.parametrize(
    ("said", "says"),
    [
        (b"[", "lists nothing|cut short"),
        (b"[]", "lists nothing"),
        (b"[{}]", "lists nothing"),
        (b'[{"a": 1}', "cut short"),
        (b'[{"a": 1', "cut short"),
        (b'[{"a": 1}, ', "cut short"),
        (b'[{"a": 1}{"a": 2}]', "something else here"),
        (b'[{"a": 1}, 5]', "something else here"),
        (b'[{"a": 1},]', "something else here"),
        (b'[{"a": 1}] [{"a": 2}]', "pasted together"),
        (b'[{"a": [1]}]', "another object or a list under “a”"),
        (b'[{"a": {"b": 1}}]', "another object or a list under “a”"),
        (b'[{"a": 1, "a": 2}]', "two values of one name"),
        (b'[{"a": NaN}]', "not a number"),
        (b'[{"a": -Infinity}]', "not a number"),
        (b'[{"a": "\\ud800"}]', "half a sign"),
        (b'[{"\\udfff": 1}]', "half a sign"),
        (b'[{"a": "\xff"}]', "not in UTF-8"),
        (b'[{"a": ' + b"[" * 100_000, "nested deeper|longer than"),
        (b'[{"a": "' + b"x" * 2_000_000, "longer than"),
        (b'[{"a": 1}, {"' + b'a": 1, "b' * 100_000, "longer than|damaged"),
    ],
)
def test_what_is_no_such_list_is_said(said: bytes, says: str):
    with pytest.raises(StructuralFault, match=says):
        read(said, block=1 << 16)


def test_more_names_than_any_file_has_are_not_taken():
    with pytest.raises(StructuralFault, match="2,500 different names"):
        read(json.dumps([{f"n{at}": 1 for at in range(2500)}]).encode())


def test_a_name_that_comes_late_stops_the_reading():
    many = [{"a": at} for at in range(objects.FIRST)]
    with pytest.raises(StructuralFault, match=r"Row 201: This object has a name that none .* “b”"):
        read(json.dumps([*many, {"b": 1}]).encode())


def test_it_is_read_as_it_comes():
    given = 0

    def endless() -> Iterator[bytes]:
        nonlocal given
        yield b"["
        while True:
            given += 1
            yield b'{"a": 1},'

    _, rows = objects.read(endless())
    assert [next(rows)[0] for _ in range(1000)] == list(range(1, 1001))
    assert given < 1010


flat = st.dictionaries(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=8),
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    ),
    max_size=5,
)


@given(st.lists(flat, max_size=20), st.integers(1, 50), st.booleans())
def test_whatever_was_written_is_read(told, block, pretty):
    content = json.dumps(told, indent=4 if pretty else None, ensure_ascii=pretty).encode()
    if not any(told):
        with pytest.raises(StructuralFault):
            read(content, block=block)
        return
    headers, rows = read(content, block=block)
    words = {None: "", True: "true", False: "false"}
    for number, cells in rows:
        said = told[number - 1]
        for name, cell in zip(headers, cells, strict=True):
            value = said.get(name)
            assert cell == (words[value] if value is None or isinstance(value, bool) else str(value))
    left = set(range(1, len(told) + 1)) - {number for number, _ in rows}
    assert all(not str(value if value is not None else "").strip() for at in left for value in told[at - 1].values())


@given(st.binary(max_size=200))
def test_whatever_comes_is_read_or_refused(content):
    with suppress(StructuralFault):
        read(b'[{"a": ' + content)


def test_the_published_samples_are_read(shared_data):
    for name, many in (("2024-25_absence_school_sample", 1912), ("2025_ks2_school_sample", 50)):
        content = (shared_data / f"performance/{name}.json.gz").read_bytes()
        headers, rows = read(gzip.decompress(content), block=1 << 16)
        assert len(rows) == many
        told = json.loads(gzip.decompress(content))
        assert [dict(zip(headers, cells, strict=True)) for _, cells in rows] == [
            {name: value or "" for name, value in one.items()} for one in told
        ]
