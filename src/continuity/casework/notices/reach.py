"""Reaching an address that somebody else chose, and nothing behind our own walls by its help.

HTTPS is asked for, but for networks that the settings name. The name is looked up here, every address
that it has must be a public one, and the connection goes to an address that was looked at: a name that
means another machine a moment later gains nothing. Nobody is followed elsewhere.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from continuity.casework.notices.letter import NotSent

if TYPE_CHECKING:
    import urllib3

TIMEOUT = 10.0
MOST_LETTERS = 500

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Unreachable(ValueError):
    """An address that is not to be reached; says why in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        self.vi, self.en = vi, en
        super().__init__(en)


def checked(url: str) -> tuple[SplitResult, Address]:
    """The parts of an address and the machine that it means now; raises `Unreachable`."""
    parts = _parts(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreachable("không tìm thấy máy", "there is no such machine") from None
    machines = [_plain(str(one[4][0])) for one in found]
    for machine in machines:
        if not (_named(machine) or (machine.is_global and not machine.is_multicast)):
            raise Unreachable(
                "máy nằm trong mạng nội bộ mà thiết lập không cho phép",
                "the machine is in a private network that the settings do not name",
            )
        if parts.scheme != "https" and not machine.is_loopback:
            raise Unreachable("phải dùng https", "it must be https")
    return parts, machines[0]


def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """The status with which a message was answered; raises `NotSent` where there was none."""
    import urllib3  # with the first message: 4 MB, and a tenth of a second of every start

    try:
        parts, machine = checked(url)
    except Unreachable:
        raise NotSent("hook-address") from None
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    told = {"Host": parts.netloc.rpartition("@")[2], "User-Agent": "Continuity", **headers}
    with _pool(parts, machine) as pool:
        try:
            answer = pool.urlopen(
                "POST", path, body=body, headers=told, redirect=False, retries=False,
                preload_content=False, assert_same_host=False,
            )  # fmt: skip
        except urllib3.exceptions.TimeoutError:
            raise NotSent("hook-slow") from None
        except (urllib3.exceptions.HTTPError, OSError):
            raise NotSent("hook-away") from None
        answer.close()
    return int(answer.status)


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Unreachable("không phải địa chỉ", "it is no address") from None
    plain = url.isascii() and url.isprintable() and len(url) <= MOST_LETTERS and " " not in url
    if not plain or parts.scheme not in ("https", "http") or not parts.hostname or port == 0:
        raise Unreachable("phải là địa chỉ https đầy đủ", "it must be a whole address with https")
    if parts.username or parts.password or parts.fragment:
        raise Unreachable("không được chứa mật khẩu", "it must hold no password")
    return parts


def _plain(text: str) -> Address:
    """An address; one of version 4 that is dressed as version 6 is what is inside."""
    machine = ipaddress.ip_address(text.partition("%")[0])
    inside = machine.ipv4_mapped if isinstance(machine, ipaddress.IPv6Address) else None
    return inside or machine


def _named(machine: Address) -> bool:
    networks = settings.CONTINUITY_HOOK_NETWORKS
    return any(machine.version == one.version and machine in one for one in networks)


def _pool(parts: SplitResult, machine: Address) -> urllib3.HTTPConnectionPool:
    import certifi
    import urllib3

    told: dict[str, Any] = {"timeout": TIMEOUT, "maxsize": 1}
    if parts.scheme == "http":
        return urllib3.HTTPConnectionPool(str(machine), parts.port or 80, **told)
    trusted = settings.CONTINUITY_HOOK_CA or certifi.where()
    return urllib3.HTTPSConnectionPool(
        str(machine), parts.port or 443, server_hostname=parts.hostname,
        assert_hostname=parts.hostname, cert_reqs="CERT_REQUIRED", ca_certs=trusted, **told,
    )  # fmt: skip
