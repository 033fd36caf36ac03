"""A conversation with the mail server, for as many letters as there are. It knows to the byte what was handed over."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable
from email.message import EmailMessage
from email.utils import parseaddr
from types import TracebackType

from django.conf import settings

from alongside.floor.mail.outbox.facts import Fate, Outcome

OURS = "alongside.floor.mail.backend.Outbox"

_DOT_AT_START = re.compile(rb"(?m)^\.")


def is_set_up() -> bool:
    """Whether letters can leave the house (ALONGSIDE_MAIL; never those of the demo)."""
    return bool(settings.EMAIL_BACKEND == OURS)


class MailServer:
    """Opened at the first letter, and again after the connection was lost."""

    def __init__(self) -> None:
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> MailServer:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._close(politely=kind is None)

    def send(self, message: EmailMessage, to: str, *, handing: Callable[[], bool]) -> Outcome:
        """Hand a message over. `handing` is called when all but the last dot has gone; it says whether to go on."""
        try:
            refused = self._all_but_the_dot(message, to)
        except (OSError, smtplib.SMTPException) as error:
            self._close()
            return Outcome(Fate.LATER, _words(error), server_is_there=False)
        if refused:
            return refused
        if not handing():
            self._close()  # without the dot, the server throws away what it has
            return Outcome(Fate.NOT_OURS)
        return self._the_dot()

    def _all_but_the_dot(self, message: EmailMessage, to: str) -> Outcome | None:
        content = _DOT_AT_START.sub(b"..", message.as_bytes())  # before anything is said: a fault in it is the letter's
        smtp = self._opened()
        code, said = smtp.mail(parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
        if code != 250:
            raise smtplib.SMTPSenderRefused(code, said, "")
        code, said = smtp.rcpt(to)
        if code not in (250, 251):
            return self._refused(code, said, Fate.BOUNCED)
        code, said = smtp.docmd("DATA")
        if code != 354:
            return self._refused(code, said, Fate.REFUSED)
        smtp.send(content if content.endswith(b"\r\n") else content + b"\r\n")
        return None

    def _the_dot(self) -> Outcome:
        assert self._smtp is not None
        try:
            self._smtp.send(b".\r\n")
            code, said = self._smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            self._close()
            return Outcome(Fate.UNKNOWN, f"After the whole letter was given: {_words(error)}")
        if code == 250:
            return Outcome(Fate.SENT, _answer(code, said))
        return self._refused(code, said, Fate.REFUSED)

    def _refused(self, code: int, said: bytes, for_good: Fate) -> Outcome:
        if code == 421:
            self._close()
        elif self._smtp is not None:
            try:
                self._smtp.rset()
            except (OSError, smtplib.SMTPException):
                self._close()
        return Outcome(for_good if 500 <= code < 600 else Fate.LATER, _answer(code, said))

    def _opened(self) -> smtplib.SMTP:
        if self._smtp is not None:
            return self._smtp
        smtp = _connected()
        try:
            smtp.ehlo_or_helo_if_needed()
            if settings.EMAIL_USE_TLS:
                smtp.starttls(context=ssl.create_default_context())
            if settings.EMAIL_HOST_USER:
                smtp.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        except BaseException:
            smtp.close()
            raise
        self._smtp = smtp
        return smtp

    def _close(self, *, politely: bool = False) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp is None:
            return
        try:
            if politely:
                smtp.quit()
        except (OSError, smtplib.SMTPException):
            pass
        finally:
            smtp.close()


def _connected() -> smtplib.SMTP:
    host, port, timeout = settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT or 20
    if settings.EMAIL_USE_SSL:
        return smtplib.SMTP_SSL(host, port, timeout=timeout, context=ssl.create_default_context())
    return smtplib.SMTP(host, port, timeout=timeout)


def _answer(code: int, said: bytes) -> str:
    return f"{code} {said.decode('utf-8', 'replace')}"[:1000]


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return _answer(error.smtp_code, said if isinstance(said, bytes) else str(said).encode())
    return (str(error) or type(error).__name__)[:1000]
