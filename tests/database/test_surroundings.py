"""Where an office lies is recognised, and what endangers it there is told."""

from pathlib import Path
from typing import Any

import pytest

from intloffice.database import surroundings
from intloffice.database.store import Store
from intloffice.errors import StoreError
from intloffice.records import ALL_KINDS

MOUNTS = r"""22 28 0:21 / /proc rw shared:12 - proc proc rw
28 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
90 28 0:50 / /srv/office rw,relatime shared:40 - nfs4 files:/office rw
91 28 0:51 / /mnt/Z\040drive rw - cifs //files/z rw
92 90 8:17 / /srv/office/stick rw - vfat /dev/sdb1 rw
"""


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("/srv/office", "nfs4"),
        ("/srv/office/2017", "nfs4"),
        ("/srv/officers", "ext4"),
        ("/mnt/Z drive/office", "cifs"),
        ("/srv/office/stick/x", "vfat"),
    ],
)
def test_a_folder_on_the_network_is_told_from_one_on_a_disk(folder: str, expected: str) -> None:
    mounted = surroundings._mounted(MOUNTS)
    assert surroundings.file_system(Path(folder), mounted) == expected


def test_mounts_of_a_mac_are_read() -> None:
    listed = (
        "/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)\n"
        "//li@files/office on /Volumes/office (smbfs, nodev, nosuid, mounted by li)\n"
    )
    mounted = surroundings._mounted_on_mac(listed)
    assert surroundings.file_system(Path("/Volumes/office/a"), mounted) == "smbfs"
    assert surroundings.file_system(Path("/opt"), mounted) == "apfs"


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("OneDrive - Chongqing University/office", "OneDrive"),
        ("Dropbox/office", "Dropbox"),
        ("Nextcloud/a/b", "Nextcloud"),
        ("坚果云/外事", "坚果云"),
        ("Mobile Documents/com~apple~CloudDocs/office", "iCloud Drive"),
        ("documents/office", ""),
        ("boxes/office", ""),
    ],
)
def test_a_synced_folder_is_known_by_its_name(tmp_path: Path, folder: str, program: str) -> None:
    place = tmp_path / folder
    place.mkdir(parents=True)
    assert surroundings.synced_by(place) == program


@pytest.mark.parametrize(
    ("mark", "program"),
    [(".stfolder", "Syncthing"), (".dropbox", "Dropbox"), (".sync_3f9a01cd.db", "Nextcloud")],
)
def test_a_synced_folder_is_known_by_what_lies_in_it(
    tmp_path: Path, mark: str, program: str
) -> None:
    (tmp_path / "x" / "office").mkdir(parents=True)
    (tmp_path / "x" / mark).touch()
    assert surroundings.synced_by(tmp_path / "x" / "office") == program


def test_copies_made_of_two_are_named(tmp_path: Path) -> None:
    for name in (
        "office.db",
        "office.db-journal",
        "office (Li's conflicted copy 2017-12-31).db",
        "office-RECEPTION.db",
        "office (冲突).db",
        "notes.db",
    ):
        (tmp_path / name).touch()
    assert len(surroundings.conflict_copies(tmp_path)) == 3
    (told,) = surroundings.warnings(tmp_path)
    assert "office-RECEPTION.db" in str(told)


def test_no_office_is_made_on_the_network_but_one_that_is_there_opens(
    tmp_path: Path, monkeypatch: Any
) -> None:
    Store.open(tmp_path / "there", ALL_KINDS).close()
    monkeypatch.setattr(surroundings, "on_network", lambda _folder: True)
    with pytest.raises(StoreError, match="lies on another computer"):
        Store.open(tmp_path / "new", ALL_KINDS)
    assert not list((tmp_path / "new").iterdir())
    Store.open(tmp_path / "there", ALL_KINDS).close()
    assert "another computer" in str(surroundings.warnings(tmp_path / "there")[0])


def test_an_ordinary_folder_is_not_warned_of(tmp_path: Path) -> None:
    assert surroundings.warnings(tmp_path) == []
