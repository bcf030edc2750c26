"""The sample office, filled once."""

import pytest

from intloffice.database.store import Store
from intloffice.operations.sample import fill
from intloffice.records import ALL_KINDS


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    store = Store.open(tmp_path_factory.mktemp("briefing"), ALL_KINDS)
    fill(store)
    yield store
    store.close()
