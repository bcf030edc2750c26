"""What tests share: real stores in folders of their own, and no screen, in English."""

import gc
import os
import shutil
import tempfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("INTLOFFICE_DATA", None)
os.environ["LC_ALL"] = "C.UTF-8"
os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(prefix="logs-")  # reports of failures that are made

import hypothesis
import pytest

from intloffice.operations import sample
from tests.stores import opened

hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")


def pytest_collection_finish():
    """Spare every look for what nobody needs all that is there as long as the tests are."""
    gc.collect()
    gc.freeze()


def pytest_runtest_logfinish():
    """Let Python collect by itself again after a test that had a window, when all of it is gone."""
    if not gc.isenabled():
        gc.collect()
        gc.enable()


@pytest.fixture
def store(tmp_path):
    """An empty office."""
    with opened(tmp_path / "office") as made:
        yield made


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory):
    """The folder of the sample office, to be read or copied, never to be written."""
    folder = tmp_path_factory.mktemp("sample") / "office"
    with opened(folder) as made:
        sample.fill(made)
    return folder


@pytest.fixture
def sample_copy(sample_folder, tmp_path):
    """A copy of the sample office's folder, to be written."""
    return shutil.copytree(sample_folder, tmp_path / "office")
