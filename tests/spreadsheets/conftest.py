"""The sample office, filled once."""

import pytest

from intloffice import resources
from intloffice.database.store import Store
from intloffice.i18n import language
from intloffice.operations.sample import fill
from intloffice.records import ALL_KINDS


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    store = Store.open(tmp_path_factory.mktemp("spreadsheets"), ALL_KINDS)
    fill(store)
    yield store
    store.close()


@pytest.fixture
def empty(tmp_path):
    store = Store.open(tmp_path / "empty", ALL_KINDS)
    yield store
    store.close()


@pytest.fixture(scope="session")
def languages():
    return [language(code, resources.folder("translations")) for code in ("en", "zh", "ja")]
