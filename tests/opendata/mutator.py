"""Spoils published files in every way that people, programs and wires do, and some that only malice does.

Each mutation takes a source of chance and bytes, and gives other bytes. `mutants` stacks one to three of them. The same
seed gives the same mutants, so one that does harm can be had again.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from random import Random

Mutation = Callable[[Random, bytes], bytes]

NASTIES = (
    *("", " ", "\u00a0", "NULL", "null", "NaN", "inf", "-1", "0", "9", "1e308", "99999999999999999999", "0x10", "٣"),
    *(
        "31/02/2025",
        "01/01/1900",
        "99999999",
        "00/00/0000",
        "2025-13-01",
        "1/1/1",
        "31/12/9999",
        "45900.5",
        "12/31/2025",
    ),
    *(
        "=1+1",
        "+cmd|' /C calc'!A0",
        "@SUM(A1)",
        "-2+3",
        "'; DROP TABLE schools_record; --",
        "<script>alert(1)</script>",
    ),
    *('"', '""', "a\nb", "a\r\nb", "\\", "%s", "%(x)s", "{{ 7*7 }}", "../../etc/passwd", "\x07", "\x85", "\u2028"),
    *(
        "x" * 300,
        "é" * 5000,
        "\u202egnp",
        "\ufeff",
        "\ufffd",
        "🏫" * 40,
        "Not applicable",
        "SUPP",
        "NAT",
        "Yes",
        "Birmingham",
    ),
    *("c", "z", "LOWCOV", "101%", "1,2,3", "£", "202324", "2014-16", "1000000", "-0.0", "1e5", "\ud7ff", "[]", "{}"),
    *("100001", "100001.0", "100001.5", "1000011", "-100001", "330/2000", "TR00001", "ITS123", "Outstanding", "SM"),
)


def flip_bytes(chance: Random, content: bytes) -> bytes:
    spoilt = bytearray(content)
    for _ in range(chance.randint(1, 20)):
        if spoilt:
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def cut(chance: Random, content: bytes) -> bytes:
    return content[: chance.randint(0, len(content))]


def lose_the_beginning(chance: Random, content: bytes) -> bytes:
    return content[chance.randint(0, len(content)) :]


def repeat_a_piece(chance: Random, content: bytes) -> bytes:
    start, end = sorted(chance.randint(0, len(content)) for _ in range(2))
    return content[:end] + content[start:end] + content[end:]


def lose_a_piece(chance: Random, content: bytes) -> bytes:
    start = chance.randint(0, len(content))
    return content[:start] + content[start + chance.randint(1, 200) :]


def insert_bytes(chance: Random, content: bytes) -> bytes:
    at = chance.randint(0, len(content))
    piece = chance.choice(
        [b"\0", b"\xff", b"\x81", b"\xc2\x96", b'"', b"\r", b"\n", b",", b"\xef\xbb\xbf", b"\x1a", b"\xe2\x28"]
    )
    return content[:at] + piece * chance.randint(1, 3) + content[at:]


def encode_otherwise(chance: Random, content: bytes) -> bytes:
    text = content.decode("utf-8", "replace")
    encoding = chance.choice(["cp1252", "latin-1", "utf-16", "utf-16-le", "utf-8-sig", "utf-32", "cp437", "utf-7"])
    return text.encode(encoding, "replace")


def encode_twice(chance: Random, content: bytes) -> bytes:
    return content.decode("latin-1").encode("utf-8")


def end_lines_otherwise(chance: Random, content: bytes) -> bytes:
    return content.replace(b"\n", chance.choice([b"\r\n", b"\r", b"\n\n", b"\n\r", b"\x0b", b"\x85"]))


def separate_otherwise(chance: Random, content: bytes) -> bytes:
    return content.replace(b",", chance.choice([b";", b"\t", b"|", b", "]))


def pack(chance: Random, content: bytes) -> bytes:
    if chance.random() < 0.5:
        return gzip.compress(content)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(chance.choice(["a.csv", "../a.csv", "__MACOSX/a.csv", "a.xlsx", "b/c.csv", "/a.csv"]), content)
        if chance.random() < 0.3:
            archive.writestr("other.csv", content[:100])
    return packed.getvalue()


def be_another_file(chance: Random, content: bytes) -> bytes:
    return chance.choice(
        [
            b"",
            b"\n" * 50,
            b"<!DOCTYPE html><title>503</title>",
            b'{"message": "not found"}',
            b"{" * 5000,
            b"PK\x03\x04" + chance.randbytes(100),
            b"\x1f\x8b" + chance.randbytes(100),
            chance.randbytes(500),
            b"URN," * 5000,
            b'"' + content,
        ]
    )


def _on_rows(change: Callable[[Random, list[list[str]]], list[list[str]]]) -> Mutation:
    def mutate(chance: Random, content: bytes) -> bytes:
        try:
            text = content.decode("utf-8-sig")
            rows = _of_objects(text) or list(csv.reader(io.StringIO(text, newline="")))
        except (UnicodeDecodeError, csv.Error):
            return content
        if not rows or not rows[0]:
            return content
        changed = change(chance, rows)
        if text.startswith("["):
            objects = [dict(zip(changed[0], row, strict=False)) for row in changed[1:]]
            return json.dumps(objects, ensure_ascii=chance.random() < 0.5).encode("utf-8", "replace")
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(changed)
        return out.getvalue().encode("utf-8", "replace")

    mutate.__name__ = change.__name__
    return mutate


def _of_objects(text: str) -> list[list[str]]:
    """A JSON list of flat objects as rows, the names first; nothing where it is none."""
    try:
        objects = json.loads(text) if text.startswith("[") else []
        names = list(objects[0]) if objects else []
        return [names, *([f"{one.get(name, '')}" for name in names] for one in objects)] if names else []
    except (ValueError, AttributeError, TypeError, RecursionError):
        return []


def nest_or_repeat(chance: Random, content: bytes) -> bytes:
    """What only JSON can have: values inside values, two values of one name, numbers of another kind."""
    nasty = [
        b'{"a": 1}',
        b"[1, 2]",
        b"NaN",
        b"1e999",
        b"-",
        b"true",
        b'"\\ud800"',
        b"null",
        b"[" * 2000,
        b'"x", "Id": "1"',
    ]
    places = [at for at in range(len(content)) if content[at : at + 2] == b'" ' or content[at : at + 2] == b": "]
    if not places:
        return content
    at = chance.choice(places) + 2
    return content[:at] + chance.choice(nasty) + content[at:]


def drop_a_column(chance: Random, rows: list[list[str]]) -> list[list[str]]:
    at = chance.randrange(len(rows[0]))
    return [row[:at] + row[at + 1 :] for row in rows]


def rename_a_column(chance: Random, rows: list[list[str]]) -> list[list[str]]:
    at = chance.randrange(len(rows[0]))
    rows[0][at] = chance.choice([rows[0][at].upper(), f" {rows[0][at]} ", f"{rows[0][at]}_x", "", "URN", *NASTIES])
    return rows


def shuffle_columns(chance: Random, rows: list[list[str]]) -> list[list[str]]:
    order = chance.sample(range(len(rows[0])), len(rows[0]))
    return [[row[at] if at < len(row) else "" for at in order] for row in rows]


def repeat_a_column(chance: Random, rows: list[list[str]]) -> list[list[str]]:
    at = chance.randrange(len(rows[0]))
    return [[*row, row[at] if at < len(row) else ""] for row in rows]


def shift_a_column(chance: Random, rows: list[list[str]]) -> list[list[str]]:
    """The values of a column under the header of its neighbour."""
    at = chance.randrange(len(rows[0]))
    return [rows[0]] + [[*row[:at], *row[at + 1 :], *row[at : at + 1]] for row in rows[1:]]


def replace_cells(chance: Random, rows: list[list[str]]) -> list[list[str]]:
    for _ in range(chance.randint(1, 12)):
        row = chance.choice(rows[1:] or rows)
        if row:
            row[chance.randrange(len(row))] = chance.choice(NASTIES)
    return rows


def replace_a_column(chance: Random, rows: list[list[str]]) -> list[list[str]]:
    at, nasty = chance.randrange(len(rows[0])), chance.choice(NASTIES)
    return [rows[0]] + [[*row[:at], nasty, *row[at + 1 :]] if at < len(row) else row for row in rows[1:]]


def repeat_rows(chance: Random, rows: list[list[str]]) -> list[list[str]]:
    return rows + [list(chance.choice(rows)) for _ in range(chance.randint(1, 5))]


def lose_rows(chance: Random, rows: list[list[str]]) -> list[list[str]]:
    return [rows[0]] + [row for row in rows[1:] if chance.random() < chance.choice([0.2, 0.9])]


def shuffle_rows(chance: Random, rows: list[list[str]]) -> list[list[str]]:
    return [rows[0], *chance.sample(rows[1:], len(rows) - 1)]


def make_a_row_ragged(chance: Random, rows: list[list[str]]) -> list[list[str]]:
    at = chance.randrange(len(rows))
    rows[at] = rows[at][: chance.randint(0, len(rows[at]))] if chance.random() < 0.5 else [*rows[at], "x"]
    return rows


def set_titles_above(chance: Random, rows: list[list[str]]) -> list[list[str]]:
    return [[chance.choice(["A title", "", *NASTIES])] for _ in range(chance.randint(1, 12))] + rows


MUTATIONS: tuple[Mutation, ...] = (
    *(flip_bytes, cut, lose_the_beginning, repeat_a_piece, lose_a_piece, insert_bytes, encode_otherwise, encode_twice),
    nest_or_repeat,
    *(end_lines_otherwise, separate_otherwise, pack, be_another_file),
    *map(_on_rows, (drop_a_column, rename_a_column, shuffle_columns, repeat_a_column, shift_a_column)),
    *map(_on_rows, (replace_cells, replace_cells, replace_cells, replace_a_column, repeat_rows, lose_rows)),
    *map(_on_rows, (shuffle_rows, make_a_row_ragged, set_titles_above)),
)


def mutant(seed: int, content: bytes) -> tuple[str, bytes]:
    """A spoilt file and what was done to it, in words."""
    chance = Random(seed)
    done = []
    for mutation in chance.sample(MUTATIONS, chance.choice([1, 1, 1, 2, 2, 3])):
        content = mutation(chance, content)
        done.append(mutation.__name__)
    return f"seed {seed}: {', then '.join(done)}", content


def mutants(content: bytes, *, count: int, seed: int = 0) -> Iterator[tuple[str, bytes]]:
    """So many spoilt files, with what was done to each."""
    return (mutant(number, content) for number in range(seed, seed + count))
