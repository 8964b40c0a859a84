"""E-mail by SMTP: encrypted but to this machine itself, one connection a letter.

The Message-ID is the notice's own, so that a letter which was sent twice is shown once by whoever
looks at it. What the server says may hold the address: only its number is kept.
"""

from __future__ import annotations

import smtplib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate
from urllib.parse import SplitResult, unquote

from django.conf import settings

from continuity.casework.notices.letter import Letter, NotSent

TIMEOUT = 15.0
"""Seconds for each answer of the server."""

PORTS = {"smtp": 587, "smtps": 465}
LOOPBACK = ("localhost", "127.0.0.1", "::1")


def ready() -> bool:
    """True where the settings name a server."""
    return settings.CONTINUITY_SMTP is not None


def send(letter: Letter) -> None:
    """Hands a letter to the server; raises `NotSent`, lasting where the server will never take it."""
    at: SplitResult = settings.CONTINUITY_SMTP
    try:
        with _connected(at) as server:
            if at.username:
                server.login(unquote(at.username), unquote(at.password or ""))
            server.send_message(_message(letter))
    except smtplib.SMTPRecipientsRefused as fault:
        codes = [code for code, _ in fault.recipients.values()]
        raise NotSent(f"smtp-{codes[0]}", lasting=codes[0] >= 500) from None
    except smtplib.SMTPAuthenticationError as fault:
        # It is the installation that is wrong, not the letter: that one can still go.
        raise NotSent(f"smtp-{fault.smtp_code}") from None
    except smtplib.SMTPResponseException as fault:
        raise NotSent(f"smtp-{fault.smtp_code}", lasting=fault.smtp_code >= 500) from None
    except ssl.SSLError:
        raise NotSent("smtp-tls") from None
    except (OSError, smtplib.SMTPException) as fault:
        slow = isinstance(fault, TimeoutError) or isinstance(fault.__context__, TimeoutError)
        raise NotSent("smtp-slow" if slow else "smtp-away") from None


def _connected(at: SplitResult) -> smtplib.SMTP:
    host, port = at.hostname or "", at.port or PORTS[at.scheme]
    trusted = ssl.create_default_context(cafile=settings.CONTINUITY_SMTP_CA or None)
    if at.scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=trusted)
    server = smtplib.SMTP(host, port, timeout=TIMEOUT)
    try:
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=trusted)
        elif host not in LOOPBACK:
            raise NotSent("smtp-no-tls")
    except BaseException:
        server.close()
        raise
    return server


def _message(letter: Letter) -> EmailMessage:
    ours = settings.CONTINUITY_SMTP_FROM
    name, _, domain = ours.rpartition("@")
    message = EmailMessage()
    message["From"] = Address(letter.sender, name, domain)
    message["To"] = letter.address
    message["Subject"] = letter.subject
    message["Date"] = formatdate(usegmt=True)
    message["Message-ID"] = f"<{letter.id}@{domain}>"
    message["Content-Language"] = letter.language
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text + "\n", cte="quoted-printable")
    return message
