"""Where static files are named from: hashed and compressed once collected, plain before."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Collected(CompressedManifestStaticFilesStorage):
    """Files by their hashed names. Where `alongside collectstatic` never ran (tests, a fresh clone) by their plain ones."""

    def stored_name(self, name: str) -> str:
        return super().stored_name(name) if self.hashed_files else name
