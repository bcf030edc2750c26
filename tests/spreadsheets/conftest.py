"""The sample office, copied once, and what moves workbooks in and out of a store."""

import shutil

import pytest

from intloffice import resources
from intloffice.i18n import language
from intloffice.records import ALL_KINDS
from intloffice.spreadsheets import importing, workbook
from intloffice.spreadsheets.exporting import export_all
from tests.stores import opened


@pytest.fixture(scope="session")
def sample(sample_folder, tmp_path_factory):
    folder = shutil.copytree(sample_folder, tmp_path_factory.mktemp("spreadsheets") / "office")
    with opened(folder) as store:
        yield store


@pytest.fixture
def empty(tmp_path):
    with opened(tmp_path / "empty") as store:
        yield store


@pytest.fixture(scope="session")
def languages():
    return [language(code, resources.folder("translations")) for code in ("en", "zh", "ja")]


def exported(store, path, language, protected=()):
    with store.read() as session:
        export_all(session, ALL_KINDS, path, language, protected)
    return path


def planned(store, path, languages):
    with store.read() as session:
        found = workbook.read(path)  # in this process, which is quicker: see test_apart.py
        sheets = importing.understood(found, path.name, ALL_KINDS, languages)
        return importing.plan(session, sheets)


def imported(store, path, languages, **how):
    plan = planned(store, path, languages)
    with store.write("Import", "Li") as session:
        importing.apply(session, plan, **how)
    return plan
