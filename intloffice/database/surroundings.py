"""Where an office's folder lies: on a disk of this computer, on the network, in a synced folder.

SQLite's locks do not hold on network shares, and a program that syncs a folder copies a file in
the middle of a change, or puts another computer's over it.
"""

import re
import subprocess
import sys
from pathlib import Path

from intloffice.errors import StoreError
from intloffice.i18n import N_

_NETWORK = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "smb", "ncpfs", "afs", "afpfs", "davfs"),
        *("webdav", "ceph", "glusterfs", "lustre", "beegfs", "gpfs", "sshfs", "fuse.sshfs"),
        *("fuse.davfs2", "fuse.glusterfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.s3fs"),
    )
)
#: What the folders of programs that sync are called, folded; their own names beside it.
_SYNCED = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "com~apple~clouddocs": "iCloud Drive",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "box sync": "Box",
    "seafile": "Seafile",
    "syncthing": "Syncthing",
    "megasync": "MEGA",
    "nutstore": "坚果云",
    "坚果云": "坚果云",
    "baidusyncdisk": "百度网盘",
    "百度云同步盘": "百度网盘",
    "百度网盘": "百度网盘",
    "wpsdrive": "WPS",
    "wps云盘": "WPS",
}
_MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
    ".nutstore": "坚果云",
}
_SYNC_DATABASE = re.compile(r"\.?_?\.?sync_[0-9a-f]+\.db")
#: An office's file beside the office's file: what a program that syncs makes of two.
_COPY = re.compile(r"office[ ._(（-].*\.db", re.IGNORECASE)


def on_network(folder: Path) -> bool:
    """Tell whether a folder lies on another computer."""
    if sys.platform == "win32":
        return _on_windows_share(folder)
    if sys.platform == "darwin":
        listed = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False)
        return file_system(folder, _mounted_on_mac(listed.stdout)) in _NETWORK
    try:
        mounts = Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape")
    except OSError:
        return False
    return file_system(folder, _mounted(mounts)) in _NETWORK


def refuse_network(folder: Path) -> None:
    """Raise StoreError where an office would be made on another computer."""
    if on_network(folder):
        raise StoreError(
            N_(
                "{folder} lies on another computer, where a file like this is not safe. Nothing "
                "was made; choose a folder on this computer, and keep backups there."
            ),
            folder=folder,
        )


def warnings(folder: Path) -> list[StoreError]:
    """Say what endangers an office where it lies; nothing, where nothing does."""
    found = []
    if on_network(folder):
        found.append(
            StoreError(
                N_(
                    "This office lies on another computer ({folder}). Two people who save at once "
                    "can damage it there: bring it to a folder on this computer."
                ),
                folder=folder,
            )
        )
    if program := synced_by(folder):
        found.append(
            StoreError(
                N_(
                    "This office lies in a folder that {program} syncs ({folder}), which can "
                    "damage it: bring it to another folder, and keep only backups in this one."
                ),
                program=program,
                folder=folder,
            )
        )
    if copies := conflict_copies(folder):
        found.append(
            StoreError(
                N_(
                    "Beside the office's file lie copies that were made when two computers "
                    "changed it: {names}. What was entered in them is not in this one."
                ),
                names=", ".join(copies[:3]),
            )
        )
    return found


def synced_by(folder: Path) -> str:
    """Name the program that syncs a folder; empty where none is known to."""
    places = (folder.absolute(), *folder.absolute().parents)
    for place in places:
        name = re.split(r" [-–(（]", place.name.casefold())[0]  # OneDrive – University
        if name in _SYNCED:
            return _SYNCED[name]
    for place in places:
        for mark, program in _MARKS.items():
            if place.parent != place and (place / mark).exists():
                return program
        try:
            if any(_SYNC_DATABASE.fullmatch(entry.name) for entry in place.glob(".*sync_*.db")):
                return "Nextcloud"
        except OSError:
            continue
    return ""


def conflict_copies(folder: Path) -> list[str]:
    """List the copies of the office's file that a program which syncs has made beside it."""
    try:
        return sorted(each.name for each in folder.iterdir() if _COPY.fullmatch(each.name))
    except OSError:
        return []


def file_system(folder: Path, mounted: list[tuple[str, str]]) -> str:
    """Name the file system on which a folder lies, from what is mounted where."""
    place = str(folder.expanduser().resolve())
    best, found = "", ""
    for point, name in mounted:
        inside = place == point or place.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):  # of two on one point, the later is on top
            best, found = point, name
    return found


def _mounted(mountinfo: str) -> list[tuple[str, str]]:
    found = []
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) > 4 and after:
            found.append((_unescaped(fields[4]), after.split(" ")[0]))
    return found


def _mounted_on_mac(listed: str) -> list[tuple[str, str]]:
    lines = (re.fullmatch(r".* on (.+) \((\w+)[,)].*", line) for line in listed.splitlines())
    return [(found[1], found[2]) for found in lines if found]


def _unescaped(point: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), point)


def _on_windows_share(folder: Path) -> bool:
    import ctypes  # noqa: PLC0415  only there

    whole = folder.absolute()
    if str(whole).startswith("\\\\"):
        return True
    remote = 4
    kernel: object = getattr(ctypes, "windll", None)
    drive_type = getattr(getattr(kernel, "kernel32", None), "GetDriveTypeW", None)
    return bool(drive_type and drive_type(whole.anchor) == remote)
