"""Messages that come back: reports of what became of a letter (RFC 3464), from wherever the mail server puts them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import default
from email.utils import parseaddr

from alongside.floor.mail.outbox.composing import letter_of


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says of one recipient. `action`: failed, delayed, delivered, relayed or expanded. `letter`: the
    letter of ours that it is about, where it carries the letter's mark."""

    to: str
    action: str
    said: str
    letter: int | None


def reports(raw: bytes) -> list[Report]:
    """What a message reports of each recipient; empty where it is no report."""
    message = message_from_bytes(raw, policy=default)
    status = next((part for part in message.walk() if part.get_content_type() == "message/delivery-status"), None)
    if status is None:
        return []
    letter = _letter(message)
    found = (_report(block, letter) for block in _blocks(status))
    return [report for report in found if report is not None]


def _blocks(status: Message) -> Iterator[Message]:
    """The groups of fields of a status: one on the whole message, then one for each recipient."""
    payload = status.get_payload()
    if isinstance(payload, list):
        yield from (block for block in payload if isinstance(block, Message))


def _report(block: Message, letter: int | None) -> Report | None:
    recipient = _after_type(block.get("Final-Recipient") or block.get("Original-Recipient"))
    action = str(block.get("Action") or "").strip().lower()
    if not recipient or not action:
        return None
    said = " ".join(filter(None, (str(block.get("Status") or "").strip(), _after_type(block.get("Diagnostic-Code")))))
    return Report(parseaddr(recipient)[1].lower() or recipient.lower(), action, " ".join(said.split())[:1000], letter)


def _after_type(value: object) -> str:
    """`rfc822; hana@school.example` without what says of which kind it is."""
    text = str(value or "").strip()
    return text.partition(";")[2].strip() if ";" in text else text


def _letter(message: Message) -> int | None:
    """The letter whose mark stands in what the report returns of it (its headers, or all of it)."""
    for part in message.walk():
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            returned = inner[0] if isinstance(inner, list) and inner else None
        elif part.get_content_type() == "text/rfc822-headers":
            content = part.get_payload(decode=True)
            returned = message_from_bytes(content) if isinstance(content, bytes) else None
        else:
            continue
        if isinstance(returned, Message) and (found := letter_of(str(returned.get("Message-ID") or ""))):
            return found
    return None
