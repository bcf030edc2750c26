"""What tests share: real stores in folders of their own, and no screen, in English."""

import os
import shutil
import tempfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("INTLOFFICE_DATA", None)
os.environ["LC_ALL"] = "C.UTF-8"
os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(prefix="logs-")  # reports of failures that are made

import hypothesis
import pytest

from intloffice.database.store import Store
from intloffice.operations import sample
from intloffice.records import ALL_KINDS

hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")


@pytest.fixture
def store(tmp_path):
    """An empty office."""
    opened = Store.open(tmp_path / "office", ALL_KINDS)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory):
    """The folder of the sample office, to be read or copied, never to be written."""
    folder = tmp_path_factory.mktemp("sample") / "office"
    opened = Store.open(folder, ALL_KINDS)
    sample.fill(opened)
    opened.close()
    return folder


@pytest.fixture
def sample_copy(sample_folder, tmp_path):
    """A copy of the sample office's folder, to be written."""
    return shutil.copytree(sample_folder, tmp_path / "office")
