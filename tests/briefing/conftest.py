"""The sample office, copied once."""

import shutil

import pytest

from tests.stores import opened


@pytest.fixture(scope="session")
def sample(sample_folder, tmp_path_factory):
    folder = shutil.copytree(sample_folder, tmp_path_factory.mktemp("briefing") / "office")
    with opened(folder) as store:
        yield store
