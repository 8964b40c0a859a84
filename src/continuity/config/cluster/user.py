"""As whom the server runs: as you, or, where you are root, as somebody with fewer rights.

PostgreSQL refuses root. Root's server belongs to the user who called sudo, else to `nobody`; so do
its folder and everything in it, made by a process that has given root's rights up. Root itself
makes that one folder and, where it must, a copy of the programs. Nothing else changes.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from continuity.config.cluster.error import ClusterError
from continuity.config.cluster.programs import Programs

if sys.platform != "win32":
    import pwd

NOT_NEEDED = shutil.ignore_patterns("include", "*.a", "pkgconfig")


@dataclass(frozen=True, slots=True)
class User:
    """A user of the system, by numbers."""

    uid: int
    gid: int
    name: str

    def may(self, *test: str | Path) -> bool:
        """What `test` answers this user; asked as them, since rights are more than mode bits."""
        command = ["test", *map(str, test)]
        done = subprocess.run(
            command, user=self.uid, group=self.gid, extra_groups=[], cwd="/", check=False
        )
        return done.returncode == 0


def server_user() -> User:
    """The user whose the server is."""
    if os.geteuid() != 0:
        return User(os.geteuid(), os.getegid(), _name(os.geteuid()))
    name = os.environ.get("SUDO_USER") or "nobody"
    try:
        found = pwd.getpwnam(name if name != "root" else "nobody")
    except KeyError as fault:
        raise ClusterError("cluster-no-user", user=name) from fault
    return User(found.pw_uid, found.pw_gid, found.pw_name)


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def prepared(folder: Path) -> Path:
    """The cluster's folder, made where it is missing: the server's user's, closed to others."""
    user, folder = server_user(), Path(os.path.realpath(folder))
    try:
        if os.geteuid() == 0:
            _see_that_parents_are_open(folder, user)
        _make_parents(folder.parent)
        if _made(folder) and os.geteuid() == 0:
            os.chown(folder, user.uid, user.gid)
        check_folder(folder, user)
    except PermissionError as fault:
        path = fault.filename or folder
        raise ClusterError("cluster-closed-parent", path=path, user=user.name) from fault
    return folder


def _make_parents(folder: Path) -> None:
    """Makes what is missing above; open to be passed through, whatever the umask says."""
    if not folder.exists():
        _make_parents(folder.parent)
        if _made(folder, mode=0o755) and os.geteuid() == 0 and os.environ.get("SUDO_USER"):
            # Else the user's own commands could later write nothing beside the cluster.
            os.chown(folder, server_user().uid, server_user().gid)


def _made(folder: Path, mode: int = 0o700) -> bool:
    """Whether we made the folder; with the mode from its first moment on."""
    try:
        folder.mkdir(mode=mode)
    except FileExistsError:
        return False
    if mode & ~stat.S_IMODE(folder.stat().st_mode):
        folder.chmod(mode)
    return True


def _see_that_parents_are_open(folder: Path, user: User) -> None:
    """Those that are there already; what we make above the folder is open."""
    for parent in reversed(folder.parents):
        if parent.exists() and not user.may("-x", parent):
            raise ClusterError("cluster-closed-parent", path=parent, user=user.name)


def check_folder(folder: Path, user: User) -> None:
    """Refuses a folder that is another's, or open to others; changes nothing about it."""
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != user.uid:
        owner = _name(found.st_uid)
        raise ClusterError("cluster-wrong-owner", path=folder, owner=owner, user=user.name)
    if stat.S_IMODE(found.st_mode) & 0o077:
        mode = f"{stat.S_IMODE(found.st_mode):03o}"
        raise ClusterError("cluster-open-folder", path=folder, mode=mode)


def give_up_root(folder: Path) -> None:
    """Becomes the folder's owner for good, where we are root."""
    if os.geteuid() == 0:
        owner = folder.stat()
        os.setgroups([])
        os.setgid(owner.st_gid)
        os.setuid(owner.st_uid)


def runnable(programs: Programs, home: Path) -> Programs:
    """Programs that the server's user may run: themselves, or root's copy under `home`.

    Root's Python often lies in a folder that is closed to everybody else.
    """
    user = server_user()
    if os.geteuid() != 0 or user.may("-x", programs.folder / "postgres"):
        return programs
    version = programs.folder.parent
    copy = home / f"server-{programs.version}"
    if not copy.exists():
        _copy_whole(version, copy)
    return Programs(copy / version.parent.name / version.name / "bin")


def _copy_whole(version: Path, copy: Path) -> None:
    """Copies programs and their libraries, which they find by the way between them."""
    part = Path(tempfile.mkdtemp(dir=copy.parent, prefix=f".{copy.name}-"))
    package = version.parent
    shutil.copytree(version, part / package.name / version.name, symlinks=True, ignore=NOT_NEEDED)
    libraries = package.with_name(package.name + ".libs")
    if libraries.exists():
        shutil.copytree(libraries, part / libraries.name)
    for folder, _, _ in os.walk(part):
        os.chmod(folder, 0o755)
    try:
        part.rename(copy)
    except OSError:  # another process was first
        shutil.rmtree(part)
