"""Text out of bytes: encodings mixed, marked and mangled, and where the stream's blocks end makes no difference."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.opendata.faults import StructuralFault
from alongside.knowledge.opendata.files import lines


def read(content: bytes, block: int = 7) -> list[str]:
    blocks = (content[start : start + block] for start in range(0, len(content), block))
    return list(lines.lines(blocks))


def test_windows_1252_is_read():
    assert read("Schools – Section 8\nSt Mary’s à 20°\n".encode("cp1252")) == [
        "Schools – Section 8\n",
        "St Mary’s à 20°\n",
    ]


def test_utf_8_is_read_with_and_without_a_mark():
    text = "Schools – Section 8\nŁódź\n"
    assert read(text.encode()) == read(text.encode("utf-8-sig")) == ["Schools – Section 8\n", "Łódź\n"]


def test_a_dash_that_was_encoded_twice_is_mended():
    """As in Ofsted's file of 31 August 2025: a UTF-8 mark, and U+0096 where Windows-1252 has the dash."""
    assert read(b"\xef\xbb\xbfSchools \xc2\x96 Section 8\n") == ["Schools – Section 8\n"]


def test_lines_of_both_encodings_in_one_file_are_read_each_by_itself():
    assert read("Ø–ø\n".encode() + "Ø–ø\n".encode("cp1252")) == ["Ø–ø\n", "Ø–ø\n"]


def test_a_byte_of_neither_encoding_is_refused_with_its_line():
    with pytest.raises(StructuralFault, match=r"Line 2 holds a byte \(0x81\)"):
        read(b"a\nb\x81\n")


def test_a_nul_byte_is_refused_with_its_line():
    with pytest.raises(StructuralFault, match="Line 3 holds a NUL"):
        read(b"a\nb\nc\0d\n")


def test_a_line_that_never_ends_is_refused():
    with pytest.raises(StructuralFault, match="Line 2 is longer"):
        read(b"a\n" + b"x" * (lines.LONGEST + 1), block=1 << 16)


def test_old_macintosh_line_ends_are_read():
    assert [line.strip() for line in read(b"a,b\rc,d\r", block=100)] == ["a,b", "c,d"]


def test_a_last_line_without_an_end_is_read():
    assert read(b"a\nb") == ["a\n", "b"]


@given(st.lists(st.text(alphabet='aé–Ł,"\x85 ', max_size=12)), st.integers(1, 9), st.booleans())
def test_where_blocks_end_makes_no_difference(texts, block, as_utf8):
    content = b"".join((text.encode() if as_utf8 else text.encode("cp1252", "ignore")) + b"\n" for text in texts)
    assert read(content, block) == read(content, 1 << 20)


@given(st.binary(max_size=200).filter(lambda content: b"\r" not in content), st.integers(1, 9))
def test_any_bytes_are_lines_or_a_fault(content, block):
    assert _read_or_refused(content, block) == _read_or_refused(content, 1 << 20)


def _read_or_refused(content: bytes, block: int) -> object:
    try:
        return read(content, block)
    except StructuralFault as fault:
        return fault.what
