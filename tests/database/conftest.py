import pytest

from tests.stores import opened


@pytest.fixture
def store(tmp_path):
    with opened(tmp_path / "office") as store:
        yield store
