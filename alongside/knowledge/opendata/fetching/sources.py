"""The sources of policies/sources.yaml: at which address the newest file of each is, and whether what came is it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from pydantic import Field

from alongside.floor.kernel import policy
from alongside.knowledge.opendata import registry
from alongside.knowledge.opendata.faults import StructuralFault
from alongside.knowledge.opendata.fetching.downloading import Downloader, NotFetched, NotThere
from alongside.knowledge.opendata.files import dates, table
from alongside.knowledge.opendata.files.unpacking import LARGEST_PACKED


class Source(policy.Part):
    """One kind of file that can be fetched."""

    key: str
    title: str
    family: str
    kind: Literal["dated", "listed", "fixed"]
    address: str = Field(pattern=r"^https://")
    title_has: tuple[str, ...] = ()
    ending: str = ""
    name: str = ""  # under which what stands at a fixed address is kept: it has the year that the file speaks of


class Sources(policy.Policy):
    """policies/sources.yaml."""

    look_back_days: int = Field(ge=0, le=60)
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that has come and was found to be what it should be."""

    path: Path
    name: str
    address: str


def sources() -> Sources:
    return policy.read("sources", Sources)


def addresses(source: Source, downloader: Downloader, *, on: date, folder: Path, base: str = "") -> Iterator[str]:
    """Where the newest file may be, the likeliest first. `base` stands in for the servers' names, in tests."""
    if source.kind == "fixed":
        yield based(source.address, base)
    elif source.kind == "dated":
        for back in range(sources().look_back_days + 1):
            yield based(source.address.replace("{day}", f"{on - timedelta(days=back):%Y%m%d}"), base)
    else:
        yield based(_newest_listed(source, downloader, folder, base), base)


def fetch(source: Source, downloader: Downloader, *, address: str, folder: Path, on: date) -> Fetched:
    """Bring one address home and make sure that it is a file of the source's family, whole and readable.

    What stands at a fixed address carries no day: it gets the day on which it was fetched, since that is how it stood.

    Raises NotThere where the address has none (GIAS answers with a message in JSON, and 200), NotFetched otherwise.
    """
    path = folder / sha256(address.encode()).hexdigest()[:24]
    downloader.fetch(address, path)
    try:
        _check(source, path)
    except StructuralFault as fault:
        start = path.read_bytes()[:200].lstrip()
        path.unlink()
        if source.kind == "dated" and start[:1] in (b"{", b"[", b"<"):
            raise NotThere(f"{address}: the server has a message where the file should be.") from None
        raise NotFetched(f"{address}: what came is not “{source.title}”. {fault}") from None
    name = unquote(urlsplit(address).path.rpartition("/")[2])
    if source.kind == "fixed":
        name = source.name or f"{source.key}_{on:%Y-%m-%d}.csv"
    return Fetched(path, name, address)


def based(address: str, base: str) -> str:
    """The same path on another server."""
    if not base:
        return address
    parts = urlsplit(address)
    return base.rstrip("/") + parts.path + (f"?{parts.query}" if parts.query else "")


def _check(source: Source, path: Path) -> None:
    formats = [form for form in registry.formats() if form.family == source.family]
    with table.opened(path, formats) as found:
        for _ in found.rows:
            pass


def _newest_listed(source: Source, downloader: Downloader, folder: Path, base: str) -> str:
    """The newest attachment of a GOV.UK page whose title has the words and whose name has the ending."""
    path = folder / f"{source.key}.list"
    downloader.fetch(based(source.address, base), path)
    try:
        attachments: Any = json.loads(path.read_bytes()[:LARGEST_PACKED])["details"]["attachments"]
        listed = [(str(each["title"]), str(each["url"])) for each in attachments]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise NotFetched(
            f"{source.address}: the page has no list of files in the form that is known. Fetch the file by hand."
        ) from None
    finally:
        path.unlink()
    fitting = [
        (day, url)
        for title, url in listed
        if _fits(source, title, url) and (day := dates.in_name(title) or dates.in_name(url.rpartition("/")[2]))
    ]
    if not fitting:
        raise NotFetched(
            f"{source.address}: none of the {len(listed)} files listed there is “{source.title}”. "
            "Fetch it by hand, and look whether policies/sources.yaml needs other words."
        )
    return max(fitting)[1]


def _fits(source: Source, title: str, url: str) -> bool:
    title = " ".join(title.casefold().replace("_", " ").split())
    path = urlsplit(url).path.casefold()
    name = path.rpartition("/")[2].replace("_", " ")
    return path.endswith(source.ending) and all(words in title or words in name for words in source.title_has)
