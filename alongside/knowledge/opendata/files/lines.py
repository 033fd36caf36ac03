"""From bytes to lines of text, whatever the encoding.

Each line stands by itself: it is UTF-8 where it can be, and Windows-1252 where it cannot. So a file in either, with or
without a mark at its start, and one pasted together from both, reads right; and where the blocks of the stream happen
to end makes no difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from alongside.knowledge.opendata.faults import StructuralFault

LONGEST = 500_000  # bytes of a line; a national register has 5,000
BOM = b"\xef\xbb\xbf"

_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
# A Windows-1252 file that was read as Latin-1 and saved as UTF-8 carries the dash as U+0096: so does Ofsted's own file
# of 31 August 2025, under a UTF-8 mark.
_C1 = re.compile(rb"\xc2[\x80-\x9f]")  # as UTF-8
_C1_MEANT = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}


def lines(blocks: Iterable[bytes]) -> Iterator[str]:
    """The lines of a stream, each with its line feed. Raises StructuralFault with the number of the line."""
    done = 0
    rest = b""
    translate = None
    for block in blocks:
        if translate is None:
            if block.startswith(BOM):
                block = block[3:]
            # Old Macintosh line ends: the first block has carriage returns and no line feed.
            translate = b"\n" not in block and b"\r" in block.rstrip(b"\r")
        if translate:
            block = block.replace(b"\r", b"\n")
        if b"\0" in block:
            raise _nul(done + (rest + block[: block.index(b"\0")]).count(b"\n") + 1)
        whole, feed, tail = block.rpartition(b"\n")
        if not feed:
            rest += block
            _check_length(rest, done)
            continue
        ready = rest + whole + feed
        rest = tail
        _check_length(rest, done)
        for line in decoded(ready, done).split("\n")[:-1]:
            done += 1
            if len(line) > LONGEST:
                raise _too_long(done)
            yield line + "\n"
    if rest:
        yield decoded(rest, done)


def decoded(ready: bytes, done: int) -> str:
    """Whole lines as text; `done` lines stand before them."""
    try:
        text = ready.decode("utf-8")
    except UnicodeDecodeError:
        text = _line_by_line(ready, done)
    for code in {found[1] for found in _C1.findall(ready)}:  # far quicker than translating every character
        text = text.replace(chr(code), _C1_MEANT[code])
    return text


def _line_by_line(ready: bytes, done: int) -> str:
    """Each line beyond ASCII by itself; what lies between, of which there is far more, at once."""
    parts = []
    end = 0
    for found in _BEYOND_ASCII.finditer(ready):
        if found.start() < end:
            continue
        begin = ready.rfind(b"\n", end, found.start()) + 1 or end
        parts.append(ready[end:begin].decode("ascii"))
        end = (ready.find(b"\n", begin) + 1 or len(ready) + 1) - 1
        parts.append(_line(ready, begin, end, done))
    parts.append(ready[end:].decode("ascii"))
    return "".join(parts)


def _line(ready: bytes, begin: int, end: int, done: int) -> str:
    line = ready[begin:end]
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError as error:
        number = done + ready.count(b"\n", 0, begin) + 1
        raise StructuralFault(
            f"Line {number:,} holds a byte (0x{line[error.start]:02x}) that is neither UTF-8 nor Windows-1252.",
            remedy="Download the file again; if it was saved by hand, save it as “CSV UTF-8”.",
        ) from None


def _check_length(rest: bytes, done: int) -> None:
    if len(rest) > LONGEST:
        raise _too_long(done + 1)


def _too_long(number: int) -> StructuralFault:
    return StructuralFault(
        f"Line {number:,} is longer than {LONGEST:,} characters, so this is not a table as it is published.",
        remedy="Check that it is the file you meant, and download it again.",
    )


def _nul(number: int) -> StructuralFault:
    return StructuralFault(
        f"Line {number:,} holds a NUL byte, which no CSV file does.",
        remedy="Download the file again; if it was saved by hand, save it as “CSV UTF-8”.",
    )
