"""What a person is asked when a file comes in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from alongside.floor.web.forms import DayField
from alongside.knowledge.opendata.files.unpacking import LARGEST_PACKED

ENDINGS = (".csv", ".csv.gz", ".zip", ".geojson", ".json")
_SPREADSHEETS = (".xlsx", ".xls", ".ods")


class Upload(forms.Form):
    """A published file, and the day it speaks of where the file itself does not say."""

    file = forms.FileField(
        label="The file, as you downloaded it",
        help_text="A .csv, .csv.gz, .zip or .geojson. There is no need to open it first; please do not save it again.",
        error_messages={
            "required": "Choose the file to load",
            "empty": "The file is empty: download it again",
            "missing": "The file did not arrive: choose it again",
            "invalid": "The file did not arrive: choose it again",
        },
    )
    as_at = DayField(
        label="The day the file speaks of, if its name does not say",
        help_text="Leave it empty for files as they are published: the name has the day. For example 31 8 2025.",
        required=False,
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        name = (file.name or "").lower()
        if name.endswith(_SPREADSHEETS):
            raise forms.ValidationError(
                "This is a spreadsheet. Take the CSV from the publisher’s page instead: "
                "what is saved again may have its numbers and days changed"
            )
        if not name.endswith(ENDINGS):
            raise forms.ValidationError("The name must end in .csv, .csv.gz, .zip or .geojson")
        if file.size is not None and file.size > LARGEST_PACKED:
            raise forms.ValidationError(f"The file must be smaller than {LARGEST_PACKED // 2**20} MB")
        return file


class GoAhead(forms.Form):
    """Load a file that was checked. Where something looked wrong, a reason is asked for and kept."""

    reason = forms.CharField(
        label="Why is it right to load it all the same?",
        help_text="It is kept with the load, with your name and the day.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it is right to load the file although something looks wrong"},
    )

    def __init__(self, *args: Any, alarms: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not alarms:
            del self.fields["reason"]
