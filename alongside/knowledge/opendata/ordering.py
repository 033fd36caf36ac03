"""In which order several files are loaded: what others hang on first, then the older before the newer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from alongside.knowledge.opendata import gate, queries, registry
from alongside.knowledge.opendata.faults import StructuralFault
from alongside.knowledge.opendata.files import dates, table
from alongside.knowledge.opendata.models import File


def sorted_for_loading(files: Sequence[File]) -> list[File]:
    """Files in the order of policies/loading.yaml; what cannot be recognised comes last, to be refused in its turn."""
    order = {family: place for place, family in enumerate(gate.limits().order)}

    def key(file: File) -> tuple[int, date, str]:
        try:
            with table.opened(queries.path_of(file), registry.formats()) as found:
                place = order.get(found.recognised.format.family, len(order))
        except StructuralFault:
            place = len(order) + 1
        return place, dates.in_name(file.name) or date.max, file.name

    return sorted(files, key=key)
