"""What the database's own errors mean to whoever runs the command: what, expected, how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from continuity.core.finding import Finding
from continuity.core.messages import MESSAGES


class DatabaseError(Exception):
    """The database is not as it must be; `finding` says why and what to do."""

    def __init__(self, code: str, **values: object) -> None:
        self.finding = Finding(code, values={key: str(value) for key, value in values.items()})
        super().__init__(self.finding.say("en"))


# By SQLSTATE (PostgreSQL manual, appendix A); a class stands for all of its codes.
CODES = {
    "53100": "disk-full",
    "53300": "connections-full",
    "28": "not-let-in",
    "3D000": "no-database",
    "57": "server-gone",
    "08": "server-gone",
}
ON_THE_WAY = {
    "too many (connections|clients)|remaining connection slots": "connections-full",
    'database ".*" does not exist': "no-database",
    'authentication failed|role ".*" does not exist|no pg_hba.conf entry|no password': "not-let-in",
}


@contextmanager
def words() -> Iterator[None]:
    """Raises `DatabaseError` for what the server or the way to it refuses; nothing was written then.

    What is left, such as a constraint, is an error of ours and rises as it is.
    """
    from django.db.utils import InterfaceError, OperationalError

    try:
        yield
    except (OperationalError, InterfaceError) as fault:
        raise DatabaseError(_code(fault), said=_said(fault)) from fault


def _code(fault: Exception) -> str:
    state = str(getattr(fault.__cause__, "sqlstate", None) or "")
    if state:
        return CODES.get(state) or CODES.get(state[:2]) or "server-gone"
    # libpq gives no state for what it is told on the way in, only the server's words.
    return next(
        (code for said, code in ON_THE_WAY.items() if re.search(said, str(fault))), "server-gone"
    )


def _said(fault: Exception) -> str:
    return " ".join(str(fault).split())[:300]


MESSAGES.update(
    {
        "disk-full": {
            "en": (
                "The database's disk is full: {said}",
                "Expected room to write; what was begun is undone whole, nothing is lost.",
                "Make room on the disk of the data folder, then try again.",
            ),
            "vi": (
                "Ổ đĩa của cơ sở dữ liệu đã đầy: {said}",
                "Cần chỗ trống để ghi; việc đang làm đã được huỷ trọn vẹn, không mất gì.",
                "Giải phóng ổ đĩa chứa dữ liệu rồi làm lại.",
            ),
        },
        "connections-full": {
            "en": (
                "The database takes no more connections: {said}",
                "Expected one to be free; nothing was begun.",
                "Try again in a moment; or raise max_connections, or the role's connection limit.",
            ),
            "vi": (
                "Cơ sở dữ liệu không nhận thêm kết nối: {said}",
                "Cần một kết nối trống; chưa có gì được thực hiện.",
                "Thử lại sau giây lát; hoặc tăng max_connections hay giới hạn kết nối của vai trò.",
            ),
        },
        "not-let-in": {
            "en": (
                "The database lets nobody in with these words: {said}",
                "Expected the role and password of DATABASE_URL to be those of the server.",
                "Check DATABASE_URL and DATABASE_OWNER_URL.",
            ),
            "vi": (
                "Cơ sở dữ liệu từ chối đăng nhập: {said}",
                "Cần đúng vai trò và mật khẩu trong DATABASE_URL.",
                "Kiểm tra DATABASE_URL và DATABASE_OWNER_URL.",
            ),
        },
        "serving-as-owner": {
            "en": (
                "DATABASE_URL names a role that owns the tables.",
                "Expected the application's role, to which row security applies.",
                "Put the owner into DATABASE_OWNER_URL, and the application's role into DATABASE_URL.",
            ),
            "vi": (
                "DATABASE_URL trỏ tới vai trò sở hữu các bảng.",
                "Cần vai trò của ứng dụng, là vai trò chịu sự bảo vệ theo dòng.",
                "Đặt chủ sở hữu vào DATABASE_OWNER_URL và vai trò ứng dụng vào DATABASE_URL.",
            ),
        },
        "no-database": {
            "en": (
                "There is no such database: {said}",
                "Expected an empty one that the owner owns, or one of ours.",
                "`create database continuity owner continuity_owner`, then `continuity up`.",
            ),
            "vi": (
                "Không có cơ sở dữ liệu này: {said}",
                "Cần một cơ sở dữ liệu trống thuộc chủ sở hữu, hoặc của hệ thống.",
                "`create database continuity owner continuity_owner`, rồi `continuity up`.",
            ),
        },
        "server-gone": {
            "en": (
                "The database cannot be reached, or went away: {said}",
                "Expected it to answer; what was not confirmed is undone whole.",
                "Look whether it runs (`continuity status`, or your own server's log); then try again.",
            ),
            "vi": (
                "Không liên lạc được với cơ sở dữ liệu, hoặc kết nối bị ngắt: {said}",
                "Cần máy chủ trả lời; việc chưa được xác nhận đã được huỷ trọn vẹn.",
                "Xem máy chủ có chạy không (`continuity status` hoặc nhật ký máy chủ), rồi làm lại.",
            ),
        },
    }
)
