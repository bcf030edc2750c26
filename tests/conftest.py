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

#: A busy machine makes examples slowly; that is no fault of the test.
hypothesis.settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("unhurried")


#: What takes longest, begun first and in this order: begun last, it would leave the other
#: processors without work. The tests of the keys need the walk through the window that the first
#: of all has made.
LONG = (
    "test_everything_fits_and_can_be_reached",
    "test_the_table_of_keys",
    "test_everything_fits",
    "test_a_drill_holds",
    "test_round_trip.py",
    "test_editing_panel.py",
    "test_canary.py",
    "briefing/test_editing.py",
    "test_backups.py",
)


def pytest_addoption(parser):
    """Let the window's jobs be late, so that what relies on who is quicker fails every time."""
    parser.addoption("--late", choices=("readers", "writer", "some"), help="whose jobs begin late")


def pytest_collection_modifyitems(items):
    """Put what takes long before what is done at once."""

    def rank(item):
        return next((at for at, name in enumerate(LONG) if name in item.nodeid), len(LONG))

    items.sort(key=rank)


#: So many objects that outlived a test are taken for what stays, such as libraries.
MANY = 50_000


def pytest_collection_finish():
    """Spare every look for what nobody needs all that is there as long as the tests are."""
    gc.collect()
    gc.freeze()


def pytest_runtest_logfinish():
    """Let Python collect by itself again after a test that had a window, when all of it is gone."""
    if not gc.isenabled():
        gc.collect()
        if len(gc.get_objects()) > MANY:
            gc.freeze()
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


@pytest.fixture(scope="session")
def walked_in_english(sample_folder, tmp_path_factory):
    """What a walk through everything there is to see has found, in English."""
    from tests.pictures import studio, walking  # noqa: PLC0415  most tests need no window

    office = shutil.copytree(sample_folder, tmp_path_factory.mktemp("walked") / "office")
    return walking.walk(office, "en", studio.SMALL)


@pytest.fixture
def sample_copy(sample_folder, tmp_path):
    """A copy of the sample office's folder, to be written."""
    return shutil.copytree(sample_folder, tmp_path / "office")
