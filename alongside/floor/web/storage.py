"""Where static files are named from: hashed and compressed once collected, plain before."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Collected(CompressedManifestStaticFilesStorage):
    """Files by their hashed names, or by their plain ones where `alongside collectstatic` never ran."""

    def stored_name(self, name: str) -> str:
        return super().stored_name(name) if self.hashed_files else name
