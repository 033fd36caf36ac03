"""What is wrong with a file, said so that a person can act on it: where, what was found, what to do."""

from __future__ import annotations

SHOWN = 80  # characters of a cell that a message quotes


class StructuralFault(Exception):
    """The file cannot be taken at all. Nothing of it is kept but the file itself and this sentence."""

    def __init__(
        self, what: str, *, row: int | None = None, column: str = "", value: str = "", remedy: str = ""
    ) -> None:
        super().__init__(what)
        self.what = what
        self.row = row
        self.column = column
        self.value = value
        self.remedy = remedy

    def __str__(self) -> str:
        places = [f"row {self.row:,}"] if self.row else []
        places += [f"column “{shown(self.column)}”"] if self.column else []
        places += [f"value “{shown(self.value)}”"] if self.value else []
        where = ", ".join(places)
        sentence = f"{where[:1].upper()}{where[1:]}: {self.what}" if where else self.what
        return f"{sentence} {self.remedy}".strip()


def shown(value: str) -> str:
    """A cell as a message may quote it: one line, cut where it is long, nothing that a terminal would obey."""
    line = "".join(sign if sign.isprintable() else "·" for sign in value[: SHOWN + 1])
    return line if len(value) <= SHOWN else f"{line[:SHOWN]}…"
