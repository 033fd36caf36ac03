"""What letters about meetings say."""

from __future__ import annotations

from alongside.floor.mail.facts import Method
from alongside.floor.web.words import weekday
from alongside.work.meetings.models import Meeting


def when(meeting: Meeting) -> str:
    """Thursday 26 November 2026, 14:00 to 16:00."""
    return f"{weekday(meeting.on)}, {meeting.starts:%H:%M} to {meeting.ends:%H:%M}"


def where(meeting: Meeting) -> str:
    online = f"online: {meeting.online}" if meeting.online else ""
    return "; ".join(part for part in (meeting.where, online) if part)


def subject(meeting: Meeting, method: Method) -> str:
    if method == "CANCEL":
        return f"Called off: {meeting.series.name}, {weekday(meeting.on)}"
    lead = "Changed" if meeting.sequence else "Invitation"
    return f"{lead}: {meeting.series.name}, {weekday(meeting.on)}"


def letter(meeting: Meeting, method: Method, name: str) -> str:
    if method == "CANCEL":
        why = f" {meeting.cancelled_why}" if meeting.cancelled_why else ""
        said = f"This meeting is called off, or your invitation to it was taken back.{why}"
    elif meeting.sequence:
        said = "Time or place of this meeting have changed. The entry in your calendar changes with it."
    else:
        said = "You are invited to this meeting. Please say on its page whether you can come."
    return f"Dear {name},\n\n{said}\n\n{meeting.series.name}\n{when(meeting)}\n{where(meeting)}\n"


def agenda(meeting: Meeting) -> str:
    """The agenda in a letter: titles and who presents them."""
    lines = [
        f"{number}. {item.title}" + (f" ({item.presenter})" if item.presenter else "")
        for number, item in enumerate(meeting.items.filter(dropped=False), start=1)
    ]
    return f"{when(meeting)}, {where(meeting)}\n\n" + "\n".join(lines)
