"""A letter as it travels."""

from __future__ import annotations

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from alongside.floor.mail.models import Letter

_SMTP = SMTP.clone(cte_type="7bit", max_line_length=78)


def composed(letter: Letter, *, at: datetime) -> EmailMessage:
    """The message. Raises ValueError for an address that cannot be written, OSError for an attachment that is gone."""
    message = EmailMessage(policy=_SMTP)
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    message["From"] = Address(name, addr_spec=address)
    message["To"] = Address(_one_line(letter.to_name), addr_spec=letter.to)
    message["Subject"] = _one_line(letter.subject)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = message_id(letter.pk)
    message["Auto-Submitted"] = "auto-generated"
    for header, value in letter.headers.items():
        message[header] = _one_line(value)
    message.set_content(letter.text)
    if letter.html:
        message.add_alternative(letter.html, subtype="html")
    if letter.calendar:
        message.add_alternative(letter.calendar, subtype="calendar", params={"method": letter.calendar_method})
    for one in letter.attachments:
        main, _, sub = one["type"].partition("/")
        content = _below(settings.HERE.var, one["path"]).read_bytes()
        message.add_attachment(content, maintype=main, subtype=sub, filename=one["name"])
    return message


def message_id(letter: int) -> str:
    """By which a bounce names its letter; nobody else can make one up."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<letter.{letter}.{_mark(letter)}@{domain}>"


def letter_of(message_id: str) -> int | None:
    """The letter that a message id of ours names; None for any other."""
    word, _, rest = message_id.strip().strip("<>").partition("@")[0].partition(".")
    number, _, mark = rest.partition(".")
    if word != "letter" or not number.isascii() or not number.isdecimal() or len(number) > 18:
        return None
    return int(number) if constant_time_compare(mark, _mark(int(number))) else None


def _mark(letter: int) -> str:
    return salted_hmac("mail.letter", str(letter), algorithm="sha256").hexdigest()[:16]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _below(folder: Path, path: str) -> Path:
    found = (folder / path).resolve()
    if not found.is_relative_to(folder.resolve()):
        raise ValueError(f"the attachment {path!r} lies outside the installation")
    return found
